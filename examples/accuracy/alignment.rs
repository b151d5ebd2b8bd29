//! Alignment: are the beads those that people made?
//!
//! Strict scores as of vecalign (Thompson and Koehn 2019): a bead is right when it is a bead of the reference, sentence for
//! sentence. Precision is over all beads found; recall over the beads of the reference that have both sides. Dropped
//! sentences, those without a counterpart, are scored apart, sentence by sentence.

use std::collections::BTreeSet;
use std::path::Path;

use anyhow::{Context, Result, bail};
use ipalign::align::weights::Weights;
use ipalign::align::{Encoder, Given, Options, align_by};
use ipalign::analysis::Text;
use ipalign::respace::Glue;
use ipalign::segment::presegmented;
use ipalign::text::lang::Lang;
use ipalign::text::pair::{Pair, Side};
use ipalign::text::source::Source;

use rayon::prelude::*;

use crate::calibration;
use crate::sets;
use crate::table::{f1, share, table};

/// The sentences of one side of a bead and of the other.
pub type Bead = (Vec<usize>, Vec<usize>);

/// Parts of wholes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Score {
    documents: usize,
    sentences: Pair<usize>,
    /// Beads found that are right, of all that were found.
    pub precise: (usize, usize),
    /// Beads of the reference with both sides that were found, of all of these.
    pub recalled: (usize, usize),
    /// Sentences found without counterpart that have none in the reference, of all found so.
    dropped_precise: (usize, usize),
    /// Sentences without counterpart in the reference that were found so, of all of these.
    dropped_recalled: (usize, usize),
}

/// A pair of texts and the beads that people made of them.
pub struct Document {
    pub set: String,
    pub texts: Pair<Text>,
    pub reference: BTreeSet<Bead>,
}

/// What came of a document: its score, and each bead found with its confidence and whether it is right.
pub type Judged = (Score, Vec<(f64, bool)>);

/// The report on a folder of folders, or on one.
pub fn report(folder: &Path) -> Result<String> {
    let documents = documents(folder)?;
    let by_encoder = [("never", Encoder::Never), ("auto", Encoder::Auto), ("always", Encoder::Always)]
        .map(|(name, encoder)| (name, judged(&documents, &Weights::default(), encoder)));
    let head =
        ["set", "encoder", "documents", "Chinese", "English", "precision", "recall", "F1", "dropped", "dropped F1"];
    let mut rows = Vec::new();
    for (name, judged) in &by_encoder {
        let scores = by_set(&documents, judged, |_| true);
        rows.extend(scores.into_iter().map(|(set, score)| line(set, name, &score)));
    }
    rows.sort_by(|a, b| a[0].cmp(&b[0]));
    let sources = sets::sources(by_set(&documents, &by_encoder[0].1, |_| true).into_iter().map(|(set, _)| set));
    let reliability = by_encoder.iter().map(|(name, judged)| {
        let beads: Vec<(f64, bool)> = judged.iter().flat_map(|(_, beads)| beads.iter().copied()).collect();
        format!("With the encoder {name} asked:\n\n{}", calibration::reliability(&beads))
    });
    let parts = [
        format!("{INTRODUCTION}\n{sources}\n{}", table(&head, 2, &rows)),
        format!("{CONFIDENCE}\n{}", reliability.collect::<Vec<_>>().join("\n")),
        format!("{ABLATION}\n{}", ablation(&documents)),
    ];
    Ok(parts.join("\n"))
}

/// Every pair of texts of a folder and of its folders.
pub fn documents(folder: &Path) -> Result<Vec<Document>> {
    let mut folders = vec![folder.to_owned()];
    folders.extend(sets::entries(folder)?.into_iter().filter(|path| path.is_dir()));
    let mut documents = Vec::new();
    for folder in &folders {
        let set = folder.canonicalize().map_or_else(|_| sets::stem(folder), |path| sets::stem(&path));
        for gold in sets::files(folder, "gold")? {
            documents.push(document(&gold, &set)?);
        }
    }
    if documents.is_empty() {
        bail!("{}: holds no NAME.gold, nor do its folders", folder.display());
    }
    Ok(documents)
}

