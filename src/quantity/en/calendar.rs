//! Dates: April 26, 2025; 26 April; 2025-04-26; 2024-2025; the 1990s; the third quarter of 2025; January to June.

use super::numeral::numeral;
use super::token::Class;
use super::{Found, Place, words};
use crate::quantity::value::{Date, Kind, Value};

/// A date that says more than a bare year.
pub fn date(place: &Place) -> Found {
    let (value, end) = numeric(place)
        .or_else(|| years(place))
        .or_else(|| decade(place))
        .or_else(|| part_of_year(place))
        .or_else(|| days(place))?;
    Some((place.plain(end, Kind::Date, value), end))
}

/// 2025-04-26, 2025/4/26, 2025.4.26, 26/4/2025, 4/26/2025; where day and month may be either, only the year is taken.
fn numeric(place: &Place) -> Option<(Value, usize)> {
    if let Class::Code = place.token(place.at)?.class {
        let date = of_parts(place.written(place.at).split('.'))?;
        return Some((Value::Date(date), place.at + 1));
    }
    let mark = |at: usize| match place.token(at).map(|token| token.class) {
        Some(Class::Mark(mark @ ('-' | '/'))) if place.glued(at) && place.glued(at + 1) => Some(mark),
        _ => None,
    };
    let same = mark(place.at + 1).is_some_and(|first| mark(place.at + 3) == Some(first));
    if !same || mark(place.at + 5).is_some() {
        return None;
    }
    let date = of_parts([place.at, place.at + 2, place.at + 4].map(|at| place.written(at)).into_iter())?;
    Some((Value::Date(date), place.at + 5))
}

fn of_parts<'t>(parts: impl Iterator<Item = &'t str>) -> Option<Date> {
    let numbers: Vec<Option<i16>> = parts.take(4).map(|part| part.parse().ok().filter(|_| part.len() <= 4)).collect();
    let [Some(a), Some(b), Some(c)] = numbers[..] else { return None };
    let day_of = |month: i16, day: i16| {
        let sound = (1..=12).contains(&month) && (1..=31).contains(&day);
        sound.then_some((Some(month as u8), Some(day as u8)))
    };
    let is_year = |year: i16| (1000..2200).contains(&year);
    let (year, (month, day)) = match (a, b, c) {
        (year, month, day) if is_year(year) => (year, day_of(month, day)?),
        (first, second, year) if is_year(year) => match (day_of(second, first), day_of(first, second)) {
            (Some(day), None) | (None, Some(day)) => (year, day),
            (Some(day), Some(other)) if day == other => (year, day),
            (Some(_), Some(_)) => (year, (None, None)),
            (None, None) => return None,
        },
        _ => return None,
    };
    Some(Date { year: Some(year), month, day, decade: false })
}

/// A bare year: four plain digits from 1800 to 2099 that no currency, hedge or unit makes a count.
pub fn year(place: &Place) -> Found {
    let year = plain_year(place, place.at)?;
    Some((place.plain(place.at + 1, Kind::Date, Value::Date(Date::of_year(year))), place.at + 1))
}

/// In nineteen eighty-four, by twenty thirty.
pub fn year_in_words(place: &Place) -> Found {
    let century = match place.word(place.at) {
        "eighteen" => 1800,
        "nineteen" => 1900,
        "twenty" => 2000,
        _ => return None,
    };
    let before = place.at.checked_sub(1).map_or("", |at| place.word(at));
    let led =
        matches!(before, "in" | "since" | "by" | "until" | "year" | "of" | "before" | "after" | "from" | "during");
    let read = numeral(place, place.at + 1).filter(|read| led && read.words && !read.ordinal && !read.dressed)?;
    let rest = i16::try_from(read.value.as_whole()?).ok().filter(|rest| (10..100).contains(rest))?;
    let mut figure = place.plain(read.end, Kind::Date, Value::Date(Date::of_year(century + rest)));
    figure.written.words = true;
    Some((figure, read.end))
}

