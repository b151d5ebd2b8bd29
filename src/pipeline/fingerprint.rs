//! Fingerprints of findings: the same while the sentences that a finding is about stay the same, whatever happens
//! elsewhere in the document. What was dismissed once stays dismissed.

use std::collections::BTreeSet;
use std::fmt::Write;

use sha2::{Digest, Sha256};

use super::segment_of;
use crate::check::finding::Finding;
use crate::check::rule::Aligned;
use crate::text::pair::Side;

/// What the finding is about: its rule, the sentences concerned on both sides, and the text of its places, each field
/// with its length before it, so that no two findings run into one.
pub(super) fn content(aligned: &Aligned, finding: &Finding) -> String {
    let mut content = String::new();
    let mut field = |text: &str| {
        let _ = write!(content, "{}:{text};", text.len());
    };
    field(finding.rule);
    for side in Side::BOTH {
        let text = &aligned.texts[side];
        segments(aligned, finding, side).into_iter().for_each(|segment| field(text.sentence(segment)));
        field("");
    }
    for place in &finding.places {
        field(aligned.texts[place.side].document.slice(place.span));
    }
    content
}

/// The first 16 hex digits of SHA-256 of the content and the number of equal findings before.
pub(super) fn digest(content: &str, before: usize) -> String {
    let digest = Sha256::new().chain_update(content).chain_update(before.to_string()).finalize();
    digest.iter().take(8).fold(String::new(), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

fn segments(aligned: &Aligned, finding: &Finding, side: Side) -> BTreeSet<usize> {
    if let Some(bead) = finding.bead.and_then(|bead| aligned.alignment.beads().get(bead)) {
        return bead.segments[side].clone().collect();
    }
    let places = finding.places.iter().filter(|place| place.side == side);
    places.filter_map(|place| segment_of(&aligned.texts[side], place.span)).collect()
}
