//! Prefix codes (Huffman 1952), in which the numbers of the model are stored.
//!
//! Codes are canonical: shorter ones first, those of one length in the order of their symbols, so that the lengths say all.
//! None is longer than [`LONGEST`] bits, so that one look into a table reads a symbol. Any row can be read by itself;
//! reading costs about a nanosecond a number.

/// The most bits of a code.
pub const LONGEST: usize = 12;

/// How many symbols are read from one window of 64 bits, of which 57 are sure to be filled.
const AT_ONCE: usize = 57 / LONGEST;

/// The code of each symbol, given how many bits each has; 0 bits for a symbol that does not occur.
pub fn codes(lengths: &[u8]) -> Vec<u16> {
    let mut order: Vec<usize> = (0..lengths.len()).filter(|&symbol| lengths[symbol] > 0).collect();
    order.sort_by_key(|&symbol| lengths[symbol]);
    let mut codes = vec![0; lengths.len()];
    let mut next = 0u32;
    let mut length = 0;
    for symbol in order {
        next <<= lengths[symbol] - length;
        length = lengths[symbol];
        codes[symbol] = next as u16;
        next += 1;
    }
    codes
}

/// Reads numbers that were stored as symbols.
#[derive(Clone, Debug)]
pub struct Decoder {
    /// The symbol that a window of [`LONGEST`] bits begins with, and how many of them it takes.
    table: Vec<(u8, u8)>,
    /// The number that each symbol stands for.
    values: Vec<f32>,
}

impl Decoder {
    /// A reader of symbols with codes of these lengths, which stand for these numbers.
    pub fn new(lengths: &[u8], mut values: Vec<f32>) -> Self {
        values.resize(1 + usize::from(u8::MAX), 0.0);
        let mut table = vec![(0, LONGEST as u8); 1 << LONGEST];
        for ((symbol, code), &length) in (0..=u8::MAX).zip(codes(lengths)).zip(lengths) {
            let free = LONGEST.saturating_sub(usize::from(length));
            let first = usize::from(code) << free;
            if length > 0
                && let Some(entries) = table.get_mut(first..first + (1 << free))
            {
                entries.fill((symbol, length));
            }
        }
        Decoder { table, values }
    }

    /// Reads as many numbers as there is room for.
    pub fn read(&self, bytes: &[u8], out: &mut [f32]) {
        let mut bit = 0;
        for numbers in out.chunks_mut(AT_ONCE) {
            let mut window = window(bytes, bit / 8) << (bit % 8);
            for number in numbers {
                let (symbol, length) = self.table[(window >> (64 - LONGEST)) as usize];
                *number = self.values[usize::from(symbol)];
                window <<= length;
                bit += usize::from(length);
            }
        }
    }
}

/// The eight bytes from `at` on, first bit highest; zeros after the end.
fn window(bytes: &[u8], at: usize) -> u64 {
    let mut eight = [0; 8];
    let there = bytes.get(at..).unwrap_or_default();
    let count = there.len().min(8);
    eight[..count].copy_from_slice(&there[..count]);
    u64::from_be_bytes(eight)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_canonical_and_read_back() {
        let lengths = [2, 0, 1, 3, 3];
        assert_eq!(codes(&lengths), [0b10, 0, 0b0, 0b110, 0b111]);
        let decoder = Decoder::new(&lengths, vec![0.5, 9.0, 1.5, 2.5, 3.5]);
        let check = |bytes: &[u8], numbers: &[f32]| {
            let mut out = vec![0.0; numbers.len()];
            decoder.read(bytes, &mut out);
            assert_eq!(out, numbers);
        };
        check(&[0b0101_1011, 0b1000_0000], &[1.5, 0.5, 2.5, 3.5, 1.5]);
        check(&[0; 2], &[1.5; 16]);
        check(&[], &[1.5]);
    }
}
