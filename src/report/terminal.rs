//! The report for a terminal: a header for each document, its findings in reading order with both sentences and the
//! places underlined, and a summary.
//!
//! It is written with ANSI styles, which whoever prints it strips where they are not wanted; nothing is said by colour
//! alone. Text of a document is written without control characters, so that no file can steer the terminal.

mod snippet;
mod words;

use std::collections::BTreeSet;
use std::io::{self, Write};

use anstyle::{AnsiColor, Style};

use super::difference::{Piece, of_labels};
use super::folders::{self, Folders};
use super::place::{listed, spot};
use super::{Tally, grouped, relation};
use crate::audit::{Audit, AuditedDocument, AuditedFinding, AuditedPlace, AuditedText, DocumentKind, Status};
use crate::check::finding::Severity;
use crate::text::lang::Lang;
use crate::text::pair::Side;
pub(super) use snippet::printable;
use snippet::{Mark, snippets};
use unicode_width::UnicodeWidthStr;
use words::Words;

const BOLD: Style = Style::new().bold();
const DIM: Style = Style::new().dimmed();
const DIFFERENT: Style = Style::new().bold().underline();

/// How many columns the relation of two facts takes.
const RELATIONS: usize = 16;

/// Writes the report for a terminal of this many columns.
///
/// # Errors
/// Where `out` cannot be written to.
pub fn write(audit: &Audit, width: usize, out: &mut dyn Write) -> io::Result<()> {
    write_in(Lang::En, audit, width, out)
}

/// The same in this language.
///
/// # Errors
/// Where `out` cannot be written to.
pub fn write_in(lang: Lang, audit: &Audit, width: usize, out: &mut dyn Write) -> io::Result<()> {
    let words = Words::of(lang);
    for document in audit.documents.iter().filter(|document| !document.is_quiet_page()) {
        header(document, words, out)?;
        for found in document.open() {
            writeln!(out)?;
            finding(document, found, words, width, out)?;
        }
        writeln!(out)?;
        facts(document, words, out)?;
        summary(document, words, out)?;
        writeln!(out)?;
    }
    for tree in folders::of(audit) {
        folders(&tree, words, out)?;
    }
    total(audit, words, out)
}

fn folders(folders: &Folders<'_>, words: &Words, out: &mut dyn Write) -> io::Result<()> {
    let (source, target) = (printable(&folders.tree.source), printable(&folders.tree.target));
    writeln!(out, "{BOLD}{source} → {target}{BOLD:#}  {}", folders.translated(words.lang))?;
    if let Some(since) = folders.since(words.lang) {
        writeln!(out, "  {}", printable(&since))?;
    }
    for named in folders.named(words.lang) {
        let (what, (pages, more)) = (named.what, named.first(words.lang));
        for path in pages {
            writeln!(out, "  {DIM}{what}{DIM:#}  {}", printable(path))?;
        }
        if let Some(more) = more {
            writeln!(out, "  {DIM}{what}  {more}{DIM:#}")?;
        }
    }
    for (folder, pages, found) in &folders.found {
        let pages = folders::pages(*pages, words.lang);
        writeln!(out, "  {}  {pages}  {}", printable(folder), (words.tally)(*found))?;
    }
    writeln!(out)
}

fn header(document: &AuditedDocument, words: &Words, out: &mut dyn Write) -> io::Result<()> {
    let source = &document.source;
    let languages = match &document.target {
        None => words.name(source.lang).to_owned(),
        Some(target) if document.kind == DocumentKind::Translation => {
            format!("{} → {}", words.name(source.lang), words.name(target.lang))
        }
        Some(target) => (words.both)(source.lang, target.lang),
    };
    let paths: BTreeSet<&str> = texts(document).map(|(_, text)| text.path.as_str()).collect();
    let paths = paths.into_iter().map(printable).collect::<Vec<_>>().join(", ");
    writeln!(out, "{BOLD}{}{BOLD:#}  {languages}  {DIM}{paths}{DIM:#}", printable(&document.name))?;
    match document.kind {
        DocumentKind::Translation => Ok(()),
        DocumentKind::Comparable => writeln!(out, "  {}", words.comparable),
        DocumentKind::Single => writeln!(out, "  {}", (words.single)(source.lang)),
    }
}

fn texts(document: &AuditedDocument) -> impl Iterator<Item = (Side, &AuditedText)> {
    let target = document.target.as_ref().map(|target| (Side::Target, target));
    std::iter::once((Side::Source, &document.source)).chain(target)
}

