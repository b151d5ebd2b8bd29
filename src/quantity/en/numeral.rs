//! English numerals: 7,244 million, one hundred and five, twenty-first, two thirds, two and a half, a hundred.

use super::token::Class;
use super::{Place, words};
use crate::quantity::number::Number;

/// A numeral and how it was written.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Numeral {
    /// The token behind it.
    pub end: usize,
    /// Its value.
    pub value: Number,
    /// The number before its scale word, where there is one number.
    pub mantissa: Option<Number>,
    /// The power of ten of its scale word.
    pub scale: i32,
    /// The power of ten of its last digit.
    pub last_digit: i32,
    /// Whether words say it.
    pub words: bool,
    /// Whether it is an ordinal.
    pub ordinal: bool,
    /// Whether it is a fraction such as two thirds.
    pub fraction: bool,
    /// Whether the groups of its digits are wrong.
    pub misgrouped: bool,
    /// Whether its digits are grouped or have decimals, or a scale word follows.
    pub dressed: bool,
}

/// Reads the numeral that begins at token `at`.
pub fn numeral(place: &Place, at: usize) -> Option<Numeral> {
    match place.token(at)?.class {
        Class::Digits(_) => in_digits(place, at),
        Class::Word => in_words(place, at),
        Class::Code | Class::Mark(_) => None,
    }
}

fn in_digits(place: &Place, at: usize) -> Option<Numeral> {
    let Class::Digits(read) = place.token(at)?.class else { return None };
    let mut numeral = Numeral {
        end: at + 1,
        value: read.value,
        mantissa: Some(read.value),
        scale: 0,
        last_digit: -(read.decimals as i32),
        words: false,
        ordinal: false,
        fraction: false,
        misgrouped: read.misgrouped,
        dressed: read.grouped || read.decimals > 0 || read.padded,
    };
    if is_ordinal_suffix(place, at, read.value) {
        return Some(Numeral { end: at + 2, ordinal: true, ..numeral });
    }
    if let Some(fraction) = slashed(place, at, read.value) {
        return Some(fraction);
    }
    if let Some(mixed) = slashed_after(place, &numeral) {
        return Some(mixed);
    }
    scaled(place, &mut numeral)?;
    Some(numeral)
}

