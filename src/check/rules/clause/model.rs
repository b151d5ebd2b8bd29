//! How likely a run of pieces has no counterpart.
//!
//! Logistic regression, fitted by Newton's method with a ridge of 1; thresholds are from five folds over sources. Negative
//! examples are, in each of 4,300 pairs that are taken to be right, the run that scores highest (three rounds of mining):
//! translations of news that raters found faultless or nearly so, and hand-aligned novels (at half weight), laws, debates
//! and medical articles. Positive ones are 3,400 stretches between marks that were deleted from the other side of the same
//! pairs, and the pieces that their words are linked to. So the bias is that of a world where half the beads lack
//! something; a threshold makes up for it.

use crate::text::lang::Lang;

/// How many features there are.
pub const FEATURES: usize = 12;

/// The weights of the features.
#[derive(Debug)]
pub struct Model {
    weights: [f64; FEATURES],
}

/// In their order: 1; the evidence of the words; the share of words without a counterpart; how much likelier the lengths
/// are without the run; by how many standard deviations the bead is short, and would be off without the run; the share of
/// words without a counterpart in the rest of the bead; figures that stand alone, and linked ones; the logarithm of the
/// run's length; its share of the bead; whether it is the end of the bead.
static CHINESE: Model =
    Model { weights: [-2.05, 0.29, 3.47, 0.36, -0.37, 0.11, -1.77, 2.03, -1.17, 1.13, -0.70, -0.03] };

/// The same for what is in the English alone.
static ENGLISH: Model = Model { weights: [-2.31, 0.24, 2.76, 0.57, -0.31, 0.17, -2.47, 2.31, -1.44, 1.36, 1.18, 0.07] };

impl Model {
    /// The model for clauses of a language.
    pub fn of(lang: Lang) -> &'static Model {
        match lang {
            Lang::Zh => &CHINESE,
            Lang::En => &ENGLISH,
        }
    }

    /// The log-odds that a run with these features has no counterpart.
    pub fn log_odds(&self, features: &[f64; FEATURES]) -> f64 {
        self.weights.iter().zip(features).map(|(weight, feature)| weight * feature).sum()
    }
}
