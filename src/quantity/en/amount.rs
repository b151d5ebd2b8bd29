//! Amounts: a numeral with its unit, currency or percent sign; ranges, multiples, magnitudes, ordinals.

use super::numeral::{Numeral, numeral};
use super::token::Class;
use super::{Found, Place, calendar, words};
use crate::quantity::number::Number;
use crate::quantity::value::{Bound, Direction, Kind, Mode, Quantity, Unit, Value, Written};
use crate::quantity::{currency, unit};

/// doubled, twice, threefold.
pub fn multiple_word(place: &Place) -> Found {
    let value = words::multiple(place.word(place.at))?;
    let verb = !matches!(place.word(place.at), "twice" | "thrice");
    if place.word(place.at) == "double" && place.is_mark(place.at + 1, &['-']) {
        return None;
    }
    let mut figure = place.figure(place.at + 1, Kind::Multiple, Value::Exact(Number::whole(value)));
    if verb {
        (figure.direction, figure.mode) = (Some(Direction::Up), Some(Mode::By));
    }
    figure.written = Written { words: true, ..Written::default() };
    Some((figure, place.at + 1))
}

/// dozens of, hundreds of thousands of.
pub fn magnitude(place: &Place) -> Found {
    let mut value = Number::whole(words::magnitude(place.word(place.at))?);
    let mut end = place.at + 1;
    while place.word(end) == "of" {
        let Some(more) = words::magnitude(place.word(end + 1)) else { break };
        value = value.times(Number::whole(more))?;
        end += 2;
    }
    if place.word(end) != "of" {
        return None;
    }
    let mut figure = place.figure(end, Kind::Number, Value::Magnitude(value));
    figure.bound = Bound::Vague;
    figure.last_digit = value.log10_exact().unwrap_or(0);
    figure.written = Written { words: true, ..Written::default() };
    Some((figure, end))
}

/// A numeral, or a range of two, and what it counts.
pub fn amount(place: &Place) -> Found {
    if let Some(numbered) = numbered(place) {
        return Some(numbered);
    }
    let read = numeral(place, place.at)?;
    if read.ordinal {
        return Some(ordinal(place, &read));
    }
    let ranged = range(place, &read);
    let (value, end, last) = match &ranged {
        Some((low, high)) => (Value::Range(*low, high.value), high.end, *high),
        None => (Value::Exact(read.value), read.end, read),
    };
    let mut figure = place.figure(end, Kind::Number, value);
    figure.last_digit = last.last_digit.min(if ranged.is_some() { last.last_digit } else { read.last_digit });
    figure.written = Written {
        mantissa: if ranged.is_some() { None } else { read.mantissa },
        scale: last.scale,
        words: read.words,
        misgrouped: read.misgrouped || last.misgrouped,
    };
    sign(place, &mut figure);
    let end = behind(place, &mut figure, end);
    if bare_year(place, &read, &figure) || is_plan(place, &figure, end) {
        return None;
    }
    Some((figure, end))
}

/// A plain four-digit number that nothing makes a count is left to be a year.
fn bare_year(place: &Place, read: &Numeral, figure: &Quantity) -> bool {
    let plain = figure.kind == Kind::Number && figure.bound == Bound::Exact && figure.unit.is_none();
    plain && !read.dressed && calendar::plain_year(place, place.at).is_some()
}

/// The five years of a Five-Year Plan are its name; which of them it is says the ordinal.
fn is_plan(place: &Place, figure: &Quantity, end: usize) -> bool {
    figure.kind == Kind::Duration && figure.written.words && place.word(end).starts_with("plan")
}

/// No. 3.
fn numbered(place: &Place) -> Found {
    let stop = place.is_mark(place.at + 1, &['.']) && place.glued(place.at + 1);
    let Some(Class::Digits(read)) = place.token(place.at + 2).map(|token| token.class) else { return None };
    if place.word(place.at) != "no" || !stop {
        return None;
    }
    let mut figure = place.plain(place.at + 3, Kind::Ordinal, Value::Exact(read.value));
    figure.written.mantissa = Some(read.value);
    Some((figure, place.at + 3))
}

