//! Sentences left out, sentences that stand where they should not, and paragraphs in another order.

use std::ops::Range;

use super::{Fault, Plant};
use crate::align::bead::Bead;
use crate::check::rule::Aligned;
use crate::text::document::{BlockKind, Document};
use crate::text::lang::is_han;
use crate::text::pair::Side;
use crate::text::span::Span;

/// The translation of every source sentence that stands alone in its bead, left out whole.
pub fn dropped(aligned: &Aligned) -> Vec<Plant> {
    let dropped = |index: usize, bead: &Bead| {
        let whole = rendered(aligned, bead)?;
        let was = aligned.texts.target.sentence(bead.segments.target.start).to_owned();
        Some(Plant {
            fault: Fault::SentenceDropped,
            bead: index,
            edit: whole.target,
            was,
            text: String::new(),
            counterpart: whole.source,
        })
    };
    let beads = aligned.alignment.beads().iter().enumerate();
    beads.filter_map(|(index, bead)| dropped(index, bead)).collect()
}

/// Behind the translation of every such sentence, that of another, from half the text away.
pub fn added(aligned: &Aligned) -> Vec<Plant> {
    let content = aligned.texts.target.document.source.text();
    let beads = aligned.alignment.beads().iter().enumerate();
    let rendered: Vec<_> = beads.filter_map(|(index, bead)| Some((index, rendered(aligned, bead)?))).collect();
    let added = |(at, (index, whole)): (usize, &(usize, Whole))| {
        let (_, other) = &rendered[(at + rendered.len() / 2) % rendered.len()];
        let end = whole.target.end as usize;
        Plant {
            fault: Fault::SentenceAdded,
            bead: *index,
            edit: Span::new(end, end),
            was: String::new(),
            text: format!(" {}", other.target.of(content)),
            counterpart: whole.source,
        }
    };
    // one sentence is its own other
    rendered.iter().enumerate().filter(|_| rendered.len() > 1).map(added).collect()
}

/// Where a sentence of the source and its translation stand in their files.
struct Whole {
    source: Span,
    target: Span,
}

/// A sentence of prose that stands alone in its bead, and its translation within one block.
fn rendered(aligned: &Aligned, bead: &Bead) -> Option<Whole> {
    let (source, target) = (&aligned.texts.source, &aligned.texts.target);
    if bead.segments.source.len() != 1 || bead.segments.target.is_empty() {
        return None;
    }
    let original = source.segments[bead.segments.source.start];
    let kind = source.document.blocks[original.block].kind;
    let says = says_something(source.document.slice(original.span));
    let prose = says && matches!(kind, BlockKind::Paragraph | BlockKind::ListItem);
    let first = target.segments[bead.segments.target.start];
    let last = target.segments[bead.segments.target.end - 1];
    (prose && first.block == last.block).then(|| Whole {
        source: source.document.to_source(original.span),
        target: target.document.to_source(first.span.cover(last.span)),
    })
}

/// Whether a text is more than a mark or a number of a table that was read as paragraphs.
fn says_something(text: &str) -> bool {
    let letters = |c: char| if is_han(c) { 3 } else { usize::from(c.is_alphabetic()) };
    text.chars().map(letters).sum::<usize>() >= 12
}

/// Every two paragraphs that follow each other, in the other order.
pub fn swapped_paragraphs(aligned: &Aligned) -> Vec<Plant> {
    let paragraphs = paragraphs(&aligned.texts.target.document);
    let neighbours = paragraphs.windows(2).filter(|two| two[0].end == two[1].start);
    neighbours.filter_map(|two| swapped(aligned, two[0].clone(), two[1].clone())).collect()
}

/// The blocks of each paragraph, with the leads that open it.
fn paragraphs(document: &Document) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = None;
    for (index, block) in document.blocks.iter().enumerate() {
        match block.kind {
            BlockKind::Lead => start = start.or(Some(index)),
            BlockKind::Paragraph if says_something(document.slice(block.span)) => {
                found.push(start.take().unwrap_or(index)..index + 1);
            }
            _ => start = None,
        }
    }
    found
}

fn swapped(aligned: &Aligned, first: Range<usize>, second: Range<usize>) -> Option<Plant> {
    let (source, target) = (&aligned.texts.source, &aligned.texts.target);
    let content = target.document.source.text();
    let [one, other] = [&first, &second].map(|blocks| {
        let span = target.document.blocks[blocks.start].span.cover(target.document.blocks[blocks.end - 1].span);
        target.document.to_source(span)
    });
    let between = content.get(one.end as usize..other.start as usize)?;
    let within = |(_, bead): &(usize, &Bead)| {
        let segments = target.segments.get(bead.segments.target.clone()).unwrap_or_default();
        segments.iter().any(|segment| (first.start..second.end).contains(&segment.block))
    };
    let beads: Vec<(usize, &Bead)> = aligned.alignment.beads().iter().enumerate().filter(within).collect();
    // a paragraph whose original is unknown may as well stand there
    if beads.iter().any(|(_, bead)| bead.segments.source.is_empty()) {
        return None;
    }
    let spans = beads.iter().filter_map(|(_, bead)| aligned.span(Side::Source, bead));
    let edit = one.cover(other);
    Some(Plant {
        fault: Fault::ParagraphsSwapped,
        bead: beads.first()?.0,
        edit,
        was: edit.of(content).to_owned(),
        text: format!("{}{between}{}", other.of(content), one.of(content)),
        counterpart: source.document.to_source(spans.reduce(Span::cover)?),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::lang::Lang;
    use crate::text::pair::Pair;

    #[test]
    fn a_sentence_is_added_from_half_the_text_away_and_paragraphs_change_places() {
        let chinese = "出口在三月份明显增长。\n进口在四月份有所下降。\n价格在五月份保持稳定。\n工资在六月份小幅上涨。";
        let english = "Exports clearly grew in March.\nImports fell a little in April.\nPrices were stable in May.\n\
                       Wages rose slightly in June.";
        let lines = Pair::new((chinese, Lang::Zh), (english, Lang::En));
        let aligned = Aligned::of_lines(lines, (0..4).map(|line| Pair::both(line..line + 1)));
        let added = added(&aligned);
        let told: Vec<(usize, &str)> = added.iter().map(|plant| (plant.bead, plant.text.as_str())).collect();
        assert_eq!(told[0], (0, " Prices were stable in May."));
        assert_eq!(told[3], (3, " Imports fell a little in April."));
        assert_eq!(added[0].edit, Span::new(30, 30));
        let swapped = swapped_paragraphs(&aligned);
        assert_eq!(swapped.len(), 3);
        assert_eq!(swapped[0].text, "Imports fell a little in April.\nExports clearly grew in March.");
        assert_eq!(swapped[2].counterpart.of(chinese), "价格在五月份保持稳定。\n工资在六月份小幅上涨。");
    }
}
