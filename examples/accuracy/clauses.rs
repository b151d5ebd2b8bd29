//! Learns how likely a stretch of a sentence has no counterpart, from pairs that are taken to be right.
//!
//! Pairs are the beads that people made of NAME.zh and NAME.en (NAME.gold, a ladder) and the rows of JSON Lines {"source",
//! "good"}. From each pair some clauses are deleted, one at a time, on either side: what was linked to it is then lost. Against
//! these stands, of every right pair, the run that looks most like a lost one to what was learned before ([`ROUNDS`] times).
//! Translators leave things out, so a pair that looks lost beyond doubt is not learned from ([`DOUBTLESS`]). Logistic
//! regression by Newton's method with a ridge; what it is worth is told by cross-validation over the files, or the sources of a
//! file of rows: how many deleted clauses are found above each score, how many right pairs are flagged, and how many of the
//! findings are right where one pair in [`ONE_IN`] lacks a clause. For that, the rows count, in which a reader missed nothing.
//!
//! The same is done for parts of a clause, of which phrases are deleted; and within the documents, whose habits are then known
//! ([`in_documents`]).

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::Path;

use anyhow::{Context, Result, bail};
use ipalign::align::bead::{Alignment, Bead};
use ipalign::align::word::Words;
use ipalign::analysis::Text;
use ipalign::check::rule::Aligned;
use ipalign::check::rules::clause::coverage::Habits;
use ipalign::check::rules::clause::length::Lengths;
use ipalign::check::rules::clause::model::{FEATURES, MEANING, NAMES};
use ipalign::check::rules::clause::{Kind, Look, Run, texts_of};
use ipalign::respace::Glue;
use ipalign::segment::presegmented;
use ipalign::selftest::{Fault, Plant, plants};
use ipalign::text::lang::Lang;
use ipalign::text::pair::{Pair, Side};
use ipalign::text::source::Source;
use ipalign::text::span::Span;
use rayon::prelude::*;
use serde::Deserialize;

use crate::alignment;
use crate::sets;
use crate::table::table;

/// How many folds the pairs are dealt into.
const FOLDS: usize = 5;
/// How often the runs of right pairs that look most like lost ones are looked for.
const ROUNDS: usize = 4;
/// The most clauses that are deleted from a side of a pair, one at a time.
const DELETED: usize = 3;
/// How many runs of a pair are kept, by the model that there is.
const KEPT: usize = 12;
/// Of a document, one bead in so many loses a clause; one with fewer beads than these has no habits.
const APART: usize = 5;
const LEAST_BEADS: usize = 10;
/// The weight of the ridge.
const RIDGE: f64 = 1.0;
/// A run of a right pair above these log-odds was left out by the translator.
const DOUBTLESS: f64 = 3.0;
/// The log-odds above which findings are told.
const ABOVE: [f64; 9] = [0.0, 0.5, 1.0, 1.5, 2.0, 2.5, 3.0, 3.5, 4.0];
/// One pair in so many is taken to lack a clause.
const ONE_IN: f64 = 20.0;

/// The heads of the table.
const HEADS: [&str; 5] =
    ["log-odds above", "deleted ones found", "right pairs flagged", "of those read", "findings that are right"];

/// What words, figures, lengths and the encoder say.
type Features = [f64; FEATURES + MEANING];

#[derive(Deserialize)]
struct Row {
    source: String,
    good: Option<String>,
    use_good: Option<bool>,
}

/// A pair that is taken to be right.
struct Right {
    /// Pairs of one group are of one fold.
    group: u64,
    /// Whether it is a row, in which a reader missed nothing.
    read: bool,
    chinese: String,
    english: String,
}

/// What is learned from: the lost runs, and of each right pair that was looked into, its runs.
#[derive(Default)]
struct Examples {
    lost: Vec<(usize, Features)>,
    right: Vec<Suspect>,
    /// How many clauses were deleted, and how many right pairs there are: unread, and read.
    deleted: usize,
    pairs: [usize; 2],
}

/// What is asked about.
#[derive(Clone, Copy, PartialEq, Eq)]
enum View {
    /// Runs of pieces, by their words, figures and lengths.
    Words,
    /// The same, and by what they mean.
    Meaning,
    /// Parts of pieces, by what their words mean.
    Part,
}

impl View {
    fn fault(self) -> Fault {
        if self == View::Part { Fault::PhraseDropped } else { Fault::ClauseDropped }
    }

