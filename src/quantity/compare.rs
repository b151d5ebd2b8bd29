//! Comparing two figures.

use super::value::Quantity;

/// How two figures relate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    /// They say the same.
    Equal,
}

impl Relation {
    /// Its name in what is written out.
    pub fn name(self) -> &'static str {
        match self {
            Relation::Equal => "equal",
        }
    }
}

/// How two figures relate, in a sentence.
pub fn explain(a: &Quantity, a_text: &str, b: &Quantity, b_text: &str) -> String {
    format!("{a_text} = {}; {b_text} = {}", a.reading(), b.reading())
}

impl Quantity {
    /// What it comes to, for a person.
    pub fn reading(&self) -> String {
        format!("{:?}", self.value)
    }
}
