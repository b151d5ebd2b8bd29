//! The checks: findings, rules, and running them.
//!
//! Figures are matched once ([`link`]); every rule then looks at the whole pair and adds what it finds.

pub mod cue;
pub mod finding;
pub mod link;
pub mod negation;
pub mod rule;
pub mod rules;

use finding::Finding;
use rule::{Aligned, Scope};
use rules::RULES;

/// All findings of the rules that fit, in the order of the text, then of the rules.
pub fn check(aligned: &Aligned, scope: Scope) -> Vec<Finding> {
    check_each(std::slice::from_ref(aligned), scope).pop().unwrap_or_default()
}

/// The same of several, rule by rule: many small texts are through sooner where one rule at a time is run over all of them, as
/// the code of all rules is more than a processor keeps at hand.
pub fn check_each(all: &[Aligned], scope: Scope) -> Vec<Vec<Finding>> {
    let mut found = vec![Vec::new(); all.len()];
    for rule in RULES.iter().filter(|rule| scope == Scope::Pair || rule.info().scope == scope) {
        for (aligned, findings) in all.iter().zip(&mut found) {
            rule.check(aligned, findings);
        }
    }
    for findings in &mut found {
        findings.sort_by_key(|finding| finding.bead.unwrap_or(0));
    }
    found
}
