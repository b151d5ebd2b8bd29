//! Amounts: a numeral with its unit, currency or counter; shares, multiples, vague numbers.

use super::numeral::{Numeral, hanzi_digit, numeral, scale};
use super::ordinal::counter;
use super::{Place, currency_before, longest, words};
use crate::quantity::number::Number;
use crate::quantity::value::{Bound, Direction, Kind, Mode, Quantity, Unit, Value, Written};
use crate::quantity::{currency, unit};
use crate::text::span::Span;

/// 百分之三十, 千分之五, 三分之一, 二又三分之一.
pub fn share(place: &Place) -> Option<Quantity> {
    let rest = place.rest();
    let (whole, at) = whole_part(rest).unwrap_or((Number::ZERO, 0));
    let (denominator, after) = rest[at..].split_once("分之")?;
    let read = numeral(denominator).filter(|read| read.len == denominator.len() && read.value > Number::ONE)?;
    let top = numeral(after)?;
    let len = rest.len() - after.len() + top.len;
    let exponent = read.value.log10_exact().filter(|exponent| *exponent >= 2 && denominator.chars().count() == 1);
    let part = |value: Number| match exponent {
        Some(exponent) => value.times(Number::power_of_ten(2 - exponent)?),
        None => value.over(read.value)?.plus(whole),
    };
    let kind = if exponent.is_some() { Kind::Percent } else { Kind::Number };
    let (value, len) = match upper_share(&rest[len..], denominator) {
        Some((upper, more)) => (Value::Range(part(top.value)?, part(upper.value)?), len + more),
        None => (Value::Exact(part(top.value)?), len),
    };
    let mut figure = place.figure(len, kind, value);
    figure.last_digit = top.last_digit + exponent.map_or(-6, |exponent| 2 - exponent);
    figure.written = Written { mantissa: Some(top.value), words: top.hanzi, ..Written::default() };
    Some(close(place, figure, len))
}

/// 二又 of 二又三分之一.
fn whole_part(rest: &str) -> Option<(Number, usize)> {
    let read = numeral(rest)?;
    rest[read.len..].strip_prefix('又')?;
    Some((read.value, read.len + '又'.len_utf8()))
}

/// 至百分之四十, 至四十, behind a share.
fn upper_share(after: &str, denominator: &str) -> Option<(Numeral, usize)> {
    let dash = dash(after)?;
    let again = format!("{denominator}分之");
    let at = dash + if after[dash..].starts_with(&again) { again.len() } else { 0 };
    let read = numeral(&after[at..])?;
    Some((read, at + read.len))
}

/// 数十, 几百万, 十几, 上百, 上万: only the magnitude is said.
pub fn vague(place: &Place) -> Option<Quantity> {
    let rest = place.rest();
    let first = rest.chars().next()?;
    let (value, mut len) = if matches!(first, '数' | '數' | '几' | '幾' | '上') {
        let scale_word = &rest[first.len_utf8()..];
        scale_word.chars().next().and_then(scale)?;
        let read = numeral(scale_word)?;
        (read.value, first.len_utf8() + read.len)
    } else {
        let read = numeral(rest)?;
        let several = rest[read.len..].chars().next().filter(|c| matches!(c, '几' | '幾'))?;
        (read.value, read.len + several.len_utf8())
    };
    if rest[len..].starts_with(['亿', '万']) && hanzi_digit(first).is_none() {
        len += '万'.len_utf8();
    }
    let mut figure = place.figure(len, Kind::Number, Value::Magnitude(value));
    figure.bound = Bound::Vague;
    figure.last_digit = value.log10_exact().unwrap_or(0);
    figure.written = Written { words: true, ..Written::default() };
    with_unit(place, figure, len)
}

/// 翻番, 翻一番, 翻两番.
pub fn doubling(place: &Place) -> Option<Quantity> {
    let after = place.rest().strip_prefix('翻')?.trim_start_matches('了');
    let (times, tail) = match numeral(after) {
        Some(read) => (read.value.as_whole()?, &after[read.len..]),
        None => (1, after),
    };
    let tail = tail.strip_prefix('番')?;
    let value = Number::whole(2i128.checked_pow(u32::try_from(times).ok()?)?);
    let mut figure = place.figure(place.rest().len() - tail.len(), Kind::Multiple, Value::Exact(value));
    (figure.direction, figure.mode) = (Some(Direction::Up), Some(Mode::By));
    figure.written = Written { words: true, ..Written::default() };
    Some(figure)
}

