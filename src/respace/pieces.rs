//! Cuts a line into the pieces between which a space may be missing: letters, figures, marks.

use std::ops::Range;

use crate::text::lang::is_han;

/// A stretch of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Where it stands in the line, in bytes.
    pub at: Range<usize>,
    /// What it is.
    pub kind: PieceKind,
}

/// What a piece is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PieceKind {
    /// White space.
    Space,
    /// Letters, with the apostrophes between them.
    Letters,
    /// Digits, with the separators inside.
    Number,
    /// What is written without spaces by its nature: an address, an identifier.
    Fixed,
    /// One character of punctuation.
    Mark(Mark),
}

/// What a mark of punctuation does to the spaces round it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// An opening bracket or quotation mark: a space before.
    Open,
    /// A closing one: a space behind.
    Close,
    /// `,` `;` `:` `!` `?` `…`: a space behind.
    Stop,
    /// `.`: a space behind, but for abbreviations.
    Dot,
    /// `-` `–` `—` `/` and the like: none.
    Joint,
    /// `&`: a space on both sides, but in short names.
    And,
    /// `$`: a space before.
    Currency,
    /// `%`, `‰`: a space behind.
    Percent,
    /// Any other: none.
    Other,
}

/// The longest stretch in which the `@` or the `_` is looked for that makes it an address or an identifier.
const FIXED: usize = 64;

/// The pieces of a line, in order; together they are the line.
pub struct Pieces<'t> {
    line: &'t str,
    at: usize,
    /// Whether the line has what addresses and identifiers are told by.
    may_be_fixed: bool,
    /// A straight quotation mark is open: a double one, a single one.
    quoted: [bool; 2],
}

impl<'t> Pieces<'t> {
    /// The pieces of `line`.
    pub fn new(line: &'t str) -> Self {
        let begins_fixed = |at: usize| {
            let rest = &line.as_bytes()[at..];
            matches!(rest[0], b'@' | b'_') || rest.starts_with(b"://") || rest.starts_with(b"www.")
        };
        let is_sign = |byte: &u8| matches!(byte, b'@' | b'_' | b':' | b'w');
        let may_be_fixed = (0..line.len()).any(|at| is_sign(&line.as_bytes()[at]) && begins_fixed(at));
        Pieces { line, at: 0, may_be_fixed, quoted: [false; 2] }
    }

    /// The piece that begins with `c` at the head of `rest`: its length and kind.
    fn piece(&mut self, c: char, rest: &str) -> (usize, PieceKind) {
        if c.is_whitespace() {
            return (c.len_utf8(), PieceKind::Space);
        }
        if !is_letter(c) && !c.is_ascii_digit() {
            return (c.len_utf8(), PieceKind::Mark(self.mark(c, &rest[c.len_utf8()..])));
        }
        if let Some(len) = self.may_be_fixed.then(|| fixed(rest)).flatten() {
            return (len, PieceKind::Fixed);
        }
        if c.is_ascii_digit() {
            return (number(rest), PieceKind::Number);
        }
        (letters(rest), PieceKind::Letters)
    }

    fn mark(&mut self, c: char, rest: &str) -> Mark {
        match c {
            '“' | '‘' | '(' | '[' | '{' | '«' | '„' => Mark::Open,
            // the last is a combining comma above right that some extractions have for a closing quotation mark
            '”' | '’' | ')' | ']' | '}' | '»' | '\u{315}' => Mark::Close,
            '"' => self.straight(true, rest),
            '\'' => self.straight(false, rest),
            ',' | ';' | ':' | '!' | '?' | '…' => Mark::Stop,
            '.' => Mark::Dot,
            '-' | '–' | '—' | '‑' | '‒' | '―' | '/' | '·' | '•' | '+' | '=' | '~' | '×' | '−' => {
                Mark::Joint
            }
            '&' => Mark::And,
            '$' | '€' | '£' | '¥' => Mark::Currency,
            '%' | '‰' => Mark::Percent,
            _ => Mark::Other,
        }
    }

