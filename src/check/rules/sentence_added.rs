//! A sentence of the translation without a counterpart.

use super::unpaired::{DOUBTFUL, Unpaired, letters};
use crate::check::finding::{Finding, Severity};
use crate::check::rule::{Aligned, Rule, RuleInfo, Scope};
use crate::text::pair::Side;
use crate::text::wording::Wording;

/// See its page.
pub struct SentenceAdded;

static INFO: RuleInfo = RuleInfo {
    id: "sentence-added",
    since: "2026.1",
    severity: Severity::Warning,
    scope: Scope::Pair,
    summary: "A sentence of the translation has no counterpart in the source.",
    summary_zh: "增译：译文的句子在原文中没有对应。",
    page: include_str!("sentence_added.md"),
};

impl Rule for SentenceAdded {
    fn info(&self) -> &'static RuleInfo {
        &INFO
    }

    fn check(&self, aligned: &Aligned, findings: &mut Vec<Finding>) {
        let mut paired = (0..aligned.alignment.beads().len()).filter(|&bead| aligned.is_paired(bead));
        let (first, last) = (paired.clone().next(), paired.next_back());
        let unpaired = Unpaired {
            info: &INFO,
            side: Side::Target,
            verdict: ("added in the translation", "增译"),
            label: Wording::fixed("has no counterpart", "原文中无对应"),
        };
        unpaired.report(aligned, findings, |index, bead, text| {
            // what stands before the first pair or behind the last is a title, a disclaimer, an imprint
            let frame = first.is_some_and(|first| index < first) || last.is_some_and(|last| index > last);
            if frame || letters(text) < 8 || bead.confidence < DOUBTFUL { Severity::Info } else { Severity::Warning }
        });
    }
}
