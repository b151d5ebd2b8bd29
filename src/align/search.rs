//! The search for the best beads: dynamic programming over a corridor of the lattice.
//!
//! A state is a number of Chinese sentences passed and a number of English ones; a bead leads from one to another. The
//! forward sweep sums the weights of all ways to each state; the backward sweep gives each bead its posterior probability
//! (Baum 1972) and at once picks the beads whose expected number of right ones is largest (Goodman 1996), so a confident
//! reading is not traded for a likelier but flatter one. Ties go to the bead with fewer Chinese, then fewer English
//! sentences. Each bead of the corridor is scored once, some ten to thirty a state, and kept for the second sweep.

use std::ops::Range;

use super::corridor::{Corridor, State};
use super::gains::{Direction, Gains, Scratch};
use super::length::Length;
use super::meaning::Meaning;
use super::pins::Pins;
use super::prior::Prior;
use super::punctuation::Punctuation;
use super::structure::Structure;
use super::weights::MeaningWeights;
use crate::text::pair::Pair;

/// All that a bead is scored by.
#[derive(Debug)]
pub struct Scorer<'a> {
    /// By its shape.
    pub prior: &'a Prior,
    /// By its lengths.
    pub length: &'a Length,
    /// By its place among the blocks.
    pub structure: &'a Structure,
    /// By its quotation marks, and how its sentences end.
    pub punctuation: &'a Punctuation,
    /// Beads that are given.
    pub pins: &'a Pins,
    /// What a sentence without counterpart counts for; see the weights.
    pub unmatched_gain: f64,
    /// What each kind of evidence counts for.
    pub by: &'a MeaningWeights,
    /// By what its sentences mean, where the encoder was asked.
    pub meaning: Option<&'a Meaning>,
    /// English sentences given Chinese ones.
    pub english: Direction<'a>,
    /// Chinese sentences given English ones.
    pub chinese: Direction<'a>,
}

/// A bead as the search finds it: the sentences of the Chinese and of the English text, with its posterior.
pub type FoundBead = (Pair<Range<usize>>, f64);
/// The beads of both texts, or of a section of them, in order.
pub type Found = Vec<FoundBead>;

/// A bead of a corridor with its score, and the states between which it leads.
pub type Scored = (Range<usize>, Pair<Range<usize>>, f32);

/// A bead that leads from one state to another.
#[derive(Clone, Copy, Debug)]
struct Way {
    to: u32,
    zh: u8,
    en: u8,
    score: f32,
}

/// The beads of a corridor, by the state that they begin in.
struct Lattice {
    starts: Vec<usize>,
    ways: Vec<Way>,
}

impl Scorer<'_> {
    /// The beads whose expected number of right ones is largest, with their posteriors, in order.
    pub fn search(&self, corridor: &Corridor, scratch: &mut Pair<Scratch>) -> Found {
        self.pins.through(corridor, |between| self.free(between, scratch))
    }

    /// The same where no bead of both sides is given.
    fn free(&self, corridor: &Corridor, scratch: &mut Pair<Scratch>) -> Found {
        let lattice = self.lattice(corridor, scratch);
        let choices = lattice.choices(&lattice.forward(), self.unmatched_gain);
        trace(corridor, &choices)
    }

    /// All beads of a corridor with their scores, by the states between which they lead.
    pub fn beads(&self, corridor: &Corridor, scratch: &mut Pair<Scratch>) -> Vec<Scored> {
        let lattice = self.lattice(corridor, scratch);
        let rows = corridor.from().0..=corridor.to().0;
        let states = rows.flat_map(|row| corridor.row(row).map(move |column| (row, column)));
        let of = |(state, (row, column)): (usize, State)| {
            let bead = move |way: &Way| {
                let bead = Pair::new(row..row + usize::from(way.zh), column..column + usize::from(way.en));
                (state..way.to as usize, bead, way.score)
            };
            lattice.of(state).iter().map(bead).collect::<Vec<_>>()
        };
        states.enumerate().flat_map(of).collect()
    }

    fn lattice(&self, corridor: &Corridor, scratch: &mut Pair<Scratch>) -> Lattice {
        let english = Gains::of(self.english, &corridor.by_row(), &mut scratch.target);
        let chinese = Gains::of(self.chinese, &corridor.by_column(), &mut scratch.source);
        let mut lattice = Lattice { starts: Vec::with_capacity(corridor.states() + 1), ways: Vec::new() };
        for row in corridor.from().0..=corridor.to().0 {
            for column in corridor.row(row) {
                let first = lattice.ways.len();
                lattice.starts.push(first);
                self.unmatched(corridor, (row, column), &mut lattice.ways);
                self.matched(corridor, (row, column), Pair::new(&chinese, &english), &mut lattice.ways);
                let junction = self.meaning.map_or(0.0, |meaning| meaning.junction((row, column))) as f32;
                lattice.ways[first..].iter_mut().for_each(|way| way.score += junction);
            }
        }
        lattice.starts.push(lattice.ways.len());
        lattice
    }

    /// The beads of one sentence without counterpart.
    fn unmatched(&self, corridor: &Corridor, (row, column): State, ways: &mut Vec<Way>) {
        for (zh, en) in [(0, 1), (1, 0)] {
            if let Some(to) = corridor.state(row + zh, column + en) {
                let score = (self.by.shapes * self.prior.score(zh, en) + self.by.unmatched) as f32;
                ways.push(Way { to: to as u32, zh: zh as u8, en: en as u8, score });
            }
        }
    }

    /// The beads with both sides.
    fn matched(&self, corridor: &Corridor, (row, column): State, gains: Pair<&Gains>, ways: &mut Vec<Way>) {
        let left = corridor.to().0 - row;
        for (zh, &most) in (1..=left).zip(self.english.most) {
            let ends = corridor.row(row + zh);
            if column + most < *ends.start() {
                break;
            }
            let numbered = corridor.state(row + zh, *ends.start()).unwrap_or(0);
            for end in (*ends.start()).max(column + 1)..=(*ends.end()).min(column + most) {
                let en = end - column;
                let terms = gains.target.get(row, zh, column..end) + gains.source.get(column, en, row..row + zh);
                let bead = Pair::new(row..row + zh, column..end);
                if self.pins.exclude(&bead) {
                    continue;
                }
                let whole = self.of_bead(&bead) + self.by.words * f64::from(terms);
                let to = (numbered + end - ends.start()) as u32;
                ways.push(Way { to, zh: zh as u8, en: en as u8, score: whole as f32 });
            }
        }
    }
}

