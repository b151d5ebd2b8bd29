//! Chinese words with their English, from CC-CEDICT.
//!
//! The table is made ahead by the workspace member `tables` and embedded: two finite-state maps (Mohri 1996; the `fst`
//! crate), from headwords to their glosses and from English stems to their numbers, and the glosses packed in bytes.
//! Opening it reads two headers and allocates next to nothing. Simplified and traditional headwords stand side by side, so
//! either script is looked up as it is written.

use std::cell::RefCell;
use std::sync::LazyLock;

use fst::Map;
use fst::raw::{CompiledAddr, Fst, Node};
use snowball_stemmers_rs::Stemmer;

use super::memo::Memo;
use super::stem;
use crate::text::lang::{COMMON, common};

static HEADWORDS: &[u8] = include_bytes!("../../data/dictionary.headwords");
static STEMS: &[u8] = include_bytes!("../../data/dictionary.stems");
static GLOSSES: &[u8] = include_bytes!("../../data/dictionary.glosses");

/// The dictionary; see the module.
#[derive(Debug)]
pub struct Dictionary {
    headwords: Map<&'static [u8]>,
    stems: Map<&'static [u8]>,
}

/// The number of an English stem: an index into an array of [`Dictionary::stem_count`].
pub type StemId = u32;

/// A headword as it was found at the start of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Headword {
    /// Its length in bytes.
    pub len: usize,
    /// Where its glosses are.
    glosses: usize,
}

impl Dictionary {
    /// The dictionary, opened on first use in microseconds.
    pub fn open() -> &'static Dictionary {
        static OPENED: LazyLock<Dictionary> = LazyLock::new(|| {
            let map = |bytes| Map::new(bytes).expect("the embedded table is what `tables` wrote");
            Dictionary { headwords: map(HEADWORDS), stems: map(STEMS) }
        });
        &OPENED
    }

    /// How many English stems there are; their numbers are below.
    pub fn stem_count(&self) -> usize {
        self.stems.len()
    }

    /// The number of an English stem, as [`super::stem`] makes them.
    pub fn stem(&self, stem: &str) -> Option<StemId> {
        self.stems.get(stem).map(|number| number as StemId)
    }

    /// The number of the stem of an English word in small letters. What was asked before costs one comparison.
    pub fn stem_of(&self, word: &str) -> Option<StemId> {
        thread_local! {
            static MEMO: RefCell<(Stemmer, Memo<Option<StemId>>)> = RefCell::new((stem::stemmer(), Memo::default()));
        }
        MEMO.with_borrow_mut(|(stemmer, memo)| memo.get(word, |word| self.stem(&stemmer.stem(word))))
    }

    /// The English stem of a number. Costs a step a letter.
    pub fn spelling(&self, stem: StemId) -> Option<String> {
        // the numbers are in the order of the stems
        let letters = self.stems.as_fst().get_key(u64::from(stem))?;
        String::from_utf8(letters).ok()
    }

    /// Every headword that `text` starts with, the shortest first. Costs one step a byte of the longest one.
    pub fn prefixes(&self, text: &str) -> impl Iterator<Item = Headword> {
        let words = self.headwords.as_fst();
        let start = text.chars().next().and_then(|first| Some((first.len_utf8(), self.start(first)?)));
        let own = start.and_then(|(len, start)| Some((len, u64::from(start.value?))));
        let longer = start
            .into_iter()
            .flat_map(move |(len, start)| longer(words, start.node(words), start.output.into(), text, len));
        own.into_iter().chain(longer).map(|(len, glosses)| Headword { len, glosses: glosses as usize })
    }

    /// Where the headwords that begin with a character go on.
    fn start(&self, first: char) -> Option<Start> {
        /// For the characters that most begin with, the way down the map is taken once for all, in a millisecond.
        static STARTS: LazyLock<Vec<Option<Start>>> = LazyLock::new(|| {
            let words = Dictionary::open().headwords.as_fst();
            COMMON.map(|first| Start::of(words, first.encode_utf8(&mut [0; 4]))).collect()
        });
        match common(first) {
            Some(at) => STARTS[at],
            None => Start::of(self.headwords.as_fst(), first.encode_utf8(&mut [0; 4])),
        }
    }

    /// The longest headword that `text` starts with. How far the first two characters lead is kept for the next time; only
    /// for more, there is a step a byte.
    pub fn longest(&self, text: &str) -> Option<Headword> {
        thread_local! {
            static MEMO: RefCell<Memo<Two>> = RefCell::default();
        }
        let mut ends = text.char_indices().skip(1).map(|(at, _)| at);
        let (Some(_), end) = (ends.next(), ends.next().unwrap_or(text.len())) else {
            return self.prefixes(text).last();
        };
        let two = MEMO.with_borrow_mut(|memo| memo.get(&text[..end], |two| self.two(two)));
        let words = self.headwords.as_fst();
        let behind = two.next.map(|next| longer(words, next.node(words), next.output.into(), text, end));
        let longest =
            behind.and_then(Iterator::last).or(two.longest.map(|(len, glosses)| (len.into(), glosses.into())));
        longest.map(|(len, glosses)| Headword { len, glosses: glosses as usize })
    }

    /// How far two characters lead.
    fn two(&self, two: &str) -> Two {
        let longest = self.prefixes(two).last().map(|word| (word.len as u8, small(word.glosses as u64)));
        Two { longest, next: Start::of(self.headwords.as_fst(), two) }
    }

    /// Exactly this headword.
    pub fn headword(&self, word: &str) -> Option<Headword> {
        let glosses = self.headwords.get(word)? as usize;
        Some(Headword { len: word.len(), glosses })
    }

    /// The English of a headword: stems in the order of their numbers, with weights that come to about 255. Function words
    /// are no stems.
    pub fn glosses(&self, headword: Headword) -> impl Iterator<Item = (StemId, u8)> + use<> {
        let mut packed = GLOSSES.get(headword.glosses..).unwrap_or_default();
        let count = leb128(&mut packed);
        let mut stem = 0;
        (0..count).map(move |_| {
            stem += leb128(&mut packed);
            let (&weight, rest) = packed.split_first().unwrap_or((&0, &[]));
            packed = rest;
            (stem, weight)
        })
    }
}

