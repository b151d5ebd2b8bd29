//! The same figure in another unit of measure.

use super::linked::Linked;
use crate::check::finding::Severity;
use crate::check::rule::{RuleInfo, Scope};
use crate::quantity::compare::Relation;

/// See its page.
pub static RULE: Linked = Linked {
    info: RuleInfo {
        id: "figure-unit",
        severity: Severity::Error,
        scope: Scope::Pair,
        summary: "A figure stands in another unit of measure.",
        page: include_str!("figure_unit.md"),
    },
    is_fault: |relation| relation == Relation::Unit,
};