/// The year in four plain digits at a token.
pub fn plain_year(place: &Place, at: usize) -> Option<i16> {
    let Some(Class::Digits(read)) = place.token(at).map(|token| token.class) else { return None };
    let plain = read.whole == 4 && read.decimals == 0 && !read.grouped && !read.padded;
    let year = read.value.as_whole().and_then(|year| i16::try_from(year).ok())?;
    (plain && (1800..2100).contains(&year)).then_some(year)
}

/// 2024-2025, 2023–24, 2023/24, from 2023 to 2025, between 2023 and 2025.
fn years(place: &Place) -> Option<(Value, usize)> {
    let from = plain_year(place, place.at)?;
    let led = |word: &str| place.at > 0 && place.word(place.at - 1) == word;
    let dash = place.is_mark(place.at + 1, &['-', '–', '—', '/']);
    let words = match place.word(place.at + 1) {
        "to" | "through" | "until" => true,
        "and" => led("between"),
        _ => false,
    };
    if !(dash || words) || place.currency_before().is_some() {
        return None;
    }
    let to = plain_year(place, place.at + 2).or_else(|| match place.token(place.at + 2)?.class {
        Class::Digits(read) if dash && read.whole == 2 && read.decimals == 0 => {
            Some(from / 100 * 100 + i16::try_from(read.value.as_whole()?).ok()?)
        }
        _ => None,
    })?;
    let month = dash && place.is_mark(place.at + 3, &['-', '/']) && place.glued(place.at + 3);
    (from < to && !month).then(|| (Value::Dates(Date::of_year(from), Date::of_year(to)), place.at + 3))
}

/// 1990s, the '90s, the mid-90s, the eighties.
fn decade(place: &Place) -> Option<(Value, usize)> {
    let of = |year: i16, end: usize| (Value::Date(Date { decade: true, ..Date::of_year(year) }), end);
    let before = place.at.checked_sub(1).map_or("", |at| place.word(at));
    if let Some(tens) = words::decade(place.word(place.at)) {
        let led = matches!(before, "the" | "early" | "late" | "mid");
        return led.then(|| of(1900 + tens, place.at + 1));
    }
    let apostrophe = usize::from(place.is_mark(place.at + 1, &['\'', '’']) && place.glued(place.at + 1));
    let plural = place.at + 1 + apostrophe;
    if !place.glued(plural) || place.word(plural) != "s" {
        return None;
    }
    if let Some(year) = plain_year(place, place.at).filter(|year| year % 10 == 0) {
        return Some(of(year, plural + 1));
    }
    let short =
        place.written(place.at).parse::<i16>().ok().filter(|year| (20..100).contains(year) && year % 10 == 0)?;
    let marked = place.at > 0 && place.is_mark(place.at - 1, &['\'', '’', '‘']);
    let part = |at: usize| at > 0 && matches!(place.word(at - 1), "early" | "late" | "mid");
    let led = marked || part(place.at) || (place.is_mark(place.at.wrapping_sub(1), &['-']) && part(place.at - 1));
    (led || (before == "the" && short >= 50)).then(|| of(1900 + short, plural + 1))
}

