//! What the benches read: beads of the Guangdong report, drawn anew.
//!
//! The beads are those that were read by hand (`tests/guangdong`): 130 of 168 are one to one. They are shuffled, and again
//! when all are used. In each that is drawn the digits 1 to 9 are exchanged for each other, in the same way on both sides:
//! no two are alike, and their figures still agree. The same seed draws the same beads.

use fastrand::Rng;
use ipalign::align::ladder;
use ipalign::text::pair::{Pair, Side};

/// The sentences of both sides of a bead.
pub type Sentences = Pair<Vec<String>>;

/// Beads that hold at least so many sentences, those of both sides counted, made as they are asked for.
pub struct Drawn {
    pool: Vec<Sentences>,
    /// The place in the pool of the next.
    next: usize,
    /// How many sentences are still to be drawn.
    left: usize,
    random: Rng,
}

/// Beads as the report has them.
#[allow(dead_code, reason = "a bench of one kind needs not the other")]
pub fn drawn(sentences: usize) -> Drawn {
    Drawn::of(by_hand(), sentences)
}

/// The same of a document in which all but one bead in twenty are one to one.
#[allow(dead_code, reason = "only the aligner cares")]
pub fn mostly_one_to_one(sentences: usize) -> Drawn {
    let (one, mut others): (Vec<_>, Vec<_>) =
        by_hand().into_iter().partition(|bead| bead.source.len() == 1 && bead.target.len() == 1);
    others.truncate(one.len() / 19);
    Drawn::of([one, others].concat(), sentences)
}

impl Drawn {
    fn of(pool: Vec<Sentences>, sentences: usize) -> Self {
        Drawn { next: pool.len(), pool, left: sentences, random: Rng::with_seed(1) }
    }
}

impl Iterator for Drawn {
    type Item = Sentences;

    fn next(&mut self) -> Option<Sentences> {
        if self.left == 0 {
            return None;
        }
        if self.next == self.pool.len() {
            self.random.shuffle(&mut self.pool);
            self.next = 0;
        }
        let bead = &self.pool[self.next];
        self.next += 1;
        self.left = self.left.saturating_sub(bead.source.len() + bead.target.len());
        Some(with_other_digits(bead, &mut self.random))
    }
}

/// The sentences of both sides, a line each.
#[allow(dead_code, reason = "a bench of pairs needs no lines")]
pub fn lines(beads: impl IntoIterator<Item = Sentences>) -> Pair<String> {
    let mut lines = Pair::<String>::default();
    for bead in beads {
        for side in Side::BOTH {
            bead[side].iter().for_each(|sentence| lines[side].extend([sentence, "\n"]));
        }
    }
    lines
}

fn by_hand() -> Vec<Sentences> {
    let texts = Pair::new(include_str!("../../tests/guangdong/zh.txt"), include_str!("../../tests/guangdong/en.txt"));
    let sentences = texts.map(|text| text.lines().collect::<Vec<_>>());
    let count = sentences.as_ref().map(Vec::len);
    let alignment =
        ladder::read(include_str!("../../tests/guangdong/beads.txt"), count).expect("the reference is a ladder");
    let sentences_of = |side: Side, bead: &ipalign::align::bead::Bead| {
        sentences[side][bead.segments[side].clone()].iter().map(|&sentence| sentence.to_owned()).collect()
    };
    let both = |bead| Pair::new(Side::Source, Side::Target).map(|side| sentences_of(side, bead));
    alignment.beads().iter().map(both).collect()
}

/// A zero stays, so that 12.08万 and 120,800 stay the same.
fn with_other_digits(bead: &Sentences, random: &mut Rng) -> Sentences {
    let mut digits: Vec<char> = ('1'..='9').collect();
    random.shuffle(&mut digits);
    let other = |c: char| match c {
        '1'..='9' => digits[c as usize - '1' as usize],
        _ => c,
    };
    let changed = |sentences: &Vec<String>| sentences.iter().map(|text| text.chars().map(other).collect()).collect();
    bead.as_ref().map(changed)
}
