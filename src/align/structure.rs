//! Evidence from the structure of the documents: blocks, headings, leads, list items and their numerals.
//!
//! Each sentence has a mark: it opens a block of some kind, or stands inside one. The marks of the first sentences of a
//! bead speak by how much more often they meet than by chance; block boundaries inside a bead speak against it. Both are
//! first guesses for the first pass and then counted in the document, so texts whose blocks do not correspond, or which
//! have none, are not misled. Constant time a bead.

use std::ops::Range;

use super::contingency::{Contingency, shares};
use super::search::FoundBead;
use super::weights::Weights;
use crate::analysis::Text;
use crate::text::document::BlockKind;
use crate::text::pair::{Pair, Side};

/// How many marks there are.
const MARKS: usize = 6;

/// The place of a sentence among the blocks, as an index: inside one, or first of a paragraph, heading, lead, item, cell.
fn mark(text: &Text, sentence: usize) -> u8 {
    let block = text.segments[sentence].block;
    if sentence > 0 && text.segments[sentence - 1].block == block {
        return 0;
    }
    match text.document.blocks.get(block).map(|block| block.kind) {
        Some(BlockKind::Paragraph) | None => 1,
        Some(BlockKind::Heading(_)) => 2,
        Some(BlockKind::Lead) => 3,
        Some(BlockKind::ListItem) => 4,
        Some(BlockKind::Cell | BlockKind::Code) => 5,
    }
}

/// The marks of both texts and what they say.
#[derive(Clone, Debug)]
pub struct Structure {
    marks: Pair<Vec<u8>>,
    numerals: Pair<Vec<Option<(Numbered, u32)>>>,
    /// How many sentences up to each open a block.
    opened: Pair<Vec<u32>>,
    together: Contingency<MARKS>,
    /// What a junction inside a bead says, without a block boundary and with one.
    inside: Pair<[f64; 2]>,
    weights: Weights,
}

impl Structure {
    /// The structure of two texts, with first guesses.
    pub fn of(texts: Pair<&Text>, weights: &Weights) -> Self {
        let marks = texts.map(|text| (0..text.segments.len()).map(|at| mark(text, at)).collect::<Vec<u8>>());
        let numerals = texts.map(|text| (0..text.segments.len()).map(|at| numeral(text.sentence(at))).collect());
        let opened = marks.as_ref().map(|marks| {
            let mut count = 0;
            let opens = |&mark: &u8| {
                count += u32::from(mark > 0);
                count
            };
            std::iter::once(0).chain(marks.iter().map(opens)).collect()
        });
        let mut structure = Structure {
            marks,
            numerals,
            opened,
            together: Contingency::guessed([[0.0; MARKS]; MARKS], &[0.0; MARKS], &[0.0; MARKS]),
            inside: Pair::default(),
            weights: weights.clone(),
        };
        structure.fit(&[]);
        structure
    }

    /// Whether every sentence of a bead is a block of its own.
    pub fn is_of_whole_blocks(&self, bead: &Pair<Range<usize>>) -> bool {
        let opens = |side: Side, at: usize| self.marks[side].get(at).is_none_or(|&mark| mark > 0);
        Side::BOTH.into_iter().all(|side| (bead[side].start..=bead[side].end).all(|at| opens(side, at)))
    }

    /// Counts what the structure says in these beads, each as much as it is sure.
    pub fn fit(&mut self, beads: &[&FoundBead]) {
        let shares = self.marks.as_ref().map(|marks| shares(marks));
        let seen = beads.iter().map(|(bead, sure)| {
            let first = self.marks.as_ref().zip(bead.as_ref()).map(|(marks, range)| marks[range.start]);
            (first.source, first.target, *sure)
        });
        let guess = Contingency::guessed(self.guess(), &shares.source, &shares.target);
        self.together = guess.seen(seen, self.weights.structure_beads, &shares.source, &shares.target);
        self.inside = Pair::new(Side::Source, Side::Target).map(|side| self.junctions(side, beads));
    }

    /// What two marks say before a document is seen.
    fn guess(&self) -> [[f64; MARKS]; MARKS] {
        let mut guess = [[self.weights.other_mark; MARKS]; MARKS];
        for (mark, row) in guess.iter_mut().enumerate() {
            row[mark] = if mark == 0 { 0.0 } else { self.weights.same_mark };
        }
        guess
    }

    /// What a junction inside a bead says, without a block boundary and with one.
    fn junctions(&self, side: Side, beads: &[&FoundBead]) -> [f64; 2] {
        let rate = (f64::from(*self.opened[side].last().unwrap_or(&0)) + 0.5) / (self.marks[side].len() as f64 + 1.0);
        let odds = rate / (1.0 - rate) * self.weights.boundary_inside.exp();
        let guess = if self.marks[side].iter().all(|&mark| mark > 0) { rate } else { odds / (1.0 + odds) };
        let (mut boundaries, mut all) = (guess * self.weights.structure_beads, self.weights.structure_beads);
        for (bead, sure) in beads {
            let range = &bead[side];
            boundaries += *sure * self.boundaries(side, range);
            all += *sure * (range.len().saturating_sub(1)) as f64;
        }
        let inside = (boundaries / all).clamp(1e-6, 1.0 - 1e-6);
        [f64::ln((1.0 - inside) / (1.0 - rate)).min(0.7), f64::ln(inside / rate)]
    }

