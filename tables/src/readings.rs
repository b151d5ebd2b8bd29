//! The table of how Chinese characters are read, from CC-CEDICT: the two readings of each character that stand in most
//! headwords, packed one behind the other.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use crate::syllable::{BITS, Syllable, packed};

/// Makes the table from the CC-CEDICT file `list`.
pub fn make(list: &Path) -> Result<Vec<u8>> {
    let text = fs::read_to_string(list).with_context(|| format!("{}: cannot be read", list.display()))?;
    let mut counts: BTreeMap<char, BTreeMap<Syllable, u32>> = BTreeMap::new();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        let Some((names, rest)) = line.split_once(" [") else { continue };
        let Some((pinyin, _)) = rest.split_once(']') else { continue };
        let syllables: Vec<Option<Syllable>> = pinyin.split(' ').map(syllable).collect();
        for name in names.split(' ').filter(|name| name.chars().count() == syllables.len()) {
            for (character, syllable) in name.chars().zip(&syllables) {
                if let Some(syllable) = syllable {
                    *counts.entry(character).or_default().entry(*syllable).or_default() += 1;
                }
            }
        }
    }
    let mut map = fst::MapBuilder::memory();
    for (character, counts) in counts.into_iter().filter(|(character, _)| !character.is_ascii()) {
        let mut readings: Vec<(Syllable, u32)> = counts.into_iter().collect();
        readings.sort_by_key(|&(syllable, count)| (std::cmp::Reverse(count), syllable));
        let value = readings.iter().take(2).rev().fold(0, |value, (syllable, _)| value << BITS | u64::from(*syllable));
        map.insert(character.encode_utf8(&mut [0; 4]), value)?;
    }
    Ok(map.into_inner()?)
}

/// A syllable as CC-CEDICT writes it: `Lu:4`.
fn syllable(written: &str) -> Option<Syllable> {
    packed(&written.trim_end_matches(|c: char| c.is_ascii_digit()).replace(':', "").to_ascii_lowercase())
}
