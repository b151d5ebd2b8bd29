//! Undoing what a page has done to a text: wrapped lines and sentences that a page break cuts are joined again.
//!
//! A line end inside a paragraph is a wrap where the text as a whole is wrapped (many lines stop in mid-sentence, at
//! much the same width) and the next word would not have fitted; so a text with one paragraph a line stays as it is.
//! Across an empty line only the language decides: what comes before has no end of a sentence, and what follows starts
//! in lower case or with a closing mark, or what comes before stops at a word that cannot end a sentence. Joining two
//! paragraphs of whole sentences costs nothing, cutting a sentence costs an alignment, and so the doubt goes towards
//! joining only inside sentences.
//!
//! Cost: linear in the text; a set of its words is made only where a hyphen stands at the end of a line.

use std::cell::OnceCell;
use std::collections::HashSet;

use super::draft::{Draft, Joint, Line, LineKind};
use super::numbering::numeral;
use super::tidy;
use crate::text::document::{Block, BlockKind};
use crate::text::lang::{Lang, is_han};
use crate::text::normal::{Builder, Normal};
use crate::text::span::Span;

/// The readable text of one language in blocks, and what later stages need to know of each.
pub(super) struct Body {
    /// All blocks, each ended by one line end.
    pub text: Normal,
    /// As in a document; plain lines are paragraphs as yet.
    pub blocks: Vec<Block>,
    /// One for each block.
    pub hints: Vec<Hint>,
}

/// What is known of a block beside its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Hint {
    /// Where the bold run ends that it opens with.
    pub bold: Option<u32>,
    /// Whether it was joined from several lines.
    pub joined: bool,
}

/// Joins the lines of `draft` that are `mine` into blocks.
pub(super) fn undo(draft: &Draft, lang: Lang, mine: impl Fn(usize) -> bool) -> Body {
    let lines = own_lines(draft, mine);
    let page = Page::of(draft, lang, &lines);
    let mut body = Writer { draft, builder: Builder::over(&draft.text), blocks: Vec::new(), hints: Vec::new() };
    let mut start = 0;
    while start < lines.len() {
        let mut end = start + 1;
        let mut joints = Vec::new();
        while let Some(joint) = lines.get(end).and_then(|next| page.join(&lines[end - 1], next)) {
            joints.push(joint);
            end += 1;
        }
        body.block(&lines[start..end], &joints);
        start = end;
    }
    Body { text: body.builder.finish(), blocks: body.blocks, hints: body.hints }
}

/// The lines of one language. A line that follows one of the other language starts a block.
fn own_lines(draft: &Draft, mine: impl Fn(usize) -> bool) -> Vec<Line> {
    let own = |(i, line): (usize, &Line)| {
        let follows_other = i > 0 && !mine(i - 1);
        mine(i).then_some(Line { joint: if follows_other { Joint::Block } else { line.joint }, ..*line })
    };
    draft.lines.iter().enumerate().filter_map(own).collect()
}

/// What stands between two joined lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Glue {
    Space,
    Nothing,
    /// Nothing, and the hyphen before goes too.
    Unhyphened,
}

/// How the lines of a text in one language lie on its pages.
struct Page<'a> {
    draft: &'a Draft,
    lang: Lang,
    /// The width that lines were wrapped at, in columns; `None` where they were not.
    wrap: Option<usize>,
    /// Whether sentences start in lower case anyway.
    lower_case: bool,
    /// Whether a page break has surely cut a sentence somewhere, so that it may have done so where it is less plain.
    cuts: bool,
    words: OnceCell<HashSet<String>>,
}

/// Wider lines are paragraphs, not lines of a page.
const WIDEST: usize = 140;

