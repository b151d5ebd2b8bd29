//! How a figure of the source and a figure of the target relate.
//!
//! [`compare`] is the one place that judges it: by value, after conversion of units, at the precision of the target,
//! within a hedge, with its hedge lost, added or turned round, or as a slip whose kind it names (a power of ten, one digit,
//! two digits exchanged, another currency, percent for percentage point). Constant time.

use std::borrow::Cow;

use super::number::Number;
use super::reading::hedge;
use super::unit::in_base_units;
use super::value::{Bound, Date, Direction, Ends, Kind, Quantity, Time, Unit, Value};
use crate::text::wording::Wording;

/// What one figure is to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    /// The same.
    Equal,
    /// The same in another unit.
    Converted,
    /// The same value, with its hedge on the source alone: 逾230亿 and "23 billion".
    HedgeDropped,
    /// The same value, with a hedge on the target alone.
    HedgeAdded,
    /// The same value, with hedges that contradict each other: 逾230亿 and "nearly 23 billion".
    HedgeReversed,
    /// The same value, hedged to the same side, where the value itself is counted in on one side only: 三年以上 and "over
    /// three years". Chinese law counts it in (Civil Code, article 1259).
    HedgeShifted,
    /// The target is the source rounded to the target's last digit.
    Rounded,
    /// The source is the target rounded: fine between two independent texts, not in a translation.
    Sharpened,
    /// One value lies within the other's hedge: "over 590" and 592.29.
    WithinBound,
    /// One is an end of the range that the other says.
    EndOfRange,
    /// Only the magnitude is said on one side, and it fits.
    Magnitude,
    /// The same number, as a place in a row on one side and as a count on the other.
    OrdinalCardinal,
    /// The same number, with a percent sign on one side only.
    PercentSign,
    /// The same number, as percent on one side and percentage points on the other.
    PercentPoint,
    /// The same number in another unit of measure.
    Unit,
    /// The same number in another currency.
    Currency,
    /// The target is the source times ten to this power.
    PowerOfTen(i32),
    /// Two digits are exchanged.
    Transposed,
    /// One digit differs.
    OneDigit,
    /// A time of day on one side, a length of time of as many hours on the other: 22时 and "22 hours".
    HoursForTime,
    /// Both are dates or times and not the same.
    OtherDate,
    /// Both are ordinals and not the same.
    OtherOrdinal,
    /// Of one kind, and different.
    Different,
    /// They have nothing to do with each other.
    Unrelated,
}

impl Relation {
    /// All of them, one power of ten for all.
    pub const ALL: [Relation; 24] = [
        Relation::Equal,
        Relation::Converted,
        Relation::HedgeDropped,
        Relation::HedgeAdded,
        Relation::HedgeReversed,
        Relation::HedgeShifted,
        Relation::Rounded,
        Relation::Sharpened,
        Relation::WithinBound,
        Relation::EndOfRange,
        Relation::Magnitude,
        Relation::OrdinalCardinal,
        Relation::PercentSign,
        Relation::PercentPoint,
        Relation::Unit,
        Relation::Currency,
        Relation::PowerOfTen(1),
        Relation::Transposed,
        Relation::OneDigit,
        Relation::HoursForTime,
        Relation::OtherDate,
        Relation::OtherOrdinal,
        Relation::Different,
        Relation::Unrelated,
    ];

    /// Its name, for machines, and in Chinese, for people.
    fn names(self) -> (&'static str, &'static str) {
        match self {
            Relation::Equal => ("equal", "相等"),
            Relation::Converted => ("converted", "换算后相等"),
            Relation::HedgeDropped => ("hedge-dropped", "限定词漏译"),
            Relation::HedgeAdded => ("hedge-added", "限定词增译"),
            Relation::HedgeReversed => ("hedge-reversed", "限定词相反"),
            Relation::HedgeShifted => ("hedge-shifted", "是否包括本数不同"),
            Relation::Rounded => ("rounded", "舍入后相等"),
            Relation::Sharpened => ("sharpened", "译文更精确"),
            Relation::WithinBound => ("within-bound", "在限定范围内"),
            Relation::EndOfRange => ("end-of-range", "为区间的一端"),
            Relation::Magnitude => ("magnitude", "数量级相符"),
            Relation::OrdinalCardinal => ("ordinal-cardinal", "序数与基数"),
            Relation::PercentSign => ("percent-sign", "百分号不一致"),
            Relation::PercentPoint => ("percent-point", "百分点与百分数"),
            Relation::Unit => ("unit", "单位不同"),
            Relation::Currency => ("currency", "币种不同"),
            Relation::PowerOfTen(_) => ("power-of-ten", "数量级不同"),
            Relation::Transposed => ("transposed", "数字颠倒"),
            Relation::OneDigit => ("one-digit", "一位数字不同"),
            Relation::HoursForTime => ("hours-for-time", "时刻与时长"),
            Relation::OtherDate => ("other-date", "日期或时间不同"),
            Relation::OtherOrdinal => ("other-ordinal", "序数不同"),
            Relation::Different => ("different", "数值不同"),
            Relation::Unrelated => ("unrelated", "互不相关"),
        }
    }

