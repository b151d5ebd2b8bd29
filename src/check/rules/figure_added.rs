//! A figure of the translation that the source does not have.

use super::figure_missing::{alone, weight};
use crate::check::finding::{Finding, Severity};
use crate::check::rule::{Aligned, Rule, RuleInfo, Scope};
use crate::quantity::compare::equation;
use crate::quantity::value::Kind;
use crate::text::pair::Side;

/// See its page.
pub struct FigureAdded;

static INFO: RuleInfo = RuleInfo {
    id: "figure-added",
    severity: Severity::Warning,
    scope: Scope::Pair,
    summary: "A figure of the translation has no counterpart in the source.",
    page: include_str!("figure_added.md"),
};

impl Rule for FigureAdded {
    fn info(&self) -> &'static RuleInfo {
        &INFO
    }

    fn check(&self, aligned: &Aligned, findings: &mut Vec<Finding>) {
        for (figure, bead) in alone(aligned, Side::Target) {
            let quantity = aligned.quantity(Side::Target, figure);
            // an ordinal or a date that a translator supplies makes a name whole: the 12th National Games
            let supplied = matches!(quantity.kind, Kind::Ordinal | Kind::Date | Kind::Time);
            let severity = if supplied { Severity::Info } else { weight(quantity, Severity::Warning) };
            let said = equation(quantity, aligned.figure_text(Side::Target, figure));
            let mut places = vec![aligned.place(Side::Target, figure)];
            places.extend(aligned.sentences(Side::Source, &aligned.alignment.beads()[bead], "not here"));
            findings.push(Finding {
                rule: INFO.id,
                severity,
                message: format!("{said}: has no counterpart in the source"),
                bead: Some(bead),
                places,
            });
        }
    }
}
