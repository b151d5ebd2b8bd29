//! What each sentence near the corridor says of each group of sentences that it might be made from.
//!
//! The evidence of words and of copied things is a sum over the sentences of one side, each given the group of the other.
//! So it is enough to work out, for each start of a group, each number of sentences in it and each sentence across, one
//! number, and to sum these up along the sentences across; a bead then costs two differences. Only the groups and sentences
//! of beads that begin and end in the corridor are worked out. With corridors of bounded width, time and memory are linear in
//! the sentences.

use std::ops::Range;

use super::copied::Key;
use super::corridor::Band;
use super::lists::Lists;
use super::terms::Terms;
use super::translation::Table;
use super::weights::Weights;

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
    pub given: &'a Lists<Key>,
    /// The keys of the receiving side's sentences.
    pub received: &'a Lists<Key>,
    /// By the number of giving sentences in a bead, less one, the most receiving ones.
    pub most: &'a [usize],
    /// What words count for.
    pub weights: &'a Weights,
}

/// The gains of one direction.
#[derive(Debug)]
pub struct Gains {
    first: usize,
    depth: usize,
    groups: Vec<Group>,
    /// The gains of each group, summed up along its receiving sentences.
    sums: Vec<f32>,
}

/// The receiving sentences that may stand in a bead with a group of giving ones, and where their gains are.
#[derive(Clone, Copy, Debug, Default)]
struct Group {
    at: usize,
    low: u32,
    high: u32,
}

/// Room to work in, which is all zero between uses.
#[derive(Clone, Debug, Default)]
pub struct Scratch {
    /// By word of the receiving side, how much likelier the giving sentence makes it.
    lifts: Vec<f32>,
    /// By place in the receiving sentence, what the group lends to it.
    support: Vec<f32>,
    /// The places that are lent to.
    places: Vec<u32>,
}

/// What one giving sentence lends to one receiving sentence: a range of lent words, and the copied keys as bits.
#[derive(Clone, Debug, Default)]
struct Cell {
    lent: Range<usize>,
    keys: u64,
}

impl Gains {
    /// The gains of all beads along `band`, which holds for each number of giving sentences passed the numbers of receiving
    /// ones.
    pub fn of(direction: Direction, band: &Band, scratch: &mut Scratch) -> Self {
        let depth = direction.most.len();
        let mut gains = Gains { first: band.first, depth, groups: Vec::new(), sums: Vec::new() };
        scratch.lifts.resize(direction.background.len(), 0.0);
        let starts = band.states.len() - 1;
        for start in (0..starts).step_by(CHUNK) {
            let chunk = start..(start + CHUNK).min(starts);
            let groups = gains.groups.len()..gains.groups.len() + chunk.len() * depth;
            chunk.clone().for_each(|start| gains.reserve(direction, band, start));
            let cells = Cells::of(direction, band.first + start, &gains.groups[groups.clone()], scratch);
            for start in chunk {
                let groups = &gains.groups[start * depth..(start + 1) * depth];
                cells.gains(direction, band.first + start, groups, &mut gains.sums, scratch);
            }
        }
        gains
    }

    /// Makes room for the groups that begin at `start`.
    fn reserve(&mut self, direction: Direction, band: &Band, start: usize) {
        let (low, high) = band.states[start];
        for count in 1..=self.depth {
            let most = direction.most[count - 1] as u32;
            let mut group = Group { at: self.sums.len(), low: 0, high: 0 };
            if let Some(end) = band.states.get(start + count)
                && end.0 <= high + most
            {
                (group.low, group.high) = (low.max(end.0.saturating_sub(most)), end.1.min(high + most));
            }
            if group.low < group.high {
                self.sums.resize(self.sums.len() + (group.high - group.low) as usize + 1, 0.0);
            } else {
                group.high = group.low;
            }
            self.groups.push(group);
        }
    }

