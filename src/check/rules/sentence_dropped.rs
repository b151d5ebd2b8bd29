//! A sentence of the source without a counterpart.

use crate::align::bead::Bead;
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
        let elsewhere = aligned.elsewhere();
        for (index, bead) in single(aligned, Side::Source).filter(|&(index, _)| !elsewhere.has(index)) {
            let label = Wording::fixed("has no counterpart", "译文中无对应");
            let Some(place) = aligned.sentences(Side::Source, bead, label) else { continue };
            let document = &aligned.texts.source.document;
            let (text, shown) = (document.slice(place.span), document.shown(place.span));
            let severity = match letters(text) {
                0..=3 => Severity::Info,
                _ if bead.confidence < SURE => Severity::Warning,
                _ => Severity::Error,
            };
            let text = shortened(shown);
            let message = Wording::new(format!("dropped from the translation: {text}"), format!("漏译：{text}"));
            findings.push(Finding { rule: INFO.id, severity, message, bead: Some(index), places: vec![place] });
        }
    }
}

/// The beads in which sentences of `side` stand alone, with their numbers.
pub fn single(aligned: &Aligned, side: Side) -> impl Iterator<Item = (usize, &Bead)> {
    let beads = aligned.alignment.beads().iter().enumerate();
    beads.filter(move |(_, bead)| bead.segments[side.other()].is_empty())
}

/// How many letters a text has, a Han character for one; with fewer than four it is no sentence.
pub fn letters(text: &str) -> usize {
    text.chars().filter(|c| c.is_alphabetic()).count()
}

/// The text, cut where it is long.
pub fn shortened(text: &str) -> String {
    const MOST: usize = 90;
    match text.char_indices().nth(MOST) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text.to_owned(),
    }
}
