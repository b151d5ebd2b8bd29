//! A figure of the source that the translation does not have.

use super::clause::Lost;
use super::linked::severity_of_pairing;
use crate::check::finding::{Finding, Severity};
use crate::check::link::Fate;
use crate::check::rule::{Aligned, Rule, RuleInfo, Scope};
use crate::quantity::number::Number;
use crate::quantity::value::{Kind, Quantity};
use crate::quantity::{self, compare::equation};
use crate::text::document::BlockKind;
use crate::text::lang::is_han;
use crate::text::pair::Side;
use crate::text::span::Span;
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
            let severity = severity_alone(aligned, Side::Source, figure, severity);
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
        !quantity.is_free()
            && !is_bare_nought(quantity)
            && !is_copied(aligned, side, figure)
            && !is_said_otherwise(aligned, side, figure)
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

/// Whether a figure lies within what the rules on clauses report as missing: one slip is one finding.
fn is_of_lost(aligned: &Aligned, side: Side, figure: usize) -> bool {
    let span = aligned.quantity(side, figure).span;
    let is_told = |lost: &Lost| lost.is_plain && !aligned.elsewhere().has(lost.bead);
    aligned.lost(side).iter().any(|lost| lost.span.contains(span) && is_told(lost))
}

/// Whether the other side says a figure in a form that is read as none, or as another: 十进制 for "base 10", 4/7 for "four of
/// seven", 头号 for "number 1", 24小时 for "24/7".
fn is_said_otherwise(aligned: &Aligned, side: Side, figure: usize) -> bool {
    let bead = &aligned.alignment.beads()[aligned.bead_of(side, figure)];
    let Some(span) = aligned.span(side.other(), bead) else { return false };
    let other = aligned.texts[side.other()].document.slice(span);
    let text = aligned.figure_text(side, figure).trim();
    let before = aligned.before(side, figure, 12).trim_end_matches([' ', '-']).to_ascii_lowercase();
    let base = before.ends_with("base") && ["进制", "進制", "进位", "進位"].iter().any(|word| other.contains(word));
    let chief = before.ends_with("number") && text == "1" && ["头号", "頭號"].iter().any(|word| other.contains(word));
    let always = match text {
        "24/7" => ["24小时", "24 小时", "24小時", "7天"].iter().any(|word| other.contains(word)),
        _ => other.contains("24/7") && ["24", "7"].contains(&text.trim_end_matches(|c: char| !c.is_ascii_digit())),
    };
    base || chief || always || is_share_in_words(aligned, side, figure)
}

/// Whether a figure and its neighbour are the parts of a share that the other side has with a stroke, or the other way
/// round: "four of seven" and 4/7.
fn is_share_in_words(aligned: &Aligned, side: Side, figure: usize) -> bool {
    let bead = aligned.bead_of(side, figure);
    let figures = |side: Side| {
        let beads = &aligned.links.beads[side];
        (0..beads.len()).filter(move |&other| beads[other] == bead)
    };
    let value = |side: Side, figure: usize| aligned.quantity(side, figure).value.exact();
    let said = |side: Side, top: usize| {
        let next = top + 1;
        let joined = next < aligned.links.beads[side].len() && aligned.links.beads[side][next] == bead && {
            let (end, start) = (aligned.quantity(side, top).span.end, aligned.quantity(side, next).span.start);
            let document = &aligned.texts[side].document;
            ["of", "out of", "in"].contains(&document.slice(Span { start: end, end: start.max(end) }).trim())
        };
        if joined { value(side, top).zip(value(side, next)) } else { None }
    };
    let with_stroke = |side: Side, figure: usize| {
        let (top, below) = aligned.figure_text(side, figure).trim().split_once('/')?;
        Number::parse(&top.replace(',', "")).zip(Number::parse(&below.replace(',', "")))
    };
    if let Some(parts) = with_stroke(side, figure) {
        return figures(side.other()).any(|top| said(side.other(), top) == Some(parts));
    }
    let as_part = |top: usize| said(side, top).filter(|_| aligned.bead_of(side, top) == bead);
    let parts = as_part(figure).or_else(|| figure.checked_sub(1).and_then(as_part));
    parts.is_some_and(|parts| figures(side.other()).any(|other| with_stroke(side.other(), other) == Some(parts)))
}

/// How much it matters that a figure stands alone, where it lies in a clause that is reported as lost, which is one slip, or
/// is an ordinal in a word: little, since "second" and 第三方 come and go. A numeral of Roman letters is no word, nor is that
/// of an article.
pub fn severity_alone(aligned: &Aligned, side: Side, figure: usize, severity: Severity) -> Severity {
    const MOST: i128 = 12;
    let quantity = aligned.quantity(side, figure);
    let text = aligned.figure_text(side, figure).trim();
    let small = quantity.value.exact().and_then(Number::as_whole).is_some_and(|value| value <= MOST);
    let roman = text.chars().any(|c| matches!(c, 'I' | 'V' | 'X' | 'Ⅰ'..='Ⅻ')) && !text.contains(char::is_lowercase);
    let numbered = text
        .ends_with(['条', '條', '款', '项', '項', '章', '节', '節', '编', '編', '部', '届', '屆', '号', '號', '期']);
    let word = quantity.kind == Kind::Ordinal && quantity.written.words && small && !roman && !numbered;
    if word || is_of_lost(aligned, side, figure) {
        return Severity::Info;
    }
    if quantity.kind == Kind::Label && is_standard(aligned, side, figure) { Severity::Warning } else { severity }
}

/// Whether a label is the number of a standard, which no translation does without.
fn is_standard(aligned: &Aligned, side: Side, figure: usize) -> bool {
    let text = &aligned.texts[side];
    let span = text.segments[text.figures[figure].segment].span;
    let at = aligned.quantity(side, figure).span.start - span.start;
    quantity::is_standard(text.document.slice(span), at as usize)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::lang::Lang;
    use crate::text::pair::Pair;

    /// The figures of a pair of sentences that stand alone.
    fn check(english: &str, chinese: &str, expected: &[&str]) {
        let lines = Pair::new((english, Lang::En), (chinese, Lang::Zh));
        let aligned = Aligned::of_lines(lines, [Pair::both(0..1)]);
        let figures = |side| alone(&aligned, side).into_iter().map(move |(figure, _)| (side, figure));
        let told = Side::BOTH.into_iter().flat_map(figures).map(|(side, figure)| aligned.figure_text(side, figure));
        assert_eq!(told.collect::<Vec<_>>(), expected, "{english} {chinese}");
    }

    #[test]
    fn what_the_other_side_says_in_another_form_is_not_alone() {
        check("The pharmacy is open to patients 24/7.", "药房24小时/7天向病人开放。", &[]);
        check("The pharmacy is open 9/7.", "药房24小时向病人开放。", &["9/7", "24小时"]);
        check("The count is kept in base 10.", "计数采用十进制。", &[]);
        check("The count is kept in line 10.", "计数采用十进制。", &["10"]);
        check("Four of 7 members agreed.", "成员中4/7同意。", &[]);
        check("4 out of 7 members agreed.", "成员中4/7同意。", &[]);
        check("One person in six is a member.", "六分之一的人是成员。", &[]);
    }
}