    /// Its name, for machines.
    pub fn name(self) -> &'static str {
        self.names().0
    }

    /// Its name in Chinese, for people.
    pub fn chinese_name(self) -> &'static str {
        self.names().1
    }

    /// Whether the two figures come to the same value, as a reviser would let it pass; how they are hedged is another matter.
    pub fn holds(self) -> bool {
        match self {
            Relation::Equal
            | Relation::Converted
            | Relation::HedgeDropped
            | Relation::HedgeAdded
            | Relation::HedgeReversed
            | Relation::HedgeShifted
            | Relation::Rounded
            | Relation::WithinBound
            | Relation::EndOfRange
            | Relation::Magnitude
            | Relation::OrdinalCardinal
            | Relation::PercentSign => true,
            Relation::Sharpened
            | Relation::PercentPoint
            | Relation::Unit
            | Relation::Currency
            | Relation::PowerOfTen(_)
            | Relation::Transposed
            | Relation::OneDigit
            | Relation::HoursForTime
            | Relation::OtherDate
            | Relation::OtherOrdinal
            | Relation::Different
            | Relation::Unrelated => false,
        }
    }

    /// Whether both figures have the same value, however they are hedged.
    pub fn is_same_value(self) -> bool {
        matches!(
            self,
            Relation::Equal
                | Relation::Converted
                | Relation::HedgeDropped
                | Relation::HedgeAdded
                | Relation::HedgeReversed
                | Relation::HedgeShifted
        )
    }

    /// How unlikely it is that two figures so related belong together, in thousandths: what matching minimises.
    pub fn cost(self) -> u32 {
        match self {
            Relation::Equal => 0,
            Relation::HedgeShifted => 5,
            Relation::HedgeDropped | Relation::HedgeAdded => 15,
            Relation::HedgeReversed => 40,
            Relation::Converted => 50,
            Relation::Rounded => 100,
            Relation::WithinBound | Relation::EndOfRange => 150,
            Relation::OrdinalCardinal | Relation::PercentSign => 200,
            Relation::Magnitude => 250,
            Relation::PercentPoint | Relation::Unit | Relation::Currency | Relation::HoursForTime => 300,
            Relation::Transposed => 450,
            Relation::OneDigit | Relation::PowerOfTen(_) | Relation::Sharpened => 500,
            Relation::OtherDate | Relation::OtherOrdinal => 700,
            Relation::Different => 800,
            Relation::Unrelated => 2000,
        }
    }
}

/// What `target` is to `source`.
pub fn compare(source: &Quantity, target: &Quantity) -> Relation {
    match by_value(source, target) {
        // of "three or more" for 超过2 the words differ because the numbers do
        Relation::Equal if source.value != target.value => Relation::Equal,
        same @ (Relation::Equal | Relation::Converted) => hedges(source, target).unwrap_or(same),
        other => other,
    }
}

/// How the hedges of two figures of the same value differ.
fn hedges(source: &Quantity, target: &Quantity) -> Option<Relation> {
    use Bound::{AtLeast, AtMost, Exact, Near, Over, Under, Vague};
    let hedged = |quantity: &Quantity| {
        let amount = matches!(quantity.value, Value::Exact(_) | Value::Range(..));
        amount && !matches!(quantity.kind, Kind::Ordinal | Kind::Ratio | Kind::Label) && quantity.bound != Vague
    };
    if !hedged(source) || !hedged(target) {
        return None;
    }
    match (source.bound, target.bound) {
        (a, b) if a == b => None,
        (Exact, _) => Some(Relation::HedgeAdded),
        (_, Exact) => Some(Relation::HedgeDropped),
        (Over | AtLeast, Under | AtMost | Near) | (Under | AtMost | Near, Over | AtLeast) => {
            Some(Relation::HedgeReversed)
        }
        (Over, AtLeast) | (AtLeast, Over) | (Under, AtMost) | (AtMost, Under) => Some(Relation::HedgeShifted),
        _ => None,
    }
}