    /// What the receiving sentences say of the group of `count` giving ones from `start`; both of a bead in the band.
    pub fn get(&self, start: usize, count: usize, receiving: Range<usize>) -> f32 {
        let group = self.groups[(start - self.first) * self.depth + count - 1];
        let at = |sentence: usize| self.sums[group.at + sentence - group.low as usize];
        at(receiving.end) - at(receiving.start)
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
    fn of(direction: Direction, first: usize, groups: &[Group], scratch: &mut Scratch) -> Self {
        let mut made = Cells { first, rows: Vec::new(), cells: Vec::new(), lent: Vec::new() };
        for (giving, range) in (first..).zip(receivers(groups, direction.most.len())) {
            made.rows.push((range.start, made.cells.len()));
            if range.is_empty() {
                continue;
            }
            scatter(direction, giving, &mut scratch.lifts);
            for receiving in range {
                made.cell(direction, giving, receiving, &scratch.lifts);
            }
            clear(direction, giving, &mut scratch.lifts);
        }
        made
    }

    fn cell(&mut self, direction: Direction, giving: usize, receiving: usize, lifts: &[f32]) {
        let start = self.lent.len();
        for (place, &word) in (0..).zip(direction.receiving.sentence(receiving)) {
            let lift = lifts[word as usize];
            if lift > 0.0 {
                self.lent.push((place, lift / direction.background[word as usize]));
            }
        }
        let given = direction.given.of(giving);
        let mut keys = 0;
        if !given.is_empty() {
            for (place, key) in direction.received.of(receiving).iter().enumerate() {
                keys |= u64::from(given.binary_search_by_key(&key.id, |key| key.id).is_ok()) << place;
            }
        }
        self.cells.push(Cell { lent: start..self.lent.len(), keys });
    }

    /// The gains of the groups from `start`, the smaller groups first.
    fn gains(&self, direction: Direction, start: usize, groups: &[Group], sums: &mut [f32], scratch: &mut Scratch) {
        let weights = direction.weights;
        let odds = weights.translated / (1.0 - weights.translated);
        let held = || groups.iter().filter(|group| group.low < group.high);
        let low = held().map(|group| group.low).min().unwrap_or(0);
        let high = held().map(|group| group.high).max().unwrap_or(0);
        for receiving in low..high {
            let holds = |group: &Group| group.low <= receiving && receiving < group.high;
            let Some(last) = groups.iter().rposition(holds) else { continue };
            let sentence = receiving as usize;
            let keys = direction.received.of(sentence);
            let nothing = direction.receiving.mass(sentence) * f32::ln(1.0 - weights.translated as f32);
            let missing: f32 = keys.iter().map(|key| key.miss).sum();
            let (mut mass, mut copied) = (0.0, 0u64);
            for (giving, group) in (start..).zip(&groups[..=last]) {
                let (low, at) = self.rows[giving - self.first];
                let cell = &self.cells[at + sentence - low];
                mass += direction.giving.mass(giving);
                copied |= cell.keys;
                scratch.add(&self.lent[cell.lent.clone()]);
                if holds(group) {
                    let gain = nothing + scratch.explained(odds / f64::from(mass.max(1.0))) as f32;
                    sums[group.at + 1 + (receiving - group.low) as usize] =
                        weights.words as f32 * gain + missing + found(copied, keys);
                }
            }
            scratch.clear();
        }
        for group in held() {
            let mut sum = 0.0;
            for gain in &mut sums[group.at..=group.at + (group.high - group.low) as usize] {
                sum += *gain;
                *gain = sum;
            }
        }
    }
}

/// The receiving sentences of all groups that hold a giving one, for each of these.
fn receivers(groups: &[Group], depth: usize) -> Vec<Range<usize>> {
    let starts = groups.len() / depth;
    let mut ranges = vec![0..0; starts + depth - 1];
    for (at, group) in groups.iter().enumerate().filter(|(_, group)| group.low < group.high) {
        let (start, last) = (at / depth, at % depth);
        for range in &mut ranges[start..=start + last] {
            let (low, high) = (group.low as usize, group.high as usize);
            *range = if range.end == 0 { low..high } else { range.start.min(low)..range.end.max(high) };
        }
    }
    ranges
}

/// Sets the lifts of all words that a giving sentence lends to.
fn scatter(direction: Direction, sentence: usize, lifts: &mut [f32]) {
    for &word in direction.giving.sentence(sentence) {
        for &(other, p) in direction.table.of_word(word) {
            lifts[other as usize] += p;
        }
    }
}

/// Sets them to zero again.
fn clear(direction: Direction, sentence: usize, lifts: &mut [f32]) {
    for &word in direction.giving.sentence(sentence) {
        for &(other, _) in direction.table.of_word(word) {
            lifts[other as usize] = 0.0;
        }
    }
}

impl Scratch {
    /// Adds what is lent to the places of a sentence.
    fn add(&mut self, lent: &[(u32, f32)]) {
        for &(place, lift) in lent {
            if place as usize >= self.support.len() {
                self.support.resize(place as usize + 1, 0.0);
            }
            let support = &mut self.support[place as usize];
            if *support == 0.0 {
                self.places.push(place);
            }
            *support += lift;
        }
    }

    /// What the supported words gain over their background: the logarithm of a product, taken once.
    fn explained(&self, odds: f64) -> f64 {
        let (mut product, mut logs) = (1.0f64, 0.0);
        for &place in &self.places {
            product *= 1.0 + odds * f64::from(self.support[place as usize]);
            if product > 1e200 {
                logs += product.ln();
                product = 1.0;
            }
        }
        logs + product.ln()
    }

    fn clear(&mut self) {
        for place in self.places.drain(..) {
            self.support[place as usize] = 0.0;
        }
    }
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
        let lexicon = crate::lexicon::memory::Lexicon::with(None);
        let terms = Pair::new(Terms::of(&zh, Lang::Zh, lexicon), Terms::of(&en, Lang::En, lexicon));
        let weights = Weights::default();
        let translation = Translation::of_dictionary(terms.as_ref(), lexicon, &weights);
        let copied: Copied = crate::align::name::names(texts, &weights);
        let gains = |side: Side| {
            let direction = Direction {
                giving: &terms[side.other()],
                receiving: &terms[side],
                table: &translation.table[side],
                background: &translation.background[side],
                given: &copied.keys[side.other()],
                received: &copied.keys[side],
                most: &[4; 4],
                weights: &weights,
            };
            Gains::of(direction, &Band { first: 0, states: vec![(0, 4); 5] }, &mut Scratch::default())
        };
        let (chinese, english) = (gains(Side::Source), gains(Side::Target));
        for bead in [(0..1, 0..1), (0..4, 0..2), (1..2, 1..4), (2..4, 0..4), (2..3, 2..3)] {
            let (zh, en) = bead.clone();
            let sum = english.get(zh.start, zh.len(), en.clone()) + chinese.get(en.start, en.len(), zh.clone());
            let bead = Pair::new(zh, en);
            let whole = translation.score(terms.as_ref(), &bead, &mut Pair::default()) + copied.score(&bead);
            assert!((f64::from(sum) - whole).abs() < 1e-3, "{bead:?}: {sum} {whole}");
        }
    }
}
