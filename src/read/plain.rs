//! Plain text: lines, and cells where tabs make columns; page numbers are no lines.

use super::draft::{Draft, Joint, Line};
use super::{folio, tidy};
use crate::text::lang::Lang;
use crate::text::span::Span;

/// The lines of a plain text.
pub(super) fn lines(text: &str) -> Draft {
    let whole = folio::without_feet(text);
    let text = whole.text();
    let tabular = is_tabular(text);
    let mut lines = Vec::new();
    let mut joint = Joint::Block;
    let mut row = 0;
    for (span, page_end) in physical_lines(text) {
        match tidy::trim(text, span) {
            Some(span) => {
                let cells = cells(text, span, tabular);
                if cells.len() > 1 {
                    row += 1;
                    lines.extend(cells.into_iter().map(|span| Line::cell(span, row)));
                    joint = Joint::Block;
                } else {
                    lines.push(Line::plain(span, joint));
                    joint = Joint::Line;
                }
            }
            None => joint = Joint::Block,
        }
        if page_end {
            joint = Joint::Block;
        }
    }
    let mut draft = Draft { text: whole, lines, marked: false, links: Vec::new(), codes: Vec::new() };
    folio::remove(&mut draft);
    draft
}

/// The lines between line ends of every kind (those of Unix, Windows, old Macs, word processors and Unicode), and whether
/// a form feed ends them.
pub(super) fn physical_lines(text: &str) -> impl Iterator<Item = (Span, bool)> + '_ {
    const ENDS: [char; 7] = ['\n', '\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}'];
    let mut start = 0;
    std::iter::from_fn(move || {
        if start >= text.len() {
            return None;
        }
        let rest = &text[start..];
        let len = rest.find(ENDS).unwrap_or(rest.len());
        let line = Span::new(start, start + len);
        let end = if rest[len..].starts_with("\r\n") {
            "\r\n".len()
        } else {
            rest[len..].chars().next().map_or(0, char::len_utf8)
        };
        start += len + end;
        Some((line, rest[len..].starts_with('\u{c}')))
    })
}

/// Whether tabs cut most lines into columns.
fn is_tabular(text: &str) -> bool {
    if memchr::memchr(b'\t', text.as_bytes()).is_none() {
        return false;
    }
    let (mut rows, mut all) = (0usize, 0usize);
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        all += 1;
        rows += usize::from(line.contains('\t'));
    }
    rows >= 2 && rows * 10 >= all * 6
}

/// The columns of a line; one where its tabs are mere white space. A tab between the two languages always parts columns.
fn cells(text: &str, span: Span, tabular: bool) -> Vec<Span> {
    let line = span.of(text);
    if !line.contains('\t') {
        return vec![span];
    }
    let mut at = span.start as usize;
    let mut cells = Vec::new();
    for cell in line.split('\t') {
        cells.extend(tidy::trim(text, Span::new(at, at + cell.len())));
        at += cell.len() + 1;
    }
    let has = |lang| cells.iter().any(|cell| Lang::of(cell.of(text)) == Some(lang));
    if tabular || (has(Lang::Zh) && has(Lang::En)) { cells } else { vec![span] }
}
