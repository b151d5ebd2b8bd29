//! Telling headings and list items from paragraphs, and the levels of headings.
//!
//! Where a format marks its headings, only numbered lines and lines wholly in bold are headings besides. In plain text a
//! heading is a short line without a mark at its end that opens with the numeral of an outline, is all in capitals, or
//! stands before a longer paragraph. Nothing here needs the spaces between words. Cost: linear in the short lines.

use std::collections::BTreeMap;

use super::layout::Body;
use super::numbering::{Numeral, Scheme, numeral};
use super::tidy;
use crate::text::document::BlockKind;
use crate::text::lang::{Lang, is_han};
use crate::text::span::Span;

/// Sets the kinds of paragraphs that are headings or items, and the levels of all headings. `marked` says that the
/// format marks headings.
pub(super) fn mark(body: &mut Body, marked: bool) {
    let kinds: Vec<BlockKind> = (0..body.blocks.len()).map(|i| View { body, marked }.kind(i)).collect();
    let levels = if marked { levels_by_scheme(body, &kinds) } else { levels_by_outline(body, &kinds) };
    for ((block, kind), level) in body.blocks.iter_mut().zip(kinds).zip(levels) {
        block.kind = if let BlockKind::Heading(_) = kind { BlockKind::Heading(level) } else { kind };
    }
}

/// The level of a heading that is not known yet.
const UNKNOWN: u8 = 0;

/// A body whose kinds are being told.
struct View<'a> {
    body: &'a Body,
    marked: bool,
}

impl View<'_> {
    fn text(&self, i: usize) -> &str {
        self.body.blocks[i].span.of(self.body.text.text())
    }

    fn kind(&self, i: usize) -> BlockKind {
        let given = self.body.blocks[i].kind;
        if given != BlockKind::Paragraph {
            return given;
        }
        let text = self.text(i);
        match numeral(text, false) {
            Some(numeral) if self.is_numbered_heading(i, numeral) => BlockKind::Heading(UNKNOWN),
            Some(numeral) if !numeral.scheme.is_of_headings() && numeral.scheme != Scheme::Letter => {
                BlockKind::ListItem
            }
            _ if self.is_bare_heading(i) => BlockKind::Heading(UNKNOWN),
            _ => given,
        }
    }

    fn is_numbered_heading(&self, i: usize, numeral: Numeral) -> bool {
        let text = self.text(i);
        let title = text[numeral.len..].trim_start_matches([' ', '\u{a0}', '\u{3000}', '.', '-', '—', '–']);
        if title.is_empty() {
            return numeral.scheme.suffices();
        }
        if numeral.scheme == Scheme::Bullet || Lang::of(title).is_none() {
            return false;
        }
        let short = is_short(title, 50, 160);
        let open = !ends_in_mark(title);
        // （一）传染源。 stands as a heading of its own with its full stop.
        let stopped = matches!(numeral.scheme, Scheme::Han | Scheme::HanInBrackets)
            && title.chars().count() <= 20
            && title.find(['。', '，', '；', '：']).is_some_and(|at| title[at..].chars().eq(['。']));
        match numeral.scheme.is_of_headings() {
            true => short && (open || stopped),
            false => short && open && self.is_before_longer(i, title) && !self.has_sibling(i, numeral),
        }
    }

    /// A heading without a numeral.
    fn is_bare_heading(&self, i: usize) -> bool {
        let text = self.text(i);
        let wrapped = self.body.hints[i].joined && !is_all_capitals(text);
        if ends_in_mark(text) || wrapped || !is_short(text, 40, 160) || has_inner_stop(text) {
            return false;
        }
        if self.marked {
            return self.body.hints[i].bold == Some(self.body.blocks[i].span.end);
        }
        let opens = text.starts_with(|c: char| !c.is_lowercase()) && Lang::of(text).is_some();
        let introduced = i > 0 && self.text(i - 1).ends_with([':', '：', '—']);
        let list_like = text.contains(['，', '\t', '|', '»']);
        opens && !introduced && !list_like && (i == 0 || is_all_capitals(text) || self.is_before_longer(i, text))
    }

    /// Whether a paragraph follows that is longer than `title` and made of sentences.
    fn is_before_longer(&self, i: usize, title: &str) -> bool {
        let Some(next) = self.body.blocks.get(i + 1).filter(|next| next.kind == BlockKind::Paragraph) else {
            return false;
        };
        let text = next.span.of(self.body.text.text());
        text.len() > title.len() && (ends_in_mark(text) || has_inner_stop(text))
    }

    /// Whether the item before or after is numbered in the same way, in turn: then it is a list.
    fn has_sibling(&self, i: usize, own: Numeral) -> bool {
        let is = |i: usize, value: u32| {
            i < self.body.blocks.len()
                && numeral(self.text(i), false).is_some_and(|other| other.scheme == own.scheme && other.value == value)
        };
        is(i + 1, own.value + 1) || (i > 0 && own.value > 1 && is(i - 1, own.value - 1))
    }
}

