//! The report for a reviser: one HTML file for a document, which needs nothing but itself.
//!
//! Both texts stand side by side, a bead a row, with their figures marked and what was found in place. Everything that
//! comes from outside goes through the template engine, which escapes it; style and script are two constants, and a
//! content security policy that names them by their hashes lets nothing else run or load, so that a hostile text shows
//! up as text. The file reads well without its script and on paper.
//!
//! Time and size are linear in the texts and findings; rows are made one at a time while they are written.

mod findings;
mod layout;
mod marks;
mod pages;
mod rows;
mod strip;
mod summary;
mod words;

use std::io::{self, Write};

use askama::Template;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use crate::audit::{Audit, AuditedDocument, DocumentKind};
use crate::check::finding::Severity;
use findings::Finding;
use layout::{Heading, Layout, Row, Section};
use marks::Shown;
use pages::RulePage;
use rows::{RowView, Rows};
use strip::Tick;
use summary::Summary;
use words::{ENGLISH, Words};

const STYLE: &str = include_str!("../../templates/report.css");
const SCRIPT: &str = include_str!("../../templates/report.js");

/// Writes the report on `document`, which is one of `audit`'s.
///
/// # Errors
/// When `out` cannot be written to.
pub fn write(document: &AuditedDocument, audit: &Audit, out: &mut dyn Write) -> io::Result<()> {
    let mut out = io::BufWriter::with_capacity(1 << 16, out);
    Page::new(document, audit, &ENGLISH).write_into(&mut out)?;
    out.flush()
}

/// What the template shows.
#[derive(Template)]
#[template(path = "report.html")]
struct Page<'a> {
    words: &'static Words,
    document: &'a AuditedDocument,
    version: &'a str,
    policy: String,
    summary: Summary,
    findings: Vec<Finding<'a>>,
    layout: Layout,
    rows: Rows<'a>,
    ticks: Vec<Tick>,
    rules: Vec<RulePage<'a>>,
}

impl<'a> Page<'a> {
    fn new(document: &'a AuditedDocument, audit: &'a Audit, words: &'static Words) -> Self {
        let layout = Layout::new(document, words);
        let findings = findings::of(document, &layout, &audit.rules);
        Page {
            words,
            document,
            version: &audit.version,
            policy: policy(),
            summary: Summary::new(document, &findings, words),
            ticks: strip::ticks(&findings, layout.rows.len()),
            rows: Rows::new(document, &findings, layout.rows.len(), words),
            rules: pages::of(&audit.rules, &findings),
            findings,
            layout,
        }
    }

    /// A text from outside, with what cannot be seen made visible; the template escapes it.
    fn show<'t>(&self, text: &'t str) -> Shown<'t> {
        Shown(text)
    }

    fn kind(&self) -> String {
        let target = self.document.target.as_ref().map(|target| target.lang);
        (self.words.kind)(self.document.kind, self.document.source.lang, target)
    }

    /// What to say of a document whose sentences are not aligned.
    fn kind_note(&self) -> Option<&'static str> {
        match self.document.kind {
            DocumentKind::Translation => None,
            DocumentKind::Comparable => Some(self.words.comparable),
            DocumentKind::Single => Some(self.words.single),
        }
    }

    /// The rows of a section.
    fn rows(&self, section: &Section) -> impl Iterator<Item = (&Row, RowView<'_>)> {
        let plans = self.layout.rows.iter().enumerate().take(section.end).skip(section.first);
        plans.map(|(index, plan)| (plan, self.rows.view(index, plan)))
    }

    fn heading(&self, heading: &Heading) -> Shown<'_> {
        let segments = &self.document.source.segments;
        Shown(segments.get(heading.segment).map_or("", |segment| &segment.text))
    }

    /// Where a heading stands on the strip.
    fn place(&self, heading: &Heading) -> usize {
        heading.row * strip::PLACES / self.layout.rows.len().max(1)
    }

    /// How many findings of each severity stand between a heading, by its index, and the next one.
    fn found_under(&self, heading: usize) -> Vec<(&'static str, usize)> {
        let headings = &self.layout.headings;
        let end = headings.get(heading + 1).map_or(usize::MAX, |next| next.row);
        let under = headings[heading].row..end;
        let found = |severity| {
            let rows = self.findings.iter().filter(|finding| finding.severity == severity).filter_map(|f| f.row);
            (findings::class(severity), rows.filter(|row| under.contains(row)).count())
        };
        let mut counts = vec![found(Severity::Error), found(Severity::Warning)];
        counts.retain(|&(_, count)| count > 0);
        counts
    }
}

/// The content security policy: nothing but this style, this script and images inside the file.
fn policy() -> String {
    let hash = |text: &str| STANDARD.encode(Sha256::digest(text.as_bytes()));
    format!(
        "default-src 'none'; style-src 'sha256-{}'; script-src 'sha256-{}'; img-src data:; base-uri 'none'; \
         form-action 'none'",
        hash(STYLE),
        hash(SCRIPT)
    )
}
