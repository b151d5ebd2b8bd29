//! Sentences of a document.

use crate::text::document::{Block, BlockKind, Document};
use crate::text::lang::Lang;
use crate::text::normal::Normal;
use crate::text::source::Source;
use crate::text::span::Span;

/// A sentence. It holds no text of its own: `document.slice(segment.span)`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Segment {
    /// Where it stands in the document's readable text, without surrounding white space.
    pub span: Span,
    /// The index of its block.
    pub block: usize,
}

/// The sentences of a document, in order; every character of a block that is not white space lies in exactly one.
pub fn segment(document: &Document) -> Vec<Segment> {
    let whole = |(block, b): (usize, &Block)| Segment { span: b.span, block };
    document.blocks.iter().enumerate().map(whole).collect()
}

/// A text that is in sentences already, one a line (`\n` alone ends a line), each in a block of its own; an empty line is
/// an empty sentence.
pub fn presegmented(source: Source, lang: Lang) -> (Document, Vec<Segment>) {
    let text = Normal::verbatim(source.text());
    let mut blocks = Vec::new();
    let mut start = 0;
    for line in source.text().split_inclusive('\n') {
        let end = start + line.trim_end_matches(['\n', '\r']).len();
        blocks.push(Block { span: Span::new(start, end), kind: BlockKind::Paragraph });
        start += line.len();
    }
    let segments = blocks.iter().enumerate().map(|(block, b)| Segment { span: b.span, block }).collect();
    (Document { source, lang, text, blocks }, segments)
}
