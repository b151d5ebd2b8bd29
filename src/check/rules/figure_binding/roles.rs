//! What a word right before a figure makes of it: what something rose from or to, and what it is compared with.
//!
//! 从3000增到30000, "from 3,000 to 30,000"; 比40多出3, "3 more than 40". Where such words stand at two figures on both sides they
//! settle which is which, in whatever order the figures come.

use super::exchangeable;
use crate::check::link::Link;
use crate::check::rule::Aligned;
use crate::quantity::value::Kind;
use crate::text::lang::Lang;
use crate::text::pair::Side;

/// How many bytes before a figure the word may stand.
const REACH: usize = 90;

/// What the words before two figures say of these.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Told {
    /// Each is the same on both sides.
    Kept,
    /// Each is on one side what the other is on the other.
    Exchanged,
}

/// The first two links that the words before them show to have changed places.
pub fn exchanged(aligned: &Aligned, links: &[Link]) -> Option<(Link, Link)> {
    let quantity = |link: &Link| aligned.quantity(Side::Source, link.source);
    let pairs = links.iter().zip(links.iter().skip(1));
    let mut exchanged = pairs.filter(|(one, other)| {
        exchangeable(quantity(one), quantity(other))
            && quantity(one).kind != Kind::Ordinal
            && quantity(one).unit == quantity(other).unit
            && quantity(one).currency == quantity(other).currency
            && of(aligned, one, other) == Some(Told::Exchanged)
    });
    exchanged.next().map(|(one, other)| (*one, *other))
}

/// Whether the words before two figures show them to be in their places. That they show another is for the words around
/// them to confirm where the figures count different things: 来自6国的31件 is not "6 items from 31 countries".
pub fn keep(aligned: &Aligned, one: &Link, other: &Link) -> bool {
    of(aligned, one, other) == Some(Told::Kept)
}

/// Whether the words before two figures say which is which.
fn of(aligned: &Aligned, one: &Link, other: &Link) -> Option<Told> {
    let words = [one, other].map(|link| {
        Side::BOTH.map(|side| (own_words(aligned, side, link.of(side)), aligned.texts[side].document.lang))
    });
    // "up 20 from 100" says what is compared with, and "from the sixth place on" does not: it may keep, and not exchange
    let from = || by(&words, is_base).filter(|told| *told == Told::Kept);
    by(&words, is_compared_with).or_else(from).or_else(|| by(&words, is_start))
}

/// What it says that on each side one of the two figures is so, by the words before it, and the other is not.
fn by(words: &[[(&str, Lang); 2]; 2], is: fn(&str, Lang) -> bool) -> Option<Told> {
    let [one, other] = words.map(|sides| sides.map(|(words, lang)| is(words, lang)));
    match (one, other) {
        ([true, true], [false, false]) | ([false, false], [true, true]) => Some(Told::Kept),
        ([true, false], [false, true]) | ([false, true], [true, false]) => Some(Told::Exchanged),
        _ => None,
    }
}

/// The words of its clause before a figure, up to the figure before it.
fn own_words(aligned: &Aligned, side: Side, figure: usize) -> &str {
    let before = aligned.before(side, figure, REACH);
    let start = aligned.quantity(side, figure).span.start as usize - before.len();
    let earlier = figure.checked_sub(1).map_or(0, |figure| aligned.quantity(side, figure).span.end as usize);
    let own = before.get(earlier.saturating_sub(start)..).unwrap_or_default();
    let clause = own.rsplit(['，', '；', '。', ',', ';']).next().unwrap_or_default();
    clause.rsplit(". ").next().unwrap_or_default()
}

fn is_compared_with(words: &str, lang: Lang) -> bool {
    match lang {
        // 比上年增加20 has nothing to do with another figure
        Lang::Zh => ["比", "较", "較"].iter().filter_map(|word| words.rsplit_once(word)).any(|(_, behind)| {
            !behind.contains(['增', '减', '減', '升', '降', '多', '少', '高', '低', '涨', '漲', '跌', '长', '長'])
        }),
        Lang::En => ["than ", "compared with ", "compared to ", "against "].iter().any(|word| words.contains(word)),
    }
}

/// Whether a figure may be what something is compared with.
fn is_base(words: &str, lang: Lang) -> bool {
    is_compared_with(words, lang)
        || match lang {
            Lang::Zh => words.contains(['比', '较', '較']),
            Lang::En => words.contains("from "),
        }
}

/// Whether a figure is what something starts from.
fn is_start(words: &str, lang: Lang) -> bool {
    match lang {
        Lang::Zh => ["从", "從", "由", "自"].iter().any(|word| words.contains(word)) && !words.ends_with(['到', '至']),
        Lang::En => words.contains("from ") && !words.trim_end().ends_with(" to"),
    }
}
