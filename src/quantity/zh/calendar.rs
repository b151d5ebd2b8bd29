//! Dates and times of day: 2025年4月26日, 2024—2025年度, 1990年代, 2025年上半年, 15时30分, 下午3点半.

use super::amount::dash;
use super::numeral::{Numeral, hanzi_digit, numeral, scale};
use super::prefix::takes_number;
use super::{Place, longest, longest_at_end};
use crate::quantity::value::{Date, Kind, Quantity, Time, Value, Written};

/// A date, or a stretch from one to another.
pub fn date(place: &Place) -> Option<Quantity> {
    let rest = place.rest();
    // a numeral begins a date only before one of these
    if let Some(read) = place.numeral {
        let behind = &rest[across_space(rest, read.len)..];
        // 前三季度 are the first three quarters
        let count = behind.starts_with('季') && place.before().ends_with('前');
        let dated = !count && behind.starts_with(['年', '月', '日', '号', '號', '季', '/']) || dash(behind).is_some();
        dated.then_some(())?;
    }
    if let Some((year, len, back)) = era_year(place) {
        let (date, len) = within(Date::of_year(year), rest, len, None);
        let mut figure = dated(place, len, Value::Date(date));
        figure.span.start = (place.start - back) as u32;
        return Some(figure);
    }
    let first = numeral(rest);
    let ranged = first.and_then(|first| year_range(rest, &first).or_else(|| decades(rest, &first)));
    let (from, len) = ranged.or_else(|| single(rest, first.as_ref()).map(|(date, len)| (Value::Date(date), len)))?;
    let (value, len) = match from {
        Value::Date(first) => months(first, rest, len)
            .or_else(|| days(first, rest, len))
            .or_else(|| upto(first, rest, len))
            .unwrap_or((Value::Date(first), len)),
        range => (range, len),
    };
    Some(dated(place, len, value))
}

/// 2025-04-26, 2025/4/26, 2025.4.26.
pub fn date_in_digits(place: &Place) -> Option<Quantity> {
    let rest = place.rest();
    let (year, at) = plain_digits(rest, 4).filter(|(year, at)| *at == 4 && (1000..3000).contains(year))?;
    let separator = rest[at..].chars().next().filter(|c| matches!(c, '-' | '/' | '.'))?;
    let (month, more) = plain_digits(&rest[at + 1..], 2).filter(|(month, _)| (1..=12).contains(month))?;
    let at = at + 1 + more;
    let (day, more) = plain_digits(rest[at..].strip_prefix(separator)?, 2).filter(|(day, _)| (1..=31).contains(day))?;
    let len = at + 1 + more;
    let goes_on =
        rest[len..].strip_prefix(separator).is_some_and(|next| next.starts_with(|c: char| c.is_ascii_digit()));
    if goes_on || place.before().ends_with(|c: char| c.is_ascii_alphanumeric()) {
        return None;
    }
    let date = Date { month: u8::try_from(month).ok(), day: u8::try_from(day).ok(), ..Date::of_year(year) };
    Some(dated(place, len, Value::Date(date)))
}

/// 2023.9, 2023-09: a month, where it counts nothing and nothing goes on.
pub fn month_in_digits(place: &Place) -> Option<Quantity> {
    let rest = place.rest();
    let (year, at) = plain_digits(rest, 4).filter(|(year, at)| *at == 4 && (1990..2100).contains(year))?;
    let separator = rest[at..].chars().next().filter(|c| matches!(c, '-' | '.'))?;
    let (month, more) = plain_digits(&rest[at + 1..], 2).filter(|(month, _)| (1..=12).contains(month))?;
    let len = at + 1 + more;
    let padded = rest[at + 1..].starts_with('0');
    let goes_on = rest[len..].starts_with(|c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '/' | '%' | '％'));
    let glued = place.before().ends_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-'));
    let sound = (separator == '.' || padded) && !goes_on && !glued && !place.is_counted(len) && !place.is_alone(len);
    let date = Date { month: u8::try_from(month).ok(), ..Date::of_year(year) };
    sound.then(|| dated(place, len, Value::Date(date)))
}

/// The number of all digits at the start of `text`; `None` for none, or for more than `most`.
fn plain_digits(text: &str, most: usize) -> Option<(i16, usize)> {
    let len = text.bytes().take(most + 1).take_while(u8::is_ascii_digit).count();
    let value = text[..len].parse().ok().filter(|_| len <= most)?;
    Some((value, len))
}

