//! The first, cheap pass: pairs of sentences that share rare words, chained into a way through both texts.
//!
//! Each Chinese sentence looks up the English sentences that hold its rare translations, figures and names; the best few
//! are points. A point counts for more where others lie along the same diagonal near it. The heaviest chain that rises on
//! both sides is found with a Fenwick tree of maxima. Inserted and missing chapters are steps of the chain. The cost is
//! `n log n` in the sentences, as only words of a bounded number of sentences are looked up.

use super::corridor::State;
use super::gains::Direction;

/// A word of up to this many sentences is always looked up.
const RARE: usize = 24;
/// Where these lead to fewer than so many sentences, commoner words are too, the rarest first, up to so many sentences.
const FEW: usize = 24;
const MANY: usize = 1000;
/// How much likelier a word must make another for its sentences to be looked up.
const LIFT: f64 = 2.0;
/// How many points a sentence may have.
const POINTS: usize = 3;
/// How many sentences around a point may support it, and how far off its diagonal they may lie.
const NEAR: u32 = 12;
const OFF: f64 = 4.0;
/// The least support that makes a point an anchor, in nats.
const SUPPORT: f64 = 12.0;
/// A pair of sentences with how much speaks for it.
#[derive(Clone, Copy, Debug)]
struct Point {
    zh: u32,
    en: u32,
    weight: f64,
}

/// Pairs of sentences that rise on both sides, through which the beads are likely to lead.
pub fn anchors(english: Direction) -> Vec<State> {
    let (rows, columns) = (english.giving.sentences(), english.receiving.sentences());
    let points = supported(&points(english), columns as f64 / rows.max(1) as f64);
    chain(&points, columns).iter().map(|point| (point.zh as usize, point.en as usize)).collect()
}

/// The best English sentences for each Chinese one.
fn points(english: Direction) -> Vec<Point> {
    let (rows, columns) = (english.giving.sentences(), english.receiving.sentences());
    let words = postings(english);
    let keys = key_postings(english);
    let size = |words: f32| f64::from(words).max(5.0).sqrt().sqrt();
    let sentences = (0..columns).map(|en| Sentence { weight: 0.0, size: size(english.receiving.mass(en)) });
    let mut met = Met { sentences: sentences.collect(), touched: Vec::new() };
    let mut points = Vec::new();
    let mut common: Vec<(usize, u32, f64)> = Vec::new();
    // of sentences that say the same, as formulas do, the one nearest to the diagonal comes first
    let off = |point: &Point| (point.en as usize * rows).abs_diff(point.zh as usize * columns);
    let better = |a: &Point, b: &Point| {
        let order = b.weight.total_cmp(&a.weight).then_with(|| off(a).cmp(&off(b))).then(a.en.cmp(&b.en));
        order.is_lt()
    };
    for zh in 0..rows {
        common.clear();
        for word in english.giving.distinct(zh) {
            for &(other, p) in english.table.of_word(word) {
                let lift = f64::from(p / english.background[other as usize] / english.giving.mass(zh).max(8.0));
                if lift > LIFT {
                    let weight = f64::ln_1p(0.5 * lift);
                    match words[other as usize].len() {
                        0..=RARE => met.add(&words[other as usize], weight),
                        more => common.push((more, other, weight)),
                    }
                }
            }
        }
        for key in english.given.of(zh) {
            if let Ok(at) = keys.binary_search_by_key(&key.id, |posting| posting.0) {
                met.add(&keys[at].1, f64::from(2.0 * key.hit));
            }
        }
        if met.touched.len() < FEW {
            common.sort_unstable_by_key(|&(more, other, _)| (more, other));
            let mut left = MANY;
            for &(more, other, weight) in &common {
                let Some(rest) = left.checked_sub(more) else { break };
                left = rest;
                met.add(&words[other as usize], weight);
            }
        }
        let own = size(english.giving.mass(zh));
        let mut found: Vec<Point> = Vec::with_capacity(POINTS + 1);
        for en in met.touched.drain(..) {
            let sentence = &mut met.sentences[en as usize];
            let weight = std::mem::take(&mut sentence.weight) / (own * sentence.size);
            let point = Point { zh: zh as u32, en, weight };
            if found.len() == POINTS && found[POINTS - 1].weight > point.weight {
                continue;
            }
            let place = found.iter().rposition(|other| better(other, &point)).map_or(0, |last| last + 1);
            if place < POINTS {
                found.truncate(POINTS - 1);
                found.insert(place, point);
            }
        }
        found.sort_by_key(|point| point.en);
        points.append(&mut found);
    }
    points
}

