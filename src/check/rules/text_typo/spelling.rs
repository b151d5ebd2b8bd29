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

/// The common word that is one slip away: a letter dropped, added, changed, or two exchanged (Damerau 1964). Costs some fifty
/// look-ups a letter.
fn meant(word: &str) -> Option<String> {
    const COMMON: words::Cost = 12 * words::STEPS;
    let known = |candidate: String| {
        words::get_once(&candidate)
            .filter(|entry| entry.spelled && entry.cost <= COMMON)
            .map(|entry| (entry.cost, candidate))
    };
    edits(word).filter_map(known).min().map(|(_, candidate)| candidate)
}

/// All words one slip away; the first letter is hardly ever wrong.
fn edits(word: &str) -> impl Iterator<Item = String> {
    (1..=word.len()).flat_map(move |at| {
        let (head, tail) = word.split_at(at);
        let rest = tail.get(1..);
        let dropped = rest.map(|rest| format!("{head}{rest}"));
        let exchanged = tail.get(..2).map(|two| format!("{head}{}{}{}", &two[1..], &two[..1], &tail[2..]));
        let added = (b'a'..=b'z').map(move |letter| format!("{head}{}{tail}", char::from(letter)));
        let changed = rest
            .into_iter()
            .flat_map(move |rest| (b'a'..=b'z').map(move |letter| format!("{head}{}{rest}", char::from(letter))));
        dropped.into_iter().chain(exchanged).chain(added).chain(changed)
    })
}