impl Scorer<'_> {
    /// What the shape of a bead says.
    pub fn of_shape(&self, bead: &Pair<Range<usize>>) -> f64 {
        self.by.shapes * self.prior.score(bead.source.len(), bead.target.len())
    }

    /// What speaks for a bead with both sides, but for its words and what else is told sentence by sentence.
    fn of_bead(&self, bead: &Pair<Range<usize>>) -> f64 {
        let by = self.by;
        self.of_shape(bead)
            + by.lengths * self.length.score(bead)
            + by.structures * self.structure.score(bead)
            + by.openings * self.punctuation.opened(bead)
            + by.endings * self.punctuation.ended(bead)
            + self.meaning.map_or(0.0, |meaning| meaning.score(bead))
    }
}

impl Lattice {
    fn states(&self) -> usize {
        self.starts.len() - 1
    }

    fn of(&self, state: usize) -> &[Way] {
        &self.ways[self.starts[state]..self.starts[state + 1]]
    }

    /// The logarithm of the summed weights of all ways to each state.
    fn forward(&self) -> Vec<f64> {
        let mut sums = vec![(f64::NEG_INFINITY, 0.0f64); self.states()];
        sums[0] = (0.0, 1.0);
        for state in 0..self.states() {
            let here = sums[state].0 + sums[state].1.ln();
            sums[state].0 = here;
            if here > f64::NEG_INFINITY {
                for way in self.of(state) {
                    add(&mut sums[way.to as usize], here + f64::from(way.score));
                }
            }
        }
        sums.into_iter().map(|sum| sum.0).collect()
    }

    /// For each state the bead to take from there, with its posterior.
    fn choices(&self, forward: &[f64], unmatched_gain: f64) -> Vec<(u8, u8, f32)> {
        let last = self.states() - 1;
        let mut mass = vec![0.0f64; last + 1];
        let mut values = vec![f64::NEG_INFINITY; last + 1];
        let mut choices = vec![(0u8, 0u8, 0.0f32); last + 1];
        mass[last] = 1.0;
        values[last] = 0.0;
        for state in (0..last).rev() {
            for way in self.of(state) {
                let to = way.to as usize;
                let share = forward[state] + f64::from(way.score) - forward[to];
                let posterior = if share > -40.0 { mass[to] * share.exp() } else { 0.0 };
                mass[state] += posterior;
                let worth = if way.zh.min(way.en) == 0 { unmatched_gain } else { 1.0 };
                let value = values[to] + worth * posterior;
                if value > values[state] {
                    values[state] = value;
                    choices[state] = (way.zh, way.en, posterior.min(1.0) as f32);
                }
            }
        }
        choices
    }
}

/// Adds a weight to a sum that is kept beside its largest summand.
fn add(sum: &mut (f64, f64), weight: f64) {
    let above = weight - sum.0;
    if above > 0.0 {
        *sum = (weight, if sum.1 == 0.0 { 1.0 } else { sum.1 * (-above).exp() + 1.0 });
    } else if above > -40.0 {
        sum.1 += above.exp();
    }
}

/// Follows the choices from the first state to the last.
fn trace(corridor: &Corridor, choices: &[(u8, u8, f32)]) -> Found {
    let (mut row, mut column) = corridor.from();
    let mut found = Vec::with_capacity(corridor.to().0 - row);
    while (row, column) != corridor.to() {
        let Some(state) = corridor.state(row, column) else { break };
        let (zh, en, posterior) = choices[state];
        let (zh, en) = (usize::from(zh), usize::from(en));
        found.push((Pair::new(row..row + zh, column..column + en), f64::from(posterior)));
        (row, column) = (row + zh, column + en);
    }
    found
}
