//! What `clause-dropped` and `clause-added` share: the stretch of a bead that the other side most likely lacks.
//!
//! A side is cut into `pieces` between its marks. Every run of pieces is weighed: how many of its words find no
//! counterpart (`coverage`) and how that compares with the rest of the bead, whether the bead is too short by about as
//! much (`length`), and what became of its figures. Logistic regression turns this into the log-odds that the run was
//! left out (`model`). Lengths and figures alone are asked first; most beads get no further. The rest costs what
//! [`Words`] does, and the square of the pieces, of which no run holds more than `MOST`. Where that leaves a bead under
//! suspicion, the encoder is asked about its likeliest runs (`meaning`), which takes some milliseconds.

mod coverage;
pub mod length;
#[cfg(feature = "encoder")]
mod meaning;
#[cfg(not(feature = "encoder"))]
#[path = "clause/no_meaning.rs"]
mod meaning;
pub mod model;
pub mod pieces;

use std::cell::OnceCell;
use std::ops::Range;

use super::paired::is_own;
use crate::align::word::Words;
use crate::check::link::Fate;
use crate::check::rule::Aligned;
use crate::text::lang::Lang;
use crate::text::pair::{Pair, Side};
use crate::text::span::Span;
use coverage::{Coverage, Habits};
use length::{Lengths, length_of};
use model::{FEATURES, MEANING};

/// The most pieces of a run.
const MOST: usize = 12;

/// The least length of a run, in Chinese characters.
const LEAST: f64 = 5.0;

/// The least words that tell something; with fewer it is a phrase that translators compress.
const TELLING: f64 = 1.5;

/// How far a bead must fall short, in standard deviations, to be looked into without an unlinked figure.
const SHORT: f64 = -0.8;

/// The same where the encoder may be asked: hardly at all.
const SHORT_MEANT: f64 = 0.7;

/// How many runs of a bead the encoder is asked about.
const ASKED: usize = 6;

/// Below these log-odds by words, lengths and figures, the encoder is not asked.
const WORTH_ASKING: f64 = 0.0;

/// A stretch that the other side lacks.
#[derive(Clone, Debug)]
pub struct Lost {
    /// The bead.
    pub bead: usize,
    /// Where it stands.
    pub span: Span,
}

/// What each side says and the other does not, at most one stretch a bead, where the model is sure of it. Ask for it by
/// [`Aligned::lost`], which keeps it.
pub fn lost(aligned: &Aligned) -> Pair<Vec<Lost>> {
    let lengths = Lengths::of(aligned);
    let habits: Pair<OnceCell<Habits>> = Pair::default();
    let mut lost: Pair<Vec<Lost>> = Pair::default();
    for bead in (0..aligned.alignment.beads().len()).filter(|&bead| aligned.is_paired(bead)) {
        let words = OnceCell::new();
        for side in Side::BOTH {
            let habits = || habits[side].get_or_init(|| Habits::of(aligned, side));
            let found = Look::at(aligned, &lengths, side, bead).and_then(|look| look.lost(&words, habits));
            lost[side].extend(found.filter(|lost| !is_quoted(aligned, side, lost)));
        }
    }
    lost
}

/// Whether the other side has the Latin words of a Chinese stretch, which is then there: USGS, SARS.
fn is_quoted(aligned: &Aligned, side: Side, lost: &Lost) -> bool {
    let document = &aligned.texts[side].document;
    if document.lang != Lang::Zh {
        return false;
    }
    let other = texts_of(aligned, lost.bead)[side.other()];
    let other = aligned.texts[side.other()].document.slice(other);
    let runs = document.slice(lost.span).split(|c: char| !c.is_ascii_alphabetic());
    runs.filter(|run| run.len() > 2).any(|run| other.contains(run))
}

/// Both texts of a bead.
pub fn texts_of(aligned: &Aligned, bead: usize) -> Pair<Span> {
    let bead = &aligned.alignment.beads()[bead];
    Pair::new(Side::Source, Side::Target)
        .map(|side| aligned.sentences(side, bead, "").map_or(Span::new(0, 0), |place| place.span))
}

/// A run of pieces that may have no counterpart.
#[derive(Clone, Debug)]
pub struct Run {
    /// Where it stands.
    pub span: Span,
    /// What words, lengths and figures say.
    pub features: [f64; FEATURES],
    /// What the encoder says, where it was asked.
    pub meaning: Option<[f64; MEANING]>,
    /// The log-odds that it has none.
    pub score: f64,
}

impl Run {
    /// Whether the model is sure that it has no counterpart.
    fn is_lost(&self) -> bool {
        self.score > if self.meaning.is_some() { model::RIGHT_MEANT } else { model::RIGHT }
    }
}

