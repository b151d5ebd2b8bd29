//! What a rule reports.

use serde::{Deserialize, Serialize};

use crate::text::pair::Side;
use crate::text::span::Span;
use crate::text::wording::Wording;

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Good to know.
    Info,
    /// A reviser should look.
    Warning,
    /// A reviser must mend it.
    Error,
}

impl Severity {
    /// Its name, as in reports and configuration.
    pub fn name(self) -> &'static str {
        match self {
            Severity::Info => "info",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }

    /// Its name in Chinese.
    pub fn chinese_name(self) -> &'static str {
        match self {
            Severity::Info => "提示",
            Severity::Warning => "警告",
            Severity::Error => "错误",
        }
    }
}

/// A fault that a rule found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The rule's id.
    pub rule: &'static str,
    /// How much it matters here.
    pub severity: Severity,
    /// What differs, with both values, then why.
    pub message: Wording,
    /// The bead it was found in, by its number.
    pub bead: Option<usize>,
    /// Where it stands; the first is what a person should look at.
    pub places: Vec<Place>,
}

/// A stretch of one side that a finding points at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The side.
    pub side: Side,
    /// The stretch, in the readable text of that side's document.
    pub span: Span,
    /// What is there, in a word or two: "CNY 103,293,400".
    pub label: Wording,
}
