//! The rules, a file each, and the table of them all.

use super::rule::Rule;

/// Every rule, in the order in which they are listed.
pub const RULES: &[&'static dyn Rule] = &[];
