//! A figure that goes the other way.

use std::cell::OnceCell;
use std::ops::Range;

use super::linked::finding;
use crate::check::cue::{Cue, cues};
use crate::check::finding::{Finding, Severity};
use crate::check::link::Link;
use crate::check::rule::{Aligned, Rule, RuleInfo, Scope};
use crate::quantity::value::{Direction, Kind, Mode};
use crate::text::lang::Lang;
use crate::text::pair::{Pair, Side};
use crate::text::wording::Wording;

/// See its page.
pub struct FigureDirection;

static INFO: RuleInfo = RuleInfo {
    id: "figure-direction",
    since: "2026.1",
    severity: Severity::Error,
    scope: Scope::Pair,
    summary: "A figure rises on one side and falls on the other.",
    summary_zh: "数字在一方上升，在另一方下降。",
    page: include_str!("figure_direction.md"),
};

impl Rule for FigureDirection {
    fn info(&self) -> &'static RuleInfo {
        &INFO
    }

    fn check(&self, aligned: &Aligned, findings: &mut Vec<Finding>) {
        let mut bead: Option<Said> = None;
        for link in aligned.links.links.iter().filter(|link| link.relation.holds() && can_change(aligned, link)) {
            let index = aligned.bead_of(Side::Source, link.source);
            let said = match &bead {
                Some(said) if said.bead == index => said,
                _ => bead.insert(Said::of(index)),
            };
            if let Some(fault) = said.fault(aligned, link) {
                findings.push(finding(&INFO, Severity::Error, aligned, link, fault));
            }
        }
    }
}

/// Whether a figure of this sort can rise and fall.
fn can_change(aligned: &Aligned, link: &Link) -> bool {
    let kind = |side, figure| aligned.quantity(side, figure).kind;
    !matches!(kind(Side::Source, link.source), Kind::Date | Kind::Time | Kind::Ordinal | Kind::Label | Kind::Ratio)
        && !matches!(kind(Side::Target, link.target), Kind::Date | Kind::Time | Kind::Ordinal | Kind::Label)
}

/// The cues of a bead, in the bytes of the documents' readable texts; each side is searched once a rule of it asks.
struct Said {
    bead: usize,
    cues: Pair<OnceCell<Vec<Told>>>,
}

/// A cue where it stands.
type Told = (Range<usize>, Cue);

impl Said {
    fn of(bead: usize) -> Self {
        Said { bead, cues: Pair::default() }
    }

    fn cues(&self, aligned: &Aligned, side: Side) -> &[Told] {
        self.cues[side].get_or_init(|| {
            let Some(span) = aligned.span(side, &aligned.alignment.beads()[self.bead]) else { return Vec::new() };
            let document = &aligned.texts[side].document;
            let start = span.start as usize;
            let found = cues(document.slice(span), document.lang).into_iter();
            found.map(|(range, cue)| (range.start + start..range.end + start, cue)).collect()
        })
    }

    /// What is wrong with the way a figure goes, in words.
    fn fault(&self, aligned: &Aligned, link: &Link) -> Option<Wording> {
        let at = |side: Side| link.of(side);
        let opposed = |a: Cue, b: Cue| {
            let nearest = |side: Side| self.nearest(aligned, side, at(side), a, b);
            let (source, target) = (nearest(Side::Source)?, nearest(Side::Target)?);
            // where the sentence has gained no word of the opposite sense, a word was taken for another figure's
            let gained = || self.count(aligned, Side::Source, target) < self.count(aligned, Side::Target, target);
            (source != target && gained()).then_some((source, target))
        };
        if let Some((source, target)) = opposed(Cue::Up, Cue::Down) {
            return Some(message(aligned, link, &change(source), &change(target)));
        }
        if let Some((source, target)) = opposed(Cue::YearOnYear, Cue::MonthOnMonth) {
            return Some(message(aligned, link, &base(source), &base(target)));
        }
        let mode = |side: Side| explicit_mode(aligned, side, at(side));
        match (mode(Side::Source)?, mode(Side::Target)?) {
            (Mode::To, Mode::By) => Some(message(aligned, link, &TO, &BY)),
            (Mode::By, Mode::To) => Some(message(aligned, link, &BY, &TO)),
            (Mode::By, Mode::By) | (Mode::To, Mode::To) => None,
        }
    }

