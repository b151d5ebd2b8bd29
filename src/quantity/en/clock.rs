//! Times of day: 4:30 p.m., 15:30, 5 o'clock, half past four, a quarter to five.

use super::numeral::numeral;
use super::token::Class;
use super::{Found, Place};
use crate::quantity::value::{Kind, Time, Value};

/// A time of day.
pub fn time(place: &Place) -> Found {
    let (time, end) = clock(place).or_else(|| dotted(place)).or_else(|| past(place)).or_else(|| hour(place))?;
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
            let read = numeral(place, place.at).filter(|read| place.word(read.end) == "minutes")?;
            (u8::try_from(read.value.as_whole()?).ok().filter(|minutes| (1..=30).contains(minutes))?, read.end + 1)
        }
    };
    let before = match place.word(link) {
        "past" => false,
        "to" if minutes != 30 => true,
        _ => return None,
    };
    let hour = numeral(place, link + 1).filter(|hour| !hour.ordinal && !hour.dressed)?;
    let value = u8::try_from(hour.value.as_whole()?).ok().filter(|hour| (1..=12).contains(hour))?;
    let (hour_said, minute) =
        if before { (if value == 1 { 12 } else { value - 1 }, 60 - minutes) } else { (value, minutes) };
    Some(with_half(place, hour_said, Some(minute), hour.end))
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
