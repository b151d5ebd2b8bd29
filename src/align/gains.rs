//! What each sentence near the corridor says of each group of sentences that it might be made from.
//!
//! The evidence of words and of copied things is a sum over the sentences of one side, each given the group of the other.
//! So it is enough to work out, for each start of a group, each number of sentences in it and each sentence across, one
//! number; beads are then scored by adding a few of them up. With corridors of bounded width, time and memory are linear
//! in the sentences. Rows are independent and are worked out in parallel.

use std::ops::Range;

use rayon::prelude::*;

use super::copied::Key;
use super::terms::Terms;
use super::translation::Table;
use super::weights::TRANSLATED;

/// How many starts are worked out together, sharing what their sentences give.
const CHUNK: usize = 64;

/// One direction: the receiving sentences as made from groups of giving ones.
#[derive(Clone, Copy, Debug)]
pub struct Direction<'a> {
    /// The words of the giving side.
    pub giving: &'a Terms,
    /// The words of the receiving side.
    pub receiving: &'a Terms,
    /// The receiving side's words by the giving side's.
    pub table: &'a Table,
    /// The background of the receiving side's words.
    pub background: &'a [f32],
    /// The keys of the giving side's sentences.
    pub given: &'a [Vec<Key>],
    /// The keys of the receiving side's sentences.
    pub received: &'a [Vec<Key>],
}

/// The gains of one direction.
#[derive(Debug)]
pub struct Gains {
    chunks: Vec<Vec<f32>>,
    rows: Vec<Row>,
}

/// Where the gains of one start are in its chunk: first those of a group of one with each receiving sentence.
#[derive(Clone, Copy, Debug)]
struct Row {
    at: usize,
    low: usize,
    width: usize,
}

/// What one giving sentence lends to one receiving sentence: a range of lent words, and the copied keys as bits.
#[derive(Clone, Debug, Default)]
struct Cell {
    lent: Range<usize>,
    keys: u64,
}

impl Gains {
    /// The gains of groups of up to `depth` giving sentences from each start, for the receiving sentences in its range.
    pub fn of(direction: Direction, ranges: &[Range<usize>], depth: usize) -> Self {
        let mut rows = Vec::with_capacity(ranges.len());
        for chunk in ranges.chunks(CHUNK) {
            let mut at = 0;
            for range in chunk {
                rows.push(Row { at, low: range.start, width: range.len() });
                at += range.len() * depth;
            }
        }
        let starts: Vec<usize> = (0..ranges.len()).step_by(CHUNK).collect();
        let chunk = |&start: &usize| {
            let end = (start + CHUNK).min(ranges.len());
            let cells = Cells::of(direction, ranges, start..end, depth);
            let mut values = Vec::with_capacity(ranges[start..end].iter().map(|range| range.len() * depth).sum());
            for (row, range) in (start..end).zip(&ranges[start..end]) {
                cells.gains(direction, row, range.clone(), depth, &mut values);
            }
            values
        };
        let chunks = starts.par_iter().map(chunk).collect();
        Gains { chunks, rows }
    }

    /// What the receiving sentence says of the group of `count` giving ones from `start`.
    pub fn get(&self, start: usize, count: usize, receiving: usize) -> f32 {
        let row = self.rows[start];
        self.chunks[start / CHUNK][row.at + (count - 1) * row.width + receiving - row.low]
    }
}

/// What the giving sentences of a chunk lend, one by one.
struct Cells {
    first: usize,
    /// For each giving sentence the first receiving sentence and the place of its cell.
    rows: Vec<(usize, usize)>,
    cells: Vec<Cell>,
    /// Places among the receiving sentence's words, with what they are lent.
    lent: Vec<(u32, f32)>,
}

impl Cells {
    fn of(direction: Direction, ranges: &[Range<usize>], chunk: Range<usize>, depth: usize) -> Self {
        let last = (chunk.end + depth - 1).min(direction.giving.sentences());
        let mut made = Cells { first: chunk.start, rows: Vec::new(), cells: Vec::new(), lent: Vec::new() };
        let mut lifts = vec![0.0f32; direction.background.len()];
        for sentence in chunk.start..last {
            let low = ranges[chunk.start.max((sentence + 1).saturating_sub(depth))].start;
            let high = ranges[sentence.min(chunk.end - 1)].end;
            made.rows.push((low, made.cells.len()));
            scatter(direction, sentence, &mut lifts, |count, p| count * p);
            for receiving in low..high {
                made.cell(direction, sentence, receiving, &lifts);
            }
            scatter(direction, sentence, &mut lifts, |_, _| 0.0);
        }
        made
    }

    fn cell(&mut self, direction: Direction, giving: usize, receiving: usize, lifts: &[f32]) {
        let start = self.lent.len();
        for (place, &(word, _)) in (0..).zip(direction.receiving.sentence(receiving)) {
            let lift = lifts[word as usize];
            if lift > 0.0 {
                self.lent.push((place, lift / direction.background[word as usize]));
            }
        }
        let given = &direction.given[giving];
        let mut keys = 0;
        if !given.is_empty() {
            for (place, key) in direction.received[receiving].iter().enumerate() {
                keys |= u64::from(given.binary_search_by_key(&key.id, |key| key.id).is_ok()) << (place & 63);
            }
        }
        self.cells.push(Cell { lent: start..self.lent.len(), keys });
    }

