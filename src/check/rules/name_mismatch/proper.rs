//! Names that no table has: what may be a name in the English, and whether anything in the Chinese accounts for it.

use std::cell::OnceCell;
use std::collections::HashSet;
use std::ops::Range;

use unicode_normalization::UnicodeNormalization;

use crate::lexicon::dictionary::{Dictionary, StemId};
use crate::lexicon::hong_kong;
use crate::lexicon::person::SURNAMES;
use crate::lexicon::places::{self, place};
use crate::lexicon::sound::{self, Sounds};
use crate::lexicon::stem;
use crate::lexicon::syllable::{self, Syllable};
use crate::lexicon::{reading, words};
use crate::text::runs::runs;

/// Words with a capital that are no names by themselves.
const NO_NAMES: &[&str] = &[
    "April",
    "August",
    "December",
    "February",
    "Friday",
    "I",
    "January",
    "July",
    "June",
    "March",
    "May",
    "Monday",
    "November",
    "October",
    "Saturday",
    "September",
    "Sunday",
    "Thursday",
    "Tuesday",
    "Wednesday",
    "Mr",
    "Mrs",
    "Ms",
    "Dr",
    "St",
    "No",
    "Nos",
    "Sir",
    "Jr",
    "OK",
    "CEO",
    "Internet",
    "COVID",
    "God",
    "Article",
    "Chapter",
    "Hispanic",
    "Latino",
];

/// Short words before a name that a full stop follows.
const TITLES: &[&str] = &["Capt", "Col", "Dr", "Gen", "Gov", "Jr", "Lt", "Mr", "Mrs", "Ms", "Prof", "Rep", "Sen", "St"];

/// What may stand between the words of a name.
const JOINS: &[&str] = &[
    " ",
    "-",
    ". ",
    "'s ",
    "’s ",
    " of ",
    " of the ",
    " for ",
    " for the ",
    " to ",
    " to the ",
    " & ",
    " and the ",
    " on the ",
];

/// Words of names that say what kind of thing it is, or where.
const KINDS: &[&str] = &[
    "City",
    "County",
    "Department",
    "District",
    "East",
    "Eastern",
    "Lake",
    "Ministry",
    "Mount",
    "Mountain",
    "New",
    "North",
    "Northern",
    "Province",
    "River",
    "Road",
    "Sea",
    "South",
    "Southern",
    "Street",
    "West",
    "Western",
];

/// What a Chinese text accounts for.
pub(super) struct Account<'a> {
    text: &'a str,
    /// The stems that its words have among their glosses, as far as the English has them; in order.
    glosses: Vec<StemId>,
    sounds: OnceCell<Sounds>,
    /// The text in Hanyu Pinyin, by either reading of its characters.
    pinyin: OnceCell<[String; 2]>,
}

impl<'a> Account<'a> {
    /// What a text accounts for of some English. Costs the look-up of all words of the text.
    pub fn of(text: &'a str, english: &str) -> Self {
        let asked = sorted(stems(english));
        let starts = text.char_indices().filter(|(_, c)| !c.is_ascii()).map(|(start, _)| &text[start..]);
        let dictionary = Dictionary::open();
        let headwords = starts.flat_map(|rest| dictionary.prefixes(rest));
        let stems = headwords.flat_map(|headword| dictionary.glosses(headword)).map(|(stem, _)| stem);
        let glosses = sorted(stems.filter(|stem| asked.binary_search(stem).is_ok()));
        Account { text, glosses, sounds: OnceCell::new(), pinyin: OnceCell::new() }
    }

    /// The share of the words of an English text that the dictionary accounts for.
    pub fn share(&self, english: &str) -> f32 {
        let all: Vec<StemId> = stems(english).collect();
        let known = all.iter().filter(|stem| self.glosses.binary_search(stem).is_ok()).count();
        known as f32 / all.len().max(1) as f32
    }

    /// Whether anything accounts for a word of this English name.
    pub fn explains(&self, name: &str) -> bool {
        let is_place = |id| {
            place(id).shorts.iter().any(|short| self.text.contains(short))
                || places::in_chinese(self.text).iter().any(|named| named.id == id)
        };
        if places::in_english(name).iter().any(|named| is_place(named.id)) {
            return true;
        }
        let words = || words_at(name).map(|(_, word)| word).filter(|word| word.len() > 1);
        let is_kind = |word: &&str| KINDS.contains(word);
        // what kind of thing it is explains no name that has other words
        let has_own = words().any(|word| !is_kind(&word) && word.starts_with(char::is_uppercase));
        words().filter(|word| !has_own || !is_kind(word)).any(|word| self.explains_word(word))
            || self.is_spelled(words().filter(|word| !is_kind(word)))
    }

