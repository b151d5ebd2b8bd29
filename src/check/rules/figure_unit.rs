//! The same figure in another unit of measure.

use super::linked;
use crate::check::finding::{Finding, Severity};
use crate::check::rule::{Aligned, Rule, RuleInfo, Scope};
use crate::quantity::compare::Relation;

/// See its page.
pub struct FigureUnit;

static INFO: RuleInfo = RuleInfo {
    id: "figure-unit",
    severity: Severity::Error,
    scope: Scope::Pair,
    summary: "A figure stands in another unit of measure.",
    page: include_str!("figure_unit.md"),
};

impl Rule for FigureUnit {
    fn info(&self) -> &'static RuleInfo {
        &INFO
    }

    fn check(&self, aligned: &Aligned, findings: &mut Vec<Finding>) {
        linked::report(aligned, &INFO, findings, |relation| relation == Relation::Unit);
    }
}
