//! Amounts: a numeral, or a range of two, with its unit, currency or counter; multiples; halves.

use super::numeral::{Numeral, ascends, numeral};
use super::ordinal::counter;
use super::power::power;
use super::prefix::{CURRENCIES, SYMBOLS, UNITS, takes_number};
use super::{Place, currency_before, hedge_before, longest, money, spaces, words};
use crate::quantity::number::Number;
use crate::quantity::unit;
use crate::quantity::value::{Bound, Direction, Kind, Mode, Quantity, Unit, Value, Written};
use crate::text::lang::is_han;
use crate::text::span::Span;

/// 翻番, 翻一番, 翻两番, 翻倍.
pub fn doubling(place: &Place) -> Option<Quantity> {
    let after = place.rest().strip_prefix('翻')?.trim_start_matches('了');
    let (times, tail) = match numeral(after) {
        Some(read) => (read.value.as_whole()?, &after[read.len..]),
        None => (1, after),
    };
    let (tail, value) = match tail.strip_prefix('番') {
        Some(tail) => (tail, 2i128.checked_pow(u32::try_from(times).ok()?)?),
        None => (tail.strip_prefix('倍')?, times + 1),
    };
    let value = Number::whole(value);
    let mut figure = place.figure(place.rest().len() - tail.len(), Kind::Multiple, Value::Exact(value));
    (figure.direction, figure.mode) = (Some(Direction::Up), Some(Mode::By));
    figure.written = Written { words: true, ..Written::default() };
    Some(figure)
}

/// 100K, 1.04M, $3B: thousands, millions and billions by their letter, where a currency, a unit or nothing else stands.
pub fn abbreviated(place: &Place) -> Option<Quantity> {
    let rest = place.rest();
    let read = place.numeral.filter(|read| !read.hanzi && read.scale == 0)?;
    let letter = rest[read.len..].chars().next()?;
    let scale = match letter {
        'k' | 'K' => 3,
        'M' => 6,
        'B' => 9,
        _ => return None,
    };
    let len = read.len + 1;
    let behind = unit_behind(&rest[len..], Some(&Value::Exact(read.value)));
    let counted = matches!(behind, Some(Behind::Currency(..) | Behind::Percent(..) | Behind::Point(_)));
    let ends = !rest[len..].starts_with(|c: char| c.is_ascii_alphanumeric());
    // 5k may be a race, but "over 10k" is a count
    let counted = counted || hedge_before(place.before()).is_some();
    if !ends || !(counted || place.is_alone(len) || currency_before(place.before()).is_some()) {
        return None;
    }
    let value = read.value.times(Number::power_of_ten(scale)?)?;
    let mut figure = place.figure(len, Kind::Number, Value::Exact(value));
    figure.last_digit = read.last_digit + scale;
    figure.written = Written { scale, ..Written::default() };
    sign_before(place, &mut figure);
    with_unit(place, figure, len)
}

/// 3:1, 三比一: one number to another, by their quotient. A score of a match is no ratio but two numbers, as in "3-1".
pub fn ratio(place: &Place) -> Option<Quantity> {
    let rest = place.rest();
    let first = place.numeral.filter(|read| read.upper.is_none())?;
    let space = usize::from(rest[first.len..].starts_with(" : "));
    let colon = rest[first.len + space..].chars().next().filter(|c| matches!(c, ':' | '：' | '∶' | '比'))?;
    let at = first.len + colon.len_utf8() + 2 * space;
    let second = numeral(&rest[at..]).filter(|read| read.upper.is_none())?;
    let len = at + second.len;
    let said = colon == '比';
    let goes_on = rest[len..].starts_with(|c: char| matches!(c, ':' | '：' | '比') || c.is_ascii_alphanumeric());
    let counts = said && takes_number(&rest[len..]);
    let score = words::MATCHES.iter().any(|word| place.before().ends_with(word) || rest[len..].starts_with(word));
    if goes_on || counts || score || first.hanzi != second.hanzi || (!said && first.hanzi) {
        return None;
    }
    let mut figure = place.figure(len, Kind::Ratio, Value::Exact(first.value.over(second.value)?));
    figure.span.start = place.start as u32;
    figure.last_digit = -6;
    figure.written = Written { words: first.hanzi, ..Written::default() };
    Some(figure)
}

