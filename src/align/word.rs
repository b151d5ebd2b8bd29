//! Which words of a bead stand for each other, and where they are.
//!
//! A Chinese text is cut into the longest headwords of the dictionary, an English one into stems; two words are joined
//! where a gloss of the one, or of a part of it, is the other. Every pair of places is kept, with a weight: what the gloss
//! weighs among the glosses of its word, times how much the English word tells (its self-information in general English),
//! divided over the places that it could be. Nothing is forced to be one to one: what uses this asks what stands *near*
//! something, and sums. Costs one look-up a word and one comparison a gloss.

use std::borrow::Cow;
use std::cell::RefCell;
use std::ops::Range;

use crate::lexicon::dictionary::StemId;
use crate::lexicon::memo::Memo;
use crate::lexicon::memory::Lexicon;
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
        WordLinks::by(&Words::of(chinese, english))
    }

    /// The links between these words.
    pub fn by(words: &Words) -> Self {
        let mut places = vec![0u32; words.english.len()];
        let mut links = Vec::with_capacity(words.joins.len());
        for same_word in words.joins.chunk_by(|a, b| a.chinese == b.chinese) {
            for join in same_word {
                places[words.english[join.english].first] += 1;
            }
            links.extend(same_word.iter().map(|join| {
                let word = &words.english[join.english];
                let weight = join.weight / places[word.first] as f32;
                WordLink { chinese: words.chinese[join.chinese].at.clone(), english: word.at.clone(), weight }
            }));
            for join in same_word {
                places[words.english[join.english].first] = 0;
            }
        }
        WordLinks { links }
    }
}

/// The words of two texts by number, and every pair that may stand for each other.
#[derive(Clone, Debug, Default)]
pub struct Words {
    /// The Chinese words, in order.
    pub chinese: Vec<ChineseWord>,
    /// The English words without function words, in order.
    pub english: Vec<EnglishWord>,
    /// The pairs, in the order of the Chinese words.
    pub joins: Vec<Join>,
}

/// A Chinese word.
#[derive(Clone, Debug)]
pub struct ChineseWord {
    /// Its bytes.
    pub at: Range<usize>,
    /// Whether the dictionary has English for it.
    pub known: bool,
}

/// An English word.
#[derive(Clone, Debug)]
pub struct EnglishWord {
    /// Its bytes.
    pub at: Range<usize>,
    /// The first word of the text with the same stem.
    pub first: usize,
    /// Whether the dictionary has its stem.
    pub known: bool,
    /// What it tells, in nats.
    pub information: f32,
}

/// A pair of words that may stand for each other.
#[derive(Clone, Copy, Debug)]
pub struct Join {
    /// The number of the Chinese word.
    pub chinese: usize,
    /// The number of the English word.
    pub english: usize,
    /// The share of its gloss, times what the English word tells.
    pub weight: f32,
}

impl Words {
    /// The words of two texts, by the dictionary.
    pub fn of(chinese: &str, english: &str) -> Self {
        Words::by(Lexicon::with(None), chinese, english)
    }

    /// The words of two texts.
    pub fn by(lexicon: Lexicon, chinese: &str, english: &str) -> Self {
        let mut stems = Vec::new();
        let mut english = english_words(lexicon, english, &mut stems);
        stems.sort_unstable();
        for same in stems.chunk_by(|a, b| a.0 == b.0) {
            for &(_, word) in same {
                english[word].first = same[0].1;
            }
        }
        let mut words = Words { chinese: chinese_words(lexicon, chinese), english, joins: Vec::new() };
        let seen = Bits::of(stems.iter().map(|entry| entry.0));
        let Words { chinese: numbered, english, joins } = &mut words;
        for (number, word) in numbered.iter().enumerate() {
            let join = |&(stem, share): &(StemId, f32)| {
                // most stems of a gloss are not in the text: a few bits tell that sooner than a search
                if !seen.may_hold(stem) {
                    return;
                }
                let first = stems.partition_point(|entry| entry.0 < stem);
                for &(_, place) in stems[first..].iter().take_while(|entry| entry.0 == stem) {
                    // of words with one stem, the first speaks for all
                    let information = english[english[place].first].information;
                    joins.push(Join { chinese: number, english: place, weight: share * information });
                }
            };
            each_gloss(lexicon, &chinese[word.at.clone()], join);
        }
        words
    }
}

/// Which stems there may be, by the last bits of their numbers.
struct Bits([u64; 32]);

impl Bits {
    fn of(stems: impl Iterator<Item = StemId>) -> Self {
        let mut bits = [0; 32];
        stems.for_each(|stem| bits[stem as usize / 64 % 32] |= 1 << (stem % 64));
        Bits(bits)
    }

    fn may_hold(&self, stem: StemId) -> bool {
        self.0[stem as usize / 64 % 32] >> (stem % 64) & 1 == 1
    }
}

/// The words of an English text; the numbers of those that the dictionary has go to `stems`.
fn english_words(lexicon: Lexicon, english: &str, stems: &mut Vec<(StemId, usize)>) -> Vec<EnglishWord> {
    let word = |(number, (at, word)): (usize, (Range<usize>, Cow<str>))| {
        let stem = lexicon.stem_of(&word);
        stems.extend(stem.map(|stem| (stem, number)));
        EnglishWord { at, first: number, known: stem.is_some(), information: words::information(&word) }
    };
    stem::words_at(english).enumerate().map(word).collect()
}

/// The longest headwords from left to right.
fn chinese_words(lexicon: Lexicon, chinese: &str) -> Vec<ChineseWord> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(first) = chinese[at..].chars().next() {
        let mut len = first.len_utf8();
        if is_han(first) {
            let (longest, known) = lexicon.longest_word(&chinese[at..]).unwrap_or((len, false));
            len = longest;
            found.push(ChineseWord { at: at..at + len, known });
        }
        at += len;
    }
    found
}

/// The English of a word and of its parts, by the number of the stem, as shares of its glosses. What the dictionary alone says
/// is kept for the next time.
fn each_gloss(lexicon: Lexicon, word: &str, add: impl FnMut(&(StemId, f32))) {
    thread_local! {
        static MEMO: RefCell<Memo<Vec<(StemId, f32)>>> = RefCell::default();
    }
    if lexicon.has_memory() {
        glosses(lexicon, word).iter().for_each(add);
    } else {
        let look_up = |word: &str| glosses(lexicon, word);
        MEMO.with_borrow_mut(|memo| memo.read(word, look_up, |found| found.iter().for_each(add)));
    }
}

/// The same, looked up.
fn glosses(lexicon: Lexicon, word: &str) -> Vec<(StemId, f32)> {
    let mut found = Vec::new();
    for (start, _) in word.char_indices() {
        lexicon.glosses(&word[start..], |len, stem, share| {
            let of_word = if len == word.len() { 1.0 } else { PARTS * len as f32 / word.len() as f32 };
            found.push((stem, of_word * share));
        });
    }
    found.sort_unstable_by_key(|entry: &(StemId, f32)| entry.0);
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
