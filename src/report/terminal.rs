//! The report for a terminal: a header for each document, its findings in reading order with both sentences and the
//! places underlined, and a summary.
//!
//! It is written with ANSI styles, which whoever prints it strips where they are not wanted; nothing is said by colour
//! alone. Text of a document is written without control characters, so that no file can steer the terminal.

mod snippet;

use std::collections::BTreeSet;
use std::io::{self, Write};

use anstyle::{AnsiColor, Style};

use super::Tally;
use super::difference::{Piece, of_labels};
use crate::audit::{
    Audit, AuditedDocument, AuditedFinding, AuditedPlace, AuditedText, AuditedUnits, DocumentKind, Status,
};
use crate::check::finding::Severity;
use crate::text::pair::Side;
pub(super) use snippet::printable;
use snippet::{Mark, snippets};

const BOLD: Style = Style::new().bold();
const DIM: Style = Style::new().dimmed();
const DIFFERENT: Style = Style::new().bold().underline();

/// Writes the report for a terminal of this many columns.
///
/// # Errors
/// Where `out` cannot be written to.
pub fn write(audit: &Audit, width: usize, out: &mut dyn Write) -> io::Result<()> {
    for document in &audit.documents {
        header(document, out)?;
        for found in document.open() {
            writeln!(out)?;
            finding(document, found, width, out)?;
        }
        writeln!(out)?;
        facts(document, out)?;
        summary(document, out)?;
        writeln!(out)?;
    }
    total(audit, out)
}

fn header(document: &AuditedDocument, out: &mut dyn Write) -> io::Result<()> {
    let source = &document.source;
    let languages = match &document.target {
        None => source.lang.name().to_owned(),
        Some(target) if document.kind == DocumentKind::Translation => {
            format!("{} → {}", source.lang.name(), target.lang.name())
        }
        Some(target) => format!("{} and {}", source.lang.name(), target.lang.name()),
    };
    let paths: BTreeSet<&str> = texts(document).map(|(_, text)| text.path.as_str()).collect();
    let paths = paths.into_iter().map(printable).collect::<Vec<_>>().join(", ");
    writeln!(out, "{BOLD}{}{BOLD:#}  {languages}  {DIM}{paths}{DIM:#}", printable(&document.name))?;
    match document.kind {
        DocumentKind::Translation => Ok(()),
        DocumentKind::Comparable => {
            writeln!(
                out,
                "  two texts on one subject: each was checked by itself, and the facts that both state were compared"
            )
        }
        DocumentKind::Single => {
            writeln!(out, "  in one language, {}: only the checks of one text were run", source.lang.name())
        }
    }
}

fn texts(document: &AuditedDocument) -> impl Iterator<Item = (Side, &AuditedText)> {
    let target = document.target.as_ref().map(|target| (Side::Target, target));
    std::iter::once((Side::Source, &document.source)).chain(target)
}

fn finding(document: &AuditedDocument, found: &AuditedFinding, width: usize, out: &mut dyn Write) -> io::Result<()> {
    let (name, style) = match found.severity {
        Severity::Error => ("error", AnsiColor::Red.on_default().bold()),
        Severity::Warning => ("warning", AnsiColor::Yellow.on_default().bold()),
        Severity::Info => ("info", AnsiColor::Cyan.on_default().bold()),
    };
    if let Some(first) = found.places.first() {
        let path = document.text(first.side).map_or("", |text| &text.path);
        write!(out, "{}:{}:{}: ", printable(path), first.location.line, first.location.column)?;
    }
    writeln!(out, "{style}{name}{style:#} {BOLD}{}{BOLD:#}", printable(&found.rule))?;
    writeln!(out, "  {}", printable(&found.message))?;
    let labels = labels(&found.places);
    let groups = groups(&found.places);
    let gutters: Vec<String> = groups.iter().map(|group| gutter(document, &found.places[group[0]])).collect();
    let gutter_width = gutters.iter().map(String::len).max().unwrap_or(0);
    for (group, gutter) in groups.iter().zip(gutters) {
        let room = width.saturating_sub(gutter_width + 5).max(20);
        let places: Vec<(&AuditedPlace, &str)> =
            group.iter().map(|&i| (&found.places[i], labels[i].as_str())).collect();
        let (sentence, marks) = marks(document, &places);
        for (index, snippet) in snippets(&sentence, marks, style, room).into_iter().enumerate() {
            let gutter = if index == 0 { gutter.as_str() } else { "" };
            writeln!(out, "  {DIM}{gutter:>gutter_width$} |{DIM:#} {}", snippet.text)?;
            writeln!(out, "  {:gutter_width$} {DIM}|{DIM:#} {}", "", snippet.under)?;
        }
    }
    Ok(())
}

