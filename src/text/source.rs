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
}

/// Where something stands, for a person; all counts start at 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Location {
    /// The line.
    pub line: u32,
    /// The character in the line.
    pub column: u32,
    /// The line of its end.
    pub end_line: u32,
    /// The character behind its end.
    pub end_column: u32,
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
        Source { name: name.into(), sha256: None, text, lines }
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
        Location { line, column, end_line, end_column }
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
}
