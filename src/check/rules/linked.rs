//! What the rules over linked figures share: a finding for each link that is related in their way.

use crate::check::finding::{Finding, Severity};
use crate::check::link::Link;
use crate::check::rule::{Aligned, Rule, RuleInfo};
use crate::quantity::compare::{Relation, explain};
use crate::text::pair::Side;

/// Below this posterior of its bead, that two figures were paired at all is in doubt.
const DOUBTFUL: f64 = 0.5;

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
pub fn finding(info: &RuleInfo, severity: Severity, aligned: &Aligned, link: &Link, message: String) -> Finding {
    let bead = aligned.bead_of(Side::Source, link.source);
    Finding {
        rule: info.id,
        severity: severity_in(aligned, bead, severity),
        message,
        bead: Some(bead),
        places: vec![aligned.place(Side::Target, link.target), aligned.place(Side::Source, link.source)],
    }
}

/// Both figures of a link and how they relate.
pub fn explained(aligned: &Aligned, link: &Link) -> String {
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
