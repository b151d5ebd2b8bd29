//! One side affirms what the other denies.

use super::paired::{Paired, Stretch, paired};
use crate::check::finding::{Finding, Severity};
use crate::check::negation::{in_chinese, in_english};
use crate::check::rule::{Aligned, Rule, RuleInfo, Scope};

/// See its page.
pub struct NegationMismatch;

static INFO: RuleInfo = RuleInfo {
    id: "negation-mismatch",
    severity: Severity::Warning,
    scope: Scope::Pair,
    summary: "One side denies what the other affirms.",
    page: include_str!("negation_mismatch.md"),
};

impl Rule for NegationMismatch {
    fn info(&self) -> &'static RuleInfo {
        &INFO
    }

    fn check(&self, aligned: &Aligned, findings: &mut Vec<Finding>) {
        findings.extend(paired(aligned).filter_map(|bead| fault(&bead)));
    }
}

fn fault(bead: &Paired) -> Option<Finding> {
    let (chinese, english) = (&bead.chinese, &bead.english);
    let ours = in_chinese(chinese.text, english.text);
    let theirs = in_english(english.text);
    // the whole of the other side bears no negation at all: what is denied once may be denied by one word for two
    if ours.possible == 0 {
        let word = theirs.plain.first()?;
        return Some(finding(bead, english, word.clone(), chinese));
    }
    if theirs.possible == 0 {
        let word = ours.plain.first()?;
        return Some(finding(bead, chinese, word.clone(), english));
    }
    None
}

fn finding(bead: &Paired, denying: &Stretch, word: std::ops::Range<usize>, affirming: &Stretch) -> Finding {
    let (denied, affirmed) = (denying.lang.name(), affirming.lang.name());
    let message = format!("the {denied} denies (“{}”); nothing in the {affirmed} does", &denying.text[word.clone()]);
    let places = vec![denying.place(word, "denies"), affirming.place(0..affirming.text.len(), "affirms")];
    bead.finding(&INFO, INFO.severity, message, places)
}
