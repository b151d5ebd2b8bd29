//! What a figure counts: by the noun behind it, or by its counter.

use super::subject::{self, Word};
use crate::lexicon::counters;
use crate::quantity::value::Unit;
use crate::text::lang::Lang;

/// What a figure counts.
#[derive(Clone, Debug, Default)]
pub struct Counted {
    /// Stems of English nouns that it may be: the noun behind the figure, or what its counter comes out as.
    nouns: Vec<String>,
    /// The counter of a Chinese figure.
    counter: Option<String>,
}

impl Counted {
    /// Of a figure with a unit and the words behind it.
    pub fn of(behind: &str, unit: Option<&Unit>, lang: Lang) -> Self {
        let counter = unit.filter(|unit| !unit.ucum).map(|unit| unit.code.to_string());
        match lang {
            Lang::Zh => Counted {
                nouns: counter.as_deref().map(|counter| counters::stems(counter).to_vec()).unwrap_or_default(),
                counter,
            },
            Lang::En => Counted { nouns: heads(behind), counter: None },
        }
    }

    /// Whether both count the same sort of thing; not where it cannot be told. `words` are those of the clauses.
    pub fn agrees(&self, other: &Counted, words: [&[Word]; 2]) -> bool {
        if let (Some(a), Some(b)) = (&self.counter, &other.counter) {
            return a == b;
        }
        let named =
            |nouns: &[String], words: &[Word]| nouns.iter().any(|noun| words.iter().any(|word| word.key == *noun));
        match (self.nouns.is_empty(), other.nouns.is_empty()) {
            (false, false) => self.nouns.iter().any(|noun| other.nouns.contains(noun)),
            (false, true) => named(&self.nouns, words[1]),
            (true, false) => named(&other.nouns, words[0]),
            (true, true) => true,
        }
    }
}

/// The last two words of the noun behind an English figure: what stands before a verb or a preposition.
fn heads(behind: &str) -> Vec<String> {
    const ENDING: [&str; 33] = [
        "was",
        "were",
        "is",
        "are",
        "been",
        "be",
        "have",
        "has",
        "had",
        "in",
        "of",
        "for",
        "with",
        "by",
        "on",
        "at",
        "to",
        "from",
        "that",
        "which",
        "who",
        "as",
        "under",
        "across",
        "into",
        "through",
        "throughout",
        "during",
        "involving",
        "among",
        "between",
        "per",
        "than",
    ];
    let phrase: Vec<&str> = behind.split_whitespace().take_while(|word| !ENDING.contains(word)).collect();
    let words = phrase[phrase.len().saturating_sub(2)..].join(" ");
    subject::words(&words, Lang::En).into_iter().map(|word| word.key).collect()
}
