//! Sentences of a document.
//!
//! The base is the sentence bounds of UAX #29 (Unicode Text Segmentation, section 5), as `unicode-segmentation` finds
//! them. Each mark that can end a sentence is then judged with the closing quotes and brackets behind it and with what
//! UAX #29 says of it: `zh` for the marks of Chinese, `en` for the full stop and the other marks of
//! English, whichever language the document is in.
//!
//! - What UAX #29 finds and is none: the stop of an abbreviation or of a list's numeral, a stop inside a bracket or a
//!   short quotation, a quotation that the sentence goes on behind, a bound inside an address.
//! - What it lacks: a stop with a letter right behind it in a text that lost its spaces, a sentence that opens with a
//!   figure or a bracket before a small letter, an ellipsis, a half-width stop in Chinese before a figure, 。 before a
//!   dash; and a bound behind the opening quote of the next sentence is put before it.
//!
//! Headings, leads and code are one segment each. Every rule looks at a bounded stretch, so that the cost is linear in
//! the text, also where it is a single block.

mod bounds;
mod en;
mod zh;

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
    let mut segments = Vec::new();
    for (index, block) in document.blocks.iter().enumerate() {
        let text = document.shown(block.span);
        let ends = match block.kind {
            BlockKind::Heading(_) | BlockKind::Lead | BlockKind::Code => Vec::new(),
            BlockKind::Paragraph | BlockKind::ListItem | BlockKind::Cell => ends(text),
        };
        let mut start = 0;
        for end in ends.into_iter().chain([text.len()]) {
            let sentence = &text[start..end];
            let leading = sentence.len() - sentence.trim_start().len();
            let trimmed = Span::new(start + leading, start + leading + sentence.trim().len());
            if !trimmed.is_empty() {
                segments.push(Segment { span: trimmed.shift(block.span.start as usize), block: index });
            }
            start = end;
        }
    }
    segments
}

/// A text that is in sentences already, one a line (`\n` alone ends a line), each in a block of its own; an empty line is
/// an empty sentence.
pub fn presegmented(source: Source, lang: Lang) -> (Document, Vec<Segment>) {
    let text = Normal::verbatim(source.shared());
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

/// A mark that may end a sentence, in its surroundings.
#[derive(Clone, Copy, Debug)]
struct Stop<'a> {
    /// The block.
    text: &'a str,
    /// Where the sentence started that would end.
    start: usize,
    /// Where the mark starts (a run of marks counts as one).
    mark: usize,
    /// Where it ends.
    closers: usize,
    /// Where the closing quotes and brackets behind it end.
    end: usize,
    /// Whether UAX #29 ends a sentence between the mark and the word behind it.
    is_bound: bool,
    /// Whether a text in which spaces are lost.
    glued: bool,
}

impl<'a> Stop<'a> {
    fn marks(&self) -> &'a str {
        &self.text[self.mark..self.closers]
    }

    /// What stands before the mark.
    fn before(&self) -> &'a str {
        &self.text[self.start..self.mark]
    }

    /// What stands behind the mark and its closing quotes and brackets.
    fn after(&self) -> &'a str {
        &self.text[self.end..]
    }

    /// Whether white space or nothing follows.
    fn is_spaced(&self) -> bool {
        self.after().chars().next().is_none_or(char::is_whitespace)
    }

    /// The first character behind the white space.
    fn next(&self) -> Option<char> {
        self.after().trim_start().chars().next()
    }

    fn is_closed(&self) -> bool {
        self.closers < self.end
    }
}

/// How far a bracket or a quotation may reach for what is inside to count as inside, in bytes.
const REACH: usize = 600;

/// Brackets and quotation marks that are open.
#[derive(Default)]
struct Enclosure {
    /// Where the outermost open bracket stands, and how many are open.
    bracket: Option<(usize, usize)>,
    /// Where the open quotation mark stands.
    quote: Option<usize>,
    /// Straight quotation marks so far.
    straight: usize,
}

