//! Which beads stand elsewhere in the target than their neighbours do.

use crate::align::bead::Bead;

/// Whether each bead is moved: those with both sides that are left over when the longest chain of beads that are in order
/// on both sides is kept. In n log n by patience sorting (Fredman 1975).
pub(super) fn moved(beads: &[Bead]) -> Vec<bool> {
    let paired = |bead: &Bead| !bead.segments.source.is_empty() && !bead.segments.target.is_empty();
    let mut moved: Vec<bool> = beads.iter().map(paired).collect();
    let start = |bead: usize| beads[bead].segments.target.start;
    // `piles[n]` is the bead at which a chain of n + 1 ends earliest in the target; `before` leads back along chains.
    let mut piles: Vec<usize> = Vec::new();
    let mut before = vec![None; beads.len()];
    for bead in (0..beads.len()).filter(|&bead| moved[bead]) {
        let pile = piles.partition_point(|&top| start(top) < start(bead));
        before[bead] = pile.checked_sub(1).map(|pile| piles[pile]);
        match piles.get_mut(pile) {
            Some(top) => *top = bead,
            None => piles.push(bead),
        }
    }
    let mut next = piles.last().copied();
    while let Some(bead) = next {
        moved[bead] = false;
        next = before[bead];
    }
    moved
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::pair::Pair;

    #[test]
    fn beads_out_of_the_longest_chain_are_moved() {
        let check = |targets: &[std::ops::Range<usize>], expected: &[bool]| {
            let bead = |(i, target): (usize, &std::ops::Range<usize>)| Bead {
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
