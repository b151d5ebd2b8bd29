//! Chinese numerals: 10329.34万, 一亿二千万, 3千5百, 二〇二五, 壹佰贰拾, 八百八十多万, 十点二五.

use super::prefix::takes_number;
use crate::quantity::digits::{Digits, ascii, digits, spaced_digits};
use crate::quantity::number::Number;

/// A numeral and how it was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Numeral {
    /// How many bytes it takes.
    pub len: usize,
    /// Its value; of 二三十 the lower one.
    pub value: Number,
    /// The upper value of 二三十.
    pub upper: Option<Number>,
    /// The number before its scale words, where there is one: 10329.34 of 10329.34万.
    pub mantissa: Option<Number>,
    /// The power of ten of its scale words.
    pub scale: i32,
    /// The power of ten of its last digit.
    pub last_digit: i32,
    /// Whether a Han character is part of its digits.
    pub hanzi: bool,
    /// Whether it is only Han digits without a scale word, read one by one: 二〇二五.
    pub positional: bool,
    /// Whether it is one scale word and nothing else: 百, 万.
    pub bare_scale: bool,
    /// Whether 多, 余 or 几 stands within: 880多万.
    pub more_within: bool,
    /// Digits before the point, where it begins with digits.
    pub whole_digits: u32,
    /// Whether the groups of its digits are wrong.
    pub misgrouped: bool,
    /// Whether it starts with a zero, as codes do.
    pub padded: bool,
    /// Whether its digits are grouped or have decimals.
    pub dressed: bool,
    /// Whether Han digits have decimals: 六点六.
    pub pointed: bool,
}

/// The value of a Han digit.
pub fn hanzi_digit(c: char) -> Option<i128> {
    Some(match c {
        '零' | '〇' | '○' => 0,
        '一' | '壹' | '壱' => 1,
        '二' | '两' | '兩' | '贰' | '貳' => 2,
        '三' | '叁' | '參' => 3,
        '四' | '肆' => 4,
        '五' | '伍' => 5,
        '六' | '陆' | '陸' => 6,
        '七' | '柒' => 7,
        '八' | '捌' => 8,
        '九' | '玖' => 9,
        _ => return None,
    })
}

/// The power of ten of a scale word.
pub fn scale(c: char) -> Option<i32> {
    Some(match c {
        '十' | '拾' => 1,
        '百' | '佰' => 2,
        '千' | '仟' => 3,
        '万' | '萬' => 4,
        '亿' | '億' => 8,
        '兆' => 12,
        _ => return None,
    })
}

/// Reads the numeral at the start of `text`.
pub fn numeral(text: &str) -> Option<Numeral> {
    text.chars().next().filter(|&first| may_begin(first))?;
    // 40 769 000 is one number
    match spaced_digits(text) {
        Some(read) => Reader { spaced: Some(read), ..Reader::new(text) }.run(),
        None => unspaced(text),
    }
}

/// Whether a numeral may begin with a character; most texts that are asked for one do not.
fn may_begin(first: char) -> bool {
    let is_han = || hanzi_digit(first).is_some() || scale(first).is_some() || tens(first).is_some();
    first == '.' || ascii(first).is_some() || is_han()
}

/// Reads the numeral at the start of `text`, and as far as a space between digits alone.
pub fn unspaced(text: &str) -> Option<Numeral> {
    let first = text.chars().next()?;
    if first == '.' {
        return pointed(text);
    }
    if is_plain_word(text) {
        return None;
    }
    if let Some(both) = approximate(text).or_else(|| few(text)) {
        return Some(both);
    }
    if let Some(value) = tens(first) {
        let mut reader = Reader { section: value, last_digit: 1, hanzi: true, ..Reader::new(text) };
        reader.at = first.len_utf8();
        return reader.run();
    }
    Reader::new(text).run()
}

/// 陆, 伍 and 参 are everyday words too (陆地, 队伍, 參加): numbers only beside other characters of formal amounts.
fn is_plain_word(text: &str) -> bool {
    let mut chars = text.chars();
    let word = chars.next().is_some_and(|c| matches!(c, '陆' | '陸' | '伍' | '參' | '肆'));
    word && chars.next().is_some_and(|next| {
        hanzi_digit(next).is_none()
            && scale(next).is_none()
            && !matches!(next, '圆' | '圓' | '元' | '角' | '分' | '条' | '條' | '点' | '點' | '、' | '。' | '，')
    })
}