    /// Whether the words of a name are read in the text as Hong Kong spells: two syllables that follow each other, or one
    /// that is no frequent word and has none beside it.
    fn is_spelled<'n>(&self, words: impl Iterator<Item = &'n str>) -> bool {
        let words: Vec<String> = words.map(str::to_lowercase).collect();
        let is_two = |word: &String| {
            !is_ordinary(word) && hong_kong::halves(word).any(|(first, second)| self.is_read(&[first, second]))
        };
        let mut runs = words.split(|word| !hong_kong::is_syllable(word));
        let is_run = |run: &[String]| match run {
            [] => false,
            [word] => word.len() > 2 && is_rare(word) && self.is_read(&[word]),
            run => run.windows(2).any(|two| self.is_read(&[&two[0], &two[1]])),
        };
        words.iter().any(is_two) || runs.any(is_run)
    }

    fn is_read(&self, parts: &[&str]) -> bool {
        hong_kong::is_read(self.text, parts)
    }

    fn explains_word(&self, word: &str) -> bool {
        let lower = word.to_lowercase();
        let is_copied = || self.text.to_lowercase().contains(&lower);
        let is_gloss = || stems(&lower).any(|stem| self.glosses.binary_search(&stem).is_ok());
        let pinyin = || self.pinyin.get_or_init(|| [0, 1].map(|which| pinyin(self.text, which)));
        let is_read = || lower.len() > 3 && pinyin().iter().any(|text| text.contains(&lower));
        let sounds = || self.sounds.get_or_init(|| Sounds::of_chinese(self.text));
        // an ordinary word that is a name as well, as Bush is, has to sound the very same
        let is_heard = || Sounds::of_english(&lower).are_within(sounds(), !is_ordinary(word));
        is_gloss() || is_read() || is_copied() || is_heard()
    }
}

/// The stems of an English text that the dictionary knows.
pub(super) fn stems(english: &str) -> impl Iterator<Item = StemId> {
    stem::words(english).filter_map(|word| Dictionary::open().stem_of(&word))
}

/// Stems in order, each once.
pub(super) fn sorted(stems: impl Iterator<Item = StemId>) -> Vec<StemId> {
    let mut stems: Vec<StemId> = stems.collect();
    stems.sort_unstable();
    stems.dedup();
    stems
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
        letters.extend(reading::letters(syllable));
    }
    letters
}

/// The stretches of an English text that may be names: words with a capital that follow each other. Words at the beginning
/// of a sentence count only if they are no ordinary words, and a frequent word alone is none; abbreviations are compared
/// elsewhere. None in a headline, where every word has a capital.
pub(super) fn candidates(text: &str) -> Vec<Range<usize>> {
    const SHORTEST: usize = 3;
    let mut found: Vec<(Range<usize>, bool)> = Vec::new();
    let (mut capitals, mut count) = (0, 0);
    let mut before: Option<Range<usize>> = None;
    for (at, word) in words_at(text) {
        let is_capital = word.starts_with(char::is_uppercase);
        count += 1;
        capitals += usize::from(is_capital);
        let last = before.replace(at.clone());
        if !is_capital {
            continue;
        }
        let starts = last.is_none_or(|last| ends_sentence(&text[last.end..]) && !TITLES.contains(&&text[last]));
        let is_code = || word.contains(|c: char| c.is_ascii_digit());
        if is_code() || NO_NAMES.contains(&word) || is_abbreviation(word) {
            continue;
        }
        // Wang is both
        if starts && is_ordinary(word) && !SURNAMES.contains(&word) {
            continue;
        }
        match found.last_mut() {
            Some(last) if !starts && JOINS.contains(&&text[last.0.end..at.start]) => {
                *last = (last.0.start..at.end, true)
            }
            _ => found.push((at.clone(), is_rare(&text[at]))),
        }
    }
    if capitals * 2 > count {
        Vec::new()
    } else {
        found.into_iter().filter(|(at, is_rare)| *is_rare && at.len() >= SHORTEST).map(|found| found.0).collect()
    }
}

/// Whether a sentence ends, or anything else begins, before the next word.
fn ends_sentence(rest: &str) -> bool {
    if rest.starts_with(' ') && rest[1..].starts_with(char::is_alphanumeric) {
        return false;
    }
    let between = &rest[..rest.find(char::is_alphanumeric).unwrap_or(rest.len())];
    between.contains(". ")
        || between.contains(" '")
        || between.contains(|c: char| !matches!(c, ' ' | '-' | ',' | '.' | '\'' | '’' | '&'))
}

fn is_abbreviation(word: &str) -> bool {
    word.len() < 2 || word.chars().filter(|c| c.is_uppercase()).count() > 1 && word.len() <= 6
}

/// Whether a word with a capital may be a name by itself: it is not one that every text has.
fn is_rare(word: &str) -> bool {
    words::is_rare(&word.to_lowercase()) || !places::in_english(word).is_empty()
}

pub(super) fn is_ordinary(word: &str) -> bool {
    words::is_ordinary(&word.to_lowercase())
}

