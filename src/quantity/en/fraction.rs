//! Fractions: 1/2, ½, 10 1/2, two thirds, a third, half a million, three quarters of a billion, one and a half.

use super::numeral::{Numeral, numerator, ordinal_in_words, scaled};
use super::token::Class;
use super::{Place, words};
use crate::quantity::number::Number;

/// 1/2, ½, 10 1/2, 10½, and their scale word.
pub fn in_digits(place: &Place, at: usize) -> Option<Numeral> {
    let mut read = simple(place, at).or_else(|| mixed(place, at))?;
    scale(place, &mut read);
    Some(read)
}

/// 1/2 and ½; 1 / 2 where all marks are set apart; not 26/4/2025.
fn simple(place: &Place, at: usize) -> Option<Numeral> {
    if let Class::Vulgar(top, bottom) = place.token(at)?.class {
        return Some(fraction_of(at + 1, Number::fraction(i128::from(top), i128::from(bottom))?, false));
    }
    let Class::Digits(top) = place.token(at)?.class else { return None };
    let slash = place.is_mark(at + 1, &['/', '⁄']) && place.glued(at + 1) == place.glued(at + 2);
    let Some(Class::Digits(bottom)) = place.token(at + 2).map(|token| token.class) else { return None };
    let dated = place.is_mark(at + 3, &['/']) || (at > 0 && place.is_mark(at - 1, &['/']));
    if !slash || dated || !top.value.is_whole() || bottom.decimals > 0 || top.decimals > 0 {
        return None;
    }
    Some(fraction_of(at + 3, top.value.over(bottom.value)?, false))
}

/// 10 1/2, 10-1/2, 10½.
fn mixed(place: &Place, at: usize) -> Option<Numeral> {
    let Class::Digits(whole) = place.token(at)?.class else { return None };
    if !whole.value.is_whole() || whole.decimals > 0 || whole.padded {
        return None;
    }
    let hyphen = place.hyphen(at + 1);
    let part = simple(place, at + 1 + hyphen).filter(|part| part.value < Number::ONE)?;
    Some(Numeral { value: whole.value.plus(part.value)?, ..part })
}

pub fn fraction_of(end: usize, value: Number, words: bool) -> Numeral {
    Numeral {
        end,
        value,
        mantissa: None,
        scale: 0,
        last_digit: -6,
        words,
        ordinal: false,
        fraction: true,
        misgrouped: false,
        dressed: true,
    }
}

/// two thirds, a third, three-quarters, half, half a million, a quarter of a million.
pub fn in_words(place: &Place, at: usize) -> Option<Numeral> {
    let mut read = half(place, at).or_else(|| quarter_of_scale(place, at)).or_else(|| of_words(place, at))?;
    scale(place, &mut read);
    Some(read)
}

/// Takes a scale word behind a fraction, with or without "of a": three quarters billion, a quarter of a million.
fn scale(place: &Place, read: &mut Numeral) {
    let article = |at: usize| usize::from(matches!(place.word(at), "a" | "an"));
    let of = usize::from(place.word(read.end) == "of");
    let skip = of + article(read.end + of);
    let singular = |at: usize| words::scale(place.word(at)).is_some() && !place.word(at).ends_with('s');
    if of == 1 && skip == 1 {
        return;
    }
    let mut more = Numeral { end: read.end + skip, last_digit: -1, mantissa: Some(read.value), ..*read };
    if words::is_dozen(place.word(more.end)) && skip == 1 {
        more.value = more.value.times(Number::whole(12)).unwrap_or(more.value);
        *read = Numeral { end: more.end + 1, last_digit: 0, mantissa: None, ..more };
    } else if singular(more.end) && scaled(place, &mut more).is_some() {
        *read = more;
    }
}

/// half of, half the, half a million, half million; "the first half" is a part of the year or of a match.
fn half(place: &Place, at: usize) -> Option<Numeral> {
    let article = usize::from(place.word(at) == "a");
    if place.word(at + article) != "half" {
        return None;
    }
    let before = at.checked_sub(1).map_or("", |at| place.word(at));
    let behind = place.word(at + article + 1 + place.hyphen(at + article + 1));
    if matches!(before, "first" | "second" | "latter" | "other") || behind == "past" {
        return None;
    }
    let numeral = fraction_of(at + article + 1, Number::fraction(1, 2)?, true);
    let counted =
        matches!(
            behind,
            "of" | "the" | "a" | "an" | "percent" | "that" | "their" | "its" | "million" | "billion" | "century"
        ) || matches!(before, "about" | "over" | "nearly" | "almost" | "than" | "by" | "in" | "minus" | "negative")
            || (article == 1 && (ends_phrase(place, numeral.end) || matches!(behind, "years" | "hours" | "months")));
    counted.then_some(numeral)
}

/// "quarter million"; by itself a quarter is three months.
fn quarter_of_scale(place: &Place, at: usize) -> Option<Numeral> {
    let scale = matches!(place.word(at + 1), "million" | "billion" | "trillion");
    (scale && place.word(at) == "quarter").then(|| Some(fraction_of(at + 1, Number::fraction(1, 4)?, true))).flatten()
}