/// Where two characters lead.
#[derive(Clone, Copy, Default)]
struct Two {
    /// The longest headword within them: its bytes, and where its glosses are.
    longest: Option<(u8, u32)>,
    /// Where the map goes on behind both.
    next: Option<Start>,
}

/// Where a map has got to behind a character or two.
#[derive(Clone, Copy)]
struct Start {
    /// The address of the node; like all numbers of the table it is small, and a small entry is found sooner.
    node: u32,
    output: u32,
    /// The value of these by themselves.
    value: Option<u32>,
}

impl Start {
    /// `None` where no key begins so.
    fn of<D: AsRef<[u8]>>(words: &Fst<D>, first: &str) -> Option<Self> {
        let mut node = words.root();
        let mut output = 0;
        for byte in first.bytes() {
            let step = node.transition(node.find_input(byte)?);
            output += step.out.value();
            node = words.node(step.addr);
        }
        let value = node.is_final().then(|| output + node.final_output().value());
        Some(Start { node: small(node.addr() as u64), output: small(output), value: value.map(small) })
    }

    fn node<'f, D: AsRef<[u8]>>(&self, words: &'f Fst<D>) -> Node<'f> {
        words.node(self.node as CompiledAddr)
    }
}

/// Every key of a map of words that `text` starts with, the shortest first: its bytes and its value.
pub(super) fn headwords<D: AsRef<[u8]>>(words: &Fst<D>, text: &str) -> impl Iterator<Item = (usize, u64)> {
    longer(words, words.root(), 0, text, 0)
}

