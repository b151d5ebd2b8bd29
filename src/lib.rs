//! ipalign reads a Chinese original and its English translation, aligns them, and checks the figures.

pub mod align;
pub mod analysis;
pub mod audit;
pub mod check;
pub mod lexicon;
pub mod quantity;
pub mod read;
pub mod report;
pub mod respace;
pub mod segment;
pub mod text;
