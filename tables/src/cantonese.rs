//! The table of how Chinese characters are read in Cantonese, from the Unihan database (`kCantonese`): of the characters of
//! the International Ideographs Core and their simplified forms, a line for each syllable, which stands before its characters.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

/// Makes the table from the folder of the files `Unihan_*.txt`.
pub fn make(folder: &Path) -> Result<String> {
    let mut core: BTreeSet<String> = fields(folder, "Unihan_IRGSources.txt", "kIICore")?.into_keys().collect();
    let simplified = fields(folder, "Unihan_Variants.txt", "kSimplifiedVariant")?;
    let of_core = simplified.into_iter().filter(|(code, _)| core.contains(code)).map(|(_, codes)| codes);
    let forms: Vec<String> =
        of_core.flat_map(|codes| codes.split(' ').map(str::to_owned).collect::<Vec<_>>()).collect();
    core.extend(forms);
    let mut syllables: BTreeMap<String, BTreeSet<char>> = BTreeMap::new();
    for (code, reading) in fields(folder, "Unihan_Readings.txt", "kCantonese")? {
        let character = u32::from_str_radix(code.trim_start_matches("U+"), 16).ok().and_then(char::from_u32);
        let Some(character) = character.filter(|_| core.contains(&code)) else { continue };
        for syllable in reading.split(' ') {
            let toneless = syllable.trim_end_matches(|c: char| c.is_ascii_digit());
            syllables.entry(toneless.to_owned()).or_default().insert(character);
        }
    }
    let line = |(syllable, characters): (String, BTreeSet<char>)| {
        format!("{syllable} {}\n", characters.into_iter().collect::<String>())
    };
    Ok(syllables.into_iter().map(line).collect())
}

/// One field of a file, by code point.
fn fields(folder: &Path, file: &str, field: &str) -> Result<BTreeMap<String, String>> {
    let path = folder.join(file);
    let text = fs::read_to_string(&path).with_context(|| format!("{}: cannot be read", path.display()))?;
    let parts = |line: &str| {
        let mut parts = line.split('\t');
        let (code, name, value) = (parts.next()?, parts.next()?, parts.next()?);
        (name == field).then(|| (code.to_owned(), value.to_owned()))
    };
    Ok(text.lines().filter_map(parts).collect())
}
