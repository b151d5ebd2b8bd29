//! The faults: what each kind does to a translation, and every place where it can be done.

use serde::Serialize;

use crate::align::bead::Bead;
use crate::check::link::Link;
use crate::check::rule::Aligned;
use crate::quantity::compare::Relation;
use crate::quantity::number::Number;
use crate::quantity::value::{Kind, Quantity, Value};
use crate::text::document::BlockKind;
use crate::text::lang::Lang;
use crate::text::pair::Side;
use crate::text::span::Span;

/// A kind of fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fault {
    /// One digit of a figure is another.
    DigitChanged,
    /// A figure is ten times as large.
    TimesTen,
    /// A scale word is another: billion for million.
    ScaleWord,
    /// Percent and percentage points are exchanged.
    PercentPoint,
    /// An amount is in another currency.
    Currency,
    /// A figure is left out.
    FigureDropped,
    /// A year is another.
    YearChanged,
    /// An ordinal is another.
    OrdinalChanged,
    /// The sentences of a bead are left out.
    SentenceDropped,
}

impl Fault {
    /// All of them.
    pub const ALL: [Fault; 9] = [
        Fault::DigitChanged,
        Fault::TimesTen,
        Fault::ScaleWord,
        Fault::PercentPoint,
        Fault::Currency,
        Fault::FigureDropped,
        Fault::YearChanged,
        Fault::OrdinalChanged,
        Fault::SentenceDropped,
    ];

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Fault::DigitChanged => "digit changed",
            Fault::TimesTen => "ten times as large",
            Fault::ScaleWord => "scale word changed",
            Fault::PercentPoint => "percent, percentage point",
            Fault::Currency => "currency changed",
            Fault::FigureDropped => "figure dropped",
            Fault::YearChanged => "year changed",
            Fault::OrdinalChanged => "ordinal changed",
            Fault::SentenceDropped => "sentence dropped",
        }
    }

    /// The rule for it.
    pub fn rule(self) -> &'static str {
        match self {
            Fault::DigitChanged => "figure-mismatch",
            Fault::TimesTen | Fault::ScaleWord => "figure-scale",
            Fault::PercentPoint => "figure-percent-point",
            Fault::Currency => "figure-currency",
            Fault::FigureDropped => "figure-missing",
            Fault::YearChanged => "figure-date",
            Fault::OrdinalChanged => "figure-ordinal",
            Fault::SentenceDropped => "sentence-dropped",
        }
    }
}

/// A fault that can be planted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plant {
    /// Its kind.
    pub fault: Fault,
    /// The bead it is in.
    pub bead: usize,
    /// What is replaced, in the bytes of the translation's file.
    pub edit: Span,
    /// What stood there.
    pub was: String,
    /// What is put there.
    pub text: String,
    /// The figure or sentence of the source that it renders, in the bytes of the source's file.
    pub counterpart: Span,
}

/// Every fault of this kind that can be planted into the pair, each another.
pub fn plants(fault: Fault, aligned: &Aligned) -> Vec<Plant> {
    if fault == Fault::SentenceDropped {
        return dropped_sentences(aligned);
    }
    let links = aligned.links.links.iter().filter(|link| link.relation == Relation::Equal);
    links.flat_map(|link| in_figure(fault, aligned, link)).collect()
}

fn in_figure(fault: Fault, aligned: &Aligned, link: &Link) -> Vec<Plant> {
    let target = &aligned.texts.target.document;
    let quantity = aligned.quantity(Side::Target, link.target);
    let edit = target.to_source(quantity.span);
    let written = edit.of(target.source.text());
    let variants = match fault {
        Fault::DigitChanged => digit_changed(quantity, written),
        Fault::TimesTen => times_ten(quantity, written),
        Fault::ScaleWord => scale_words(written, target.lang),
        Fault::PercentPoint => percent_points(quantity, written, target.lang),
        Fault::Currency => currencies(quantity, written, target.lang),
        Fault::FigureDropped => dropped(quantity),
        Fault::YearChanged => year_changed(quantity, written),
        Fault::OrdinalChanged => ordinal_changed(quantity, written),
        Fault::SentenceDropped => Vec::new(),
    };
    let counterpart = aligned.quantity(Side::Source, link.source);
    let plant = |text: String| Plant {
        fault,
        bead: aligned.bead_of(Side::Target, link.target),
        edit,
        was: written.to_owned(),
        text,
        counterpart: aligned.texts.source.document.to_source(counterpart.span),
    };
    variants.into_iter().filter(|text| text != written).map(plant).collect()
}

