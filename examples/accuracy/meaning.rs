//! Learns what each kind of evidence counts for where the encoder is asked, from documents that people aligned.
//!
//! A conditional random field over the beads of the lattice (Lafferty, McCallum and Pereira 2001; for segments, Sarawagi and
//! Cohen 2004): the weights that make the beads of the reference likeliest, held near the [`START`] by a Gaussian. Beads
//! that are not in the reference cost [`ASTRAY`] nats in what is to be likely, so that references which cross themselves,
//! or leave the lattice, teach what they can. The gradient is exact, by forward-backward; steps are taken by resilient
//! propagation (Riedmiller and Braun 1993). What the weights are worth on texts that they have not seen is told by
//! cross-validation: the documents are dealt into folds, and each fold is aligned by what was learned from the others. Then
//! slope and offset of the confidence are fitted, likewise.

use std::fmt::Write;
use std::ops::Range;
use std::path::Path;

use anyhow::Result;
use ipalign::align::learning::{Section, sections};
use ipalign::align::weights::{MEANING, MeaningWeights, Weights};
use ipalign::align::{Encoder, Given, Options};
use ipalign::text::pair::{Pair, Side};
use rayon::prelude::*;

use crate::alignment::{self, Document, Judged, by_set, documents, listed};
use crate::calibration;
use crate::table::{f1, table};

/// How many folds the documents are dealt into.
const FOLDS: usize = 5;
/// What a bead outside the reference costs, in nats.
const ASTRAY: f64 = 20.0;
/// How often all documents are gone through.
const ROUNDS: usize = 60;
/// How far a weight may easily go from its start: by this share of it, or so many nats where it starts at nothing.
const NEAR: f64 = 0.3;
const FREE: f64 = 3.0;
/// The prior knowledge: the encoder says most, words less beside it, the rest as by itself.
const START: MeaningWeights = MeaningWeights {
    meaning: 15.0,
    near: -3.75,
    kept: 0.0,
    crossed: 0.0,
    matched: -3.0,
    unmatched: 0.0,
    shapes: 1.0,
    lengths: 1.0,
    words: 0.3,
    structures: 1.0,
    openings: 1.0,
    endings: 1.0,
};

/// A section, and which of its beads are in the reference.
struct Teaching {
    section: Section,
    right: Vec<bool>,
}

/// The report on a folder of documents.
pub fn report(folder: &Path) -> Result<String> {
    let documents = documents(folder)?;
    let lessons: Vec<Vec<Teaching>> = documents.par_iter().map(lessons).collect();
    let folds = FOLDS.min(documents.len());
    let held: Vec<MeaningWeights> = (0..folds).map(|fold| learned(&lessons, |at| at % folds != fold)).collect();
    let mut last = learned(&lessons, |_| true);
    let unseen = judged(&documents, |at| held[at % folds]);
    let ways = [
        ("as they are", judged(&documents, |_| MEANING)),
        ("cross-validated", unseen.clone()),
        ("learned", judged(&documents, |_| last)),
    ];
    let mut report = String::from("# What evidence counts for beside the encoder\n\n");
    let mut head = vec!["weights"];
    let mut rows = Vec::new();
    for (name, judged) in &ways {
        let sets = by_set(&documents, judged, |_| true);
        head = std::iter::once("weights").chain(sets.iter().map(|(set, _)| *set)).collect();
        let f1s = sets.iter().map(|(_, score)| f1(score.precise, score.recalled));
        rows.push(std::iter::once((*name).to_owned()).chain(f1s).collect());
    }
    writeln!(report, "F1 by set:\n\n{}", table(&head, 1, &rows))?;
    let rows: Vec<_> =
        last.named().into_iter().map(|(name, weight)| vec![name.to_owned(), format!("{weight:.2}")]).collect();
    report += &table(&["evidence", "counts for"], 1, &rows);
    let beads: Vec<_> = unseen.into_iter().flat_map(|(_, beads)| beads).collect();
    let (slope, offset) = calibration::fitted(&beads);
    writeln!(report, "\nLog odds of the confidence, on unseen documents: times {slope:.3}, plus {offset:.3}.")?;
    Ok(report)
}

/// What each document comes to, aligned by its own weights.
fn judged(documents: &[Document], weights: impl Fn(usize) -> MeaningWeights + Sync) -> Vec<Judged> {
    let of = |(at, document): (usize, &Document)| {
        let options = Options { encoder: Encoder::Always, meaning: weights(at) };
        document.judged_with(&Weights::default(), Given::default(), options)
    };
    documents.par_iter().enumerate().map(of).collect()
}

