//! The content words of a subject, so that those of one language or of both can be compared.
//!
//! A Chinese word is the longest headword of the dictionary and carries the English of its glosses, an English word is a
//! stem. A word weighs the more, the fewer facts of its text have it: "intellectual property" tells nothing apart in a report
//! on intellectual property.

use std::collections::{BTreeSet, HashMap};

use super::Fact;
use crate::lexicon::dictionary::{Dictionary, StemId};
use crate::lexicon::{places, stem};
use crate::text::lang::{Lang, is_han};

/// A content word.
#[derive(Clone, Debug)]
pub struct Word {
    /// Itself, or its stem.
    pub key: String,
    /// The English that it can stand for.
    stems: Vec<StemId>,
    /// How much it tells.
    weight: f32,
}

/// Words that say that a figure follows, and nothing of what it counts.
const GENERIC_ENGLISH: [&str; 24] = [
    "number",
    "total",
    "amount",
    "reach",
    "exceed",
    "over",
    "more",
    "than",
    "about",
    "approxim",
    "near",
    "year",
    "which",
    "rank",
    "respect",
    "includ",
    "account",
    "respectively",
    "grow",
    "increas",
    "figur",
    "stood",
    "stand",
    "com",
];
const GENERIC_CHINESE: [&str; 22] = [
    "达到", "达", "共", "累计", "总数", "数量", "全年", "年", "其中", "超过", "同比", "增长", "约", "分别", "为",
    "总量", "量", "连续", "居", "共有", "有", "已",
];

/// The content words of a text, each once, in the order of their keys.
pub fn words(text: &str, lang: Lang) -> Vec<Word> {
    let dictionary = Dictionary::open();
    let mut found: Vec<Word> = english(text, dictionary);
    if lang == Lang::Zh {
        found.extend(chinese(text, dictionary));
    }
    found.sort_by(|a, b| a.key.cmp(&b.key));
    found.dedup_by(|a, b| a.key == b.key);
    found
}

fn english(text: &str, dictionary: &Dictionary) -> Vec<Word> {
    let stemmer = stem::stemmer();
    let keys = stem::words(text).map(|word| stemmer.stem(&word).into_owned());
    keys.filter(|stem| !GENERIC_ENGLISH.contains(&stem.as_str()))
        .map(|key| Word { stems: stems(&key, dictionary), key, weight: 1.0 })
        .collect()
}

/// The dictionary's stems of an English one: of a noun that of its verb as well, since glosses are mostly verbs: registr(ation),
/// regist(er).
fn stems(stem: &str, dictionary: &Dictionary) -> Vec<StemId> {
    /// A shorter stem without its last letter is another word.
    const LONG: usize = 6;
    let shorter = stem.get(..stem.len().saturating_sub(1)).filter(|_| stem.len() > LONG);
    [Some(stem), shorter].into_iter().flatten().filter_map(|stem| dictionary.stem(stem)).collect()
}

fn chinese(text: &str, dictionary: &Dictionary) -> Vec<Word> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(first) = text[at..].chars().next() {
        let headword = dictionary.longest(&text[at..]).filter(|_| is_han(first));
        let len = headword.map_or(first.len_utf8(), |headword| headword.len);
        let word = &text[at..at + len];
        // a single character is mostly grammar
        let tells = len > first.len_utf8() && !GENERIC_CHINESE.contains(&word);
        if let Some(headword) = headword.filter(|_| tells) {
            let stems = dictionary.glosses(headword).map(|(stem, _)| stem).collect();
            found.push(Word { key: word.to_owned(), stems, weight: 1.0 });
        }
        at += len;
    }
    found
}

/// The content words of a text on an area, without its name and without what says that it is meant: "the city's", 全省.
pub fn words_of_area(text: &str, lang: Lang, area: &str) -> Vec<Word> {
    const LEVELS: [&str; 16] = [
        "citi",
        "city",
        "provinc",
        "province",
        "provinci",
        "provincial",
        "municip",
        "municipal",
        "nationwid",
        "全省",
        "全市",
        "全国",
        "本市",
        "本省",
        "我市",
        "我省",
    ];
    let ids: BTreeSet<_> = places::in_chinese(area).into_iter().chain(places::in_english(area)).map(|n| n.id).collect();
    let named = match lang {
        Lang::Zh => places::in_chinese(text),
        Lang::En => places::in_english(text),
    };
    let mut rest = text.replace(area, " ");
    for name in named.iter().filter(|name| ids.contains(&name.id)) {
        rest = rest.replace(&text[name.start..name.end], " ");
    }
    let mut found = words(&rest, lang);
    found.retain(|word| !LEVELS.contains(&word.key.as_str()));
    found
}

