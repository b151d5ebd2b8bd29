//! Ordinals: 第二十五届, 首批, 十五五, 二十大, 三中全会.

use super::Place;
use super::amount::dash;
use super::numeral::{Numeral, hanzi_digit, neighbours, numeral};
use super::prefix::COUNTERS;
use crate::quantity::code;
use crate::quantity::digits::span_of_digits;
use crate::quantity::number::Number;
use crate::quantity::value::{Bound, Kind, Quantity, Unit, Value, Written};

/// What a statute is divided into.
const PARTS: [char; 9] = ['条', '條', '款', '项', '項', '段', '章', '节', '節'];

/// Any of them.
pub fn ordinal(place: &Place) -> Option<Quantity> {
    numbered(place)
        .or_else(|| inserted_alone(place))
        .or_else(|| ranked(place))
        .or_else(|| roman(place))
        .or_else(|| appended(place))
        .or_else(|| listed(place))
        .or_else(|| centuries(place))
        .or_else(|| by_number(place))
        .or_else(|| first(place))
        .or_else(|| five_year_plan(place))
        .or_else(|| congress(place))
}

/// 第 and a numeral, with the counter behind it; 第三至第五 is a range.
fn numbered(place: &Place) -> Option<Quantity> {
    let after = place.rest().strip_prefix('第')?;
    let space = after.len() - after.trim_start_matches(' ').len();
    if let Some(inserted) = inserted(&after[space..]) {
        let start = '第'.len_utf8() + space;
        return Some(place.label(start + inserted, place.rest()[start..start + inserted].to_owned()));
    }
    if let Some(section) = section(place, '第'.len_utf8() + space) {
        return Some(section);
    }
    let read = numeral(&after[space..])?;
    let mut len = '第'.len_utf8() + space + read.len;
    if place.rest()[len..].starts_with("季度") && read.value <= Number::whole(4) {
        // 第二季度 is a part of a year
        return None;
    }
    if place.rest()[len..].strip_prefix('/').is_some_and(|after| after.starts_with(|c: char| c.is_ascii_digit())) {
        // 第47/203号 is the number of a document
        return None;
    }
    let mut value = Value::Exact(read.value);
    if let Some((upper, more)) = upper(&place.rest()[len..]) {
        value = Value::range(read.value, upper.value);
        len += more;
    }
    article_and_number(place, len, &read).or_else(|| {
        // 超过第1款所述的10%: what is hedged is the amount
        let mut figure = ordinal_of(place, len, value, &read);
        figure.span.start = place.start as u32;
        figure.bound = Bound::Exact;
        Some(figure)
    })
}

/// 53ZRL of 第53ZRL条: a section that was put in between two others, by digits and capitals; its bytes.
fn inserted(text: &str) -> Option<usize> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let capitals = text[digits..].bytes().take_while(u8::is_ascii_uppercase).count();
    let part = text[digits + capitals..].trim_start_matches(' ').chars().next();
    let numbered = part.is_none_or(|c| !c.is_ascii_alphanumeric());
    ((1..=4).contains(&digits) && (1..=4).contains(&capitals) && numbered).then_some(digits + capitals)
}

/// 53ZT of 第53ZSZ或53ZT条, 3G of 附表3G: the same without 第, where what is numbered stands beside it.
fn inserted_alone(place: &Place) -> Option<Quantity> {
    let len = inserted(place.rest())?;
    let behind = place.rest()[len..].trim_start_matches(' ');
    let before = place.before().trim_end_matches(' ');
    let led = ["附表", "附件", "附錄", "附录"].iter().any(|word| before.ends_with(word));
    let counted = behind.starts_with(['条', '條', '款', '章']) || (led && !behind.starts_with(['条', '條']));
    counted.then(|| place.label(len, place.rest()[..len].to_owned()))
}

/// 第5.1.2节: a section by all its numbers.
fn section(place: &Place, at: usize) -> Option<Quantity> {
    let len = span_of_digits(&place.rest()[at..]);
    let numbers = &place.rest()[at..at + len];
    let several = numbers.matches('.').count() > 1 && !numbers.contains(',');
    several.then(|| place.label(at + len, numbers.to_owned()))
}

/// 第三十七條之一: an article put in behind another, as English writes it, 37-1.
fn article_and_number(place: &Place, len: usize, read: &Numeral) -> Option<Quantity> {
    let after = place.rest()[len..].strip_prefix(['条', '條'])?.strip_prefix('之')?;
    let second = numeral(after).filter(|second| second.value.is_whole() && second.upper.is_none())?;
    let label = format!("{}-{}", read.value, second.value);
    let mut figure = place.label(place.rest().len() - after.len() + second.len, label);
    figure.written = Written { words: read.hanzi, ..Written::default() };
    Some(figure)
}