/// 廿 and 卅.
fn tens(c: char) -> Option<Number> {
    match c {
        '廿' => Some(Number::whole(20)),
        '卅' => Some(Number::whole(30)),
        _ => None,
    }
}

/// .77: the zero before the point is left out.
fn pointed(text: &str) -> Option<Numeral> {
    let len = 1 + text.bytes().skip(1).take(20).take_while(u8::is_ascii_digit).count();
    let value = Number::parse(&text[..len])?;
    let mut read = Reader::new("0").run()?;
    read = Numeral { len, value, mantissa: Some(value), last_digit: 1 - len as i32, dressed: true, ..read };
    Some(read)
}

/// The two digits that begin an approximate number: neighbours (七八), or 三五.
pub fn neighbours(text: &str) -> Option<(i128, i128, usize)> {
    let mut chars = text.chars();
    let (low, high) = (chars.next()?, chars.next()?);
    let (a, b) = (hanzi_digit(low)?, hanzi_digit(high)?);
    let pair = (a > 0 && b == a + 1) || (a, b) == (3, 5);
    pair.then_some((a, b, low.len_utf8()))
}

/// Whether a text is three digits or more that count up, as many ranks or classes and no number: 二三四位.
pub fn ascends(text: &str) -> bool {
    let digits = || text.chars().take(10).map(hanzi_digit);
    let climbs = |(digit, next): (Option<i128>, Option<i128>)| digit.is_some_and(|digit| next == Some(digit + 1));
    digits().nth(2).is_some() && digits().zip(digits().skip(1)).all(climbs)
}

/// 二三十, 七八百万: two neighbouring digits before a scale word are an approximate range.
fn approximate(text: &str) -> Option<Numeral> {
    let (a, _, len) = neighbours(text)?;
    scale(text.chars().nth(2)?)?;
    let tail = &text[len..];
    let mut lower = Reader::new(tail);
    lower.first_digit = Some(a);
    let lower = lower.run()?;
    let upper = Reader::new(tail).run()?;
    (lower.value < upper.value).then_some(())?;
    Some(Numeral { len: len + upper.len, upper: Some(upper.value), mantissa: None, ..lower })
}

/// 三五个, 两三年, 七八成: two neighbouring digits before what is counted.
fn few(text: &str) -> Option<Numeral> {
    let (a, b, first) = neighbours(text)?;
    let len = first + text[first..].chars().next()?.len_utf8();
    // 三四线城市 and 五六年级 name two classes, 下一两年期 the next period of two years
    let listed = ["线", "線", "级", "級", "年级", "年級", "年期"].iter().any(|word| text[len..].starts_with(word));
    if listed || !takes_number(&text[len..]) {
        return None;
    }
    let low = Reader::new(&text[..first]).run()?;
    Some(Numeral { len, value: Number::whole(a), upper: Some(Number::whole(b)), mantissa: None, ..low })
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    /// What 亿 and 万 have closed.
    total: Number,
    /// What 十, 百 and 千 have closed since.
    section: Number,
    /// The digit or digits that wait for their scale.
    current: Option<Number>,
    /// The scale below which the next one within the section must be.
    ceiling: i32,
    /// The last scale word, while only a digit has followed it: 一万五.
    colloquial: Option<i32>,
    first_digit: Option<i128>,
    mantissa: Option<Number>,
    atoms: usize,
    scale: i32,
    last_digit: i32,
    hanzi: bool,
    scaled: bool,
    bare_scale: bool,
    more_within: bool,
    pointed: bool,
    /// The digits that it begins with, where white space groups them.
    spaced: Option<Digits>,
    digits: Option<Digits>,
}

impl<'a> Reader<'a> {
    fn new(text: &'a str) -> Self {
        Reader {
            text,
            at: 0,
            total: Number::ZERO,
            section: Number::ZERO,
            current: None,
            ceiling: 4,
            colloquial: None,
            first_digit: None,
            mantissa: None,
            atoms: 0,
            scale: 0,
            last_digit: 0,
            hanzi: false,
            scaled: false,
            bare_scale: false,
            more_within: false,
            pointed: false,
            spaced: None,
            digits: None,
        }
    }

    fn run(mut self) -> Option<Numeral> {
        let start = self.at;
        while let Some(next) = self.step() {
            self.at = next;
        }
        (self.at > 0 && (self.at > start || start > 0)).then(|| self.finish())?
    }

