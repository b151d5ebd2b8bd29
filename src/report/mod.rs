//! The formats in which an audit is written, a file each: `write(&Audit, …, &mut dyn Write)`.

pub mod html;
pub mod json;
pub mod pairs;
pub mod terminal;

use crate::audit::{Audit, AuditedFinding};
use crate::check::finding::Severity;

/// Findings by severity.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// What a reviser must mend.
    pub errors: usize,
    /// What one should look at.
    pub warnings: usize,
    /// What is good to know.
    pub notes: usize,
}

impl Tally {
    /// Counts `findings`.
    pub fn of<'a>(findings: impl IntoIterator<Item = &'a AuditedFinding>) -> Self {
        let mut tally = Tally::default();
        for finding in findings {
            match finding.severity {
                Severity::Error => tally.errors += 1,
                Severity::Warning => tally.warnings += 1,
                Severity::Info => tally.notes += 1,
            }
        }
        tally
    }
}

/// Rules whose findings say how far an answer can be trusted, and nothing of the translation: they never gate.
const NEVER_GATE: [&str; 2] = ["alignment-weak", "text-glued"];

/// Whether a finding is one that `--fail-on threshold` counts.
pub fn gates(finding: &AuditedFinding, threshold: Severity) -> bool {
    finding.severity >= threshold && !NEVER_GATE.contains(&finding.rule.as_str())
}

/// Whether anything in `audit` is at or above `threshold`.
pub fn fails(audit: &Audit, threshold: Severity) -> bool {
    audit.documents.iter().flat_map(|document| &document.findings).any(|finding| gates(finding, threshold))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_gate_counts_what_is_at_or_above_it() {
        let check = |rule: &str, severity, threshold, expected| {
            let finding = AuditedFinding {
                rule: rule.into(),
                severity,
                bead: None,
                message: String::new(),
                fingerprint: String::new(),
                places: Vec::new(),
            };
            assert_eq!(gates(&finding, threshold), expected, "{rule} {severity:?} {threshold:?}");
        };
        check("figure-mismatch", Severity::Error, Severity::Error, true);
        check("figure-mismatch", Severity::Warning, Severity::Error, false);
        check("figure-mismatch", Severity::Error, Severity::Info, true);
        check("alignment-weak", Severity::Warning, Severity::Info, false);
        check("text-glued", Severity::Error, Severity::Error, false);
    }
}