fn upper(after: &str) -> Option<(Numeral, usize)> {
    let connector = ["至第", "到第", "-第", "—第", "～第", "至", "到", "-", "—", "~"];
    let connector = connector.iter().find(|connector| after.starts_with(**connector))?;
    let read = numeral(&after[connector.len()..])?;
    Some((read, connector.len() + read.len))
}

fn ordinal_of(place: &Place, len: usize, value: Value, read: &Numeral) -> Quantity {
    // 第 35 条, as some typeset it
    let spaced = place.rest()[len..].strip_prefix(' ').filter(|part| part.starts_with(PARTS));
    let len = len + usize::from(spaced.is_some());
    let counter = counter(&place.rest()[len..]);
    let mut figure = place.figure(len + counter.map_or(0, str::len), Kind::Ordinal, value);
    figure.unit = counter.map(|counter| Unit { code: counter.into(), ucum: false });
    figure.last_digit = read.last_digit;
    figure.written = Written { scale: 0, words: read.hanzi, misgrouped: read.misgrouped };
    figure
}

/// The counter at the start of `text`, the longest there is.
pub fn counter(text: &str) -> Option<&'static str> {
    COUNTERS.longest(text).map(|(counter, _)| *counter)
}

/// Ⅱ级, III期, 第Ⅱ部分: a Roman numeral before or behind what is numbered. V型 and X型 are shapes.
fn roman(place: &Place) -> Option<Quantity> {
    let rest = place.rest();
    let begin = if rest.starts_with('第') { '第'.len_utf8() } else { 0 };
    let (value, len) = code::roman(&rest[begin..])?;
    let len = begin + len;
    let upper =
        dash(&rest[len..]).and_then(|dash| code::roman(&rest[len + dash..]).map(|(high, more)| (high, dash + more)));
    let (high, len) =
        upper.filter(|(high, _)| value < *high).map_or((None, len), |(high, more)| (Some(high), len + more));
    const NUMBERED: &[&str] =
        &["级", "級", "型", "期", "类", "類", "部", "章", "节", "節", "卷", "阶段", "階段", "度", "号", "號"];
    let shape = rest[..len].len() == 1 && !rest.starts_with('I');
    let led = begin > 0 || place.before().trim_end_matches(' ').ends_with("附件");
    let behind = rest[len..].strip_prefix(' ').unwrap_or(&rest[len..]);
    let counted = !shape && NUMBERED.iter().any(|word| behind.starts_with(word));
    let mut figure = (led || counted).then(|| hanzi_ordinal(place, len, i128::from(value)))?;
    if let Some(high) = high {
        figure.value = Value::range(Number::whole(value.into()), Number::whole(high.into()));
    }
    Some(figure)
}

/// 分列二、三位 is a list; 居二三位 are the second and the third place.
fn ranked(place: &Place) -> Option<Quantity> {
    const RANKED: [char; 3] = ['居', '列', '占'];
    let (low, high, len) = neighbours(place.rest())?;
    let behind = place.rest()[2 * len..].chars().next()?;
    let led = place.before().ends_with(RANKED) && matches!(behind, '位' | '席' | '名');
    let mut figure = led.then(|| hanzi_ordinal(place, 2 * len + behind.len_utf8(), low))?;
    figure.value = Value::range(Number::whole(low), Number::whole(high));
    Some(figure)
}

/// 附件三, 附录二, 图一: what is put behind or beside a text is numbered without 第. 附件三份 counts copies, and 代表三人
/// people.
fn appended(place: &Place) -> Option<Quantity> {
    const APPENDED: &[&str] = &["附件", "附录", "附錄", "附表", "附图", "附圖"];
    const COPIES: [char; 14] = ['份', '个', '個', '张', '張', '页', '頁', '件', '套', '种', '種', '本', '册', '冊'];
    const BESIDE: &[&str] = &["图", "圖", "表"];
    let read = place.numeral.filter(|read| read.hanzi && read.upper.is_none() && read.value <= Number::whole(40))?;
    let behind = place.rest()[read.len..].chars().next();
    let led = |words: &[&str]| words.iter().any(|word| place.before().ends_with(word));
    let ends = || behind.is_none_or(|c| !c.is_alphanumeric() || "所中是为列给显的".contains(c));
    let numbered = match led(APPENDED) {
        true => behind.is_none_or(|c| !COPIES.contains(&c)),
        false => led(BESIDE) && ends(),
    };
    numbered.then(|| Some(hanzi_ordinal(place, read.len, read.value.as_whole()?))).flatten()
}

