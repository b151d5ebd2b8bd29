//! Figures: are the values of a text those that a set expects?
//!
//! A row is all right when every value it expects was read, as often as it expects it, and, unless the row is `partial`,
//! none besides; an `optional` value may be read or not. Values are compared as numbers with twelve digits, since sets write
//! 2/3 as 0.666666666666667; what is no number (a day of a month, a code) is not compared. Sets disagree on the scale of
//! some units (五分 as 5 or as 0.05, 三成 as 30 or as 0.3, a cent): in rows that hold one, either scale will do.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::Result;
use ipalign::audit::AuditedValue;
use ipalign::quantity::read;
use ipalign::text::lang::Lang;
use serde::Deserialize;

use crate::sets::{self, Set};
use crate::table::{share, table};

#[derive(Deserialize)]
struct Row {
    lang: Lang,
    input: String,
    expected: Vec<Expected>,
    #[serde(default)]
    partial: bool,
}

#[derive(Deserialize)]
struct Expected {
    value: serde_json::Value,
    #[serde(default)]
    optional: bool,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Score {
    rows: usize,
    right: usize,
    read: usize,
    missed: usize,
    /// Values that rows in which nothing may stand beside do not expect, and how many rows those are.
    beside: usize,
    whole: usize,
    /// Values read rightly in those rows.
    read_of_whole: usize,
}

/// The report on the sets of a folder.
pub fn report(folder: &Path) -> Result<String> {
    let sets: Vec<Set<Row>> = sets::of_folder(folder)?;
    let mut rows = Vec::new();
    let mut whole = BTreeMap::<Lang, Score>::new();
    for set in &sets {
        for lang in [Lang::Zh, Lang::En] {
            let part = set.rows.iter().filter(|row| row.lang == lang);
            let scored = part.map(score).reduce(Score::plus).unwrap_or_default();
            if scored.rows > 0 {
                rows.push(line(&set.name, lang, scored));
                let sum = whole.entry(lang).or_default();
                *sum = sum.plus(scored);
            }
        }
    }
    rows.extend(whole.into_iter().map(|(lang, score)| line("all", lang, score)));
    let head = ["set", "language", "rows", "all right", "share", "recall", "precision"];
    let sources = sets::sources(sets.iter().map(|set| set.name.as_str()));
    Ok(format!("{INTRODUCTION}\n{sources}\n{}", table(&head, 2, &rows)))
}

const INTRODUCTION: &str = "# Reading figures

How many texts of public sets have all their values read as the set has them. Recall is the share of the expected values
that were read; precision, the share of what was read that was expected, is shown where nothing may stand beside. Sets
disagree with each other and with published translation here and there, so 1.000 is not the aim. Made by `cargo run --release
--example accuracy -- quantities DIR`; how it scores is told in `examples/accuracy/quantities.rs`.
";

fn line(set: &str, lang: Lang, score: Score) -> Vec<String> {
    vec![
        set.to_owned(),
        lang.name().to_owned(),
        score.rows.to_string(),
        score.right.to_string(),
        share(score.right, score.rows),
        share(score.read, score.read + score.missed),
        if score.whole > 0 { share(score.read_of_whole, score.read_of_whole + score.beside) } else { "–".to_owned() },
    ]
}

impl Score {
    fn plus(self, other: Score) -> Score {
        Score {
            rows: self.rows + other.rows,
            right: self.right + other.right,
            read: self.read + other.read,
            missed: self.missed + other.missed,
            beside: self.beside + other.beside,
            whole: self.whole + other.whole,
            read_of_whole: self.read_of_whole + other.read_of_whole,
        }
    }
}

fn score(row: &Row) -> Score {
    let (optional, expected): (Vec<&Expected>, Vec<&Expected>) = row.expected.iter().partition(|value| value.optional);
    let [expected, optional] =
        [expected, optional].map(|values| values.iter().flat_map(|it| numbers(&it.value)).collect());
    let text = row.input.lines().collect::<Vec<_>>().join(" ");
    compared(&text, expected, optional, found(&text, row.lang), row.partial)
}

/// What came of expecting these values and finding those.
fn compared(text: &str, expected: Vec<f64>, optional: Vec<f64>, mut found: Vec<f64>, partial: bool) -> Score {
    let scaled = is_scaled(text);
    let all = expected.len();
    let missed = expected.into_iter().filter(|&value| !take(value, scaled, &mut found)).count();
    optional.into_iter().for_each(|value| {
        take(value, false, &mut found);
    });
    let beside = if partial { 0 } else { found.len() };
    let whole = usize::from(!partial);
    let (read, right) = (all - missed, usize::from(missed == 0 && beside == 0));
    Score { rows: 1, right, read, missed, beside, whole, read_of_whole: read * whole }
}

/// Takes a value out of those that were found; `false` where it is not among them.
fn take(value: f64, scaled: bool, found: &mut Vec<f64>) -> bool {
    let scales: &[f64] = if scaled { &[1.0, 100.0, 0.01, 10.0, 0.1] } else { &[1.0] };
    let at = scales.iter().find_map(|scale| found.iter().position(|&other| other == twelve_digits(value * scale)));
    at.map(|at| found.swap_remove(at)).is_some()
}

/// Whether the text holds a unit on whose scale the sets disagree.
fn is_scaled(text: &str) -> bool {
    ["cent", "penn", "pence", "分", "角", "毛", "成", "折", "‰"].iter().any(|unit| text.contains(unit))
}

/// The numbers that are read in a text; both ends of a range.
fn found(text: &str, lang: Lang) -> Vec<f64> {
    let values = read(text, lang).into_iter().flat_map(|quantity| match AuditedValue::from(&quantity.value) {
        AuditedValue::One(value) => vec![value],
        AuditedValue::Range(ends) => ends.to_vec(),
        AuditedValue::Magnitude(_) => Vec::new(),
    });
    values.filter_map(|value| number(&value)).collect()
}

/// The numbers of an expected value: one, or several of a list.
fn numbers(value: &serde_json::Value) -> Vec<f64> {
    match value {
        serde_json::Value::String(text) => number(text).into_iter().collect(),
        serde_json::Value::Number(one) => number(&one.to_string()).into_iter().collect(),
        serde_json::Value::Array(many) => many.iter().flat_map(numbers).collect(),
        serde_json::Value::Null | serde_json::Value::Bool(_) | serde_json::Value::Object(_) => Vec::new(),
    }
}

/// A decimal or a fraction; commas and a percent sign do not count.
fn number(text: &str) -> Option<f64> {
    let text = text.replace(',', "");
    let text = text.trim_end_matches('%').trim();
    let decimal = |text: &str| {
        let begins = text.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '+' | '-' | '.'));
        text.parse::<f64>().ok().filter(|_| begins)
    };
    let value = match text.split_once('/') {
        Some((numerator, denominator)) => decimal(numerator)? / decimal(denominator)?,
        None => decimal(text)?,
    };
    value.is_finite().then(|| twelve_digits(value))
}

