//! Units of a translation memory as beads: the sentences whose texts they hold.
//!
//! Texts are compared without white space and control characters, since programs that edit a memory keep those as they
//! please. Units in the order of the texts are found at once; one that stands elsewhere is looked up by its first
//! character, from where the last one ended on. Each sentence is taken once. Linear in the texts where units come in
//! their order.

use std::collections::HashMap;
use std::ops::Range;

use super::bead::{Alignment, Bead};
use super::ladder::Rung;
use crate::analysis::Text;
use crate::read::tmx::Unit;
use crate::text;
use crate::text::lang::Lang;
use crate::text::pair::{Pair, Side};

/// Why a unit is no bead of two texts.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unmatched {
    /// It holds neither of the two languages.
    #[error("line {line}: this unit holds neither Chinese nor English; remove it")]
    Empty {
        /// The line it begins in, from 1.
        line: usize,
    },
    /// Its text is in no sentences of the document that are free.
    #[error(
        "line {line}: the {} of this unit, \"{text}\", is not in {document} as whole sentences that no earlier unit \
         holds; mend the unit if the document changed since, or remove it",
        lang.name()
    )]
    NotFound {
        /// The line it begins in, from 1.
        line: usize,
        /// The language.
        lang: Lang,
        /// The beginning of its text.
        text: String,
        /// The file of the document.
        document: String,
    },
}

/// The sentences of each unit.
///
/// # Errors
/// At the first unit that is none of sentences of these texts.
pub fn rungs(units: &[Unit], texts: Pair<&Text>) -> Result<Vec<Rung>, Unmatched> {
    let mut places = texts.map(Places::of);
    let mut rungs = Vec::with_capacity(units.len());
    for unit in units {
        let mut segments = Pair::both(0..0);
        for side in Side::BOTH {
            let document = &texts[side].document;
            let text = unit.text(document.lang).unwrap_or_default();
            segments[side] = places[side].take(&bare(text)).ok_or_else(|| Unmatched::NotFound {
                line: unit.line,
                lang: document.lang,
                text: beginning(text),
                document: document.source.name.to_string(),
            })?;
        }
        if unit.zh.is_none() && unit.en.is_none() {
            return Err(Unmatched::Empty { line: unit.line });
        }
        if !segments.source.is_empty() || !segments.target.is_empty() {
            rungs.push(Rung { line: unit.line, segments });
        }
    }
    Ok(rungs)
}

/// The units of a bilingual file as beads, in the order of the source.
///
/// # Panics
/// Where the units do not hold every block exactly once, which `read` sees to.
pub fn alignment(units: &[text::units::Unit], texts: Pair<&Text>) -> Alignment {
    let segments = |side: Side, blocks: &Range<usize>| {
        let segments = &texts[side].segments;
        let first = |block: usize| segments.partition_point(|segment| segment.block < block);
        first(blocks.start)..first(blocks.end)
    };
    let bead = |unit: &text::units::Unit| {
        let segments = Pair::new(Side::Source, Side::Target).map(|side| segments(side, &unit.blocks[side]));
        Bead { segments, confidence: 1.0 }
    };
    let mut beads: Vec<Bead> = units.iter().map(bead).collect();
    beads.sort_by_key(|bead| bead.segments.source.start);
    let count = texts.map(|text| text.segments.len());
    Alignment::new(beads, count).expect("every block is in exactly one unit")
}

/// A text without white space and control characters.
fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && !c.is_control() && *c != '\u{feff}').collect()
}

/// The beginning of a text, on one line.
fn beginning(text: &str) -> String {
    const MOST: usize = 40;
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match words.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", &words[..end]),
        None => words,
    }
}

/// Where the sentences of a text stand in all of them together.
struct Places {
    all: String,
    /// Where each sentence begins; one more than there are sentences.
    starts: Vec<usize>,
    taken: Vec<bool>,
    by_first: HashMap<char, Vec<usize>>,
    /// Behind the sentences that were taken last.
    next: usize,
}

