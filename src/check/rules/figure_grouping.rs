//! Digits that are grouped wrongly.

use crate::check::finding::{Finding, Severity};
use crate::check::rule::{Aligned, Rule, RuleInfo, Scope};
use crate::text::pair::Side;
use crate::text::wording::Wording;

/// See its page.
pub struct FigureGrouping;

static INFO: RuleInfo = RuleInfo {
    id: "figure-grouping",
    since: "2026.1",
    severity: Severity::Error,
    scope: Scope::Text,
    summary: "The digits of a figure are grouped wrongly.",
    summary_zh: "数字的千位分隔有误。",
    page: include_str!("figure_grouping.md"),
};

impl Rule for FigureGrouping {
    fn info(&self) -> &'static RuleInfo {
        &INFO
    }

    fn check(&self, aligned: &Aligned, findings: &mut Vec<Finding>) {
        for side in Side::BOTH {
            let figures = aligned.texts[side].figures.iter().enumerate();
            for (figure, _) in figures.filter(|(_, figure)| figure.quantity.written.misgrouped) {
                let text = aligned.figure_text(side, figure);
                findings.push(Finding {
                    rule: INFO.id,
                    severity: INFO.severity,
                    message: Wording::new(
                        format!("{text}: the digits are grouped as no print groups them"),
                        format!("{text}：千位分隔有误"),
                    ),
                    bead: aligned.links.beads[side].get(figure).copied(),
                    places: vec![aligned.place(side, figure)],
                });
            }
        }
    }
}
