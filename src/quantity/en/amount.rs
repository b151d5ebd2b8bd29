//! Amounts: a numeral with its unit, currency or percent sign; ranges, multiples, magnitudes, ordinals.

use super::numeral::{Numeral, numeral};
use super::token::Class;
use super::{Found, Place, calendar, context, measure, money, words};
use crate::quantity::code;
use crate::quantity::number::Number;
use crate::quantity::value::{Bound, Direction, Kind, Mode, Quantity, Unit, Value, Written};

/// doubled, twice, threefold.
pub fn multiple_word(place: &Place) -> Found {
    let value = words::multiple(place.word(place.at))?;
    let verb = !matches!(place.word(place.at), "twice" | "thrice");
    if place.word(place.at) == "double" && place.is_mark(place.at + 1, &['-']) {
        return None;
    }
    let mut figure = place.figure(place.at + 1, Kind::Multiple, Value::Exact(Number::whole(value)));
    if verb {
        (figure.direction, figure.mode) = (Some(Direction::Up), Some(Mode::By));
    }
    figure.written = Written { words: true, ..Written::default() };
    Some((figure, place.at + 1))
}

/// dozens of, hundreds of thousands of.
pub fn magnitude(place: &Place) -> Found {
    let (value, end) = several(place).or_else(|| magnitude_of(place))?;
    let mut figure = place.figure(end, Kind::Number, Value::Magnitude(value));
    figure.bound = Bound::Vague;
    figure.last_digit = value.log10_exact().unwrap_or(0);
    figure.written = Written { words: true, ..Written::default() };
    Some((figure, end))
}

/// dozens of, hundreds of thousands, thousands more.
fn magnitude_of(place: &Place) -> Option<(Number, usize)> {
    let value = Number::whole(words::magnitude(place.word(place.at))?);
    let end = place.at + 1;
    if let Some(more) = words::magnitude(place.word(end + 1)).filter(|_| place.word(end) == "of") {
        return Some((value.times(Number::whole(more))?, end + 2));
    }
    matches!(place.word(end), "of" | "more").then_some((value, end))
}

/// several hundred, a few million, many thousand.
fn several(place: &Place) -> Option<(Number, usize)> {
    let led = place.at > place.floor && matches!(place.word(place.at - 1), "several" | "few" | "many");
    let word = place.word(place.at);
    let power = words::scale(word).filter(|_| led && !word.ends_with('s'));
    let value =
        power.map(Number::power_of_ten).or_else(|| (led && word == "dozen").then(|| Some(Number::whole(10))))??;
    let further = words::scale(place.word(place.at + 1)).filter(|power| *power > 2);
    match further.and_then(Number::power_of_ten) {
        Some(further) => Some((value.times(further)?, place.at + 2)),
        None => Some((value, place.at + 1)),
    }
}

/// A numeral, or a range of two, and what it counts.
pub fn amount(place: &Place) -> Found {
    if let Some(numbered) = numbered(place).or_else(|| roman(place)) {
        return Some(numbered);
    }
    let read = numeral(place, place.at)?;
    if read.ordinal {
        return Some(ordinal(place, &read));
    }
    let (mut figure, end) = match range(place, &read) {
        Some((low, high)) => (ranged(place, &read, low, &high), high.end),
        None => (single(place, &read), read.end),
    };
    sign(place, &mut figure);
    let end = behind(place, &mut figure, end);
    share_unit(place, &mut figure, end);
    if bare_year(place, &read, &figure) || is_plan(place, &figure, end) {
        return None;
    }
    Some((figure, end))
}

fn single(place: &Place, read: &Numeral) -> Quantity {
    let mut figure = place.figure(read.end, Kind::Number, Value::Exact(read.value));
    figure.last_digit = read.last_digit;
    figure.written = Written { scale: read.scale, words: read.words, misgrouped: read.misgrouped };
    if figure.bound == Bound::Exact && read.scale > 0 && (place.at..read.end).any(|at| place.is_mark(at, &['+'])) {
        // $300+ billion
        figure.bound = Bound::AtLeast;
    }
    figure
}

