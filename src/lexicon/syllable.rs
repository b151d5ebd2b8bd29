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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn syllables_are_up_to_six_small_letters() {
        assert_eq!(packed("a"), Some(1));
        assert_ne!(packed("xian"), packed("xiang"));
        for none in ["", "zhuangs", "lü", "Li"] {
            assert_eq!(packed(none), None, "{none}");
        }
    }
}