/// What these weights make of each document.
pub fn judged(documents: &[Document], weights: &Weights, encoder: Encoder) -> Vec<Judged> {
    documents.par_iter().map(|document| document.judged(weights, encoder)).collect()
}

/// The scores of each set, in order, of the documents that count.
pub fn by_set<'d>(
    documents: &'d [Document],
    judged: &[Judged],
    counts: impl Fn(usize) -> bool,
) -> Vec<(&'d str, Score)> {
    let mut sets: Vec<(&str, Score)> = Vec::new();
    let all = documents.iter().zip(judged).enumerate().filter(|(at, _)| counts(*at));
    for (_, (document, (score, _))) in all {
        match sets.iter_mut().find(|(set, _)| *set == document.set) {
            Some((_, sum)) => *sum = sum.plus(*score),
            None => sets.push((&document.set, *score)),
        }
    }
    sets
}

/// What weights are learned for: the mean over the sets of F1, with a tenth of the F1 of dropped sentences of all.
pub fn worth(documents: &[Document], judged: &[Judged], counts: impl Fn(usize) -> bool) -> f64 {
    let sets = by_set(documents, judged, counts);
    let mean = sets.iter().map(|(_, score)| harmonic(score.precise, score.recalled)).sum::<f64>() / sets.len() as f64;
    let all = sets.into_iter().map(|(_, score)| score).reduce(Score::plus).unwrap_or_default();
    mean + 0.1 * harmonic(all.dropped_precise, all.dropped_recalled)
}

/// The harmonic mean of two shares.
pub fn harmonic(precise: (usize, usize), recalled: (usize, usize)) -> f64 {
    let share = |(part, whole): (usize, usize)| if whole == 0 { 0.0 } else { part as f64 / whole as f64 };
    let (precise, recalled) = (share(precise), share(recalled));
    if precise + recalled == 0.0 { 0.0 } else { 2.0 * precise * recalled / (precise + recalled) }
}

/// F1 with each kind of evidence left out.
fn ablation(documents: &[Document]) -> String {
    let kinds = ["", "shapes", "lengths", "words", "figures", "names", "pinyin", "structures", "openings", "endings"];
    let mut head = vec!["without"];
    let mut rows = Vec::new();
    for kind in kinds {
        let mut weights = Weights::default();
        weights.named().into_iter().filter(|(name, _)| *name == kind).for_each(|(_, weight)| *weight = 0.0);
        let judged = judged(documents, &weights, Encoder::Never);
        let scores = by_set(documents, &judged, |_| true);
        head = std::iter::once("without").chain(scores.iter().map(|(set, _)| *set)).collect();
        let name = if kind.is_empty() { "–" } else { kind };
        let f1s = scores.iter().map(|(_, score)| f1(score.precise, score.recalled));
        rows.push(std::iter::once(name.to_owned()).chain(f1s).collect());
    }
    table(&head, 1, &rows)
}

const INTRODUCTION: &str = "# Alignment

Beads found against beads made by people, on texts that are in sentences already. A bead is right when it holds the very
sentences of a bead of the reference (strict, as of Thompson and Koehn 2019); dropped sentences are those that have no
counterpart in the reference. Made by `cargo run --release --example accuracy -- alignment DIR`; how it scores is told in
`examples/accuracy/alignment.rs`.
";

const CONFIDENCE: &str = "## Confidence

Beads by the confidence that they were given, and how many of them are right. The expected calibration error is the mean
distance between the two, each bead counted once.
";

const ABLATION: &str = "## What each evidence brings

F1 without the encoder and with one kind of evidence left out of the beads' scores. The anchors of the first pass stay as they are.
";

