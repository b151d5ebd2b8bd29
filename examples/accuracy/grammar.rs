//! What the sentences beside the grammars prove: how many figures of each sort they hold.

use anyhow::{Result, bail};
use ipalign::quantity::read;
use ipalign::quantity::value::{Bound, Direction, Kind, Quantity, Value};
use ipalign::text::lang::Lang;
use serde::Serialize;

use crate::table::table;

/// The corpora that the tests of the grammars run.
const CORPORA: [(Lang, &str); 2] = [
    (Lang::Zh, include_str!("../../src/quantity/zh/corpus.txt")),
    (Lang::En, include_str!("../../src/quantity/en/corpus.txt")),
];

const KINDS: [Kind; 12] = [
    Kind::Number,
    Kind::Ordinal,
    Kind::Percent,
    Kind::PercentagePoint,
    Kind::Money,
    Kind::Measure,
    Kind::Date,
    Kind::Time,
    Kind::Duration,
    Kind::Ratio,
    Kind::Multiple,
    Kind::Label,
];

const BOUNDS: [Bound; 8] =
    [Bound::Exact, Bound::Over, Bound::AtLeast, Bound::Under, Bound::AtMost, Bound::About, Bound::Near, Bound::Vague];

/// The report on both grammars.
pub fn report() -> Result<String> {
    let mut figures = Vec::new();
    let mut sentences = Vec::new();
    for (lang, corpus) in CORPORA {
        let (count, found) = proved(lang, corpus)?;
        sentences.push(count);
        figures.push(found);
    }
    let count = |holds: &dyn Fn(&Quantity) -> bool| -> Vec<usize> {
        figures.iter().map(|found| found.iter().filter(|quantity| holds(quantity)).count()).collect()
    };
    let mut rows = vec![row("sentences", "", &sentences), row("figures", "", &count(&|_| true))];
    rows.extend(KINDS.iter().map(|kind| row("kind", &name(kind), &count(&|quantity| quantity.kind == *kind))));
    rows.push(row("value", "range", &count(&|quantity| matches!(quantity.value, Value::Range(..) | Value::Dates(..)))));
    rows.extend(BOUNDS.iter().map(|bound| row("bound", &name(bound), &count(&|quantity| quantity.bound == *bound))));
    for direction in [Direction::Up, Direction::Down] {
        rows.push(row("direction", &name(&direction), &count(&|quantity| quantity.direction == Some(direction))));
    }
    let head: Vec<&str> = ["", ""].into_iter().chain(CORPORA.iter().map(|(lang, _)| lang.name())).collect();
    Ok(format!("{INTRODUCTION}\n{}", table(&head, 2, &rows)))
}

const INTRODUCTION: &str = "## What the grammars prove

The sentences in `corpus.txt` beside each grammar, which its tests run, and the figures in them by what they are.
";

fn row(sort: &str, name: &str, counts: &[usize]) -> Vec<String> {
    [sort.to_owned(), name.to_owned()].into_iter().chain(counts.iter().map(usize::to_string)).collect()
}

/// The name of a kind, bound or direction as the JSON of a report has it.
fn name(of: &impl Serialize) -> String {
    serde_json::to_value(of).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}

/// How many sentences a corpus has, and the figures that are read in them, which are as many as it expects.
fn proved(lang: Lang, corpus: &str) -> Result<(usize, Vec<Quantity>)> {
    let lines = corpus.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#'));
    let (expected, sentences): (Vec<&str>, Vec<&str>) = lines.partition(|line| line.starts_with("  "));
    let figures: Vec<Quantity> = sentences.iter().flat_map(|sentence| read(sentence, lang)).collect();
    if figures.len() != expected.len() {
        bail!("the corpus of {} expects other figures than are read; run its tests first", lang.name());
    }
    Ok((sentences.len(), figures))
}
