//! Which facts are the same one, and how their figures relate.

use std::collections::BTreeMap;

use super::Fact;
use super::subject::Overlap;
use crate::analysis::Text;
use crate::quantity::compare::{Relation, compare};
use crate::quantity::number::Number;
use crate::quantity::value::{Bound, Kind, Quantity};
use crate::text::pair::Pair;

/// How two statements of one fact relate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// Both say the same value.
    Equal,
    /// One is the other, rounded.
    Rounded,
    /// One lies within the hedge of the other: 超590亿 and 59.229 billion.
    WithinHedge,
    /// They differ, and so do the words around them: another scope or period.
    ScopeDiffers,
    /// They differ, and nothing else does.
    Contradictory,
}

impl Standing {
    /// All of them.
    pub const ALL: [Standing; 5] =
        [Standing::Equal, Standing::Rounded, Standing::WithinHedge, Standing::ScopeDiffers, Standing::Contradictory];

    /// Its name, for machines and for people, and in Chinese.
    fn names(self) -> (&'static str, &'static str) {
        match self {
            Standing::Equal => ("equal", "相等"),
            Standing::Rounded => ("rounded", "舍入后相等"),
            Standing::WithinHedge => ("within the hedge", "在限定范围内"),
            Standing::ScopeDiffers => ("scope differs", "范围不同"),
            Standing::Contradictory => ("contradictory", "互相矛盾"),
        }
    }

    /// Its name, for machines and for people.
    pub fn name(self) -> &'static str {
        self.names().0
    }

    /// Its name in Chinese, for people.
    pub fn chinese_name(self) -> &'static str {
        self.names().1
    }
}

/// A fact that two texts state, by its number in each.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Shared {
    /// Its number among the facts of each.
    pub facts: Pair<usize>,
    /// How the two relate.
    pub standing: Standing,
}

/// What must be shared of the clauses of two facts whose figures agree.
const AGREEING: f32 = 0.45;
/// What is enough where the figures agree in three digits or more: chance does not make that.
const AGREEING_RARE: f32 = 0.2;
/// What one sentence must have of the other where both say an amount of money in hundreds of millions: such amounts are few.
const AGREEING_MONEY: f32 = 0.35;
/// What is enough where the clauses have three words in common.
const AGREEING_WORDS: f32 = 0.35;
/// What each clause must have of the other where the figures differ.
const DIFFERING: f32 = 0.6;
/// What each clause must have of the other for a contradiction.
const CONTRADICTING: f32 = 0.8;

/// The facts that both texts state, in the order of the first; each at most once.
pub fn line_up(texts: Pair<&Text>, facts: Pair<&[Fact]>) -> Vec<Shared> {
    let mut candidates: Vec<(f32, Shared)> = Vec::new();
    for (source, a) in facts.source.iter().enumerate() {
        for (target, b) in facts.target.iter().enumerate() {
            let quantities =
                Pair::new(&texts.source.figures[a.figure].quantity, &texts.target.figures[b.figure].quantity);
            if let Some((score, standing)) = judge(quantities, Pair::new(a, b)) {
                candidates.push((score, Shared { facts: Pair::new(source, target), standing }));
            }
        }
    }
    // the sort is stable, so that of two equal scores the earlier facts come first
    candidates.sort_by(|a, b| b.0.total_cmp(&a.0));
    let mut taken = facts.map(|facts| vec![false; facts.len()]);
    let mut shared = Vec::new();
    for (_, candidate) in candidates {
        let Pair { source, target } = candidate.facts;
        if !taken.source[source] && !taken.target[target] {
            (taken.source[source], taken.target[target]) = (true, true);
            shared.push(candidate);
        }
    }
    shared.sort_by_key(|shared| (shared.facts.source, shared.facts.target));
    shared
}

/// How clearly two facts are one, and how they relate; `None` where they are not, or it cannot be told.
fn judge(quantities: Pair<&Quantity>, facts: Pair<&Fact>) -> Option<(f32, Standing)> {
    let changes = quantities.map(|quantity| quantity.direction.is_some());
    if quantities.source.kind != quantities.target.kind && changes.source != changes.target {
        return None;
    }
    let fields = facts.map(|fact| fact.field);
    if fields.source.zip(fields.target).is_some_and(|(a, b)| a != b) {
        return None;
    }
    let standing = standing(quantities)?;
    let clauses = Overlap::of(&facts.source.words, &facts.target.words);
    if standing < Standing::ScopeDiffers {
        let sentences = Overlap::of(&facts.source.context, &facts.target.context);
        let rare = digits(quantities.source).min(digits(quantities.target)) > 2;
        let money = quantities.source.kind == Kind::Money && quantities.target.kind == Kind::Money;
        let enough = clauses.mean() >= AGREEING
            || (money
                && is_large(quantities)
                && clauses.met > 0
                && sentences.met > 2
                && sentences.most() >= AGREEING_MONEY)
            || (clauses.met > 2 && clauses.mean() >= AGREEING_WORDS)
            || (rare && clauses.mean().max(sentences.mean()) >= AGREEING_RARE && clauses.met + sentences.met > 1);
        return enough.then(|| (clauses.mean() + sentences.mean() / 2.0 + if rare { 0.5 } else { 0.2 }, standing));
    }
    let kinds = quantities.source.kind == quantities.target.kind && changes.source == changes.target;
    let counted = facts.source.counted.agrees(&facts.target.counted, [&facts.source.words, &facts.target.words]);
    if !kinds || !counted || clauses.least() < DIFFERING || clauses.met < 2 {
        return None;
    }
    let same = clauses.least() >= CONTRADICTING && clauses.met > 2 && same_period(facts) && contradicts(quantities);
    let standing = if same { Standing::Contradictory } else { Standing::ScopeDiffers };
    Some((clauses.least(), standing))
}

