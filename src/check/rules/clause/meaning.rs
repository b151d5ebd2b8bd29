//! Whether a run of pieces means something that the other side does not say.
//!
//! What pieces mean adds up (see [`encoder`](crate::encoder)), so each is encoded once. A run whose counterpart is there is
//! close to some run of the other side's pieces; one that was left out stands far from all of them, and without it the whole is
//! closer to the other side than with it.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Range;
use std::rc::Rc;

use super::length;
use super::model::STRETCHES;
use super::pieces::pieces;
use crate::align::meaning::masked;
use crate::encoder::{Encoder, Sum, WIDTH, cosine};
use crate::text::lang::Lang;
use crate::text::pair::Pair;

/// The most pieces of the other side that are held against a run together.
const TOGETHER: usize = 3;

/// About how long they are at most, in Chinese characters, where runs of pieces are held against them, and parts of a piece.
pub const CHUNK: f64 = 13.0;
pub const CHUNK_OF_PARTS: f64 = 5.0;

/// What the encoder says of each run of the source text, which is in `lang`: how much closer to the other side the rest is
/// than the whole; the cosine with the other side; the highest cosine with a stretch of it; how far that is above what the
/// other pieces reach; how much closer to that stretch one of them is. The stretches are of chunks of about `chunk` Chinese
/// characters. Nothing where a side has no words, or there is no run.
pub fn of(texts: Pair<&str>, lang: Lang, runs: &[Range<usize>], chunk: f64) -> Vec<[f64; STRETCHES]> {
    if runs.is_empty() {
        return Vec::new();
    }
    let own = cut(pieces(texts.source, lang), runs);
    let others = chunks(texts.target, lang.other(), chunk);
    if own.is_empty() || others.is_empty() {
        return Vec::new();
    }
    let written = |text: &str, pieces: &[Range<usize>]| -> Vec<String> {
        pieces.iter().map(|piece| masked(&text[piece.clone()])).collect()
    };
    let encoder = Encoder::get();
    let sums = encoder.sums(&[written(texts.source, &own), written(texts.target, &others)].concat());
    let (mine, theirs) = sums.split_at(own.len());
    let stretches: Vec<Sum> = together(theirs);
    let vectors = |sums: &[Sum]| Vectors(encoder.vectors(sums));
    let wholes = vectors(&[total(mine), total(theirs)]);
    let (pieces, stretches) = (vectors(mine), vectors(&stretches));
    let whole = cosine(wholes.at(0), wholes.at(1));
    let reached: Vec<(usize, f32)> = pieces.all().map(|piece| stretches.nearest(piece)).collect();
    let meaning = |run: &Range<usize>| {
        let is_inside = |piece: &usize| run.start <= own[*piece].start && own[*piece].end <= run.end;
        let (inside, outside): (Vec<usize>, Vec<usize>) = (0..own.len()).partition(is_inside);
        let picked = |of: &[usize]| total(of.iter().map(|&piece| &mine[piece]));
        let parts = vectors(&[picked(&inside), picked(&outside)]);
        let (stretch, nearest) = stretches.nearest(parts.at(0));
        let closer = if outside.is_empty() { 0.0 } else { cosine(parts.at(1), wholes.at(1)) - whole };
        let usual = outside.iter().map(|&piece| reached[piece].1).sum::<f32>() / outside.len().max(1) as f32;
        let rival = outside.iter().map(|&piece| cosine(pieces.at(piece), stretches.at(stretch))).fold(0.0, f32::max);
        let (above, rival) = if outside.is_empty() { (0.0, 0.0) } else { (nearest - usual, rival - nearest) };
        [closer * 10.0, cosine(parts.at(0), wholes.at(1)), nearest, above, rival].map(f64::from)
    };
    runs.iter().map(meaning).collect()
}

/// The cosine of every word of the source with every one of the target, row by row.
pub fn cosines(words: &Pair<Vec<String>>) -> Option<Vec<f32>> {
    let known = vectors_of(words.source.iter().chain(&words.target));
    let vectors = |words: &[String]| words.iter().map(|word| known.get(word).cloned()).collect::<Option<Vec<_>>>();
    let (rows, columns) = (vectors(&words.source)?, vectors(&words.target)?);
    Some(rows.iter().flat_map(|row| columns.iter().map(|column| cosine(row, column))).collect())
}

