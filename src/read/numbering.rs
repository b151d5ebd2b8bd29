//! Outline numerals at the start of a heading or an item: 一、 （一） 第三章 1. 1.2 (a) IV. Article 5.

use crate::text::lang::is_han;

/// The numeral that a text opens with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Numeral {
    /// How it is written.
    pub scheme: Scheme,
    /// What it counts; 0 where that cannot be told.
    pub value: u32,
    /// How many bytes of the text it takes, its mark included.
    pub len: usize,
}

/// A way of numbering; one scheme is one level of an outline.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Scheme {
    /// 第一部分, Part 1, Annex 1.
    Part,
    /// 第一章, Chapter 1.
    Chapter,
    /// 第一节, Section 1, Division 1.
    Section,
    /// 第一条, Article 1, Regulation 1.
    Article,
    /// I.
    Roman,
    /// 一、
    Han,
    /// （一）
    HanInBrackets,
    /// 1.1 and deeper, by the number of parts.
    Decimal(u8),
    /// 1. and 53ZR.
    Arabic,
    /// 1、
    ArabicComma,
    /// (1), 1)
    ArabicInBrackets,
    /// ① and ㈠
    Circled,
    /// A.
    Letter,
    /// (a), a)
    LetterInBrackets,
    /// i. and (i)
    SmallRoman,
    /// `I` or `ii` without a mark, which only a declared heading can bear.
    Bare,
    /// A bullet.
    Bullet,
}

impl Scheme {
    /// Whether it numbers headings and hardly ever the items of a list.
    pub fn is_of_headings(self) -> bool {
        use Scheme::{Article, Chapter, Decimal, Han, HanInBrackets, Part, Roman, Section};
        matches!(self, Part | Chapter | Section | Article | Roman | Han | HanInBrackets | Decimal(_))
    }

    /// Whether it stands for a heading without any words behind it.
    pub fn suffices(self) -> bool {
        matches!(self, Scheme::Part | Scheme::Chapter | Scheme::Section | Scheme::Article)
    }
}

/// The numeral that `text` opens with. Numerals without a mark (`ii Foo`) only where `in_heading`.
pub(super) fn numeral(text: &str, in_heading: bool) -> Option<Numeral> {
    bullet(text)
        .or_else(|| chinese_division(text))
        .or_else(|| english_division(text))
        .or_else(|| bracketed(text))
        .or_else(|| marked(text))
        .or_else(|| if in_heading { bare(text) } else { None })
}

fn bullet(text: &str) -> Option<Numeral> {
    let mark =
        text.chars().next().filter(|c| matches!(c, '•' | '●' | '■' | '◆' | '○' | '▪' | '·' | '-' | '*' | '–' | '—'))?;
    let len = mark.len_utf8();
    let spaced = text[len..].starts_with([' ', '\t', '\u{a0}', '\u{3000}']);
    spaced.then_some(Numeral { scheme: Scheme::Bullet, value: 0, len })
}

/// 第三章, 第2节, 第一百二十条; 附件一.
fn chinese_division(text: &str) -> Option<Numeral> {
    let rest = text.strip_prefix('第')?;
    let digits = leading(rest, |c| is_han_digit(c) || c.is_ascii_alphanumeric() || c == ' ');
    let value = count(rest[..digits].trim());
    let tail = &rest[digits..];
    let units =
        [("部分", Scheme::Part), ("编", Scheme::Part), ("篇", Scheme::Part), ("部", Scheme::Part)].into_iter().chain([
            ("章", Scheme::Chapter),
            ("节", Scheme::Section),
            ("節", Scheme::Section),
            ("分部", Scheme::Section),
            ("条", Scheme::Article),
            ("條", Scheme::Article),
        ]);
    let (unit, scheme) = units.into_iter().find(|(unit, _)| digits > 0 && tail.starts_with(unit))?;
    // 第七部门, 第三条例: a unit that goes on as a word is none.
    let after = tail[unit.len()..].chars().next();
    if (unit == "部" && after.is_some_and(is_han))
        || matches!(after, Some('例' | '件' | '目' | '的' | '第' | '至' | '和' | '款'))
    {
        return None;
    }
    Some(Numeral { scheme, value, len: "第".len() + digits + unit.len() })
}

