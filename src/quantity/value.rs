//! What a figure says, as plain data.

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
    /// From one number to another.
    Range(Number, Number),
    /// Only a magnitude: 数十 is "dozens", with the ten as what is sure.
    Magnitude(Number),
    /// A date, time or label, as a string to compare: ISO 8601, or the label itself.
    Text(String),
    /// A range of such strings: 2024—2025年度.
    TextRange(String, String),
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

/// What is counted or measured.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    /// The UCUM code of a unit of measure, else the counter or noun as it is written.
    pub code: String,
    /// Whether `code` is a UCUM code.
    pub ucum: bool,
}

/// How the digits were written: what a slip of the pen acts on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// The number before its scale word: 10329.34 of 10329.34万; `None` where there is no single one.
    pub mantissa: Option<Number>,
    /// The power of ten of the scale word: 4 for 万, 6 for million, 0 for none.
    pub scale: i32,
    /// Whether words say it and not digits: twelve, 三十二.
    pub words: bool,
    /// Whether its digits are grouped wrongly: 2,500,0000.
    pub misgrouped: bool,
}

impl Value {
    /// The number, where it is one number.
    pub fn exact(&self) -> Option<Number> {
        match self {
            Value::Exact(number) => Some(*number),
            Value::Range(..) | Value::Magnitude(_) | Value::Text(_) | Value::TextRange(..) => None,
        }
    }
}
