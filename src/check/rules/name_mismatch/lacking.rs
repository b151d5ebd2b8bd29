//! Chinese names that the English lacks and that no table has.

use std::cell::OnceCell;
use std::collections::HashSet;
use std::ops::Range;

use super::proper::{is_ordinary, plain, runs_at, sorted, stems, words_at};
use crate::lexicon::dictionary::{Dictionary, StemId};
use crate::lexicon::sound::{self, Sounds};
use crate::lexicon::words;

/// The dots between the parts of a foreign name.
const DOTS: [char; 3] = ['·', '•', '・'];

/// A Chinese name that the English lacks.
pub(super) struct Lacking {
    pub at: Range<usize>,
    /// Its English by the table of places, or nothing.
    pub means: String,
    /// An abbreviation in Latin letters, where it is one.
    abbreviation: Option<String>,
}

impl Lacking {
    /// One of the table of places.
    pub fn place(at: Range<usize>, means: &str) -> Self {
        Lacking { at, means: means.to_owned(), abbreviation: None }
    }

    fn plain(at: Range<usize>) -> Self {
        Lacking { at, means: String::new(), abbreviation: None }
    }

    /// Whether an English name may be this one after all: its full form, its people (Poles), or what is called after it
    /// (Romanesque).
    pub fn may_be(&self, name: &str) -> bool {
        self.is_short_for(name) || words_at(name).any(|(_, word)| self.is_akin(word))
    }

    /// Whether a word begins as the name of the place does, or begins with the same letter and sounds like it.
    fn is_akin(&self, word: &str) -> bool {
        const SHARED: usize = 3;
        let (word, name) = (plain(word), plain(&self.means));
        let shared = word.chars().zip(name.chars()).take_while(|(a, b)| a == b).count();
        let sounds = || Sounds::of_english(&word).may_be(&Sounds::of_english(&name));
        shared >= SHARED || shared > 0 && sounds()
    }

    /// Whether it abbreviates an English name, as far as two of its letters go.
    fn is_short_for(&self, name: &str) -> bool {
        let initials: String = words_at(name).filter_map(|(_, word)| word.chars().next()).collect();
        let letters = self.abbreviation.iter().flat_map(|word| word.chars());
        letters.filter(|&letter| initials.contains(letter)).count() > 1
    }
}

/// The Chinese names that the English lacks and that no table has: those of the dictionary, foreign ones of several parts,
/// and names in Latin letters. `english` is said there and nearby.
pub(super) fn lacking(chinese: &str, english: &str) -> Option<Lacking> {
    let spoken = Spoken::of(english);
    known(chinese, &spoken)
        .or_else(|| dotted(chinese, &spoken))
        .or_else(|| spelled(chinese, &spoken))
        .map(Lacking::plain)
        .or_else(|| latin(chinese, english))
}

/// What an English text says and how its names sound.
struct Spoken<'a> {
    english: &'a str,
    stems: OnceCell<Vec<StemId>>,
    names: OnceCell<Vec<Sounds>>,
}

impl<'a> Spoken<'a> {
    fn of(english: &'a str) -> Self {
        Spoken { english, stems: OnceCell::new(), names: OnceCell::new() }
    }

    fn says(&self, stem: StemId) -> bool {
        self.stems.get_or_init(|| sorted(stems(self.english))).binary_search(&stem).is_ok()
    }

    fn names(&self, chinese: &str) -> bool {
        let sounds = Sounds::of_chinese(chinese);
        let names = self.names.get_or_init(|| {
            let names = words_at(self.english).filter(|(_, word)| word.starts_with(char::is_uppercase));
            names.map(|(_, word)| Sounds::of_english(word)).collect()
        });
        names.iter().any(|name| name.may_be(&sounds))
    }
}

/// The first name by the dictionary that is lacking: a word in foreign characters whose English is no ordinary word.
fn known(chinese: &str, spoken: &Spoken) -> Option<Range<usize>> {
    let follows = |&((_, first), second): &((usize, char), char)| sound::spells(first) && sound::spells(second);
    let pairs = chinese.char_indices().zip(chinese.chars().skip(1)).filter(follows);
    let mut found = pairs.filter_map(|((start, _), _)| known_at(chinese, start, spoken));
    found.find(|at| begins_word(chinese, at.start))
}

