//! Beads: which sentences say the same.

use std::ops::Range;

use crate::text::pair::{Pair, Side};

/// The number of a sentence on its side.
pub type SegmentId = usize;

/// A group of neighbouring source sentences and the group of target sentences that says the same. One side may be
/// empty: that sentence has no counterpart. ("Bead" after Brown, Lai & Mercer 1991.)
#[derive(Clone, Debug, PartialEq)]
pub struct Bead {
    /// The sentences of each side.
    pub segments: Pair<Range<SegmentId>>,
    /// The posterior probability of exactly this bead, 0 to 1.
    pub confidence: f64,
}

/// The beads of a pair of texts, in the order of the source.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Alignment {
    /// Every segment of each side is in exactly one.
    beads: Vec<Bead>,
}

impl Alignment {
    /// An alignment of these beads, which must hold each of `count` segments of either side exactly once.
    ///
    /// # Errors
    /// The first segment that is missing or stands twice.
    pub fn new(beads: Vec<Bead>, count: Pair<usize>) -> Result<Self, Unaligned> {
        for side in Side::BOTH {
            let mut seen = vec![0u8; count[side]];
            for segment in beads.iter().flat_map(|bead| bead.segments[side].clone()) {
                match seen.get_mut(segment) {
                    Some(times @ 0) => *times = 1,
                    _ => return Err(Unaligned { side, segment }),
                }
            }
            if let Some(segment) = seen.iter().position(|&times| times == 0) {
                return Err(Unaligned { side, segment });
            }
        }
        Ok(Alignment { beads })
    }

    /// An alignment in which so many segments of either side are one bead.
    pub fn of_one(count: Pair<usize>) -> Self {
        Alignment { beads: vec![Bead { segments: count.map(|count| 0..count), confidence: 1.0 }] }
    }

    /// The beads.
    pub fn beads(&self) -> &[Bead] {
        &self.beads
    }

    /// The number of the bead that each of `count` segments of a side is in. Linear.
    pub fn bead_of_each(&self, side: Side, count: usize) -> Vec<Option<usize>> {
        let mut beads = vec![None; count];
        for (number, bead) in self.beads.iter().enumerate() {
            beads[bead.segments[side].clone()].fill(Some(number));
        }
        beads
    }
}

/// Beads that leave a segment out, or hold it twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("segment {segment} of the {side:?} text is not in exactly one bead")]
pub struct Unaligned {
    /// The side it is on.
    pub side: Side,
    /// Its number.
    pub segment: SegmentId,
}
