//! What a figure says, as plain data.

use ecow::EcoString;
use serde::{Deserialize, Serialize};

use super::number::Number;
use crate::text::span::Span;

/// A figure that a text states.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quantity {
    /// Where it stands, with its currency, unit and hedge where they touch it.
    pub span: Span,
    /// What sort of figure it is.
    pub kind: Kind,
    /// What it comes to.
    pub value: Value,
    /// Its unit of measure or counter.
    pub unit: Option<Unit>,
    /// The currency of money, by ISO 4217.
    pub currency: Option<&'static str>,
    /// How it is hedged.
    pub bound: Bound,
    /// Whether it rises or falls.
    pub direction: Option<Direction>,
    /// Whether the change is by this much or to this much, where that is said.
    pub mode: Option<Mode>,
    /// The power of ten of its last digit as written, after its scale word: 8 for 257亿, -2 for 2.74.
    pub last_digit: i32,
    /// How it was written, for explaining a difference.
    pub written: Written,
}

/// The sorts of figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// A count or bare number.
    Number,
    /// A place in a row: 第三, 25th.
    Ordinal,
    /// A share of a hundred; 成 and ‰ are read as percent.
    Percent,
    /// A difference of two percentages: 百分点.
    PercentagePoint,
    /// An amount of money.
    Money,
    /// A number with a unit of measure.
    Measure,
    /// A point or stretch in the calendar.
    Date,
    /// A time of day.
    Time,
    /// A length of time: 85.62天, three years.
    Duration,
    /// One number to another: 3:1.
    Ratio,
    /// A factor: 7.48倍, doubled.
    Multiple,
    /// A code that is written with digits and counts nothing: 4•26, 5G, 剑网2025.
    Label,
}

/// What a figure comes to; scale words are multiplied out, units are not converted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// One number.
    Exact(Number),
    /// From one number to another; apart, since it is rare and large.
    Range(Box<Ends>),
    /// Only a magnitude: 数十 is "dozens", with the ten as what is sure.
    Magnitude(Number),
    /// A date.
    Date(Date),
    /// From one date to another.
    Dates(Date, Date),
    /// A time of day.
    Time(Time),
    /// A code, compared as a string.
    Label(String),
}

/// The first and the last number of a range.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ends {
    /// The first, the lower where the text has it so.
    pub low: Number,
    /// The last.
    pub high: Number,
}

/// A date as far as it is said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Date {
    /// The year.
    pub year: Option<i16>,
    /// The month, 1 to 12; or a part of the year by ISO 8601-2: 33 to 36 its quarters, 40 and 41 its halves.
    pub month: Option<u8>,
    /// The day of the month.
    pub day: Option<u8>,
    /// Whether `year` stands for its ten years: the 1990s.
    pub decade: bool,
}

/// A time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Time {
    /// The hour, 0 to 24.
    pub hour: u8,
    /// The minute.
    pub minute: Option<u8>,
    /// Whether the half of the day is said, or the hour is past 12; else 3 may be 15.
    pub certain: bool,
}

/// How a figure is hedged.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Bound {
    /// Not at all.
    #[default]
    Exact,
    /// 超, 逾, 多; over, more than.
    Over,
    /// 以上, 不少于; at least.
    AtLeast,
    /// 不足, 低于; under, fewer than.
    Under,
    /// 以内, 不超过; at most, up to.
    AtMost,
    /// 约, 左右; about.
    About,
    /// 近, 几乎; nearly.
    Near,
    /// 数十, 上百; dozens of.
    Vague,
}

/// A rise or a fall.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Direction {
    /// 增长, 上升; up, an increase of.
    Up,
    /// 下降, 缩短; down, a fall of.
    Down,
}

/// What a change comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mode {
    /// 增加, by.
    By,
    /// 增至, to.
    To,
}

/// What is counted or measured.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    /// The UCUM code of a unit of measure, else the counter or noun as it is written.
    pub code: EcoString,
    /// Whether `code` is a UCUM code: a unit of measure, which can be converted.
    pub ucum: bool,
}

/// How the digits were written: what a slip of the pen acts on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// The power of ten of the scale word: 4 for 万, 6 for million, 0 for none.
    pub scale: i32,
    /// Whether words say it and not digits: twelve, 三十二.
    pub words: bool,
    /// Whether its digits are grouped wrongly: 2,500,0000.
    pub misgrouped: bool,
}