    /// A straight quotation mark opens what is not open, but for what its neighbours tell.
    fn straight(&mut self, double: bool, rest: &str) -> Mark {
        let before = self.line[..self.at].chars().next_back();
        let closing = rest.chars().next().is_none_or(|c| c.is_whitespace() || ".,;:!?)]”’".contains(c));
        let opening = before.is_none_or(|c| c.is_whitespace() || "([“‘".contains(c));
        let possessive = !double && before.is_some_and(char::is_alphanumeric);
        let quoted = &mut self.quoted[usize::from(!double)];
        *quoted = if closing || possessive { false } else { opening || !*quoted };
        if *quoted { Mark::Open } else { Mark::Close }
    }
}

impl Iterator for Pieces<'_> {
    type Item = Piece;

    fn next(&mut self) -> Option<Piece> {
        let rest = &self.line[self.at..];
        let (len, kind) = self.piece(rest.chars().next()?, rest);
        let start = self.at;
        self.at += len;
        Some(Piece { at: start..self.at, kind })
    }
}

/// The letters of a line, as [`Pieces`] cuts them, and whether a figure stands right before them.
pub fn letters_of(line: &str) -> impl Iterator<Item = (Range<usize>, bool)> {
    let mut pieces = Pieces::new(line);
    // nearly all lines have nothing but words and figures
    let is_plain = line.is_ascii() && !pieces.may_be_fixed;
    let mut at = 0;
    let mut is_behind_digits = false;
    std::iter::from_fn(move || {
        if is_plain {
            let run = letters_from(line, at)?;
            at = run.end;
            let before = run.start.checked_sub(1).map(|before| line.as_bytes()[before]);
            return Some((run, before.is_some_and(|before| before.is_ascii_digit())));
        }
        for piece in pieces.by_ref() {
            let is_behind = std::mem::replace(&mut is_behind_digits, piece.kind == PieceKind::Number);
            if piece.kind == PieceKind::Letters {
                return Some((piece.at, is_behind));
            }
        }
        None
    })
}

/// The next letters of a line of ASCII from a place on, with the apostrophes between them.
fn letters_from(line: &str, at: usize) -> Option<Range<usize>> {
    let bytes = line.as_bytes();
    let start = at + bytes[at..].iter().position(u8::is_ascii_alphabetic)?;
    let is_letter = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_alphabetic);
    let mut end = start;
    while is_letter(end) || (bytes.get(end) == Some(&b'\'') && is_letter(end + 1)) {
        end += 1;
    }
    Some(start..end)
}

/// A letter of an alphabet; Han and kana are none.
pub fn is_letter(c: char) -> bool {
    c.is_ascii_alphabetic() || (!c.is_ascii() && c.is_alphabetic() && !is_han(c) && (c as u32) < 0x2e80)
}

/// The length of the letters at the head of `text`: up to what is no letter, apostrophes between letters and combining
/// marks aside, and up to the scheme of an address.
fn letters(text: &str) -> usize {
    let plain = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    // nearly all letters are of ASCII and end at something of it
    if text.as_bytes().get(plain).is_none_or(|next| next.is_ascii() && !matches!(next, b'\'' | b':' | b'.')) {
        return plain;
    }
    let mut chars = text.char_indices().peekable();
    let mut end = 0;
    while let Some((at, c)) = chars.next() {
        let inside = match c {
            '\'' | '’' => chars.peek().is_some_and(|&(_, next)| is_letter(next)),
            '\u{315}' => false,
            '\u{300}'..='\u{36f}' => true,
            _ => is_letter(c),
        };
        if !inside {
            break;
        }
        end = at + c.len_utf8();
    }
    let head = |mark: &str, heads: &[&str]| {
        let found = heads.iter().find(|head| text[..end].ends_with(*head)).filter(|_| text[end..].starts_with(mark));
        found.map(|head| end - head.len())
    };
    match head("://", &["https", "http", "ftp"]).or_else(|| head(".", &["www"])) {
        Some(0) | None => end,
        Some(before) => before,
    }
}

