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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::lang::Lang;
    use crate::text::pair::Pair;

    #[test]
    fn what_stands_round_the_text_is_only_noted() {
        let zh = "港口夜间关闭。\n机场照常开放。";
        let en = "A bulletin of the harbour.\nThe port is closed at night.\nVisitors have to register.\n\
            The airport is open as usual.\nPrinted by the harbour press.";
        let beads = [(0..0, 0..1), (0..1, 1..2), (1..1, 2..3), (1..2, 3..4), (2..2, 4..5)];
        let beads = beads.map(|(source, target)| Pair::new(source, target));
        let aligned = Aligned::of_lines(Pair::new((zh, Lang::Zh), (en, Lang::En)), beads);
        let mut findings = Vec::new();
        SentenceAdded.check(&aligned, &mut findings);
        let told: Vec<_> = findings.iter().map(|finding| (finding.bead, finding.severity)).collect();
        let expected = [(0, Severity::Info), (2, Severity::Warning), (4, Severity::Info)];
        assert_eq!(told, expected.map(|(bead, severity)| (Some(bead), severity)));
    }
}
