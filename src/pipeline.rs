//! The trip of a document: from what was read to everything that is known of it.
//!
//! No input or output, and nothing that can fail. Places of findings and figures are led back from readable text to the
//! bytes of the source here, and nowhere else.

mod fingerprint;
mod ignores;
mod since;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::align::bead::Alignment;
use crate::align::{self, align_with, crossing, units};
use crate::analysis::{Figure, Text};
use crate::audit::{
    Audit, AuditedBead, AuditedDocument, AuditedFact, AuditedFinding, AuditedLink, AuditedPassed, AuditedPlace,
    AuditedQuantities, AuditedQuantity, AuditedRule, AuditedSegment, AuditedText, AuditedUnits, AuditedValue,
    DocumentKind, Respaced, SCHEMA,
};
use crate::check::finding::{Finding, Place};
use crate::check::link::Link;
use crate::check::rule::{Aligned, Scope};
use crate::check::rules::RULES;
use crate::check::{check, check_each};
use crate::config::Style;
use crate::drift::Drift;
use crate::facts::{self, pairing::line_up};
use crate::glossary::Glossary;
use crate::lexicon::memory::Memory;
use crate::quantity::compare::explain;
use crate::quantity::value::{Quantity, Value};
use crate::respace::{Glue, respace};
use crate::segment::{Segment, segment};
use crate::text::document::{Block, BlockKind, Document};
use crate::text::lang::Lang;
use crate::text::normal::Normal;
use crate::text::pair::{Pair, Side};
use crate::text::source::Source;
use crate::text::span::Span;
use crate::text::units::{Unit, Units};

/// The texts of a document, and how they belong together.
#[derive(Clone, Debug)]
pub enum Texts {
    /// An original and its translation: both are aligned and compared.
    Translation(Pair<Document>),
    /// Two texts on the same subject: each is checked by itself.
    Comparable(Pair<Document>),
    /// One text.
    Single(Document),
    /// An original and its translation whose units belong together as the file has them.
    Units(Units),
}

impl Texts {
    /// How they belong together.
    pub fn kind(&self) -> DocumentKind {
        match self {
            Texts::Translation(_) | Texts::Units(_) => DocumentKind::Translation,
            Texts::Comparable(_) => DocumentKind::Comparable,
            Texts::Single(_) => DocumentKind::Single,
        }
    }

    /// All of them, the source first.
    pub fn documents(&self) -> Vec<&Document> {
        match self {
            Texts::Translation(pair) | Texts::Comparable(pair) => vec![&pair.source, &pair.target],
            Texts::Units(units) => vec![&units.documents.source, &units.documents.target],
            Texts::Single(document) => vec![document],
        }
    }
}

/// Everything that can be found in `texts`. `siblings` are well-spaced English documents of the same project, whose words
/// help to restore lost spaces. Alignment costs most; it is near linear in the number of sentences.
pub fn audit(name: &str, texts: Texts, siblings: &[&Document]) -> AuditedDocument {
    audit_with(name, texts, siblings, &Options::default())
}

/// What a run asks for.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// How to align.
    pub aligning: align::Options,
    /// The style that the figures of the English text are held to.
    pub style: Style,
    /// The terms that translations are held to.
    pub glossary: Glossary,
    /// Words learned from earlier translations.
    pub memory: Option<Arc<Memory>>,
}

impl Options {
    /// Aligned texts with what they are held to.
    fn held(&self, aligned: Aligned) -> Aligned {
        let Options { aligning, style, glossary, memory } = self.clone();
        let mut aligned = aligned.in_style(style);
        (aligned.glossary, aligned.memory, aligned.encoder) = (glossary, memory, aligning.encoder);
        aligned
    }
}

