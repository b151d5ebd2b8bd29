//! Right figures at the wrong nouns.

mod context;
mod counter;
mod distribution;
mod roles;

use std::ops::Range;

use super::linked::severity_in;
use crate::check::finding::{Finding, Severity};
use crate::check::link::Link;
use crate::check::rule::{Aligned, Rule, RuleInfo, Scope};
use crate::quantity::value::{Kind, Quantity, Value};
use crate::text::lang::Lang;
use crate::text::pair::Side;
use crate::text::span::Span;
use crate::text::wording::Wording;
use context::Context;
pub use distribution::is_coordination;
use roles::Told;

/// See its page.
pub struct FigureBinding;

static INFO: RuleInfo = RuleInfo {
    id: "figure-binding",
    since: "2026.1",
    severity: Severity::Error,
    scope: Scope::Pair,
    summary: "Two figures have changed places.",
    summary_zh: "两个数字互换了位置。",
    page: include_str!("figure_binding.md"),
};

impl Rule for FigureBinding {
    fn info(&self) -> &'static RuleInfo {
        &INFO
    }

    fn check(&self, aligned: &Aligned, findings: &mut Vec<Finding>) {
        for (bead, links) in by_bead(aligned) {
            let dealt = distribution::dealt(aligned, bead, &links);
            let by_list = dealt.swapped.iter().map(|(one, other)| finding(aligned, bead, Severity::Error, one, other));
            findings.extend(by_list);
            if dealt.swapped.is_empty() && links.len() > 1 {
                let swapped = elsewhere(aligned, bead, &links, &dealt.settled)
                    .filter(|(one, other, _)| !is_turned(aligned, one, other));
                findings.extend(swapped.map(|(one, other, severity)| finding(aligned, bead, severity, &one, &other)));
            }
        }
    }
}

/// Whether a figure is told over in a row of bare numbers, 0, 1, 2 and so on: it counts nothing that could be another's.
fn is_told_over(aligned: &Aligned, side: Side, figure: usize) -> bool {
    const ROW: usize = 3;
    let text = &aligned.texts[side];
    let joined = |second: usize| {
        let (a, b) = (&text.figures[second - 1], &text.figures[second]);
        let bare = |quantity: &Quantity| quantity.kind == Kind::Number && quantity.unit.is_none();
        let (end, start) = (a.quantity.span.end, b.quantity.span.start);
        let between =
            if a.segment == b.segment { text.document.slice(Span { start: end, end: start.max(end) }) } else { "" };
        bare(&a.quantity) && matches!(between.trim(), "、" | "," | "，" | "and" | ", and" | "和")
    };
    let back = (1..=figure).rev().take(ROW).take_while(|&second| joined(second)).count();
    let ahead = (figure + 1..text.figures.len()).take(ROW).take_while(|&second| joined(second)).count();
    let unit = aligned.quantity(side, figure).unit.is_some();
    !unit && back + ahead >= ROW
}

/// Whether the order alone is turned, as the languages have it: "3 of 20" is 20个中的3个.
fn is_turned(aligned: &Aligned, one: &Link, other: &Link) -> bool {
    let crossed = (one.source < other.source) != (one.target < other.target);
    let part_of_whole = |side: Side| {
        let (first, second) = (one.of(side).min(other.of(side)), one.of(side).max(other.of(side)));
        let (end, start) = (aligned.quantity(side, first).span.end, aligned.quantity(side, second).span.start);
        let between = aligned.texts[side].document.slice(Span { start: end, end: start.max(end) });
        aligned.texts[side].document.lang == Lang::En && ["of", "of the", "out of"].contains(&between.trim())
    };
    let told_over = |link: &Link| Side::BOTH.into_iter().any(|side| is_told_over(aligned, side, link.of(side)));
    // 2-14 天, 通常 5 天: the one lies within the other
    let within = |link: &Link, range: &Link| {
        let ends = match &aligned.quantity(Side::Source, range.source).value {
            Value::Range(ends) => (ends.low, ends.high),
            _ => return false,
        };
        let (quantity, of) =
            (aligned.quantity(Side::Source, link.source), aligned.quantity(Side::Source, range.source));
        let value = quantity.value.exact().filter(|_| quantity.unit == of.unit && quantity.kind == of.kind);
        value.is_some_and(|value| ends.0 <= value && value <= ends.1)
    };
    let nested = within(one, other) || within(other, one);
    crossed && (nested || Side::BOTH.into_iter().any(part_of_whole) || told_over(one) || told_over(other))
}

