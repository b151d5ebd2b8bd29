//! Sentences whose counterpart stands elsewhere.

use super::elsewhere::term;
use super::unpaired::shortened;
use crate::align::crossing::moved;
use crate::check::finding::{Finding, Severity};
use crate::check::rule::{Aligned, Rule, RuleInfo, Scope};
use crate::text::wording::Wording;

/// See its page.
pub struct SentenceMoved;

static INFO: RuleInfo = RuleInfo {
    id: "sentence-moved",
    since: "2026.1",
    severity: Severity::Warning,
    scope: Scope::Pair,
    summary: "Sentences stand elsewhere in the translation.",
    summary_zh: "句子在译文中的位置有变。",
    page: include_str!("sentence_moved.md"),
};

impl Rule for SentenceMoved {
    fn info(&self) -> &'static RuleInfo {
        &INFO
    }

    fn check(&self, aligned: &Aligned, findings: &mut Vec<Finding>) {
        let beads = aligned.alignment.beads();
        let moved = moved(beads);
        let numbers: Vec<usize> = (0..beads.len()).collect();
        // those that stand one behind the other in the target, too, are one finding
        let follows = |&before: &usize, &bead: &usize| {
            let [end, start] = [beads[before].segments.target.end, beads[bead].segments.target.start];
            moved[before] == moved[bead] && end == start
        };
        for run in numbers.chunk_by(follows).filter(|run| moved[run[0]]) {
            let first = run[0];
            let places = aligned.run(&beads[first..first + run.len()], &Wording::fixed("stands here", "在此处"));
            let text = places.first().map_or("", |place| aligned.texts.source.document.slice(place.span));
            let text = shortened(text);
            // the order of definitions is that of the alphabet or of strokes, and no one's choice
            let defines = places.iter().any(|place| {
                let document = &aligned.texts[place.side].document;
                term(document.slice(place.span), document.lang).is_some()
            });
            let severity = if defines { Severity::Info } else { INFO.severity };
            findings.push(Finding {
                rule: INFO.id,
                severity,
                message: Wording::new(
                    format!("stands elsewhere in the translation: {text}"),
                    format!("译文中位置有变：{text}"),
                ),
                bead: Some(first),
                places,
            });
        }
    }
}