/// How the values relate, whatever the hedges.
fn by_value(source: &Quantity, target: &Quantity) -> Relation {
    match (&source.value, &target.value) {
        (Value::Label(a), Value::Label(b)) if a.eq_ignore_ascii_case(b) => Relation::Equal,
        (Value::Label(label), other) | (other, Value::Label(label)) => label_and(label, other),
        (Value::Time(a), Value::Time(b)) => {
            let hours = a.hour % 24 == b.hour % 24 || (a.hour % 12 == b.hour % 12 && !(a.certain && b.certain));
            let minutes = a.minute.unwrap_or(0) == b.minute.unwrap_or(0);
            if hours && minutes { Relation::Equal } else { Relation::OtherDate }
        }
        (Value::Time(time), other) => hour_and(*time, other, target),
        (other, Value::Time(time)) => hour_and(*time, other, source),
        (Value::Date(_) | Value::Dates(..), _) | (_, Value::Date(_) | Value::Dates(..)) => dates(source, target),
        (Value::Magnitude(a), Value::Magnitude(b)) if a == b => Relation::Equal,
        (Value::Magnitude(magnitude), other) | (other, Value::Magnitude(magnitude)) => {
            within_magnitude(*magnitude, other)
        }
        (Value::Range(a), Value::Range(b)) => ranges(a, b, source, target),
        (Value::Range(ends), Value::Exact(end)) | (Value::Exact(end), Value::Range(ends)) => {
            let is_end = (ends.low == *end || ends.high == *end)
                && (same_sort(source, target) || is_place_by_number(source, target));
            if is_end { Relation::EndOfRange } else { Relation::Unrelated }
        }
        (Value::Exact(a), Value::Exact(b)) => numbers(*a, *b, source, target),
    }
}

/// A time of day against a number: 12点 may be read as twelve of something, and be said as so many hours.
fn hour_and(time: Time, value: &Value, other: &Quantity) -> Relation {
    let hour = Number::whole(i128::from(time.hour));
    let on_the_hour = time.minute.unwrap_or(0) == 0;
    let in_hours = other.unit.as_ref().is_some_and(|unit| unit.ucum && &*unit.code == "h");
    match value {
        Value::Range(ends) if on_the_hour && in_hours && (ends.low == hour || ends.high == hour) => {
            Relation::HoursForTime
        }
        Value::Exact(number) if on_the_hour && in_hours && *number == hour => Relation::HoursForTime,
        Value::Exact(number) if on_the_hour && other.kind == Kind::Number && *number == hour => Relation::Equal,
        _ => Relation::Unrelated,
    }
}

fn label_and(label: &str, other: &Value) -> Relation {
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let same = match other {
        Value::Exact(number) => {
            // 4.0版 is v4.0
            let version = label.strip_prefix(['v', 'V']).and_then(Number::parse);
            number.to_string() == *label || number.to_string() == digits(label) || version == Some(*number)
        }
        Value::Label(second) => {
            digits(label) == digits(second) || is_part_of(label, second) || is_part_of(second, label)
        }
        Value::Date(date) => date.month.zip(date.day).is_some_and(|(month, day)| label == format!("{month}·{day}")),
        Value::Range(..) | Value::Magnitude(_) | Value::Dates(..) | Value::Time(_) => false,
    };
    if same { Relation::Equal } else { Relation::Unrelated }
}

/// 1 of 2.1: a list item by its own number and by those of all above it.
fn is_part_of(item: &str, whole: &str) -> bool {
    whole.strip_suffix(item).is_some_and(|above| above.ends_with('.'))
}

fn within_magnitude(magnitude: Number, other: &Value) -> Relation {
    let Value::Exact(number) = other else { return Relation::Unrelated };
    let top = magnitude.times(Number::whole(20));
    let fits = *number >= magnitude && top.is_some_and(|top| *number <= top);
    if fits { Relation::Magnitude } else { Relation::Unrelated }
}

fn ranges(a: &Ends, b: &Ends, source: &Quantity, target: &Quantity) -> Relation {
    match (numbers(a.low, b.low, source, target), numbers(a.high, b.high, source, target)) {
        (low, high) if low == high => low,
        (Relation::Equal, other) | (other, Relation::Equal) => other,
        _ => Relation::Unrelated,
    }
}

/// A date against a date, a year as a plain number, or a day as an ordinal.
fn dates(source: &Quantity, target: &Quantity) -> Relation {
    let (a, b) = (ends(&source.value), ends(&target.value));
    if a.is_empty() || b.is_empty() {
        let number = source.value.exact().or(target.value.exact()).and_then(Number::as_whole);
        let dates = if a.is_empty() { b } else { a };
        let named = |date: &Date| {
            let only_day = date.month.is_none() && date.year.is_none();
            number.is_some()
                && (number == date.year.map(i128::from) || (only_day && number == date.day.map(i128::from)))
        };
        if dates.iter().any(named) {
            return Relation::Equal;
        }
        let short = |year: &Quantity, dates: &[Date]| matches!(dates, [date] if is_short_year(year, *date));
        let is_short = short(source, &dates) || short(target, &dates);
        return if is_short { Relation::Converted } else { year_for_count(source, target) };
    }
    match (a.as_slice(), b.as_slice()) {
        ([a], [b]) if a.agrees(*b) && a.overlaps(*b) => Relation::Equal,
        ([a], [b]) if a.overlaps(*b) => Relation::OtherDate,
        ([a1, a2], [b1, b2]) => {
            if a1.agrees(*b1) && a2.agrees(*b2) {
                Relation::Equal
            } else {
                Relation::OtherDate
            }
        }
        ([one], many) | (many, [one]) if many.iter().any(|end| end.agrees(*one) && end.overlaps(*one)) => {
            Relation::EndOfRange
        }
        _ => Relation::Unrelated,
    }
}

