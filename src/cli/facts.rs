//! `ipalign facts`: the facts that documents share, two documents at a time.

use std::io::Write;

use anyhow::{Result, bail};
use ipalign::analysis::Text;
use ipalign::config::Area;
use ipalign::facts::pairing::{Shared, above_whole, line_up};
use ipalign::facts::{self, Fact};
use ipalign::text::document::Document;
use ipalign::text::pair::{Pair, Side};

use super::args::FactsArgs;
use super::input::{self, Job};
use super::list::write_table;
use super::output;

/// A text, its facts and the area that it speaks of.
struct Stated {
    text: Text,
    facts: Vec<Fact>,
    area: Option<Area>,
}

pub fn run(args: &FactsArgs) -> Result<()> {
    let jobs = input::jobs(&args.targets, None)?;
    let of_project = jobs.iter().any(|job| job.of_project);
    let siblings = if of_project { input::siblings(&jobs)? } else { Vec::new() };
    let siblings: Vec<_> = siblings.iter().collect();
    let all: Vec<Stated> = jobs.iter().flat_map(|job| stated(job, &siblings)).collect();
    if all.len() < 2 {
        bail!("one text alone shares no fact; name another document");
    }
    let mut out = output::stdout();
    let mut above = 0;
    for a in 0..all.len() {
        for b in a + 1..all.len() {
            let pair = Pair::new(&all[a], &all[b]);
            let names = pair.map(|stated| stated.text.document.source.name.to_string());
            let tags = pair.map(|stated| tag(&stated.text));
            writeln!(out, "{} and {} ({}, {})", names.source, names.target, tags.source, tags.target)?;
            let rows = rows(pair);
            above += rows.iter().filter(|row| row[0] == ABOVE).count();
            write_table(&rows, &mut out)?;
            writeln!(out)?;
        }
    }
    out.flush()?;
    if above > 0 {
        let (figures, are) = if above == 1 { ("figure", "is") } else { ("figures", "are") };
        super::tell_warning(format_args!("{above} {figures} of a part {are} above that of the whole"));
    }
    Ok(())
}

/// The texts of a document with their facts.
fn stated(job: &Job, siblings: &[&Document]) -> Vec<Stated> {
    let area = job.area.as_ref();
    let of = |document: &Document| {
        let text = Text::new(document.clone(), siblings);
        let facts = facts::of_area(&text, area.map(|area| area.name.as_str()));
        Stated { text, facts, area: area.cloned() }
    };
    job.texts.documents().into_iter().map(of).collect()
}

/// How a row says that the figure of a part is above that of its whole.
const ABOVE: &str = "above its whole";

/// Which of two texts speaks of a part of what the other speaks of.
fn part(areas: Pair<Option<&Area>>) -> Option<Side> {
    let areas = Pair::new(areas.source?, areas.target?);
    let is_part = |side: &Side| areas[*side].within.as_ref() == Some(&areas[side.other()].name);
    Side::BOTH.into_iter().find(is_part)
}

fn tag(text: &Text) -> &'static str {
    text.document.lang.tag()
}

/// A row for each fact that both state: how they relate, both figures, and the subject in the words of the first.
fn rows(pair: Pair<&Stated>) -> Vec<[String; 4]> {
    let plain = |text: &str| {
        text.split(|c: char| c.is_whitespace() || c.is_control())
            .filter(|w| !w.is_empty())
            .collect::<Vec<_>>()
            .join(" ")
    };
    let figure = |stated: &Stated, fact: &Fact| {
        plain(stated.text.document.slice(stated.text.figures[fact.figure].quantity.span))
    };
    let part = part(pair.map(|stated| stated.area.as_ref()));
    let shared = line_up(pair.map(|stated| &stated.text), pair.map(|stated| stated.facts.as_slice()));
    let row = |shared: Shared| {
        let (a, b) = (&pair.source.facts[shared.facts.source], &pair.target.facts[shared.facts.target]);
        let above = part.is_some_and(|side| is_above(pair, side, shared));
        let relation = if above { ABOVE } else { shared.standing.name() };
        [relation.to_owned(), figure(pair.source, a), figure(pair.target, b), plain(&a.subject)]
    };
    shared.into_iter().map(row).collect()
}

/// Whether the figure of `part` is above the other.
fn is_above(pair: Pair<&Stated>, part: Side, shared: Shared) -> bool {
    let (pair, shared) = match part {
        Side::Source => (pair, shared),
        Side::Target => (pair.swap(), Shared { facts: shared.facts.swap(), ..shared }),
    };
    above_whole(pair.map(|stated| &stated.text), pair.map(|stated| stated.facts.as_slice()), &shared)
}
