//! Which figure stands at which words, by the words around it.
//!
//! Two figures keep their places when the words near the one in the source are translated near the one in the target; they
//! have changed places when both find their words near the other. Nearness falls off with distance, and with every mark and
//! every other figure in between.

use super::distribution::is_coordination;
use super::{Bytes, is_count, is_open};
use crate::align::word::{WordLink, WordLinks};
use crate::check::link::Link;
use crate::check::rule::Aligned;
use crate::lexicon::dictionary::{Dictionary, StemId};
use crate::lexicon::{counters, stem};
use crate::quantity::value::Quantity;
use crate::text::lang::Lang;
use crate::text::pair::{Pair, Side};
use crate::text::span::Span;

/// How many bytes of each side make a step of distance: about five characters of Chinese and three words of English.
const STEP: Pair<f32> = Pair { source: 15.0, target: 20.0 };
/// How many steps off a mark is.
const MARK: f32 = 0.5;
/// How many steps off another figure is.
const FIGURE: f32 = 1.0;
/// At how many steps a word is worth a third: from the very next ones to those of the whole sentence. The mean over these
/// counts, so that a noun next to its figure decides, and the order of everything else where no noun is known.
const SCALES: [f32; 4] = [0.3, 0.6, 1.2, 2.5];
/// What a counter tells where what it comes out as is there, in nats.
const COUNTER: f32 = 6.0;
/// How many steps further off what a counter comes out as is where it stands before the figure: "cases" in "cases, 13 of
/// them" is not what there are 13 of.
const BEFORE: f32 = 2.0;
/// What a name tells that Chinese keeps in Latin letters, in nats.
const NAME: f32 = 6.0;
/// What counts as nothing, in nats of what words tell.
const NOISE: f32 = 0.2;
/// The mean logarithm of what the exchanged places have over what the kept ones have, from which on it is reported. On
/// correct translations crossing figures are rare, and their nouns mostly cross with them: well below this.
const LIKELY: f32 = -0.1;
/// The same from which on it is certain.
const CERTAIN: f32 = 0.25;

/// How much, in nats, each of two crosswise nouns must have in common with what it stands at, to be reported where the figures
/// are in the same order on both sides.
const CROSSED: f32 = 1.8;
/// And how many times what they have in common straight.
const TIMES: f32 = 4.0;

/// A bead with the words that stand for each other; the Chinese side is the source.
pub struct Context<'a> {
    aligned: &'a Aligned,
    chinese: Side,
    texts: Pair<&'a str>,
    starts: Pair<usize>,
    /// The figures of the bead, in the bytes of its texts.
    figures: Pair<Vec<Bytes>>,
    /// Where its marks are.
    marks: Pair<Vec<usize>>,
    words: Vec<WordLink>,
    /// Counters and what they come out as, which follows its figure.
    counters: Vec<WordLink>,
}

impl<'a> Context<'a> {
    /// The context of a bead that has both sides. Costs what joining its words costs.
    pub fn of(aligned: &'a Aligned, bead: usize) -> Self {
        let chinese = if aligned.texts.source.document.lang == Lang::Zh { Side::Source } else { Side::Target };
        let sides = Pair::new(chinese, chinese.other());
        let spans = sides.map(|side| {
            let whole = aligned.span(side, &aligned.alignment.beads()[bead]);
            whole.map_or(0..0, Span::range)
        });
        let texts = sides.zip(spans.clone()).map(|(side, span)| &aligned.texts[side].document.text.text()[span]);
        let figures = sides.zip(spans.clone()).map(|(side, span)| {
            let ranges = figures_of(aligned, side, bead).map(|figure| figure.span.range());
            ranges.map(|range| range.start - span.start..range.end - span.start).collect::<Vec<Bytes>>()
        });
        // what a memory adds tells of terms, and not of places
        let mut words = match aligned.memory {
            None => WordLinks::by(&aligned.words(bead)).links,
            Some(_) => WordLinks::of(texts.source, texts.target).links,
        };
        words.extend(names(&texts));
        let starts = spans.map(|span| span.start);
        let marks = texts.map(|text| text.char_indices().filter(|(_, c)| is_mark(*c)).map(|(at, _)| at).collect());
        let mut context = Context { aligned, chinese, texts, starts, figures, marks, words, counters: Vec::new() };
        context.words.retain(|word| !context_free(&context.texts, &context.figures, word));
        context.counters = counters(aligned, chinese, bead, &context);
        context
    }