/// The third quarter of 2025, Q3 2025, the first half of 2025.
fn part_of_year(place: &Place) -> Option<(Value, usize)> {
    if let Some(year) = plain_year(place, place.at)
        && let Some((part, end)) = part_sign(place, place.at + 1)
    {
        return Some((Value::Date(Date { year: Some(year), month: Some(part), ..Date::default() }), end));
    }
    let (part, end) = part_sign(place, place.at).or_else(|| {
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

/// Q3, H1 2025: the sign of a half only with its year.
fn part_sign(place: &Place, at: usize) -> Option<(u8, usize)> {
    let sign = place.written(at);
    let Some(Class::Digits(read)) = place.token(at + 1).filter(|token| token.glued).map(|token| token.class) else {
        return None;
    };
    let part = u8::try_from(read.value.as_whole()?).ok().filter(|_| read.whole == 1 && read.decimals == 0)?;
    let dated = plain_year(place, at + 2).is_some() || (at > 0 && plain_year(place, at - 1).is_some());
    match (sign, part) {
        ("Q", 1..=4) => Some((32 + part, at + 2)),
        ("H", 1..=2) if dated => Some((39 + part, at + 2)),
        _ => None,
    }
}

/// A day or a month, or a stretch of them.
fn days(place: &Place) -> Option<(Value, usize)> {
    stretch_of_days(place).or_else(|| stretch_of_months(place)).or_else(|| day(place)).or_else(|| day_alone(place))
}

/// "on the 25th", where nothing follows that could be the 25th.
fn day_alone(place: &Place) -> Option<(Value, usize)> {
    let led = place.at > 1 && place.words_at(place.at - 2, &["on", "the"]);
    let read = numeral(place, place.at).filter(|read| led && read.ordinal && !read.words)?;
    let (day, end) = day_number(place, place.at).filter(|(_, end)| *end == read.end)?;
    let behind = place.word(end);
    let closed =
        behind.is_empty() || matches!(behind, "and" | "to" | "that" | "in" | "at" | "by" | "with" | "from" | "after");
    (closed && place.hyphen(end) == 0).then(|| (Value::Date(Date { day: Some(day), ..Date::default() }), end))
}

/// April 26-28, 2025; 26 to 28 April 2025.
fn stretch_of_days(place: &Place) -> Option<(Value, usize)> {
    let (month, from, to, end) = match month_before(place, place.at) {
        Some((month, at)) => {
            let (from, link) = day_number(place, at)?;
            let (to, end) = day_number(place, link_behind(place, link)?)?;
            // "May 5 to 30 people": a number of something
            let counted = place.word(link) == "to" && !place.word(end).is_empty() && !is_link(place.word(end));
            (month, from, to, (!counted).then_some(end)?)
        }
        None => {
            let (from, link) = day_number(place, place.at)?;
            let (to, end) = day_number(place, link_behind(place, link)?)?;
            let of = usize::from(place.word(end) == "of");
            (month(place, end + of)?, from, to, end + of + 1)
        }
    };
    if from >= to {
        return None;
    }
    let (year, end) = year_behind(place, end);
    let date = |day| Date { year, month: Some(month), day: Some(day), decade: false };
    Some((Value::Dates(date(from), date(to)), end))
}

/// January to June 2025, April 26 to May 3, 2025; of both ends or of neither the day is said.
fn stretch_of_months(place: &Place) -> Option<(Value, usize)> {
    let (mut from, link) = month_and_day(place, place.at)?;
    // July/August
    let stroke = from.day.is_none() && place.is_mark(link, &['/']);
    let second = link_behind(place, link).or(stroke.then_some(link + 1))?;
    let (mut to, end) = month_and_day(place, second)?;
    if from.day.is_some() != to.day.is_some() || (from.month == to.month && from.day >= to.day) {
        return None;
    }
    let (year, end) = year_behind(place, end);
    (from.year, to.year) = (year, year);
    Some((Value::Dates(from, to), end))
}

fn month_and_day(place: &Place, at: usize) -> Option<(Date, usize)> {
    if let Some((month, at)) = month_before(place, at) {
        let day = day_number(place, at).filter(|_| plain_year(place, at).is_none());
        let date = Date { month: Some(month), day: day.map(|(day, _)| day), ..Date::default() };
        return Some((date, day.map_or(at, |(_, end)| end)));
    }
    day_first(place, at)
}

/// The token behind a dash, "to", "through".
fn link_behind(place: &Place, at: usize) -> Option<usize> {
    let dash = place.is_mark(at, &['-', '–', '—']) && place.glued(at) == place.glued(at + 1);
    (dash || matches!(place.word(at), "to" | "through" | "until")).then_some(at + 1)
}

fn is_link(word: &str) -> bool {
    matches!(
        word,
        "in" | "at" | "of" | "and" | "this" | "the" | "for" | "with" | "by" | "on" | "as" | "was" | "were" | "last"
    )
}

/// A month at a token, with the stop of its short form, and the token behind.
fn month_before(place: &Place, at: usize) -> Option<(u8, usize)> {
    let month = month(place, at)?;
    let stop = usize::from(place.is_mark(at + 1, &['.']) && place.written(at).len() <= 4);
    Some((month, at + 1 + stop))
}

/// The year behind a day or month, with a comma or "of" between, and the token behind all.
fn year_behind(place: &Place, end: usize) -> (Option<i16>, usize) {
    let comma = usize::from(place.is_mark(end, &[',']));
    let of = usize::from(comma == 0 && place.word(end) == "of");
    match plain_year(place, end + comma + of) {
        Some(year) => (Some(year), end + comma + of + 1),
        None => (None, end),
    }
}

/// A day, a month, or both, with the year where it follows.
fn day(place: &Place) -> Option<(Value, usize)> {
    let (mut date, end) = month_first(place).or_else(|| day_first(place, place.at))?;
    let (year, end) = year_behind(place, end);
    date.year = year;
    Some((Value::Date(date), end))
}

/// April 26, April 26th, April; the months that are also words only with a number.
fn month_first(place: &Place) -> Option<(Date, usize)> {
    let (month, at) = month_before(place, place.at)?;
    if let Some((day, end)) = day_number(place, at) {
        return Some((Date { month: Some(month), day: Some(day), ..Date::default() }, end));
    }
    let dated = plain_year(place, at).is_some() || (place.is_mark(at, &[',']) && plain_year(place, at + 1).is_some());
    let word = is_word_too(place.word(place.at));
    let before = place.at.checked_sub(1).map_or("", |at| place.word(at));
    let led = matches!(
        before,
        "in" | "last"
            | "this"
            | "next"
            | "of"
            | "since"
            | "until"
            | "by"
            | "early"
            | "late"
            | "mid"
            | "from"
            | "between"
    );
    (dated || !word || led || is_listed(place, at)).then(|| (Date { month: Some(month), ..Date::default() }, at))
}

/// Whether the month before token `end` stands in a list with another: "May and July", "April, May and June".
fn is_listed(place: &Place, end: usize) -> bool {
    let joint = |at: usize| place.is_mark(at, &[',', '/']) || matches!(place.word(at), "and" | "or");
    let after = joint(end) && month(place, end + 1).is_some();
    let before = place.at > 1 && joint(place.at - 1) && month(place, place.at - 2).is_some();
    after || before
}

/// 26 April, 26th of April.
fn day_first(place: &Place, at: usize) -> Option<(Date, usize)> {
    let (day, end) = day_number(place, at)?;
    // the 19th day of March
    let end = if place.words_at(end, &["day", "of"]) { end + 1 } else { end };
    let of = usize::from(place.word(end) == "of");
    let month = month(place, end + of)?;
    Some((Date { month: Some(month), day: Some(day), ..Date::default() }, end + of + 1))
}

fn month(place: &Place, at: usize) -> Option<u8> {
    let word = place.word(at);
    // in small letters only where it can be nothing else
    let sure = |word| !is_word_too(word) || place.written(at).starts_with(|c: char| c.is_ascii_uppercase());
    words::month(word).filter(|_| sure(word))
}

/// Whether the name of a month can be something else: May, March and August are words, and SEP is a patent.
fn is_word_too(month: &str) -> bool {
    (month.len() <= 4 && !matches!(month, "june" | "july")) || matches!(month, "march" | "august")
}

fn day_number(place: &Place, at: usize) -> Option<(u8, usize)> {
    let Some(Class::Digits(digits)) = place.token(at).map(|token| token.class) else { return None };
    // 06 February
    let padded = digits.padded && digits.whole == 2;
    let read = numeral(place, at).filter(|read| (!read.dressed || padded) && !read.fraction)?;
    let day = u8::try_from(read.value.as_whole()?).ok().filter(|day| (1..=31).contains(day))?;
    Some((day, read.end))
}
