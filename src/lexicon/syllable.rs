//! Syllables of Chinese in Latin letters, each packed into a number.

/// A syllable of up to six small letters without its tone, five bits a letter; 0 is none. `ü` is written `u`.
pub type Syllable = u32;

/// The bits of a syllable.
pub const BITS: u32 = 30;

/// The syllable that these small letters spell; `None` if they are too many, or others.
pub fn packed(letters: &str) -> Option<Syllable> {
    let letter = |sum: u32, byte: u8| byte.is_ascii_lowercase().then(|| sum << 5 | u32::from(byte - b'a' + 1));
    let count = letters.len();
    if (1..=6).contains(&count) { letters.bytes().try_fold(0, letter) } else { None }
}

/// Whether small letters are one syllable of Hanyu Pinyin, as far as its initials and finals go together by themselves.
pub fn is_pinyin(letters: &str) -> bool {
    const INITIALS: [&str; 24] = [
        "zh", "ch", "sh", "b", "p", "m", "f", "d", "t", "n", "l", "g", "k", "h", "j", "q", "x", "r", "z", "c", "s",
        "y", "w", "",
    ];
    const FINALS: [&str; 34] = [
        "a", "o", "e", "i", "u", "ai", "ei", "ui", "ao", "ou", "iu", "ie", "ue", "an", "en", "in", "un", "ang", "eng",
        "ing", "ong", "ia", "iao", "ian", "iang", "iong", "ua", "uo", "uai", "uan", "uang", "er", "v", "ve",
    ];
    let initial = INITIALS.iter().find(|initial| letters.starts_with(**initial)).unwrap_or(&"");
    FINALS.contains(&&letters[initial.len()..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pinyin_is_an_initial_and_a_final() {
        assert!(["zhuang", "ni", "er", "xue", "ao", "hong"].into_iter().all(is_pinyin));
        assert!(!["str", "vil", "gad", "zh", "", "ort"].into_iter().any(is_pinyin));
    }

    #[test]
    fn syllables_are_up_to_six_small_letters() {
        assert_eq!(packed("a"), Some(1));
        assert_ne!(packed("xian"), packed("xiang"));
        for none in ["", "zhuangs", "lü", "Li"] {
            assert_eq!(packed(none), None, "{none}");
        }
    }
}