/// 17年 where it says the year 2017: it looks like seventeen years.
fn is_short_year(years: &Quantity, date: Date) -> bool {
    let digits = years.kind == Kind::Duration && !years.written.words && years.bound == Bound::Exact;
    let unit = years.unit.as_ref().is_some_and(|unit| &*unit.code == "a");
    let value = years.value.exact().and_then(Number::as_whole).filter(|_| digits && unit);
    let lately = date.month.is_none() && !date.decade && date.year.is_some_and(|year| (1950..2050).contains(&year));
    lately && value.is_some() && value == date.year.map(|year| i128::from(year % 100))
}

/// A count that a slip made look like a year: 186 and 1860.
fn year_for_count(source: &Quantity, target: &Quantity) -> Relation {
    let number = |quantity: &Quantity| match (&quantity.value, quantity.kind) {
        (Value::Exact(number), Kind::Number) => Some(*number),
        (Value::Date(Date { year: Some(year), month: None, day: None, .. }), _) => {
            Some(Number::whole(i128::from(*year)))
        }
        _ => None,
    };
    let power = number(source).zip(number(target)).and_then(|(a, b)| b.over(a)).and_then(Number::log10_exact);
    power.map_or(Relation::Unrelated, Relation::PowerOfTen)
}

fn ends(value: &Value) -> Vec<Date> {
    match value {
        Value::Date(date) => vec![*date],
        Value::Dates(from, to) => vec![*from, *to],
        Value::Exact(_) | Value::Range(..) | Value::Magnitude(_) | Value::Time(_) | Value::Label(_) => Vec::new(),
    }
}

fn numbers(a: Number, b: Number, source: &Quantity, target: &Quantity) -> Relation {
    if let Some(relation) = across_kinds(a, b, source, target) {
        return relation;
    }
    if let Some(relation) = converted(a, b, source, target) {
        return relation;
    }
    if a == b {
        return if measured_apart(source, target) { Relation::Unit } else { Relation::Equal };
    }
    if source.kind == Kind::Multiple && target.kind == Kind::Multiple && off_by_one(a, b) {
        return Relation::Rounded;
    }
    if next_whole(a, b, source.bound, target.bound) || next_whole(b, a, target.bound, source.bound) {
        return Relation::Equal;
    }
    if let Some(relation) = approximate(a, b, source, target) {
        return relation;
    }
    slip(a, b, source, target)
}

/// Figures of two kinds that are the same number, or the same share.
fn across_kinds(a: Number, b: Number, source: &Quantity, target: &Quantity) -> Option<Relation> {
    use Kind::{Money, Multiple, Number as Count, Ordinal, Percent, PercentagePoint};
    let hundredth = |percent: Number, share: Number| percent.over(Number::whole(100)) == Some(share);
    let grown = |percent: Number, times: Number| {
        percent.over(Number::whole(100)).and_then(|more| more.plus(Number::ONE)) == Some(times)
    };
    let equal = (a == b).then_some(Relation::Equal);
    match (source.kind, target.kind) {
        (Percent, Percent) if complements(a, b, source, target) => Some(Relation::Equal),
        (x, y) if x == y && x != Money => None,
        (Kind::Ratio, _) | (_, Kind::Ratio) if a.times(b) == Some(Number::ONE) => Some(Relation::Equal),
        (Money, Money) if source.currency == target.currency => None,
        (Money, Money) => Some(if a == b { Relation::Currency } else { Relation::Unrelated }),
        (Percent, PercentagePoint) | (PercentagePoint, Percent) => {
            Some(if a == b { Relation::PercentPoint } else { Relation::Unrelated })
        }
        (Percent, Count) if hundredth(a, b) => Some(Relation::Equal),
        (Count, Percent) if hundredth(b, a) => Some(Relation::Equal),
        (Percent, Multiple) if hundredth(a, b) || grown(a, b) => Some(Relation::Equal),
        (Multiple, Percent) if hundredth(b, a) || grown(b, a) => Some(Relation::Equal),
        (Percent | PercentagePoint, _) | (_, Percent | PercentagePoint) => {
            Some(if a == b { Relation::PercentSign } else { Relation::Unrelated })
        }
        // 第6级 is no "6 years"
        (Ordinal, Kind::Duration | Kind::Measure) if is_of_another_sort(source, target) => Some(Relation::Unrelated),
        (Kind::Duration | Kind::Measure, Ordinal) if is_of_another_sort(target, source) => Some(Relation::Unrelated),
        (Ordinal, _) | (_, Ordinal) => Some(if a == b { Relation::OrdinalCardinal } else { Relation::Unrelated }),
        (Money | Count, Money | Count) => equal.is_some().then_some(Relation::Equal),
        _ => equal,
    }
}