impl<'a> Page<'a> {
    fn of(draft: &'a Draft, lang: Lang, lines: &[Line]) -> Self {
        let opens = |line: &&Line| line.joint == Joint::Block && line.kind == LineKind::Text;
        let blocks = lines.iter().filter(opens).count();
        let is_small =
            |line: &&Line| opens(line) && starts_lower(draft.slice(line)) && numeral(draft.slice(line), true).is_none();
        let small = lines.iter().filter(is_small).count();
        let lower_case = blocks >= 10 && small * 10 >= blocks * 3;
        let mut page = Page { draft, lang, wrap: None, lower_case, cuts: false, words: OnceCell::new() };
        page.wrap = page.wrap_width(lines);
        page.cuts =
            lines.windows(2).any(|pair| pair[1].joint == Joint::Block && page.is_surely_cut(&pair[0], &pair[1]));
        page
    }

    fn slice(&self, line: &Line) -> &'a str {
        self.draft.slice(line)
    }

    /// The width that the text is wrapped at, if most of its line ends inside paragraphs cut sentences.
    fn wrap_width(&self, lines: &[Line]) -> Option<usize> {
        let cut = |pair: &&[Line]| pair[1].joint != Joint::Block && is_flow(&pair[0]) && is_flow(&pair[1]);
        let pairs: Vec<&[Line]> = lines.windows(2).filter(cut).collect();
        let mut widths: Vec<usize> = pairs.iter().map(|pair| self.width(&pair[0])).collect();
        widths.sort_unstable();
        let wrap = *widths.get(widths.len() * 19 / 20)?;
        if !(16..=WIDEST).contains(&wrap) {
            return None;
        }
        let unnumbered: Vec<&&[Line]> =
            pairs.iter().filter(|pair| numeral(self.slice(&pair[1]), false).is_none()).collect();
        // Chinese has no small letters to tell a headline by, so that its lines must be full besides.
        let is_cut = |pair: &&&&[Line]| {
            let full = self.lang == Lang::En || self.width(&pair[0]) * 4 >= wrap * 3;
            full && self.stops_mid_sentence(&pair[0], &pair[1])
        };
        let cuts = unnumbered.iter().filter(is_cut).count();
        let enough = cuts > 0 && cuts * 100 >= unnumbered.len() * 35;
        (enough && (self.lang == Lang::En || self.has_sentences(lines))).then_some(wrap)
    }

    /// The columns that a line takes on its page, its indentation included.
    fn width(&self, line: &Line) -> usize {
        let before = &self.draft.text.text()[..line.span.start as usize];
        let indent = before.chars().rev().take(WIDEST).take_while(|&c| c != '\n' && c.is_whitespace());
        indent.map(columns).sum::<usize>() + width(self.slice(line))
    }

    /// Whether a line end between these two looks like one inside a sentence.
    fn stops_mid_sentence(&self, before: &Line, after: &Line) -> bool {
        let (a, b) = (self.slice(before), self.slice(after));
        if ends_closed(a) || numeral(b, false).is_some() {
            return false;
        }
        match self.lang {
            Lang::En => starts_lower(b) || a.ends_with('-') || ends_in_function_word(a),
            Lang::Zh => a.ends_with(|c: char| is_han(c) || c.is_ascii_alphanumeric() || matches!(c, '，' | '、')),
        }
    }

    /// Whether the text holds sentences at all: menus and lists of names have lines of one width too.
    fn has_sentences(&self, lines: &[Line]) -> bool {
        let marks = |line: &&Line| self.slice(line).contains(['。', '，', '；', '、']);
        lines.iter().filter(marks).count() * 5 >= lines.len()
    }

    /// What joins `after` to the line before; `None` where it starts a block.
    fn join(&self, before: &Line, after: &Line) -> Option<Glue> {
        let joins = match (before.kind, after.kind) {
            (LineKind::Heading(_), LineKind::Heading(_)) => {
                after.joint == Joint::Soft || self.heading_goes_on(before, after)
            }
            (LineKind::Text | LineKind::ListItem, LineKind::Text | LineKind::ListItem) => match after.joint {
                Joint::Soft => before.kind == after.kind,
                Joint::Line => self.is_wrapped(before, after) || self.goes_on(before, after),
                Joint::Block => after.kind == LineKind::Text && self.is_healed(before, after),
            },
            _ => false,
        };
        joins.then(|| self.glue(before, after))
    }

    /// Whether the line end is one of a wrapped text: the next word would not have fitted.
    fn is_wrapped(&self, before: &Line, after: &Line) -> bool {
        let (a, b) = (self.slice(before), self.slice(after));
        let Some(wrap) = self.wrap else { return false };
        if numeral(b, false).is_some() {
            return false;
        }
        let word = match b.chars().next() {
            Some(c) if is_wide(c) => 4,
            _ => b.find(char::is_whitespace).unwrap_or(b.len()).min(20) + 1,
        };
        (self.width(before) + word) * 100 > wrap * 88 && !(ends_closed(a) && a.ends_with([':', '：']))
    }

    /// Whether the sentence of the line before goes on over a mere line end.
    fn goes_on(&self, before: &Line, after: &Line) -> bool {
        let (a, b) = (self.slice(before), self.slice(after));
        if ends_closed(a) || numeral(b, false).is_some() {
            return false;
        }
        match self.lang {
            Lang::En if is_capitals(a) && is_capitals(b) => {
                let first = b.split_whitespace().next().unwrap_or_default();
                ends_in_function_word(&a.to_lowercase()) || ends_in_function_word(&first.to_lowercase())
            }
            Lang::En => !self.lower_case && a.len() >= 12 && (starts_lower(b) || ends_in_opener(a)),
            Lang::Zh => starts_closing(b) || opens_bracket_closed_in(a, b),
        }
    }

    /// Whether a paragraph was cut in two by an empty line.
    fn is_healed(&self, before: &Line, after: &Line) -> bool {
        let (a, b) = (self.slice(before), self.slice(after));
        if ends_closed(a) || numeral(b, false).is_some() || after.bold.is_some() {
            return false;
        }
        let item = before.kind == LineKind::ListItem;
        match self.lang {
            Lang::En if item && a.len() < 60 => false,
            Lang::En => {
                let unfinished = self.cuts && !item && has_inner_stop(a) && a.ends_with(char::is_alphabetic);
                self.is_surely_cut(before, after)
                    || (a.len() >= 40 && ends_in_opener(a))
                    || (unfinished && (ends_closed(b) || has_inner_stop(b)))
            }
            Lang::Zh => {
                let unfinished = !item && a.contains(['。', '！', '？']) && a.ends_with(|c| is_han(c) || c == '、');
                starts_closing(b) || opens_bracket_closed_in(a, b) || (unfinished && ends_sentence(b))
            }
        }
    }

    /// Whether an English paragraph stops before the end of its sentence, and the next goes on in lower case.
    fn is_surely_cut(&self, before: &Line, after: &Line) -> bool {
        let (a, b) = (self.slice(before), self.slice(after));
        let flows = before.kind == LineKind::Text && after.kind == LineKind::Text;
        flows && !self.lower_case && a.len() >= 12 && !ends_closed(a) && starts_lower(b) && numeral(b, true).is_none()
    }

    /// Whether a heading was cut in two.
    fn heading_goes_on(&self, before: &Line, after: &Line) -> bool {
        let (a, b) = (self.slice(before), self.slice(after));
        if numeral(b, true).is_some() || ends_closed(a) {
            return false;
        }
        match self.lang {
            Lang::En => starts_lower(b) || ends_in_function_word(a) || a.ends_with([',', '&']),
            Lang::Zh => {
                starts_closing(b) || a.ends_with(['、', '，', '与', '和', '及', '的']) || opens_bracket_closed_in(a, b)
            }
        }
    }

    fn glue(&self, before: &Line, after: &Line) -> Glue {
        let (a, b) = (self.slice(before), self.slice(after));
        let (Some(last), Some(first)) = (a.chars().next_back(), b.chars().next()) else { return Glue::Space };
        if self.ends_in_soft_hyphen(before) {
            return Glue::Nothing;
        }
        let attached = a[..a.len() - last.len_utf8()].ends_with(char::is_alphanumeric);
        if attached && first.is_alphanumeric() && matches!(last, '-' | '\u{2010}') {
            return self.glue_hyphen(a, b, last);
        }
        if attached && first.is_alphanumeric() && matches!(last, '–' | '/') {
            return Glue::Nothing;
        }
        let wide = match self.lang {
            Lang::Zh => is_wide(last) || is_wide(first),
            Lang::En => is_wide(last) && is_wide(first),
        };
        if wide { Glue::Nothing } else { Glue::Space }
    }

    /// Trimming takes a soft hyphen off the end of its line; it is still in the draft.
    fn ends_in_soft_hyphen(&self, line: &Line) -> bool {
        self.draft.text.text()[line.span.end as usize..].starts_with('\u{ad}')
    }

    /// A hyphen at the end of a line goes only where the text elsewhere writes the word without one, and never with it.
    /// In `pre- and post-grant` a space follows it.
    fn glue_hyphen(&self, a: &str, b: &str, hyphen: char) -> Glue {
        let head = a[..a.len() - hyphen.len_utf8()].rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
        let tail = &b[..b.find(|c: char| !c.is_alphabetic()).unwrap_or(b.len())];
        if matches!(tail, "and" | "or" | "to") {
            return Glue::Space;
        }
        let words = self.words.get_or_init(|| words_of(self.draft.text.text()));
        let knows = |word: String| words.contains(&word.to_lowercase());
        let is_one_word = tail.starts_with(char::is_lowercase)
            && !head.is_empty()
            && knows(format!("{head}{tail}"))
            && !knows(format!("{head}-{tail}"));
        if is_one_word { Glue::Unhyphened } else { Glue::Nothing }
    }
}