/// A numeral, or a range of two, and what it counts.
pub fn amount(place: &Place) -> Option<Quantity> {
    let rest = place.rest();
    if let Some(half) = half(place) {
        return Some(half);
    }
    let read = numeral(rest)?;
    let ranged = range(&read, &rest[read.len..]);
    let (value, len, last) = match ranged {
        Some((low, upper, more)) => (Value::Range(low, upper.value), read.len + more, upper),
        None => match read.upper {
            Some(upper) => (Value::Range(read.value, upper), read.len, read),
            None => (Value::Exact(read.value), read.len, read),
        },
    };
    let mut figure = place.figure(len, Kind::Number, value);
    figure.last_digit = if ranged.is_some() { last.last_digit.min(read.last_digit) } else { read.last_digit };
    figure.written = Written {
        mantissa: if ranged.is_some() { None } else { read.mantissa },
        scale: last.scale,
        words: read.hanzi,
        misgrouped: read.misgrouped || last.misgrouped,
    };
    if read.more_within {
        figure.bound = Bound::Over;
    }
    sign(place, &mut figure);
    let figure = with_unit(place, figure, len)?;
    (!read.hanzi || accepted(place, &read, &figure)).then_some(figure)
}

/// A minus sign, or 负.
fn sign(place: &Place, figure: &mut Quantity) {
    let before = place.before();
    let sign = ['负', '負', '−'].into_iter().find(|sign| before.ends_with(*sign));
    let minus = before.ends_with('-') && !before.trim_end_matches('-').ends_with(|c: char| c.is_alphanumeric());
    let sign = sign.or(minus.then_some('-'));
    let (Some(sign), Some(value)) = (sign, figure.value.exact().and_then(Number::negated)) else { return };
    figure.value = Value::Exact(value);
    figure.span.start = figure.span.start.min((place.start - sign.len_utf8()) as u32);
}

/// 半年, 半个月, 一半.
fn half(place: &Place) -> Option<Quantity> {
    let rest = place.rest();
    let len =
        if rest.starts_with("一半") { "一半".len() } else { rest.strip_prefix('半').map(|_| '半'.len_utf8())? };
    let value = Number::fraction(1, 2)?;
    let mut figure = place.figure(len, Kind::Number, Value::Exact(value));
    figure.last_digit = -1;
    figure.written = Written { mantissa: None, words: true, ..Written::default() };
    let figure = with_unit(place, figure, len)?;
    let timed = matches!(figure.kind, Kind::Duration | Kind::Measure);
    (timed || rest.starts_with("一半")).then_some(figure)
}

/// The upper end of a range behind its lower: 4至8, 600至850亿, where the scale is shared.
fn range(low: &Numeral, after: &str) -> Option<(Number, Numeral, usize)> {
    let dash = dash(after)?;
    let high = numeral(&after[dash..])?;
    let share = low.scale == 0 && high.scale > 0 && high.mantissa.is_some_and(|mantissa| low.value <= mantissa);
    let from = if share { low.value.times(Number::power_of_ten(high.scale)?)? } else { low.value };
    // 010-1234 is a telephone number; a range climbs
    (from < high.value && !low.padded && !high.padded).then_some((from, high, dash + high.len))
}

fn dash(text: &str) -> Option<usize> {
    const DASHES: &[&str] = &["——", "—", "–", "-", "－", "至", "到", "~", "～", "∼"];
    DASHES.iter().find(|dash| text.starts_with(**dash)).map(|dash| dash.len())
}