    /// How many blocks open inside a range.
    fn boundaries(&self, side: Side, range: &Range<usize>) -> f64 {
        if range.is_empty() {
            0.0
        } else {
            f64::from(self.opened[side][range.end] - self.opened[side][range.start + 1])
        }
    }

    /// What the structure says of a bead with both sides.
    pub fn score(&self, bead: &Pair<Range<usize>>) -> f64 {
        let (zh, en) = (bead.source.start, bead.target.start);
        let marks = self.together.score(self.marks.source[zh], self.marks.target[en]);
        let numerals = match (self.numerals.source[zh], self.numerals.target[en]) {
            (Some((Numbered::Item, zh)), Some((Numbered::Item, en))) if zh == en => self.weights.same_numeral,
            (Some((Numbered::Item, _)), Some((Numbered::Item, _))) => self.weights.other_numeral,
            (Some(zh), Some(en)) if zh == en => self.weights.same_division,
            (Some((zh, _)), Some((en, _))) if zh == en => self.weights.other_division,
            _ => 0.0,
        };
        let inside = self.inside_of(Side::Source, &bead.source) + self.inside_of(Side::Target, &bead.target);
        self.weights.structures * (marks + numerals + inside)
    }

    /// What the junctions inside a range say.
    fn inside_of(&self, side: Side, range: &Range<usize>) -> f64 {
        let [without, with] = self.inside[side];
        let boundaries = self.boundaries(side, range);
        (range.len() as f64 - 1.0 - boundaries) * without + boundaries * with
    }
}

/// What a numeral at the beginning of a sentence numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Numbered {
    /// An item of a list.
    Item,
    /// An article of a law, which its translation numbers alike.
    Article,
    /// A chapter or part.
    Chapter,
    /// A section.
    Section,
}

/// The numeral that a sentence opens with: 一、 (二) 3. IV. (b) 第五条 Article 5.
fn numeral(sentence: &str) -> Option<(Numbered, u32)> {
    let sentence = sentence.trim_start();
    division(sentence).or_else(|| Some((Numbered::Item, item(sentence)?)))
}

/// The number of an article, chapter or section.
fn division(sentence: &str) -> Option<(Numbered, u32)> {
    const CHINESE: [(char, Numbered); 5] = [
        ('条', Numbered::Article),
        ('條', Numbered::Article),
        ('章', Numbered::Chapter),
        ('节', Numbered::Section),
        ('節', Numbered::Section),
    ];
    const ENGLISH: [(&str, Numbered); 4] = [
        ("article", Numbered::Article),
        ("art.", Numbered::Article),
        ("chapter", Numbered::Chapter),
        ("section", Numbered::Section),
    ];
    if let Some(rest) = sentence.strip_prefix('第') {
        let (at, found) = rest.char_indices().take(8).find_map(|(at, c)| {
            let found = CHINESE.iter().find(|(name, _)| *name == c)?;
            Some((at, found.1))
        })?;
        return Some((found, value(rest[..at].trim())?));
    }
    let (name, rest) = sentence.split_once(|c: char| c.is_whitespace())?;
    let found = ENGLISH.iter().find(|(known, _)| known.eq_ignore_ascii_case(name))?;
    let written = rest.split(|c: char| !c.is_ascii_alphanumeric()).next().filter(|written| written.len() <= 8)?;
    Some((found.1, value(written)?))
}

/// The number of an item of a list.
fn item(sentence: &str) -> Option<u32> {
    let inner = sentence.trim_start_matches(['(', '（', '第']);
    let end = inner.find(['.', '、', ')', '）', '．'])?;
    let written = inner.get(..end).filter(|written| written.len() <= 12)?;
    let is_bracketed = inner.len() < sentence.len();
    let lower = || written.chars().all(|c| c.is_ascii_lowercase()).then(|| written.to_ascii_uppercase());
    let letter = || match written.as_bytes() {
        [letter @ b'a'..=b'z'] => Some(u32::from(letter - b'a') + 1),
        _ => None,
    };
    value(written)
        .or_else(|| lower().filter(|_| is_bracketed).and_then(|upper| roman(&upper)))
        .or_else(|| letter().filter(|_| is_bracketed))
}

fn value(written: &str) -> Option<u32> {
    written.parse().ok().or_else(|| roman(written)).or_else(|| han(written))
}

/// A Roman numeral up to 39.
fn roman(written: &str) -> Option<u32> {
    let digit = |c: char| match c {
        'I' => Some(1),
        'V' => Some(5),
        'X' => Some(10),
        _ => None,
    };
    let digits = written.chars().map(digit).collect::<Option<Vec<u32>>>()?;
    let signed = |(at, &digit): (usize, &u32)| {
        let smaller = digits.get(at + 1).is_some_and(|&next| next > digit);
        if smaller { -i64::from(digit) } else { i64::from(digit) }
    };
    u32::try_from(digits.iter().enumerate().map(signed).sum::<i64>()).ok().filter(|&value| value > 0)
}