/// 20世纪90年代, 上世纪九十年代, 本世纪20年代.
pub fn decade_of_century(place: &Place) -> Option<Quantity> {
    let rest = place.rest();
    let word = |text: &str| ["世纪", "世紀"].into_iter().find(|word| text.starts_with(word));
    let (century, at) = match rest.strip_prefix('上') {
        Some(after) => {
            let after = after.strip_prefix(['个', '個']).unwrap_or(after);
            (20, rest.len() - after.len() + word(after)?.len())
        }
        None => {
            let read = place.numeral?;
            let at = across_space(rest, read.len);
            (i16::try_from(read.value.as_whole()?).ok()?, at + word(&rest[at..])?.len())
        }
    };
    let at = across_space(rest, at);
    let (decade, more) = decade(&rest[at..], &numeral(&rest[at..])?, (century - 1).checked_mul(100)?)?;
    let date = Date { decade: true, ..Date::of_year(decade) };
    (century <= 21).then(|| dated(place, at + more, Value::Date(date)))
}

/// 民國一百年, 令和七年, 公元前221年: a year by an era; with the bytes of its name before the number.
fn era_year(place: &Place) -> Option<(i16, usize, usize)> {
    const ERAS: &[(&str, i16)] = &[
        ("中華民國", 1911),
        ("中华民国", 1911),
        ("民國", 1911),
        ("民国", 1911),
        ("令和", 2018),
        ("平成", 1988),
        ("昭和", 1925),
        ("大正", 1911),
        ("明治", 1867),
        ("光绪", 1874),
        ("乾隆", 1735),
        ("康熙", 1661),
        ("公元前", 0),
        ("公元", 0),
        ("西元", 0),
        ("西元前", 0),
    ];
    let (start, back) = longest_at_end(place.before(), ERAS)?;
    let rest = place.rest();
    if rest.starts_with("元年") {
        return None;
    }
    let read = numeral(rest).filter(|read| read.upper.is_none())?;
    let value = i16::try_from(read.value.as_whole()?).ok().filter(|year| (1..3000).contains(year))?;
    rest[read.len..].strip_prefix('年').filter(|after| !after.starts_with('代'))?;
    Some((start.checked_add(value)?, read.len + '年'.len_utf8(), back))
}

