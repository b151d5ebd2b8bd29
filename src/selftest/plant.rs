//! The faults: what each kind does to a translation, and every place where it can be done.

mod clause;
mod name;
mod sentence;

use serde::Serialize;

use crate::check::cue::{Cue, cues};
use crate::check::link::Link;
use crate::check::rule::Aligned;
use crate::check::rules::figure_binding::is_coordination;
use crate::quantity::compare::Relation;
use crate::quantity::number::Number;
use crate::quantity::value::{Bound, Kind, Quantity, Value};
use crate::text::lang::{Lang, is_han};
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
    /// Two figures of a sentence have changed places.
    FiguresSwapped,
    /// The same where a word as "respectively" deals them out.
    DealtSwapped,
    /// A rise is a fall, or a fall a rise.
    DirectionReversed,
    /// A hedge is left out: "over", "nearly".
    HedgeDropped,
    /// A hedge says the opposite: "at least" for "at most".
    HedgeReversed,
    /// A figure is in another unit of measure.
    UnitChanged,
    /// A clause between two marks is left out.
    ClauseDropped,
    /// The sentences of a bead are left out.
    SentenceDropped,
    /// A phrase that begins with a preposition is left out.
    PhraseDropped,
    /// A sentence from elsewhere in the translation stands there once more.
    SentenceAdded,
    /// Two paragraphs have changed places.
    ParagraphsSwapped,
    /// The name of a place or a person is that of another.
    NameChanged,
}