fn twelve_digits(value: f64) -> f64 {
    format!("{value:.11e}").parse().unwrap_or(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_compared_as_a_bag_of_numbers() {
        let check = |input: &str, expected: &str, partial: bool, right: bool| {
            let row = format!(r#"{{"lang": "zh", "input": "{input}", "expected": {expected}, "partial": {partial}}}"#);
            let row: Row = serde_json::from_str(&row).expect("a row");
            assert_eq!(score(&row).right == 1, right, "{input} {expected}");
        };
        check("12.08万件", r#"[{"value": "120800"}]"#, false, true);
        check("12.08万件", r#"[{"value": 120800}]"#, false, true);
        check("12.08万件", r#"[{"value": "120801"}]"#, false, false);
        check("3件,4件", r#"[{"value": "3"}]"#, false, false);
        check("3件,4件", r#"[{"value": "3"}]"#, true, true);
        check("3件,4件", r#"[{"value": "3"}, {"value": "4", "optional": true}]"#, false, true);
        check("3件", r#"[{"value": "3"}, {"value": "4", "optional": true}]"#, false, true);
        check("3件,3件", r#"[{"value": "3"}]"#, false, false);
        check("4至8个月", r#"[{"value": ["4", "8"]}]"#, false, true);
        check("三分之二", r#"[{"value": "0.666666666666667"}]"#, false, true);
        check("三成", r#"[{"value": "0.3"}]"#, false, true);
        check("30件", r#"[{"value": "0.3"}]"#, false, false);
        check("没有", "[]", false, true);
    }
}
