//! Codes that are written with digits and count nothing: 12•7, 1+3+N, 5G, v1.2.3, 603716.SH, 010-12345678, （一）.

use super::numeral::numeral;
use super::{Place, longest};
use crate::quantity::code;
use crate::quantity::digits::{digits, span_of_digits};
use crate::quantity::value::{Kind, Quantity, Value};

/// The number of a standard: GB/T 2312-1980.
pub fn designation(place: &Place) -> Option<Quantity> {
    let (len, whole) = code::designation(place.text, place.start)?;
    let mut figure = place.label(whole, place.rest()[..len].to_owned());
    figure.span.start = place.start as u32;
    Some(figure)
}

/// Codes that their own form shows.
pub fn label(place: &Place) -> Option<Quantity> {
    let rest = place.rest();
    if let Some(range) = code::document(place.text, place.start, place.floor) {
        return Some(labelled(place, place.start - range.start, range.end - place.start));
    }
    let own = joined(rest).or_else(|| version(rest)).or_else(|| slashed(rest)).or_else(|| hyphened(rest));
    if let Some(len) = own.or_else(|| stock_code(rest)) {
        return Some(labelled(place, 0, len));
    }
    let (back, len) = lettered(place)?;
    Some(labelled(place, back, len))
}

/// 47/203 and 96/9/EC: the number of a resolution or directive, which no fraction of print looks like.
fn slashed(rest: &str) -> Option<usize> {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let top = digits(rest);
    let bottom = digits(rest[top..].strip_prefix('/')?);
    let len = top + 1 + bottom;
    let lettered =
        rest[len..].strip_prefix('/').is_some_and(|after| after.starts_with(|c: char| c.is_ascii_uppercase()));
    if lettered && top > 0 && bottom > 0 {
        return Some(len);
    }
    let more = rest[len..].starts_with(['/', '.', '年', '月']);
    ((2..=3).contains(&top) && (2..=4).contains(&bottom) && !more).then_some(len)
}

/// The label from `back` bytes before the place to `len` bytes behind it.
fn labelled(place: &Place, back: usize, len: usize) -> Quantity {
    let text = &place.text[place.start - back..place.start + len];
    let plain = text.replace(['•', '·', '・', '‧'], "·").replace('＋', "+");
    named(place, back, len, plain)
}

fn named(place: &Place, back: usize, len: usize, label: String) -> Quantity {
    let mut figure = place.label(len, label);
    figure.span.start = (place.start - back) as u32;
    figure
}

impl Place<'_> {
    /// A code over `len` bytes from here, which is neither hedged nor rises.
    pub fn label(&self, len: usize, label: String) -> Quantity {
        let mut figure = self.figure(len, Kind::Label, Value::Label(label));
        figure.span.start = self.start as u32;
        figure.bound = Default::default();
        (figure.direction, figure.mode) = (None, None);
        figure
    }
}

/// 800-63-3: three numbers and more with hyphens; a date is read before.
fn hyphened(rest: &str) -> Option<usize> {
    let run = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let mut len = run(rest);
    let mut groups = usize::from(len > 0);
    while groups > 0 && groups < 8 {
        let more = rest[len..].strip_prefix('-').map_or(0, run);
        if more == 0 {
            break;
        }
        (len, groups) = (len + 1 + more, groups + 1);
    }
    (groups > 2).then_some(len)
}

/// The number of a list item: （一） and (3) anywhere, 1. and 1、 where a line begins; 一、 answers to a Roman numeral and
/// is none.
pub fn list_number(place: &Place) -> Option<Quantity> {
    let rest = place.rest();
    let read = place.numeral.filter(|read| read.value.is_whole() && read.upper.is_none() && !read.misgrouped)?;
    let value = read.value.as_whole().filter(|value| (1..=99).contains(value))?;
    let behind = &rest[read.len..];
    let before = place.before();
    let enclosed = before.ends_with(['（', '(']) && behind.starts_with(['）', ')']) && !is_apposed(before, behind);
    let line = before.trim_end_matches([' ', '　', '\u{a0}']);
    let begins = place.floor == 0 && line.is_empty() || line.ends_with('\n');
    // 如下：1、甲；2、乙 is a list within its paragraph
    let within = line.ends_with(['：', '；', '。']) && behind.starts_with('、');
    let stop = behind.strip_prefix('.').is_some_and(|after| !after.starts_with(|c: char| c.is_ascii_digit()));
    let marked = !read.hanzi && (stop || behind.starts_with(['、', '．', ')', '）', '，']));
    // 1、2、3号 is a list of its own, and "7." alone a number
    let content = behind.trim_start_matches(['、', '．', '.', ')', '）', '，', ' ']);
    let listed = (begins || within) && marked && !content.is_empty() && numeral(content).is_none();
    (enclosed || listed).then(|| named(place, 0, read.len, value.to_string()))
}

