//! Words with their English, learned from a user's own translations, and the dictionary with these added.
//!
//! A memory is a text file that a person can read and mend:
//!
//! ```text
//! ipalign memory 1
//! # Chinese, English and how often the one stood for the other, separated by tabs
//! 陈清扬    Chen    41
//! 陈清扬    Qingyang    40
//! 知识产权局    intellectual property office    12
//! ```
//!
//! The first line is as it stands here; empty lines, and lines that begin with `#`, say nothing. English is compared as
//! the dictionary does, by stems without function words; of several words each counts. Opening one is linear; looking a
//! word up costs one step a byte, as in the dictionary, and nothing where there is no memory.

use std::collections::{BTreeMap, HashMap};

use fst::Map;

use super::dictionary::{Dictionary, StemId, headwords};
use super::stem;
use crate::text::lang::is_han;

/// The first line of the file.
pub const HEAD: &str = "ipalign memory 1";

/// How many occurrences the dictionary counts for against those of the memory.
const DICTIONARY: f32 = 3.0;

/// The longest Chinese word, in characters.
const LONGEST: usize = 32;

/// A line of a memory: a Chinese word, an English one, and how often the one stood for the other.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// The Chinese word.
    pub zh: String,
    /// The English word, or words.
    pub en: String,
    /// How often.
    pub count: f32,
}

/// Words learned from translations; see the module.
#[derive(Clone, Debug)]
pub struct Memory {
    /// Chinese words, by their index in `glosses`.
    words: Map<Vec<u8>>,
    /// What each stands for, with counts.
    glosses: Vec<Vec<(StemId, f32)>>,
    /// Stems that the dictionary lacks, numbered behind its own.
    stems: HashMap<String, StemId>,
}

/// What is wrong with a memory.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {message}")]
pub struct MemoryError {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong, and the remedy.
    pub message: String,
}

impl Memory {
    /// Reads the text of a memory.
    ///
    /// # Errors
    /// At the first line that is none of a memory.
    pub fn read(text: &str) -> Result<Self, MemoryError> {
        let text = text.trim_start_matches('\u{feff}');
        if text.lines().next().map(str::trim_end) != Some(HEAD) {
            let message = format!("does not begin with \"{HEAD}\"; give a file that `ipalign learn` wrote");
            return Err(MemoryError { line: 1, message });
        }
        let mut lines = Vec::new();
        for (number, text) in (1..).zip(text.lines()).skip(1) {
            if text.trim().is_empty() || text.starts_with('#') {
                continue;
            }
            lines.push(line(text).map_err(|message| MemoryError { line: number, message })?);
        }
        Ok(Memory::of(&lines))
    }

    /// The memory of these lines.
    pub fn of(lines: &[Line]) -> Self {
        let dictionary = Dictionary::open();
        let stemmer = stem::stemmer();
        let mut stems = HashMap::new();
        let mut words: BTreeMap<&str, Vec<(StemId, f32)>> = BTreeMap::new();
        for line in lines {
            let row = words.entry(&line.zh).or_default();
            for word in stem::words(&line.en) {
                let stem = stemmer.stem(&word).into_owned();
                let next = (dictionary.stem_count() + stems.len()) as StemId;
                let id = dictionary.stem(&stem).unwrap_or_else(|| *stems.entry(stem).or_insert(next));
                match row.iter_mut().find(|entry| entry.0 == id) {
                    Some(entry) => entry.1 += line.count,
                    None => row.push((id, line.count)),
                }
            }
        }
        let numbered = words.keys().zip(0u64..).map(|(word, number)| (*word, number));
        let map = Map::from_iter(numbered).expect("the keys of a sorted map are sorted");
        Memory { words: map, glosses: words.into_values().collect(), stems }
    }

    /// How many Chinese words there are.
    pub fn len(&self) -> usize {
        self.glosses.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.glosses.is_empty()
    }
}

