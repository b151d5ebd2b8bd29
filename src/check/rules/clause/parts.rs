//! What may have been lost of a piece: stretches of words without a counterpart, and names of places.

use std::ops::Range;

use super::Piece;
use super::coverage::Weighed;
use crate::lexicon::places::{self, Named, place};
use crate::text::lang::is_han;
use crate::text::runs::runs;

/// What may have been lost of a piece: all maximal stretches of its words by the evidence that they were left out (Ruzzo and
/// Tompa 1999), and their words one by one.
pub(super) fn of(words: &[Weighed], pieces: &[Piece]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for piece in pieces {
        let first = words.partition_point(|word| word.at < piece.at.start);
        let last = words.partition_point(|word| word.at < piece.at.end);
        let within = &words[first..last];
        for stretch in maximal(within.iter().map(|word| word.meant[0])) {
            let of = |stretch: Range<usize>| within[stretch.start].at..within[stretch.end - 1].end;
            if stretch.len() > 1 {
                found
                    .extend(stretch.clone().filter(|&word| within[word].meant[0] > 0.0).map(|word| of(word..word + 1)));
            }
            found.push(of(stretch));
        }
    }
    found
}

/// The names of places in the Chinese that the English names by none of their renderings. A country goes without saying where
/// a name of it follows, 美国洛杉矶, and so does China.
pub(super) fn unnamed(chinese: &str, english: &str) -> Vec<Range<usize>> {
    if refers_to_place(english) {
        return Vec::new();
    }
    let named: Vec<Named> = places::in_english(english);
    let leads_on = |name: &Named| {
        let next = chinese[name.end..].chars().next();
        place(name.id).class == "country" && next.is_some_and(|c| c == '《' || is_han(c) && !"的和与及".contains(c))
    };
    let is_unnamed = |name: &Named| {
        let is_said = named.iter().any(|other| other.id == name.id) || place(name.id).english[0] == "China";
        !is_said && !leads_on(name) && !places::is_part(chinese, name)
    };
    let unnamed = places::in_chinese(chinese).into_iter().filter(is_unnamed);
    unnamed.map(|name| name.start..name.end).collect()
}

/// Whether an English text has words that may stand for the name of a place: "there", but for "there is", or "the country".
fn refers_to_place(english: &str) -> bool {
    const BEING: [&str; 7] = ["is", "are", "was", "were", "will", "have", "has"];
    const SORTS: [&str; 8] = ["country", "nation", "city", "province", "state", "island", "region", "area"];
    let words: Vec<&str> = runs(english, |c| c.is_ascii_alphabetic()).map(|word| &english[word]).collect();
    let refers = |at: usize| match (words[at], words.get(at + 1)) {
        ("there" | "here" | "There" | "Here", next) => next.is_none_or(|next| !BEING.contains(next)),
        ("the" | "The", Some(sort)) => SORTS.contains(sort),
        _ => false,
    };
    (0..words.len()).any(refers)
}

/// A stretch without the particles that it begins and ends with, which belong to what is around it.
pub(super) fn without_particles(text: &str, at: &Range<usize>) -> Range<usize> {
    let whole = &text[at.clone()];
    let rest = whole.trim_start_matches(['了', '着', '过', '的']);
    let start = at.end - rest.len();
    start..start + rest.trim_end_matches('的').len()
}

/// The stretches with a positive sum that grow in no direction, in order. Linear but for sums that fall and rise again.
fn maximal(scores: impl Iterator<Item = f64>) -> Vec<Range<usize>> {
    struct Stretch {
        at: Range<usize>,
        /// The sum of all scores before it, and with it.
        sums: (f64, f64),
    }
    let mut stretches: Vec<Stretch> = Vec::new();
    let mut sum = 0.0;
    for (number, score) in scores.enumerate() {
        let before = sum;
        sum += score;
        if score <= 0.0 {
            continue;
        }
        let mut new = Stretch { at: number..number + 1, sums: (before, sum) };
        while let Some(lower) = stretches.iter().rposition(|other| other.sums.0 < new.sums.0)
            && stretches[lower].sums.1 < new.sums.1
        {
            new = Stretch { at: stretches[lower].at.start..new.at.end, sums: (stretches[lower].sums.0, new.sums.1) };
            stretches.truncate(lower);
        }
        stretches.push(new);
    }
    stretches.into_iter().map(|stretch| stretch.at).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_that_the_english_does_not_name() {
        let check = |chinese: &str, english: &str, expected: &[&str]| {
            let found: Vec<&str> = unnamed(chinese, english).into_iter().map(|at| &chinese[at]).collect();
            assert_eq!(found, expected, "{chinese} {english}");
        };
        check("展出来自秘鲁的陶器", "pottery was displayed", &["秘鲁"]);
        check("展出来自秘鲁的陶器", "Peruvian pottery was displayed", &[]);
        check("展出来自秘鲁、法国和德国的陶器", "pottery from France was displayed", &["秘鲁", "德国"]);
        check("美国洛杉矶的陶器", "pottery from Los Angeles", &[]);
        check("江苏苏州的陶器", "pottery from Suzhou", &["江苏"]);
        check("中国的陶器", "pottery was displayed", &[]);
    }

    #[test]
    fn stretches_grow_over_what_they_outweigh() {
        let check = |scores: &[f64], expected: &[(usize, usize)]| {
            let found: Vec<_> = maximal(scores.iter().copied()).iter().map(|at| (at.start, at.end)).collect();
            assert_eq!(found, expected, "{scores:?}");
        };
        check(&[], &[]);
        check(&[-1.0, -2.0], &[]);
        check(&[2.0, -1.0, 3.0], &[(0, 3)]);
        check(&[1.0, -2.0, 3.0], &[(0, 1), (2, 3)]);
        // the example of Ruzzo and Tompa
        check(&[4.0, -5.0, 3.0, -3.0, 1.0, 2.0, -2.0, 2.0, -2.0, 1.0, 5.0], &[(0, 1), (2, 3), (4, 11)]);
    }
}
