//! Codes that are written with digits and count nothing: 12•7, 20+8, COVID-19, 5G, PM2.5, 1.2.3.

use super::token::Class;
use super::{Found, Place, calendar, measure, words};
use crate::quantity::number::Number;
use crate::quantity::value::{Kind, Value};
use crate::quantity::{code, currency};
use crate::text::span::Span;

/// Any of them.
pub fn label(place: &Place) -> Found {
    let class = place.token(place.at)?.class;
    if let Some(symbol) = document(place).or_else(|| designation(place)) {
        return Some(symbol);
    }
    let end = match class {
        Class::Code => place.at + 1,
        Class::Digits(_) => joined(place)
            .or_else(|| slashed(place))
            .or_else(|| hyphened(place))
            .or_else(|| stock_code(place))
            .or_else(|| inserted(place))
            .or_else(|| lettered(place))
            .or_else(|| numbered_item(place))?,
        Class::Vulgar(..) | Class::Word | Class::Mark(_) => return None,
    };
    if place.currency_before().is_some() {
        return None;
    }
    let start = word_before(place).unwrap_or(place.at);
    let text = place.span(start, end).of(place.reader.text).replace(['•', '·', '・', '‧'], "·").replace(' ', "");
    let mut figure = place.plain(end, Kind::Label, Value::Label(text));
    figure.span = place.span(start, end);
    Some((figure, end))
}

/// A/47/5: the symbol of a document, from its letters on.
fn document(place: &Place) -> Found {
    let reader = place.reader;
    let start = place.token(place.at).filter(|token| token.glued)?.span.start as usize;
    let floor = place.token(place.floor).map_or(0, |token| token.span.start as usize);
    let range = code::document(reader.text, start, floor)?;
    let rest = reader.tokens[place.at..].iter();
    let end = place.at + rest.take_while(|token| (token.span.start as usize) < range.end).count();
    let mut figure = place.plain(end, Kind::Label, Value::Label(reader.text[range.clone()].to_owned()));
    figure.span = Span::new(range.start, range.end);
    Some((figure, end))
}

/// The number of a standard: ISO 9001-2015.
pub fn designation(place: &Place) -> Found {
    let reader = place.reader;
    let start = place.token(place.at)?.span.start as usize;
    if !reader.text[start..].starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let (len, whole) = code::designation(reader.text, start)?;
    let rest = reader.tokens[place.at..].iter();
    let end = place.at + rest.take_while(|token| (token.span.start as usize) < start + whole).count();
    let label = reader.text[start..start + len].to_owned();
    let mut figure = place.plain(end, Kind::Label, Value::Label(label));
    figure.span = Span::new(start, start + whole);
    Some((figure, end))
}

/// Digits joined by a dot of the middle or a plus.
fn joined(place: &Place) -> Option<usize> {
    let mut end = place.at + 1;
    let dot = ['•', '·', '・', '‧'];
    let sum = |end: usize| place.is_mark(end, &['+']) && place.glued(end) == place.glued(end + 1);
    while (place.glued(end) && place.glued(end + 1) && place.is_mark(end, &dot)) || sum(end) {
        let class = place.token(end + 1).map(|token| token.class);
        let single = place.written(end + 1).len() == 1;
        match class {
            Some(Class::Digits(_)) => end += 2,
            Some(Class::Word) if single => end += 2,
            _ => break,
        }
    }
    (end > place.at + 1).then_some(end)
}

/// The symbols of documents (resolution 47/203) and names that are written as fractions (24/7).
fn slashed(place: &Place) -> Option<usize> {
    let document = place.at > 0 && DOCUMENTS.contains(&place.word(place.at - 1));
    let name = NAMES.contains(&place.span(place.at, place.at + 3).of(place.reader.text));
    let tight = place.is_mark(place.at + 1, &['/']) && place.glued(place.at + 1) && place.glued(place.at + 2);
    let len = |at: usize| place.written(at).len();
    // 46/192 is no fraction that anyone prints
    let symbol = (2..=3).contains(&len(place.at)) && (3..=4).contains(&len(place.at + 2));
    let more = place.is_mark(place.at + 3, &['/']);
    (tight && (document || name || (symbol && !more)) && place.is_digits(place.at + 2)).then_some(place.at + 3)
}

/// What is numbered with two numbers and a slash.
const DOCUMENTS: &[&str] =
    &["resolution", "resolutions", "decision", "decisions", "document", "directive", "regulation"];

/// Fractions that are names.
const NAMES: &[&str] = &["24/7", "9/11"];

/// Three or more numbers with hyphens, as in a telephone number, or a short and a long one; a date is read before.
fn hyphened(place: &Place) -> Option<usize> {
    let mut end = place.at + 1;
    let more = |end: usize| {
        let code = place.token(end + 1).is_some_and(|token| matches!(token.class, Class::Digits(_) | Class::Code));
        place.is_mark(end, &['-']) && place.glued(end) && place.glued(end + 1) && code
    };
    while more(end) {
        end += 2;
    }
    // 13-40403 is the number of a print job and no range
    let job = end == place.at + 3 && place.written(place.at).len() <= 2 && {
        let second = place.written(place.at + 2);
        (5..=7).contains(&second.len()) && second.bytes().all(|byte| byte.is_ascii_digit())
    };
    (job || end > place.at + 3).then_some(end)
}

