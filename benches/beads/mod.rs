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

/// Beads that hold at least so many sentences, those of both sides counted.
#[allow(dead_code, reason = "a bench of one kind needs not the other")]
pub fn drawn(sentences: usize) -> Vec<Sentences> {
    drawn_from(by_hand(), sentences)
}

/// The same of a document in which all but one bead in twenty are one to one.
#[allow(dead_code, reason = "only the aligner cares")]
pub fn mostly_one_to_one(sentences: usize) -> Vec<Sentences> {
    let (one, mut others): (Vec<_>, Vec<_>) =
        by_hand().into_iter().partition(|bead| bead.source.len() == 1 && bead.target.len() == 1);
    others.truncate(one.len() / 19);
    drawn_from([one, others].concat(), sentences)
}

fn drawn_from(mut pool: Vec<Sentences>, sentences: usize) -> Vec<Sentences> {
    let mut random = Rng::with_seed(1);
    let mut drawn = Vec::new();
    let mut count = 0;
    while count < sentences {
        random.shuffle(&mut pool);
        for bead in &pool {
            count += bead.source.len() + bead.target.len();
            drawn.push(with_other_digits(bead, &mut random));
            if count >= sentences {
                break;
            }
        }
    }
    drawn
}

/// The sentences of one side, a line each.
#[allow(dead_code, reason = "a bench of pairs needs no lines")]
pub fn lines(beads: &[Sentences], side: Side) -> String {
    beads.iter().flat_map(|bead| &bead[side]).map(|sentence| format!("{sentence}\n")).collect()
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
