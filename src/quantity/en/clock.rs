//! Times of day: 4:30 p.m., 15:30, 5 o'clock, half past four, a quarter to five.

use super::numeral::numeral;
use super::token::Class;
use super::{Found, Place};
use crate::quantity::value::{Kind, Time, Value};

/// A time of day.
pub fn time(place: &Place) -> Found {
    let (time, end) = clock(place)
        .or_else(|| dotted(place))
        .or_else(|| past(place))
        .or_else(|| hour(place))
        .or_else(|| first_of_two(place))?;
    Some((place.plain(end, Kind::Time, Value::Time(time)), end))
}

/// 15:30, 15:30:20, 24: 00.
fn clock(place: &Place) -> Option<(Time, usize)> {
    let hour = small(place, place.at, 24)?;
    let colon = place.is_mark(place.at + 1, &[':']) && place.glued(place.at + 1);
    let minute = small(place, place.at + 2, 59).filter(|_| colon && place.written(place.at + 2).len() == 2)?;
    let second = small(place, place.at + 4, 59)
        .filter(|_| place.is_mark(place.at + 3, &[':']) && place.glued(place.at + 3) && place.glued(place.at + 4));
    let end = place.at + if second.is_some() { 5 } else { 3 };
    Some(with_half(place, hour, Some(minute), end))
}

/// 4.30 p.m.
fn dotted(place: &Place) -> Option<(Time, usize)> {
    let Class::Digits(read) = place.token(place.at)?.class else { return None };
    let (hour, minute) = place.written(place.at).split_once('.').filter(|_| read.decimals == 2)?;
    let (hour, minute) = (hour.parse::<u8>().ok()?, minute.parse::<u8>().ok()?);
    let sound = (1..=12).contains(&hour) && minute < 60 && half_of_day(place, place.at + 1).is_some();
    sound.then(|| with_half(place, hour, Some(minute), place.at + 1))
}

/// half past four, a quarter to five, 20 minutes past six.
fn past(place: &Place) -> Option<(Time, usize)> {
    let article = usize::from(place.word(place.at) == "a");
    let at = place.at + article;
    let (minutes, link) = match place.word(at) {
        "half" => (30, at + 1),
        "quarter" => (15, at + 1),
        _ => {
            let read = numeral(place, place.at).filter(|read| !read.ordinal && !read.dressed)?;
            let said = usize::from(matches!(place.word(read.end), "minutes" | "minute"));
            // "six to eight" is a range, "six past eight" can only be a time
            let link = read.end + said;
            let minutes = u8::try_from(read.value.as_whole()?).ok().filter(|minutes| (1..=30).contains(minutes))?;
            let told = said == 1 || place.word(link) == "past" || is_told_by_half(place, link);
            (minutes, told.then_some(link)?)
        }
    };
    let before = match place.word(link) {
        "past" => false,
        "to" if minutes != 30 => true,
        _ => return None,
    };
    let hour = numeral(place, link + 1).filter(|hour| !hour.ordinal && !hour.dressed)?;
    let value = u8::try_from(hour.value.as_whole()?).ok().filter(|hour| (1..=12).contains(hour))?;
    // "half past four o'clock"
    let end = if place.word(hour.end) == "o" && place.word(hour.end + 2) == "clock" { hour.end + 3 } else { hour.end };
    let (hour_said, minute) =
        if before { (if value == 1 { 12 } else { value - 1 }, 60 - minutes) } else { (value, minutes) };
    Some(with_half(place, hour_said, Some(minute), end))
}

/// "at six to eight in the evening": a moment and no range of hours, which would take no "at".
fn is_told_by_half(place: &Place, link: usize) -> bool {
    let at = place.at > 0 && place.word(place.at - 1) == "at" && place.word(link) == "to";
    numeral(place, link + 1).is_some_and(|hour| at && hour.words && half_of_day(place, hour.end).is_some())
}

/// 5 pm, 5 o'clock.
fn hour(place: &Place) -> Option<(Time, usize)> {
    let next = place.word(place.at + 1);
    if !matches!(next, "o" | "am" | "pm" | "a" | "p" | "in" | "at") {
        return None;
    }
    let read = numeral(place, place.at).filter(|read| !read.ordinal)?;
    let value = u8::try_from(read.value.as_whole()?).ok().filter(|hour| *hour <= 24)?;
    if place.word(read.end) == "o" && place.word(read.end + 2) == "clock" {
        return Some(with_half(place, value, None, read.end + 3));
    }
    half_of_day(place, read.end).map(|_| with_half(place, value, None, read.end))
}

/// The 22 of "22 to 23 o'clock", the ten of "between ten and eleven p.m.": it takes the half of the day of the second.
fn first_of_two(place: &Place) -> Option<(Time, usize)> {
    let read = numeral(place, place.at).filter(|read| !read.ordinal && !read.dressed && !read.fraction)?;
    let value = u8::try_from(read.value.as_whole()?).ok().filter(|hour| *hour <= 24)?;
    let between = place.at > 0 && place.word(place.at - 1) == "between";
    let dash = place.is_mark(read.end, &['-', '–', '—']) && place.glued(read.end) == place.glued(read.end + 1);
    if !(dash || matches!(place.word(read.end), "to" | "until" | "till") || (between && place.word(read.end) == "and"))
    {
        return None;
    }
    let (second, _) = hour(&Place { at: read.end + 1, ..*place }).or_else(|| clock_of_half(place, read.end + 1))?;
    let shared = second.certain && (12..24).contains(&second.hour) && value < second.hour - 12;
    Some((
        Time { hour: if shared { value + 12 } else { value }, minute: None, certain: shared || value > 12 },
        read.end,
    ))
}

/// 11:30 p.m., said with its half of the day.
fn clock_of_half(place: &Place, at: usize) -> Option<(Time, usize)> {
    clock(&Place { at, ..*place })
        .filter(|(_, end)| place.word(end - 1).ends_with('m') || place.is_mark(end - 1, &['.']))
}

fn small(place: &Place, at: usize, most: u8) -> Option<u8> {
    let Some(Class::Digits(read)) = place.token(at).map(|token| token.class) else { return None };
    u8::try_from(read.value.as_whole()?).ok().filter(|value| *value <= most && read.decimals == 0)
}

fn with_half(place: &Place, hour: u8, minute: Option<u8>, end: usize) -> (Time, usize) {
    // 05:00 (local time) in the morning
    const LONGEST_NOTE: usize = 4;
    let closes = |at: &usize| place.is_mark(*at, &[')']);
    let behind_note = place.is_mark(end, &['(']).then(|| (end + 2..=end + 1 + LONGEST_NOTE).find(closes)).flatten();
    let half = half_of_day(place, end).or_else(|| half_of_day(place, behind_note? + 1));
    match half {
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
