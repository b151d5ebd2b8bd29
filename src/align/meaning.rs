//! Evidence from what sentences mean: those of a bead point the same way.
//!
//! A bead says `meaning · cos + near · neighbours + matched` nats (the [weights](MeaningWeights) of these names; `near` is
//! negative), where `cos` is the cosine of the angle between the vectors of its two sides (see
//! [`encoder`](crate::encoder)) and `neighbours` the mean cosine between each side and the sentences before and after the
//! other. To stand out against what is near counts for more than to be alike: neighbours are on the same subject (after the
//! margin of Artetxe & Schwenk 2019, and Liu & Zhu 2022, "Bertalign").
//!
//! Translators move clauses from one sentence to the next, which whole sentences hardly show. So the junction between two
//! beads is looked at more closely: the clause that ends the one and the clause that begins the other should each be near
//! their own counterpart (`kept`) and far from the other's (`crossed`).
//!
//! Figures are masked, since they move a vector much, and are evidence of their own. The encoder is asked in corridors, all
//! beads of which it judges. Vectors of groups are sums of those of their sentences, and those of sentences of their clauses.
//! Each sentence costs about a millisecond, each group of sentences and each bead some microseconds; memory is two bytes a
//! bead, and some megabytes for the stretch that is being worked out.

use std::ops::Range;

use rayon::prelude::*;

use super::corridor::{Corridor, State};
use super::prior::Prior;
use super::weights::{MOST_EN, MOST_ZH, MeaningWeights};
use crate::analysis::Text;
use crate::encoder::{Encoder, Sum, WIDTH, cosine};
use crate::text::pair::Pair;

/// How many rows of the lattice are worked out together, sharing vectors.
const STRETCH: usize = 512;
/// Steps of the stored evidence in a nat.
const STEPS: f32 = 256.0;

/// What the meaning of beads says, for those that begin in some part of the lattice.
#[derive(Clone, Debug, Default)]
pub struct Meaning {
    rows: Vec<Row>,
    scores: Vec<i16>,
    /// By row and column, what is said of a junction there.
    junctions: Vec<i16>,
}

/// The states of a row that beads begin in, and where their scores are.
#[derive(Clone, Debug, Default, PartialEq)]
struct Row {
    columns: Range<usize>,
    at: usize,
}

/// How many shapes a bead with both sides may have, and the number of each.
const SHAPES: usize = 30;
const fn shape(zh: usize, en: usize) -> usize {
    match zh {
        1 => en - 1,
        2 => 8 + en,
        3 => 14 + en,
        4 => 19 + en,
        5 => 23 + en,
        6 => 26 + en,
        _ => 29,
    }
}

impl Meaning {
    /// The evidence for all beads in these corridors, which follow each other; the source is the Chinese text.
    pub fn of(texts: Pair<&Text>, corridors: &[Corridor], weights: MeaningWeights) -> Option<Self> {
        let mut rows = vec![Row::default(); texts.source.segments.len() + 1];
        for corridor in corridors {
            let first = corridor.from().0;
            for (number, row) in (first..=corridor.to().0).zip(&mut rows[first..]) {
                let (low, high) = (*corridor.row(number).start(), *corridor.row(number).end());
                let columns = &mut row.columns;
                let is_new = columns.start == columns.end;
                *columns = if is_new { low..high + 1 } else { columns.start.min(low)..columns.end.max(high + 1) };
            }
        }
        let mut at = 0;
        for row in &mut rows {
            row.at = at;
            at += row.columns.len() * SHAPES;
        }
        let mut scores = Vec::with_capacity(at);
        let mut junctions = Vec::with_capacity(at / SHAPES);
        let mut first = 0;
        for asked in rows.chunk_by(|a, b| a.columns.is_empty() == b.columns.is_empty()) {
            for stretch in asked.chunks(STRETCH) {
                if !stretch[0].columns.is_empty() {
                    let made = Stretch::of(texts, stretch, first, weights);
                    scores.extend(made.scores(stretch));
                    junctions.extend(made.junctions(stretch));
                }
                first += stretch.len();
            }
        }
        Some(Meaning { rows, scores, junctions })
    }

    /// Whether the encoder was asked of a bead.
    pub fn is_of(&self, bead: &Pair<Range<usize>>) -> bool {
        self.rows[bead.source.start].columns.contains(&bead.target.start)
    }

    /// What the meaning of a bead says; 0 where the encoder was not asked.
    pub fn score(&self, bead: &Pair<Range<usize>>) -> f64 {
        let (row, column) = (&self.rows[bead.source.start], bead.target.start);
        if !row.columns.contains(&column) {
            return 0.0;
        }
        let at = row.at + (column - row.columns.start) * SHAPES + shape(bead.source.len(), bead.target.len());
        f64::from(self.scores[at]) / f64::from(STEPS)
    }

    /// What the clauses around a state say of a junction between two beads there; 0 where the encoder was not asked.
    pub fn junction(&self, (row, column): State) -> f64 {
        let row = &self.rows[row];
        if !row.columns.contains(&column) {
            return 0.0;
        }
        f64::from(self.junctions[row.at / SHAPES + column - row.columns.start]) / f64::from(STEPS)
    }
}

