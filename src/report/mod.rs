//! The formats in which an audit is written, a file each: `write(&Audit, …, &mut dyn Write)`.

pub mod concise;
mod difference;
pub mod folders;
pub mod github;
pub mod html;
pub mod json;
pub mod junit;
pub mod lines;
pub mod markdown;
pub mod pairs;
pub mod place;
pub mod records;
pub mod rows;
pub mod sarif;
pub mod terminal;
pub mod tsv;
pub mod xlsx;

use crate::audit::AuditedFinding;
use crate::check::finding::Severity;
use crate::facts::pairing::Standing;
use crate::quantity::compare::Relation;
use crate::quantity::number::Number;
use crate::text::lang::Lang;

/// What a relation of two figures or facts is called in a language, by its name in the audit; one that is not known keeps it.
fn relation(lang: Lang, name: &str) -> &str {
    let chinese = || {
        let of_figures = Relation::ALL.into_iter().find(|relation| relation.name() == name).map(Relation::chinese_name);
        let of_facts = || Standing::ALL.into_iter().find(|standing| standing.name() == name);
        of_figures.or_else(|| of_facts().map(Standing::chinese_name))
    };
    match lang {
        Lang::En => name,
        Lang::Zh => chinese().unwrap_or(name),
    }
}

/// `1 error`, `9,914 errors`.
fn count(n: usize, one: &str) -> String {
    format!("{} {one}{}", grouped(n), if n == 1 { "" } else { "s" })
}

/// 9914 as 9,914.
fn grouped(n: usize) -> String {
    i128::try_from(n).map_or_else(|_| n.to_string(), |n| Number::whole(n).grouped())
}

/// Findings by severity.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// What a reviser must mend.
    pub errors: usize,
    /// What one should look at.
    pub warnings: usize,
    /// What is good to know.
    pub notes: usize,
}

impl Tally {
    /// Counts `findings`.
    pub fn of<'a>(findings: impl IntoIterator<Item = &'a AuditedFinding>) -> Self {
        let mut tally = Tally::default();
        for finding in findings {
            match finding.severity {
                Severity::Error => tally.errors += 1,
                Severity::Warning => tally.warnings += 1,
                Severity::Info => tally.notes += 1,
            }
        }
        tally
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_grouped_by_thousands() {
        let check = |n, expected: &str| assert_eq!(grouped(n), expected);
        check(0, "0");
        check(999, "999");
        check(1000, "1,000");
        check(1_234_567, "1,234,567");
    }
}
