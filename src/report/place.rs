//! Where a finding stands, for formats that know files and lines.

use crate::audit::{AuditedDocument, AuditedFinding, AuditedPlace};
use crate::text::pair::Side;

/// The place that a person has to mend: the first in the translation, or where there is none, the first.
pub fn primary(finding: &AuditedFinding) -> Option<&AuditedPlace> {
    finding.places.iter().find(|place| place.side == Side::Target).or(finding.places.first())
}

/// All other places of a finding.
pub fn others(finding: &AuditedFinding) -> impl Iterator<Item = &AuditedPlace> {
    let first = primary(finding);
    finding.places.iter().filter(move |place| first.is_none_or(|first| !std::ptr::eq(first, *place)))
}

/// The file of a place, or of the document's translation where there is none.
pub fn path<'d>(document: &'d AuditedDocument, place: Option<&AuditedPlace>) -> &'d str {
    let side = place.map_or(Side::Target, |place| place.side);
    document.text(side).map_or(&document.source.path, |text| &text.path)
}

/// `file:line:column`, or the file alone.
pub fn location(document: &AuditedDocument, place: Option<&AuditedPlace>) -> String {
    let path = path(document, place);
    match place {
        Some(place) => format!("{path}:{}:{}", place.location.line, place.location.column),
        None => path.to_owned(),
    }
}
