//! A text taken out of a file that is not read as lines: the lines that a format gives, and what people find them by.

use super::draft::{Draft, Joint, Line, LineKind};
use super::tidy;
use crate::text::lang::Lang;
use crate::text::normal::Normal;
use crate::text::source::{Mark, Source};
use crate::text::span::Span;

/// A text as it grows, a line of it for each line that is given.
#[derive(Default)]
pub(super) struct Extract {
    text: String,
    lines: Vec<Line>,
    marks: Vec<(u32, Mark)>,
}

/// What is known of a line before it has a place.
#[derive(Clone, Debug)]
pub(super) struct Given {
    pub kind: LineKind,
    pub joint: Joint,
    /// How many bytes of it the bold run has that it opens with.
    pub bold: usize,
    pub row: Option<u32>,
    pub lang: Option<Lang>,
}

impl Given {
    /// A line of running text.
    pub fn text(joint: Joint) -> Self {
        Given { kind: LineKind::Text, joint, bold: 0, row: None, lang: None }
    }
}

impl Extract {
    /// Says what places are found by from here on.
    pub fn mark(&mut self, mark: Mark) {
        let at = Span::new(self.text.len(), self.text.len()).start;
        match self.marks.last_mut() {
            Some((last, known)) if *last == at => *known = mark,
            Some((_, known)) if *known == mark => {}
            _ => self.marks.push((at, mark)),
        }
    }

    /// How many bytes it has.
    pub fn len(&self) -> usize {
        self.text.len()
    }

    /// Adds a line; one that shows nothing is none.
    pub fn line(&mut self, text: &str, given: &Given) {
        let start = self.text.len();
        // an own line end would be a place that the file does not have
        self.text.extend(text.chars().map(|c| if c.is_control() && c != '\t' { ' ' } else { c }));
        if let Some(span) = tidy::trim(&self.text, Span::new(start, self.text.len())) {
            let Given { kind, joint, bold, row, lang } = *given;
            let bold = Some(Span::new(0, start + bold).end.min(span.end)).filter(|&end| end > span.start);
            self.lines.push(Line { kind, bold, row, lang, ..Line::plain(span, joint) });
        }
        self.text.push('\n');
    }

    /// The source that it is now, and its draft.
    pub fn finish(self, name: &str, marked: bool) -> (Source, Draft) {
        let source = Source::new(name, self.text).marked(self.marks);
        let draft = Draft {
            text: Normal::verbatim(source.shared()),
            lines: self.lines,
            marked,
            links: Vec::new(),
            codes: Vec::new(),
        };
        (source, draft)
    }
}
