//! Dates and times of day: April 26, 2025; 26 April; 2024-2025; the 1990s; the third quarter of 2025; 4:30 p.m.

use super::numeral::numeral;
use super::token::Class;
use super::{Found, Place, words};
use crate::quantity::value::{Date, Kind, Time, Value};

/// A date that says more than a bare year.
pub fn date(place: &Place) -> Found {
    let (value, end) = years(place).or_else(|| decade(place)).or_else(|| part_of_year(place)).or_else(|| day(place))?;
    Some((place.plain(end, Kind::Date, value), end))
}

/// A bare year: four plain digits from 1800 to 2099 that no currency, hedge or unit makes a count.
pub fn year(place: &Place) -> Found {
    let year = plain_year(place, place.at)?;
    Some((place.plain(place.at + 1, Kind::Date, Value::Date(Date::of_year(year))), place.at + 1))
}

/// The year in four plain digits at a token.
pub fn plain_year(place: &Place, at: usize) -> Option<i16> {
    let Some(Class::Digits(read)) = place.token(at).map(|token| token.class) else { return None };
    let plain = read.whole == 4 && read.decimals == 0 && !read.grouped && !read.padded;
    let year = read.value.as_whole().and_then(|year| i16::try_from(year).ok())?;
    (plain && (1800..2100).contains(&year)).then_some(year)
}

/// 2024-2025, 2023–24.
fn years(place: &Place) -> Option<(Value, usize)> {
    let from = plain_year(place, place.at)?;
    let dash = place.is_mark(place.at + 1, &['-', '–', '—']);
    if !dash || place.currency_before().is_some() {
        return None;
    }
    let to = plain_year(place, place.at + 2).or_else(|| match place.token(place.at + 2)?.class {
        Class::Digits(read) if read.whole == 2 && read.decimals == 0 => {
            Some(from / 100 * 100 + i16::try_from(read.value.as_whole()?).ok()?)
        }
        _ => None,
    })?;
    (from < to).then(|| (Value::Dates(Date::of_year(from), Date::of_year(to)), place.at + 3))
}

/// 1990s.
fn decade(place: &Place) -> Option<(Value, usize)> {
    let year = plain_year(place, place.at).filter(|year| year % 10 == 0)?;
    let plural = place.glued(place.at + 1) && place.word(place.at + 1) == "s";
    plural.then(|| (Value::Date(Date { decade: true, ..Date::of_year(year) }), place.at + 2))
}

/// The third quarter of 2025, Q3 2025, the first half of 2025.
fn part_of_year(place: &Place) -> Option<(Value, usize)> {
    let (part, end) = quarter_sign(place).or_else(|| {
        let ordinal = u8::try_from(words::ordinal(place.word(place.at))?).ok()?;
        match place.word(place.at + 1) {
            "quarter" if (1..=4).contains(&ordinal) => Some((32 + ordinal, place.at + 2)),
            "half" if (1..=2).contains(&ordinal) => Some((39 + ordinal, place.at + 2)),
            _ => None,
        }
    })?;
    let of = usize::from(place.word(end) == "of");
    let year = plain_year(place, end + of);
    let end = if year.is_some() { end + of + 1 } else { end };
    Some((Value::Date(Date { year, month: Some(part), ..Date::default() }), end))
}

fn quarter_sign(place: &Place) -> Option<(u8, usize)> {
    let Some(Class::Digits(read)) = place.token(place.at + 1).map(|token| token.class) else { return None };
    let quarter = u8::try_from(read.value.as_whole()?).ok().filter(|quarter| (1..=4).contains(quarter))?;
    (place.written(place.at) == "Q" && place.glued(place.at + 1)).then_some((32 + quarter, place.at + 2))
}

/// A day, a month, or both, with the year where it follows.
fn day(place: &Place) -> Option<(Value, usize)> {
    let (mut date, end) = month_first(place).or_else(|| day_first(place))?;
    let comma = usize::from(place.is_mark(end, &[',']));
    let of = usize::from(comma == 0 && place.word(end) == "of");
    if let Some(year) = plain_year(place, end + comma + of) {
        date.year = Some(year);
        return Some((Value::Date(date), end + comma + of + 1));
    }
    Some((Value::Date(date), end))
}

