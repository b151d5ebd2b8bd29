//! The tokens of an English text as the grammar sees them: digit strings, words, marks.
//!
//! Corpora that set every mark apart are read as well: `10 , 000` and `17 . 5` are one number each.

use crate::quantity::digits::{Digits, digits, spaced_digits, span_of_digits};
use crate::quantity::number::Number;
use crate::text::span::Span;

/// A token and where it stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Token {
    /// Its bytes.
    pub span: Span,
    /// What it is.
    pub class: Class,
    /// Whether it follows the token before without white space.
    pub glued: bool,
}

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Class {
    /// A number in digits.
    Digits(Digits),
    /// A fraction that is one character: ½, as numerator and denominator.
    Vulgar(u8, u8),
    /// Digits that are no number: 1.2.3, or more of them than any amount has.
    Code,
    /// Letters.
    Word,
    /// Any other character.
    Mark(char),
}

/// The tokens of `text`. Linear in its length.
pub fn tokens(text: &str) -> Vec<Token> {
    let mut found = Vec::with_capacity(text.len() / 5);
    let mut at = 0;
    let mut glued = false;
    while let Some(first) = text[at..].chars().next() {
        // $.50
        let led = glued && !text[..at].ends_with(['$', '£', '€', '¥']);
        let (mut len, mut class) = next(&text[at..], first, led);
        if let Some(Class::Digits(read)) = class
            && let Some(whole) = spaced_digits(&text[at..]).filter(|whole| whole.len > read.len)
            && !is_set_beside(text, found.last())
        {
            // neither ISO 80000 nor any house style sets four digits apart by a space that may break
            let misgrouped = whole.whole == 4 && text[at + read.len..].starts_with(' ');
            (len, class) = (whole.len, Some(Class::Digits(Digits { misgrouped, ..whole })));
        }
        if let Some(class) = class {
            found.push(Token { span: Span::new(at, at + len), class, glued });
        }
        glued = class.is_some();
        at += len;
    }
    found
}

/// Whether a number behind this token may stand beside another without being one with it: in a row of numbers, and behind
/// what is numbered, "Table 3 200 people".
fn is_set_beside(text: &str, before: Option<&Token>) -> bool {
    const NUMBERED: &[&str] = &[
        "Table",
        "Figure",
        "Chapter",
        "Section",
        "Page",
        "Article",
        "Annex",
        "Step",
        "Phase",
        "Level",
        "Part",
        "No",
        "Number",
        "Version",
        "Item",
        "Rule",
        "Box",
        "Paragraph",
        "Line",
        "Grade",
        "Class",
        "Group",
        "Day",
        "Week",
    ];
    let Some(before) = before else { return false };
    match before.class {
        Class::Digits(_) | Class::Code => true,
        Class::Word => {
            let word = before.span.of(text);
            NUMBERED.iter().any(|name| name.eq_ignore_ascii_case(word))
                || super::words::month(&word.to_ascii_lowercase()).is_some()
        }
        Class::Vulgar(..) | Class::Mark(_) => false,
    }
}

fn next(rest: &str, first: char, glued: bool) -> (usize, Option<Class>) {
    if first.is_ascii_alphabetic() {
        return (word_len(rest), Some(Class::Word));
    }
    if first == ' ' {
        return (1, None);
    }
    if first.is_ascii_digit() || ('０'..='９').contains(&first) {
        return number(rest, first);
    }
    if first.is_alphabetic() {
        return (word_len(rest), Some(Class::Word));
    }
    if let Some(read) = (first == '.' && !glued).then(|| bare_decimals(rest)).flatten() {
        return (read.len, Some(Class::Digits(read)));
    }
    let class = vulgar(first).or_else(|| (!first.is_whitespace()).then_some(Class::Mark(first)));
    (first.len_utf8(), class)
}

fn word_len(rest: &str) -> usize {
    let ascii = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
    match rest.as_bytes().get(ascii) {
        Some(byte) if !byte.is_ascii() => rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len()),
        _ => ascii,
    }
}

fn number(rest: &str, first: char) -> (usize, Option<Class>) {
    let dotted = dotted_len(rest);
    if dotted.dots > 1 {
        return match continental(rest) {
            Some(read) => (read.len, Some(Class::Digits(read))),
            None => (dotted.len, Some(Class::Code)),
        };
    }
    let Some(read) = digits(rest) else { return (span_of_digits(rest).max(first.len_utf8()), Some(Class::Code)) };
    let read = continental(rest).or_else(|| set_apart(rest, read)).unwrap_or(read);
    let read = scientific(rest, read).unwrap_or(read);
    (read.len, Some(Class::Digits(read)))
}

