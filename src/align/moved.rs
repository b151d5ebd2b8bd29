//! Sentences that stand elsewhere in the other text.
//!
//! The search goes forwards on both sides, so a paragraph that moved is left without a counterpart here and there. What is left
//! over on the one side is held against what is left over on the other: each run of such sentences against each, by the same
//! search. Beads that are found so count as moved where what speaks for them, their shapes apart, is more than chance would bring
//! among so many runs. Costs the product of what is left over; where that is large, lone sentences are passed over.
//!
//! Two neighbours that changed places come out of the search as one bead of two sentences each. Where these are paragraphs of
//! their own, it is cut in two that cross if more speaks for them than for the two that do not.

use std::collections::HashSet;
use std::ops::Range;

use rayon::prelude::*;

use super::corridor::Corridor;
use super::gains::Scratch;
use super::search::{Found, FoundBead, Scored, Scorer};
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

/// The beads that moved, the surest first.
pub fn moved(scorer: &Scorer, found: &Found) -> Found {
    let runs = Pair::new(Side::Source, Side::Target).map(|side| left_over(found, side));
    let Some(least) = [1, 2].into_iter().find(|&least| area(&runs, least) <= MOST_IN_ALL) else { return Found::new() };
    let chance = ((runs.source.len() * runs.target.len()).max(1) as f64).ln() + TOGETHER;
    let of = |scratch: &mut Pair<Scratch>, pair: &Pair<Range<usize>>| between(scorer, pair, chance, scratch);
    let mut all: Vec<Moved> = pairs_of(&runs, least).par_iter().map_init(Pair::default, of).flatten().collect();
    all.sort_by(|a, b| b.nats.total_cmp(&a.nats));
    let mut taken = Pair::<HashSet<usize>>::default();
    let mut kept = Found::new();
    for one in all {
        let is_free = |side: Side| one.beads.iter().all(|bead| bead[side].clone().all(|it| !taken[side].contains(&it)));
        if Side::BOTH.into_iter().all(is_free) {
            let sure = 1.0 / (1.0 + (-one.nats).exp());
            Side::BOTH
                .iter()
                .for_each(|&side| taken[side].extend(one.beads.iter().flat_map(|bead| bead[side].clone())));
            kept.extend(one.beads.into_iter().map(|bead| (bead, sure)));
        }
    }
    kept
}

/// The beads found, with those that moved behind the others in place of the single sentences that they hold.
pub fn in_place(mut found: Found, moved: Found) -> Found {
    let held = Pair::new(Side::Source, Side::Target)
        .map(|side| moved.iter().flat_map(|(bead, _)| bead[side].clone()).collect::<HashSet<usize>>());
    found.retain(|(bead, _)| match (bead.source.is_empty(), bead.target.is_empty()) {
        (false, true) => !held.source.contains(&bead.source.start),
        (true, false) => !held.target.contains(&bead.target.start),
        _ => true,
    });
    found.extend(moved);
    found
}

/// The beads found, with two that cross in place of a bead of two sentences each that are paragraphs of their own and changed
/// places: what speaks for the two has to outweigh what speaks for those that do not cross. `is_parted` says of a bead whether its
/// sentences are paragraphs of their own.
pub fn uncrossed(scorer: &Scorer, found: Found, is_parted: impl Fn(&Pair<Range<usize>>) -> bool) -> Found {
    let mut scratch = Pair::default();
    let mut of = |(bead, posterior): FoundBead| {
        let is_two = [&bead.source, &bead.target].iter().all(|sentences| sentences.len() == 2) && is_parted(&bead);
        is_two.then(|| exchanged(scorer, &bead, &mut scratch)).flatten().unwrap_or_else(|| vec![(bead, posterior)])
    };
    found.into_iter().flat_map(&mut of).collect()
}

/// The two beads that cross, where the sentences of a bead of two each changed places.
fn exchanged(scorer: &Scorer, bead: &Pair<Range<usize>>, scratch: &mut Pair<Scratch>) -> Option<Found> {
    let halves = |of: &Range<usize>| [of.start..of.start + 1, of.start + 1..of.end];
    let ([zh, next_zh], [en, next_en]) = (halves(&bead.source), halves(&bead.target));
    let mut nats = |zh: &Range<usize>, en: &Range<usize>| evidence(scorer, &Pair::new(zh.clone(), en.clone()), scratch);
    let crossed = [nats(&zh, &next_en), nats(&next_zh, &en)];
    let straight = nats(&zh, &en) + nats(&next_zh, &next_en);
    let more = crossed.iter().sum::<f64>() - straight - TOGETHER;
    let sure = 1.0 / (1.0 + (-more).exp());
    let beads = vec![(Pair::new(zh, next_en), sure), (Pair::new(next_zh, en), sure)];
    (more > 0.0 && crossed.iter().all(|&nats| nats >= EACH)).then_some(beads)
}

