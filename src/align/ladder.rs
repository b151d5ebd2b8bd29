//! The ladder format.

use std::fmt::Write;

use super::bead::Alignment;

/// A bead a line: `[0]:[0, 1]`.
pub fn write(alignment: &Alignment) -> String {
    let mut out = String::new();
    for bead in alignment.beads() {
        let list = |range: &std::ops::Range<usize>| range.clone().collect::<Vec<_>>();
        let _ = writeln!(out, "{:?}:{:?}", list(&bead.segments.source), list(&bead.segments.target));
    }
    out
}