/// The places by the sentence that they stand in, in order of first appearance; a place in none stands alone.
fn groups(places: &[AuditedPlace]) -> Vec<Vec<usize>> {
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for (index, place) in places.iter().enumerate() {
        let same = |group: &&mut Vec<usize>| {
            let first = &places[group[0]];
            first.side == place.side && first.segment == place.segment && place.segment.is_some()
        };
        match groups.iter_mut().find(same) {
            Some(group) => group.push(index),
            None => groups.push(vec![index]),
        }
    }
    groups
}

fn gutter(document: &AuditedDocument, place: &AuditedPlace) -> String {
    let lang = document.text(place.side).map_or("", |text| text.lang.tag());
    format!("{lang} {}:{}", place.location.line, place.location.column)
}

/// The text to show places in, and where they are in it: their sentence, or just their own text where they have none.
fn marks(document: &AuditedDocument, places: &[(&AuditedPlace, &str)]) -> (String, Vec<Mark>) {
    let (first, label) = places[0];
    let sentence = first.segment.and_then(|segment| document.text(first.side)?.segments.get(segment));
    let ranges: Option<Vec<_>> = places.iter().map(|(place, _)| place.within).collect();
    match (sentence, ranges) {
        (Some(sentence), Some(ranges)) => {
            let marks = places.iter().zip(ranges);
            let marks = marks.map(|((_, label), (start, end))| Mark::new(start as usize..end as usize, label));
            (sentence.text.clone(), marks.collect())
        }
        _ => (first.text.clone(), vec![Mark::new(0..first.text.len(), label)]),
    }
}

/// The labels of the places; where a figure stands against a figure, the digits that differ stand out.
fn labels(places: &[AuditedPlace]) -> Vec<String> {
    let styled = |pieces: Vec<Piece>| {
        let show = |(text, differs): Piece| if differs { format!("{DIFFERENT}{text}{DIFFERENT:#}") } else { text };
        pieces.into_iter().map(show).collect()
    };
    let plain: Vec<String> = places.iter().map(|place| printable(&place.label)).collect();
    match of_labels(places) {
        Some(pair) => vec![styled(pair.source), styled(pair.target)],
        None => plain,
    }
}

fn summary(document: &AuditedDocument, out: &mut dyn Write) -> io::Result<()> {
    let translation = document.kind == DocumentKind::Translation;
    let sentences = texts(document).map(|(_, text)| format!("{} {}", grouped(text.segments.len()), text.lang.name()));
    let sentences = sentences.collect::<Vec<_>>().join(", ");
    let beads = if translation { format!(", in {}", count(document.beads.len(), "bead")) } else { String::new() };
    writeln!(out, "  {DIM}sentences{DIM:#}  {sentences}{beads}")?;
    let figures = texts(document).map(|(side, text)| figures(document, side, text)).collect::<Vec<_>>().join(", ");
    let matched = if translation { " matched" } else { "" };
    writeln!(out, "  {DIM}figures{DIM:#}    {figures}{matched}")?;
    if let Some(units) = &document.units {
        writeln!(out, "  {DIM}units{DIM:#}      {}", units_told(units))?;
    }
    for (_, text) in texts(document) {
        if let Some(respaced) = text.respaced {
            let (restored, words) = (grouped(respaced.restored), grouped(respaced.words));
            writeln!(out, "  {DIM}spaces{DIM:#}     {restored} restored in {words} {} words", text.lang.name())?;
        }
    }
    writeln!(out, "  {DIM}findings{DIM:#}   {}", tally(Tally::of(document.open())))?;
    let decided = decided(document);
    if decided.is_empty() { Ok(()) } else { writeln!(out, "  {DIM}decided{DIM:#}    {decided}") }
}

