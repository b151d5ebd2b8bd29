//! Cutting off run-in headings: the short sentence that opens a paragraph and says what it is about.
//!
//! A lead is known by bold type that ends with a mark, or by the regularity of the document: where most paragraphs open
//! with a sentence that is much shorter than the others, without a comma, a colon, a figure or a finite verb, those
//! sentences are leads. No list of phrases could know them, least of all where the spaces are lost. Cost: linear.

use super::layout::Body;
use super::tidy;
use crate::text::document::{Block, BlockKind};
use crate::text::lang::{Lang, is_han};
use crate::text::normal::{Builder, Normal};
use crate::text::span::Span;

/// The text and blocks of a body, every lead in a block of its own before the rest of its paragraph.
pub(super) fn cut(body: Body, lang: Lang) -> (Normal, Vec<Block>) {
    let regular = regular_leads(&body, lang);
    let leads: Vec<Option<u32>> =
        (0..body.blocks.len()).map(|i| bold_lead(&body, i).or(regular.as_ref().and_then(|leads| leads[i]))).collect();
    if leads.iter().all(Option::is_none) {
        return (body.text, body.blocks);
    }
    let text = body.text.text();
    let mut builder = Builder::over(&body.text);
    let mut blocks = Vec::with_capacity(body.blocks.len() + leads.len());
    for (block, lead) in body.blocks.iter().zip(leads) {
        let mut rest = block.span;
        if let Some(end) = lead {
            let tail = Span { start: end, end: rest.end };
            let white = tail.len() - tail.of(text).trim_start().len();
            let gap = Span { start: end, end: end + white as u32 };
            blocks.push(write(&mut builder, Span { start: rest.start, end }, BlockKind::Lead));
            line_end(&mut builder, gap);
            rest.start = gap.end;
        }
        blocks.push(write(&mut builder, rest, block.kind));
        builder.insert("\n");
    }
    (builder.finish(), blocks)
}

fn write(builder: &mut Builder<'_>, span: Span, kind: BlockKind) -> Block {
    let start = builder.len();
    builder.copy(span);
    Block { span: Span::new(start, builder.len()), kind }
}

fn line_end(builder: &mut Builder<'_>, gap: Span) {
    if gap.is_empty() { builder.insert("\n") } else { builder.replace(gap, "\n") }
}

/// Where the bold lead of a paragraph ends: a run in bold, a mark in it or right behind it, and more text.
fn bold_lead(body: &Body, i: usize) -> Option<u32> {
    const MARKS: [char; 8] = ['.', '!', '?', ':', '。', '！', '？', '：'];
    let block = body.blocks[i];
    let bold = body.hints[i].bold.filter(|_| block.kind == BlockKind::Paragraph)?;
    let text = body.text.text();
    let run = Span { start: block.span.start, end: bold };
    let after = Span { start: bold, end: block.span.end }.of(text);
    let marked = run.of(text).trim_end_matches(['"', '”', '’', ')', '）', '」']).ends_with(MARKS);
    let mark = after.chars().next().filter(|c| !marked && MARKS.contains(c));
    let end = bold + mark.map_or(0, |c| c.len_utf8() as u32);
    let rest = Span { start: end, end: block.span.end }.of(text).trim();
    ((marked || mark.is_some()) && run.len() <= 250 && !rest.is_empty()).then_some(end)
}

/// The leads of a document whose paragraphs open with one as a rule; the end of each block's.
fn regular_leads(body: &Body, lang: Lang) -> Option<Vec<Option<u32>>> {
    let text = body.text.text();
    let mut leads = vec![None; body.blocks.len()];
    let (mut paragraphs, mut found, mut length, mut rest, mut stops) = (0usize, 0usize, 0usize, 0usize, 0usize);
    for (lead, block) in leads.iter_mut().zip(&body.blocks) {
        let paragraph = block.span.of(text);
        if block.kind != BlockKind::Paragraph || paragraph.len() < 80 {
            continue;
        }
        paragraphs += 1;
        if let Some(len) = opening(paragraph, lang) {
            *lead = Some(block.span.start + len as u32);
            found += 1;
            length += len;
            rest += paragraph.len() - len;
            stops += count_stops(&paragraph[len..], lang);
        }
    }
    // Four in a text of which three in five paragraphs have one, at most half as long as other sentences.
    let regular = found >= 4 && found * 5 >= paragraphs * 3 && length * stops * 2 <= rest * found;
    regular.then_some(leads)
}

/// The length of the sentence that opens `paragraph`, if it could be a lead and is not all of it.
fn opening(paragraph: &str, lang: Lang) -> Option<usize> {
    let head = tidy::head(paragraph, 160);
    let stop = match lang {
        Lang::Zh => '。',
        Lang::En => '.',
    };
    let at = head.find(stop)?;
    let sentence = &head[..at];
    let len = at + stop.len_utf8();
    let plain = !sentence.contains(|c: char| c.is_ascii_digit() || ",;:!?，；：！？“”\"".contains(c));
    let fits = match lang {
        Lang::Zh => (4..=30).contains(&sentence.chars().count()) && sentence.ends_with(is_han),
        Lang::En => {
            (12..=140).contains(&at)
                && sentence.ends_with(|c: char| c.is_alphabetic() || c == ')')
                && !is_clause(sentence)
        }
    };
    (plain && fits && paragraph[len..].trim().len() > len).then_some(len)
}

/// Whether an English sentence shows that it is a full clause: it opens with a word that no heading opens with, or holds
/// a finite auxiliary.
fn is_clause(sentence: &str) -> bool {
    const OPENERS: [&str; 22] = [
        "The", "This", "That", "These", "Those", "It", "He", "She", "We", "They", "I", "You", "In", "On", "At", "As",
        "When", "If", "But", "And", "There", "A",
    ];
    const FINITE: [&str; 17] = [
        "is", "are", "was", "were", "has", "have", "had", "will", "would", "can", "could", "may", "must", "should",
        "did", "does", "said",
    ];
    let mut words = sentence.split_whitespace();
    words.next().is_some_and(|first| OPENERS.contains(&first)) || words.any(|word| FINITE.contains(&word))
}

fn count_stops(text: &str, lang: Lang) -> usize {
    match lang {
        Lang::Zh => text.matches('。').count(),
        Lang::En => {
            let bytes = text.as_bytes();
            let ends = |&at: &usize| !bytes.get(at + 1).is_some_and(u8::is_ascii_digit);
            memchr::memchr_iter(b'.', bytes).filter(ends).count()
        }
    }
    .max(1)
}
