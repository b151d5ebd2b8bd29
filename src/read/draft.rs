//! A text as its format gives it: lines, before any layout is undone and before the languages are told apart.
//!
//! All formats come down to this, so that everything after them is written once. A line is the smallest stretch that
//! the layout of a page can have cut; what parts it from the line before says how far the format vouches for the cut.

use super::plain::physical_lines;
use super::tidy;
use crate::text::lang::Lang;
use crate::text::normal::{Builder, Normal};
use crate::text::source::Link;
use crate::text::span::Span;

/// A text and its lines.
pub(super) struct Draft {
    /// The text without mark-up, with the way back to the source.
    pub text: Normal,
    /// Ascending, disjoint spans of `text`; none is empty.
    pub lines: Vec<Line>,
    /// Whether the format marks headings itself, so that looks need not be trusted.
    pub marked: bool,
    /// Where the source leads elsewhere.
    pub links: Vec<Link>,
    /// The code that its sentences quote.
    pub codes: Vec<Span>,
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
    /// The language that the format says it is in.
    pub lang: Option<Lang>,
    /// Whether all of it is a link to another place of the same text.
    pub leads: bool,
}

impl Line {
    /// A line that is known by nothing but where it stands.
    pub fn plain(span: Span, joint: Joint) -> Self {
        Line { span, kind: LineKind::Text, joint, bold: None, row: None, lang: None, leads: false }
    }

    /// A cell of a row.
    pub fn cell(span: Span, row: u32) -> Self {
        Line { kind: LineKind::Cell, row: Some(row), ..Line::plain(span, Joint::Block) }
    }
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

/// A draft as it grows, of a text whose mark-up is left out.
pub(super) struct Writer<'a> {
    /// The text with its mark-up.
    pub source: &'a str,
    pub builder: Builder<'a>,
    pub lines: Vec<Line>,
    /// Where the source leads elsewhere.
    pub links: Vec<Link>,
    /// The code that its sentences quote.
    pub codes: Vec<Span>,
    /// Where the open line starts in the draft.
    pub start: usize,
    /// What parts the open line from the one before.
    pub joint: Joint,
    /// What the open line is.
    pub kind: LineKind,
    /// The language it is said to be in.
    pub lang: Option<Lang>,
    /// Where the bold run ended that opens the line.
    bold: Option<u32>,
    /// Whether a bold run is open that opened this line or an earlier one.
    bold_open: bool,
    /// Where the link ended that leads to another place of the text and before which the line has no letters.
    link: Option<usize>,
    /// Whether such a link is open.
    link_open: bool,
    /// The row of cells, counted over the whole text.
    pub row: u32,
}

impl<'a> Writer<'a> {
    /// One that has written nothing.
    pub fn new(source: &'a str) -> Self {
        Writer {
            source,
            builder: Builder::new(source),
            lines: Vec::new(),
            links: Vec::new(),
            codes: Vec::new(),
            start: 0,
            joint: Joint::Block,
            kind: LineKind::Text,
            lang: None,
            bold: None,
            bold_open: false,
            link: None,
            link_open: false,
            row: 0,
        }
    }

    /// Ends the open line; the next one is parted from it by `joint`, or by more where nothing was written.
    pub fn end_line(&mut self, joint: Joint) {
        let written = Span::new(self.start, self.builder.len());
        let Some(span) = tidy::trim(self.builder.text(), written) else {
            self.joint = self.joint.max(joint);
            self.link = None;
            return;
        };
        let row = (self.kind == LineKind::Cell).then_some(self.row);
        let bold = self.bold.take().or(self.bold_open.then_some(span.end)).filter(|&end| end > span.start);
        let bold = bold.map(|end| end.min(span.end));
        let leads = self.link.take().is_some_and(|end| end >= span.end as usize);
        self.lines.push(Line { span, kind: self.kind, joint: self.joint, bold, row, lang: self.lang, leads });
        self.builder.insert("\n");
        self.start = self.builder.len();
        self.joint = joint;
    }

    /// Ends the open line at the border of a block; what follows is of this kind.
    pub fn open(&mut self, kind: LineKind) {
        self.end_line(Joint::Block);
        self.kind = kind;
    }

    /// Says that a bold run starts here.
    pub fn open_bold(&mut self) {
        self.bold_open = self.is_at_line_start();
    }

    /// Says that a bold run ends here.
    pub fn close_bold(&mut self) {
        if std::mem::take(&mut self.bold_open) {
            self.bold = Some(Span::new(0, self.builder.len()).end);
        }
    }

    /// Says that a link to another place of the text starts here.
    pub fn open_link(&mut self) {
        self.link_open = !self.builder.text()[self.start..].contains(char::is_alphabetic);
    }

    /// Says that a link ends here.
    pub fn close_link(&mut self) {
        if std::mem::take(&mut self.link_open) {
            self.link = Some(self.builder.len());
        }
    }

    /// Ends a block of code; where nothing says that it is code, prose in it becomes lines of a paragraph.
    pub fn end_code(&mut self, undeclared: bool, flow: LineKind) {
        let start = self.start;
        let code = &self.builder.text()[start..];
        if !(undeclared && is_prose(code)) {
            return self.end_line(Joint::Block);
        }
        let spans: Vec<Span> = physical_lines(code).map(|(span, _)| span.shift(start)).collect();
        let mut joint = self.joint;
        for span in spans {
            match tidy::trim(self.builder.text(), span) {
                Some(span) => {
                    self.lines.push(Line { kind: flow, lang: self.lang, ..Line::plain(span, joint) });
                    joint = Joint::Line;
                }
                None => joint = Joint::Block,
            }
        }
        self.builder.insert("\n");
        self.start = self.builder.len();
        self.joint = Joint::Block;
    }

    /// Ends the text.
    pub fn finish(mut self, marked: bool) -> Draft {
        self.end_line(Joint::Block);
        Draft { text: self.builder.finish(), lines: self.lines, marked, links: self.links, codes: self.codes }
    }

    /// Whether nothing can be seen of the open line yet.
    fn is_at_line_start(&self) -> bool {
        self.builder.text()[self.start..].chars().all(|c| c.is_whitespace() || tidy::is_invisible(c))
    }
}

/// Whether such text reads as language rather than as code: Chinese, or sentences.
fn is_prose(text: &str) -> bool {
    let signs =
        text.chars().filter(|c| matches!(c, '{' | '}' | '=' | '<' | '>' | '|' | '$' | '_' | '\\' | '#')).count();
    match Lang::of(text) {
        Some(Lang::Zh) => signs * 20 < text.len(),
        Some(Lang::En) => {
            signs * 100 < text.len() && text.split_whitespace().count() >= 6 && text.contains(['.', ',', ';'])
        }
        None => false,
    }
}
