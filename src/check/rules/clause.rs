//! What `clause-dropped` and `clause-added` share: the stretch of a bead that the other side most likely lacks.
//!
//! A side is cut into `pieces` between its marks. Every run of pieces is weighed: how many of its words find no
//! counterpart (`coverage`) and how that compares with the rest of the bead, whether the bead is too short by about as
//! much (`length`), and what became of its figures. Logistic regression turns this into the log-odds that the run was
//! left out (`model`). Lengths and figures alone are asked first; most beads get no further. The rest costs what
//! [`Words`] does, and the square of the pieces, of which no run holds more than `MOST`. Where that leaves a bead under
//! suspicion, the encoder is asked: for each Chinese word, how close it comes to an English one (`likeness`), and for the
//! likeliest runs, how close to a stretch of the other side (`meaning`). That takes some milliseconds, mostly for words that
//! were not met before. By its words, a part of a piece may be found to be lost, too; in single pairs alone, since a document
//! has more phrases that are rendered freely than such that are lost.

pub mod coverage;
pub mod length;
mod likeness;
#[cfg(feature = "encoder")]
mod meaning;
#[cfg(not(feature = "encoder"))]
#[path = "clause/no_meaning.rs"]
mod meaning;
pub mod model;
mod parts;
pub mod pieces;

use std::borrow::Cow;
use std::cell::OnceCell;
use std::ops::Range;

use super::paired::is_own;
use super::unpaired::DOUBTFUL;
use crate::align::word::Words;
use crate::check::finding::Severity;
use crate::check::link::Fate;
use crate::check::rule::Aligned;
use crate::text::lang::Lang;
use crate::text::pair::{Pair, Side};
use crate::text::span::Span;
use coverage::{Coverage, Habits, Weighed};
use length::{Lengths, length_of};
use model::{FEATURES, MEANING, STRETCHES, WORDS};

/// The most pieces of a run.
const MOST: usize = 12;

/// The least length of a run, in Chinese characters.
const LEAST: f64 = 5.0;

/// The same of a part of a piece.
const LEAST_PART: f64 = 3.0;

/// The least words that tell something; with fewer it is a phrase that translators compress.
const TELLING: f64 = 1.5;

/// How far a bead must fall short, in standard deviations, to be looked into without an unlinked figure.
const SHORT: f64 = -0.8;

/// The same where the encoder may be asked: hardly at all.
const SHORT_MEANT: f64 = 0.7;

/// How far log-odds have to be above what makes the model sure before a document has lost a clause plainly. Of what is below
/// in published translations, one finding of eight is right, of what is above, more than half.
const PLAIN: f64 = 1.0;

/// How many runs of a bead the encoder is asked about.
const ASKED: usize = 6;

/// The same of parts of pieces.
const ASKED_PARTS: usize = 4;

/// Below these log-odds by its words, nothing is asked about a part.
const WORTH_ASKING_OF_A_PART: f64 = 0.0;

/// A stretch that the other side lacks.
#[derive(Clone, Debug)]
pub struct Lost {
    /// The bead.
    pub bead: usize,
    /// Where it stands.
    pub span: Span,
    /// Whether it is worth a reviser's time: else it is only noted.
    pub is_plain: bool,
}

impl Lost {
    /// How grave it is.
    pub fn severity(&self) -> Severity {
        if self.is_plain { Severity::Warning } else { Severity::Info }
    }
}

/// What each side says and the other does not, at most one stretch a bead, where the model is sure of it. Ask for it by
/// [`Aligned::lost`], which keeps it.
pub fn lost(aligned: &Aligned) -> Pair<Vec<Lost>> {
    let lengths = Lengths::of(aligned);
    let habits: Pair<OnceCell<Habits>> = Pair::default();
    let mut lost: Pair<Vec<Lost>> = Pair::default();
    for bead in (0..aligned.alignment.beads().len()).filter(|&bead| aligned.is_paired(bead)) {
        let words = OnceCell::new();
        let mut found = Pair::new(Side::Source, Side::Target).map(|side| {
            let habits = || habits[side].get_or_init(|| Habits::of(aligned, side));
            let found = Look::at(aligned, &lengths, side, bead).and_then(|look| look.lost(&words, habits));
            let is_said = |lost: &Lost| is_quoted(aligned, side, lost) || is_abbreviated(aligned, side, lost);
            found.filter(|lost| !is_said(lost))
        });
        // what both sides have left over is a free rendering of each other
        let both = found.source.is_some() && found.target.is_some() && !lengths.is_single();
        for side in Side::BOTH {
            lost[side].extend(found[side].take().map(|lost| Lost { is_plain: lost.is_plain && !both, ..lost }));
        }
    }
    lost
}

