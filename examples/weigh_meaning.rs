//! Learns how what sentences mean is weighed against the other evidence: `weigh_meaning DIR...`, each with NAME.zh, NAME.en
//! and NAME.gold, a ladder.
//!
//! Every document is aligned with every combination of weights. Chosen are those with the best strict F1 over all; what
//! they promise on other texts is told by leaving out each document in turn, choosing without it, and scoring it by that.

use std::collections::BTreeSet;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use ipalign::align::weights::MeaningWeights;
use ipalign::align::{Encoder, Options, align_with, ladder};
use ipalign::analysis::Text;
use ipalign::respace::Glue;
use ipalign::segment::presegmented;
use ipalign::text::lang::Lang;
use ipalign::text::pair::Pair;
use ipalign::text::source::Source;

const MEANING: [f32; 3] = [15.0, 20.0, 30.0];
const NEAR: [f32; 2] = [0.25, 0.5];
const FAR: [f32; 1] = [0.2];
const WORDS: [f32; 3] = [0.3, 0.5, 0.75];

/// Right beads, beads found, and beads of the reference; only those with both sides count.
#[derive(Clone, Copy, Default)]
struct Count {
    right: f64,
    found: f64,
    reference: f64,
}

fn main() -> Result<()> {
    let mut documents = Vec::new();
    for folder in std::env::args().skip(1) {
        let entries = std::fs::read_dir(&folder).with_context(|| folder.clone())?;
        let paths = entries.map(|entry| Ok(entry?.path())).collect::<Result<Vec<PathBuf>>>()?;
        documents.extend(paths.into_iter().filter(|path| path.extension().is_some_and(|end| end == "gold")));
    }
    documents.sort();
    let all = candidates();
    let counts = documents.iter().map(|gold| counted(gold, &all)).collect::<Result<Vec<Vec<Count>>>>()?;
    let best = |without: Option<usize>| {
        let score = |at: &usize| f1(sum((0..counts.len()).filter(|of| Some(*of) != without).map(|of| counts[of][*at])));
        (0..all.len()).max_by(|a, b| score(a).total_cmp(&score(b)))
    };
    let mut out = std::io::stdout();
    for (at, weights) in all.iter().enumerate() {
        writeln!(out, "{:.4} {weights:?}", f1(sum(counts.iter().map(|of| of[at]))))?;
    }
    let mut left_out = Count::default();
    for (at, gold) in documents.iter().enumerate() {
        let Some(chosen) = best(Some(at)) else { continue };
        left_out = sum([left_out, counts[at][chosen]].into_iter());
        writeln!(out, "{:.4} {} by {:?}", f1(counts[at][chosen]), gold.display(), all[chosen])?;
    }
    let chosen = best(None).context("no documents")?;
    let promised = f1(left_out);
    Ok(writeln!(
        out,
        "best {:?}: {:.4}, left out {promised:.4}",
        all[chosen],
        f1(sum(counts.iter().map(|of| of[chosen])))
    )?)
}

fn candidates() -> Vec<MeaningWeights> {
    let mut all = Vec::new();
    for meaning in MEANING {
        for near in NEAR {
            for far in FAR {
                all.extend(WORDS.map(|words| MeaningWeights { meaning, near, far, words }));
            }
        }
    }
    all
}

/// The counts of one document under all weights.
fn counted(gold: &Path, all: &[MeaningWeights]) -> Result<Vec<Count>> {
    let read = |path: &Path| std::fs::read_to_string(path).with_context(|| path.display().to_string());
    let text = |lang: Lang| {
        let (document, segments) = presegmented(Source::new(lang.tag(), read(&gold.with_extension(lang.tag()))?), lang);
        Ok::<_, anyhow::Error>(Text::of_segments(document, Glue::default(), segments))
    };
    let texts = Pair::new(text(Lang::Zh)?, text(Lang::En)?);
    let reference = beads(&read(gold)?);
    let count = |weights: &MeaningWeights| {
        let options = Options { encoder: Encoder::Auto, meaning: *weights };
        let found = beads(&ladder::write(&align_with(texts.as_ref(), options)));
        let right = found.intersection(&reference).count() as f64;
        Count { right, found: found.len() as f64, reference: reference.len() as f64 }
    };
    Ok(all.iter().map(count).collect())
}

/// The beads of a ladder that have both sides, as text without spaces.
fn beads(ladder: &str) -> BTreeSet<String> {
    let lines = ladder.lines().map(|line| line.split(':').take(2).collect::<Vec<_>>().join(":").replace(' ', ""));
    lines.filter(|line| !line.contains("[]") && !line.is_empty()).collect()
}

fn sum(counts: impl Iterator<Item = Count>) -> Count {
    counts.fold(Count::default(), |sum, count| Count {
        right: sum.right + count.right,
        found: sum.found + count.found,
        reference: sum.reference + count.reference,
    })
}

fn f1(count: Count) -> f64 {
    2.0 * count.right / (count.found + count.reference).max(1.0)
}