/// A numeral, or a range of two, and what it counts.
pub fn amount(place: &Place) -> Option<Quantity> {
    let rest = place.rest();
    if let Some(half) = half(place) {
        return Some(half);
    }
    let read = place.numeral.map(|read| power(&read, rest).unwrap_or(read))?;
    let ranged = range(&read, &rest[read.len..]).or_else(|| range_of_units(place, &read));
    let (value, len, last) = match ranged {
        Some((low, upper, more)) => (Value::range(low, upper.value), read.len + more, upper),
        None => match read.upper {
            Some(upper) => (Value::range(read.value, upper), read.len, read),
            None => (Value::Exact(read.value), read.len, read),
        },
    };
    let mut figure = place.figure(len, Kind::Number, value);
    figure.last_digit = if ranged.is_some() { last.last_digit.min(read.last_digit) } else { read.last_digit };
    figure.written = Written { scale: last.scale, words: read.hanzi, misgrouped: read.misgrouped || last.misgrouped };
    if read.more_within {
        figure.bound = Bound::Over;
    }
    if read.upper.is_some() && ranged.is_none() && figure.bound == Bound::Exact {
        figure.bound = Bound::About;
    }
    let signed = sign_before(place, &mut figure);
    let figure = dozens(place, figure, len).or_else(|figure| with_unit(place, *figure, len).ok_or(())).ok()?;
    (!read.hanzi || signed || accepted(place, &read, &figure)).then_some(figure)
}

/// 五打: a counter that multiplies. The figure comes back where none stands there.
fn dozens(place: &Place, mut figure: Quantity, len: usize) -> Result<Quantity, Box<Quantity>> {
    let dozen = place.rest()[len..].strip_prefix('打').filter(|behind| {
        !behind.starts_with(|c: char| c.is_alphabetic()) || words::DOZENS.iter().any(|word| behind.starts_with(word))
    });
    let times = figure.value.exact().filter(|_| dozen.is_some()).and_then(|value| value.times(Number::whole(12)));
    let Some(value) = times else { return Err(Box::new(figure)) };
    figure.value = Value::Exact(value);
    figure.unit = Some(Unit { code: "打".into(), ucum: false });
    Ok(close(place, figure, len + '打'.len_utf8()))
}

/// A minus sign, 负 or 零下 before the figure, which it takes in; whether one stands there.
pub fn sign_before(place: &Place, figure: &mut Quantity) -> bool {
    const SIGNS: &[&str] = &["零下", "负", "負", "−", "－", "-"];
    let before = place.before();
    // a minus that is set apart is told from a dash where it opens the text
    let opens = |near: &str| place.floor == 0 && matches!(near.trim_start(), "-" | "－");
    let spaced = before.strip_suffix(' ').filter(|near| near.ends_with(['负', '負']) || opens(near));
    let near = spaced.unwrap_or(before);
    let Some(sign) = SIGNS.iter().find(|sign| near.ends_with(**sign)) else { return false };
    let ahead = &near[..near.len() - sign.len()];
    // 800-63 is no minus, though the 800 is a figure of its own
    let text = &place.text[..place.floor + ahead.len()];
    let joined = |c: char| c.is_alphanumeric() || matches!(c, '-' | ')' | '）' | '/' | '%');
    // 表-3 is no minus, 降到-3℃ is one
    let cold = text.ends_with(is_han) && has_degrees(&place.text[figure.span.end as usize..]);
    let dash = matches!(*sign, "-" | "－") && text.ends_with(joined) && !cold;
    let loses = matches!(*sign, "负" | "負") && ahead.ends_with(['胜', '勝', '肩', '担', '抱', '自', '欺', '辜']);
    if dash || loses {
        return false;
    }
    let value = match (&figure.value, *sign == "零下") {
        (Value::Exact(number), _) => number.negated().map(Value::Exact),
        (Value::Range(ends), true) => {
            ends.high.negated().zip(ends.low.negated()).map(|(low, high)| Value::range(low, high))
        }
        (Value::Range(ends), false) => ends.low.negated().map(|low| Value::range(low, ends.high)),
        _ => None,
    };
    let Some(value) = value else { return false };
    figure.value = value;
    figure.span.start = figure.span.start.min((place.floor + ahead.len()) as u32);
    true
}

/// Whether degrees stand behind a figure, or behind the other end of its range.
fn has_degrees(behind: &str) -> bool {
    let behind = behind.trim_start_matches(|c: char| c.is_ascii_digit() || "至到~～—–-－. ".contains(c));
    ["℃", "°", "度", "摄氏", "攝氏", "℉", "华氏", "華氏"].iter().any(|degrees| behind.starts_with(degrees))
}