/// Chapter 3, Article 5, PART II.
fn english_division(text: &str) -> Option<Numeral> {
    const UNITS: [(&str, Scheme); 9] = [
        ("part", Scheme::Part),
        ("annex", Scheme::Part),
        ("appendix", Scheme::Part),
        ("chapter", Scheme::Chapter),
        ("section", Scheme::Section),
        ("division", Scheme::Section),
        ("article", Scheme::Article),
        ("regulation", Scheme::Article),
        ("rule", Scheme::Article),
    ];
    let word = leading(text, |c| c.is_ascii_alphabetic());
    let (_, scheme) = *UNITS.iter().find(|(unit, _)| text[..word].eq_ignore_ascii_case(unit))?;
    if !text.starts_with(|c: char| c.is_ascii_uppercase()) || !text[word..].starts_with([' ', '\u{a0}']) {
        return None;
    }
    let rest = text[word..].trim_start();
    let number = leading(rest, |c| c.is_ascii_alphanumeric());
    let token = &rest[..number];
    let counts = token.starts_with(|c: char| c.is_ascii_digit()) || roman(token).is_some() || token.len() == 1;
    // "Article 5 applies" is a sentence; behind the number of a heading stands a mark, a capital, or nothing.
    let after = rest[number..].trim_start_matches([' ', '.', ':', '-', '—', '–', '\u{a0}']).chars().next();
    let heads = after.is_none_or(|c| c.is_uppercase() || is_han(c) || c.is_ascii_digit());
    let len = text.len() - rest.len() + number;
    (number > 0 && counts && heads).then_some(Numeral { scheme, value: count(token), len })
}

/// （一） (1) (a) (iv), and 1) a).
fn bracketed(text: &str) -> Option<Numeral> {
    let open = text.chars().next().filter(|c| matches!(c, '(' | '（'));
    let rest = &text[open.map_or(0, char::len_utf8)..];
    let inside = leading(rest, |c| c.is_ascii_alphanumeric() || is_han_digit(c));
    let token = &rest[..inside];
    let close = rest[inside..].chars().next().filter(|c| matches!(c, ')' | '）'))?;
    let scheme = match () {
        () if token.is_empty() || token.chars().count() > 4 || (open.is_none() && token.len() > 2) => return None,
        () if token.chars().all(is_han_digit) => Scheme::HanInBrackets,
        () if token.bytes().all(|b| b.is_ascii_digit()) && token.len() <= 3 => Scheme::ArabicInBrackets,
        () if token.len() == 1 && token != "i" => Scheme::LetterInBrackets,
        () if roman(&token.to_ascii_uppercase()).is_some() => Scheme::SmallRoman,
        () => return None,
    };
    if open.is_none() && scheme == Scheme::HanInBrackets {
        return None;
    }
    let len = open.map_or(0, char::len_utf8) + inside + close.len_utf8();
    Some(Numeral { scheme, value: count(token), len })
}

/// 一、 1、 1. 1.1 IV. A. ①
fn marked(text: &str) -> Option<Numeral> {
    let first = text.chars().next()?;
    if let '①'..='⑳' = first {
        return Some(Numeral {
            scheme: Scheme::Circled, value: first as u32 - '①' as u32 + 1, len: first.len_utf8()
        });
    }
    let han = leading(text, is_han_digit);
    if han > 0 && text[han..].starts_with(['、', '．', '.']) {
        let len = han + text[han..].chars().next().map_or(0, char::len_utf8);
        return Some(Numeral { scheme: Scheme::Han, value: count(&text[..han]), len });
    }
    let token = leading(text, |c| c.is_ascii_alphanumeric());
    let (number, rest) = text.split_at(token);
    if number.is_empty() || number.len() > 5 {
        return None;
    }
    let is_number = number.bytes().all(|b| b.is_ascii_digit());
    if is_number && rest.starts_with('、') {
        return Some(Numeral { scheme: Scheme::ArabicComma, value: count(number), len: token + '、'.len_utf8() });
    }
    let after = rest.strip_prefix(['.', '．'])?;
    let mark = rest.len() - after.len();
    if is_number && after.starts_with(|c: char| c.is_ascii_digit()) {
        return decimal(text);
    }
    let opens = after.trim_start().chars().next().is_none_or(|c| !c.is_lowercase() && !c.is_ascii_digit());
    let scheme = match () {
        () if !opens || (is_number && number.len() > 3) => return None,
        () if is_number => Scheme::Arabic,
        () if number.len() > 1 && number.starts_with(|c: char| c.is_ascii_digit()) => Scheme::Arabic,
        () if roman(number).is_some() && !matches!(number, "C" | "D" | "L" | "M") => Scheme::Roman,
        () if number.len() == 1 && number.starts_with(|c: char| c.is_ascii_uppercase()) => Scheme::Letter,
        () if roman(&number.to_ascii_uppercase()).is_some() => Scheme::SmallRoman,
        () => return None,
    };
    Some(Numeral { scheme, value: count(number), len: token + mark })
}

/// 1.2 or 1.2.3 before a space and a capital or a Han character that does not count anything.
fn decimal(text: &str) -> Option<Numeral> {
    const COUNTERS: &str = "万萬亿億千百十个個件元倍美人次家吨米公里平年月日天小时成折条项名位户%％";
    let len = leading(text, |c| c.is_ascii_digit() || c == '.');
    let number = text[..len].trim_end_matches('.');
    let parts = number.split('.').filter(|part| (1..=2).contains(&part.len())).count();
    let next = text[len..].trim_start().chars().next();
    let opens = match next {
        Some(c) if is_han(c) => !COUNTERS.contains(c),
        Some(c) => c.is_uppercase() && text[len..].starts_with([' ', '\u{a0}', '\t']),
        None => false,
    };
    let well = parts == number.split('.').count() && (2..=5).contains(&parts) && opens;
    well.then_some(Numeral { scheme: Scheme::Decimal(parts as u8), value: count(number.rsplit('.').next()?), len })
}

