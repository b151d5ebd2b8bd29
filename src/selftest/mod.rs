//! How much the checks find: faults of known kinds are planted into copies of a pair, and the copies are checked.
//!
//! A fault is an edit of the translation's file (`plant`). The copies are read, aligned and checked like any file, so
//! every stage takes part. Each copy holds several faults, at least `APART` beads from each other, so that each has its
//! own surroundings. A fault counts as found when a finding at warning or error points at what was planted, or at its
//! counterpart; as named when the finding is of the rule for it; as placed when it points at the very spot. The same seed
//! plants the same faults.

mod outcome;
pub mod page;
mod plant;

use std::collections::{BTreeMap, BTreeSet};

use crate::align::align;
use crate::analysis::Text;
use crate::audit::{AuditedDocument, AuditedFinding, AuditedPlace};
use crate::check::finding::Severity;
use crate::check::rule::Aligned;
use crate::pipeline::{Texts, audit};
use crate::read::{Options, Reading, text_of};
use crate::text::document::Document;
use crate::text::pair::{Pair, Side};
use crate::text::source::Source;
use crate::text::span::Span;
pub use outcome::{Counts, Missed, Outcome, Row, RuleRow, interval, share};
pub use plant::{Fault, Plant, plants};

/// How many beads lie between two faults of one copy.
const APART: usize = 5;

/// What to plant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// The kinds.
    pub faults: Vec<Fault>,
    /// How many of each, where there are places for as many.
    pub each: usize,
    /// Which places.
    pub seed: u64,
}

/// Plants faults into copies of a pair, and checks them.
pub fn run(name: &str, pair: &Pair<Document>, siblings: &[&Document], plan: &Plan) -> Outcome {
    let as_it_is = audit(name, Texts::Translation(pair.clone()), siblings);
    let clean = by_rule(gating(&as_it_is));
    let texts = pair.clone().map(|document| Text::new(document, siblings));
    let alignment = align(texts.as_ref());
    let aligned = Aligned::new(texts, alignment);
    let &Plan { each, seed, .. } = plan;
    let beads = aligned.alignment.beads().len();
    let mut outcome = Outcome { documents: vec![name.to_owned()], beads, seed, ..Outcome::default() };
    let mut beside = BTreeMap::new();
    for &fault in &plan.faults {
        // each kind draws for itself, so that its places do not hang on which others are planted
        let mut random = fastrand::Rng::with_seed(seed ^ (fault as u64) << 32);
        let mut plants = plant::plants(fault, &aligned);
        // a fault in a bead that has one already may mend that
        let known: BTreeSet<usize> = gating(&as_it_is)
            .filter(|finding| finding.rule == fault.rule())
            .filter_map(|finding| finding.bead)
            .collect();
        plants.retain(|plant| !known.contains(&plant.bead));
        random.shuffle(&mut plants);
        plants.truncate(each);
        let mut counts = Counts { planted: plants.len(), ..Counts::default() };
        for copy in copies(plants) {
            let Some(edited) = edited(pair, &copy) else { continue };
            let document = audit(name, Texts::Translation(edited.texts), siblings);
            let explained = count(&copy, &edited.seen, &document, &mut counts, &mut outcome.missed);
            for (rule, all) in by_rule(gating(&document)) {
                let known = explained.get(&rule).unwrap_or(&0) + clean.get(&rule).unwrap_or(&0);
                *beside.entry(rule).or_default() += all.saturating_sub(known);
            }
        }
        outcome.rows.push(Row { fault, rule: fault.rule(), counts });
    }
    beside.retain(|_, count| *count > 0);
    outcome.sum_up(&clean, &beside);
    outcome
}

/// Plants in copies, each with its distance from the others of its copy.
fn copies(plants: Vec<Plant>) -> Vec<Vec<Plant>> {
    let mut copies: Vec<Vec<Plant>> = Vec::new();
    for plant in plants {
        let far = |other: &Plant| {
            let apart = other.edit.end < plant.edit.start || plant.edit.end < other.edit.start;
            apart && other.bead.abs_diff(plant.bead) >= APART
        };
        match copies.iter_mut().find(|copy| copy.iter().all(far)) {
            Some(copy) => copy.push(plant),
            None => copies.push(vec![plant]),
        }
    }
    for copy in &mut copies {
        copy.sort_by_key(|plant| plant.edit.start);
    }
    copies
}