impl Quantity {
    /// Whether a translator renders it freely: a small number, a fraction or "first" in words ("one", "both", "half"),
    /// a few (三五个), an age in tens, a day of the month without the month (a weekday in its place), the number of a list
    /// item.
    pub fn is_free(&self) -> bool {
        let words = self.written.words;
        match &self.value {
            Value::Exact(number) => {
                let small = number.as_whole().is_none_or(|whole| whole.abs() <= 12);
                let counts = matches!(self.kind, Kind::Number | Kind::Multiple | Kind::Duration);
                let first = self.kind == Kind::Ordinal && *number == Number::ONE;
                // 居第1位 is "tops the list"
                let top = first && self.unit.as_ref().is_some_and(|unit| matches!(&*unit.code, "位" | "名"));
                // 一对一, "1-to-1" is a way of doing things
                let evenly = self.kind == Kind::Ratio && *number == Number::ONE;
                // 百分之百 is "fully"
                let fully = self.kind == Kind::Percent && *number == Number::whole(100);
                (words && ((small && counts) || first || fully)) || top || evenly
            }
            Value::Magnitude(_) => true,
            Value::Date(date) => words || (date.year.is_none() && date.month.is_none()),
            Value::Label(label) => label.len() <= 2 && label.bytes().all(|byte| byte.is_ascii_digit()),
            // 三五个 is "a handful of", 八旬 "elderly"
            Value::Range(..) => words && self.bound == Bound::About,
            Value::Dates(..) | Value::Time(_) => false,
        }
    }
}

impl Quantity {
    /// Whether it comes and goes in translation without meaning a number: "one", "both", "half" in words, and whatever
    /// says only a magnitude.
    pub fn is_loose(&self) -> bool {
        match &self.value {
            Value::Exact(number) => {
                let measured = self.unit.as_ref().is_some_and(|unit| unit.ucum);
                let few = *number <= Number::whole(2) && (number.is_whole() || (*number == Number::HALF && !measured));
                self.is_free() && few
            }
            Value::Range(..) => false,
            _ => self.is_free(),
        }
    }
}

impl Value {
    /// From one number to another.
    pub fn range(low: Number, high: Number) -> Self {
        Value::Range(Box::new(Ends { low, high }))
    }

    /// With `change` made to the number, or to both of a range; `None` where it cannot be.
    pub fn changed(&self, change: impl Fn(Number) -> Option<Number>) -> Option<Self> {
        match self {
            Value::Exact(number) => change(*number).map(Value::Exact),
            Value::Range(ends) => Some(Value::range(change(ends.low)?, change(ends.high)?)),
            Value::Magnitude(_) | Value::Date(_) | Value::Dates(..) | Value::Time(_) | Value::Label(_) => {
                Some(self.clone())
            }
        }
    }

    /// The number, where it is one number.
    pub fn exact(&self) -> Option<Number> {
        match self {
            Value::Exact(number) => Some(*number),
            Value::Range(..)
            | Value::Magnitude(_)
            | Value::Date(_)
            | Value::Dates(..)
            | Value::Time(_)
            | Value::Label(_) => None,
        }
    }
}

impl Date {
    /// A year.
    pub fn of_year(year: i16) -> Self {
        Date { year: Some(year), ..Date::default() }
    }

    /// Whether the two can be the same day, month or year: no part that both say differs.
    pub fn agrees(self, other: Date) -> bool {
        fn same<T: PartialEq>(a: Option<T>, b: Option<T>) -> bool {
            a.zip(b).is_none_or(|(a, b)| a == b)
        }
        let decade = |date: Date| date.year.map(|year| year / 10);
        let years =
            if self.decade || other.decade { same(decade(self), decade(other)) } else { same(self.year, other.year) };
        years && same(self.month, other.month) && same(self.day, other.day)
    }

    /// Whether a part is said by both.
    pub fn overlaps(self, other: Date) -> bool {
        self.year.and(other.year).is_some()
            || self.month.and(other.month).is_some()
            || self.day.and(other.day).is_some()
    }
}

/// ISO 8601, shortened to what is said: `2025-04`, `--04-26`; a decade by ISO 8601-2 as `199X`.
impl std::fmt::Display for Date {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.year {
            Some(year) if self.decade => write!(f, "{}X", year / 10)?,
            Some(year) => write!(f, "{year:04}")?,
            None => write!(f, "-")?,
        }
        match (self.month, self.day) {
            (Some(month), Some(day)) => write!(f, "-{month:02}-{day:02}"),
            (Some(month), None) => write!(f, "-{month:02}"),
            (None, Some(day)) => write!(f, "--{day:02}"),
            (None, None) => Ok(()),
        }
    }
}

/// ISO 8601: `15:30`, or `T15` where no minute is said.
impl std::fmt::Display for Time {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.minute {
            Some(minute) => write!(f, "{:02}:{minute:02}", self.hour),
            None => write!(f, "T{:02}", self.hour),
        }
    }
}
