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

/// From these log-odds on, by words, lengths and figures, nine findings of ten are right where one pair in twenty lacks a
/// clause.
pub const RIGHT: f64 = 2.5;

/// The same where the encoder was asked.
pub const RIGHT_MEANT: f64 = 1.5;

/// Weights of the features for clauses of the Chinese.
static CHINESE: [f64; FEATURES] =
    [-2.76, 0.26, 3.55, 0.14, -0.98, -0.08, -0.66, 2.79, -0.78, 0.47, -1.22, -0.24, -1.86, -0.58];

/// The same for what is in the English alone.
static ENGLISH: [f64; FEATURES] =
    [-2.37, 0.25, 2.90, 0.51, -0.63, 0.15, -3.58, 2.37, -0.77, 0.83, 0.10, 0.26, -1.03, -0.07];

/// The weights where the encoder was asked.
static CHINESE_MEANT: [f64; FEATURES + MEANING] =
    [-0.19, 0.24, 2.48, 0.00, -1.02, -0.19, -0.46, 2.56, -0.27, 1.03, -0.93, -0.41, -1.98, -0.72, 0.58, -0.18, -4.68];

/// The same for what is in the English alone.
static ENGLISH_MEANT: [f64; FEATURES + MEANING] =
    [-1.11, 0.19, 2.53, 0.24, -0.92, -0.04, -3.40, 2.28, -0.22, 0.81, -0.55, 0.16, -0.94, -0.02, 0.66, 1.90, -3.98];

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