    fn count(&self, aligned: &Aligned, side: Side, cue: Cue) -> usize {
        self.cues(aligned, side).iter().filter(|(_, other)| *other == cue).count()
    }

    /// Which of two opposite cues belongs to a figure: what the grammar read with it, else the nearest one in its clause.
    fn nearest(&self, aligned: &Aligned, side: Side, figure: usize, a: Cue, b: Cue) -> Option<Cue> {
        let read = match aligned.quantity(side, figure).direction {
            Some(Direction::Up) => Some(Cue::Up),
            Some(Direction::Down) => Some(Cue::Down),
            None => None,
        };
        if let Some(cue) = read.filter(|cue| *cue == a || *cue == b) {
            return Some(cue);
        }
        let clause = clause(aligned, side, figure);
        let span = aligned.quantity(side, figure).span.range();
        let inside = self
            .cues(aligned, side)
            .iter()
            .filter(|(at, cue)| (*cue == a || *cue == b) && clause.start <= at.start && at.end <= clause.end);
        let distance = |at: &Range<usize>| at.start.saturating_sub(span.end).max(span.start.saturating_sub(at.end));
        inside.min_by_key(|(at, _)| distance(at)).map(|(_, cue)| *cue)
    }
}

/// A change to a figure, and a change by it.
const TO: Wording = Wording::fixed("a change to this", "变化后的数值");
const BY: Wording = Wording::fixed("a change by this", "变化的幅度");

fn change(cue: Cue) -> Wording {
    match cue {
        Cue::Up => Wording::fixed("a rise", "上升"),
        _ => Wording::fixed("a fall", "下降"),
    }
}

/// What a change is measured against.
fn base(cue: Cue) -> Wording {
    match cue {
        Cue::YearOnYear => Wording::fixed("against the year before", "同比"),
        _ => Wording::fixed("against the month or quarter before", "环比"),
    }
}

/// Both figures with what is said of each.
fn message(aligned: &Aligned, link: &Link, source: &Wording, target: &Wording) -> Wording {
    let [a, b] = Side::BOTH.map(|side| aligned.figure_text(side, link.of(side)).trim());
    Wording::new(format!("{a}: {}; {b}: {}", source.en, target.en), format!("{a}：{}；{b}：{}", source.zh, target.zh))
}

/// The stretch between the marks around a figure, where commas between its like do not count: of "10.3%、13.5%" both have
/// one clause.
fn clause(aligned: &Aligned, side: Side, figure: usize) -> Range<usize> {
    let text = &aligned.texts[side];
    let sentence = text.segments[text.figures[figure].segment].span.range();
    let span = aligned.quantity(side, figure).span.range();
    let content = text.document.text.text();
    let ends = |c: char| match text.document.lang {
        Lang::Zh => matches!(c, '，' | '；' | '。' | '：' | '！' | '？' | '（' | '）' | ',' | ';'),
        Lang::En => matches!(c, ',' | ';' | '.' | ':' | '!' | '?' | '(' | ')'),
    };
    let before = content[sentence.start..span.start].rfind(ends).map_or(sentence.start, |at| sentence.start + at);
    let after = content[span.end..sentence.end].find(ends).map_or(sentence.end, |at| span.end + at);
    before..after
}

/// Whether a figure is what was reached or what was added, where the word right before it says so.
fn explicit_mode(aligned: &Aligned, side: Side, figure: usize) -> Option<Mode> {
    aligned.quantity(side, figure).mode?;
    let before = aligned.before(side, figure, 12).trim_end();
    let ends = |words: &[&str]| words.iter().any(|word| before.ends_with(word));
    let (to, by): (&[&str], &[&str]) = match aligned.texts[side].document.lang {
        Lang::Zh => (&["至", "到", "到了", "至了"], &["了", "增长", "增加", "减少", "下降", "上升", "降低", "提高"]),
        Lang::En => (&[" to"], &[" by"]),
    };
    if ends(to) { Some(Mode::To) } else { ends(by).then_some(Mode::By) }
}
