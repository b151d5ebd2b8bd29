//! What is known of words: English words with their frequencies, Chinese words and counters with their English.

pub mod counters;
pub mod dictionary;
pub mod stem;
pub mod words;
