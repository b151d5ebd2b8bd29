//! English phrases as a text may vary them: by inflection, article, hyphen and case.
//!
//! A text is cut into its words once ([`words`]); a phrase is found where the stems of its words follow each other,
//! articles passed over. Words in capitals alone (IP, US) are compared as they are written, with or without the s of the
//! plural. Finding a phrase costs one comparison a word of the text, for most words of a number.

use std::ops::Range;

use snowball_stemmers_rs::Stemmer;

use super::stem;

thread_local! {
    static STEMMER: Stemmer = stem::stemmer();
}

/// A word of a text, or of a phrase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// Its bytes in the text.
    pub at: Range<usize>,
    /// What it is compared by: the stem in small letters, or an abbreviation as it is written.
    pub key: String,
}

/// The words of an English text without articles and the 's of possession. Linear.
pub fn words(text: &str) -> Vec<Word> {
    let mut found = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match (c.is_alphanumeric(), start) {
            (true, None) => start = Some(at),
            (false, Some(first)) => {
                found.extend(word(text, first..at));
                start = None;
            }
            _ => {}
        }
    }
    found
}

fn word(text: &str, at: Range<usize>) -> Option<Word> {
    let written = &text[at.clone()];
    let is_possessive = matches!(written, "s" | "S") && text[..at.start].ends_with(['\'', '’']);
    let key = key(written);
    (!is_possessive && !matches!(key.as_str(), "the" | "a" | "an")).then_some(Word { at, key })
}

/// What a word is compared by.
fn key(written: &str) -> String {
    let singular = written.strip_suffix('s').unwrap_or(written);
    let is_capital = |word: &str| word.len() > 1 && word.chars().all(|c| c.is_uppercase() || c.is_ascii_digit());
    // a whole heading may be in capitals, so long words are words
    const LONGEST: usize = 6;
    if singular.len() <= LONGEST && is_capital(singular) && singular.contains(|c: char| c.is_uppercase()) {
        return singular.to_owned();
    }
    STEMMER.with(|stemmer| stemmer.stem(&written.to_lowercase()).into_owned())
}

/// Whether the words of a phrase follow each other from `at` on.
pub fn starts_at(text: &[Word], at: usize, phrase: &[Word]) -> bool {
    let rest = text.get(at..).unwrap_or_default();
    rest.len() >= phrase.len() && phrase.iter().zip(rest).all(|(wanted, word)| wanted.key == word.key)
}

/// Where a phrase stands in a text, in bytes.
pub fn find(text: &[Word], phrase: &[Word]) -> Vec<Range<usize>> {
    let Some(last) = phrase.len().checked_sub(1) else { return Vec::new() };
    let starts = (0..text.len()).filter(|&at| starts_at(text, at, phrase));
    starts.map(|at| text[at].at.start..text[at + last].at.end).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_are_found_as_texts_vary_them() {
        let check = |text: &str, phrase: &str, expected: &[&str]| {
            let found: Vec<&str> = find(&words(text), &words(phrase)).into_iter().map(|at| &text[at]).collect();
            assert_eq!(found, expected, "{text} {phrase}");
        };
        check("Intellectual-property rights", "intellectual property right", &["Intellectual-property rights"]);
        check("the holders of the patents", "holder of patent", &["holders of the patents"]);
        check("The owner's consent", "owner consent", &["owner's consent"]);
        check("Give us the IPs and IP", "IP", &["IPs", "IP"]);
        check("give us", "US", &[]);
        check("", "patent", &[]);
        check("patent", "", &[]);
        check("INTELLECTUAL PROPERTY", "intellectual property", &["INTELLECTUAL PROPERTY"]);
    }
}