/// A line as it is written.
fn line(text: &str) -> Result<Line, String> {
    let wrong = |what: &str| format!("{what}; write a Chinese word, its English and a count, separated by tabs");
    let mut fields = text.split('\t').map(str::trim);
    let (Some(zh), Some(en), Some(count), None) = (fields.next(), fields.next(), fields.next(), fields.next()) else {
        return Err(wrong("there are not three fields"));
    };
    if zh.is_empty() || !zh.chars().all(is_han) || zh.chars().count() > LONGEST {
        return Err(wrong(&format!("\"{zh}\" is no Chinese word of up to {LONGEST} characters")));
    }
    if stem::words(en).next().is_none() {
        return Err(wrong(&format!("\"{en}\" holds no English word that tells anything")));
    }
    match count.parse::<f32>() {
        Ok(count) if count > 0.0 && count.is_finite() => Ok(Line { zh: zh.to_owned(), en: en.to_owned(), count }),
        _ => Err(wrong(&format!("\"{count}\" is no number above 0"))),
    }
}

/// Lines as the text of a memory.
pub fn write(lines: &[Line]) -> String {
    let line = |line: &Line| format!("{}\t{}\t{}\n", line.zh, line.en, (line.count * 10.0).round() / 10.0);
    let rows: String = lines.iter().map(line).collect();
    format!("{HEAD}\n# Chinese, English and how often the one stood for the other, separated by tabs\n{rows}")
}

/// The dictionary, and what a memory adds to it.
#[derive(Clone, Copy, Debug)]
pub struct Lexicon<'m> {
    dictionary: &'static Dictionary,
    memory: Option<&'m Memory>,
}

impl<'m> Lexicon<'m> {
    /// The dictionary with this memory.
    pub fn with(memory: Option<&'m Memory>) -> Self {
        Lexicon { dictionary: Dictionary::open(), memory }
    }

    /// Whether there is more than the dictionary.
    pub fn has_memory(self) -> bool {
        self.memory.is_some()
    }

    /// How many English stems there are; their numbers are below.
    pub fn stem_count(self) -> usize {
        self.dictionary.stem_count() + self.memory.map_or(0, |memory| memory.stems.len())
    }

    /// The number of an English stem.
    pub fn stem(self, stem: &str) -> Option<StemId> {
        let of_memory = || self.memory.and_then(|memory| memory.stems.get(stem).copied());
        self.dictionary.stem(stem).or_else(of_memory)
    }

    /// The number of the stem of an English word in small letters.
    pub fn stem_of(self, word: &str) -> Option<StemId> {
        let of_memory =
            || self.memory.and_then(|memory| memory.stems.get(stem::stemmer().stem(word).as_ref()).copied());
        self.dictionary.stem_of(word).or_else(of_memory)
    }

    /// How many bytes the longest headword has that `text` starts with.
    pub fn longest(self, text: &str) -> Option<usize> {
        self.longest_word(text).map(|(len, _)| len)
    }

    /// The same, and whether there is English for that headword.
    pub fn longest_word(self, text: &str) -> Option<(usize, bool)> {
        let is_glossed = |headword| self.dictionary.glosses(headword).next().is_some();
        let of_dictionary = self.dictionary.longest(text).map(|headword| (headword.len, is_glossed(headword)));
        let of_memory = self.memory.and_then(|memory| headwords(memory.words.as_fst(), text).last());
        of_dictionary.max(of_memory.map(|(len, _)| (len, true)))
    }

    /// Whether there is English for exactly this word.
    pub fn is_known(self, word: &str) -> bool {
        let headword = self.dictionary.headword(word);
        headword.is_some_and(|headword| self.dictionary.glosses(headword).next().is_some())
            || self.memory.is_some_and(|memory| memory.words.contains_key(word))
    }

