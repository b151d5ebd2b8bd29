//! The same amount in another currency.

use super::linked;
use crate::check::finding::{Finding, Severity};
use crate::check::rule::{Aligned, Rule, RuleInfo, Scope};
use crate::quantity::compare::Relation;

/// See its page.
pub struct FigureCurrency;

static INFO: RuleInfo = RuleInfo {
    id: "figure-currency",
    severity: Severity::Error,
    scope: Scope::Pair,
    summary: "An amount stands in another currency.",
    page: include_str!("figure_currency.md"),
};

impl Rule for FigureCurrency {
    fn info(&self) -> &'static RuleInfo {
        &INFO
    }

    fn check(&self, aligned: &Aligned, findings: &mut Vec<Finding>) {
        linked::report(aligned, &INFO, findings, |relation| relation == Relation::Currency);
    }
}