fn is_amount(quantity: &Quantity) -> bool {
    let kinds = [Kind::Number, Kind::Percent, Kind::PercentagePoint, Kind::Money, Kind::Measure, Kind::Duration];
    kinds.contains(&quantity.kind) && !quantity.written.words && quantity.value.exact().is_some()
}

/// The first digit that is not in front, or the only one, raised by three.
fn digit_changed(quantity: &Quantity, written: &str) -> Vec<String> {
    let digits: Vec<(usize, u8)> = written.bytes().enumerate().filter(|(_, byte)| byte.is_ascii_digit()).collect();
    let Some((at, digit)) = digits.get(digits.len() / 2).copied().filter(|_| is_amount(quantity)) else {
        return Vec::new();
    };
    let other = (digit - b'0' + 3) % 10;
    // a leading zero would be no number of print
    let other = if other == 0 && digits.len() / 2 == 0 { 1 } else { other };
    vec![format!("{}{other}{}", &written[..at], &written[at + 1..])]
}

/// The digits with their point moved, grouped as they were.
fn times_ten(quantity: &Quantity, written: &str) -> Vec<String> {
    let Some((start, end)) = digits_of(written).filter(|_| is_amount(quantity)) else { return Vec::new() };
    let digits = &written[start..end];
    let value = Number::parse(&digits.replace(',', "")).and_then(|number| number.times(Number::whole(10)));
    let Some(value) = value else { return Vec::new() };
    let text = if digits.contains(',') || value >= Number::whole(10_000) { value.grouped() } else { value.to_string() };
    vec![format!("{}{text}{}", &written[..start], &written[end..])]
}

/// The stretch of digits, commas and points.
fn digits_of(written: &str) -> Option<(usize, usize)> {
    let start = written.find(|c: char| c.is_ascii_digit())?;
    let len = written[start..].find(|c: char| !c.is_ascii_digit() && c != ',' && c != '.');
    let end = len.map_or(written.len(), |len| start + len);
    let trimmed = written[start..end].trim_end_matches([',', '.']).len();
    Some((start, start + trimmed))
}

fn scale_words(written: &str, lang: Lang) -> Vec<String> {
    let words: &[&str] = match lang {
        Lang::En => &["thousand", "million", "billion", "trillion"],
        Lang::Zh => &["千万", "万", "亿"],
    };
    let Some(found) = words.iter().find(|word| written.contains(**word)) else { return Vec::new() };
    words.iter().filter(|word| *word != found).map(|word| written.replacen(found, word, 1)).collect()
}

fn percent_points(quantity: &Quantity, written: &str, lang: Lang) -> Vec<String> {
    let Some((_, end)) = digits_of(written) else { return Vec::new() };
    let with = |units: &[&str]| units.iter().map(|unit| format!("{}{unit}", &written[..end])).collect();
    match (quantity.kind, lang) {
        (Kind::Percent, Lang::En) => with(&[" percentage points", " percentage point", "-percentage-point"]),
        (Kind::PercentagePoint, Lang::En) => with(&["%", " percent", " per cent"]),
        (Kind::Percent, Lang::Zh) => with(&["个百分点"]),
        (Kind::PercentagePoint, Lang::Zh) => with(&["%"]),
        _ => Vec::new(),
    }
}