/// Four digits that can only be a year, since they count nothing: 剑网2025, 2025高校科技成果交易会, 二〇二五.
pub fn bare_year(place: &Place) -> Option<Quantity> {
    let read = place.numeral?;
    if let Some(years) = two_bare_years(place, &read) {
        return Some(years);
    }
    let year = year_of(&read).filter(|year| (1800..2100).contains(year))?;
    let read_out = !read.positional || place.rest()[..read.len].contains('〇');
    if !read_out || place.is_counted(read.len) {
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
    hanzi_digit(c).is_some()
}

/// 七八十年代: two decades.
fn decades(rest: &str, read: &Numeral) -> Option<(Value, usize)> {
    let (from, to) = (read.value.as_whole()?, read.upper?.as_whole()?);
    rest[read.len..].strip_prefix("年代")?;
    let decade = |value: i128| {
        let year = i16::try_from(value).ok().filter(|value| (10..100).contains(value) && value % 10 == 0)?;
        Some(Date { decade: true, ..Date::of_year(1900 + year) })
    };
    Some((Value::Dates(decade(from)?, decade(to)?), read.len + "年代".len()))
}

/// 1—6月 and 2025年1—6月: two months that share one 月.
fn months(year: Date, rest: &str, len: usize) -> Option<(Value, usize)> {
    let date = |month| Date { month: Some(month), ..year };
    if year.year.is_none() || year.month.is_some() || year.day.is_some() || year.decade {
        return None;
    }
    let ((from, to), more) = two_of(&rest[len..], &numeral(&rest[len..])?, &["月份", "月"], 12)?;
    Some((Value::Dates(date(from), date(to)), len + more))
}

/// 4月1—3日: two days that share one 日.
fn days(month: Date, rest: &str, len: usize) -> Option<(Value, usize)> {
    if month.month.is_none_or(|month| month > 12) || month.day.is_some() {
        return None;
    }
    let ((from, to), more) = two_of(&rest[len..], &numeral(&rest[len..])?, &["日", "号", "號"], 31)?;
    let date = |day| Date { day: Some(day), ..month };
    Some((Value::Dates(date(from), date(to)), len + more))
}

/// Two ascending numbers up to `most`, of which `first` begins the text, that share one of `units`: 1—6月.
fn two_of(rest: &str, first: &Numeral, units: &[&str], most: u8) -> Option<((u8, u8), usize)> {
    (!first.dressed || first.hanzi).then_some(())?;
    let from = u8::try_from(first.value.as_whole()?).ok().filter(|value| (1..=most).contains(value))?;
    let (to, len) = match first.upper {
        Some(upper) => {
            let unit = units.iter().find(|unit| rest[first.len..].starts_with(**unit))?;
            (u8::try_from(upper.as_whole()?).ok()?, first.len + unit.len())
        }
        None => {
            let slash = rest[first.len..].strip_prefix('/').filter(|_| units.contains(&"月")).map(|_| 1);
            let dash = dash(&rest[first.len..]).or(slash)?;
            let (to, more) = number_before(&rest[first.len + dash..], units, most)?;
            (to, first.len + dash + more)
        }
    };
    (from < to && to <= most).then_some(((from, to), len))
}

/// 2024—2025年度, 1—6月: two years that share one 年, or two months that share one 月.
fn year_range(rest: &str, first: &Numeral) -> Option<(Value, usize)> {
    if let Some(((from, to), len)) = two_of(rest, first, &["月份", "月"], 12) {
        let date = |month| Date { month: Some(month), ..Date::default() };
        return Some((Value::Dates(date(from), date(to)), len));
    }
    let (from, to, len) = two_years(rest, first)?;
    let at = across_space(rest, len);
    let year = rest[at..].strip_prefix('年')?;
    let len = at + '年'.len_utf8() + suffix(year);
    Some((Value::Dates(Date::of_year(from), Date::of_year(to)), len))
}

/// 2024—2025, 2023-24; the second is the later.
fn two_years(rest: &str, first: &Numeral) -> Option<(i16, i16, usize)> {
    let from = year_of(first)?;
    let slash = rest[first.len..].starts_with('/');
    let dash = dash(&rest[first.len..]).or(slash.then_some('/'.len_utf8()))?;
    let second = numeral(&rest[first.len + dash..])?;
    let to = year_of(&second).filter(|_| !slash).or_else(|| short_year(&second, from))?;
    (from < to && (!slash || to == from + 1)).then_some((from, to, first.len + dash + second.len))
}

/// 1990-1991两年期, 2018-2020的增长: two bare years that can only be years, since they count nothing.
fn two_bare_years(place: &Place, first: &Numeral) -> Option<Quantity> {
    let (from, to, len) = two_years(place.rest(), first)?;
    let modern = from >= 1800 && to < 2100 && to - from < 100;
    let ends =
        !place.rest()[len..].starts_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '/' | '.' | '%'));
    // 2019-20 is a season or a school year
    let whole = place.rest()[..len].len() >= 9 || (to == from + 1 && ends);
    let period = place.rest()[len..].starts_with("两年期") || place.rest()[len..].starts_with("兩年期");
    if !(modern && whole) || (place.is_counted(len) && !period) {
        return None;
    }
    Some(dated(place, len, Value::Dates(Date::of_year(from), Date::of_year(to))))
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

/// The date at the start of `rest`, of which `first` is the numeral: a year, a month, a day, or a run of them.
fn single(rest: &str, first: Option<&Numeral>) -> Option<(Date, usize)> {
    if let Some((decade, more)) = first.and_then(|first| decade(rest, first, 1900)) {
        return Some((Date { decade: true, ..Date::of_year(decade) }, more));
    }
    let (date, len) = match first.and_then(|first| year(rest, first)) {
        Some((year, len)) => within(Date::of_year(year), rest, len, None),
        None => within(Date::default(), rest, 0, first),
    };
    (len > 0).then_some((date, len))
}