/// The sentences that were looked up, with what speaks for each.
struct Met {
    sentences: Vec<Sentence>,
    touched: Vec<u32>,
}

/// A sentence that may be looked up. Both lie together, since it costs most to fetch them.
struct Sentence {
    /// What speaks for it; 0 while it is not looked up.
    weight: f64,
    /// How little each word of it says.
    size: f64,
}

impl Met {
    fn add(&mut self, sentences: &[u32], weight: f64) {
        for &sentence in sentences {
            let sum = &mut self.sentences[sentence as usize].weight;
            if *sum == 0.0 {
                self.touched.push(sentence);
            }
            *sum += weight;
        }
    }
}

/// The sentences of each word that is not too common ever to be looked up.
fn postings(english: Direction) -> Vec<Vec<u32>> {
    let mut postings = vec![Vec::new(); english.background.len()];
    for sentence in 0..english.receiving.sentences() {
        for word in english.receiving.distinct(sentence) {
            if english.receiving.frequency[word as usize] <= MANY as f32 {
                postings[word as usize].push(sentence as u32);
            }
        }
    }
    postings
}

/// The sentences of each key that few sentences have, by key.
fn key_postings(english: Direction) -> Vec<(u32, Vec<u32>)> {
    let keys_of = |at: usize| english.received.of(at).iter().map(move |key| (key.id, at as u32));
    let mut all: Vec<(u32, u32)> = (0..english.received.sentences()).flat_map(keys_of).collect();
    all.sort_unstable();
    let by_key = all.chunk_by(|a, b| a.0 == b.0).filter(|same| same.len() <= RARE);
    by_key.map(|same| (same[0].0, same.iter().map(|posting| posting.1).collect())).collect()
}

/// The points that others support, weighed by their support.
fn supported(points: &[Point], slope: f64) -> Vec<Point> {
    let mut first = 0;
    let mut kept = Vec::new();
    for point in points {
        while points[first].zh + NEAR < point.zh {
            first += 1;
        }
        let mut support = 0.0;
        for other in points[first..].iter().take_while(|other| other.zh <= point.zh + NEAR) {
            let steps = f64::from(other.zh) - f64::from(point.zh);
            let off = (f64::from(other.en) - f64::from(point.en) - steps * slope).abs();
            if off <= OFF + 0.3 * steps.abs() && other.zh != point.zh {
                support += other.weight / (1.0 + 0.2 * steps.abs());
            }
        }
        if support + point.weight >= SUPPORT * 0.5 {
            kept.push(Point { weight: point.weight * (1.0 + support).ln(), ..*point });
        }
    }
    kept
}

/// The heaviest chain of points that rise on both sides.
fn chain(points: &[Point], columns: usize) -> Vec<Point> {
    let mut tree: Vec<Option<u32>> = vec![None; columns + 1];
    let mut totals: Vec<f64> = Vec::with_capacity(points.len());
    let mut before: Vec<Option<u32>> = Vec::with_capacity(points.len());
    for same in points.chunk_by(|a, b| a.zh == b.zh) {
        let start = totals.len() as u32;
        for point in same {
            // the best chain that ends left of this column
            let (mut at, mut best) = (point.en as usize, None);
            while at > 0 {
                best = heavier(best, tree[at], &totals);
                at &= at - 1;
            }
            totals.push(point.weight + best.map_or(0.0, |of| totals[of as usize]));
            before.push(best);
        }
        for (index, point) in (start..).zip(same) {
            let mut at = point.en as usize + 1;
            while at <= columns {
                tree[at] = heavier(tree[at], Some(index), &totals);
                at += at & at.wrapping_neg();
            }
        }
    }
    let mut last = (0..points.len() as u32).fold(None, |best, index| heavier(best, Some(index), &totals));
    let mut chain = Vec::new();
    while let Some(index) = last {
        chain.push(points[index as usize]);
        last = before[index as usize];
    }
    chain.reverse();
    chain
}

/// The heavier of two chains, the first at a tie.
fn heavier(a: Option<u32>, b: Option<u32>, totals: &[f64]) -> Option<u32> {
    match (a, b) {
        (Some(x), Some(y)) => Some(if totals[y as usize] > totals[x as usize] { y } else { x }),
        _ => a.or(b),
    }
}
