//! The table of Chinese words with their English, from CC-CEDICT.
//!
//! Three files: `dictionary.headwords` maps every simplified and traditional headword to the place of its glosses,
//! `dictionary.stems` maps every English stem to its number (both finite-state maps), and `dictionary.glosses` holds the
//! glosses packed: the count, then for each stem the distance from the number before it (both LEB128) and its weight as
//! a byte. The weights of a headword come to about 255.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use crate::stem;

/// The most stems that a headword keeps.
const STEMS: usize = 24;
/// What each sense weighs against the one before it: the first senses are the frequent ones.
const FADE: f64 = 0.93;
/// Words by which lexicographers speak of words.
const REMARKS: [&str; 40] = [
    "abbr",
    "abbreviation",
    "adjective",
    "also",
    "archaic",
    "called",
    "classifier",
    "cf",
    "dialect",
    "dialectal",
    "erhua",
    "erroneous",
    "esp",
    "etc",
    "fig",
    "form",
    "idiom",
    "in",
    "japanese",
    "lit",
    "literary",
    "loanword",
    "of",
    "old",
    "one",
    "oneself",
    "or",
    "pr",
    "same",
    "sb",
    "see",
    "sth",
    "surname",
    "taiwan",
    "tw",
    "used",
    "usu",
    "variant",
    "written",
    "idem",
];

/// English stems with their weights.
type Stems = BTreeMap<String, f64>;

/// One headword: senses in English, and other headwords that it only points to.
#[derive(Default)]
struct Entry {
    senses: Vec<Vec<String>>,
    references: Vec<String>,
}

/// Makes the table from the CC-CEDICT file `list` and writes its files into `directory`.
pub fn make(list: &Path, directory: &Path) -> Result<()> {
    let text = fs::read_to_string(list).with_context(|| format!("{}: cannot be read", list.display()))?;
    let entries = read(&text);
    let rarity = rarity(&entries);
    let mut glosses: BTreeMap<&str, Stems> = BTreeMap::new();
    for (headword, entry) in &entries {
        let referred = entry.references.iter().filter_map(|other| entries.get(other)).flat_map(|other| &other.senses);
        let senses: Vec<_> = if entry.senses.is_empty() { referred.collect() } else { entry.senses.iter().collect() };
        glosses.insert(headword, weigh(&senses, &rarity));
    }
    write(&glosses, directory)
}

/// The entries by headword, simplified and traditional; those of one headword are joined.
fn read(text: &str) -> BTreeMap<String, Entry> {
    let mut entries: BTreeMap<String, Entry> = BTreeMap::new();
    let stemmer = stem::stemmer();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        let (Some((names, _)), Some((_, glosses))) = (line.split_once(" ["), line.split_once('/')) else { continue };
        let mut read = Entry::default();
        for gloss in glosses.trim_end().trim_end_matches('/').split('/').flat_map(|sense| sense.split(';')) {
            let plain = plain(gloss);
            let words: Vec<_> = stem::words(&plain).filter(|word| !REMARKS.contains(&word.as_ref())).collect();
            if words.is_empty() {
                read.references.extend(references(gloss));
            } else if !gloss.starts_with("CL:") && !gloss.starts_with("also pr.") && !gloss.starts_with("Taiwan pr.") {
                read.senses.push(words.iter().map(|word| stemmer.stem(word).into_owned()).collect());
            }
        }
        for name in names.split(' ').collect::<BTreeSet<_>>() {
            let entry = entries.entry(name.to_owned()).or_default();
            entry.senses.extend(read.senses.iter().cloned());
            entry.references.extend(read.references.iter().cloned());
        }
    }
    entries
}

/// A gloss without pinyin, and without what is in parentheses where something is left.
fn plain(gloss: &str) -> String {
    let gloss = without('[', ']', gloss);
    let outside = without('(', ')', &gloss);
    if outside.chars().any(|c| c.is_ascii_alphabetic()) { outside } else { gloss }
}

