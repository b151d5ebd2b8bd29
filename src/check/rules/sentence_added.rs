//! A sentence of the translation without a counterpart.

use super::sentence_dropped::{letters, shortened, single};
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
        let elsewhere = aligned.elsewhere();
        for (index, bead) in single(aligned, Side::Target).filter(|&(index, _)| !elsewhere.has(index)) {
            let label = Wording::fixed("has no counterpart", "原文中无对应");
            let Some(place) = aligned.sentences(Side::Target, bead, label) else { continue };
            let document = &aligned.texts.target.document;
            let (text, shown) = (document.slice(place.span), document.shown(place.span));
            // what stands before the first pair or behind the last is a title, a disclaimer, an imprint
            let frame = first.is_some_and(|first| index < first) || last.is_some_and(|last| index > last);
            let severity = if frame || letters(text) < 8 { Severity::Info } else { Severity::Warning };
            let text = shortened(shown);
            let message = Wording::new(format!("added in the translation: {text}"), format!("增译：{text}"));
            findings.push(Finding { rule: INFO.id, severity, message, bead: Some(index), places: vec![place] });
        }
    }
}
