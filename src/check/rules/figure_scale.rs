//! A figure that is off by a power of ten.

use super::linked::Linked;
use crate::check::finding::Severity;
use crate::check::rule::{RuleInfo, Scope};
use crate::quantity::compare::Relation;

/// See its page.
pub static RULE: Linked = Linked {
    info: RuleInfo {
        id: "figure-scale",
        since: "2026.1",
        severity: Severity::Error,
        scope: Scope::Pair,
        summary: "A figure is a power of ten too large or too small.",
        summary_zh: "数字的数量级有误：相差十倍、百倍、万倍等。",
        page: include_str!("figure_scale.md"),
    },
    is_fault: |relation| matches!(relation, Relation::PowerOfTen(_)),
};
