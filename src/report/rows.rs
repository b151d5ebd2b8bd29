//! Findings as rows of a table, for the formats that spreadsheets read.

use super::place::location;
use crate::audit::{Audit, AuditedDocument, AuditedFinding, AuditedPlace};
use crate::text::pair::Side;

/// The names of the columns.
pub const COLUMNS: [&str; 13] = [
    "document",
    "severity",
    "rule",
    "message",
    "source place",
    "source",
    "source sentence",
    "target place",
    "target",
    "target sentence",
    "fingerprint",
    "status",
    "reason",
];

/// A row for each finding, in the order of the audit.
pub fn rows(audit: &Audit) -> impl Iterator<Item = [String; COLUMNS.len()]> {
    audit.documents.iter().flat_map(|document| document.findings.iter().map(move |finding| row(document, finding)))
}

fn row(document: &AuditedDocument, finding: &AuditedFinding) -> [String; COLUMNS.len()] {
    let first = |side: Side| finding.places.iter().find(|place| place.side == side);
    let place = |side: Side| first(side).map(|place| location(document, Some(place))).unwrap_or_default();
    let text = |side: Side| first(side).map(|place| place.text.clone()).unwrap_or_default();
    let whole = |side: Side| first(side).and_then(|place| sentence(document, place)).unwrap_or_default();
    [
        document.name.clone(),
        finding.severity.name().to_owned(),
        finding.rule.clone(),
        finding.message.clone(),
        place(Side::Source),
        text(Side::Source),
        whole(Side::Source),
        place(Side::Target),
        text(Side::Target),
        whole(Side::Target),
        finding.fingerprint.clone(),
        finding.decided.as_ref().map_or("open", |decided| decided.status.name()).to_owned(),
        finding.decided.as_ref().map_or(String::new(), |decided| decided.reason.clone()),
    ]
}

/// The sentence that a place stands in.
fn sentence(document: &AuditedDocument, place: &AuditedPlace) -> Option<String> {
    let segments = &document.text(place.side)?.segments;
    Some(segments.get(place.segment?)?.text.clone())
}