/// The words of a text in lower case, compounds with their hyphens.
fn words_of(text: &str) -> HashSet<String> {
    text.split(|c: char| !(c.is_alphabetic() || c == '-')).filter(|w| w.len() > 2).map(str::to_lowercase).collect()
}

fn is_flow(line: &Line) -> bool {
    matches!(line.kind, LineKind::Text | LineKind::ListItem)
}

/// The columns that a line takes, a wide character two.
fn width(line: &str) -> usize {
    line.chars().map(columns).sum()
}

fn columns(c: char) -> usize {
    if is_wide(c) { 2 } else { 1 }
}

pub(super) fn is_wide(c: char) -> bool {
    is_han(c) || matches!(c, '\u{3000}'..='\u{303f}' | '\u{ff00}'..='\u{ff60}')
}

/// Whether nothing can follow in the same sentence: a mark at the end, before closing brackets and quotes.
pub(super) fn ends_closed(text: &str) -> bool {
    let body = text.trim_end_matches(['"', '\'', '”', '’', '」', '』', ')', '）', ']', '》', '*']);
    let stop = |c: char| matches!(c, '.' | '!' | '?' | ':' | ';' | '…' | '。' | '！' | '？' | '：' | '；' | '—' | '─');
    body.ends_with(stop) || text.ends_with('|')
}

