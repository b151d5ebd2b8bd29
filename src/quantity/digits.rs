//! Digit strings: grouping, decimals, full-width forms. What both languages share.

use super::number::Number;

/// A number written in digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Digits {
    /// How many bytes it takes.
    pub len: usize,
    /// Its value.
    pub value: Number,
    /// Digits before the point.
    pub whole: u32,
    /// Digits behind the point.
    pub decimals: u32,
    /// Whether it has separators between groups.
    pub grouped: bool,
    /// Whether the groups are wrong: 2,500,0000.
    pub misgrouped: bool,
    /// Whether it starts with a zero that is not the whole number: 007.
    pub padded: bool,
}

/// More digits than any amount has; a longer run is an identifier.
const LONGEST: usize = 30;

/// More bytes than grouped digits take; what goes on beyond them is a list.
const MOST_GROUPED: usize = 128;

/// Reads the digits at the start of `text`. `None` where there is none, or more than 30 of them.
pub fn digits(text: &str) -> Option<Digits> {
    let first = run(text);
    read(text, first, groups(text, first))
}

/// Reads the digits at the start of `text`, and those that white space sets apart by threes: 40 769 000.
pub fn spaced_digits(text: &str) -> Option<Digits> {
    let first = run(text);
    read(text, first, spaced_groups(text, first)?)
}

fn read(text: &str, first: Run, groups: Groups) -> Option<Digits> {
    if first.len == 0 {
        return None;
    }
    let decimals = decimals(&text[groups.len..]);
    let point = usize::from(decimals.len > 0);
    let len = groups.len + decimals.len;
    let (mut value, mut count) = (0i128, 0);
    for digit in text[..len].chars().filter_map(digit) {
        count += 1;
        if count + point > LONGEST {
            return None;
        }
        value = value * 10 + digit;
    }
    let whole = count - decimals.count;
    Some(Digits {
        len,
        value: Number::decimal(value, decimals.count as u32)?,
        whole: whole as u32,
        decimals: decimals.count as u32,
        grouped: groups.len > first.len,
        misgrouped: groups.misgrouped,
        padded: whole > 1 && text.starts_with(['0', '０']),
    })
}

/// The value of a digit in either width.
fn digit(c: char) -> Option<i128> {
    ascii(c).map(|digit| i128::from(digit as u8 - b'0'))
}

/// How many bytes of digits, full stops and commas between digits stand at the start of `text`, whatever they mean.
pub fn span_of_digits(text: &str) -> usize {
    let mut len = run(text).len;
    while len < MOST_GROUPED
        && let Some(separator) = text[len..].chars().next().filter(|c| matches!(c, '.' | ','))
    {
        let next = run(&text[len + separator.len_utf8()..]);
        if next.len == 0 {
            break;
        }
        len += separator.len_utf8() + next.len;
    }
    len
}

/// The ASCII form of a digit in either width.
pub fn ascii(c: char) -> Option<char> {
    match c {
        '0'..='9' => Some(c),
        '０'..='９' => char::from_digit(c as u32 - '０' as u32, 10),
        _ => None,
    }
}

#[derive(Clone, Copy)]
struct Run {
    len: usize,
    count: usize,
    zeros: bool,
}

fn run(text: &str) -> Run {
    let digits = text.chars().map_while(|c| ascii(c).map(|digit| (c.len_utf8(), digit)));
    digits.fold(Run { len: 0, count: 0, zeros: true }, |run, (len, digit)| Run {
        len: run.len + len,
        count: run.count + 1,
        zeros: run.zeros && digit == '0',
    })
}

struct Groups {
    len: usize,
    misgrouped: bool,
}

/// The groups that follow `first`. Threes, twos before a last three as in India, or fours as 万 counts, are sound. A slip is
/// seen where a sound group is followed by a longer one, or where the odd group is all zeros; anything else is a list and
/// ends at the first comma.
fn groups(text: &str, first: Run) -> Groups {
    if group_separator(&text[first.len..]).is_none() {
        return Groups { len: first.len, misgrouped: false };
    }
    let mut len = first.len;
    let mut sizes = Vec::new();
    let mut ends = vec![first.len];
    let mut zeros = false;
    while sizes.len() < LONGEST
        && let Some(separator) = group_separator(&text[len..])
    {
        let next = run(&text[len + separator.len_utf8()..]);
        if next.count < 2 || (separator != ',' && next.count != 3) {
            break;
        }
        len += separator.len_utf8() + next.len;
        sizes.push(next.count);
        ends.push(len);
        zeros = next.zeros;
    }
    let all = |size| sizes.iter().all(|&count| count == size);
    let threes = sizes.iter().take_while(|&&count| count == 3).count();
    if sizes.is_empty() || (first.count <= 3 && all(3)) || (first.count <= 4 && sizes.len() > 1 && all(4)) {
        return Groups { len, misgrouped: false };
    }
    let indian = first.count <= 2
        && sizes.len() > 1
        && sizes.split_last().is_some_and(|(last, rest)| *last == 3 && rest.iter().all(|&count| count == 2));
    if indian {
        return Groups { len, misgrouped: false };
    }
    let slip = first.count <= 3 && (zeros || (threes > 0 && sizes[threes] == 4 && sizes.len() == threes + 1));
    if slip {
        return Groups { len, misgrouped: true };
    }
    let kept = if first.count <= 3 { threes } else { 0 };
    Groups { len: ends[kept], misgrouped: false }
}

