//! 百分点 as percent, or % as percentage points.

use super::linked::Linked;
use crate::check::finding::Severity;
use crate::check::rule::{RuleInfo, Scope};
use crate::quantity::compare::Relation;

/// See its page.
pub static RULE: Linked = Linked {
    info: RuleInfo {
        id: "figure-percent-point",
        since: "2026.1",
        severity: Severity::Error,
        scope: Scope::Pair,
        summary: "Percent and percentage points are exchanged.",
        summary_zh: "“百分点”与“百分之”混淆。",
        page: include_str!("figure_percent_point.md"),
    },
    is_fault: |relation| relation == Relation::PercentPoint,
};
