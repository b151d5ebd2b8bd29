//! Shares and multiples, against the two amounts that they are of.

use std::sync::LazyLock;

use super::sentence::{Amount, Sentence};
use super::slip::{Interval, Slip, is_slip};
use crate::quantity::number::Number;
use crate::quantity::value::{Bound, Kind};
use crate::text::lang::Lang;
use crate::text::patterns::Patterns;
use crate::text::wording::Wording;

/// How a language says what is a share of what.
struct Cues {
    /// Before a whole, where parts follow; the part comes next.
    whole_then_part: Patterns,
    /// Before a whole that the sentence opens with: "of the"; matches nothing where that is said behind it.
    of_those: Patterns,
    /// Between such a whole and its part.
    listed: Patterns,
    /// Between a part and its whole that comes next: "48 of the 160".
    part_of_whole: Patterns,
    /// Between a part, or the whole behind it, and the share that they come to.
    comes_to: Patterns,
    /// Behind a share, where another base is named.
    other_base: Patterns,
    /// Before a share of a whole that nothing can exceed.
    of_all: Patterns,
    /// Behind such a share, where the whole is named there; empty where nothing need be.
    of_all_behind: Patterns,
    /// Between a value and its multiple, and between the multiple and its base, where the multiple comes before its base.
    multiple_of: Patterns,
    /// Between a value and its base, where the base comes before the multiple.
    base_first: Patterns,
    /// Between such a base and the multiple.
    times_of_base: Patterns,
}

/// Matches nothing: the language does not say it so.
const NEVER: &str = r"[^\s\S]";

static CHINESE: LazyLock<Cues> = LazyLock::new(|| Cues {
    whole_then_part: Patterns::one(
        "^[^。；;]{0,16}其中[，,（(]?[^。；;，,]{0,24}$|^[^，,。；;]{0,8}中[，,]?[^。；;，,]{0,16}$",
    ),
    of_those: Patterns::one(NEVER),
    listed: Patterns::one(NEVER),
    part_of_whole: Patterns::one(NEVER),
    comes_to: Patterns::one(
        "^[^。；;，,]{0,16}[，,（(]?(?:占比|占|比例|占总数的?|占其|占总量的?|占全部的?)(?:为|达到|达)?$",
    ),
    other_base: Patterns::one("^的(?:全|国|省|市)"),
    of_all: Patterns::one(
        "占(?:全国|全省|全市|全球|世界|总|全部)(?:[^。；;，,0-9]{0,12})(?:总数|总量|总额|全部|数量|件数)的?(?:比重|比例)?(?:为|达到|达)?$",
    ),
    of_all_behind: Patterns::one(""),
    multiple_of: Patterns::one(NEVER),
    base_first: Patterns::one(
        "^[^。；;]{0,12}[，,]?(?:约)?(?:是|为|达到|达|相当于)[^。；;，,0-9]{0,20}(?:平均|均值|水平)[^。；;，,0-9]{0,8}[（(]?$",
    ),
    times_of_base: Patterns::one("^[）)]?的$"),
});

static ENGLISH: LazyLock<Cues> = LazyLock::new(|| Cues {
    whole_then_part: Patterns::one(
        r"(?i)^[^.;]{0,60}?(?:,| \(|:) ?(?:including|of which|of whom|of them|of these|among them|among which)[,:]? $",
    ),
    of_those: Patterns::one(r"(?i)\b(?:of|among) (?:the|these|those|all|its|all the)(?: total of)? $"),
    listed: Patterns::one(r"(?i)^ [a-z -]{1,40}, (?:a total of |only )?$"),
    part_of_whole: Patterns::one(
        r"(?i)^(?: [a-z-]+){0,2},? (?:out )?of (?:the |all |its |a total of |all the |these |those )?$",
    ),
    comes_to: Patterns::one(
        r"(?i)^[^.;,()0-9]{0,40}(?:, | \(|, or | \(or |, (?:which )?(?:accounting|accounts|accounted) for |, representing |, i\.e\.,? |, making up | or )$",
    ),
    other_base: Patterns::one(
        r"(?i)^,? of (?:the|all) (?:national|country|city|province|provincial|nation|world|global|region|market|gdp|population)|^ (?:higher|lower|more|less|up|down|year)",
    ),
    of_all: Patterns::one(
        r"(?i)\b(?:accounting|accounts|accounted|account) for $|\b(?:makes?|made|making) up $|\brepresenting $",
    ),
    of_all_behind: Patterns::one(r"(?i)^ of (?:the |all |its |their )(?:[a-z'’-]+ ){0,2}(?:total|whole)\b|^ of all\b"),
    multiple_of: Patterns::one(
        r"(?i)^[^.;]{0,30}?,? ?(?:which is |is |or |being |equivalent to )?(?:approximately |about |nearly )?$|^ (?:that of )?the (?:[a-z-]+ ){0,3}(?:average|mean|level|figure)(?: of| \()? ?$",
    ),
    base_first: Patterns::one(NEVER),
    times_of_base: Patterns::one(NEVER),
});

