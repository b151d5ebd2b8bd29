//! A memory: how much better are texts aligned, and their words covered, by what was learned from others?
//!
//! Each document is aligned without a memory and with one, which was learned from pairs that people aligned: those of all
//! other documents of its set, or those of its own other half, as a translator has who goes on with a book. The document
//! itself, or the half, is never learned from.
//!
//! A Chinese character is covered where its word may stand for an English one of the bead that people made; by chance, where
//! it may for one of the next bead. Clauses missed are findings of `clause-dropped` and `clause-added` on the beads that
//! people made: most are false.

use std::path::Path;
use std::sync::Arc;

use anyhow::Result;
use ipalign::align::ladder::Rung;
use ipalign::align::learn::learn;
use ipalign::align::pins;
use ipalign::align::weights::Weights;
use ipalign::align::word::Words;
use ipalign::align::{Encoder, Given};
use ipalign::lexicon::memory::{Lexicon, Memory};
use ipalign::pipeline::{Options, audit_aligned};
use ipalign::text::pair::{Pair, Side};
use rayon::prelude::*;

use crate::alignment::{Bead, Document, documents, harmonic};
use crate::table::table;

/// What is counted, without a memory or with one.
#[derive(Clone, Copy, Debug, Default)]
struct Counts {
    precise: [(usize, usize); 2],
    recalled: [(usize, usize); 2],
    covered: (usize, usize),
    by_chance: (usize, usize),
    missed: usize,
}

/// The report on a folder of documents.
pub fn report(folder: &Path) -> Result<String> {
    let documents = documents(folder)?;
    let mut sets: Vec<&str> = documents.iter().map(|document| document.set.as_str()).collect();
    sets.dedup();
    let mut rows = Vec::new();
    for set in sets {
        let of_set: Vec<&Document> = documents.iter().filter(|document| document.set == set).collect();
        let others =
            |at: usize| of_set.iter().enumerate().filter(move |(other, _)| *other != at).map(|(_, other)| *other);
        let by_others: Vec<[Counts; 2]> =
            (0..of_set.len()).into_par_iter().map(|at| both(of_set[at], &others(at).collect::<Vec<_>>())).collect();
        rows.extend(lines(set, "other documents", &by_others));
        let halves: Vec<[Document; 2]> = of_set.iter().map(|document| halves(document)).collect();
        let by_half: Vec<[Counts; 2]> =
            halves.par_iter().flat_map(|[first, second]| [both(first, &[second]), both(second, &[first])]).collect();
        rows.extend(lines(set, "the other half", &by_half));
    }
    let head = ["set", "learned from", "memory", "F1 never", "F1 auto", "covered", "by chance", "clauses missed"];
    Ok(format!("{INTRODUCTION}\n{}", table(&head, 3, &rows)))
}

const INTRODUCTION: &str = "# Memory

What words learned from pairs that people aligned bring to texts that they were not learned from: F1 of the beads without the
encoder and with it, the share of Chinese characters whose word may stand for an English one of its bead and, by chance, of the
next bead, and the clauses that are reported as missing in beads that people made. Made by
`cargo run --release --example accuracy -- memory DIR`; `examples/accuracy/memory.rs` tells how.
";

/// A document without a memory, and with one learned from others.
fn both(document: &Document, others: &[&Document]) -> [Counts; 2] {
    let pairs: Vec<Pair<String>> = others.iter().flat_map(|other| pairs(other)).collect();
    let pairs: Vec<Pair<&str>> = pairs.iter().map(|pair| pair.as_ref().map(String::as_str)).collect();
    let memory = Arc::new(Memory::of(&learn(&pairs)));
    [counts(document, None), counts(document, Some(memory))]
}

/// The pairs that people aligned in a document.
fn pairs(document: &Document) -> Vec<Pair<String>> {
    let paired = document.reference.iter().filter(|bead| !bead.0.is_empty() && !bead.1.is_empty());
    paired.map(|bead| texts(document, bead)).collect()
}

/// Both texts of a bead.
fn texts(document: &Document, bead: &Bead) -> Pair<String> {
    let text = |side: Side, ids: &[usize]| {
        let sentences: Vec<&str> = ids.iter().map(|&id| document.texts[side].sentence(id)).collect();
        sentences.join(if side == Side::Source { "" } else { " " })
    };
    Pair::new(text(Side::Source, &bead.0), text(Side::Target, &bead.1))
}

