//! A text as its format gives it: lines, before any layout is undone and before the languages are told apart.
//!
//! Both formats come down to this, so that everything after them is written once. A line is the smallest stretch that
//! the layout of a page can have cut; what parts it from the line before says how far the format vouches for the cut.

use crate::text::normal::Normal;
use crate::text::span::Span;

/// A text and its lines.
pub(super) struct Draft {
    /// The text without mark-up, with the way back to the source.
    pub text: Normal,
    /// Ascending, disjoint spans of `text`; none is empty.
    pub lines: Vec<Line>,
    /// Whether the format marks headings itself, so that looks need not be trusted.
    pub marked: bool,
}

/// A line of a draft.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line {
    /// Without white space round it.
    pub span: Span,
    /// What the format says it is.
    pub kind: LineKind,
    /// What parts it from the line before.
    pub joint: Joint,
    /// Where the bold run ends that the line opens with, if it does.
    pub bold: Option<u32>,
    /// The row of the table it is a cell of, counted over the whole text.
    pub row: Option<u32>,
}

/// What a format knows of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LineKind {
    /// Text of whatever kind.
    Text,
    /// A heading.
    Heading(u8),
    /// A line of a list item.
    ListItem,
    /// A cell of a table.
    Cell,
    /// A whole block of code, its line ends inside.
    Code,
}

/// What parts a line from the one before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Joint {
    /// A line end that the format declares to mean nothing.
    Soft,
    /// A line end that may mean something.
    Line,
    /// An empty line, or the border of a block.
    Block,
}

impl Draft {
    /// The text of a line.
    pub fn slice(&self, line: &Line) -> &str {
        line.span.of(self.text.text())
    }
}
