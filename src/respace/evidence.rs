//! What a project's own texts tell of its words: names, acronyms, and how often each word is used.

use std::collections::{BTreeMap, BTreeSet};

use crate::lexicon::words::{self, Cost, Entry, STEPS};

/// The longest word that is looked for; a bound on the work for each letter.
pub const LONGEST: usize = 28;

/// What an acronym costs that the text explains or sets apart.
const ACRONYM: Cost = 5 * STEPS;

/// The share of a word's probability that comes from the project's own texts.
const OWN: f64 = 0.2;

/// Words that have capitals inside in any text.
const MIXED: [&str; 19] = [
    "GHz",
    "GWh",
    "GitHub",
    "JavaScript",
    "LinkedIn",
    "MHz",
    "MWh",
    "McDonald",
    "PayPal",
    "PhD",
    "TikTok",
    "WeChat",
    "YouTube",
    "eBay",
    "iPad",
    "iPhone",
    "kHz",
    "kV",
    "kWh",
];

/// Words counted in texts of which the spaces are known.
#[derive(Clone, Debug, Default)]
pub struct Counts {
    /// In small letters, with how often it stands and whether it was seen in small letters.
    words: BTreeMap<String, (u32, bool)>,
    /// Words with capitals of their own, as written: acronyms, "WeChat".
    exact: BTreeSet<String>,
    total: u32,
}

/// Words of the project with what they cost, to walk like the table of the language.
#[derive(Debug)]
pub struct Evidence {
    /// In small letters.
    pub folded: Words,
    /// As written; holds what has capitals inside.
    pub exact: Words,
}

/// Words in order. One text has few of them, so a sorted list serves: it is made at once, where a finite-state map takes
/// a megabyte of working memory to build, which a text of one sentence does not repay.
#[derive(Debug)]
pub struct Words {
    words: Vec<(String, Entry)>,
    /// For each byte, how many words begin with a lower one.
    starts: [u32; 257],
}

/// A walk through [`Words`], a letter at a time: the words that begin with the letters so far.
#[derive(Clone, Copy, Debug)]
pub struct Walk<'w> {
    words: &'w [(String, Entry)],
    letters: usize,
}

impl Words {
    /// These words, which are in order and differ.
    fn new(words: Vec<(String, Entry)>) -> Self {
        let mut starts = [0; 257];
        for first in words.iter().filter_map(|(word, _)| word.bytes().next()) {
            starts[usize::from(first) + 1] += 1;
        }
        for byte in 0..256 {
            starts[byte + 1] += starts[byte];
        }
        Words { words, starts }
    }

    /// A walk whose first letter is `letter`; `None` where no word begins so.
    pub fn walk(&self, letter: u8) -> Option<Walk<'_>> {
        let [start, end] = [0, 1].map(|next| self.starts[usize::from(letter) + next] as usize);
        (start < end).then(|| Walk { words: &self.words[start..end], letters: 1 })
    }
}

impl Walk<'_> {
    /// Takes the next letter; `None` when no word begins with the letters so far. Logarithmic in the words that are left.
    pub fn step(self, letter: u8) -> Option<Self> {
        let next = |(word, _): &(String, Entry)| word.as_bytes().get(self.letters).copied();
        let start = self.words.partition_point(|word| next(word) < Some(letter));
        let rest = &self.words[start..];
        let words = &rest[..rest.partition_point(|word| next(word) == Some(letter))];
        (!words.is_empty()).then_some(Walk { words, letters: self.letters + 1 })
    }

    /// The word that the letters so far make up.
    pub fn entry(self) -> Option<Entry> {
        // of the words that begin with these letters, the one that ends here is the first
        self.words.first().filter(|(word, _)| word.len() == self.letters).map(|(_, entry)| *entry)
    }
}

impl Counts {
    /// Counts the words of a well-spaced text.
    pub fn add_text(&mut self, text: &str) {
        for line in text.lines() {
            let shouted = !line.bytes().any(|b| b.is_ascii_lowercase());
            for word in line.split(|c: char| !c.is_ascii_alphabetic()) {
                self.add_word(word, shouted);
            }
        }
    }

    /// Counts one word as it was written.
    pub fn add_word(&mut self, word: &str, shouted: bool) {
        if word.len() < 2 || word.len() > LONGEST {
            return;
        }
        self.total += 1;
        if !shouted && word.bytes().skip(1).any(|b| b.is_ascii_uppercase()) {
            self.add_exact(word);
            return;
        }
        let small = !word.as_bytes()[0].is_ascii_uppercase();
        let count = self.words.entry(word.to_ascii_lowercase()).or_default();
        count.0 += 1;
        count.1 |= small;
    }

    /// Gathers the acronyms of a text whose spaces may be lost: capitals between brackets or other things that are no
    /// letters, with a plural s or without.
    pub fn add_acronyms(&mut self, line: &str) {
        if !line.bytes().any(|b| b.is_ascii_lowercase()) {
            return;
        }
        for word in line.split(|c: char| !c.is_alphabetic()) {
            let stem = word.strip_suffix('s').unwrap_or(word);
            if (2..=8).contains(&stem.len()) && stem.bytes().all(|b| b.is_ascii_uppercase()) {
                self.add_exact(word);
            }
        }
    }

    fn add_exact(&mut self, word: &str) {
        let stem = word.strip_suffix('s').filter(|stem| stem.bytes().all(|b| b.is_ascii_uppercase()));
        self.exact.insert(stem.unwrap_or(word).to_owned());
    }

    /// The evidence that the counts come to.
    pub fn evidence(&self) -> Evidence {
        let entry = |word: &str, (count, small): (u32, bool)| {
            let known = words::get(word);
            let own = OWN * f64::from(count) / f64::from(self.total);
            let general = known.map_or(0.0, |entry| (1.0 - OWN) * (-f64::from(entry.cost) / f64::from(STEPS)).exp());
            let cost = (-(own + general).ln() * f64::from(STEPS)).round() as Cost;
            Entry { cost, spelled: small || known.is_some_and(|entry| entry.spelled) }
        };
        let exact: BTreeSet<&str> = self.exact.iter().map(String::as_str).chain(MIXED).collect();
        let acronym = Entry { cost: ACRONYM, spelled: false };
        Evidence {
            folded: Words::new(self.words.iter().map(|(word, &count)| (word.clone(), entry(word, count))).collect()),
            exact: Words::new(exact.into_iter().map(|word| (word.to_owned(), acronym)).collect()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_walk_finds_every_word_on_its_way() {
        let entry = |cost| Entry { cost, spelled: true };
        let words = ["IP", "in", "int", "into", "is", "w"];
        let words = Words::new(words.iter().zip(1..).map(|(word, cost)| ((*word).to_owned(), entry(cost))).collect());
        let check = |text: &str, expected: &[(usize, Cost)]| {
            let mut found = Vec::new();
            let mut walk = text.bytes().next().and_then(|first| words.walk(first));
            for (len, next) in (1..).zip(text.bytes().map(Some).skip(1).chain([None])) {
                found.extend(walk.and_then(Walk::entry).map(|entry| (len, entry.cost)));
                walk = walk.zip(next).and_then(|(walk, next)| walk.step(next));
            }
            assert_eq!(found, expected, "{text}");
        };
        check("into", &[(2, 2), (3, 3), (4, 4)]);
        check("inks", &[(2, 2)]);
        check("IPs", &[(2, 1)]);
        check("w", &[(1, 6)]);
        check("wi", &[(1, 6)]);
        check("z", &[]);
        check("", &[]);
    }
}