/// 五 and 六 of 第一、五、六及第八条: further places of a list that 第 opens.
fn listed(place: &Place) -> Option<Quantity> {
    const REACH: usize = 60;
    const JOINTS: [char; 6] = ['、', '和', '及', '与', '與', '或'];
    let read = place.numeral.filter(|read| read.hanzi && read.upper.is_none() && read.value < Number::whole(100))?;
    let behind = place.rest()[read.len..].chars().next()?;
    let goes_on = JOINTS.contains(&behind) || matches!(behind, '条' | '條' | '款' | '项' | '項' | '章' | '节' | '節');
    if !goes_on || !place.before().ends_with(JOINTS) {
        return None;
    }
    let from = (place.start.saturating_sub(REACH)..).find(|at| place.text.is_char_boundary(*at))?;
    let of_list = |c: char| JOINTS.contains(&c) || hanzi_digit(c).is_some() || c == '十' || c == '第';
    let list = &place.text[from..place.start];
    let opened = list[list.trim_end_matches(of_list).len()..].contains('第');
    opened.then(|| Some(hanzi_ordinal(place, read.len, read.value.as_whole()?))).flatten()
}

/// 16至18世纪, 五六世纪: centuries from one to another.
fn centuries(place: &Place) -> Option<Quantity> {
    let read = place.numeral.filter(|read| read.value.is_whole() && !read.bare_scale)?;
    let (high, len) = match read.upper {
        Some(high) => (high, read.len),
        None => upper(&place.rest()[read.len..]).map(|(high, more)| (high.value, read.len + more))?,
    };
    let gap = before_century(&place.rest()[len..])?;
    let fits = read.value < high && high < Number::whole(100);
    fits.then(|| ordinal_of(place, len + gap, Value::range(read.value, high), &read))
}

/// The bytes of the space that some set before 世纪, where it is the word behind a number.
fn before_century(behind: &str) -> Option<usize> {
    let gap = usize::from(behind.starts_with(' '));
    ["世纪", "世紀"].iter().any(|century| behind[gap..].starts_with(century)).then_some(gap)
}

/// 12号文件, 3号线, 20世纪: numbered without 第 by the word behind.
fn by_number(place: &Place) -> Option<Quantity> {
    let read = place.numeral.filter(|read| read.upper.is_none() && read.value.is_whole() && !read.bare_scale)?;
    let behind = &place.rest()[read.len..];
    let gap = before_century(behind).unwrap_or(0);
    let (behind, len) = (&behind[gap..], read.len + gap);
    let word = ["号", "號", "世纪", "世紀"].iter().find(|word| behind.starts_with(**word))?;
    let called = &behind[word.len()..];
    let other = called.starts_with(['称', '召', '令', '码', '角'])
        || place.rest().starts_with(['两', '兩'])
        || (read.hanzi && read.positional && read.value > Number::whole(99));
    (!other).then(|| ordinal_of(place, len, Value::Exact(read.value), &read))
}

/// 首 before a counter.
fn first(place: &Place) -> Option<Quantity> {
    let after = place.rest().strip_prefix('首')?;
    const TAKES: &[&str] = &[
        "次", "批", "个", "個", "家", "届", "屆", "例", "条", "款", "部", "座", "张", "位", "名", "单", "宗", "件",
        "创", "套", "期",
    ];
    let counter = TAKES.iter().find(|counter| after.starts_with(**counter))?;
    let mut figure = place.figure('首'.len_utf8() + counter.len(), Kind::Ordinal, Value::Exact(Number::ONE));
    figure.unit = Some(Unit { code: (*counter).into(), ucum: false });
    figure.written = Written { words: true, ..Written::default() };
    Some(figure)
}

/// 十五五: the fifteenth Five-Year Plan.
fn five_year_plan(place: &Place) -> Option<Quantity> {
    let mut chars = place.rest().chars();
    let (ten, digit, five) = (chars.next()?, chars.next()?, chars.next()?);
    if ten != '十' || five != '五' {
        return None;
    }
    let digit = hanzi_digit(digit).filter(|digit| (1..=9).contains(digit))?;
    Some(hanzi_ordinal(place, "十五五".len(), 10 + digit))
}

/// 二十大, 十五运会, 二十届三中全会: numbered without 第.
fn congress(place: &Place) -> Option<Quantity> {
    let read = place.numeral.filter(|read| read.hanzi && !read.bare_scale || read.value == Number::whole(10))?;
    let value = read.value.as_whole()?;
    let after = &place.rest()[read.len..];
    let session = after.starts_with("中全会") || after.starts_with("中全會");
    let congress = after.starts_with('大') && (11..=30).contains(&value);
    let games = after.starts_with("运会") || after.starts_with("運會");
    let term = (after.starts_with('届') || after.starts_with('屆')) && value > 10;
    let listed = after.starts_with('中') && value < 10 && numeral(&after['中'.len_utf8()..]).is_some();
    (session || congress || games || term || listed).then(|| hanzi_ordinal(place, read.len, value))
}

fn hanzi_ordinal(place: &Place, len: usize, value: i128) -> Quantity {
    let mut figure = place.figure(len, Kind::Ordinal, Value::Exact(Number::whole(value)));
    figure.written = Written { words: true, ..Written::default() };
    figure
}
