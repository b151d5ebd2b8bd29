//! A baseline: the findings of a day, after which only new ones gate.
//!
//! One JSON object, `{"schema": "ipalign-baseline/1", "findings": [...]}`, each finding on a line of its own in the order of
//! documents and fingerprints, so that two branches which change it can be merged.

use std::collections::BTreeSet;
use std::fmt::Write;

use serde::{Deserialize, Serialize};

use super::mark;
use crate::audit::{Audit, Decided, Status};

/// The name of the schema.
pub const SCHEMA: &str = "ipalign-baseline/1";

/// Findings that were there before.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Baseline {
    entries: BTreeSet<Entry>,
}

/// A finding that was there before.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Entry {
    /// The name of its document.
    pub document: String,
    /// What it is known by.
    pub fingerprint: String,
    /// Its rule, for a reader.
    pub rule: String,
    /// What it says, for a reader.
    pub message: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    schema: String,
    findings: Vec<Entry>,
}

impl Baseline {
    /// All findings of an audit on which nobody has decided otherwise.
    pub fn of(audit: &Audit) -> Self {
        let entries = audit.documents.iter().flat_map(|document| {
            let open = document
                .findings
                .iter()
                .filter(|finding| finding.decided.as_ref().is_none_or(|decided| decided.status == Status::Known));
            open.map(|finding| Entry {
                document: document.name.clone(),
                fingerprint: finding.fingerprint.clone(),
                rule: finding.rule.clone(),
                message: finding.message.clone(),
            })
        });
        Baseline { entries: entries.collect() }
    }

    /// Reads the text of a baseline.
    ///
    /// # Errors
    /// Where it is none, in one sentence.
    pub fn read(text: &str) -> Result<Self, String> {
        let remedy = "make it anew by `ipalign baseline write`";
        let written: Written =
            serde_json::from_str(text).map_err(|error| format!("is no baseline ({error}); {remedy}"))?;
        if written.schema != SCHEMA {
            return Err(format!("is of schema `{}`, and this version reads `{SCHEMA}`; {remedy}", written.schema));
        }
        Ok(Baseline { entries: written.findings.into_iter().collect() })
    }

    /// Its text.
    pub fn write(&self) -> String {
        let mut text = format!("{{\n  \"schema\": \"{SCHEMA}\",\n  \"findings\": [");
        for (at, entry) in self.entries.iter().enumerate() {
            let line = serde_json::to_string(entry).expect("strings are JSON");
            let _ = write!(text, "{}\n    {line}", if at == 0 { "" } else { "," });
        }
        text + if self.entries.is_empty() { "]\n}\n" } else { "\n  ]\n}\n" }
    }

    /// How many findings it knows.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether it knows none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Marks what it knows in an audit.
    pub fn apply(&self, audit: &mut Audit) {
        let known: BTreeSet<(&str, &str)> =
            self.entries.iter().map(|entry| (entry.document.as_str(), entry.fingerprint.as_str())).collect();
        for document in &mut audit.documents {
            let name = document.name.clone();
            mark(&mut document.findings, |finding| {
                known.contains(&(name.as_str(), finding.fingerprint.as_str())).then(|| Decided {
                    status: Status::Known,
                    reason: "in the baseline".to_owned(),
                    by: None,
                })
            });
        }
    }

    /// The entries of the audit's documents that match nothing any more.
    pub fn stale(&self, audit: &Audit) -> Vec<&Entry> {
        self.entries.iter().filter(|entry| is_stale(entry, audit)).collect()
    }

    /// Without the entries that match nothing any more, and how many these were.
    pub fn pruned(self, audit: &Audit) -> (Self, usize) {
        let before = self.entries.len();
        let entries: BTreeSet<Entry> = self.entries.into_iter().filter(|entry| !is_stale(entry, audit)).collect();
        let gone = before - entries.len();
        (Baseline { entries }, gone)
    }

    /// With the entries of the audit's documents replaced by what is found in them, those of others kept.
    pub fn renewed(self, audit: &Audit) -> Self {
        let is_other = |entry: &Entry| !audit.documents.iter().any(|document| document.name == entry.document);
        let mut entries: BTreeSet<Entry> = self.entries.into_iter().filter(is_other).collect();
        entries.extend(Baseline::of(audit).entries);
        Baseline { entries }
    }
}

fn is_stale(entry: &Entry, audit: &Audit) -> bool {
    let document = audit.documents.iter().find(|document| document.name == entry.document);
    document.is_some_and(|document| !document.findings.iter().any(|finding| finding.fingerprint == entry.fingerprint))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_baseline_is_written_and_read_again() {
        let entry = |document: &str, fingerprint: &str| Entry {
            document: document.to_owned(),
            fingerprint: fingerprint.to_owned(),
            rule: "figure-unit".to_owned(),
            message: "“5” and\n6".to_owned(),
        };
        let check = |entries: Vec<Entry>| {
            let baseline = Baseline { entries: entries.into_iter().collect() };
            assert_eq!(Baseline::read(&baseline.write()), Ok(baseline.clone()), "{}", baseline.write());
        };
        check(Vec::new());
        check(vec![entry("b", "1"), entry("a", "2")]);
        assert!(Baseline::read("{}").is_err_and(|message| message.contains("baseline write")));
        assert!(Baseline::read(r#"{"schema": "x", "findings": []}"#).is_err_and(|message| message.contains("`x`")));
    }
}
