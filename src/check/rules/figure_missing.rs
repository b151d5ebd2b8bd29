//! A figure of the source that the translation does not have.

use super::linked::severity_in;
use crate::check::finding::{Finding, Severity};
use crate::check::link::Fate;
use crate::check::rule::{Aligned, Rule, RuleInfo, Scope};
use crate::quantity::compare::equation;
use crate::quantity::value::{Kind, Quantity, Value};
use crate::text::pair::Side;

/// See its page.
pub struct FigureMissing;

static INFO: RuleInfo = RuleInfo {
    id: "figure-missing",
    severity: Severity::Error,
    scope: Scope::Pair,
    summary: "A figure of the source has no counterpart in the translation.",
    page: include_str!("figure_missing.md"),
};

impl Rule for FigureMissing {
    fn info(&self) -> &'static RuleInfo {
        &INFO
    }

    fn check(&self, aligned: &Aligned, findings: &mut Vec<Finding>) {
        for (figure, bead) in alone(aligned, Side::Source) {
            let quantity = aligned.quantity(Side::Source, figure);
            let severity = severity_in(aligned, bead, weight(quantity, Severity::Error));
            let said = equation(quantity, aligned.figure_text(Side::Source, figure));
            let mut places = vec![aligned.place(Side::Source, figure)];
            places.extend(aligned.sentences(Side::Target, &aligned.alignment.beads()[bead], "not here"));
            findings.push(Finding {
                rule: INFO.id,
                severity,
                message: format!("{said}: has no counterpart in the translation"),
                bead: Some(bead),
                places,
            });
        }
    }
}

/// The figures of a side that stand alone in a bead that has both sides, with their beads.
pub fn alone(aligned: &Aligned, side: Side) -> Vec<(usize, usize)> {
    let fates = aligned.links.fates[side].iter().enumerate();
    let alone =
        fates.filter(|(_, fate)| **fate == Fate::Alone).map(|(figure, _)| (figure, aligned.bead_of(side, figure)));
    alone.filter(|(_, bead)| aligned.is_paired(*bead)).collect()
}

/// How much it matters that a figure stands alone: `most` for an amount in digits or a large one in words; small numbers
/// in words and "first" are rendered freely, years and codes are often understood.
pub fn weight(quantity: &Quantity, most: Severity) -> Severity {
    let small = match &quantity.value {
        Value::Exact(number) => number.as_whole().is_some_and(|whole| whole.abs() <= 12) || !number.is_whole(),
        Value::Magnitude(_) => true,
        Value::Range(..) | Value::Date(_) | Value::Dates(..) | Value::Time(_) | Value::Label(_) => false,
    };
    match quantity.kind {
        Kind::Number | Kind::Ordinal | Kind::Multiple | Kind::Duration if quantity.written.words && small => {
            Severity::Info
        }
        Kind::Label => Severity::Info,
        Kind::Ordinal | Kind::Time | Kind::Ratio => Severity::Warning.min(most),
        Kind::Date if quantity.written.words => Severity::Info,
        Kind::Date => Severity::Warning.min(most),
        Kind::Number
        | Kind::Percent
        | Kind::PercentagePoint
        | Kind::Money
        | Kind::Measure
        | Kind::Duration
        | Kind::Multiple => most,
    }
}