fn line(set: &str, encoder: &str, score: &Score) -> Vec<String> {
    vec![
        set.to_owned(),
        encoder.to_owned(),
        score.documents.to_string(),
        score.sentences.source.to_string(),
        score.sentences.target.to_string(),
        share(score.precise.0, score.precise.1),
        share(score.recalled.0, score.recalled.1),
        f1(score.precise, score.recalled),
        score.dropped_recalled.1.to_string(),
        f1(score.dropped_precise, score.dropped_recalled),
    ]
}

impl Score {
    fn plus(self, other: Score) -> Score {
        let sum = |a: (usize, usize), b: (usize, usize)| (a.0 + b.0, a.1 + b.1);
        Score {
            documents: self.documents + other.documents,
            sentences: self.sentences.zip(other.sentences).map(|(a, b)| a + b),
            precise: sum(self.precise, other.precise),
            recalled: sum(self.recalled, other.recalled),
            dropped_precise: sum(self.dropped_precise, other.dropped_precise),
            dropped_recalled: sum(self.dropped_recalled, other.dropped_recalled),
        }
    }
}

fn document(gold: &Path, set: &str) -> Result<Document> {
    let text = |lang: Lang| {
        let content = sets::read(&gold.with_extension(lang.tag()))?;
        let (document, segments) = presegmented(Source::new(lang.tag(), content), lang);
        Ok::<_, anyhow::Error>(Text::of_segments(document, Glue::default(), segments))
    };
    let texts = Pair::new(text(Lang::Zh)?, text(Lang::En)?);
    let reference = ladder(&sets::read(gold)?).with_context(|| format!("{}: is no ladder", gold.display()))?;
    Ok(Document { set: set.to_owned(), texts, reference })
}

impl Document {
    /// What these weights and this encoder make of it.
    fn judged(&self, weights: &Weights, encoder: Encoder) -> Judged {
        self.judged_with(weights, Given::default(), encoder)
    }

    /// The same with what is known beforehand.
    pub fn judged_with(&self, weights: &Weights, given: Given, options: impl Into<Options>) -> Judged {
        let alignment = align_by(self.texts.as_ref(), weights, given, options.into());
        let found: Vec<Bead> = alignment.beads().iter().map(|bead| listed(&bead.segments)).collect();
        let dropped = dropped(&self.reference);
        let is_right = |bead: &Bead| match (&bead.0[..], &bead.1[..]) {
            ([sentence], []) => dropped.contains(&(Side::Source, *sentence)),
            ([], [sentence]) => dropped.contains(&(Side::Target, *sentence)),
            _ => self.reference.contains(bead),
        };
        let sure = alignment.beads().iter().map(|bead| bead.confidence).zip(found.iter().map(is_right)).collect();
        let score = compared(&found.into_iter().collect(), &self.reference);
        (Score { sentences: self.texts.as_ref().map(|text| text.segments.len()), ..score }, sure)
    }

    /// The same with only these sentences, and the beads of the reference that hold no others.
    pub fn part(&self, sentences: Pair<std::ops::Range<usize>>) -> Self {
        let text = |side: Side| {
            let (text, lang) = (&self.texts[side], self.texts[side].document.lang);
            let lines: String = sentences[side].clone().map(|at| format!("{}\n", text.sentence(at))).collect();
            let (document, segments) = presegmented(Source::new(lang.tag(), lines), lang);
            Text::of_segments(document, Glue::default(), segments)
        };
        let shifted = |ids: &[usize], side: Side| -> Option<Vec<usize>> {
            let range = &sentences[side];
            ids.iter().map(|id| range.contains(id).then(|| id - range.start)).collect()
        };
        let inside = |bead: &Bead| Some((shifted(&bead.0, Side::Source)?, shifted(&bead.1, Side::Target)?));
        Document {
            set: self.set.clone(),
            texts: Pair::new(text(Side::Source), text(Side::Target)),
            reference: self.reference.iter().filter_map(inside).collect(),
        }
    }
}

