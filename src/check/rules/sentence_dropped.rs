//! A sentence of the source without a counterpart.

use super::unpaired::{DOUBTFUL, Unpaired, letters};
use crate::check::finding::{Finding, Severity};
use crate::check::rule::{Aligned, Rule, RuleInfo, Scope};
use crate::text::pair::Side;
use crate::text::wording::Wording;

/// See its page.
pub struct SentenceDropped;

static INFO: RuleInfo = RuleInfo {
    id: "sentence-dropped",
    since: "2026.1",
    severity: Severity::Error,
    scope: Scope::Pair,
    summary: "A sentence of the source has no counterpart in the translation.",
    summary_zh: "漏译：原文的句子在译文中没有对应。",
    page: include_str!("sentence_dropped.md"),
};

/// Below this posterior that the sentence stands alone, it is only worth a look.
const SURE: f64 = 0.8;

impl Rule for SentenceDropped {
    fn info(&self) -> &'static RuleInfo {
        &INFO
    }

    fn check(&self, aligned: &Aligned, findings: &mut Vec<Finding>) {
        let unpaired = Unpaired {
            info: &INFO,
            side: Side::Source,
            verdict: ("dropped from the translation", "漏译"),
            label: Wording::fixed("has no counterpart", "译文中无对应"),
        };
        unpaired.report(aligned, findings, |_, bead, text| match letters(text) {
            0..=3 => Severity::Info,
            _ if bead.confidence < DOUBTFUL => Severity::Info,
            _ if bead.confidence < SURE => Severity::Warning,
            _ => Severity::Error,
        });
    }
}