    /// The two links that most clearly have each other's figure, and whether that is certain; not two that are `settled`.
    pub fn swapped(&self, links: &[Link], settled: &[usize]) -> Option<(Link, Link, bool)> {
        let fits = |one: &Link, other: &Link| {
            one.target > other.target && is_open(self.aligned, settled, one, other) && !self.is_kept(one, other)
        };
        let mut best = None;
        let mut most = LIKELY;
        for (index, one) in links.iter().enumerate() {
            for other in links[index + 1..].iter().filter(|other| fits(one, other)) {
                let score = self.exchanged(one, other);
                if score > most {
                    (best, most) = (Some((*one, *other, score > CERTAIN)), score);
                }
            }
        }
        best
    }

    /// The mean logarithm of what speaks for an exchange over what speaks against it.
    fn exchanged(&self, one: &Link, other: &Link) -> f32 {
        let places = [one, other].map(|link| {
            let sides = Pair::new(self.chinese, self.chinese.other());
            sides.map(|side| self.place(side, link.of(side)))
        });
        let listed = is_listed(self.aligned, Side::Source, one.source, other.source)
            && is_listed(self.aligned, Side::Target, other.target, one.target);
        let tells = |word: &&WordLink| !(listed && is_opposed(&places, word));
        let near_words = self.words.iter().filter(tells).map(|word| (word.weight, self.distances(&places, word, 0.0)));
        let near_counters = self.counters.iter().map(|word| (word.weight, self.distances(&places, word, BEFORE)));
        let distances: Vec<_> = near_words.chain(near_counters).collect();
        let at_scale = |scale: f32| {
            let (mut kept, mut exchanged) = (NOISE, NOISE);
            for (weight, steps) in &distances {
                // how near the word is to the nearer figure, and how it is shared between the two
                let near = steps.map(|steps| steps.map(|steps| (-steps / scale).exp()));
                let weight = weight * near.source[0].max(near.source[1]) * near.target[0].max(near.target[1]);
                let share =
                    near.map(|[one, other]| [one, other].map(|near| near / (one + other).max(f32::MIN_POSITIVE)));
                kept += weight * (share.source[0] * share.target[0] + share.source[1] * share.target[1]);
                exchanged += weight * (share.source[0] * share.target[1] + share.source[1] * share.target[0]);
            }
            (exchanged / kept).ln()
        };
        SCALES.map(at_scale).iter().sum::<f32>() / SCALES.len() as f32
    }

    /// The first two links in the same order on both sides of which each counts what the other's figure counts in the
    /// source: their nouns follow at once and translate each other crosswise, and not straight. 5家3人 is not "5 people in 3
    /// firms".
    pub fn misplaced(&self, links: &[Link], settled: &[usize]) -> Option<(Link, Link)> {
        let behind: Vec<Pair<Bytes>> = links.iter().map(|link| self.behind(link)).collect();
        for (index, one) in links.iter().enumerate() {
            for (offset, other) in links[index + 1..].iter().enumerate() {
                let possible = one.target < other.target
                    && is_open(self.aligned, settled, one, other)
                    && is_count(self.aligned, one)
                    && is_count(self.aligned, other);
                let nouns = [&behind[index], &behind[index + 1 + offset]];
                if possible && self.crosswise(nouns) {
                    return Some((*one, *other));
                }
            }
        }
        None
    }

    /// Whether the words behind two figures translate each other crosswise, and not straight.
    fn crosswise(&self, [one, other]: [&Pair<Bytes>; 2]) -> bool {
        let crossed = self.tie(&one.source, &other.target).min(self.tie(&other.source, &one.target));
        let straight = self.tie(&one.source, &one.target) + self.tie(&other.source, &other.target);
        crossed > CROSSED && crossed > TIMES * straight
    }

    /// Whether a figure has its own noun right behind it on both sides, and not the other's: 28个城市的画家600名 is "600
    /// painters from 28 cities", whatever verb stands before either.
    fn is_kept(&self, one: &Link, other: &Link) -> bool {
        let [one, other] = [one, other].map(|link| {
            let mut behind = self.behind(link);
            let noun = &self.texts.source[behind.source.clone()];
            behind.source.end = behind.source.start + noun.find('的').unwrap_or(noun.len());
            behind
        });
        let crossed = self.tie(&one.source, &other.target) + self.tie(&other.source, &one.target);
        let straight = self.tie(&one.source, &one.target).max(self.tie(&other.source, &other.target));
        straight > CROSSED && straight > TIMES * crossed
    }

