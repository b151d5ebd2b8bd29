//! How Chinese characters are read.
//!
//! A finite-state map from each character, simplified or traditional, to its one or two most frequent readings, from
//! CC-CEDICT; made by the workspace member `tables`, embedded and read in place.

use std::sync::LazyLock;

use fst::Map;

use super::syllable::{BITS, Syllable};

static READINGS: LazyLock<Map<&'static [u8]>> = LazyLock::new(|| {
    let bytes: &'static [u8] = include_bytes!("../../data/readings.fst");
    Map::new(bytes).expect("the embedded table is sound, which a test proves")
});

/// The readings of a character, the most frequent first; 0 where there is none.
pub fn of(character: char) -> [Syllable; 2] {
    let value = READINGS.get(character.encode_utf8(&mut [0; 4])).unwrap_or(0);
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
