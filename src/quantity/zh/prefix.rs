//! Tables of words that begin or end a text, looked up by a trie: the time is that of the words that may be there, not of the
//! table.

use std::sync::LazyLock;

use super::words;
use crate::quantity::value::{Bound, Direction};
use crate::quantity::{currency, unit};
use crate::text::trie::Trie;

/// Words, each with what it stands for.
pub struct Prefixes<T: 'static> {
    trie: Trie,
    table: Vec<(&'static str, T)>,
}

impl<T> Prefixes<T> {
    fn new(table: Vec<(&'static str, T)>) -> Self {
        Prefixes { trie: Trie::of(table.iter().map(|(word, _)| word)), table }
    }

    /// What the longest word that `text` starts with stands for, and its bytes.
    pub fn longest(&self, text: &str) -> Option<(&T, usize)> {
        let (word, len) = self.trie.longest(text)?;
        Some((&self.table[word].1, len))
    }
}

/// Words, each with what it stands for, looked up from their last character on.
pub struct Suffixes<T: 'static> {
    trie: Trie,
    values: Vec<T>,
}

impl<T: Copy> Suffixes<T> {
    fn new(table: &[(&'static str, T)]) -> Self {
        let backwards = table.iter().map(|(word, _)| word.chars().rev().collect::<String>());
        Suffixes { trie: Trie::of(backwards), values: table.iter().map(|(_, value)| *value).collect() }
    }

    /// What the longest word that `text` ends with stands for, and its bytes.
    pub fn longest(&self, text: &str) -> Option<(T, usize)> {
        let (word, len) = self.trie.walk(text.chars().rev())?;
        Some((self.values[word], len))
    }
}

/// Hedges before a number.
pub static HEDGES: LazyLock<Suffixes<Bound>> = LazyLock::new(|| Suffixes::new(words::HEDGE_BEFORE));

/// Words of change before a number.
pub static DIRECTIONS: LazyLock<Suffixes<Direction>> = LazyLock::new(|| Suffixes::new(words::DIRECTION));

/// What links a word of change to its number, and whether it makes the change one to that number.
pub static CHANGE_LINKS: LazyLock<Suffixes<bool>> = LazyLock::new(|| Suffixes::new(words::CHANGE_LINK));

/// Currencies before a number, with their ISO 4217 codes.
pub static CURRENCIES_BEFORE: LazyLock<Suffixes<&'static str>> = LazyLock::new(|| Suffixes::new(currency::BEFORE));

/// Symbols of units, with their UCUM codes.
pub static SYMBOLS: LazyLock<Prefixes<&'static str>> = LazyLock::new(|| Prefixes::new(words::SYMBOLS.to_vec()));

/// Counters and the nouns that take a number directly.
pub static COUNTERS: LazyLock<Prefixes<&'static str>> =
    LazyLock::new(|| Prefixes::new(words::COUNTERS.iter().map(|word| (*word, *word)).collect()));

/// Units of measure, with their UCUM codes.
pub static UNITS: LazyLock<Prefixes<&'static str>> = LazyLock::new(|| Prefixes::new(unit::ZH.to_vec()));

/// Currencies behind a number, with their ISO 4217 codes.
pub static CURRENCIES: LazyLock<Prefixes<&'static str>> = LazyLock::new(|| Prefixes::new(currency::BEHIND_ZH.to_vec()));

/// Whether `text` begins with what a number counts or measures.
pub fn takes_number(text: &str) -> bool {
    let fraction = text.starts_with(['成', '倍', '折']) || text.starts_with("分之");
    fraction || COUNTERS.longest(text).is_some() || UNITS.longest(text).is_some() || CURRENCIES.longest(text).is_some()
}
