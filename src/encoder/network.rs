//! The network: vectors of pieces in, the vector of a sentence out.
//!
//! A piece's vector is narrowed to 256 numbers for each of three branches, which look at windows of 2, 3 and 5 pieces: two
//! convolutions each, both added to what they are made from. The vector and the three branches are put side by side,
//! normalised (layer norm), and summed over the sentence. All that depends on a piece alone, and that is more than half of
//! the work, is done once for each different piece of a batch of sentences.
//!
//! The sum, made smaller, is what a [`Sum`] holds; sums of sentences add up to that of the text that they make together.
//! Four dense layers then make a unit vector of it.

use std::collections::HashMap;
use std::ops::{AddAssign, Range};

use rayon::prelude::*;

use super::matrix::Matrix;
use super::pack::{Reader, Vectors, WIDTH};
use super::pieces::PieceId;

/// The width of a branch.
const NARROW: usize = 256;
/// The windows of the branches: how many pieces, and how many of these stand before the one in question.
const WINDOWS: [(usize, usize); 3] = [(2, 0), (3, 1), (5, 2)];
/// How many pieces a window reaches beyond a sentence.
const MARGIN: usize = 2;
/// All that a piece has in the end: its vector and what the branches make of it.
const FEATURES: usize = WIDTH + NARROW * WINDOWS.len();
/// What keeps a division from being one by zero.
const EPSILON: f32 = 1e-12;
/// How many sentences share what is worked out of their pieces, how many pieces of these are worked out together, and how
/// many pieces of text.
const BATCH: usize = 512;
const PIECES: usize = 48;
const TOKENS: usize = 384;

/// What a sentence comes to before the dense layers; sums of sentences may be added.
#[derive(Clone, Debug, PartialEq)]
pub struct Sum {
    values: [f32; WIDTH],
    pieces: f32,
}

impl Default for Sum {
    fn default() -> Self {
        Sum { values: [0.0; WIDTH], pieces: 0.0 }
    }
}

impl AddAssign<&Sum> for Sum {
    fn add_assign(&mut self, other: &Sum) {
        self.values.iter_mut().zip(&other.values).for_each(|(mine, theirs)| *mine += theirs);
        self.pieces += other.pieces;
    }
}

/// A sentence cut into pieces, and where each of its clauses ends; the last ends with the sentence.
#[derive(Clone, Debug, Default)]
pub struct Cut {
    /// The pieces.
    pub pieces: Vec<PieceId>,
    /// How many pieces there are up to the end of each clause.
    pub ends: Vec<usize>,
}

impl Cut {
    /// The pieces of each clause.
    fn clauses(&self) -> impl Iterator<Item = Range<usize>> {
        std::iter::once(0).chain(self.ends.iter().copied()).zip(&self.ends).map(|(start, &end)| start..end)
    }
}

/// Makes rows have mean 0 and variance 1, then stretches and shifts each column.
#[derive(Debug)]
struct Norm {
    gain: Vec<f32>,
    shift: Vec<f32>,
}

impl Norm {
    fn apply(&self, row: &mut [f32]) {
        let count = row.len() as f32;
        let mean = sum(row, |value| value) / count;
        row.iter_mut().for_each(|value| *value -= mean);
        let scale = 1.0 / (sum(row, |value| value * value) / count + EPSILON).sqrt();
        for ((value, gain), shift) in row.iter_mut().zip(&self.gain).zip(&self.shift) {
            *value = *value * scale * gain + shift;
        }
    }
}

/// A convolution over windows, twice.
#[derive(Debug)]
struct Branch {
    /// What a piece adds to each place of a window that it is in, side by side.
    first: Matrix,
    first_shift: Vec<f32>,
    /// What a window gives.
    second: Matrix,
    second_shift: Vec<f32>,
}

/// The layers of the model.
#[derive(Debug)]
pub struct Network {
    narrow: [Matrix; 3],
    narrow_shift: Vec<f32>,
    narrow_norm: Norm,
    branches: [Branch; 3],
    norm: Norm,
    pool: Matrix,
    pool_shift: Vec<f32>,
    dense: [Matrix; 6],
}

/// What is worked out once for each different piece.
struct Pieces {
    places: HashMap<PieceId, usize>,
    /// The vectors themselves.
    vectors: Vec<f32>,
    /// The narrowed vectors of all branches.
    narrow: Vec<f32>,
    /// The places of the windows, for each branch.
    first: [Vec<f32>; 3],
}