/// What follows a year that ends at `len`, or stands without one and begins with `first`: a part of the year, or a month
/// and day.
fn within(mut date: Date, rest: &str, mut len: usize, first: Option<&Numeral>) -> (Date, usize) {
    if let Some((part, more)) = part_of_year(&rest[len..]) {
        date.month = Some(part);
        return (date, len + more);
    }
    let at = across_space(rest, len);
    // 三四月 are two months
    let one = |read: &Numeral| read.upper.is_none();
    let first = first.copied().filter(|_| at == 0).or_else(|| numeral(&rest[at..])).filter(one);
    let month = first.and_then(|first| unit_number(&rest[at..], &first, &["月份", "月"], 12));
    if let Some((month, more)) = month {
        date.month = Some(month);
        len = at + more;
    }
    let days: &[&str] = if date.month.is_some() { &["日", "号", "號"] } else { &["日"] };
    let at = across_space(rest, len);
    let next = if month.is_some() { numeral(&rest[at..]).filter(one) } else { first };
    let day = next.and_then(|next| unit_number(&rest[at..], &next, days, 31));
    if let Some((day, more)) = day.filter(|(_, more)| date.month.is_some() || !lasts(&rest[at + more..])) {
        date.day = Some(day);
        len = at + more;
    }
    if date.month.is_some()
        && date.day.is_none()
        && let Some((day, more)) = listed_day(&rest[len..])
    {
        date.day = Some(day);
        len += more;
    }
    (date, len + if date.month.is_none() && len > 0 { suffix(&rest[len..]) } else { 0 })
}

/// 17 of 7月17和22日 and 7月17、18和7月22日: a day whose 日 stands behind a later one.
fn listed_day(rest: &str) -> Option<(u8, usize)> {
    const LONGEST_LIST: usize = 8;
    let day = |text: &str| {
        let read = numeral(text).filter(|read| !read.dressed && !read.hanzi)?;
        let value = u8::try_from(read.value.as_whole()?).ok().filter(|day| (1..=31).contains(day))?;
        Some((value, read.len))
    };
    let (value, len) = day(rest)?;
    let mut after = &rest[len..];
    for _ in 0..LONGEST_LIST {
        after = after.strip_prefix(['、', '和', '与', '及'])?;
        after = number_before(after, &["月"], 12).map_or(after, |(_, month)| &after[month..]);
        let (_, more) = day(after)?;
        after = &after[more..];
        if after.starts_with(['日', '号']) {
            return Some((value, len));
        }
    }
    None
}

/// 十日内, 3日以上: a number of days and no day of the month.
fn lasts(behind: &str) -> bool {
    ["内", "內", "以", "之内", "之內", "后", "後", "前", "间", "游"].iter().any(|word| behind.starts_with(word))
}

fn year(rest: &str, read: &Numeral) -> Option<(i16, usize)> {
    let year = year_of(read).or_else(|| short_hanzi_year(read)).or_else(|| long_hanzi_year(read))?;
    let at = across_space(rest, read.len);
    let after = rest[at..].strip_prefix('年')?;
    if after.starts_with('代') || (after.starts_with('来') && !read.positional && year < 1800) {
        return None;
    }
    Some((year, at + '年'.len_utf8()))
}

/// 九八年, 零八年, 08年: two digits read one by one; 五六年 is "five or six years".
fn short_hanzi_year(read: &Numeral) -> Option<i16> {
    let two = if read.hanzi { read.positional && read.len == 6 } else { read.whole_digits == 2 && read.padded };
    let value = i16::try_from(read.value.as_whole()?).ok().filter(|_| two && read.upper.is_none())?;
    Some(if value < 50 { 2000 + value } else { 1900 + value })
}

/// 二千零八年: a year read as a number, where it is too exact for a length of time.
fn long_hanzi_year(read: &Numeral) -> Option<i16> {
    let value = read.value.as_whole().filter(|_| read.hanzi && !read.positional && read.mantissa.is_none())?;
    let year = i16::try_from(value).ok().filter(|year| (1900..2100).contains(year) && year % 100 != 0)?;
    (!read.more_within && read.upper.is_none()).then_some(year)
}

/// Four plain digits, in either script, from 1000 to 2999.
fn year_of(read: &Numeral) -> Option<i16> {
    let four = if read.hanzi { read.positional } else { read.whole_digits == 4 && !read.dressed && !read.padded };
    let year = read.value.as_whole().and_then(|year| i16::try_from(year).ok())?;
    (four && (1000..3000).contains(&year)).then_some(year)
}