    /// The runs of a bead, the likeliest to be lost first.
    fn runs(self, look: &Look, habits: Option<&Habits>) -> Vec<Run> {
        let words = Words::of(look.chinese(), look.english());
        let runs = if self == View::Words { look.runs(&words, habits) } else { look.asked(&words, habits) };
        runs.into_iter().filter(|run| (run.kind == Kind::Part) == (self == View::Part)).collect()
    }
}

/// A right pair that was looked into.
struct Suspect {
    fold: usize,
    read: bool,
    runs: Vec<Features>,
}

/// The report on a folder.
pub fn report(folder: &Path) -> Result<String> {
    let rights = rights(folder)?;
    let mut report = String::from("# Clauses\n\n");
    writeln!(report, "{} pairs that are taken to be right.", rights.len())?;
    for lang in [Lang::Zh, Lang::En] {
        writeln!(report, "\n## Lost from the {}", lang.name())?;
        let mut learn = |name, examples: Examples, count| chapter(&mut report, name, &examples, count);
        learn("Clauses, by words, lengths, figures", examples(&rights, lang, View::Words), FEATURES)?;
        learn("Clauses, by the encoder as well", examples(&rights, lang, View::Meaning), FEATURES + MEANING)?;
        if lang == Lang::Zh {
            learn("Phrases", examples(&rights, lang, View::Part), FEATURES + MEANING)?;
            learn("Clauses, within documents", in_documents(&rights), FEATURES + MEANING)?;
        }
    }
    Ok(report)
}

/// What examples teach.
fn chapter(report: &mut String, name: &str, examples: &Examples, count: usize) -> Result<()> {
    writeln!(
        report,
        "\n### {name}\n\n{} deleted, {} of which left a trace; {} right pairs did.\n",
        examples.deleted,
        examples.lost.len(),
        examples.right.len()
    )?;
    if examples.lost.is_empty() || examples.right.is_empty() {
        return Ok(());
    }
    let weights = learned(examples, count, |_| true);
    *report += &table(&HEADS, 1, &worth(examples, count));
    *report += "\n";
    *report += &table(&["feature", "weight"], 1, &weight_rows(&weights));
    let numbers: Vec<String> = weights.iter().map(|weight| format!("{weight:.2}")).collect();
    writeln!(report, "\n    [{}]", numbers.join(", "))?;
    Ok(())
}

fn weight_rows(weights: &[f64]) -> Vec<Vec<String>> {
    let row = |(name, weight): (&&str, &f64)| vec![(*name).to_owned(), format!("{weight:.2}")];
    NAMES.iter().zip(weights).map(row).collect()
}

/// The right pairs of a folder and of its folders.
fn rights(folder: &Path) -> Result<Vec<Right>> {
    let mut folders = vec![folder.to_owned()];
    let mut rights = Vec::new();
    while let Some(folder) = folders.pop() {
        folders.extend(sets::entries(&folder)?.into_iter().filter(|path| path.is_dir()));
        for gold in sets::files(&folder, "gold")? {
            rights.extend(of_document(&gold)?);
        }
        let rows = match sets::files(&folder, "jsonl")?.is_empty() {
            true => Vec::new(),
            false => sets::of_folder::<Row>(&folder)?,
        };
        rights.extend(of_rows(rows.into_iter().flat_map(|set| set.rows)));
    }
    if rights.is_empty() {
        bail!("{}: holds neither NAME.gold nor .jsonl, nor do its folders", folder.display());
    }
    Ok(rights)
}

fn of_document(gold: &Path) -> Result<Vec<Right>> {
    let lines = |lang: Lang| -> Result<Vec<String>> {
        Ok(sets::read(&gold.with_extension(lang.tag()))?.lines().map(str::to_owned).collect())
    };
    let (chinese, english) = (lines(Lang::Zh)?, lines(Lang::En)?);
    let mut rights = Vec::new();
    for line in sets::read(gold)?.lines() {
        let bead =
            alignment::bead(line).with_context(|| format!("{}: {line:?} is no bead of a ladder", gold.display()))?;
        let joined = |lines: &[String], of: &[usize], between: &str| {
            of.iter().filter_map(|&at| lines.get(at)).map(String::as_str).collect::<Vec<_>>().join(between)
        };
        let right = Right {
            group: group(&gold.display().to_string()),
            read: false,
            chinese: joined(&chinese, &bead.0, ""),
            english: joined(&english, &bead.1, " "),
        };
        rights.extend((!right.chinese.is_empty() && !right.english.is_empty()).then_some(right));
    }
    Ok(rights)
}