/// `54 checked; not checked: 40 new, 2 fuzzy`.
fn units_told(units: &AuditedUnits) -> String {
    let passed = units.passed.iter().map(|passed| format!("{} {}", grouped(passed.count), printable(&passed.reason)));
    let passed = passed.collect::<Vec<_>>().join(", ");
    let passed = if passed.is_empty() { passed } else { format!("; not checked: {passed}") };
    format!("{} checked{passed}", grouped(units.checked))
}

/// How many findings do not count any more, and why: "3 known, 1 rejected".
fn decided(document: &AuditedDocument) -> String {
    let count = |status: Status| {
        let is = |finding: &&AuditedFinding| finding.decided.as_ref().is_some_and(|decided| decided.status == status);
        let count = document.findings.iter().filter(is).count();
        (count > 0).then(|| format!("{} {}", grouped(count), status.name()))
    };
    Status::ALL.into_iter().filter_map(count).collect::<Vec<_>>().join(", ")
}

/// The facts that two texts on one subject both state, a line each.
fn facts(document: &AuditedDocument, out: &mut dyn Write) -> io::Result<()> {
    let quantities = &document.quantities;
    let mut shown = false;
    for fact in &document.facts {
        let (Some(source), Some(target)) = (quantities.source.get(fact.source), quantities.target.get(fact.target))
        else {
            continue;
        };
        if !shown {
            writeln!(out, "  {BOLD}facts that both state{BOLD:#}")?;
        }
        shown = true;
        let (a, b) = (printable(source.text.trim()), printable(target.text.trim()));
        writeln!(out, "  {:<16}  {a} | {b}", printable(&fact.relation))?;
        let about = fact.subject.as_ref().map(|subject| printable(subject));
        writeln!(out, "  {:<16}  {DIM}{} | {}{DIM:#}", "", about.source, about.target)?;
    }
    if shown { writeln!(out) } else { Ok(()) }
}

fn figures(document: &AuditedDocument, side: Side, text: &AuditedText) -> String {
    let quantities = &document.quantities;
    let (all, linked): (usize, BTreeSet<usize>) = match side {
        Side::Source => (quantities.source.len(), quantities.links.iter().map(|link| link.source).collect()),
        Side::Target => (quantities.target.len(), quantities.links.iter().map(|link| link.target).collect()),
    };
    let of = if document.kind == DocumentKind::Translation {
        format!("{} of ", grouped(linked.len()))
    } else {
        String::new()
    };
    format!("{of}{} {}", grouped(all), text.lang.name())
}

fn total(audit: &Audit, out: &mut dyn Write) -> io::Result<()> {
    let all = Tally::of(audit.documents.iter().flat_map(AuditedDocument::open));
    if audit.documents.len() > 1 {
        writeln!(out, "{BOLD}{} documents{BOLD:#}: {}", audit.documents.len(), tally(all))?;
    }
    if all != Tally::default() {
        writeln!(out, "{DIM}`ipalign explain RULE` says what a rule means and how to mend what it finds.{DIM:#}")?;
    }
    Ok(())
}

fn tally(tally: Tally) -> String {
    let Tally { errors, warnings, notes } = tally;
    format!("{}, {}, {}", count(errors, "error"), count(warnings, "warning"), count(notes, "note"))
}

/// `1 error`, `9,914 errors`.
fn count(n: usize, one: &str) -> String {
    format!("{} {one}{}", grouped(n), if n == 1 { "" } else { "s" })
}

/// 9914 as 9,914.
fn grouped(count: usize) -> String {
    let digits = count.to_string();
    let comma = |index: usize| if index > 0 && (digits.len() - index).is_multiple_of(3) { "," } else { "" };
    digits.char_indices().flat_map(|(index, digit)| [comma(index).to_owned(), digit.to_string()]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_grouped_by_thousands() {
        let check = |count, expected: &str| assert_eq!(grouped(count), expected);
        check(0, "0");
        check(999, "999");
        check(1000, "1,000");
        check(1234567, "1,234,567");
    }
}
