//! The report for a reviser: one HTML file for a document, which needs nothing but itself.
//!
//! Both texts stand side by side, a bead a row, with their figures marked and what was found in place. Everything that
//! comes from outside goes through the template engine, which escapes it; style and script are two constants, and a
//! content security policy that names them by their hashes lets nothing else run or load, so that a hostile text shows
//! up as text. The file reads well without its script and on paper.
//!
//! Time and size are linear in the texts and findings; rows are made one at a time while they are written.

mod facts;
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
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use sha2::{Digest, Sha256};

use crate::audit::{Audit, AuditedDocument, DocumentKind, Setting, Status};
use crate::check::finding::Severity;
use crate::report::Tally;
use crate::report::folders::{self, Folders};
use crate::text::lang::Lang;
use crate::text::pair::Side;
use facts::FactRow;
use findings::Finding;
use layout::{Heading, Layout, Row, Section};
use marks::Shown;
use pages::RulePage;
use rows::{RowView, Rows};
use strip::Tick;
use summary::Summary;
use words::{CHINESE, ENGLISH, Words};

/// The style of every page.
pub(crate) const STYLE: &str = include_str!("../../templates/report.css");
const SCRIPT: &str = include_str!("../../templates/report.js");

/// Writes the report on `document`, which is one of `audit`'s.
///
/// # Errors
/// When `out` cannot be written to.
pub fn write(document: &AuditedDocument, audit: &Audit, out: &mut dyn Write) -> io::Result<()> {
    write_in(Lang::En, document, audit, out)
}

/// The same with an interface in this language.
///
/// # Errors
/// When `out` cannot be written to.
pub fn write_in(lang: Lang, document: &AuditedDocument, audit: &Audit, out: &mut dyn Write) -> io::Result<()> {
    let mut out = io::BufWriter::with_capacity(1 << 16, out);
    Page::new(document, audit, words(lang)).write_into(&mut out)?;
    out.flush()
}

/// The page of all documents, beside their own.
pub const INDEX: &str = "index.html";

/// Writes a page of all documents; `link` is the file of a document's own page, beside this one.
///
/// # Errors
/// When `out` cannot be written to.
pub fn write_index(lang: Lang, audit: &Audit, link: fn(&str) -> String, out: &mut dyn Write) -> io::Result<()> {
    let words = words(lang);
    let row = |document| IndexRow::new(document, link, words);
    let rows: Vec<IndexRow<'_>> = audit.documents.iter().map(row).collect();
    let trees = folders::of(audit).collect();
    let index = Index { words, version: &audit.version, policy: policy(), trees, rows };
    index.write_into(&mut io::BufWriter::new(out))
}

/// What the template of all documents shows.
#[derive(Template)]
#[template(path = "index.html")]
struct Index<'a> {
    words: &'static Words,
    version: &'a str,
    policy: String,
    trees: Vec<Folders<'a>>,
    rows: Vec<IndexRow<'a>>,
}

/// A document in the page of all.
struct IndexRow<'a> {
    name: Shown<'a>,
    link: String,
    kind: String,
    summary: Summary,
}

impl<'a> IndexRow<'a> {
    fn new(document: &'a AuditedDocument, link: fn(&str) -> String, words: &Words) -> Self {
        let layout = Layout::new(document, words);
        let findings = findings::of(document, &layout, &[], words.ui);
        IndexRow {
            name: Shown(&document.name),
            link: utf8_percent_encode(&link(&document.name), NON_ALPHANUMERIC).to_string(),
            kind: kind(document, words),
            summary: Summary::new(document, &findings, words),
        }
    }
}

impl Index<'_> {
    fn show<'t>(&self, text: &'t str) -> Shown<'t> {
        Shown(text)
    }

    fn pages(&self, pages: &usize) -> String {
        folders::pages(*pages, self.words.ui)
    }

    fn verdict(&self, tally: &Tally) -> String {
        (self.words.verdict)(tally.errors, tally.warnings)
    }

    fn class(&self, tally: &Tally) -> &'static str {
        match tally {
            Tally { errors: 1.., .. } => findings::class(Severity::Error),
            Tally { warnings: 1.., .. } => findings::class(Severity::Warning),
            Tally { .. } => "ok",
        }
    }
}