fn of_rows(rows: impl Iterator<Item = Row>) -> Vec<Right> {
    let mut seen = BTreeSet::new();
    let right = |row: Row| {
        let good = row.good.filter(|good| !good.is_empty() && row.use_good.unwrap_or(true))?;
        if !seen.insert((row.source.clone(), good.clone())) {
            return None;
        }
        let is_chinese = Lang::of(&row.source)? == Lang::Zh;
        let group = group(&row.source);
        let (chinese, english) = if is_chinese { (row.source, good) } else { (good, row.source) };
        Some(Right { group, read: true, chinese: one_line(&chinese), english: one_line(&english) })
    };
    rows.filter_map(right).collect()
}

fn one_line(text: &str) -> String {
    text.replace(['\r', '\n'], " ")
}

/// A number for a name (FNV-1a).
fn group(name: &str) -> u64 {
    name.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// What the pairs teach of what is lost from the text in `lang`.
fn examples(rights: &[Right], lang: Lang, view: View) -> Examples {
    let of_right = |right: &Right| {
        let (own, other) =
            if lang == Lang::Zh { (&right.chinese, &right.english) } else { (&right.english, &right.chinese) };
        let whole = aligned(Pair::new(own, other), lang);
        let mut found = plants(view.fault(), &whole);
        fastrand::Rng::with_seed(right.group).shuffle(&mut found);
        found.truncate(DELETED);
        let lost: Vec<Option<Features>> = found
            .iter()
            .map(|plant| {
                let aligned = aligned(Pair::new(own, &without(other, plant)), lang);
                lost_run(seen(&aligned, &Lengths::of(&aligned), 0, view, None), plant.counterpart)
            })
            .collect();
        (lost, kept(seen(&whole, &Lengths::of(&whole), 0, view, None)))
    };
    let found: Vec<_> = rights.par_iter().map(of_right).collect();
    let mut examples = Examples::default();
    for (right, (lost, runs)) in rights.iter().zip(found) {
        examples.add(right, lost, Some(runs));
    }
    examples
}

/// What the beads of documents teach of clauses lost from the Chinese: of each document, a copy as it is, and one in which
/// clauses are deleted from every [`APART`]th bead or so.
fn in_documents(rights: &[Right]) -> Examples {
    let of_document = |beads: &[Right]| {
        let texts: Vec<(&str, String)> =
            beads.iter().map(|bead| (bead.chinese.as_str(), bead.english.clone())).collect();
        let mut random = fastrand::Rng::with_seed(beads[0].group);
        let mut edited = texts.clone();
        let mut planted: BTreeMap<usize, Plant> = BTreeMap::new();
        for (at, (chinese, english)) in texts.iter().enumerate() {
            let is_apart = planted.last_key_value().is_none_or(|(last, _)| last + APART <= at);
            let found = plants(Fault::ClauseDropped, &aligned(Pair::new(chinese, english), Lang::Zh));
            if let Some(plant) = random.choice(found).filter(|_| is_apart) {
                edited[at].1 = without(english, &plant);
                planted.insert(at, plant);
            }
        }
        let (clean, edited) = (document(&texts), document(&edited));
        let at = |aligned: &Aligned, bead: usize, habits: &Habits| {
            let start = texts_of(aligned, bead).source.start as usize;
            let mut runs = seen(aligned, &Lengths::of(aligned), bead, View::Meaning, Some(habits));
            runs.iter_mut()
                .for_each(|run| run.span = Span::new(run.span.start as usize - start, run.span.end as usize - start));
            runs
        };
        let habits = Habits::of(&edited, Side::Source);
        let lost: BTreeMap<usize, Option<Features>> = planted
            .iter()
            .map(|(&bead, plant)| (bead, lost_run(at(&edited, bead, &habits), plant.counterpart)))
            .collect();
        let habits = Habits::of(&clean, Side::Source);
        let runs: Vec<_> = (0..beads.len()).map(|bead| kept(at(&clean, bead, &habits))).collect();
        (lost, runs)
    };
    let documents: Vec<&[Right]> = rights
        .chunk_by(|a, b| !a.read && !b.read && a.group == b.group)
        .filter(|beads| beads.len() >= LEAST_BEADS)
        .collect();
    let found: Vec<_> = documents.par_iter().map(|beads| of_document(beads)).collect();
    let mut examples = Examples::default();
    for (beads, (lost, runs)) in documents.iter().zip(found) {
        for (at, (right, runs)) in beads.iter().zip(runs).enumerate() {
            examples.add(right, lost.get(&at).cloned().into_iter().collect(), Some(runs));
        }
    }
    examples
}

impl Examples {
    /// Adds what a pair teaches: of each clause that was deleted its run, where it left a trace, and the runs as they are.
    fn add(&mut self, right: &Right, lost: Vec<Option<Features>>, runs: Option<Vec<Features>>) {
        let fold = (right.group % FOLDS as u64) as usize;
        self.deleted += lost.len();
        self.pairs[usize::from(right.read)] += 1;
        self.lost.extend(lost.into_iter().flatten().map(|features| (fold, features)));
        let runs = runs.filter(|runs| !runs.is_empty());
        self.right.extend(runs.map(|runs| Suspect { fold, read: right.read, runs }));
    }
}

/// A text without what a plant takes out.
fn without(text: &str, plant: &Plant) -> String {
    format!("{}{}", &text[..plant.edit.start as usize], &text[plant.edit.end as usize..])
}

/// Chinese and English lines that are paired one by one.
fn document(lines: &[(&str, String)]) -> Aligned {
    let text = |text: String, lang: Lang| {
        let (document, segments) = presegmented(Source::new(lang.tag(), text), lang);
        Text::of_segments(document, Glue::default(), segments)
    };
    let chinese: Vec<&str> = lines.iter().map(|line| line.0).collect();
    let english: Vec<&str> = lines.iter().map(|line| line.1.as_str()).collect();
    let texts = Pair::new(text(chinese.join("\n"), Lang::Zh), text(english.join("\n"), Lang::En));
    let count = texts.as_ref().map(|text| text.segments.len());
    let bead = |line: usize| Bead { segments: Pair::both(line..line + 1), confidence: 1.0 };
    let alignment = Alignment::new((0..lines.len()).map(bead).collect(), count).unwrap_or_default();
    Aligned::new(texts, alignment)
}

/// Two strings as one bead; the source is in `lang`.
fn aligned(texts: Pair<&str>, lang: Lang) -> Aligned {
    let text = |text: &str, lang: Lang| {
        let (document, segments) = presegmented(Source::new(lang.tag(), text), lang);
        Text::of_segments(document, Glue::default(), segments)
    };
    let texts = Pair::new(text(texts.source, lang), text(texts.target, lang.other()));
    let count = texts.as_ref().map(|text| text.segments.len());
    Aligned::new(texts, Alignment::of_one(count))
}

/// The runs of a bead of the source, if it is looked into at all.
fn seen(aligned: &Aligned, lengths: &Lengths, bead: usize, view: View, habits: Option<&Habits>) -> Vec<Run> {
    if aligned.alignment.beads().len() <= bead || !aligned.is_paired(bead) {
        return Vec::new();
    }
    Look::at(aligned, lengths, Side::Source, bead).map_or(Vec::new(), |look| view.runs(&look, habits))
}

/// The features of the run that is known to be lost: the one that most agrees with what was deleted, if one does.
fn lost_run(runs: Vec<Run>, span: Span) -> Option<Features> {
    /// A part need not be found to the letter.
    const ENOUGH: f64 = 0.3;
    let agreement = |run: &Run| {
        let common = run.span.end.min(span.end).saturating_sub(run.span.start.max(span.start));
        f64::from(common) / run.span.cover(span).len() as f64
    };
    let best = runs.iter().max_by(|a, b| agreement(a).total_cmp(&agreement(b)))?;
    let enough = if best.kind == Kind::Part { ENOUGH } else { 1.0 };
    (agreement(best) >= enough).then(|| joined(best))
}

/// The features of the likeliest runs.
fn kept(runs: Vec<Run>) -> Vec<Features> {
    runs.iter().take(KEPT).map(joined).collect()
}

fn joined(run: &Run) -> Features {
    let mut features = [0.0; FEATURES + MEANING];
    features[..FEATURES].copy_from_slice(&run.features);
    features[FEATURES..].copy_from_slice(&run.meaning);
    features
}

fn log_odds(weights: &[f64], features: &Features) -> f64 {
    weights.iter().zip(features).map(|(weight, feature)| weight * feature).sum()
}

/// The run that these weights take for the likeliest.
fn likeliest<'r>(weights: &[f64], runs: &'r [Features]) -> &'r Features {
    let best = runs.iter().max_by(|a, b| log_odds(weights, a).total_cmp(&log_odds(weights, b)));
    best.unwrap_or(&runs[0])
}

