//! Codes that are written with digits and count nothing: 12•7, 4•26, 1+3+N, 5G, v1.2.3, 〔2025〕12号.

use crate::quantity::digits::{digits, span_of_digits};
use crate::quantity::value::{Kind, Quantity, Value};

use super::Place;

/// Any of them.
pub fn label(place: &Place) -> Option<Quantity> {
    let len = joined(place.rest()).or_else(|| version(place.rest())).or_else(|| lettered(place))?;
    let text = &place.rest()[..len];
    Some(labelled(place, len, text))
}

fn labelled(place: &Place, len: usize, text: &str) -> Quantity {
    let plain = text.replace(['•', '·', '・', '‧'], "·").replace('＋', "+");
    let mut figure = place.figure(len, Kind::Label, Value::Label(plain));
    // a code is neither hedged nor does it rise
    figure.span.start = place.start as u32;
    figure.bound = Default::default();
    (figure.direction, figure.mode) = (None, None);
    figure
}

/// Digits joined by a dot of the middle or a plus: 12•7, 20+8, 1+3+N.
fn joined(rest: &str) -> Option<usize> {
    let mut len = digits(rest)?.len;
    let first = len;
    while let Some(joint) = rest[len..].chars().next().filter(|c| matches!(c, '•' | '·' | '・' | '‧' | '+' | '＋'))
    {
        let after = &rest[len + joint.len_utf8()..];
        let part: usize = after.bytes().take_while(u8::is_ascii_alphanumeric).count();
        let sum = matches!(joint, '+' | '＋');
        if part == 0 || (part > 1 && sum && after.as_bytes()[0].is_ascii_alphabetic()) {
            break;
        }
        len += joint.len_utf8() + part;
    }
    (len > first).then_some(len)
}

/// Numbers with two points or more: 1.2.3.
fn version(rest: &str) -> Option<usize> {
    let len = span_of_digits(rest);
    (rest[..len].matches('.').count() > 1).then_some(len)
}

/// Digits glued to a letter before them (PM2.5), or one capital behind (5G), which is no unit.
fn lettered(place: &Place) -> Option<usize> {
    let rest = place.rest();
    let len = digits(rest)?.len;
    let before = place.text[..place.start].bytes().next_back();
    let code = place.before().bytes().rev().take_while(u8::is_ascii_alphanumeric).count();
    let currency = super::currency_before(place.before()).is_some();
    if before.is_some_and(|b| b.is_ascii_alphabetic()) && code > 0 && !currency {
        return Some(len);
    }
    let behind = rest[len..].bytes().take_while(u8::is_ascii_alphabetic).count();
    let capital = rest[len..].starts_with(['G', 'D', 'K', 'S', 'N', 'R', 'P', 'C', 'X']);
    (behind == 1 && capital && len <= 3).then_some(len + behind)
}
