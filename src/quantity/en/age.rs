//! Tens of years of age: in his sixties, in her early 30s.

use super::token::Class;
use super::{Found, Place, words};
use crate::quantity::number::Number;
use crate::quantity::value::{Bound, Kind, Unit, Value, Written};

/// The tens behind a possessive: "the sixties" are years of a century.
pub fn tens_of_age(place: &Place) -> Found {
    let (tens, end) = tens(place)?;
    let mut before = place.at.checked_sub(1)?;
    if place.is_mark(before, &['-']) {
        before = before.checked_sub(1)?;
    }
    if matches!(place.word(before), "early" | "mid" | "middle" | "late") {
        before = before.checked_sub(1)?;
    }
    if !matches!(place.word(before), "his" | "her" | "their" | "my" | "our" | "your") {
        return None;
    }
    let value = Value::range(Number::whole(tens), Number::whole(tens + 10));
    let mut figure = place.plain(end, Kind::Duration, value);
    figure.unit = Some(Unit { code: "a".into(), ucum: true });
    figure.bound = Bound::About;
    figure.last_digit = 1;
    figure.written = Written { words: true, ..Written::default() };
    Some((figure, end))
}

/// sixties, 60s; the token behind.
fn tens(place: &Place) -> Option<(i128, usize)> {
    if let Some(tens) = words::decade(place.word(place.at)) {
        return Some((i128::from(tens), place.at + 1));
    }
    let Class::Digits(_) = place.token(place.at)?.class else { return None };
    let plural = place.glued(place.at + 1) && place.word(place.at + 1) == "s";
    let tens = place.written(place.at).parse().ok().filter(|tens| (20..100).contains(tens) && tens % 10 == 0);
    tens.filter(|_| plural).map(|tens| (tens, place.at + 2))
}
