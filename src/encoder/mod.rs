//! What a sentence means, as a vector: sentences that say the same, in whichever language, have vectors that point the same
//! way.
//!
//! The multilingual Universal Sentence Encoder (Yang et al. 2019, "Multilingual Universal Sentence Encoder for Semantic
//! Retrieval"; version 3, the convolutional one), cut down to the pieces of Chinese and English text: a tokenizer
//! ([`pieces`]) and a [`network`] on plain [`matrix`] products, whose numbers are stored in [`huffman`] codes ([`pack`]).
//! Results are the same to the bit whatever the batches, the number of threads and the vector instructions.
//!
//! The model is opened when it is first asked for, which takes some milliseconds; the vectors of pieces are read as they
//! occur. A thousand sentences take about a second on one core.

pub mod huffman;
pub mod matrix;
pub mod network;
pub mod pack;
pub mod pieces;

use std::sync::OnceLock;

use fst::Map;
use rayon::prelude::*;

pub use network::Sum;
use network::{Cut, Network};
use pack::Vectors;
pub use pack::WIDTH;
use pieces::Pieces;

static PIECES: &[u8] = include_bytes!("../../data/encoder.pieces");
static VECTORS: &[u8] = include_bytes!("../../data/encoder.vectors");
static LAYERS: &[u8] = include_bytes!("../../data/encoder.layers");

/// A clause of fewer pieces, its mark counted, goes with its neighbour.
const SHORTEST_CLAUSE: usize = 4;

/// The model.
#[derive(Debug)]
pub struct Encoder {
    pieces: Pieces<&'static [u8]>,
    vectors: Vectors<'static>,
    network: Network,
}

impl Encoder {
    /// The model, opened at the first call.
    pub fn get() -> &'static Self {
        static ENCODER: OnceLock<Encoder> = OnceLock::new();
        ENCODER.get_or_init(|| Encoder::open().expect("the embedded tables are whole"))
    }

    fn open() -> Option<Self> {
        let mut vectors = Vectors::open(VECTORS)?;
        let unknown = (vectors.marks[0], f64::from(vectors.unknown_score));
        let pieces = Pieces::new(Map::new(PIECES).ok()?, std::mem::take(&mut vectors.scores), unknown);
        Some(Encoder { pieces, vectors, network: Network::open(LAYERS)? })
    }

    /// What each sentence comes to; sums of sentences add up to that of the text that they make together.
    pub fn sums<S: AsRef<str> + Sync>(&self, sentences: &[S]) -> Vec<Sum> {
        let whole = |sentence: &S| {
            let cut = self.cut(sentence.as_ref());
            Cut { ends: vec![cut.pieces.len()], ..cut }
        };
        let cuts: Vec<Cut> = sentences.par_iter().map(whole).collect();
        self.network.sums(&self.vectors, &cuts).into_iter().flatten().collect()
    }

    /// What each clause of each sentence comes to where it stands, at no more cost; the clauses add up to the sentence.
    pub fn clauses<S: AsRef<str> + Sync>(&self, sentences: &[S]) -> Vec<Vec<Sum>> {
        let cuts: Vec<Cut> = sentences.par_iter().map(|sentence| self.cut(sentence.as_ref())).collect();
        self.network.sums(&self.vectors, &cuts)
    }

    /// The unit vectors of sums, [`WIDTH`] numbers each, one after the other.
    pub fn vectors(&self, sums: &[Sum]) -> Vec<f32> {
        self.network.vectors(sums)
    }

    /// The pieces of a sentence between the marks of its beginning and end, and where its clauses end.
    fn cut(&self, sentence: &str) -> Cut {
        let [_, begin, end] = self.vectors.marks;
        let mut cut = Cut { pieces: vec![begin], ends: Vec::new() };
        let pieces = self.pieces.cut_into_clauses(sentence);
        let (mut start, last) = (0, pieces.len());
        for (at, (piece, is_end)) in (1..).zip(pieces) {
            cut.pieces.push(piece);
            if is_end && at - start >= SHORTEST_CLAUSE && last - at >= SHORTEST_CLAUSE {
                cut.ends.push(cut.pieces.len());
                start = at;
            }
        }
        cut.pieces.push(end);
        cut.ends.push(cut.pieces.len());
        cut
    }
}

/// The cosine of the angle between two unit vectors.
pub fn cosine(a: &[f32], b: &[f32]) -> f32 {
    let ((a, rest), (b, other)) = (a.as_chunks::<16>(), b.as_chunks::<16>());
    let mut sums = [0.0f32; 16];
    for (a, b) in a.iter().zip(b) {
        sums.iter_mut().zip(a.iter().zip(b)).for_each(|(sum, (a, b))| *sum += a * b);
    }
    sums.iter().sum::<f32>() + rest.iter().zip(other).map(|(a, b)| a * b).sum::<f32>()
}

#[cfg(test)]
mod tests;
