//! What a project's own texts tell of its words: names, acronyms, and how often each word is used.

use std::collections::{BTreeMap, BTreeSet};

use fst::{Map, MapBuilder};

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
    pub folded: Map<Vec<u8>>,
    /// As written; holds what has capitals inside.
    pub exact: Map<Vec<u8>>,
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
            folded: table(self.words.iter().map(|(word, &count)| (word.as_str(), entry(word, count)))),
            exact: table(exact.into_iter().map(|word| (word, acronym))),
        }
    }
}

/// A table of these words, which are in order and differ.
fn table<'w>(entries: impl Iterator<Item = (&'w str, Entry)>) -> Map<Vec<u8>> {
    let mut builder = MapBuilder::memory();
    for (word, entry) in entries {
        builder
            .insert(word, entry.to_value())
            .expect("keys of an ordered map ascend, and memory takes what is written");
    }
    builder.into_map()
}
