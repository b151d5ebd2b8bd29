//! A figure of the source that the translation does not have.

use super::linked::severity_of_pairing;
use crate::check::finding::{Finding, Severity};
use crate::check::link::Fate;
use crate::check::rule::{Aligned, Rule, RuleInfo, Scope};
use crate::quantity::compare::equation;
use crate::quantity::value::{Kind, Quantity};
use crate::text::lang::is_han;
use crate::text::pair::Side;
use crate::text::wording::Wording;

/// See its page.
pub struct FigureMissing;

static INFO: RuleInfo = RuleInfo {
    id: "figure-missing",
    since: "2026.1",
    severity: Severity::Error,
    scope: Scope::Pair,
    summary: "A figure of the source has no counterpart in the translation.",
    summary_zh: "原文的数字在译文中没有对应。",
    page: include_str!("figure_missing.md"),
};

impl Rule for FigureMissing {
    fn info(&self) -> &'static RuleInfo {
        &INFO
    }

    fn check(&self, aligned: &Aligned, findings: &mut Vec<Finding>) {
        for (figure, bead) in alone(aligned, Side::Source) {
            let quantity = aligned.quantity(Side::Source, figure);
            let severity = severity_of_pairing(aligned, bead, weight(quantity, Severity::Error));
            let said = equation(quantity, aligned.figure_text(Side::Source, figure));
            let mut places = vec![aligned.place(Side::Source, figure)];
            places.extend(aligned.sentences(
                Side::Target,
                &aligned.alignment.beads()[bead],
                Wording::fixed("not here", "此处没有"),
            ));
            findings.push(Finding {
                rule: INFO.id,
                severity,
                message: Wording::new(
                    format!("{}: has no counterpart in the translation", said.en),
                    format!("{}：译文中没有对应的数字", said.zh),
                ),
                bead: Some(bead),
                places,
            });
        }
    }
}

/// The figures of a side that stand alone in a bead that has both sides, with their beads; without those that a
/// translator renders freely, of which nobody wants to hear.
pub fn alone(aligned: &Aligned, side: Side) -> Vec<(usize, usize)> {
    let fates = aligned.links.fates[side].iter().enumerate();
    let alone = fates.filter(|(_, fate)| **fate == Fate::Alone).map(|(figure, _)| figure);
    let bound = alone.filter(|&figure| {
        let quantity = aligned.quantity(side, figure);
        !quantity.is_free() && !is_bare_nought(quantity) && !is_copied(aligned, side, figure)
    });
    bound.map(|figure| (figure, aligned.bead_of(side, figure))).filter(|(_, bead)| aligned.is_paired(*bead)).collect()
}

/// Whether it is a nought that counts nothing: what a conversion leaves of a form or a cell.
fn is_bare_nought(quantity: &Quantity) -> bool {
    quantity.kind == Kind::Number
        && quantity.unit.is_none()
        && quantity.value.exact().is_some_and(|value| value.is_zero())
}

/// Whether the other side of its bead has a Chinese figure as it is written: the passage was left in Chinese.
fn is_copied(aligned: &Aligned, side: Side, figure: usize) -> bool {
    let text = aligned.figure_text(side, figure).trim();
    let bead = &aligned.alignment.beads()[aligned.bead_of(side, figure)];
    let other = aligned.span(side.other(), bead);
    text.chars().any(is_han)
        && other.is_some_and(|span| aligned.texts[side.other()].document.slice(span).contains(text))
}

/// How much it matters that a figure stands alone: `most` for an amount, little for a code; years and ordinals are often
/// understood.
pub fn weight(quantity: &Quantity, most: Severity) -> Severity {
    match quantity.kind {
        Kind::Label => Severity::Info,
        Kind::Ordinal | Kind::Time | Kind::Date | Kind::Ratio => Severity::Warning.min(most),
        Kind::Number
        | Kind::Percent
        | Kind::PercentagePoint
        | Kind::Money
        | Kind::Measure
        | Kind::Duration
        | Kind::Multiple => most,
    }
}
