//! A clause of the translation has no counterpart within the sentence that it renders.

use super::unpaired::shortened;
use crate::check::finding::{Finding, Place, Severity};
use crate::check::rule::{Aligned, Rule, RuleInfo, Scope};
use crate::text::pair::Side;
use crate::text::wording::Wording;

/// See its page.
pub struct ClauseAdded;

static INFO: RuleInfo = RuleInfo {
    id: "clause-added",
    since: "2026.1",
    severity: Severity::Warning,
    scope: Scope::Pair,
    summary: "A clause of the translation has no counterpart within the sentence that it renders.",
    summary_zh: "增译：译文句子的一部分在原文中没有对应。",
    page: include_str!("clause_added.md"),
};

impl Rule for ClauseAdded {
    fn info(&self) -> &'static RuleInfo {
        &INFO
    }

    fn check(&self, aligned: &Aligned, findings: &mut Vec<Finding>) {
        let elsewhere = aligned.elsewhere();
        for lost in aligned.lost(Side::Target).iter().filter(|lost| !elsewhere.has(lost.bead)) {
            let text = shortened(aligned.texts[Side::Target].document.slice(lost.span));
            findings.push(Finding {
                rule: INFO.id,
                severity: lost.severity(),
                message: Wording::new(format!("added in the translation: {text}"), format!("增译：{text}")),
                bead: Some(lost.bead),
                places: vec![Place {
                    side: Side::Target,
                    span: lost.span,
                    label: Wording::fixed("has no counterpart", "原文中无对应"),
                }],
            });
        }
    }
}