    /// The English of every headword that `text` starts with: the bytes of the headword, a stem, and its share of what the
    /// headword stands for.
    pub fn glosses(self, text: &str, mut add: impl FnMut(usize, StemId, f32)) {
        let Some(memory) = self.memory else {
            for headword in self.dictionary.prefixes(text) {
                for (stem, weight) in self.dictionary.glosses(headword) {
                    add(headword.len, stem, f32::from(weight) / 255.0);
                }
            }
            return;
        };
        let mut learned = headwords(memory.words.as_fst(), text).peekable();
        let mut add_learned = |(len, word): (usize, u64), beside: f32| {
            let row = &memory.glosses[word as usize];
            let whole: f32 = row.iter().map(|entry| entry.1).sum::<f32>() + beside;
            row.iter().for_each(|&(stem, count)| add(len, stem, count / whole));
            beside / whole
        };
        let mut shares = Vec::new();
        for headword in self.dictionary.prefixes(text) {
            while let Some(shorter) = learned.next_if(|word| word.0 < headword.len) {
                add_learned(shorter, 0.0);
            }
            let same = learned.next_if(|word| word.0 == headword.len);
            let is_glossed = self.dictionary.glosses(headword).next().is_some();
            let beside = if is_glossed { DICTIONARY } else { 0.0 };
            shares.push((headword, same.map_or(1.0, |same| add_learned(same, beside))));
        }
        learned.for_each(|word| {
            add_learned(word, 0.0);
        });
        for (headword, share) in shares {
            for (stem, weight) in self.dictionary.glosses(headword) {
                add(headword.len, stem, share * f32::from(weight) / 255.0);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str =
        "ipalign memory 1\n# names\n\n陈清扬\tChen Qingyang\t6\n法院\ttribunal\t3\n法院\tthe tribunals\t3\n";

    fn glosses(memory: Option<&Memory>, word: &str, english: &str) -> f32 {
        let lexicon = Lexicon::with(memory);
        let stem = lexicon.stem(&stem::stemmer().stem(english));
        let mut share = 0.0;
        lexicon
            .glosses(word, |len, id, weight| share += if len == word.len() && Some(id) == stem { weight } else { 0.0 });
        share
    }

    #[test]
    fn a_memory_adds_words_and_weighs_those_of_the_dictionary_anew() {
        let memory = Memory::read(TEXT).expect("a memory");
        let memory = Some(&memory);
        assert_eq!(Lexicon::with(memory).longest("陈清扬来了"), Some("陈清扬".len()));
        assert_eq!(Lexicon::with(None).longest("陈清扬来了"), Some("陈".len()));
        assert_eq!(glosses(memory, "陈清扬", "qingyang"), 0.5);
        assert!(glosses(memory, "法院", "tribunal") > 0.6 && glosses(memory, "法院", "court") > 0.05);
        assert!(glosses(None, "法院", "court") > glosses(memory, "法院", "court"));
        assert_eq!(glosses(memory, "银行", "bank"), glosses(None, "银行", "bank"));
        assert!(Lexicon::with(memory).is_known("陈清扬") && !Lexicon::with(None).is_known("陈清扬"));
    }

    #[test]
    fn what_is_no_line_is_said() {
        let check = |text: &str, parts: &[&str]| {
            let error = Memory::read(text).expect_err(text).to_string();
            parts.iter().for_each(|part| assert!(error.contains(part), "{error}: no {part}"));
        };
        let after = |line: &str| format!("{HEAD}\n{line}\n");
        check("", &["line 1", "ipalign learn"]);
        check("陈清扬\tChen\t1\n", &["line 1", HEAD]);
        check(&after("陈清扬 Chen 1"), &["line 2", "three fields", "tabs"]);
        check(&after("Chen\tChen\t1"), &["\"Chen\" is no Chinese word"]);
        check(&after("陈\tthe\t1"), &["\"the\""]);
        check(&after("陈\tChen\tmany"), &["\"many\" is no number"]);
        check(&after("陈\tChen\t-1"), &["\"-1\""]);
        check(&after("陈\tChen\tNaN"), &["\"NaN\""]);
    }

    #[test]
    fn lines_are_written_and_read_again() {
        let lines = [Line { zh: "陈清扬".into(), en: "qingyang".into(), count: 6.25 }];
        let memory = Memory::read(&write(&lines)).expect("it was written");
        assert_eq!((memory.len(), memory.is_empty()), (1, false));
    }
}