/// An ending that agrees with its digits: 21st, 112th.
fn is_ordinal_suffix(place: &Place, at: usize, value: Number) -> bool {
    let Some(whole) = value.as_whole() else { return false };
    let ending = match (whole % 10, whole % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    place.glued(at + 1) && place.word(at + 1) == ending
}

/// 1/2, 3/4; not 26/4/2025.
fn slashed(place: &Place, at: usize, top: Number) -> Option<Numeral> {
    let slash = place.is_mark(at + 1, &['/', '⁄']) && place.glued(at + 1) && place.glued(at + 2);
    let Some(Class::Digits(bottom)) = place.token(at + 2).map(|token| token.class) else { return None };
    let dated = place.is_mark(at + 3, &['/']) || (at > 0 && place.is_mark(at - 1, &['/']));
    if !slash || dated || !top.is_whole() || bottom.decimals > 0 {
        return None;
    }
    Some(fraction_of(at + 3, top.over(bottom.value)?, false))
}

/// 10 1/2.
fn slashed_after(place: &Place, whole: &Numeral) -> Option<Numeral> {
    let Some(Class::Digits(top)) = place.token(whole.end).map(|token| token.class) else { return None };
    let part = slashed(place, whole.end, top.value)?;
    (part.value < Number::ONE && !whole.dressed)
        .then(|| Some(Numeral { value: whole.value.plus(part.value)?, ..part }))
        .flatten()
}

fn fraction_of(end: usize, value: Number, words: bool) -> Numeral {
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

/// Takes the scale words behind: "million", "-million", glued "bn"; a lone letter only behind a currency.
fn scaled(place: &Place, numeral: &mut Numeral) -> Option<()> {
    loop {
        let hyphen = usize::from(place.is_mark(numeral.end, &['-']) && place.glued(numeral.end));
        let at = numeral.end + hyphen;
        let letter = hyphen == 0 && place.glued(at) && place.currency_before().is_some();
        let power = match words::scale(place.word(at)) {
            Some(power) if !place.word(at).ends_with('s') => Some(power),
            _ if letter => words::scale_letter(place.written(at)),
            _ => None,
        };
        let Some(power) = power else { return Some(()) };
        numeral.value = numeral.value.times(Number::power_of_ten(power)?)?;
        numeral.scale += power;
        numeral.last_digit += power;
        numeral.dressed = true;
        numeral.end = at + 1;
    }
}

/// What has been added up so far of a numeral in words.
#[derive(Default)]
struct Sum {
    total: i128,
    current: i128,
    /// The size of the last word within the current group: a smaller one may follow.
    room: i128,
    scales: i32,
    last_scale: i32,
    atoms: u32,
}

fn in_words(place: &Place, at: usize) -> Option<Numeral> {
    if let Some(fraction) = fraction_words(place, at) {
        return Some(fraction);
    }
    let mut sum = Sum { room: 1_000_000, ..Sum::default() };
    let mut end = at;
    let article = matches!(place.word(at), "a" | "an");
    if article {
        let next = place.word(at + 1);
        let counts = next == "dozen" || words::scale(next).is_some_and(|_| !next.ends_with('s'));
        if !counts {
            return None;
        }
        end += 1;
    }
    while let Some((next, ordinal)) = sum.take(place, end, end > at) {
        end = next;
        if ordinal {
            return sum.numeral(end, true);
        }
    }
    if end == at + usize::from(article) {
        return None;
    }
    let mut numeral = sum.numeral(end, false)?;
    half_behind(place, &mut numeral);
    Some(numeral)
}

impl Sum {
    /// Takes the next word, with the hyphen or "and" before it; says the token behind it and whether it closes an
    /// ordinal.
    fn take(&mut self, place: &Place, at: usize, started: bool) -> Option<(usize, bool)> {
        let hyphen = started && place.is_mark(at, &['-', '‑']) && place.glued(at);
        let and = started && self.current + self.total >= 100 && place.word(at) == "and";
        let at = at + usize::from(hyphen || and);
        let word = place.word(at);
        if let Some(value) = words::small(word).filter(|value| *value < self.room && (*value > 0 || !started)) {
            self.current += value;
            self.room = if value >= 20 { 10 } else { 0 };
            self.atoms += 1;
            return Some((at + 1, false));
        }
        if let Some(value) = words::ordinal(word) {
            let fits = value < self.room && (!started || hyphen || and || self.atoms > 0);
            self.current += value;
            return fits.then_some((at + 1, true));
        }
        if and {
            return None;
        }
        self.scale_word(word).then_some((at + 1, false))
    }

    fn scale_word(&mut self, word: &str) -> bool {
        if word == "dozen" {
            self.current = self.current.max(1) * 12;
            self.room = 0;
            return self.total == 0;
        }
        let Some(power) = words::scale(word).filter(|_| !word.ends_with('s')) else { return false };
        if self.atoms == 0 && self.current == 0 && self.total == 0 {
            self.current = 1;
        }
        if power == 2 {
            self.current *= 100;
            self.room = 100;
        } else {
            let Some(add) = 10i128.checked_pow(power as u32).and_then(|factor| self.current.checked_mul(factor)) else {
                return false;
            };
            self.total += add;
            self.current = 0;
            self.room = 1000;
        }
        self.scales += power;
        self.last_scale = power;
        true
    }

    fn numeral(&self, end: usize, ordinal: bool) -> Option<Numeral> {
        let value = self.total.checked_add(self.current)?;
        let single = self.atoms <= 1;
        let mantissa = Number::whole(value).over(Number::power_of_ten(self.scales)?)?;
        Some(Numeral {
            end,
            value: Number::whole(value),
            mantissa: (single && mantissa.is_whole()).then_some(mantissa),
            scale: if single { self.scales } else { 0 },
            last_digit: if self.current == 0 || single { self.scales.min(15) } else { 0 },
            words: true,
            ordinal,
            fraction: false,
            misgrouped: false,
            dressed: self.scales > 0,
        })
    }
}

/// "and a half" behind a numeral, perhaps before its scale word: two and a half million.
fn half_behind(place: &Place, numeral: &mut Numeral) {
    if !place.words_at(numeral.end, &["and", "a", "half"]) {
        return;
    }
    let mut more = Numeral { end: numeral.end + 3, last_digit: -1, ..*numeral };
    let half = Number::fraction(1, 2).and_then(|half| numeral.value.plus(half));
    let Some(value) = half.filter(|_| numeral.scale == 0) else { return };
    more.value = value;
    more.mantissa = Some(value);
    if scaled(place, &mut more).is_some() {
        *numeral = more;
    }
}

/// two thirds, a third, three-quarters, half, half a million.
fn fraction_words(place: &Place, at: usize) -> Option<Numeral> {
    if place.word(at) == "half" {
        return half(place, at);
    }
    let top = match place.word(at) {
        "a" | "an" => 1,
        word => words::small(word).filter(|top| (1..20).contains(top))?,
    };
    let hyphen = usize::from(place.is_mark(at + 1, &['-']) && place.glued(at + 1));
    let name = at + 1 + hyphen;
    let word = place.word(name);
    let bottom = words::denominator(word)?;
    let plural = word.ends_with('s') || word == "halves";
    // "a third party", "one fifth-grader": a fraction is of something, or stands at the end
    // "a quarter" by itself is three months
    let of = place.word(name + 1) == "of" || (bottom != 4 && ends_phrase(place, name + 1));
    let said = if top == 1 { !plural && of } else { plural };
    said.then(|| Some(fraction_of(name + 1, Number::fraction(top, bottom)?, true))).flatten()
}

fn ends_phrase(place: &Place, at: usize) -> bool {
    place.token(at).is_none() || place.is_mark(at, &['.', ',', ';', ')'])
}

/// half of, half the, half a million; "the first half" is a part of the year or of a match.
fn half(place: &Place, at: usize) -> Option<Numeral> {
    let before = at.checked_sub(1).map_or("", |at| place.word(at));
    if matches!(before, "first" | "second" | "latter" | "other") || place.word(at + 1) == "past" {
        return None;
    }
    let mut numeral = fraction_of(at + 1, Number::fraction(1, 2)?, true);
    if matches!(place.word(at + 1), "a" | "an") && words::scale(place.word(at + 2)).is_some() {
        numeral.end = at + 2;
        numeral.mantissa = Some(numeral.value);
        numeral.last_digit = -1;
        scaled(place, &mut numeral)?;
        return Some(numeral);
    }
    let counted = matches!(place.word(at + 1), "of" | "the" | "a" | "an" | "percent")
        || matches!(before, "about" | "over" | "nearly" | "almost" | "than");
    counted.then_some(numeral)
}
