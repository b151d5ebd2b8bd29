//! What reviewers decided: a file with a fingerprint, a verdict, a reason, a name and perhaps a last day for each finding.
//!
//! ```toml
//! [[decision]]
//! fingerprint = "0123456789abcdef"
//! verdict = "rejected"            # no fault; or "accepted": a fault, and somebody sees to it
//! reason = "the law has it so"
//! by = "L. Chen"
//! expires = "2027-01-31"          # from the day after on it counts again
//! ```
//!
//! TOML as here, or JSON with a list of the same under `decision`, as the report exports it. Other fields (`rule`,
//! `document`, `message`) are for readers.

use serde::{Deserialize, Serialize};

use super::mark;
use crate::audit::{Audit, Decided, Status};
use crate::config::one_sentence;

/// Decisions in the order of their file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Decisions {
    entries: Vec<Decision>,
}

/// What was decided of a finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Decision {
    /// What the finding is known by.
    pub fingerprint: String,
    /// Whether it is a fault.
    pub verdict: Verdict,
    /// Why.
    pub reason: String,
    /// Who says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// The last day on which it holds, as in 2027-01-31.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires: Option<String>,
    /// The finding's rule, for a reader.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rule: Option<String>,
    /// Its document, for a reader.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<String>,
    /// What it says, for a reader.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
}

/// Whether a finding is a fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// It is, and somebody sees to it.
    Accepted,
    /// It is none.
    Rejected,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    #[serde(default)]
    decision: Vec<Decision>,
}

impl Decisions {
    /// Reads the text of a file of decisions.
    ///
    /// # Errors
    /// At the first thing in it that cannot be meant, with its line.
    pub fn read(text: &str) -> Result<Self, String> {
        let is_json = text.trim_start().starts_with('{');
        let line = |at: usize| text.as_bytes()[..at.min(text.len())].iter().filter(|&&byte| byte == b'\n').count() + 1;
        let written: Written = if is_json {
            serde_json::from_str(text).map_err(|error| error.to_string())?
        } else {
            toml::from_str(text).map_err(|error| {
                format!("line {}: {}", line(error.span().map_or(0, |span| span.start)), one_sentence(&error))
            })?
        };
        for (number, entry) in (1..).zip(&written.decision) {
            let wrong = |what: &str| Err(format!("decision {number} ({}) {what}", entry.fingerprint));
            if entry.fingerprint.trim().is_empty() {
                return Err(format!("decision {number} has no fingerprint; take that of the finding"));
            }
            if entry.reason.trim().is_empty() {
                return wrong("has no reason; say why");
            }
            if entry.expires.as_deref().is_some_and(|day| !is_day(day)) {
                return wrong("expires on no day; write one as in 2027-01-31");
            }
            if written.decision[..number - 1].iter().any(|earlier| earlier.fingerprint == entry.fingerprint) {
                return wrong("is decided twice; keep one of both");
            }
        }
        Ok(Decisions { entries: written.decision })
    }

    /// Marks in an audit what was decided and holds on `today`, as in 2027-01-31.
    pub fn apply(&self, audit: &mut Audit, today: &str) {
        let holds = |entry: &&Decision| entry.expires.as_deref().is_none_or(|day| today <= day);
        for document in &mut audit.documents {
            mark(&mut document.findings, |finding| {
                let of_finding = |entry: &&Decision| entry.fingerprint == finding.fingerprint;
                self.entries.iter().filter(holds).find(of_finding).map(|entry| Decided {
                    status: match entry.verdict {
                        Verdict::Accepted => Status::Accepted,
                        Verdict::Rejected => Status::Rejected,
                    },
                    reason: entry.reason.clone(),
                    by: entry.by.clone(),
                })
            });
        }
    }

    /// The decisions that match no finding of an audit, and those that have expired by `today`.
    pub fn idle(&self, audit: &Audit, today: &str) -> Vec<Idle<'_>> {
        let is_found = |entry: &Decision| audit.findings().any(|of| of.fingerprint == entry.fingerprint);
        let idle = |entry| match (is_found(entry), entry.expires.as_deref()) {
            (false, _) => Some(Idle::Unmatched(entry)),
            (true, Some(day)) if today > day => Some(Idle::Expired(entry)),
            (true, _) => None,
        };
        self.entries.iter().filter_map(idle).collect()
    }
}

/// A decision that decides nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Idle<'a> {
    /// No finding has its fingerprint.
    Unmatched(&'a Decision),
    /// Its last day is over.
    Expired(&'a Decision),
}

/// Whether a text is a day as in 2027-01-31, so that days are in the order of their texts.
fn is_day(text: &str) -> bool {
    text.len() == "2027-01-31".len() && jiff::civil::Date::strptime("%Y-%m-%d", text).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn toml_and_json_say_the_same() {
        let toml = "[[decision]]\nfingerprint = 'a'\nverdict = 'rejected'\nreason = 'so'\nexpires = '2027-01-31'\n";
        let json =
            r#"{"decision": [{"fingerprint": "a", "verdict": "rejected", "reason": "so", "expires": "2027-01-31"}]}"#;
        assert_eq!(Decisions::read(toml), Decisions::read(json));
        assert_eq!(Decisions::read(toml).map(|decisions| decisions.entries.len()), Ok(1));
    }

    #[test]
    fn what_is_wrong_is_said() {
        let check = |text: &str, part: &str| {
            let error = Decisions::read(text).expect_err(text);
            assert!(error.contains(part) && !error.contains('\n'), "{error}: no {part}");
        };
        let entry = |rest: &str| format!("[[decision]]\nfingerprint = 'a'\n{rest}");
        check(&entry("verdict = 'rejected'\nreason = ' '\n"), "decision 1 (a) has no reason");
        check(&entry("verdict = 'rejected'\n"), "missing field `reason`");
        check(&entry("verdict = 'reject'\nreason = 'x'\n"), "did you mean `rejected`?");
        check(&entry("verdict = 'rejected'\nreason = 'x'\nexpires = 'soon'\n"), "2027-01-31");
        let twice = entry("verdict = 'rejected'\nreason = 'x'\n").repeat(2);
        check(&twice, "decision 2 (a) is decided twice");
    }

    #[test]
    fn days_are_days() {
        assert!(
            is_day("2027-01-31")
                && !is_day("2027-13-01")
                && !is_day("31.1.2027")
                && !is_day("2027-1-31")
                && !is_day("2027-02-29")
        );
    }
}