/// Groups of three behind one to three digits, all set apart by the same space, as the United Nations print them. A row of
/// numbers is none: in it the digits go on in another way.
fn spaced_groups(text: &str, first: Run) -> Option<Groups> {
    const MOST: usize = 6;
    let space = text[first.len..].chars().next().filter(|c| matches!(c, ' ' | '\u{a0}'))?;
    let mut len = first.len;
    for _ in 0..MOST {
        let Some(after) = text[len..].strip_prefix(space) else { break };
        let next = run(after);
        if next.count != 3 {
            break;
        }
        len += space.len_utf8() + next.len;
    }
    let mut behind = text[len..].chars();
    let next = behind.next();
    let row = next == Some(space) && behind.next().and_then(ascii).is_some();
    let glued = next.is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, '/' | '-'));
    let sound = len > first.len && (1..=3).contains(&first.count) && !text.starts_with(['0', '０']) && !row && !glued;
    sound.then_some(Groups { len, misgrouped: false })
}

/// A comma or thin space; the full-width comma between full-width digits, and before just three noughts, 15，000, since
/// elsewhere it ends a clause.
fn group_separator(text: &str) -> Option<char> {
    let mut chars = text.chars();
    let wide = |c: char| ('０'..='９').contains(&c);
    let first = chars.next()?;
    let noughts = || chars.as_str().strip_prefix("000").is_some_and(|behind| run(behind).count == 0);
    let sound = matches!(first, ',' | '\u{2009}' | '\u{202f}')
        || (first == '，' && (chars.as_str().starts_with(wide) || noughts()));
    sound.then_some(first)
}

fn decimals(text: &str) -> Run {
    let none = Run { len: 0, count: 0, zeros: false };
    let Some(point) = text.chars().next().filter(|c| matches!(c, '.' | '．')) else { return none };
    let after = run(&text[point.len_utf8()..]);
    if after.len == 0 { none } else { Run { len: point.len_utf8() + after.len, ..after } }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digit_strings_end_where_the_number_ends() {
        let check = |text: &str, len: usize, value: &str, misgrouped: bool| {
            let read = digits(text).expect(text);
            assert_eq!(
                (read.len, read.value.to_string().as_str(), read.misgrouped),
                (len, value, misgrouped),
                "{text}"
            );
        };
        check("103,293,400 yuan", 11, "103293400", false);
        check("10329.34万", 8, "10329.34", false);
        check("1,2345,6789", 11, "123456789", false);
        check("2,500,0000", 10, "25000000", true);
        check("150,00 yuan", 6, "15000", true);
        check("2025,120800", 4, "2025", false);
        check("3,4,5", 1, "3", false);
        check("12,345,67", 6, "12345", false);
        check("12,34,567", 9, "1234567", false);
        check("３．５", 9, "3.5", false);
        check("1\u{2009}234\u{2009}567", 13, "1234567", false);
        check("3. Next", 1, "3", false);
        assert_eq!(digits(&"7".repeat(200)), None);
    }

    #[test]
    fn spaces_set_threes_apart_and_no_rows_of_numbers() {
        let check = |text: &str, value: Option<&str>| {
            let read = spaced_digits(text).map(|read| read.value.to_string());
            assert_eq!(read.as_deref(), value, "{text}");
        };
        check("40 769 000 dollars", Some("40769000"));
        check("61\u{a0}968, as against", Some("61968"));
        check("12 609 200.", Some("12609200"));
        check("14 770", Some("14770"));
        check("12 345.67", Some("12345.67"));
        check("1992 300 people", None);
        check("12 345 67 890", None);
        check("020 123", None);
        check("3 2000", None);
        check("5 100-metre races", None);
        check("5 people", None);
    }
}
