//! What is known of words: English words with their frequencies, Chinese words with their English.

pub mod dictionary;
pub mod reading;
pub mod stem;
pub mod syllable;
pub mod wade_giles;
pub mod words;
