//! What is told of a document of which only what has changed is checked.

use std::collections::BTreeSet;

use crate::audit::{AuditedChanges, AuditedDrift};
use crate::check::finding::Finding;
use crate::check::rule::Aligned;
use crate::drift::{Change, ChangeKind};
use crate::text::pair::{Pair, Side};

/// The rules that speak of sentences without a counterpart, which are told as changes where they are some.
const TOLD_AS_CHANGES: [&str; 4] = ["sentence-dropped", "sentence-added", "clause-dropped", "clause-added"];

/// Leaves the findings that concern what has changed.
pub fn keep_touched(aligned: &Aligned, findings: &mut Vec<Finding>) {
    let Some(drift) = &aligned.drift else { return };
    let mut touched = Pair::<BTreeSet<usize>>::default();
    let mut told = Pair::<BTreeSet<usize>>::default();
    drift.changes.iter().for_each(|change| touched.source.extend(&change.sentences.now));
    for stale in aligned.stale() {
        touched.target.extend(&stale.target);
        told.target.extend(&stale.target);
        told.source.extend(&drift.changes[stale.change].sentences.now);
    }
    findings.retain(|finding| {
        let is_told = TOLD_AS_CHANGES.contains(&finding.rule) && concerns(aligned, finding, &told);
        finding.rule == "translation-stale" || (!is_told && concerns(aligned, finding, &touched))
    });
}

/// Whether a finding is in the bead of one of these sentences, or points at one.
fn concerns(aligned: &Aligned, finding: &Finding, sentences: &Pair<BTreeSet<usize>>) -> bool {
    let bead = finding.bead.and_then(|bead| aligned.alignment.beads().get(bead));
    Side::BOTH.into_iter().any(|side| {
        let in_bead = bead.is_some_and(|bead| sentences[side].range(bead.segments[side].clone()).next().is_some());
        let segments = &aligned.texts[side].segments;
        let is_at = |&sentence: &usize| {
            let span = segments[sentence].span;
            let mut places = finding.places.iter().filter(|place| place.side == side);
            places.any(|place| place.span.start < span.end && span.start < place.span.end)
        };
        in_bead || sentences[side].iter().any(is_at)
    })
}

/// How much has changed, and how much of that the translation lacks.
pub fn written(aligned: &Aligned) -> Option<AuditedDrift> {
    let drift = aligned.drift.as_ref()?;
    let stale = aligned.stale().iter().map(|stale| &drift.changes[stale.change]);
    Some(AuditedDrift {
        earlier: drift.earlier.document.source.name.to_string(),
        changes: counted(drift.changes.iter()),
        stale: counted(stale),
    })
}

fn counted<'c>(changes: impl Iterator<Item = &'c Change>) -> AuditedChanges {
    let mut counted = AuditedChanges::default();
    for change in changes {
        match change.kind() {
            ChangeKind::Added => counted.added += 1,
            ChangeKind::Removed => counted.removed += 1,
            ChangeKind::Changed => counted.changed += 1,
        }
    }
    counted
}