/// The figure with its unit: currency before or behind, percent, measure or counter; then what hedges it from behind.
fn with_unit(place: &Place, mut figure: Quantity, len: usize) -> Option<Quantity> {
    let rest = place.rest();
    let space = rest[len..].len() - rest[len..].trim_start_matches(' ').len();
    let more = words::HEDGE_WITHIN.iter().find(|word| rest[len + space..].starts_with(**word));
    let at = len + space + more.map_or(0, |word| word.len());
    if more.is_some() && figure.bound != Bound::Vague {
        figure.bound = Bound::Over;
    }
    let within = more.map_or(len, |_| at);
    let before = currency_before(place.before().trim_end_matches(hedge_text(place, &figure)));
    let unit = over_months(&rest[at..], &mut figure).or_else(|| unit_behind(&rest[at..], &figure));
    let len = match (unit, before) {
        (Some(Behind::Currency(code, more)), _) => {
            money(&mut figure, before.map_or(code, |(code, _)| code));
            at + more
        }
        (_, Some((code, _))) => {
            money(&mut figure, code);
            within
        }
        (Some(Behind::Percent(exponent, more)), _) => {
            percent(&mut figure, exponent)?;
            at + more
        }
        (Some(Behind::Point(more)), _) => {
            figure.kind = Kind::PercentagePoint;
            at + more
        }
        (Some(Behind::Multiple(more)), _) => {
            multiple(&mut figure)?;
            at + more
        }
        (Some(Behind::Measure(code, more)), _) => {
            figure.kind = if unit::is_time(code) { Kind::Duration } else { Kind::Measure };
            figure.unit = Some(Unit { code: code.to_owned(), ucum: true });
            if figure.kind == Kind::Duration && place.before().ends_with('近') {
                // 近10年 is "in the past ten years"
                figure.bound = Bound::Exact;
                figure.span.start = place.start as u32;
            }
            at + more
        }
        (Some(Behind::Counter(counter)), _) => {
            figure.unit = Some(Unit { code: counter.to_owned(), ucum: false });
            at + counter.len()
        }
        (None, None) => within,
    };
    if let Some((_, back)) = before {
        figure.span.start = figure.span.start.min((place.start - back.min(place.start)) as u32);
    }
    Some(close(place, figure, len))
}

/// 3个多月: the hedge stands within the unit.
fn over_months(text: &str, figure: &mut Quantity) -> Option<Behind> {
    const UNITS: &[(&str, &str)] =
        &[("个多月", "mo"), ("個多月", "mo"), ("个多小时", "h"), ("個多小時", "h"), ("个多星期", "wk")];
    let (code, len) = longest(text, UNITS)?;
    figure.bound = Bound::Over;
    Some(Behind::Measure(code, len))
}

/// The text of the hedge that the figure has taken from before it.
fn hedge_text<'a>(place: &Place<'a>, figure: &Quantity) -> &'a str {
    place.text.get(figure.span.start as usize..place.start).unwrap_or_default()
}

fn money(figure: &mut Quantity, code: &'static str) {
    figure.kind = Kind::Money;
    figure.currency = Some(code);
}

fn percent(figure: &mut Quantity, exponent: i32) -> Option<()> {
    figure.kind = Kind::Percent;
    let factor = Number::power_of_ten(exponent)?;
    let times = |number: Number| number.times(factor);
    figure.value = match &figure.value {
        Value::Exact(number) => Value::Exact(times(*number)?),
        Value::Range(low, high) => Value::Range(times(*low)?, times(*high)?),
        other => other.clone(),
    };
    figure.last_digit += exponent;
    Some(())
}

/// A multiple is what it comes to: 增长两倍 is threefold.
fn multiple(figure: &mut Quantity) -> Option<()> {
    figure.kind = Kind::Multiple;
    if figure.direction == Some(Direction::Up) && figure.mode == Some(Mode::By) {
        let more = |number: Number| number.plus(Number::ONE);
        figure.value = match &figure.value {
            Value::Exact(number) => Value::Exact(more(*number)?),
            Value::Range(low, high) => Value::Range(more(*low)?, more(*high)?),
            other => other.clone(),
        };
    }
    Some(())
}

impl Place<'_> {
    /// Whether the number of `len` bytes here is hedged, or has a currency, unit or counter.
    pub fn is_counted(&self, len: usize) -> bool {
        let plain = self.figure(len, Kind::Number, Value::Exact(Number::ZERO));
        let dashed = dash(&self.rest()[len..]).is_some_and(|dash| numeral(&self.rest()[len + dash..]).is_some());
        let behind = self.rest()[len..].trim_start_matches([' ', '多', '余']);
        dashed
            || plain.bound != Bound::Exact
            || currency_before(self.before()).is_some()
            || unit_behind(behind, &plain).is_some()
    }
}

