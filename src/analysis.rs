//! One text with everything that can be known of it without its counterpart.

use crate::quantity::{self, value::Quantity};
use crate::respace::{Glue, respace};
use crate::segment::{Segment, segment};
use crate::text::document::Document;

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
            figures.extend(read.into_iter().map(|mut quantity| {
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