/// A name by the dictionary that begins here and is lacking.
fn known_at(chinese: &str, start: usize, spoken: &Spoken) -> Option<Range<usize>> {
    let dictionary = Dictionary::open();
    let headword = dictionary.longest(&chinese[start..])?;
    let word = &chinese[start..start + headword.len];
    if word.chars().count() < 2 || !word.chars().all(sound::spells) {
        return None;
    }
    let is_long = word.chars().count() > 2;
    let is_name = || dictionary.glosses(headword).any(|(stem, weight)| weight > 50 && is_name(stem, is_long));
    let is_rendered = dictionary.glosses(headword).any(|(stem, _)| spoken.says(stem));
    (!is_rendered && is_name() && !spoken.names(word)).then_some(start..start + headword.len)
}

/// Whether what follows the name of a place makes it the name of a company or the like, which may have another in English.
pub(super) fn names_a_body(rest: &str) -> bool {
    const BODIES: &[&str] = &[
        "航空",
        "银行",
        "銀行",
        "电视",
        "電視",
        "广播",
        "廣播",
        "公司",
        "铁路",
        "鐵路",
        "电信",
        "電信",
        "之声",
        "通讯社",
        "新闻社",
    ];
    BODIES.iter().any(|body| rest.starts_with(body))
}

/// Whether a word begins here where a text is cut into the longest words of the dictionary.
fn begins_word(text: &str, start: usize) -> bool {
    let dictionary = Dictionary::open();
    let mut at = 0;
    while at < start {
        let one = text[at..].chars().next().map_or(1, char::len_utf8);
        at += dictionary.longest(&text[at..]).map_or(one, |headword| headword.len);
    }
    at == start
}

/// Whether a name of the table is a part of a longer word that means something else, as 中国 is of 发展中国家.
pub(super) fn is_within_word(text: &str, at: Range<usize>, means: &str) -> bool {
    const BEFORE: usize = 3;
    let dictionary = Dictionary::open();
    let longest = |start: usize| dictionary.longest(&text[start..]);
    let before = text[..at.start].char_indices().rev().take(BEFORE).map(|(start, _)| start);
    let covers = |start: usize| longest(start).is_some_and(|headword| start + headword.len >= at.end);
    let wanted: HashSet<StemId> = stems(means).collect();
    let is_another = |headword| !dictionary.glosses(headword).any(|(stem, _)| wanted.contains(&stem));
    before.into_iter().any(covers)
        || longest(at.start).is_some_and(|headword| at.start + headword.len > at.end && is_another(headword))
}

/// Whether an English stem is that of a name, and no ordinary word; one that is in no list may be a name, if `unlisted`.
fn is_name(stem: StemId, unlisted: bool) -> bool {
    let Some(stem) = Dictionary::open().spelling(stem).filter(|stem| stem.len() > 3) else { return false };
    let is_ending = |end: &&str| is_ordinary(&format!("{stem}{end}"));
    let begun = &stem[..stem.len() - 1];
    let is_word = ["", "e", "y", "al"].iter().any(is_ending) || is_ordinary(&format!("{begun}y"));
    !is_word && (unlisted || words::get(&stem).is_some())
}

/// A foreign name of several parts, 约翰·密尔, of which no part is said.
fn dotted(chinese: &str, spoken: &Spoken) -> Option<Range<usize>> {
    let dot = chinese.find(DOTS)?;
    let is_part = |c: &char| sound::spells(*c) || DOTS.contains(c);
    let before: usize = chinese[..dot].chars().rev().take_while(is_part).map(char::len_utf8).sum();
    let behind: usize = chinese[dot..].chars().take_while(is_part).map(char::len_utf8).sum();
    let at = dot - before..dot + behind;
    let is_long = |part: &str| part.chars().count() > 1;
    let mut parts = chinese[at.clone()].split(DOTS).peekable();
    (parts.clone().all(is_long) && parts.all(|part| !spoken.names(part))).then_some(at)
}