fn currencies(quantity: &Quantity, written: &str, lang: Lang) -> Vec<String> {
    let Some(currency) = quantity.currency.filter(|_| quantity.kind == Kind::Money) else { return Vec::new() };
    let words: &[(&str, &str)] = match lang {
        Lang::En => &[("CNY", "RMB"), ("USD", "US$"), ("EUR", "EUR"), ("HKD", "HK$"), ("JPY", "JPY")],
        Lang::Zh => &[("CNY", "元"), ("USD", "美元"), ("EUR", "欧元"), ("HKD", "港元"), ("JPY", "日元")],
    };
    let Some((_, word)) = words.iter().find(|(code, word)| *code == currency && written.contains(word)) else {
        return Vec::new();
    };
    let others = words.iter().filter(|(code, _)| *code != currency);
    others.map(|(_, other)| written.replacen(word, other, 1)).collect()
}

fn dropped(quantity: &Quantity) -> Vec<String> {
    let amount =
        is_amount(quantity) || (quantity.written.words && !quantity.is_free() && quantity.value.exact().is_some());
    if amount && quantity.kind != Kind::Ordinal { vec![String::new()] } else { Vec::new() }
}

fn year_changed(quantity: &Quantity, written: &str) -> Vec<String> {
    let year = match &quantity.value {
        Value::Date(date) if !date.decade => date.year,
        _ => None,
    };
    let Some(year) = year.filter(|year| written.contains(&year.to_string())) else { return Vec::new() };
    let others = [year - 1, year + 1, year - 10];
    others.iter().map(|other| written.replacen(&year.to_string(), &other.to_string(), 1)).collect()
}

fn ordinal_changed(quantity: &Quantity, written: &str) -> Vec<String> {
    const WORDS: &[&str] =
        &["First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth", "Ninth", "Tenth", "Eleventh"];
    let Some(value) = quantity.value.exact().and_then(Number::as_whole).filter(|_| quantity.kind == Kind::Ordinal)
    else {
        return Vec::new();
    };
    if let Some((start, end)) = digits_of(written) {
        let rest = written[end..].trim_start_matches(|c: char| c.is_ascii_lowercase());
        let suffix = !written[end..].is_empty() && rest.len() < written[end..].len();
        let other =
            |value: i128| format!("{}{value}{}{rest}", &written[..start], if suffix { ending(value) } else { "" });
        return [value + 1, value + 2, value + 10].map(other).to_vec();
    }
    // "first" is rendered freely, and no fault when it is not
    let word = usize::try_from(value).ok().filter(|value| *value > 1).and_then(|value| WORDS.get(value));
    let lower = written.starts_with(|c: char| c.is_lowercase());
    word.map(|word| if lower { word.to_lowercase() } else { (*word).to_owned() }).into_iter().collect()
}

fn ending(value: i128) -> &'static str {
    match (value % 10, value % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    }
}

/// The translation of every source sentence that stands alone in its bead, left out whole.
fn dropped_sentences(aligned: &Aligned) -> Vec<Plant> {
    let beads = aligned.alignment.beads().iter().enumerate();
    beads.filter_map(|(index, bead)| dropped_sentence(aligned, index, bead)).collect()
}

fn dropped_sentence(aligned: &Aligned, index: usize, bead: &Bead) -> Option<Plant> {
    let (source, target) = (&aligned.texts.source, &aligned.texts.target);
    if bead.segments.source.len() != 1 || bead.segments.target.is_empty() {
        return None;
    }
    let original = source.segments[bead.segments.source.start];
    let kind = source.document.blocks[original.block].kind;
    let prose = matches!(kind, BlockKind::Paragraph | BlockKind::ListItem);
    let first = target.segments[bead.segments.target.start];
    let last = target.segments[bead.segments.target.end - 1];
    if !prose || first.block != last.block {
        return None;
    }
    let edit = target.document.to_source(first.span.cover(last.span));
    Some(Plant {
        fault: Fault::SentenceDropped,
        bead: index,
        edit,
        was: target.sentence(bead.segments.target.start).to_owned(),
        text: String::new(),
        counterpart: source.document.to_source(original.span),
    })
}
