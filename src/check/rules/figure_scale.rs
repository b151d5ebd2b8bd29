//! A figure that is off by a power of ten.

use super::linked;
use crate::check::finding::{Finding, Severity};
use crate::check::rule::{Aligned, Rule, RuleInfo, Scope};
use crate::quantity::compare::Relation;

/// See its page.
pub struct FigureScale;

static INFO: RuleInfo = RuleInfo {
    id: "figure-scale",
    severity: Severity::Error,
    scope: Scope::Pair,
    summary: "A figure is a power of ten too large or too small.",
    page: include_str!("figure_scale.md"),
};

impl Rule for FigureScale {
    fn info(&self) -> &'static RuleInfo {
        &INFO
    }

    fn check(&self, aligned: &Aligned, findings: &mut Vec<Finding>) {
        linked::report(aligned, &INFO, findings, |relation| matches!(relation, Relation::PowerOfTen(_)));
    }
}
