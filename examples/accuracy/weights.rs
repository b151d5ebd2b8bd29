//! Learns the weights of the alignment's evidence from documents that people aligned.
//!
//! Coordinate search: each weight in turn is made a quarter larger and smaller, and a change that brings at least
//! [`LEAST`] is kept; again, until a round brings none. What it is worth on texts that it has not seen is told by
//! cross-validation: the documents are dealt into folds, and each fold is scored with what was learned from the others.
//! Then slope and offset of the confidence are fitted, likewise.

use std::fmt::Write;
use std::path::Path;

use anyhow::Result;
use ipalign::align::Encoder;
use ipalign::align::weights::Weights;

use crate::alignment::{Document, documents, judged, worth};
use crate::calibration;
use crate::table::table;

/// How many folds the documents are dealt into.
const FOLDS: usize = 5;
/// How often all weights are gone through at most.
const ROUNDS: usize = 2;
/// The least that a change must bring.
const LEAST: f64 = 0.0008;
/// What a weight is multiplied by.
const STEPS: [f64; 2] = [1.25, 0.8];

/// The report on a folder of documents.
pub fn report(folder: &Path) -> Result<String> {
    let documents = documents(folder)?;
    let start = Weights::default();
    let first = judged(&documents, &start, Encoder::Never);
    let folds = FOLDS.min(documents.len());
    let mut held = Vec::new();
    for fold in 0..folds {
        let learned = learned(&documents, &start, |at| at % folds != fold);
        let found = judged(&documents, &learned, Encoder::Never);
        held.push(found.into_iter().skip(fold).step_by(folds));
    }
    // put the held-out documents in their own order again
    let unseen: Vec<_> = (0..documents.len()).filter_map(|at| held[at % folds].next()).collect();
    let last = learned(&documents, &start, |_| true);
    let found = judged(&documents, &last, Encoder::Never);
    let all = |judged: &[_]| worth(&documents, judged, |_| true);
    let mut report = String::from("# Weights learned\n\n");
    writeln!(
        report,
        "As they are: {:.4}. Learned: {:.4}; cross-validated: {:.4}.\n",
        all(&first),
        all(&found),
        all(&unseen)
    )?;
    let beads: Vec<_> = unseen.into_iter().flat_map(|(_, beads)| beads).collect();
    let (slope, offset) = calibration::fitted(&beads);
    writeln!(report, "Log odds of the confidence, on unseen documents: times {slope:.3}, plus {offset:.3}.\n")?;
    report += &changes(start, last);
    Ok(report)
}

/// The weights that are worth most on the documents that count.
fn learned(documents: &[Document], start: &Weights, counts: impl Fn(usize) -> bool) -> Weights {
    let of = |weights: &Weights| worth(documents, &judged(documents, weights, Encoder::Never), &counts);
    let mut best = (of(start), start.clone());
    for _ in 0..ROUNDS {
        let before = best.0;
        for index in 0..best.1.named().len() {
            for step in STEPS {
                let mut tried = best.1.clone();
                *tried.named()[index].1 *= step;
                let worth = of(&tried);
                if worth > best.0 + LEAST {
                    best = (worth, tried);
                    break;
                }
            }
        }
        if best.0 == before {
            break;
        }
    }
    best.1
}

/// The weights that changed.
fn changes(mut from: Weights, mut to: Weights) -> String {
    let pairs = from.named().into_iter().zip(to.named());
    let changed = pairs.filter(|(from, to)| from.1 != to.1);
    let rows: Vec<_> =
        changed.map(|(from, to)| vec![from.0.to_owned(), from.1.to_string(), format!("{:.4}", to.1)]).collect();
    table(&["weight", "as it is", "learned"], 1, &rows)
}
