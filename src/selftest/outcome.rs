//! What came of planted faults: counts by kind and by rule, with intervals.

use std::collections::BTreeMap;

use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

use super::plant::Fault;

/// How many faults were planted, and what became of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// How many were planted.
    pub planted: usize,
    /// How many a finding pointed at.
    pub found: usize,
    /// How many were found by the rule for them.
    pub named: usize,
    /// How many were found at the very spot.
    pub placed: usize,
}

impl Counts {
    /// Both together.
    #[must_use]
    pub fn with(self, other: Counts) -> Counts {
        Counts {
            planted: self.planted + other.planted,
            found: self.found + other.found,
            named: self.named + other.named,
            placed: self.placed + other.placed,
        }
    }
}

impl Serialize for Counts {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut counts = serializer.serialize_struct("Counts", 7)?;
        counts.serialize_field("planted", &self.planted)?;
        for (name, interval_name, hits) in [
            ("found", "found_interval", self.found),
            ("named", "named_interval", self.named),
            ("placed", "placed_interval", self.placed),
        ] {
            counts.serialize_field(name, &hits)?;
            counts.serialize_field(interval_name, &interval(hits, self.planted))?;
        }
        counts.end()
    }
}

/// The interval that holds the true rate in 19 of 20 cases, where `hits` of `of` were seen (Wilson 1927); `None` of nothing.
pub fn interval(hits: usize, of: usize) -> Option<[f64; 2]> {
    /// So many standard deviations hold 95 % of a normal distribution.
    const Z: f64 = 1.959_964;
    let n = of as f64;
    let rate = hits as f64 / n;
    let spread = Z * (rate * (1.0 - rate) / n + Z * Z / (4.0 * n * n)).sqrt();
    let (middle, whole) = (rate + Z * Z / (2.0 * n), 1.0 + Z * Z / n);
    let bound = |value: f64| (value / whole * 10_000.0).round().clamp(0.0, 10_000.0) / 10_000.0;
    (of > 0).then(|| [bound(middle - spread), bound(middle + spread)])
}

/// A share in per cent with the interval that it is likely in: "90 % (77–96)".
pub fn share(hits: usize, of: usize) -> String {
    let percent = |rate: f64| (rate * 100.0).round();
    let bounds = interval(hits, of);
    let rate = hits as f64 / of as f64;
    bounds.map_or("–".to_owned(), |[low, high]| format!("{} % ({}–{})", percent(rate), percent(low), percent(high)))
}

/// What became of the faults of one kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Row {
    /// The kind.
    pub fault: Fault,
    /// The rule for it.
    pub rule: &'static str,
    /// How many.
    #[serde(flatten)]
    pub counts: Counts,
}

/// What one rule did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RuleRow {
    /// Its name.
    pub rule: String,
    /// The faults that it is for.
    #[serde(flatten)]
    pub counts: Counts,
    /// Its findings at warning or error on the pair as it is.
    pub clean: usize,
    /// Its findings on the copies that point at no fault, beyond those of the pair as it is.
    pub beside: usize,
}

/// A fault that was not found by the rule for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Missed {
    /// The document.
    pub document: String,
    /// The row of the report, counted from 1.
    pub row: usize,
    /// The kind.
    pub fault: Fault,
    /// What stood there.
    pub was: String,
    /// What was put there.
    pub text: String,
    /// The rule that pointed at it instead, if one did.
    pub instead: Option<String>,
}

/// The outcome.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Outcome {
    /// The documents.
    pub documents: Vec<String>,
    /// How many beads they have, so many places where a false alarm may be.
    pub beads: usize,
    /// The seed.
    pub seed: u64,
    /// A row for each kind.
    pub rows: Vec<Row>,
    /// A row for each rule that is for one of these kinds, or found something on a pair as it is.
    pub rules: Vec<RuleRow>,
    /// Findings at warning or error on the pairs as they are.
    pub clean: usize,
    /// Findings at warning or error on the copies that point at no fault, beyond those of the pair as it is.
    pub beside: usize,
    /// The faults that their rule did not find.
    pub missed: Vec<Missed>,
}

