//! Links of a translation that lead elsewhere than those of its source.

mod target;

use super::quoted;
use crate::check::finding::{Finding, Place, Severity};
use crate::check::rule::{Aligned, Rule, RuleInfo, Scope};
use crate::text::pair::{Pair, Side};
use crate::text::span::Span;
use crate::text::wording::Wording;
use target::is_same;

/// See its page.
pub struct LinkMismatch;

static INFO: RuleInfo = RuleInfo {
    id: "link-mismatch",
    since: "2026.1",
    severity: Severity::Warning,
    scope: Scope::Pair,
    summary: "A link of the translation leads elsewhere than that of the source.",
    summary_zh: "链接不符：译文的链接与原文的指向不同。",
    page: include_str!("link_mismatch.md"),
};

impl Rule for LinkMismatch {
    fn info(&self) -> &'static RuleInfo {
        &INFO
    }

    fn check(&self, aligned: &Aligned, findings: &mut Vec<Finding>) {
        let links = |side: Side| {
            let source = &aligned.texts[side].document.source;
            let told =
                |span: Span| source.links(span).iter().map(|link| (link.span, link.target.to_string())).collect();
            if source.links(Span::new(0, source.text().len())).is_empty() {
                Vec::new()
            } else {
                quoted::of(aligned, side, told)
            }
        };
        let all = Pair::new(links(Side::Source), links(Side::Target));
        let lacking = quoted::lacking(&all, is_same);
        for (bead, Pair { source, target }) in quoted::became(aligned, &all, &lacking) {
            let (from, to) = (&source.text, &target.text);
            let message = Wording::new(
                format!("the link to {from} leads to {to} in the translation"),
                format!("指向{from}的链接在译文中指向{to}"),
            );
            let label = Wording::fixed("leads elsewhere", "指向不同");
            let place = |side, span| Place { side, span, label: label.clone() };
            let places = vec![place(Side::Target, target.span), place(Side::Source, source.span)];
            findings.push(Finding { rule: INFO.id, severity: Severity::Warning, message, bead: Some(bead), places });
        }
    }
}
