//! Readable text, and the way back to the source that it was made from.
//!
//! A [`Normal`] is a text in which layout is undone (joined lines, restored spaces, stripped mark-up) together with a
//! map that leads every span of it back to the bytes of the source. It is built by a [`Builder`] from three moves:
//! copy a stretch, replace a stretch, insert text of its own; what is not copied is dropped. Normals compose: a builder
//! over a `Normal` makes a new one whose map still leads to the source.
//!
//! Stretches of the text may be code. Whoever reads the language sees spaces in their place ([`Normal::text`]), byte for
//! byte, so that no placeholder is taken for a figure and no tag for a word; what is shown has them ([`Normal::shown`]).
//!
//! Looking a span up costs a binary search over the runs; the text itself is stored once, or twice where it has codes.

use std::sync::Arc;

use super::code::{Code, CodeKind};
use super::span::Span;

/// A cleaned text with its map; see the module.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Normal {
    /// With spaces for codes.
    text: Arc<str>,
    /// The same with its codes; `None` where it has none.
    shown: Option<Arc<str>>,
    /// Ascending and disjoint.
    codes: Arc<[Code]>,
    /// Ascending and disjoint on both sides; between two runs the text was inserted, or source was dropped.
    runs: Vec<Run>,
}

/// A stretch of the text that stands for a stretch of the source: byte for byte when both are of one length and
/// `verbatim`, else as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Run {
    text: Span,
    source: Span,
    verbatim: bool,
}

impl Normal {
    /// The text as it is, every byte standing for itself.
    pub fn verbatim(text: impl Into<Arc<str>>) -> Self {
        let text = text.into();
        let whole = Span::new(0, text.len());
        let runs = if whole.is_empty() { Vec::new() } else { vec![Run { text: whole, source: whole, verbatim: true }] };
        Normal { text, runs, ..Normal::default() }
    }

    /// The readable text, with spaces in the place of codes.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The readable text with its codes. Spans of the one are spans of the other.
    pub fn shown(&self) -> &str {
        self.shown.as_ref().unwrap_or(&self.text)
    }

    /// The codes within `span`, in order.
    pub fn codes(&self, span: Span) -> &[Code] {
        let start = self.codes.partition_point(|code| code.span.start < span.start);
        let end = self.codes.partition_point(|code| code.span.end <= span.end);
        self.codes.get(start..end).unwrap_or_default()
    }

    /// The bytes of the source that `span` of the text stands for. Inserted text stands for the empty span at its
    /// place. Monotone: a later span never leads to an earlier place.
    pub fn to_source(&self, span: Span) -> Span {
        let start = self.edge(span.start, true);
        if span.is_empty() {
            return Span { start, end: start };
        }
        let end = self.edge(span.end, false);
        Span { start, end: end.max(start) }
    }

    /// The source offset of a text offset, as the start of what follows (`opening`) or the end of what precedes.
    fn edge(&self, at: u32, opening: bool) -> u32 {
        let (index, inside) = if opening {
            let index = self.runs.partition_point(|run| run.text.end <= at);
            (index, self.runs.get(index).is_some_and(|run| run.text.start <= at))
        } else {
            let index = self.runs.partition_point(|run| run.text.end < at);
            (index, self.runs.get(index).is_some_and(|run| run.text.start < at))
        };
        match self.runs.get(index) {
            Some(run) if inside && run.verbatim => run.source.start + (at - run.text.start),
            Some(run) if inside && opening => run.source.start,
            Some(run) if inside => run.source.end,
            Some(run) if opening => run.source.start,
            _ => index.checked_sub(1).map_or(0, |last| self.runs[last].source.end),
        }
    }
}

/// Makes a [`Normal`] from a source text, or from an earlier `Normal`.
#[derive(Debug)]
pub struct Builder<'a> {
    from: &'a str,
    earlier: Option<&'a Normal>,
    text: String,
    runs: Vec<Run>,
    codes: Vec<Code>,
}

impl<'a> Builder<'a> {
    /// A builder over a source text.
    pub fn new(source: &'a str) -> Self {
        Builder { from: source, earlier: None, text: String::new(), runs: Vec::new(), codes: Vec::new() }
    }

    /// A builder over the text of `earlier`, whose map it goes on from.
    pub fn over(earlier: &'a Normal) -> Self {
        Builder { from: earlier.shown(), earlier: Some(earlier), ..Builder::new("") }
    }

    /// How long the text is so far: where the next move will stand.
    pub fn len(&self) -> usize {
        self.text.len()
    }