fn ranged(place: &Place, read: &Numeral, low: Number, high: &Numeral) -> Quantity {
    let mut figure = place.figure(high.end, Kind::Number, Value::range(low, high.value));
    figure.last_digit = high.last_digit;
    figure.written = Written { scale: high.scale, words: read.words, misgrouped: read.misgrouped || high.misgrouped };
    figure
}

/// A plain four-digit number that nothing makes a count is left to be a year.
fn bare_year(place: &Place, read: &Numeral, figure: &Quantity) -> bool {
    let plain = figure.kind == Kind::Number && figure.bound == Bound::Exact;
    plain && !read.dressed && calendar::plain_year(place, place.at).is_some()
}

/// The five years of a Five-Year Plan are its name; which of them it is says the ordinal.
fn is_plan(place: &Place, figure: &Quantity, end: usize) -> bool {
    figure.kind == Kind::Duration && figure.written.words && place.word(end).starts_with("plan")
}

/// a day, an hour: one of it, which a translator often leaves out or puts in.
pub fn one_of_time(place: &Place) -> Found {
    const UNITS: &[&str] = &[
        "microsecond",
        "millisecond",
        "nanosecond",
        "minute",
        "hour",
        "day",
        "week",
        "month",
        "year",
        "decade",
        "century",
    ];
    let article = matches!(place.word(place.at), "a" | "an");
    let at = place.at + 1;
    // "twice a day" is a rate
    let rate = place.at > 0
        && (place.at == place.floor || matches!(place.word(place.at - 1), "times" | "once" | "hours" | "days"));
    if !article || rate || !UNITS.contains(&place.word(at)) || place.is_mark(at + 1, &['-']) {
        return None;
    }
    let mut figure = place.figure(at + 1, Kind::Duration, Value::Exact(Number::ONE));
    figure.written = Written { words: true, ..Written::default() };
    let end = measure::behind(place, &mut figure, at)?;
    figure.currency = None;
    Some((figure, end))
}

/// No. 3.
fn numbered(place: &Place) -> Found {
    let stop = place.is_mark(place.at + 1, &['.']) && place.glued(place.at + 1);
    let Some(Class::Digits(read)) = place.token(place.at + 2).map(|token| token.class) else { return None };
    if !matches!(place.word(place.at), "no" | "nos") || !stop {
        return None;
    }
    let figure = place.plain(place.at + 3, Kind::Ordinal, Value::Exact(read.value));
    Some((figure, place.at + 3))
}

/// Section II, Part IV, Phase III.
fn roman(place: &Place) -> Found {
    let (value, _) = is_roman(place).then(|| code::roman(place.written(place.at))).flatten()?;
    let low = Number::whole(i128::from(value));
    // Phase II-III
    let dash = place.hyphen(place.at + 1) == 1 || place.is_mark(place.at + 1, &['–']);
    let written = place.written(place.at + 2);
    let high = code::roman(written).filter(|(high, len)| dash && *len == written.len() && value < *high);
    let (value, end) = match high {
        Some((high, _)) => (Value::range(low, Number::whole(i128::from(high))), place.at + 3),
        None => (Value::Exact(low), place.at + 1),
    };
    let mut figure = place.plain(end, Kind::Ordinal, value);
    figure.written = Written { words: true, ..Written::default() };
    Some((figure, end))
}

/// Whether a token is a Roman numeral behind what is numbered; "I" is the speaker before another word.
pub fn is_roman(place: &Place) -> bool {
    const NUMBERED: &[&str] = &[
        "section", "sections", "part", "parts", "level", "chapter", "annex", "annexes", "article", "phase", "volume",
        "title", "appendix", "schedule", "class", "type", "grade", "category", "stage", "tier", "table", "book",
        "division",
    ];
    let written = place.written(place.at);
    let whole =
        written.starts_with(['I', 'V', 'X']) && code::roman(written).is_some_and(|(_, len)| len == written.len());
    let led = whole && place.at > 0 && NUMBERED.contains(&place.word(place.at - 1));
    let closed = || {
        let behind = place.word(place.at + 1);
        behind.is_empty() || matches!(behind, "of" | "to" | "and" | "above" | "below" | "contains" | "on" | "in")
    };
    led && (written != "I" || closed())
}

