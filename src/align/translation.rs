//! Evidence from words: what stands for what.
//!
//! Each side of a bead is scored as IBM model 1 (Brown et al. 1993) would make it from the other, against a background
//! of the words' own frequencies: the sum over its words w of `ln((1 - λ)·bg(w) + λ·mean t(w | v)) - ln bg(w)`, v over the
//! words of the other side; the mean of both directions counts. Rare words say much by themselves, as their background is
//! small. t comes from the glosses of the dictionary, restricted to the words of the document; after a first pass, pairs
//! that meet in beads significantly often (Dunning 1993) join in, and one step of expectation and maximisation on the
//! document's own beads weighs all of them, the dictionary counting as a few occurrences.
//!
//! Making the first tables costs one look-up a different word; learning costs a beads' words times each other.

use std::ops::Range;

use super::search::FoundBead;
use super::terms::{TermId, Terms};
use super::weights::Weights;
use crate::lexicon::dictionary::StemId;
use crate::lexicon::memory::Lexicon;
use crate::text::pair::{Pair, Side};

/// Pairs less probable than this are left out.
const NEGLIGIBLE: f32 = 0.01;

/// For each word of one side, the words of the other that it is translated by, with their probabilities.
#[derive(Clone, Debug, Default)]
pub struct Table {
    starts: Vec<usize>,
    entries: Vec<(TermId, f32)>,
}

impl Table {
    fn of(rows: impl Iterator<Item = Vec<(TermId, f32)>>) -> Self {
        let mut table = Table { starts: vec![0], entries: Vec::new() };
        for row in rows {
            table.entries.extend(row);
            table.starts.push(table.entries.len());
        }
        table
    }

    /// The translations of a word, by number.
    pub fn of_word(&self, word: TermId) -> &[(TermId, f32)] {
        &self.entries[self.starts[word as usize]..self.starts[word as usize + 1]]
    }

    /// The same pairs seen from the other side, each row normalised; `count` is the number of words there.
    fn inverse(&self, count: usize) -> Table {
        let mut rows = vec![Vec::new(); count];
        for word in 0..self.starts.len() - 1 {
            for &(other, p) in self.of_word(word as TermId) {
                rows[other as usize].push((word as TermId, p));
            }
        }
        Table::of(rows.into_iter().map(normalised))
    }
}

fn normalised(mut row: Vec<(TermId, f32)>) -> Vec<(TermId, f32)> {
    let whole: f32 = row.iter().map(|entry| entry.1).sum();
    for entry in &mut row {
        entry.1 /= whole.max(f32::MIN_POSITIVE);
    }
    row.retain(|entry| entry.1 > NEGLIGIBLE);
    row
}

/// Translations in both directions; `[side]` gives the words of `side` from those of the other.
#[derive(Clone, Debug, Default)]
pub struct Translation {
    /// Probabilities.
    pub table: Pair<Table>,
    /// Background probabilities of the words of each side.
    pub background: Pair<Vec<f32>>,
    weights: Weights,
}

impl Translation {
    /// What the dictionary says of the words of a document; the Chinese are the source's.
    pub fn of_dictionary(terms: Pair<&Terms>, lexicon: Lexicon, weights: &Weights) -> Self {
        let mut english = vec![None; lexicon.stem_count()];
        for (number, name) in terms.target.names.iter().enumerate() {
            if let Some(stem) = lexicon.stem(name) {
                english[stem as usize] = Some(number as TermId);
            }
        }
        let rows = terms.source.names.iter().map(|word| glosses(lexicon, word, &english, weights.parts));
        let to_english = Table::of(rows);
        let to_chinese = to_english.inverse(terms.source.names.len().max(terms.target.names.len()));
        let background = terms.map(|terms| {
            let total = terms.total() + 1.0;
            terms.frequency.iter().map(|count| (count + 0.5) / total).collect()
        });
        Translation { table: Pair::new(to_chinese, to_english), background, weights: weights.clone() }
    }

    /// Learns from beads, given as ranges of sentences with how sure they are.
    pub fn learn(&self, terms: Pair<&Terms>, beads: &[&FoundBead]) -> Self {
        let bags = beads.iter().map(|(bead, _)| bead.clone());
        let bags: Vec<Pair<Bag>> = bags.map(|bead| terms.zip(bead).map(|(terms, range)| bag(terms, range))).collect();
        let weights: Vec<f32> = beads.iter().map(|bead| bead.1 as f32).collect();
        let learned = |side: Side| {
            let words = Pair::new(terms.source.names.len(), terms.target.names.len());
            Learner { bags: &bags, weights: &weights, from: side.other(), words, known: &self.weights }
                .table(&self.table[side], &self.background[side])
        };
        Translation {
            table: Pair::new(learned(Side::Source), learned(Side::Target)),
            background: self.background.clone(),
            weights: self.weights.clone(),
        }
    }

