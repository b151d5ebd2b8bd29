//! A hedge that was dropped, added or turned round.

use super::linked::{explained, finding};
use crate::analysis::Figure;
use crate::check::cue::{Cue, cues};
use crate::check::finding::{Finding, Severity};
use crate::check::link::Link;
use crate::check::rule::{Aligned, Rule, RuleInfo, Scope};
use crate::quantity::compare::Relation;
use crate::quantity::value::{Bound, Kind};
use crate::text::lang::Lang;
use crate::text::pair::Side;
use crate::text::span::Span;

/// See its page.
pub struct FigureBound;

static INFO: RuleInfo = RuleInfo {
    id: "figure-bound",
    severity: Severity::Warning,
    scope: Scope::Pair,
    summary: "A figure has lost its hedge, got one, or has it turned round.",
    page: include_str!("figure_bound.md"),
};

/// How far from a figure a word may stand and still hedge it, in bytes.
const REACH: usize = 60;

impl Rule for FigureBound {
    fn info(&self) -> &'static RuleInfo {
        &INFO
    }

    fn check(&self, aligned: &Aligned, findings: &mut Vec<Finding>) {
        for link in aligned.links.links.iter().filter(|link| can_be_hedged(aligned, link)) {
            let severity = match link.relation {
                Relation::HedgeReversed if !is_denied(aligned, link) => Severity::Error,
                Relation::HedgeDropped if !is_hedged(aligned, Side::Target, link) => Severity::Warning,
                Relation::HedgeAdded if !is_hedged(aligned, Side::Source, link) && !is_taken_over(aligned, link) => {
                    Severity::Warning
                }
                Relation::HedgeShifted if aligned.is_statute && !is_alternative(aligned, link) => Severity::Warning,
                _ => continue,
            };
            findings.push(finding(&INFO, severity, aligned, link, explained(aligned, link)));
        }
    }
}

/// Whether both figures measure or both count, and it is not the "one" of 一个以上, "one or more" and "more than one".
fn can_be_hedged(aligned: &Aligned, link: &Link) -> bool {
    let figures = Side::BOTH.map(|side| aligned.quantity(side, link.of(side)));
    let measures = figures.map(|figure| matches!(figure.kind, Kind::Duration | Kind::Measure));
    measures[0] == measures[1] && !figures.iter().any(|figure| figure.is_loose())
}

/// Whether a word that hedges stands near the figure of this side and is not another figure's own.
fn is_hedged(aligned: &Aligned, side: Side, link: &Link) -> bool {
    let figure = link.of(side);
    let text = &aligned.texts[side];
    let sentence = text.segments[text.figures[figure].segment].span;
    let span = aligned.quantity(side, figure).span;
    let (start, end) = (span.start as usize, span.end as usize);
    let near = |found: Span| {
        found.start as usize <= end + REACH && start <= found.end as usize + REACH && !span.contains(found)
    };
    // "up to" is what often becomes of 升至 and 直到
    let up_to = aligned.quantity(side.other(), link.of(side.other())).bound == Bound::AtMost;
    let hedges = cues(text.document.slice(sentence), text.document.lang)
        .into_iter()
        .filter(|(_, cue)| matches!(cue, Cue::Above | Cue::Below | Cue::Around) || (*cue == Cue::Until && up_to))
        .map(|(range, _)| Span::new(range.start, range.end).shift(sentence.start as usize));
    // a word hedges the figure that it is nearest to
    let gap = |found: Span, of: Span| of.start.saturating_sub(found.end).max(found.start.saturating_sub(of.end));
    let hedged = |other: &Figure| !matches!(other.quantity.kind, Kind::Ordinal | Kind::Label | Kind::Date);
    let content = text.document.text.text();
    // "about 8 miles (12.8 km)" hedges both
    let apposed = |other: Span| {
        let (first, second) = if other.start < span.start { (other, span) } else { (span, other) };
        let between = content.get(first.end as usize..second.start as usize).unwrap_or_default();
        ["(", "（"].contains(&between.trim())
    };
    let own = |found: Span| {
        let mut others = text.figures.iter().enumerate().filter(|(index, other)| *index != figure && hedged(other));
        !others.any(|(_, other)| {
            let other = other.quantity.span;
            gap(found, other) < gap(found, span) && !apposed(other)
        })
    };
    hedges.into_iter().any(|found| near(found) && own(found))
}

/// Whether the "over" of the translation may be that of "took over 15% of the shares".
fn is_taken_over(aligned: &Aligned, link: &Link) -> bool {
    let over = aligned.figure_text(Side::Target, link.target).trim_start().starts_with("over ");
    let before = aligned.before(Side::Target, link.target, 16).trim_end().to_ascii_lowercase();
    let verb = before.rsplit(' ').next().unwrap_or_default();
    over && ["take", "takes", "took", "taken", "taking", "turned", "handed", "handing", "hand"].contains(&verb)
}

/// Whether a negation stands right before one of the figures: 不应多于 is "no more than".
fn is_denied(aligned: &Aligned, link: &Link) -> bool {
    const WORDS: usize = 24;
    let denied = |side: Side| {
        let before = aligned.before(side, link.of(side), WORDS);
        let negations: &[&str] = match aligned.texts[side].document.lang {
            Lang::Zh => &["不", "未", "非", "没", "無", "无"],
            Lang::En => &["not ", "no ", "never ", "n't ", "nor ", "neither "],
        };
        negations.iter().any(|word| before.contains(word))
    };
    Side::BOTH.into_iter().any(denied)
}

/// Whether the figure takes up one before it: 2個或多於2個 is "2 or more".
fn is_alternative(aligned: &Aligned, link: &Link) -> bool {
    Side::BOTH.into_iter().any(|side| {
        let before = aligned.before(side, link.of(side), 8);
        before.trim_end().ends_with('或') || before.trim_end().ends_with(" or")
    })
}