/// The vectors for some rows of the lattice.
struct Stretch {
    groups: Pair<Groups>,
    /// The first row.
    first: usize,
    weights: MeaningWeights,
}

/// The vectors of groups of neighbouring sentences.
struct Groups {
    /// The first sentence, and how many there are.
    first: usize,
    count: usize,
    /// The most sentences of a group.
    most: usize,
    /// By the first sentence and the number of sentences; those that would reach beyond the last are left out at the end.
    vectors: Vec<f32>,
    starts: Vec<usize>,
    /// The vectors of the first and the last clause of each sentence.
    ends: Vec<f32>,
}

impl Groups {
    /// The groups of up to `most` sentences among those of this range.
    fn of(text: &Text, range: Range<usize>, most: usize) -> Self {
        let sentences: Vec<String> = range.clone().map(|sentence| masked(text.sentence(sentence))).collect();
        let encoder = Encoder::get();
        let clauses = encoder.clauses(&sentences);
        let ends: Vec<Sum> = clauses
            .iter()
            .flat_map(|of| [of.first(), of.last()])
            .map(|clause| clause.cloned().unwrap_or_default())
            .collect();
        let whole = |clauses: &Vec<Sum>| {
            clauses.iter().fold(Sum::default(), |mut sum, clause| {
                sum += clause;
                sum
            })
        };
        let sums: Vec<Sum> = clauses.iter().map(whole).collect();
        let mut groups: Vec<Sum> = Vec::with_capacity(sums.len() * most);
        let mut starts = Vec::with_capacity(sums.len());
        for first in 0..sums.len() {
            starts.push(groups.len());
            let mut group = Sum::default();
            for sum in sums[first..].iter().take(most) {
                group += sum;
                groups.push(group.clone());
            }
        }
        let (vectors, ends) = (encoder.vectors(&groups), encoder.vectors(&ends));
        Groups { first: range.start, count: sums.len(), most, vectors, starts, ends }
    }

    /// The vector of a group; `None` outside the stretch.
    fn get(&self, sentences: Range<usize>) -> Option<&[f32]> {
        let start = sentences.start.checked_sub(self.first)?;
        let inside = start + sentences.len() <= self.count && (1..=self.most).contains(&sentences.len());
        let at = WIDTH * (self.starts.get(start)? + sentences.len().checked_sub(1)?);
        if inside { self.vectors.get(at..at + WIDTH) } else { None }
    }

    /// The vectors of the last clause before a sentence and of the first one of it.
    fn around(&self, sentence: usize) -> Option<[&[f32]; 2]> {
        let at = sentence.checked_sub(self.first)?;
        let end = |sentence: usize, which: usize| self.ends.get(WIDTH * (2 * sentence + which)..)?.get(..WIDTH);
        Some([end(at.checked_sub(1)?, 1)?, end(at, 0)?])
    }

    /// The vector of the sentence before one.
    fn before(&self, sentence: usize) -> Option<&[f32]> {
        sentence.checked_sub(1).and_then(|before| self.get(before..sentence))
    }
}

impl Stretch {
    fn of(texts: Pair<&Text>, rows: &[Row], first: usize, weights: MeaningWeights) -> Self {
        let columns = rows
            .iter()
            .fold(rows[0].columns.clone(), |all, row| all.start.min(row.columns.start)..all.end.max(row.columns.end));
        let most = Pair::new(MOST_ZH, MOST_EN);
        let around = Pair::new(first..first + rows.len(), columns);
        let groups = texts.zip(around.zip(most)).map(|(text, (around, most))| {
            let last = text.segments.len();
            Groups::of(text, around.start.saturating_sub(1).min(last)..(around.end + most).min(last), most)
        });
        Stretch { groups, first, weights }
    }

    /// The scores of these rows, in order.
    fn scores(&self, rows: &[Row]) -> Vec<i16> {
        let row = |(at, row): (usize, &Row)| {
            let mut scores = vec![0; row.columns.len() * SHAPES];
            for (column, scores) in row.columns.clone().zip(scores.chunks_mut(SHAPES)) {
                self.state(self.first + at, column, scores);
            }
            scores
        };
        rows.par_iter().enumerate().flat_map_iter(row).collect()
    }

    /// What the junctions in these rows say, in order.
    fn junctions(&self, rows: &[Row]) -> Vec<i16> {
        let row = |(at, row): (usize, &Row)| {
            let chinese = self.groups.source.around(self.first + at);
            let junction = |column| Some((chinese?, self.groups.target.around(column)?));
            let score = |([zh_ends, zh_begins], [en_ends, en_begins]): ([&[f32]; 2], [&[f32]; 2])| {
                let kept = cosine(zh_ends, en_ends) + cosine(zh_begins, en_begins);
                let crossed = cosine(zh_ends, en_begins) + cosine(zh_begins, en_ends);
                stored(self.weights.kept * f64::from(kept) + self.weights.crossed * f64::from(crossed))
            };
            row.columns.clone().map(|column| junction(column).map_or(0, score)).collect::<Vec<i16>>()
        };
        rows.par_iter().enumerate().flat_map_iter(row).collect()
    }

