//! The same amount in another currency.

use super::linked::Linked;
use crate::check::finding::Severity;
use crate::check::rule::{RuleInfo, Scope};
use crate::quantity::compare::Relation;

/// See its page.
pub static RULE: Linked = Linked {
    info: RuleInfo {
        id: "figure-currency",
        since: "2026.1",
        severity: Severity::Error,
        scope: Scope::Pair,
        summary: "An amount stands in another currency.",
        summary_zh: "金额的币种不同。",
        page: include_str!("figure_currency.md"),
    },
    is_fault: |relation| relation == Relation::Currency,
};