/// Whether a place in a row has a counter that is no unit, nor one of time as in 第16年, and the other figure is measured.
fn is_of_another_sort(ordinal: &Quantity, measured: &Quantity) -> bool {
    const TIMES: [&str; 10] = ["年", "月", "个月", "天", "日", "周", "岁", "歲", "小时", "次"];
    ordinal.unit.as_ref().is_some_and(|unit| !unit.ucum && !TIMES.contains(&&*unit.code))
        && measured.unit.as_ref().is_some_and(|unit| unit.ucum)
}

/// 70 % of it is 30 % less than it.
fn complements(a: Number, b: Number, source: &Quantity, target: &Quantity) -> bool {
    let falls = |quantity: &Quantity| quantity.direction == Some(Direction::Down);
    a != b && falls(source) != falls(target) && a.plus(b) == Some(Number::whole(100))
}

/// Whether one is the other in another unit; the same number in another unit is judged elsewhere.
fn converted(a: Number, b: Number, source: &Quantity, target: &Quantity) -> Option<Relation> {
    let (x, y) = (source.unit.as_ref()?, target.unit.as_ref()?);
    if x == y {
        return None;
    }
    let ((from, first), (to, second)) = (in_base_units(a, x)?, in_base_units(b, y)?);
    if first != second {
        return None;
    }
    let gap = from.minus(to)?.abs().over(to.abs())?;
    // an acre is no round number of hectares: a twentieth is what conversion by hand may round away
    if gap <= Number::fraction(1, 20)? {
        return Some(Relation::Converted);
    }
    (a != b).then_some(Relation::Different)
}

/// Whether the two are measured in units of which neither can stand for the other: metres and cubic metres.
fn measured_apart(source: &Quantity, target: &Quantity) -> bool {
    let measured = |quantity: &Quantity| quantity.unit.clone().filter(|unit| unit.ucum);
    // degrees of Celsius are often just degrees, and the "per hour" of a rate may stand anywhere
    let rate = |unit: &Unit| unit.code.contains('/');
    let degrees = |unit: &Unit| matches!(&*unit.code, "deg" | "Cel" | "[degF]");
    let loose = |a: &Unit, b: &Unit| (&*a.code == "deg" || &*b.code == "deg") && degrees(a) && degrees(b);
    measured(source).zip(measured(target)).is_some_and(|(a, b)| a != b && rate(&a) == rate(&b) && !loose(&a, &b))
}

/// 增加十倍 is eleven times as much, and "tenfold" ten: let pass where it makes little difference.
fn off_by_one(a: Number, b: Number) -> bool {
    a.minus(b).map(Number::abs) == Some(Number::ONE) && a.max(b) >= Number::whole(5)
}

/// "Over two" passengers are "three or more".
fn next_whole(a: Number, b: Number, bound: Bound, other: Bound) -> bool {
    let step = match (bound, other) {
        (Bound::Over, Bound::AtLeast) => Number::ONE,
        (Bound::Under, Bound::AtMost) => Number::whole(-1),
        _ => return false,
    };
    a.is_whole() && a.plus(step) == Some(b)
}

/// Rounding, and values that lie within a hedge.
fn approximate(a: Number, b: Number, source: &Quantity, target: &Quantity) -> Option<Relation> {
    if !same_sort(source, target) {
        return None;
    }
    let rounds = |fine: Number, coarse: Number, digit| {
        // cutting 1.5 down to 1 is no rounding that anyone would let pass
        let near = fine
            .minus(coarse)
            .is_some_and(|gap| gap.abs().times(Number::whole(20)).is_some_and(|gap| gap <= fine.abs()));
        near && (fine.rounded(digit) == Some(coarse) || fine.truncated(digit) == Some(coarse))
    };
    if target.last_digit > source.last_digit && rounds(a, b, target.last_digit) && !b.is_zero() {
        return Some(Relation::Rounded);
    }
    if is_dozen(source, a) && is_more_than_ten(target, b) || is_dozen(target, b) && is_more_than_ten(source, a) {
        return Some(Relation::WithinBound);
    }
    // "over 590" holds 592.29, but two hedged figures are each other's rendering only when they say the same
    let one_sided = (source.bound == Bound::Exact) != (target.bound == Bound::Exact);
    if source.last_digit > target.last_digit && rounds(b, a, source.last_digit) && !a.is_zero() {
        let hedged = one_sided && within(b, a, source.bound);
        return Some(if hedged { Relation::WithinBound } else { Relation::Sharpened });
    }
    let otherwise_hedged = source.bound != target.bound && source.bound != Bound::Exact && target.bound != Bound::Exact;
    if otherwise_hedged
        && a.minus(b).is_some_and(|gap| gap.abs().times(Number::whole(5)).is_some_and(|gap| gap <= a.abs()))
    {
        // 十多名 and "about a dozen"
        return Some(Relation::WithinBound);
    }
    let holds = (within(b, a, source.bound) && is_rounder(a, b)) || (within(a, b, target.bound) && is_rounder(b, a));
    (one_sided && holds).then_some(Relation::WithinBound)
}