/// A word in small letters without accents.
pub(super) fn plain(word: &str) -> String {
    word.nfd().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The words of a text with their bytes.
pub(super) fn words_at(text: &str) -> impl Iterator<Item = (Range<usize>, &str)> {
    runs_at(text, char::is_alphanumeric)
}

/// The runs of characters of a kind with their bytes.
pub(super) fn runs_at(text: &str, is_inside: impl Fn(char) -> bool) -> impl Iterator<Item = (Range<usize>, &str)> {
    runs(text, is_inside).map(|at| (at.clone(), &text[at]))
}

/// Whether a name is a Chinese one in Hanyu Pinyin, of a family or of a river or the like, of whose syllables no two are read
/// in the Chinese text.
pub(super) fn is_foreign_pinyin(name: &str, chinese: &str) -> bool {
    let mut words = words_at(name).map(|(_, word)| word);
    let (Some(first), Some(second), None) = (words.next(), words.next(), words.next()) else { return false };
    let own = match (SURNAMES.contains(&first), KINDS.contains(&second)) {
        (true, false) => second,
        (false, true) => first,
        _ => return false,
    };
    // who is meant by a pronoun may be said by name
    if !places::in_english(name).is_empty() || chinese.contains(['他', '她']) {
        return false;
    }
    let own = own.to_lowercase();
    let read: OnceCell<HashSet<Syllable>> = OnceCell::new();
    let read = || read.get_or_init(|| chinese.chars().flat_map(reading::of).collect());
    let is_read = |part: &str| syllable::packed(part).is_some_and(|syllable| read().contains(&syllable));
    let cuts = (1..own.len()).filter(|&cut| own.is_char_boundary(cut)).map(|cut| own.split_at(cut));
    let mut ways = cuts.filter(|(left, right)| sound::is_pinyin(left) && sound::is_pinyin(right)).peekable();
    own.len() > 4
        && !is_ordinary(&own)
        && ways.peek().is_some()
        && ways.all(|(left, right)| !is_read(left) || !is_read(right))
}

/// Whether a Chinese name in Hanyu Pinyin is read in a Chinese text, one character after the other.
pub(super) fn reads(chinese: &str, name: &str) -> bool {
    let words: Vec<String> =
        words_at(name).filter(|(_, word)| !KINDS.contains(word)).map(|(_, word)| plain(word)).collect();
    let read: Vec<[Syllable; 2]> = chinese.chars().map(reading::of).collect();
    let is_read = |syllables: &[Syllable]| {
        read.windows(syllables.len()).any(|window| window.iter().zip(syllables).all(|(of, one)| of.contains(one)))
    };
    let Some((last, first)) = words.split_last() else { return false };
    let first: Option<Vec<Syllable>> = first.iter().map(|word| syllable::packed(word)).collect();
    let Some(first) = first else { return false };
    let cuts = (1..last.len()).filter(|&cut| last.is_char_boundary(cut)).map(|cut| last.split_at(cut));
    cuts.filter_map(|(left, right)| Some([syllable::packed(left)?, syllable::packed(right)?]))
        .any(|own| is_read(&[&first[..], &own].concat()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_words_with_a_capital_that_follow_each_other() {
        let check = |text: &str, expected: &[&str]| {
            let found: Vec<&str> = candidates(text).into_iter().map(|at| &text[at]).collect();
            assert_eq!(found, expected, "{text}");
        };
        check(
            "On Monday the mayor of Bratislava met the writer Eleanor Whitcombe at the old town hall.",
            &["Bratislava", "Eleanor Whitcombe"],
        );
        check("He wrote to the Ministry of Water and to St. Albans.", &["Ministry of Water", "Albans"]);
        check("The Board of NATO met in May.", &[]);
        check("Rules Of The Library In Bratislava", &[]);
        check("Wang Kunpeng met the mayor of Bratislava at the old town hall.", &["Wang Kunpeng", "Bratislava"]);
        check("He met them at the old town hall.", &[]);
    }

    #[test]
    fn glosses_sounds_readings_and_letters_account_for_names() {
        let check = |zh: &str, name: &str, expected: bool| {
            assert_eq!(Account::of(zh, name).explains(name), expected, "{zh} {name}");
        };
        check("莫扎特的音乐会", "Mozart", true);
        check("莫扎特的音乐会", "Beethoven", false);
        check("李小龙在香港", "Xiaolong", true);
        check("使用 Kubernetes 部署", "Kubernetes", true);
        check("黄河流域", "Yellow River", true);
        check("黄金市场", "Danube River", false);
        check("陳大文來到粉嶺", "Chan Tai", true);
        check("陳大文來到粉嶺", "Arthur Chan", true);
        check("陳大文來到粉嶺", "Fanling Road", true);
        check("陳大文來到粉嶺", "Wong Kwok", false);
        check("陳大文來到粉嶺", "Shatin District", false);
    }

    #[test]
    fn chinese_names_that_are_read_nowhere() {
        assert!(is_foreign_pinyin("Zhang Kunpeng", "作者出生在村庄"));
        assert!(!is_foreign_pinyin("Zhang Kunpeng", "张坤鹏出生在村庄"));
        assert!(!is_foreign_pinyin("Zhang Kunpeng", "他出生在村庄"));
        assert!(!is_foreign_pinyin("Eleanor Whitcombe", "作者出生在村庄"));
        assert!(reads("作家张坤鹏出生在村庄", "Zhang Kunpeng"));
        assert!(!reads("作家张鹏出生在昆山", "Zhang Kunpeng"));
    }
}