fn ordinal(place: &Place, read: &Numeral) -> (Quantity, usize) {
    let mut figure = place.figure(read.end, Kind::Ordinal, Value::Exact(read.value));
    figure.currency = None;
    figure.written = Written { words: read.words, misgrouped: read.misgrouped, ..Written::default() };
    (figure, read.end)
}

/// The two ends of a range: 4-8, 4 to 8, 3% to 5%, between 4 and 8, from 4 to 8; the scale is shared where only the second has
/// one. What rises from 4 to 8 is two figures.
fn range(place: &Place, low: &Numeral) -> Option<(Number, Numeral)> {
    let percent = measure::percent(place, low.end);
    let link = percent.map_or(low.end, |(_, end)| end);
    // 10- to 20-fold
    let hung =
        place.is_mark(link, &['-']) && place.glued(link) && !place.glued(link + 1) && place.word(link + 1) == "to";
    let link = link + usize::from(hung);
    let dash = place.is_mark(link, &['-', '–', '—', '~']) && place.glued(link) == place.glued(link + 1);
    let dash = dash || is_set_askew(place, link);
    let to = place.word(link) == "to";
    let between = place.word(link) == "and" && place.at > 0 && place.word(place.at - 1) == "between";
    if !(dash || to || between) || low.fraction {
        return None;
    }
    let sign = usize::from(place.has_currency_sign(link + 1) && place.currency_before().is_some());
    let high = numeral(place, link + 1 + sign).filter(|high| !high.ordinal && !high.fraction)?;
    let alike =
        percent.is_none_or(|(kind, _)| measure::percent(place, high.end).is_some_and(|(other, _)| other == kind));
    let from = shared_scale(low, &high)?;
    (alike && from < high.value && !(to && is_change(place))).then_some((from, high))
}

/// Whether a hyphen at token `link` joins a range though a space stands before it alone, as a slip leaves it: (3 -5%). In a
/// row of numbers it is a minus.
fn is_set_askew(place: &Place, link: usize) -> bool {
    let askew = place.is_mark(link, &['-']) && !place.glued(link) && place.glued(link + 1);
    let row = place.at.checked_sub(1).is_some_and(|at| place.is_digits(at));
    let behind = link + 2 + usize::from(place.is_mark(link + 2, &['%']));
    let closes = place.token(behind).is_none() || place.is_mark(behind, &[')', ',', ';', '.']);
    askew && !row && place.is_digits(link + 1) && closes
}

/// The low end, times the scale of the high end where it has none of its own.
fn shared_scale(low: &Numeral, high: &Numeral) -> Option<Number> {
    let share = low.scale == 0 && high.scale > 0 && high.mantissa.is_some_and(|mantissa| low.value <= mantissa);
    if share { low.value.times(Number::power_of_ten(high.scale)?) } else { Some(low.value) }
}

/// Whether "from" stands before, and is no "ranging from".
fn is_change(place: &Place) -> bool {
    let from = place.at.checked_sub(1).filter(|&at| place.word(at) == "from");
    let Some(at) = from else { return false };
    !at.checked_sub(1).is_some_and(|at| words::RANGING.contains(&place.word(at)))
}

/// The figure that a change starts from has the unit of the one it leads to: "from 3 to 5 percent".
fn share_unit(place: &Place, figure: &mut Quantity, end: usize) {
    let bare = figure.kind == Kind::Number && !figure.written.words && figure.written.scale == 0;
    if !bare || place.word(end) != "to" || !is_change(place) {
        return;
    }
    let Some(high) = numeral(place, end + 1) else { return };
    if let Some((kind, _)) = measure::percent(place, high.end) {
        figure.kind = kind;
    }
}

/// A minus that is set apart from its number is told from a dash where the two are the whole text, as in the cell of a
/// table, and before degrees.
fn stands_apart(place: &Place, at: usize, figure: &Quantity) -> bool {
    let end = place.reader.text.trim_end().len();
    let whole = at == 0 && figure.span.end as usize == end;
    let behind = place.reader.tokens[place.at..].iter().position(|token| token.span.start >= figure.span.end);
    let degrees = behind.is_some_and(|offset| {
        let unit = place.at + offset;
        place.is_mark(unit, &['°', '℃', '℉']) || place.word(unit).starts_with("degree")
    });
    whole || (at > 0 && degrees)
}