fn kind(document: &AuditedDocument, words: &Words) -> String {
    (words.kind)(document.kind, document.source.lang, document.target.as_ref().map(|target| target.lang))
}

fn words(lang: Lang) -> &'static Words {
    match lang {
        Lang::En => &ENGLISH,
        Lang::Zh => &CHINESE,
    }
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
    facts: Vec<FactRow<'a>>,
    layout: Layout,
    rows: Rows<'a>,
    ticks: Vec<Tick>,
    rules: Vec<RulePage<'a>>,
    settings: &'a [Setting],
    /// The page of all documents, where there is one.
    index: Option<&'a str>,
}

impl<'a> Page<'a> {
    fn new(document: &'a AuditedDocument, audit: &'a Audit, words: &'static Words) -> Self {
        let layout = Layout::new(document, words);
        let findings = findings::of(document, &layout, &audit.rules, words.ui);
        Page {
            words,
            document,
            version: &audit.version,
            policy: policy(),
            summary: Summary::new(document, &findings, words),
            ticks: strip::ticks(&findings, layout.rows.len()),
            rows: Rows::new(document, &findings, layout.rows.len(), words),
            rules: pages::of(&audit.rules, &findings, words.ui),
            settings: &audit.settings,
            index: (audit.documents.len() > 1).then_some(INDEX),
            facts: facts::of(document, words.ui),
            findings,
            layout,
        }
    }