/// Counts what became of the faults of a copy; gives how many findings of each rule point at one.
fn count(
    copy: &[Plant],
    spots: &[Spot],
    document: &AuditedDocument,
    counts: &mut Counts,
    missed: &mut Vec<Missed>,
) -> BTreeMap<String, usize> {
    for (plant, spot) in copy.iter().zip(spots) {
        let hits: Vec<&AuditedFinding> = gating(document).filter(|finding| spot.by(finding)).collect();
        let named = hits.iter().any(|hit| hit.rule == plant.fault.rule());
        counts.found += usize::from(!hits.is_empty());
        counts.named += usize::from(named);
        counts.placed += usize::from(hits.iter().any(|hit| spot.exactly_by(hit)));
        if !named {
            missed.push(Missed {
                document: document.name.clone(),
                row: plant.bead + 1,
                fault: plant.fault,
                was: plant.was.clone(),
                text: plant.text.clone(),
                instead: hits.first().map(|hit| hit.rule.clone()),
            });
        }
    }
    by_rule(gating(document).filter(|finding| spots.iter().any(|spot| spot.by(finding))))
}

/// How many findings there are of each rule.
fn by_rule<'f>(findings: impl Iterator<Item = &'f AuditedFinding>) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    findings.for_each(|finding| *counts.entry(finding.rule.clone()).or_default() += 1);
    counts
}

fn gating(document: &AuditedDocument) -> impl Iterator<Item = &AuditedFinding> {
    document.findings.iter().filter(|finding| finding.severity >= Severity::Warning)
}

/// A copy with its faults, read again.
struct Edited {
    texts: Pair<Document>,
    /// Where each fault now stands.
    seen: Vec<Spot>,
}

/// Where a fault stands in the copy, and its counterpart in the source.
struct Spot {
    fault: Span,
    counterpart: Span,
}

impl Spot {
    /// Whether a finding points at the fault or at its counterpart.
    fn by(&self, finding: &AuditedFinding) -> bool {
        finding.places.iter().any(|place| self.touches(place))
    }

    /// Whether the place that a finding names first is the fault or its counterpart, and not the sentence around it.
    fn exactly_by(&self, finding: &AuditedFinding) -> bool {
        /// A figure with its currency, unit and hedge may reach this far beyond what was edited.
        const AROUND: usize = 40;
        finding.places.first().is_some_and(|place| {
            let spot = if place.side == Side::Target { self.fault } else { self.counterpart };
            self.touches(place) && (place.end - place.start) as usize <= spot.len() + AROUND
        })
    }

    fn touches(&self, place: &AuditedPlace) -> bool {
        let spot = if place.side == Side::Target { self.fault } else { self.counterpart };
        place.start <= spot.end && spot.start <= place.end
    }
}

/// The pair with the faults of a copy in its file; `None` where it no longer reads as both languages.
fn edited(pair: &Pair<Document>, copy: &[Plant]) -> Option<Edited> {
    let file = &pair.target.source;
    let mut text = String::with_capacity(file.text().len());
    let mut faults = Vec::new();
    let mut done = 0;
    for plant in copy {
        text.push_str(file.text().get(done..plant.edit.start as usize)?);
        let start = text.len();
        text.push_str(&plant.text);
        faults.push(Span::new(start, text.len()));
        done = plant.edit.end as usize;
    }
    text.push_str(file.text().get(done..)?);
    let one_file = pair.source.source.text() == file.text();
    let options = Options { lang: (!one_file).then_some(pair.target.lang), ..Options::default() };
    let texts = match text_of(Source::new(file.name.clone(), text), &options).ok()? {
        Reading::Both(texts) if texts.target.lang == pair.target.lang => texts,
        Reading::Both(texts) => texts.swap(),
        Reading::Units(_) => return None,
        Reading::One(_) if one_file => return None,
        Reading::One(target) => Pair::new(pair.source.clone(), target),
    };
    let counterpart = |plant: &Plant| if one_file { moved(plant.counterpart, copy) } else { plant.counterpart };
    let spot = |(plant, fault)| Spot { fault, counterpart: counterpart(plant) };
    Some(Edited { texts, seen: copy.iter().zip(faults).map(spot).collect() })
}

/// Where `span` stands once the edits of a copy are made in the same file.
fn moved(span: Span, copy: &[Plant]) -> Span {
    let before = copy.iter().filter(|plant| plant.edit.end <= span.start);
    let (grown, shrunk) =
        before.fold((0, 0), |(grown, shrunk), plant| (grown + plant.text.len(), shrunk + plant.edit.len()));
    Span::new(span.start as usize + grown - shrunk, span.end as usize + grown - shrunk)
}
