//! Evidence from the shape of a bead: how many sentences stand for how many.
//!
//! One to one is the rule; the shares of the others fall geometrically (Gale & Church 1993 counted the first of them).
//! After a first pass the classes of shapes are counted anew in the document, the shares here weighing as some beads.

use super::weights::*;

/// `ln` of the share of each shape.
#[derive(Clone, Debug)]
pub struct Prior {
    /// By the number of Chinese and of English sentences.
    logs: [[f64; MOST_EN + 1]; MOST_ZH + 1],
}

/// The classes of shapes that are counted together: unmatched, one to one, one English to more, more Chinese, others.
const CLASSES: usize = 6;

fn class(zh: usize, en: usize) -> usize {
    match (zh, en) {
        (_, 0) => 0,
        (0, _) => 1,
        (1, 1) => 2,
        (1, _) => 3,
        (_, 1) => 4,
        _ => 5,
    }
}

impl Default for Prior {
    fn default() -> Self {
        Prior { logs: shares().map(|row| row.map(f64::ln)) }
    }
}

impl Prior {
    /// Whether a bead may have this shape.
    pub fn allows(zh: usize, en: usize) -> bool {
        match (zh, en) {
            (0, _) | (_, 0) => zh + en == 1,
            _ => en <= Prior::most_english(zh),
        }
    }

    /// The most English sentences of a bead with so many Chinese ones.
    pub const fn most_english(zh: usize) -> usize {
        ENGLISH_OF[zh - 1]
    }

    /// The prior with the classes of shapes as frequent as in these beads, each counted by how sure it is.
    pub fn fitted(beads: impl Iterator<Item = (usize, usize, f64)>) -> Self {
        let shares = shares();
        let mut before = [0.0; CLASSES];
        for (zh, row) in shares.iter().enumerate() {
            for (en, share) in row.iter().enumerate() {
                before[class(zh, en)] += share;
            }
        }
        let mut counts = before.map(|share| share * PRIOR_BEADS);
        for (zh, en, sure) in beads {
            counts[class(zh, en)] += sure;
        }
        let whole: f64 = counts.iter().sum();
        let mut logs = shares;
        for (zh, row) in logs.iter_mut().enumerate() {
            for (en, share) in row.iter_mut().enumerate() {
                let of = class(zh, en);
                *share = f64::ln(*share / before[of] * counts[of] / whole);
            }
        }
        Prior { logs }
    }

    /// `ln` of the share of beads of this shape; minus infinity where there are none.
    pub fn score(&self, zh: usize, en: usize) -> f64 {
        self.logs[zh][en]
    }
}

/// The share of each shape before a document is seen.
fn shares() -> [[f64; MOST_EN + 1]; MOST_ZH + 1] {
    let mut shares = [[0.0; MOST_EN + 1]; MOST_ZH + 1];
    for (zh, row) in shares.iter_mut().enumerate() {
        for (en, share) in row.iter_mut().enumerate().filter(|(en, _)| Prior::allows(zh, *en)) {
            let further = (zh + en) as i32;
            *share = match class(zh, en) {
                0 | 1 => UNMATCHED,
                2 => ONE_TO_ONE,
                3 | 4 => ONE_TO_TWO * ONE_TO_MORE.powi(further - 3),
                _ => TWO_TO_TWO * TWO_TO_MORE.powi(further - 4),
            };
        }
    }
    shares
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bead_has_one_bound_on_its_width_seen_from_either_side() {
        for (zh, en) in (1..=MOST_ZH).flat_map(|zh| (1..=MOST_EN).map(move |en| (zh, en))) {
            assert_eq!(Prior::allows(zh, en), zh + en <= WIDEST || zh == 1, "{zh}-{en}");
            assert_eq!(Prior::allows(zh, en), zh <= CHINESE_OF[en - 1], "{zh}-{en}");
        }
    }

    #[test]
    fn shares_fall_with_size_and_follow_the_document() {
        let prior = Prior::default();
        assert!(prior.score(1, 1) > prior.score(1, 2) && prior.score(1, 2) > prior.score(1, 3));
        assert!(prior.score(2, 2) > prior.score(3, 2));
        assert_eq!(prior.score(2, 0), f64::NEG_INFINITY);
        let dropping = Prior::fitted((0..100).map(|at| if at % 4 == 0 { (1, 0, 1.0) } else { (1, 1, 1.0) }));
        assert!(dropping.score(1, 0) > prior.score(1, 0) + 1.0);
        assert!(dropping.score(0, 1) < prior.score(0, 1));
    }
}
