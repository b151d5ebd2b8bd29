//! Growth, against the two values that it leads from and to.

use std::sync::LazyLock;

use super::sentence::Sentence;
use super::slip::{Interval, Slip, is_slip};
use crate::quantity::number::Number;
use crate::quantity::value::{Direction, Kind};
use crate::text::lang::Lang;
use crate::text::patterns::Patterns;
use crate::text::wording::Wording;

/// How a language says from what to what, and by how much.
struct Cues {
    /// Before the value that it leads from.
    from: Patterns,
    /// Between both values.
    to: Patterns,
    /// Between the second value and the growth.
    by: Patterns,
    /// In these words, or behind the growth, it is another growth: a mean over several years.
    other: Patterns,
}

static CHINESE: LazyLock<Cues> = LazyLock::new(|| Cues {
    from: Patterns::one("(?:从|由)[^，,。；;]{0,24}$"),
    to: Patterns::one(
        "^[^，,。；;]{0,16}(?:增长|增加|提高|提升|上升|增|升|扩大|下降|减少|降|减|缩短|压缩|缩减|回落)(?:至|到|为)[^，,。；;]{0,16}$",
    ),
    by: Patterns::one("^[^。；;，,]{0,10}[，,（(][^。；;，,]{0,12}$"),
    other: Patterns::one("年均|平均|复合|每年|环比|名义|可比|不变价|实际|效率|效能"),
});

static ENGLISH: LazyLock<Cues> = LazyLock::new(|| Cues {
    from: Patterns::one(r"(?i)\bfrom (?:the |about )?$"),
    to: Patterns::one(r"(?i)^[^.;]{0,60}? to (?:a total of )?$"),
    by: Patterns::one(
        r"(?i)^[^.;,(0-9]{0,50}(?:\d{4})?[^.;,(0-9]{0,20}(?:, | \(|, or | — | – )(?:up |down |(?:representing |marking |which is |with )?(?:an? )?(?:[a-z-]+ ){0,3}(?:increase|rise|growth|decrease|decline|drop|reduction|fall|jump|gain)(?: rate)? of |growing (?:by )?|rising (?:by )?|increasing (?:by )?|falling (?:by )?)?$",
    ),
    other: Patterns::one(
        r"(?i)annual(?:ly|ised|ized)?\b|average|per year|a year\b|each year|compound|real terms|efficien|month-on-month",
    ),
});

/// Adds the growths that do not come out.
pub fn find(sentence: &Sentence, found: &mut Vec<Slip>) {
    let cues = match sentence.lang {
        Lang::Zh => &*CHINESE,
        Lang::En => &*ENGLISH,
    };
    for index in 2..sentence.amounts.len() {
        if matches!(sentence.amounts[index].kind, Kind::Percent | Kind::PercentagePoint) {
            found.extend(growth(sentence, cues, index));
        }
    }
}

fn growth(sentence: &Sentence, cues: &Cues, index: usize) -> Option<Slip> {
    let (first, second) = (index - 2, index - 1);
    let (from, to, stated) = (&sentence.amounts[first], &sentence.amounts[second], &sentence.amounts[index]);
    let joined = cues.from.is_match(sentence.before(first))
        && cues.to.is_match(sentence.between(first, second))
        && cues.by.is_match(sentence.before(index));
    let other = cues.other.is_match(sentence.before(index)) || cues.other.is_match(sentence.after(index));
    if !joined || other || !from.is_like(to) || !from.is_exact() || !to.is_exact() {
        return None;
    }
    let rise = stated.direction == Some(Direction::Up);
    if stated.direction.is_none() || rise != (to.value > from.value) {
        return None;
    }
    let (low, high) = if rise { (from, to) } else { (to, from) };
    let (low, high, base) = (Interval::of(low)?, Interval::of(high)?, Interval::of(from)?);
    let gap = Interval { low: high.low.minus(low.high)?, high: high.high.minus(low.low)? };
    let computed = match stated.kind {
        Kind::PercentagePoint if from.kind == Kind::Percent => gap,
        Kind::Percent if from.is_quantity() => gap.over(base)?.map(|share| share.times(Number::whole(100)))?,
        _ => return None,
    };
    if !is_slip(computed, stated)? {
        return None;
    }
    let middle = computed.low.plus(computed.high)?.times(Number::HALF)?.rounded(stated.last_digit)?;
    let unit = match stated.kind {
        Kind::Percent => Wording::same("%"),
        _ => Wording::fixed("percentage points", "个百分点"),
    };
    let way = if rise { Wording::fixed("more", "增加") } else { Wording::fixed("less", "减少") };
    let (from_text, to_text, middle) = (from.text, to.text, middle.grouped());
    let message = Wording::new(
        format!("from {from_text} to {to_text} is {middle} {} {}, and not {}", unit.en, way.en, stated.text),
        format!("从{from_text}到{to_text}{}了{middle}{}，而非{}", way.zh, unit.zh, stated.text),
    );
    Some(Slip::at("growth", &[stated, from, to], message))
}