fn counts(document: &Document, memory: Option<Arc<Memory>>) -> Counts {
    let given = Given { memory: memory.as_deref(), ..Given::default() };
    let scores =
        [Encoder::Never, Encoder::Auto].map(|encoder| document.judged_with(&Weights::default(), given, encoder).0);
    let beads: Vec<Pair<String>> = pairs(document);
    let mut counts = Counts {
        precise: scores.map(|score| score.precise),
        recalled: scores.map(|score| score.recalled),
        missed: missed(document, memory.clone()),
        ..Counts::default()
    };
    let lexicon = Lexicon::with(memory.as_deref());
    for (at, bead) in beads.iter().enumerate() {
        let next = &beads[(at + 1) % beads.len()];
        add(&mut counts.covered, covered(lexicon, &bead.source, &bead.target));
        add(&mut counts.by_chance, covered(lexicon, &bead.source, &next.target));
    }
    counts
}

/// How many Chinese characters are of a word that may stand for an English one, of how many.
fn covered(lexicon: Lexicon, chinese: &str, english: &str) -> (usize, usize) {
    let words = Words::by(lexicon, chinese, english);
    let characters = |word: usize| chinese[words.chinese[word].at.clone()].chars().count();
    let mut joined: Vec<usize> = words.joins.iter().map(|join| join.chinese).collect();
    joined.dedup();
    (joined.into_iter().map(characters).sum(), (0..words.chinese.len()).map(characters).sum())
}

/// Clauses reported as missing in the beads that people made.
fn missed(document: &Document, memory: Option<Arc<Memory>>) -> usize {
    let range = |ids: &[usize]| match ids {
        [first, .., last] => *first..last + 1,
        [only] => *only..only + 1,
        [] => 0..0,
    };
    let rung = |bead: &Bead| Rung { line: 0, segments: Pair::new(range(&bead.0), range(&bead.1)) };
    let rungs = document.reference.iter().map(rung).collect();
    let count = document.texts.as_ref().map(|text| text.segments.len());
    let Ok(alignment) = pins::alignment(rungs, count, |_, _| true) else { return 0 };
    let audited = audit_aligned("", document.texts.clone(), alignment, &Options { memory, ..Options::default() });
    audited.findings.iter().filter(|finding| finding.rule.starts_with("clause")).count()
}

/// A document cut where its beads allow, near the middle.
fn halves(document: &Document) -> [Document; 2] {
    let count = document.texts.as_ref().map(|text| text.segments.len());
    let mut cut = Pair::both(0);
    let mut best = usize::MAX;
    let mut passed = Pair::both(0);
    for bead in &document.reference {
        let (&[zh, ..], &[en, ..]) = (&bead.0[..], &bead.1[..]) else { continue };
        let off = zh.abs_diff(count.source / 2);
        if zh >= passed.source && en >= passed.target && off < best {
            (cut, best) = (Pair::new(zh, en), off);
        }
        passed = Pair::new(passed.source.max(zh + bead.0.len()), passed.target.max(en + bead.1.len()));
    }
    [document.part(cut.map(|cut| 0..cut)), document.part(cut.zip(count).map(|(cut, count)| cut..count))]
}

fn add(sum: &mut (usize, usize), more: (usize, usize)) {
    *sum = (sum.0 + more.0, sum.1 + more.1);
}

/// A line without a memory, and one with it.
fn lines(set: &str, from: &str, of: &[[Counts; 2]]) -> Vec<Vec<String>> {
    let line = |at: usize| {
        let mut sum = Counts::default();
        for counts in of.iter().map(|both| both[at]) {
            for encoder in 0..2 {
                add(&mut sum.precise[encoder], counts.precise[encoder]);
                add(&mut sum.recalled[encoder], counts.recalled[encoder]);
            }
            add(&mut sum.covered, counts.covered);
            add(&mut sum.by_chance, counts.by_chance);
            sum.missed += counts.missed;
        }
        let f1 = |encoder: usize| format!("{:.4}", harmonic(sum.precise[encoder], sum.recalled[encoder]));
        let share = |(part, of): (usize, usize)| format!("{:.3}", part as f64 / of.max(1) as f64);
        let memory = ["without", "with"][at];
        let head = [set, from, memory].map(str::to_owned);
        head.into_iter()
            .chain([f1(0), f1(1), share(sum.covered), share(sum.by_chance), sum.missed.to_string()])
            .collect()
    };
    vec![line(0), line(1)]
}
