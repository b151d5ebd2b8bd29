//! Cuts text into the pieces that the model knows.
//!
//! The likeliest way to write the text as pieces, each as likely as its share of a large corpus, whatever its neighbours
//! (the unigram model of Kudo 2018, "Subword Regularization", as in SentencePiece). A space is part of the piece that it
//! comes before, as "▁". The pieces are in a finite-state table that is opened without parsing; the cost is linear in the
//! text, a step in the table for each byte and each piece that begins before it.

use fst::Map;
use fst::raw::Output;
use unicode_normalization::UnicodeNormalization;

/// The number of a piece.
pub type PieceId = u32;

/// What stands for a space in a piece.
pub const SPACE: char = '▁';

/// What ends a clause, in the form that text is brought to before it is cut.
const CLAUSE_MARKS: [char; 11] = [',', ';', ':', '.', '?', '!', '。', '—', '…', '”', '"'];

/// The pieces with the logarithms of their shares.
#[derive(Debug)]
pub struct Pieces<D: AsRef<[u8]>> {
    table: Map<D>,
    scores: Vec<f32>,
    /// The piece that stands for a character that is in none, and its score.
    unknown: (PieceId, f64),
}

/// The best way to a place: its score, where its last piece begins, and which that is.
#[derive(Clone, Copy, Debug)]
struct Way {
    score: f64,
    start: usize,
    piece: PieceId,
}

impl<D: AsRef<[u8]>> Pieces<D> {
    /// Pieces from a table of their numbers, scores by number, and the number and score of what is unknown.
    pub fn new(table: Map<D>, scores: Vec<f32>, unknown: (PieceId, f64)) -> Self {
        Pieces { table, scores, unknown }
    }

    /// The pieces of a text.
    pub fn cut(&self, text: &str) -> Vec<PieceId> {
        self.cut_into_clauses(text).into_iter().map(|(piece, _)| piece).collect()
    }

    /// The pieces of a text, each with whether a mark that ends a clause stands at its end.
    pub fn cut_into_clauses(&self, text: &str) -> Vec<(PieceId, bool)> {
        let text = normalized(text);
        if text.is_empty() {
            return vec![(self.unknown.0, false)];
        }
        let unreached = Way { score: f64::NEG_INFINITY, start: 0, piece: self.unknown.0 };
        let mut ways = vec![unreached; text.len() + 1];
        ways[0].score = 0.0;
        for (start, character) in text.char_indices() {
            let one = start + character.len_utf8();
            let mut is_piece = false;
            self.pieces_at(&text, start, |end, piece| {
                is_piece |= end == one;
                let score = ways[start].score + f64::from(self.scores.get(piece as usize).copied().unwrap_or_default());
                if score > ways[end].score {
                    ways[end] = Way { score, start, piece };
                }
            });
            let score = ways[start].score + self.unknown.1;
            if !is_piece && score > ways[one].score {
                ways[one] = Way { score, start, piece: self.unknown.0 };
            }
        }
        let last = (text.len(), ways[text.len()]);
        let back = std::iter::successors(Some(last), |(_, way)| (way.start > 0).then(|| (way.start, ways[way.start])));
        let mut pieces: Vec<(PieceId, bool)> =
            back.map(|(end, way)| (way.piece, text[..end].ends_with(CLAUSE_MARKS))).collect();
        pieces.reverse();
        pieces
    }

    /// Visits the pieces that begin at `start`, with where they end.
    fn pieces_at(&self, text: &str, start: usize, mut visit: impl FnMut(usize, PieceId)) {
        let mut node = self.table.as_fst().root();
        let mut value = Output::zero();
        for (at, &byte) in text.as_bytes().iter().enumerate().skip(start) {
            let Some(index) = node.find_input(byte) else { return };
            let step = node.transition(index);
            value = value.cat(step.out);
            node = self.table.as_fst().node(step.addr);
            if node.is_final() {
                visit(at + 1, value.cat(node.final_output()).value() as PieceId);
            }
        }
    }
}

/// The text in the form of which the pieces are made: compatibility characters composed (Unicode's NFKC), runs of white
/// space one [`SPACE`], and one before the first word.
fn normalized(text: &str) -> String {
    let mut normalized = String::with_capacity(text.len() + 8);
    let mut is_after_space = true;
    for character in text.nfkc() {
        if character.is_whitespace() {
            is_after_space = true;
        } else if !character.is_control() {
            if is_after_space {
                normalized.push(SPACE);
            }
            normalized.push(character);
            is_after_space = false;
        }
    }
    normalized
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_likeliest_pieces_are_chosen() {
        let known = [("abc", -6.0), ("bc", -2.5), ("c", -1.0), ("▁", -3.0), ("▁a", -2.0), ("▁ab", -5.0)];
        let table = fst::Map::from_iter(known.iter().zip(0u64..).map(|((piece, _), id)| (*piece, id)));
        let table = table.expect("pieces in order");
        let pieces = Pieces::new(table, known.iter().map(|(_, score)| *score).collect(), (9, -20.0));
        let check = |text: &str, expected: &[PieceId]| assert_eq!(pieces.cut(text), expected, "{text:?}");
        check("abc", &[4, 1]);
        check("ab", &[5]);
        check(" ａｂ\u{3000} a ", &[5, 4]);
        check("a x", &[4, 3, 9]);
        check("", &[9]);
        check(" \u{7}é", &[3, 9]);
    }
}