/// April 26, April 26th, April; the months that are also words only with a number.
fn month_first(place: &Place) -> Option<(Date, usize)> {
    let month = month(place, place.at)?;
    let stop = usize::from(place.is_mark(place.at + 1, &['.']) && place.written(place.at).len() <= 4);
    let at = place.at + 1 + stop;
    if let Some((day, end)) = day_number(place, at) {
        return Some((Date { month: Some(month), day: Some(day), ..Date::default() }, end));
    }
    let dated = plain_year(place, at).is_some() || (place.is_mark(at, &[',']) && plain_year(place, at + 1).is_some());
    // May, March and August are words too, and SEP is a patent
    let word = place.word(place.at).len() <= 4 || matches!(place.word(place.at), "march" | "august");
    let before = place.at.checked_sub(1).map_or("", |at| place.word(at));
    let led =
        matches!(before, "in" | "last" | "this" | "next" | "of" | "since" | "until" | "by" | "early" | "late" | "mid");
    (dated || !word || led).then(|| (Date { month: Some(month), ..Date::default() }, at))
}

/// 26 April, 26th of April.
fn day_first(place: &Place) -> Option<(Date, usize)> {
    let (day, end) = day_number(place, place.at)?;
    let of = usize::from(place.word(end) == "of");
    let month = month(place, end + of)?;
    Some((Date { month: Some(month), day: Some(day), ..Date::default() }, end + of + 1))
}

fn month(place: &Place, at: usize) -> Option<u8> {
    let capital = place.written(at).starts_with(|c: char| c.is_uppercase());
    words::month(place.word(at)).filter(|_| capital)
}

fn day_number(place: &Place, at: usize) -> Option<(u8, usize)> {
    let Some(Class::Digits(_)) = place.token(at).map(|token| token.class) else { return None };
    let read = numeral(place, at).filter(|read| !read.dressed && !read.fraction)?;
    let day = u8::try_from(read.value.as_whole()?).ok().filter(|day| (1..=31).contains(day))?;
    Some((day, read.end))
}

/// 15:30, 4:30 p.m., 5 pm, half past four.
pub fn time(place: &Place) -> Found {
    let (time, end) = clock(place).or_else(|| past(place)).or_else(|| hour(place))?;
    Some((place.plain(end, Kind::Time, Value::Time(time)), end))
}

fn clock(place: &Place) -> Option<(Time, usize)> {
    let hour = small(place, place.at, 24)?;
    let colon = place.is_mark(place.at + 1, &[':']) && place.glued(place.at + 1);
    let minute = small(place, place.at + 2, 59).filter(|_| colon && place.written(place.at + 2).len() == 2)?;
    Some(with_half(place, hour, Some(minute), place.at + 3))
}

fn past(place: &Place) -> Option<(Time, usize)> {
    if !place.words_at(place.at, &["half", "past"]) {
        return None;
    }
    let hour = numeral(place, place.at + 2)?;
    let value = u8::try_from(hour.value.as_whole()?).ok().filter(|hour| *hour <= 12)?;
    Some(with_half(place, value, Some(30), hour.end))
}

fn hour(place: &Place) -> Option<(Time, usize)> {
    let read = numeral(place, place.at)?;
    let value = u8::try_from(read.value.as_whole()?).ok().filter(|hour| *hour <= 24)?;
    if place.word(read.end) == "o" && place.word(read.end + 2) == "clock" {
        return Some(with_half(place, value, None, read.end + 3));
    }
    half_of_day(place, read.end).map(|_| with_half(place, value, None, read.end))
}

fn small(place: &Place, at: usize, most: u8) -> Option<u8> {
    let Some(Class::Digits(read)) = place.token(at).map(|token| token.class) else { return None };
    u8::try_from(read.value.as_whole()?).ok().filter(|value| *value <= most && read.decimals == 0)
}

fn with_half(place: &Place, hour: u8, minute: Option<u8>, end: usize) -> (Time, usize) {
    match half_of_day(place, end) {
        Some((afternoon, end)) => {
            let hour = match (afternoon, hour) {
                (true, 1..=11) => hour + 12,
                (false, 12) => 0,
                _ => hour,
            };
            (Time { hour, minute, certain: true }, end)
        }
        None => (Time { hour, minute, certain: hour > 12 }, end),
    }
}

/// a.m. or p.m., in any of its spellings, "in the afternoon": whether it is the later half, and the token behind.
fn half_of_day(place: &Place, at: usize) -> Option<(bool, usize)> {
    match place.word(at) {
        "am" => return Some((false, at + 1)),
        "pm" => return Some((true, at + 1)),
        "a" | "p" if place.is_mark(at + 1, &['.']) && place.glued(at + 1) && place.word(at + 2) == "m" => {
            let stop = usize::from(place.is_mark(at + 3, &['.']) && place.glued(at + 3));
            return Some((place.word(at) == "p", at + 3 + stop));
        }
        _ => {}
    }
    let said = |list: &[&str], afternoon| place.words_at(at, list).then_some((afternoon, at + list.len()));
    said(&["in", "the", "morning"], false)
        .or_else(|| said(&["in", "the", "afternoon"], true))
        .or_else(|| said(&["in", "the", "evening"], true))
        .or_else(|| said(&["at", "night"], true))
}
