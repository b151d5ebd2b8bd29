//! Dates that a Chinese text leaves in English: 4 July 2011, July 4, 2011.

use super::Place;
use crate::quantity::en;
use crate::quantity::value::{Date, Kind, Quantity, Value};

/// The months by their first three letters.
const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// A day or a year beside the English name of a month, as the English grammar reads the two.
pub fn date(place: &Place) -> Option<Quantity> {
    const LONGEST: usize = 40;
    let rest = place.rest();
    let digits = rest.bytes().take(5).take_while(u8::is_ascii_digit).count();
    let ending = ["st", "nd", "rd", "th"].iter().find(|ending| rest[digits..].starts_with(**ending));
    let behind = rest[digits + ending.map_or(0, |ending| ending.len())..].strip_prefix(' ').unwrap_or_default();
    let back = month_before(place.before());
    if digits == 0 || (back == 0 && !is_month(behind)) {
        return None;
    }
    let from = place.start - back;
    let len = place.text[from..].bytes().take(LONGEST).take_while(|byte| byte.is_ascii() && *byte != b'\n').count();
    let figure = en::read(&place.text[from..from + len]).into_iter().next()?;
    let dated = figure.kind == Kind::Date
        && figure.span.start == 0
        && matches!(
            figure.value,
            Value::Date(Date { month: Some(_), .. }) | Value::Dates(Date { month: Some(_), .. }, _)
        );
    dated.then(|| Quantity { span: figure.span.shift(from), ..figure })
}

fn is_month(text: &str) -> bool {
    MONTHS.iter().any(|month| text.starts_with(month))
}

/// The bytes of the name of a month and of the space behind it that end `before`.
fn month_before(before: &str) -> usize {
    let Some(name) = before.strip_suffix(' ') else { return 0 };
    let len = name.bytes().rev().take(10).take_while(u8::is_ascii_alphabetic).count();
    if is_month(&name[name.len() - len..]) { len + 1 } else { 0 }
}
