//! The beads as the rules on words read them: what both sides say, each as one stretch of its text.

use std::ops::Range;

use crate::align::bead::Bead;
use crate::check::finding::{Finding, Place, Severity};
use crate::check::rule::{Aligned, RuleInfo};
use crate::text::document::BlockKind;
use crate::text::lang::{Lang, letters};
use crate::text::pair::Side;
use crate::text::span::Span;
use crate::text::wording::Wording;

/// The sentences of one side of a bead.
#[derive(Clone, Copy, Debug)]
pub struct Stretch<'a> {
    /// The side.
    pub side: Side,
    /// The language of that side.
    pub lang: Lang,
    /// What stands there.
    pub text: &'a str,
    /// Where that begins in the readable text.
    start: usize,
}

/// Both sides of a bead by language.
#[derive(Clone, Copy, Debug)]
pub struct Paired<'a> {
    /// The number of the bead.
    pub bead: usize,
    /// How sure the alignment is of it.
    pub confidence: f64,
    /// The Chinese side.
    pub chinese: Stretch<'a>,
    /// The English side.
    pub english: Stretch<'a>,
}

impl<'a> Stretch<'a> {
    /// One side of a bead; `None` where nothing stands there, or code.
    pub fn of(aligned: &'a Aligned, side: Side, bead: &Bead) -> Option<Self> {
        let text = &aligned.texts[side];
        let is_code = |index: usize| {
            let block = text.segments.get(index).and_then(|segment| text.document.blocks.get(segment.block));
            block.is_some_and(|block| block.kind == BlockKind::Code)
        };
        if bead.segments[side].clone().any(is_code) {
            return None;
        }
        let span = aligned.span(side, bead)?;
        Some(Stretch { side, lang: text.document.lang, text: text.document.slice(span), start: span.start as usize })
    }

    /// Whether most of it is in its language.
    pub fn is_own(&self) -> bool {
        is_own(self.text, self.lang)
    }

    /// The place of a range of its bytes.
    pub fn place(&self, range: Range<usize>, label: Wording) -> Place {
        Place { side: self.side, span: Span::new(range.start, range.end).shift(self.start), label }
    }
}

/// The beads that have both sides.
pub fn paired(aligned: &Aligned) -> impl Iterator<Item = Paired<'_>> {
    let beads = aligned.alignment.beads().iter().enumerate();
    beads.filter_map(|(index, bead)| {
        let source = Stretch::of(aligned, Side::Source, bead)?;
        let target = Stretch::of(aligned, Side::Target, bead)?;
        let (chinese, english) = if source.lang == Lang::Zh { (source, target) } else { (target, source) };
        Some(Paired { bead: index, confidence: bead.confidence, chinese, english })
    })
}

impl Paired<'_> {
    /// The side that was written first.
    pub fn source(&self) -> &Stretch<'_> {
        if self.chinese.side == Side::Source { &self.chinese } else { &self.english }
    }

    /// The translation.
    pub fn target(&self) -> &Stretch<'_> {
        if self.chinese.side == Side::Target { &self.chinese } else { &self.english }
    }

    /// A finding in this bead.
    pub fn finding(&self, info: &RuleInfo, severity: Severity, message: Wording, places: Vec<Place>) -> Finding {
        Finding { rule: info.id, severity, message, bead: Some(self.bead), places }
    }
}

/// Whether most letters of a text are of a language; a Han character counts for three.
pub fn is_own(text: &str, lang: Lang) -> bool {
    const MOST: f64 = 0.6;
    let (han, latin) = letters(text);
    let (han, latin) = (3.0 * han as f64, latin as f64);
    let own = if lang == Lang::Zh { han } else { latin };
    own >= MOST * (han + latin)
}
