//! Texts that are aligned already: a bilingual file, whose units say which stretches belong together.

use std::ops::Range;

use super::document::Document;
use super::pair::Pair;

/// The two texts of a bilingual file, and its units.
#[derive(Clone, Debug)]
pub struct Units {
    /// Both texts, over one source.
    pub documents: Pair<Document>,
    /// The units that are to be checked; every block of either document is in exactly one.
    pub units: Vec<Unit>,
    /// How many are not to be checked by what the file says of them, and what that is: "new", "fuzzy". Such units are in
    /// neither document. In the order of first appearance.
    pub passed: Vec<(String, usize)>,
}

/// What belongs together: the blocks of each side. One side may be empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    /// The blocks.
    pub blocks: Pair<Range<usize>>,
}

impl Units {
    /// The same with source and target exchanged.
    #[must_use]
    pub fn swap(self) -> Self {
        let units = self.units.into_iter().map(|unit| Unit { blocks: unit.blocks.swap() });
        Units { documents: self.documents.swap(), units: units.collect(), passed: self.passed }
    }
}