/// The same, as one wants it.
pub fn audit_with(name: &str, texts: Texts, siblings: &[&Document], options: &Options) -> AuditedDocument {
    let kind = texts.kind();
    let text = |document| Text::new(document, siblings);
    let (aligned, findings) = match texts {
        Texts::Translation(pair) => {
            let texts = pair.map(text);
            let alignment = align_with(texts.as_ref(), options.aligning);
            return audit_aligned(name, texts, alignment, options);
        }
        Texts::Units(units) => return audit_units(name, units, options),
        Texts::Comparable(pair) => by_itself(pair.map(text), options.style),
        Texts::Single(document) => {
            let lang = document.lang.other();
            by_itself(Pair::new(text(document), no_text(lang)), options.style)
        }
    };
    written(name, kind, &aligned, findings)
}

/// Everything that can be found in an original and its translation that are aligned already.
pub fn audit_aligned(name: &str, texts: Pair<Text>, alignment: Alignment, options: &Options) -> AuditedDocument {
    let aligned = options.held(Aligned::new(texts, alignment));
    let findings = check(&aligned, Scope::Pair);
    written(name, DocumentKind::Translation, &aligned, findings)
}

/// An original and its translation aligned, with their figures, and not checked.
pub fn aligned(name: &str, pair: Pair<Document>, options: align::Options) -> AuditedDocument {
    let texts = pair.map(|document| Text::new(document, &[]));
    let alignment = align_with(texts.as_ref(), options);
    written(name, DocumentKind::Translation, &Aligned::new(texts, alignment), Vec::new())
}

/// What can be found where an original has changed since it was `earlier`, and what of its changes the translation lacks. What
/// is found in the rest is left out.
pub fn audit_since(
    name: &str,
    texts: Pair<Text>,
    alignment: Alignment,
    earlier: Document,
    options: &Options,
) -> AuditedDocument {
    let drift = Drift::of(earlier, texts.as_ref(), options.aligning);
    let mut aligned = options.held(Aligned::new(texts, alignment));
    aligned.drift = Some(drift);
    let mut findings = check(&aligned, Scope::Pair);
    since::keep_touched(&aligned, &mut findings);
    let mut document = written(name, DocumentKind::Translation, &aligned, findings);
    document.drift = since::written(&aligned);
    document
}

/// Everything that can be found in a bilingual file, unit by unit; those that it says are unfinished are counted.
pub fn audit_units(name: &str, units: Units, options: &Options) -> AuditedDocument {
    let Units { documents, units, passed } = units;
    let (texts, alignment) = units_aligned(documents, &units);
    let passed = passed.into_iter().map(|(reason, count)| AuditedPassed { reason, count }).collect();
    let mut document = audit_aligned(name, texts, alignment, options);
    document.units = Some(AuditedUnits { checked: units.len(), passed });
    document
}

/// The two texts of a bilingual file, each unit of it one bead. They are not searched for lost spaces: a unit is written
/// sentence by sentence, and no page has cut it.
pub fn units_aligned(documents: Pair<Document>, units: &[Unit]) -> (Pair<Text>, Alignment) {
    let texts = documents.map(|document| {
        let segments = segment(&document);
        Text::of_segments(document, Glue::default(), segments)
    });
    let alignment = units::alignment(units, texts.as_ref());
    (texts, alignment)
}

/// What is found in a source and a target that are known to say the same; places count bytes of the two strings.
pub fn audit_bead(texts: Pair<&str>, langs: Pair<Lang>) -> Vec<AuditedFinding> {
    audit_bead_with(texts, langs, &Options::default())
}

/// The same, as one wants it.
pub fn audit_bead_with(texts: Pair<&str>, langs: Pair<Lang>, options: &Options) -> Vec<AuditedFinding> {
    audit_beads(&[texts.zip(langs)], options).pop().unwrap_or_default()
}

