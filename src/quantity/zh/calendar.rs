//! Dates and times of day: 2025年4月26日, 2024—2025年度, 1990年代, 2025年上半年, 15时30分, 下午3点半.

use super::numeral::{Numeral, numeral};
use super::{Place, longest};
use crate::quantity::value::{Date, Kind, Quantity, Time, Value, Written};

/// A date, or a stretch from one to another.
pub fn date(place: &Place) -> Option<Quantity> {
    let rest = place.rest();
    let (from, len) = year_range(rest).or_else(|| single(rest).map(|(date, len)| (Value::Date(date), len)))?;
    let (value, len) = match from {
        Value::Date(first) => upto(first, rest, len).unwrap_or((Value::Date(first), len)),
        range => (range, len),
    };
    Some(dated(place, len, value))
}

/// Four digits that can only be a year, since they count nothing: 剑网2025, 2025高校科技成果交易会.
pub fn bare_year(place: &Place) -> Option<Quantity> {
    let read = numeral(place.rest())?;
    let year = year_of(&read).filter(|year| (1800..2100).contains(year) && !read.positional)?;
    if place.is_counted(read.len) {
        return None;
    }
    Some(dated(place, read.len, Value::Date(Date::of_year(year))))
}

fn dated(place: &Place, len: usize, value: Value) -> Quantity {
    let mut figure = place.figure(len, Kind::Date, value);
    // "近" before a year is "in recent years", and no date rises
    figure.span.start = place.start as u32;
    figure.bound = Default::default();
    (figure.direction, figure.mode) = (None, None);
    figure.written = Written { words: place.rest().starts_with(numeral_is_hanzi), ..Written::default() };
    figure
}

fn numeral_is_hanzi(c: char) -> bool {
    super::numeral::hanzi_digit(c).is_some()
}

/// 2024—2025年度: two years that share one 年.
fn year_range(rest: &str) -> Option<(Value, usize)> {
    let first = numeral(rest)?;
    let from = year_of(&first)?;
    let dash = dash(&rest[first.len..])?;
    let second = numeral(&rest[first.len + dash..])?;
    let to = year_of(&second).or_else(|| short_year(&second, from))?;
    let len = first.len + dash + second.len;
    let year = rest[len..].strip_prefix('年')?;
    let len = len + '年'.len_utf8() + suffix(year);
    (from < to).then(|| (Value::Dates(Date::of_year(from), Date::of_year(to)), len))
}

/// 24 of 2023-24年.
fn short_year(read: &Numeral, from: i16) -> Option<i16> {
    let two = i16::try_from(read.value.as_whole()?).ok().filter(|_| read.whole_digits == 2)?;
    Some(from / 100 * 100 + two)
}

/// What closes a year and is no part of its date: 年度, 年底.
fn suffix(text: &str) -> usize {
    if text.starts_with('度') { '度'.len_utf8() } else { 0 }
}

/// The date at the start of `rest`: a year, a month, a day, or a run of them.
fn single(rest: &str) -> Option<(Date, usize)> {
    let mut date = Date::default();
    let mut len = 0;
    if let Some((year, more)) = year(rest) {
        date.year = Some(year);
        len = more;
        if let Some((part, more)) = part_of_year(&rest[len..]) {
            date.month = Some(part);
            return Some((date, len + more));
        }
    } else if let Some((decade, more)) = decade(rest) {
        return Some((Date { decade: true, ..Date::of_year(decade) }, more));
    }
    if let Some((month, more)) = unit_number(&rest[len..], &["月份", "月"], 12) {
        date.month = Some(month);
        len += more;
    }
    let days: &[&str] = if date.month.is_some() { &["日", "号", "號"] } else { &["日"] };
    if let Some((day, more)) = unit_number(&rest[len..], days, 31).filter(|(_, more)| !lasts(&rest[len + more..])) {
        date.day = Some(day);
        len += more;
    }
    if date.month.is_some()
        && date.day.is_none()
        && let Some((day, more)) = listed_day(&rest[len..])
    {
        date.day = Some(day);
        len += more;
    }
    (len > 0).then_some((date, len + if date.month.is_none() { suffix(&rest[len..]) } else { 0 }))
}

/// 17 of 7月17和22日: a day whose 日 stands behind a later one.
fn listed_day(rest: &str) -> Option<(u8, usize)> {
    let read = numeral(rest).filter(|read| !read.dressed && !read.hanzi)?;
    let value = u8::try_from(read.value.as_whole()?).ok().filter(|day| (1..=31).contains(day))?;
    let after = &rest[read.len..];
    (after.starts_with(['、', '和', '与', '及']) && after.contains('日')).then_some((value, read.len))
}

/// 十日内, 3日以上: a number of days and no day of the month.
fn lasts(behind: &str) -> bool {
    ["内", "內", "以", "之内", "之內", "后", "後", "前", "间", "游"].iter().any(|word| behind.starts_with(word))
}

fn year(rest: &str) -> Option<(i16, usize)> {
    let read = numeral(rest)?;
    let year = year_of(&read)?;
    let after = rest[read.len..].strip_prefix('年')?;
    if after.starts_with('代') || (after.starts_with('来') && !read.positional && year < 1800) {
        return None;
    }
    Some((year, read.len + '年'.len_utf8()))
}

/// Four plain digits, in either script, from 1000 to 2999.
fn year_of(read: &Numeral) -> Option<i16> {
    let four = if read.hanzi { read.positional } else { read.whole_digits == 4 && !read.dressed && !read.padded };
    let year = read.value.as_whole().and_then(|year| i16::try_from(year).ok())?;
    (four && (1000..3000).contains(&year)).then_some(year)
}