/// A capital glued behind a short number (5G), or a word glued before it (PM2.5, COVID-19) unless the number is a year.
fn lettered(place: &Place) -> Option<usize> {
    let year = calendar::plain_year(place, place.at).is_some();
    if !year && place.written(place.at) == "3" && place.glued(place.at + 1) && place.written(place.at + 1) == "M" {
        return Some(place.at + 2);
    }
    if word_before(place).is_some() && !year {
        return Some(place.at + 1);
    }
    let behind = place.written(place.at + 1);
    let capital = behind.len() == 1 && behind.starts_with(['G', 'D', 'K', 'S', 'N', 'R', 'P', 'C', 'X']);
    if behind == "K" && place.written(place.at).len() > 2 {
        return None;
    }
    (place.glued(place.at + 1) && capital && place.written(place.at).len() <= 3).then_some(place.at + 2)
}

/// 603716.SH: a number and its stock exchange.
fn stock_code(place: &Place) -> Option<usize> {
    const EXCHANGES: [&str; 7] = ["SH", "SZ", "BJ", "HK", "SS", "TW", "US"];
    let stop = place.is_mark(place.at + 1, &['.']) && place.glued(place.at + 1);
    let long = (4..=6).contains(&place.written(place.at).len());
    (stop && long && EXCHANGES.contains(&place.written(place.at + 2))).then_some(place.at + 3)
}

/// 53ZRL of "section 53ZRL": a section that was put in between two others is numbered with capitals.
fn inserted(place: &Place) -> Option<usize> {
    let behind = place.written(place.at + 1);
    let capitals = (1..=4).contains(&behind.len()) && behind.bytes().all(|byte| byte.is_ascii_uppercase());
    if !capitals || !place.glued(place.at + 1) || place.glued(place.at) {
        return None;
    }
    let led = |at: usize| at > 0 && words::NUMBERED.contains(&place.word(at - 1));
    // the further ones of "sections 53ZRB, 53ZRC and 53ZRD"
    let mut first = place.at;
    for _ in 0..LIST {
        let Some(joint) = first.checked_sub(1) else { break };
        let joined = place.is_mark(joint, &[',']) || matches!(place.word(joint), "and" | "or" | "to");
        let lettered = joint > 1 && place.glued(joint - 1) && place.is_digits(joint - 2);
        if !(joined && lettered) {
            break;
        }
        first = joint - 2;
    }
    led(first).then_some(place.at + 2)
}

/// As many sections as a list is followed back over.
const LIST: usize = 20;

/// The word glued to the number, where the two make a code.
fn word_before(place: &Place) -> Option<usize> {
    let at = place.at.checked_sub(1).filter(|&at| at >= place.floor && place.glued(place.at))?;
    let is_word = |at: usize| place.token(at).is_some_and(|token| token.class == Class::Word);
    if is_word(at) {
        return Some(at);
    }
    let hyphened = place.is_mark(at, &['-']) && place.glued(at);
    let word = at.checked_sub(1).filter(|&word| hyphened && word >= place.floor && is_word(word))?;
    let capital = place.written(word).starts_with(|c: char| c.is_uppercase());
    capital.then_some(word)
}

/// "3." and "3)" at the start of a text, and the 2.1 of "2.1 Scope".
fn numbered_item(place: &Place) -> Option<usize> {
    if let Some(end) = numbered_below(place) {
        return Some(end);
    }
    let opens = place.at == 0 || (place.at == 1 && place.is_mark(0, &['(']));
    let closed = place.is_mark(place.at + 1, &['.', ')']) && place.glued(place.at + 1);
    let small = place.written(place.at).len() <= 2;
    let more = place.token(place.at + 2).is_some_and(|token| !token.glued && matches!(token.class, Class::Word));
    (opens && closed && small && more).then_some(place.at + 1)
}

/// "2.1 Scope": the number of a part of a part, before a word that begins a sentence and no unit.
fn numbered_below(place: &Place) -> Option<usize> {
    let (part, of) = place.written(place.at).split_once('.')?;
    let number = |text: &str| (1..=2).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    let (behind, word) = (place.written(place.at + 1), place.word(place.at + 1));
    let begins = behind.len() > 1 && behind.starts_with(|c: char| c.is_ascii_uppercase()) && !place.glued(place.at + 1);
    let is_numbered = place.at == 0 && number(part) && number(of) && of != "0" && begins;
    let mut figure = place.plain(place.at + 1, Kind::Number, Value::Exact(Number::ONE));
    let mut measures = || {
        words::scale(word).is_some()
            || currency::iso(behind).is_some()
            || measure::behind(place, &mut figure, place.at + 1).is_some()
    };
    (is_numbered && !measures()).then_some(place.at + 1)
}
