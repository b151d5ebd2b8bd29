//! A figure that is rendered with another value.

use super::linked;
use crate::check::finding::{Finding, Severity};
use crate::check::rule::{Aligned, Rule, RuleInfo, Scope};
use crate::quantity::compare::Relation;

/// See its page.
pub struct FigureMismatch;

static INFO: RuleInfo = RuleInfo {
    id: "figure-mismatch",
    severity: Severity::Error,
    scope: Scope::Pair,
    summary: "A figure of the translation has another value than the figure that it renders.",
    page: include_str!("figure_mismatch.md"),
};

impl Rule for FigureMismatch {
    fn info(&self) -> &'static RuleInfo {
        &INFO
    }

    fn check(&self, aligned: &Aligned, findings: &mut Vec<Finding>) {
        linked::report(aligned, &INFO, findings, |relation| {
            matches!(relation, Relation::OneDigit | Relation::Transposed | Relation::Different | Relation::Sharpened)
        });
    }
}
