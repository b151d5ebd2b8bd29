//! Lists of values that are dealt out to a list of things: 分别, "respectively".
//!
//! A list of values is a run of figures of one sort with nothing but commas and "and" between them. It is dealt out to the
//! figures before it (件数 and 人数, and by how much each of them rose), or to as many names. On both sides each value then
//! has its thing, and the things must be each other's translation as the values are.

use std::ops::Range;

use super::{Bytes, same_sort};
use crate::align::word::{WordLink, WordLinks};
use crate::check::link::Link;
use crate::check::rule::Aligned;
use crate::text::lang::Lang;
use crate::text::pair::{Pair, Side};

/// How much more the exchanged names must have in common, in nats of what their words tell.
const LEAST: f32 = 2.0;
/// How many times what the kept ones have.
const TIMES: f32 = 2.5;

/// Values and what they are dealt out to, by the numbers of their figures.
#[derive(Debug)]
struct Distribution {
    values: Vec<usize>,
    /// The figures that they are dealt out to, one each; none where they are dealt out to names.
    things: Vec<usize>,
    /// The names, one each, in bytes of the document's text.
    names: Vec<Bytes>,
}

/// What the lists of a bead tell.
#[derive(Debug, Default)]
pub struct Dealt {
    /// The links of which each has the other's figure, by twos.
    pub swapped: Vec<(Link, Link)>,
    /// The figures of the source that are known to be at their own things.
    pub settled: Vec<usize>,
}

/// Compares what is dealt out on the two sides of a bead.
pub fn dealt(aligned: &Aligned, bead: usize, links: &[Link]) -> Dealt {
    let lists = Pair::new(Side::Source, Side::Target).map(|side| distributions(aligned, side, bead));
    let target_of = |source: usize| links.iter().find(|link| link.source == source).map(|link| link.target);
    let mut dealt = Dealt::default();
    for source in &lists.source {
        for target in &lists.target {
            // the place among the target's values of each of the source's
            let places: Option<Vec<usize>> = source
                .values
                .iter()
                .map(|&value| target.values.iter().position(|&other| target_of(value) == Some(other)))
                .collect();
            let Some(places) = places.filter(|places| places.len() == target.values.len()) else { continue };
            let at_things = exchanged_things(source, target, &places, target_of);
            let exchanged = at_things.or_else(|| exchanged_names(aligned, source, target, &places));
            let link = |at: usize| links.iter().find(|link| link.source == source.values[at]).copied();
            match exchanged {
                Some((one, other)) => dealt.swapped.extend(link(one).zip(link(other))),
                None => dealt.settled.extend(&source.values),
            }
        }
    }
    dealt
}

/// Two values whose things are each other's, and not their own.
fn exchanged_things(
    source: &Distribution,
    target: &Distribution,
    places: &[usize],
    target_of: impl Fn(usize) -> Option<usize>,
) -> Option<(usize, usize)> {
    if source.things.is_empty() || target.things.is_empty() {
        return None;
    }
    let is_at = |i: usize, j: usize| target_of(source.things[i]) == Some(target.things[places[j]]);
    pairs(places.len()).find(|&(i, j)| is_at(i, j) && is_at(j, i))
}

/// Two values whose names translate each other, and not their own.
fn exchanged_names(
    aligned: &Aligned,
    source: &Distribution,
    target: &Distribution,
    places: &[usize],
) -> Option<(usize, usize)> {
    if source.names.is_empty() || target.names.is_empty() {
        return None;
    }
    let tie = |i: usize, j: usize| names_in_common(aligned, &source.names[i], &target.names[places[j]]);
    pairs(places.len()).find(|&(i, j)| {
        let (kept, exchanged) = (tie(i, i) + tie(j, j), tie(i, j) + tie(j, i));
        exchanged > LEAST && exchanged > TIMES * kept
    })
}

fn names_in_common(aligned: &Aligned, source: &Bytes, target: &Bytes) -> f32 {
    let text = |side: Side, range: &Bytes| &aligned.texts[side].document.text.text()[range.clone()];
    let (source_text, target_text) = (text(Side::Source, source), text(Side::Target, target));
    let links = match aligned.texts.source.document.lang {
        Lang::Zh => WordLinks::of(source_text, target_text),
        Lang::En => WordLinks::of(target_text, source_text),
    };
    links.links.iter().map(|link: &WordLink| link.weight).sum()
}

fn pairs(count: usize) -> impl Iterator<Item = (usize, usize)> {
    (0..count).flat_map(move |i| (i + 1..count).map(move |j| (i, j)))
}

