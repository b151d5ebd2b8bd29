//! Currencies around a number: RMB103, US$1.2bn, c $ 16.4 million, 20 euros, 10k$, MEUR 5; and the part of the main unit
//! behind it: 20 dollars and 43 cents.

use super::token::Class;
use super::{Place, fraction, measure, words};
use crate::quantity::currency;
use crate::quantity::number::Number;
use crate::quantity::value::{Kind, Quantity, Value};

/// A currency before a number.
#[derive(Clone, Copy)]
pub struct Before {
    pub code: &'static str,
    /// The first token of it.
    pub at: usize,
    /// The power of ten that is said with it: 6 in MEUR.
    pub scale: i32,
}

/// The currency before token `at`, not before token `floor`.
pub fn before(place: &Place, at: usize, floor: usize) -> Option<Before> {
    let last = at.checked_sub(1).filter(|&last| last >= floor)?;
    match place.token(last)?.class {
        Class::Mark('.') => {
            let word = last.checked_sub(1).filter(|&word| word >= floor && place.written(word) == "Rs")?;
            Some(Before { code: "INR", at: word, scale: 0 })
        }
        Class::Mark(mark) => signed(place, mark, last, floor),
        Class::Word => {
            let (code, scale) = code_with_scale(place.written(last))?;
            let joined = place.glued(last) && last > floor && place.is_digits(last - 1);
            (!joined).then_some(Before { code, at: last, scale })
        }
        Class::Digits(_) | Class::Vulgar(..) | Class::Code => None,
    }
}

/// A sign, and what says whose dollar it is.
fn signed(place: &Place, mark: char, sign: usize, floor: usize) -> Option<Before> {
    let plain = currency::sign(mark)?;
    let nation = sign.checked_sub(1).filter(|&at| at >= floor).map_or("", |at| place.written(at));
    let glued = place.glued(sign);
    // a corpus that sets all marks apart: c $ 16.4 million
    let apart = !glued && !place.glued(sign + 1) && matches!(nation, "c" | "us" | "hk" | "nt" | "nz" | "aus" | "can");
    let own = (glued || apart).then(|| currency::of_nation(nation, mark)).flatten();
    let dotted = glued && sign >= floor + 4 && place.span(sign - 4, sign).of(place.reader.text) == "U.S.";
    Some(match own {
        Some(code) => Before { code, at: sign - 1, scale: 0 },
        None if dotted => Before { code: "USD", at: sign - 4, scale: 0 },
        None => Before { code: plain, at: sign, scale: 0 },
    })
}

/// RMB, USD, MEUR.
fn code_with_scale(written: &str) -> Option<(&'static str, i32)> {
    if let Some(code) = currency::iso(written).or((written == "Rs").then_some("INR")) {
        return Some((code, 0));
    }
    let scale = match written.as_bytes().first()? {
        b'k' | b'K' => 3,
        b'M' => 6,
        _ => return None,
    };
    let code = written.get(1..).filter(|rest| rest.len() == 3).and_then(currency::iso)?;
    Some((code, scale))
}

/// Reads a currency behind token `at` into the figure, with a scale word behind it (75 USD million).
pub fn behind(place: &Place, figure: &mut Quantity, at: usize) -> Option<usize> {
    let (code, power, scale, end) = unit_behind(place, at)?;
    if figure.currency.is_some_and(|before| before != code && power == 0) {
        return None;
    }
    figure.currency = figure.currency.or(Some(code));
    figure.kind = Kind::Money;
    let late = match words::scale(place.word(end)) {
        Some(late) if figure.written.scale == 0 && scale == 0 && late > 2 && !place.word(end).ends_with('s') => late,
        _ => 0,
    };
    shift(figure, power + scale + late)?;
    figure.written.scale += scale + late;
    Some(end + usize::from(late > 0))
}

