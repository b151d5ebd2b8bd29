//! Which words of a bead stand for each other, and where they are.
//!
//! A Chinese text is cut into the longest headwords of the dictionary, an English one into stems; two words are joined
//! where a gloss of the one, or of a part of it, is the other. Every pair of places is kept, with a weight: what the gloss
//! weighs among the glosses of its word, times how much the English word tells (its self-information in general English),
//! divided over the places that it could be. Nothing is forced to be one to one: what uses this asks what stands *near*
//! something, and sums. Costs one look-up a word and one comparison a gloss.

use std::collections::HashMap;
use std::ops::Range;

use crate::lexicon::dictionary::{Dictionary, Headword, StemId};
use crate::lexicon::{stem, words};
use crate::text::lang::is_han;

/// What the parts of a Chinese word weigh against the whole.
const PARTS: f32 = 0.4;

/// Words joined across the languages of a bead.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct WordLinks {
    /// The links, in the order of the Chinese text.
    pub links: Vec<WordLink>,
}

/// A Chinese and an English word that may stand for each other, in bytes of their texts.
#[derive(Clone, Debug, PartialEq)]
pub struct WordLink {
    /// The Chinese word.
    pub chinese: Range<usize>,
    /// The English word.
    pub english: Range<usize>,
    /// How much speaks for it, in nats.
    pub weight: f32,
}

impl WordLinks {
    /// The links between two texts that say the same.
    pub fn of(chinese: &str, english: &str) -> Self {
        let dictionary = Dictionary::open();
        let places = english_places(dictionary, english);
        let mut links = Vec::new();
        for word in chinese_words(dictionary, chinese) {
            for (stem, weight) in glosses(dictionary, &chinese[word.clone()]) {
                let Some(found) = places.get(&stem) else { continue };
                for place in &found.at {
                    let weight = weight * found.information / found.at.len() as f32;
                    links.push(WordLink { chinese: word.clone(), english: place.clone(), weight });
                }
            }
        }
        WordLinks { links }
    }
}

/// An English word of the dictionary.
struct Found {
    at: Vec<Range<usize>>,
    information: f32,
}

fn english_places(dictionary: &Dictionary, english: &str) -> HashMap<StemId, Found> {
    let stemmer = stem::stemmer();
    let mut places: HashMap<StemId, Found> = HashMap::new();
    for (at, word) in stem::words_at(english) {
        if let Some(id) = dictionary.stem(&stemmer.stem(&word)) {
            let found =
                places.entry(id).or_insert_with(|| Found { at: Vec::new(), information: words::information(&word) });
            found.at.push(at);
        }
    }
    places
}

/// The longest headwords from left to right.
fn chinese_words(dictionary: &Dictionary, chinese: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(first) = chinese[at..].chars().next() {
        let mut len = first.len_utf8();
        if is_han(first) {
            len = dictionary.longest(&chinese[at..]).map_or(len, |headword| headword.len);
            found.push(at..at + len);
        }
        at += len;
    }
    found
}

/// The English of a word and of its parts, as shares of its glosses.
fn glosses(dictionary: &Dictionary, word: &str) -> Vec<(StemId, f32)> {
    let mut found: Vec<(StemId, f32)> = Vec::new();
    let mut add = |headword: Headword, share: f32| {
        found.extend(dictionary.glosses(headword).map(|(stem, weight)| (stem, share * f32::from(weight) / 255.0)));
    };
    for (start, _) in word.char_indices() {
        for headword in dictionary.prefixes(&word[start..]) {
            let whole = headword.len == word.len();
            add(headword, if whole { 1.0 } else { PARTS * headword.len as f32 / word.len() as f32 });
        }
    }
    found.sort_unstable_by_key(|entry| entry.0);
    found.dedup_by(|next, kept| {
        let same = next.0 == kept.0;
        if same {
            kept.1 = kept.1.max(next.1);
        }
        same
    });
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_translate_each_other_are_joined_where_they_stand() {
        let (zh, en) = ("出口下降，进口增长", "imports grew while exports fell");
        let links = WordLinks::of(zh, en).links;
        let joined = |chinese: &str, english: &str| {
            links.iter().any(|link| &zh[link.chinese.clone()] == chinese && &en[link.english.clone()] == english)
        };
        assert!(joined("出口", "exports") && joined("进口", "imports"), "{links:?}");
        assert!(!joined("出口", "imports") || !joined("进口", "exports"), "{links:?}");
    }

    #[test]
    fn nothing_is_joined_where_nothing_stands() {
        assert_eq!(WordLinks::of("", "exports"), WordLinks::default());
        assert_eq!(WordLinks::of("出口", ""), WordLinks::default());
    }
}
