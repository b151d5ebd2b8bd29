//! Money in main units and parts: 5元3角, 三块五, 1美元50美分, 两毛五, 壹佰元整.

use super::numeral::numeral;
use super::prefix::CURRENCIES;
use crate::quantity::number::Number;

/// What follows a main unit: its parts as a fraction of it, and the bytes.
///
/// `text` begins behind the main unit, `unit` is how that is written.
pub fn parts_behind(text: &str, unit: &str) -> Option<(Number, usize)> {
    if let Some((tenths, len)) = part(text, TENTHS) {
        let value = tenths.over(Number::whole(10))?;
        return Some(match hundredths(&text[len..]) {
            Some((more, end)) => (value.plus(more)?, len + end),
            None => (value, len),
        });
    }
    if let Some((value, len)) = part(text, HUNDREDTHS) {
        return Some((value.over(Number::whole(100))?, len));
    }
    let colloquial = unit.ends_with(['块', '塊']);
    let (digit, len) = bare_digit(text).filter(|_| colloquial)?;
    Some((digit.over(Number::whole(10))?, len))
}

/// Money that is parts alone: 五毛, 两毛五, 8角5分, 五仙; its value, currency and the bytes behind its first numeral.
pub fn parts_alone(first: Number, text: &str) -> Option<(Number, &'static str, usize)> {
    const CENTS: &[(&str, &str)] = &[
        ("美分", "USD"),
        ("欧分", "EUR"),
        ("歐分", "EUR"),
        ("港仙", "HKD"),
        ("便士", "GBP"),
        ("分钱", "CNY"),
        ("分錢", "CNY"),
    ];
    if let Some((currency, len)) = super::longest(text, CENTS) {
        return Some((first.over(Number::whole(100))?, currency, len));
    }
    let cent = '仙'.len_utf8();
    if text.starts_with('仙') && ends(&text[cent..]) {
        return Some((first.over(Number::whole(100))?, "HKD", cent));
    }
    let tenth = TENTHS.iter().find(|word| text.starts_with(**word))?;
    let value = first.over(Number::whole(10)).filter(|_| first < Number::whole(10))?;
    let after = &text[tenth.len()..];
    let currency = if *tenth == "毫" { "HKD" } else { "CNY" };
    match hundredths(after) {
        Some((more, len)) => Some((value.plus(more)?, currency, tenth.len() + len)),
        None => (tenth.len() > '毛'.len_utf8() || ends(after)).then_some((value, currency, tenth.len())),
    }
}

const TENTHS: &[&str] = &["角钱", "角錢", "毛钱", "毛錢", "角", "毛", "毫子", "毫"];
const HUNDREDTHS: &[&str] = &["美分", "欧分", "歐分", "港仙", "便士", "分", "仙"];

/// A number of tenths or hundredths with one of their words.
fn part(text: &str, words: &[&str]) -> Option<(Number, usize)> {
    let zero = ["零", "〇"].iter().find(|zero| text.starts_with(**zero)).map_or(0, |zero| zero.len());
    let read = numeral(&text[zero..]).or_else(|| numeral(text))?;
    let zero = if numeral(&text[zero..]).is_some() { zero } else { 0 };
    let at = zero + read.len;
    let word = words.iter().find(|word| text[at..].starts_with(**word))?;
    let sound = read.value < Number::whole(100) && read.value.is_whole() && !text[at + word.len()..].starts_with('之');
    sound.then_some((read.value, at + word.len()))
}

/// 3分 or a bare 3 behind tenths.
fn hundredths(text: &str) -> Option<(Number, usize)> {
    let (value, len) = part(text, HUNDREDTHS).or_else(|| bare_digit(text))?;
    Some((value.over(Number::whole(100))?, len))
}

/// One digit that ends the amount: the 5 of 3块5.
fn bare_digit(text: &str) -> Option<(Number, usize)> {
    let read = numeral(text).filter(|read| read.value < Number::whole(10) && read.value.is_whole())?;
    (!read.padded && read.scale == 0 && ends(&text[read.len..])).then_some((read.value, read.len))
}

/// Whether no word that a number counts begins here: the text or clause ends, or a particle follows.
fn ends(text: &str) -> bool {
    text.chars().next().is_none_or(|c| !c.is_alphanumeric() || matches!(c, '的' | '钱' | '錢' | '一' | '每' | '左'))
        && CURRENCIES.longest(text).is_none()
}