/// Weights for the first `count` features, learned from the folds that count.
fn learned(examples: &Examples, count: usize, counts: impl Fn(usize) -> bool) -> Vec<f64> {
    let lost: Vec<&Features> = examples.lost.iter().filter(|(fold, _)| counts(*fold)).map(|(_, run)| run).collect();
    let suspects: Vec<&Suspect> = examples.right.iter().filter(|suspect| counts(suspect.fold)).collect();
    let mut right: Vec<&Features> = suspects.iter().map(|suspect| &suspect.runs[0]).collect();
    let mut weights = vec![0.0; count];
    for _ in 0..ROUNDS {
        weights = fitted(&lost, &right, count);
        right = suspects.iter().map(|suspect| likeliest(&weights, &suspect.runs)).collect();
        right.retain(|run| log_odds(&weights, run) < DOUBTLESS);
    }
    weights
}

/// Logistic regression by Newton's method; the first feature is the bias, which has no ridge.
fn fitted(lost: &[&Features], right: &[&Features], count: usize) -> Vec<f64> {
    let mut weights = vec![0.0; count];
    for _ in 0..15 {
        let mut gradient: Vec<f64> =
            weights.iter().enumerate().map(|(at, weight)| if at == 0 { 0.0 } else { -RIDGE * weight }).collect();
        let mut curve = vec![vec![0.0; count]; count];
        (0..count).for_each(|at| curve[at][at] = if at == 0 { 1e-6 } else { RIDGE });
        for (features, is_lost) in lost.iter().map(|run| (run, 1.0)).chain(right.iter().map(|run| (run, 0.0))) {
            let p = 1.0 / (1.0 + (-log_odds(&weights, features)).exp());
            for a in 0..count {
                gradient[a] += (is_lost - p) * features[a];
                (0..count).for_each(|b| curve[a][b] += p * (1.0 - p) * features[a] * features[b]);
            }
        }
        let step = solved(curve, gradient);
        weights.iter_mut().zip(step).for_each(|(weight, step)| *weight += step);
    }
    weights
}