    /// What the words of a group of sentences say: the mean of both directions. `lent` is room to work in, all zero.
    #[cfg(test)]
    pub fn score(&self, terms: Pair<&Terms>, bead: &Pair<Range<usize>>, lent: &mut Pair<Vec<f32>>) -> f64 {
        let bags = terms.zip(bead.clone()).map(|(terms, range)| bag(terms, range));
        let translated = self.weights.translated;
        let mut direction = |side: Side| {
            let (made, from) = (&bags[side], &bags[side.other()]);
            let mass: f32 = from.iter().map(|term| term.1).sum();
            let lent = &mut lent[side];
            lent.resize(self.background[side].len(), 0.0);
            lend(&self.table[side], from, lent);
            let gain = |&(word, count): &(TermId, f32)| {
                let lift = lent[word as usize] / (mass.max(1.0) * self.background[side][word as usize]);
                f64::from(count) * f64::ln(1.0 - translated + translated * f64::from(lift))
            };
            let sum = made.iter().map(gain).sum::<f64>();
            take_back(&self.table[side], from, lent);
            sum
        };
        self.weights.words * (direction(Side::Source) + direction(Side::Target))
    }
}

/// Adds up what words lend to each of the other side.
fn lend(table: &Table, from: &[(TermId, f32)], lent: &mut [f32]) {
    for &(word, count) in from {
        table.of_word(word).iter().for_each(|&(w, p)| lent[w as usize] += count * p);
    }
}

/// Sets that to zero again.
fn take_back(table: &Table, from: &[(TermId, f32)], lent: &mut [f32]) {
    for &(word, _) in from {
        table.of_word(word).iter().for_each(|&(w, _)| lent[w as usize] = 0.0);
    }
}

/// The different words of neighbouring sentences with their counts, by number.
type Bag = Vec<(TermId, f32)>;

/// The words of a range of sentences.
fn bag(terms: &Terms, range: Range<usize>) -> Bag {
    let mut all: Vec<TermId> = range.flat_map(|sentence| terms.sentence(sentence)).copied().collect();
    all.sort_unstable();
    all.chunk_by(|a, b| a == b).map(|same| (same[0], same.len() as f32)).collect()
}

/// The translations of a Chinese word that occur in the document: its glosses, and those of its parts at a lower weight.
fn glosses(lexicon: Lexicon, word: &str, english: &[Option<TermId>], parts: f64) -> Vec<(TermId, f32)> {
    let mut found = Vec::new();
    for (start, _) in word.char_indices() {
        lexicon.glosses(&word[start..], |len, stem: StemId, share| {
            let of_word = if len == word.len() { 1.0 } else { parts * len as f64 / word.len() as f64 };
            found.extend(english[stem as usize].map(|term| (term, (of_word * f64::from(share)) as f32)));
        });
    }
    found.sort_unstable_by_key(|entry| entry.0);
    found.dedup_by(|next, kept| {
        let same = next.0 == kept.0;
        if same {
            kept.1 += next.1;
        }
        same
    });
    normalised(found)
}

/// Counts how words meet in beads, from the words of one side to those of the other.
struct Learner<'a> {
    bags: &'a [Pair<Bag>],
    weights: &'a [f32],
    from: Side,
    words: Pair<usize>,
    known: &'a Weights,
}