/// A numerator and an ordinal: two thirds, one-third, a twenty-first.
fn of_words(place: &Place, at: usize) -> Option<Numeral> {
    let (top, name) = match place.word(at) {
        "a" | "an" => (1, at + 1),
        _ => numerator(place, at)?,
    };
    let hyphen = place.hyphen(name);
    let (bottom, end, plural) = denominator(place, name + hyphen, top)?;
    let hyphened = hyphen == 1 && place.word(at) != "a" && !place.is_mark(end, &['-']);
    let said = match top {
        1 => !plural && (hyphened || is_share(place, end, bottom)),
        // "two-third of" has lost its s
        _ => (plural || hyphened || place.word(end) == "of") && !(bottom == 4 && is_quarters(place, at, top, end)),
    };
    said.then(|| Some(fraction_of(end, Number::fraction(top, bottom)?, true))).flatten()
}

/// The denominator that begins at a token, the token behind it, and whether it is a plural.
fn denominator(place: &Place, at: usize, top: i128) -> Option<(i128, usize, bool)> {
    let word = place.word(at);
    if let Some(bottom) = words::denominator(word).filter(|_| word.ends_with('s') || top > 1) {
        return Some((bottom, at + 1, word.ends_with('s')));
    }
    // "one hundred and fifth" is a place in a row
    if top > 1 || words::scale(word).is_some() {
        return None;
    }
    let (bottom, end) = ordinal_in_words(place, at).or_else(|| Some((words::denominator(word)?, at + 1)))?;
    (bottom > 2 || word == "half").then_some((bottom, end, false))
}

/// "a third of", "a third more": a fraction is of something, or stands at the end; "a third party" is none, and "a
/// quarter" by itself is three months.
fn is_share(place: &Place, end: usize, bottom: i128) -> bool {
    matches!(place.word(end), "of" | "more" | "less" | "higher" | "lower" | "smaller" | "larger")
        || (place.word(end) == "the" && bottom <= 4)
        || words::scale(place.word(end)).is_some()
        || (bottom != 4 && ends_phrase(place, end))
}

/// "the first three quarters" are nine months, and so are "three quarters in a row"; "five quarters" are fifteen.
fn is_quarters(place: &Place, at: usize, top: i128, end: usize) -> bool {
    let before = at.checked_sub(1).map_or("", |at| place.word(at));
    matches!(before, "first" | "last" | "past" | "previous" | "next" | "consecutive" | "final" | "other")
        || place.words_at(end, &["in", "a", "row"])
        || matches!(place.word(end), "running" | "straight" | "ago" | "earlier" | "later")
        || (top >= 4 && place.word(end) != "of")
}

pub fn ends_phrase(place: &Place, at: usize) -> bool {
    place.token(at).is_none() || place.is_mark(at, &['.', ',', ';', ')', '!', '?', ':', '"', '”'])
}

/// "and a half", "and three quarters" behind a numeral: part of its unit before a scale word (two and a half million),
/// of the scale behind one (two million and a half).
pub fn behind(place: &Place, numeral: &mut Numeral) {
    if numeral.fraction || numeral.last_digit < 0 || place.word(numeral.end) != "and" {
        return;
    }
    let at = numeral.end + 1;
    let Some(part) = part_behind(place, at) else { return };
    if numeral.scale == 0 {
        let value = numeral.value.plus(part.value);
        let mut more = Numeral { end: part.end, last_digit: part_digit(&part), ..*numeral };
        let Some(value) = value else { return };
        (more.value, more.mantissa) = (value, Some(value));
        if scaled(place, &mut more).is_some() {
            *numeral = more;
        }
    } else if numeral.scale > 2 {
        let power = Number::power_of_ten(numeral.scale);
        let value = power.and_then(|power| part.value.times(power)).and_then(|part| numeral.value.plus(part));
        let Some(value) = value else { return };
        let mantissa = numeral.mantissa.and_then(|mantissa| mantissa.plus(part.value));
        *numeral = Numeral { end: part.end, value, mantissa, last_digit: numeral.scale - 1, ..*numeral };
    }
}

/// Whether a fraction begins at a token that stands behind a numeral and "and".
pub fn follows(place: &Place, at: usize) -> bool {
    part_behind(place, at).is_some()
}

/// Behind a whole number "a quarter" is a fourth.
fn part_behind(place: &Place, at: usize) -> Option<Numeral> {
    let quarter = |at: usize| matches!(place.word(at), "quarter" | "fourth") && !place.is_mark(at + 1, &['-']);
    if matches!(place.word(at), "a" | "one") && quarter(at + 1) {
        return Some(fraction_of(at + 2, Number::fraction(1, 4)?, true));
    }
    and_a_half(place, at).or_else(|| of_words(place, at)).filter(|part| part.value < Number::ONE)
}

fn and_a_half(place: &Place, at: usize) -> Option<Numeral> {
    let said = matches!(place.word(at), "a" | "one") && place.word(at + 1 + place.hyphen(at + 1)) == "half";
    let end = at + 2 + place.hyphen(at + 1);
    said.then(|| Some(fraction_of(end, Number::fraction(1, 2)?, true))).flatten()
}

fn part_digit(part: &Numeral) -> i32 {
    if part.value == Number::fraction(1, 2).unwrap_or(Number::ONE) { -1 } else { part.last_digit }
}