impl Enclosure {
    fn see(&mut self, at: usize, c: char) {
        match c {
            '(' | '（' | '《' | '〈' | '【' => {
                let (outer, depth) = self.bracket_near(at).unwrap_or((at, 0));
                self.bracket = Some((outer, depth + 1));
            }
            ')' | '）' | '》' | '〉' | '】' => {
                self.bracket = self.bracket.filter(|&(_, depth)| depth > 1).map(|(outer, depth)| (outer, depth - 1));
            }
            '“' | '「' => self.quote = Some(at),
            '”' | '」' => self.quote = None,
            '"' => self.straight += 1,
            _ => {}
        }
    }

    fn bracket_near(&self, at: usize) -> Option<(usize, usize)> {
        self.bracket.filter(|&(outer, _)| at - outer <= REACH)
    }

    fn quote_near(&self, at: usize) -> bool {
        self.quote.is_some_and(|open| at - open <= REACH)
    }
}

/// Where the sentences of a block end, but for the last.
fn ends(text: &str) -> Vec<usize> {
    let links = en::links(text);
    let mut links = links.iter().peekable();
    let glued = en::is_glued(text);
    let mut bounds = bounds::bounds(text).peekable();
    let mut ends = Vec::new();
    let mut enclosure = Enclosure::default();
    let mut start = 0;
    let mut done = 0;
    for (at, c) in text.char_indices() {
        if at < done {
            continue;
        }
        if !is_mark(c) {
            enclosure.see(at, c);
            continue;
        }
        while links.next_if(|link| link.end <= at).is_some() {}
        if links.peek().is_some_and(|link| link.start <= at) {
            continue;
        }
        let closers = at + run(&text[at..], is_mark);
        let end = closers + closing(&text[closers..], &enclosure);
        text[closers..end].char_indices().for_each(|(i, c)| enclosure.see(closers + i, c));
        done = end;
        let word = end + run(&text[end..], |c| !c.is_alphanumeric() && !is_mark(c));
        while bounds.next_if(|&bound| bound <= at).is_some() {}
        let is_bound = bounds.peek().is_some_and(|&bound| bound <= word);
        let stop = Stop { text, start, mark: at, closers, end, is_bound, glued };
        if ends_here(&stop, &enclosure) {
            ends.push(end);
            start = end;
        }
    }
    ends
}

fn ends_here(stop: &Stop<'_>, enclosure: &Enclosure) -> bool {
    let closes_in = |marks: &[char]| head(stop.after(), REACH).find(marks);
    if enclosure.bracket_near(stop.mark).is_some() && closes_in(&[')', '）', '》', '〉', '】']).is_some() {
        return false;
    }
    if enclosure.quote_near(stop.mark) {
        let is_short = |text: &str| text.chars().filter(|c| !c.is_whitespace()).nth(zh::CLAUSE).is_none();
        let rest = closes_in(&['”', '」']);
        if zh::is_own(stop) && rest.is_some_and(|end| is_short(stop.before()) || is_short(&stop.after()[..end])) {
            return false;
        }
    }
    if stop.after().trim_start().is_empty() {
        return false;
    }
    if zh::is_own(stop) { zh::ends(stop) } else { en::ends(stop) }
}

/// A mark that can end a sentence.
fn is_mark(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…' | '。' | '！' | '？' | '｡' | '．' | '‼' | '⁇' | '⁈' | '⁉')
}

/// Whether a character can open a sentence: of UAX #29 a letter can, here also a figure and the marks that open something,
/// whatever comes behind them.
fn opens_sentence(c: char) -> bool {
    c.is_alphanumeric()
        || matches!(c, '(' | '[' | '“' | '‘' | '"' | '\'' | '（' | '《' | '「' | '【' | '$' | '€' | '£' | '¥')
}

