//! Alignment: which sentences of the two texts say the same.
//!
//! Every piece of evidence is in nats and in a file of its own: the shape of a bead ([`prior`]), [`length`], words
//! ([`translation`]), [`figure`]s and [`name`]s, also those in Latin letters ([`roman`]; all are [`copied`]), [`structure`], and
//! [`punctuation`]. A first cheap pass ([`anchor`]) finds the corridor in which to look; the [`search`] adds the evidence up
//! ([`gains`]) and finds the beads; what they teach of the document (its ratio of lengths, its shapes, its blocks, its words)
//! goes into a second pass. What its sentences mean ([`meaning`]) is asked last, where doubt is left or everywhere
//! ([`Encoder`]). Time and memory are linear in the sentences but for the sorting of anchors.
//!
//! Inside, the Chinese text is always the source; the beads are turned round at the end, so the result for exchanged
//! texts is the exchanged result.

pub mod anchor;
pub mod bead;
pub mod contingency;
pub mod copied;
pub mod corridor;
pub mod crossing;
pub mod figure;
pub mod gains;
mod hong_kong;
pub mod ladder;
pub mod learn;
#[cfg(feature = "encoder")]
pub mod learning;
pub mod length;
pub mod lists;
#[cfg(feature = "encoder")]
pub mod meaning;
#[cfg(not(feature = "encoder"))]
#[path = "no_meaning.rs"]
pub mod meaning;
pub mod moved;
pub mod name;
pub mod pins;
mod pinyin;
pub mod prior;
pub mod punctuation;
pub mod roman;
pub mod search;
pub mod sections;
pub mod structure;
pub mod terms;
pub mod tmx;
pub mod translation;
pub mod units;
pub mod weights;
pub mod word;
pub mod xliff;

use std::ops::Range;

use rayon::prelude::*;

use crate::analysis::Text;
use crate::lexicon::memory::{Lexicon, Memory};
use crate::text::lang::Lang;
use crate::text::pair::{Pair, Side};
use bead::{Alignment, Bead};
use copied::Copied;
use corridor::{Corridor, State};
use gains::{Direction, Scratch};
use length::Length;
use meaning::Meaning;
use pins::Pins;
use prior::Prior;
use punctuation::Punctuation;
use search::{Found, FoundBead, Scorer};
use structure::Structure;
use terms::Terms;
use translation::Translation;
use weights::{ALONE, CALIBRATION, CALIBRATION_MEANT, CHINESE_OF, ENGLISH_OF, MEANING, MeaningWeights, Weights};

/// How many times the beads teach and are searched again.
const ROUNDS: usize = 2;
/// Words are learned from up to this many beads, spread over the document.
const LEARNED: usize = 20_000;
/// So many sections are searched together at first, so that what is found of them is not held twice.
const TOGETHER: usize = 32;
/// The share of beads in doubt from which the later rounds are worth their time.
const IN_DOUBT: f64 = 0.2;

/// The shapes of the first search: by the number of sentences on one side, the most on the other.
const FEW: Pair<&[usize]> = Pair { source: &[3, 2, 1], target: &[3, 2, 1] };
/// All shapes.
const ALL: Pair<&[usize]> = Pair { source: &CHINESE_OF, target: &ENGLISH_OF };

/// How many times they are searched again with what their sentences mean.
const MEANT: usize = 2;

/// Where the sentence encoder is asked, which is the dearest evidence and knows most.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Encoder {
    /// Where the other evidence leaves the beads in doubt.
    #[default]
    Auto,
    /// Everywhere.
    Always,
    /// Nowhere.
    Never,
}

impl Encoder {
    /// Whether it is built in; where it is not, it is never asked.
    pub const BUILT_IN: bool = cfg!(feature = "encoder");
}

/// How to align.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Options {
    /// Where the sentence encoder is asked.
    pub encoder: Encoder,
    /// How it is weighed.
    pub meaning: MeaningWeights,
}

impl Default for Options {
    fn default() -> Self {
        Encoder::default().into()
    }
}

impl From<Encoder> for Options {
    fn from(encoder: Encoder) -> Self {
        Options { encoder, meaning: MEANING }
    }
}

/// What is known of two texts before they are aligned.
#[derive(Clone, Copy, Debug, Default)]
pub struct Given<'a> {
    /// Beads that are kept as they are.
    pub pins: Option<&'a Pins>,
    /// Words learned from earlier translations.
    pub memory: Option<&'a Memory>,
}

