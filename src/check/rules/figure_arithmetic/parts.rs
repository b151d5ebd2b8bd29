//! Totals and their parts, and the count of a year against the count of all years.
//!
//! A list behind "including" or 其中 is often not all of the whole, and its parts may overlap. So a sum is reported only
//! where it misses the total by what a slip would make of it; a part, where it is larger than its whole.

use std::sync::LazyLock;

use super::sentence::{Amount, Sentence};
use super::slip::{Slip, is_transposed, one_slip};
use crate::quantity::number::Number;
use crate::text::lang::Lang;
use crate::text::patterns::Patterns;
use crate::text::wording::Wording;

/// How a language says that parts, or all parts, follow or went before.
struct Cues {
    /// Between a whole and its first part.
    opens: Patterns,
    /// Between two parts, where the list is at its end.
    breaks: Patterns,
    /// Before a total that is given behind its parts.
    closes: Patterns,
    /// Between the count of a period and the count since the beginning.
    accumulates: Patterns,
    /// Somewhere before the count of a period.
    adds: Patterns,
}

static CHINESE: LazyLock<Cues> = LazyLock::new(|| Cues {
    opens: Patterns::one(
        "^[^。；;]{0,24}(?:其中|包括|包含|当中|分别为|分别是)[，,：:（(]?[^。；;，,]{0,24}$|^[^，,。；;]{0,10}中[，,][^。；;，,]{0,24}$",
    ),
    breaks: Patterns::one(
        "[。；;）)]|其中|累计|共计|合计|总计|总共|截至|此外|另有|另外|涉及|涉案|全省|全市|全国|全年|新增|[，,]以及|以及.*等",
    ),
    closes: Patterns::one("^[^。；;，,]{0,8}[，,、 ]?(?:以上)?(?:共计|合计|总计|共有|总共|共)$"),
    accumulates: Patterns::one(
        "^[，,][^。；;，,0-9]{0,2}(?:累计|总数|总量)(?:已|总数|总量|数量|数|共|有|达到|达|为|至|突破|超过)*$",
    ),
    adds: Patterns::one("新增|新设|新建|新认定|新获|增加"),
});

static ENGLISH: LazyLock<Cues> = LazyLock::new(|| Cues {
    opens: Patterns::one(
        r"(?i)^[^.;]{0,60}?(?:\bincluding|\bof (?:which|whom|them|these|those)|\bamong (?:them|which|whom|these|those)|\bcomprising|\bcomprised of|\bconsist(?:ing|ed|s) of|\bcomposed of|\bmade up of|\bnamely)[,:]? ?(?:the |a total of |all )?$",
    ),
    breaks: Patterns::one(
        r"(?i)[.;)]|\b(?:including|of which|of whom|of them|in total|total|totall?ing|together|while|whereas|compared|from|involving|with|worth|across|in \d+|cumulative\w*|as well as|were|was|are|is|has|have|had)\b",
    ),
    closes: Patterns::one(
        r"(?i)^[^.;,0-9]{0,40}, (?:(?:for |making )?a (?:grand |combined )?total of |totall?ing |in total )$",
    ),
    accumulates: Patterns::one(
        r"(?i)^[^.;,]{0,40}, (?:bringing|raising|taking|lifting|pushing) (?:the|its|their) (?:cumulative |overall |grand )?(?:total|number|count)(?: number)?(?: of [a-z ]{1,30})? to $",
    ),
    adds: Patterns::one(r"(?i)\b(?:new|newly|added|adding|additional|more)\b"),
});

/// Adds what does not add up.
pub fn find(sentence: &Sentence, found: &mut Vec<Slip>) {
    let cues = match sentence.lang {
        Lang::Zh => &*CHINESE,
        Lang::En => &*ENGLISH,
    };
    for second in 1..sentence.amounts.len() {
        if !sentence.amounts[second].is_quantity() {
            continue;
        }
        let before = sentence.before(second);
        if cues.opens.is_match(before) {
            found.extend(whole_first(sentence, cues, second));
        } else if cues.closes.is_match(before) {
            found.extend(whole_last(sentence, cues, second));
        } else if cues.accumulates.is_match(before) {
            found.extend(above_cumulative(sentence, cues, second));
        }
    }
}

/// A whole and the list of its parts, which begins at `first`.
fn whole_first(sentence: &Sentence, cues: &Cues, first: usize) -> Option<Slip> {
    let whole = whole_of(sentence, first)?;
    let total = &sentence.amounts[whole];
    let parts = list_from(sentence, cues, first);
    let listed: Vec<&Amount> = parts.iter().map(|&part| &sentence.amounts[part]).collect();
    if !total.is_exact() {
        return None;
    }
    let above = parts.iter().find(|&&part| is_above(sentence, part, whole));
    if let Some(&part) = above {
        let part = &sentence.amounts[part];
        let message = Wording::new(
            format!("{} is more than {}, the whole that it is a part of", part.text, total.text),
            format!("{}大于其所属的总数{}", part.text, total.text),
        );
        return Some(Slip::at("part", &[part, total], message));
    }
    missed(total, &listed, false)
}

/// A total behind its parts: all of them are there.
fn whole_last(sentence: &Sentence, cues: &Cues, total: usize) -> Option<Slip> {
    let like = |&part: &usize| sentence.amounts[part].is_like(&sentence.amounts[total]);
    let mut first = total;
    while let Some(part) = first.checked_sub(1).filter(like) {
        let joined = first == total || !cues.breaks.is_match(sentence.between(part, first));
        if !joined {
            break;
        }
        first = part;
    }
    let parts: Vec<&Amount> = sentence.amounts[first..total].iter().collect();
    let total = &sentence.amounts[total];
    (total.is_exact() && parts.len() > 1).then(|| missed(total, &parts, true)).flatten()
}