/// A bead that is too short on one side, or has a figure that stands alone.
#[derive(Debug)]
pub struct Look<'a> {
    aligned: &'a Aligned,
    lengths: &'a Lengths,
    side: Side,
    bead: usize,
    spans: Pair<Span>,
    /// The length of either side.
    measured: Pair<f64>,
    figures: Range<usize>,
}

impl<'a> Look<'a> {
    /// `None` where nothing hints at a gap.
    pub fn at(aligned: &'a Aligned, lengths: &'a Lengths, side: Side, bead: usize) -> Option<Self> {
        let spans = texts_of(aligned, bead);
        let other = &aligned.texts[side.other()].document;
        // what is not translated lacks nothing
        if !is_own(other.slice(spans[side.other()]), other.lang) {
            return None;
        }
        let measured = Pair::new(Side::Source, Side::Target).map(|side| length_of(aligned, side, spans[side]));
        let figures = {
            let segments = &aligned.alignment.beads()[bead].segments[side];
            let all = &aligned.texts[side].figures;
            let first = all.partition_point(|figure| figure.segment < segments.start);
            first..all.partition_point(|figure| figure.segment < segments.end)
        };
        let look = Look { aligned, lengths, side, bead, spans, measured, figures };
        let short = look.deviation(0.0) < if aligned.may_ask() { SHORT_MEANT } else { SHORT };
        (short || look.figures.clone().any(|figure| look.is_alone(figure))).then_some(look)
    }

    /// How much longer the other side is than what is left of this one without `cut` makes one expect.
    fn deviation(&self, cut: f64) -> f64 {
        self.lengths.deviation(self.side, self.measured[self.side] - cut, self.measured[self.side.other()]).0
    }

    fn is_alone(&self, figure: usize) -> bool {
        let fate = self.aligned.links.fates[self.side][figure];
        fate == Fate::Alone && !self.aligned.quantity(self.side, figure).is_free()
    }

    fn lang(&self) -> Lang {
        self.aligned.texts[self.side].document.lang
    }

