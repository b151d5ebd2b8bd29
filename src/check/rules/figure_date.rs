//! A date or time that is rendered as another.

use super::linked;
use crate::check::finding::{Finding, Severity};
use crate::check::rule::{Aligned, Rule, RuleInfo, Scope};
use crate::quantity::compare::Relation;

/// See its page.
pub struct FigureDate;

static INFO: RuleInfo = RuleInfo {
    id: "figure-date",
    severity: Severity::Error,
    scope: Scope::Pair,
    summary: "A date or time is rendered as another.",
    page: include_str!("figure_date.md"),
};

impl Rule for FigureDate {
    fn info(&self) -> &'static RuleInfo {
        &INFO
    }

    fn check(&self, aligned: &Aligned, findings: &mut Vec<Finding>) {
        linked::report(aligned, &INFO, findings, |relation| relation == Relation::OtherDate);
    }
}
