//! The checks: findings, rules, and running them.

pub mod finding;
pub mod link;
pub mod rule;
