//! What is known of words: English words with their frequencies, Chinese words and counters with their English, names of places
//! and persons.

pub mod cantonese;
pub mod counters;
pub mod dictionary;
pub mod hong_kong;
pub mod memo;
pub mod memory;
pub mod person;
pub mod phrase;
pub mod places;
pub mod reading;
pub mod sound;
pub mod stem;
pub mod syllable;
pub mod wade_giles;
pub mod words;
