//! Tables of words that begin a text, looked up by a trie, and of words that end one, by their last character: the time is
//! that of the words that may be there, not of the table.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, Anchored, Input, MatchKind, StartKind};

use super::words;
use crate::quantity::value::{Bound, Direction};
use crate::quantity::{currency, unit};

/// Words, each with what it stands for.
pub struct Prefixes<T: 'static> {
    trie: AhoCorasick,
    table: Vec<(&'static str, T)>,
}

impl<T> Prefixes<T> {
    fn new(table: Vec<(&'static str, T)>) -> Self {
        let words = table.iter().map(|(word, _)| word);
        let builder =
            AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).start_kind(StartKind::Anchored).build(words);
        Prefixes { trie: builder.expect("a few hundred short words always build"), table }
    }

    /// What the longest word that `text` starts with stands for, and its bytes.
    pub fn longest(&self, text: &str) -> Option<(&T, usize)> {
        let found = self.trie.find(Input::new(text).anchored(Anchored::Yes))?;
        self.table.get(found.pattern().as_usize()).map(|(_, value)| (value, found.end()))
    }
}

/// Words, each with what it stands for, by their last character; the longest first.
pub struct Suffixes<T: 'static>(BTreeMap<char, Vec<(&'static str, T)>>);

impl<T: Copy> Suffixes<T> {
    fn new(table: &[(&'static str, T)]) -> Self {
        let mut by_last: BTreeMap<char, Vec<(&'static str, T)>> = BTreeMap::new();
        for (word, value) in table {
            by_last.entry(word.chars().next_back().unwrap_or_default()).or_default().push((word, *value));
        }
        for words in by_last.values_mut() {
            words.sort_by_key(|(word, _)| std::cmp::Reverse(word.len()));
        }
        Suffixes(by_last)
    }

    /// What the longest word that `text` ends with stands for, and its bytes.
    pub fn longest(&self, text: &str) -> Option<(T, usize)> {
        let words = self.0.get(&text.chars().next_back()?)?;
        words.iter().find(|(word, _)| text.ends_with(word)).map(|(word, value)| (*value, word.len()))
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