    /// Whether nothing has been written yet.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// The text so far.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Takes `span` over as it is. Spans must come in ascending order.
    pub fn copy(&mut self, span: Span) {
        let at = self.text.len();
        self.text.push_str(span.of(self.from));
        let Some(earlier) = self.earlier else {
            return self.run(Run { text: span_at(at, span.len()), source: span, verbatim: true });
        };
        let first = earlier.runs.partition_point(|run| run.text.end <= span.start);
        for run in earlier.runs[first..].iter().take_while(|run| run.text.start < span.end) {
            let start = run.text.start.max(span.start);
            let end = run.text.end.min(span.end);
            let source = if run.verbatim {
                let skip = start - run.text.start;
                Span { start: run.source.start + skip, end: run.source.start + skip + (end - start) }
            } else {
                run.source
            };
            let text = span_at(at + (start - span.start) as usize, (end - start) as usize);
            self.run(Run { text, source, verbatim: run.verbatim });
        }
        for code in earlier.codes(span) {
            let start = at + (code.span.start - span.start) as usize;
            self.code(Span::new(start, start + code.span.len()), code.kind, Arc::clone(&code.name));
        }
    }

    /// Writes `text` in place of `span`, which it stands for as a whole. An empty text drops the span.
    pub fn replace(&mut self, span: Span, text: &str) {
        if text.is_empty() {
            return;
        }
        let source = self.earlier.map_or(span, |earlier| earlier.to_source(span));
        let at = span_at(self.text.len(), text.len());
        self.text.push_str(text);
        if !source.is_empty() {
            self.run(Run { text: at, source, verbatim: false });
        }
    }

    /// Writes `text` that stands for nothing in the source.
    pub fn insert(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// Makes `span` of the text so far a code. Codes must come in ascending order.
    pub fn code(&mut self, span: Span, kind: CodeKind, name: impl Into<Arc<str>>) {
        debug_assert!(self.codes.last().is_none_or(|last| last.span.end <= span.start), "codes ascend");
        self.codes.push(Code { span, kind, name: name.into() });
    }

    /// The finished text.
    pub fn finish(self) -> Normal {
        let Builder { text, runs, codes, .. } = self;
        if codes.is_empty() {
            return Normal { text: text.into(), runs, ..Normal::default() };
        }
        let plain = without(&text, &codes);
        Normal { text: plain.into(), shown: Some(text.into()), codes: codes.into(), runs }
    }

    fn run(&mut self, run: Run) {
        if run.text.is_empty() {
            return;
        }
        match self.runs.last_mut() {
            Some(last)
                if last.verbatim
                    && run.verbatim
                    && last.text.end == run.text.start
                    && last.source.end == run.source.start =>
            {
                last.text.end = run.text.end;
                last.source.end = run.source.end;
            }
            _ => self.runs.push(run),
        }
    }
}

/// The text with spaces in the place of codes, as many as they have bytes.
fn without(text: &str, codes: &[Code]) -> String {
    let mut plain = String::with_capacity(text.len());
    for code in codes {
        plain += &text[plain.len()..code.span.start as usize];
        plain.extend(std::iter::repeat_n(' ', code.span.len()));
    }
    plain += &text[plain.len()..];
    plain
}

fn span_at(start: usize, len: usize) -> Span {
    Span::new(start, start + len)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joined() -> Normal {
        // "ab\ncd*ef" becomes "ab cdéf": a line joined, a mark replaced by a longer character
        let mut builder = Builder::new("ab\ncd*ef");
        builder.copy(Span::new(0, 2));
        builder.replace(Span::new(2, 3), " ");
        builder.copy(Span::new(3, 5));
        builder.replace(Span::new(5, 6), "é");
        builder.copy(Span::new(6, 8));
        builder.finish()
    }

    #[test]
    fn spans_lead_back_through_copies_and_replacements() {
        let normal = joined();
        assert_eq!(normal.text(), "ab cdéef");
        let back = |start, end| normal.to_source(Span::new(start, end)).range();
        assert_eq!(back(0, 2), 0..2);
        assert_eq!(back(1, 4), 1..4);
        assert_eq!(back(5, 7), 5..6);
        assert_eq!(back(7, 9), 6..8);
        assert_eq!(back(0, 9), 0..8);
    }

    #[test]
    fn inserted_text_stands_for_an_empty_place_and_normals_compose() {
        let first = joined();
        let mut builder = Builder::over(&first);
        builder.copy(Span::new(0, 1));
        builder.insert(" ");
        builder.copy(Span::new(1, 9));
        let second = builder.finish();
        assert_eq!(second.text(), "a b cdéef");
        assert_eq!(second.to_source(Span::new(1, 2)).range(), 1..1);
        assert_eq!(second.to_source(Span::new(0, 3)).range(), 0..2);
        assert_eq!(second.to_source(Span::new(6, 10)).range(), 5..8);
    }
}