/// 半年, 半个月, 一半, 半成, 半个.
fn half(place: &Place) -> Option<Quantity> {
    let rest = place.rest();
    let len =
        if rest.starts_with("一半") { "一半".len() } else { rest.strip_prefix('半').map(|_| '半'.len_utf8())? };
    let value = Number::fraction(1, 2)?;
    let mut figure = place.figure(len, Kind::Number, Value::Exact(value));
    figure.last_digit = -1;
    figure.written = Written { words: true, ..Written::default() };
    let figure = with_unit(place, figure, len)?;
    let piece = figure.unit.as_ref().is_some_and(|unit| matches!(&*unit.code, "个" | "個"));
    let timed = matches!(figure.kind, Kind::Duration | Kind::Measure | Kind::Percent) || piece;
    (timed || rest.starts_with("一半")).then_some(figure)
}

/// The upper end of a range behind its lower: 4至8, 600至850亿, where the scale is shared.
fn range(low: &Numeral, after: &str) -> Option<(Number, Numeral, usize)> {
    let dash = spaced_dash(low, after)?;
    let high = numeral(&after[dash..])?;
    // the upper end may be a version with more points: 1.3 至 1.5.2
    let pointed =
        after[dash + high.len..].strip_prefix('.').is_some_and(|more| more.starts_with(|c: char| c.is_ascii_digit()));
    if pointed {
        return None;
    }
    let share = low.scale == 0 && high.scale > 0 && high.mantissa.is_some_and(|mantissa| low.value <= mantissa);
    let from = if share { low.value.times(Number::power_of_ten(high.scale)?)? } else { low.value };
    // 010-1234 is a telephone number; a range climbs
    (from < high.value && !low.padded && !high.padded).then_some((from, high, dash + high.len))
}

/// The bytes up to the upper end of a range: of a dash, of 至 between spaces, and of a hyphen with a space before it alone,
/// as a slip leaves it, (3 -5%), where no row of numbers goes on.
fn spaced_dash(low: &Numeral, after: &str) -> Option<usize> {
    if let Some(tight) = dash(after) {
        let space = usize::from(after.starts_with(['至', '到']) && after[tight..].starts_with(' '));
        return Some(tight + space);
    }
    let near = after.strip_prefix(' ')?;
    if let Some(word) = near.chars().next().filter(|c| matches!(c, '至' | '到')) {
        let len = word.len_utf8();
        return Some(1 + len + usize::from(near[len..].starts_with(' ')));
    }
    let high = numeral(near.strip_prefix('-')?)?;
    let behind = near[1 + high.len..].trim_start_matches(['%', '％']);
    let closes = behind.is_empty() || behind.starts_with([')', '）', '，', '。', '；', ',', ';']);
    (closes && low.scale == 0).then_some(2)
}

/// The upper end of a range whose ends both have their unit: 3%至5%, 5公里到8公里; what goes 从 one 到 another is a change.
fn range_of_units(place: &Place, low: &Numeral) -> Option<(Number, Numeral, usize)> {
    const LONGEST_UNIT: usize = 16;
    let after = &place.rest()[low.len..];
    let unit = match unit_behind(after, Some(&Value::Exact(low.value)))? {
        Behind::Percent(_, len) | Behind::Measure(_, len) | Behind::Currency(_, len) if len <= LONGEST_UNIT => {
            &after[..len]
        }
        _ => return None,
    };
    let changes = place.before().trim_end_matches(' ').ends_with(['从', '從', '由', '自']);
    let dash = dash(&after[unit.len()..]).filter(|_| !changes && low.scale == 0)?;
    let start = unit.len() + dash;
    let high = numeral(&after[start..])?;
    let same = after[start + high.len..].starts_with(unit) && low.value < high.value && high.scale == 0;
    same.then_some((low.value, high, start + high.len))
}

/// The bytes of the dash or word that joins the ends of a range.
pub fn dash(text: &str) -> Option<usize> {
    const DASHES: &[&str] = &["——", "—", "–", "-", "－", "至", "到", "~", "～", "∼", "－－", "—至"];
    DASHES.iter().find(|dash| text.starts_with(**dash)).map(|dash| dash.len())
}

