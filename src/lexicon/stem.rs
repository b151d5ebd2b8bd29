//! English words as the lexicon compares them: lower case, without their endings, function words left out.
//!
//! The stems are those of the English Snowball stemmer (Porter 2001). The table of the dictionary is made with the very
//! same functions, so that a gloss and a text meet in one stem.

use std::borrow::Cow;
use std::ops::Range;

use snowball_stemmers_rs::{Algorithm, Stemmer};

use crate::text::runs::runs;

/// The words of an English text that the lexicon knows of: runs of ASCII letters of two or more, in lower case, without
/// function words. Runs that touch a digit are no words ("her2"). Linear.
pub fn words(text: &str) -> impl Iterator<Item = Cow<'_, str>> {
    words_at(text).map(|(_, word)| word)
}

/// The same words with their bytes.
pub fn words_at(text: &str) -> impl Iterator<Item = (Range<usize>, Cow<'_, str>)> {
    runs(text, |c| c.is_ascii_alphanumeric())
        .filter(|run| run.len() > 1 && text[run.clone()].bytes().all(|byte| byte.is_ascii_alphabetic()))
        .map(|run| (run.clone(), in_small_letters(&text[run])))
        .filter(|(_, word)| !is_function_word(word))
}

fn in_small_letters(word: &str) -> Cow<'_, str> {
    match word.bytes().any(|byte| byte.is_ascii_uppercase()) {
        true => Cow::Owned(word.to_ascii_lowercase()),
        false => Cow::Borrowed(word),
    }
}

/// Whether a word stands in every sentence and tells none from another.
fn is_function_word(word: &str) -> bool {
    matches!(
        word,
        "a" | "an"
            | "and"
            | "are"
            | "as"
            | "at"
            | "be"
            | "been"
            | "being"
            | "but"
            | "by"
            | "can"
            | "could"
            | "did"
            | "do"
            | "does"
            | "for"
            | "from"
            | "had"
            | "has"
            | "have"
            | "he"
            | "her"
            | "him"
            | "his"
            | "if"
            | "in"
            | "into"
            | "is"
            | "it"
            | "its"
            | "may"
            | "me"
            | "my"
            | "no"
            | "nor"
            | "not"
            | "of"
            | "on"
            | "or"
            | "our"
            | "out"
            | "shall"
            | "she"
            | "should"
            | "so"
            | "such"
            | "than"
            | "that"
            | "the"
            | "their"
            | "them"
            | "then"
            | "there"
            | "these"
            | "they"
            | "this"
            | "those"
            | "to"
            | "up"
            | "upon"
            | "us"
            | "was"
            | "we"
            | "were"
            | "what"
            | "when"
            | "which"
            | "while"
            | "who"
            | "whom"
            | "will"
            | "with"
            | "would"
            | "you"
            | "your"
    )
}

/// The English stemmer.
pub fn stemmer() -> Stemmer {
    Stemmer::create(Algorithm::English)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_runs_of_letters_without_function_words() {
        let check = |text: &str, stems: &[&str]| {
            let stemmer = stemmer();
            let found: Vec<String> = words(text).map(|word| stemmer.stem(&word).into_owned()).collect();
            assert_eq!(found, stems, "{text}");
        };
        check("The protection of intellectual-property rights", &["protect", "intellectu", "properti", "right"]);
        check("HER2 and 5G: a report's findings", &["report", "find"]);
        check("2025年", &[]);
    }
}
