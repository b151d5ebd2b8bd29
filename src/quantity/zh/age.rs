//! Ages in tens and in months, and generations: 八旬老人, 年过六旬; 2月龄; 80后, 九零后.

use super::Place;
use super::amount::{close, dash};
use super::numeral::{hanzi_digit, numeral};
use crate::quantity::number::Number;
use crate::quantity::value::{Bound, Date, Kind, Quantity, Unit, Value, Written};

/// Any of them.
pub fn age(place: &Place) -> Option<Quantity> {
    tens_of_age(place).or_else(|| generation(place)).or_else(|| months_of_age(place))
}

/// 八旬老人 is eighty and some years old; a 旬 of a month or of a fast is another thing.
fn tens_of_age(place: &Place) -> Option<Quantity> {
    let rest = place.rest();
    let first = rest.chars().next()?;
    let tens = hanzi_digit(first).filter(|tens| (4..=9).contains(tens))? * 10;
    let behind = rest[first.len_utf8()..].strip_prefix('旬')?;
    let led = place.before().ends_with(['年', '过', '過', '近', '逾', '届', '屆', '已']);
    let of_person = behind.starts_with(['老', '高', '母', '父', '翁', '夫', '奶', '爷', '爺', '妇', '婦', '婆']);
    if !(led || of_person) || behind.starts_with(['期', '节', '節']) {
        return None;
    }
    let value = Value::range(Number::whole(tens), Number::whole(tens + 10));
    let mut figure = place.figure(rest.len() - behind.len(), Kind::Duration, value);
    figure.unit = Some(Unit { code: "a".into(), ucum: true });
    figure.bound = Bound::About;
    figure.last_digit = 1;
    figure.written = Written { words: true, ..Written::default() };
    Some(figure)
}

/// 2月龄, 2~12个月龄: months since birth, and no months of the year.
fn months_of_age(place: &Place) -> Option<Quantity> {
    let rest = place.rest();
    let low = place.numeral.filter(|read| read.upper.is_none() && read.value < Number::whole(100))?;
    let high = dash(&rest[low.len..]).and_then(|dash| Some((dash, numeral(&rest[low.len + dash..])?)));
    let (value, len) = match high {
        Some((dash, high)) => (Value::range(low.value, high.value), low.len + dash + high.len),
        None => (Value::Exact(low.value), low.len),
    };
    let behind = rest[len..].trim_start_matches(' ');
    let after = behind.strip_prefix(['个', '個']).unwrap_or(behind);
    let after = after.strip_prefix("月龄").or_else(|| after.strip_prefix("月齡"))?;
    let len = rest.len() - after.len();
    let mut figure = place.figure(len, Kind::Duration, value);
    figure.unit = Some(Unit { code: "mo".into(), ucum: true });
    figure.written = Written { words: low.hanzi, ..Written::default() };
    Some(close(place, figure, len))
}

/// 80后, 九零后: those born in these ten years.
fn generation(place: &Place) -> Option<Quantity> {
    const BEHIND: &str = "的们們一青女男群创創作演歌企年消父妈媽爸职職人选選球和与與及、，。；：！？”’）,.;)";
    let rest = place.rest();
    let mut chars = rest.chars();
    let (tens, nought, after) = (chars.next()?, chars.next()?, chars.next()?);
    let digit = |c: char| c.to_digit(10).map(i128::from).or_else(|| hanzi_digit(c));
    let tens = digit(tens).filter(|_| digit(nought) == Some(0) && matches!(after, '后' | '後'))?;
    let behind = chars.next();
    if !behind.is_none_or(|c| BEHIND.contains(c)) || place.before().ends_with(['过', '過', '到', '第']) {
        return None;
    }
    let century = if tens < 3 { 2000 } else { 1900 };
    let decade = Date { decade: true, ..Date::of_year(century + i16::try_from(tens).ok()? * 10) };
    let len = rest.len() - chars.as_str().len() - behind.map_or(0, char::len_utf8);
    let mut figure = place.figure(len, Kind::Date, Value::Date(decade));
    figure.span.start = place.start as u32;
    figure.bound = Bound::Exact;
    (figure.direction, figure.mode) = (None, None);
    Some(figure)
}
