//! An ordinal that is rendered as another.

use super::linked::Linked;
use crate::check::finding::Severity;
use crate::check::rule::{RuleInfo, Scope};
use crate::quantity::compare::Relation;

/// See its page.
pub static RULE: Linked = Linked {
    info: RuleInfo {
        id: "figure-ordinal",
        since: "2026.1",
        severity: Severity::Error,
        scope: Scope::Pair,
        summary: "An ordinal is rendered as another.",
        summary_zh: "序数译成了另一个序数。",
        page: include_str!("figure_ordinal.md"),
    },
    is_fault: |relation| relation == Relation::OtherOrdinal,
};
