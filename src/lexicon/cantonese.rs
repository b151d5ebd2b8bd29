//! Which Chinese characters are read so in Cantonese.
//!
//! A list from each syllable of Jyutping, without its tone, to the characters that are read so, simplified and traditional,
//! from the Unihan database; made by the workspace member `tables`, embedded and cut into lines when it is first asked.

use std::sync::LazyLock;

static LINES: LazyLock<Vec<(&str, &str)>> = LazyLock::new(|| {
    let text = include_str!("../../data/cantonese.readings");
    text.lines().filter_map(|line| line.split_once(' ')).collect()
});

/// The characters that are read as a syllable; none if it is none. One binary search.
pub fn characters(syllable: &str) -> &'static str {
    LINES.binary_search_by_key(&syllable, |line| line.0).map_or("", |at| LINES[at].1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_of_both_scripts_are_found_by_their_syllable() {
        for (syllable, character) in [("can", '陳'), ("can", '陈'), ("zoeng", '张'), ("gwok", '國'), ("ng", '吳')]
        {
            assert!(characters(syllable).contains(character), "{syllable} {character}");
        }
        assert!(!characters("can").contains('黃'));
        assert_eq!(characters("chan"), "");
        assert!(LINES.is_sorted());
    }
}