    /// The scores of the beads that begin in a state.
    fn state(&self, row: usize, column: usize, scores: &mut [i16]) {
        let Pair { source: chinese, target: english } = &self.groups;
        let near = Pair::new(chinese.before(row), english.before(column));
        for zh in 1..=MOST_ZH {
            let Some(group) = chinese.get(row..row + zh) else { return };
            let after = chinese.get(row + zh..row + zh + 1);
            let before = near.target.map(|near| cosine(group, near));
            for en in (1..=MOST_EN).filter(|&en| Prior::allows(zh, en)) {
                let Some(other) = english.get(column..column + en) else { break };
                let around = [
                    before,
                    english.get(column + en..column + en + 1).map(|near| cosine(group, near)),
                    near.source.map(|near| cosine(other, near)),
                    after.map(|near| cosine(other, near)),
                ];
                let (sum, count) =
                    around.iter().flatten().fold((0.0, 0.0), |(sum, count), cosine| (sum + cosine, count + 1.0));
                let near = if count > 0.0 { sum / count } else { 0.0 };
                let MeaningWeights { meaning, near: nearby, matched, .. } = self.weights;
                let nats = meaning * f64::from(cosine(group, other)) + nearby * f64::from(near) + matched;
                scores[shape(zh, en)] = stored(nats);
            }
        }
    }
}

/// Nats as they are stored.
fn stored(nats: f64) -> i16 {
    (nats * f64::from(STEPS)) as i16
}

/// A sentence in which each run of digits is one 0.
pub fn masked(sentence: &str) -> String {
    let mut masked = String::with_capacity(sentence.len());
    let mut characters = sentence.chars().peekable();
    while let Some(character) = characters.next() {
        if !character.is_ascii_digit() {
            masked.push(character);
            continue;
        }
        masked.push('0');
        while characters.next_if(|next| next.is_ascii_digit() || matches!(next, ',' | '.')).is_some() {}
    }
    masked
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::align::weights::MEANING;
    use crate::respace::Glue;
    use crate::segment::presegmented;
    use crate::text::lang::Lang;
    use crate::text::source::Source;

    fn meaning(zh: &str, en: &str, rows: Range<usize>) -> Meaning {
        let of = |text: &str, lang| {
            let (document, segments) = presegmented(Source::new("-", text), lang);
            Text::of_segments(document, Glue::default(), segments)
        };
        let texts = Pair::new(of(zh, Lang::Zh), of(en, Lang::En));
        let to = (rows.end, texts.target.segments.len());
        let corridors = [Corridor::whole((rows.start, 0), to)];
        Meaning::of(texts.as_ref(), &corridors, MEANING).expect("the encoder is built in")
    }

    #[test]
    fn what_says_the_same_scores_best() {
        let zh = "今天天气很好。\n法院审理专利案件，并公布典型案例。\n海关查获侵权货物。\n";
        let en = "The weather is fine today.\nThe courts heard patent cases.\nThey published typical cases.\n\
                  The customs seized infringing goods.\n";
        let meaning = meaning(zh, en, 0..3);
        let score = |zh: Range<usize>, en: Range<usize>| meaning.score(&Pair::new(zh, en));
        assert!(score(0..1, 0..1) > 1.0 && score(2..3, 3..4) > 1.0);
        assert!(score(1..2, 1..3) > score(1..2, 1..2).max(score(1..2, 1..4)).max(score(1..3, 1..3)));
        assert!(score(0..1, 3..4) < 0.0 && score(2..3, 0..1) < 0.0);
    }

    #[test]
    fn nothing_is_said_of_what_is_not_asked() {
        let lines = "广东加强保护。\n".repeat(8);
        let meaning = meaning(&lines, &"Guangdong strengthened protection.\n".repeat(8), 4..6);
        let score = |at: usize| meaning.score(&Pair::both(at..at + 1));
        assert!(score(3) == 0.0 && score(4) != 0.0 && score(5) != 0.0 && score(7) == 0.0);
    }

    #[test]
    fn figures_are_masked() {
        let check = |sentence: &str, expected: &str| assert_eq!(masked(sentence), expected);
        check("共1,265宗，增长3.5%。", "共0宗，增长0%。");
        check("In 2025 it rose to RMB103,293.40.", "In 0 it rose to RMB0");
        check("三名工人", "三名工人");
        check("", "");
    }

    #[test]
    fn every_shape_has_a_number_of_its_own() {
        let shapes = (1..=MOST_ZH).flat_map(|zh| (1..=MOST_EN).map(move |en| (zh, en)));
        let numbers: Vec<usize> =
            shapes.filter(|&(zh, en)| Prior::allows(zh, en)).map(|(zh, en)| shape(zh, en)).collect();
        assert_eq!(numbers, (0..SHAPES).collect::<Vec<_>>());
    }
}
