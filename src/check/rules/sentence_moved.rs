//! Sentences whose counterpart stands elsewhere.

use super::sentence_dropped::shortened;
use crate::align::crossing::moved;
use crate::check::finding::{Finding, Place, Severity};
use crate::check::rule::{Aligned, Rule, RuleInfo, Scope};
use crate::text::pair::Side;

/// See its page.
pub struct SentenceMoved;

static INFO: RuleInfo = RuleInfo {
    id: "sentence-moved",
    severity: Severity::Warning,
    scope: Scope::Pair,
    summary: "Sentences stand elsewhere in the translation.",
    page: include_str!("sentence_moved.md"),
};

impl Rule for SentenceMoved {
    fn info(&self) -> &'static RuleInfo {
        &INFO
    }

    fn check(&self, aligned: &Aligned, findings: &mut Vec<Finding>) {
        let beads = aligned.alignment.beads();
        let moved = moved(beads);
        let mut index = 0;
        while index < beads.len() {
            let follows = |at: usize| {
                let [before, bead] = [&beads[at - 1], &beads[at]].map(|bead| &bead.segments.target);
                moved[at] && before.end == bead.start
            };
            let run = usize::from(moved[index]);
            let run = if run == 0 { 0 } else { 1 + (index + 1..beads.len()).take_while(|&at| follows(at)).count() };
            if run > 0 {
                let place = |side| {
                    let mut places =
                        beads[index..index + run].iter().filter_map(|bead| aligned.sentences(side, bead, ""));
                    let first = places.next()?;
                    let whole = places.fold(first, |all, place| Place { span: all.span.cover(place.span), ..all });
                    Some(Place { label: "stands here".to_owned(), ..whole })
                };
                let places: Vec<Place> = Side::BOTH.into_iter().filter_map(place).collect();
                let text = places.first().map_or("", |place| aligned.texts.source.document.slice(place.span));
                findings.push(Finding {
                    rule: INFO.id,
                    severity: INFO.severity,
                    message: format!("stands elsewhere in the translation: {}", shortened(text)),
                    bead: Some(index),
                    places,
                });
            }
            index += run.max(1);
        }
    }
}
