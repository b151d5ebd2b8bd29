//! English numerals: 7,244 million, one hundred and five, twenty-first, three point five, two and a half million.
//!
//! A numeral in words is a row of groups below a thousand, each with its scale word, the scales falling: three million,
//! two hundred and five thousand and twelve. Digits may stand for the words of a group (4 thousand 3 hundred).

use super::token::Class;
use super::{Place, fraction, words};
use crate::quantity::digits::Digits;
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

/// Reads the numeral that begins at token `at`. Looks ahead a bounded number of tokens.
pub fn numeral(place: &Place, at: usize) -> Option<Numeral> {
    if at == place.at && at == place.first.at {
        return *place.first.numeral.get_or_init(|| read(place, at));
    }
    read(place, at)
}

fn read(place: &Place, at: usize) -> Option<Numeral> {
    match place.token(at)?.class {
        Class::Digits(_) => in_digits(place, at),
        Class::Vulgar(..) => fraction::in_digits(place, at),
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
    if let Some(fraction) = fraction::in_digits(place, at) {
        return Some(fraction);
    }
    point(place, &mut numeral);
    thousands_apart(place, &read, &mut numeral)?;
    scaled(place, &mut numeral)?;
    if numeral.scale == 0 && words::is_dozen(place.word(numeral.end)) && place.word(numeral.end + 1) != "of" {
        numeral.value = numeral.value.times(Number::whole(12))?;
        numeral.end += 1;
    }
    if numeral.scale > 0
        && let Some(sum) = cardinal(place, at).filter(|sum| sum.end > numeral.end && !sum.ordinal)
    {
        numeral = Numeral { words: false, ..sum };
    }
    fraction::behind(place, &mut numeral);
    Some(numeral)
}

/// "172.41 000" and "1457 000": three noughts set apart behind what no group of three follows mean thousands.
fn thousands_apart(place: &Place, read: &Digits, numeral: &mut Numeral) -> Option<()> {
    let at = numeral.end;
    let apart = place.written(at) == "000" && !place.glued(at) && !place.is_digits(at + 1);
    if apart && at == place.at + 1 && (read.decimals > 0 || read.whole > 3) {
        numeral.value = numeral.value.times(Number::whole(1000))?;
        numeral.last_digit += 3;
        numeral.dressed = true;
        numeral.end = at + 1;
    }
    Some(())
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

/// Takes the scale words behind: "million", "-million", "thousand million", glued "bn"; the letters m and b only with
/// money.
pub fn scaled(place: &Place, numeral: &mut Numeral) -> Option<()> {
    for _ in 0..2 {
        // $300+ billion
        let plus = place.is_mark(numeral.end, &['+']) && words::scale(place.word(numeral.end + 1)).is_some();
        let at = numeral.end + place.hyphen(numeral.end) + usize::from(plus);
        let Some(power) = scale_word(place, at).or_else(|| scale_letter(place, numeral)) else { break };
        numeral.value = numeral.value.times(Number::power_of_ten(power)?)?;
        numeral.scale += power;
        numeral.last_digit += power;
        numeral.dressed = true;
        numeral.end = at + 1;
    }
    Some(())
}

/// The power of ten of a scale word; its plural too, where it is no "millions of".
fn scale_word(place: &Place, at: usize) -> Option<i32> {
    let word = place.word(at);
    // the bN of 2.0bN is a name
    let mixed = place.written(at).starts_with(|c: char| c.is_ascii_lowercase())
        && place.written(at).contains(|c: char| c.is_ascii_uppercase());
    words::scale(word).filter(|_| !mixed && (!word.ends_with('s') || place.word(at + 1) != "of"))
}

/// A scale letter glued to digits: $1.2m, 5k$; 100K and 1.2M by themselves, but not 5K, a race, nor 3M, a firm.
fn scale_letter(place: &Place, numeral: &Numeral) -> Option<i32> {
    let at = numeral.end;
    if !place.glued(at) || numeral.words {
        return None;
    }
    let written = place.written(at);
    let power = words::scale_letter(written)?;
    let money = place.currency_before().is_some() || place.has_currency_sign(at + 1);
    let large = numeral.value >= Number::whole(100) || numeral.last_digit < 0;
    let plain = match written {
        "k" | "K" => large,
        "M" => large || numeral.value >= Number::whole(4),
        "m" | "b" | "B" => false,
        _ => true,
    };
    (money || plain).then_some(power)
}

fn in_words(place: &Place, at: usize) -> Option<Numeral> {
    if let Some(fraction) = fraction::in_words(place, at) {
        return Some(fraction);
    }
    let mut numeral = cardinal(place, at)?;
    if !numeral.ordinal {
        point(place, &mut numeral);
        fraction::behind(place, &mut numeral);
        scaled(place, &mut numeral).filter(|()| numeral.scale < 24)?;
    }
    Some(numeral)
}

/// "point" and the decimals, in digits or words: three point five, two point zero three, 1 point 1.
fn point(place: &Place, numeral: &mut Numeral) {
    if numeral.last_digit < 0 || numeral.last_digit > 2 || place.word(numeral.end) != "point" {
        return;
    }
    let Some((decimals, end)) = decimals(place, numeral.end + 1) else { return };
    let part = Number::parse(&format!("0.{decimals}"));
    let Some(value) = part.and_then(|part| numeral.value.plus(part)) else { return };
    numeral.value = value;
    numeral.mantissa = Some(value);
    numeral.last_digit = -(decimals.len() as i32);
    numeral.dressed = true;
    numeral.end = end;
}

fn decimals(place: &Place, at: usize) -> Option<(String, usize)> {
    if let Some(Class::Digits(read)) = place.token(at).map(|token| token.class) {
        let plain = read.decimals == 0 && !read.grouped;
        return plain.then(|| (place.written(at).to_owned(), at + 1));
    }
    let mut said = String::new();
    let mut end = at;
    while let Some(digit) = words::small(place.word(end)).filter(|digit| *digit < 10 && said.len() < 20) {
        said += &digit.to_string();
        end += 1;
    }
    if said.is_empty() {
        let pair = below_hundred(place, at).filter(|pair| !pair.ordinal)?;
        return Some((pair.value.to_string(), pair.end));
    }
    Some((said, end))
}

/// A part of a numeral in words.
#[derive(Clone, Copy)]
struct Part {
    value: i128,
    end: usize,
    ordinal: bool,
    /// How many numbers are said in it; "hundred" is a scale and none.
    atoms: u32,
    /// The power of ten that its last word stands for.
    scale: i32,
}

impl Part {
    fn new(value: i128, end: usize, ordinal: bool) -> Self {
        Part { value, end, ordinal, atoms: 1, scale: 0 }
    }
}

/// ninety-nine, twelve, seven, twenty-first; also twentyfirst, whose hyphen was lost.
fn below_hundred(place: &Place, at: usize) -> Option<Part> {
    let word = place.word(at);
    if let Some((tens, unit)) = words::lost_hyphen(word) {
        let ordinal = words::ordinal(unit);
        let unit = ordinal.or_else(|| words::small(unit)).filter(|unit| (1..10).contains(unit))?;
        return Some(Part::new(tens + unit, at + 1, ordinal.is_some()));
    }
    if let Some(value) = words::ordinal(word).filter(|value| *value < 100) {
        return Some(Part::new(value, at + 1, true));
    }
    let value = words::small(word).filter(|value| *value > 0)?;
    let tens = Part::new(value, at + 1, false);
    if value < 20 {
        return Some(tens);
    }
    let hyphen = place.hyphen(at + 1);
    if let Some(unit) = words::small(place.word(at + 1 + hyphen)).filter(|unit| (1..10).contains(unit)) {
        return Some(Part::new(value + unit, at + 2 + hyphen, false));
    }
    let dash = usize::from(place.is_mark(at + 1, &['–', '—']) && place.glued(at + 1) && place.glued(at + 2));
    let unit = words::ordinal(place.word(at + 1 + hyphen + dash)).filter(|unit| *unit < 10);
    Some(unit.map_or(tens, |unit| Part::new(value + unit, at + 2 + hyphen + dash, true)))
}

/// Digits that stand for the words of a group: the 3 of "3 hundred".
fn plain_digits(place: &Place, at: usize) -> Option<Part> {
    let Some(Class::Digits(read)) = place.token(at).map(|token| token.class) else { return None };
    let value = read.value.as_whole().filter(|value| (1..1000).contains(value) && read.decimals == 0)?;
    Some(Part::new(value, at + 1, false))
}

/// A group: [fifteen] hundred [and] [five], twenty-one, two dozen.
fn group(place: &Place, at: usize) -> Option<Part> {
    let digits = plain_digits(place, at);
    let bare = matches!(place.word(at), "hundred" | "hundredth" | "dozen");
    let one = bare.then_some(Part { atoms: 0, ..Part::new(1, at, false) });
    let head = one.or(digits).or_else(|| below_hundred(place, at))?;
    if head.ordinal {
        return Some(head);
    }
    let next = head.end + place.hyphen(head.end);
    match place.word(next) {
        "hundred" => Some(hundreds(place, head, next + 1)),
        "hundreds" if place.word(next + 1) != "of" => Some(hundreds(place, head, next + 1)),
        "hundredth" => Some(Part { value: head.value * 100, end: next + 1, ordinal: true, ..head }),
        "million" | "billion" | "thousand" | "trillion" | "lakh" | "crore" => Some(head),
        word if words::is_dozen(word) => Some(Part { value: head.value * 12, end: next + 1, ..head }),
        _ => digits.is_none().then_some(head),
    }
}

/// What follows "hundred", unless it has a "hundred" of its own: "between two hundred and three hundred".
fn hundreds(place: &Place, head: Part, end: usize) -> Part {
    let round = Part { value: head.value * 100, end, scale: 2, ..head };
    let and = usize::from(place.word(end) == "and");
    let at = end + and + place.hyphen(end);
    let digits = plain_digits(place, at)
        .filter(|tail| and == 1 && tail.value < 100 && head.atoms > 0 && place.is_digits(head.end - 1));
    let Some(mut tail) = digits.or_else(|| below_hundred(place, at)) else { return round };
    if words::is_dozen(place.word(tail.end)) && !tail.ordinal {
        tail = Part { value: tail.value * 12, end: tail.end + 1, ..tail };
    }
    let own = matches!(place.word(tail.end + place.hyphen(tail.end)), "hundred" | "percent" | "%") && and == 1;
    if own
        || (and == 1 && is_other_end(place, tail.end))
        || (and == 0 && tail.ordinal && tail.value < 10 && bare(place, at))
    {
        return round;
    }
    Part { value: round.value + tail.value, end: tail.end, ordinal: tail.ordinal, atoms: round.atoms + 1, scale: 0 }
}

/// A plain "second" or the like behind a round number begins something else: "one hundred second-hand cars".
fn bare(place: &Place, at: usize) -> bool {
    place.is_mark(at + 1, &['-']) && place.glued(at + 1)
}

/// Whether the "and" before is that of "between ... and ...": no second one follows.
fn is_other_end(place: &Place, end: usize) -> bool {
    place.at > 0 && place.word(place.at - 1) == "between" && place.word(end) != "and"
}

/// Groups with falling scales.
fn cardinal(place: &Place, at: usize) -> Option<Numeral> {
    let article = matches!(place.word(at), "a" | "an");
    let start = at + usize::from(article);
    let first = place.word(start);
    // the millionth visitor; "a millionth" and "the millionth of" are shares
    let place_in_row = || words::ordinal_scale(first).filter(|_| !article && place.word(start + 1) != "of");
    let scale = words::scale(first).or_else(place_in_row);
    let bare = scale.is_some_and(|power| power > 2) && !first.ends_with('s');
    if article && !bare && !matches!(first, "hundred" | "dozen") {
        return None;
    }
    if first == "zero" || first == "nought" || first == "nil" {
        return Sum { end: start + 1, atoms: 1, ..Sum::default() }.numeral(false);
    }
    let mut sum = Sum { end: start, room: i32::MAX, ..Sum::default() };
    let head = if bare { Part { atoms: 0, ..Part::new(1, start, false) } } else { group(place, start)? };
    let mut ordinal = sum.add(place, head)?;
    while !ordinal && sum.room > 2 && sum.room < i32::MAX {
        let and = usize::from(place.word(sum.end) == "and");
        let Some(part) = group(place, sum.end + and) else { break };
        let apart = is_other_end(place, part.end) || place.is_digits(sum.end + 1);
        if and == 1 && (apart || fraction::follows(place, sum.end + 1)) {
            break;
        }
        let Some(more) = sum.add(place, part) else { break };
        ordinal = more;
    }
    sum.numeral(ordinal)
}

/// What has been added up so far of a numeral in words.
#[derive(Clone, Copy, Default)]
struct Sum {
    value: i128,
    end: usize,
    /// The scale of the last group; the next is smaller.
    room: i32,
    atoms: u32,
    groups: u32,
    /// The scale words of all groups, and of the last.
    scales: i32,
    last_digit: i32,
}

impl Sum {
    /// Adds a group with the scale words behind it; says whether they close an ordinal. `None` where it does not fit.
    fn add(&mut self, place: &Place, part: Part) -> Option<bool> {
        let (mut end, mut scale, mut ordinal) = (part.end, 0, part.ordinal);
        for _ in 0..2 {
            let at = end + place.hyphen(end);
            if let Some(power) = scale_word(place, at).filter(|power| *power > 2 && !ordinal) {
                (end, scale) = (at + 1, scale + power);
            } else if let Some(power) = words::ordinal_scale(place.word(at)).filter(|_| !ordinal) {
                (end, scale, ordinal) = (at + 1, scale + power, true);
            }
        }
        if scale >= self.room {
            return None;
        }
        let more = part.value.checked_mul(10i128.checked_pow(scale as u32)?)?;
        self.value = self.value.checked_add(more)?;
        self.end = end;
        self.room = scale;
        self.atoms += part.atoms;
        self.groups += 1;
        self.scales = scale + part.scale;
        self.last_digit = scale + part.scale;
        Some(ordinal)
    }

    fn numeral(&self, ordinal: bool) -> Option<Numeral> {
        let single = self.groups <= 1;
        let mantissa = Number::whole(self.value).over(Number::power_of_ten(self.scales)?)?;
        Some(Numeral {
            end: self.end,
            value: Number::whole(self.value),
            mantissa: (single && mantissa.is_whole()).then_some(mantissa),
            scale: if single { self.scales } else { 0 },
            last_digit: self.last_digit.min(15),
            words: true,
            ordinal,
            fraction: false,
            misgrouped: false,
            dressed: self.scales > 0,
        })
    }
}

/// The ordinal in words that begins at a token, as a denominator: twenty-fifth, hundred and fifth.
pub fn ordinal_in_words(place: &Place, at: usize) -> Option<(i128, usize)> {
    let read = cardinal(place, at).filter(|read| read.ordinal)?;
    Some((read.value.as_whole()?, read.end))
}

/// A whole number below a hundred in words, as a numerator.
pub fn numerator(place: &Place, at: usize) -> Option<(i128, usize)> {
    below_hundred(place, at).filter(|part| !part.ordinal).map(|part| (part.value, part.end))
}
