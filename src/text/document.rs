//! One text in one language, cut into blocks.

use serde::{Deserialize, Serialize};

use super::lang::Lang;
use super::normal::Normal;
use super::source::Source;
use super::span::Span;

/// A text in one language as `read` hands it on: readable, in blocks, with the way back to the file.
#[derive(Clone, Debug)]
pub struct Document {
    /// The file that it stands in; a bilingual file is the source of two documents.
    pub source: Source,
    /// Its language.
    pub lang: Lang,
    /// The readable text: all blocks in reading order, each ended by one `\n`.
    pub text: Normal,
    /// Ascending and disjoint spans of `text`, without the line ends between them; none is empty.
    pub blocks: Vec<Block>,
}

/// A stretch of a document that no sentence crosses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// Where it stands in the document's readable text.
    pub span: Span,
    /// What it is.
    pub kind: BlockKind,
}

/// What a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum BlockKind {
    /// A heading; 1 is the highest level.
    Heading(u8),
    /// A run-in heading: the short lead sentence that opens a paragraph ("Strengthening overall planning.").
    Lead,
    /// Running text.
    Paragraph,
    /// An item of a list.
    ListItem,
    /// A cell of a table.
    Cell,
    /// Code, which is kept and not read as language.
    Code,
}

impl Document {
    /// The readable text of `span`, with spaces in the place of codes.
    pub fn slice(&self, span: Span) -> &str {
        span.of(self.text.text())
    }

    /// The readable text of `span` as a person is shown it, with its codes.
    pub fn shown(&self, span: Span) -> &str {
        span.of(self.text.shown())
    }

    /// The stretch of `within`, a span of the readable text, that stands for `span` of the source; `within` itself where none
    /// does. Linear in `within`.
    pub fn readable(&self, within: Span, span: Span) -> Span {
        let text = self.text.shown();
        let is_of = |&(at, c): &(usize, char)| {
            let source = self.to_source(Span::new(at, at + c.len_utf8()));
            span.start <= source.start && source.end <= span.end && !source.is_empty()
        };
        let first = within.start as usize;
        let mut own = within.of(text).char_indices().map(|(at, c)| (first + at, c)).filter(is_of);
        match (own.next(), own.next_back()) {
            (Some((start, c)), None) => Span::new(start, start + c.len_utf8()),
            (Some((start, _)), Some((last, c))) => Span::new(start, last + c.len_utf8()),
            (None, _) => within,
        }
    }

    /// Where `span` of the readable text stands in the source.
    pub fn to_source(&self, span: Span) -> Span {
        self.text.to_source(span)
    }
}