/// Whether a number in brackets is told of the name before it, in a list of such: 花海（18）、云岭（24）. The (2) of 第5条(2)、
/// is the number of a paragraph.
fn is_apposed(before: &str, behind: &str) -> bool {
    const NUMBERED: &str = "第条條款项項段节節章部式表图圖件录錄注文例";
    let opened = before.trim_end_matches(['（', '(']);
    let name = |c: char| c.is_alphabetic() && !NUMBERED.contains(c);
    let named = opened.ends_with(name);
    let goes_on = behind.trim_start_matches(['）', ')']).starts_with('、');
    let item = opened.rfind(['、', '，', '。', '；', '：', ',', ';']).map(|at| &opened[..at]);
    let went_on = item.is_some_and(|earlier| earlier.ends_with(['）', ')']));
    named && (goes_on || went_on)
}

/// 三、 and 3、 at the start of a text.
pub fn item_number(text: &str) -> Option<i128> {
    let read = numeral(text).filter(|read| read.upper.is_none())?;
    let stopped = text[read.len..].starts_with(['、', '．', '.']);
    read.value.as_whole().filter(|_| stopped)
}

/// 010-12345678, 400-123-4567, 86-20-1234: groups of digits with hyphens, at least seven digits in all.
pub fn telephone(place: &Place) -> Option<Quantity> {
    let rest = place.rest();
    let bytes = rest.as_bytes();
    let len = bytes.iter().take(32).take_while(|byte| byte.is_ascii_digit() || **byte == b'-').count();
    let text = rest[..len].trim_end_matches('-');
    let groups: Vec<&str> = text.split('-').collect();
    let digits = text.len() + 1 - groups.len();
    let service = groups.len() > 1 && (text.starts_with('0') || groups.len() > 2);
    (service && digits >= 7 && groups.iter().all(|group| !group.is_empty())).then(|| labelled(place, 0, text.len()))
}

/// Eleven digits and more in one run that count nothing: a mobile telephone, an identity number.
pub fn identifier(place: &Place) -> Option<Quantity> {
    let read = digits(place.rest()).filter(|read| read.whole >= 11 && read.decimals == 0 && !read.grouped)?;
    let sound = place.is_alone(read.len) || place.is_counted(read.len);
    let scaled = place.numeral.is_none_or(|numeral| numeral.scale > 0);
    (!sound && !scaled).then(|| labelled(place, 0, read.len))
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

/// 603716.SH: a number and its stock exchange.
fn stock_code(rest: &str) -> Option<usize> {
    let number = rest.bytes().take(7).take_while(u8::is_ascii_digit).count();
    const EXCHANGES: &[(&str, ())] = &[
        (".SH", ()),
        (".SZ", ()),
        (".BJ", ()),
        (".HK", ()),
        (".SS", ()),
        (".TW", ()),
        (".US", ()),
        (".N", ()),
        (".O", ()),
    ];
    let (_, len) = longest(&rest[number..], EXCHANGES).filter(|_| (4..=6).contains(&number))?;
    (!rest[number + len..].starts_with(|c: char| c.is_ascii_alphanumeric())).then_some(number + len)
}

/// A token of letters and digits: PM2.5, C919, COVID-19, H1N1; or one capital behind digits (5G) that is no unit. The
/// bytes before the place and behind it.
fn lettered(place: &Place) -> Option<(usize, usize)> {
    let rest = place.rest();
    let len = digits(rest)?.len;
    let back = letters_before(place.before());
    if back > 0 && super::currency_before(place.before()).is_none() && !is_share(&rest[len..]) {
        let more = rest[len..].bytes().take(24).take_while(u8::is_ascii_alphanumeric).count();
        return Some((back, len + more));
    }
    let behind = rest[len..].bytes().take(2).take_while(u8::is_ascii_alphabetic).count();
    let capital = rest[len..].starts_with(['G', 'D', 'K', 'S', 'N', 'R', 'P', 'C', 'X']);
    (behind == 1 && capital && len <= 3).then_some((0, len + behind))
}

/// The bytes of letters, and of digits and one hyphen among them, that end `before`.
fn letters_before(before: &str) -> usize {
    let bytes = before.as_bytes();
    let tail = |end: usize| bytes[..end].iter().rev().take(24).take_while(|byte| byte.is_ascii_alphanumeric()).count();
    let glued = tail(bytes.len());
    if glued > 0 {
        return if bytes[bytes.len() - glued..].iter().any(u8::is_ascii_alphabetic) { glued } else { 0 };
    }
    let hyphen = usize::from(before.ends_with('-'));
    let named = tail(bytes.len() - hyphen);
    let letters = bytes[bytes.len() - hyphen - named..].iter().any(u8::is_ascii_alphabetic);
    if hyphen > 0 && letters { named + hyphen } else { 0 }
}

/// Whether the digits are a share or an amount after all: GDP5%.
fn is_share(behind: &str) -> bool {
    behind.starts_with(['%', '％', '‰', '倍', '亿', '億', '万', '萬', '元']) || behind.starts_with("个百分")
}
