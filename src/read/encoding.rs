//! From bytes to text: which encoding a file is in, and decoding it without a single guess at a damaged character.
//!
//! The order of the questions is the order of their certainty: a known binary format by its first bytes; a byte order
//! mark; UTF-16 by where its NUL bytes lie; HZ (RFC 1843), which is ASCII to every other test; strict UTF-8; what the
//! file says of itself, if it holds; and only then statistics (chardetng) between GB 18030, Big5 and the single-byte sets. GBK and GB 2312 are read as GB 18030,
//! which contains both. Everything is one pass; the cost is linear.
//!
//! A byte order mark of a UTF-8 file stays in the text, so that spans count bytes of the file; `read` drops it from the
//! readable text as it drops every character without width.

use std::path::Path;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{BIG5, DecoderResult, Encoding, GB18030, GBK, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::error::ReadError;
use crate::text::lang::is_han;
use crate::text::source::Source;

/// The longest text that is read, a little below [`Source::MAX`]: blocks that are cut out of a text add line ends to it.
pub(super) const LIMIT: usize = Source::MAX / 8 * 7;

/// The text of the bytes of a file called `name`.
pub(super) fn decode(name: &str, bytes: &[u8]) -> Result<String, ReadError> {
    let path = || Path::new(name).to_owned();
    within_limit(name, bytes.len() as u64)?;
    if bytes.is_empty() {
        return Err(ReadError::Empty { path: path() });
    }
    if let Some(kind) = binary_kind(bytes) {
        return Err(ReadError::Kind { path: path(), kind });
    }
    let text = match unicode_by_mark_or_pattern(bytes) {
        Some((encoding, skip)) => strictly(name, encoding, bytes, skip)?,
        None => match hz(bytes) {
            Some(text) => text,
            None => eight_bit(name, bytes)?,
        },
    };
    within_limit(name, text.len() as u64)?;
    no_controls(name, &text)?;
    match text.chars().all(|c| c.is_whitespace() || c == '\u{feff}') {
        true => Err(ReadError::Empty { path: path() }),
        false => Ok(text),
    }
}

/// Whether that many bytes can be read.
pub(super) fn within_limit(name: &str, bytes: u64) -> Result<(), ReadError> {
    match bytes > LIMIT as u64 {
        true => Err(ReadError::TooLong { path: Path::new(name).to_owned(), bytes, limit: LIMIT as u64 }),
        false => Ok(()),
    }
}

/// The formats that people hand in by mistake, by their first bytes.
fn binary_kind(bytes: &[u8]) -> Option<&'static str> {
    const KINDS: [(&[u8], &str); 9] = [
        (b"%PDF-", "a PDF document"),
        (b"PK\x03\x04", "a ZIP archive or an Office document"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document"),
        (b"{\\rtf", "a Rich Text document"),
        (b"\x89PNG", "an image"),
        (b"\xff\xd8\xff", "an image"),
        (b"GIF8", "an image"),
        (b"\x1f\x8b", "a compressed file"),
        (b"\x7fELF", "a program"),
    ];
    KINDS.iter().find(|(magic, _)| bytes.starts_with(magic)).map(|&(_, kind)| kind)
}

/// The Unicode encoding that a byte order mark or the NUL bytes of ASCII in UTF-16 tell, and how many bytes to skip.
fn unicode_by_mark_or_pattern(bytes: &[u8]) -> Option<(&'static Encoding, usize)> {
    match Encoding::for_bom(bytes) {
        Some((encoding, _)) if encoding == UTF_8 => return Some((UTF_8, 0)),
        marked @ Some(_) => return marked,
        None => {}
    }
    let head = &bytes[..bytes.len().min(1 << 16)];
    let mut nuls = [0usize; 2];
    for at in memchr::memchr_iter(0, head) {
        nuls[at % 2] += 1;
    }
    let [high_first, low_first] = nuls;
    // A text has line ends, spaces or punctuation of ASCII; half a percent of the units is far below what any has.
    let enough = |n: usize| n * 400 >= head.len();
    let encoding = match () {
        () if bytes.len().is_multiple_of(2) && enough(low_first) && high_first * 20 <= low_first => UTF_16LE,
        () if bytes.len().is_multiple_of(2) && enough(high_first) && low_first * 20 <= high_first => UTF_16BE,
        () => return None,
    };
    let text = encoding.decode_without_bom_handling_and_without_replacement(bytes)?;
    readable(&text).then_some((encoding, 0))
}

/// Whether a text decoded on a guess consists of characters that Chinese and English are written with.
fn readable(text: &str) -> bool {
    let (mut good, mut all) = (0usize, 0usize);
    for c in text.chars().take(1 << 15) {
        all += 1;
        good += usize::from(is_han(c) || c.is_ascii_graphic() || c.is_whitespace() || is_cjk_punctuation(c));
    }
    good * 10 >= all * 9
}

fn is_cjk_punctuation(c: char) -> bool {
    matches!(c, '\u{3000}'..='\u{303f}' | '\u{ff00}'..='\u{ffef}' | '\u{2010}'..='\u{203b}' | '\u{b7}')
}

/// HZ: `~{` and `~}` round stretches of GB 2312 in seven bits, `~~` for a tilde, `~` before a line end for none.
/// `None` where the bytes are not HZ.
fn hz(bytes: &[u8]) -> Option<String> {
    if !bytes.is_ascii() || memchr::memmem::find(bytes, b"~{").is_none() {
        return None;
    }
    let mut gb = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    let mut han = 0;
    while let Some(at) = memchr::memchr(b'~', rest) {
        gb.extend_from_slice(&rest[..at]);
        rest = &rest[at + 1..];
        match rest.first() {
            Some(b'~') => gb.push(b'~'),
            Some(b'\n') => {}
            Some(b'{') => {
                let end = rest.iter().position(|&b| b == b'\n').unwrap_or(rest.len());
                let stretch = hz_stretch(&rest[1..end])?;
                gb.extend(stretch.iter().map(|b| b | 0x80));
                han += stretch.len() / 2;
                // The line end switches back to ASCII where the closing mark is missing.
                let closed = rest[1 + stretch.len()..].starts_with(b"~}");
                rest = &rest[1 + stretch.len() + if closed { 2 } else { 0 }..];
                continue;
            }
            _ => return None,
        }
        rest = &rest[1..];
    }
    gb.extend_from_slice(rest);
    let text = GBK.decode_without_bom_handling_and_without_replacement(&gb)?;
    (han > 0).then(|| text.into_owned())
}

/// The pairs of bytes at the start of `line`, up to the closing mark or the end of the line; `None` where they are no
/// pairs of GB 2312.
fn hz_stretch(line: &[u8]) -> Option<&[u8]> {
    let pairs = line.chunks(2).take_while(|pair| *pair != b"~}").count();
    let stretch = &line[..(pairs * 2).min(line.len())];
    let in_table = |pair: &[u8]| matches!(pair, [0x21..=0x77, 0x21..=0x7e]);
    (!stretch.is_empty() && stretch.chunks(2).all(in_table)).then_some(stretch)
}

/// UTF-8, or what statistics say.
fn eight_bit(name: &str, bytes: &[u8]) -> Result<String, ReadError> {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok(text.to_owned());
    }
    if let Some(offset) = memchr::memchr(0, bytes) {
        return Err(ReadError::Binary { path: name.into(), offset, line: line_of(bytes, offset), byte: 0 });
    }
    if is_damaged_utf8(bytes) {
        return strictly(name, UTF_8, bytes, 0);
    }
    if let Some(text) = declared(bytes).and_then(|encoding| strictly(name, encoding, bytes, 0).ok()) {
        return Ok(text);
    }
    let guess = guess(bytes);
    strictly(name, guess, bytes, 0)
}

