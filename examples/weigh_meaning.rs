//! Learns what each kind of evidence counts for where the encoder is asked: `weigh_meaning DIR...`, each with NAME.zh,
//! NAME.en and NAME.gold, a ladder.
//!
//! A conditional random field over the beads of the lattice (Lafferty, McCallum and Pereira 2001; for segments, Sarawagi and
//! Cohen 2004): the weights that make the beads of the reference likeliest, held near the [`START`] by a Gaussian. Beads
//! that are not in the reference cost [`ASTRAY`] nats in what is to be likely, so that references which cross themselves,
//! or leave the lattice, teach what they can. The gradient is exact, by forward-backward; steps are taken by resilient
//! propagation (Riedmiller and Braun 1993). What the weights are worth on texts that they have not seen is told by
//! cross-validation: the documents are dealt into folds, and each fold is aligned by what was learned from the others.

use std::collections::BTreeSet;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use ipalign::align::learning::{Section, sections};
use ipalign::align::weights::{MEANING, MeaningWeights, Weights};
use ipalign::align::{Encoder, Options, align_with, ladder};
use ipalign::analysis::Text;
use ipalign::respace::Glue;
use ipalign::segment::presegmented;
use ipalign::text::lang::Lang;
use ipalign::text::pair::Pair;
use ipalign::text::source::Source;
use rayon::prelude::*;

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

struct Document {
    set: String,
    texts: Pair<Text>,
    reference: BTreeSet<String>,
    sections: Vec<Teaching>,
}

/// A section, and which of its beads are in the reference.
struct Teaching {
    section: Section,
    right: Vec<bool>,
}

/// Right beads, beads found, and beads of the reference; only those with both sides count.
#[derive(Clone, Copy, Default)]
struct Count {
    right: f64,
    found: f64,
    reference: f64,
}

fn main() -> Result<()> {
    let mut paths = Vec::new();
    for folder in std::env::args().skip(1) {
        let entries = std::fs::read_dir(&folder).with_context(|| folder.clone())?;
        let files = entries.map(|entry| Ok(entry?.path())).collect::<Result<Vec<PathBuf>>>()?;
        paths.extend(files.into_iter().filter(|path| path.extension().is_some_and(|end| end == "gold")));
    }
    paths.sort();
    let documents = paths.iter().map(|gold| document(gold)).collect::<Result<Vec<_>>>()?;
    let mut out = std::io::stdout();
    let all: Vec<usize> = (0..documents.len()).collect();
    writeln!(out, "as they are: {}", scores(&documents, &all, |_| MEANING))?;
    let folds = FOLDS.min(documents.len());
    let held: Vec<MeaningWeights> = (0..folds).map(|fold| learned(&documents, |at| at % folds != fold)).collect();
    writeln!(out, "cross-validated: {}", scores(&documents, &all, |at| held[at % folds]))?;
    let mut last = learned(&documents, |_| true);
    writeln!(out, "learned: {}", scores(&documents, &all, |_| last))?;
    for (name, weight) in last.named() {
        writeln!(out, "{name}: {weight:.2}")?;
    }
    Ok(())
}

fn document(gold: &Path) -> Result<Document> {
    let read = |path: &Path| std::fs::read_to_string(path).with_context(|| path.display().to_string());
    let text = |lang: Lang| {
        let (document, segments) = presegmented(Source::new(lang.tag(), read(&gold.with_extension(lang.tag()))?), lang);
        Ok::<_, anyhow::Error>(Text::of_segments(document, Glue::default(), segments))
    };
    let texts = Pair::new(text(Lang::Zh)?, text(Lang::En)?);
    let reference = beads(&read(gold)?);
    let matched: BTreeSet<String> = reference.iter().filter(|bead| !bead.contains("[]")).cloned().collect();
    let alone = alone(&matched, texts.as_ref().map(|text| text.segments.len()));
    let teaching = |section: Section| {
        let right = section.beads.iter().map(|bead| match (bead.source.len(), bead.target.len()) {
            (_, 0) => alone.source[bead.source.start],
            (0, _) => alone.target[bead.target.start],
            _ => matched.contains(&written(bead)),
        });
        Teaching { right: right.collect(), section }
    };
    let sections = sections(texts.as_ref(), &Weights::default()).into_iter().map(teaching).collect();
    let set = gold.parent().and_then(Path::file_name).map(|name| name.to_string_lossy().into_owned());
    Ok(Document { set: set.unwrap_or_default(), sections, reference: matched, texts })
}

/// Which sentences stand in no bead with both sides.
fn alone(matched: &BTreeSet<String>, count: Pair<usize>) -> Pair<Vec<bool>> {
    let mut alone = count.map(|count| vec![true; count]);
    for bead in matched {
        let Some((source, target)) = bead.split_once(':') else { continue };
        for (side, list) in [(&mut alone.source, source), (&mut alone.target, target)] {
            let ids = list.trim_matches(['[', ']']).split(',').filter_map(|id| id.parse::<usize>().ok());
            ids.for_each(|id| side.get_mut(id).into_iter().for_each(|alone| *alone = false));
        }
    }
    alone
}

fn written(bead: &Pair<std::ops::Range<usize>>) -> String {
    let list = |range: &std::ops::Range<usize>| range.clone().map(|id| id.to_string()).collect::<Vec<_>>().join(",");
    format!("[{}]:[{}]", list(&bead.source), list(&bead.target))
}

/// The beads of a ladder, as text without spaces.
fn beads(ladder: &str) -> BTreeSet<String> {
    let lines = ladder.lines().map(|line| line.split(':').take(2).collect::<Vec<_>>().join(":").replace(' ', ""));
    lines.filter(|line| !line.is_empty()).collect()
}

/// The weights that make the beads of those documents likeliest that count.
fn learned(documents: &[Document], counts: impl Fn(usize) -> bool) -> MeaningWeights {
    let sections: Vec<&Teaching> =
        documents.iter().enumerate().filter(|(at, _)| counts(*at)).flat_map(|(_, of)| &of.sections).collect();
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
    let posterior = |(way, score): (&std::ops::Range<usize>, &f64)| {
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

/// Strict F1 by set, each document aligned by its own weights.
fn scores(documents: &[Document], which: &[usize], weights: impl Fn(usize) -> MeaningWeights + Sync) -> String {
    let count = |&at: &usize| {
        let document = &documents[at];
        let options = Options { encoder: Encoder::Always, meaning: weights(at) };
        let found = beads(&ladder::write(&align_with(document.texts.as_ref(), options)));
        let found: BTreeSet<String> = found.into_iter().filter(|bead| !bead.contains("[]")).collect();
        let right = found.intersection(&document.reference).count() as f64;
        Count { right, found: found.len() as f64, reference: document.reference.len() as f64 }
    };
    let counts: Vec<Count> = which.par_iter().map(count).collect();
    let mut sets: Vec<(&str, Count)> = Vec::new();
    for (&at, count) in which.iter().zip(counts) {
        let set = documents[at].set.as_str();
        match sets.iter_mut().find(|(name, _)| *name == set) {
            Some((_, sum)) => {
                *sum = Count {
                    right: sum.right + count.right,
                    found: sum.found + count.found,
                    reference: sum.reference + count.reference,
                }
            }
            None => sets.push((set, count)),
        }
    }
    let f1 = |count: Count| 2.0 * count.right / (count.found + count.reference).max(1.0);
    sets.into_iter().map(|(set, count)| format!("{set} {:.4}", f1(count))).collect::<Vec<_>>().join(", ")
}
