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
    since: "2026.1",
    severity: Severity::Warning,
    scope: Scope::Pair,
    summary: "A figure has lost its hedge, got one, or has it turned round.",
    summary_zh: "数字的限定词（“超过”“至少”“约”等）漏译、增译或译反。",
    page: include_str!("figure_bound.md"),
};

/// How far before a figure, and behind a Chinese one, a word may stand and still hedge it, in bytes.
const REACH: usize = 60;
/// How far before a figure an English preposition may, and how far behind it any English word: "over the past 20 years", "20
/// years or more".
const NEAR: usize = 30;
/// How far off "at most" may stand where the other side says "about".
const NEXT: usize = 15;

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

/// Whether both figures measure or both count, and it is not the "one" of 一个以上, "one or more" and "more than one"; what
/// is hedged on both sides and turned round is wrong for "one" too, and for 60岁以下 and "over 60".
fn can_be_hedged(aligned: &Aligned, link: &Link) -> bool {
    let figures = Side::BOTH.map(|side| aligned.quantity(side, link.of(side)));
    let measures = figures.map(|figure| matches!(figure.kind, Kind::Duration | Kind::Measure));
    let loose = figures.iter().any(|figure| figure.is_loose());
    let alike = || measures[0] == measures[1] || is_age(aligned, link);
    link.relation == Relation::HedgeReversed || (!loose && alike())
}

/// Whether the Chinese figure is an age, which English gives with its unit or without: 60岁, "60 years", "the age of 60".
fn is_age(aligned: &Aligned, link: &Link) -> bool {
    Side::BOTH.into_iter().any(|side| aligned.figure_text(side, link.of(side)).contains(['岁', '歲']))
}

/// Whether a word says as much as the hedge that the other side has.
fn stands_for(cue: Cue, gap: usize, bound: Bound) -> bool {
    match (bound, cue) {
        (Bound::Over | Bound::AtLeast, Cue::Above | Cue::Around) => true,
        (Bound::Under | Bound::AtMost, Cue::Below | Cue::Around) => true,
        // "up to" is what often becomes of 升至 and 直到
        (Bound::AtMost, Cue::Until) => true,
        (Bound::About | Bound::Near, Cue::Around) => true,
        (Bound::About | Bound::Near, Cue::Above | Cue::Below) => gap <= NEXT,
        (Bound::Vague | Bound::Exact, Cue::Above | Cue::Below | Cue::Around) => true,
        _ => false,
    }
}

/// Whether an English word hedges what follows it at once, and nothing else: it may also say a place or a time.
fn is_preposition(word: &str) -> bool {
    const PREPOSITIONS: [&str; 12] =
        ["above", "over", "under", "below", "beyond", "about", "around", "within", "into", "inside", "until", "close"];
    PREPOSITIONS.contains(&word.to_ascii_lowercase().as_str()) || word.ends_with(" than")
}

/// Whether a word that hedges stands near the figure of this side and is not another figure's own.
fn is_hedged(aligned: &Aligned, side: Side, link: &Link) -> bool {
    let figure = link.of(side);
    let text = &aligned.texts[side];
    let sentence = text.segments[text.figures[figure].segment].span;
    let span = aligned.quantity(side, figure).span;
    let (start, end) = (span.start as usize, span.end as usize);
    let content = text.document.text.text();
    let english = text.document.lang == Lang::En;
    let near = |found: Span| {
        let preposition = english && is_preposition(found.of(content));
        if found.start as usize >= end {
            let reach = if english { NEAR } else { REACH };
            return found.start as usize <= end + reach && !preposition;
        }
        start <= found.end as usize + if preposition { NEAR } else { REACH } && !span.contains(found)
    };
    // a word hedges the figure that it is nearest to
    let gap = |found: Span, of: Span| of.start.saturating_sub(found.end).max(found.start.saturating_sub(of.end));
    let bound = aligned.quantity(side.other(), link.of(side.other())).bound;
    let hedges = cues(text.document.slice(sentence), text.document.lang)
        .into_iter()
        .map(|(range, cue)| (Span::new(range.start, range.end).shift(sentence.start as usize), cue))
        .filter(|(found, cue)| stands_for(*cue, gap(*found, span) as usize, bound))
        .map(|(found, _)| found);
    let hedged = |other: &Figure| !matches!(other.quantity.kind, Kind::Ordinal | Kind::Label | Kind::Date);
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
