//! What tables said of words, kept for the next time: a text uses the same few thousand words again and again.
//!
//! A memo has a fixed number of slots and belongs to one thread; a word that comes to a slot replaces the one before. What
//! it answers is what the table would, so it changes no result. Looking up costs one comparison.

/// How many words a memo holds at most: a power of two.
const SLOTS: usize = 1 << 13;

/// The bytes of a key: a word of up to 23 bytes, and its length.
const KEY: usize = 24;

/// What was said of words.
pub struct Memo<T> {
    slots: Vec<Slot<T>>,
}

#[derive(Clone)]
struct Slot<T> {
    key: [u8; KEY],
    value: T,
}

/// One that knows nothing, which is large all the same.
impl<T: Clone + Default> Default for Memo<T> {
    fn default() -> Self {
        Memo { slots: vec![Slot { key: [0; KEY], value: T::default() }; SLOTS] }
    }
}

impl<T: Clone + Default> Memo<T> {
    /// What `look_up` says of a word, asked only where it is not known from before, as `read` takes it.
    pub fn read<R>(&mut self, word: &str, look_up: impl FnOnce(&str) -> T, read: impl FnOnce(&T) -> R) -> R {
        let Some(key) = key(word) else { return read(&look_up(word)) };
        let slot = &mut self.slots[slot_of(&key)];
        if slot.key != key {
            *slot = Slot { key, value: look_up(word) };
        }
        read(&slot.value)
    }

    /// The same as it is.
    pub fn get(&mut self, word: &str, look_up: impl FnOnce(&str) -> T) -> T {
        self.read(word, look_up, T::clone)
    }
}

/// A word with its length behind, which is no empty slot; `None` for one that is too long.
fn key(word: &str) -> Option<[u8; KEY]> {
    let mut key = [0; KEY];
    key[..KEY - 1].get_mut(..word.len())?.copy_from_slice(word.as_bytes());
    key[KEY - 1] = word.len() as u8 + 1;
    Some(key)
}

fn slot_of(key: &[u8; KEY]) -> usize {
    const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;
    let parts = key.as_chunks::<8>().0.iter().map(|part| u64::from_le_bytes(*part));
    let mixed = parts.fold(0u64, |mixed, part| (mixed.rotate_left(23) ^ part).wrapping_mul(FACTOR));
    (mixed >> 40) as usize % SLOTS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_asked_for_once_and_long_ones_each_time() {
        let mut memo = Memo::default();
        let mut asked = 0;
        let long = "x".repeat(KEY);
        for word in ["right", "wrong", "", "right", "wrong", "", &long, &long] {
            let found = memo.get(word, |word| {
                asked += 1;
                (word != "wrong").then_some(word.len())
            });
            assert_eq!(found, (word != "wrong").then_some(word.len()), "{word}");
        }
        assert_eq!(asked, 5, "three short words, and a long one twice");
    }

    #[test]
    fn words_that_share_a_slot_are_told_apart() {
        let mut memo = Memo::default();
        for _ in 0..2 {
            for number in 0..3 * SLOTS {
                assert_eq!(memo.get(&format!("w{number}"), |_| Some(number)), Some(number));
            }
        }
        assert_ne!(memo.get("w\0", |_| Some(7)), memo.get("w", |_| Some(8)), "what ends in zeros is another word");
    }
}
