//! What either language writes alike with digits or letters and is no amount: document symbols, addresses, page numbers of a
//! table of contents; and Roman numerals.
//!
//! All but [`addresses`] look at a bounded stretch of text.

use std::ops::Range;

/// More bytes than a document symbol takes.
const LONGEST_SYMBOL: usize = 40;

/// The document symbol around the digit at `at`, which stands behind a stroke: A/47/5, ST/SGB/2018/1. Not before `floor`.
pub fn document(text: &str, at: usize, floor: usize) -> Option<Range<usize>> {
    text[..at].ends_with('/').then_some(())?;
    let bytes = text.as_bytes();
    let part = |byte: &u8| byte.is_ascii_uppercase() || byte.is_ascii_digit() || matches!(byte, b'/' | b'.' | b'-');
    let back = bytes[floor..at].iter().rev().take(LONGEST_SYMBOL).take_while(|byte| part(byte)).count();
    let start = at - back;
    let letters = bytes[start..].iter().take_while(|byte| byte.is_ascii_uppercase()).count();
    let apart = start == 0 || !bytes[start - 1].is_ascii_alphanumeric();
    if !(1..=8).contains(&letters) || bytes[start + letters] != b'/' || !apart {
        return None;
    }
    let ahead = bytes[at..].iter().take(LONGEST_SYMBOL).take_while(|byte| part(byte)).count();
    let end = start + text[start..at + ahead].trim_end_matches(['.', '-', '/']).len();
    let glued = bytes.get(end).is_some_and(u8::is_ascii_alphanumeric);
    (end > at && !glued).then_some(start..end)
}

/// The number of a standard or of a publication of a body of standards at `at`: 9001-2015 of ISO 9001-2015, 800-12B of NIST
/// 800-12B; its bytes, without those of a clause of it, and with them: GB/T 2312-1980, 3.1.
pub fn designation(text: &str, at: usize) -> Option<(usize, usize)> {
    const BODIES: [&str; 23] = [
        "GB", "GB/T", "GB/Z", "GA/T", "YY/T", "HJ/T", "JR/T", "YD/T", "DL/T", "ISO", "IEC", "ISO/IEC", "IEEE", "NIST",
        "SP", "FIPS", "ANSI", "DIN", "EN", "BS", "JIS", "ASTM", "ITU",
    ];
    let before = text[..at].strip_suffix([' ', '\u{a0}', '.']).unwrap_or(&text[..at]);
    let body = before.len() - before.bytes().rev().take(8).take_while(|b| b.is_ascii_uppercase() || *b == b'/').count();
    if !BODIES.contains(&&before[body..]) || before[..body].ends_with(|c: char| c.is_ascii_alphanumeric()) {
        return None;
    }
    let part = |byte: &u8| byte.is_ascii_uppercase() || byte.is_ascii_digit() || matches!(byte, b'.' | b'-');
    let len = text.as_bytes()[at..].iter().take(LONGEST_SYMBOL).take_while(|byte| part(byte)).count();
    let number = text[at..at + len].trim_end_matches(['.', '-']);
    let (first, rest) = number.split_once('-')?;
    let digits = |text: &str| text.starts_with(|c: char| c.is_ascii_digit());
    let glued = text[at + number.len()..].starts_with(|c: char| c.is_ascii_alphanumeric());
    if !digits(first) || !digits(rest) || glued {
        return None;
    }
    let clause = text[at + number.len()..].strip_prefix(", ").map_or(0, |clause| {
        let len = clause.bytes().take(LONGEST_SYMBOL).take_while(|b| b.is_ascii_digit() || *b == b'.').count();
        let clause = clause[..len].trim_end_matches('.');
        if clause.contains('.') { ", ".len() + clause.len() } else { 0 }
    });
    Some((number.len(), number.len() + clause))
}

/// The stretches of `text` that are addresses on the web, from `://` on. Linear.
pub fn addresses(text: &str) -> Vec<Range<usize>> {
    let of_address = |byte: &u8| byte.is_ascii_graphic() && !matches!(byte, b'<' | b'>' | b'"' | b')' | b']' | b'}');
    let mut found: Vec<Range<usize>> = Vec::new();
    for at in memchr::memchr_iter(b':', text.as_bytes()).filter(|&at| text[at..].starts_with("://")) {
        if found.last().is_some_and(|last| at < last.end) {
            continue;
        }
        let len = text.as_bytes()[at..].iter().take_while(|byte| of_address(byte)).count();
        found.push(at..at + len);
    }
    found
}

/// Whether a number behind `before` is the page number of a table of contents: behind a dotted leader, or behind the field
/// code that a word processor leaves, "PAGEREF _Toc123 \h".
pub fn is_page_number(before: &str) -> bool {
    // four full stops, or three signs of three dots: two are the Chinese ellipsis
    const LEADER: u32 = 12;
    let near = before.trim_end_matches(' ');
    let weight = |c: char| match c {
        '.' | '·' | '．' => Some(3),
        '…' => Some(4),
        _ => None,
    };
    let dots = near.chars().rev().filter(|c| *c != ' ').take(LEADER as usize).map_while(weight);
    near.ends_with("\\h") || near.ends_with("_Toc") || dots.sum::<u32>() >= LEADER
}

/// Whether a number between `before` and `behind` is the mark of a note: in Markdown, `[^3]`, or raised above the line as
/// it comes out of a page, right behind the mark that ends a sentence or a clause, `of the Convention.3 The`.
pub fn is_note_mark(before: &str, behind: &str) -> bool {
    (before.ends_with("[^") && behind.starts_with(']'))
        || (before.ends_with('[') && behind.starts_with("^]"))
        || is_raised(before, behind)
}

