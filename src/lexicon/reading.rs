//! How Chinese characters are read.
//!
//! A finite-state map from each character, simplified or traditional, to its one or two most frequent readings, from
//! CC-CEDICT; made by the workspace member `tables`, embedded and read in place.

use std::sync::LazyLock;

use fst::{Map, Streamer};

use super::syllable::{BITS, Syllable};
use crate::text::lang::{COMMON, common};

static READINGS: LazyLock<Map<&'static [u8]>> = LazyLock::new(|| {
    let bytes: &'static [u8] = include_bytes!("../../data/readings.fst");
    Map::new(bytes).expect("the embedded table is sound, which a test proves")
});

/// The readings of the common block, read out of the map once for all, in a millisecond.
static OF_COMMON: LazyLock<Vec<[Syllable; 2]>> = LazyLock::new(|| {
    let mut of_common = vec![[0, 0]; COMMON.count()];
    let mut entries = READINGS.stream();
    while let Some((key, value)) = entries.next() {
        let character = std::str::from_utf8(key).ok().and_then(|key| key.chars().next());
        if let Some(at) = character.and_then(common) {
            of_common[at] = readings(value);
        }
    }
    of_common
});

/// The readings of a character, the most frequent first; 0 where there is none.
pub fn of(character: char) -> [Syllable; 2] {
    match common(character) {
        Some(at) => OF_COMMON[at],
        None => READINGS.get(character.encode_utf8(&mut [0; 4])).map_or([0, 0], readings),
    }
}

/// The small letters of a syllable.
pub fn letters(syllable: Syllable) -> impl Iterator<Item = char> {
    let letters = (0..BITS / 5).rev().map(move |at| (syllable >> (5 * at) & 31) as u8).filter(|&letter| letter > 0);
    letters.map(|letter| char::from(letter + b'a' - 1))
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

    #[test]
    fn a_syllable_is_spelled_as_it_was() {
        for spelled in ["a", "lu", "zhuang"] {
            assert_eq!(letters(packed(spelled).expect("a syllable")).collect::<String>(), spelled);
        }
    }
}