/// Adds the shares and multiples that do not come out.
pub fn find(sentence: &Sentence, found: &mut Vec<Slip>) {
    let cues = match sentence.lang {
        Lang::Zh => &*CHINESE,
        Lang::En => &*ENGLISH,
    };
    for (index, amount) in sentence.amounts.iter().enumerate() {
        match amount.kind {
            Kind::Percent => {
                found.extend(above_all(sentence, cues, index).or_else(|| share(sentence, cues, index)));
            }
            Kind::Multiple => found.extend(multiple(sentence, cues, index)),
            _ => {}
        }
    }
}

/// A share that the two amounts before it do not come to.
fn share(sentence: &Sentence, cues: &Cues, index: usize) -> Option<Slip> {
    let near = index.checked_sub(1)?;
    if !cues.comes_to.is_match(sentence.before(index)) || cues.other_base.is_match(sentence.after(index)) {
        return None;
    }
    let of_whole = near.checked_sub(1).filter(|&part| cues.part_of_whole.is_match(sentence.between(part, near)));
    let (part, whole) = match of_whole {
        Some(part) => (part, near),
        None => (near, whole_before(sentence, cues, near)?),
    };
    let (part, whole, stated) = (&sentence.amounts[part], &sentence.amounts[whole], &sentence.amounts[index]);
    let sound =
        part.is_like(whole) && part.is_quantity() && part.is_exact() && whole.is_exact() && part.value <= whole.value;
    let percent = Interval::of(part)?.over(Interval::of(whole)?)?.map(|share| share.times(Number::whole(100)))?;
    if !sound || stated.direction.is_some() || !is_slip(percent, stated)? {
        return None;
    }
    let shown = part.value.times(Number::whole(100))?.over(whole.value)?.rounded(stated.last_digit)?.grouped();
    let message = Wording::new(
        format!("{} of {} is {shown} %, and not {}", part.text, whole.text, stated.text),
        format!("{}占{}的{shown}%，而非{}", part.text, whole.text, stated.text),
    );
    Some(Slip::at("share", &[stated, part, whole], message))
}

/// The whole that is named before a part, with words between that say so.
fn whole_before(sentence: &Sentence, cues: &Cues, part: usize) -> Option<usize> {
    let whole = part.checked_sub(1)?;
    let between = sentence.between(whole, part);
    let of_those = cues.of_those.is_match(sentence.before(whole)) && cues.listed.is_match(between);
    (of_those || cues.whole_then_part.is_match(between)).then_some(whole)
}

/// More than a hundred percent of a whole.
fn above_all(sentence: &Sentence, cues: &Cues, index: usize) -> Option<Slip> {
    let stated = &sentence.amounts[index];
    let above = stated.value > Number::whole(100) && matches!(stated.bound, Bound::Exact | Bound::Over);
    let whole = cues.of_all.is_match(sentence.before(index)) && cues.of_all_behind.is_match(sentence.after(index));
    let message = || {
        let Amount { text, .. } = stated;
        Wording::new(format!("{text} of a whole is more than all of it"), format!("占比{text}，超过了全部"))
    };
    (above && whole && stated.direction.is_none()).then(|| Slip::at("above-all", &[stated], message()))
}

/// A multiple that a value and its base do not come to.
fn multiple(sentence: &Sentence, cues: &Cues, index: usize) -> Option<Slip> {
    let (value, base) = match sentence.lang {
        Lang::En => {
            let (value, base) = (index.checked_sub(1)?, index + 1);
            let behind = base < sentence.amounts.len() && sentence.between(index, base).contains("the ");
            let joined = behind
                && cues.multiple_of.is_match(sentence.between(value, index))
                && cues.multiple_of.is_match(sentence.between(index, base));
            joined.then_some((value, base))?
        }
        Lang::Zh => {
            let base = index.checked_sub(1)?;
            let value = base.checked_sub(1)?;
            let joined = cues.base_first.is_match(sentence.between(value, base))
                && cues.times_of_base.is_match(sentence.between(base, index));
            joined.then_some((value, base))?
        }
    };
    let (value, base, stated) = (&sentence.amounts[value], &sentence.amounts[base], &sentence.amounts[index]);
    let sound = value.is_like(base) && value.is_quantity() && exact(value) && exact(base);
    let times = Interval::of(value)?.over(Interval::of(base)?)?;
    if !sound || stated.direction.is_some() || !is_slip(times, stated)? {
        return None;
    }
    let shown = value.value.over(base.value)?.rounded(stated.last_digit)?.grouped();
    let message = Wording::new(
        format!("{} is {shown} times {}, and not {}", value.text, base.text, stated.text),
        format!("{}是{}的{shown}倍，而非{}", value.text, base.text, stated.text),
    );
    Some(Slip::at("multiple", &[stated, value, base], message))
}

fn exact(amount: &Amount) -> bool {
    amount.is_exact() && amount.direction.is_none()
}