impl Learner<'_> {
    /// One step of expectation and maximisation from `known`.
    fn table(&self, known: &Table, background: &[f32]) -> Table {
        let to = self.from.other();
        let meetings = self.meetings();
        let started = self.associated(known, &meetings);
        let mut lent = vec![0.0f32; self.words[to]];
        let explained = |bag| self.explained(bag, &started, background, &mut lent);
        let shares: Vec<Vec<f32>> = self.bags.iter().map(explained).collect();
        let mut places: Vec<Option<u32>> = vec![None; self.words[to]];
        let rows = (0..self.words[self.from] as TermId).map(|word| {
            let candidates = started.of_word(word);
            for (place, &(w, _)) in (0..).zip(candidates) {
                places[w as usize] = Some(place);
            }
            let mut whole = 0.0;
            let mut gained = vec![0.0f32; candidates.len()];
            for &(bead, count) in &meetings[word as usize] {
                let weight = self.weights[bead as usize];
                whole += count * weight;
                for (&(w, times), denominator) in self.bags[bead as usize][to].iter().zip(&shares[bead as usize]) {
                    if let Some(place) = places[w as usize] {
                        let share = count * candidates[place as usize].1 / denominator;
                        gained[place as usize] += weight * times.min(count) * share.min(1.0);
                    }
                }
            }
            for &(w, _) in candidates {
                places[w as usize] = None;
            }
            self.estimated(known.of_word(word), candidates, &gained, whole)
        });
        Table::of(rows)
    }

    /// For each word of the giving side the beads it is in, with its counts.
    fn meetings(&self) -> Vec<Vec<(u32, f32)>> {
        let mut meetings = vec![Vec::new(); self.words[self.from]];
        for (index, bag) in self.bags.iter().enumerate() {
            for &(word, count) in bag[self.from].iter() {
                meetings[word as usize].push((index as u32, count));
            }
        }
        meetings
    }

    /// `known` with the pairs that meet significantly often.
    fn associated(&self, known: &Table, meetings: &[Vec<(u32, f32)>]) -> Table {
        let to = self.from.other();
        let beads = self.bags.len() as f64;
        let mut present = vec![0u32; self.words[to]];
        for bag in self.bags {
            for &(word, _) in bag[to].iter() {
                present[word as usize] += 1;
            }
        }
        let mut together = vec![0u32; self.words[to]];
        let mut touched: Vec<TermId> = Vec::new();
        let rows = meetings.iter().enumerate().map(|(word, beads_of)| {
            for &(bead, _) in beads_of {
                for &(w, _) in self.bags[bead as usize][to].iter() {
                    if together[w as usize] == 0 {
                        touched.push(w);
                    }
                    together[w as usize] += 1;
                }
            }
            let mut row: Vec<(TermId, f32)> = known.of_word(word as TermId).to_vec();
            for w in touched.drain(..) {
                let both = f64::from(std::mem::take(&mut together[w as usize]));
                let (of_word, of_w) = (beads_of.len() as f64, f64::from(present[w as usize]));
                if both > 1.0 && associated(both, of_word, of_w, beads, self.known.associated) {
                    row.push((w, (both / of_word * both / of_w) as f32));
                }
            }
            row.sort_unstable_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)));
            row.dedup_by_key(|entry| entry.0);
            row
        });
        Table::of(rows)
    }

    /// For each word of the receiving side of a bead, what explains it: the words of the giving side, and chance. `lent`
    /// is zero for every word between calls.
    fn explained(&self, bag: &Pair<Bag>, table: &Table, background: &[f32], lent: &mut [f32]) -> Vec<f32> {
        let to = self.from.other();
        let mass: f32 = bag[self.from].iter().map(|term| term.1).sum();
        let chance = ((1.0 - self.known.translated) / self.known.translated) as f32 * mass;
        lend(table, &bag[self.from], lent);
        let explained = bag[to].iter().map(|&(w, _)| chance * background[w as usize] + lent[w as usize]).collect();
        take_back(table, &bag[self.from], lent);
        explained
    }

    /// What a word stands for after `whole` occurrences, in which its candidates gained these counts.
    fn estimated(
        &self,
        known: &[(TermId, f32)],
        candidates: &[(TermId, f32)],
        gained: &[f32],
        whole: f32,
    ) -> Vec<(TermId, f32)> {
        let estimate = |(&(w, _), gained): (&(TermId, f32), &f32)| {
            let before = known.binary_search_by_key(&w, |entry| entry.0).map_or(0.0, |at| known[at].1);
            let count = (gained - self.known.discount as f32).max(0.0) + self.known.dictionary_count as f32 * before;
            let p = count / (whole + self.known.dictionary_count as f32);
            (p > NEGLIGIBLE).then_some((w, p))
        };
        candidates.iter().zip(gained).filter_map(estimate).collect()
    }
}

/// Whether two words meet significantly often. What the other three cells add to the first is less than nothing where they
/// meet more often than by chance, so most pairs are told by one logarithm.
fn associated(both: f64, a: f64, b: f64, all: f64, least: f64) -> bool {
    let lift = both * all / (a * b);
    lift > 1.0 && 2.0 * both * lift.ln() > least && g_squared(both, a, b, all) > least
}

/// Dunning's log-likelihood ratio of two words that meet in `both` of `all` beads, one being in `a` of them and the other
/// in `b`.
pub(super) fn g_squared(both: f64, a: f64, b: f64, all: f64) -> f64 {
    let cell =
        |observed: f64, expected: f64| if observed > 0.0 { observed * f64::ln(observed / expected) } else { 0.0 };
    let (only_a, only_b) = (a - both, b - both);
    let neither = all - a - b + both;
    2.0 * (cell(both, a * b / all)
        + cell(only_a, a * (all - b) / all)
        + cell(only_b, (all - a) * b / all)
        + cell(neither, (all - a) * (all - b) / all))
}