    /// Takes the next digit or scale word; `None` where the numeral ends.
    fn step(&mut self) -> Option<usize> {
        let rest = &self.text[self.at..];
        let gap = self.gap(rest);
        let rest = &rest[gap..];
        let at = self.at + gap;
        let first = rest.chars().next()?;
        if let Some(power) = scale(first) {
            let next = at + first.len_utf8();
            if self.at > 0 && self.is_prefix_of_unit(power, &self.text[next..]) {
                return None;
            }
            return self.take_scale(power, next);
        }
        // in 多出 and 多于 it begins another word
        let word = rest[first.len_utf8()..].starts_with(['出', '于', '於', '么', '麼']);
        if matches!(first, '多' | '余' | '餘' | '几' | '幾' | '来' | '來') && self.at > 0 && !word {
            return self.take_more(at + first.len_utf8());
        }
        if gap > 0 {
            return None;
        }
        if self.scaled
            && self.current.is_none()
            && self.digits.is_none()
            && self.colloquial.is_some_and(|power| power < 4)
            && let Some((decimals, places, len)) = decimals(rest)
        {
            self.current = Some(decimals);
            (self.last_digit, self.mantissa, self.pointed) = (-places, None, true);
            return Some(self.at + len);
        }
        if self.current.is_some() {
            return None;
        }
        if hanzi_digit(first).is_some() { self.take_hanzi(rest) } else { self.take_digits(rest) }
    }

    /// The space before a scale word or 余, which print sets at times: 7 万, 二十 億, 五百 余万.
    fn gap(&self, rest: &str) -> usize {
        let Some(space) = rest.chars().next().filter(|c| matches!(c, ' ' | '\u{a0}')) else { return 0 };
        let mut after = rest[space.len_utf8()..].chars();
        let (next, following) = (after.next(), after.next());
        let name = following.is_some_and(|c| matches!(c, '科' | '达' | '達' | '里' | '物' | '众' | '货' | '姓'));
        let power = next.and_then(scale).filter(|_| !name);
        let in_digits = self.text[..self.at].chars().next_back().and_then(ascii).is_some();
        let more = match next {
            Some('余' | '餘') => true,
            Some('多') => following.and_then(scale).is_some(),
            _ => false,
        };
        let fits = power.is_some_and(|power| in_digits || power >= 4) || more;
        if self.at > 0 && fits { space.len_utf8() } else { 0 }
    }

    /// 千, 百 and 兆 before a unit that they belong to: 2.3千克, 980百帕, 5兆瓦.
    fn is_prefix_of_unit(&self, power: i32, behind: &str) -> bool {
        let starts = |units: &[&str]| units.iter().any(|unit| behind.starts_with(unit));
        match power {
            3 => starts(&["克", "瓦", "伏", "卡", "赫", "帕"]) || (!self.hanzi && starts(&["米", "字节"])),
            2 => starts(&["帕"]),
            12 => starts(&["瓦", "赫", "帕", "字节", "比特", "欧", "焦"]),
            _ => false,
        }
    }

    /// 万 behind 多 or 余, which stand within: 880多万.
    fn take_more(&mut self, at: usize) -> Option<usize> {
        let space = usize::from(self.text[at..].starts_with(' '));
        let word = self.text[at + space..].chars().next()?;
        let power = scale(word).filter(|&power| power >= 4)?;
        let next = self.take_scale(power, at + space + word.len_utf8())?;
        self.more_within = true;
        Some(next)
    }

    fn take_digits(&mut self, rest: &str) -> Option<usize> {
        // Digits follow digits only behind a scale word: 3千5百, 1亿2000万.
        if self.atoms > 0 && (self.hanzi && self.digits.is_none() || !self.scaled) {
            return None;
        }
        let read = self.spaced.take().or_else(|| digits(rest))?;
        // 1万2 is no numeral in print; a whole number of three or more digits must fit under its scale.
        if self.atoms > 0 && read.value >= Number::power_of_ten(self.scale.max(1))? {
            return None;
        }
        self.atom(read.value, -(read.decimals as i32));
        self.digits = self.digits.or(Some(read));
        Some(self.at + read.len)
    }