/// What speaks for a bead, its shape apart, in nats.
fn evidence(scorer: &Scorer, bead: &Pair<Range<usize>>, scratch: &mut Pair<Scratch>) -> f64 {
    let corridor = Corridor::whole((bead.source.start, bead.target.start), (bead.source.end, bead.target.end));
    of_score(scorer, bead, &scorer.beads(&corridor, scratch)).unwrap_or(f64::NEG_INFINITY)
}

/// The same from the beads of a corridor and their scores.
fn of_score(scorer: &Scorer, bead: &Pair<Range<usize>>, all: &[Scored]) -> Option<f64> {
    let (.., whole) = all.iter().find(|(_, other, _)| other == bead)?;
    Some(f64::from(*whole) - scorer.of_shape(bead))
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

/// Each run of the one side with each of the other that fits, where both have so many sentences.
fn pairs_of(runs: &Pair<Vec<Range<usize>>>, least: usize) -> Vec<Pair<Range<usize>>> {
    let long = |side: Side| runs[side].iter().filter(move |run| run.len() >= least);
    let all = long(Side::Source).flat_map(|zh| long(Side::Target).map(|en| Pair::new(zh.clone(), en.clone())));
    all.filter(|pair| pair.source.len() * pair.target.len() <= MOST).collect()
}

/// How many states all those have; there may be more pairs than memory holds, so they are not put together.
fn area(runs: &Pair<Vec<Range<usize>>>, least: usize) -> usize {
    let lengths = |side: Side| runs[side].iter().map(Range::len).filter(|&length| length >= least);
    let mut widths: Vec<usize> = lengths(Side::Target).collect();
    widths.sort_unstable();
    let sums = widths.iter().scan(0, |sum, width| {
        *sum += width + 1;
        Some(*sum)
    });
    let sums: Vec<usize> = std::iter::once(0).chain(sums).collect();
    let of = |height: usize| (height + 1) * sums[widths.partition_point(|width| height * width <= MOST)];
    lengths(Side::Source).map(of).sum()
}

/// The beads between two runs, where enough speaks for them.
fn between(scorer: &Scorer, runs: &Pair<Range<usize>>, chance: f64, scratch: &mut Pair<Scratch>) -> Option<Moved> {
    let corridor = Corridor::whole((runs.source.start, runs.target.start), (runs.source.end, runs.target.end));
    let found = scorer.search(&corridor, scratch);
    let all = scorer.beads(&corridor, scratch);
    let telling = found.into_iter().map(|(bead, _)| bead).filter_map(|bead| {
        let nats = of_score(scorer, &bead, &all)?;
        (!bead.source.is_empty() && !bead.target.is_empty() && nats >= EACH).then_some((bead, nats))
    });
    let (beads, nats): (Vec<_>, Vec<f64>) = telling.unzip();
    let nats = nats.iter().sum::<f64>() - chance;
    (!beads.is_empty() && nats > 0.0).then_some(Moved { beads, nats })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn runs(lengths: Pair<&[usize]>) -> Pair<Vec<Range<usize>>> {
        // a sentence with a counterpart stands between two runs
        let placed = |next: &mut usize, length: &usize| {
            let start = *next;
            *next += length + 1;
            Some(start..start + length)
        };
        lengths.map(|lengths| lengths.iter().scan(0, placed).collect())
    }

    #[test]
    fn the_area_is_that_of_the_pairs() {
        let check = |zh: &[usize], en: &[usize]| {
            let runs = runs(Pair::new(zh, en));
            for least in [1, 2] {
                let of = |pair: &Pair<Range<usize>>| (pair.source.len() + 1) * (pair.target.len() + 1);
                let whole: usize = pairs_of(&runs, least).iter().map(of).sum();
                assert_eq!(area(&runs, least), whole, "{zh:?} {en:?} {least}");
            }
        };
        check(&[], &[1, 2]);
        check(&[1, 3, 1], &[2, 1, 7]);
        check(&[1, 500, 200], &[200, 201, 80, 1]);
    }

    #[test]
    fn many_lone_sentences_are_counted_without_being_paired() {
        let lone = vec![1; 1_000_000];
        let runs = runs(Pair::both(&lone[..]));
        assert_eq!((area(&runs, 1), area(&runs, 2)), (4_000_000_000_000, 0));
    }

    #[test]
    fn beads_that_moved_take_the_place_of_their_sentences() {
        let found = vec![(Pair::new(0..1, 0..0), 0.9), (Pair::new(1..2, 0..1), 0.8), (Pair::new(2..2, 1..2), 0.9)];
        let moved = vec![(Pair::new(0..1, 1..2), 0.7)];
        assert_eq!(in_place(found, moved.clone()), [(Pair::new(1..2, 0..1), 0.8), moved[0].clone()]);
    }
}
