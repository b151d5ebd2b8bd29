//! Runs of characters of one kind: words, mostly.

use std::ops::Range;

/// The longest stretches of a text whose characters are all of a kind, in order. Linear; those of ASCII cost next to nothing.
pub fn runs(text: &str, is_inside: impl Fn(char) -> bool) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = skip(text, at, &is_inside, false);
        at = skip(text, start, &is_inside, true);
        (start < at).then_some(start..at)
    })
}

/// The place behind the characters from a place on that are of the kind, or that are not.
fn skip(text: &str, mut at: usize, is_inside: &impl Fn(char) -> bool, inside: bool) -> usize {
    while let Some(&byte) = text.as_bytes().get(at) {
        let c = if byte.is_ascii() { char::from(byte) } else { text[at..].chars().next().unwrap_or_default() };
        if is_inside(c) != inside {
            break;
        }
        at += c.len_utf8();
    }
    at
}

#[cfg(test)]
mod tests {
    use super::runs;

    #[test]
    fn runs_are_whole_and_none_is_empty() {
        let check = |text: &str, expected: &[&str]| {
            let found: Vec<&str> = runs(text, char::is_alphanumeric).map(|at| &text[at]).collect();
            assert_eq!(found, expected, "{text}");
        };
        check(" two words, été 5G。国家", &["two", "words", "été", "5G", "国家"]);
        check("a", &["a"]);
        check("—", &[]);
        check("", &[]);
    }
}