    fn take_hanzi(&mut self, rest: &str) -> Option<usize> {
        if self.digits.is_some() && !self.scaled {
            return None;
        }
        let mut run = run_of_digits(rest);
        if self.scaled {
            // behind a scale word stands one digit, perhaps led by a zero: the 五 that follows 十五 in 十五五 is not its own
            let zeros = run.iter().take_while(|&&digit| digit == 0).count();
            run.truncate(zeros + 1);
        }
        let len: usize = rest.chars().take(run.len()).map(char::len_utf8).sum();
        if self.scaled && self.ends_before(rest, len, &run) {
            return None;
        }
        if self.scaled && run.iter().all(|&digit| digit == 0) && rest[len..].starts_with(|c| ascii(c).is_some()) {
            // 2千零30万: the zero stands for an empty place
            self.colloquial = None;
            return Some(self.at + len);
        }
        let (value, places, len) = match decimals(&rest[len..]) {
            Some((decimals, count, more)) => (join(&run)?.plus(decimals)?, count, len + more),
            None => (self.first_digit.take().map(Number::whole).or_else(|| join(&run))?, 0, len),
        };
        let zero_led = self.scaled && run.first() == Some(&0);
        self.hanzi = true;
        self.pointed |= places > 0;
        self.atom(value, -places);
        if zero_led || run.len() > 1 {
            self.colloquial = None;
        }
        Some(self.at + len)
    }

    /// 两 behind a scale word is the unit of weight, unless another scale word follows: 两万两, but 一万两千.
    fn ends_before(&self, rest: &str, len: usize, run: &[i128]) -> bool {
        run.len() == 1 && rest.starts_with(['两', '兩']) && rest[len..].chars().next().and_then(scale).is_none()
    }

    fn atom(&mut self, value: Number, last_digit: i32) {
        self.current = Some(value);
        self.mantissa = if self.atoms == 0 { Some(value) } else { None };
        self.atoms += 1;
        self.last_digit = last_digit;
    }

    fn take_scale(&mut self, power: i32, next: usize) -> Option<usize> {
        let factor = Number::power_of_ten(power)?;
        let starts = self.at == 0;
        if power < 4 {
            // a scale word needs its digit, but for one at the start and for 十: 一千零十, 一万十五, 一百十六
            let bare = self.current.is_none() && !starts && power > 1;
            if power >= self.ceiling || bare {
                return None;
            }
            if self.pointed {
                return None;
            }
            let count = self.current.take().filter(|digit| !digit.is_zero()).unwrap_or(Number::ONE);
            self.section = self.section.plus(count.times(factor)?)?;
            self.ceiling = power;
            self.last_digit = if starts { power } else { self.last_digit.min(0) + power };
        } else {
            let open = self.section.plus(self.current.take().unwrap_or(Number::ZERO))?;
            let nothing = open.is_zero() && self.total.is_zero();
            if nothing && !starts {
                return None;
            }
            if power == 4 {
                let open = if starts { Number::ONE } else { open };
                self.total = self.total.plus(open.times(factor)?)?;
            } else {
                let all = if starts { Number::ONE } else { self.total.plus(open)? };
                self.total = all.times(factor)?;
            }
            self.section = Number::ZERO;
            self.ceiling = 4;
            self.last_digit = if starts { power } else { self.last_digit + power };
        }
        self.bare_scale |= starts;
        self.scale = if self.atoms <= 1 { self.scale + power } else { power };
        self.scaled = true;
        self.colloquial = Some(power);
        Some(next)
    }

    fn finish(mut self) -> Option<Numeral> {
        let mut tail = self.current.take().unwrap_or(Number::ZERO);
        // 千一 is 1100
        let led = self.atoms > 1 || (self.atoms == 1 && self.bare_scale);
        let lone = led && self.hanzi && tail.is_whole() && tail < Number::whole(10) && !tail.is_zero();
        if let Some(power) = self.colloquial.filter(|&power| lone && power > 1) {
            // 一万五 is fifteen thousand, 三百二 is 320
            tail = tail.times(Number::power_of_ten(power - 1)?)?;
            self.last_digit = power - 1;
        }
        let digits = self.digits;
        Some(Numeral {
            len: self.at,
            value: self.total.plus(self.section)?.plus(tail)?,
            upper: None,
            mantissa: if self.atoms == 0 { Some(Number::ONE) } else { self.mantissa },
            scale: if self.atoms <= 1 { self.scale } else { 0 },
            last_digit: self.last_digit,
            hanzi: self.hanzi || digits.is_none(),
            positional: self.hanzi && !self.scaled && !self.pointed,
            bare_scale: self.bare_scale && self.text[..self.at].chars().count() == 1,
            more_within: self.more_within,
            whole_digits: digits.map_or(0, |read| read.whole),
            misgrouped: digits.is_some_and(|read| read.misgrouped),
            padded: digits.is_some_and(|read| read.padded),
            dressed: digits.is_some_and(|read| read.grouped || read.decimals > 0) || self.scaled,
            pointed: self.pointed,
        })
    }
}

