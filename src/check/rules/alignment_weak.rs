//! Stretches whose alignment is in doubt.

use crate::check::finding::{Finding, Severity};
use crate::check::rule::{Aligned, Rule, RuleInfo, Scope};
use crate::text::pair::Side;

/// See its page.
pub struct AlignmentWeak;

static INFO: RuleInfo = RuleInfo {
    id: "alignment-weak",
    severity: Severity::Info,
    scope: Scope::Pair,
    summary: "Which sentences belong together is in doubt here.",
    page: include_str!("alignment_weak.md"),
};

/// The posterior below which a bead is more likely wrong than right.
const WEAK: f64 = 0.5;

impl Rule for AlignmentWeak {
    fn info(&self) -> &'static RuleInfo {
        &INFO
    }

    fn check(&self, aligned: &Aligned, findings: &mut Vec<Finding>) {
        let beads = aligned.alignment.beads();
        let mut index = 0;
        while index < beads.len() {
            let run = beads[index..].iter().take_while(|bead| bead.confidence < WEAK).count();
            if run > 0 {
                let lowest = beads[index..index + run].iter().map(|bead| bead.confidence).fold(1.0, f64::min);
                let places = Side::BOTH.into_iter().filter_map(|side| {
                    let mut places =
                        beads[index..index + run].iter().filter_map(|bead| aligned.sentences(side, bead, "weak"));
                    let first = places.next()?;
                    Some(places.fold(first, |all, place| crate::check::finding::Place {
                        span: all.span.cover(place.span),
                        ..all
                    }))
                });
                findings.push(Finding {
                    rule: INFO.id,
                    severity: INFO.severity,
                    message: format!("the alignment of {run} bead(s) is in doubt: posterior down to {lowest:.2}"),
                    bead: Some(index),
                    places: places.collect(),
                });
            }
            index += run + 1;
        }
    }
}
