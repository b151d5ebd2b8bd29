//! How the numbers are written that a program sets before the items of a list.

/// A way to write a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Numerals {
    /// 1, 2, 3.
    Arabic,
    /// 01, 02, 03.
    Padded,
    /// a, b, … aa.
    SmallLetters,
    /// A, B, … AA.
    Letters,
    /// i, ii, iii.
    SmallRoman,
    /// I, II, III.
    Roman,
    /// 一、二 … 十一.
    Han,
    /// ①, ②.
    Circled,
    /// None: a bullet.
    Nothing,
}

/// A number as it is written; Arabic where the way does not reach so far.
pub(super) fn written(number: u32, numerals: Numerals) -> String {
    let arabic = || number.to_string();
    match numerals {
        Numerals::Nothing => String::new(),
        Numerals::Arabic => arabic(),
        Numerals::Padded => format!("{number:02}"),
        Numerals::SmallLetters => letters(number).unwrap_or_else(arabic),
        Numerals::Letters => letters(number).unwrap_or_else(arabic).to_uppercase(),
        Numerals::SmallRoman => roman(number).unwrap_or_else(arabic),
        Numerals::Roman => roman(number).unwrap_or_else(arabic).to_uppercase(),
        Numerals::Han => han(number).unwrap_or_else(arabic),
        Numerals::Circled => match number {
            1..=20 => char::from_u32('①' as u32 + number - 1).map_or_else(arabic, String::from),
            _ => arabic(),
        },
    }
}

/// a to z, then aa to zz, as word processors count.
fn letters(number: u32) -> Option<String> {
    let index = number.checked_sub(1).filter(|&index| index < 26 * 10)?;
    let letter = char::from(b'a' + (index % 26) as u8);
    Some(letter.to_string().repeat(index as usize / 26 + 1))
}

fn roman(number: u32) -> Option<String> {
    const SIGNS: [(u32, &str); 13] = [
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    let mut rest = Some(number).filter(|number| (1..4000).contains(number))?;
    let mut text = String::new();
    for (value, sign) in SIGNS {
        while rest >= value {
            text.push_str(sign);
            rest -= value;
        }
    }
    Some(text)
}

fn han(number: u32) -> Option<String> {
    const DIGITS: [char; 10] = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
    const PLACES: [&str; 4] = ["千", "百", "十", ""];
    if !(1..10_000).contains(&number) {
        return None;
    }
    let digits = [number / 1000, number / 100 % 10, number / 10 % 10, number % 10];
    let mut text = String::new();
    let mut gap = false;
    for (digit, place) in digits.into_iter().zip(PLACES) {
        if digit == 0 {
            gap = !text.is_empty();
            continue;
        }
        if std::mem::take(&mut gap) {
            text.push('零');
        }
        if !(digit == 1 && place == "十" && text.is_empty()) {
            text.push(DIGITS[digit as usize]);
        }
        text.push_str(place);
    }
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_programs_write_them() {
        let check = |numerals, expected: [&str; 5]| {
            assert_eq!([1, 4, 12, 28, 105].map(|number| written(number, numerals)), expected);
        };
        check(Numerals::Arabic, ["1", "4", "12", "28", "105"]);
        check(Numerals::Padded, ["01", "04", "12", "28", "105"]);
        check(Numerals::SmallLetters, ["a", "d", "l", "bb", "aaaaa"]);
        check(Numerals::Roman, ["I", "IV", "XII", "XXVIII", "CV"]);
        check(Numerals::Han, ["一", "四", "十二", "二十八", "一百零五"]);
        check(Numerals::Circled, ["①", "④", "⑫", "28", "105"]);
        check(Numerals::Nothing, [""; 5]);
    }
}
