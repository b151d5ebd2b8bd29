//! What is known of words: English words with their frequencies, Chinese words with their English.

pub mod dictionary;
pub mod stem;
pub mod words;