    /// How strongly the words of two stretches are joined.
    fn tie(&self, chinese: &Bytes, english: &Bytes) -> f32 {
        let inside = |outer: &Bytes, inner: &Bytes| outer.start <= inner.start && inner.end <= outer.end;
        let joined = |word: &&WordLink| inside(chinese, &word.chinese) && inside(english, &word.english);
        self.words.iter().chain(&self.counters).filter(joined).map(|word| word.weight).sum()
    }

    /// A figure with what stands right behind it up to the next figure, mark or small word, on both sides.
    fn behind(&self, link: &Link) -> Pair<Bytes> {
        let sides = Pair::new(self.chinese, self.chinese.other());
        sides.zip(Pair::new(Side::Source, Side::Target)).map(|(side, own)| {
            let figure = self.place(side, link.of(side));
            let next = self.figures[own].iter().map(|other| other.start).filter(|start| *start >= figure.end).min();
            let rest = self.texts[own].get(figure.end..next.unwrap_or(self.texts[own].len())).unwrap_or_default();
            let end = match own {
                Side::Source => noun_of_chinese(rest),
                Side::Target => noun_of_english(rest),
            };
            figure.start..figure.end + end
        })
    }

    /// How many steps both words of a link are from two figures, on either side; `before` is added for an English word that
    /// stands before a figure.
    fn distances(&self, places: &[Pair<Bytes>; 2], word: &WordLink, before: f32) -> Pair<[f32; 2]> {
        let english = |figure: &Bytes| {
            let extra = if word.english.end <= figure.start { before } else { 0.0 };
            self.steps(Side::Target, figure, &word.english) + extra
        };
        Pair::new(
            [0, 1].map(|figure: usize| self.steps(Side::Source, &places[figure].source, &word.chinese)),
            [0, 1].map(|figure: usize| english(&places[figure].target)),
        )
    }

    /// Where a figure is in the text of the bead.
    fn place(&self, side: Side, figure: usize) -> Bytes {
        let span = self.aligned.quantity(side, figure).span.range();
        let start = if side == self.chinese { self.starts.source } else { self.starts.target };
        span.start.saturating_sub(start)..span.end.saturating_sub(start)
    }

    /// How many steps a word is from a figure.
    fn steps(&self, side: Side, figure: &Bytes, word: &Bytes) -> f32 {
        let between = if word.start >= figure.end {
            figure.end..word.start
        } else if word.end <= figure.start {
            word.end..figure.start
        } else {
            return 0.0;
        };
        let marks_before = |end: usize| self.marks[side].partition_point(|&mark| mark < end);
        let marks = (marks_before(between.end) - marks_before(between.start)) as f32;
        // another figure's own counter is as far as what stands behind it
        let way = between.start.min(word.start)..between.end.max(word.end);
        let on_the_way = |other: &&Bytes| *other != figure && other.start < way.end && way.start < other.end;
        let figures = self.figures[side].iter().filter(on_the_way).count() as f32;
        between.len() as f32 / STEP[side] + MARK * marks + FIGURE * figures
    }
}

/// Whether a character sets off what stands on both sides of it.
fn is_mark(c: char) -> bool {
    matches!(
        c,
        '，' | ',' | ';' | '；' | ':' | '：' | '。' | '.' | '、' | '(' | ')' | '（' | '）' | '?' | '!' | '？' | '！'
    )
}

/// Where the noun right behind a Chinese figure ends at the latest, in bytes.
fn noun_of_chinese(rest: &str) -> usize {
    const MOST: usize = 10;
    let ends = |c: char| "，、。；：,;:()（）和与與及的，在从從由为為是有".contains(c);
    rest.char_indices().enumerate().find(|(at, (_, c))| *at == MOST || ends(*c)).map_or(rest.len(), |(_, (at, _))| at)
}

/// Where the noun right behind an English figure ends at the latest, in bytes.
fn noun_of_english(rest: &str) -> usize {
    const MOST: usize = 5;
    const SMALL: [&str; 20] = [
        "and",
        "or",
        "with",
        "from",
        "in",
        "of",
        "by",
        "to",
        "for",
        "at",
        "on",
        "which",
        "that",
        "including",
        "involving",
        "were",
        "was",
        "are",
        "is",
        "have",
    ];
    let marks = rest.find(|c: char| ",.;:()".contains(c)).unwrap_or(rest.len());
    let mut end = 0;
    for word in rest[..marks].split_inclusive(' ').take(MOST + 1) {
        if SMALL.contains(&word.trim()) {
            break;
        }
        end += word.len();
    }
    end
}