/// The figure with its unit: currency before or behind, percent, measure or counter; then what hedges it from behind.
pub fn with_unit(place: &Place, mut figure: Quantity, len: usize) -> Option<Quantity> {
    let rest = place.rest();
    let space = spaces(&rest[len..]);
    let more = hedge_within(&rest[len + space..], &figure);
    let at = len + space + more.map_or(0, |(_, len)| len);
    if let Some((bound, _)) = more.filter(|_| figure.bound != Bound::Vague) {
        figure.bound = bound;
    }
    let within = more.map_or(len, |_| at);
    let hedge = hedge_text(place, &figure);
    let near = place.before().strip_suffix(hedge).unwrap_or(place.before());
    let before = currency_before(near);
    let unit = over_months(&rest[at..], &mut figure)
        .or_else(|| centuries(&rest[at..], &mut figure))
        .or_else(|| pieces_of_money(&rest[at..]))
        .or_else(|| unit_behind(&rest[at..], Some(&figure.value)))
        .or_else(|| parts_of_money(&rest[at..], &figure));
    let len = match unit {
        Some(Behind::Currency(code, more)) => {
            as_money(&mut figure, before.map_or(code, |(code, _)| code));
            at + more + with_parts(&mut figure, &rest[at..at + more], &rest[at + more..])
        }
        Some(Behind::Parts(value, code, more)) => {
            figure.value = Value::Exact(value);
            as_money(&mut figure, before.map_or(code, |(code, _)| code));
            at + more
        }
        other => match before {
            Some((code, _)) => {
                as_money(&mut figure, code);
                let main = ["個", "个", "蚊"].iter().find(|main| rest[within..].starts_with(**main));
                let more = main.map_or(0, |main| {
                    with_parts(&mut figure, main, &rest[within + main.len()..]).checked_add(main.len()).unwrap_or(0)
                });
                if main.is_some_and(|main| more > main.len()) { within + more } else { within }
            }
            None => other.map_or(Some(within), |behind| measured(place, &mut figure, behind, at))?,
        },
    };
    if let Some((_, back)) = before {
        figure.span.start = figure.span.start.min((place.floor + near.len() - back) as u32);
    }
    Some(close(place, figure, len))
}

/// Gives the figure what is counted or measured, which stands at `at`; the place behind it.
fn measured(place: &Place, figure: &mut Quantity, behind: Behind, at: usize) -> Option<usize> {
    let rest = place.rest();
    Some(match behind {
        Behind::Percent(exponent, more) => {
            percent(figure, exponent)?;
            at + more + if exponent == 1 { tenth_of_tenths(figure, &rest[at + more..]) } else { 0 }
        }
        Behind::Point(more) => {
            figure.kind = Kind::PercentagePoint;
            at + more
        }
        Behind::Multiple(more) => {
            multiple(figure)?;
            at + more
        }
        Behind::Measure(code, more) => {
            figure.kind = if unit::is_time(code) { Kind::Duration } else { Kind::Measure };
            let code = if code == "deg" { scale_of_degrees(place, figure) } else { code };
            let per = per(place, figure, code, &rest[at + more..]);
            let more = more + per.map_or(0, |(_, len)| len);
            let code = per.map_or(code.to_owned(), |(per, _)| format!("{code}/{per}"));
            figure.unit = Some(Unit { code: code.as_str().into(), ucum: true });
            if figure.kind == Kind::Duration && is_lately(place.before()) {
                // 近10年 is "in the past ten years"
                figure.bound = Bound::Exact;
                figure.span.start = place.start as u32;
            }
            at + more + if code == "m" { centimetres(figure, &rest[at + more..]) } else { 0 }
        }
        Behind::HalfMore(code, more) => {
            let half = Number::fraction(1, 2)?;
            figure.value = Value::Exact(figure.value.exact()?.plus(half)?);
            figure.kind = if code.is_empty() { Kind::Number } else { Kind::Duration };
            figure.unit =
                Some(Unit { code: if code.is_empty() { "个" } else { code }.into(), ucum: !code.is_empty() });
            figure.last_digit = -1;
            at + more
        }
        Behind::Counter(counter) => {
            figure.unit = Some(Unit { code: counter.into(), ucum: false });
            at + counter.len()
        }
        Behind::Currency(..) | Behind::Parts(..) => return None,
    })
}

/// Whether what stands before a length of time ends in the 近 of 近年来, and not in that of 将近.
fn is_lately(before: &str) -> bool {
    let near = before.trim_end_matches([' ', '\u{a0}']);
    let hedges = ["将近", "將近", "接近", "逼近", "几近", "幾近"];
    near.ends_with('近') && !hedges.iter().any(|word| near.ends_with(word))
}