/// Whether an English sentence ends before the end of the text.
fn has_inner_stop(text: &str) -> bool {
    [". ", ".\u{a0}", ".\" ", ".” ", ".) "].iter().any(|stop| text.contains(stop))
}

fn ends_sentence(text: &str) -> bool {
    let body = text.trim_end_matches(['”', '’', '」', '』', ')', '）', '》']);
    body.ends_with(['。', '！', '？'])
}

fn starts_lower(text: &str) -> bool {
    text.trim_start_matches(['(', '"', '“', '‘', '\'']).starts_with(char::is_lowercase)
}

/// Whether a line starts with a mark that never starts one.
fn starts_closing(text: &str) -> bool {
    text.starts_with(['，', '。', '、', '；', '：', '！', '？', '”', '’', '）', '》', '」', '』', ')', ','])
}

/// Whether the last bracket or title mark that opens in `a` closes in `b` and not before.
fn opens_bracket_closed_in(a: &str, b: &str) -> bool {
    [('《', '》'), ('（', '）'), ('“', '”'), ('「', '」')].iter().any(|&(open, close)| {
        let is_open = a.rfind(open).is_some_and(|at| !a[at..].contains(close));
        is_open && b.find(close).is_some_and(|at| !b[..at].contains(open))
    })
}

/// Whether a line is set in capitals, as titles of several lines are. Longer lines are not looked at.
fn is_capitals(text: &str) -> bool {
    text.len() < 200 && text.contains(char::is_uppercase) && !text.contains(char::is_lowercase)
}

