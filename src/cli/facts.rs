//! `ipalign facts`: the facts that documents share, two documents at a time.

use std::io::Write;

use anyhow::{Result, bail};
use ipalign::analysis::Text;
use ipalign::facts::{self, Fact, pairing::line_up};
use ipalign::text::pair::Pair;

use super::args::FactsArgs;
use super::list::write_table;
use super::{input, output};

pub fn run(args: &FactsArgs) -> Result<()> {
    let jobs = input::jobs(&args.targets, None)?;
    let of_project = jobs.iter().any(|job| job.of_project);
    let siblings = if of_project { input::siblings(&jobs)? } else { Vec::new() };
    let siblings: Vec<_> = siblings.iter().collect();
    let documents = jobs.iter().flat_map(|job| job.texts.documents());
    let texts: Vec<Text> = documents.map(|document| Text::new(document.clone(), &siblings)).collect();
    if texts.len() < 2 {
        bail!("one text alone shares no fact; name another document");
    }
    let facts: Vec<Vec<Fact>> = texts.iter().map(facts::of).collect();
    let mut out = output::stdout();
    for a in 0..texts.len() {
        for b in a + 1..texts.len() {
            let names = Pair::new(&texts[a], &texts[b]).map(|text| text.document.source.name.to_string());
            writeln!(out, "{} and {} ({}, {})", names.source, names.target, tag(&texts[a]), tag(&texts[b]))?;
            let pair = Pair::new(&texts[a], &texts[b]);
            write_table(&rows(pair, Pair::new(&facts[a], &facts[b])), &mut out)?;
            writeln!(out)?;
        }
    }
    Ok(out.flush()?)
}

fn tag(text: &Text) -> &'static str {
    text.document.lang.tag()
}

/// A row for each fact that both state: how they relate, both figures, and the subject in the words of the first.
fn rows(texts: Pair<&Text>, facts: Pair<&Vec<Fact>>) -> Vec<[String; 4]> {
    let plain = |text: &str| {
        text.split(|c: char| c.is_whitespace() || c.is_control())
            .filter(|w| !w.is_empty())
            .collect::<Vec<_>>()
            .join(" ")
    };
    let figure = |text: &Text, fact: &Fact| plain(text.document.slice(text.figures[fact.figure].quantity.span));
    line_up(texts, facts.map(Vec::as_slice))
        .into_iter()
        .map(|shared| {
            let (a, b) = (&facts.source[shared.facts.source], &facts.target[shared.facts.target]);
            let subject = plain(&a.subject);
            [shared.standing.name().to_owned(), figure(texts.source, a), figure(texts.target, b), subject]
        })
        .collect()
}