/// Han digits in a row; 两 only stands first.
fn run_of_digits(text: &str) -> Vec<i128> {
    let digit = |(index, c): (usize, char)| hanzi_digit(c).filter(|_| index == 0 || !matches!(c, '两' | '兩'));
    text.chars().take(40).enumerate().map_while(digit).collect()
}

/// 点五 as one half, with the number of places and the bytes.
fn decimals(text: &str) -> Option<(Number, i32, usize)> {
    let point = text.chars().next().filter(|c| matches!(c, '点' | '點'))?;
    let after = &text[point.len_utf8()..];
    let run: Vec<i128> = run_of_digits(after).into_iter().take(20).collect();
    if run.is_empty() || after.starts_with(['两', '兩']) {
        return None;
    }
    let places = run.len() as i32;
    let len = text.chars().take(1 + run.len()).map(char::len_utf8).sum::<usize>();
    let behind = &text[len..];
    // 三点五分, 八点二十 and 三点一刻 are times, 两点一线 is a phrase
    let time = behind.starts_with(['分', '十', '拾', '百', '刻', '线', '線']) && !behind.starts_with("分之");
    if time {
        return None;
    }
    Some((join(&run)?.times(Number::power_of_ten(-places)?)?, places, len))
}

/// The digits as one number.
fn join(run: &[i128]) -> Option<Number> {
    run.iter().try_fold(0i128, |value, digit| value.checked_mul(10)?.checked_add(*digit)).map(Number::whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numerals_are_read_as_far_as_they_go() {
        let check = |text: &str, expected: &str| {
            let read = numeral(text).map(|n| {
                let upper = n.upper.map(|upper| format!("~{upper}")).unwrap_or_default();
                format!("{}{upper} {}", n.value, &text[..n.len])
            });
            assert_eq!(read.as_deref().unwrap_or("none"), expected, "{text}");
        };
        check("10329.34万元", "103293400 10329.34万");
        check("一亿二千万元", "120000000 一亿二千万");
        check("1亿2000万", "120000000 1亿2000万");
        check("3千5百人", "3500 3千5百");
        check("二〇二五年", "2025 二〇二五");
        check("壹佰贰拾圆", "120 壹佰贰拾");
        check("八百八十多万次", "8800000 八百八十多万");
        check("三点五亿", "350000000 三点五亿");
        check("二十五", "25 二十五");
        check("十五五", "15 十五");
        check("一千零十", "1010 一千零十");
        check("一万五", "15000 一万五");
        check("三百二", "320 三百二");
        check("一万零五", "10005 一万零五");
        check("百万", "1000000 百万");
        check("1.5万亿", "1500000000000 1.5万亿");
        check("二三十个", "20~30 二三十");
        check("十几", "10 十");
        check("4.32 万件", "43200 4.32 万");
        check("61 968人", "61968 61 968");
        check("12 839 900。", "12839900 12 839 900");
        check("廿五", "25 廿五");
        check("件", "none");
        check("2025年", "2025 2025");
        check("五百多万", "5000000 五百多万");
        check("五百 余万", "5000000 五百 余万");
        check("7 万5 千4 百", "75400 7 万5 千4 百");
        check("二十 億", "2000000000 二十 億");
        check("5 万科", "5 5");
        check("5,000 多万人", "50000000 5,000 多万");
        check("2千零30万", "20300000 2千零30万");
        check("十点二五", "10.25 十点二五");
        check("一百二十点五", "120.5 一百二十点五");
        check("八点二十", "8 八");
        check("两万两", "20000 两万");
        check("一万两千", "12000 一万两千");
        check("一百十六", "116 一百十六");
        check("千一", "1100 千一");
        check("三五个", "3~5 三五");
        check("三五百人", "300~500 三五百");
        check("三四线城市", "34 三四");
        check("2.3千克", "2.3 2.3");
        check("三千米", "3000 三千");
        check("陆地", "none");
        check("陆佰元", "600 陆佰");
        check(".77", "0.77 .77");
    }

    #[test]
    fn the_last_digit_is_the_one_written() {
        let check = |text: &str, last: i32, scale: i32| {
            let read = numeral(text).expect(text);
            assert_eq!((read.last_digit, read.scale), (last, scale), "{text}");
        };
        check("257亿", 8, 8);
        check("4.32万", 2, 4);
        check("85.62天", -2, 0);
        check("一百二十万", 5, 0);
        check("百万", 6, 6);
        check("30", 0, 0);
    }
}
