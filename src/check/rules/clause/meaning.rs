//! Whether a run of pieces means something that the other side does not say.
//!
//! What pieces mean adds up (see [`encoder`](crate::encoder)), so each is encoded once. A run whose counterpart is there is
//! close to some run of the other side's pieces; one that was left out stands far from all of them, and without it the whole is
//! closer to the other side than with it.

use std::ops::Range;

use super::model::MEANING;
use super::pieces::pieces;
use crate::align::meaning::masked;
use crate::encoder::{Encoder, Sum, WIDTH, cosine};
use crate::text::lang::Lang;
use crate::text::pair::Pair;

/// The most pieces of the other side that are held against a run together.
const TOGETHER: usize = 3;

/// What the encoder says of each run of the source text, which is in `lang`: how much closer to the other side the rest is
/// than the whole; the cosine with the other side; the highest cosine with a run of its pieces.
pub fn of(texts: Pair<&str>, lang: Lang, runs: &[Range<usize>]) -> Vec<[f64; MEANING]> {
    let own = pieces(texts.source, lang);
    let others = pieces(texts.target, lang.other());
    let written = |text: &str, pieces: &[Range<usize>]| -> Vec<String> {
        pieces.iter().map(|piece| masked(&text[piece.clone()])).collect()
    };
    let encoder = Encoder::get();
    let sums = encoder.sums(&[written(texts.source, &own), written(texts.target, &others)].concat());
    let (mine, theirs) = sums.split_at(own.len());
    let mut asked = vec![total(mine.iter()), total(theirs.iter())];
    for run in runs {
        let inside = |piece: &Range<usize>| run.start <= piece.start && piece.end <= run.end;
        asked.push(total(mine.iter().zip(&own).filter(|(_, piece)| inside(piece)).map(|(sum, _)| sum)));
        asked.push(total(mine.iter().zip(&own).filter(|(_, piece)| !inside(piece)).map(|(sum, _)| sum)));
    }
    let first_other = asked.len();
    for first in 0..theirs.len() {
        for last in first..theirs.len().min(first + TOGETHER) {
            asked.push(total(theirs[first..=last].iter()));
        }
    }
    let vectors = encoder.vectors(&asked);
    let vector = |at: usize| &vectors[WIDTH * at..WIDTH * (at + 1)];
    let whole = cosine(vector(0), vector(1));
    let meaning = |number: usize| {
        let (run, rest) = (vector(2 + 2 * number), vector(3 + 2 * number));
        let nearest = (first_other..asked.len()).map(|at| cosine(run, vector(at))).fold(-1.0, f32::max);
        let closer = if own.len() > 1 { cosine(rest, vector(1)) - whole } else { 0.0 };
        [f64::from(closer) * 10.0, f64::from(cosine(run, vector(1))), f64::from(nearest)]
    };
    (0..runs.len()).map(meaning).collect()
}

fn total<'s>(sums: impl Iterator<Item = &'s Sum>) -> Sum {
    let mut total = Sum::default();
    sums.for_each(|sum| total += sum);
    total
}
