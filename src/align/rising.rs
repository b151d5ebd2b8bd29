//! The longest chain of beads that rises on both sides; what is outside of it moved.

use std::ops::Range;

use crate::text::pair::Pair;

/// Which of these beads of both sides, sorted by the source, are of the longest chain that rises in the target, too. In
/// n log n by patience sorting (Fredman 1975).
pub fn rising(beads: &[Pair<Range<usize>>]) -> Vec<bool> {
    // `piles[n]` is the bead at which a chain of n + 1 ends earliest in the target; `before` leads back along chains
    let mut piles: Vec<usize> = Vec::new();
    let mut before = vec![None; beads.len()];
    let start = |bead: usize| beads[bead].target.start;
    for (bead, before) in before.iter_mut().enumerate() {
        let pile = piles.partition_point(|&top| start(top) < start(bead));
        *before = pile.checked_sub(1).map(|pile| piles[pile]);
        match piles.get_mut(pile) {
            Some(top) => *top = bead,
            None => piles.push(bead),
        }
    }
    let mut rises = vec![false; beads.len()];
    let mut next = piles.last().copied();
    while let Some(bead) = next {
        rises[bead] = true;
        next = before[bead];
    }
    rises
}