/// What a page, an XML file or a catalogue says of its encoding: `charset=gbk`, `encoding="big5"`.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    const HEAD: usize = 4096;
    let head = &bytes[..bytes.len().min(HEAD)];
    let said = |word: &str| {
        let at = memchr::memmem::find(head, word.as_bytes())? + word.len();
        let label = head[at..].strip_prefix(b"\"").or(head[at..].strip_prefix(b"'")).unwrap_or(&head[at..]);
        let end = label.iter().position(|byte| !(byte.is_ascii_alphanumeric() || b"-_:".contains(byte)))?;
        Encoding::for_label(&label[..end])
    };
    let encoding = said("charset=").or_else(|| said("encoding="))?;
    Some(if encoding == GBK { GB18030 } else { encoding }).filter(|encoding| encoding.is_ascii_compatible())
}

/// Whether nearly all that is not ASCII is well-formed UTF-8; no text in another encoding comes near by chance.
fn is_damaged_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good >= bad * 8
}

/// The likeliest encoding of Chinese or English text. What the detector takes for another language is a Chinese
/// encoding wherever the bytes decode to mostly Han characters in it.
fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let guess = detector.guess(None, Utf8Detection::Deny);
    if guess == GBK || guess == GB18030 {
        return GB18030;
    }
    if guess == BIG5 || guess == WINDOWS_1252 {
        return guess;
    }
    let fits = |encoding: &&'static Encoding| {
        encoding.decode_without_bom_handling_and_without_replacement(bytes).is_some_and(|text| mostly_han(&text))
    };
    [GB18030, BIG5].into_iter().find(fits).unwrap_or(guess)
}