/// Whether a fact of the first text, which speaks of a part, comes to more than the same fact of the second, which speaks
/// of the whole, in the same period.
pub fn above_whole(texts: Pair<&Text>, facts: Pair<&[Fact]>, shared: &Shared) -> bool {
    use Bound::{About, AtLeast, AtMost, Exact, Over, Under};
    let facts = Pair::new(&facts.source[shared.facts.source], &facts.target[shared.facts.target]);
    let part = &texts.source.figures[facts.source.figure].quantity;
    let whole = &texts.target.figures[facts.target.figure].quantity;
    let differs = matches!(shared.standing, Standing::ScopeDiffers | Standing::Contradictory);
    let adds_up = |quantity: &Quantity| {
        matches!(quantity.kind, Kind::Number | Kind::Money | Kind::Measure) && quantity.direction.is_none()
    };
    let bounds =
        matches!(part.bound, Exact | Over | AtLeast | About) && matches!(whole.bound, Exact | Under | AtMost | About);
    let more = part.value.exact().zip(whole.value.exact()).is_some_and(|(part, whole)| part > whole);
    differs && adds_up(part) && adds_up(whole) && bounds && more && same_period(facts)
}

/// Whether both come to a hundred million and more.
fn is_large(quantities: Pair<&Quantity>) -> bool {
    let large = |quantity: &Quantity| quantity.value.exact().is_some_and(|value| value >= Number::whole(100_000_000));
    large(quantities.source) && large(quantities.target)
}

/// How two figures relate, if they are of one fact; what differs is taken to differ in scope.
fn standing(quantities: Pair<&Quantity>) -> Option<Standing> {
    match compare(quantities.source, quantities.target) {
        Relation::Equal | Relation::Converted => Some(Standing::Equal),
        Relation::Rounded | Relation::Sharpened => Some(Standing::Rounded),
        Relation::HedgeDropped
        | Relation::HedgeAdded
        | Relation::HedgeShifted
        | Relation::WithinBound
        | Relation::EndOfRange
        | Relation::Magnitude => Some(Standing::WithinHedge),
        Relation::PowerOfTen(_)
        | Relation::Transposed
        | Relation::OneDigit
        | Relation::Different
        | Relation::OtherOrdinal => Some(Standing::ScopeDiffers),
        Relation::HedgeReversed
        | Relation::OrdinalCardinal
        | Relation::PercentSign
        | Relation::PercentPoint
        | Relation::Unit
        | Relation::Currency
        | Relation::HoursForTime
        | Relation::OtherDate
        | Relation::Unrelated => None,
    }
}

fn same_period(facts: Pair<&Fact>) -> bool {
    facts.source.period.is_some() && facts.source.period == facts.target.period
}

/// Whether two figures of one fact cannot both be right, and are near enough to have been meant as one.
fn contradicts(quantities: Pair<&Quantity>) -> bool {
    let plain = |quantity: &Quantity| quantity.bound == Bound::Exact && digits(quantity) > 2;
    let near = || {
        let (a, b) = (quantities.source.value.exact()?, quantities.target.value.exact()?);
        let gap = a.minus(b)?.abs().times(Number::whole(10))?;
        Some(gap <= a.abs().max(b.abs()))
    };
    let slip = match compare(quantities.source, quantities.target) {
        Relation::OtherOrdinal => return true,
        Relation::Transposed | Relation::OneDigit | Relation::PowerOfTen(_) => true,
        Relation::Different => near().unwrap_or(false),
        _ => false,
    };
    slip && plain(quantities.source) && plain(quantities.target)
}

/// How many digits a figure is given in, without zeros at either end.
fn digits(quantity: &Quantity) -> usize {
    let Some(value) = quantity.value.exact() else { return 0 };
    let digits: String = value.to_string().chars().filter(char::is_ascii_digit).collect();
    digits.trim_matches('0').len()
}

/// Facts that one text states twice with two values: same words, unit and period, in two sentences. One pair for each
/// fact, the first two that differ. Costs a sort.
pub fn stated_twice(text: &Text, facts: &[Fact]) -> Vec<(usize, usize)> {
    /// With fewer content words a subject names nothing in particular.
    const TELLING: usize = 3;
    let mut by_subject: BTreeMap<Vec<&str>, Vec<usize>> = BTreeMap::new();
    for (index, fact) in facts.iter().enumerate().filter(|(_, fact)| fact.words.len() >= TELLING) {
        by_subject.entry(fact.words.iter().map(|word| word.key.as_str()).collect()).or_default().push(index);
    }
    let quantity = |fact: usize| &text.figures[facts[fact].figure];
    let differ = |a: usize, b: usize| {
        let (x, y) = (quantity(a), quantity(b));
        // the places of several works are told in the same words
        let alike = x.quantity.kind == y.quantity.kind
            && x.quantity.kind != Kind::Ordinal
            && x.quantity.unit == y.quantity.unit
            && x.quantity.direction.is_some() == y.quantity.direction.is_some();
        let pair = Pair::new(&facts[a], &facts[b]);
        x.segment != y.segment && alike && same_period(pair) && contradicts(Pair::new(&x.quantity, &y.quantity))
    };
    let mut found: Vec<(usize, usize)> = by_subject
        .values()
        .filter_map(|group| group.windows(2).map(|pair| (pair[0], pair[1])).find(|&(a, b)| differ(a, b)))
        .collect();
    found.sort_unstable();
    found
}