/// Two figures outside lists that have changed places.
fn elsewhere(aligned: &Aligned, bead: usize, links: &[Link], settled: &[usize]) -> Option<(Link, Link, Severity)> {
    if let Some((one, other)) = roles::exchanged(aligned, links) {
        return Some((one, other, Severity::Error));
    }
    if let Some((one, other)) = exchanged_by_counter(aligned, links) {
        return Some((one, other, Severity::Error));
    }
    if !may_be_exchanged(aligned, links, settled) {
        return None;
    }
    let context = Context::of(aligned, bead);
    // where every figure keeps its place, so do their nouns, unless these say otherwise
    if let Some((one, other, certain)) = crosses(links).then(|| context.swapped(links, settled)).flatten() {
        return Some((one, other, if certain { Severity::Error } else { Severity::Warning }));
    }
    context.misplaced(links, settled).map(|(one, other)| (one, other, Severity::Error))
}

/// The first two neighbours of which each counts what the other's counter says.
fn exchanged_by_counter(aligned: &Aligned, links: &[Link]) -> Option<(Link, Link)> {
    let quantity = |link: &Link| aligned.quantity(Side::Source, link.source);
    let mut pairs = links.iter().zip(links.iter().skip(1));
    let exchanged = |(one, other): &(&Link, &Link)| {
        exchangeable(quantity(one), quantity(other)) && counter::told(aligned, one, other) == Some(Told::Exchanged)
    };
    pairs.find(exchanged).map(|(one, other)| (*one, *other))
}

/// Whether there are two figures that words could tell to have changed places: what joining the words is for. Figures in one
/// order on both sides have to count something.
fn may_be_exchanged(aligned: &Aligned, links: &[Link], settled: &[usize]) -> bool {
    let crosses = crosses(links);
    let mut pairs =
        links.iter().enumerate().flat_map(|(index, one)| links[index + 1..].iter().map(move |other| (one, other)));
    pairs.any(|(one, other)| {
        (crosses || (is_count(aligned, one) && is_count(aligned, other))) && is_open(aligned, settled, one, other)
    })
}

/// Whether two figures can have changed places, and neither a list nor their units nor their roles tell that they have not.
fn is_open(aligned: &Aligned, settled: &[usize], one: &Link, other: &Link) -> bool {
    let quantity = |link: &Link| aligned.quantity(Side::Source, link.source);
    let is_settled = |link: &Link| settled.contains(&link.source);
    let told = || {
        (is_settled(one) && is_settled(other))
            || told_by_unit(aligned, one, other)
            || roles::keep(aligned, one, other)
            || counter::told(aligned, one, other) == Some(Told::Kept)
    };
    exchangeable(quantity(one), quantity(other)) && !told()
}

/// The links that can be told apart by what they count, by bead. A link from one bead to another belongs to none.
fn by_bead(aligned: &Aligned) -> Vec<(usize, Vec<Link>)> {
    let inside = |link: &&Link| {
        aligned.bead_of(Side::Source, link.source) == aligned.bead_of(Side::Target, link.target)
            && link.relation.holds()
            && Side::BOTH.iter().all(|&side| counts(aligned.quantity(side, link.of(side))))
            && !is_reference(aligned, link)
            && !is_base(aligned, link)
    };
    let links: Vec<Link> = aligned.links.links.iter().filter(inside).copied().collect();
    let bead = |link: &Link| aligned.bead_of(Side::Source, link.source);
    links.chunk_by(|a, b| bead(a) == bead(b)).map(|links| (bead(&links[0]), links.to_vec())).collect()
}