/// Whether the characters beyond ASCII are nearly all Han or their punctuation.
fn mostly_han(text: &str) -> bool {
    let (mut han, mut all) = (0usize, 0usize);
    for c in text.chars().filter(|c| !c.is_ascii()) {
        all += 1;
        han += usize::from(is_han(c) || is_cjk_punctuation(c));
    }
    han * 10 >= all * 9
}

/// `bytes` in `encoding`, from `skip` on, or the place of the first byte that is not valid in it.
fn strictly(name: &str, encoding: &'static Encoding, bytes: &[u8], skip: usize) -> Result<String, ReadError> {
    let body = &bytes[skip..];
    if let Some(text) = encoding.decode_without_bom_handling_and_without_replacement(body) {
        return Ok(text.into_owned());
    }
    let offset = skip + first_malformed(encoding, body);
    let line = line_of(bytes, offset);
    Err(ReadError::Undecodable { path: name.into(), encoding: encoding.name(), offset, line })
}

fn first_malformed(encoding: &'static Encoding, bytes: &[u8]) -> usize {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut sink = String::with_capacity(1 << 14);
    let mut read = 0;
    loop {
        sink.clear();
        let (result, more) = decoder.decode_to_string_without_replacement(&bytes[read..], &mut sink, true);
        read += more;
        match result {
            DecoderResult::OutputFull => {}
            DecoderResult::InputEmpty => return bytes.len(),
            DecoderResult::Malformed(bad, after) => return read.saturating_sub(usize::from(bad) + usize::from(after)),
        }
    }
}

fn line_of(bytes: &[u8], offset: usize) -> usize {
    memchr::memchr_iter(b'\n', &bytes[..offset.min(bytes.len())]).count() + 1
}

/// Refuses a text with NULs, or with more control characters than the odd leftover of a word processor.
fn no_controls(name: &str, text: &str) -> Result<(), ReadError> {
    let is_control = |byte: &u8| matches!(byte, 0..=8 | 0x0e..=0x1f | 0x7f);
    let bytes = text.as_bytes();
    let controls = bytes.iter().filter(|byte| is_control(byte)).count();
    if controls * 100 <= bytes.len() && memchr::memchr(0, bytes).is_none() {
        return Ok(());
    }
    let first = |&byte: &u8| if memchr::memchr(0, bytes).is_some() { byte == 0 } else { is_control(&byte) };
    let offset = bytes.iter().position(first).unwrap_or(0);
    Err(ReadError::Binary { path: name.into(), offset, line: line_of(bytes, offset), byte: bytes[offset] })
}

#[cfg(test)]
mod tests {
    use encoding_rs::{BIG5, Encoding, GB18030, GBK, WINDOWS_1252};
    use proptest::prelude::*;

    use super::decode;

    const ZH: &str = "二〇二五年，全省法院新收各类知识产权案件12.08万件，同比增长44.99%。\n第二行也是中文。";
    const HANT: &str = "本部門於二〇二五年共處理個案一千二百宗，較去年增加百分之八。\n這是第二行。";

