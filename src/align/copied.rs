//! Things that a translation copies and does not translate: the common ground of figures and names.
//!
//! Each sentence has a set of keys. A key of one side that stands in the other side of the bead speaks for the bead by
//! the logarithm of how much likelier that is there than anywhere: rare keys say much, frequent ones little. One that has
//! a counterpart in the document but not in the bead speaks against it. One without any says nothing. Both directions
//! are counted, each by half. The cost is linear in the keys.

use std::borrow::Borrow;
use std::collections::HashMap;
use std::hash::Hash;
#[cfg(test)]
use std::ops::Range;

use super::lists::Lists;
use super::weights::Weights;
use crate::text::pair::{Pair, Side};

/// The most keys that are read of a sentence; the rest of a longer list would say nothing new.
const MOST: usize = 32;

/// The most keys of a sentence that are weighed, of all kinds.
pub const KEYS: usize = 64;

/// The number of a key.
pub type KeyId = u32;

/// A key of a sentence with what it says, in nats, when it is found in the other side of the bead and when it is not.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Key {
    /// Its number.
    pub id: KeyId,
    /// What finding it says.
    pub hit: f32,
    /// What missing it says.
    pub miss: f32,
}

/// The keys of each sentence of both sides, by number, each once.
#[derive(Clone, Debug, Default)]
pub struct Copied {
    /// Those of each side.
    pub keys: Pair<Lists<Key>>,
}

/// Numbers the keys of sentences as they come, so that none is kept twice.
#[derive(Debug)]
pub struct Reader<K> {
    numbers: HashMap<K, KeyId>,
    /// By number, how many sentences of each side have it.
    sentences: Vec<Pair<u32>>,
    read: Pair<Lists<KeyId>>,
}

impl<K> Default for Reader<K> {
    fn default() -> Self {
        Reader { numbers: HashMap::new(), sentences: Vec::new(), read: Pair::default() }
    }
}

impl<K: Hash + Eq> Reader<K> {
    /// Takes the keys of the next sentence of a side.
    pub fn sentence(&mut self, side: Side, keys: impl IntoIterator<Item = K>) {
        let mut found: Vec<KeyId> = keys.into_iter().take(MOST).map(|key| self.number(key)).collect();
        found.sort_unstable();
        found.dedup();
        found.iter().for_each(|&id| self.sentences[id as usize][side] += 1);
        self.read[side].push(found);
    }

    fn number(&mut self, key: K) -> KeyId {
        let next = self.numbers.len() as KeyId;
        let number = *self.numbers.entry(key).or_insert(next);
        if number == next {
            self.sentences.push(Pair::both(0));
        }
        number
    }

    /// Whether a sentence has this key.
    pub fn knows<Q: Hash + Eq + ?Sized>(&self, key: &Q) -> bool
    where
        K: Borrow<Q>,
    {
        self.numbers.contains_key(key)
    }

    /// Weighs the keys: one that is `kept` this often, and counts for `worth` of what its rarity says.
    pub fn weighed(self, kept: f64, weights: &Weights, worth: impl Fn(&K) -> f64) -> Copied {
        let mut worths = vec![0.0; self.numbers.len()];
        self.numbers.iter().for_each(|(key, &id)| worths[id as usize] = worth(key));
        let count = self.read.as_ref().map(Lists::sentences);
        let weigh = |side: Side, id: KeyId| {
            let sentences = self.sentences[id as usize][side.other()];
            let chance = ((f64::from(sentences) + 0.5) / (count[side.other()] as f64 + 1.0)).min(kept);
            let hit = f64::ln(kept / chance).min(weights.copied_most);
            let miss = f64::ln((1.0 - kept) / (1.0 - chance)).min(0.0);
            let worth = worths[id as usize];
            (sentences > 0).then_some(Key { id, hit: (worth * hit) as f32, miss: (worth * miss) as f32 })
        };
        let side = |side: Side| {
            let keys = &self.read[side];
            let sentence = |at: usize| keys.of(at).iter().filter_map(move |&id| weigh(side, id));
            (0..keys.sentences()).map(sentence).collect()
        };
        Copied { keys: Pair::new(side(Side::Source), side(Side::Target)) }
    }
}

impl Copied {
    /// Both sets of keys in one.
    pub fn join(&self, other: &Copied) -> Self {
        let join = |(mine, theirs): (&Lists<Key>, &Lists<Key>)| {
            let numbered = |keys: &[Key], bit: KeyId| -> Vec<Key> {
                keys.iter().map(|key| Key { id: key.id << 1 | bit, ..*key }).collect()
            };
            let both = |sentence: usize| {
                let mut keys = [numbered(mine.of(sentence), 0), numbered(theirs.of(sentence), 1)].concat();
                keys.sort_unstable_by_key(|key| key.id);
                keys.truncate(KEYS);
                keys
            };
            (0..mine.sentences()).map(both).collect()
        };
        Copied { keys: self.keys.as_ref().zip(other.keys.as_ref()).map(join) }
    }

    /// What the keys of a group of sentences say, by definition; the search adds it up otherwise.
    #[cfg(test)]
    pub fn score(&self, bead: &Pair<Range<usize>>) -> f64 {
        let direction = |side: Side| {
            let there = |id: KeyId| {
                let there = |sentence| self.keys[side.other()].of(sentence);
                bead[side.other()]
                    .clone()
                    .any(|sentence| there(sentence).binary_search_by_key(&id, |key| key.id).is_ok())
            };
            let keys = bead[side].clone().flat_map(|sentence| self.keys[side].of(sentence));
            keys.map(|key| f64::from(if there(key.id) { key.hit } else { key.miss })).sum::<f64>()
        };
        direction(Side::Source) + direction(Side::Target)
    }
}
