//! Lists of patterns, of which the first that fits has a place.
//!
//! As one pattern of alternatives with a group each, but that no groups are sought: which list fits is what the automaton
//! ends in. Where a text has no letters but those of ASCII, ends of words are told by these alone, as the automaton for
//! Unicode cannot tell them and something much slower would stand in.

use std::ops::Range;
use std::sync::LazyLock;

use regex_automata::meta::Regex;

/// Patterns in the order in which they are tried.
pub struct Patterns {
    /// For texts whose letters are of ASCII.
    ascii: Regex,
    /// For all others, where that makes a difference.
    unicode: Option<LazyLock<Regex, Box<dyn FnOnce() -> Regex + Send>>>,
}

impl Patterns {
    /// These patterns; they are our own, and one that is not sound is a fault of the program.
    pub fn of(patterns: &[impl AsRef<str>]) -> Self {
        let patterns: Vec<String> = patterns.iter().map(|pattern| pattern.as_ref().to_owned()).collect();
        let plain = |pattern: &String| pattern.replace(r"\b", r"(?-u:\b)").replace(r"\w", r"(?-u:\w)");
        let ascii: Vec<String> = patterns.iter().map(plain).collect();
        let differs = ascii != patterns;
        let unicode = move || -> Box<dyn FnOnce() -> Regex + Send> { Box::new(move || compiled(&patterns)) };
        Patterns { ascii: compiled(&ascii), unicode: differs.then(|| LazyLock::new(unicode())) }
    }

    /// A single pattern.
    pub fn one(pattern: &str) -> Self {
        Patterns::of(&[pattern])
    }

    /// What fits in a text, from left to right: the number of the pattern and the bytes. Linear.
    pub fn find_iter<'t>(&'t self, text: &'t str) -> impl Iterator<Item = (usize, Range<usize>)> + 't {
        self.regex(text).find_iter(text).map(|found| (found.pattern().as_usize(), found.range()))
    }

    /// Whether one of them fits anywhere in a text.
    pub fn is_match(&self, text: &str) -> bool {
        self.regex(text).is_match(text)
    }

    fn regex(&self, text: &str) -> &Regex {
        self.unicode.as_ref().filter(|_| !has_plain_letters(text)).map_or(&self.ascii, |regex| regex)
    }
}

fn compiled(patterns: &[String]) -> Regex {
    // long lists have no few letters to look for first
    let config = Regex::config().auto_prefilter(patterns.len() == 1);
    Regex::builder().configure(config).build_many(patterns).expect("the patterns are sound")
}

/// Whether a text is of ASCII, but for dashes, quotation marks and the like.
fn has_plain_letters(text: &str) -> bool {
    let is_mark = |c: char| matches!(c, '\u{2010}'..='\u{2027}' | '£' | '€' | '°');
    text.is_ascii() || text.chars().all(|c| c.is_ascii() || is_mark(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_pattern_that_fits_has_the_place() {
        let patterns = Patterns::of(&["ab+", "a", r"\bc\b"]);
        let check = |text: &str, expected: &[(usize, &str)]| {
            let found: Vec<(usize, &str)> = patterns.find_iter(text).map(|(number, at)| (number, &text[at])).collect();
            assert_eq!(found, expected, "{text}");
        };
        check("abb a c", &[(0, "abb"), (1, "a"), (2, "c")]);
        check("‘c’ – cc", &[(2, "c")]);
        check("éc 了c c", &[(2, "c")]);
        check("", &[]);
    }
}