/// The same of several such pairs, which are taken through each stage together: some tens of them take less time so than one
/// by one. Memory grows with their number.
pub fn audit_beads(pairs: &[Pair<(&str, Lang)>], options: &Options) -> Vec<Vec<AuditedFinding>> {
    let texts_of = |side: Side, name: &'static str| {
        pairs.iter().map(move |pair| one_segment(Source::new(name, pair[side].0), pair[side].1)).collect::<Vec<Text>>()
    };
    let (sources, targets) = (texts_of(Side::Source, "source"), texts_of(Side::Target, "target"));
    let aligned = |(source, target): (Text, Text)| {
        let count = Pair::new(source.segments.len(), target.segments.len());
        options.held(Aligned::new(Pair::new(source, target), Alignment::of_one(count)))
    };
    let all: Vec<Aligned> = sources.into_iter().zip(targets).map(aligned).collect();
    let found = check_each(&all, Scope::Pair);
    all.iter().zip(found).map(|(aligned, findings)| findings_written(aligned, findings)).collect()
}

/// The audit of these documents.
pub fn finish(documents: Vec<AuditedDocument>) -> Audit {
    let rules = RULES.iter().map(|rule| rule.info()).map(|info| AuditedRule {
        id: info.id.into(),
        severity: info.severity,
        summary: info.summary.into(),
        summary_zh: Some(info.summary_zh.into()),
        page: info.page.into(),
    });
    Audit {
        schema: SCHEMA.into(),
        version: env!("CARGO_PKG_VERSION").into(),
        documents,
        rules: rules.collect(),
        settings: Vec::new(),
        trees: Vec::new(),
    }
}

/// What the rules that need no second text find in each of these.
fn by_itself(texts: Pair<Text>, style: Style) -> (Aligned, Vec<Finding>) {
    let aligned = Aligned::new(texts, Alignment::default()).in_style(style);
    let findings = check(&aligned, Scope::Text);
    (aligned, findings)
}

fn no_text(lang: Lang) -> Text {
    let document = Document { source: Source::new("", ""), lang, text: Normal::default(), blocks: Vec::new() };
    Text::of_segments(document, Glue::default(), Vec::new())
}

/// A string as one segment, its lost spaces restored; no segment where there is only white space.
fn one_segment(source: Source, lang: Lang) -> Text {
    let blocks: Vec<Block> =
        trimmed(source.text()).map(|span| Block { span, kind: BlockKind::Paragraph }).into_iter().collect();
    let text = Normal::verbatim(source.shared());
    let (document, glue) = respace(Document { source, lang, text, blocks }, &[]);
    let segments = document.blocks.first().map(|block| Segment { span: block.span, block: 0 }).into_iter().collect();
    Text::of_segments(document, glue, segments)
}

fn trimmed(text: &str) -> Option<Span> {
    let start = text.len() - text.trim_start().len();
    let end = text.trim_end().len();
    (start < end).then(|| Span::new(start, end))
}

fn written(name: &str, kind: DocumentKind, aligned: &Aligned, findings: Vec<Finding>) -> AuditedDocument {
    let texts = &aligned.texts;
    let mut findings = findings_written(aligned, findings);
    let idle_ignores = ignores::apply(texts.as_ref().map(|text| &text.document.source), &mut findings);
    AuditedDocument {
        name: name.into(),
        kind,
        source: text_written(&texts.source),
        target: (kind != DocumentKind::Single).then(|| text_written(&texts.target)),
        beads: beads_written(&aligned.alignment),
        quantities: AuditedQuantities {
            source: texts.source.figures.iter().map(|figure| figure_written(&texts.source, figure)).collect(),
            target: texts.target.figures.iter().map(|figure| figure_written(&texts.target, figure)).collect(),
            links: links_written(aligned),
        },
        findings,
        facts: if kind == DocumentKind::Comparable { facts_written(aligned) } else { Vec::new() },
        idle_ignores,
        page_of: None,
        units: None,
        drift: None,
    }
}