impl Places {
    fn of(text: &Text) -> Self {
        let count = text.segments.len();
        let mut places = Places {
            all: String::new(),
            starts: vec![0],
            taken: vec![false; count],
            by_first: HashMap::new(),
            next: 0,
        };
        for sentence in 0..count {
            let sentence_text = bare(text.sentence(sentence));
            if let Some(first) = sentence_text.chars().next() {
                places.by_first.entry(first).or_default().push(sentence);
            }
            places.all += &sentence_text;
            places.starts.push(places.all.len());
        }
        places
    }

    /// The free sentences that are this text, which are then taken; of an empty one none, behind the last.
    fn take(&mut self, text: &str) -> Option<Range<usize>> {
        let Some(first) = text.chars().next() else { return Some(self.next..self.next) };
        let at_once = (self.next..self.taken.len()).find(|&sentence| !self.is_empty(sentence));
        let all = self.by_first.get(&first).map_or(&[][..], Vec::as_slice);
        let behind = all.partition_point(|&sentence| sentence < self.next);
        let candidates = at_once.into_iter().chain(all[behind..].iter().chain(&all[..behind]).copied());
        let range = candidates.filter_map(|start| self.sentences(start, text)).next()?;
        self.taken[range.clone()].fill(true);
        self.next = range.end;
        Some(range)
    }

    fn is_empty(&self, sentence: usize) -> bool {
        self.starts[sentence] == self.starts[sentence + 1]
    }

    /// The free sentences from this one on that are this text.
    fn sentences(&self, start: usize, text: &str) -> Option<Range<usize>> {
        let from = self.starts[start];
        if !self.all[from..].starts_with(text) {
            return None;
        }
        let end = self.starts.partition_point(|&at| at < from + text.len());
        let free = self.starts[end] == from + text.len() && !self.taken[start..end].contains(&true);
        free.then_some(start..end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::respace::Glue;
    use crate::segment::presegmented;
    use crate::text::source::Source;

    fn text(lines: &str, lang: Lang) -> Text {
        let (document, segments) = presegmented(Source::new(lang.tag(), lines), lang);
        Text::of_segments(document, Glue::default(), segments)
    }

    type Sentences = (Range<usize>, Range<usize>);

    fn found(units: &[(&str, &str)]) -> Result<Vec<Sentences>, String> {
        let texts =
            Pair::new(text("一。\n\n二二。\n三。\n一。\n", Lang::Zh), text("One. \nTwo two.\nThree\u{b}.\n", Lang::En));
        let unit = |(line, (zh, en)): (usize, &(&str, &str))| Unit {
            line,
            zh: (!zh.is_empty()).then(|| (*zh).to_owned()),
            en: (!en.is_empty()).then(|| (*en).to_owned()),
        };
        let units: Vec<Unit> = (1..).zip(units).map(unit).collect();
        let rungs = rungs(&units, texts.as_ref()).map_err(|error| error.to_string())?;
        Ok(rungs.into_iter().map(|rung| (rung.segments.source, rung.segments.target)).collect())
    }

    #[test]
    fn units_are_the_sentences_that_they_hold() {
        assert_eq!(
            found(&[("一。", "One."), ("二二。 三。", "Two\ntwo."), ("", "Three."), ("一。", "")]),
            Ok(vec![(0..1, 0..1), (2..4, 1..2), (4..4, 2..3), (4..5, 3..3)])
        );
        assert_eq!(
            found(&[("三。", "Three."), ("一。", "One.")]),
            Ok(vec![(3..4, 2..3), (4..5, 0..1)]),
            "in any order"
        );
        assert_eq!(found(&[("一。二二。", "One.")]), Ok(vec![(0..3, 0..1)]), "over an empty sentence");
    }

    #[test]
    fn a_unit_that_is_no_sentence_is_named() {
        let check = |units: &[(&str, &str)], parts: &[&str]| {
            let error = found(units).expect_err("no sentences");
            parts.iter().for_each(|part| assert!(error.contains(part), "{error}: no {part}"));
        };
        check(&[("一。", "One."), ("四。", "Two two.")], &["line 2", "Chinese", "\"四。\"", "zh"]);
        check(&[("一。", "On")], &["line 1", "English", "\"On\"", "en"]);
        check(&[("一。", ""), ("一。", ""), ("一。", "")], &["line 3"]);
        check(&[("", "")], &["line 1", "neither"]);
    }
}