/// The beads of two texts, either of which may be the Chinese one.
pub fn align(texts: Pair<&Text>) -> Alignment {
    align_with(texts, Options::default())
}

/// The beads of two texts, as one wants them aligned.
pub fn align_with(texts: Pair<&Text>, options: Options) -> Alignment {
    align_given(texts, Given::default(), options)
}

/// The same with what is known of them.
pub fn align_given(texts: Pair<&Text>, given: Given, options: Options) -> Alignment {
    align_by(texts, &Weights::default(), given, options)
}

/// The same with other weights.
pub fn align_by(texts: Pair<&Text>, weights: &Weights, given: Given, options: Options) -> Alignment {
    let count = texts.map(|text| text.segments.len());
    let mirrored = is_mirrored(texts);
    let texts = if mirrored { texts.swap() } else { texts };
    let pins = given.pins.map(|pins| if mirrored { pins.swap() } else { pins.clone() }).unwrap_or_default();
    let mut evidence = Evidence::of(texts, Lexicon::with(given.memory), weights, pins);
    let mut found = evidence.settled(texts);
    evidence.mean(texts, options, &mut found);
    let mut moved = moved::moved(&evidence.alone(), &found);
    moved.extend(evidence.pins.moved());
    let found = moved::in_place(found, moved);
    let is_parted =
        |bead: &Pair<Range<usize>>| !evidence.pins.hold(bead) && evidence.structure.is_of_whole_blocks(bead);
    let found = moved::uncrossed(&evidence.alone(), found, is_parted);
    let bead = |(segments, posterior): (Pair<Range<usize>>, f64)| {
        let confidence = if evidence.pins.hold(&segments) { 1.0 } else { evidence.confidence(&segments, posterior) };
        let segments = if mirrored { segments.swap() } else { segments };
        Bead { segments, confidence }
    };
    let mut beads: Vec<Bead> = found.into_iter().map(bead).collect();
    beads.sort_by_key(|bead| bead.segments.source.start);
    Alignment::new(beads, count).expect("a way through the lattice passes each once")
}

/// Whether the target takes the place of the Chinese text; of two texts in one language, the one that sorts first does.
fn is_mirrored(texts: Pair<&Text>) -> bool {
    match (texts.source.document.lang, texts.target.document.lang) {
        (Lang::Zh, Lang::En) => false,
        (Lang::En, Lang::Zh) => true,
        _ => texts.target.document.text.text() < texts.source.document.text.text(),
    }
}

/// All that is known of two texts, the Chinese one being the source.
struct Evidence {
    terms: Pair<Terms>,
    dictionary: Translation,
    translation: Translation,
    copied: Copied,
    prior: Prior,
    length: Length,
    structure: Structure,
    punctuation: Punctuation,
    weights: Weights,
    /// What each kind counts for where meaning is asked.
    by: MeaningWeights,
    meaning: Option<Meaning>,
    pins: Pins,
}

impl Evidence {
    fn of(texts: Pair<&Text>, lexicon: Lexicon, weights: &Weights, pins: Pins) -> Self {
        let terms = Pair::new(Terms::of(texts.source, Lang::Zh, lexicon), Terms::of(texts.target, Lang::En, lexicon));
        let dictionary = Translation::of_dictionary(terms.as_ref(), lexicon, weights);
        let names = name::names(texts, weights).join(&roman::names(texts, weights));
        Evidence {
            translation: dictionary.clone(),
            dictionary,
            terms,
            copied: figure::figures(texts, weights).join(&names),
            prior: Prior::of(weights),
            length: Length::of(texts, weights),
            structure: Structure::of(texts, weights),
            punctuation: Punctuation::of(texts, weights),
            weights: weights.clone(),
            by: MEANING,
            meaning: None,
            pins,
        }
    }