/// Turns the value where a minus stands before it.
fn sign(place: &Place, figure: &mut Quantity) {
    let Some(at) = place.at.checked_sub(1).filter(|&at| at >= place.floor) else { return };
    let opened = at > 0 && place.is_mark(at - 1, &['[', '(']);
    let apart = !place.glued(at) || at == 0 || opened;
    let hyphen = place.is_mark(at, &['-', '−', '–']);
    let minus = matches!(place.word(at), "minus" | "negative")
        || (hyphen && place.glued(place.at) && apart)
        || (hyphen && !place.glued(place.at) && apart && stands_apart(place, at, figure));
    let value = match &figure.value {
        Value::Exact(number) => number.negated().map(Value::Exact),
        Value::Range(ends) => ends.low.negated().map(|low| Value::range(low, ends.high)),
        _ => None,
    };
    let Some(value) = value.filter(|_| minus) else { return };
    figure.value = value;
    figure.span = figure.span.cover(place.span(at, at + 1));
}

/// Reads the unit behind token `end` into the figure, then the hedge and the change behind that; says the token behind.
fn behind(place: &Place, figure: &mut Quantity, end: usize) -> usize {
    let start = end;
    let mut end = unit(place, figure, start).unwrap_or(start);
    if let Some(scale) = place.currency_before().map(|before| before.scale).filter(|scale| *scale > 0) {
        let _ = money::shift(figure, scale);
        figure.written.scale += scale;
    }
    if figure.currency.is_some() && figure.kind == Kind::Number {
        figure.kind = Kind::Money;
    }
    if figure.kind == Kind::Money
        && let Some(more) = money::with_cents(place, figure, end)
    {
        end = more;
    }
    if let Some((bound, more)) = context::hedge_behind(place, end) {
        figure.bound = bound;
        end += more;
        // three or more years
        if figure.kind == Kind::Number && figure.unit.is_none() && !place.word(end).is_empty() {
            end = measure::unit_alone(place, figure, end).unwrap_or(end);
        }
    }
    figure.span = figure.span.cover(place.span(place.at, end));
    change_behind(place, figure, end);
    if figure.kind == Kind::Number && figure.unit.is_none() {
        let noun = noun(place, end);
        if noun == Some("kilobases") && place.word(end) == "kilobases" && money::shift(figure, 3).is_some() {
            figure.written.scale += 3;
        }
        figure.unit = noun.map(|noun| Unit { code: noun.into(), ucum: false });
    }
    end
}

/// What is counted: the first plural that follows, with what describes it between: 120 new patent *cases*.
fn noun<'r>(place: &Place<'r>, end: usize) -> Option<&'r str> {
    const REACH: usize = 4;
    for at in end..end + REACH {
        let word = place.word(at);
        if word.is_empty() {
            // a hyphen joins what describes it
            if place.hyphen(at) == 0 || at == end {
                return None;
            }
            continue;
        }
        if words::ENDS_COUNT.contains(&word) {
            return None;
        }
        if words::is_plural(word) {
            return Some(word);
        }
    }
    None
}

/// The unit behind token `end`, with or without a hyphen; one that is set apart joins only a singular: 12 - day.
fn unit(place: &Place, figure: &mut Quantity, end: usize) -> Option<usize> {
    if figure.value == Value::Exact(Number::HALF) && matches!(place.word(end), "a" | "an") {
        // half a year
        return measure::unit_alone(place, figure, end + 1);
    }
    let hyphen = place.hyphen(end);
    if hyphen == 0 {
        // one hundred second-hand cars
        if place.word(end) == "second" && place.hyphen(end + 1) == 1 {
            return None;
        }
        return measure::behind(place, figure, end);
    }
    let tight = place.glued(end);
    let singular = !place.word(end + 1).is_empty() && !place.word(end + 1).ends_with('s');
    if tight || singular { measure::behind(place, figure, end + 1) } else { None }
}

fn change_behind(place: &Place, figure: &mut Quantity, end: usize) {
    let changes = matches!(figure.kind, Kind::Percent | Kind::PercentagePoint | Kind::Duration);
    if figure.direction.is_none()
        && changes
        && let Some(direction) = context::change_behind(place, end)
    {
        (figure.direction, figure.mode) = (Some(direction), Some(Mode::By));
    }
}
