//! Clauses left out: each stretch of a translated sentence between two of its marks, where the words that it is linked to
//! make up a stretch of the source.

use std::ops::Range;

use super::{Fault, Plant};
use crate::align::word::{WordLink, WordLinks, Words};
use crate::check::rule::Aligned;
use crate::check::rules::clause::{pieces::pieces, texts_of};
use crate::text::document::BlockKind;
use crate::text::lang::Lang;
use crate::text::pair::{Pair, Side};
use crate::text::span::Span;

/// The least length of a clause: letters of English for eight Chinese characters, and these.
const LEAST: Pair<usize> = Pair { source: 8, target: 28 };

/// How much of the weight of a clause's links must lead to its counterpart, and of its counterpart's lead back.
const CLEAR: f32 = 0.6;

/// The same for a phrase.
const LEAST_PHRASE: Pair<usize> = Pair { source: 3, target: 9 };

/// Words that a phrase begins with, and that end the one before.
const PREPOSITIONS: [&str; 24] = [
    "in", "of", "from", "with", "for", "by", "at", "on", "under", "after", "before", "against", "among", "through",
    "during", "between", "into", "within", "across", "around", "toward", "towards", "without", "since",
];

/// Every clause of the translation that can be left out and whose counterpart is clear.
pub fn dropped_clauses(aligned: &Aligned) -> Vec<Plant> {
    let cut = |bead: &Texts| {
        let (sources, targets) =
            (pieces(bead.texts.source, bead.langs.source), pieces(bead.texts.target, bead.langs.target));
        let enough = sources.len() > 1 && targets.len() > 1;
        let targets = targets.into_iter().filter(|_| enough);
        let cuts = targets.filter_map(|target| Some((edit_of(bead.texts.target, &target)?, target))).collect();
        (sources, cuts)
    };
    planted(aligned, Fault::ClauseDropped, LEAST, cut)
}

/// Every phrase of an English translation that begins with a preposition and whose counterpart is clear.
pub fn dropped_phrases(aligned: &Aligned) -> Vec<Plant> {
    let cut = |bead: &Texts| {
        if bead.langs.target != Lang::En {
            return (Vec::new(), Vec::new());
        }
        let words = Words::of(bead.texts.source, bead.texts.target).chinese.into_iter().map(|word| word.at).collect();
        (words, phrases(bead.texts.target).into_iter().map(|at| (at.clone(), at)).collect())
    };
    planted(aligned, Fault::PhraseDropped, LEAST_PHRASE, cut)
}

/// A bead.
struct Texts<'a> {
    texts: Pair<&'a str>,
    langs: Pair<Lang>,
}

/// Each of the stretches of each bead whose counterpart is clear among the parts of the source. `cut` gives these parts, and
/// what is taken out with the words that it says.
fn planted(
    aligned: &Aligned,
    fault: Fault,
    least: Pair<usize>,
    cut: impl Fn(&Texts) -> (Vec<Range<usize>>, Vec<(Range<usize>, Range<usize>)>),
) -> Vec<Plant> {
    let langs = aligned.texts.as_ref().map(|text| text.document.lang);
    let mut plants = Vec::new();
    for bead in (0..aligned.alignment.beads().len()).filter(|&bead| aligned.is_paired(bead) && is_prose(aligned, bead))
    {
        let spans = texts_of(aligned, bead);
        let document = |side: Side| &aligned.texts[side].document;
        let texts = Pair::new(Side::Source, Side::Target).map(|side| document(side).slice(spans[side]));
        let (sources, cuts) = cut(&Texts { texts, langs });
        if cuts.is_empty() {
            continue;
        }
        let ties = ties(&texts, langs);
        let within = |side: Side, at: &Range<usize>| {
            let start = spans[side].start as usize;
            document(side).to_source(Span::new(start + at.start, start + at.end))
        };
        let long = |side: Side, at: &Range<usize>| {
            letters(&texts[side][at.clone()]) >= if langs[side] == Lang::Zh { least.source } else { least.target }
        };
        let plant = |(edit, target): &(Range<usize>, Range<usize>)| {
            let counterpart = counterpart(&ties, &sources, target)?;
            if !long(Side::Target, target) || !long(Side::Source, &counterpart) {
                return None;
            }
            let edit = within(Side::Target, edit);
            let was = edit.of(document(Side::Target).source.text()).to_owned();
            let counterpart = within(Side::Source, &counterpart);
            Some(Plant { fault, bead, edit, was, text: String::new(), counterpart })
        };
        plants.extend(cuts.iter().filter_map(plant));
    }
    plants
}

/// From each preposition to the next or to a mark, with the space before it.
fn phrases(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for piece in pieces(text, Lang::En) {
        let mut start = None;
        let mut at = piece.start;
        for word in text[piece.clone()].split_inclusive(' ') {
            if at > piece.start && PREPOSITIONS.contains(&word.trim_end()) {
                found.extend(start.map(|start: usize| start..at - 1));
                start = Some(at - 1);
            }
            at += word.len();
        }
        found.extend(start.map(|start| start..piece.end));
    }
    found
}

