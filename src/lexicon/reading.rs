//! How Chinese characters are read.
//!
//! A finite-state map from each character, simplified or traditional, to its one or two most frequent readings, from
//! CC-CEDICT; made by the workspace member `tables`, embedded and read in place.

use std::sync::LazyLock;

use fst::{Map, Streamer};

use super::syllable::{BITS, Syllable};

static READINGS: LazyLock<Map<&'static [u8]>> = LazyLock::new(|| {
    let bytes: &'static [u8] = include_bytes!("../../data/readings.fst");
    Map::new(bytes).expect("the embedded table is sound, which a test proves")
});

/// The first character of the common block, and the one behind its last.
const FIRST: char = '\u{4e00}';
const LAST: char = '\u{a000}';

/// The readings of the common block, read out of the map once for all, in a millisecond.
static COMMON: LazyLock<Vec<[Syllable; 2]>> = LazyLock::new(|| {
    let mut common = vec![[0, 0]; LAST as usize - FIRST as usize];
    let mut entries = READINGS.stream();
    while let Some((key, value)) = entries.next() {
        let character = std::str::from_utf8(key).ok().and_then(|key| key.chars().next());
        if let Some(character) = character.filter(|character| (FIRST..LAST).contains(character)) {
            common[character as usize - FIRST as usize] = readings(value);
        }
    }
    common
});

/// The readings of a character, the most frequent first; 0 where there is none.
pub fn of(character: char) -> [Syllable; 2] {
    match (FIRST..LAST).contains(&character) {
        true => COMMON[character as usize - FIRST as usize],
        false => READINGS.get(character.encode_utf8(&mut [0; 4])).map_or([0, 0], readings),
    }
}

/// What a value of the map holds.
fn readings(value: u64) -> [Syllable; 2] {
    let low = |value: u64| (value & ((1 << BITS) - 1)) as Syllable;
    [low(value), low(value >> BITS)]
}

#[cfg(test)]
mod tests {
    use super::super::syllable::packed;
    use super::*;

    #[test]
    fn characters_of_both_scripts_have_their_readings() {
        let check = |character: char, reading: &str| {
            assert!(of(character).contains(&packed(reading).expect("a syllable")), "{character} {reading}");
        };
        for (character, reading) in [('深', "shen"), ('圳', "zhen"), ('陈', "chen"), ('陳', "chen"), ('重', "chong")]
        {
            check(character, reading);
        }
        for (character, reading) in [('重', "zhong"), ('吕', "lu"), ('了', "le"), ('阳', "yang")] {
            check(character, reading);
        }
        assert_eq!(of('a'), [0, 0]);
    }
}