/// The facts that both texts state.
fn facts_written(aligned: &Aligned) -> Vec<AuditedFact> {
    let facts = aligned.texts.as_ref().map(facts::of);
    let shared = line_up(aligned.texts.as_ref(), facts.as_ref().map(Vec::as_slice));
    shared
        .into_iter()
        .map(|shared| {
            let (source, target) = (&facts.source[shared.facts.source], &facts.target[shared.facts.target]);
            AuditedFact {
                source: source.figure,
                target: target.figure,
                relation: shared.standing.name().into(),
                subject: Pair::new(source.subject.clone(), target.subject.clone()),
            }
        })
        .collect()
}

fn text_written(text: &Text) -> AuditedText {
    let document = &text.document;
    let segment = |segment: &Segment| {
        let span = document.to_source(segment.span);
        AuditedSegment {
            text: document.shown(segment.span).into(),
            start: span.start,
            end: span.end,
            block: segment.block,
            kind: document.blocks.get(segment.block).map_or(BlockKind::Paragraph, |block| block.kind),
        }
    };
    AuditedText {
        path: document.source.name.to_string(),
        lang: document.lang,
        sha256: document.source.sha256.as_deref().map(str::to_owned),
        respaced: (text.glue.restored > 0).then_some(Respaced { words: text.glue.words, restored: text.glue.restored }),
        segments: text.segments.iter().map(segment).collect(),
    }
}

fn beads_written(alignment: &Alignment) -> Vec<AuditedBead> {
    let moved = crossing::moved(alignment.beads());
    let beads = alignment.beads().iter().zip(moved);
    beads
        .map(|(bead, moved)| AuditedBead {
            source: bead.segments.source.clone().collect(),
            target: bead.segments.target.clone().collect(),
            confidence: to_three_digits(bead.confidence),
            moved,
        })
        .collect()
}

/// Rounded so that the last bits of a sum, which depend on its order, never show.
fn to_three_digits(confidence: f64) -> f64 {
    if confidence.is_nan() { 0.0 } else { (confidence.clamp(0.0, 1.0) * 1000.0).round() / 1000.0 }
}

fn figure_written(text: &Text, figure: &Figure) -> AuditedQuantity {
    let quantity = &figure.quantity;
    let span = text.document.to_source(quantity.span);
    let (reading, reading_zh) = quantity.readings().into_parts();
    AuditedQuantity {
        segment: figure.segment,
        text: text.document.slice(quantity.span).into(),
        start: span.start,
        end: span.end,
        within: within(text.segments[figure.segment].span, quantity.span),
        kind: quantity.kind,
        value: AuditedValue::from(&quantity.value),
        unit: quantity.unit.as_ref().map(|unit| unit.code.to_string()),
        currency: quantity.currency.map(Into::into),
        bound: quantity.bound,
        direction: quantity.direction,
        reading,
        reading_zh,
    }
}

/// By the contract: one string, a list of two for a range, null where only a magnitude is said.
impl From<&Value> for AuditedValue {
    fn from(value: &Value) -> Self {
        match value {
            Value::Exact(number) => AuditedValue::One(number.to_string()),
            Value::Range(ends) => AuditedValue::Range([ends.low.to_string(), ends.high.to_string()]),
            Value::Magnitude(_) => AuditedValue::Magnitude(None),
            Value::Date(date) => AuditedValue::One(date.to_string()),
            Value::Dates(from, to) => AuditedValue::Range([from.to_string(), to.to_string()]),
            Value::Time(time) => AuditedValue::One(time.to_string()),
            Value::Label(label) => AuditedValue::One(label.clone()),
        }
    }
}

fn links_written(aligned: &Aligned) -> Vec<AuditedLink> {
    let text_of = |side: Side, quantity: &Quantity| aligned.texts[side].document.slice(quantity.span).to_owned();
    let link = |link: &Link| {
        let source = &aligned.texts.source.figures[link.source].quantity;
        let target = &aligned.texts.target.figures[link.target].quantity;
        let (source_text, target_text) = (text_of(Side::Source, source), text_of(Side::Target, target));
        let (explanation, explanation_zh) = explain(source, &source_text, target, &target_text).into_parts();
        AuditedLink {
            source: link.source,
            target: link.target,
            relation: link.relation.name().into(),
            explanation,
            explanation_zh,
        }
    };
    aligned.links.links.iter().map(link).collect()
}