    fn text(&self, lang: Lang) -> &'a str {
        let side = if self.lang() == lang { self.side } else { self.side.other() };
        self.aligned.texts[side].document.slice(self.spans[side])
    }

    /// Its Chinese text.
    pub fn chinese(&self) -> &'a str {
        self.text(Lang::Zh)
    }

    /// Its English text.
    pub fn english(&self) -> &'a str {
        self.text(Lang::En)
    }

    /// What the other side lacks. Both sides share their words.
    fn lost<'h>(&self, words: &OnceCell<Words>, habits: impl FnOnce() -> &'h Habits) -> Option<Lost> {
        let words = words.get_or_init(|| Words::by(self.aligned.lexicon(), self.chinese(), self.english()));
        let found = self.likeliest(words, None)?;
        if self.lengths.is_single() { Some(found) } else { self.likeliest(words, Some(habits())) }
    }

    /// The run of pieces that most likely has no counterpart.
    fn likeliest(&self, words: &Words, habits: Option<&Habits>) -> Option<Lost> {
        let mut runs = self.runs(words, habits);
        if runs.first()?.score < WORTH_ASKING {
            return None;
        }
        if self.aligned.may_ask() {
            runs.truncate(ASKED);
            self.ask(&mut runs);
        }
        let likeliest = runs.into_iter().max_by(|a, b| a.score.total_cmp(&b.score))?;
        likeliest.is_lost().then_some(Lost { bead: self.bead, span: likeliest.span })
    }

    /// Every run that may have no counterpart, the likeliest by words, lengths and figures first.
    pub fn runs(&self, words: &Words, habits: Option<&Habits>) -> Vec<Run> {
        let text = self.text(self.lang());
        let coverage = Coverage::of(words, self.chinese());
        let pieces = self.weighed(&pieces::pieces(text, self.lang()), &coverage, habits);
        let whole = pieces.iter().fold(Piece::default(), |sum, piece| sum.with(piece));
        let other = self.others(&coverage);
        let start = self.spans[self.side].start as usize;
        let mut runs = Vec::new();
        for first in 0..pieces.len() {
            let mut run = Piece { at: pieces[first].at.start..pieces[first].at.start, ..Piece::default() };
            for piece in pieces[first..].iter().take(MOST) {
                run = run.with(piece);
                // a bead may be short for other reasons: words or a figure must say so too
                let says_so = run.alone > 0.0 || (run.evidence > 0.0 && run.content >= TELLING);
                if run.length < LEAST || !says_so {
                    continue;
                }
                let features = self.features(&run, &whole, &other, pieces.last());
                let score = model::by_words(self.lang(), &features);
                let span = Span::new(start + run.at.start, start + run.at.end);
                runs.push(Run { span, features, meaning: None, score });
            }
        }
        runs.sort_by(|a, b| b.score.total_cmp(&a.score));
        runs
    }

    /// Asks the encoder about runs, where it is built in.
    pub fn ask(&self, runs: &mut [Run]) {
        let start = self.spans[self.side].start as usize;
        let at = |run: &Run| run.span.start as usize - start..run.span.end as usize - start;
        let asked: Vec<Range<usize>> = runs.iter().map(at).collect();
        let texts = Pair::new(self.text(self.lang()), self.text(self.lang().other()));
        let meanings = meaning::of(texts, self.lang(), &asked);
        for (run, meaning) in runs.iter_mut().zip(meanings) {
            run.meaning = Some(meaning);
            run.score = model::by_meaning(self.lang(), &run.features, &meaning);
        }
    }

    /// The words of the other side: how many tell something, and how many of these are left over.
    fn others(&self, coverage: &Coverage) -> Piece {
        let lang = self.lang().other();
        let words = coverage.weighed(self.text(lang), lang, None);
        words.iter().fold(Piece::default(), |sum, word| Piece {
            content: sum.content + word.content,
            uncovered: sum.uncovered + word.uncovered,
            ..sum
        })
    }

    /// What is known of each piece.
    fn weighed(&self, pieces: &[Range<usize>], coverage: &Coverage, habits: Option<&Habits>) -> Vec<Piece> {
        let start = self.spans[self.side].start as usize;
        let text = self.text(self.lang());
        let words = coverage.weighed(text, self.lang(), habits);
        let mut words = words.iter().peekable();
        let mut figures = self.figures.clone().peekable();
        let weighed = |at: &Range<usize>| {
            let length = length::measured(&text[at.clone()], self.lang()) / length::unit(self.lang());
            let mut piece = Piece { at: at.clone(), length, ..Piece::default() };
            while let Some(word) = words.next_if(|word| word.at < at.end) {
                piece.evidence += word.evidence;
                piece.content += word.content;
                piece.uncovered += word.uncovered;
            }
            let begins = |figure: usize| self.aligned.quantity(self.side, figure).span.start as usize - start;
            while let Some(figure) = figures.next_if(|&figure| begins(figure) < at.end) {
                if self.is_alone(figure) {
                    piece.alone += 1.0;
                } else if !self.aligned.quantity(self.side, figure).is_free() {
                    piece.linked += 1.0;
                }
            }
            piece
        };
        pieces.iter().map(weighed).collect()
    }

    /// What the model looks at, in its order.
    fn features(&self, run: &Piece, whole: &Piece, others: &Piece, last: Option<&Piece>) -> [f64; FEATURES] {
        let (own, other) = (self.measured[self.side], self.measured[self.side.other()]);
        let cut = (run.length * length::unit(self.lang())).min(own - 0.5 * length::unit(self.lang()));
        let (before, likely_before) = self.lengths.deviation(self.side, own, other);
        let (after, likely_after) = self.lengths.deviation(self.side, own - cut, other);
        let rest = (whole.uncovered - run.uncovered + 1.0) / (whole.content - run.content + 2.0);
        [
            1.0,
            run.evidence.clamp(-6.0, 8.0),
            (run.uncovered + 0.5) / (run.content + 1.0) - 0.45,
            (likely_after - likely_before).clamp(-6.0, 6.0),
            before.clamp(-5.0, 2.0),
            after.abs().min(3.0),
            rest - 0.45,
            run.alone.min(2.0),
            run.linked.min(2.0),
            (run.length + 1.0).ln() - 2.7,
            run.length / (own / length::unit(self.lang())).max(1.0),
            f64::from(u8::from(last.is_some_and(|last| last.at.end == run.at.end))),
            (others.uncovered + 0.5) / (others.content + 1.0) - 0.45,
            ((others.uncovered + 1.0) / (run.uncovered + 1.0)).ln(),
        ]
    }
}

/// A piece, or a run of them.
#[derive(Clone, Debug, Default)]
struct Piece {
    at: Range<usize>,
    /// In Chinese characters.
    length: f64,
    /// The log-likelihood ratio of its words, that they were left out.
    evidence: f64,
    /// How many words it has that tell something.
    content: f64,
    /// How many of these have no counterpart.
    uncovered: f64,
    /// Figures that stand alone.
    alone: f64,
    /// Figures that are linked.
    linked: f64,
}

impl Piece {
    /// Both together.
    fn with(&self, next: &Piece) -> Piece {
        Piece {
            at: self.at.start..next.at.end,
            length: self.length + next.length,
            evidence: self.evidence + next.evidence,
            content: self.content + next.content,
            uncovered: self.uncovered + next.uncovered,
            alone: self.alone + next.alone,
            linked: self.linked + next.linked,
        }
    }
}