struct Dotted {
    len: usize,
    dots: usize,
}

/// The digits with full stops between them at the start of `rest`.
fn dotted_len(rest: &str) -> Dotted {
    let mut dotted = Dotted { len: run(rest), dots: 0 };
    while rest[dotted.len..].starts_with('.') {
        let more = run(&rest[dotted.len + 1..]);
        if more == 0 {
            break;
        }
        dotted.len += 1 + more;
        dotted.dots += 1;
    }
    dotted
}

/// How many ASCII digits stand at the start of `text`.
fn run(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_digit).count()
}

fn ends_here(rest: &str) -> bool {
    !rest.starts_with(|c: char| c.is_alphanumeric())
}

/// A number as the continent writes it, where nothing else can be meant: 1.234.567,89.
fn continental(rest: &str) -> Option<Digits> {
    let first = run(rest);
    let mut len = first;
    while len < 20 && rest[len..].starts_with('.') && run(&rest[len + 1..]) == 3 {
        len += 4;
    }
    let decimals = run(rest[len..].strip_prefix(',')?);
    let end = len + 1 + decimals;
    let sound = (1..=3).contains(&first) && len > first && (1..=2).contains(&decimals);
    let closed = ends_here(&rest[end..]) && run(rest[end..].strip_prefix(',').unwrap_or("")) == 0;
    let plain = rest[..end].replace('.', "").replace(',', ".");
    let read = (sound && closed).then(|| digits(&plain)).flatten()?;
    Some(Digits { len: end, grouped: true, ..read })
}

/// A number whose marks are set apart: 10 , 000 and 17 . 5. Threes of digits behind the comma, and no year before.
fn set_apart(rest: &str, read: Digits) -> Option<Digits> {
    if read.decimals > 0 || read.whole > 3 || read.padded || !rest[read.len..].starts_with(" ") {
        return None;
    }
    let mut len = read.len;
    let group = |len: usize| rest[len..].strip_prefix(" , ").is_some_and(|behind| run(behind) == 3);
    while len < 30 && group(len) && ends_here(&rest[len + 6..]) {
        len += 6;
    }
    if let Some(decimals) = rest[len..].strip_prefix(" . ").map(run).filter(|count| (1..=4).contains(count))
        && ends_here(&rest[len + 3 + decimals..])
    {
        len += 3 + decimals;
    }
    let plain = rest[..len].replace(' ', "");
    let whole = (len > read.len).then(|| digits(&plain)).flatten()?;
    (whole.len == plain.len()).then_some(Digits { len, ..whole })
}

/// .77
fn bare_decimals(rest: &str) -> Option<Digits> {
    let count = run(&rest[1..]);
    if !(1..=20).contains(&count) {
        return None;
    }
    let read = digits(&format!("0{}", &rest[..=count]))?;
    Some(Digits { len: count + 1, padded: false, ..read })
}

/// 1.2e6: with decimals, or with a small e.
fn scientific(rest: &str, read: Digits) -> Option<Digits> {
    let behind = &rest[read.len..];
    let power = behind.strip_prefix('e').or_else(|| behind.strip_prefix('E').filter(|_| read.decimals > 0))?;
    let (negative, power) = match power.strip_prefix(['-', '−']) {
        Some(power) => (true, power),
        None => (false, power.strip_prefix('+').unwrap_or(power)),
    };
    let count = run(power);
    let exponent = power[..count].parse::<i32>().ok().filter(|_| count <= 2 && ends_here(&power[count..]))?;
    let exponent = if negative { -exponent } else { exponent };
    let value = read.value.times(Number::power_of_ten(exponent)?)?;
    let decimals = (read.decimals as i32 - exponent).max(0) as u32;
    Some(Digits { len: rest.len() - power.len() + count, value, decimals, grouped: true, ..read })
}

fn vulgar(c: char) -> Option<Class> {
    let (top, bottom) = match c {
        '½' => (1, 2),
        '⅓' => (1, 3),
        '⅔' => (2, 3),
        '¼' => (1, 4),
        '¾' => (3, 4),
        '⅕' => (1, 5),
        '⅖' => (2, 5),
        '⅗' => (3, 5),
        '⅘' => (4, 5),
        '⅙' => (1, 6),
        '⅚' => (5, 6),
        '⅐' => (1, 7),
        '⅛' => (1, 8),
        '⅜' => (3, 8),
        '⅝' => (5, 8),
        '⅞' => (7, 8),
        '⅑' => (1, 9),
        '⅒' => (1, 10),
        _ => return None,
    };
    Some(Class::Vulgar(top, bottom))
}
