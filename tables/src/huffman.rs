//! Writes prefix codes; how they are read is told in the library's `encoder/huffman.rs`.

#[path = "../../src/encoder/huffman.rs"]
#[cfg_attr(not(test), expect(dead_code, reason = "the library reads codes, this program writes them"))]
mod reading;

use reading::{LONGEST, codes};

/// How many bits the code of each of `symbols` symbols has, none more than may be.
pub fn lengths<'a>(written: impl IntoIterator<Item = &'a u8>, symbols: usize) -> Vec<u8> {
    let mut counts = vec![0u64; symbols];
    written.into_iter().for_each(|&symbol| counts[usize::from(symbol)] += 1);
    loop {
        let lengths = tree(&counts);
        if lengths.iter().all(|&length| usize::from(length) <= LONGEST) {
            return lengths;
        }
        // frequent symbols become less so, until the rare ones need fewer bits
        counts.iter_mut().for_each(|count| *count = count.div_ceil(2));
    }
}

/// The lengths of Huffman's codes; ties go to what comes first.
fn tree(counts: &[u64]) -> Vec<u8> {
    let mut lengths = vec![0u8; counts.len()];
    let mut trees: Vec<(u64, Vec<usize>)> =
        (0..counts.len()).filter(|&symbol| counts[symbol] > 0).map(|symbol| (counts[symbol], vec![symbol])).collect();
    if let [(_, only)] = &trees[..] {
        lengths[only[0]] = 1;
    }
    while trees.len() > 1 {
        trees.sort_by_key(|tree| std::cmp::Reverse(tree.0));
        let (Some(a), Some(b)) = (trees.pop(), trees.pop()) else { break };
        let symbols = [a.1, b.1].concat();
        symbols.iter().for_each(|&symbol| lengths[symbol] += 1);
        trees.push((a.0 + b.0, symbols));
    }
    lengths
}

/// The symbols as bits, filled up to whole bytes.
pub fn write(symbols: &[u8], lengths: &[u8]) -> Vec<u8> {
    let codes = codes(lengths);
    let mut bytes = Vec::new();
    let (mut pending, mut count) = (0u64, 0u32);
    for &symbol in symbols {
        let length = lengths[usize::from(symbol)];
        pending = pending << length | u64::from(codes[usize::from(symbol)]);
        count += u32::from(length);
        while count >= 8 {
            count -= 8;
            bytes.push((pending >> count) as u8);
        }
    }
    if count > 0 {
        bytes.push((pending << (8 - count)) as u8);
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        let check = |symbols: &[u8]| {
            let lengths = lengths(symbols, 64);
            let mut read = vec![0.0; symbols.len()];
            let values = (0..64u8).map(f32::from).collect();
            reading::Decoder::new(&lengths, values).read(&write(symbols, &lengths), &mut read);
            assert_eq!(read, symbols.iter().map(|&symbol| f32::from(symbol)).collect::<Vec<_>>());
        };
        check(&[]);
        check(&[7; 9]);
        // shares that fall by halves, for which Huffman's own codes would be too long
        let halves: Vec<u8> = (0..16u8).flat_map(|symbol| vec![symbol; 1 << (15 - symbol)]).collect();
        check(&halves);
    }
}
