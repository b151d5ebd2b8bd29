//! What stands behind a number: percent signs, factors, currencies and units of measure, looked up by their first word.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::{Place, money, words};
use crate::quantity::number::Number;
use crate::quantity::value::{Kind, Quantity, Unit, Value};
use crate::quantity::{currency, unit};
use crate::text::trie::Trie;

type Entry = (Vec<&'static str>, &'static str);

/// Phrases and their codes by their first word, the longest first.
pub struct Phrases {
    heads: Trie,
    entries: Vec<Vec<Entry>>,
}

impl Phrases {
    fn new(table: &[(&'static str, &'static str)]) -> Self {
        let mut by_head: BTreeMap<&'static str, Vec<Entry>> = BTreeMap::new();
        for (phrase, code) in table {
            let parts: Vec<_> = phrase.split(' ').collect();
            by_head.entry(parts[0]).or_default().push((parts, code));
        }
        for entries in by_head.values_mut() {
            entries.sort_by_key(|(parts, _)| std::cmp::Reverse(parts.len()));
        }
        Phrases { heads: Trie::of(by_head.keys()), entries: by_head.into_values().collect() }
    }
}

/// The words of currencies.
pub static CURRENCIES: LazyLock<Phrases> = LazyLock::new(|| Phrases::new(currency::BEHIND_EN));
/// The words of their hundredth and tenth parts.
pub static CENTS: LazyLock<Phrases> = LazyLock::new(|| Phrases::new(currency::CENTS_EN));
static UNITS: LazyLock<Phrases> = LazyLock::new(|| Phrases::new(unit::EN));
static SYMBOLS: LazyLock<Phrases> = LazyLock::new(|| Phrases::new(unit::SYMBOLS));

/// The longest phrase of `table` from token `at` on, word by word and in the singular; its code and the token behind.
pub fn longest(place: &Place, at: usize, table: &Phrases) -> Option<(&'static str, usize)> {
    let first = place.word(at);
    singulars(first).into_iter().flatten().find_map(|head| {
        let entries = &table.entries[table.heads.number(head)?];
        entries.iter().find_map(|(parts, code)| Some((*code, fits(place, at, parts)?)))
    })
}

/// A word, and without the endings that may be those of its plural.
fn singulars(word: &str) -> [Option<&str>; 3] {
    let word = Some(word).filter(|word| !word.is_empty());
    [word, word.and_then(|word| word.strip_suffix('s')), word.and_then(|word| word.strip_suffix("es"))]
}

fn fits(place: &Place, at: usize, parts: &[&str]) -> Option<usize> {
    let mut end = at + 1;
    for part in &parts[1..] {
        let hyphen = place.hyphen(end);
        let word = place.word(end + hyphen);
        if !singulars(word).into_iter().flatten().any(|word| word == *part) && place.written(end + hyphen) != *part {
            return None;
        }
        end += 1 + hyphen;
    }
    Some(end)
}

/// The symbol at a token, as it is written: kW, GB, m².
fn symbol(place: &Place, at: usize) -> Option<(&'static str, usize)> {
    let entries = &SYMBOLS.entries[SYMBOLS.heads.number(place.written(at))?];
    let exact = |parts: &[&str]| {
        let is = |(offset, part): (usize, &&str)| place.written(at + offset) == *part;
        // the digit of m2 stands at its letter
        parts.iter().enumerate().all(is) && (1..parts.len()).all(|offset| place.glued(at + offset))
    };
    let (parts, code) = entries.iter().find(|(parts, _)| exact(parts))?;
    // 5m may be five million
    let letter = place.written(at) == "m" && parts.len() == 1 && place.glued(at) && !place.is_mark(at + 1, &['/', '?']);
    (!letter).then_some((*code, at + parts.len()))
}

/// Reads what stands at token `at`, behind the number, into the figure; says the token behind it.
pub fn behind(place: &Place, figure: &mut Quantity, at: usize) -> Option<usize> {
    if let Some((kind, end)) = percent(place, at) {
        figure.kind = kind;
        return Some(end);
    }
    if let Some((power, kind, end)) = small_share(place, at) {
        figure.kind = kind;
        money::shift(figure, power)?;
        return Some(end);
    }
    if let Some(end) = times(place, at) {
        figure.kind = Kind::Multiple;
        return Some(end);
    }
    if let Some(end) = money::behind(place, figure, at) {
        return Some(end);
    }
    if figure.currency.is_some() {
        return None;
    }
    unit_alone(place, figure, at)
}

/// Reads the unit of measure at token `at` into the figure.
pub fn unit_alone(place: &Place, figure: &mut Quantity, at: usize) -> Option<usize> {
    if let Some(end) = long_time(place, figure, at) {
        return Some(end);
    }
    // the singular of "has" is no hectare
    if place.word(at) == "has" {
        return None;
    }
    let skipped = usize::from(words::ROW.contains(&place.word(at)));
    let (code, end) = degrees(place, at)
        .or_else(|| symbol(place, at + skipped))
        .or_else(|| longest(place, at + skipped, &UNITS))
        .filter(|(code, _)| skipped == 0 || unit::is_time(code))?;
    figure.kind = if unit::is_time(code) { Kind::Duration } else { Kind::Measure };
    if lost_power(place, code, end) {
        return Some(end);
    }
    let (code, end) = match rate(place, code, end) {
        Some((per, end)) => (format!("{code}/{per}"), end),
        None => (code.to_owned(), end),
    };
    figure.unit = Some(Unit { code: code.into(), ucum: true });
    Some(end)
}

