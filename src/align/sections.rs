//! Where the search begins and ends: the sections of a document, and the corridor through each.
//!
//! At first the anchors lead the way. Where several follow each other sentence by sentence, the text is cut, so that no
//! section is long, and sections are searched side by side in bounded memory. Of the beads found, those that are certain, as
//! are their neighbours, are settled; what lies between them is searched again, and a text that leaves no doubt is searched
//! but once. Linear in the sentences.

use std::ops::Range;

use super::corridor::{Breadth, Corridor, State};
use super::search::Found;

/// The corridor of the first pass. A lone anchor is trusted less than one among others.
const FIRST: Breadth = Breadth { margin: 5, dense: 3, area: 16 };
/// The corridor around what an earlier pass was sure of.
const AGAIN: Breadth = Breadth { margin: 3, dense: 3, area: 12 };
/// Lattices of up to this many states are searched whole.
const WHOLE: usize = 3600;
/// A section has at least this many Chinese sentences if it ends at anchors that follow each other, so many of them.
const SHORTEST: usize = 256;
const HINGE: usize = 5;
/// It is ended at any anchor, and without one on the diagonal, beyond this many sentences of either side.
const LONGEST: usize = 4096;
/// A bead of both sides with at least this posterior is certain, and settled with so many certain ones on each side.
const CERTAIN: f64 = 0.99;
const NEIGHBOURS: usize = 2;
/// A certain bead leads the next pass.
const LEADING: f64 = 0.8;
/// A bead with less leaves one in doubt that only the dearest evidence can lift.
const DOUBT: f64 = 0.8;

/// The sections that the first pass searches.
pub fn first(anchors: &[State], to: State) -> Vec<Corridor> {
    if to.0 * to.1 <= WHOLE {
        return vec![Corridor::whole((0, 0), to)];
    }
    let mut sections = Vec::new();
    let mut from = (0, 0);
    let mut points = Vec::new();
    for (at, &anchor) in anchors.iter().enumerate() {
        let length = anchor.0 - from.0;
        if (length >= SHORTEST && is_hinge(anchors, at)) || length.max(anchor.1 - from.1) >= LONGEST {
            sections.extend(without_anchors(std::mem::take(&mut points), from, anchor));
            from = anchor;
        } else {
            points.push(anchor);
        }
    }
    sections.extend(without_anchors(points, from, to));
    sections
}

/// Whether as many anchors as make a hinge follow each other sentence by sentence, this one in their middle.
fn is_hinge(anchors: &[State], at: usize) -> bool {
    let around = at.checked_sub(HINGE / 2).and_then(|start| anchors.get(start..start + HINGE));
    around.is_some_and(|run| run.windows(2).all(|two| (two[0].0 + 1, two[0].1 + 1) == two[1]))
}

/// One section, or several where it is longer than it may be.
fn without_anchors(mut points: Vec<State>, from: State, to: State) -> Vec<Corridor> {
    let last = points.last().copied().unwrap_or(from);
    let (height, width) = (to.0 - last.0, to.1 - last.1);
    let parts = height.max(width) / LONGEST;
    let cuts = (1..=parts).map(|part| (last.0 + height * part / (parts + 1), last.1 + width * part / (parts + 1)));
    let mut begin = from;
    let mut sections = Vec::new();
    for end in cuts.chain([to]) {
        sections.push(Corridor::along(&std::mem::take(&mut points), begin, end, FIRST));
        begin = end;
    }
    sections
}

/// The runs of beads that are not settled, each with the corridor to search it by again.
pub fn again(found: &Found, to: State) -> Vec<(Range<usize>, Corridor)> {
    if to.0 * to.1 <= WHOLE {
        return vec![(0..found.len(), Corridor::whole((0, 0), to))];
    }
    let certain =
        |at: usize| found[at].1 >= CERTAIN && !found[at].0.source.is_empty() && !found[at].0.target.is_empty();
    let mut runs: Vec<Range<usize>> = Vec::new();
    for doubtful in (0..found.len()).filter(|&at| !certain(at)) {
        let run = doubtful.saturating_sub(NEIGHBOURS)..(doubtful + NEIGHBOURS + 1).min(found.len());
        match runs.last_mut() {
            Some(last) if run.start <= last.end => last.end = run.end,
            _ => runs.push(run),
        }
    }
    runs.into_iter().map(|run| section(found, run, to)).collect()
}

/// The runs that hold a bead in doubt.
pub fn doubtful(found: &Found, to: State) -> Vec<(Range<usize>, Corridor)> {
    let mut sections = again(found, to);
    sections.retain(|(run, _)| found[run.clone()].iter().any(|(_, posterior)| *posterior < DOUBT));
    sections
}

/// All beads in runs of some length, each ending where the beads are settled, with the corridor to search it by again.
pub fn all(found: &Found, to: State) -> Vec<(Range<usize>, Corridor)> {
    let unsettled = again(found, to);
    let is_settled = |at: usize| {
        let next = unsettled.partition_point(|(run, _)| run.end <= at);
        unsettled.get(next).is_none_or(|(run, _)| run.start >= at)
    };
    let mut runs = Vec::new();
    let mut start = 0;
    for at in 1..=found.len() {
        if at == found.len() || (at - start >= SHORTEST && is_settled(at)) {
            runs.push(start..at);
            start = at;
        }
    }
    runs.into_iter().map(|run| section(found, run, to)).collect()
}

/// A run of beads with the corridor to search it by again.
fn section(found: &Found, run: Range<usize>, to: State) -> (Range<usize>, Corridor) {
    let begin = |bead: usize| found.get(bead).map_or(to, |(bead, _)| (bead.source.start, bead.target.start));
    let leading = found[run.clone()]
        .iter()
        .filter(|(bead, posterior)| *posterior > LEADING && !bead.source.is_empty() && !bead.target.is_empty());
    let points: Vec<State> = leading.map(|(bead, _)| (bead.source.start, bead.target.start)).collect();
    let corridor = Corridor::along(&points, begin(run.start), begin(run.end), AGAIN);
    (run, corridor)
}
