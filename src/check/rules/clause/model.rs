//! How likely a run of pieces has no counterpart.
//!
//! Logistic regression, learned by `cargo run --release --example accuracy -- clauses DIR`, which tells how: clauses deleted
//! at random from right pairs, against the run of each right pair that looks most like one. So the bias is that of a world
//! where about half of the beads lack something; a threshold makes up for it.

use crate::text::lang::Lang;

/// How many features words, lengths and figures make.
pub const FEATURES: usize = 14;

/// How many the encoder makes.
pub const MEANING: usize = 3;

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
];

/// Weights of the features for clauses of the Chinese.
static CHINESE: [f64; FEATURES] =
    [-2.05, 0.29, 3.47, 0.36, -0.37, 0.11, -1.77, 2.03, -1.17, 1.13, -0.70, -0.03, 0.0, 0.0];

/// The same for what is in the English alone.
static ENGLISH: [f64; FEATURES] =
    [-2.31, 0.24, 2.76, 0.57, -0.31, 0.17, -2.47, 2.31, -1.44, 1.36, 1.18, 0.07, 0.0, 0.0];

/// The weights where the encoder was asked.
static CHINESE_MEANT: [f64; FEATURES + MEANING] =
    [-2.05, 0.29, 3.47, 0.36, -0.37, 0.11, -1.77, 2.03, -1.17, 1.13, -0.70, -0.03, 0.0, 0.0, 0.0, 0.0, 0.0];

/// The same for what is in the English alone.
static ENGLISH_MEANT: [f64; FEATURES + MEANING] =
    [-2.31, 0.24, 2.76, 0.57, -0.31, 0.17, -2.47, 2.31, -1.44, 1.36, 1.18, 0.07, 0.0, 0.0, 0.0, 0.0, 0.0];

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