/// 1990年代, 90年代.
fn decade(rest: &str) -> Option<(i16, usize)> {
    let read = numeral(rest)?;
    rest[read.len..].strip_prefix("年代")?;
    let value = i16::try_from(read.value.as_whole()?).ok()?;
    let year = if value < 100 { 1900 + value } else { value };
    (year % 10 == 0 && (1000..2100).contains(&year)).then(|| (year, read.len + "年代".len()))
}

/// 上半年, 第三季度: by ISO 8601-2, 33 to 36 for the quarters and 40, 41 for the halves.
fn part_of_year(rest: &str) -> Option<(u8, usize)> {
    const PARTS: &[(&str, u8)] = &[
        ("上半年", 40),
        ("下半年", 41),
        ("第一季度", 33),
        ("第二季度", 34),
        ("第三季度", 35),
        ("第四季度", 36),
        ("一季度", 33),
        ("二季度", 34),
        ("三季度", 35),
        ("四季度", 36),
    ];
    longest(rest, PARTS).map(|(part, len)| (*part, len))
}

/// A number up to `most` before one of `units`.
fn unit_number(rest: &str, units: &[&str], most: u8) -> Option<(u8, usize)> {
    let read = numeral(rest).filter(|read| !read.dressed || read.hanzi)?;
    let value = u8::try_from(read.value.as_whole()?).ok().filter(|value| (1..=most).contains(value))?;
    let unit = units.iter().find(|unit| rest[read.len..].starts_with(**unit))?;
    Some((value, read.len + unit.len()))
}

fn dash(text: &str) -> Option<usize> {
    ["——", "—", "–", "-", "－", "至", "到", "~", "～"]
        .iter()
        .find(|dash| text.starts_with(**dash))
        .map(|dash| dash.len())
}

/// The rest of a stretch that begins with `first`, which lends what the second leaves out: 2025年1月—6月, 7月1日至5日.
fn upto(first: Date, rest: &str, len: usize) -> Option<(Value, usize)> {
    let dash = dash(&rest[len..])?;
    let (second, more) = single(&rest[len + dash..])?;
    let second = Date {
        year: second.year.or(first.year),
        month: second.month.or(if second.year.is_none() { first.month } else { None }),
        ..second
    };
    Some((Value::Dates(first, second), len + dash + more))
}

/// 15时30分, 下午3点半, 15:30.
pub fn time(place: &Place) -> Option<Quantity> {
    let rest = place.rest();
    let half = half_of_day(place.before());
    let (time, len) = clock(rest).or_else(|| spoken(rest, half.is_some()))?;
    let hour = match half {
        Some(Half::Afternoon) if time.hour < 12 => time.hour + 12,
        _ => time.hour,
    };
    let time = Time { hour, certain: half.is_some() || hour > 12, ..time };
    let mut figure = dated(place, len, Value::Time(time));
    figure.kind = Kind::Time;
    Some(figure)
}

enum Half {
    Morning,
    Afternoon,
}

fn half_of_day(before: &str) -> Option<Half> {
    let ends = |list: &[&str]| list.iter().any(|word| before.ends_with(word));
    if ends(&["下午", "傍晚", "晚上", "晚间", "夜间", "夜里", "晚", "午后"]) {
        Some(Half::Afternoon)
    } else {
        ends(&["上午", "凌晨", "早上", "清晨", "早晨", "中午", "正午"]).then_some(Half::Morning)
    }
}

fn clock(rest: &str) -> Option<(Time, usize)> {
    let (hour, at) = two_digits(rest, 24)?;
    let colon = rest[at..].chars().next().filter(|c| matches!(c, ':' | '：'))?;
    let start = at + colon.len_utf8();
    let (minute, len) = two_digits(&rest[start..], 59).filter(|(_, len)| *len == 2)?;
    let end = start + len;
    let time = Time { hour, minute: Some(minute), certain: false };
    (!rest[end..].starts_with(|c: char| c.is_ascii_digit() || c == '.')).then_some((time, end))
}

fn two_digits(text: &str, most: u8) -> Option<(u8, usize)> {
    let len = text.bytes().take_while(u8::is_ascii_digit).count();
    let value = text.get(..len).filter(|_| (1..=2).contains(&len))?.parse().ok()?;
    (value <= most).then_some((value, len))
}

/// 15时30分, 3点半; 点 and 时 alone make a time only with the half of the day before them or a minute behind.
fn spoken(rest: &str, half_said: bool) -> Option<(Time, usize)> {
    let hour = numeral(rest).filter(|read| read.value.is_whole())?;
    let value = u8::try_from(hour.value.as_whole()?).ok().filter(|hour| *hour <= 24)?;
    let mark = ["时", "時", "点", "點"].iter().find(|mark| rest[hour.len..].starts_with(**mark))?;
    let at = hour.len + mark.len();
    let after = &rest[at..];
    let time = |minute| Time { hour: value, minute, certain: false };
    if after.starts_with('半') {
        return Some((time(Some(30)), at + '半'.len_utf8()));
    }
    if let Some((minute, len)) = unit_number(after, &["分"], 59).filter(|(_, len)| !after[*len..].starts_with("之")) {
        return Some((time(Some(minute)), at + len));
    }
    let closed = ["整", "钟", "许"].iter().find(|word| after.starts_with(**word));
    // 时 begins 时间, 时候 and the like; 点 alone is a point, unless the half of the day stands before it
    let word =
        ["间", "候", "代", "期", "刻", "至今", "常", "段", "装", "尚", "空"].iter().any(|word| after.starts_with(word));
    match closed {
        Some(word) => Some((time(None), at + word.len())),
        None => (half_said || (mark.starts_with(['时', '時']) && !word)).then(|| (time(None), at)),
    }
}
