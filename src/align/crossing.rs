//! Which beads stand elsewhere in the target than their neighbours do.

use std::ops::Range;

use super::bead::Bead;
use crate::text::pair::Pair;

/// Whether each bead is moved: those with both sides that are left over when the longest chain of beads that are in order
/// on both sides is kept.
pub fn moved(beads: &[Bead]) -> Vec<bool> {
    let is_paired = |bead: &Bead| !bead.segments.source.is_empty() && !bead.segments.target.is_empty();
    let paired: Vec<_> = beads.iter().filter(|bead| is_paired(bead)).map(|bead| bead.segments.clone()).collect();
    let mut rises = rising(&paired).into_iter();
    beads.iter().map(|bead| is_paired(bead) && !rises.next().unwrap_or(true)).collect()
}

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn beads_out_of_the_longest_chain_are_moved() {
        let check = |targets: &[Range<usize>], expected: &[bool]| {
            let bead = |(i, target): (usize, &Range<usize>)| Bead {
                segments: Pair::new(i..i + 1, target.clone()),
                confidence: 1.0,
            };
            let beads: Vec<Bead> = targets.iter().enumerate().map(bead).collect();
            assert_eq!(moved(&beads), expected, "{targets:?}");
        };
        check(&[], &[]);
        check(&[0..1, 1..3, 3..4], &[false, false, false]);
        check(&[3..4, 0..1, 1..2, 2..3], &[true, false, false, false]);
        check(&[1..2, 2..3, 0..1], &[false, false, true]);
        check(&[1..2, 1..1, 0..1, 2..3], &[true, false, false, false]);
    }
}