/// What a document teaches. A sentence without counterpart is right where no bead with both sides holds it.
fn lessons(document: &Document) -> Vec<Teaching> {
    let is_paired = |bead: &&alignment::Bead| !bead.0.is_empty() && !bead.1.is_empty();
    let is_alone = |side: Side, sentence: usize| {
        let mut paired = document.reference.iter().filter(is_paired);
        !paired.any(|bead| if side == Side::Source { &bead.0 } else { &bead.1 }.contains(&sentence))
    };
    let alone = Pair::new(Side::Source, Side::Target).map(|side| {
        (0..document.texts[side].segments.len()).map(|sentence| is_alone(side, sentence)).collect::<Vec<bool>>()
    });
    let teaching = |section: Section| {
        let right = section.beads.iter().map(|bead| match (bead.source.len(), bead.target.len()) {
            (_, 0) => alone.source[bead.source.start],
            (0, _) => alone.target[bead.target.start],
            _ => document.reference.contains(&listed(bead)),
        });
        Teaching { right: right.collect(), section }
    };
    sections(document.texts.as_ref(), &Weights::default()).into_iter().map(teaching).collect()
}

/// The weights that make the beads of those documents likeliest that count.
fn learned(lessons: &[Vec<Teaching>], counts: impl Fn(usize) -> bool) -> MeaningWeights {
    let sections: Vec<&Teaching> =
        lessons.iter().enumerate().filter(|(at, _)| counts(*at)).flat_map(|(_, of)| of).collect();
    let mut start = START;
    let start: Vec<f64> = start.named().into_iter().map(|(_, weight)| *weight).collect();
    let room: Vec<f64> = start.iter().map(|&at| if at == 0.0 { FREE } else { NEAR * at.abs() }).collect();
    let mut weights = start.clone();
    let mut steps: Vec<f64> = room.iter().map(|room| 0.1 * room).collect();
    let mut before = vec![0.0; weights.len()];
    for _ in 0..ROUNDS {
        let mut gradient = sections
            .par_iter()
            .map(|teaching| teaching.gradient(&weights))
            .reduce(|| vec![0.0; weights.len()], |a, b| a.iter().zip(&b).map(|(a, b)| a + b).collect());
        for (at, of) in gradient.iter_mut().enumerate() {
            *of += (weights[at] - start[at]) / room[at].powi(2);
            let turned = *of * before[at];
            steps[at] *= if turned > 0.0 {
                1.2
            } else if turned < 0.0 {
                0.5
            } else {
                1.0
            };
            weights[at] -= steps[at] * of.signum();
        }
        before = gradient;
    }
    let mut named = START;
    named.named().into_iter().zip(weights).for_each(|((_, weight), learned)| *weight = learned);
    named
}

impl Teaching {
    /// By how much the beads found become less likely, against those of the reference, as each weight grows.
    fn gradient(&self, weights: &[f64]) -> Vec<f64> {
        let section = &self.section;
        let mut scores = vec![0.0; section.ways.len()];
        for (weight, evidence) in weights.iter().zip(&section.evidence) {
            scores.iter_mut().zip(evidence).for_each(|(score, said)| *score += weight * f64::from(*said));
        }
        let found = posteriors(section, &scores);
        scores.iter_mut().zip(&self.right).filter(|(_, right)| !**right).for_each(|(score, _)| *score -= ASTRAY);
        let wanted = posteriors(section, &scores);
        let too_likely: Vec<f64> = found.iter().zip(&wanted).map(|(found, wanted)| found - wanted).collect();
        let sum = |said: &Vec<f32>| said.iter().zip(&too_likely).map(|(said, by)| f64::from(*said) * by).sum();
        section.evidence.iter().map(sum).collect()
    }
}

/// How likely each bead is.
fn posteriors(section: &Section, scores: &[f64]) -> Vec<f64> {
    let mut forward = vec![f64::NEG_INFINITY; section.states];
    let mut backward = forward.clone();
    (forward[0], backward[section.states - 1]) = (0.0, 0.0);
    for (way, score) in section.ways.iter().zip(scores) {
        forward[way.end] = added(forward[way.end], forward[way.start] + score);
    }
    for (way, score) in section.ways.iter().zip(scores).rev() {
        backward[way.start] = added(backward[way.start], backward[way.end] + score);
    }
    let whole = forward[section.states - 1];
    let posterior = |(way, score): (&Range<usize>, &f64)| {
        let share = forward[way.start] + score + backward[way.end] - whole;
        if share > -50.0 { share.exp() } else { 0.0 }
    };
    section.ways.iter().zip(scores).map(posterior).collect()
}

/// The logarithm of a sum.
fn added(a: f64, b: f64) -> f64 {
    let (large, small) = if a > b { (a, b) } else { (b, a) };
    if small == f64::NEG_INFINITY { large } else { large + (small - large).exp().ln_1p() }
}
