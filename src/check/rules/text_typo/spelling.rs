//! Words that are misspelt: no lexicon knows them, and they are one slip from a word that one does, or the document often has.

use std::collections::HashMap;
use std::ops::Range;

use strsim::osa_distance;

use super::{Slip, slip};
use crate::analysis::Text;
use crate::check::finding::Severity;
use crate::lexicon::words;
use crate::text::runs::runs;
use crate::text::wording::Wording;

/// What a document knows of the words that no lexicon has.
pub(super) struct Spelling {
    /// How often the document has each of them.
    unknown: HashMap<String, usize>,
}

impl Spelling {
    pub fn of(text: &Text) -> Self {
        let mut unknown = HashMap::new();
        for index in 0..text.segments.len() {
            for (_, word) in suspects(text.sentence(index)) {
                *unknown.entry(word.to_owned()).or_insert(0) += 1;
            }
        }
        Spelling { unknown }
    }

    /// The word of this document, unknown elsewhere but used often, that is one slip away.
    fn meant_here(&self, word: &str) -> Option<String> {
        const OFTEN: usize = 3;
        const LONG: usize = 6;
        let is_form = |other: &str| other.starts_with(word) || word.starts_with(other);
        let near = |other: &str| other[..1] == word[..1] && !is_form(other) && osa_distance(other, word) == 1;
        let often = self.unknown.iter().filter(|(_, count)| **count >= OFTEN).map(|(other, _)| other.as_str());
        let found = often.filter(|other| word.len() >= LONG && other.len().abs_diff(word.len()) <= 1 && near(other));
        found.min().map(str::to_owned)
    }

    /// Words that stand once and are one slip from a common one.
    pub fn slips(&self, sentence: &str) -> Vec<Slip> {
        if self.unknown.is_empty() {
            return Vec::new();
        }
        let is_note = |at: usize, word: &str| at + word.len() >= sentence.trim_end().len() && has_mark(word);
        let once = suspects(sentence).filter(|(_, word)| self.unknown.get(*word) == Some(&1));
        once.filter(|&(at, word)| !is_note(at, word))
            .filter_map(|(at, word)| {
                let meant = self.meant_here(word).or_else(|| meant(word))?;
                let message =
                    Wording::new(format!("“{word}”: is “{meant}” meant?"), format!("“{word}”疑为“{meant}”之误"));
                let label = Wording::fixed("misspelt", "拼写");
                Some(slip(at..at + word.len(), Severity::Warning, label, message))
            })
            .collect()
    }
}

/// Whether a word is a known one with the letter of a footnote behind it.
fn has_mark(word: &str) -> bool {
    let end = word.len() - 1;
    matches!(word.as_bytes()[end], b'a'..=b'h') && words::is_ordinary(&word[..end])
}

/// Words in small letters, of five or more, that the lexicon does not have and that are not made from one that it has. Halves
/// of a word that a line of a page parted, "impor- tance", are none.
fn suspects(sentence: &str) -> impl Iterator<Item = (usize, &str)> {
    const SHORTEST: usize = 5;
    let is_mark = |c: char| c.is_ascii_punctuation() || matches!(c, '“' | '”' | '‘' | '’');
    let is_half = |run: &Range<usize>| {
        let goes_on = sentence[run.end..].trim_start().starts_with(|c: char| c.is_ascii_lowercase());
        (sentence[run.clone()].ends_with('-') && goes_on) || sentence[..run.start].trim_end().ends_with('-')
    };
    runs(sentence, |c| !c.is_whitespace())
        .filter(|at| at.len() >= SHORTEST)
        .filter(move |run| !is_half(run))
        .filter_map(move |run| {
            let word = sentence[run.clone()].trim_start_matches(is_mark);
            let at = run.end - word.len();
            let word = word.trim_end_matches(is_mark);
            let is_plain = word.len() >= SHORTEST && word.bytes().all(|byte| byte.is_ascii_lowercase());
            (is_plain && words::get(word).is_none() && !is_derived(word)).then_some((at, word))
        })
}

/// Whether a word is made from a known one by a beginning or an ending, or of two known ones.
fn is_derived(word: &str) -> bool {
    const BEGINNINGS: [&str; 26] = [
        "un", "re", "non", "pre", "over", "under", "co", "sub", "inter", "multi", "micro", "anti", "bio", "cyber",
        "de", "dis", "mis", "nano", "semi", "super", "tele", "trans", "ultra", "counter", "meta", "auto",
    ];
    const ENDINGS: [&str; 16] = [
        "s", "es", "ed", "ing", "ly", "ness", "er", "ers", "able", "ability", "ize", "ized", "ise", "ised", "like",
        "wise",
    ];
    let known = |part: &str| part.len() > 2 && words::get(part).is_some();
    let begun = BEGINNINGS.iter().any(|start| word.strip_prefix(start).is_some_and(known));
    let ended = ENDINGS.iter().any(|end| {
        word.strip_suffix(end)
            .is_some_and(|rest| known(rest) || known(&format!("{rest}e")) || known(&format!("{rest}y")))
    });
    let joined = (3..word.len().saturating_sub(2)).any(|at| known(&word[..at]) && known(&word[at..]));
    begun || ended || joined
}

/// The common word that is one slip away: a letter dropped, added, changed, or two exchanged (Damerau 1964). The first letter
/// is hardly ever wrong. Costs some fifty steps in the table a letter.
fn meant(word: &str) -> Option<String> {
    const COMMON: words::Cost = 12 * words::STEPS;
    let mut found: Option<(words::Cost, String)> = None;
    let mut look = |from: &words::Walk<_>, head: &str, letters: &str, tail: &str| {
        let mut walk = from.clone();
        if !letters.bytes().chain(tail.bytes()).all(|letter| walk.step(letter)) {
            return;
        }
        let Some(entry) = walk.entry().filter(|entry| entry.spelled && entry.cost <= COMMON) else { return };
        let candidate = (entry.cost, format!("{head}{letters}{tail}"));
        if found.as_ref().is_none_or(|best| candidate < *best) {
            found = Some(candidate);
        }
    };
    let mut walk = words::Walk::new(words::table());
    for (at, letter) in (1..).zip(word.bytes()) {
        if !walk.step(letter) {
            break;
        }
        let (head, tail) = word.split_at(at);
        let rest = tail.get(1..);
        if let Some(rest) = rest {
            look(&walk, head, "", rest);
        }
        if let Some(rest) = tail.get(2..) {
            look(&walk, head, &format!("{}{}", &tail[1..2], &tail[..1]), rest);
        }
        for letter in b'a'..=b'z' {
            let mut buffer = [0; 4];
            let letter = char::from(letter).encode_utf8(&mut buffer);
            look(&walk, head, letter, tail);
            rest.into_iter().for_each(|rest| look(&walk, head, letter, rest));
        }
    }
    found.map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_of_slip_leads_back_to_the_common_word() {
        let check = |word: &str, expected: Option<&str>| assert_eq!(meant(word).as_deref(), expected, "{word}");
        check("goverment", Some("government"));
        check("governmennt", Some("government"));
        check("govermnent", Some("government"));
        check("govarnment", Some("government"));
        check("governmen", Some("government"));
        check("xovernment", None);
        check("qzxvk", None);
    }

    #[test]
    fn the_letter_of_a_footnote_is_no_part_of_a_word() {
        assert!(has_mark("watera") && has_mark("waterh"));
        assert!(!has_mark("waterz") && !has_mark("xyzzqa"));
    }
}
