//! Checks: are faults flagged, and is what is right left alone?
//!
//! A row is a source with a translation that holds a fault (`bad`), one that does not (`good`), or both; `use_bad` and
//! `use_good` may say that a side is of no use. Findings at warning or error count, of the rules that are asked for. A pair
//! of source and good translation counts once, as some sets have it in many rows.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::Result;
use ipalign::check::finding::Severity;
use ipalign::pipeline::audit_bead;
use ipalign::text::lang::Lang;
use ipalign::text::pair::Pair;
use rayon::prelude::*;
use serde::Deserialize;

use crate::By;
use crate::sets::{self, Set};
use crate::table::{share, table};

/// What the row of all labels is called.
const ALL: &str = "all";

#[derive(Deserialize)]
struct Row {
    source: String,
    good: Option<String>,
    bad: Option<String>,
    label: Option<String>,
    sublabel: Option<String>,
    use_good: Option<bool>,
    use_bad: Option<bool>,
}

/// The rules that were flagged in the two translations of a row; `None` where one is not to be judged.
struct Flagged {
    good: Option<BTreeSet<String>>,
    bad: Option<BTreeSet<String>>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Score {
    bad: usize,
    caught: usize,
    good: usize,
    alarms: usize,
}

/// The report on the sets of a folder: a table for each list of rules.
pub fn report(folder: &Path, rules: &[String], by: By) -> Result<String> {
    let sets: Vec<Set<Row>> = sets::of_folder(folder)?;
    let flagged: Vec<Vec<Flagged>> = sets.iter().map(|set| set.rows.par_iter().map(flagged).collect()).collect();
    let mut report = format!("{INTRODUCTION}\n{}", sets::sources(sets.iter().map(|set| set.name.as_str())));
    let lists = if rules.is_empty() { vec![String::new()] } else { rules.to_vec() };
    for list in &lists {
        let prefixes: Vec<&str> = list.split(',').collect();
        let mut lines = Vec::new();
        for (set, flagged) in sets.iter().zip(&flagged) {
            lines.extend(
                scores(&set.rows, flagged, &prefixes, by).iter().map(|(label, score)| line(&set.name, label, score)),
            );
        }
        let head = ["set", "label", "bad", "caught", "share", "good", "alarms", "share"];
        report += &format!("\n## {}\n\n{}", heading(list), table(&head, 2, &lines));
    }
    Ok(report)
}

const INTRODUCTION: &str = "# Checks

How many translations with a fault (bad) are flagged at warning or error (caught), and how many without one are, too (good,
alarms), by the kind of fault. A set is made for its own purpose: faults of other kinds than the rules look for are in the
tables to show that the rules leave them alone. Made by `cargo run --release --example accuracy -- pairs DIR --rules ...`;
how it counts is told in `examples/accuracy/pairs.rs`.
";

fn heading(list: &str) -> String {
    match list {
        "" => "All rules".to_owned(),
        _ => format!("Rules {}", list.split(',').map(|prefix| format!("`{prefix}-*`")).collect::<Vec<_>>().join(", ")),
    }
}

fn line(set: &str, label: &str, score: &Score) -> Vec<String> {
    let numbers = [
        score.bad.to_string(),
        score.caught.to_string(),
        share(score.caught, score.bad),
        score.good.to_string(),
        score.alarms.to_string(),
        share(score.alarms, score.good),
    ];
    [set.to_owned(), label.to_owned()].into_iter().chain(numbers).collect()
}

fn flagged(row: &Row) -> Flagged {
    let judged = |text: &Option<String>, of_use: Option<bool>| {
        let text = text.as_deref().filter(|text| !text.is_empty() && of_use.unwrap_or(true))?;
        Some(rules(Pair::new(&row.source, text)))
    };
    Flagged { good: judged(&row.good, row.use_good), bad: judged(&row.bad, row.use_bad) }
}

/// The rules that flag a pair at warning or error.
fn rules(texts: Pair<&str>) -> BTreeSet<String> {
    let source = Lang::of(texts.source).or(Lang::of(texts.target).map(Lang::other)).unwrap_or(Lang::Zh);
    let findings = audit_bead(texts, Pair::new(source, source.other()));
    findings.into_iter().filter(|finding| finding.severity >= Severity::Warning).map(|finding| finding.rule).collect()
}

/// The scores of a set by label, and last of all, where there is more than one label.
fn scores(rows: &[Row], flagged: &[Flagged], prefixes: &[&str], by: By) -> Vec<(String, Score)> {
    let mut labels = BTreeMap::<&str, Vec<usize>>::new();
    for (index, row) in rows.iter().enumerate() {
        let label = match by {
            By::Label => &row.label,
            By::Sublabel => &row.sublabel,
        };
        labels.entry(label.as_deref().unwrap_or("–")).or_default().push(index);
    }
    if labels.len() > 1 {
        labels.insert(ALL, (0..rows.len()).collect());
    }
    let score = |of: &[usize]| score(of.iter().map(|&index| (&rows[index], &flagged[index])), prefixes);
    let mut scores: Vec<_> = labels.iter().map(|(label, of)| ((*label).to_owned(), score(of))).collect();
    scores.sort_by_key(|(label, _)| label == ALL);
    scores
}

fn score<'r>(rows: impl Iterator<Item = (&'r Row, &'r Flagged)>, prefixes: &[&str]) -> Score {
    let counts =
        |rules: &BTreeSet<String>| rules.iter().any(|rule| prefixes.iter().any(|prefix| rule.starts_with(prefix)));
    let mut score = Score::default();
    let mut seen = BTreeSet::new();
    for (row, flagged) in rows {
        if let Some(rules) = &flagged.bad {
            score.bad += 1;
            score.caught += usize::from(counts(rules));
        }
        if let Some(rules) = &flagged.good
            && seen.insert((&row.source, &row.good))
        {
            score.good += 1;
            score.alarms += usize::from(counts(rules));
        }
    }
    score
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn faults_are_counted_by_row_and_what_is_right_once() {
        let rows = r#"[
            {"source": "共3件。", "good": "3 cases.", "bad": "4 cases.", "label": "number"},
            {"source": "共3件。", "good": "3 cases.", "bad": "No cases.", "label": "number", "use_bad": false},
            {"source": "共3件。", "good": "Cases.", "label": "trap"}]"#;
        let rows: Vec<Row> = serde_json::from_str(rows).expect("rows");
        let flagged: Vec<Flagged> = rows.iter().map(flagged).collect();
        let check = |prefix: &str, label: &str, expected: [usize; 4]| {
            let [bad, caught, good, alarms] = expected;
            let scores = scores(&rows, &flagged, &[prefix], By::Label);
            let expected = (label.to_owned(), Score { bad, caught, good, alarms });
            assert!(scores.contains(&expected), "{prefix}: {expected:?} in {scores:?}");
        };
        check("figure", "number", [1, 1, 1, 0]);
        check("figure", "trap", [0, 0, 1, 1]);
        check("figure", "all", [1, 1, 2, 1]);
        check("sentence", "all", [1, 0, 2, 0]);
    }
}
