//! Which figure of the source is which of the target.

/// Two figures that belong together, by their numbers on their sides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The figure of the source.
    pub source: usize,
    /// The figure of the target.
    pub target: usize,
    /// How they relate.
    pub relation: String,
}
