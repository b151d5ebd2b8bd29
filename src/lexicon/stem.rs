//! English words as the lexicon compares them: lower case, without their endings, function words left out.
//!
//! The stems are those of the English Snowball stemmer (Porter 2001). The table of the dictionary is made with the very
//! same functions, so that a gloss and a text meet in one stem.

use snowball_stemmers_rs::{Algorithm, Stemmer};

/// Words that stand in every sentence and tell none from another, in order.
const FUNCTION_WORDS: [&str; 76] = [
    "a", "an", "and", "are", "as", "at", "be", "been", "being", "but", "by", "can", "could", "did", "do", "does",
    "for", "from", "had", "has", "have", "he", "her", "him", "his", "if", "in", "into", "is", "it", "its", "may",
    "me", "my", "no", "nor", "not", "of", "on", "or", "our", "out", "shall", "she", "should", "so", "such", "than",
    "that", "the", "their", "them", "then", "there", "these", "they", "this", "those", "to", "up", "upon", "us",
    "was", "we", "were", "what", "when", "which", "while", "who", "whom", "will", "with", "would", "you", "your",
];

/// The words of an English text that the lexicon knows of: runs of ASCII letters of two or more, in lower case, without
/// function words. Runs that touch a digit are no words ("her2"). Linear.
pub fn words(text: &str) -> impl Iterator<Item = String> {
    text.split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|run| run.len() > 1 && run.bytes().all(|byte| byte.is_ascii_alphabetic()))
        .map(str::to_ascii_lowercase)
        .filter(|word| FUNCTION_WORDS.binary_search(&word.as_str()).is_err())
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
        assert!(FUNCTION_WORDS.is_sorted());
    }
}
