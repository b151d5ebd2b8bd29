//! The picture of the whole document: a mark where each finding stands.
//!
//! The strip has a fixed number of places; findings that fall on the same one share a mark, the gravest one's, so that
//! the picture stays small and legible however many there are.

use super::findings::Finding;
use crate::check::finding::Severity;

/// Places along the strip, which is the width of its drawing.
pub const PLACES: usize = 400;

/// A mark on the strip.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tick {
    /// Its place.
    pub x: usize,
    /// How many places it covers.
    pub width: usize,
    /// The finding it leads to, by its index.
    pub finding: usize,
}

/// The marks of `findings` over `rows` rows, from left to right.
pub fn ticks(findings: &[Finding<'_>], rows: usize) -> Vec<Tick> {
    let width = (PLACES / rows.max(1)).clamp(2, 8);
    let mut places: Vec<Option<usize>> = vec![None; PLACES];
    for (index, finding) in findings.iter().enumerate() {
        let place = finding.row.and_then(|row| places.get_mut(row * PLACES / rows.max(1)));
        if let Some(place) = place
            && place.is_none_or(|known| findings[known].severity < finding.severity)
        {
            *place = Some(index);
        }
    }
    let places = places.into_iter().enumerate();
    places.filter_map(|(x, finding)| Some(Tick { x, width, finding: finding? })).collect()
}

/// Where a mark begins from above: the graver, the taller.
pub fn top(severity: Severity) -> usize {
    match severity {
        Severity::Error => 0,
        Severity::Warning => 4,
        Severity::Info => 8,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn findings_on_one_place_share_the_gravest_mark() {
        let finding = |row, severity| Finding {
            number: 1,
            anchor: String::new(),
            fingerprint: "",
            decided: None,
            severity,
            class: "",
            rule: "",
            page: None,
            message: "",
            row,
            row_number: None,
            places: Vec::new(),
            more_places: 0,
            value: None,
        };
        let check = |rows, findings: &[Finding<'_>], expected: &[(usize, usize)]| {
            let drawn: Vec<_> = ticks(findings, rows).iter().map(|tick| (tick.x, tick.finding)).collect();
            assert_eq!(drawn, expected);
        };
        check(0, &[finding(None, Severity::Error)], &[]);
        check(4, &[finding(Some(3), Severity::Error), finding(Some(0), Severity::Info)], &[(0, 1), (300, 0)]);
        let close = [finding(Some(5000), Severity::Info), finding(Some(5001), Severity::Error)];
        check(10_000, &close, &[(200, 1)]);
    }
}
