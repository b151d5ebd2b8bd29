//! 百分点 as percent, or % as percentage points.

use super::linked;
use crate::check::finding::{Finding, Severity};
use crate::check::rule::{Aligned, Rule, RuleInfo, Scope};
use crate::quantity::compare::Relation;

/// See its page.
pub struct FigurePercentPoint;

static INFO: RuleInfo = RuleInfo {
    id: "figure-percent-point",
    severity: Severity::Error,
    scope: Scope::Pair,
    summary: "Percent and percentage points are exchanged.",
    page: include_str!("figure_percent_point.md"),
};

impl Rule for FigurePercentPoint {
    fn info(&self) -> &'static RuleInfo {
        &INFO
    }

    fn check(&self, aligned: &Aligned, findings: &mut Vec<Finding>) {
        linked::report(aligned, &INFO, findings, |relation| relation == Relation::PercentPoint);
    }
}