/// A foreign name in one piece, of four characters or more, that nothing in the English sounds like.
fn spelled(chinese: &str, spoken: &Spoken) -> Option<Range<usize>> {
    const FEWEST: usize = 4;
    let mut runs = chinese.split(|character| !sound::spells(character));
    if !runs.any(|run| run.chars().count() >= FEWEST) {
        return None;
    }
    let dictionary = Dictionary::open();
    let is_said = |at: usize| {
        dictionary.longest(&chinese[at..]).filter(|headword| chinese[at..at + headword.len].chars().count() > 1)
    };
    let mut start = None;
    let mut at = 0;
    for (here, character) in chinese.char_indices().chain([(chinese.len(), ' ')]) {
        if here < at {
            continue;
        }
        let word = sound::spells(character).then(|| is_said(here)).flatten();
        if sound::spells(character) && word.is_none() {
            start.get_or_insert(here);
            continue;
        }
        let run = start.take().map(|start| start..here);
        let found = run.filter(|run| chinese[run.clone()].chars().count() >= FEWEST);
        if let Some(run) = found.filter(|run| !spoken.names(&chinese[run.clone()])) {
            return Some(run);
        }
        at = here + word.map_or(0, |word| word.len);
    }
    None
}

/// A name in Latin letters outside of brackets that is not in the English.
fn latin(chinese: &str, said: &str) -> Option<Lacking> {
    let english = OnceCell::new();
    let english = || english.get_or_init(|| said.to_lowercase());
    let joins = |c: char| c.is_ascii_alphanumeric() || matches!(c, '(' | '（' | '/' | '-' | '_' | '.' | '=');
    let is_bare =
        |at: &Range<usize>| !chinese[..at.start].trim_end().ends_with(joins) && !chinese[at.end..].starts_with(joins);
    let mut names = runs_at(chinese, |c| c.is_ascii_alphabetic()).filter(|(at, word)| word.len() > 2 && is_bare(at));
    let lacks = |word: &str| !english().contains(&word.to_lowercase());
    let (at, word) = names.find(|(_, word)| word.bytes().all(|byte| byte.is_ascii_uppercase()) && lacks(word))?;
    Some(Lacking { abbreviation: Some(word.to_owned()), ..Lacking::plain(at) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_longer_words_are_no_places() {
        let within = |text: &str, name: &str, means: &str| {
            let start = text.find(name).expect("it is there");
            is_within_word(text, start..start + name.len(), means)
        };
        assert!(within("发展中国家", "中国", "China"));
        assert!(!within("江西省财政", "江西", "Jiangxi"));
        assert!(within("信仰印度教的人", "印度", "India"));
        assert!(!within("印度的人", "印度", "India"));
    }

    #[test]
    fn names_in_foreign_characters_and_letters_are_lacking() {
        let check = |chinese: &str, english: &str, expected: Option<&str>| {
            let found = lacking(chinese, english);
            assert_eq!(found.map(|lacking| &chinese[lacking.at]), expected, "{chinese} {english}");
        };
        check("作家阿布杜拉赫米提来访。", "The writer came on a visit.", Some("阿布杜拉赫米提"));
        check("作家阿布杜拉赫米提来访。", "The writer Abdulahmit came on a visit.", None);
        check("哲学家卡尔·马克思来访。", "The philosopher came on a visit.", Some("卡尔·马克思"));
        check("哲学家卡尔·马克思来访。", "The philosopher Karl Marx came on a visit.", None);
        check("由USGS发布。", "It was published.", Some("USGS"));
        check("由USGS发布。", "It was published by the USGS.", None);
    }

    #[test]
    fn an_abbreviation_may_stand_for_what_has_two_of_its_letters() {
        let usgs = lacking("由USGS发布。", "It was published.").expect("it is lacking");
        assert!(usgs.may_be("Geological Survey") && !usgs.may_be("Lake Geneva"));
    }

    #[test]
    fn people_and_styles_are_called_after_places() {
        let check = |place: &str, name: &str, expected: bool| {
            assert_eq!(Lacking::place(0..1, place).may_be(name), expected, "{place} {name}");
        };
        check("Poland", "Poles", true);
        check("Montreal", "Montréal", true);
        check("Belarus", "Byelorussian", true);
        check("Rome", "Romanesque", true);
        check("Guangzhou", "Bratislava", false);
        assert!(names_a_body("航空公司停飞") && !names_a_body("的公司"));
    }
}
