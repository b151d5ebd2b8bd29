//! The search for the best beads: dynamic programming over a corridor of the lattice.
//!
//! A state is a number of Chinese sentences passed and a number of English ones; a bead leads from one to another. The
//! forward sweep sums the weights of all ways to each state; the backward sweep gives each bead its posterior probability
//! (Baum 1972) and at once picks the beads whose expected number of right ones is largest (Goodman 1996), so a confident
//! reading is not traded for a likelier but flatter one. Ties go to the bead with fewer Chinese, then fewer English
//! sentences. Both sweeps try some thirty beads a state; memory is three numbers a state.

use std::ops::Range;

use super::corridor::Corridor;
use super::gains::Gains;
use super::length::Length;
use super::prior::Prior;
use super::structure::Structure;
use super::weights::{MOST_EN, MOST_ZH, UNMATCHED_GAIN, WIDEST};
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
    /// English sentences given Chinese ones.
    pub english: Gains,
    /// Chinese sentences given English ones.
    pub chinese: Gains,
}

/// Beads as the search finds them: the sentences of the Chinese and of the English text, with their posterior.
pub type Found = Vec<(Pair<Range<usize>>, f64)>;

impl Scorer<'_> {
    /// Every bead that starts in a state and ends in the corridor, with its score and the state where it ends.
    fn beads(&self, corridor: &Corridor, from: (usize, usize), mut visit: impl FnMut((usize, usize), usize, f64)) {
        let (row, column) = from;
        let (rows, columns) = corridor.size();
        if let Some(state) = corridor.state(row, column + 1).filter(|_| column < columns) {
            visit((0, 1), state, self.prior.score(0, 1));
        }
        if let Some(state) = corridor.state(row + 1, column).filter(|_| row < rows) {
            visit((1, 0), state, self.prior.score(1, 0));
        }
        let mut given_english = [0.0f32; MOST_EN + 1];
        for zh in 1..=MOST_ZH.min(rows - row) {
            let most = if zh == 1 { MOST_EN } else { WIDEST - zh };
            let mut given_chinese = 0.0;
            for (en, given_english) in given_english.iter_mut().enumerate().take(most.min(columns - column) + 1).skip(1)
            {
                given_chinese += self.english.get(row, zh, column + en - 1);
                *given_english += self.chinese.get(column, en, row + zh - 1);
                if let Some(state) = corridor.state(row + zh, column + en) {
                    let bead = Pair::new(row..row + zh, column..column + en);
                    let terms = f64::from(given_chinese + *given_english);
                    let whole = self.length.score(&bead) + self.structure.score(&bead);
                    visit((zh, en), state, self.prior.score(zh, en) + whole + terms);
                }
            }
        }
    }

    /// The logarithm of the summed weights of all ways to each state.
    fn forward(&self, corridor: &Corridor) -> Vec<f64> {
        let mut sums = vec![(f64::NEG_INFINITY, 0.0f64); corridor.states()];
        sums[0] = (0.0, 1.0);
        let mut state = 0;
        for row in 0..=corridor.size().0 {
            for column in corridor.row(row) {
                let here = sums[state].0 + sums[state].1.ln();
                if here > f64::NEG_INFINITY {
                    self.beads(corridor, (row, column), |_, to, score| add(&mut sums[to], here + score));
                }
                state += 1;
            }
        }
        sums.into_iter().map(|(most, sum)| most + sum.ln()).collect()
    }

    /// The beads whose expected number of right ones is largest, with their posteriors, in order.
    pub fn search(&self, corridor: &Corridor) -> Found {
        let forward = self.forward(corridor);
        let last = corridor.states() - 1;
        let mut mass = vec![0.0f64; last + 1];
        let mut best = vec![(f64::NEG_INFINITY, (0u8, 0u8), 0.0f32); last + 1];
        mass[last] = 1.0;
        best[last].0 = 0.0;
        let mut state = last + 1;
        for row in (0..=corridor.size().0).rev() {
            for column in corridor.row(row).rev() {
                state -= 1;
                let (mut here, mut choice) = (mass[state], best[state]);
                self.beads(corridor, (row, column), |shape, to, score| {
                    let share = forward[state] + score - forward[to];
                    let posterior = if share > -40.0 { mass[to] * share.exp() } else { 0.0 };
                    here += posterior;
                    let worth = if shape.0 * shape.1 == 0 { UNMATCHED_GAIN } else { 1.0 };
                    let value = best[to].0 + worth * posterior;
                    if value > choice.0 {
                        choice = (value, (shape.0 as u8, shape.1 as u8), posterior.min(1.0) as f32);
                    }
                });
                (mass[state], best[state]) = (here, choice);
            }
        }
        trace(corridor, &best)
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
fn trace(corridor: &Corridor, best: &[(f64, (u8, u8), f32)]) -> Found {
    let mut found = Vec::new();
    let (mut row, mut column) = (0, 0);
    while (row, column) != corridor.size() {
        let Some(state) = corridor.state(row, column) else { break };
        let (_, shape, posterior) = best[state];
        let (zh, en) = (usize::from(shape.0), usize::from(shape.1));
        found.push((Pair::new(row..row + zh, column..column + en), f64::from(posterior)));
        (row, column) = (row + zh, column + en);
    }
    found
}