/// 1990年代, 90年代; two digits count from `century`.
fn decade(rest: &str, read: &Numeral, century: i16) -> Option<(i16, usize)> {
    let at = across_space(rest, read.len);
    rest[at..].strip_prefix("年代")?;
    let value = i16::try_from(read.value.as_whole()?).ok()?;
    let year = if value < 100 { century + value } else { value };
    (year % 10 == 0 && (1000..2100).contains(&year)).then(|| (year, at + "年代".len()))
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
        ("第1季度", 33),
        ("第2季度", 34),
        ("第3季度", 35),
        ("第4季度", 36),
        ("1季度", 33),
        ("2季度", 34),
        ("3季度", 35),
        ("4季度", 36),
        ("首季", 33),
        ("首季度", 33),
    ];
    rest.starts_with(|c| "上下第一二三四1234首".contains(c)).then_some(())?;
    longest(rest, PARTS).map(|(part, len)| (*part, len))
}

/// A number up to `most` before one of `units`.
fn number_before(rest: &str, units: &[&str], most: u8) -> Option<(u8, usize)> {
    unit_number(rest, &numeral(rest)?, units, most)
}

/// The same where the number was read.
fn unit_number(rest: &str, read: &Numeral, units: &[&str], most: u8) -> Option<(u8, usize)> {
    (!read.dressed || read.hanzi).then_some(())?;
    let value = u8::try_from(read.value.as_whole()?).ok().filter(|value| (1..=most).contains(value))?;
    let at = across_space(rest, read.len);
    let unit = units.iter().find(|unit| rest[at..].starts_with(**unit))?;
    Some((value, at + unit.len()))
}

/// The place behind a space at `len` that layout put between a figure and a character: 10 月 7 日.
fn across_space(rest: &str, len: usize) -> usize {
    let after = rest[len..].strip_prefix(' ').and_then(|after| after.chars().next());
    len + usize::from(after.is_some_and(|c| c.is_ascii_digit() || !c.is_ascii()))
}

/// The rest of a stretch that begins with `first`, which lends what the second leaves out: 2025年1月—6月, 7月1日至5日.
fn upto(first: Date, rest: &str, len: usize) -> Option<(Value, usize)> {
    const OF_WHICH_YEAR: &[&str] = &["次年", "翌年", "当年", "當年", "同年", "来年", "來年"];
    let dash = dash(&rest[len..])?;
    let dash =
        dash + OF_WHICH_YEAR.iter().find(|year| rest[len + dash..].starts_with(**year)).map_or(0, |year| year.len());
    let after = &rest[len + dash..];
    let (second, more) = single(after, numeral(after).as_ref())?;
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
    let behind = rest[across_space(rest, place.numeral?.len)..].chars().next();
    behind.filter(|c| matches!(c, '时' | '時' | '点' | '點' | ':' | '：'))?;
    let half = half_of_day(place.before()).or_else(|| half_of_first(place));
    let (time, len) = clock(rest).or_else(|| spoken(rest, half.is_some()))?;
    let hour = match half {
        Some(Half::Afternoon) if time.hour < 12 => time.hour + 12,
        Some(Half::Afternoon) if time.hour == 12 && !place.before().ends_with("下午") => 24,
        Some(Half::Noon) if time.hour < 4 => time.hour + 12,
        Some(Half::Morning) if time.hour == 12 => 0,
        _ => time.hour,
    };
    // 时 is read off the 24-hour clock, 点 is not
    let certain = half.is_some() || hour > 12 || behind.is_some_and(|c| matches!(c, '时' | '時'));
    let time = Time { hour, certain, ..time };
    let mut figure = dated(place, len, Value::Time(time));
    figure.kind = Kind::Time;
    Some(figure)
}

/// The half of the day of the first of two times, where this is the second: 晚上10点到11点.
fn half_of_first(place: &Place) -> Option<Half> {
    const REACH: usize = 48;
    let joint = place.before().trim_matches(' ');
    if joint.is_empty() || dash(joint) != Some(joint.len()) {
        return None;
    }
    let from = (place.floor.saturating_sub(REACH)..).find(|at| place.text.is_char_boundary(*at))?;
    let of_time = |c: char| {
        let mark = matches!(c, '点' | '點' | '时' | '時' | '分' | '半' | '整' | '钟' | '鐘' | ':' | '：' | ' ');
        mark || c.is_ascii_digit() || hanzi_digit(c).is_some() || scale(c) == Some(1)
    };
    half_of_day(place.text[from..place.floor].trim_end_matches(of_time))
}

