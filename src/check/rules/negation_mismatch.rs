//! One side affirms what the other denies.

use super::paired::{Paired, Stretch, paired};
use crate::check::finding::{Finding, Severity};
use crate::check::negation::{denies_outright, in_chinese, in_english, may_be_in_chinese, may_be_in_english};
use crate::check::rule::{Aligned, Rule, RuleInfo, Scope};
use crate::text::wording::Wording;

/// See its page.
pub struct NegationMismatch;

static INFO: RuleInfo = RuleInfo {
    id: "negation-mismatch",
    since: "2026.1",
    severity: Severity::Warning,
    scope: Scope::Pair,
    summary: "One side denies what the other affirms.",
    summary_zh: "一方否定，另一方肯定。",
    page: include_str!("negation_mismatch.md"),
};

impl Rule for NegationMismatch {
    fn info(&self) -> &'static RuleInfo {
        &INFO
    }

    fn check(&self, aligned: &Aligned, findings: &mut Vec<Finding>) {
        let elsewhere = aligned.elsewhere();
        findings.extend(paired(aligned).filter(|bead| !elsewhere.has(bead.bead)).filter_map(|bead| fault(&bead)));
    }
}

/// Below this confidence of the bead, what is denied may stand in the next one.
const SURE: f64 = 0.9;

fn fault(bead: &Paired) -> Option<Finding> {
    let (chinese, english) = (&bead.chinese, &bead.english);
    // what is not translated denies nothing in the other language
    let may_be = may_be_in_chinese(chinese.text) || may_be_in_english(english.text);
    if !may_be || !chinese.is_own() || !english.is_own() {
        return None;
    }
    let ours = in_chinese(chinese.text, english.text);
    if ours.possible > 0 && ours.plain.is_empty() {
        return None;
    }
    if ours.possible == 0 && !may_be_in_english(english.text) {
        return None;
    }
    let theirs = in_english(english.text);
    // the whole of the other side bears no negation at all: what is denied once may be denied by one word for two
    if ours.possible == 0 {
        // "must not … without" is no denial
        let word = theirs.plain.first().filter(|_| theirs.plain.len() % 2 == 1)?;
        return Some(finding(bead, english, word.clone(), chinese));
    }
    let outright = ours.plain.iter().find(|word| denies_outright(&chinese.text[(*word).clone()]));
    let word = match theirs.possible {
        0 => ours.plain.first(),
        possible if possible == theirs.faint => outright,
        _ => None,
    };
    Some(finding(bead, chinese, word?.clone(), english))
}

fn finding(bead: &Paired, denying: &Stretch, word: std::ops::Range<usize>, affirming: &Stretch) -> Finding {
    let negation = &denying.text[word.clone()];
    let message = Wording::new(
        format!("the {} denies (“{negation}”); nothing in the {} does", denying.lang.name(), affirming.lang.name()),
        format!("{}有否定（“{negation}”），{}没有", denying.lang.chinese_name(), affirming.lang.chinese_name()),
    );
    let places = vec![
        denying.place(word, Wording::fixed("denies", "否定")),
        affirming.place(0..affirming.text.len(), Wording::fixed("affirms", "肯定")),
    ];
    // a denial may stand before the items of a list
    let in_doubt = bead.confidence < SURE || is_item(denying.text) || is_item(affirming.text);
    let severity = if in_doubt { Severity::Info } else { INFO.severity };
    bead.finding(&INFO, severity, message, places)
}

/// Whether a text begins with the letter of a list item: (a), (iv), （b）.
fn is_item(text: &str) -> bool {
    let inner = text.trim_start().strip_prefix(['(', '（']);
    let mark = inner.and_then(|inner| inner.split_once([')', '）']));
    mark.is_some_and(|(mark, _)| (1..=4).contains(&mark.len()) && mark.bytes().all(|byte| byte.is_ascii_lowercase()))
}
