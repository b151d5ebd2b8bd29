//! An ordinal that is rendered as another.

use super::linked;
use crate::check::finding::{Finding, Severity};
use crate::check::rule::{Aligned, Rule, RuleInfo, Scope};
use crate::quantity::compare::Relation;

/// See its page.
pub struct FigureOrdinal;

static INFO: RuleInfo = RuleInfo {
    id: "figure-ordinal",
    severity: Severity::Error,
    scope: Scope::Pair,
    summary: "An ordinal is rendered as another.",
    page: include_str!("figure_ordinal.md"),
};

impl Rule for FigureOrdinal {
    fn info(&self) -> &'static RuleInfo {
        &INFO
    }

    fn check(&self, aligned: &Aligned, findings: &mut Vec<Finding>) {
        linked::report(aligned, &INFO, findings, |relation| relation == Relation::OtherOrdinal);
    }
}
