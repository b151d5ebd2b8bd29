//! Where a finding stands, for formats that know files and lines.

use crate::audit::{AuditedDocument, AuditedFinding, AuditedPlace};
use crate::text::pair::Side;
use crate::text::source::{Location, Mark};

/// The place that a person has to mend: the first in the translation, or where there is none, the first.
pub fn primary(finding: &AuditedFinding) -> Option<&AuditedPlace> {
    finding.places.iter().find(|place| place.side == Side::Target).or(finding.places.first())
}

/// All other places of a finding.
pub fn others(finding: &AuditedFinding) -> impl Iterator<Item = &AuditedPlace> {
    let first = primary(finding);
    finding.places.iter().filter(move |place| first.is_none_or(|first| !std::ptr::eq(first, *place)))
}

/// How many places of a finding are listed: the first few of many that say the same.
pub fn listed(finding: &AuditedFinding) -> usize {
    const MANY: usize = 6;
    const FEW: usize = 3;
    let alike = || finding.places.iter().all(|place| place.label == finding.places[0].label);
    if finding.places.len() >= MANY && alike() { FEW } else { finding.places.len() }
}

/// The file of a place, or of the document's translation where there is none.
pub fn path<'d>(document: &'d AuditedDocument, place: Option<&AuditedPlace>) -> &'d str {
    let side = place.map_or(Side::Target, |place| place.side);
    document.text(side).map_or(&document.source.path, |text| &text.path)
}

/// Whether the lines of a place are lines of its file, and not of the text taken out of it.
pub fn has_lines(location: &Location) -> bool {
    match location.mark {
        Some(Mark::Page(_) | Mark::Paragraph(_) | Mark::Cell(_)) => false,
        Some(Mark::Unit(_)) | None => true,
    }
}

/// Where in its file a place is: `line:column`, or what one finds it by there.
pub fn spot(location: &Location) -> String {
    match &location.mark {
        Some(Mark::Page(page)) => format!("page {page}"),
        Some(Mark::Paragraph(paragraph)) => format!("paragraph {paragraph}"),
        Some(Mark::Cell(cell)) => cell.to_string(),
        Some(Mark::Unit(_)) | None => format!("{}:{}", location.line, location.column),
    }
}

/// `file:line:column`, `file:page 3`, or the file alone.
pub fn location(document: &AuditedDocument, place: Option<&AuditedPlace>) -> String {
    let path = path(document, place);
    match place {
        Some(place) => format!("{path}:{}", spot(&place.location)),
        None => path.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_told_by_what_one_finds_it_by() {
        let check = |mark: Option<Mark>, lines, expected: &str| {
            let location = Location { line: 3, column: 5, end_line: 3, end_column: 7, mark };
            assert_eq!((has_lines(&location), spot(&location).as_str()), (lines, expected));
        };
        check(None, true, "3:5");
        check(Some(Mark::Unit("u1".into())), true, "3:5");
        check(Some(Mark::Page(12)), false, "page 12");
        check(Some(Mark::Paragraph(4)), false, "paragraph 4");
        check(Some(Mark::Cell("Sheet1!B2".into())), false, "Sheet1!B2");
    }
}