/// Whether a figure is the word "dozen", which is some ten where it is hedged: 十多例, "over a dozen cases".
fn is_dozen(quantity: &Quantity, value: Number) -> bool {
    quantity.written.words && value == Number::whole(12) && matches!(quantity.bound, Bound::Over | Bound::About)
}

fn is_more_than_ten(quantity: &Quantity, value: Number) -> bool {
    value == Number::whole(10) && quantity.bound == Bound::Over
}

/// Whether `hedged` ends in more noughts than `value`: "over 590" is 592.29 rounded off, "at most 18.5" is not 17.5.
fn is_rounder(hedged: Number, value: Number) -> bool {
    let noughts = |number: Number| (-9..=24).rev().find(|&power| number.truncated(power) == Some(number));
    noughts(hedged) > noughts(value)
}

/// Whether `value` is what "over `limit`" and the like say of it: beyond it, and by no more than a tenth.
fn within(value: Number, limit: Number, bound: Bound) -> bool {
    let tenth = limit.abs().over(Number::whole(10)).unwrap_or(Number::ZERO);
    let Some(gap) = value.minus(limit) else { return false };
    match bound {
        Bound::Over | Bound::AtLeast => gap >= Number::ZERO && gap <= tenth,
        Bound::Under | Bound::AtMost | Bound::Near => gap <= Number::ZERO && gap.abs() <= tenth,
        Bound::About => gap.abs() <= tenth,
        Bound::Exact | Bound::Vague => false,
    }
}

/// Whether the two count or measure the same sort of thing, as far as can be told.
fn same_sort(source: &Quantity, target: &Quantity) -> bool {
    use Kind::{Duration, Measure, Money, Number as Count};
    let currencies = source.currency.zip(target.currency).is_none_or(|(a, b)| a == b);
    let sort = |kind| if matches!(kind, Count | Measure | Duration | Money) { Count } else { kind };
    let measured = |q: &Quantity| q.unit.as_ref().filter(|unit| unit.ucum).map(|unit| unit.code.clone());
    let units = measured(source).zip(measured(target)).is_none_or(|(a, b)| a == b);
    let money = (source.kind == Money) == (target.kind == Money) || source.kind == Count || target.kind == Count;
    sort(source.kind) == sort(target.kind) && currencies && units && money
}

/// Whether the one is a place in a row and the other a bare number: 第16至17条 and "Articles 16 and 17".
fn is_place_by_number(source: &Quantity, target: &Quantity) -> bool {
    let bare = |figure: &Quantity| figure.kind == Kind::Number && figure.unit.is_none();
    (source.kind == Kind::Ordinal && bare(target)) || (bare(source) && target.kind == Kind::Ordinal)
}

/// What slip of the pen makes the one the other.
fn slip(a: Number, b: Number, source: &Quantity, target: &Quantity) -> Relation {
    if !same_sort(source, target) {
        return Relation::Unrelated;
    }
    if source.kind == Kind::Ordinal {
        return Relation::OtherOrdinal;
    }
    if let Some(power) = b.over(a).and_then(Number::log10_exact) {
        return Relation::PowerOfTen(power);
    }
    let (x, y) = (significant(a), significant(b));
    if x.len() == y.len() && x.len() > 1 && strsim::osa_distance(&x, &y) == 1 {
        let sorted = |digits: &str| {
            let mut bytes: Vec<u8> = digits.bytes().collect();
            bytes.sort_unstable();
            bytes
        };
        return if sorted(&x) == sorted(&y) { Relation::Transposed } else { Relation::OneDigit };
    }
    Relation::Different
}

/// The digits that are left without sign, point and leading zeros.
fn significant(number: Number) -> String {
    let digits: String = number.to_string().chars().filter(char::is_ascii_digit).collect();
    digits.trim_start_matches('0').to_owned()
}