fn ordinal(place: &Place, read: &Numeral) -> (Quantity, usize) {
    let mut figure = place.figure(read.end, Kind::Ordinal, Value::Exact(read.value));
    figure.currency = None;
    figure.written = Written { mantissa: Some(read.value), words: read.words, ..Written::default() };
    (figure, read.end)
}

/// The two ends of a range: 4-8, 4 to 8, between 4 and 8; the scale is shared where only the second has one.
fn range(place: &Place, low: &Numeral) -> Option<(Number, Numeral)> {
    let dash = place.is_mark(low.end, &['-', '–', '—', '~']);
    let to = place.word(low.end) == "to";
    let between = place.word(low.end) == "and" && place.at > 0 && place.word(place.at - 1) == "between";
    if !(dash || to || between) || low.fraction {
        return None;
    }
    let high = numeral(place, low.end + 1).filter(|high| !high.ordinal && !high.fraction)?;
    let share = low.scale == 0 && high.scale > 0 && high.mantissa.is_some_and(|mantissa| low.value <= mantissa);
    let from = if share { low.value.times(Number::power_of_ten(high.scale)?)? } else { low.value };
    let from_to = to && place.at > 0 && place.word(place.at - 1) == "from";
    (from < high.value && !from_to).then_some((from, high))
}

fn sign(place: &Place, figure: &mut Quantity) {
    let Some(at) = place.at.checked_sub(1).filter(|&at| at >= place.floor) else { return };
    let apart = !place.glued(at) || at == 0;
    let minus = place.word(at) == "minus" || (place.is_mark(at, &['-', '−']) && place.glued(place.at) && apart);
    let Some(value) = figure.value.exact().filter(|_| minus).and_then(Number::negated) else { return };
    figure.value = Value::Exact(value);
    figure.span = figure.span.cover(place.span(at, at + 1));
}

/// Reads the unit behind token `end` into the figure, then the hedge and the change behind that; says the token behind.
fn behind(place: &Place, figure: &mut Quantity, end: usize) -> usize {
    let hyphen = usize::from(place.is_mark(end, &['-', '‑']) && place.glued(end));
    let mut end = unit_behind(place, figure, end + hyphen).unwrap_or(end);
    if figure.currency.is_some() && figure.kind == Kind::Number {
        figure.kind = Kind::Money;
    }
    if let Some((bound, more)) = hedge_behind(place, end) {
        figure.bound = bound;
        end += more;
    }
    figure.span = figure.span.cover(place.span(place.at, end));
    if figure.direction.is_none()
        && matches!(figure.kind, Kind::Percent | Kind::PercentagePoint | Kind::Duration)
        && let Some(direction) = place.change_behind(end)
    {
        (figure.direction, figure.mode) = (Some(direction), Some(Mode::By));
    }
    end
}

fn unit_behind(place: &Place, figure: &mut Quantity, at: usize) -> Option<usize> {
    if let Some((kind, end)) = percent(place, at) {
        figure.kind = kind;
        return Some(end);
    }
    if place.is_mark(at, &['‰']) {
        figure.kind = Kind::Percent;
        figure.value = Value::Exact(figure.value.exact()?.over(Number::whole(10))?);
        figure.last_digit -= 1;
        return Some(at + 1);
    }
    if let Some(end) = times(place, at) {
        figure.kind = Kind::Multiple;
        return Some(end);
    }
    if let Some((code, end)) = longest(place, at, currency::BEHIND_EN).filter(|_| figure.currency.is_none()) {
        figure.currency = Some(code);
        figure.kind = Kind::Money;
        return Some(end);
    }
    let skipped = usize::from(matches!(place.word(at), "consecutive" | "full" | "straight" | "successive" | "whole"));
    if figure.currency.is_none() {
        if matches!(place.word(at), "decades" | "decade") {
            return decades(figure, at);
        }
        let (code, end) = degrees(place, at).or_else(|| longest(place, at + skipped, unit::EN))?;
        let time = unit::is_time(code);
        figure.kind = if time { Kind::Duration } else { Kind::Measure };
        figure.unit = Some(Unit { code: code.to_owned(), ucum: true });
        return (skipped == 0 || time).then_some(end);
    }
    None
}

