//! The findings as the page numbers, names and places them.

use std::collections::HashMap;

use super::super::difference::{Piece, of_labels};
use super::super::place::listed;
use super::layout::{Layout, lang};
use crate::audit::{AuditedDocument, AuditedFinding, AuditedPlace, AuditedRule, Decided};
use crate::check::finding::Severity;
use crate::text::lang::Lang;
use crate::text::pair::Side;

/// A finding on the page.
pub struct Finding<'a> {
    /// Its number as shown, from 1.
    pub number: usize,
    /// Its name in addresses: `f-` and its fingerprint.
    pub anchor: String,
    /// What it is known by.
    pub fingerprint: &'a str,
    /// What was decided of it.
    pub decided: Option<&'a Decided>,
    /// How much it matters.
    pub severity: Severity,
    /// The class of its severity.
    pub class: &'static str,
    /// The rule.
    pub rule: &'a str,
    /// The name in addresses of the rule's page, where the audit has one.
    pub page: Option<String>,
    /// What differs, then why.
    pub message: &'a str,
    /// The row it is shown under; `None` for one about the whole document.
    pub row: Option<usize>,
    /// That row's number as shown.
    pub row_number: Option<usize>,
    /// Where it points; the first few of many places that say the same, and how many more there are.
    pub places: Vec<Place<'a>>,
    pub more_places: usize,
    /// What the source's figure comes to, to be copied where the translation's is another.
    pub value: Option<&'a str>,
}

/// A place on the page.
pub struct Place<'a> {
    /// The place.
    pub place: &'a AuditedPlace,
    /// The language of its side.
    pub lang: Lang,
    /// Its label in pieces, each with whether it differs from the other side's.
    pub label: Vec<Piece>,
}

/// The findings of `document`, in its order, as they are told in the language of the interface.
pub fn of<'a>(document: &'a AuditedDocument, layout: &Layout, rules: &[AuditedRule], ui: Lang) -> Vec<Finding<'a>> {
    let mut anchors = Anchors::default();
    let findings = document.findings.iter().zip(1..);
    findings
        .map(|(finding, number)| {
            let row = row_of(finding, layout);
            Finding {
                number,
                anchor: anchors.unique(format!("f-{}", name(&finding.fingerprint))),
                fingerprint: &finding.fingerprint,
                decided: finding.decided.as_ref(),
                severity: finding.severity,
                class: class(finding.severity),
                rule: &finding.rule,
                page: rules.iter().any(|rule| rule.id == finding.rule).then(|| rule_anchor(&finding.rule)),
                message: finding.message_in(ui),
                row,
                row_number: row.map(|row| layout.rows[row].number),
                places: places(document, finding, ui),
                more_places: finding.places.len() - listed(finding),
                value: value(document, finding),
            }
        })
        .collect()
}

fn places<'a>(document: &AuditedDocument, finding: &'a AuditedFinding, ui: Lang) -> Vec<Place<'a>> {
    let plain = || finding.places.iter().map(|place| vec![(place.label_in(ui).to_owned(), false)]).collect();
    let labels: Vec<Vec<Piece>> =
        of_labels(&finding.places, ui).map_or_else(plain, |pair| vec![pair.source, pair.target]);
    let place = |(place, label): (&'a AuditedPlace, _)| Place { place, lang: lang(document, place.side), label };
    finding.places.iter().zip(labels).take(listed(finding)).map(place).collect()
}

/// As the translation writes it, into which it is copied.
fn value<'a>(document: &AuditedDocument, finding: &'a AuditedFinding) -> Option<&'a str> {
    let written = lang(document, Side::Target);
    let is_figure = finding.rule.starts_with("figure-") && finding.places.len() == 2;
    let label =
        |side: Side| finding.places.iter().find(|place| place.side == side).map(|place| place.label_in(written));
    let (source, target) = (label(Side::Source)?, label(Side::Target)?);
    (is_figure && source != target && source.contains(|c: char| c.is_ascii_digit())).then_some(source)
}

/// The class that a severity has in style and script.
pub fn class(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "e",
        Severity::Warning => "w",
        Severity::Info => "i",
    }
}

/// The name in addresses of a rule's page.
pub fn rule_anchor(rule: &str) -> String {
    format!("rule-{}", name(rule))
}

/// A finding belongs to its bead's row, or else to the row of the first sentence that it points at.
fn row_of(finding: &AuditedFinding, layout: &Layout) -> Option<usize> {
    let of_bead = finding.bead.and_then(|bead| layout.row_of_bead(bead));
    let mut of_places = finding.places.iter().filter_map(|place| layout.row_of(place.side, place.segment?));
    of_bead.or_else(|| of_places.next())
}

/// `text` with everything replaced that has a meaning in an address.
fn name(text: &str) -> String {
    text.chars().map(|c| if c.is_ascii_alphanumeric() || c == '-' { c } else { '_' }).collect()
}

/// Names that were given out.
#[derive(Default)]
struct Anchors(HashMap<String, usize>);

impl Anchors {
    /// `anchor`, or where it was given out before, with a number behind it.
    fn unique(&mut self, anchor: String) -> String {
        let times = self.0.entry(anchor.clone()).and_modify(|times| *times += 1).or_insert(1);
        if *times == 1 { anchor } else { format!("{anchor}.{times}") }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_addresses_are_plain_and_unique() {
        assert_eq!(rule_anchor("figure-mismatch"), "rule-figure-mismatch");
        assert_eq!(name("a\"b c#%一"), "a_b_c___");
        let mut anchors = Anchors::default();
        let mut unique = |name: &str| anchors.unique(name.into());
        assert_eq!([unique("f-1"), unique("f-2"), unique("f-1")], ["f-1", "f-2", "f-1.2"]);
    }
}
