//! The checks: findings, rules, and running them.

pub mod finding;
pub mod link;
pub mod rule;
pub mod rules;

use finding::Finding;
use rule::Aligned;
use rules::RULES;

/// What all rules find in a text and its translation.
pub fn check(aligned: &Aligned) -> Vec<Finding> {
    let mut findings = Vec::new();
    for rule in RULES {
        rule.check(aligned, &mut findings);
    }
    findings
}