/// "km?" within a sentence was km² before its encoding was lost; what it measures cannot be told.
fn lost_power(place: &Place, code: &str, end: usize) -> bool {
    let length = matches!(code, "m" | "km" | "cm" | "mm");
    length && place.glued(end) && place.is_mark(end, &['?', '\u{fffd}'])
}

/// What a rate is per, and the token behind: km/h, metres per second.
fn rate(place: &Place, code: &str, end: usize) -> Option<(&'static str, usize)> {
    if unit::is_time(code) || code.contains('/') {
        return None;
    }
    if place.is_mark(end, &['/']) && place.glued(end) && place.glued(end + 1) {
        let (per, behind) = symbol(place, end + 1).or_else(|| match place.written(end + 1) {
            "h" => Some(("h", end + 2)),
            "s" => Some(("s", end + 2)),
            "d" => Some(("d", end + 2)),
            "m" => Some(("m", end + 2)),
            _ => longest(place, end + 1, &UNITS),
        })?;
        return Some((per, behind));
    }
    let moves =
        matches!(code, "m" | "km" | "cm" | "mm" | "[mi_i]" | "[ft_i]" | "bit" | "kbit" | "Mbit" | "Gbit" | "L" | "m3");
    let link = end + place.hyphen(end);
    let per = link + 1 + place.hyphen(link + 1);
    let (per, behind) = longest(place, per, &UNITS).filter(|_| moves && place.word(link) == "per")?;
    matches!(per, "h" | "min" | "s").then_some((per, behind))
}

/// ‰, and basis points, which are hundredths of a percentage point.
fn small_share(place: &Place, at: usize) -> Option<(i32, Kind, usize)> {
    if place.is_mark(at, &['‰']) {
        return Some((-1, Kind::Percent, at + 1));
    }
    let basis = place.word(at) == "basis" && place.word(at + 1 + place.hyphen(at + 1)).starts_with("point");
    if basis {
        return Some((-2, Kind::PercentagePoint, at + 2 + place.hyphen(at + 1)));
    }
    (place.word(at) == "bps").then_some((-2, Kind::PercentagePoint, at + 1))
}

/// Seven decades are seventy years, as Chinese counts them, and two centuries two hundred. A century in the singular is one or
/// a half; behind another number, "the 19 century", it has lost its ending.
fn long_time(place: &Place, figure: &mut Quantity, at: usize) -> Option<usize> {
    let single = [Number::ONE, Number::HALF].map(Value::Exact).contains(&figure.value);
    let power = match place.word(at) {
        "decade" | "decades" => 1,
        "century" if single => 2,
        "centuries" => 2,
        _ => return None,
    };
    money::shift(figure, power)?;
    figure.kind = Kind::Duration;
    figure.unit = Some(Unit { code: "a".into(), ucum: true });
    Some(at + 1)
}

/// %, percent, per cent, percentage points.
pub fn percent(place: &Place, at: usize) -> Option<(Kind, usize)> {
    if place.is_mark(at, &['%', '％']) {
        let hyphen = place.hyphen(at + 1);
        let points = place.word(at + 1 + hyphen).starts_with("point");
        return Some(if points { (Kind::PercentagePoint, at + 2 + hyphen) } else { (Kind::Percent, at + 1) });
    }
    let (kind, end) = match place.word(at) {
        "percent" | "pct" | "percents" => (Kind::Percent, at + 1),
        "per" if place.word(at + 1) == "cent" => (Kind::Percent, at + 2),
        "percentage" => (Kind::PercentagePoint, at + 1),
        "pp" | "ppt" | "ppts" => return Some((Kind::PercentagePoint, at + 1)),
        _ => return None,
    };
    let hyphen = usize::from(place.is_mark(end, &['-']));
    let points = place.word(end + hyphen).starts_with("point");
    match (kind, points) {
        (_, true) => Some((Kind::PercentagePoint, end + hyphen + 1)),
        (Kind::Percent, false) => Some((kind, end)),
        _ => None,
    }
}

/// "times" as a factor: "7.48 times the average", "three times as many", "3x"; alone it counts occasions.
fn times(place: &Place, at: usize) -> Option<usize> {
    if place.word(at) == "fold" {
        return Some(at + 1);
    }
    if place.glued(at) && (place.written(at) == "x" || place.is_mark(at, &['×'])) {
        return (!place.is_digits(at + 1)).then_some(at + 1);
    }
    let factor = words::FACTOR.contains(&place.word(at + 1));
    (place.word(at) == "times" && factor).then_some(at + 1)
}

/// °C, degrees Celsius, deg c, 40 celsius.
fn degrees(place: &Place, at: usize) -> Option<(&'static str, usize)> {
    let mark = place.is_mark(at, &['°', 'º']);
    if place.is_mark(at, &['℃']) {
        return Some(("Cel", at + 1));
    }
    if place.is_mark(at, &['℉']) {
        return Some(("[degF]", at + 1));
    }
    let word = matches!(place.word(at), "deg" | "degs" | "degree" | "degrees");
    let stop = usize::from(place.word(at) == "deg" && place.is_mark(at + 1, &['.']));
    let scale = at + usize::from(mark || word) + stop;
    let letter = |small: &str, capital: &str| {
        let written = place.written(scale);
        (mark || word) && (written == capital || (word && written == small && !place.is_mark(scale + 1, &['.'])))
    };
    match place.word(scale) {
        "celsius" | "celcius" | "centigrade" => Some(("Cel", scale + 1)),
        "fahrenheit" => Some(("[degF]", scale + 1)),
        _ if letter("c", "C") => Some(("Cel", scale + 1)),
        _ if letter("f", "F") => Some(("[degF]", scale + 1)),
        _ => (mark || word).then_some(("deg", scale)),
    }
}
