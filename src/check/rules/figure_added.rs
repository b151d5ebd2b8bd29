//! A figure of the translation that the source does not have.

use super::figure_missing::{Numbering, alone, severity_alone, weight};
use super::linked::severity_of_pairing;
use crate::check::finding::{Finding, Severity};
use crate::check::rule::{Aligned, Rule, RuleInfo, Scope};
use crate::quantity::compare::equation;
use crate::quantity::value::Kind;
use crate::text::lang::Lang;
use crate::text::pair::Side;
use crate::text::wording::Wording;

/// See its page.
pub struct FigureAdded;

static INFO: RuleInfo = RuleInfo {
    id: "figure-added",
    since: "2026.1",
    severity: Severity::Warning,
    scope: Scope::Pair,
    summary: "A figure of the translation has no counterpart in the source.",
    summary_zh: "译文的数字在原文中没有对应。",
    page: include_str!("figure_added.md"),
};

impl Rule for FigureAdded {
    fn info(&self) -> &'static RuleInfo {
        &INFO
    }

    fn check(&self, aligned: &Aligned, findings: &mut Vec<Finding>) {
        let alone = alone(aligned, Side::Target);
        let numbering = Numbering::of(aligned, Side::Target, &alone);
        for (figure, bead) in alone {
            let quantity = aligned.quantity(Side::Target, figure);
            // an ordinal or a date that a translator supplies makes a name whole: the 12th National Games
            let supplied =
                matches!(quantity.kind, Kind::Ordinal | Kind::Date | Kind::Time) || is_reference(aligned, figure);
            let severity = if supplied { Severity::Info } else { weight(quantity, Severity::Warning) };
            let severity = severity_alone(aligned, Side::Target, figure, numbering.severity(figure, severity));
            let severity = severity_of_pairing(aligned, bead, severity);
            let said = equation(quantity, aligned.figure_text(Side::Target, figure));
            let mut places = vec![aligned.place(Side::Target, figure)];
            places.extend(aligned.sentences(
                Side::Source,
                &aligned.alignment.beads()[bead],
                Wording::fixed("not here", "此处没有"),
            ));
            findings.push(Finding {
                rule: INFO.id,
                severity,
                message: Wording::new(
                    format!("{}: has no counterpart in the source", said.en),
                    format!("{}：原文中没有对应的数字", said.zh),
                ),
                bead: Some(bead),
                places,
            });
        }
    }
}

/// Whether a figure of the translation only names a part of a text, which another language may leave understood: "the
/// power under section 2" for 该权力.
fn is_reference(aligned: &Aligned, figure: usize) -> bool {
    let before = aligned.before(Side::Target, figure, 40);
    match aligned.texts.target.document.lang {
        Lang::Zh => false,
        Lang::En => {
            let enclosed = before.ends_with('(') && aligned.after(Side::Target, figure, 1) == ")";
            let before = before.trim_end_matches([' ', '\u{a0}', '(', '.', '\n']);
            let word = before.rsplit(|c: char| !c.is_ascii_alphabetic()).next().unwrap_or_default();
            enclosed || NUMBERED.iter().any(|part| part.eq_ignore_ascii_case(word))
        }
    }
}

/// What is called by its number.
const NUMBERED: [&str; 28] = [
    "section",
    "sections",
    "subsection",
    "subsections",
    "subdivision",
    "division",
    "part",
    "parts",
    "chapter",
    "cap",
    "article",
    "articles",
    "schedule",
    "schedules",
    "annex",
    "appendix",
    "paragraph",
    "paragraphs",
    "subparagraph",
    "para",
    "paras",
    "rule",
    "rules",
    "regulation",
    "table",
    "figure",
    "item",
    "clause",
];
