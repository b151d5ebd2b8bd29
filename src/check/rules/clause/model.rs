//! How likely a run of pieces has no counterpart.
//!
//! Logistic regression, learned by `cargo run --release --example accuracy -- clauses DIR`, which tells how: clauses deleted
//! at random from right pairs, against the run of each right pair that looks most like one. So the bias is that of a world
//! where about half of the beads lack something; a threshold makes up for it.

use crate::text::lang::Lang;

/// How many features words, lengths and figures make.
pub const FEATURES: usize = 14;

/// How many the meaning of a run and of the other side's stretches makes.
pub const STRETCHES: usize = 5;

/// How many the meaning of single words makes.
pub const WORDS: usize = 5;

/// How many the encoder makes.
pub const MEANING: usize = STRETCHES + WORDS;

/// What each feature is.
pub const NAMES: [&str; FEATURES + MEANING] = [
    "1",
    "evidence of the words",
    "share of words without a counterpart",
    "how much likelier the lengths are without the run",
    "standard deviations that the bead is short",
    "standard deviations that it would be off",
    "share without a counterpart in the rest",
    "figures that stand alone",
    "figures that are linked",
    "logarithm of the length",
    "share of the bead",
    "end of the bead",
    "share of the other side's words left over",
    "how many are left over there for each here",
    "how much closer the rest is",
    "cosine with the other side",
    "highest cosine with a stretch of it",
    "how far that is above what the rest reaches",
    "how much closer to that stretch another piece is",
    "evidence of what the words mean",
    "share of words without a counterpart by meaning",
    "the same in the rest",
    "how many are left over there for each here by meaning",
    "places of a part that are not named there",
];

/// From these log-odds on, by words, lengths and figures, nine findings of ten are right where one pair in twenty lacks a
/// clause.
pub const RIGHT: f64 = 2.5;

/// The same where the encoder was asked about what the English adds.
pub const RIGHT_MEANT: f64 = 1.5;

/// The same of the Chinese of a single pair.
pub const RIGHT_SINGLE: f64 = 1.0;

/// The same of the Chinese of a document whose habits are known.
pub const RIGHT_DOCUMENT: f64 = 0.4;

/// From these on, a part of a piece is reported: about half of these findings are right where one pair in twenty lacks a phrase.
pub const RIGHT_PART: f64 = 1.4;

/// The same of the name of a place, which is rarely left out without being missed.
pub const RIGHT_PLACE: f64 = 1.0;

/// Weights of the features for clauses of the Chinese.
static CHINESE: [f64; FEATURES] =
    [-2.21, 0.21, 3.60, 0.19, -0.78, -0.09, -0.67, 2.55, -0.82, 0.73, -1.54, -0.32, -1.56, -0.67];

/// The same for what is in the English alone.
static ENGLISH: [f64; FEATURES] =
    [-2.23, 0.23, 3.19, 0.47, -0.74, 0.14, -2.62, 2.35, -1.01, 1.38, -0.20, 0.19, -1.12, -0.05];

/// The weights where the encoder was asked.
static CHINESE_MEANT: [f64; FEATURES + MEANING] = [
    -1.59, 0.30, 1.16, 0.39, -0.25, 0.22, -1.06, 2.09, -0.78, 1.06, -1.41, -0.38, -1.12, -0.38, 0.02, 0.19, -0.88,
    -0.23, 2.14, 0.15, 0.90, -0.60, 0.15, 0.0,
];

/// The same within a document whose habits are known.
static CHINESE_DOCUMENT: [f64; FEATURES + MEANING] = [
    -0.26, 0.24, 1.49, 0.62, 0.45, -0.02, 0.18, 2.01, -0.53, 1.09, 0.05, -0.06, 0.38, -0.26, 0.46, 0.41, -0.42, -1.55,
    1.06, 0.14, 0.37, -0.21, -0.70, 0.0,
];

/// Those for a part of a piece, held against shorter stretches.
static CHINESE_PART: [f64; FEATURES + MEANING] = [
    -0.94, 0.20, 0.70, 0.42, -0.05, 0.13, 0.66, 1.58, 0.00, 0.56, -1.32, 0.04, -2.05, -0.09, 0.49, 1.16, -0.85, -0.72,
    0.87, 0.04, 3.01, -0.79, -0.03, 1.87,
];

/// The weights for what is in the English alone; single words are not asked about.
static ENGLISH_MEANT: [f64; FEATURES + STRETCHES] = [
    -2.48, 0.19, 2.50, 0.36, -0.69, 0.14, -2.09, 2.29, -0.58, 1.50, -1.11, -0.01, 0.02, -0.11, -0.06, 0.58, 0.02,
    -3.60, 3.72,
];

/// The log-odds, by words, lengths and figures, that a run in this language has no counterpart.
pub fn by_words(lang: Lang, features: &[f64; FEATURES]) -> f64 {
    let weights = match lang {
        Lang::Zh => &CHINESE,
        Lang::En => &ENGLISH,
    };
    sum(weights, features.iter())
}

/// The log-odds by these and by what the encoder says, in a document whose habits are known or in a single pair.
pub fn by_meaning(lang: Lang, in_document: bool, features: &[f64; FEATURES], meaning: &[f64; MEANING]) -> f64 {
    let weights: &[f64] = match (lang, in_document) {
        (Lang::Zh, false) => &CHINESE_MEANT,
        (Lang::Zh, true) => &CHINESE_DOCUMENT,
        (Lang::En, _) => &ENGLISH_MEANT,
    };
    sum(weights, features.iter().chain(meaning))
}

/// The log-odds of a part of a Chinese piece, by what its words mean.
pub fn by_part(features: &[f64; FEATURES], meaning: &[f64; MEANING]) -> f64 {
    sum(&CHINESE_PART, features.iter().chain(meaning))
}

fn sum<'f>(weights: &[f64], features: impl Iterator<Item = &'f f64>) -> f64 {
    weights.iter().zip(features).map(|(weight, feature)| weight * feature).sum()
}
