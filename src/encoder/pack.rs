//! Reads the tables of the model: `data/encoder.vectors` and `data/encoder.layers`, whose layout is told where they are
//! made, in `tables/src/encoder.rs`.

use super::huffman::Decoder;
use super::matrix::Matrix;
use super::pieces::PieceId;

/// How many numbers a piece has.
pub const WIDTH: usize = 512;
/// How many different symbols these are written in.
const SYMBOLS: u8 = 64;

/// What is left of a table.
#[derive(Clone, Copy, Debug)]
pub struct Reader<'a>(pub &'a [u8]);

impl<'a> Reader<'a> {
    fn bytes(&mut self, count: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(taken)
    }

    fn four(&mut self) -> Option<[u8; 4]> {
        self.bytes(4)?.try_into().ok()
    }

    fn count(&mut self) -> Option<usize> {
        u32::from_le_bytes(self.four()?).try_into().ok()
    }

    fn number(&mut self) -> Option<f32> {
        self.four().map(f32::from_le_bytes)
    }

    fn numbers(&mut self, count: usize) -> Option<Vec<f32>> {
        (0..count).map(|_| self.number()).collect()
    }

    /// The next tensor: its rows, its columns and its numbers.
    fn tensor(&mut self) -> Option<(usize, usize, Vec<f32>)> {
        let (rows, columns, different) = (self.count()?, self.count()?, self.count()?);
        if different == 0 {
            return Some((rows, columns, self.numbers(rows * columns)?));
        }
        let values = self.numbers(different)?;
        let decoder = Decoder::new(self.bytes(different)?, values);
        let length = self.count()?;
        let mut numbers = vec![0.0; rows * columns];
        decoder.read(self.bytes(length)?, &mut numbers);
        Some((rows, columns, numbers))
    }

    /// The next tensor as a vector.
    pub fn vector(&mut self) -> Option<Vec<f32>> {
        self.tensor().map(|(_, _, numbers)| numbers)
    }

    /// The next tensor as a matrix.
    pub fn matrix(&mut self) -> Option<Matrix> {
        self.tensor().map(|(rows, columns, numbers)| Matrix::new(rows, columns, &numbers))
    }

    /// The next tensor as matrices of `rows` rows each, put side by side.
    pub fn side_by_side(&mut self, rows: usize) -> Option<Matrix> {
        let (all, columns, numbers) = self.tensor()?;
        let count = all / rows;
        let line = |row: usize| {
            (0..count).flat_map(move |block| (block * rows + row) * columns..(block * rows + row + 1) * columns)
        };
        let turned: Vec<f32> = (0..rows).flat_map(line).map(|at| numbers[at]).collect();
        Some(Matrix::new(rows, count * columns, &turned))
    }
}

/// The vectors of the pieces, which are read one by one as they are asked for.
#[derive(Debug)]
pub struct Vectors<'a> {
    /// The numbers of the unknown piece and of the marks of beginning and end.
    pub marks: [PieceId; 3],
    /// What a character scores that is in no piece.
    pub unknown_score: f32,
    /// The score of each piece.
    pub scores: Vec<f32>,
    /// A decoder for each range of pieces, with the first piece after it.
    decoders: Vec<(usize, Decoder)>,
    /// Where the vector of each piece begins, and where the last one ends.
    starts: Vec<usize>,
    bits: &'a [u8],
}

impl<'a> Vectors<'a> {
    /// Opens the table.
    pub fn open(table: &'a [u8]) -> Option<Self> {
        let mut reader = Reader(table);
        let pieces = reader.count()?;
        let marks = [reader.count()? as PieceId, reader.count()? as PieceId, reader.count()? as PieceId];
        let unknown_score = reader.number()?;
        let mut decoders = Vec::new();
        let mut end = 0;
        for _ in 0..reader.count()? {
            end += reader.count()?;
            let (step, least) = (reader.number()?, reader.number()?);
            let values = (0..SYMBOLS).map(|symbol| f32::from(symbol) * step + least).collect();
            decoders.push((end, Decoder::new(reader.bytes(usize::from(SYMBOLS))?, values)));
        }
        let scores = reader.numbers(pieces)?;
        let mut starts = vec![0];
        for length in reader.bytes(2 * pieces)?.as_chunks::<2>().0 {
            starts.push(starts[starts.len() - 1] + usize::from(u16::from_le_bytes(*length)));
        }
        (starts[pieces] == reader.0.len()).then_some(Vectors {
            marks,
            unknown_score,
            scores,
            decoders,
            starts,
            bits: reader.0,
        })
    }

    /// Reads the vector of a piece.
    pub fn read(&self, piece: PieceId, out: &mut [f32]) {
        let piece = piece as usize;
        let range = self.decoders.partition_point(|(end, _)| *end <= piece);
        if let (Some((_, decoder)), Some(&start)) = (self.decoders.get(range), self.starts.get(piece)) {
            decoder.read(&self.bits[start..], out);
        }
    }
}
