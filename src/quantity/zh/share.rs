//! Shares and fractions: 百分之三十, 万分之五, 二又三分之一, 1 3/5, 八五折.

use super::amount::{close, dash, sign_before, with_unit};
use super::numeral::{Numeral, numeral};
use super::prefix::{UNITS, takes_number};
use super::{Place, spaces};
use crate::quantity::digits::digits;
use crate::quantity::number::Number;
use crate::quantity::unit;
use crate::quantity::value::{Bound, Kind, Quantity, Value, Written};

/// Any of them.
pub fn share(place: &Place) -> Option<Quantity> {
    parts(place).or_else(|| slashed(place)).or_else(|| discount(place))
}

/// One share as it is written.
struct Part {
    value: Number,
    /// The power of ten of its denominator, where that is 百, 千, 万 and the like.
    exponent: Option<i32>,
    top: Numeral,
    len: usize,
}

/// 百分之三十, 千分之五, 三分之一, 二又三分之一, and ranges of two.
fn parts(place: &Place) -> Option<Quantity> {
    let rest = place.rest();
    // a share begins with a numeral and 分 or 又
    let behind = rest[place.numeral?.len..].trim_start_matches(' ').chars().next();
    behind.filter(|c| matches!(c, '分' | '又'))?;
    let low = part(rest)?;
    let kind = if low.exponent.is_some() { Kind::Percent } else { Kind::Number };
    let (value, len) = match upper(&rest[low.len..], &low) {
        Some((upper, more)) => (Value::range(low.value, upper), low.len + more),
        None => (Value::Exact(low.value), low.len),
    };
    let mut figure = place.figure(len, kind, value);
    figure.last_digit = low.top.last_digit + low.exponent.map_or(-6, |exponent| 2 - exponent);
    figure.written = Written { words: low.top.hanzi, ..Written::default() };
    let several = ["几", "幾", "多", "余", "餘"].iter().find(|word| rest[len..].starts_with(**word));
    if let Some(several) = several.filter(|_| low.top.last_digit > 0) {
        figure.bound = Bound::Over;
        return Some(close(place, figure, len + several.len()));
    }
    Some(close(place, figure, len))
}

/// The share at the start of `rest`; as percent where the denominator is a scale word.
fn part(rest: &str) -> Option<Part> {
    let (whole, at) = whole_part(rest).unwrap_or((Number::ZERO, 0));
    let denominator = numeral(&rest[at..]).filter(|read| read.value > Number::ONE)?;
    let at = link(rest, at + denominator.len)?;
    let minus = ['负', '負'].iter().find(|sign| rest[at..].starts_with(**sign)).map_or(0, |sign| sign.len_utf8());
    let top = numeral(&rest[at + minus..])?;
    let exponent = denominator.value.log10_exact().filter(|exponent| *exponent >= 2 && denominator.bare_scale);
    let value = match exponent {
        Some(exponent) => top.value.times(Number::power_of_ten(2 - exponent)?)?,
        None => top.value.over(denominator.value)?.plus(whole)?,
    };
    let value = if minus > 0 { value.negated()? } else { value };
    Some(Part { value, exponent, top, len: at + minus + top.len })
}

/// 二又 of 二又三分之一.
fn whole_part(rest: &str) -> Option<(Number, usize)> {
    let read = numeral(rest)?;
    let at = read.len + spaces(&rest[read.len..]);
    let after = rest[at..].strip_prefix('又')?;
    Some((read.value, at + '又'.len_utf8() + spaces(after)))
}

/// The place behind 分之 at `at`, spaces within notwithstanding.
fn link(rest: &str, at: usize) -> Option<usize> {
    let at = at + spaces(&rest[at..]);
    let after = rest[at..].strip_prefix('分')?;
    let at = at + '分'.len_utf8() + spaces(after);
    let after = rest[at..].strip_prefix('之')?;
    Some(at + '之'.len_utf8() + spaces(after))
}

/// 至百分之四十, 至四十, 到二分之一, behind a share.
fn upper(after: &str, low: &Part) -> Option<(Number, usize)> {
    let dash = dash(after)?;
    let (value, len) = match part(&after[dash..]) {
        Some(high) => (high.value, high.len),
        None => {
            let read = numeral(&after[dash..])?;
            (read.value.times(Number::power_of_ten(2 - low.exponent?)?)?, read.len)
        }
    };
    (low.value < value).then_some((value, dash + len))
}

/// 1/3的居民, 1 3/5; any fraction that stands alone.
fn slashed(place: &Place) -> Option<Quantity> {
    let rest = place.rest();
    let first = digits(rest).filter(|read| read.decimals == 0)?;
    let second = rest[first.len..].strip_prefix(' ').and_then(digits);
    let (whole, top, at) = match second {
        Some(top) if slash(&rest[first.len + 1 + top.len..]).is_some() => (first.value, top, first.len + 1),
        _ => (Number::ZERO, first, 0),
    };
    let slash = slash(&rest[at + top.len..])?;
    let start = at + top.len + slash;
    let below = digits(&rest[start..]).filter(|read| read.decimals == 0 && top.decimals == 0)?;
    let len = start + below.len;
    let proper = top.value < below.value && below.value <= Number::whole(100);
    let behind = rest[len..].trim_start_matches(' ');
    let measured = UNITS.longest(behind).is_some_and(|(code, _)| !unit::is_time(code));
    let counted = ["的", "以上", "以下", "左右", "多", "强", "弱"].iter().any(|word| rest[len..].starts_with(word));
    // 2/3楼 are two floors, 7/8月 two months
    let single = below.value <= Number::whole(10)
        && !place.before().ends_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, '/' | '.' | '-' | '第'))
        && !rest[len..].starts_with(|c: char| {
            c.is_ascii_alphanumeric() || matches!(c, '/' | '.' | '-' | '月' | '日' | '号' | '决')
        })
        && (!takes_number(behind) || behind.starts_with('字'));
    // (1,234/5,678): only digits that are grouped tell a share from the number of a document
    let enclosed = place.before().ends_with(['(', '（'])
        && rest[len..].starts_with([')', '）'])
        && top.value < below.value
        && (top.grouped || below.grouped);
    if !(place.is_alone(len) || enclosed || (proper && (at > 0 || counted || measured || single))) {
        return None;
    }
    let value = top.value.over(below.value)?.plus(whole)?;
    let mut figure = place.figure(len, Kind::Number, Value::Exact(value));
    figure.last_digit = -6;
    sign_before(place, &mut figure);
    if measured { with_unit(place, figure, len) } else { Some(close(place, figure, len)) }
}

fn slash(text: &str) -> Option<usize> {
    text.chars().next().filter(|c| matches!(c, '/' | '／')).map(char::len_utf8)
}

/// 八折, 八五折, 7.5折: what is left to pay, in percent.
fn discount(place: &Place) -> Option<Quantity> {
    let rest = place.rest();
    let read = place.numeral?;
    let behind = rest[read.len..].strip_prefix('折')?;
    let other =
        behind.starts_with(['合', '算', '叠', '疊', '页', '頁', '射', '线', '线', '腾', '子', '戟', '旧', '磨']);
    let ten = Number::whole(10);
    let percent = if read.value < ten { read.value.times(ten)? } else { read.value };
    let fits = percent < Number::whole(100) && (read.value < ten || read.positional || read.whole_digits == 2);
    if other || !fits || read.upper.is_some() {
        return None;
    }
    let mut figure = place.figure(read.len + '折'.len_utf8(), Kind::Percent, Value::Exact(percent));
    figure.written = Written { words: read.hanzi, ..Written::default() };
    Some(figure)
}