/// A bead as references have it.
pub fn listed(segments: &Pair<std::ops::Range<usize>>) -> Bead {
    (segments.source.clone().collect(), segments.target.clone().collect())
}

fn compared(found: &BTreeSet<Bead>, reference: &BTreeSet<Bead>) -> Score {
    let paired = |bead: &&Bead| !bead.0.is_empty() && !bead.1.is_empty();
    let recalled = reference.iter().filter(paired).filter(|bead| found.contains(bead)).count();
    let dropped = [found, reference].map(dropped);
    let both = dropped[0].intersection(&dropped[1]).count();
    Score {
        documents: 1,
        sentences: Pair::default(),
        precise: (found.intersection(reference).count(), found.len()),
        recalled: (recalled, reference.iter().filter(paired).count()),
        dropped_precise: (both, dropped[0].len()),
        dropped_recalled: (both, dropped[1].len()),
    }
}

/// The sentences that stand in a bead without another side.
fn dropped(beads: &BTreeSet<Bead>) -> BTreeSet<(Side, usize)> {
    let of = |(source, target): &Bead| match (source.is_empty(), target.is_empty()) {
        (false, true) => source.iter().map(|&sentence| (Side::Source, sentence)).collect(),
        (true, false) => target.iter().map(|&sentence| (Side::Target, sentence)).collect(),
        (false, false) | (true, true) => Vec::new(),
    };
    beads.iter().flat_map(of).collect()
}

/// A ladder as people make them: beads need not hold every sentence, nor follow each other; empty ones are left out.
fn ladder(text: &str) -> Result<BTreeSet<Bead>> {
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    let beads = lines.map(|line| bead(line).with_context(|| format!("\"{line}\" is no bead")));
    let beads = beads.collect::<Result<BTreeSet<_>>>()?;
    Ok(beads.into_iter().filter(|bead| !bead.0.is_empty() || !bead.1.is_empty()).collect())
}

/// A line of a ladder.
pub fn bead(line: &str) -> Option<Bead> {
    let mut fields = line.split(':').map(ids);
    Some((fields.next()??, fields.next()??))
}

/// The numbers of a list in brackets.
fn ids(field: &str) -> Option<Vec<usize>> {
    let inner = field.trim().strip_prefix('[')?.strip_suffix(']')?;
    inner.split(',').map(str::trim).filter(|id| !id.is_empty()).map(|id| id.parse().ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn beads_are_right_when_they_are_beads_of_the_reference() {
        let check = |found: &str, reference: &str, precise, recalled, dropped_precise, dropped_recalled| {
            let [found, reference] = [found, reference].map(|text| ladder(text).expect("a ladder"));
            let sentences = Pair::default();
            let expected = Score { documents: 1, sentences, precise, recalled, dropped_precise, dropped_recalled };
            assert_eq!(compared(&found, &reference), expected);
        };
        check("[0]:[0]\n[1]:[1, 2]", "[0]:[0]\n[1]:[1, 2]\n", (2, 2), (2, 2), (0, 0), (0, 0));
        check("[0]:[0]\n[1]:[1]\n[]:[2]", "[0]:[0]\n\n[1]:[1,2]", (1, 3), (1, 2), (0, 1), (0, 0));
        check("[0]:[]\n[1]:[0]", "[0, 1]:[]\n[]:[0]", (0, 2), (0, 0), (1, 1), (1, 3));
        check("[0]:[0]", "[0]:[0]:0.5\n[]:[]", (1, 1), (1, 1), (0, 0), (0, 0));
    }

    #[test]
    fn a_line_that_is_no_bead_is_named() {
        let error = format!("{:#}", ladder("[0]:[0]\n[1]\n").expect_err("no ladder"));
        assert_eq!(error, "\"[1]\" is no bead");
    }
}