/// A word that is no abbreviation ends before the mark, and a sentence starts behind the number, or nothing does.
fn is_raised(before: &str, behind: &str) -> bool {
    // behind what ends the text a short word is enough
    let least = if behind.is_empty() && before.ends_with('.') { 2 } else { 4 };
    const ABBREVIATED: [&str; 19] = [
        "arts", "figs", "paras", "secs", "no", "nos", "art", "fig", "para", "sec", "vol", "pp", "ch", "cl", "eq",
        "ver", "reg", "pt", "rs",
    ];
    let Some(word) = before.strip_suffix(['.', ';', ',', ':']) else { return false };
    let word = &word[word.trim_end_matches(|c: char| c.is_ascii_alphabetic()).len()..];
    let is_word = word.len() >= least && word.ends_with(|c: char| c.is_ascii_lowercase());
    let ends = match before.ends_with('.') {
        true => {
            behind.is_empty() || behind.trim_start().starts_with(|c: char| c.is_uppercase() && behind.starts_with(' '))
        }
        false => behind.is_empty() || behind.starts_with(' '),
    };
    is_word && !ABBREVIATED.contains(&word.to_ascii_lowercase().as_str()) && ends
}

/// Whether a text is nothing but the number of its page, "- 39 -".
pub fn is_folio(text: &str) -> bool {
    const DASHES: [char; 3] = ['-', '–', '—'];
    let inner = text.trim().strip_prefix(DASHES).and_then(|rest| rest.strip_suffix(DASHES));
    let digits = inner.map_or("", str::trim);
    (1..=4).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// The Roman numeral at the start of `text`, up to 39, in letters or as one character (Ⅳ), and its bytes.
pub fn roman(text: &str) -> Option<(u8, usize)> {
    let first = text.chars().next()?;
    if ('Ⅰ'..='Ⅻ').contains(&first) {
        return Some(((first as u32 - 'Ⅰ' as u32) as u8 + 1, first.len_utf8()));
    }
    let len = text.bytes().take(8).take_while(|byte| matches!(byte, b'I' | b'V' | b'X')).count();
    let letters = &text[..len];
    let tens = letters.bytes().take_while(|byte| *byte == b'X').count();
    const UNITS: &[&str] = &["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"];
    // of IX and XX the last X is no ten
    let split = (0..=tens.min(3)).rev().find_map(|tens| {
        let units = UNITS.iter().position(|units| *units == &letters[tens..])?;
        Some(tens * 10 + units)
    })?;
    (split > 0).then_some((split as u8, len))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_symbol_is_read_from_its_letters_to_its_end() {
        let check = |text: &str, expected: Option<&str>| {
            let at = text.find(|c: char| c.is_ascii_digit()).expect(text);
            assert_eq!(document(text, at, 0).map(|range| &text[range]), expected, "{text}");
        };
        check("see A/47/5.", Some("A/47/5"));
        check("ST/SGB/2018/1 of May", Some("ST/SGB/2018/1"));
        check("resolution 47/120", None);
        check("km/5", None);
        check("A/47th", None);
    }

    #[test]
    fn the_number_of_a_standard_is_read_behind_its_body() {
        let check = |text: &str, expected: Option<(&str, &str)>| {
            let at = text.find(|c: char| c.is_ascii_digit()).expect(text);
            let found = designation(text, at).map(|(len, whole)| (&text[at..at + len], &text[at..at + whole]));
            assert_eq!(found, expected, "{text}");
        };
        check("see NIST 800-12B, section", Some(("800-12B", "800-12B")));
        check("(GB/T 2312.1-1980, 3.1)", Some(("2312.1-1980", "2312.1-1980, 3.1")));
        check("ISO 9001", None);
        check("RMB 800-900", None);
        check("ISO 10-20m", None);
    }

    #[test]
    fn an_address_ends_where_its_characters_end() {
        let text = "见https://a.org/v3-2-1.pdf，另见(http://b.org/5)。";
        let found: Vec<_> = addresses(text).into_iter().map(|range| &text[range]).collect();
        assert_eq!(found, ["://a.org/v3-2-1.pdf", "://b.org/5"]);
    }

    #[test]
    fn page_numbers_stand_behind_leaders_and_field_codes() {
        assert!(is_page_number("Scope ........ "));
        assert!(is_page_number("总则………………"));
        assert!(is_page_number("目的 . . . . . . "));
        assert!(is_page_number("V2 PAGEREF _Toc8634 \\h "));
        assert!(!is_page_number("and so on ... "));
        assert!(!is_page_number("一共"));
    }

    #[test]
    fn marks_of_notes_and_numbers_of_pages_are_known_by_what_encloses_them() {
        assert!(is_note_mark("left [^", "], amplify"));
        assert!(is_note_mark("[", "^]: Shifting"));
        assert!(!is_note_mark("see [", "]"));
        assert!(is_note_mark("of the Convention.", " The State"));
        assert!(is_note_mark("in the Area;", ""));
        assert!(!is_note_mark("see paras.", " The State") && !is_note_mark("as in No.", ""));
        assert!(!is_note_mark("it is version.", " of it") && !is_note_mark("of the list:", "rd place"));
        assert!(is_folio(" - 39 - ") && is_folio("—7—"));
        assert!(!is_folio("-39") && !is_folio("- 39 a -") && !is_folio("--"));
    }

    #[test]
    fn roman_numerals_are_whole() {
        let check = |text: &str, value: Option<u8>| assert_eq!(roman(text).map(|(value, _)| value), value, "{text}");
        check("III", Some(3));
        check("IX.", Some(9));
        check("XIV", Some(14));
        check("XX", Some(20));
        check("Ⅱ级", Some(2));
        check("IIII", None);
        check("VX", None);
        check("K", None);
    }
}