/// The whole that a part belongs to: the nearest amount before it that counts the same.
fn whole_of(sentence: &Sentence, part: usize) -> Option<usize> {
    let like = |&whole: &usize| sentence.amounts[whole].is_like(&sentence.amounts[part]);
    let mut alike = (0..part).rev().filter(like);
    let nearest = alike.clone().next()?;
    if sentence.lang == Lang::Zh {
        return Some(nearest);
    }
    match sentence.noun(part) {
        Some(noun) if noun.ends_with('s') => alike.find(|&whole| sentence.noun(whole) == Some(noun)).or(Some(nearest)),
        _ => Some(nearest),
    }
}

/// The parts of a list that begins at `first`; a share or a change in brackets or behind a comma belongs to its part.
fn list_from(sentence: &Sentence, cues: &Cues, first: usize) -> Vec<usize> {
    let head = &sentence.amounts[first];
    let mut parts = vec![first];
    for next in first + 1..sentence.amounts.len() {
        let amount = &sentence.amounts[next];
        let last = parts.last().copied().unwrap_or(first);
        if cues.breaks.is_match(sentence.between(last, next)) {
            break;
        }
        if amount.is_like(head) && amount.direction.is_none() {
            parts.push(next);
        } else if amount.is_quantity() {
            break;
        }
    }
    parts
}

/// Whether a part is larger than its whole and both count the same.
fn is_above(sentence: &Sentence, part: usize, whole: usize) -> bool {
    let (a, b) = (&sentence.amounts[part], &sentence.amounts[whole]);
    let most = b.value.plus(b.slack).and_then(|most| most.plus(a.slack));
    let counted = matches!(a.bound, crate::quantity::value::Bound::Exact | crate::quantity::value::Bound::Over);
    counted && a.direction.is_none() && most.is_some_and(|most| a.value > most) && counts_same(sentence, part, whole)
}

/// Whether the nouns of a part and of its whole do not tell against their counting the same.
fn counts_same(sentence: &Sentence, part: usize, whole: usize) -> bool {
    let (noun, of) = (sentence.noun(part), sentence.noun(whole));
    match (sentence.lang, noun) {
        (_, None) => true,
        (Lang::En, Some(noun)) => of.is_some_and(|of| of == noun || (!noun.ends_with('s') && of.ends_with('s'))),
        (Lang::Zh, Some(noun)) => {
            let last = noun.chars().next_back();
            let near = of.unwrap_or_else(|| sentence.before(whole));
            last.is_some_and(|last| near.ends_with(last))
        }
    }
}

/// What is to be said where parts come near to a total and miss it.
fn missed(total: &Amount, parts: &[&Amount], all: bool) -> Option<Slip> {
    if parts.len() < 2 || parts.iter().any(|part| !part.is_exact()) {
        return None;
    }
    let mut slack = total.slack;
    let mut sum = Number::ZERO;
    for part in parts {
        sum = sum.plus(part.value)?;
        slack = slack.plus(part.slack)?;
    }
    let gap = sum.minus(total.value)?.abs();
    if gap <= slack || !is_slip_of_sum(total, parts, sum, gap, all)? {
        return None;
    }
    let terms = parts.iter().map(|part| part.text).collect::<Vec<_>>().join(" + ");
    let sum = sum.grouped();
    let message = Wording::new(
        format!("{terms} come to {sum}, and the total is given as {}", total.text),
        format!("{terms}合计{sum}，而总数为{}", total.text),
    );
    let mut amounts = vec![total];
    amounts.extend(parts);
    Some(Slip::at("sum", &amounts, message))
}

/// Whether a slip in the total or in one part explains the gap, and the gap is too small for parts left out.
fn is_slip_of_sum(total: &Amount, parts: &[&Amount], sum: Number, gap: Number, all: bool) -> Option<bool> {
    let share = |percent| total.value.times(Number::fraction(percent, 100)?);
    let slip_of_total = one_slip(sum, total.value);
    let mut slip_of_part = false;
    let mut exchanged = is_transposed(sum, total.value);
    for part in parts {
        let meant = total.value.minus(sum.minus(part.value)?)?;
        slip_of_part |= meant > Number::ZERO && one_slip(meant, part.value);
        exchanged |= meant > Number::ZERO && is_transposed(meant, part.value);
    }
    let short = sum < total.value;
    Some(match (all, short) {
        (true, _) => gap <= share(10)? || slip_of_total,
        (false, true) => {
            ((slip_of_total || exchanged) && gap <= share(6)?)
                || ((slip_of_part || parts.len() > 2) && gap <= share(3)?)
        }
        (false, false) => {
            ((slip_of_total || exchanged) && gap <= share(10)?)
                || ((slip_of_part || parts.len() > 2) && gap <= share(5)?)
        }
    })
}

/// The count of a period above the count since the beginning.
fn above_cumulative(sentence: &Sentence, cues: &Cues, cumulative: usize) -> Option<Slip> {
    let (period, all) = (sentence.amounts.get(cumulative.checked_sub(1)?)?, &sentence.amounts[cumulative]);
    let before = sentence.text.get(..all.start)?;
    let above = period.value > all.value.plus(all.slack)?.plus(period.slack)?;
    if !above || !period.is_like(all) || !all.is_exact() || !period.is_exact() || !cues.adds.is_match(before) {
        return None;
    }
    let message = Wording::new(
        format!("{} were added, which is more than the {} there are in all", period.text, all.text),
        format!("新增{}，多于累计的{}", period.text, all.text),
    );
    Some(Slip::at("cumulative", &[period, all], message))
}