/// `ii Foo`, `IV Foo`.
fn bare(text: &str) -> Option<Numeral> {
    let len = leading(text, |c| c.is_ascii_alphabetic());
    let value = roman(&text[..len].to_ascii_uppercase()).filter(|_| text[len..].starts_with([' ', '\u{a0}']))?;
    let next = text[len..].trim_start().chars().next()?;
    let scheme = if text.starts_with(|c: char| c.is_ascii_uppercase()) { Scheme::Roman } else { Scheme::Bare };
    (next.is_uppercase() || next.is_ascii_digit()).then_some(Numeral { scheme, value, len })
}

fn leading(text: &str, is: impl Fn(char) -> bool) -> usize {
    text.find(|c| !is(c)).unwrap_or(text.len())
}

fn is_han_digit(c: char) -> bool {
    "〇零一二三四五六七八九十百千".contains(c)
}

/// The number that a numeral's digits say: Arabic, Roman, Chinese, or a letter's place.
fn count(token: &str) -> u32 {
    if let Ok(value) = token.parse() {
        return value;
    }
    if let Some(value) = roman(&token.to_ascii_uppercase()) {
        return value;
    }
    match token.as_bytes() {
        [letter] if letter.is_ascii_alphabetic() => u32::from(letter.to_ascii_lowercase() - b'a') + 1,
        _ => han_value(token),
    }
}

/// A Roman numeral in capitals, to 89; longer ones number no headings.
fn roman(token: &str) -> Option<u32> {
    let digit = |b: u8| match b {
        b'I' => Some(1),
        b'V' => Some(5),
        b'X' => Some(10),
        b'L' => Some(50),
        _ => None,
    };
    let digits: Vec<u32> = token.bytes().map(digit).collect::<Option<_>>()?;
    if digits.is_empty() || digits.len() > 7 {
        return None;
    }
    let signed = |(i, &d): (usize, &u32)| {
        let before_larger = digits.get(i + 1).is_some_and(|&next| next > d);
        if before_larger { -i64::from(d) } else { i64::from(d) }
    };
    u32::try_from(digits.iter().enumerate().map(signed).sum::<i64>()).ok()
}

/// A Chinese number below ten thousand.
fn han_value(token: &str) -> u32 {
    let (mut total, mut digit) = (0u32, 0u32);
    for c in token.chars().take(8) {
        let unit = match c {
            '十' => 10,
            '百' => 100,
            '千' => 1000,
            _ => {
                digit = "〇一二三四五六七八九".chars().position(|d| d == c).unwrap_or(0) as u32;
                continue;
            }
        };
        total += digit.max(1) * unit;
        digit = 0;
    }
    total + digit
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outline_numerals_are_read() {
        let check = |text: &str, scheme: Scheme, value: u32, len: usize| {
            assert_eq!(numeral(text, true), Some(Numeral { scheme, value, len }), "{text}");
        };
        check("一、总体情况", Scheme::Han, 1, 6);
        check("二十三、附则", Scheme::Han, 23, 12);
        check("（二）任务", Scheme::HanInBrackets, 2, 9);
        check("第三章 总则", Scheme::Chapter, 3, 9);
        check("第1条用语和范围", Scheme::Article, 1, 7);
        check("第5B部", Scheme::Part, 0, 8);
        check("5、 侦破大案", Scheme::ArabicComma, 5, 4);
        check("1. Foo", Scheme::Arabic, 1, 2);
        check("53ZR. Interpretation", Scheme::Arabic, 0, 5);
        check("1.2.3 Foo", Scheme::Decimal(3), 3, 5);
        check("VIII.Strengthening", Scheme::Roman, 8, 5);
        check("IV Foo", Scheme::Roman, 4, 2);
        check("ii Foo", Scheme::Bare, 2, 2);
        check("(a) the", Scheme::LetterInBrackets, 1, 3);
        check("(iv) the", Scheme::SmallRoman, 4, 4);
        check("①第一", Scheme::Circled, 1, 3);
        check("Chapter 3", Scheme::Chapter, 3, 9);
        check("PART II Rights", Scheme::Part, 2, 7);
        check("Article 5. Definitions", Scheme::Article, 5, 9);
        check("• item", Scheme::Bullet, 0, 3);
    }

    #[test]
    fn figures_and_words_are_no_numerals() {
        let check = |text: &str| assert_eq!(numeral(text, false), None, "{text}");
        check("2025年4月");
        check("4.32万件");
        check("3.5 million");
        check("1998. The");
        check("I am");
        check("e.g. this");
        check("i.e. that");
        check("Article 5 applies to all");
        check("Part of the");
        check("第二十五届");
        check("第一，");
        check("50 centers");
        check("-5 degrees");
        check("(2025)年");
        check("571); and");
    }
}
