//! A hedge that was dropped, added or turned round.

use super::linked::{explained, finding};
use crate::analysis::Figure;
use crate::check::cue::{Cue, cues};
use crate::check::finding::{Finding, Severity};
use crate::check::link::Link;
use crate::check::rule::{Aligned, Rule, RuleInfo, Scope};
use crate::quantity::compare::Relation;
use crate::quantity::value::{Bound, Kind, Value};
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
                _ if is_beneath(aligned, link) || is_side_by_side(aligned, link) => continue,
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
    const PREPOSITIONS: [&str; 14] = [
        "above", "over", "under", "below", "beyond", "about", "around", "within", "into", "inside", "until", "close",
        "near", "ca",
    ];
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
    let hedged = |other: &Figure| {
        !matches!(other.quantity.kind, Kind::Ordinal | Kind::Label | Kind::Date) && !other.quantity.is_loose()
    };
    let apposed = |other: Span| {
        let (first, second) = if other.start < span.start { (other, span) } else { (span, other) };
        stand_together(content.get(first.end as usize..second.start as usize).unwrap_or_default())
    };
    // of two figures, a word hedges the one on the side to which it looks, however far off it is
    let ahead = |found: Span, of: Span| {
        let back = looks_back(found.of(content), text.document.lang);
        if back { of.start < found.end } else { of.end > found.start }
    };
    let own = |found: Span| {
        let mut others = text.figures.iter().enumerate().filter(|(index, other)| *index != figure && hedged(other));
        !others.any(|(_, other)| {
            let other = other.quantity.span;
            let rival = ahead(found, other) || !ahead(found, span);
            rival && gap(found, other) < gap(found, span) && !apposed(other)
        })
    };
    hedges.into_iter().any(|found| near(found) && own(found))
}

/// Whether a word hedges what stands before it, and not what follows: 左右, "or so".
fn looks_back(word: &str, lang: Lang) -> bool {
    const CHINESE: [&str; 22] = [
        "以上", "之上", "以下", "之下", "以内", "之内", "以內", "之內", "内", "內", "左右", "上下", "前后", "前後",
        "余", "餘", "多", "来", "來", "有余", "起", "开外",
    ];
    match lang {
        Lang::Zh => CHINESE.contains(&word) || word.ends_with(['前', '内', '內']),
        Lang::En => word.starts_with("or ") || word.starts_with("and ") || matches!(word, "plus" | "odd" | "ish"),
    }
}

/// Whether two figures stand side by side, so that what hedges the one hedges the other: "about 8 miles (12.8 km)", 小于
/// 100 或 200.
fn stand_together(between: &str) -> bool {
    const JOINTS: [&str; 14] = ["(", "（", "、", "或", "和", "及", "与", "與", "至", "到", "or", "and", "to", "/"];
    JOINTS.contains(&between.trim())
}

/// Whether the "under" of the English says where something stands, "under 3 headings", or in what state, "under 20 °C":
/// Chinese puts 下 behind it.
fn is_beneath(aligned: &Aligned, link: &Link) -> bool {
    const OTHER_WORDS: [char; 20] = [
        '降', '跌', '滑', '调', '調', '午', '半', '属', '屬', '列', '面', '载', '載', '一', '次', '个', '個', '周',
        '月', '限',
    ];
    Side::BOTH.into_iter().any(|side| {
        let text = &aligned.texts[side];
        let (figure, other) = (link.of(side), link.of(side.other()));
        let english = aligned.figure_text(side.other(), other).trim_start().to_ascii_lowercase();
        if text.document.lang != Lang::Zh || !english.starts_with("under ") {
            return false;
        }
        let (sentence, end) =
            (text.segments[text.figures[figure].segment].span, aligned.quantity(side, figure).span.end);
        let behind = text.document.slice(Span { start: end, end: sentence.end.max(end) });
        let clause = behind.split(['，', '。', '；', ',', ';']).next().unwrap_or_default();
        let mut places = clause.match_indices('下').map(|(at, word)| (&clause[..at], &clause[at + word.len()..]));
        places.any(|(before, after)| !before.ends_with(['以', '之']) && !after.starts_with(OTHER_WORDS))
    })
}

/// Whether the hedge is no more than that of two numerals side by side: 三四年, "three to four years".
fn is_side_by_side(aligned: &Aligned, link: &Link) -> bool {
    let figures = Side::BOTH.map(|side| aligned.quantity(side, link.of(side)));
    let ranges = figures.iter().all(|figure| matches!(figure.value, Value::Range(_)));
    ranges
        && Side::BOTH.into_iter().zip(figures).any(|(side, figure)| {
            let text = aligned.figure_text(side, link.of(side));
            let alone = text.starts_with(|c| "一二两兩三四五六七八九十".contains(c))
                && !text.contains(['至', '到', '左', '上']);
            figure.bound == Bound::About && alone
        })
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
    const WORDS: usize = 32;
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