/// Seven decades are seventy years, as Chinese counts them.
fn decades(figure: &mut Quantity, at: usize) -> Option<usize> {
    figure.value = Value::Exact(figure.value.exact()?.times(Number::whole(10))?);
    figure.kind = Kind::Duration;
    figure.unit = Some(Unit { code: "a".to_owned(), ucum: true });
    figure.last_digit += 1;
    Some(at + 1)
}

/// %, percent, per cent, percentage points.
fn percent(place: &Place, at: usize) -> Option<(Kind, usize)> {
    if place.is_mark(at, &['%', '％']) {
        let points = place.word(at + 1).starts_with("point");
        return Some(if points { (Kind::PercentagePoint, at + 2) } else { (Kind::Percent, at + 1) });
    }
    let (kind, end) = match place.word(at) {
        "percent" | "pct" | "percents" => (Kind::Percent, at + 1),
        "per" if place.word(at + 1) == "cent" => (Kind::Percent, at + 2),
        "percentage" => (Kind::PercentagePoint, at + 1),
        _ => return None,
    };
    let hyphen = usize::from(place.is_mark(end, &['-']));
    let points = place.word(end + hyphen).starts_with("point");
    match (kind, points) {
        (_, true) => Some((Kind::PercentagePoint, end + hyphen + 1)),
        (Kind::Percent, false) => Some((kind, end)),
        _ => None,
    }
}

/// "times" as a factor: "7.48 times the average", "three times as many"; alone it counts occasions.
fn times(place: &Place, at: usize) -> Option<usize> {
    if place.word(at) == "fold" {
        return Some(at + 1);
    }
    let factor =
        matches!(place.word(at + 1), "the" | "that" | "as" | "more" | "higher" | "larger" | "greater" | "its" | "what");
    (place.word(at) == "times" && factor).then_some(at + 1)
}

fn degrees(place: &Place, at: usize) -> Option<(&'static str, usize)> {
    if !place.is_mark(at, &['°', '℃', '℉']) {
        return None;
    }
    match (place.written(at), place.written(at + 1)) {
        ("℃", _) => Some(("Cel", at + 1)),
        ("℉", _) => Some(("[degF]", at + 1)),
        (_, "C") => Some(("Cel", at + 2)),
        (_, "F") => Some(("[degF]", at + 2)),
        _ => Some(("deg", at + 1)),
    }
}

/// The longest entry of `table`, word by word and in the singular, from token `at` on.
fn longest(place: &Place, at: usize, table: &[(&'static str, &'static str)]) -> Option<(&'static str, usize)> {
    let first = place.word(at);
    if first.is_empty() {
        return None;
    }
    let fits = |phrase: &str| {
        let mut end = at;
        for part in phrase.split(' ') {
            let word = place.word(end);
            let word = if word == part { part } else { word.strip_suffix('s').unwrap_or(word) };
            if word != part {
                return None;
            }
            end += 1;
        }
        Some(end)
    };
    let head = first.as_bytes()[0];
    let matching = table.iter().filter(|(phrase, _)| phrase.as_bytes()[0] == head);
    matching.filter_map(|(phrase, code)| Some((*code, fits(phrase)?))).max_by_key(|(_, end)| *end)
}

/// or more, and above, 100+.
fn hedge_behind(place: &Place, at: usize) -> Option<(Bound, usize)> {
    if place.is_mark(at, &['+']) && place.glued(at) {
        return Some((Bound::AtLeast, 1));
    }
    let found = words::HEDGE_AFTER.iter().find(|(list, _)| place.words_at(at, list));
    found.map(|(list, bound)| (*bound, list.len()))
}