enum Half {
    Morning,
    Noon,
    Afternoon,
}

fn half_of_day(before: &str) -> Option<Half> {
    let before = before.trim_end_matches([' ', '大', '约', '約']);
    let ends = |list: &[&str]| list.iter().any(|word| before.ends_with(word));
    if ends(&["下午", "傍晚", "晚上", "晚间", "晚間", "夜间", "夜間", "夜里", "夜裡", "晚", "午后", "午後"])
    {
        Some(Half::Afternoon)
    } else if ends(&["中午", "正午"]) {
        Some(Half::Noon)
    } else {
        ends(&["上午", "凌晨", "早上", "清晨", "早晨", "早", "午夜"]).then_some(Half::Morning)
    }
}

fn clock(rest: &str) -> Option<(Time, usize)> {
    let (hour, at) = two_digits(rest, 24)?;
    let colon = rest[at..].chars().next().filter(|c| matches!(c, ':' | '：'))?;
    let start = at + colon.len_utf8();
    let (minute, len) = two_digits(&rest[start..], 59).filter(|(_, len)| *len == 2)?;
    let end = start + len;
    let time = Time { hour, minute: Some(minute), certain: false };
    let seconds = rest[end..].strip_prefix(colon).and_then(|after| two_digits(after, 59)).filter(|(_, len)| *len == 2);
    let end = end + seconds.map_or(0, |(_, len)| colon.len_utf8() + len);
    (!rest[end..].starts_with(|c: char| c.is_ascii_digit() || c == '.')).then_some((time, end))
}

fn two_digits(text: &str, most: u8) -> Option<(u8, usize)> {
    let len = text.bytes().take(3).take_while(u8::is_ascii_digit).count();
    let value = text.get(..len).filter(|_| (1..=2).contains(&len))?.parse().ok()?;
    (value <= most).then_some((value, len))
}

/// 15时30分, 3点半; 点 and 时 alone make a time only with the half of the day before them or a minute behind.
fn spoken(rest: &str, half_said: bool) -> Option<(Time, usize)> {
    let hour = numeral(rest).filter(|read| read.value.is_whole())?;
    let value = u8::try_from(hour.value.as_whole()?).ok().filter(|hour| *hour <= 24)?;
    let at = across_space(rest, hour.len);
    let mark = ["时", "時", "点", "點"].iter().find(|mark| rest[at..].starts_with(**mark))?;
    let at = across_space(rest, at + mark.len());
    let after = &rest[at..];
    let time = |minute| Time { hour: value, minute, certain: false };
    if after.starts_with('半') {
        return Some((time(Some(30)), at + '半'.len_utf8()));
    }
    if let Some((minute, len)) = number_before(after, &["分"], 59).filter(|(_, len)| !after[*len..].starts_with("之"))
    {
        return Some((time(Some(minute)), at + len));
    }
    const QUARTERS: &[(&str, u8)] = &[("一刻", 15), ("三刻", 45)];
    if let Some((minute, len)) = longest(after, QUARTERS) {
        return Some((time(Some(*minute)), at + len));
    }
    let minute = numeral(after).filter(|read| half_said && read.hanzi && read.value.is_whole() && !read.bare_scale);
    if let Some(read) = minute.filter(|read| !takes_number(&after[read.len..])) {
        let minute = u8::try_from(read.value.as_whole()?).ok().filter(|minute| *minute < 60)?;
        return Some((time(Some(minute)), at + read.len));
    }
    let closed = ["整", "钟", "鐘", "许", "許"].iter().find(|word| after.starts_with(**word));
    // 时 begins 时间, 时候 and the like; 点 alone is a point, unless the half of the day stands before it
    let word =
        ["间", "候", "代", "期", "刻", "至今", "常", "段", "装", "尚", "空"].iter().any(|word| after.starts_with(word));
    match closed {
        Some(word) => Some((time(None), at + word.len())),
        None => (half_said || (mark.starts_with(['时', '時']) && !word)).then(|| (time(None), at)),
    }
}