/// Whether the other side has the Latin words of a Chinese stretch, or of its abbreviation in brackets, or the Latin words that
/// it explains in brackets; it is then there: USGS, 西南非洲人民组织 (SWAPO), CERN（欧洲核子研究组织）.
fn is_quoted(aligned: &Aligned, side: Side, lost: &Lost) -> bool {
    let document = &aligned.texts[side].document;
    if document.lang != Lang::Zh {
        return false;
    }
    let spans = texts_of(aligned, lost.bead);
    let other = aligned.texts[side.other()].document.slice(spans[side.other()]);
    let has = |text: &str| {
        let mut runs = text.split(|c: char| !c.is_ascii_alphabetic());
        runs.any(|run| run.len() > 2 && other.contains(run))
    };
    let (before, behind) = (
        document.slice(Span { end: lost.span.start, ..spans[side] }),
        document.slice(Span { start: lost.span.end, ..spans[side] }),
    );
    let explained = before.strip_suffix(['(', '（']).map(|before| before.trim_end());
    let explained = explained.map(|before| &before[before.trim_end_matches(|c: char| c.is_ascii_alphabetic()).len()..]);
    let inside = behind.trim_start().strip_prefix(['(', '（']).and_then(|rest| rest.split([')', '）']).next());
    has(document.slice(lost.span)) || inside.is_some_and(has) || explained.is_some_and(has)
}

/// Whether a Chinese name stands elsewhere in its document as well, and the other side has an abbreviation that its document
/// explains: "the State Patent Office (SPO)", and then "the SPO" for each 国家专利局.
fn is_abbreviated(aligned: &Aligned, side: Side, lost: &Lost) -> bool {
    let texts = Pair::new(side, side.other()).map(|side| &aligned.texts[side].document);
    let name = texts.source.slice(lost.span);
    if texts.source.lang != Lang::Zh || texts.source.text.text().matches(name).nth(1).is_none() {
        return false;
    }
    let other = texts.target.slice(texts_of(aligned, lost.bead)[side.other()]);
    let mut words = other.split(|c: char| !c.is_ascii_alphabetic());
    words.any(|word| {
        let is_short = word.len() > 1 && word.bytes().all(|byte| byte.is_ascii_uppercase());
        is_short && texts.target.text.text().contains(&format!("({word})"))
    })
}

/// Both texts of a bead.
pub fn texts_of(aligned: &Aligned, bead: usize) -> Pair<Span> {
    let bead = &aligned.alignment.beads()[bead];
    Pair::new(Side::Source, Side::Target).map(|side| aligned.span(side, bead).unwrap_or(Span::new(0, 0)))
}

/// A run of pieces that may have no counterpart.
#[derive(Clone, Debug)]
pub struct Run {
    /// Where it stands.
    pub span: Span,
    /// What words, lengths and figures say.
    pub features: [f64; FEATURES],
    /// Its bytes in the text of the bead.
    at: Range<usize>,
    /// What it is.
    pub kind: Kind,
    /// What the encoder says of it and of its words, as far as it was asked; otherwise zeros.
    pub meaning: [f64; MEANING],
    /// The log-odds that it has none.
    pub score: f64,
    /// From which of these on the model is sure of it.
    right: f64,
}

/// What a run is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Whole pieces.
    Pieces,
    /// A part of one, or of several.
    Part,
}

impl Run {
    /// What there is to say before the encoder is asked about it.
    fn hint(&self) -> f64 {
        0.5 * self.score + self.meaning[STRETCHES]
    }

    /// How far above what makes the model sure that it has no counterpart.
    fn margin(&self) -> f64 {
        self.score - self.right
    }
}

