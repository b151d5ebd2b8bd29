//! What the rules over linked figures share: a finding for each link that is related in their way.

use crate::check::finding::{Finding, Severity};
use crate::check::link::Link;
use crate::check::rule::{Aligned, Rule, RuleInfo};
use crate::quantity::compare::{Relation, explain};
use crate::text::pair::Side;
use crate::text::wording::Wording;

/// Below this posterior of its bead, that two figures were paired at all is in doubt.
const DOUBTFUL: f64 = 0.5;
/// Below this one, so is whether a figure stands alone, or answers to one that has nothing in common with it.
const CERTAIN: f64 = 0.9;
/// Below this one, such a figure tells more of the alignment than of the texts.
const UNLIKELY: f64 = 0.6;

/// A rule that reports every link which is related in its way.
pub struct Linked {
    /// What it is.
    pub info: RuleInfo,
    /// Whether figures so related are its fault.
    pub is_fault: fn(Relation) -> bool,
}

impl Rule for Linked {
    fn info(&self) -> &RuleInfo {
        &self.info
    }

    fn check(&self, aligned: &Aligned, findings: &mut Vec<Finding>) {
        for link in aligned.links.links.iter().filter(|link| (self.is_fault)(link.relation)) {
            findings.push(finding(&self.info, self.info.severity, aligned, link, explained(aligned, link)));
        }
    }
}

/// A finding at both figures of a link.
pub fn finding(info: &RuleInfo, severity: Severity, aligned: &Aligned, link: &Link, message: Wording) -> Finding {
    let bead = aligned.bead_of(Side::Source, link.source);
    let severity = match link.relation {
        Relation::Different => severity_of_pairing(aligned, bead, severity),
        _ => severity_in(aligned, bead, severity),
    };
    Finding {
        rule: info.id,
        severity,
        message,
        bead: Some(bead),
        places: vec![aligned.place(Side::Target, link.target), aligned.place(Side::Source, link.source)],
    }
}

/// Both figures of a link and how they relate.
pub fn explained(aligned: &Aligned, link: &Link) -> Wording {
    explain(
        aligned.quantity(Side::Source, link.source),
        aligned.figure_text(Side::Source, link.source),
        aligned.quantity(Side::Target, link.target),
        aligned.figure_text(Side::Target, link.target),
    )
}

/// `severity`, but never an error where the bead itself is in doubt.
pub fn severity_in(aligned: &Aligned, bead: usize, severity: Severity) -> Severity {
    if aligned.alignment.beads()[bead].confidence < DOUBTFUL { severity.min(Severity::Warning) } else { severity }
}

/// `severity` of what rests on the pairing of the sentences alone: a step lower where that is not certain, two where it is
/// unlikely.
pub fn severity_of_pairing(aligned: &Aligned, bead: usize, severity: Severity) -> Severity {
    let lower = |severity| match severity {
        Severity::Error => Severity::Warning,
        Severity::Warning | Severity::Info => Severity::Info,
    };
    match aligned.alignment.beads()[bead].confidence {
        confidence if confidence < UNLIKELY => lower(lower(severity)),
        confidence if confidence < CERTAIN => lower(severity),
        _ => severity,
    }
}
