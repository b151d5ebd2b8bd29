//! Right figures at the wrong nouns.

mod context;
mod distribution;

use std::ops::Range;

use super::linked::severity_in;
use crate::check::finding::{Finding, Severity};
use crate::check::link::Link;
use crate::check::rule::{Aligned, Rule, RuleInfo, Scope};
use crate::quantity::value::{Kind, Quantity};
use crate::text::lang::Lang;
use crate::text::pair::Side;
use context::Context;

/// See its page.
pub struct FigureBinding;

static INFO: RuleInfo = RuleInfo {
    id: "figure-binding",
    severity: Severity::Error,
    scope: Scope::Pair,
    summary: "Two figures have changed places.",
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
            // where every figure keeps its place, so do their nouns, as far as anyone can tell
            if dealt.swapped.is_empty() && crosses(&links) {
                let swapped = Context::of(aligned, bead).swapped(&links, &dealt.settled);
                findings.extend(swapped.map(|(one, other, certain)| {
                    let severity = if certain { Severity::Error } else { Severity::Warning };
                    finding(aligned, bead, severity, &one, &other)
                }));
            }
        }
    }
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

/// Whether the words of a comparison say on both sides which of the two is what is compared with: 比40多出3 is "3 more
/// than 40".
fn told_by_comparison(aligned: &Aligned, one: &Link, other: &Link) -> bool {
    let is_base = |side: Side, link: &Link| {
        let (chinese, english): (&[&str], &[&str]) =
            (&["比", "较", "較"], &["than ", "from ", "compared with ", "compared to ", "against "]);
        let words = if aligned.texts[side].document.lang == Lang::Zh { chinese } else { english };
        let figure = link.of(side);
        let before = aligned.before(side, figure, COMPARISON);
        let start = aligned.quantity(side, figure).span.start as usize - before.len();
        let earlier = figure.checked_sub(1).map_or(0, |figure| aligned.quantity(side, figure).span.end as usize);
        let own = before.get(earlier.saturating_sub(start)..).unwrap_or_default();
        let clause = own.rsplit(['，', '；', '。', ',', ';']).next().unwrap_or_default();
        words.iter().any(|word| clause.contains(word))
    };
    let bases = [one, other].map(|link| Side::BOTH.map(|side| is_base(side, link)));
    bases == [[true, true], [false, false]] || bases == [[false, false], [true, true]]
}

/// How many bytes before a figure the word may stand that makes it what is compared with.
const COMPARISON: usize = 90;

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
        place.label = format!("as {} in the source", text(Side::Source, instead));
        place
    };
    let (first, second) = (text(Side::Target, one), text(Side::Target, other));
    Finding {
        rule: INFO.id,
        severity: severity_in(aligned, bead, severity),
        message: format!("{first} and {second} have changed places: each stands where the source has the other"),
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
