//! One text with everything that can be known of it without its counterpart.

use crate::quantity::{self, value::Quantity};
use crate::respace::{Glue, respace};
use crate::segment::{Segment, segment};
use crate::text::document::Document;
use crate::text::span::Span;

/// A document, its sentences and its figures.
#[derive(Clone, Debug)]
pub struct Text {
    /// The document, its lost spaces restored.
    pub document: Document,
    /// What restoring them came to.
    pub glue: Glue,
    /// Its sentences.
    pub segments: Vec<Segment>,
    /// Its figures, in order.
    pub figures: Vec<Figure>,
}

/// A figure and the sentence it stands in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// The index of the sentence.
    pub segment: usize,
    /// The figure; its span is of the document's readable text.
    pub quantity: Quantity,
}

impl Text {
    /// Restores spaces, splits into sentences and reads the figures. `siblings` are other documents of the same
    /// project, whose words help to restore spaces.
    pub fn new(document: Document, siblings: &[&Document]) -> Self {
        let (document, glue) = respace(document, siblings);
        let segments = segment(&document);
        Text::of_segments(document, glue, segments)
    }

    /// The text of a document that is in sentences already.
    pub fn of_segments(document: Document, glue: Glue, segments: Vec<Segment>) -> Self {
        let mut figures = Vec::new();
        for (index, segment) in segments.iter().enumerate() {
            let read = quantity::read(document.slice(segment.span), document.lang);
            let mark = opens_with_note_mark(&document, segment);
            let read = read.into_iter().filter(|quantity| !(mark && quantity.span.start == 0));
            figures.extend(read.map(|mut quantity| {
                quantity.span = quantity.span.shift(segment.span.start as usize);
                Figure { segment: index, quantity }
            }));
        }
        figures.shrink_to_fit();
        Text { document, glue, segments, figures }
    }

    /// The readable text of a sentence.
    pub fn sentence(&self, index: usize) -> &str {
        self.document.slice(self.segments[index].span)
    }
}
/// Whether a sentence opens with the mark of a note that belongs to the sentence before: "of the Convention.3 The State".
fn opens_with_note_mark(document: &Document, segment: &Segment) -> bool {
    const LONGEST: usize = 3;
    let sentence = document.slice(segment.span);
    let digits = sentence.bytes().take(LONGEST).take_while(u8::is_ascii_digit).count();
    let block = document.blocks.get(segment.block).map_or(segment.span.start, |block| block.span.start);
    let goes_on = digits < sentence.len();
    (1..LONGEST).contains(&digits) && goes_on && block < segment.span.start && {
        let before = document.slice(Span { start: block, end: segment.span.start });
        quantity::is_note_mark(before, &sentence[digits..])
    }
}
