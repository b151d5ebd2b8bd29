//! A text as it was decoded from its file, and where things are in it.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::span::Span;

/// A decoded file. The only place that knows lines and columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// What a person calls it: the path as it was given, or `-`.
    pub name: Arc<str>,
    /// The SHA-256 of the file's bytes, in hexadecimal, where it was read from bytes.
    pub sha256: Option<Arc<str>>,
    text: Arc<str>,
    /// The byte at which each line starts; the first is 0.
    lines: Arc<[u32]>,
    /// What stands at these bytes and after them, up to the next; ascending.
    marks: Arc<[(u32, Mark)]>,
    /// Where it leads elsewhere, ascending.
    links: Arc<[Link]>,
    /// The code that its sentences quote, without the marks round it; ascending.
    codes: Arc<[Span]>,
}

/// A stretch of a text that leads elsewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The whole of it, mark-up and all, in the source.
    pub span: Span,
    /// Where it leads, as it is written there.
    pub target: Arc<str>,
}

/// What people find a place by in a file that they do not read as lines of text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Mark {
    /// The page, from 1, where pages are what the file consists of.
    Page(u32),
    /// The paragraph, from 1.
    Paragraph(u32),
    /// The identifier of a translation unit.
    Unit(Arc<str>),
    /// The cell of a table, as its program calls it.
    Cell(Arc<str>),
}

/// Where something stands, for a person; all counts start at 1.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Location {
    /// The line.
    pub line: u32,
    /// The character in the line.
    pub column: u32,
    /// The line of its end.
    pub end_line: u32,
    /// The character behind its end.
    pub end_column: u32,
    /// What one finds it by besides, or instead where the lines are not the file's own.
    #[serde(flatten)]
    pub mark: Option<Mark>,
}

impl Source {
    /// The longest text that spans can point into.
    pub const MAX: usize = u32::MAX as usize - 1;

    /// A source of this text. Costs one pass over it.
    ///
    /// # Panics
    /// When the text is longer than [`Source::MAX`] bytes; `read` refuses such files before.
    pub fn new(name: impl Into<Arc<str>>, text: impl Into<Arc<str>>) -> Self {
        let text: Arc<str> = text.into();
        assert!(text.len() <= Self::MAX, "texts are below 4 GiB");
        let starts = memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at as u32 + 1);
        let lines = std::iter::once(0).chain(starts).collect();
        Source {
            name: name.into(),
            sha256: None,
            text,
            lines,
            marks: Arc::default(),
            links: Arc::default(),
            codes: Arc::default(),
        }
    }

    /// The same with what its places are found by; the bytes ascend.
    pub fn marked(self, marks: Vec<(u32, Mark)>) -> Self {
        debug_assert!(marks.is_sorted_by_key(|&(at, _)| at), "marks ascend");
        Source { marks: marks.into(), ..self }
    }

    /// The same with its links.
    pub fn linked(self, mut links: Vec<Link>) -> Self {
        links.sort_by_key(|link| link.span.start);
        Source { links: links.into(), ..self }
    }

    /// The links that `span` has a part of, in order.
    pub fn links(&self, span: Span) -> &[Link] {
        let start = self.links.partition_point(|link| link.span.end <= span.start);
        let end = self.links.partition_point(|link| link.span.start < span.end);
        self.links.get(start..end).unwrap_or_default()
    }

    /// The same with the code that its sentences quote.
    pub fn quoting(self, mut codes: Vec<Span>) -> Self {
        codes.sort_by_key(|code| code.start);
        Source { codes: codes.into(), ..self }
    }

    /// The quoted code that `span` has a part of, in order.
    pub fn codes(&self, span: Span) -> &[Span] {
        let start = self.codes.partition_point(|code| code.end <= span.start);
        let end = self.codes.partition_point(|code| code.start < span.end);
        self.codes.get(start..end).unwrap_or_default()
    }

    /// The whole text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The whole text, for one that is to hold it as well.
    pub fn shared(&self) -> Arc<str> {
        Arc::clone(&self.text)
    }

    /// Where `span` stands.
    pub fn location(&self, span: Span) -> Location {
        let (line, column) = self.line_column(span.start);
        let (end_line, end_column) = self.line_column(span.end);
        let after = self.marks.partition_point(|&(at, _)| at <= span.start);
        let mark = after.checked_sub(1).map(|at| self.marks[at].1.clone());
        Location { line, column, end_line, end_column, mark }
    }

    fn line_column(&self, at: u32) -> (u32, u32) {
        let line = self.lines.partition_point(|&start| start <= at) - 1;
        let start = self.lines[line];
        let column = Span { start, end: at }.of(&self.text).chars().count();
        (line as u32 + 1, column as u32 + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_columns_count_characters_from_one() {
        let source = Source::new("a.txt", "一二\n三four\n");
        let at = |start, end| {
            let l = source.location(Span::new(start, end));
            (l.line, l.column, l.end_line, l.end_column)
        };
        assert_eq!(at(0, 3), (1, 1, 1, 2));
        assert_eq!(at(7, 10), (2, 1, 2, 2));
        assert_eq!(at(10, 14), (2, 2, 2, 6));
        assert_eq!(at(15, 15), (3, 1, 3, 1));
    }

    #[test]
    fn a_mark_holds_up_to_the_next() {
        let marks = vec![(4, Mark::Page(1)), (8, Mark::Cell("B2".into()))];
        let source = Source::new("a.txt", "0123456789").marked(marks);
        let json = |at| serde_json::to_string(&source.location(Span::new(at, at))).expect("a location is written");
        let plain = |at: usize| format!(r#"{{"line":1,"column":{0},"end_line":1,"end_column":{0}"#, at + 1);
        assert_eq!(json(3), plain(3) + "}");
        assert_eq!(json(7), plain(7) + r#","page":1}"#);
        assert_eq!(json(8), plain(8) + r#","cell":"B2"}"#);
        let back: Location = serde_json::from_str(&json(7)).expect("a location is read");
        assert_eq!(back, source.location(Span::new(7, 7)));
    }
}