/// How many words a thread keeps the vectors of, at two kilobytes each.
const KEPT: usize = 4096;

thread_local! {
    /// The vectors of words that were met: a text uses the same few thousand again and again.
    static KNOWN: RefCell<HashMap<String, Rc<[f32]>>> = RefCell::default();
}

/// The vectors of words. Nothing is borrowed while the encoder works, which may turn to another bead meanwhile.
fn vectors_of<'w>(words: impl Iterator<Item = &'w String>) -> BTreeMap<&'w String, Rc<[f32]>> {
    let wanted: BTreeSet<&String> = words.collect();
    let mut found: BTreeMap<&String, Rc<[f32]>> =
        KNOWN.with_borrow(|known| wanted.iter().filter_map(|&word| Some((word, known.get(word)?.clone()))).collect());
    let new: Vec<&String> = wanted.into_iter().filter(|word| !found.contains_key(word)).collect();
    if new.is_empty() {
        return found;
    }
    let encoder = Encoder::get();
    let vectors = encoder.vectors(&encoder.sums(&new));
    found.extend(new.iter().copied().zip(vectors.chunks_exact(WIDTH).map(Rc::from)));
    KNOWN.with_borrow_mut(|known| {
        if known.len() + new.len() > KEPT {
            known.clear();
        }
        known.extend(new.into_iter().map(|word| (word.clone(), found[word].clone())));
    });
    found
}

/// Pieces, cut where a run begins or ends within one.
fn cut(pieces: Vec<Range<usize>>, runs: &[Range<usize>]) -> Vec<Range<usize>> {
    let ends: BTreeSet<usize> = runs.iter().flat_map(|run| [run.start, run.end]).collect();
    let cut = |piece: Range<usize>| {
        let inside = ends.range(piece.start + 1..piece.end).copied().chain([piece.end]);
        inside.scan(piece.start, |start, end| Some(std::mem::replace(start, end)..end)).collect::<Vec<_>>()
    };
    pieces.into_iter().flat_map(cut).collect()
}

/// The pieces of a text, of which long ones are cut into chunks of about so many Chinese characters: a language may run two
/// clauses into one.
fn chunks(text: &str, lang: Lang, chunk: f64) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for piece in pieces(text, lang) {
        let most = (chunk * length::unit(lang)) as usize;
        let mut start = piece.start;
        let mut letters = 0;
        for (at, c) in text[piece.clone()].char_indices() {
            letters += 1;
            let may_cut = letters > most && (lang == Lang::Zh || c == ' ');
            if may_cut && text[piece.start + at..piece.end].chars().nth(most / 2).is_some() {
                found.push(start..piece.start + at);
                (start, letters) = (piece.start + at, 0);
            }
        }
        found.push(start..piece.end);
    }
    found
}

/// Vectors, one after the other.
struct Vectors(Vec<f32>);

impl Vectors {
    fn all(&self) -> impl Iterator<Item = &[f32]> {
        self.0.chunks_exact(WIDTH)
    }

    fn at(&self, number: usize) -> &[f32] {
        &self.0[WIDTH * number..WIDTH * (number + 1)]
    }

    /// Which of them is nearest, and its cosine.
    fn nearest(&self, to: &[f32]) -> (usize, f32) {
        let cosines = self.all().map(|vector| cosine(to, vector)).enumerate();
        cosines.max_by(|a, b| a.1.total_cmp(&b.1)).unwrap_or((0, 0.0))
    }
}

/// Every stretch of at most [`TOGETHER`] pieces.
fn together(pieces: &[Sum]) -> Vec<Sum> {
    let stretches = |first: usize| (first..pieces.len().min(first + TOGETHER)).map(move |last| first..=last);
    (0..pieces.len()).flat_map(stretches).map(|stretch| total(&pieces[stretch])).collect()
}

fn total<'s>(sums: impl IntoIterator<Item = &'s Sum>) -> Sum {
    let mut total = Sum::default();
    sums.into_iter().for_each(|sum| total += sum);
    total
}
