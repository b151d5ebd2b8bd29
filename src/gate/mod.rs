//! What counts: which rules are looked at and how gravely, what was decided before, and whether a run has failed.
//!
//! Everything here works on a finished [`Audit`]: findings of rules that are not selected are taken out, severities are those
//! that a project gives, and what a [baseline] or [decisions] know is marked with its [`Decided`]. A marked finding stays in
//! the audit and does not gate. Linear in the findings.

pub mod baseline;
pub mod decisions;

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::audit::{Audit, AuditedFinding, Decided};
use crate::check::finding::Severity;
use crate::check::rules::{LATEST, RULES};
use crate::config::did_you_mean;

/// Rules whose findings say how far an answer can be trusted, and nothing of the translation: they never gate.
const NEVER_GATE: [&str; 2] = ["alignment-weak", "text-glued"];

/// When a run has failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gate {
    /// The lowest severity that fails it; `None` where none does.
    pub threshold: Option<Severity>,
    /// More warnings than this fail it as well.
    pub max_warnings: Option<usize>,
}

impl Gate {
    /// Whether a finding fails a run by itself.
    pub fn counts(&self, finding: &AuditedFinding) -> bool {
        self.threshold.is_some_and(|threshold| finding.severity >= threshold) && can_gate(finding)
    }

    /// What some findings come to.
    pub fn tally<'f>(&self, findings: impl IntoIterator<Item = &'f AuditedFinding>) -> Tally {
        self.tally_of(Counts::of(findings))
    }

    /// What findings come to of which only their number is known.
    pub fn tally_of(&self, counts: Counts) -> Tally {
        let is_reached = |severity, count| count > 0 && self.threshold.is_some_and(|threshold| severity >= threshold);
        let Counts { error, warning, info } = counts;
        let all = [(Severity::Error, error), (Severity::Warning, warning), (Severity::Info, info)];
        Tally { fails: all.into_iter().any(|(severity, count)| is_reached(severity, count)), warnings: warning }
    }

    /// Whether a run with findings of this tally has failed.
    pub fn fails(&self, tally: Tally) -> bool {
        tally.fails || self.too_many_warnings(tally)
    }

    /// Whether there are too many warnings; never where nothing is to fail a run.
    pub fn too_many_warnings(&self, tally: Tally) -> bool {
        self.threshold.is_some() && self.max_warnings.is_some_and(|most| tally.warnings > most)
    }
}

/// How many findings there are that can fail a run, by severity: what can be kept of a run and judged later by any gate.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// What a reviser must mend.
    pub error: usize,
    /// What one should look at.
    pub warning: usize,
    /// What is good to know.
    pub info: usize,
}

impl Counts {
    /// Of these findings.
    pub fn of<'f>(findings: impl IntoIterator<Item = &'f AuditedFinding>) -> Self {
        let mut counts = Counts::default();
        for finding in findings.into_iter().filter(|finding| can_gate(finding)) {
            match finding.severity {
                Severity::Error => counts.error += 1,
                Severity::Warning => counts.warning += 1,
                Severity::Info => counts.info += 1,
            }
        }
        counts
    }
}

impl std::ops::AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.error += other.error;
        self.warning += other.warning;
        self.info += other.info;
    }
}

/// What the open findings of a run come to, counted as they come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Whether one of them fails the run by itself.
    pub fails: bool,
    /// How many warnings there are.
    pub warnings: usize,
}

impl std::ops::AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.fails |= other.fails;
        self.warnings += other.warnings;
    }
}

/// Whether a finding is one that can gate, and nobody has decided on it.
fn can_gate(finding: &AuditedFinding) -> bool {
    finding.decided.is_none() && !NEVER_GATE.contains(&finding.rule.as_str())
}

/// Which rules are looked at, and how gravely.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// Rules and families; where there are none, all.
    pub select: Vec<String>,
    /// Rules and families that are not, all the same.
    pub ignore: Vec<String>,
    /// Severities of rules and families; `None` turns a rule off.
    pub severities: BTreeMap<String, Option<Severity>>,
    /// The rule set that the project was written for; later rules are not looked at.
    pub rules: Option<String>,
}

/// Whether a name is that of a rule or of its family: `figure-unit` or `figure`.
pub fn names(name: &str, rule: &str) -> bool {
    rule.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
}

impl Selection {
    /// Whether a rule is looked at: a rule by its own name goes before its family, and what is ignored before what is
    /// selected by as short a name.
    pub fn has(&self, rule: &str) -> bool {
        let longest = |list: &[String]| list.iter().filter(|name| names(name, rule)).map(String::len).max();
        let is_selected = match (longest(&self.select), longest(&self.ignore)) {
            (_, None) => self.select.is_empty() || longest(&self.select).is_some(),
            (None, Some(_)) => false,
            (Some(selected), Some(ignored)) => selected > ignored,
        };
        is_selected && self.severity(rule) != Some(None) && self.is_in_set(rule)
    }

    /// Whether a rule is of the set that the project was written for.
    fn is_in_set(&self, rule: &str) -> bool {
        let since = RULES.iter().map(|rule| rule.info()).find(|info| info.id == rule).map(|info| info.since);
        self.rules.as_deref().is_none_or(|set| since.is_none_or(|since| since <= set))
    }

