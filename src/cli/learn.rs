//! `ipalign learn`: words from pairs that are aligned already.

use std::io::Write;
use std::path::Path;

use anyhow::{Context, Result, bail};
use ipalign::align::learn::learn;
use ipalign::lexicon::memory::write;
use ipalign::read::tmx;
use ipalign::text::lang::Lang;
use ipalign::text::pair::Pair;
use serde::Deserialize;

use super::args::LearnArgs;
use super::{input, output};

pub fn run(args: &LearnArgs) -> Result<()> {
    let mut pairs = Vec::new();
    for file in &args.files {
        let found = pairs_of(file)?;
        let (count, before) = (found.len(), pairs.len());
        pairs.extend(found.into_iter().filter_map(chinese_first));
        let passed = count - (pairs.len() - before);
        if passed > 0 {
            let file = input::shown(file);
            super::tell_note(format_args!(
                "{file}: {passed} of {count} pairs are not Chinese and English, and teach nothing"
            ));
        }
    }
    if pairs.is_empty() {
        bail!("there is no pair of a Chinese and an English text to learn from; give files with pairs");
    }
    let texts: Vec<Pair<&str>> = pairs.iter().map(|pair| pair.as_ref().map(String::as_str)).collect();
    let memory = write(&learn(&texts));
    if args.output == Path::new("-") {
        let mut out = output::stdout();
        out.write_all(memory.as_bytes())?;
        return Ok(out.flush()?);
    }
    output::write_file(&args.output, |out| Ok(out.write_all(memory.as_bytes())?))
}

/// The pairs of a file: TMX, JSON Lines, or lines with a tab.
fn pairs_of(path: &Path) -> Result<Vec<Pair<String>>> {
    let text = input::decoded(path)?;
    let text = text.trim_start_matches('\u{feff}');
    if tmx::looks_like_xml(text) {
        let units = tmx::units(Path::new(&input::shown(path)), text)?;
        let both = units.into_iter().filter_map(|unit| Some(Pair::new(unit.zh?, unit.en?)));
        return Ok(both.collect());
    }
    let read = if text.trim_start().starts_with('{') { of_json } else { of_tabs };
    let pair =
        |(number, line): (usize, &str)| read(line).with_context(|| format!("{}: line {number}", input::shown(path)));
    (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty()).map(pair).collect()
}

/// A row of JSON: a pair, or a bead as `align` writes it.
#[derive(Deserialize)]
#[serde(untagged)]
enum Row {
    Pair { source: String, target: String },
    Bead { text: Pair<String> },
}

fn of_json(line: &str) -> Result<Pair<String>> {
    match serde_json::from_str(line) {
        Ok(Row::Pair { source, target }) => Ok(Pair::new(source, target)),
        Ok(Row::Bead { text }) => Ok(text),
        Err(_) => bail!("is not {{\"source\": \"…\", \"target\": \"…\"}}, and not a line of `align --format jsonl`"),
    }
}

fn of_tabs(line: &str) -> Result<Pair<String>> {
    let mut fields = line.split('\t').map(str::to_owned);
    match (fields.next(), fields.next()) {
        (Some(source), Some(target)) => Ok(Pair::new(source, target)),
        _ => bail!("has no tab; write source and target with a tab between them"),
    }
}

/// The pair with its Chinese as the source; `None` where it is not Chinese and English.
fn chinese_first(pair: Pair<String>) -> Option<Pair<String>> {
    match (Lang::of(&pair.source)?, Lang::of(&pair.target)?) {
        (Lang::Zh, Lang::En) => Some(pair),
        (Lang::En, Lang::Zh) => Some(pair.swap()),
        (Lang::Zh, Lang::Zh) | (Lang::En, Lang::En) => None,
    }
}
