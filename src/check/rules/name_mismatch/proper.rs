//! Names that no table has: what may be a name in the English, and whether anything in the Chinese accounts for it.

use std::collections::HashSet;
use std::ops::Range;

use crate::lexicon::dictionary::{Dictionary, StemId};
use crate::lexicon::sound::Sounds;
use crate::lexicon::stem;
use crate::lexicon::syllable::BITS;
use crate::lexicon::{reading, words};

/// Words with a capital that are no names by themselves.
const NO_NAMES: [&str; 34] = [
    "April", "August", "December", "February", "Friday", "I", "January", "July", "June", "March", "May", "Monday",
    "November", "October", "Saturday", "September", "Sunday", "Thursday", "Tuesday", "Wednesday", "Mr", "Mrs", "Ms",
    "Dr", "St", "Sir", "Jr", "OK", "CEO", "Internet", "COVID", "God", "Article", "Chapter",
];

/// What a Chinese text accounts for.
pub(super) struct Account<'a> {
    text: &'a str,
    glosses: HashSet<StemId>,
    sounds: Sounds,
    /// The text in Hanyu Pinyin, by either reading of its characters.
    pinyin: [String; 2],
}

impl<'a> Account<'a> {
    /// Costs the look-up of all words of the text.
    pub fn of(text: &'a str) -> Self {
        let dictionary = Dictionary::open();
        let starts = text.char_indices().filter(|(_, c)| !c.is_ascii()).map(|(start, _)| &text[start..]);
        let headwords = starts.flat_map(|rest| dictionary.prefixes(rest));
        let glosses = headwords.flat_map(|headword| dictionary.glosses(headword)).map(|(stem, _)| stem).collect();
        let pinyin = [0, 1].map(|which| pinyin(text, which));
        Account { text, glosses, sounds: Sounds::of_chinese(text), pinyin }
    }

    /// Whether anything accounts for a word of this English name.
    pub fn explains(&self, name: &str) -> bool {
        name.split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() > 1).any(|word| self.explains_word(word))
    }

    fn explains_word(&self, word: &str) -> bool {
        let lower = word.to_lowercase();
        let is_copied = || self.text.to_lowercase().contains(&lower);
        let is_gloss = || {
            let stem = Dictionary::open().stem(&stem::stemmer().stem(&lower));
            stem.is_some_and(|stem| self.glosses.contains(&stem))
        };
        let is_read = || lower.len() > 3 && self.pinyin.iter().any(|text| text.contains(&lower));
        is_gloss() || is_read() || Sounds::of_english(&lower).are_within(&self.sounds) || is_copied()
    }
}

/// The readings of a text without its tones; what has none is a space.
fn pinyin(text: &str, which: usize) -> String {
    let mut letters = String::new();
    for character in text.chars() {
        let [first, second] = reading::of(character);
        let syllable = if which == 1 && second > 0 { second } else { first };
        if syllable == 0 {
            letters.push(' ');
        }
        let digits = (0..BITS / 5).rev().map(|at| (syllable >> (5 * at) & 31) as u8).filter(|&letter| letter > 0);
        letters.extend(digits.map(|letter| char::from(letter + b'a' - 1)));
    }
    letters
}

/// The stretches of an English text that may be names: words with a capital that follow each other. Words at the beginning
/// of a sentence count only if they are no ordinary words; abbreviations are compared elsewhere. None in a headline, where
/// every word has a capital.
pub(super) fn candidates(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let (mut capitals, mut count, mut begins) = (0, 0, true);
    for (at, word) in words_at(text) {
        let is_capital = word.starts_with(char::is_uppercase);
        count += 1;
        capitals += usize::from(is_capital);
        let follows = found.last().is_some_and(|last| matches!(&text[last.end..at.start], " " | "-" | ". "));
        let starts = std::mem::replace(&mut begins, ends_sentence(&text[at.end..]));
        if !is_capital || NO_NAMES.contains(&word) || is_abbreviation(word) || (starts && is_ordinary(word)) {
            continue;
        }
        match found.last_mut() {
            Some(last) if follows && !starts => last.end = at.end,
            _ => found.push(at),
        }
    }
    if capitals * 2 > count { Vec::new() } else { found }
}

/// Whether a sentence ends, or a quotation or a list begins, before the next word.
fn ends_sentence(rest: &str) -> bool {
    let between = &rest[..rest.find(|c: char| c.is_alphanumeric()).unwrap_or(rest.len())];
    between.contains(['!', '?', ':', ';', '"', '“', '”', '(', '•', '\n', '‘', '«'])
        || between.contains(". ")
        || between.contains(" '")
}

fn is_abbreviation(word: &str) -> bool {
    word.len() < 2 || word.chars().filter(|c| c.is_uppercase()).count() > 1 && word.len() <= 6
}

fn is_ordinary(word: &str) -> bool {
    words::get(&word.to_lowercase()).is_some_and(|entry| entry.spelled)
}

/// The words of a text with their bytes.
fn words_at(text: &str) -> impl Iterator<Item = (Range<usize>, &str)> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(move |word| {
        let start = word.as_ptr() as usize - text.as_ptr() as usize;
        (start..start + word.len(), word)
    })
}
