//! One side affirms what the other denies.

use std::ops::Range;

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
    let is_said_beside = |denied: &Option<Range<usize>>| match denied {
        Some(denied) => theirs.near.iter().any(|near| is_beside(english.text, near, denied)),
        None => !theirs.near.is_empty(),
    };
    let mut plain = ours.plain.iter().zip(&ours.denied).filter(|(_, denied)| !is_said_beside(denied));
    let (word, _) = match theirs.possible {
        0 => plain.next(),
        possible if possible == theirs.faint => plain.find(|(word, _)| denies_outright(&chinese.text[(*word).clone()])),
        _ => None,
    }?;
    Some(finding(bead, chinese, word.clone(), english))
}

/// Whether so few words stand between two places that the one may speak of the other.
fn is_beside(text: &str, one: &Range<usize>, other: &Range<usize>) -> bool {
    const FEW: usize = 8;
    let between = if one.start < other.start { one.end..other.start } else { other.end..one.start };
    text.get(between).is_none_or(|between| between.split_whitespace().count() < FEW)
}

fn finding(bead: &Paired, denying: &Stretch, word: Range<usize>, affirming: &Stretch) -> Finding {
    let negation = &denying.text[word.clone()];
    let message = Wording::new(
        format!("the {} denies (“{negation}”); nothing in the {} does", denying.lang.name(), affirming.lang.name()),
        format!("{}有否定（“{negation}”），{}没有", denying.lang.chinese_name(), affirming.lang.chinese_name()),
    );
    let places = vec![
        denying.place(word, Wording::fixed("denies", "否定")),
        affirming.place(0..affirming.text.len(), Wording::fixed("affirms", "肯定")),
    ];
    // a denial may stand before the items of a list, or behind them in the other language
    let is_listed = |text: &str| is_item(text) || text.trim_end().ends_with(['—', ':', '：']);
    let in_doubt = bead.confidence < SURE || is_listed(denying.text) || is_listed(affirming.text);
    let severity = if in_doubt { Severity::Info } else { INFO.severity };
    bead.finding(&INFO, severity, message, places)
}

/// Whether a text begins with the letter of a list item: (a), (iv), （b）.
fn is_item(text: &str) -> bool {
    let inner = text.trim_start().strip_prefix(['(', '（']);
    let mark = inner.and_then(|inner| inner.split_once([')', '）']));
    mark.is_some_and(|(mark, _)| (1..=4).contains(&mark.len()) && mark.bytes().all(|byte| byte.is_ascii_lowercase()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_of_lists_begin_with_their_letter() {
        for item in ["(a) the library", " (iv) the library", "（b）图书馆"] {
            assert!(is_item(item), "{item}");
        }
        for text in ["(the library) is open", "a) the library", "(A) the library", "() open", "the library (a)"] {
            assert!(!is_item(text), "{text}");
        }
    }

    #[test]
    fn seven_words_between_are_near_and_eight_are_not() {
        let near = |between: &str| {
            let text = format!("not {between} open");
            is_beside(&text, &(0..3), &(text.len() - 4..text.len()))
        };
        assert!(near("") && near("a b c d e f g") && !near("a b c d e f g h"));
        assert!(is_beside("open not", &(5..8), &(0..4)));
    }
}