impl Fault {
    /// All of them.
    pub const ALL: [Fault; 20] = [
        Fault::DigitChanged,
        Fault::TimesTen,
        Fault::ScaleWord,
        Fault::PercentPoint,
        Fault::Currency,
        Fault::FigureDropped,
        Fault::YearChanged,
        Fault::OrdinalChanged,
        Fault::FiguresSwapped,
        Fault::DealtSwapped,
        Fault::DirectionReversed,
        Fault::HedgeDropped,
        Fault::HedgeReversed,
        Fault::UnitChanged,
        Fault::ClauseDropped,
        Fault::SentenceDropped,
        Fault::PhraseDropped,
        Fault::SentenceAdded,
        Fault::ParagraphsSwapped,
        Fault::NameChanged,
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
            Fault::FiguresSwapped => "two figures exchanged",
            Fault::DealtSwapped => "respectively exchanged",
            Fault::DirectionReversed => "rise and fall exchanged",
            Fault::HedgeDropped => "hedge dropped",
            Fault::HedgeReversed => "hedge reversed",
            Fault::UnitChanged => "unit changed",
            Fault::ClauseDropped => "clause dropped",
            Fault::PhraseDropped => "phrase dropped",
            Fault::SentenceDropped => "sentence dropped",
            Fault::SentenceAdded => "sentence added",
            Fault::ParagraphsSwapped => "paragraphs exchanged",
            Fault::NameChanged => "name changed",
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
            Fault::FiguresSwapped | Fault::DealtSwapped => "figure-binding",
            Fault::DirectionReversed => "figure-direction",
            Fault::HedgeDropped | Fault::HedgeReversed => "figure-bound",
            Fault::UnitChanged => "figure-unit",
            Fault::ClauseDropped | Fault::PhraseDropped => "clause-dropped",
            Fault::SentenceDropped => "sentence-dropped",
            Fault::SentenceAdded => "sentence-added",
            Fault::ParagraphsSwapped => "sentence-moved",
            Fault::NameChanged => "name-mismatch",
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
    match fault {
        Fault::ClauseDropped => return clause::dropped_clauses(aligned),
        Fault::PhraseDropped => return clause::dropped_phrases(aligned),
        Fault::SentenceDropped => return sentence::dropped(aligned),
        Fault::SentenceAdded => return sentence::added(aligned),
        Fault::ParagraphsSwapped => return sentence::swapped_paragraphs(aligned),
        Fault::NameChanged => return name::changed(aligned),
        Fault::FiguresSwapped | Fault::DealtSwapped => return swapped_figures(fault, aligned),
        Fault::DirectionReversed => return reversed_directions(aligned),
        _ => (),
    }
    let links = aligned.links.links.iter().filter(|link| link.relation == Relation::Equal);
    links.flat_map(|link| in_figure(fault, aligned, link)).collect()
}

fn in_figure(fault: Fault, aligned: &Aligned, link: &Link) -> Vec<Plant> {
    let target = &aligned.texts.target.document;
    let quantity = aligned.quantity(Side::Target, link.target);
    let edit = target.to_source(quantity.span);
    let written = edit.of(target.source.text());
    let counterpart = aligned.quantity(Side::Source, link.source);
    let variants = match fault {
        Fault::DigitChanged => digit_changed(quantity, written),
        Fault::TimesTen => times_ten(quantity, written),
        Fault::ScaleWord => scale_words(written, target.lang),
        Fault::PercentPoint => percent_points(quantity, written, target.lang),
        Fault::Currency => currencies(quantity, written, target.lang),
        Fault::FigureDropped => dropped(quantity),
        Fault::YearChanged => year_changed(quantity, written),
        Fault::OrdinalChanged => ordinal_changed(quantity, written),
        Fault::HedgeDropped => hedge_dropped(written, target.lang),
        Fault::HedgeReversed => hedge_reversed(counterpart, quantity, written, target.lang),
        Fault::UnitChanged => unit_changed(quantity, written, target.lang),
        Fault::FiguresSwapped
        | Fault::DealtSwapped
        | Fault::DirectionReversed
        | Fault::ClauseDropped
        | Fault::PhraseDropped
        | Fault::SentenceDropped
        | Fault::SentenceAdded
        | Fault::ParagraphsSwapped
        | Fault::NameChanged => Vec::new(),
    };
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
    let Some((_, end)) = digits_of(written).filter(|_| quantity.value.exact().is_some()) else { return Vec::new() };
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
    const HAN: [&str; 10] = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    // "first" is rendered freely, and no fault when it is not
    let han = usize::try_from(value).ok().filter(|value| *value > 1).and_then(|value| HAN.get(value..=value + 1));
    if let Some([own, next]) = han
        && let Some(rest) = written.strip_prefix('第').and_then(|rest| rest.strip_prefix(own))
    {
        return vec![format!("第{next}{rest}")];
    }
    if written.contains(is_han) {
        return Vec::new();
    }
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

/// Hedges that stand before their number, with what says the opposite; nothing is the opposite of "about".
fn hedges(lang: Lang) -> &'static [(&'static str, Option<&'static str>)] {
    match lang {
        Lang::En => &[
            ("more than ", Some("less than ")),
            ("over ", Some("under ")),
            ("at least ", Some("at most ")),
            ("less than ", Some("more than ")),
            ("fewer than ", Some("more than ")),
            ("under ", Some("over ")),
            ("up to ", Some("at least ")),
            ("nearly ", Some("over ")),
            ("almost ", Some("over ")),
            ("about ", None),
            ("around ", None),
            ("approximately ", None),
        ],
        Lang::Zh => &[
            ("不超过", Some("不少于")),
            ("不少于", Some("不超过")),
            ("超过", Some("不足")),
            ("超", Some("不足")),
            ("逾", Some("近")),
            ("不足", Some("超过")),
            ("近", Some("超")),
            ("至少", Some("至多")),
            ("约", None),
        ],
    }
}

/// The hedge that a figure is written with.
fn hedge_of(written: &str, lang: Lang) -> Option<(&'static str, Option<&'static str>)> {
    hedges(lang).iter().copied().find(|(hedge, _)| written.to_ascii_lowercase().starts_with(hedge.trim_end()))
}

fn hedge_dropped(written: &str, lang: Lang) -> Vec<String> {
    hedge_of(written, lang)
        .map(|(hedge, _)| written[hedge.trim_end().len()..].trim_start().to_owned())
        .into_iter()
        .collect()
}

fn hedge_reversed(source: &Quantity, quantity: &Quantity, written: &str, lang: Lang) -> Vec<String> {
    // where the source says "about", "over" for "nearly" is no opposite
    let hedge = hedge_of(written, lang).filter(|_| quantity.bound != Bound::Exact && source.bound == quantity.bound);
    let opposite = |(hedge, opposite): (&str, Option<&str>)| {
        Some(format!("{}{}", opposite?, written[hedge.trim_end().len()..].trim_start()))
    };
    hedge.and_then(opposite).into_iter().collect()
}

fn unit_changed(quantity: &Quantity, written: &str, lang: Lang) -> Vec<String> {
    const ENGLISH: [(&str, &str); 14] = [
        ("square kilometers", "square meters"),
        ("square kilometres", "square metres"),
        ("cubic meters", "square meters"),
        ("cubic metres", "square metres"),
        ("kilometers", "miles"),
        ("kilometres", "miles"),
        ("meters", "feet"),
        ("metres", "feet"),
        ("hectares", "acres"),
        ("tons", "kilograms"),
        ("tonnes", "kilograms"),
        ("days", "months"),
        ("months", "years"),
        ("years", "months"),
    ];
    const CHINESE: [(&str, &str); 6] =
        [("平方公里", "平方米"), ("公里", "米"), ("公顷", "亩"), ("吨", "公斤"), ("天", "个月"), ("个月", "年")];
    let measured = matches!(quantity.kind, Kind::Measure | Kind::Duration);
    let units: &[(&str, &str)] = if lang == Lang::En { &ENGLISH } else { &CHINESE };
    let unit = units.iter().find(|(unit, _)| measured && written.ends_with(unit));
    unit.map(|(unit, other)| format!("{}{other}", written.trim_end_matches(unit))).into_iter().collect()
}

/// Every two figures of a sentence that could be each other's, with their digits exchanged.
fn swapped_figures(fault: Fault, aligned: &Aligned) -> Vec<Plant> {
    let links: Vec<&Link> = aligned.links.links.iter().filter(|link| link.relation == Relation::Equal).collect();
    let mut plants = Vec::new();
    for (index, one) in links.iter().enumerate() {
        let same_bead =
            |link: &&&Link| aligned.bead_of(Side::Source, link.source) == aligned.bead_of(Side::Source, one.source);
        let others = links[index + 1..].iter().take_while(same_bead);
        plants.extend(others.filter_map(|other| swapped(fault, aligned, one, other)));
    }
    plants
}

fn swapped(fault: Fault, aligned: &Aligned, one: &Link, other: &Link) -> Option<Plant> {
    let target = &aligned.texts.target;
    let (a, b) = (aligned.quantity(Side::Target, one.target), aligned.quantity(Side::Target, other.target));
    let (first, second) = if a.span.start < b.span.start { (a, b) } else { (b, a) };
    let segment = |link: &Link| target.figures[link.target].segment;
    if segment(one) != segment(other) || a.kind != b.kind || a.value == b.value || !is_amount(a) || !is_amount(b) {
        return None;
    }
    let content = target.document.source.text();
    let spans = [first, second].map(|quantity| target.document.to_source(quantity.span));
    let digits = spans.map(|span| {
        let digits = number_of(span.of(content), target.document.lang);
        digits.map(|(start, end)| Span::new(start, end).shift(span.start as usize))
    });
    let [Some(first), Some(second)] = digits else { return None };
    let between = content.get(first.end as usize..second.start as usize)?;
    let edit = first.cover(second);
    let sentence = target.sentence(segment(one));
    let dealt = ["respectively", "分别", "分別", "依次"].iter().any(|word| sentence.contains(word));
    let listed = is_coordination(unit_aside(between));
    let fits = match fault {
        // a finding points at the values that are dealt out, so it is these that are exchanged
        Fault::DealtSwapped => dealt && listed,
        // of "6 and 8", with nothing that each belongs to, the order says nothing
        _ => !dealt && !listed,
    };
    if !fits || [first, second].iter().any(|number| is_reference(content, *number)) {
        return None;
    }
    let source =
        |link: &Link| aligned.texts.source.document.to_source(aligned.quantity(Side::Source, link.source).span);
    Some(Plant {
        fault,
        bead: aligned.bead_of(Side::Target, one.target),
        edit,
        was: edit.of(content).to_owned(),
        text: format!("{}{between}{}", second.of(content), first.of(content)),
        counterpart: source(one).cover(source(other)),
    })
}

/// The digits with the scale word behind them.
fn number_of(written: &str, lang: Lang) -> Option<(usize, usize)> {
    let (start, end) = digits_of(written)?;
    let words: &[&str] = match lang {
        Lang::En => &[" thousand", " million", " billion", " trillion"],
        Lang::Zh => &["万亿", "千万", "百万", "亿", "万", "千"],
    };
    let scale = words.iter().find(|word| written[end..].starts_with(**word));
    Some((start, end + scale.map_or(0, |word| word.len())))
}

/// What stands between two figures, without the unit of the first.
fn unit_aside(between: &str) -> &str {
    const UNITS: [&str; 6] = ["%", " per cent", " percent", " yuan", "%", "元"];
    UNITS.iter().find_map(|unit| between.strip_prefix(unit)).unwrap_or(between)
}

/// Whether a number is that of a section, a figure or a note: "section 13(1) or (3)", "5.5 Trends".
fn is_reference(content: &str, number: Span) -> bool {
    const NAMES: [&str; 14] = [
        "section",
        "sections",
        "article",
        "articles",
        "part",
        "schedule",
        "paragraph",
        "paragraphs",
        "subsection",
        "regulation",
        "rule",
        "chapter",
        "figure",
        "table",
    ];
    let before = content[..number.start as usize].trim_end_matches(' ');
    let behind = &content[number.end as usize..];
    let name = before.rsplit(|c: char| !c.is_ascii_alphabetic()).next().unwrap_or_default();
    let bracketed = before.strip_suffix('(').is_some_and(|outer| {
        outer.ends_with(|c: char| c.is_ascii_alphanumeric())
            || [",", " or", " and", "to"].iter().any(|end| outer.trim_end().ends_with(end))
            || NAMES.iter().any(|name| outer.trim_end().ends_with(name))
    });
    bracketed
        || behind.starts_with('(')
        || NAMES.contains(&name.to_ascii_lowercase().as_str())
        || before.ends_with(['\n', '#'])
}

/// Every word beside a figure that says that it rises or falls, with its opposite.
fn reversed_directions(aligned: &Aligned) -> Vec<Plant> {
    let links = aligned.links.links.iter().filter(|link| link.relation == Relation::Equal);
    links.filter_map(|link| reversed_direction(aligned, link)).collect()
}

fn reversed_direction(aligned: &Aligned, link: &Link) -> Option<Plant> {
    const ENGLISH: [(&str, &str); 12] = [
        ("increased", "decreased"),
        ("increase", "decrease"),
        ("rose", "fell"),
        ("rise", "fall"),
        ("growth", "decline"),
        ("grew", "fell"),
        ("up", "down"),
        ("higher", "lower"),
        ("gained", "lost"),
        ("expanded", "shrank"),
        ("climbed", "dropped"),
        ("reduction", "increase"),
    ];
    const CHINESE: [(&str, &str); 4] = [("上升", "下降"), ("增长", "下降"), ("增加", "减少"), ("提高", "降低")];
    const NEAR: usize = 30;
    let target = &aligned.texts.target.document;
    let source = aligned.before(Side::Source, link.source, NEAR).rsplit(['，', '；', ',', ';']).next()?;
    let says = |text: &str, lang| cues(text, lang).iter().any(|(_, cue)| matches!(cue, Cue::Up | Cue::Down));
    if !says(source, aligned.texts.source.document.lang) {
        return None;
    }
    let span = aligned.quantity(Side::Target, link.target).span;
    let around = aligned.before(Side::Target, link.target, NEAR).rsplit(['，', '；', ',', ';']).next()?;
    let start = span.start as usize - around.len();
    let (at, word, other) = cues(around, target.lang).into_iter().rev().find_map(|(range, _)| {
        let word = &around[range.clone()];
        let pairs: &[(&str, &str)] = if target.lang == Lang::En { &ENGLISH } else { &CHINESE };
        let found = pairs.iter().find_map(|(a, b)| if *a == word { Some(*b) } else { (*b == word).then_some(*a) });
        found.map(|other| (start + range.start, word, other))
    })?;
    // all from the word to the figure, which is where a finding points
    let edit = target.to_source(Span::new(at, span.end as usize));
    let was = edit.of(target.source.text()).to_owned();
    Some(Plant {
        fault: Fault::DirectionReversed,
        bead: aligned.bead_of(Side::Target, link.target),
        edit,
        text: was.replacen(word, other, 1),
        was,
        counterpart: aligned.texts.source.document.to_source(aligned.quantity(Side::Source, link.source).span),
    })
}
