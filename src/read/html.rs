//! HTML inside Markdown: its tags and comments dropped, its text kept in lines.

use std::ops::Range;

use super::draft::{Joint, LineKind};
use super::markdown::Page;
use crate::text::span::Span;

/// The elements that start a block of their own.
const BLOCKS: [&str; 24] = [
    "address",
    "article",
    "blockquote",
    "caption",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "figcaption",
    "figure",
    "footer",
    "header",
    "li",
    "main",
    "ol",
    "p",
    "section",
    "summary",
    "table",
    "tbody",
    "thead",
    "tr",
    "ul",
];

/// The entities that are decoded; all others stay as they are written.
const ENTITIES: [(&str, &str); 6] =
    [("&nbsp;", "\u{a0}"), ("&amp;", "&"), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'")];

/// Whether a tag is `<br>` in any spelling.
pub(super) fn is_line_break(tag: &str) -> bool {
    name_of(tag).eq_ignore_ascii_case("br")
}

/// Writes the text of a block of HTML at `range` of the page's source.
pub(super) fn lines(page: &mut Page<'_>, range: Range<usize>) {
    let text = page.text;
    let flow = page.kind;
    let mut at = range.start;
    while at < range.end {
        let rest = &text[at..range.end];
        let next = rest.find(['<', '&']).unwrap_or(rest.len());
        page.builder.copy(Span::new(at, at + next));
        at += next;
        let rest = &rest[next..];
        match rest.bytes().next() {
            Some(b'&') => at += entity(page, at, rest),
            Some(_) => at += tag(page, flow, at, rest),
            None => {}
        }
    }
    page.end_line(Joint::Block);
    page.kind = flow;
}

/// Writes the entity or the ampersand that `rest` starts with; its length.
fn entity(page: &mut Page<'_>, at: usize, rest: &str) -> usize {
    match ENTITIES.iter().find(|(name, _)| rest.starts_with(name)) {
        Some((name, text)) => {
            page.builder.replace(Span::new(at, at + name.len()), text);
            name.len()
        }
        None => {
            page.builder.copy(Span::new(at, at + 1));
            1
        }
    }
}

/// Does what the tag or comment that `rest` starts with says; its length.
fn tag(page: &mut Page<'_>, flow: LineKind, at: usize, rest: &str) -> usize {
    if rest.starts_with("<!--") {
        return rest.find("-->").map_or(rest.len(), |end| end + "-->".len());
    }
    if !rest[1..].starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?')) {
        page.builder.copy(Span::new(at, at + 1));
        return 1;
    }
    let len = rest.find('>').map_or(rest.len(), |end| end + 1);
    let name = name_of(rest).to_ascii_lowercase();
    let closing = rest.starts_with("</");
    match name.as_str() {
        "script" | "style" if !closing => {
            let end = format!("</{name}");
            return rest.find(&end).unwrap_or(rest.len());
        }
        "br" => page.end_line(Joint::Line),
        "td" | "th" => open(page, if closing { flow } else { LineKind::Cell }),
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
            open(page, if closing { flow } else { LineKind::Heading(name.as_bytes()[1] - b'0') });
        }
        "li" => open(page, if closing { flow } else { LineKind::ListItem }),
        "pre" => open(page, if closing { flow } else { LineKind::Code }),
        block if BLOCKS.contains(&block) => {
            page.row += u32::from(block == "tr" && !closing);
            page.end_line(Joint::Block);
        }
        _ => {}
    }
    len
}

fn open(page: &mut Page<'_>, kind: LineKind) {
    page.end_line(Joint::Block);
    page.kind = kind;
}

fn name_of(tag: &str) -> &str {
    let name = tag.trim_start_matches(['<', '/']);
    let end = name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len());
    &name[..end]
}