/// The currency at a token: its code, the power of ten of its part, a scale in it, and the token behind.
fn unit_behind(place: &Place, at: usize) -> Option<(&'static str, i32, i32, usize)> {
    if let Some(Class::Mark(mark)) = place.token(at).map(|token| token.class) {
        if mark == '¢' {
            return Some(("USD", -2, 0, at + 1));
        }
        // a sign before the next number belongs to that one
        let next = place.is_digits(at + 1) && !place.glued(at);
        return currency::sign(mark).filter(|_| !next || ends_list(place, at)).map(|code| (code, 0, 0, at + 1));
    }
    if let Some((code, end)) = measure::longest(place, at, &measure::CURRENCIES) {
        return Some((code, 0, 0, end));
    }
    if let Some((code, end)) = measure::longest(place, at, &measure::CENTS) {
        let power = if matches!(place.word(at), "jiao" | "mao") { -1 } else { -2 };
        return Some((code, power, 0, end));
    }
    let (code, scale) = code_with_scale(place.written(at))?;
    Some((code, 0, scale, at + 1))
}

/// "10 $ 30 $": what is behind the next number is a sign again.
fn ends_list(place: &Place, at: usize) -> bool {
    place.is_digits(at + 1)
        && matches!(place.token(at + 2).map(|token| token.class), Some(Class::Mark(mark)) if currency::sign(mark).is_some())
}

/// Multiplies what a figure comes to by a power of ten.
pub fn shift(figure: &mut Quantity, power: i32) -> Option<()> {
    if power == 0 {
        return Some(());
    }
    let factor = Number::power_of_ten(power)?;
    figure.value = figure.value.changed(|number| number.times(factor))?;
    figure.last_digit += power;
    Some(())
}

/// The cents behind a whole amount, which are part of it: "and 43 cents", "43 cents", "20 dollars 43".
pub fn with_cents(place: &Place, figure: &mut Quantity, end: usize) -> Option<usize> {
    let whole = figure.value.exact().filter(|value| value.is_whole() && figure.written.scale == 0)?;
    let and = usize::from(place.word(end) == "and");
    let part = super::numeral::numeral(place, end + and).filter(|part| !part.ordinal && !part.dressed)?;
    let cents = part.value.as_whole().filter(|cents| (0..100).contains(cents))?;
    let end = named_cents(place, part.end).or_else(|| {
        let bare = and == 0 && cents >= 10 && place.token(end - 1)?.class == Class::Word;
        let more = usize::from(place.word(part.end) == "more");
        (bare && fraction::ends_phrase(place, part.end + more)).then_some(part.end)
    })?;
    let value = whole.plus(Number::whole(cents).over(Number::whole(100))?)?;
    figure.value = Value::Exact(value);
    figure.last_digit = -2;
    Some(end)
}

fn named_cents(place: &Place, at: usize) -> Option<usize> {
    let letter = matches!(place.word(at), "c" | "p") && place.glued(at);
    if letter || place.is_mark(at, &['¢']) {
        return Some(at + 1);
    }
    let tenth = matches!(place.word(at), "jiao" | "mao");
    let part = matches!(place.word(at), "sen").then_some(at + 1);
    part.or_else(|| measure::longest(place, at, &measure::CENTS).filter(|_| !tenth).map(|(_, end)| end))
}

/// a dollar, where it is an amount: "less than a dollar a day", "a dollar and 42 cents".
pub fn one_of_currency(place: &Place) -> super::Found {
    if !matches!(place.word(place.at), "a" | "an") {
        return None;
    }
    let (code, end) = measure::longest(place, place.at + 1, &measure::CURRENCIES)
        .filter(|(_, end)| !place.word(end - 1).ends_with('s') && place.word(place.at + 1).len() > 2)?;
    let mut figure = place.figure(end, Kind::Money, Value::Exact(Number::ONE));
    figure.currency = Some(code);
    figure.written.words = true;
    if let Some(end) = with_cents(place, &mut figure, end) {
        figure.span = figure.span.cover(place.span(place.at, end));
        return Some((figure, end));
    }
    let rate = matches!(place.word(end), "a" | "per" | "each" | "or" | "apiece");
    let pound = matches!(place.word(place.at + 1), "pound" | "mop" | "real" | "won");
    ((rate || fraction::ends_phrase(place, end)) && !pound).then_some((figure, end))
}