/// The same where the walk has got to a node by the first bytes, and only for what is longer than these.
fn longer<'f, D: AsRef<[u8]>>(
    words: &'f Fst<D>,
    from: Node<'f>,
    mut output: u64,
    text: &str,
    bytes: usize,
) -> impl Iterator<Item = (usize, u64)> {
    let mut node = Some(from);
    text.bytes()
        .enumerate()
        .skip(bytes)
        .map_while(move |(at, byte)| {
            let from = node?;
            let step = from.transition(from.find_input(byte)?);
            output += step.out.value();
            let to = words.node(step.addr);
            node = Some(to);
            Some(to.is_final().then_some((at + 1, output + to.final_output().value())))
        })
        .flatten()
}

/// A number of the table in half the bytes.
fn small(number: u64) -> u32 {
    u32::try_from(number).expect("the table is of some megabytes")
}

/// Takes one LEB128 number off the front.
fn leb128(bytes: &mut &[u8]) -> u32 {
    let mut value = 0;
    for shift in (0..32).step_by(7) {
        let Some((&byte, rest)) = bytes.split_first() else { break };
        *bytes = rest;
        value |= u32::from(byte & 0x7f) << shift;
        if byte < 0x80 {
            break;
        }
    }
    value
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The stem of `english` is among the glosses of `word`.
    fn check(word: &str, english: &str) {
        let dictionary = Dictionary::open();
        let stem = dictionary.stem(&stem::stemmer().stem(english)).unwrap_or_else(|| panic!("no stem for {english}"));
        let headword = dictionary.headword(word).unwrap_or_else(|| panic!("no headword {word}"));
        assert!(dictionary.glosses(headword).any(|(id, weight)| id == stem && weight > 0), "{word}: {english}");
    }

    #[test]
    fn simplified_and_traditional_headwords_have_their_glosses() {
        check("知识产权", "intellectual");
        check("知識產權", "property");
        check("广东", "Guangdong".to_lowercase().as_str());
        check("廣東", "guangdong");
        check("保护", "protection");
        check("龍", "dragon");
        check("裏", "inside");
    }

    #[test]
    fn prefixes_are_the_headwords_a_text_starts_with() {
        let dictionary = Dictionary::open();
        let check = |text: &str, words: &[&str]| {
            let found: Vec<&str> = dictionary.prefixes(text).map(|headword| &text[..headword.len]).collect();
            assert_eq!(found, words, "{text}");
            assert_eq!(dictionary.longest(text).map(|headword| headword.len), words.last().map(|word| word.len()));
        };
        check("知识产权保护", &["知", "知识", "知识产权"]);
        check("知識產權", &["知", "知識", "知識產權"]);
        check("ⅹ", &[]);
        check("", &[]);
    }

    #[test]
    fn stems_are_spelled_by_their_numbers() {
        let dictionary = Dictionary::open();
        for stem in ["dragon", "guangdong", "properti"] {
            let number = dictionary.stem(stem).expect("the table has it");
            assert_eq!(dictionary.spelling(number).as_deref(), Some(stem));
        }
        assert_eq!(dictionary.spelling(u32::MAX), None);
    }

    #[test]
    fn unknown_words_and_function_words_have_no_entry() {
        let dictionary = Dictionary::open();
        assert_eq!(dictionary.headword("知识产权保护条例草案"), None);
        assert_eq!(dictionary.stem("the"), None);
        assert_eq!(dictionary.stem("qqqq"), None);
    }

    #[test]
    fn every_headword_can_be_read() {
        let dictionary = Dictionary::open();
        let mut words = dictionary.headwords.stream();
        while let Some((word, _)) = fst::Streamer::next(&mut words) {
            let word = std::str::from_utf8(word).expect("headwords are text");
            let headword = dictionary.headword(word).expect("it was listed");
            assert!(dictionary.glosses(headword).all(|(stem, _)| (stem as usize) < dictionary.stem_count()), "{word}");
        }
    }
}