/// Both figures as they are written and what they come to, and how the two relate; the message of a finding.
///
/// «10329.34万元 = CNY 103,293,400; RMB103,293.4 = CNY 103,293.4: 1,000 times too small»
pub fn explain(source: &Quantity, source_text: &str, target: &Quantity, target_text: &str) -> Wording {
    let (a, b) = (equation(source, source_text), equation(target, target_text));
    let verdict = verdict(compare(source, target), source, target);
    Wording::new(format!("{}; {}: {}", a.en, b.en, verdict.en), format!("{}；{}：{}", a.zh, b.zh, verdict.zh))
}

/// A figure as it is written and what it comes to; once where the two are the same.
pub fn equation(quantity: &Quantity, text: &str) -> Wording {
    let readings = quantity.readings();
    let text = text.trim();
    let equated =
        |reading: Cow<'static, str>| if reading == text { reading } else { format!("{text} = {reading}").into() };
    Wording { en: equated(readings.en), zh: equated(readings.zh) }
}

fn verdict(relation: Relation, source: &Quantity, target: &Quantity) -> Wording {
    match relation {
        Relation::Equal => Wording::fixed("the same", "相等"),
        Relation::Converted => Wording::fixed("the same in another unit", "换算单位后相等"),
        Relation::HedgeDropped | Relation::HedgeAdded | Relation::HedgeReversed | Relation::HedgeShifted => {
            verdict_on_hedges(relation, source.bound, target.bound)
        }
        Relation::Rounded => Wording::fixed("the same, rounded", "舍入后相等"),
        Relation::Sharpened => Wording::fixed("more exact than the source", "比原文精确"),
        Relation::WithinBound => Wording::fixed("within the hedge", "在限定范围内"),
        Relation::EndOfRange => Wording::fixed("an end of the range", "为区间的一端"),
        Relation::Magnitude => Wording::fixed("the magnitude fits", "数量级相符"),
        Relation::OrdinalCardinal => Wording::fixed(
            "the same number, once as an ordinal and once as a count",
            "数字相同，一处为序数，一处为基数",
        ),
        Relation::PercentSign => Wording::fixed("the same number, once as percent", "数字相同，仅一处为百分数"),
        Relation::PercentPoint => match source.kind {
            Kind::PercentagePoint => Wording::fixed("percentage points became percent", "“百分点”译成了“百分之”"),
            _ => Wording::fixed("percent became percentage points", "“百分之”译成了“百分点”"),
        },
        Relation::Unit => Wording::fixed("another unit", "单位不同"),
        Relation::Currency => Wording::fixed("another currency", "币种不同"),
        Relation::PowerOfTen(power) => {
            let times = Number::power_of_ten(power.abs()).map(Number::grouped).unwrap_or_default();
            match power {
                1.. => Wording::new(format!("{times} times too large"), format!("译文是原文的{times}倍")),
                _ => Wording::new(format!("{times} times too small"), format!("译文只有原文的1/{times}")),
            }
        }
        Relation::Transposed => Wording::fixed("two digits are exchanged", "两位数字颠倒"),
        Relation::OneDigit => Wording::fixed("one digit differs", "一位数字不同"),
        Relation::HoursForTime => match source.kind {
            Kind::Time => Wording::fixed("a time of day became a length of time", "时刻译成了时长"),
            _ => Wording::fixed("a length of time became a time of day", "时长译成了时刻"),
        },
        Relation::OtherDate if source.kind == Kind::Time && target.kind == Kind::Time => {
            Wording::fixed("another time", "时间不同")
        }
        Relation::OtherDate => Wording::fixed("another date", "日期不同"),
        Relation::OtherOrdinal => Wording::fixed("another ordinal", "序数不同"),
        Relation::Different | Relation::Unrelated => Wording::fixed("not the same", "数值不同"),
    }
}