    /// The evidence of `side`'s sentences as made from the other side's.
    fn direction(&self, side: Side, shapes: &'static Pair<&'static [usize]>) -> Direction<'_> {
        Direction {
            giving: &self.terms[side.other()],
            receiving: &self.terms[side],
            table: &self.translation.table[side],
            background: &self.translation.background[side],
            given: &self.copied.keys[side.other()],
            received: &self.copied.keys[side],
            most: shapes[side],
            weights: &self.weights,
        }
    }

    /// The evidence for beads of these shapes.
    fn scorer(&self, shapes: &'static Pair<&'static [usize]>) -> Scorer<'_> {
        Scorer {
            prior: &self.prior,
            length: &self.length,
            structure: &self.structure,
            punctuation: &self.punctuation,
            pins: &self.pins,
            unmatched_gain: self.weights.unmatched_gain,
            by: if self.meaning.is_some() { &self.by } else { &ALONE },
            meaning: self.meaning.as_ref(),
            english: self.direction(Side::Target, shapes),
            chinese: self.direction(Side::Source, shapes),
        }
    }

    /// The confidence in a bead of this posterior probability.
    fn confidence(&self, bead: &Pair<Range<usize>>, posterior: f64) -> f64 {
        let is_meant = self.meaning.as_ref().is_some_and(|meaning| meaning.is_of(bead));
        if is_meant { CALIBRATION_MEANT } else { CALIBRATION }.confidence(posterior)
    }

    /// All evidence but meaning.
    fn alone(&self) -> Scorer<'_> {
        Scorer { by: &ALONE, meaning: None, ..self.scorer(&ALL) }
    }

    /// The beads of each corridor.
    fn search(&self, corridors: &[Corridor], shapes: &'static Pair<&'static [usize]>) -> Vec<Found> {
        let scorer = self.scorer(shapes);
        let search = |scratch: &mut Pair<Scratch>, corridor| scorer.search(corridor, scratch);
        corridors.par_iter().map_init(Pair::default, search).collect()
    }

    /// Pairs of sentences through which the beads are likely to lead, the pins among them.
    fn anchors(&self, end: State) -> Vec<State> {
        self.pins.anchors(anchor::anchors(self.direction(Side::Target, &FEW)), end)
    }

    /// The beads by all evidence but meaning.
    fn settled(&mut self, texts: Pair<&Text>) -> Found {
        let end = (texts.source.segments.len(), texts.target.segments.len());
        let mut found = Found::with_capacity(end.0);
        let first = sections::first(&self.anchors(end), end);
        for some in first.chunks(TOGETHER) {
            found.extend(self.search(some, &FEW).into_iter().flatten());
        }
        drop(first);
        for round in 0..ROUNDS {
            let again = sections::again(&found, end);
            let doubtful: usize = again.iter().map(|(run, _)| run.len()).sum();
            if round > 0 && (doubtful as f64) < IN_DOUBT * found.len() as f64 {
                break;
            }
            self.learn(&found);
            let (runs, corridors): (Vec<_>, Vec<_>) = again.into_iter().unzip();
            for (run, beads) in runs.into_iter().zip(self.search(&corridors, &ALL)).rev() {
                found.splice(run, beads);
            }
        }
        found
    }

    /// Searches again by what the sentences mean, where the encoder is to be asked.
    fn mean(&mut self, texts: Pair<&Text>, options: Options, found: &mut Found) {
        let end = (texts.source.segments.len(), texts.target.segments.len());
        let sections = match options.encoder {
            Encoder::Never => return,
            Encoder::Always => sections::all(found, end),
            Encoder::Auto => sections::doubtful(found, end),
        };
        if sections.is_empty() || !Encoder::BUILT_IN {
            return;
        }
        let (runs, corridors): (Vec<_>, Vec<_>) = sections.into_iter().unzip();
        self.by = options.meaning;
        self.meaning = Meaning::of(texts, &self.pins.parts(&corridors), options.meaning);
        let settled = found.clone();
        for _ in 0..MEANT {
            self.learn(found);
            found.clone_from(&settled);
            for (run, beads) in runs.iter().cloned().zip(self.search(&corridors, &ALL)).rev() {
                found.splice(run, beads);
            }
        }
    }

    /// Fits what a document can tell to the beads found.
    fn learn(&mut self, found: &Found) {
        let matched = found.iter().filter(|(bead, _)| !bead.source.is_empty() && !bead.target.is_empty());
        let beads: Vec<&FoundBead> = matched.collect();
        let few: Vec<&FoundBead> = beads.iter().step_by(beads.len() / LEARNED + 1).copied().collect();
        self.prior = Prior::fitted(
            found.iter().map(|(bead, sure)| (bead.source.len(), bead.target.len(), *sure)),
            &self.weights,
        );
        self.length.fit(&beads);
        self.structure.fit(&beads);
        self.punctuation.fit(&beads);
        self.translation = self.dictionary.learn(self.terms.as_ref(), &few);
    }
}

#[cfg(test)]
mod tests;
