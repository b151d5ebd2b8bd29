//! What both texts take over as it is, and which of it the other one lacks: the ground of the rules for links and code.
//!
//! Something is lacking where it stands more often in one text than in the other, over the whole document: what only stands in
//! another sentence is there.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

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

/// What `of` finds in each sentence of a side, as spans and texts of the source. What is cut over two sentences, as the text of
/// a link with a stop in it, stands in the first.
pub fn of(aligned: &Aligned, side: Side, of: impl Fn(Span) -> Vec<(Span, String)>) -> Vec<Quoted> {
    let text = &aligned.texts[side];
    let mut found = Vec::new();
    let mut seen: BTreeSet<(u32, u32)> = BTreeSet::new();
    for (sentence, segment) in text.segments.iter().enumerate() {
        let quoted = of(text.document.to_source(segment.span)).into_iter();
        let quoted: Vec<_> = quoted.filter(|(span, _)| seen.insert((span.start, span.end))).collect();
        let quoted = quoted.into_iter().map(|(span, quoted)| (text.document.readable(segment.span, span), quoted));
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
    let rest: Vec<usize> = (0..all.source.len()).filter(|&index| !taken.source[index]).collect();
    for index in rest {
        let is_free =
            |&other: &usize| !taken.target[other] && is_same(&all.source[index].text, &all.target[other].text);
        if let Some(other) = (0..all.target.len()).find(is_free) {
            (taken.source[index], taken.target[other]) = (true, true);
        }
    }
    let left = |side: Side| {
        all[side].iter().zip(&taken[side]).filter(|(_, taken)| !**taken).map(|(quoted, _)| quoted).collect()
    };
    Pair::new(left(Side::Source), left(Side::Target))
}

/// What is lacking in the same bead on both sides, in pairs in the order of the text: the one became the other. Beads that do
/// not have as many of them on both sides are passed over, since they were put together otherwise.
pub fn became<'q>(
    aligned: &Aligned,
    all: &Pair<Vec<Quoted>>,
    lacking: &Pair<Vec<&'q Quoted>>,
) -> Vec<(usize, Pair<&'q Quoted>)> {
    let beads = Pair::new(Side::Source, Side::Target).map(|side| {
        let beads = aligned.alignment.bead_of_each(side, aligned.texts[side].segments.len());
        move |quoted: &Quoted| beads.get(quoted.sentence).copied().flatten()
    });
    let mut surplus: BTreeMap<usize, i64> = BTreeMap::new();
    all.source.iter().filter_map(&beads.source).for_each(|bead| *surplus.entry(bead).or_default() += 1);
    all.target.iter().filter_map(&beads.target).for_each(|bead| *surplus.entry(bead).or_default() -= 1);
    let mut left: BTreeMap<usize, VecDeque<&Quoted>> = BTreeMap::new();
    for &target in &lacking.target {
        if let Some(bead) = (beads.target)(target).filter(|bead| surplus.get(bead) == Some(&0)) {
            left.entry(bead).or_default().push_back(target);
        }
    }
    let pair = |&source: &&'q Quoted| {
        let bead = (beads.source)(source)?;
        Some((bead, Pair::new(source, left.get_mut(&bead)?.pop_front()?)))
    };
    lacking.source.iter().filter_map(pair).collect()
}
