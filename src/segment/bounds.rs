//! The sentence bounds of UAX #29.
//!
//! `unicode-segmentation` looks ahead to the next letter at every character of a run of closing marks and spaces behind
//! a full stop (rule SB8), which is quadratic in the run. So a text goes to it in short pieces, and the cost is linear.
//! A piece ends between two letters, where no rule looks back or ahead across; only where 256 bytes hold no two letters
//! side by side, a piece ends anywhere.

use unicode_segmentation::UnicodeSegmentation;

use super::head;

/// The length in bytes from which a piece ends between two letters, and at which it ends at the latest.
const SHORTEST: usize = 64;
const LONGEST: usize = 256;

/// Where the sentences of UAX #29 start in a text, but for the first; ascending.
pub(super) fn bounds(text: &str) -> impl Iterator<Item = usize> + '_ {
    pieces(text).flat_map(|(start, piece)| piece.split_sentence_bound_indices().skip(1).map(move |(at, _)| start + at))
}

/// A text in pieces, each with where it starts.
fn pieces(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut start = 0;
    std::iter::from_fn(move || {
        let rest = head(&text[start..], LONGEST);
        let len = between_letters(rest).unwrap_or(rest.len());
        let piece = (start, &rest[..len]);
        start += len;
        (len > 0).then_some(piece)
    })
}

/// The first place between two letters, from [`SHORTEST`] on.
fn between_letters(text: &str) -> Option<usize> {
    let mut after_letter = false;
    text.char_indices().skip_while(|&(at, _)| at < SHORTEST).find_map(|(at, c)| {
        let found = after_letter && c.is_alphabetic();
        after_letter = c.is_alphabetic();
        found.then_some(at)
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn whole(text: &str) -> Vec<usize> {
        text.split_sentence_bound_indices().skip(1).map(|(at, _)| at).collect()
    }

    #[test]
    fn bounds_are_those_of_the_standard() {
        assert_eq!(bounds("One. Two? three.5. four. \u{4e00}。\u{4e8c}").collect::<Vec<_>>(), [5, 10, 25, 31]);
        assert_eq!(bounds("").count(), 0);
    }

    proptest! {
        #[test]
        fn pieces_change_no_bound(text in "([a-c]{2,9}|[A-C]{2,9}|[一二三]{2,9}|[.?!。…,)”(“ ]{1,4}|[1-3]{1,4}|\u{301}){0,200}") {
            prop_assert_eq!(bounds(&text).collect::<Vec<_>>(), whole(&text));
        }
    }
}