    fn utf16(text: &str, big: bool, mark: bool) -> Vec<u8> {
        let units = mark.then_some(0xfeff).into_iter().chain(text.encode_utf16());
        units.flat_map(|unit: u16| if big { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect()
    }

    #[test]
    fn encodings_are_told_from_the_bytes() {
        let check = |bytes: &[u8], text: &str| assert_eq!(decode("a.txt", bytes).unwrap(), text);
        check(ZH.as_bytes(), ZH);
        check(format!("\u{feff}{ZH}").as_bytes(), &format!("\u{feff}{ZH}"));
        check(&GB18030.encode(ZH).0, ZH);
        check(&BIG5.encode(HANT).0, HANT);
        for big in [false, true] {
            check(&utf16(ZH, big, true), ZH);
            check(&utf16(ZH, big, false), ZH);
            check(&utf16("Plain English.\n", big, false), "Plain English.\n");
        }
        check(b"Caf\xe9 \x93quoted\x94 text in the old Western set", "Café “quoted” text in the old Western set");
    }

    #[test]
    fn hz_is_decoded_and_not_seen_where_it_is_not() {
        let check = |bytes: &str, text: &str| assert_eq!(decode("a.txt", bytes.as_bytes()).unwrap(), text);
        check("~{VPND~} and ~~ 1948 ~{Dj~}\nnext", "中文 and ~ 1948 年\nnext");
        check("~{VP~\n~}~}", "~{VP~\n~}~}");
        check("~{VPND\nhome~ ~{VP~}", "~{VPND\nhome~ ~{VP~}");
        check("~{VPND\n~{VP~}", "中文\n中");
        check("a regex ~{x} and a path ~/notes", "a regex ~{x} and a path ~/notes");
    }

    #[test]
    fn what_a_file_says_of_its_encoding_outranks_statistics() {
        // too short for statistics, which take it for another encoding
        let check = |head: &str, text: &str, encoding: &'static Encoding| {
            let page = format!("{head}{text}");
            let bytes = encoding.encode(&page).0;
            assert_eq!(decode("a.html", &bytes).ok().as_deref(), Some(page.as_str()), "{encoding:?}");
        };
        check("<meta charset=\"big5\">", "費用", BIG5);
        check("<?xml version='1.0' encoding='GB2312'?>", "费", GBK);
        check("\"Content-Type: text/plain; charset=windows-1252\\n\"", "café – £5", WINDOWS_1252);
        // a declaration that does not hold is none
        check("<meta charset=utf-8>", ZH, GB18030);
    }

    #[test]
    fn what_is_no_text_is_refused_with_place_and_remedy() {
        let check = |bytes: &[u8], message: &str| assert_eq!(decode("a.bin", bytes).unwrap_err().to_string(), message);
        check(b"", "a.bin: is empty; give a file that holds text");
        check(b" \n\t\r\n", "a.bin: is empty; give a file that holds text");
        check(b"%PDF-1.7 ...", "a.bin: is a PDF document, not text; export it as plain text or Markdown first");
        check(
            b"one\ntwo\0three",
            "a.bin: is no text: byte 7 (line 2) is the control character 0x00; give a text file, or export this one as \
             text",
        );
        check(
            b"ab\x01\x02\x03cd",
            "a.bin: is no text: byte 2 (line 1) is the control character 0x01; give a text file, or export this one \
             as text",
        );
        let damaged = ["第一行\n第二".as_bytes(), b"\xe4\xb8", "行，其余完好。".as_bytes()].concat();
        check(&damaged, "a.bin: byte 16 (line 2) is not valid UTF-8; mend that place, or save the file as UTF-8");
        let mut damaged = GB18030.encode(&ZH.repeat(3)).0.into_owned();
        damaged.push(0xff);
        let message = decode("a.bin", &damaged).unwrap_err().to_string();
        assert!(message.contains(&format!("byte {} (line 4) is not valid gb18030", damaged.len() - 1)), "{message}");
    }

    proptest! {
        #[test]
        fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
            let _ = decode("a", &bytes);
        }

        #[test]
        fn hz_alphabet_does_not_panic(text in "[~{}A-z\n]{0,40}") {
            let _ = decode("a", text.as_bytes());
        }

        #[test]
        fn utf8_comes_back(text in "[a-z一-龥。，\n]{1,80}[a一]") {
            prop_assert_eq!(decode("a", text.as_bytes()).unwrap(), text);
        }
    }
}