impl Network {
    /// Opens the table.
    pub fn open(table: &[u8]) -> Option<Self> {
        let mut reader = Reader(table);
        let mut narrow = Vec::new();
        let mut branches = Vec::new();
        let [mut narrow_shift, mut gain, mut shift] = [const { Vec::new() }; 3];
        for _ in WINDOWS {
            narrow.push(reader.matrix()?);
            narrow_shift.extend(reader.vector()?);
            gain.extend(reader.vector()?);
            shift.extend(reader.vector()?);
            branches.push(Branch {
                first: reader.side_by_side(NARROW)?,
                first_shift: reader.vector()?,
                second: reader.matrix()?,
                second_shift: reader.vector()?,
            });
        }
        let norm = Norm { gain: reader.vector()?, shift: reader.vector()? };
        let (pool, pool_shift) = (reader.matrix()?, reader.vector()?);
        let dense = (0..6).map(|_| reader.matrix()).collect::<Option<Vec<_>>>()?;
        Some(Network {
            narrow: narrow.try_into().ok()?,
            narrow_shift,
            narrow_norm: Norm { gain, shift },
            branches: branches.try_into().ok()?,
            norm,
            pool,
            pool_shift,
            dense: dense.try_into().ok()?,
        })
    }

    /// The sums of the clauses of sentences.
    pub fn sums(&self, vectors: &Vectors, sentences: &[Cut]) -> Vec<Vec<Sum>> {
        sentences.chunks(BATCH).flat_map(|batch| self.batch(vectors, batch)).collect()
    }

    fn batch(&self, vectors: &Vectors, batch: &[Cut]) -> Vec<Vec<Sum>> {
        let pieces = self.pieces(vectors, batch);
        groups(batch).into_par_iter().flat_map_iter(|group| self.group(&pieces, &batch[group])).collect()
    }

    /// What the different pieces of sentences come to by themselves.
    fn pieces(&self, vectors: &Vectors, batch: &[Cut]) -> Pieces {
        let mut different: Vec<PieceId> = batch.iter().flat_map(|cut| &cut.pieces).copied().collect();
        different.sort_unstable();
        different.dedup();
        let rows = |width: usize| vec![0.0f32; different.len() * width];
        let mut pieces = Pieces {
            places: different.iter().copied().zip(0..).collect(),
            vectors: rows(WIDTH),
            narrow: rows(NARROW * WINDOWS.len()),
            first: WINDOWS.map(|(window, _)| rows(NARROW * window)),
        };
        let [first2, first3, first5] = &mut pieces.first;
        different
            .par_chunks(PIECES)
            .zip(pieces.vectors.par_chunks_mut(PIECES * WIDTH))
            .zip(pieces.narrow.par_chunks_mut(PIECES * NARROW * WINDOWS.len()))
            .zip(first2.par_chunks_mut(PIECES * NARROW * WINDOWS[0].0))
            .zip(first3.par_chunks_mut(PIECES * NARROW * WINDOWS[1].0))
            .zip(first5.par_chunks_mut(PIECES * NARROW * WINDOWS[2].0))
            .for_each(|(((((ids, of), narrow), first2), first3), first5)| {
                ids.iter().zip(of.chunks_mut(WIDTH)).for_each(|(&id, row)| vectors.read(id, row));
                self.narrowed(of, narrow);
                for ((branch, first), at) in self.branches.iter().zip([first2, first3, first5]).zip(0..) {
                    branch.first.multiply(&narrow[at * NARROW..], NARROW * WINDOWS.len(), first);
                }
            });
        pieces
    }

    /// The vectors of pieces narrowed for all branches.
    fn narrowed(&self, vectors: &[f32], out: &mut [f32]) {
        let width = NARROW * WINDOWS.len();
        for (matrix, at) in self.narrow.iter().zip(0..) {
            let part = matrix.product(vectors);
            for (row, part) in out.chunks_mut(width).zip(part.chunks(NARROW)) {
                row[at * NARROW..(at + 1) * NARROW].copy_from_slice(part);
            }
        }
        for row in out.chunks_mut(width) {
            row.iter_mut().zip(&self.narrow_shift).for_each(|(value, shift)| *value += shift);
            self.narrow_norm.apply(row);
        }
    }

    /// The sums of the clauses of some sentences.
    fn group(&self, pieces: &Pieces, cuts: &[Cut]) -> Vec<Vec<Sum>> {
        let places = |cut: &Cut| cut.pieces.iter().map(|id| pieces.places[id]).collect();
        let sentences: Vec<Vec<usize>> = cuts.iter().map(places).collect();
        let branches: Vec<Vec<f32>> =
            (0..WINDOWS.len()).map(|branch| self.branch(branch, pieces, &sentences)).collect();
        let clauses = || cuts.iter().flat_map(Cut::clauses);
        let mut sums = vec![0.0; clauses().count() * FEATURES];
        let mut rows = sums.chunks_mut(FEATURES);
        let mut features = [0.0; FEATURES];
        let mut row = 0;
        for (cut, sentence) in cuts.iter().zip(&sentences) {
            for (clause, sum) in cut.clauses().zip(rows.by_ref()) {
                for &piece in &sentence[clause] {
                    let (vector, rest) = features.split_at_mut(WIDTH);
                    vector.copy_from_slice(&pieces.vectors[piece * WIDTH..][..WIDTH]);
                    for (part, branch) in rest.chunks_mut(NARROW).zip(&branches) {
                        part.copy_from_slice(&branch[row * NARROW..][..NARROW]);
                    }
                    self.norm.apply(&mut features);
                    sum.iter_mut().zip(&features).for_each(|(sum, feature)| *sum += feature);
                    row += 1;
                }
            }
            row += MARGIN;
        }
        let pooled = self.pool.product(&sums);
        let sum = |(pooled, clause): (&[f32], Range<usize>)| {
            let pieces = clause.len() as f32;
            let values = std::array::from_fn(|at| pooled[at] + pieces * self.pool_shift[at]);
            Sum { values, pieces }
        };
        let mut made = pooled.chunks(WIDTH).zip(clauses()).map(sum);
        cuts.iter().map(|cut| made.by_ref().take(cut.ends.len()).collect()).collect()
    }

