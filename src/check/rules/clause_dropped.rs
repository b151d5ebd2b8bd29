//! A clause of the source has no counterpart within the sentence that renders it.

use super::unpaired::shortened;
use crate::check::finding::{Finding, Place, Severity};
use crate::check::rule::{Aligned, Rule, RuleInfo, Scope};
use crate::text::pair::Side;
use crate::text::wording::Wording;

/// See its page.
pub struct ClauseDropped;

static INFO: RuleInfo = RuleInfo {
    id: "clause-dropped",
    since: "2026.1",
    severity: Severity::Warning,
    scope: Scope::Pair,
    summary: "A clause of the source has no counterpart within the sentence that renders it.",
    summary_zh: "漏译：原文句子的一部分在译文中没有对应。",
    page: include_str!("clause_dropped.md"),
};

impl Rule for ClauseDropped {
    fn info(&self) -> &'static RuleInfo {
        &INFO
    }

    fn check(&self, aligned: &Aligned, findings: &mut Vec<Finding>) {
        let elsewhere = aligned.elsewhere();
        for lost in aligned.lost(Side::Source).iter().filter(|lost| !elsewhere.has(lost.bead)) {
            let text = shortened(aligned.texts[Side::Source].document.slice(lost.span));
            findings.push(Finding {
                rule: INFO.id,
                severity: lost.severity(),
                message: Wording::new(format!("dropped from the translation: {text}"), format!("漏译：{text}")),
                bead: Some(lost.bead),
                places: vec![Place {
                    side: Side::Source,
                    span: lost.span,
                    label: Wording::fixed("has no counterpart", "译文中无对应"),
                }],
            });
        }
    }
}