fn finding(
    document: &AuditedDocument,
    found: &AuditedFinding,
    words: &Words,
    width: usize,
    out: &mut dyn Write,
) -> io::Result<()> {
    let name = words.severity(found.severity);
    let style = match found.severity {
        Severity::Error => AnsiColor::Red,
        Severity::Warning => AnsiColor::Yellow,
        Severity::Info => AnsiColor::Cyan,
    };
    let style = style.on_default().bold();
    if let Some(first) = found.places.first() {
        let path = document.text(first.side).map_or("", |text| &text.path);
        write!(out, "{}:{}: ", printable(path), printable(&spot(&first.location)))?;
    }
    writeln!(out, "{style}{name}{style:#} {BOLD}{}{BOLD:#}", printable(&found.rule))?;
    writeln!(out, "  {}", printable(found.message_in(words.lang)))?;
    let labels = labels(&found.places, words.lang);
    let listed = listed(found);
    let groups = groups(&found.places[..listed]);
    let gutters: Vec<String> = groups.iter().map(|group| gutter(document, &found.places[group[0]])).collect();
    let gutter_width = gutters.iter().map(|gutter| gutter.chars().count()).max().unwrap_or(0);
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
    if listed < found.places.len() {
        writeln!(out, "  {:gutter_width$} {DIM}|{DIM:#} {}", "", (words.more)(found.places.len() - listed))?;
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
    format!("{lang} {}", printable(&spot(&place.location)))
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
fn labels(places: &[AuditedPlace], lang: Lang) -> Vec<String> {
    let styled = |pieces: Vec<Piece>| {
        let show = |(text, differs): Piece| if differs { format!("{DIFFERENT}{text}{DIFFERENT:#}") } else { text };
        pieces.into_iter().map(show).collect()
    };
    let plain: Vec<String> = places.iter().map(|place| printable(place.label_in(lang))).collect();
    match of_labels(places, lang) {
        Some(pair) => vec![styled(pair.source), styled(pair.target)],
        None => plain,
    }
}

fn summary(document: &AuditedDocument, words: &Words, out: &mut dyn Write) -> io::Result<()> {
    let translation = document.kind == DocumentKind::Translation;
    let sentences = texts(document).map(|(_, text)| (words.of_lang)(&grouped(text.segments.len()), text.lang));
    let sentences = sentences.collect::<Vec<_>>().join(words.comma);
    let beads = if translation { (words.beads)(document.beads.len()) } else { String::new() };
    line(words.sentences, &format!("{sentences}{beads}"), words, out)?;
    let figures = texts(document).map(|(side, text)| figures(document, side, text, words));
    let figures = figures.collect::<Vec<_>>().join(words.comma);
    let matched = if translation { words.are_matched } else { "" };
    line(words.figures, &format!("{figures}{matched}"), words, out)?;
    if let Some(units) = &document.units {
        line(words.units, &(words.units_told)(units), words, out)?;
    }
    for (_, text) in texts(document) {
        if let Some(respaced) = text.respaced {
            line(words.spaces, &(words.restored)(respaced.restored, respaced.words, text.lang), words, out)?;
        }
    }
    if let Some(drift) = &document.drift {
        line(words.drift, &printable(&folders::drift(drift, words.lang)), words, out)?;
    }
    line(words.findings, &(words.tally)(Tally::of(document.open())), words, out)?;
    let decided = decided(document, words);
    if decided.is_empty() { Ok(()) } else { line(words.decided, &decided, words, out) }
}

/// What was counted, behind its head.
fn line(head: &str, text: &str, words: &Words, out: &mut dyn Write) -> io::Result<()> {
    let gap = words.heads.saturating_sub(head.width());
    writeln!(out, "  {DIM}{head}{DIM:#}{:gap$}{text}", "")
}

/// How many findings do not count any more, and why: "3 known, 1 rejected".
fn decided(document: &AuditedDocument, words: &Words) -> String {
    let count = |status: Status| {
        let is = |finding: &&AuditedFinding| finding.decided.as_ref().is_some_and(|decided| decided.status == status);
        let count = document.findings.iter().filter(is).count();
        (count > 0).then(|| format!("{} {}", grouped(count), (words.status)(status)))
    };
    Status::ALL.into_iter().filter_map(count).collect::<Vec<_>>().join(words.comma)
}

/// The facts that two texts on one subject both state, a line each.
fn facts(document: &AuditedDocument, words: &Words, out: &mut dyn Write) -> io::Result<()> {
    let quantities = &document.quantities;
    let mut shown = false;
    for fact in &document.facts {
        let (Some(source), Some(target)) = (quantities.source.get(fact.source), quantities.target.get(fact.target))
        else {
            continue;
        };
        if !shown {
            writeln!(out, "  {BOLD}{}{BOLD:#}", words.shared)?;
        }
        shown = true;
        let (a, b) = (printable(source.text.trim()), printable(target.text.trim()));
        let relation = printable(relation(words.lang, &fact.relation));
        let gap = RELATIONS.saturating_sub(relation.width());
        writeln!(out, "  {relation}{:gap$}  {a} | {b}", "")?;
        let about = fact.subject.as_ref().map(|subject| printable(subject));
        writeln!(out, "  {:RELATIONS$}  {DIM}{} | {}{DIM:#}", "", about.source, about.target)?;
    }
    if shown { writeln!(out) } else { Ok(()) }
}

fn figures(document: &AuditedDocument, side: Side, text: &AuditedText, words: &Words) -> String {
    let quantities = &document.quantities;
    let (all, linked): (usize, BTreeSet<usize>) = match side {
        Side::Source => (quantities.source.len(), quantities.links.iter().map(|link| link.source).collect()),
        Side::Target => (quantities.target.len(), quantities.links.iter().map(|link| link.target).collect()),
    };
    match document.kind {
        DocumentKind::Translation => (words.matched)(linked.len(), all, text.lang),
        DocumentKind::Comparable | DocumentKind::Single => (words.of_lang)(&grouped(all), text.lang),
    }
}

fn total(audit: &Audit, words: &Words, out: &mut dyn Write) -> io::Result<()> {
    let all = Tally::of(audit.documents.iter().flat_map(AuditedDocument::open));
    if audit.documents.len() > 1 {
        let documents = (words.documents)(audit.documents.len());
        writeln!(out, "{BOLD}{documents}{BOLD:#}: {}", (words.tally)(all))?;
    }
    if all != Tally::default() {
        writeln!(out, "{DIM}{}{DIM:#}", words.explain)?;
    }
    Ok(())
}
