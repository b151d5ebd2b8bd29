//! One fact with two values: in one text, or in two texts on one subject.

use crate::check::finding::{Finding, Place, Severity};
use crate::check::rule::{Aligned, Rule, RuleInfo, Scope};
use crate::facts::pairing::Standing;
use crate::facts::{self, Fact, pairing};
use crate::quantity::compare::equation;
use crate::text::pair::{Pair, Side};
use crate::text::wording::Wording;

/// See its page.
pub struct FigureContradiction;

static INFO: RuleInfo = RuleInfo {
    id: "figure-contradiction",
    since: "2026.1",
    severity: Severity::Warning,
    scope: Scope::Text,
    summary: "One fact is stated with two values.",
    summary_zh: "同一事实有两个数值。",
    page: include_str!("figure_contradiction.md"),
};

impl Rule for FigureContradiction {
    fn info(&self) -> &'static RuleInfo {
        &INFO
    }

    fn check(&self, aligned: &Aligned, findings: &mut Vec<Finding>) {
        // a statute states many amounts in the same words, each for another case; and what a sentence says of a thing it
        // says once
        let single = Side::BOTH.iter().all(|&side| aligned.texts[side].segments.len() < 2);
        if aligned.is_statute || single {
            return;
        }
        let facts = aligned.texts.as_ref().map(facts::of);
        let mut twice = Pair::new(Side::Source, Side::Target).map(|side| within(aligned, side, &facts[side]));
        if !twice.source.is_empty() && aligned.texts.target.segments.len() > 1 && !aligned.alignment.beads().is_empty()
        {
            // what the source says twice, its translation does too
            twice.target.clear();
        }
        findings.extend(twice.source);
        findings.extend(twice.target);
        if aligned.alignment.beads().is_empty() {
            findings.extend(across(aligned, facts.as_ref().map(Vec::as_slice)));
        }
    }
}

/// What one text states twice.
fn within(aligned: &Aligned, side: Side, facts: &[Fact]) -> Vec<Finding> {
    let twice = pairing::stated_twice(&aligned.texts[side], facts);
    twice.into_iter().map(|(a, b)| finding(aligned, [(side, &facts[b]), (side, &facts[a])])).collect()
}

/// What two texts on one subject state otherwise.
fn across(aligned: &Aligned, facts: Pair<&[Fact]>) -> Vec<Finding> {
    let shared = pairing::line_up(aligned.texts.as_ref(), facts);
    let contradictory = shared.into_iter().filter(|shared| shared.standing == Standing::Contradictory);
    contradictory
        .map(|shared| {
            let (a, b) = (&facts.source[shared.facts.source], &facts.target[shared.facts.target]);
            finding(aligned, [(Side::Target, b), (Side::Source, a)])
        })
        .collect()
}

fn finding(aligned: &Aligned, facts: [(Side, &Fact); 2]) -> Finding {
    let said =
        facts.map(|(side, fact)| equation(aligned.quantity(side, fact.figure), aligned.figure_text(side, fact.figure)));
    let places: Vec<Place> = facts.iter().map(|(side, fact)| aligned.place(*side, fact.figure)).collect();
    let (side, fact) = facts[0];
    Finding {
        rule: INFO.id,
        severity: INFO.severity,
        message: Wording::new(
            format!("{}, and elsewhere {}: one fact with two values", said[0].en, said[1].en),
            format!("{}，另一处为{}：同一事实有两个数值", said[0].zh, said[1].zh),
        ),
        bead: aligned.links.beads[side].get(fact.figure).copied(),
        places,
    }
}
