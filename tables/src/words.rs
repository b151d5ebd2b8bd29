//! `words.fst`: English words with their probabilities.
//!
//! From wordfreq's large English list (words by frequency, in hundredths of a power of ten) and symspellpy's dictionary
//! (82,765 spelled words with counts). A word's value is `2 · cost + spelled`: its cost is `-ln P` in eighths of a nat,
//! and `spelled` is 1 for an ordinary lower-case word, 0 for a name, an abbreviation or a foreign word.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{File, read_to_string};
use std::io::BufReader;
use std::path::Path;

use anyhow::{Context, Result, bail};
use flate2::read::GzDecoder;
use rmpv::Value;

/// Natural log of the probability, for each word. Ordered, so that the table comes out the same each time.
type Words = BTreeMap<String, f64>;

/// Steps of the stored cost in a nat.
const STEPS: f64 = 8.0;

/// What a word costs that only the spelling list knows: somewhat more than the rarest word of the frequency list.
const RARE: f64 = -19.0;

/// How much likelier than a word outside the spelling list its two halves may be before it is taken for two words
/// that were written without a space ("ofthe"): in nats, in favour of the word.
const GLUED: f64 = 4.0;

/// The rarest word outside the spelling list that is kept, by its length: the short ones among the rare are slips,
/// fragments and foreign words, the long ones are terms.
fn rarest(word: &str) -> f64 {
    let power = match word.len() {
        0..=5 => 7.0,
        6..=9 => 7.5,
        _ => 8.0,
    };
    -power * std::f64::consts::LN_10
}

/// The words of one and two letters; the lists hold initials, abbreviations and fragments among them.
const SHORT: &str = "a i ah am an as at be by do ex go ha he hi ho if in is it me my no of oh on or ox so to up us we";

/// The verbs that "'t" negates.
const NEGATED: &str = "ain aren can couldn didn doesn don hadn hasn haven isn mightn mustn needn shan shouldn wasn weren \
                       won wouldn";

/// The table as bytes of an `fst` map.
pub fn make(packages: &Path) -> Result<Vec<u8>> {
    let mut words = frequencies(&packages.join("wordfreq/data/large_en.msgpack.gz"))?;
    let mut spelled = spelling(&packages.join("symspellpy/frequency_dictionary_en_82_765.txt"))?;
    spelled.retain(|word| word.len() > 2);
    spelled.extend(SHORT.split(' ').map(str::to_owned));
    for word in &spelled {
        words.entry(word.clone()).or_insert(RARE);
    }
    let glued: Vec<String> =
        words.iter().filter(|(word, p)| is_glued(word, **p, &words, &spelled)).map(|(word, _)| word.clone()).collect();
    for word in glued {
        words.remove(&word);
    }
    words.retain(|word, p| *p >= rarest(word) - 0.01 || spelled.contains(word));
    let mut table = fst::MapBuilder::memory();
    for (word, p) in &words {
        let cost = (-p * STEPS).round().max(0.0) as u64;
        table.insert(word, 2 * cost + u64::from(spelled.contains(word) || word.contains('\'')))?;
    }
    Ok(table.into_inner()?)
}

/// wordfreq's "cB" format: an array of a header and then, for each hundredth of a power of ten below 1, an array of the
/// words of that frequency.
fn frequencies(path: &Path) -> Result<Words> {
    let file = File::open(path).with_context(|| format!("opening {}", path.display()))?;
    let value = rmpv::decode::read_value(&mut BufReader::new(GzDecoder::new(file)))?;
    let Value::Array(bins) = value else { bail!("{}: not an array", path.display()) };
    let mut words = Words::new();
    for (index, bin) in bins.iter().enumerate().skip(1) {
        let Value::Array(bin) = bin else { bail!("{}: bin {index} is not an array", path.display()) };
        let p = -(index as f64 - 1.0) / 100.0 * std::f64::consts::LN_10;
        words
            .extend(bin.iter().filter_map(Value::as_str).filter(|word| is_word(word)).map(|word| (word.to_owned(), p)));
    }
    Ok(words)
}

/// Letters only, and no lone ones but "a" and "i"; of words with an apostrophe only those that are more than a word and
/// a clitic ("don't", whose "don" is none).
fn is_word(word: &str) -> bool {
    let letters = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase());
    match word.split_once('\'') {
        Some((stem, "t")) => NEGATED.split(' ').any(|verb| verb == stem),
        Some(("o", "clock")) => true,
        Some(_) => false,
        None => letters(word) && (word.len() > 1 || matches!(word, "a" | "i")),
    }
}

fn spelling(path: &Path) -> Result<BTreeSet<String>> {
    let text = read_to_string(path).with_context(|| format!("reading {}", path.display()))?;
    let first = |line: &str| line.trim_start_matches('\u{feff}').split(' ').next().map(str::to_owned);
    Ok(text.lines().filter_map(first).filter(|word| is_word(word)).collect())
}

/// Whether a word outside the spelling list is likelier to be two spelled words in a row.
fn is_glued(word: &str, p: f64, words: &Words, spelled: &BTreeSet<String>) -> bool {
    let part = |part: &str| if spelled.contains(part) { words.get(part) } else { None };
    !spelled.contains(word)
        && !word.contains('\'')
        && (1..word.len()).any(|at| {
            let (a, b) = word.split_at(at);
            matches!((part(a), part(b)), (Some(a), Some(b)) if a + b > p - GLUED)
        })
}