/// The findings in reading order: by bead, then by place; of two at one place the graver first.
fn findings_written(aligned: &Aligned, mut findings: Vec<Finding>) -> Vec<AuditedFinding> {
    findings.sort_by_key(|finding| {
        let place = finding.places.first().map(|place| (place.side, place.span));
        (finding.bead.is_none(), finding.bead, place, std::cmp::Reverse(finding.severity))
    });
    let mut equal_before = BTreeMap::<String, usize>::new();
    findings
        .into_iter()
        .map(|finding| {
            let content = fingerprint::content(aligned, &finding);
            let before = equal_before.entry(content.clone()).or_default();
            let fingerprint = fingerprint::digest(&content, *before);
            *before += 1;
            let (message, message_zh) = finding.message.into_parts();
            AuditedFinding {
                rule: finding.rule.into(),
                severity: finding.severity,
                bead: finding.bead,
                fingerprint,
                places: finding.places.into_iter().map(|place| place_written(aligned, place)).collect(),
                message,
                message_zh,
                decided: None,
            }
        })
        .collect()
}

fn place_written(aligned: &Aligned, place: Place) -> AuditedPlace {
    let text = &aligned.texts[place.side];
    let span = text.document.to_source(place.span);
    let segment = segment_of(text, place.span);
    let (label, label_zh) = place.label.into_parts();
    AuditedPlace {
        side: place.side,
        segment,
        start: span.start,
        end: span.end,
        within: segment.map(|segment| within(text.segments[segment].span, place.span)),
        text: text.document.shown(place.span).into(),
        label,
        label_zh,
        location: text.document.source.location(span),
    }
}

/// The segment that `span` stands in, where it stands in one.
fn segment_of(text: &Text, span: Span) -> Option<usize> {
    let index = text.segments.partition_point(|segment| segment.span.end < span.end);
    text.segments.get(index).is_some_and(|segment| segment.span.contains(span)).then_some(index)
}