/// 多 and 余 between the number and what it counts; 来 and 几 only behind a round number: 十来个.
fn hedge_within(text: &str, figure: &Quantity) -> Option<(Bound, usize)> {
    let begins_word = || words::NO_HEDGE_WITHIN.iter().any(|word| text.starts_with(word));
    if let Some(word) = words::HEDGE_WITHIN.iter().find(|word| text.starts_with(**word)) {
        return (!begins_word()).then_some((Bound::Over, word.len()));
    }
    let behind = text.strip_prefix(['来', '來'])?;
    let ten = Number::whole(10);
    let round = figure.value.exact().is_some_and(|value| value.over(ten).is_some_and(Number::is_whole));
    (round && takes_number(behind) && !behind.starts_with('年')).then_some((Bound::About, '来'.len_utf8()))
}

/// 5 of 三成五: half a tenth more.
fn tenth_of_tenths(figure: &mut Quantity, text: &str) -> usize {
    let digit = numeral(text).filter(|read| read.value < Number::whole(10) && read.value.is_whole() && read.scale == 0);
    let Some((read, value)) = digit.filter(|read| !takes_number(&text[read.len..])).zip(figure.value.exact()) else {
        return 0;
    };
    let Some(value) = value.plus(read.value) else { return 0 };
    figure.value = Value::Exact(value);
    figure.last_digit = 0;
    read.len
}

/// 75 of 1米75, 8 of 一米八: a metre's decimals.
fn centimetres(figure: &mut Quantity, text: &str) -> usize {
    let read = numeral(text).filter(|read| read.value.is_whole() && read.scale == 0 && read.value < Number::whole(100));
    let short = figure.value.exact().filter(|metres| metres.is_whole() && *metres < Number::whole(10));
    let Some((read, metres)) = read.filter(|read| !read.padded && read.upper.is_none()).zip(short) else { return 0 };
    let ends = !takes_number(&text[read.len..]) && !text[read.len..].starts_with(|c: char| c.is_ascii_alphanumeric());
    let places = if read.value < Number::whole(10) { -1 } else { -2 };
    let more =
        Number::power_of_ten(places).and_then(|place| read.value.times(place)).and_then(|more| metres.plus(more));
    let Some(value) = more.filter(|_| ends) else { return 0 };
    figure.value = Value::Exact(value);
    figure.last_digit = places;
    read.len
}

/// What a rate is per, and the bytes behind the unit: 公里/小时, 米每秒; of 每小时80公里 none.
fn per(place: &Place, figure: &Quantity, code: &str, behind: &str) -> Option<(&'static str, usize)> {
    const BEFORE: &[(&str, &str)] = &[
        ("每小时", "h"),
        ("每小時", "h"),
        ("时速", "h"),
        ("時速", "h"),
        ("每分钟", "min"),
        ("每分鐘", "min"),
        ("每秒", "s"),
        ("每秒钟", "s"),
    ];
    const SIGNS: &[(&str, &str)] =
        &[("/h", "h"), ("/s", "s"), ("/min", "min"), ("/时", "h"), ("/時", "h"), ("/d", "d")];
    if unit::is_time(code) || code.contains('/') {
        return None;
    }
    if let Some(after) = behind.strip_prefix(['/', '／', '每'])
        && let Some((per, len)) = UNITS.longest(after)
    {
        return Some((per, behind.len() - after.len() + len));
    }
    if let Some((per, len)) = longest(behind, SIGNS) {
        return Some((per, len));
    }
    let before = &place.text[place.floor.min(figure.span.start as usize)..figure.span.start as usize];
    let before = before.trim_end_matches(['约', '達', '达', '为', '為', '到', '是', ' ']);
    super::longest_at_end(before, BEFORE).map(|(per, _)| (*per, 0))
}

/// 98.6度 behind 华氏 and 摄氏, which say of which scale.
fn scale_of_degrees(place: &Place, figure: &mut Quantity) -> &'static str {
    const SCALES: &[(&str, &str)] = &[
        ("华氏温度", "[degF]"),
        ("華氏溫度", "[degF]"),
        ("华氏", "[degF]"),
        ("華氏", "[degF]"),
        ("摄氏温度", "Cel"),
        ("攝氏溫度", "Cel"),
        ("摄氏", "Cel"),
        ("攝氏", "Cel"),
        ("零下", "Cel"),
    ];
    let start = figure.span.start as usize;
    let before = &place.text[place.floor.min(start)..start];
    if is_electricity(before, figure) {
        return "kW.h";
    }
    if let Some((code, len)) = super::longest_at_end(before, SCALES) {
        figure.span.start = (start - len) as u32;
        return code;
    }
    if figure.span.of(place.text).starts_with("零下") { "Cel" } else { "deg" }
}