/// What became of a hedge; Chinese law says of a number that it is included or not (Civil Code, article 1259).
fn verdict_on_hedges(relation: Relation, source: Bound, target: Bound) -> Wording {
    let (a, b) = (hedge(source), hedge(target));
    match relation {
        Relation::HedgeDropped => Wording::new(format!("the \"{}\" is lost", a.en), format!("漏译“{}”", a.zh)),
        Relation::HedgeAdded => Wording::new(format!("\"{}\" is added", b.en), format!("增译“{}”", b.zh)),
        Relation::HedgeReversed => {
            Wording::new(format!("\"{}\" became \"{}\"", a.en, b.en), format!("“{}”译成了“{}”", a.zh, b.zh))
        }
        _ => {
            let counted = |bound| match bound {
                Bound::AtLeast | Bound::AtMost => Wording::fixed("includes", "包括"),
                _ => Wording::fixed("excludes", "不包括"),
            };
            let (a, b) = (counted(source), counted(target));
            Wording::new(
                format!("the source {} the number itself, the translation {} it", a.en, b.en),
                format!("原文{}本数，译文{}本数", a.zh, b.zh),
            )
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quantity::read;
    use crate::text::lang::Lang;

    #[test]
    fn a_pair_of_figures_relates_as_a_reviser_would_say() {
        let check = |zh: &str, en: &str, relation: &str| {
            let (a, b) = (read(zh, Lang::Zh), read(en, Lang::En));
            assert!(a.len() == 1 && b.len() == 1, "one figure each: {zh} {a:?} | {en} {b:?}");
            assert_eq!(compare(&a[0], &b[0]).name(), relation, "{zh} | {en}");
        };
        check("10329.34万元", "RMB103,293,400", "equal");
        check("10329.34万元", "RMB103,293.4", "power-of-ten");
        check("15.94亿元", "RMB1,594 million", "equal");
        check("257.36亿元", "RMB 25.7 billion", "rounded");
        check("257亿元", "RMB 25.736 billion", "sharpened");
        check("超3000条", "more than 3,030", "one-digit");
        check("超万家次", "over 10,300", "sharpened");
        check("186件", "1860 cases", "power-of-ten");
        check("超590亿元", "RMB 59.229 billion", "within-bound");
        check("2.74个百分点", "2.74 percent", "percent-point");
        check("100万元", "USD 1 million", "currency");
        check("2000亿斤", "100 million tons", "converted");
        check("300万亩", "200,000 hectares", "converted");
        check("17.5亿立方米", "1.75 billion meters", "unit");
        check("超过2人", "3 or more people", "equal");
        check("1.5小时", "1 hour", "different");
        check("增加了十倍", "increased tenfold", "rounded");
        check("低于底价之百分之七十", "30 percent less than the price", "equal");
        check("不得小于二万五千分之一", "25,000:1", "equal");
        check("三成", "30 percent", "equal");
        check("增长两倍", "tripled", "equal");
        check("第二十五届", "the 25th", "equal");
        check("第二十五届", "the 26th", "other-ordinal");
        check("第16年", "16 years", "ordinal-cardinal");
        check("2025年", "in 2025", "equal");
        check("2025年", "in 2024", "other-date");
        check("4月26日", "April 26, 2025", "equal");
        check("25日", "the 25th", "equal");
        check("3106件", "3,160 cases", "transposed");
        check("3106件", "3,107 cases", "one-digit");
        check("4至8个月", "four to eight months", "equal");
        check("数十名专家", "dozens of experts", "equal");
        check("三分之一的人", "a third of the people", "equal");
        check("15时30分", "3:30 p.m.", "equal");
        check("15时30分", "3:45 p.m.", "other-date");
        check("17年", "in 2017", "converted");
        check("17年", "in 2018", "unrelated");
        check("十七年", "in 2017", "unrelated");
        check("42.5%", "not more than 43.5%", "one-digit");
        check("增加了十倍", "increased fivefold", "different");
        check("3106元", "3,160 tons", "unrelated");
        check("35摄氏度", "35 degrees", "equal");
        check("十多名", "nearly 12 people", "within-bound");
        check("120人", "about 100 people", "one-digit");
        check("十多例", "over a dozen cases", "within-bound");
        check("12例", "over ten cases", "one-digit");
        check("十例", "about a dozen cases", "one-digit");
        check("约120人", "about 100 people", "one-digit");
        check("12•7案", "the 12•7 case", "equal");
        check("50%", "half of them", "equal");
        check("120件", "305 cases", "different");
        check("120件", "3.5%", "unrelated");
        check("逾230亿元", "over RMB23 billion", "equal");
        check("逾230亿元", "RMB23 billion", "hedge-dropped");
        check("230亿元", "about RMB23 billion", "hedge-added");
        check("逾230亿元", "nearly RMB23 billion", "hedge-reversed");
        check("不超过30天", "at least 30 days", "hedge-reversed");
        check("三年以上", "over three years", "hedge-shifted");
        check("近百人", "about 100 people", "equal");
        check("2000余亿斤", "100 million tons", "hedge-dropped");
    }

    #[test]
    fn a_message_shows_both_values_and_the_slip() {
        let (a, b) = (read("10329.34万元", Lang::Zh), read("RMB103,293.4", Lang::En));
        let message = explain(&a[0], "10329.34万元", &b[0], "RMB103,293.4");
        let english = "10329.34万元 = CNY 103,293,400; RMB103,293.4 = CNY 103,293.4: 1,000 times too small";
        let chinese = "10329.34万元 = 103,293,400元；RMB103,293.4 = 103,293.4元：译文只有原文的1/1,000";
        assert_eq!((&*message.en, &*message.zh), (english, chinese));
    }
}
