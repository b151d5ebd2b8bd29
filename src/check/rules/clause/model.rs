//! How likely a run of pieces has no counterpart.
//!
//! Logistic regression, learned by `cargo run --release --example accuracy -- clauses DIR`, which tells how: clauses deleted
//! at random from right pairs, against the run of each right pair that looks most like one. So the bias is that of a world
//! where about half of the beads lack something; a threshold makes up for it.

use crate::text::lang::Lang;

/// How many features words, lengths and figures make.
pub const FEATURES: usize = 14;

/// How many the encoder makes.
pub const MEANING: usize = 5;

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
];

/// From these log-odds on, by words, lengths and figures, nine findings of ten are right where one pair in twenty lacks a
/// clause.
pub const RIGHT: f64 = 2.5;

/// The same where the encoder was asked.
pub const RIGHT_MEANT: f64 = 1.5;

/// Weights of the features for clauses of the Chinese.
static CHINESE: [f64; FEATURES] =
    [-2.22, 0.20, 3.61, 0.19, -0.79, -0.08, -0.69, 2.55, -0.84, 0.73, -1.56, -0.33, -1.55, -0.67];

/// The same for what is in the English alone.
static ENGLISH: [f64; FEATURES] =
    [-2.19, 0.22, 3.22, 0.47, -0.72, 0.13, -2.61, 2.33, -1.01, 1.41, -0.17, 0.20, -1.16, -0.06];

/// The weights where the encoder was asked.
static CHINESE_MEANT: [f64; FEATURES + MEANING] = [
    -0.99, 0.19, 2.72, 0.17, -0.66, -0.06, -0.41, 2.24, -0.33, 1.19, -1.60, -0.59, -1.12, -0.75, 0.07, -0.19, -2.43,
    -1.71, 2.29,
];

/// The same for what is in the English alone.
static ENGLISH_MEANT: [f64; FEATURES + MEANING] = [
    -2.41, 0.18, 2.49, 0.38, -0.67, 0.15, -1.99, 2.22, -0.57, 1.38, -1.18, -0.05, 0.12, -0.21, -0.05, 0.57, -0.05,
    -3.54, 3.53,
];

/// The log-odds, by words, lengths and figures, that a run in this language has no counterpart.
pub fn by_words(lang: Lang, features: &[f64; FEATURES]) -> f64 {
    let weights = match lang {
        Lang::Zh => &CHINESE,
        Lang::En => &ENGLISH,
    };
    sum(weights, features.iter())
}

/// The log-odds by these and by what the encoder says.
pub fn by_meaning(lang: Lang, features: &[f64; FEATURES], meaning: &[f64; MEANING]) -> f64 {
    let weights = match lang {
        Lang::Zh => &CHINESE_MEANT,
        Lang::En => &ENGLISH_MEANT,
    };
    sum(weights, features.iter().chain(meaning))
}

fn sum<'f>(weights: &[f64], features: impl Iterator<Item = &'f f64>) -> f64 {
    weights.iter().zip(features).map(|(weight, feature)| weight * feature).sum()
}
