//! What both texts take over as it is, and which of it the other one lacks: the ground of the rules for links and code.
//!
//! Something is lacking where it stands more often in one text than in the other, over the whole document: what only stands in
//! another sentence is there.

use std::collections::BTreeMap;

use crate::check::rule::Aligned;
use crate::text::pair::{Pair, Side};
use crate::text::span::Span;

/// Something that is taken over as it is.
#[derive(Clone, Debug)]
pub struct Quoted {
    /// The sentence that it stands in.
    pub sentence: usize,
    /// Where it stands in the readable text.
    pub span: Span,
    /// What it is.
    pub text: String,
}

/// What `of` finds in each sentence of a side, as spans and texts of the source.
pub fn of(aligned: &Aligned, side: Side, of: impl Fn(Span) -> Vec<(Span, String)>) -> Vec<Quoted> {
    let text = &aligned.texts[side];
    let mut found = Vec::new();
    for (sentence, segment) in text.segments.iter().enumerate() {
        let quoted = of(text.document.to_source(segment.span)).into_iter();
        let quoted = quoted.map(|(span, quoted)| (text.document.readable(segment.span, span), quoted));
        found.extend(quoted.map(|(span, text)| Quoted { sentence, span, text }));
    }
    found
}

/// Those of each side that the other lacks, by whether two are the same.
pub fn lacking(all: &Pair<Vec<Quoted>>, is_same: impl Fn(&str, &str) -> bool) -> Pair<Vec<&Quoted>> {
    let mut taken = all.as_ref().map(|quoted| vec![false; quoted.len()]);
    let mut by_text: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (index, quoted) in all.target.iter().enumerate() {
        by_text.entry(&quoted.text).or_default().push(index);
    }
    // those that are the same to the letter go first, so that none takes the place of another
    for (index, quoted) in all.source.iter().enumerate() {
        let free = by_text.get(quoted.text.as_str()).into_iter().flatten().find(|&&other| !taken.target[other]);
        if let Some(&other) = free {
            (taken.source[index], taken.target[other]) = (true, true);
        }
    }
    for (index, quoted) in all.source.iter().enumerate() {
        let free =
            (0..all.target.len()).find(|&other| !taken.target[other] && is_same(&quoted.text, &all.target[other].text));
        if let Some(other) = free.filter(|_| !taken.source[index]) {
            (taken.source[index], taken.target[other]) = (true, true);
        }
    }
    let left = |side: Side| {
        all[side].iter().zip(&taken[side]).filter(|(_, taken)| !**taken).map(|(quoted, _)| quoted).collect()
    };
    Pair::new(left(Side::Source), left(Side::Target))
}

/// The bead that each sentence of a side is in.
pub fn beads(aligned: &Aligned, side: Side) -> Vec<usize> {
    let mut beads = vec![0; aligned.texts[side].segments.len()];
    for (number, bead) in aligned.alignment.beads().iter().enumerate() {
        bead.segments[side].clone().for_each(|sentence| beads[sentence] = number);
    }
    beads
}

/// What is lacking in the same bead on both sides, in pairs in the order of the text: the one became the other. Beads that do
/// not have as many of them on both sides are passed over, since they were put together otherwise.
pub fn became<'q>(
    aligned: &Aligned,
    all: &Pair<Vec<Quoted>>,
    lacking: &Pair<Vec<&'q Quoted>>,
) -> Vec<(usize, Pair<&'q Quoted>)> {
    let beads = Pair::new(beads(aligned, Side::Source), beads(aligned, Side::Target));
    let mut surplus = vec![0i64; aligned.alignment.beads().len()];
    all.source.iter().for_each(|quoted| surplus[beads.source[quoted.sentence]] += 1);
    all.target.iter().for_each(|quoted| surplus[beads.target[quoted.sentence]] -= 1);
    let mut left: Vec<&Quoted> = lacking.target.clone();
    let mut pairs = Vec::new();
    for &source in &lacking.source {
        let bead = beads.source[source.sentence];
        let is_there = |target: &&Quoted| beads.target[target.sentence] == bead && surplus[bead] == 0;
        if let Some(at) = left.iter().position(is_there) {
            pairs.push((bead, Pair::new(source, left.remove(at))));
        }
    }
    pairs
}