/// Whether 度 is the kilowatt-hour: no temperature or angle has so many, and a word of electricity stands before.
fn is_electricity(before: &str, figure: &Quantity) -> bool {
    const WORDS: &[&str] = &[
        "电量", "用电", "发电", "供电", "节电", "耗电", "售电", "输电", "送电", "电能", "電量", "用電", "發電", "供電",
    ];
    let many = figure.value.exact().is_some_and(|value| value >= Number::whole(100_000));
    let clause = before.rsplit(['，', '。', ',', '；']).next().unwrap_or_default();
    many || (clause.len() < 60 && WORDS.iter().any(|word| clause.contains(word)))
}

/// 角, 分 and the like behind the main unit; the bytes they take.
fn with_parts(figure: &mut Quantity, unit: &str, text: &str) -> usize {
    let Some((value, (parts, len))) = figure.value.exact().zip(money::parts_behind(text, unit)) else { return 0 };
    let Some(value) = value.plus(parts) else { return 0 };
    figure.value = Value::Exact(value);
    figure.last_digit = if parts.times(Number::whole(10)).is_some_and(Number::is_whole) { -1 } else { -2 };
    len
}

/// 块 before 角, 分 or a last digit is the yuan: 三块五, 三块四分.
fn pieces_of_money(text: &str) -> Option<Behind> {
    let unit = ["块", "塊"].into_iter().find(|unit| text.starts_with(unit))?;
    money::parts_behind(&text[unit.len()..], unit)?;
    Some(Behind::Currency("CNY", unit.len()))
}

fn parts_of_money(text: &str, figure: &Quantity) -> Option<Behind> {
    let (value, currency, len) = money::parts_alone(figure.value.exact()?, text)?;
    Some(Behind::Parts(value, currency, len))
}

/// 3个多月: the hedge stands within the unit.
fn over_months(text: &str, figure: &mut Quantity) -> Option<Behind> {
    const UNITS: &[(&str, &str)] =
        &[("个多月", "mo"), ("個多月", "mo"), ("个多小时", "h"), ("個多小時", "h"), ("个多星期", "wk")];
    let (code, len) = longest(text, UNITS)?;
    figure.bound = Bound::Over;
    Some(Behind::Measure(code, len))
}

/// 个世纪, 个多世纪, 世纪: a hundred years each.
fn centuries(text: &str, figure: &mut Quantity) -> Option<Behind> {
    const UNITS: &[(&str, bool)] = &[
        ("个世纪", false),
        ("個世紀", false),
        ("个多世纪", true),
        ("個多世紀", true),
        ("世纪", false),
        ("世紀", false),
    ];
    let (more, len) = longest(text, UNITS)?;
    // 16至17世纪 are two of them in the calendar, 两世纪 and 半世纪 are lengths
    let is_length = [Number::HALF, Number::whole(2)].map(Value::Exact).contains(&figure.value);
    if !is_length && text.starts_with('世') {
        return None;
    }
    let hundred = |number: Number| number.times(Number::whole(100));
    figure.value = match &figure.value {
        Value::Magnitude(number) => Value::Magnitude(hundred(*number)?),
        value => value.changed(hundred)?,
    };
    figure.last_digit += 2;
    if *more {
        figure.bound = Bound::Over;
    }
    Some(Behind::Measure("a", len))
}

/// The text of the hedge that the figure has taken from before it.
fn hedge_text<'a>(place: &Place<'a>, figure: &Quantity) -> &'a str {
    place.text.get(figure.span.start as usize..place.start).unwrap_or_default()
}

fn as_money(figure: &mut Quantity, code: &'static str) {
    figure.kind = Kind::Money;
    figure.currency = Some(code);
}

fn percent(figure: &mut Quantity, exponent: i32) -> Option<()> {
    figure.kind = Kind::Percent;
    let factor = Number::power_of_ten(exponent)?;
    figure.value = figure.value.changed(|number| number.times(factor))?;
    figure.last_digit += exponent;
    Some(())
}

/// A multiple is what it comes to: 增长两倍 is threefold.
fn multiple(figure: &mut Quantity) -> Option<()> {
    figure.kind = Kind::Multiple;
    if figure.direction == Some(Direction::Up) && figure.mode == Some(Mode::By) {
        figure.value = figure.value.changed(|number| number.plus(Number::ONE))?;
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
            || unit_behind(behind, None).is_some()
    }

    /// Whether the text holds nothing but the `len` bytes here and a sign.
    pub fn is_alone(&self, len: usize) -> bool {
        let ends = |c: char| matches!(c, '。' | '.' | ' ');
        let before = self.text[..self.start].trim_start();
        matches!(before, "" | "-" | "－" | "−" | "负" | "負" | "负 " | "負 ") && self.rest()[len..].chars().all(ends)
    }
}