fn is_short(text: &str, han: usize, latin: usize) -> bool {
    let limit = if text.chars().take(200).any(is_han) { han } else { latin };
    text.chars().nth(limit).is_none()
}

fn ends_in_mark(text: &str) -> bool {
    let marks = ['.', '!', '?', ':', ';', ',', '…', '。', '！', '？', '：', '；', '，', '、', '—', '─', '―'];
    text.trim_end_matches(['"', '\'', '”', '’', '」', '』', ')', '）']).ends_with(marks)
}

/// Whether a sentence ends before the end of the text.
fn has_inner_stop(text: &str) -> bool {
    let head = tidy::head(text, 600);
    head.contains(['。', '！', '？']) || head.contains(". ") || head.contains(".\u{a0}")
}

/// Whether a text of some length is set in capitals.
fn is_all_capitals(text: &str) -> bool {
    let (mut upper, mut lower) = (0usize, 0usize);
    for c in text.chars() {
        upper += usize::from(c.is_uppercase());
        lower += usize::from(c.is_lowercase());
    }
    upper >= 8 && lower == 0
}

fn headings<'a>(body: &'a Body, kinds: &'a [BlockKind]) -> impl Iterator<Item = (usize, u8, Option<Numeral>)> + 'a {
    let span = |i: usize| -> Span { body.blocks[i].span };
    kinds.iter().enumerate().filter_map(move |(i, kind)| match kind {
        BlockKind::Heading(level) => Some((i, *level, numeral(span(i).of(body.text.text()), true))),
        _ => None,
    })
}

/// The levels that a format gives, made one for each way of numbering (the commonest of its headings: converters of
/// pages get them wrong at random). A heading that the format does not mark goes below the last that it does.
fn levels_by_scheme(body: &Body, kinds: &[BlockKind]) -> Vec<u8> {
    let mut counts: BTreeMap<Scheme, [usize; 7]> = BTreeMap::new();
    for (_, level, numeral) in headings(body, kinds) {
        if let Some(numeral) = numeral.filter(|_| level != UNKNOWN) {
            counts.entry(numeral.scheme).or_default()[usize::from(level.min(6))] += 1;
        }
    }
    let commonest = |counts: &[usize; 7]| (1..7u8).max_by_key(|&level| (counts[usize::from(level)], 7 - level));
    let mut levels = vec![UNKNOWN; kinds.len()];
    let mut last = 0;
    for (i, level, numeral) in headings(body, kinds) {
        let of_scheme = numeral.and_then(|numeral| counts.get(&numeral.scheme)).and_then(commonest);
        levels[i] = of_scheme.unwrap_or(if level == UNKNOWN { (last + 1).min(6) } else { level });
        if level != UNKNOWN {
            last = levels[i];
        }
    }
    levels
}

/// The levels of an outline: a way of numbering that is new goes one deeper, one that is known returns to its level. A
/// first heading without a numeral is the title, above all others.
fn levels_by_outline(body: &Body, kinds: &[BlockKind]) -> Vec<u8> {
    let mut levels = vec![UNKNOWN; kinds.len()];
    let mut outline: Vec<(Scheme, u32)> = Vec::new();
    let mut base = 0;
    for (i, _, numeral) in headings(body, kinds) {
        let Some(numeral) = numeral else {
            outline.clear();
            levels[i] = base + 1;
            if i == 0 {
                base = 1;
            }
            continue;
        };
        // A 5、 between 四、 and 六、 is a slip of the pen, not a level.
        let in_turn = |&(scheme, value): &(Scheme, u32)| {
            scheme == numeral.scheme || (numeral.value > 1 && value + 1 == numeral.value)
        };
        let depth = outline.iter().position(|&(scheme, _)| scheme == numeral.scheme);
        let depth = depth.or_else(|| outline.iter().position(in_turn)).unwrap_or(outline.len());
        let scheme = outline.get(depth).map_or(numeral.scheme, |&(scheme, _)| scheme);
        outline.truncate(depth);
        outline.push((scheme, numeral.value));
        levels[i] = (base + outline.len() as u8).min(6);
    }
    levels
}
