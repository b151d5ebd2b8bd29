//! What a rule is, and what it looks at.

use std::borrow::Cow;
use std::sync::{Arc, OnceLock};

use super::finding::{Finding, Place, Severity};
use super::link::{Links, link};
use super::rules::clause::{self, Lost};
use super::rules::elsewhere::Elsewhere;
use super::rules::translation_stale::{self, Stale};
use crate::align::Encoder;
use crate::align::bead::{Alignment, Bead};
use crate::align::word::Words;
use crate::analysis::Text;
use crate::config::{Genre, Style};
use crate::drift::Drift;
use crate::glossary::Glossary;
use crate::lexicon::memory::{Lexicon, Memory};
use crate::quantity::value::Quantity;
use crate::text::lang::Lang;
use crate::text::pair::{Pair, Side};
use crate::text::span::Span;
use crate::text::wording::Wording;

/// What a rule looks at: both texts, their alignment, and which figures were matched.
#[derive(Clone, Debug)]
pub struct Aligned {
    /// Both texts; for a text in one language the target is empty.
    pub texts: Pair<Text>,
    /// The beads; empty for a text in one language.
    pub alignment: Alignment,
    /// Which figures belong together.
    pub links: Links,
    /// Whether one of them is made of articles, as a statute is: its words are held to more strictly.
    pub is_statute: bool,
    /// How the English text is to write its figures.
    pub style: Style,
    /// Where rules may ask what sentences mean.
    pub encoder: Encoder,
    /// The terms that the translation is held to; empty where there is no glossary.
    pub glossary: Glossary,
    /// Words learned from earlier translations.
    pub memory: Option<Arc<Memory>>,
    /// What has changed in the source since it was translated, where that is asked for.
    pub drift: Option<Drift>,
    /// The words of the only bead, once a rule has asked.
    words: OnceLock<Words>,
    /// What each side says and the other does not, once a rule has asked.
    lost: OnceLock<Pair<Vec<Lost>>>,
    /// What only seems to be missing, once a rule has asked.
    elsewhere: OnceLock<Elsewhere>,
    /// What of that the translation does not show, once a rule has asked.
    stale: OnceLock<Vec<Stale>>,
}

/// What a rule needs to be run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// A text and its translation.
    Pair,
    /// Any text.
    Text,
}

/// What everything else knows about a rule.
#[derive(Clone, Copy, Debug)]
pub struct RuleInfo {
    /// Its name, which is the fault: `figure-mismatch`.
    pub id: &'static str,
    /// The rule set that it came with, so that a project can stay with the rules that it was written for.
    pub since: &'static str,
    /// The severity of its plain case.
    pub severity: Severity,
    /// What it needs.
    pub scope: Scope,
    /// One sentence.
    pub summary: &'static str,
    /// The same in Chinese.
    pub summary_zh: &'static str,
    /// Its page in Markdown: what it does, why it matters, examples, known misses.
    pub page: &'static str,
}

/// A check over a pair of texts, or over one.
pub trait Rule: Sync {
    /// What it is.
    fn info(&self) -> &RuleInfo;
    /// Adds what it finds.
    fn check(&self, aligned: &Aligned, findings: &mut Vec<Finding>);
}

#[cfg(test)]
impl Aligned {
    /// Texts of a sentence a line, in these beads.
    pub fn of_lines(lines: Pair<(&str, Lang)>, beads: impl IntoIterator<Item = Pair<std::ops::Range<usize>>>) -> Self {
        let texts = lines.map(|(lines, lang)| {
            let source = crate::text::source::Source::new("lines", lines);
            let (document, segments) = crate::segment::presegmented(source, lang);
            Text::of_segments(document, crate::respace::Glue::default(), segments)
        });
        let beads = beads.into_iter().map(|segments| Bead { segments, confidence: 0.9 }).collect();
        let count = texts.as_ref().map(|text| text.segments.len());
        Aligned::new(texts, Alignment::new(beads, count).expect("every sentence has its bead"))
    }
}

impl Aligned {
    /// Two texts and their beads, with their figures matched; the encoder is asked where there is doubt. Costs what [`link`]
    /// does.
    pub fn new(texts: Pair<Text>, alignment: Alignment) -> Self {
        let links = link(&texts, &alignment);
        let is_statute = Side::BOTH.iter().any(|&side| is_statute(&texts[side]));
        Aligned {
            texts,
            alignment,
            links,
            is_statute,
            style: Style::default(),
            glossary: Glossary::default(),
            memory: None,
            drift: None,
            stale: OnceLock::new(),
            encoder: Encoder::default(),
            words: OnceLock::new(),
            lost: OnceLock::new(),
            elsewhere: OnceLock::new(),
        }
    }

    /// Whether rules may ask the encoder.
    pub fn may_ask(&self) -> bool {
        Encoder::BUILT_IN && self.encoder != Encoder::Never
    }

    /// The stretches of a side that the other one lacks; found once for both sides, when first asked for.
    pub fn lost(&self, side: Side) -> &[Lost] {
        &self.lost.get_or_init(|| clause::lost(self))[side]
    }

    /// What only seems to be missing on one side; found once, when first asked for.
    pub fn elsewhere(&self) -> &Elsewhere {
        self.elsewhere.get_or_init(|| Elsewhere::of(self))
    }

