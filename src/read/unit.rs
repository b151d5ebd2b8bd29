//! From the units of a bilingual file to its two documents.
//!
//! A reader of a format hands over each unit as it finds it: pieces of text with their places in the file. Here they
//! become readable text: white space is one space, inline codes and placeholders are marked as codes, and what the file
//! says is unfinished is counted and left out.

use std::ops::Range;

use super::codes::{self, Syntax};
use crate::text::code::{Code, CodeKind};
use crate::text::document::{Block, BlockKind, Document};
use crate::text::lang::Lang;
use crate::text::normal::Builder;
use crate::text::pair::{Pair, Side};
use crate::text::source::{Mark, Source};
use crate::text::span::Span;
use crate::text::units::{Unit, Units};

/// A unit as its format has it.
#[derive(Clone, Debug, Default)]
pub(super) struct Draft {
    /// What people find it by.
    pub id: Option<String>,
    /// Where it begins.
    pub at: usize,
    /// Its texts.
    pub texts: Pair<Vec<Piece>>,
    /// What the file says of it.
    pub state: State,
    /// What its texts may hold besides language.
    pub syntax: Syntax,
}

/// What a file says of a unit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) enum State {
    /// Nothing: it is finished where it has a translation.
    #[default]
    Open,
    /// It is translated.
    Done,
    /// It is not to be looked at, for this reason: "new", "fuzzy".
    Passed(String),
}

/// A stretch of the file that belongs to a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    pub bytes: Range<usize>,
    pub what: What,
}

/// What a stretch stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum What {
    /// Itself.
    Text,
    /// A character.
    Char(char),
    /// An inline code, by which it is known, and how it is shown.
    Code { kind: CodeKind, name: String, shown: String },
}

/// The words of these pieces, without codes.
pub(super) fn words(pieces: &[Piece], text: &str) -> String {
    pieces.iter().fold(String::new(), |mut words, piece| {
        match &piece.what {
            What::Text => words += &text[piece.bytes.clone()],
            What::Char(c) => words.push(*c),
            What::Code { .. } => {}
        }
        words
    })
}

/// Whether nothing can be read in these pieces.
pub(super) fn is_blank(pieces: &[Piece], text: &str) -> bool {
    pieces.iter().all(|piece| match &piece.what {
        What::Text => text[piece.bytes.clone()].trim().is_empty(),
        What::Char(c) => c.is_whitespace(),
        What::Code { .. } => false,
    })
}

/// Whether both sides read the same but for white space.
fn is_copy(texts: Pair<&Vec<Piece>>, text: &str) -> bool {
    let visible = |pieces: &[Piece]| {
        pieces.iter().fold(String::new(), |mut words, piece| {
            match &piece.what {
                What::Text => words.extend(text[piece.bytes.clone()].chars().filter(|c| !c.is_whitespace())),
                What::Char(c) => words.extend(Some(*c).filter(|c| !c.is_whitespace())),
                What::Code { name, .. } => words += name,
            }
            words
        })
    };
    visible(texts.source) == visible(texts.target)
}

/// Takes units in the order of the file and makes its documents.
pub(super) struct Gathering<'s> {
    source: &'s Source,
    sides: Pair<Writing<'s>>,
    units: Vec<Unit>,
    marks: Vec<(u32, Mark)>,
    passed: Vec<(String, usize)>,
}

impl<'s> Gathering<'s> {
    pub fn of(source: &'s Source) -> Self {
        let side = Writing::of(source.text());
        Gathering {
            source,
            sides: Pair::new(side, Writing::of(source.text())),
            units: Vec::new(),
            marks: Vec::new(),
            passed: Vec::new(),
        }
    }

    /// Takes a unit.
    pub fn add(&mut self, draft: &Draft) {
        let is_blank = draft.texts.as_ref().map(|pieces| is_blank(pieces, self.source.text()));
        match &draft.state {
            State::Passed(reason) => return self.pass(reason),
            State::Done | State::Open if is_blank.source && is_blank.target => return,
            State::Open if is_blank.target => return self.pass("untranslated"),
            State::Open | State::Done => {}
        }
        if let Some(id) = &draft.id {
            self.marks.push((narrow(draft.at), Mark::Unit(id.as_str().into())));
        }
        let is_copy = is_copy(draft.texts.as_ref(), self.source.text());
        let blocks = Pair::new(Side::Source, Side::Target)
            .map(|side| self.sides[side].write(&draft.texts[side], draft.syntax, is_copy));
        self.units.push(Unit { blocks });
    }

    fn pass(&mut self, reason: &str) {
        self.pass_many(reason, 1);
    }

    /// Counts units that are not looked at.
    pub fn pass_many(&mut self, reason: &str, count: usize) {
        match self.passed.iter_mut().find(|(known, _)| known == reason) {
            Some((_, sum)) => *sum += count,
            None if count > 0 => self.passed.push((reason.to_owned(), count)),
            None => {}
        }
    }

