//! English words and how likely they are.
//!
//! A finite-state map of some 190,000 words, embedded and read in place: opening it costs nothing, looking a word up one
//! step a letter. `data/NOTICE.md` tells where the frequencies come from, `data/make.sh` makes the table anew.

use std::cell::RefCell;
use std::sync::LazyLock;

use fst::Map;
use fst::raw::{Fst, Node, Output};

use super::memo::Memo;

/// Steps of a [`Cost`] in a nat.
pub const STEPS: u32 = 8;

/// What a word costs: `-ln P`, in steps of an eighth of a nat.
pub type Cost = u32;

/// What is known of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// `-ln P`.
    pub cost: Cost,
    /// Whether it is an ordinary word, which is written in small letters; else a name, an abbreviation, a foreign word.
    pub spelled: bool,
}

impl Entry {
    /// The entry that a table holds as `value`.
    pub fn from_value(value: u64) -> Self {
        Entry { cost: (value / 2) as Cost, spelled: value % 2 == 1 }
    }

    /// The value that stands for it in a table.
    pub fn to_value(self) -> u64 {
        2 * u64::from(self.cost) + u64::from(self.spelled)
    }
}

static WORDS: LazyLock<Map<&'static [u8]>> = LazyLock::new(|| {
    let bytes: &'static [u8] = include_bytes!("../../data/words.fst");
    Map::new(bytes).expect("the embedded table is sound, which a test proves")
});

/// The table itself, to walk letter by letter.
pub fn table() -> &'static Fst<&'static [u8]> {
    WORDS.as_fst()
}

/// What is known of `word`, which is in small letters.
pub fn get(word: &str) -> Option<Entry> {
    thread_local! {
        static MEMO: RefCell<Memo<Option<Entry>>> = RefCell::default();
    }
    MEMO.with_borrow_mut(|memo| memo.get(word, |word| WORDS.get(word).map(Entry::from_value)))
}

/// How much a word in small letters tells in general English: `-ln P`, in nats; of an unknown word as much as of the rarest.
pub fn information(word: &str) -> f32 {
    const RAREST: f32 = 16.0;
    get(word).map_or(RAREST, |entry| entry.cost as f32 / STEPS as f32)
}

/// Whether a word in small letters is not one that every text has. What no list has is rare.
pub fn is_rare(word: &str) -> bool {
    const FREQUENT: f32 = 10.0;
    information(word) > FREQUENT
}

/// Whether a word in small letters is an ordinary one, and no name, abbreviation or foreign word.
pub fn is_ordinary(word: &str) -> bool {
    get(word).is_some_and(|entry| entry.spelled)
}

/// A walk down a table of words, a letter at a time; it ends where no word goes on.
#[derive(Clone)]
pub struct Walk<'f, D> {
    table: &'f Fst<D>,
    node: Option<Node<'f>>,
    output: Output,
}

impl<'f, D: AsRef<[u8]>> Walk<'f, D> {
    /// A walk from the first letter.
    pub fn new(table: &'f Fst<D>) -> Self {
        Walk { table, node: Some(table.root()), output: Output::zero() }
    }

    /// Takes the next letter; `false` when no word begins with the letters so far.
    #[inline]
    pub fn step(&mut self, letter: u8) -> bool {
        let next = self.node.and_then(|node| node.find_input(letter).map(|index| node.transition(index)));
        self.node = next.map(|transition| {
            self.output = self.output.cat(transition.out);
            self.table.node(transition.addr)
        });
        self.node.is_some()
    }

    /// The word that the letters so far make up.
    #[inline]
    pub fn entry(&self) -> Option<Entry> {
        let node = self.node.filter(Node::is_final)?;
        Some(Entry::from_value(self.output.cat(node.final_output()).value()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn common_words_are_known_and_common_ones_cost_less() {
        let check = |word: &str, spelled| assert_eq!(get(word).map(|e| e.spelled), Some(spelled), "{word}");
        for word in ["the", "a", "i", "of", "intellectual", "adjudication", "investigators", "don't", "o'clock"] {
            check(word, true);
        }
        for word in ["guangdong", "shenzhen", "wipo", "ip"] {
            check(word, false);
        }
        let cost = |word| get(word).map_or(u32::MAX, |e| e.cost);
        assert!(cost("the") < cost("patent") && cost("patent") < cost("adjudication"));
        assert_eq!(cost("the"), 23, "2.9 nats, for 5 words in 100");
    }

    #[test]
    fn two_words_run_together_are_none_and_neither_is_a_fragment() {
        for word in ["ofthe", "bayarea", "withme", "indexof", "t", "s", ""] {
            assert_eq!(get(word), None, "{word}");
        }
    }

    #[test]
    fn a_walk_finds_every_word_on_its_way() {
        let mut walk = Walk::new(table());
        let found: Vec<usize> = (1..=9)
            .filter(|&len| walk.step(b"therefore"[len - 1]) && walk.entry().is_some_and(|e| e.spelled))
            .collect();
        assert_eq!(found, [3, 5, 8, 9], "the, there, therefor, therefore");
        assert!(!walk.step(b'q') && !walk.step(b'u') && walk.entry().is_none());
    }
}
