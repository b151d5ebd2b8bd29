//! Numbers of which only the magnitude is said: 数十, 几百万, 十几, 上百, 数以万计, 成千上万.

use super::Place;
use super::amount::with_unit;
use super::numeral::{hanzi_digit, numeral, scale};
use crate::quantity::number::Number;
use crate::quantity::value::{Bound, Kind, Quantity, Value, Written};

/// Any of them.
pub fn vague(place: &Place) -> Option<Quantity> {
    let (value, len) = phrase(place.rest()).or_else(|| several_scales(place)).or_else(|| scale_and_several(place))?;
    let mut figure = place.figure(len, Kind::Number, Value::Magnitude(value));
    figure.bound = Bound::Vague;
    figure.last_digit = value.log10_exact().unwrap_or(0);
    figure.written = Written { words: true, ..Written::default() };
    with_unit(place, figure, len)
}

/// 成千上万, 数以万计.
fn phrase(rest: &str) -> Option<(Number, usize)> {
    const PHRASES: &[(&str, i128)] = &[
        ("成千上万", 1000),
        ("成千上萬", 1000),
        ("成百上千", 100),
        ("成千成万", 1000),
        ("千千万万", 1000),
        ("千千萬萬", 1000),
    ];
    if let Some((value, len)) = super::longest(rest, PHRASES) {
        return Some((Number::whole(*value), len));
    }
    let after = rest.strip_prefix("数以").or_else(|| rest.strip_prefix("數以"))?;
    let read = numeral(after).filter(|read| read.hanzi)?;
    let close = after[read.len..].chars().next().filter(|c| matches!(c, '计' | '計'))?;
    Some((read.value, "数以".len() + read.len + close.len_utf8()))
}

/// 数十, 几百万, 上亿.
fn several_scales(place: &Place) -> Option<(Number, usize)> {
    let rest = place.rest();
    let first = rest.chars().next().filter(|c| matches!(c, '数' | '數' | '几' | '幾' | '上'))?;
    let tail = &rest[first.len_utf8()..];
    let power = tail.chars().next().and_then(scale)?;
    if first == '上' && (power == 1 || above(place.before())) {
        return None;
    }
    let read = numeral(tail).filter(|read| read.hanzi)?;
    let more = if rest[first.len_utf8() + read.len..].starts_with(['亿', '万', '萬', '億']) {
        '万'.len_utf8()
    } else {
        0
    };
    Some((read.value, first.len_utf8() + read.len + more))
}

/// Whether 上 belongs to the word before: 以上, 网上, 世界上.
fn above(before: &str) -> bool {
    before.ends_with([
        '以', '网', '網', '世', '界', '身', '路', '线', '線', '会', '會', '史', '地', '车', '車', '础', '础', '早',
        '晚', '马', '实',
    ])
}

/// 十几, 二十几万, 30几.
fn scale_and_several(place: &Place) -> Option<(Number, usize)> {
    let rest = place.rest();
    let read = place.numeral?;
    let several = rest[read.len..].chars().next().filter(|c| matches!(c, '几' | '幾'))?;
    let len = read.len + several.len_utf8();
    let digit = rest.chars().next().and_then(hanzi_digit).is_some();
    let more = if !digit && rest[len..].starts_with(['亿', '万']) { '万'.len_utf8() } else { 0 };
    (!rest[len..].starts_with(['乎', '何', '率', '内'])).then_some((read.value, len + more))
}
