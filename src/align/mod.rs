//! Alignment: which sentences of the two texts say the same.

pub mod bead;
pub mod ladder;

use crate::analysis::Text;
use crate::text::pair::Pair;
use bead::{Alignment, Bead};

/// The beads of two texts, either of which may be the Chinese one.
pub fn align(texts: Pair<&Text>) -> Alignment {
    let count = texts.map(|text| text.segments.len());
    let paired = count.source.min(count.target);
    let one_to_one = (0..paired).map(|i| Pair::both(i..i + 1));
    let source_only = (paired..count.source).map(|i| Pair::new(i..i + 1, paired..paired));
    let target_only = (paired..count.target).map(|i| Pair::new(count.source..count.source, i..i + 1));
    let beads = one_to_one.chain(source_only).chain(target_only);
    let beads = beads.map(|segments| Bead { segments, confidence: 0.0, evidence: Vec::new() }).collect();
    Alignment::new(beads, count).expect("each index is listed once")
}