fn is_prose(aligned: &Aligned, bead: usize) -> bool {
    let bead = &aligned.alignment.beads()[bead];
    Side::BOTH.into_iter().all(|side| {
        let text = &aligned.texts[side];
        let blocks = text.segments[bead.segments[side].clone()].iter().map(|segment| segment.block);
        let prose =
            |block: usize| matches!(text.document.blocks[block].kind, BlockKind::Paragraph | BlockKind::ListItem);
        blocks.clone().all(prose) && blocks.clone().min() == blocks.max()
    })
}

fn letters(text: &str) -> usize {
    text.chars().filter(|c| !c.is_whitespace()).count()
}

/// Where two words stand that may translate each other, in bytes of their texts.
struct Tie {
    places: Pair<usize>,
    weight: f32,
}

fn ties(texts: &Pair<&str>, langs: Pair<Lang>) -> Vec<Tie> {
    let turned = langs.source == Lang::En;
    let (chinese, english) = if turned { (texts.target, texts.source) } else { (texts.source, texts.target) };
    let tie = |link: WordLink| {
        let places = Pair::new(link.chinese.start, link.english.start);
        Tie { places: if turned { places.swap() } else { places }, weight: link.weight }
    };
    WordLinks::of(chinese, english).links.into_iter().map(tie).collect()
}

/// A clause with one of its marks: with the one behind it, or, at the end of the sentence, with the one before.
fn edit_of(text: &str, clause: &Range<usize>) -> Option<Range<usize>> {
    let is_mark = |c: char| matches!(c, ',' | ';' | '，' | '；');
    let (before, after) = (text[..clause.start].trim_end(), &text[clause.end..]);
    let opens = before.is_empty() || before.ends_with(is_mark);
    let next = after.chars().next();
    match next.filter(|&c| is_mark(c)) {
        Some(mark) if opens => {
            let rest = &after[mark.len_utf8()..];
            Some(clause.start..text.len() - rest.trim_start().len())
        }
        None if before.ends_with(is_mark) && next.is_some_and(|c| matches!(c, '.' | '。')) => {
            let mark = before.chars().next_back().map_or(0, char::len_utf8);
            Some(before.len() - mark..clause.end)
        }
        _ => None,
    }
}

/// The stretch of the source that the words of a clause are linked to, where that is clear.
fn counterpart(ties: &[Tie], sources: &[Range<usize>], clause: &Range<usize>) -> Option<Range<usize>> {
    let mut weights = vec![(0.0f32, 0.0f32); sources.len()];
    for tie in ties {
        let Some(at) = sources.iter().position(|source| source.contains(&tie.places.source)) else { continue };
        if clause.contains(&tie.places.target) {
            weights[at].0 += tie.weight;
        } else {
            weights[at].1 += tie.weight;
        }
    }
    let whole: f32 = weights.iter().map(|weight| weight.0).sum();
    let gain = |range: &Range<usize>| weights[range.clone()].iter().map(|weight| weight.0 - weight.1).sum::<f32>();
    let runs = (0..sources.len()).flat_map(|first| (first + 1..=sources.len()).map(move |end| first..end));
    let best = runs.max_by(|a, b| gain(a).total_cmp(&gain(b)))?;
    let (inside, outside) =
        weights[best.clone()].iter().fold((0.0, 0.0), |sum, weight| (sum.0 + weight.0, sum.1 + weight.1));
    let clear = inside > 0.0 && inside >= CLEAR * whole && outside <= (1.0 - CLEAR) * inside;
    (clear && best.len() < sources.len()).then(|| sources[best.start].start..sources[best.end - 1].end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clause_takes_one_of_its_marks_with_it() {
        let check = |text: &str, clause: &str, left: Option<&str>| {
            let start = text.find(clause).unwrap_or_default();
            let edit = edit_of(text, &(start..start + clause.len()));
            let without = edit.map(|edit| format!("{}{}", &text[..edit.start], &text[edit.end..]));
            assert_eq!(without.as_deref(), left, "{clause}");
        };
        let text = "Imports grew, exports fell (slightly), and prices rose.";
        check(text, "Imports grew", Some("exports fell (slightly), and prices rose."));
        check(text, "prices rose", None);
        check("Imports grew, prices rose.", "prices rose", Some("Imports grew."));
        check("进口增长，出口下降，物价上涨。", "出口下降", Some("进口增长，物价上涨。"));
        check(text, "slightly", None);
    }

    #[test]
    fn phrases_begin_with_a_preposition_and_end_before_the_next_or_at_a_mark() {
        let check = |text: &str, expected: &[&str]| {
            let found: Vec<&str> = phrases(text).into_iter().map(|at| &text[at]).collect();
            assert_eq!(found, expected, "{text}");
        };
        check("Exports from the coast fell in March, prices rose.", &[" from the coast fell", " in March"]);
        check("In March prices rose.", &[]);
    }

    #[test]
    fn the_counterpart_is_where_the_words_of_the_clause_lead() {
        let texts = Pair::new("进口增长，出口下降，法院审理案件", "imports grew, courts heard cases");
        let ties = ties(&texts, Pair::new(Lang::Zh, Lang::En));
        let sources = pieces(texts.source, Lang::Zh);
        let found = counterpart(&ties, &sources, &(14..texts.target.len()));
        assert_eq!(found.map(|at| &texts.source[at]), Some("法院审理案件"));
    }
}