/// The solution of a system of equations that is positive definite, by Gauss's elimination.
fn solved(mut matrix: Vec<Vec<f64>>, mut right: Vec<f64>) -> Vec<f64> {
    let count = right.len();
    for at in 0..count {
        let row = matrix[at].clone();
        for below in at + 1..count {
            let factor = matrix[below][at] / row[at];
            matrix[below].iter_mut().zip(&row).for_each(|(value, above)| *value -= factor * above);
            right[below] -= factor * right[at];
        }
    }
    for at in (0..count).rev() {
        let known: f64 = (at + 1..count).map(|column| matrix[at][column] * right[column]).sum();
        right[at] = (right[at] - known) / matrix[at][at];
    }
    right
}

/// What weights are worth that were learned from the other folds.
fn worth(examples: &Examples, count: usize) -> Vec<Vec<String>> {
    let (mut lost, mut right) = (Vec::new(), [Vec::new(), Vec::new()]);
    for fold in 0..FOLDS {
        let weights = learned(examples, count, |other| other != fold);
        let of = |features: &Features| log_odds(&weights, features);
        lost.extend(examples.lost.iter().filter(|(of, _)| *of == fold).map(|(_, run)| of(run)));
        for suspect in examples.right.iter().filter(|suspect| suspect.fold == fold) {
            right[usize::from(suspect.read)].push(of(likeliest(&weights, &suspect.runs)));
        }
    }
    let row = |least: &f64| {
        let share =
            |scores: &[f64], of: usize| scores.iter().filter(|score| *score > least).count() as f64 / of.max(1) as f64;
        let found = share(&lost, examples.deleted);
        let [unread, read] = [0, 1].map(|kind| share(&right[kind], examples.pairs[kind]));
        let precision = found / (found + (ONE_IN - 1.0) * read);
        vec![
            format!("{least:.1}"),
            format!("{found:.3}"),
            format!("{:.2} %", 100.0 * unread),
            format!("{:.2} %", 100.0 * read),
            format!("{precision:.2}"),
        ]
    };
    ABOVE.iter().map(row).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_parts_two_kinds_is_learned() {
        let example = |evidence: f64| {
            let mut features = [0.0; FEATURES + MEANING];
            features[0] = 1.0;
            features[1] = evidence;
            features
        };
        let lost: Vec<Features> = [3.0, 2.5, 4.0, 0.5].map(example).to_vec();
        let right: Vec<Features> = [0.0, -1.0, 1.0, 0.8].map(example).to_vec();
        let weights = fitted(&lost.iter().collect::<Vec<_>>(), &right.iter().collect::<Vec<_>>(), 2);
        assert!(log_odds(&weights, &example(3.0)) > 0.0 && log_odds(&weights, &example(0.0)) < 0.0, "{weights:?}");
    }

    #[test]
    fn equations_are_solved() {
        let solution = solved(vec![vec![2.0, 1.0], vec![1.0, 3.0]], vec![5.0, 10.0]);
        assert!((solution[0] - 1.0).abs() < 1e-9 && (solution[1] - 3.0).abs() < 1e-9, "{solution:?}");
    }
}