/// The length of the figure at the head of `text`. A comma belongs to it before groups of three digits, a dot or a colon
/// before any; a year and a figure with groups ("In 2025,43,200 ...") stay two.
fn number(text: &str) -> usize {
    let bytes = text.as_bytes();
    let digits = |at: usize| bytes[at..].iter().take_while(|b| b.is_ascii_digit()).count();
    let mut end = digits(0);
    let mut last = end;
    while end < bytes.len() && matches!(bytes[end], b',' | b'.' | b':') {
        let next = digits(end + 1);
        let grouped = bytes.get(end + 1 + next) == Some(&b',') && next <= 3 && digits(end + 2 + next) == 3;
        let inside = match bytes[end] {
            b',' => next == 3 && last <= 3,
            b'.' => next > 0 && !(last == 4 && grouped),
            _ => next > 0,
        };
        if !inside {
            break;
        }
        end += 1 + next;
        last = next;
    }
    end
}

/// The length of the address or identifier at the head of `text`.
fn fixed(text: &str) -> Option<usize> {
    if ["https://", "http://", "ftp://", "www."].iter().any(|head| text.starts_with(head)) {
        let end = text.find(|c: char| !c.is_ascii_graphic() || "\"<>()[]{}".contains(c)).unwrap_or(text.len());
        return Some(text[..end].trim_end_matches(['.', ',', ';', ':', '!', '?', '\'']).len());
    }
    let name = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'-' | b'+');
    let head = text.bytes().take(FIXED).take_while(name).count();
    if text[head..].starts_with('@') {
        let host = text[head + 1..].bytes().take_while(name).count();
        return Some(text[..head + 1 + host].trim_end_matches('.').len());
    }
    let word = text.bytes().take(FIXED).take_while(|b| b.is_ascii_alphanumeric() || *b == b'_').count();
    text[..word].contains('_').then_some(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, pieces: &str) {
        let cut: Vec<&str> = Pieces::new(line).map(|piece| &line[piece.at]).collect();
        assert_eq!(cut.join("|"), pieces);
    }

    #[test]
    fn figures_keep_their_separators_and_no_others() {
        check("8,875stores", "8,875|stores");
        check("22.72%.Open", "22.72|%|.|Open");
        check("In2025,43,200", "In|2025|,|43,200");
        check("10,20and30", "10|,|20|and|30");
        check("2025.27,000cases", "2025|.|27,000|cases");
        check("at10:30.", "at|10:30|.");
        check("2024-2025.This", "2024|-|2025|.|This");
    }

    #[test]
    fn the_letters_of_plain_lines_are_those_of_their_pieces() {
        let mut letters = 0;
        for line in ["It's 5pm, o'clock'", "'tis 8,875stores' e'", "a5'b", "max_len2a b", "Café 3rd", "", "'"] {
            let mut is_behind = false;
            let mut expected = Vec::new();
            for piece in Pieces::new(line) {
                if piece.kind == PieceKind::Letters {
                    expected.push((piece.at, is_behind));
                }
                is_behind = piece.kind == PieceKind::Number;
            }
            letters += expected.len();
            assert_eq!(letters_of(line).collect::<Vec<_>>(), expected, "{line}");
        }
        assert_eq!(letters, 11);
    }

    #[test]
    fn addresses_and_identifiers_are_one_piece() {
        check("athttps://a.example/b?c=d.", "at|https://a.example/b?c=d|.");
        check("(www.example.org)", "(|www.example.org|)");
        check("write:me@example.org.", "write|:|me@example.org|.");
        check("the max_len", "the| |max_len");
    }

    #[test]
    fn apostrophes_belong_to_words_only_between_letters() {
        check("China’sIP", "China’sIP");
        check("firms’ ‘new’", "firms|’| |‘|new|’");
    }
}
