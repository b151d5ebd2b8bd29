//! The content words of a subject, so that those of one language or of both can be compared.
//!
//! A Chinese word is the longest headword of the dictionary and carries the English of its glosses, an English word is a
//! stem. A word weighs the more, the fewer facts of its text have it: "intellectual property" tells nothing apart in a report
//! on intellectual property.

use std::collections::{BTreeSet, HashMap};

use super::Fact;
use crate::lexicon::dictionary::{Dictionary, StemId};
use crate::lexicon::stem;
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
    let stems = stem::words(text).map(|word| stemmer.stem(&word).into_owned());
    stems
        .filter(|stem| !GENERIC_ENGLISH.contains(&stem.as_str()))
        .map(|key| Word { stems: dictionary.stem(&key).into_iter().collect(), key, weight: 1.0 })
        .collect()
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

fn is_same(a: &Word, b: &Word) -> bool {
    let cross = a.key.is_ascii() != b.key.is_ascii();
    a.key == b.key || (cross && a.stems.iter().any(|stem| b.stems.contains(stem)))
}