fn within(segment: Span, part: Span) -> (u32, u32) {
    (part.start.saturating_sub(segment.start), part.end.saturating_sub(segment.start))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::align::bead::Bead;
    use crate::check::finding::Severity;
    use crate::segment::presegmented;
    use crate::text::wording::Wording;

    /// The Chinese and the English lines of `texts`, line by line one bead.
    fn aligned(texts: Pair<&str>) -> Aligned {
        let texts = texts.zip(Pair::new(Lang::Zh, Lang::En)).map(|(text, lang)| {
            let (document, segments) = presegmented(Source::new("file", text), lang);
            Text::of_segments(document, Glue::default(), segments)
        });
        let count = texts.as_ref().map(|text| text.segments.len());
        let bead = |i| Bead { segments: Pair::both(i..i + 1), confidence: 1.0 };
        let alignment = Alignment::new((0..count.source).map(bead).collect(), count).expect("a bead a line");
        Aligned::new(texts, alignment)
    }

    /// A finding at each place where `word` stands in the target.
    fn findings(aligned: &Aligned, word: &str) -> Vec<AuditedFinding> {
        let text = &aligned.texts.target;
        let at = |(start, _)| {
            let span = Span::new(start, start + word.len());
            Finding {
                rule: "figure-mismatch",
                severity: Severity::Error,
                message: Wording::default(),
                bead: segment_of(text, span),
                places: vec![Place { side: Side::Target, span, label: Wording::default() }],
            }
        };
        // The last one first: it is for `findings_written` to put them in order.
        let found: Vec<Finding> = text.document.text.text().rmatch_indices(word).map(at).collect();
        findings_written(aligned, found)
    }

    fn fingerprints(source: &str, target: &str, word: &str) -> Vec<String> {
        findings(&aligned(Pair::new(source, target)), word).into_iter().map(|finding| finding.fingerprint).collect()
    }

    #[test]
    fn pairs_taken_together_are_found_what_each_is_found_alone() {
        let pairs = [
            ("出口增长5%。", "Exports grew 6%."),
            ("", ""),
            ("Exports grew 5%.", "出口下降5%。"),
            ("他们没有来。", "They came on May 3."),
        ];
        let pairs = pairs.map(|(source, target)| {
            let lang = Lang::of(source).unwrap_or(Lang::Zh);
            Pair::new((source, lang), (target, lang.other()))
        });
        let together = audit_beads(&pairs, &Options::default());
        let alone: Vec<_> = pairs
            .iter()
            .map(|pair| audit_bead(pair.as_ref().map(|(text, _)| *text), pair.as_ref().map(|(_, lang)| *lang)))
            .collect();
        assert_eq!(together, alone);
        assert!(together[0].len() == 1 && together[1].is_empty() && !together[3].is_empty(), "{together:?}");
    }

    #[test]
    fn a_fingerprint_survives_edits_elsewhere_and_no_edit_of_its_sentences() {
        let before = fingerprints("一\n二\n", "one 5 cases\ntwo\n", "5");
        let check = |source: &str, target: &str, same: bool| {
            let after = fingerprints(source, target, "5");
            assert_eq!(before.last() == after.last(), same, "{source:?} {target:?}");
        };
        assert!(before[0].len() == 16 && before[0].bytes().all(|byte| byte.is_ascii_hexdigit()), "{before:?}");
        check("零\n一\n三\n", "nought\none 5 cases\nthree\n", true);
        check("一\n二\n", "one 5 case\ntwo\n", false);
        check("二\n二\n", "one 5 cases\ntwo\n", false);
    }

    #[test]
    fn equal_findings_are_told_apart_and_stand_in_reading_order() {
        let aligned = aligned(Pair::new("一\n一\n", "one 5\none 5\n"));
        let found = findings(&aligned, "5");
        assert_ne!(found[0].fingerprint, found[1].fingerprint);
        let places: Vec<_> = found.iter().map(|finding| (finding.bead, finding.places[0].start)).collect();
        assert_eq!(places, [(Some(0), 4), (Some(1), 10)]);
        let place = &found[1].places[0];
        assert_eq!((place.segment, place.within, place.text.as_str()), (Some(1), Some((4, 5)), "5"));
        assert_eq!((place.location.line, place.location.column, place.location.end_column), (2, 5, 6));
    }

    #[test]
    fn a_place_over_two_sentences_is_in_neither() {
        let found = findings(&aligned(Pair::new("一\n一\n", "one 5\n6 two\n")), "5\n6");
        assert_eq!((found[0].places[0].segment, found[0].places[0].within), (None, None));
    }

    #[test]
    fn a_pair_of_any_strings_is_one_bead() {
        let check = |source: &str, target: &str| {
            let langs = Pair::new(Lang::Zh, Lang::En);
            for place in audit_bead(Pair::new(source, target), langs).iter().flat_map(|finding| &finding.places) {
                let text = if place.side == Side::Source { source } else { target };
                assert!(text.get(place.start as usize..place.end as usize).is_some(), "{place:?}");
            }
        };
        check("", "");
        check(" \n", "\u{a0}");
        check("共1265宗。", "");
        check("一\n二", "  one\r\ntwo  ");
    }

    #[test]
    fn confidences_have_three_digits_and_are_numbers() {
        let check = |confidence, expected| assert_eq!(to_three_digits(confidence), expected);
        check(0.99849, 0.998);
        check(1.0000001, 1.0);
        check(f64::NAN, 0.0);
    }
}
