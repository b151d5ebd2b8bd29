//! Sentences that stand elsewhere in the other text.
//!
//! The search goes forwards on both sides, so a paragraph that moved is left without a counterpart here and there. What is left
//! over on the one side is held against what is left over on the other: each run of such sentences against each, by the same
//! search. Beads that are found so count as moved where what speaks for them, their shapes apart, is more than chance would bring
//! among so many runs. Costs the product of what is left over; where that is large, lone sentences are passed over.

use std::ops::Range;

use rayon::prelude::*;

use super::corridor::Corridor;
use super::gains::Scratch;
use super::search::{Found, Scorer};
use crate::text::pair::{Pair, Side};

/// What speaks for a bead that moved, in nats, at least.
const EACH: f64 = 1.0;
/// The same for all beads of a run beyond the logarithm of the number of runs held against each other.
const TOGETHER: f64 = 7.0;
/// The most states that are looked at, of single runs and of all.
const MOST: usize = 40_000;
const MOST_IN_ALL: usize = 2_000_000;

/// Beads that moved, with how sure that is.
#[derive(Clone, Debug, Default)]
struct Moved {
    beads: Vec<Pair<Range<usize>>>,
    /// What speaks for them, beyond what is asked.
    nats: f64,
}

/// What the search found, with the beads that moved behind the others in place of the single sentences that they hold.
pub fn with_moved(scorer: &Scorer, mut found: Found) -> Found {
    let runs = Pair::new(Side::Source, Side::Target).map(|side| left_over(&found, side));
    let mut pairs = pairs_of(&runs, 1);
    if area(&pairs) > MOST_IN_ALL {
        pairs = pairs_of(&runs, 2);
    }
    if area(&pairs) > MOST_IN_ALL {
        return found;
    }
    let chance = ((runs.source.len() * runs.target.len()).max(1) as f64).ln() + TOGETHER;
    let of = |scratch: &mut Pair<Scratch>, pair: &Pair<Range<usize>>| moved(scorer, pair, chance, scratch);
    let mut moved: Vec<Moved> = pairs.par_iter().map_init(Pair::default, of).flatten().collect();
    moved.sort_by(|a, b| b.nats.total_cmp(&a.nats));
    let mut taken: Vec<Pair<Range<usize>>> = Vec::new();
    for one in moved {
        let is_free = |bead: &Pair<Range<usize>>| !taken.iter().any(|other| overlap(bead, other));
        if one.beads.iter().all(is_free) {
            let sure = 1.0 / (1.0 + (-one.nats).exp());
            found.retain(|(bead, _)| !one.beads.iter().any(|moved| is_part(bead, moved)));
            found.extend(one.beads.iter().map(|bead| (bead.clone(), sure)));
            taken.extend(one.beads);
        }
    }
    found
}

/// The runs of sentences of a side that have no counterpart.
fn left_over(found: &Found, side: Side) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for (bead, _) in found.iter().filter(|(bead, _)| bead[side.other()].is_empty()) {
        let sentences = &bead[side];
        match runs.last_mut() {
            Some(last) if last.end == sentences.start => last.end = sentences.end,
            _ => runs.push(sentences.clone()),
        }
    }
    runs
}

/// Each run of the one side with each of the other of which one has so many sentences.
fn pairs_of(runs: &Pair<Vec<Range<usize>>>, least: usize) -> Vec<Pair<Range<usize>>> {
    let fits = |pair: &Pair<Range<usize>>| {
        pair.source.len().min(pair.target.len()) >= least && pair.source.len() * pair.target.len() <= MOST
    };
    let long = runs.source.iter().filter(|run| run.len() >= least);
    let all = long.flat_map(|zh| runs.target.iter().map(|en| Pair::new(zh.clone(), en.clone())));
    all.filter(fits).collect()
}

fn area(pairs: &[Pair<Range<usize>>]) -> usize {
    pairs.iter().map(|pair| (pair.source.len() + 1) * (pair.target.len() + 1)).sum()
}

/// The beads between two runs, where enough speaks for them.
fn moved(scorer: &Scorer, runs: &Pair<Range<usize>>, chance: f64, scratch: &mut Pair<Scratch>) -> Option<Moved> {
    let corridor = Corridor::whole((runs.source.start, runs.target.start), (runs.source.end, runs.target.end));
    let found = scorer.search(&corridor, scratch);
    let all = scorer.beads(&corridor, scratch);
    let telling = found.into_iter().map(|(bead, _)| bead).filter_map(|bead| {
        let whole = all.iter().find(|(_, other, _)| *other == bead)?.2;
        let nats = f64::from(whole) - scorer.of_shape(&bead);
        (!bead.source.is_empty() && !bead.target.is_empty() && nats >= EACH).then_some((bead, nats))
    });
    let (beads, nats): (Vec<_>, Vec<f64>) = telling.unzip();
    let nats = nats.iter().sum::<f64>() - chance;
    (!beads.is_empty() && nats > 0.0).then_some(Moved { beads, nats })
}

/// Whether two beads share a sentence.
fn overlap(one: &Pair<Range<usize>>, other: &Pair<Range<usize>>) -> bool {
    Side::BOTH.iter().any(|&side| one[side].start < other[side].end && other[side].start < one[side].end)
}

/// Whether a bead is a single sentence of another.
fn is_part(bead: &Pair<Range<usize>>, whole: &Pair<Range<usize>>) -> bool {
    bead.source.is_empty() != bead.target.is_empty() && overlap(bead, whole)
}
