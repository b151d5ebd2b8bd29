//! Which beads stand elsewhere in the target than their neighbours do.

use super::bead::Bead;
use super::rising::rising;

/// Whether each bead is moved: those with both sides that are left over when the longest chain of beads that are in order
/// on both sides is kept.
pub fn moved(beads: &[Bead]) -> Vec<bool> {
    let is_paired = |bead: &Bead| !bead.segments.source.is_empty() && !bead.segments.target.is_empty();
    let paired: Vec<_> = beads.iter().filter(|bead| is_paired(bead)).map(|bead| bead.segments.clone()).collect();
    let mut rises = rising(&paired).into_iter();
    beads.iter().map(|bead| is_paired(bead) && !rises.next().unwrap_or(true)).collect()
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
