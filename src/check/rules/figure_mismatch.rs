//! A figure that is rendered with another value.

use super::linked::Linked;
use crate::check::finding::Severity;
use crate::check::rule::{RuleInfo, Scope};
use crate::quantity::compare::Relation;

/// See its page.
pub static RULE: Linked = Linked {
    info: RuleInfo {
        id: "figure-mismatch",
        since: "2026.1",
        severity: Severity::Error,
        scope: Scope::Pair,
        summary: "A figure of the translation has another value than the figure that it renders.",
        summary_zh: "译文数字的值与所译的原文数字不同。",
        page: include_str!("figure_mismatch.md"),
    },
    is_fault: |relation| {
        matches!(relation, Relation::OneDigit | Relation::Transposed | Relation::Different | Relation::Sharpened)
    },
};