    /// The changes of the source that the translation does not show; found once, when first asked for.
    pub fn stale(&self) -> &[Stale] {
        self.stale.get_or_init(|| translation_stale::stale(self))
    }

    /// The words of a bead that has both sides. Those of a single pair are kept, since several rules ask for them; those of a
    /// document would fill memory.
    pub fn words(&self, bead: usize) -> Cow<'_, Words> {
        let of_bead = || {
            let spans = clause::texts_of(self, bead);
            let texts = Pair::new(Side::Source, Side::Target).map(|side| self.texts[side].document.slice(spans[side]));
            let (chinese, english) = match self.texts.source.document.lang {
                Lang::Zh => (texts.source, texts.target),
                Lang::En => (texts.target, texts.source),
            };
            Words::by(self.lexicon(), chinese, english)
        };
        match self.alignment.beads() {
            [_] => Cow::Borrowed(self.words.get_or_init(of_bead)),
            _ => Cow::Owned(of_bead()),
        }
    }

    /// The words that are known.
    pub fn lexicon(&self) -> Lexicon<'_> {
        Lexicon::with(self.memory.as_deref())
    }

    /// The same, held to a style.
    #[must_use]
    pub fn in_style(self, style: Style) -> Self {
        let is_statute = style.text.map_or(self.is_statute, |text| text == Genre::Statute);
        Aligned { is_statute, style, ..self }
    }

    /// A figure by its number on its side.
    pub fn quantity(&self, side: Side, figure: usize) -> &Quantity {
        &self.texts[side].figures[figure].quantity
    }

    /// A figure as the readable text has it.
    pub fn figure_text(&self, side: Side, figure: usize) -> &str {
        self.texts[side].document.slice(self.quantity(side, figure).span)
    }

    /// Up to `most` bytes of the sentence right before a figure.
    pub fn before(&self, side: Side, figure: usize, most: usize) -> &str {
        let text = &self.texts[side];
        let sentence = text.segments[text.figures[figure].segment].span;
        let content = text.document.text.text();
        let end = self.quantity(side, figure).span.start as usize;
        let first = end.saturating_sub(most).max(sentence.start as usize);
        let start = (first..end).find(|&at| content.is_char_boundary(at)).unwrap_or(end);
        &content[start..end]
    }

    /// Up to `most` bytes of the sentence right behind a figure.
    pub fn after(&self, side: Side, figure: usize, most: usize) -> &str {
        let text = &self.texts[side];
        let sentence = text.segments[text.figures[figure].segment].span;
        let content = text.document.text.text();
        let start = self.quantity(side, figure).span.end as usize;
        let last = (start + most).min(sentence.end as usize).max(start);
        let end = (start..=last).rev().find(|&at| content.is_char_boundary(at)).unwrap_or(start);
        &content[start..end]
    }

    /// A place at a figure, labelled with what it comes to.
    pub fn place(&self, side: Side, figure: usize) -> Place {
        let quantity = self.quantity(side, figure);
        Place { side, span: quantity.span, label: quantity.readings() }
    }

    /// Where the sentences of one side of a bead stand; `None` where it has none.
    pub fn span(&self, side: Side, bead: &Bead) -> Option<Span> {
        let segments = &self.texts[side].segments;
        let range = bead.segments[side].clone();
        let (first, last) = (segments.get(range.start)?, segments.get(range.end.checked_sub(1)?)?);
        (!range.is_empty()).then(|| first.span.cover(last.span))
    }

    /// A place over the sentences of one side of a bead; `None` where it has none.
    pub fn sentences(&self, side: Side, bead: &Bead, label: Wording) -> Option<Place> {
        self.span(side, bead).map(|span| Place { side, span, label })
    }

    /// The places over the sentences of a run of beads, one on each side that has any there.
    pub fn run(&self, beads: &[Bead], label: &Wording) -> Vec<Place> {
        let place = |side| {
            let spans = beads.iter().filter_map(|bead| self.span(side, bead));
            spans.reduce(Span::cover).map(|span| Place { side, span, label: label.clone() })
        };
        Side::BOTH.into_iter().filter_map(place).collect()
    }

    /// The bead that a figure stands in.
    pub fn bead_of(&self, side: Side, figure: usize) -> usize {
        self.links.beads[side][figure]
    }

    /// Whether both sides of a bead hold a sentence.
    pub fn is_paired(&self, bead: usize) -> bool {
        let bead = &self.alignment.beads()[bead];
        !bead.segments.source.is_empty() && !bead.segments.target.is_empty()
    }
}

/// Whether a text is made of articles.
fn is_statute(text: &Text) -> bool {
    /// Fewer than this may be quoted.
    const ARTICLES: usize = 3;
    let starts_article = |index: &usize| {
        let sentence = text.sentence(*index).trim_start();
        match text.document.lang {
            Lang::Zh => sentence.strip_prefix('第').is_some_and(|rest| {
                rest.find('条').or(rest.find('條')).is_some_and(|at| at > 0 && at <= ARTICLE_NUMBER)
            }),
            Lang::En => {
                sentence.strip_prefix("Article ").is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
            }
        }
    };
    (0..text.segments.len()).filter(starts_article).take(ARTICLES).count() == ARTICLES
}

/// The most bytes of the number of an article in Chinese: 一千二百五十九.
const ARTICLE_NUMBER: usize = 21;