/// What stands behind a number, and how many bytes it takes.
enum Behind {
    Currency(&'static str, usize),
    /// Parts of a main unit, with what they come to: 两毛五.
    Parts(Number, &'static str, usize),
    Percent(i32, usize),
    Point(usize),
    Multiple(usize),
    Measure(&'static str, usize),
    /// 个半: half a unit more than the number.
    HalfMore(&'static str, usize),
    Counter(&'static str),
}

fn unit_behind(text: &str, value: Option<&Value>) -> Option<Behind> {
    const POINTS: &[&str] = &["个百分点", "個百分點", "百分点", "百分點", "个百分比点"];
    if let Some(point) = POINTS.iter().find(|point| text.starts_with(**point)) {
        return Some(Behind::Point(point.len()));
    }
    if let Some(percent) = percent_behind(text, value) {
        return Some(percent);
    }
    if let Some(after) = text.strip_prefix('倍') {
        return Some(Behind::Multiple(text.len() - after.len()));
    }
    if let Some((code, len)) = half_more(text) {
        return Some(Behind::HalfMore(code, len));
    }
    let money = CURRENCIES.longest(text).map(|(code, len)| (len, Behind::Currency(code, len)));
    let measure = UNITS.longest(text).filter(|(code, len)| !is_several(code, &text[*len..]));
    let measure = measure.or_else(|| symbol(text)).map(|(code, len)| (len, Behind::Measure(code, len)));
    let counted = counter(text).map(|counter| (counter.len(), Behind::Counter(counter)));
    let fits = [money, measure, counted].into_iter().flatten();
    let (_, behind) = fits.reduce(|best, other| if other.0 > best.0 { other } else { best })?;
    Some(behind)
}

/// 两 before what is counted is no weight: 三两个.
fn is_several(code: &str, behind: &str) -> bool {
    code == "{liang}" && takes_number(behind)
}

/// 个半月, 个半小时, and 个半 before anything else.
fn half_more(text: &str) -> Option<(&'static str, usize)> {
    let after = text.strip_prefix("个半").or_else(|| text.strip_prefix("個半"))?;
    const TIMES: &[(&str, &str)] = &[
        ("月", "mo"),
        ("小时", "h"),
        ("小時", "h"),
        ("钟头", "h"),
        ("鐘頭", "h"),
        ("星期", "wk"),
        ("礼拜", "wk"),
        ("禮拜", "wk"),
    ];
    let (code, more) = longest(after, TIMES).unwrap_or((&"", 0));
    Some((code, "个半".len() + more))
}

/// A symbol of a unit in Latin letters, which end there: 168cm, but no 5Mobile.
fn symbol(text: &str) -> Option<(&'static &'static str, usize)> {
    let (code, len) = SYMBOLS.longest(text)?;
    let glued = |c: char| c.is_ascii_alphanumeric() || matches!(c, '²' | '³');
    (!text[len..].starts_with(glued)).then_some((code, len))
}

fn percent_behind(text: &str, value: Option<&Value>) -> Option<Behind> {
    let first = text.chars().next()?;
    let len = first.len_utf8();
    match first {
        '%' | '％' | '﹪' => Some(Behind::Percent(0, len)),
        '‰' => Some(Behind::Percent(-1, len)),
        '‱' => Some(Behind::Percent(-2, len)),
        '成' if tenths(&text[len..], value) => Some(Behind::Percent(1, len)),
        _ => None,
    }
}

/// Whether 成 behind this number means tenths: it is at most ten, and no other word begins with it.
fn tenths(behind: &str, value: Option<&Value>) -> bool {
    let Some(value) = value else { return true };
    let small = match value {
        Value::Exact(number) => *number <= Number::whole(10),
        Value::Range(ends) => ends.high <= Number::whole(10),
        _ => false,
    };
    small
        && !behind.starts_with([
            '立', '为', '為', '功', '果', '员', '員', '长', '本', '绩', '交', '熟', '套', '都', '就', '品', '型', '份',
            '分',
        ])
}

/// Ends a figure of `len` bytes with the hedge, half or 多 that follows it.
pub fn close(place: &Place, mut figure: Quantity, len: usize) -> Quantity {
    let rest = place.rest();
    let mut len = len;
    let exact = figure.value.exact();
    // 十天半个月 are two lengths of time
    let half = rest[len..].strip_prefix('半').filter(|behind| !behind.starts_with(['个', '個', '月', '年', '天']));
    if half.is_some()
        && matches!(figure.kind, Kind::Duration | Kind::Multiple | Kind::Measure)
        && let Some(more) = exact.and_then(|value| value.plus(Number::fraction(1, 2)?))
    {
        figure.value = Value::Exact(more);
        figure.last_digit = -1;
        len += '半'.len_utf8();
    }
    if let Some((bound, more)) = longest(&rest[len..], words::HEDGE_AFTER) {
        // 三天多 is "over three days", but 多 behind a bare number begins another word
        let counted = !matches!(&rest[len..len + more], "多" | "余" | "餘") || figure.kind == Kind::Duration;
        let plus = matches!(&rest[len..len + more], "+" | "＋");
        // 三种上下文, C++11, 5+3
        let goes_on = match &rest[len..len + more] {
            "上下" => {
                rest[len + more..].starts_with(['文', '级', '級', '游', '班', '楼', '樓', '车', '車', '册', '两', '兩'])
            }
            // ÷2+行距 is a sum
            _ if plus && place.text[..figure.span.start as usize].ends_with(['÷', '×', '=', '/', '*', '+', '-']) => {
                true
            }
            _ => plus && rest[len + more..].starts_with(|c: char| c.is_ascii_alphanumeric() || c == '+' || c == '/'),
        };
        if counted && !goes_on && !rest[len + more..].starts_with(['名', '所', '个']) {
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
/// nothing else, or it is what a clause says, or it stands alone.
fn accepted(place: &Place, read: &Numeral, figure: &Quantity) -> bool {
    if place.is_alone(read.len) || read.pointed || is_leading(place, read) {
        return true;
    }
    let counted = figure.unit.is_some() || figure.kind != Kind::Number;
    // 三四线城市 are two classes of cities and not 34 of anything
    let two_classes =
        read.positional && read.upper.is_none() && read.len == 2 * '三'.len_utf8() && figure.kind == Kind::Number;
    if two_classes || (read.positional && ascends(&place.rest()[..read.len])) {
        return false;
    }
    const EACH: [&str; 6] = ["每月", "每年", "每日", "每天", "每周", "每次"];
    if read.bare_scale && counted && EACH.iter().any(|each| place.before().ends_with(each)) {
        // 每月百人 is a rate
        return true;
    }
    if read.bare_scale && read.scale < 4 && figure.bound == Bound::Exact && !counted {
        return false;
    }
    let large = read.value >= Number::whole(11) && !read.positional && read.dressed;
    let hedged_scale =
        !read.bare_scale || figure.bound != Bound::Exact || figure.kind != Kind::Number || top(place, read);
    ((counted || large) && hedged_scale) || is_predicate(place, read)
}

/// 答案是四, 不是五而是六, 减去三: what a clause says is a number, where the clause ends behind it.
fn is_predicate(place: &Place, read: &Numeral) -> bool {
    const VERBS: &[&str] = &[
        "是", "为", "為", "等于", "等於", "得", "加", "减", "減", "乘以", "除以", "加上", "减去", "減去", "共计",
        "合计",
    ];
    let behind = &place.rest()[read.len..];
    let ends =
        behind.chars().next().is_none_or(|c| !c.is_alphanumeric() || matches!(c, '不' | '而' | '这' | '那' | '這'));
    !read.bare_scale && ends && VERBS.iter().any(|verb| place.before().ends_with(verb))
}

/// 前十的, 前五，: the first so many of a list.
fn is_leading(place: &Place, read: &Numeral) -> bool {
    const TIMES: &[&str] =
        &["之前", "以前", "目前", "年前", "日前", "天前", "月前", "此前", "先前", "当前", "提前", "眼前"];
    let leading = place.before().ends_with('前') && !TIMES.iter().any(|time| place.before().ends_with(time));
    let behind = place.rest()[read.len..].chars().next();
    leading && read.upper.is_none() && behind.is_none_or(|c| !c.is_alphanumeric() || c == '的')
}

/// 十大案件, 百强: the top so many.
fn top(place: &Place, read: &Numeral) -> bool {
    // 万 and 百 end names: 通沙万大使
    let behind = &place.rest()[read.len..];
    let begins_word =
        read.bare_scale && ["大使", "大街", "大道", "大厦", "大夫", "大师"].iter().any(|word| behind.starts_with(word));
    (!begins_word && words::TOP.iter().any(|word| behind.starts_with(word))) || read.value == Number::whole(10)
}