    /// The severity of a rule in this project, `None` where it is not looked at.
    pub fn severity_of(&self, rule: &str, plain: Severity) -> Option<Severity> {
        self.has(rule).then(|| self.severity(rule).flatten().unwrap_or(plain))
    }

    /// The severity that a project gives a rule; its own name goes before its family.
    fn severity(&self, rule: &str) -> Option<Option<Severity>> {
        let named = self.severities.iter().filter(|(name, _)| names(name, rule));
        named.max_by_key(|(name, _)| name.len()).map(|(_, severity)| *severity)
    }

    /// Leaves in an audit what is looked at, with the severities given.
    pub fn apply(&self, audit: &mut Audit) {
        audit.documents.iter_mut().for_each(|document| self.narrow(&mut document.findings));
        audit.rules.retain(|rule| self.has(&rule.id));
        for rule in &mut audit.rules {
            rule.severity = self.severity(&rule.id).flatten().unwrap_or(rule.severity);
        }
    }

    /// Leaves of findings those that are looked at, with the severities given. A rule that says of a case that it is less
    /// than its severity keeps it below what it is given.
    pub fn narrow(&self, findings: &mut Vec<AuditedFinding>) {
        findings.retain(|finding| self.has(&finding.rule));
        for finding in findings {
            if let Some(Some(given)) = self.severity(&finding.rule) {
                let plain = RULES.iter().find(|rule| rule.info().id == finding.rule);
                let is_less = plain.is_some_and(|rule| finding.severity < rule.info().severity);
                finding.severity = if is_less { finding.severity.min(given) } else { given };
            }
        }
    }

    /// The first name that is of no rule and of no family among `rules`, with the one that was likely meant, or the rule set
    /// where there is none of its name.
    pub fn unknown(&self, rules: &[&str]) -> Option<String> {
        if let Some(set) = self.rules.as_deref().filter(|set| !RULES.iter().any(|rule| rule.info().since == *set)) {
            return Some(format!("there is no rule set `{set}`; the latest is {LATEST}"));
        }
        let all = self.select.iter().chain(&self.ignore).chain(self.severities.keys());
        let families: BTreeSet<&str> = rules.iter().filter_map(|rule| rule.split('-').next()).collect();
        let unknown = all.into_iter().find(|name| !rules.iter().any(|rule| names(name, rule)))?;
        let meant = did_you_mean(unknown, rules.iter().copied().chain(families));
        let list = if meant.is_empty() { "; `ipalign rules` lists them" } else { "" };
        Some(format!("there is no rule and no family `{unknown}`{meant}{list}"))
    }
}

/// Marks the findings of a document that `known` knows by their fingerprints, if nobody has decided on them before.
fn mark(findings: &mut [AuditedFinding], known: impl Fn(&AuditedFinding) -> Option<Decided>) {
    for finding in findings.iter_mut().filter(|finding| finding.decided.is_none()) {
        finding.decided = known(finding);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn selection(select: &[&str], ignore: &[&str], off: &[&str]) -> Selection {
        let owned = |list: &[&str]| list.iter().map(|name| (*name).to_owned()).collect();
        let severities = off.iter().map(|name| ((*name).to_owned(), None)).collect();
        Selection { select: owned(select), ignore: owned(ignore), severities, rules: None }
    }

    #[test]
    fn a_gate_judges_counts_as_it_would_the_findings() {
        let check = |counts: [usize; 3], threshold, most, expected| {
            let [error, warning, info] = counts;
            let gate = Gate { threshold, max_warnings: most };
            assert_eq!(gate.fails(gate.tally_of(Counts { error, warning, info })), expected, "{counts:?} {gate:?}");
        };
        check([0, 0, 0], Some(Severity::Info), None, false);
        check([0, 0, 1], Some(Severity::Info), None, true);
        check([0, 0, 1], Some(Severity::Warning), None, false);
        check([0, 2, 0], Some(Severity::Error), Some(2), false);
        check([0, 3, 0], Some(Severity::Error), Some(2), true);
        check([1, 3, 0], None, Some(2), false);
    }

    #[test]
    fn a_rule_goes_before_its_family() {
        let check = |of: &Selection, rule: &str, expected| assert_eq!(of.has(rule), expected, "{rule} in {of:?}");
        check(&selection(&[], &[], &[]), "figure-unit", true);
        check(&selection(&["figure"], &[], &[]), "figure-unit", true);
        check(&selection(&["figure"], &[], &[]), "figures-unit", false);
        check(&selection(&["figure"], &[], &[]), "text-typo", false);
        check(&selection(&["figure"], &["figure-unit"], &[]), "figure-unit", false);
        check(&selection(&["figure-unit"], &["figure"], &[]), "figure-unit", true);
        check(&selection(&[], &["figure"], &[]), "text-typo", true);
        check(&selection(&["text"], &[], &["text-typo"]), "text-typo", false);
    }

    #[test]
    fn a_name_that_is_none_is_said_with_the_one_that_was_meant() {
        let rules = ["figure-unit", "text-typo"];
        let unknown = |select: &str| selection(&[select], &[], &[]).unknown(&rules);
        assert_eq!(unknown("figure"), None);
        assert!(unknown("figure-unti").is_some_and(|message| message.contains("did you mean `figure-unit`?")));
        assert!(unknown("xyz").is_some_and(|message| message.contains("ipalign rules")));
    }
}
