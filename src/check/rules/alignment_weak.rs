//! Stretches whose alignment is in doubt.

use crate::align::bead::Bead;
use crate::check::finding::{Finding, Severity};
use crate::check::rule::{Aligned, Rule, RuleInfo, Scope};
use crate::text::wording::Wording;

/// See its page.
pub struct AlignmentWeak;

static INFO: RuleInfo = RuleInfo {
    id: "alignment-weak",
    since: "2026.1",
    severity: Severity::Info,
    scope: Scope::Pair,
    summary: "Which sentences belong together is in doubt here.",
    summary_zh: "此处句子的对齐存疑。",
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
        let mut first = 0;
        for run in beads.chunk_by(|one, next| is_weak(one) == is_weak(next)) {
            if is_weak(&run[0]) {
                let lowest = run.iter().map(|bead| bead.confidence).fold(1.0, f64::min);
                let count = run.len();
                findings.push(Finding {
                    rule: INFO.id,
                    severity: INFO.severity,
                    message: Wording::new(
                        format!("the alignment of {count} bead(s) is in doubt: posterior down to {lowest:.2}"),
                        format!("{count}组句子的对齐存疑：置信度最低{lowest:.2}"),
                    ),
                    bead: Some(first),
                    places: aligned.run(run, &Wording::fixed("weak", "存疑")),
                });
            }
            first += run.len();
        }
    }
}

fn is_weak(bead: &Bead) -> bool {
    bead.confidence < WEAK
}
