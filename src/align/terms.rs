//! The words of each sentence, numbered.
//!
//! English words are stems without function words; Chinese words are the longest headwords of the dictionary from left to
//! right, and single characters where there is none. Costs one pass over the text; every different word is looked up and
//! stemmed once.

use std::collections::HashMap;

use super::lists::Lists;
use crate::analysis::Text;
use crate::lexicon::{memory::Lexicon, stem};
use crate::text::lang::{Lang, is_han};

/// The number of a word in its text.
pub type TermId = u32;

/// The words of one text by sentence.
#[derive(Debug, Default)]
pub struct Terms {
    /// The words themselves, by number: stems for English, as written for Chinese.
    pub names: Vec<String>,
    /// How often each occurs.
    pub frequency: Vec<f32>,
    /// The words of each sentence by number; one that comes twice is there twice.
    terms: Lists<TermId>,
}

impl Terms {
    /// The words of `text`, which is read as `lang`.
    pub fn of(text: &Text, lang: Lang, lexicon: Lexicon) -> Self {
        Terms::of_sentences((0..text.segments.len()).map(|sentence| text.sentence(sentence)), lang, lexicon)
    }

    /// The words of sentences in `lang`.
    pub fn of_sentences<'s>(sentences: impl Iterator<Item = &'s str>, lang: Lang, lexicon: Lexicon) -> Self {
        let mut reader = Reader { numbers: HashMap::new(), stems: HashMap::new(), terms: Terms::default() };
        let stemmer = stem::stemmer();
        let mut found = Vec::new();
        for sentence in sentences {
            found.clear();
            match lang {
                Lang::Zh => chinese(sentence, lexicon, |word| found.push(reader.number(word))),
                Lang::En => {
                    for word in stem::words(sentence) {
                        let known = reader.stems.get(word.as_ref()).copied();
                        let id = known.unwrap_or_else(|| {
                            let id = reader.number(&stemmer.stem(&word));
                            reader.stems.insert(word.into_owned(), id);
                            id
                        });
                        found.push(id);
                    }
                }
            }
            reader.terms.push(&mut found);
        }
        reader.terms.terms.shrink_to_fit();
        reader.terms
    }

    /// How many sentences there are.
    pub fn sentences(&self) -> usize {
        self.terms.sentences()
    }

    /// The words of a sentence by number; one that comes twice is there twice.
    pub fn sentence(&self, index: usize) -> &[TermId] {
        self.terms.of(index)
    }

    /// The different words of a sentence, by number.
    pub fn distinct(&self, index: usize) -> impl Iterator<Item = TermId> {
        self.sentence(index).chunk_by(|a, b| a == b).map(|same| same[0])
    }

    /// How many words a sentence has.
    pub fn mass(&self, index: usize) -> f32 {
        self.sentence(index).len() as f32
    }

    /// How many words there are in all.
    pub fn total(&self) -> f32 {
        self.terms.all().len() as f32
    }

    fn push(&mut self, found: &mut [TermId]) {
        found.sort_unstable();
        found.iter().for_each(|&word| self.frequency[word as usize] += 1.0);
        self.terms.push(found.iter().copied());
    }
}

/// Numbers words as they come.
struct Reader {
    numbers: HashMap<String, TermId>,
    stems: HashMap<String, TermId>,
    terms: Terms,
}

impl Reader {
    fn number(&mut self, word: &str) -> TermId {
        if let Some(&number) = self.numbers.get(word) {
            return number;
        }
        let number = self.terms.names.len() as TermId;
        self.numbers.insert(word.to_owned(), number);
        self.terms.names.push(word.to_owned());
        self.terms.frequency.push(0.0);
        number
    }
}

/// The Chinese words of a sentence.
pub fn chinese<'s>(sentence: &'s str, lexicon: Lexicon, mut found: impl FnMut(&'s str)) {
    let mut rest = sentence;
    while let Some(first) = rest.chars().next() {
        let mut len = first.len_utf8();
        if is_han(first) {
            len = lexicon.longest(rest).unwrap_or(len);
            found(&rest[..len]);
        }
        rest = &rest[len..];
    }
}
