//! The same figure in another unit of measure, or counting another sort of thing.

use super::linked::{explained, finding};
use crate::check::finding::{Finding, Severity};
use crate::check::link::Link;
use crate::check::rule::{Aligned, Rule, RuleInfo, Scope};
use crate::quantity::compare::Relation;
use crate::text::lang::Lang;
use crate::text::pair::Side;
use crate::text::wording::Wording;

/// See its page.
pub struct FigureUnit;

static INFO: RuleInfo = RuleInfo {
    id: "figure-unit",
    since: "2026.1",
    severity: Severity::Error,
    scope: Scope::Pair,
    summary: "A figure stands in another unit, or counts something else.",
    summary_zh: "数字的单位不同，或计量的对象不同。",
    page: include_str!("figure_unit.md"),
};

impl Rule for FigureUnit {
    fn info(&self) -> &RuleInfo {
        &INFO
    }

    fn check(&self, aligned: &Aligned, findings: &mut Vec<Finding>) {
        for link in &aligned.links.links {
            if link.relation == Relation::Unit {
                findings.push(finding(&INFO, INFO.severity, aligned, link, explained(aligned, link)));
            } else if let Some(message) = link.relation.holds().then(|| visits_as_heads(aligned, link)).flatten() {
                findings.push(finding(&INFO, Severity::Warning, aligned, link, message));
            }
        }
    }
}

/// A counter of occasions, what it counts, and the nouns that count who or what was there instead.
struct Occasions {
    counter: &'static str,
    counts: Wording,
    heads: &'static [&'static str],
}

static OCCASIONS: [Occasions; 3] = [
    Occasions {
        counter: "人次",
        counts: Wording::fixed("occasions, and one person as often as present", "计的是次数，同一人到场几次计几次"),
        heads: &[
            "people",
            "persons",
            "person",
            "individuals",
            "individual",
            "personnel",
            "staff",
            "employees",
            "men",
            "women",
            "professionals",
            "officials",
            "officers",
            "teachers",
            "students",
            "experts",
            "talents",
            "technicians",
            "managers",
            "residents",
            "workers",
            "citizens",
        ],
    },
    Occasions {
        counter: "家次",
        counts: Wording::fixed(
            "occasions, and one enterprise as often as it was dealt with",
            "计的是次数，同一家企业涉及几次计几次",
        ),
        heads: &[
            "enterprises",
            "companies",
            "firms",
            "businesses",
            "entities",
            "institutions",
            "organizations",
            "organisations",
            "units",
            "stores",
            "shops",
            "merchants",
            "agencies",
            "establishments",
        ],
    },
    Occasions {
        counter: "户次",
        counts: Wording::fixed(
            "occasions, and one household as often as it was dealt with",
            "计的是次数，同一户涉及几次计几次",
        ),
        heads: &["households", "families", "homes", "farmers", "enterprises", "businesses"],
    },
];

/// Nouns that say occasions, wherever they stand near the figure.
const OCCASION_NOUNS: [&str; 22] = [
    "visit",
    "time",
    "trip",
    "attend",
    "participa",
    "instance",
    "occasion",
    "session",
    "journey",
    "passenger",
    "inspection",
    "person-time",
    "man-time",
    "entries",
    "entry",
    "consultation",
    "batches",
    "services",
    "cases",
    "checks",
    "rides",
    "use",
];

/// How many words behind a figure its noun may stand.
const WORDS: usize = 4;

/// What is wrong where a figure of occasions is given the noun of who was there.
fn visits_as_heads(aligned: &Aligned, link: &Link) -> Option<Wording> {
    let chinese = Side::BOTH.into_iter().find(|&side| aligned.texts[side].document.lang == Lang::Zh)?;
    let figure = link.of(chinese);
    let unit = aligned.quantity(chinese, figure).unit.as_ref()?;
    let occasions = OCCASIONS.iter().find(|occasions| &*unit.code == occasions.counter)?;
    let behind = aligned.after(chinese.other(), link.of(chinese.other()), 60);
    let phrase = behind.split(|c: char| ",.;:()\"".contains(c) || c.is_ascii_digit()).next()?.to_ascii_lowercase();
    if OCCASION_NOUNS.iter().any(|noun| phrase.contains(noun)) {
        return None;
    }
    let head = phrase.split_whitespace().take(WORDS).find(|word| occasions.heads.contains(word))?;
    let text = aligned.figure_text(chinese, figure).trim();
    let other = aligned.figure_text(chinese.other(), link.of(chinese.other())).trim();
    let Occasions { counter, counts, .. } = occasions;
    Some(Wording::new(
        format!("{text}; {other} {head}: {counter} counts {}", counts.en),
        format!("{text}；{other} {head}：“{counter}”{}", counts.zh),
    ))
}