    /// Appends the gains of the groups from `start`, the smaller groups first.
    fn gains(&self, direction: Direction, start: usize, range: Range<usize>, depth: usize, values: &mut Vec<f32>) {
        let base = values.len();
        let width = range.len();
        values.resize(base + width * depth, 0.0);
        let mut support: Vec<(u32, f32)> = Vec::new();
        for receiving in range.clone() {
            let terms = direction.receiving.sentence(receiving);
            let keys = &direction.received[receiving];
            let nothing = direction.receiving.mass[receiving] * f32::ln(1.0 - TRANSLATED as f32);
            let missing: f32 = keys.iter().map(|key| key.miss).sum();
            let (mut mass, mut copied) = (0.0, 0u64);
            support.clear();
            for count in 0..depth.min(direction.giving.sentences() - start) {
                let (low, at) = self.rows[start + count - self.first];
                let cell = &self.cells[at + receiving - low];
                mass += direction.giving.mass[start + count];
                copied |= cell.keys;
                add(&mut support, &self.lent[cell.lent.clone()]);
                let gain = nothing + explained(&support, terms, mass.max(1.0)) as f32;
                values[base + count * width + receiving - range.start] = 0.5 * gain + missing + found(copied, keys);
            }
        }
    }
}

/// Sets the lifts of all words that a giving sentence lends to.
fn scatter(direction: Direction, sentence: usize, lifts: &mut [f32], value: impl Fn(f32, f32) -> f32) {
    for &(word, count) in direction.giving.sentence(sentence) {
        for &(other, p) in direction.table.of_word(word) {
            let lift = &mut lifts[other as usize];
            let value = value(count, p);
            *lift = if value == 0.0 { 0.0 } else { *lift + value };
        }
    }
}

/// Adds up what is lent to the same places.
fn add(support: &mut Vec<(u32, f32)>, lent: &[(u32, f32)]) {
    for &(place, lift) in lent {
        match support.iter_mut().find(|known| known.0 == place) {
            Some(known) => known.1 += lift,
            None => support.push((place, lift)),
        }
    }
}

/// What the supported words gain over their background: the logarithm of a product, taken once.
fn explained(support: &[(u32, f32)], terms: &[(u32, f32)], mass: f32) -> f64 {
    let odds = TRANSLATED / (1.0 - TRANSLATED) / f64::from(mass);
    let (mut product, mut logs) = (1.0f64, 0.0);
    for &(place, lift) in support {
        let factor = 1.0 + odds * f64::from(lift);
        for _ in 0..terms[place as usize].1 as u32 {
            product *= factor;
        }
        if product > 1e200 {
            logs += product.ln();
            product = 1.0;
        }
    }
    logs + product.ln()
}

/// What the copied keys say beyond being missed.
fn found(mut copied: u64, keys: &[Key]) -> f32 {
    let mut sum = 0.0;
    while copied != 0 {
        let key = &keys[copied.trailing_zeros() as usize];
        sum += key.hit - key.miss;
        copied &= copied - 1;
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::align::copied::Copied;
    use crate::align::translation::Translation;
    use crate::analysis::Text;
    use crate::respace::Glue;
    use crate::segment::presegmented;
    use crate::text::lang::Lang;
    use crate::text::pair::{Pair, Side};
    use crate::text::source::Source;

    #[test]
    fn gains_add_up_to_the_score_of_each_bead() {
        let of = |text: &str, lang| {
            let (document, segments) = presegmented(Source::new("-", text), lang);
            Text::of_segments(document, Glue::default(), segments)
        };
        let zh = of("广东保护WIPO。\n法院的专利，专利。\n\n保护法院。", Lang::Zh);
        let en = of("Guangdong protects WIPO.\nPatents of the courts.\nProtection.\nA river, WIPO.", Lang::En);
        let texts = Pair::new(&zh, &en);
        let terms = Pair::new(Terms::of(&zh, Lang::Zh), Terms::of(&en, Lang::En));
        let translation = Translation::of_dictionary(terms.as_ref());
        let copied: Copied = crate::align::name::names(texts);
        let gains = |side: Side| {
            let direction = Direction {
                giving: &terms[side.other()],
                receiving: &terms[side],
                table: &translation.table[side],
                background: &translation.background[side],
                given: &copied.keys[side.other()],
                received: &copied.keys[side],
            };
            Gains::of(direction, &vec![0..4; 4], 4)
        };
        let (chinese, english) = (gains(Side::Source), gains(Side::Target));
        for bead in [(0..1, 0..1), (0..4, 0..2), (1..2, 1..4), (2..4, 0..4), (2..3, 2..3)] {
            let (zh, en) = bead.clone();
            let sum = en.clone().map(|at| english.get(zh.start, zh.len(), at)).sum::<f32>()
                + zh.clone().map(|at| chinese.get(en.start, en.len(), at)).sum::<f32>();
            let bead = Pair::new(zh, en);
            let whole = translation.score(terms.as_ref(), &bead) + copied.score(&bead);
            assert!((f64::from(sum) - whole).abs() < 1e-3, "{bead:?}: {sum} {whole}");
        }
    }
}
