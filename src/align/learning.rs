//! The lattice of two texts laid open, for those who learn what the evidence counts for.
//!
//! For each bead that the last search weighs: what each kind of evidence says of it, as the search would have it if that
//! kind alone counted. What the document itself teaches (lengths, shapes, words) is as after the last round. Takes a few
//! times as long as an alignment, and 4 bytes for each bead and kind.

use std::ops::Range;

use super::meaning::Meaning;
use super::pins::Pins;
use super::weights::{MEANING, MeaningWeights, Weights};
use super::{ALL, Encoder, Evidence, Options, is_mirrored, sections};
use crate::align::gains::Scratch;
use crate::analysis::Text;
use crate::lexicon::memory::Lexicon;
use crate::text::pair::Pair;

/// By how much a kind counts when it is asked alone, so that little is lost where its evidence is stored in steps.
const ALONE: f64 = 16.0;

/// A stretch of the lattice, searched by itself.
#[derive(Clone, Debug, Default)]
pub struct Section {
    /// How many states it has; beads lead from the first to the last.
    pub states: usize,
    /// The states that each bead leads from and to, in the order of those that they lead from.
    pub ways: Vec<Range<usize>>,
    /// The sentences of each bead, the Chinese ones being the source.
    pub beads: Vec<Pair<Range<usize>>>,
    /// What each kind of evidence says of each bead, in the order of [`MeaningWeights::named`].
    pub evidence: Vec<Vec<f32>>,
}

/// The lattice of two texts, the encoder asked everywhere.
pub fn sections(texts: Pair<&Text>, weights: &Weights) -> Vec<Section> {
    let texts = if is_mirrored(texts) { texts.swap() } else { texts };
    let end = (texts.source.segments.len(), texts.target.segments.len());
    let mut evidence = Evidence::of(texts, Lexicon::with(None), weights, Pins::default());
    let mut found = evidence.settled(texts);
    evidence.mean(texts, Options { encoder: Encoder::Always, meaning: MEANING }, &mut found);
    let corridors: Vec<_> = sections::all(&found, end).into_iter().map(|(_, corridor)| corridor).collect();
    let mut made = vec![Section::default(); corridors.len()];
    let mut meant = None;
    for kind in 0..nothing().named().len() {
        let mut by = nothing();
        *by.named()[kind].1 = ALONE;
        // what the encoder says is worked out anew where one of its own kinds is asked
        let own = MeaningWeights {
            shapes: 0.0,
            lengths: 0.0,
            words: 0.0,
            structures: 0.0,
            openings: 0.0,
            endings: 0.0,
            ..by
        };
        if meant != Some(own) {
            evidence.meaning = Meaning::of(texts, &corridors, own);
            meant = Some(own);
        }
        evidence.by = by;
        for (section, corridor) in made.iter_mut().zip(&corridors) {
            let beads = evidence.scorer(&ALL).beads(corridor, &mut Pair::<Scratch>::default());
            if kind == 0 {
                section.states = corridor.states();
                section.ways = beads.iter().map(|(way, ..)| way.clone()).collect();
                section.beads = beads.iter().map(|(_, bead, _)| bead.clone()).collect();
            }
            section.evidence.push(beads.into_iter().map(|(.., score)| score / ALONE as f32).collect());
        }
    }
    made
}

/// No evidence at all.
fn nothing() -> MeaningWeights {
    let mut weights = MEANING;
    weights.named().into_iter().for_each(|(_, weight)| *weight = 0.0);
    weights
}
