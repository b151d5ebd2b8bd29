//! A figure of the source that the translation does not have.

use super::linked::severity_of_pairing;
use crate::check::finding::{Finding, Severity};
use crate::check::link::Fate;
use crate::check::rule::{Aligned, Rule, RuleInfo, Scope};
use crate::quantity::compare::equation;
use crate::quantity::value::{Kind, Quantity};
use crate::text::document::BlockKind;
use crate::text::lang::is_han;
use crate::text::pair::Side;
use crate::text::wording::Wording;

/// See its page.
pub struct FigureMissing;

static INFO: RuleInfo = RuleInfo {
    id: "figure-missing",
    since: "2026.1",
    severity: Severity::Error,
    scope: Scope::Pair,
    summary: "A figure of the source has no counterpart in the translation.",
    summary_zh: "原文的数字在译文中没有对应。",
    page: include_str!("figure_missing.md"),
};

impl Rule for FigureMissing {
    fn info(&self) -> &'static RuleInfo {
        &INFO
    }

    fn check(&self, aligned: &Aligned, findings: &mut Vec<Finding>) {
        let alone = alone(aligned, Side::Source);
        let numbering = Numbering::of(aligned, Side::Source, &alone);
        for (figure, bead) in alone {
            let quantity = aligned.quantity(Side::Source, figure);
            let severity = numbering.severity(figure, weight(quantity, Severity::Error));
            let severity = severity_of_pairing(aligned, bead, severity);
            let said = equation(quantity, aligned.figure_text(Side::Source, figure));
            let mut places = vec![aligned.place(Side::Source, figure)];
            places.extend(aligned.sentences(
                Side::Target,
                &aligned.alignment.beads()[bead],
                Wording::fixed("not here", "此处没有"),
            ));
            findings.push(Finding {
                rule: INFO.id,
                severity,
                message: Wording::new(
                    format!("{}: has no counterpart in the translation", said.en),
                    format!("{}：译文中没有对应的数字", said.zh),
                ),
                bead: Some(bead),
                places,
            });
        }
    }
}

/// The figures of a side that stand alone in a bead that has both sides, with their beads; without those that a
/// translator renders freely, of which nobody wants to hear.
pub fn alone(aligned: &Aligned, side: Side) -> Vec<(usize, usize)> {
    let fates = aligned.links.fates[side].iter().enumerate();
    let alone = fates.filter(|(_, fate)| **fate == Fate::Alone).map(|(figure, _)| figure);
    let bound = alone.filter(|&figure| {
        let quantity = aligned.quantity(side, figure);
        !quantity.is_free() && !is_bare_nought(quantity) && !is_copied(aligned, side, figure)
    });
    bound.map(|figure| (figure, aligned.bead_of(side, figure))).filter(|(_, bead)| aligned.is_paired(*bead)).collect()
}

/// The figures without a counterpart that number the heading or the item which they open.
///
/// Programs set such numbers, and conversion loses them: where it lost several, all of that text lacks them.
pub struct Numbering {
    figures: Vec<usize>,
}

impl Numbering {
    /// Those among figures that stand alone, as [`alone`] gives them.
    pub fn of(aligned: &Aligned, side: Side, alone: &[(usize, usize)]) -> Self {
        let figures = alone.iter().map(|&(figure, _)| figure);
        Numbering { figures: figures.filter(|&figure| opens_block(aligned, side, figure)).collect() }
    }

    /// How much it matters that a figure stands alone that would otherwise weigh as much as `most`.
    pub fn severity(&self, figure: usize, most: Severity) -> Severity {
        const SEVERAL: usize = 3;
        match self.figures.binary_search(&figure) {
            Err(_) => most,
            Ok(_) if self.figures.len() >= SEVERAL => Severity::Info,
            Ok(_) => Severity::Warning.min(most),
        }
    }
}

/// Whether nothing but other numbers stands before a figure in a heading or an item, and words behind it; in a paragraph,
/// the numbers have to be of several levels, 2-1, since an amount may open a sentence.
fn opens_block(aligned: &Aligned, side: Side, figure: usize) -> bool {
    let text = &aligned.texts[side];
    let (segment, span) = (text.figures[figure].segment, text.figures[figure].quantity.span);
    let Some(block) = text.segments.get(segment).and_then(|segment| text.document.blocks.get(segment.block)) else {
        return false;
    };
    let whole = text.document.slice(block.span);
    let before = &whole[..(span.start - block.span.start) as usize];
    let numbers = &whole[..whole.len() - whole.trim_start_matches(|c: char| c.is_ascii_digit() || c == '-').len()];
    let opens = match block.kind {
        BlockKind::Heading(_) | BlockKind::ListItem => !before.contains(char::is_alphabetic),
        BlockKind::Paragraph => before.len() < numbers.len() && numbers.trim_matches('-').contains('-'),
        BlockKind::Lead | BlockKind::Cell | BlockKind::Code => false,
    };
    opens && whole[before.len()..].contains(char::is_alphabetic)
}

/// Whether it is a nought that counts nothing: what a conversion leaves of a form or a cell.
fn is_bare_nought(quantity: &Quantity) -> bool {
    quantity.kind == Kind::Number
        && quantity.unit.is_none()
        && quantity.value.exact().is_some_and(|value| value.is_zero())
}

/// Whether the other side of its bead has a figure as it is written, and that is no coincidence: a Chinese one, where the
/// passage was left in Chinese, or a letter that may have been no number, "Level X" for Level x.
fn is_copied(aligned: &Aligned, side: Side, figure: usize) -> bool {
    let text = aligned.figure_text(side, figure).trim();
    let bead = &aligned.alignment.beads()[aligned.bead_of(side, figure)];
    let Some(span) = aligned.span(side.other(), bead) else { return false };
    let other = aligned.texts[side.other()].document.slice(span);
    let is_letter = text.len() == 1 && text.bytes().all(|byte| byte.is_ascii_alphabetic());
    let mut words = other.split(|c: char| !c.is_ascii_alphanumeric());
    (text.chars().any(is_han) && other.contains(text))
        || (is_letter && words.any(|word| word.eq_ignore_ascii_case(text)))
}

/// How much it matters that a figure stands alone: `most` for an amount, little for a code; years and ordinals are often
/// understood.
pub fn weight(quantity: &Quantity, most: Severity) -> Severity {
    match quantity.kind {
        Kind::Label => Severity::Info,
        Kind::Ordinal | Kind::Time | Kind::Date | Kind::Ratio => Severity::Warning.min(most),
        Kind::Number
        | Kind::Percent
        | Kind::PercentagePoint
        | Kind::Money
        | Kind::Measure
        | Kind::Duration
        | Kind::Multiple => most,
    }
}