/// A Chinese numeral up to 999.
fn han(written: &str) -> Option<u32> {
    let digit = |c: char| "一二三四五六七八九".chars().position(|d| d == c).map(|at| at as u32 + 1);
    let (mut sum, mut ones) = (0, None);
    for c in written.chars() {
        match c {
            '百' => sum += 100 * ones.take()?,
            '十' => sum += 10 * ones.take().unwrap_or(1),
            '零' | '〇' if sum > 0 && ones.is_none() => {}
            _ if ones.is_none() => ones = Some(digit(c)?),
            _ => return None,
        }
    }
    Some(sum + ones.unwrap_or(0)).filter(|&value| value > 0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::respace::Glue;
    use crate::segment::{Segment, presegmented};
    use crate::text::document::BlockKind::{Heading, Paragraph};
    use crate::text::lang::Lang;
    use crate::text::source::Source;

    /// A text of blocks with so many sentences each.
    fn text(blocks: &[(BlockKind, usize)]) -> Text {
        let lines: usize = blocks.iter().map(|block| block.1).sum();
        let (mut document, segments) = presegmented(Source::new("-", "x\n".repeat(lines)), Lang::En);
        let of =
            blocks.iter().enumerate().flat_map(|(block, &(kind, count))| std::iter::repeat_n((block, kind), count));
        let mut placed: Vec<Segment> = segments;
        for (segment, (block, kind)) in placed.iter_mut().zip(of) {
            document.blocks[block].kind = kind;
            segment.block = block;
        }
        Text::of_segments(document, Glue::default(), placed)
    }

    #[test]
    fn blocks_that_open_together_speak_for_a_bead_and_boundaries_inside_against_it() {
        let blocks = [(Heading(1), 1), (Paragraph, 3), (Heading(2), 1), (Paragraph, 4)];
        let (zh, en) = (text(&blocks), text(&blocks));
        let structure = Structure::of(Pair::new(&zh, &en), &Weights::default());
        let score = |zh: Range<usize>, en: Range<usize>| structure.score(&Pair::new(zh, en));
        assert!(score(0..1, 0..1) > 1.0, "two headings");
        assert!(score(0..1, 1..2) < 0.0, "a heading and a paragraph");
        assert!(score(1..2, 1..2) > score(1..2, 2..3), "two openings, an opening and none");
        assert!(score(1..2, 1..4) > score(1..2, 1..5) + 1.5, "a boundary inside");
        let shifted: Vec<_> = (0..8).map(|at| (Pair::new(at..at + 1, at + 1..at + 2), 1.0)).collect();
        let mut fitted = structure.clone();
        fitted.fit(&shifted.iter().collect::<Vec<_>>());
        assert!(fitted.score(&Pair::both(0..1)) < score(0..1, 0..1), "marks say less where they do not correspond");
        assert!(fitted.score(&Pair::new(0..1, 1..2)) > score(0..1, 1..2), "and what is often seen is no surprise");
    }

    #[test]
    fn sentences_that_are_all_blocks_say_nothing() {
        let (zh, en) = (text(&[(Paragraph, 1); 5]), text(&[(Paragraph, 1); 7]));
        let structure = Structure::of(Pair::new(&zh, &en), &Weights::default());
        for bead in [Pair::new(0..1, 0..1), Pair::new(1..3, 2..6)] {
            assert!(structure.score(&bead).abs() < 1e-9, "{bead:?}: {}", structure.score(&bead));
        }
    }

    #[test]
    fn list_numerals_are_read_in_every_script() {
        let check = |sentence: &str, value: Option<u32>| {
            assert_eq!(numeral(sentence), value.map(|value| (Numbered::Item, value)), "{sentence}");
        };
        check("一、强化统筹引领", Some(1));
        check("(十二)其他", Some(12));
        check("二十、附则", Some(20));
        check("3. Scope", Some(3));
        check("IV. Protection", Some(4));
        check("(7) members", Some(7));
        check("(b) members", Some(2));
        check("(iii) members", Some(3));
        check("a. members", None);
        check("In 2025, the province", None);
        check("Dr. Li", None);
        check("、", None);
    }

    #[test]
    fn articles_chapters_and_sections_are_numbered() {
        let check =
            |sentence: &str, numbered, value| assert_eq!(numeral(sentence), Some((numbered, value)), "{sentence}");
        check("第三十七条 公安机关", Numbered::Article, 37);
        check("第一百零二條之一", Numbered::Article, 102);
        check("Article 37 The police", Numbered::Article, 37);
        check("第二章 总则", Numbered::Chapter, 2);
        check("CHAPTER II General", Numbered::Chapter, 2);
        check("第10节", Numbered::Section, 10);
        assert_eq!(numeral("Article writers"), None);
        assert_eq!(numeral("第一"), None);
    }
}