fn last_word(text: &str) -> &str {
    text.rsplit(char::is_whitespace).next().unwrap_or_default()
}

/// Whether a text ends in a word that needs another one behind it: an article, a possessive or a preposition.
fn ends_in_opener(text: &str) -> bool {
    const OPENERS: [&str; 24] = [
        "the", "a", "an", "of", "to", "with", "by", "for", "from", "in", "on", "at", "into", "under", "between",
        "than", "as", "its", "their", "our", "your", "his", "these", "those",
    ];
    OPENERS.contains(&last_word(text))
}

/// As [`ends_in_opener`], or in a conjunction.
fn ends_in_function_word(text: &str) -> bool {
    ends_in_opener(text)
        || matches!(last_word(text), "and" | "or" | "nor" | "but" | "&" | "that" | "which" | "is" | "are")
}

struct Writer<'a> {
    draft: &'a Draft,
    builder: Builder<'a>,
    blocks: Vec<Block>,
    hints: Vec<Hint>,
}

impl Writer<'_> {
    /// Writes a block of these lines, which stand with `glues` between them.
    fn block(&mut self, lines: &[Line], glues: &[Glue]) {
        let start = self.builder.len();
        let mut bold = None;
        let mut all_bold = true;
        for (i, line) in lines.iter().enumerate() {
            let unhyphened = glues.get(i) == Some(&Glue::Unhyphened);
            if let Some(end) = self.line(line, unhyphened).filter(|_| all_bold) {
                bold = Some(end);
            }
            all_bold &= line.bold == Some(line.span.end);
            if let (Some(Glue::Space), Some(next)) = (glues.get(i), lines.get(i + 1)) {
                self.space(Span { start: line.span.end, end: next.span.start });
            }
        }
        let end = self.builder.len();
        if start < end {
            self.blocks.push(Block { span: Span::new(start, end), kind: kind_of(lines[0].kind) });
            self.hints.push(Hint { bold, joined: lines.len() > 1 });
            self.builder.insert("\n");
        }
    }

    /// Writes a line; where the bold run ends that it opens with.
    fn line(&mut self, line: &Line, unhyphened: bool) -> Option<u32> {
        let text = self.draft.text.text();
        if line.kind == LineKind::Code {
            self.builder.copy(line.span);
            return None;
        }
        let mut rest = line.span;
        let mut bold = None;
        if let Some(end) = line.bold {
            tidy::copy(&mut self.builder, text, Span { start: rest.start, end });
            rest.start = end;
            bold = Some(Span::new(0, self.builder.len()).end);
        }
        if unhyphened {
            let hyphen = rest.of(text).chars().next_back().map_or(0, char::len_utf8);
            rest.end -= hyphen as u32;
        }
        tidy::copy(&mut self.builder, text, rest);
        bold
    }

    /// Writes the space between two lines in place of the line end, unless a line of the other language lies between.
    fn space(&mut self, gap: Span) {
        match gap.of(self.draft.text.text()).trim().is_empty() && !gap.is_empty() {
            true => self.builder.replace(gap, " "),
            false => self.builder.insert(" "),
        }
    }
}

fn kind_of(kind: LineKind) -> BlockKind {
    match kind {
        LineKind::Text => BlockKind::Paragraph,
        LineKind::Heading(level) => BlockKind::Heading(level),
        LineKind::ListItem => BlockKind::ListItem,
        LineKind::Cell => BlockKind::Cell,
        LineKind::Code => BlockKind::Code,
    }
}