/// What stands behind a number, and how many bytes it takes.
enum Behind {
    Currency(&'static str, usize),
    Percent(i32, usize),
    Point(usize),
    Multiple(usize),
    Measure(&'static str, usize),
    Counter(&'static str),
}

fn unit_behind(text: &str, figure: &Quantity) -> Option<Behind> {
    const POINTS: &[&str] = &["个百分点", "個百分點", "百分点", "百分點", "个百分比点"];
    if let Some(point) = POINTS.iter().find(|point| text.starts_with(**point)) {
        return Some(Behind::Point(point.len()));
    }
    if let Some(percent) = percent_behind(text, figure) {
        return Some(percent);
    }
    if let Some(after) = text.strip_prefix('倍') {
        return Some(Behind::Multiple(text.len() - after.len()));
    }
    let money = longest(text, currency::BEHIND_ZH).map(|(code, len)| (len, Behind::Currency(code, len)));
    let measure = longest(text, unit::ZH).map(|(code, len)| (len, Behind::Measure(code, len)));
    let counted = counter(text).map(|counter| (counter.len(), Behind::Counter(counter)));
    let fits = [money, measure, counted].into_iter().flatten();
    let (_, behind) = fits.reduce(|best, other| if other.0 > best.0 { other } else { best })?;
    Some(behind)
}

fn percent_behind(text: &str, figure: &Quantity) -> Option<Behind> {
    let first = text.chars().next()?;
    let len = first.len_utf8();
    match first {
        '%' | '％' | '﹪' => Some(Behind::Percent(0, len)),
        '‰' => Some(Behind::Percent(-1, len)),
        '成' if tenths(&text[len..], figure) => Some(Behind::Percent(1, len)),
        _ => None,
    }
}

/// Whether 成 behind this number means tenths: it is at most ten, and no other word begins with it.
fn tenths(behind: &str, figure: &Quantity) -> bool {
    let small = match &figure.value {
        Value::Exact(number) => *number <= Number::whole(10),
        Value::Range(_, high) => *high <= Number::whole(10),
        _ => false,
    };
    small
        && !behind.starts_with([
            '立', '为', '為', '功', '果', '员', '員', '长', '本', '绩', '交', '熟', '套', '都', '就', '品', '型', '份',
            '分',
        ])
}

/// Ends a figure of `len` bytes with the hedge, half or 多 that follows it.
fn close(place: &Place, mut figure: Quantity, len: usize) -> Quantity {
    let rest = place.rest();
    let mut len = len;
    let exact = figure.value.exact();
    if rest[len..].starts_with('半')
        && matches!(figure.kind, Kind::Duration | Kind::Multiple)
        && let Some(more) = exact.and_then(|value| value.plus(Number::fraction(1, 2)?))
    {
        figure.value = Value::Exact(more);
        figure.last_digit = -1;
        len += '半'.len_utf8();
    }
    if let Some((bound, more)) = longest(&rest[len..], words::HEDGE_AFTER) {
        // 三天多 is "over three days", but 多 behind a bare number begins another word
        let counted = !matches!(&rest[len..len + more], "多" | "余" | "餘") || figure.kind == Kind::Duration;
        if counted && !rest[len + more..].starts_with(['名', '所', '个']) {
            figure.bound = match (figure.bound, bound) {
                (Bound::Vague, _) => Bound::Vague,
                (_, bound) => *bound,
            };
            len += more;
        }
    }
    figure.span = Span { start: figure.span.start, end: (place.start + len) as u32 };
    figure
}

/// Whether the context makes a Han numeral a figure: something is counted or measured, or it is long enough to be
/// nothing else, or it stands alone.
fn accepted(place: &Place, read: &Numeral, figure: &Quantity) -> bool {
    let alone = place.text.trim().len() == read.len;
    if alone {
        return true;
    }
    if read.bare_scale && read.scale < 4 && figure.bound == Bound::Exact && figure.unit.is_none() {
        return false;
    }
    let counted = figure.unit.is_some() || figure.kind != Kind::Number;
    let large = read.value >= Number::whole(11) && !read.positional && read.dressed;
    let hedged_scale = !read.bare_scale || figure.bound != Bound::Exact || top(place, read);
    (counted || large) && hedged_scale
}

/// 十大案件, 百强: the top so many.
fn top(place: &Place, read: &Numeral) -> bool {
    words::TOP.iter().any(|word| place.rest()[read.len..].starts_with(word)) || read.value == Number::whole(10)
}