/// Whether nothing stands between two figures but what joins the values of a list or the ends of a range.
fn is_listed(aligned: &Aligned, side: Side, first: usize, second: usize) -> bool {
    let span = |figure: usize| aligned.quantity(side, figure).span;
    let between = span(first).end as usize..span(second).start as usize;
    let text = aligned.texts[side].document.text.text().get(between).unwrap_or_default();
    is_coordination(text)
}

/// Whether a word stands before both figures on one side and behind both on the other: it belongs to the two, and one is
/// nearer by the order of the language alone.
fn is_opposed(places: &[Pair<Bytes>; 2], word: &WordLink) -> bool {
    let all = |test: &dyn Fn(&Pair<Bytes>) -> bool| places.iter().all(test);
    let (chinese, english) = (&word.chinese, &word.english);
    (all(&|figure| chinese.end <= figure.source.start) && all(&|figure| figure.target.end <= english.start))
        || (all(&|figure| figure.source.end <= chinese.start) && all(&|figure| english.end <= figure.target.start))
}

/// The names that both texts have in the same Latin letters: PingPong（24）, "PingPong (24)".
fn names(texts: &Pair<&str>) -> Vec<WordLink> {
    let english = latin_words(texts.target);
    let mut links = Vec::new();
    for (chinese, name) in latin_words(texts.source) {
        let same: Vec<_> = english.iter().filter(|(_, word)| word.eq_ignore_ascii_case(name)).collect();
        let weight = NAME / same.len() as f32;
        links.extend(same.into_iter().map(|(at, _)| WordLink {
            chinese: chinese.clone(),
            english: at.clone(),
            weight,
        }));
    }
    links
}

/// The words of two Latin letters and more, and their places.
fn latin_words(text: &str) -> Vec<(Bytes, &str)> {
    let runs = text.split(|c: char| !c.is_ascii_alphabetic()).filter(|run| run.len() > 1);
    let start = |run: &str| run.as_ptr() as usize - text.as_ptr() as usize;
    runs.map(|run| (start(run)..start(run) + run.len(), run)).collect()
}

/// The counters of the Chinese figures, joined to what they may come out as.
fn counters(aligned: &Aligned, side: Side, bead: usize, context: &Context) -> Vec<WordLink> {
    let stemmer = stem::stemmer();
    // by its number, which is known for nearly every word, else as it is written
    let stem_of = |word: &str| Dictionary::open().stem_of(word).ok_or_else(|| stemmer.stem(word).into_owned());
    let english: Vec<(Bytes, Result<StemId, String>)> =
        stem::words_at(context.texts.target).map(|(at, word)| (at, stem_of(&word))).collect();
    let mut links = Vec::new();
    for (index, figure) in figures_of(aligned, side, bead).enumerate() {
        let Some(unit) = figure.unit.as_ref().filter(|unit| !unit.ucum) else { continue };
        let nouns: Vec<_> = counters::nouns(&unit.code).iter().map(|noun| stem_of(noun)).collect();
        let found: Vec<&Bytes> = english.iter().filter(|(_, stem)| nouns.contains(stem)).map(|(at, _)| at).collect();
        let chinese = &context.figures.source[index];
        links.extend(found.iter().map(|at| WordLink {
            chinese: chinese.clone(),
            english: (*at).clone(),
            weight: COUNTER / found.len() as f32,
        }));
    }
    links
}

/// The figures of one side of a bead.
fn figures_of(aligned: &Aligned, side: Side, bead: usize) -> impl Iterator<Item = &Quantity> {
    let segments = &aligned.alignment.beads()[bead].segments[side];
    let all = &aligned.texts[side].figures;
    let first = all.partition_point(|figure| figure.segment < segments.start);
    let last = all.partition_point(|figure| figure.segment < segments.end);
    all[first..last].iter().map(|figure| &figure.quantity)
}

/// Whether a link of words says nothing about places: it is of numerals.
fn context_free(texts: &Pair<&str>, figures: &Pair<Vec<Bytes>>, word: &WordLink) -> bool {
    let inside = |figures: &[Bytes], word: &Bytes| {
        figures.iter().any(|figure| figure.start <= word.start && word.end <= figure.end)
    };
    let numeral = |c: char| "〇零一二两兩三四五六七八九十百千万萬亿億几数".contains(c);
    inside(&figures.target, &word.english) || texts.source[word.chinese.clone()].contains(numeral)
}
