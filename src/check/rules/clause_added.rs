//! A clause of the translation has no counterpart within the sentence that it renders.

use super::sentence_dropped::shortened;
use crate::check::finding::{Finding, Place, Severity};
use crate::check::rule::{Aligned, Rule, RuleInfo, Scope};
use crate::text::pair::Side;

/// See its page.
pub struct ClauseAdded;

static INFO: RuleInfo = RuleInfo {
    id: "clause-added",
    since: "2026.1",
    severity: Severity::Warning,
    scope: Scope::Pair,
    summary: "A clause of the translation has no counterpart within the sentence that it renders.",
    page: include_str!("clause_added.md"),
};

impl Rule for ClauseAdded {
    fn info(&self) -> &'static RuleInfo {
        &INFO
    }

    fn check(&self, aligned: &Aligned, findings: &mut Vec<Finding>) {
        let elsewhere = aligned.elsewhere();
        for lost in aligned.lost(Side::Target).iter().filter(|lost| !elsewhere.has(lost.bead)) {
            let text = aligned.texts[Side::Target].document.slice(lost.span);
            findings.push(Finding {
                rule: INFO.id,
                severity: INFO.severity,
                message: format!("added in the translation: {}", shortened(text)),
                bead: Some(lost.bead),
                places: vec![Place { side: Side::Target, span: lost.span, label: "has no counterpart".to_owned() }],
            });
        }
    }
}
