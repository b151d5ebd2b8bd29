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
    let mut findings = Vec::new();
    for rule in RULES.iter().filter(|rule| scope == Scope::Pair || rule.info().scope == scope) {
        rule.check(aligned, &mut findings);
    }
    findings.sort_by_key(|finding| finding.bead.unwrap_or(0));
    findings
}