/// A text without what stands between two brackets.
fn without(open: char, close: char, text: &str) -> String {
    let mut depth = 0usize;
    let mut kept = String::new();
    for c in text.chars() {
        depth += usize::from(c == open);
        if depth == 0 {
            kept.push(c);
        }
        depth -= usize::from(c == close && depth > 0);
    }
    kept
}

/// The headwords that a gloss such as `variant of 裏|里[li3]` names.
fn references(gloss: &str) -> impl Iterator<Item = String> {
    let named = |c: char| !c.is_ascii() && c.is_alphanumeric();
    gloss.split(move |c: char| !named(c)).filter(|run| !run.is_empty()).map(str::to_owned)
}

/// How rare each stem is among the senses, in nats.
fn rarity(entries: &BTreeMap<String, Entry>) -> BTreeMap<String, f64> {
    let mut counts: BTreeMap<&str, f64> = BTreeMap::new();
    let mut senses = 1.0;
    for sense in entries.values().flat_map(|entry| &entry.senses) {
        senses += 1.0;
        for stem in sense.iter().collect::<BTreeSet<_>>() {
            *counts.entry(stem).or_default() += 1.0;
        }
    }
    counts.into_iter().map(|(stem, count)| (stem.to_owned(), f64::ln(senses / count))).collect()
}

/// The stems of a headword: each sense has its share, which its stems divide by their rarity.
fn weigh(senses: &[&Vec<String>], rarity: &BTreeMap<String, f64>) -> Stems {
    let mut stems = Stems::new();
    let mut share = 1.0;
    for sense in senses {
        let whole: f64 = sense.iter().map(|stem| rarity[stem]).sum();
        for stem in *sense {
            *stems.entry(stem.clone()).or_default() += share * rarity[stem] / whole;
        }
        share *= FADE;
    }
    let mut ranked: Vec<(String, f64)> = stems.into_iter().collect();
    ranked.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    ranked.truncate(STEMS);
    ranked.into_iter().collect()
}

/// Packs and writes the three files.
fn write(glosses: &BTreeMap<&str, Stems>, directory: &Path) -> Result<()> {
    let stems: BTreeSet<&str> = glosses.values().flat_map(|stems| stems.keys().map(String::as_str)).collect();
    let number: BTreeMap<&str, u64> = stems.iter().zip(0..).map(|(&stem, number)| (stem, number)).collect();
    let mut packed = Vec::new();
    let mut places: BTreeMap<Vec<u8>, u64> = BTreeMap::new();
    let mut headwords = Vec::new();
    for (&headword, stems) in glosses {
        let entry = pack(stems, &number);
        let place = *places.entry(entry).or_insert_with_key(|entry| {
            packed.extend_from_slice(entry);
            (packed.len() - entry.len()) as u64
        });
        headwords.push((headword, place));
    }
    let headwords = fst::Map::from_iter(headwords)?;
    let stems = fst::Map::from_iter(number)?;
    fs::write(directory.join("dictionary.headwords"), headwords.as_fst().as_bytes())?;
    fs::write(directory.join("dictionary.stems"), stems.as_fst().as_bytes())?;
    fs::write(directory.join("dictionary.glosses"), packed)?;
    Ok(())
}

/// One entry as bytes.
fn pack(stems: &Stems, number: &BTreeMap<&str, u64>) -> Vec<u8> {
    let whole: f64 = stems.values().sum();
    let mut bytes = Vec::new();
    leb128(stems.len() as u64, &mut bytes);
    let mut before = 0;
    for (stem, weight) in stems {
        leb128(number[stem.as_str()] - before, &mut bytes);
        bytes.push((weight / whole * 255.0).round().clamp(1.0, 255.0) as u8);
        before = number[stem.as_str()];
    }
    bytes
}

fn leb128(mut value: u64, bytes: &mut Vec<u8>) {
    while value >= 0x80 {
        bytes.push(value as u8 | 0x80);
        value >>= 7;
    }
    bytes.push(value as u8);
}