    /// What a branch makes of sentences, with [`MARGIN`] rows between them that mean nothing.
    fn branch(&self, branch: usize, pieces: &Pieces, sentences: &[Vec<usize>]) -> Vec<f32> {
        let ((window, before), layer) = (WINDOWS[branch], &self.branches[branch]);
        let rows: usize = sentences.iter().map(|sentence| sentence.len() + MARGIN).sum();
        let mut padded = vec![0.0f32; (rows + MARGIN) * NARROW];
        let mut lines = padded.chunks_mut(NARROW).skip(MARGIN);
        for sentence in sentences {
            for (at, line) in (0..sentence.len()).zip(&mut lines) {
                line.copy_from_slice(&layer.first_shift);
                for place in 0..window {
                    let Some(&piece) = (at + place).checked_sub(before).and_then(|at| sentence.get(at)) else {
                        continue;
                    };
                    let first = &pieces.first[branch][(piece * window + place) * NARROW..][..NARROW];
                    line.iter_mut().zip(first).for_each(|(sum, first)| *sum += first);
                }
                let narrow = &pieces.narrow[(sentence[at] * WINDOWS.len() + branch) * NARROW..][..NARROW];
                line.iter_mut().zip(narrow).for_each(|(sum, narrow)| *sum = sum.max(0.0) + narrow);
            }
            lines.by_ref().take(MARGIN).for_each(drop);
        }
        let mut out = vec![0.0; (rows - MARGIN) * NARROW];
        layer.second.multiply(&padded[(MARGIN - before) * NARROW..], NARROW, &mut out);
        for (line, added) in out.chunks_mut(NARROW).zip(padded[MARGIN * NARROW..].chunks(NARROW)) {
            for ((value, shift), added) in line.iter_mut().zip(&layer.second_shift).zip(added) {
                *value = (*value + shift).max(0.0) + added;
            }
        }
        out
    }

    /// The unit vectors of sums, one after the other.
    pub fn vectors(&self, sums: &[Sum]) -> Vec<f32> {
        let mean = |sum: &Sum| sum.values.map(|value| value / sum.pieces.max(1.0).sqrt());
        sums.par_chunks(PIECES)
            .flat_map_iter(|sums| self.dense(&sums.iter().flat_map(mean).collect::<Vec<_>>()))
            .collect()
    }

    fn dense(&self, means: &[f32]) -> Vec<f32> {
        let [d0, d1, p1, d2, p3, d3] = &self.dense;
        let positive = |mut values: Vec<f32>| {
            values.iter_mut().for_each(|value| *value = value.max(0.0));
            values
        };
        let plus = |mut values: Vec<f32>, others: Vec<f32>| {
            values.iter_mut().zip(others).for_each(|(value, other)| *value += other);
            values
        };
        let first = positive(plus(p1.product(means), d1.product(&positive(d0.product(means)))));
        let mut last = plus(p3.product(&first), d3.product(&positive(d2.product(&first))));
        for row in last.chunks_mut(WIDTH) {
            row.iter_mut().for_each(|value| *value = value.tanh());
            let scale = 1.0 / sum(row, |value| value * value).max(EPSILON).sqrt();
            row.iter_mut().for_each(|value| *value *= scale);
        }
        last
    }
}

/// Sentences cut into groups of about as many pieces.
fn groups(batch: &[Cut]) -> Vec<Range<usize>> {
    let mut groups = Vec::new();
    let (mut start, mut pieces) = (0, 0);
    for (at, sentence) in batch.iter().enumerate() {
        pieces += sentence.pieces.len() + MARGIN;
        if pieces >= TOKENS || at + 1 == batch.len() {
            groups.push(start..at + 1);
            (start, pieces) = (at + 1, 0);
        }
    }
    groups
}

/// The sum of what is made of each number; in sixteen parts, which the compiler can add up at once.
pub fn sum(values: &[f32], of: impl Fn(f32) -> f32) -> f32 {
    let (parts, rest) = values.as_chunks::<16>();
    let mut sums = [0.0f32; 16];
    for part in parts {
        sums.iter_mut().zip(part).for_each(|(sum, &value)| *sum += of(value));
    }
    sums.iter().sum::<f32>() + rest.iter().map(|&value| of(value)).sum::<f32>()
}
