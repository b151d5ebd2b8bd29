//! Stands in for the evidence of meaning where the sentence encoder is not built in: there is none.

use std::ops::Range;

use super::corridor::Corridor;
use super::weights::MeaningWeights;
use crate::analysis::Text;
use crate::text::pair::Pair;

/// What the meaning of beads says: nothing, ever.
#[derive(Clone, Debug)]
pub enum Meaning {}

impl Meaning {
    /// No evidence.
    pub fn of(_: Pair<&Text>, _: &[Corridor], _: MeaningWeights) -> Option<Self> {
        None
    }

    /// Whether the encoder was asked of a bead.
    pub fn is_of(&self, _: &Pair<Range<usize>>) -> bool {
        match *self {}
    }

    /// What the meaning of a bead says.
    pub fn score(&self, _: &Pair<Range<usize>>) -> f64 {
        match *self {}
    }

    /// What the clauses around a junction say.
    pub fn junction(&self, _: (usize, usize)) -> f64 {
        match *self {}
    }
}