/// Whether a figure counts or measures something that can be another's.
fn counts(quantity: &Quantity) -> bool {
    !matches!(quantity.kind, Kind::Date | Kind::Time | Kind::Label) && !quantity.is_loose()
}

/// Whether neither figure of a link is measured in a unit.
fn is_count(aligned: &Aligned, link: &Link) -> bool {
    let is_measured = |side| aligned.quantity(side, link.of(side)).unit.as_ref().is_some_and(|unit| unit.ucum);
    !Side::BOTH.into_iter().any(is_measured)
}

/// Whether the link is of a chapter or an article: 第622章第2條 is "section 2 of Cap. 622", in English order.
fn is_reference(aligned: &Aligned, link: &Link) -> bool {
    let is_ordinal = |side| aligned.quantity(side, link.of(side)).kind == Kind::Ordinal;
    is_ordinal(Side::Source) != is_ordinal(Side::Target)
}

/// Whether the link is of what a rate is taken on: 每一百万, "per million".
fn is_base(aligned: &Aligned, link: &Link) -> bool {
    Side::BOTH.iter().any(|&side| {
        let before = aligned.before(side, link.of(side), 9).trim_end();
        ["每", "per", "every", "each"].iter().any(|word| before.ends_with(word))
    })
}

fn crosses(links: &[Link]) -> bool {
    links.is_sorted_by_key(|link| link.source) && !links.is_sorted_by_key(|link| link.target)
}

/// Whether two figures can have changed places: they are of one sort and not the same.
fn exchangeable(a: &Quantity, b: &Quantity) -> bool {
    same_sort(a, b) && a.value != b.value
}

/// Whether the units of two links already say which is which.
fn told_by_unit(aligned: &Aligned, one: &Link, other: &Link) -> bool {
    let measure = |side, link: &Link| {
        let quantity = aligned.quantity(side, link.of(side));
        let unit = quantity.unit.as_ref().filter(|unit| unit.ucum);
        // the "per second" of a rate may stand anywhere
        let code = unit.and_then(|unit| unit.code.split('/').next());
        quantity.currency.or(code)
    };
    let same = |link: &Link| measure(Side::Source, link) == measure(Side::Target, link);
    measure(Side::Source, one) != measure(Side::Source, other) && same(one) && same(other)
}

/// Whether two figures are of one sort: shares, money, places in a row, counts and measures.
fn same_sort(a: &Quantity, b: &Quantity) -> bool {
    let sort = |quantity: &Quantity| match quantity.kind {
        Kind::Percent | Kind::PercentagePoint => 0,
        Kind::Money => 1,
        Kind::Ordinal => 2,
        Kind::Number | Kind::Measure | Kind::Duration | Kind::Multiple | Kind::Ratio => 3,
        Kind::Date | Kind::Time | Kind::Label => 4,
    };
    sort(a) == sort(b)
}

/// One finding for the two links of which each has the other's figure.
fn finding(aligned: &Aligned, bead: usize, severity: Severity, one: &Link, other: &Link) -> Finding {
    let text = |side, link: &Link| aligned.figure_text(side, link.of(side)).trim().to_owned();
    let place = |side, link: &Link, instead: &Link| {
        let mut place = aligned.place(side, link.of(side));
        let text = text(Side::Source, instead);
        place.label = Wording::new(format!("as {text} in the source"), format!("原文此处为{text}"));
        place
    };
    let (first, second) = (text(Side::Target, one), text(Side::Target, other));
    Finding {
        rule: INFO.id,
        severity: severity_in(aligned, bead, severity),
        message: Wording::new(
            format!("{first} and {second} have changed places: each stands where the source has the other"),
            format!("{first}与{second}互换了位置：与原文正相反"),
        ),
        bead: Some(bead),
        places: vec![
            place(Side::Target, one, other),
            place(Side::Target, other, one),
            aligned.place(Side::Source, one.source),
            aligned.place(Side::Source, other.source),
        ],
    }
}

/// The bytes of a sentence that hold something.
type Bytes = Range<usize>;
