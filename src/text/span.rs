//! A half-open range of bytes.

use std::ops::Range;

/// A half-open range of UTF-8 bytes, `start <= end`, both on character boundaries of the text it belongs to.
///
/// Which text that is, is said by whoever holds the span: blocks, segments and quantities hold spans of a document's
/// readable text ([`Normal`](super::normal::Normal)); findings and everything written out hold spans of the
/// [`Source`](super::source::Source).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// The first byte.
    pub start: u32,
    /// The byte behind the last.
    pub end: u32,
}

impl Span {
    /// The span of `start..end`.
    ///
    /// # Panics
    /// When the range is reversed, or reaches past 4 GiB; [`Source::new`](super::source::Source::new) keeps texts below.
    pub fn new(start: usize, end: usize) -> Self {
        assert!(start <= end, "a span runs forwards");
        let narrow = |at: usize| u32::try_from(at).expect("texts are below 4 GiB");
        Span { start: narrow(start), end: narrow(end) }
    }

    /// As a range, to slice with.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The slice of `text` that it covers.
    pub fn of(self, text: &str) -> &str {
        &text[self.range()]
    }

    /// Its length in bytes.
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether it covers nothing.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The same span, `by` bytes further on.
    pub fn shift(self, by: usize) -> Self {
        Span::new(self.start as usize + by, self.end as usize + by)
    }

    /// Whether `other` lies wholly inside.
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The smallest span over both.
    pub fn cover(self, other: Span) -> Self {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}
