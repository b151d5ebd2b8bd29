//! What a rule is.

use super::finding::{Finding, Severity};
use super::link::Link;
use crate::align::bead::Alignment;
use crate::analysis::Text;
use crate::text::pair::Pair;

/// What a rule looks at: both texts, their alignment, and which figures were matched.
#[derive(Clone, Debug)]
pub struct Aligned {
    /// Both texts; for a text in one language the target is empty.
    pub texts: Pair<Text>,
    /// The beads; empty for a text in one language.
    pub alignment: Alignment,
    /// Figures that were found to belong together.
    pub links: Vec<Link>,
}

/// What a rule needs to be run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// A text and its translation.
    Pair,
    /// Any text.
    Text,
}

/// What everything else knows about a rule.
#[derive(Clone, Copy, Debug)]
pub struct RuleInfo {
    /// Its name, which is the fault: `figure-mismatch`.
    pub id: &'static str,
    /// The severity of its plain case.
    pub severity: Severity,
    /// What it needs.
    pub scope: Scope,
    /// One sentence.
    pub summary: &'static str,
    /// Its page in Markdown: what it does, why it matters, examples, known misses.
    pub page: &'static str,
}

/// A check over a pair of texts, or over one.
pub trait Rule: Sync {
    /// What it is.
    fn info(&self) -> &'static RuleInfo;
    /// Adds what it finds.
    fn check(&self, aligned: &Aligned, findings: &mut Vec<Finding>);
}