impl Outcome {
    /// This outcome and that of other documents, with the same kinds and the same seed.
    pub fn add(&mut self, other: Outcome) {
        self.documents.extend(other.documents);
        self.beads += other.beads;
        self.seed = other.seed;
        for row in other.rows {
            match self.rows.iter_mut().find(|own| own.fault == row.fault) {
                Some(own) => own.counts = own.counts.with(row.counts),
                None => self.rows.push(row),
            }
        }
        for row in other.rules {
            let own = self.rule(&row.rule);
            own.counts = own.counts.with(row.counts);
            own.clean += row.clean;
            own.beside += row.beside;
        }
        self.rules.sort_by(|a, b| a.rule.cmp(&b.rule));
        self.clean += other.clean;
        self.beside += other.beside;
        self.missed.extend(other.missed);
    }

    /// The row of a rule.
    fn rule(&mut self, rule: &str) -> &mut RuleRow {
        let at = self.rules.iter().position(|row| row.rule == rule).unwrap_or_else(|| {
            self.rules.push(RuleRow { rule: rule.to_owned(), counts: Counts::default(), clean: 0, beside: 0 });
            self.rules.len() - 1
        });
        &mut self.rules[at]
    }

    /// Sums up by rule: `clean` and `beside` have each rule's findings on the pair as it is, and beside the faults.
    pub(super) fn sum_up(&mut self, clean: &BTreeMap<String, usize>, beside: &BTreeMap<String, usize>) {
        for row in self.rows.clone() {
            let of_rule = self.rule(row.rule);
            of_rule.counts = of_rule.counts.with(row.counts);
        }
        for (rule, count) in clean {
            self.rule(rule).clean = *count;
        }
        for (rule, count) in beside {
            self.rule(rule).beside = *count;
        }
        self.rules.sort_by(|a, b| a.rule.cmp(&b.rule));
        self.clean = clean.values().sum();
        self.beside = beside.values().sum();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_interval_is_wide_where_little_was_seen_and_ends_at_one() {
        assert_eq!(interval(0, 0), None);
        assert_eq!(interval(0, 10), Some([0.0, 0.2775]));
        assert_eq!(interval(10, 10), Some([0.7225, 1.0]));
        assert_eq!(interval(5, 10), Some([0.2366, 0.7634]));
        assert_eq!(interval(81, 100), Some([0.7222, 0.8749]));
    }

    #[test]
    fn outcomes_of_documents_add_up() {
        let counts = |planted, found| Counts { planted, found, named: found, placed: found };
        let outcome = |name: &str, planted, found, clean: &[(&str, usize)]| {
            let row = Row { fault: Fault::DigitChanged, rule: "figure-mismatch", counts: counts(planted, found) };
            let mut outcome =
                Outcome { documents: vec![name.into()], beads: 50, rows: vec![row], ..Outcome::default() };
            let clean = clean.iter().map(|&(rule, count)| (rule.to_owned(), count)).collect();
            outcome.sum_up(&clean, &BTreeMap::from([("figure-missing".to_owned(), 1)]));
            outcome
        };
        let mut all = Outcome::default();
        all.add(outcome("a", 10, 9, &[("text-typo", 2)]));
        all.add(outcome("b", 5, 5, &[("figure-mismatch", 1)]));
        assert_eq!(all.rows[0].counts, counts(15, 14));
        let rules: Vec<_> =
            all.rules.iter().map(|row| (&*row.rule, row.counts.planted, row.clean, row.beside)).collect();
        assert_eq!(rules, [("figure-mismatch", 15, 1, 0), ("figure-missing", 0, 0, 2), ("text-typo", 0, 2, 0)]);
        assert_eq!((all.documents.len(), all.beads, all.clean, all.beside), (2, 100, 3, 2));
    }
}
