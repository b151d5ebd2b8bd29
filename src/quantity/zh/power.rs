//! Powers: 1.5e9, 10^9, 3×10⁸, 2的10次方.

use super::numeral::{Numeral, numeral};
use crate::quantity::number::Number;

/// The power that begins with `read` at the start of `text`, as the numeral that it comes to.
pub fn power(read: &Numeral, text: &str) -> Option<Numeral> {
    let (value, len) = raised(read, text).or_else(|| exponential(read, text)).or_else(|| scientific(read, text))?;
    let last_digit = if read.value.is_zero() { 0 } else { value.over(read.value)?.log10_exact().unwrap_or(0) };
    Some(Numeral { len, value, mantissa: None, last_digit: read.last_digit + last_digit, dressed: true, ..*read })
}

/// 10^9, 1.1^-2, 10⁹, 十的九次方.
fn raised(base: &Numeral, text: &str) -> Option<(Number, usize)> {
    let (exponent, len) = exponent_of(base, &text[base.len..])?;
    Some((to_the(base.value, exponent)?, base.len + len))
}

/// The exponent behind `base`. Superscripts raise ten alone: behind other numbers they are notes.
fn exponent_of(base: &Numeral, text: &str) -> Option<(i32, usize)> {
    if let Some(after) = text.strip_prefix('^') {
        return signed(after).map(|(exponent, len)| (exponent, 1 + len));
    }
    if let Some(after) = text.strip_prefix('的') {
        let read = numeral(after)?;
        let behind = after[read.len..].strip_prefix("次方").or_else(|| after[read.len..].strip_prefix("次幂"))?;
        return Some((i32::try_from(read.value.as_whole()?).ok()?, text.len() - behind.len()));
    }
    let superscript = |c: char| "⁰¹²³⁴⁵⁶⁷⁸⁹".chars().position(|digit| digit == c);
    let minus = text.strip_prefix('⁻');
    let digits: Vec<usize> = minus.unwrap_or(text).chars().map_while(superscript).take(3).collect();
    if digits.is_empty() || base.value != Number::whole(10) {
        return None;
    }
    let value = digits.iter().fold(0, |value, &digit| value * 10 + digit as i32);
    let chars = digits.len() + usize::from(minus.is_some());
    let len = text.chars().take(chars).map(char::len_utf8).sum();
    Some((if minus.is_some() { -value } else { value }, len))
}

/// 1.5e9, 2E-3.
fn exponential(base: &Numeral, text: &str) -> Option<(Number, usize)> {
    let after = text[base.len..].strip_prefix(['e', 'E']).filter(|_| !base.hanzi)?;
    let (exponent, len) = signed(after)?;
    let len = base.len + 1 + len;
    let glued = text[len..].starts_with(|c: char| c.is_ascii_alphanumeric());
    (!glued).then_some((base.value.times(Number::power_of_ten(exponent)?)?, len))
}

/// 3×10⁸.
fn scientific(base: &Numeral, text: &str) -> Option<(Number, usize)> {
    let after = text[base.len..].trim_start_matches(' ').strip_prefix(['×', 'x', 'X', '*'])?.trim_start_matches(' ');
    let ten = after.strip_prefix("10")?;
    let base_ten = numeral("10")?;
    let (exponent, len) = exponent_of(&base_ten, ten)?;
    Some((base.value.times(Number::power_of_ten(exponent)?)?, text.len() - ten.len() + len))
}

/// A whole number of at most three digits with its sign.
fn signed(text: &str) -> Option<(i32, usize)> {
    let sign = usize::from(text.starts_with(['+', '-']));
    let digits = text[sign..].bytes().take(4).take_while(u8::is_ascii_digit).count();
    let value: i32 = text[sign..sign + digits].parse().ok().filter(|_| digits <= 3)?;
    Some((if text.starts_with('-') { -value } else { value }, sign + digits))
}

fn to_the(base: Number, exponent: i32) -> Option<Number> {
    let count = exponent.unsigned_abs();
    let power = (0..count.min(200)).try_fold(Number::ONE, |product, _| product.times(base))?;
    if count > 200 {
        return None;
    }
    if exponent < 0 { Number::ONE.over(power) } else { Some(power) }
}