/// What the acronyms of an English text stand for, where it says so: "intellectual property (IP)". The stems of the words
/// by that of the acronym.
pub fn acronyms(text: &str, lang: Lang) -> HashMap<String, Vec<Word>> {
    let mut found = HashMap::new();
    if lang != Lang::En {
        return found;
    }
    for (at, _) in text.match_indices('(') {
        let inside = &text[at + 1..];
        let len = inside.bytes().take_while(u8::is_ascii_uppercase).count();
        if !(2..=6).contains(&len) || !inside[len..].starts_with(')') {
            continue;
        }
        let (letters, from) = (&inside[..len], at.saturating_sub(LONGEST));
        let before = (from..at).find_map(|from| text.get(from..at)).unwrap_or_default();
        let last: Vec<&str> = before.split([' ', '\u{a0}', '\n', '-']).filter(|word| !word.is_empty()).collect();
        let spelled = &last[last.len().saturating_sub(len)..];
        let initials = spelled.iter().filter_map(|word| word.chars().next()).map(|c| c.to_ascii_uppercase());
        if initials.eq(letters.chars()) {
            let key = stem::stemmer().stem(&letters.to_ascii_lowercase()).into_owned();
            found.entry(key).or_insert_with(|| words(&spelled.join(" "), lang));
        }
    }
    found
}

/// The most bytes that the words of an acronym take.
const LONGEST: usize = 120;

/// The words, with what they stand for in place of acronyms.
pub fn spelled_out(words: Vec<Word>, acronyms: &HashMap<String, Vec<Word>>) -> Vec<Word> {
    if acronyms.is_empty() {
        return words;
    }
    let mut found = Vec::with_capacity(words.len());
    for word in words {
        match acronyms.get(&word.key) {
            Some(spelled) => found.extend(spelled.iter().cloned()),
            None => found.push(word),
        }
    }
    found.sort_by(|a, b| a.key.cmp(&b.key));
    found.dedup_by(|a, b| a.key == b.key);
    found
}

/// Weighs the words of the facts of one text by how many of them have each.
pub fn weigh(facts: &mut [Fact]) {
    let mut having: HashMap<String, usize> = HashMap::new();
    for fact in facts.iter() {
        let keys: BTreeSet<&str> = fact.words.iter().chain(&fact.context).map(|word| word.key.as_str()).collect();
        for key in keys {
            *having.entry(key.to_owned()).or_default() += 1;
        }
    }
    let all = facts.len() as f32;
    for fact in facts {
        for word in fact.words.iter_mut().chain(&mut fact.context) {
            word.weight = (1.0 + all / having.get(&word.key).copied().unwrap_or(1) as f32).ln();
        }
    }
}

/// How much of each of two subjects the other has, from 0 to 1, and how many words of the first are met.
#[derive(Clone, Copy, Debug, Default)]
pub struct Overlap {
    /// Of the first.
    pub first: f32,
    /// Of the second.
    pub second: f32,
    /// Words of the first that the second has.
    pub met: usize,
}

impl Overlap {
    /// Compares two lists of words.
    pub fn of(first: &[Word], second: &[Word]) -> Self {
        let met = first.iter().filter(|word| second.iter().any(|other| is_same(word, other))).count();
        Overlap { first: share(first, second), second: share(second, first), met }
    }

    /// The mean of both shares.
    pub fn mean(self) -> f32 {
        (self.first + self.second) / 2.0
    }

    /// The greater share.
    pub fn most(self) -> f32 {
        self.first.max(self.second)
    }

    /// The lesser share.
    pub fn least(self) -> f32 {
        self.first.min(self.second)
    }
}

fn share(of: &[Word], among: &[Word]) -> f32 {
    let all: f32 = of.iter().map(|word| word.weight).sum();
    let met: f32 =
        of.iter().filter(|word| among.iter().any(|other| is_same(word, other))).map(|word| word.weight).sum();
    if all > 0.0 { met / all } else { 0.0 }
}

/// Whether two words are one, or one renders the other.
pub fn is_same(a: &Word, b: &Word) -> bool {
    let cross = a.key.is_ascii() != b.key.is_ascii();
    a.key == b.key || (cross && a.stems.iter().any(|stem| b.stems.contains(stem)))
}
