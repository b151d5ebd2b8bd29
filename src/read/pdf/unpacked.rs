//! How far the streams of a PDF unpack, before anything in it is read.
//!
//! Deflate shrinks zeros a thousandfold, and a stream may be packed twice: a file of a megabyte could fill any memory.
//! Every stream is unpacked to nowhere and counted. Linear in what comes out, which is bounded.

use std::io::{Read, copy, sink};

use flate2::read::ZlibDecoder;

/// How many bytes a stream may unpack to, and all of them together.
const STREAM: u64 = 512 << 20;
const FILE: u64 = 4 << 30;

/// Refuses a file with a stream that unpacks to more than any page needs.
pub(super) fn check(bytes: &[u8]) -> Result<(), String> {
    let mut left = FILE;
    for at in memchr::memmem::find_iter(bytes, b"stream") {
        if bytes[..at].ends_with(b"end") {
            continue;
        }
        let rest = &bytes[at + b"stream".len()..];
        let data = rest.strip_prefix(b"\r\n").or(rest.strip_prefix(b"\n")).or(rest.strip_prefix(b"\r"));
        let Some(data) = data.filter(|data| is_zlib(data)) else { continue };
        let limit = STREAM.min(left);
        let size = size(data, layers(&bytes[..at]), limit);
        if size > limit {
            return Err("is refused: a stream in it unpacks to more than 512 MiB; export it anew".to_owned());
        }
        left -= size;
    }
    Ok(())
}

/// Whether bytes start as zlib's do (RFC 1950).
fn is_zlib(data: &[u8]) -> bool {
    matches!(data, [method, flags, ..] if method & 0x0f == 8 && (u16::from(*method) << 8 | u16::from(*flags)) % 31 == 0)
}

/// How often a stream is packed, by the dictionary before it.
fn layers(before: &[u8]) -> usize {
    const DICTIONARY: usize = 2048;
    let near = &before[before.len().saturating_sub(DICTIONARY)..];
    let own = memchr::memmem::rfind(near, b" obj").map_or(near, |at| &near[at..]);
    memchr::memmem::find_iter(own, b"/FlateDecode").chain(memchr::memmem::find_iter(own, b"/Fl ")).count().clamp(1, 8)
}

/// How many bytes come out of so many layers, counted up to one more than `limit`.
fn size(data: &[u8], layers: usize, limit: u64) -> u64 {
    let mut reader: Box<dyn Read> = Box::new(data);
    for _ in 0..layers {
        reader = Box::new(ZlibDecoder::new(reader));
    }
    // what is damaged comes out as far as it is whole
    let mut counted = Counted { reader: reader.take(limit + 1), size: 0 };
    let _ = copy(&mut counted, &mut sink());
    counted.size
}

/// A reader that knows how much was read of it, also where that ended in an error.
struct Counted<R> {
    reader: R,
    size: u64,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        let read = self.reader.read(into)?;
        self.size += read as u64;
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::ZlibEncoder;

    use super::*;

    fn packed(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(bytes).expect("memory takes all");
        encoder.finish().expect("memory takes all")
    }

    fn stream(filters: &str, data: &[u8]) -> Vec<u8> {
        let head = format!("5 0 obj<</Filter[{filters}]/Length {}>>stream\n", data.len());
        [head.as_bytes(), data, b"\nendstream endobj\n"].concat()
    }

    #[test]
    fn streams_are_counted_through_all_their_layers() {
        let zeros = packed(&vec![0; 1 << 20]);
        assert!(zeros.len() < 2000);
        assert_eq!(size(&zeros, 1, STREAM), 1 << 20);
        assert_eq!(size(&packed(&zeros), 2, STREAM), 1 << 20);
        assert_eq!(size(&zeros, 1, 1000), 1001);
        assert_eq!(size(&zeros[..zeros.len() / 2], 1, STREAM).min(1), 1, "what is cut off comes out in part");
        assert_eq!(check(&stream("/FlateDecode", &zeros)), Ok(()));
        assert_eq!(layers(b"5 0 obj<</Filter[/FlateDecode/FlateDecode]>>"), 2);
    }

    #[test]
    fn a_stream_that_unpacks_to_no_end_is_refused() {
        let many = (0..600).flat_map(|_| packed(&vec![0; 1 << 20])).collect::<Vec<u8>>();
        assert_eq!(check(&stream("/FlateDecode", &many)), Ok(()), "one stream ends with its first");
        let bomb = packed(&packed(&vec![0; (STREAM + 1) as usize]));
        let refused = check(&stream("/FlateDecode /FlateDecode", &bomb));
        assert!(refused.is_err_and(|message| message.contains("512 MiB")));
    }
}