    /// A text from outside, with what cannot be seen made visible; the template escapes it.
    fn show<'t>(&self, text: &'t str) -> Shown<'t> {
        Shown(text)
    }

    fn kind(&self) -> String {
        kind(self.document, self.words)
    }

    /// What a file is called: the original and its translation by what they are, two texts on one subject by their language.
    fn label(&self, side: Side) -> &'static str {
        let lang = match (side, &self.document.target) {
            (Side::Target, Some(target)) => target.lang,
            _ => self.document.source.lang,
        };
        match (self.document.kind, side) {
            (DocumentKind::Translation, Side::Source) => self.words.source,
            (DocumentKind::Translation, Side::Target) => self.words.target,
            (DocumentKind::Comparable, _) => (self.words.lang)(lang),
            (DocumentKind::Single, _) => self.words.file,
        }
    }

    /// What is said of a text in one language that has no sentences in a row.
    fn none(&self, lang: Lang) -> String {
        (self.words.no_counterpart)(lang)
    }

    /// Whether there are beads to mend.
    fn can_mend(&self) -> bool {
        self.layout.sections.iter().any(|section| section.sides.len() == 2)
    }

    /// The files with their hashes.
    fn hashes(&self) -> Vec<(&str, &str)> {
        let texts = Side::BOTH.into_iter().filter_map(|side| self.document.text(side));
        let mut hashes: Vec<_> = texts.filter_map(|text| Some((text.path.as_str(), text.sha256.as_deref()?))).collect();
        hashes.dedup();
        hashes
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
pub(crate) fn policy() -> String {
    let hash = |text: &str| STANDARD.encode(Sha256::digest(text.as_bytes()));
    format!(
        "default-src 'none'; style-src 'sha256-{}'; script-src 'sha256-{}'; img-src data:; base-uri 'none'; \
         form-action 'none'",
        hash(STYLE),
        hash(SCRIPT)
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::{AuditedQuantities, AuditedRule, AuditedSegment, AuditedText, SCHEMA};
    use crate::text::document::BlockKind;

    fn segment(text: &str, block: usize, kind: BlockKind) -> AuditedSegment {
        AuditedSegment { text: text.into(), start: 0, end: text.len() as u32, block, kind }
    }

    /// The report on a text of these sentences, called `name`.
    fn report(name: &str, segments: Vec<AuditedSegment>) -> String {
        let source = AuditedText { path: name.into(), lang: Lang::En, sha256: None, respaced: None, segments };
        let document = AuditedDocument {
            name: name.into(),
            kind: DocumentKind::Single,
            source,
            target: None,
            beads: Vec::new(),
            quantities: AuditedQuantities::default(),
            findings: Vec::new(),
            facts: Vec::new(),
            idle_ignores: Vec::new(),
            page_of: None,
            drift: None,
            units: None,
        };
        let rule = AuditedRule {
            id: name.into(),
            severity: Severity::Info,
            summary: name.into(),
            summary_zh: None,
            page: String::new(),
        };
        let audit = Audit {
            schema: SCHEMA.into(),
            version: name.into(),
            documents: Vec::new(),
            rules: vec![rule],
            settings: Vec::new(),
            trees: Vec::new(),
        };
        let mut out = Vec::new();
        write(&document, &audit, &mut out).expect("memory can be written to");
        String::from_utf8(out).expect("UTF-8")
    }

    #[test]
    fn every_text_is_escaped() {
        let check = |text: &str, escaped: &str| {
            let html = report(text, vec![segment(text, 0, BlockKind::Paragraph)]);
            assert!(html.contains(&format!("<span data-n=1>{escaped}</span>")), "{text}");
            assert!(!html.contains(text), "{text}");
        };
        check("<b>bold", "&#60;b&#62;bold");
        check("a\" b='c", "a&#34; b=&#39;c");
        check("</script><!--", "&#60;/script&#62;&#60;!--");
        check("Q&A; &lt;", "Q&#38;A; &#38;lt;");
        check("x\u{202e}<i", "x⟨U+202E⟩&#60;i");
    }

    #[test]
    fn the_policy_names_the_style_and_script_as_written() {
        let html = report("a", Vec::new());
        for (open, close) in [("<style>", "</style>"), ("<script>", "</script>")] {
            let (_, rest) = html.split_once(open).expect(open);
            let (inside, _) = rest.split_once(close).expect(close);
            let hash = STANDARD.encode(Sha256::digest(inside.as_bytes()));
            let policy = report("a", Vec::new()).replace("&#43;", "+").replace("&#61;", "=");
            assert!(policy.contains(&format!("sha256-{hash}")), "{open}");
        }
    }

    #[test]
    fn headings_make_an_outline_without_gaps() {
        let check = |levels: &[u8], outline: &str| {
            let segments = levels.iter().zip(0..).map(|(&level, block)| segment("H", block, BlockKind::Heading(level)));
            let html = report("a", segments.collect());
            let depths: Vec<_> = html.split("<li class=\"d").skip(1).map(|item| &item[..1]).collect();
            let tags = html.split("</a><h").skip(1).map(|item| item[..1].parse::<usize>().expect("a digit") - 2);
            assert_eq!(depths.join(" "), outline);
            assert_eq!(tags.map(|depth| depth.to_string()).collect::<Vec<_>>().join(" "), outline);
        };
        check(&[], "");
        check(&[1, 2, 2, 3, 1], "1 2 2 3 1");
        check(&[2, 4, 3, 2, 1, 4], "1 2 2 1 1 2");
    }

    #[test]
    fn an_audit_that_names_what_is_not_there_is_shown_as_far_as_it_goes() {
        let mut document: AuditedDocument = serde_json::from_value(serde_json::json!({
            "name": "a", "kind": "translation",
            "source": { "path": "a", "lang": "zh", "segments": [] },
            "target": { "path": "b", "lang": "en", "segments": [] },
            "beads": [{ "source": [7], "target": [9], "confidence": 0.5 }],
            "quantities": { "source": [], "target": [], "links": [
                { "source": 3, "target": 4, "relation": "equal", "explanation": "" }
            ] },
            "findings": [{ "rule": "r", "severity": "error", "bead": 99, "message": "m", "fingerprint": "f", "places": [
                { "side": "target", "segment": 12, "start": 0, "end": 0, "within": [5, 2], "text": "", "label": "",
                  "location": { "line": 1, "column": 1, "end_line": 1, "end_column": 1 } }
            ] }]
        }))
        .expect("a document");
        let audit = Audit {
            schema: SCHEMA.into(),
            version: "0".into(),
            documents: Vec::new(),
            rules: Vec::new(),
            settings: Vec::new(),
            trees: Vec::new(),
        };
        for kind in [DocumentKind::Translation, DocumentKind::Comparable, DocumentKind::Single] {
            document.kind = kind;
            let mut out = Vec::new();
            write(&document, &audit, &mut out).expect("memory can be written to");
            assert!(String::from_utf8(out).expect("UTF-8").contains("1 error"), "{kind:?}");
        }
    }
}
