//! A date or time that is rendered as another.

use super::linked::Linked;
use crate::check::finding::Severity;
use crate::check::rule::{RuleInfo, Scope};
use crate::quantity::compare::Relation;

/// See its page.
pub static RULE: Linked = Linked {
    info: RuleInfo {
        id: "figure-date",
        since: "2026.1",
        severity: Severity::Error,
        scope: Scope::Pair,
        summary: "A date or time is rendered as another.",
        summary_zh: "日期或时间译成了另一个日期或时间。",
        page: include_str!("figure_date.md"),
    },
    is_fault: |relation| matches!(relation, Relation::OtherDate | Relation::HoursForTime),
};
