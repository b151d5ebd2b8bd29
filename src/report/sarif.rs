//! SARIF 2.1.0 (OASIS 2020), which code hosts show beside the lines of a change.
//!
//! A rule's id is stable; the place to mend is the location of a result, all others are related locations; a finding's
//! fingerprint is its `partialFingerprints`; one that was decided on carries a suppression with its reason. Columns count
//! characters, as `columnKind` says.

use std::io::{self, Write};

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Serialize;

use super::place::{has_lines, others, path, primary, spot};
use crate::audit::{Audit, AuditedDocument, AuditedFinding, AuditedPlace, AuditedRule, Decided, Status};
use crate::check::finding::Severity;

/// What a path in a URI may hold as it is.
const PATH: &AsciiSet = &NON_ALPHANUMERIC.remove(b'/').remove(b'.').remove(b'-').remove(b'_').remove(b'~');

#[derive(Serialize)]
struct Log<'a> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run<'a>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run<'a> {
    tool: Tool<'a>,
    column_kind: &'static str,
    results: Vec<Found<'a>>,
}

#[derive(Serialize)]
struct Tool<'a> {
    driver: Driver<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Driver<'a> {
    name: &'static str,
    semantic_version: &'a str,
    rules: Vec<Descriptor<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Descriptor<'a> {
    id: &'a str,
    short_description: Message<'a>,
    help: Help<'a>,
    default_configuration: Configuration,
}

#[derive(Serialize)]
struct Message<'a> {
    text: &'a str,
}

#[derive(Serialize)]
struct Help<'a> {
    text: &'a str,
    markdown: &'a str,
}

#[derive(Serialize)]
struct Configuration {
    level: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Found<'a> {
    rule_id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    rule_index: Option<usize>,
    level: &'static str,
    message: Message<'a>,
    locations: Vec<Location<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Location<'a>>,
    partial_fingerprints: Fingerprints<'a>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    suppressions: Vec<Suppression<'a>>,
}

#[derive(Serialize)]
struct Fingerprints<'a> {
    #[serde(rename = "ipalign/v1")]
    own: &'a str,
}

#[derive(Serialize)]
struct Suppression<'a> {
    kind: &'static str,
    status: &'static str,
    justification: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<usize>,
    physical_location: Physical<'a>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    logical_locations: Vec<Logical>,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<Message<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Physical<'a> {
    artifact_location: Artifact,
    #[serde(skip_serializing_if = "Option::is_none")]
    region: Option<Region<'a>>,
}

/// A page, a paragraph or a cell, where the file has no lines.
#[derive(Serialize)]
struct Logical {
    name: String,
}

#[derive(Serialize)]
struct Artifact {
    uri: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region<'a> {
    start_line: u32,
    start_column: u32,
    end_line: u32,
    end_column: u32,
    snippet: Message<'a>,
}

/// Writes the log.
///
/// # Errors
/// Where `out` cannot be written to.
pub fn write(audit: &Audit, out: &mut dyn Write) -> io::Result<()> {
    let found = |document| move |finding| result(audit, document, finding);
    let results = audit.documents.iter().flat_map(|document| document.findings.iter().map(found(document)));
    let driver = Driver {
        name: "ipalign",
        semantic_version: &audit.version,
        rules: audit.rules.iter().map(descriptor).collect(),
    };
    let run = Run { tool: Tool { driver }, column_kind: "unicodeCodePoints", results: results.collect() };
    let log = Log { schema: "https://json.schemastore.org/sarif-2.1.0.json", version: "2.1.0", runs: [run] };
    serde_json::to_writer_pretty(&mut *out, &log)?;
    out.write_all(b"\n")
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

fn descriptor(rule: &AuditedRule) -> Descriptor<'_> {
    Descriptor {
        id: &rule.id,
        short_description: Message { text: &rule.summary },
        help: Help { text: &rule.page, markdown: &rule.page },
        default_configuration: Configuration { level: level(rule.severity) },
    }
}

fn result<'a>(audit: &'a Audit, document: &'a AuditedDocument, finding: &'a AuditedFinding) -> Found<'a> {
    let whole = || Location {
        id: None,
        physical_location: Physical { artifact_location: artifact(path(document, None)), region: None },
        logical_locations: Vec::new(),
        message: None,
    };
    let first = primary(finding).map_or_else(whole, |place| location(document, place, None));
    let related = others(finding).enumerate().map(|(at, place)| location(document, place, Some(at + 1)));
    Found {
        rule_id: &finding.rule,
        rule_index: audit.rules.iter().position(|rule| rule.id == finding.rule),
        level: level(finding.severity),
        message: Message { text: &finding.message },
        locations: vec![first],
        related_locations: related.collect(),
        partial_fingerprints: Fingerprints { own: &finding.fingerprint },
        suppressions: finding.decided.iter().map(suppression).collect(),
    }
}

/// What was decided on is suppressed, so that what is left is what counts.
fn suppression(decided: &Decided) -> Suppression<'_> {
    let kind = match decided.status {
        Status::Ignored => "inSource",
        Status::Known | Status::Accepted | Status::Rejected => "external",
    };
    Suppression { kind, status: "accepted", justification: &decided.reason }
}

fn location<'a>(document: &'a AuditedDocument, place: &'a AuditedPlace, id: Option<usize>) -> Location<'a> {
    let at = &place.location;
    let region = has_lines(at).then_some(Region {
        start_line: at.line,
        start_column: at.column,
        end_line: at.end_line,
        end_column: at.end_column,
        snippet: Message { text: &place.text },
    });
    let logical_locations = if has_lines(at) { Vec::new() } else { vec![Logical { name: spot(at) }] };
    let physical_location = Physical { artifact_location: artifact(path(document, Some(place))), region };
    let message = (!place.label.is_empty()).then_some(Message { text: &place.label });
    Location { id, physical_location, logical_locations, message }
}

/// A path as a URI, relative where the path is.
fn artifact(path: &str) -> Artifact {
    let encoded = utf8_percent_encode(&path.replace('\\', "/"), PATH).to_string();
    let is_absolute = path.starts_with('/') || path.get(1..3).is_some_and(|drive| drive == ":\\" || drive == ":/");
    let slash = if encoded.starts_with('/') { "" } else { "/" };
    Artifact { uri: if is_absolute { format!("file://{slash}{encoded}") } else { encoded } }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_uris() {
        let check = |path: &str, expected: &str| assert_eq!(artifact(path).uri, expected);
        check("docs/zh 中.md", "docs/zh%20%E4%B8%AD.md");
        check("/tmp/a.txt", "file:///tmp/a.txt");
        check("C:\\a\\b.txt", "file:///C%3A/a/b.txt");
        check("-", "-");
    }
}