/// Below these log-odds by words, lengths and figures, the encoder is not asked.
fn worth_asking(lang: Lang) -> f64 {
    match lang {
        Lang::Zh => -2.0,
        Lang::En => 0.0,
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

    /// What the other side lacks. Both sides share their words; what is usual in a document counts less there.
    fn lost<'h>(&self, words: &OnceCell<Cow<'a, Words>>, habits: impl FnOnce() -> &'h Habits) -> Option<Lost> {
        let words = words.get_or_init(|| self.aligned.words(self.bead));
        let plainly = self.runs(words, None).into_iter().next();
        let asks = self.aligned.may_ask();
        let least = if asks { worth_asking(self.lang()) } else { model::RIGHT };
        // a phrase that is lost may leave no trace but in what its words mean
        let by_words = asks && self.lengths.is_single() && self.lang() == Lang::Zh;
        if !by_words && plainly.as_ref().is_none_or(|run| run.score < least) {
            return None;
        }
        let surest = |habits: Option<&Habits>| match (asks, habits) {
            (true, _) => self.asked(words, habits).into_iter().max_by(|a, b| a.margin().total_cmp(&b.margin())),
            (false, Some(_)) => self.runs(words, habits).into_iter().next(),
            (false, None) => plainly.clone(),
        };
        let habits = (!self.lengths.is_single()).then(habits);
        // what English adds must be plain besides: its weights were learned from single pairs alone
        if asks && habits.is_some() && self.lang() == Lang::En && surest(None)?.margin() <= 0.0 {
            return None;
        }
        let surest = surest(habits)?;
        let margin = surest.margin();
        (margin > 0.0).then_some(Lost { bead: self.bead, span: surest.span, is_plain: self.is_plain(margin) })
    }

    /// Whether a run is lost beyond what free renderings in a document look like; a pair that stands alone was chosen to be
    /// looked at. Nothing is plain where the alignment is in doubt.
    fn is_plain(&self, margin: f64) -> bool {
        let confidence = self.aligned.alignment.beads()[self.bead].confidence;
        self.lengths.is_single() || (margin >= PLAIN && confidence >= DOUBTFUL)
    }

    /// Every run of pieces that may have no counterpart, the likeliest by words, lengths and figures first.
    pub fn runs(&self, words: &Words, habits: Option<&Habits>) -> Vec<Run> {
        let mut runs = self.weigh(&Coverage::of(words, self.chinese()), habits, false);
        runs.sort_by(|a, b| b.score.total_cmp(&a.score));
        runs
    }

    /// The likeliest runs, held against the stretches of the other side; of Chinese, by what their words mean as well, and with
    /// the part of a piece that has the fewest counterparts by that.
    pub fn asked(&self, words: &Words, habits: Option<&Habits>) -> Vec<Run> {
        let mut coverage = Coverage::of(words, self.chinese());
        if self.lang() == Lang::Zh {
            coverage = coverage.with_meaning(self.chinese(), self.english());
        }
        // the few phrases that documents lack are not worth their false alarms
        let runs = self.weigh(&coverage, habits, coverage.is_meant() && self.lengths.is_single());
        let (mut parts, mut runs): (Vec<Run>, Vec<Run>) = runs.into_iter().partition(|run| run.kind == Kind::Part);
        runs.sort_by(|a, b| b.hint().total_cmp(&a.hint()));
        runs.truncate(ASKED);
        self.ask(&mut runs, meaning::CHUNK);
        parts.retain(|part| part.score > WORTH_ASKING_OF_A_PART);
        parts.sort_by(|a, b| b.score.total_cmp(&a.score));
        parts.truncate(ASKED_PARTS);
        self.ask(&mut parts, meaning::CHUNK_OF_PARTS);
        runs.extend(parts);
        runs
    }

    fn weigh(&self, coverage: &Coverage, habits: Option<&Habits>, with_parts: bool) -> Vec<Run> {
        let (text, lang) = (self.text(self.lang()), self.lang());
        let words = coverage.weighed(text, lang, habits);
        let pieces = self.weighed(&pieces::pieces(text, lang), &words);
        let bead = Whole {
            own: pieces.iter().fold(Piece::default(), |sum, piece| sum.with(piece)),
            others: self.others(coverage),
            end: pieces.last().map_or(0, |last| last.at.end),
            places: if with_parts { parts::unnamed(self.chinese(), self.english()) } else { Vec::new() },
        };
        let mut runs = Vec::new();
        for first in 0..pieces.len() {
            let mut run = Piece { at: pieces[first].at.start..pieces[first].at.start, ..Piece::default() };
            for piece in pieces[first..].iter().take(MOST) {
                run = run.with(piece);
                // a bead may be short for other reasons: words or a figure must say so too
                let evidence = if coverage.is_meant() { run.meant[0] } else { run.evidence };
                let says_so = run.alone > 0.0 || (evidence > 0.0 && run.content >= TELLING);
                // of a document, a sentence that is lost as a whole is no clause, but paired with what is none of it
                let is_clause = self.lengths.is_single() || run.at != (pieces[0].at.start..bead.end);
                if run.length >= LEAST && says_so && is_clause {
                    runs.push(self.run(&run, &bead, Kind::Pieces));
                }
            }
        }
        if with_parts {
            let parts = parts::of(&words, &pieces).into_iter().chain(bead.places.iter().cloned());
            for part in parts.map(|at| self.weighed(&[at], &words).remove(0)) {
                if self.may_be_part(&part, &bead) && !runs.iter().any(|run| run.at == part.at) {
                    runs.push(self.run(&part, &bead, Kind::Part));
                }
            }
        }
        runs
    }

    /// Whether a stretch of words says enough, and is no person's name: those have renderings that look like nothing in the
    /// Chinese. What stands at a figure that has a counterpart is said with it.
    fn may_be_part(&self, part: &Piece, bead: &Whole) -> bool {
        let text = self.text(self.lang());
        let says_enough = part.length >= LEAST_PART && part.content > 0.0;
        (says_enough || bead.places.contains(&part.at))
            && !text[part.at.clone()].contains('·')
            && !self.figures.clone().any(|figure| self.is_linked_at(figure, &part.at))
    }

    fn is_linked_at(&self, figure: usize, at: &Range<usize>) -> bool {
        let start = self.spans[self.side].start as usize;
        let span = self.aligned.quantity(self.side, figure).span;
        let (first, last) = (span.start as usize - start, span.end as usize - start);
        let fate = self.aligned.links.fates[self.side][figure];
        fate != Fate::Alone && first <= at.end + 1 && at.start <= last + 1
    }

    fn run(&self, run: &Piece, bead: &Whole, kind: Kind) -> Run {
        let features = self.features(run, bead);
        let mut meaning = [0.0; MEANING];
        meaning[STRETCHES..].copy_from_slice(&word_features(run, bead));
        let (told, score, right) = match kind {
            Kind::Part => {
                let told = parts::without_particles(self.text(self.lang()), &run.at);
                let right = if bead.places.contains(&run.at) { model::RIGHT_PLACE } else { model::RIGHT_PART };
                (told, model::by_part(&features, &meaning), right)
            }
            Kind::Pieces => (run.at.clone(), model::by_words(self.lang(), &features), model::RIGHT),
        };
        let start = self.spans[self.side].start as usize;
        let span = Span::new(start + told.start, start + told.end);
        Run { span, at: run.at.clone(), kind, features, meaning, score, right }
    }

    /// From which log-odds on the model is sure, where the encoder was asked. The English of statutes is terse by rule.
    fn right_meant(&self) -> f64 {
        match (self.lang(), self.lengths.is_single()) {
            (Lang::Zh, true) => model::RIGHT_SINGLE,
            (Lang::Zh, false) if self.aligned.is_statute => model::RIGHT,
            (Lang::Zh, false) => model::RIGHT_DOCUMENT,
            (Lang::En, _) => model::RIGHT_MEANT,
        }
    }

    /// Asks the encoder about runs, where it is built in; they are held against stretches of chunks of this length.
    fn ask(&self, runs: &mut [Run], chunk: f64) {
        let asked: Vec<Range<usize>> = runs.iter().map(|run| run.at.clone()).collect();
        let texts = Pair::new(self.text(self.lang()), self.text(self.lang().other()));
        let meanings = meaning::of(texts, self.lang(), &asked, chunk);
        for (run, stretches) in runs.iter_mut().zip(meanings) {
            run.meaning[..STRETCHES].copy_from_slice(&stretches);
            let (features, meaning) = (&run.features, &run.meaning);
            match run.kind {
                Kind::Part => run.score = model::by_part(features, meaning),
                Kind::Pieces => {
                    let in_document = !self.lengths.is_single();
                    run.score = model::by_meaning(self.lang(), in_document, features, meaning);
                    run.right = self.right_meant();
                }
            }
        }
    }

    /// The words of the other side: how many tell something, and how many of these are left over.
    fn others(&self, coverage: &Coverage) -> Piece {
        let lang = self.lang().other();
        let words = coverage.weighed(self.text(lang), lang, None);
        words.iter().fold(Piece::default(), |sum, word| Piece {
            content: sum.content + word.content,
            uncovered: sum.uncovered + word.uncovered,
            meant: [sum.meant[0] + word.meant[0], sum.meant[1] + word.meant[1]],
            ..sum
        })
    }

    /// What is known of each piece, of which none overlap.
    fn weighed(&self, pieces: &[Range<usize>], words: &[Weighed]) -> Vec<Piece> {
        let start = self.spans[self.side].start as usize;
        let text = self.text(self.lang());
        let mut words = words.iter().peekable();
        let mut figures = self.figures.clone().peekable();
        let begins = |figure: usize| self.aligned.quantity(self.side, figure).span.start as usize - start;
        let weighed = |at: &Range<usize>| {
            let length = length::measured(&text[at.clone()], self.lang()) / length::unit(self.lang());
            let mut piece = Piece { at: at.clone(), length, ..Piece::default() };
            while words.next_if(|word| word.at < at.start).is_some() {}
            while figures.next_if(|&figure| begins(figure) < at.start).is_some() {}
            while let Some(word) = words.next_if(|word| word.at < at.end) {
                piece.evidence += word.evidence;
                piece.content += word.content;
                piece.uncovered += word.uncovered;
                (0..2).for_each(|number| piece.meant[number] += word.meant[number]);
            }
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
    fn features(&self, run: &Piece, bead: &Whole) -> [f64; FEATURES] {
        let Whole { own: whole, others, end, .. } = bead;
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
            f64::from(u8::from(run.at.end == *end)),
            (others.uncovered + 0.5) / (others.content + 1.0) - 0.45,
            ((others.uncovered + 1.0) / (run.uncovered + 1.0)).ln(),
        ]
    }
}

/// What the words of a run say by what they mean: the evidence, the share of the run without a counterpart, that of the rest,
/// how many are left over on the other side for each; and how many places are not named there.
fn word_features(run: &Piece, bead: &Whole) -> [f64; WORDS] {
    let rest = (bead.own.meant[1] - run.meant[1] + 1.0) / (bead.own.content - run.content + 2.0);
    let is_inside = |place: &&Range<usize>| run.at.start <= place.start && place.end <= run.at.end;
    [
        run.meant[0].clamp(-6.0, 14.0),
        (run.meant[1] + 0.5) / (run.content + 1.0) - 0.45,
        rest - 0.45,
        ((bead.others.meant[1] + 1.0) / (run.meant[1] + 1.0)).ln(),
        bead.places.iter().filter(is_inside).count().min(2) as f64,
    ]
}

/// All of a bead.
#[derive(Debug)]
struct Whole {
    own: Piece,
    others: Piece,
    /// Where its last piece ends.
    end: usize,
    /// Where it names places that the other side does not, as far as parts are asked about.
    places: Vec<Range<usize>>,
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
    /// What its words say by what they mean, and how many have no counterpart by that.
    meant: [f64; 2],
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
            meant: [self.meant[0] + next.meant[0], self.meant[1] + next.meant[1]],
            alone: self.alone + next.alone,
            linked: self.linked + next.linked,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(feature = "encoder")]
    #[test]
    fn a_phrase_that_a_single_pair_lacks_is_found_by_what_its_words_mean() {
        use crate::align::bead::Alignment;
        use crate::analysis::Text;
        use crate::respace::Glue;
        use crate::segment::presegmented;
        use crate::text::source::Source;

        let check = |zh: &str, en: &str, expected: &[&str]| {
            let texts = Pair::new(Lang::Zh, Lang::En).zip(Pair::new(zh, en)).map(|(lang, text)| {
                let (document, segments) = presegmented(Source::new(lang.tag(), text), lang);
                Text::of_segments(document, Glue::default(), segments)
            });
            let alignment = Alignment::of_one(texts.as_ref().map(|text| text.segments.len()));
            let lost = lost(&Aligned::new(texts, alignment)).source;
            let found: Vec<&str> = lost.iter().map(|lost| &zh[lost.span.range()]).collect();
            assert_eq!(found, expected, "{en}");
        };
        let zh = "新的图书馆由当地志愿者和退休教师共同管理。";
        check(zh, "The new library is managed jointly.", &["由当地志愿者和退休教师"]);
        check(zh, "The new library is jointly managed by local volunteers and retired teachers.", &[]);
        // the name of a place is missed more than other words
        let zh = "博物馆展出了来自秘鲁的古代陶器。";
        check(zh, "The museum displayed ancient pottery.", &["来自秘鲁"]);
        check(zh, "The museum displayed ancient pottery from Peru.", &[]);
        check(zh, "The museum displayed ancient Peruvian pottery.", &[]);
        check("她在伦敦买了一幅画。", "She bought a painting there.", &[]);
    }
}
