//! Which figure of the source is which of the target.

use crate::align::bead::Alignment;
use crate::analysis::Text;
use crate::quantity::compare::Relation;
use crate::text::pair::Pair;

/// Two figures that belong together, by their numbers on their sides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The figure of the source.
    pub source: usize,
    /// The figure of the target.
    pub target: usize,
    /// How they relate.
    pub relation: Relation,
}

/// The figures that belong together.
pub fn link(_texts: &Pair<Text>, _alignment: &Alignment) -> Vec<Link> {
    Vec::new()
}