/// The first `len` bytes of a text, or fewer up to the border of a character.
fn head(text: &str, len: usize) -> &str {
    let end = (0..=len.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
    &text[..end]
}

/// The last `len` bytes of a text, or fewer from the border of a character.
fn tail(text: &str, len: usize) -> &str {
    let start = (text.len().saturating_sub(len)..text.len()).find(|&at| text.is_char_boundary(at));
    &text[start.unwrap_or(text.len())..]
}

/// How long the run of characters is that `text` starts with.
fn run(text: &str, is: impl Fn(char) -> bool) -> usize {
    text.find(|c| !is(c)).unwrap_or(text.len())
}

/// How long the closing quotes, brackets and notes (`[12]`) are that `text` starts with. A straight quotation mark closes
/// what a straight one has opened, or stands before white space.
fn closing(text: &str, enclosure: &Enclosure) -> usize {
    let mut len = 0;
    while let Some(c) = text[len..].chars().next() {
        let rest = &text[len + c.len_utf8()..];
        let straight = || enclosure.straight % 2 == 1 || rest.chars().next().is_none_or(|c| !c.is_alphanumeric());
        match c {
            '”' | '’' | '」' | '』' | ')' | '）' | ']' | '】' | '》' | '〉' | '»' => {}
            '"' | '\'' if straight() => {}
            '[' => {
                let digits = run(rest, |c| c.is_ascii_digit());
                if digits == 0 || digits > 3 || !rest[digits..].starts_with(']') {
                    break;
                }
                len += digits + 1;
            }
            _ => break,
        }
        len += c.len_utf8();
    }
    len
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::read::{Options, Reading, text_of};

    /// The sentences of a block of running text, parted by ` | `.
    pub(super) fn check(text: &str) {
        let plain = text.replace(" | ", " ").replace('|', "");
        let mut start = 0;
        let mut parts: Vec<&str> = Vec::new();
        for end in ends(&plain).into_iter().chain([plain.len()]) {
            parts.push(plain[start..end].trim());
            start = end;
        }
        let glued = text.contains('|') && !text.contains(" | ");
        assert_eq!(parts.join(if glued { "|" } else { " | " }), text);
    }

    fn document(text: &str) -> Document {
        match text_of(Source::new("a.md", text), &Options::default()).unwrap() {
            Reading::One(document) => document,
            Reading::Both(_) | Reading::Units(_) => panic!("one language"),
        }
    }

    #[test]
    fn headings_leads_and_code_are_one_segment_each() {
        let document = document("# One. Two.\n\n**Lead. It is.** Then this. And that.\n\n```\nx. Y. z\n\nw\n```\n");
        let sentences: Vec<&str> = segment(&document).iter().map(|s| document.slice(s.span)).collect();
        assert_eq!(sentences, ["One. Two.", "Lead. It is.", "Then this.", "And that.", "x. Y. z\n\nw"]);
    }

    #[test]
    fn presegmented_lines_are_kept_one_for_one() {
        let (document, segments) = presegmented(Source::new("a", "One. Two.\r\n\nThree"), Lang::En);
        let sentences: Vec<&str> = segments.iter().map(|s| document.slice(s.span)).collect();
        assert_eq!(sentences, ["One. Two.", "", "Three"]);
    }

    proptest! {
        #[test]
        fn every_visible_character_is_in_one_segment(text in "[a-cA-C1-3一二。.!?？…” “\"()（）\\[\\]'#*| \u{a0}\n]{1,120}") {
            if let Ok(reading) = text_of(Source::new("a", text), &Options::default()) {
                let documents = match reading {
                    Reading::One(document) => vec![document],
                    Reading::Both(pair) => vec![pair.source, pair.target],
                    Reading::Units(units) => vec![units.documents.source, units.documents.target],
                };
                for document in documents {
                    let segments = segment(&document);
                    for (index, block) in document.blocks.iter().enumerate() {
                        let visible = |text: &str| text.split_whitespace().collect::<String>();
                        let own = segments.iter().filter(|segment| segment.block == index);
                        let parts: String = own.map(|segment| visible(document.slice(segment.span))).collect();
                        prop_assert_eq!(parts, visible(document.slice(block.span)));
                    }
                    prop_assert!(segments.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start));
                }
            }
        }
    }
}