/// The distributions of one side of a bead.
fn distributions(aligned: &Aligned, side: Side, bead: usize) -> Vec<Distribution> {
    let text = &aligned.texts[side];
    let segments = aligned.alignment.beads()[bead].segments[side].clone();
    let in_segment = |segment: usize| {
        let span = text.segments[segment].span.range();
        let first = text.figures.partition_point(|figure| figure.segment < segment);
        let last = text.figures.partition_point(|figure| figure.segment <= segment);
        let cues = cues(&text.document.text.text()[span.clone()], text.document.lang);
        cues.into_iter().filter_map(move |cue| in_sentence(aligned, side, first..last, span.clone(), span.start + cue))
    };
    segments.flat_map(in_segment).collect()
}

/// Where a sentence says that it deals out: the bytes before each such word.
fn cues(sentence: &str, lang: Lang) -> Vec<usize> {
    let words: &[&str] = match lang {
        Lang::Zh => &["分别", "分別", "依次", "各"],
        Lang::En => &["respectively", "Respectively"],
    };
    let mut found: Vec<usize> = words.iter().flat_map(|word| sentence.match_indices(word)).map(|(at, _)| at).collect();
    found.sort_unstable();
    found
}

/// The values that are dealt out in a sentence, with what they go to.
fn in_sentence(
    aligned: &Aligned,
    side: Side,
    figures: Range<usize>,
    sentence: Bytes,
    cue: usize,
) -> Option<Distribution> {
    let text = &aligned.texts[side];
    let values = list_at(aligned, side, figures.clone(), cue)?;
    let first = aligned.quantity(side, values.start);
    let things = values
        .start
        .checked_sub(values.len())
        .filter(|&things| things >= figures.start)
        .map(|things| things..values.start);
    let other_sort =
        |things: &Range<usize>| things.clone().all(|thing| !same_sort(aligned.quantity(side, thing), first));
    let things = things.filter(other_sort);
    let before = sentence.start..first.span.start as usize;
    let names = match things {
        Some(_) => Vec::new(),
        None => names(text.document.text.text(), before, text.document.lang, values.len(), cue),
    };
    let things = things.map_or(Vec::new(), Iterator::collect);
    (!things.is_empty() || !names.is_empty()).then(|| Distribution { values: values.collect(), things, names })
}

/// The list of values next to the word that deals out: the first behind a Chinese one, the last before an English one.
fn list_at(aligned: &Aligned, side: Side, figures: Range<usize>, cue: usize) -> Option<Range<usize>> {
    let text = &aligned.texts[side];
    let content = text.document.text.text();
    let is_joined = |a: usize, b: usize| {
        let (a, b) = (aligned.quantity(side, a), aligned.quantity(side, b));
        let between = content.get(a.span.end as usize..b.span.start as usize).unwrap_or_default();
        same_sort(a, b) && is_coordination(between)
    };
    let mut lists: Vec<Range<usize>> = Vec::new();
    for figure in figures {
        match lists.last_mut() {
            Some(list) if is_joined(list.end - 1, figure) => list.end = figure + 1,
            _ => lists.push(figure..figure + 1),
        }
    }
    lists.retain(|list| list.len() > 1);
    let start = |list: &Range<usize>| aligned.quantity(side, list.start).span.start as usize;
    match text.document.lang {
        Lang::Zh => lists.into_iter().find(|list| start(list) >= cue),
        // "respectively" may also stand before its values
        Lang::En => {
            let before = lists.iter().rev().find(|list| start(list) < cue).cloned();
            before.or_else(|| lists.into_iter().next())
        }
    }
}

/// Whether there is nothing between two figures but commas, "and", "to", and the words of a rise.
pub fn is_coordination(between: &str) -> bool {
    let words = between.split([' ', '\u{a0}', ',', '，', '、', '；']).filter(|word| !word.is_empty());
    words
        .into_iter()
        .all(|word| ["and", "和", "与", "與", "及", "以及", "or", "或", "by", "to", "到", "至"].contains(&word))
}

/// As many names as there are values, from the end of the text before these.
fn names(content: &str, before: Bytes, lang: Lang, count: usize, cue: usize) -> Vec<Bytes> {
    let (end, separators): (usize, &[&str]) = match lang {
        Lang::Zh => (cue.min(before.end).max(before.start), &["、", "和", "与", "與", "以及", "及", "，"]),
        Lang::En => (before.end, &[", and ", " and ", ", ", " as well as "]),
    };
    let mut pieces = Vec::new();
    let mut start = before.start;
    let mut at = start;
    while at < end {
        let rest = &content[at..end];
        match separators.iter().find(|separator| rest.starts_with(**separator)) {
            Some(separator) => {
                pieces.push(start..at);
                at += separator.len();
                start = at;
            }
            None => at += rest.chars().next().map_or(1, char::len_utf8),
        }
    }
    pieces.push(start..end);
    pieces.retain(|piece| !content[piece.clone()].trim().is_empty());
    match pieces.len().checked_sub(count) {
        Some(surplus) => pieces.split_off(surplus),
        None => Vec::new(),
    }
}