    /// The documents in these languages.
    pub fn finish(self, langs: Pair<Lang>) -> Units {
        let mut marks = self.marks;
        marks.sort_by_key(|&(at, _)| at);
        let source = self.source.clone().marked(marks);
        let documents = self.sides.zip(langs).map(|(side, lang)| Document {
            source: source.clone(),
            lang,
            text: side.builder.finish(),
            blocks: side.blocks,
        });
        Units { documents, units: self.units, passed: self.passed }
    }
}

fn narrow(at: usize) -> u32 {
    Span::new(at, at).start
}

/// The text of one side as it is written.
struct Writing<'s> {
    text: &'s str,
    builder: Builder<'s>,
    blocks: Vec<Block>,
    /// Where the block begins that is being written.
    start: usize,
    /// Its inline codes.
    codes: Vec<Code>,
    /// Whether the other side reads the same.
    is_copy: bool,
    /// White space that is written once something follows it.
    space: Vec<(Range<usize>, char)>,
}

impl<'s> Writing<'s> {
    fn of(text: &'s str) -> Self {
        let builder = Builder::new(text);
        Writing { text, builder, blocks: Vec::new(), start: 0, codes: Vec::new(), is_copy: false, space: Vec::new() }
    }

    /// Writes the text of a unit, and tells which blocks it is.
    fn write(&mut self, pieces: &[Piece], syntax: Syntax, is_copy: bool) -> Range<usize> {
        self.is_copy = is_copy;
        let first = self.blocks.len();
        self.start = self.builder.len();
        for piece in pieces {
            let span = Span::new(piece.bytes.start, piece.bytes.end);
            match &piece.what {
                What::Text => self.text(piece.bytes.clone(), syntax),
                What::Char(c) if c.is_whitespace() => self.space.push((piece.bytes.clone(), *c)),
                What::Char(c) => {
                    self.spaced(syntax);
                    self.builder.replace(span, c.encode_utf8(&mut [0; 4]));
                }
                What::Code { kind, name, shown } => {
                    self.spaced(syntax);
                    let start = self.builder.len();
                    self.builder.replace(span, shown);
                    let span = Span::new(start, self.builder.len());
                    self.codes.push(Code { span, kind: *kind, name: name.as_str().into() });
                }
            }
        }
        self.close(syntax);
        first..self.blocks.len()
    }

    /// Text that stands for itself.
    fn text(&mut self, bytes: Range<usize>, syntax: Syntax) {
        let text = &self.text[bytes.clone()];
        let mut at = 0;
        while at < text.len() {
            let space = text[at..].find(|c: char| !c.is_whitespace()).unwrap_or(text.len() - at);
            let spaces = text[at..at + space].char_indices();
            self.space.extend(spaces.map(|(i, c)| {
                let start = bytes.start + at + i;
                (start..start + c.len_utf8(), c)
            }));
            at += space;
            let word = text[at..].find(char::is_whitespace).unwrap_or(text.len() - at);
            if word > 0 {
                self.spaced(syntax);
                self.builder.copy(Span::new(bytes.start + at, bytes.start + at + word));
            }
            at += word;
        }
    }

    /// Writes the white space that something follows now: one space, or where it is an empty line, the end of a block.
    fn spaced(&mut self, syntax: Syntax) {
        let space = std::mem::take(&mut self.space);
        let (Some((first, c)), Some((last, _))) = (space.first(), space.last()) else { return };
        if self.builder.len() == self.start {
            return;
        }
        if syntax.has_lines && space.iter().filter(|(_, c)| *c == '\n').count() > 1 {
            return self.close(syntax);
        }
        let span = Span::new(first.start, last.end);
        match (space.len(), c) {
            (1, ' ') if &self.text[first.clone()] == " " => self.builder.copy(span),
            _ => self.builder.replace(span, " "),
        }
    }

    /// Ends the block that is being written.
    fn close(&mut self, syntax: Syntax) {
        self.space.clear();
        let span = Span::new(self.start, self.builder.len());
        let mut codes = std::mem::take(&mut self.codes);
        if !span.is_empty() {
            if self.is_copy {
                codes = vec![Code { span, kind: CodeKind::Copy, name: "".into() }];
            } else {
                self.find_codes(&mut codes, syntax);
            }
            for Code { span, kind, name } in codes {
                self.builder.code(span, kind, name);
            }
            self.builder.insert("\n");
            self.blocks.push(Block { span, kind: BlockKind::Cell });
        }
        self.start = self.builder.len();
    }

    /// Adds the codes in the text of the block, in order.
    fn find_codes(&self, codes: &mut Vec<Code>, syntax: Syntax) {
        let place = |range: Range<usize>| {
            let found = Span::new(range.start, range.end).shift(self.start);
            // inline codes stand in their order, and none overlap
            let before = &codes[..codes.partition_point(|code| code.span.start < found.end)];
            before.last().is_none_or(|code| code.span.end <= found.start).then_some(found)
        };
        let found = codes::find(&self.builder.text()[self.start..], syntax, place);
        codes.extend(found);
        codes.sort_by_key(|code| code.span.start);
    }
}
