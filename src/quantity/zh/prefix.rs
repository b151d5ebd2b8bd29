//! Tables of words that begin a text, looked up by a trie: the time is that of the word found, not of the table.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, Anchored, Input, MatchKind, StartKind};

use super::words;
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
