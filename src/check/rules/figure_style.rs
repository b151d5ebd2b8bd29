//! Figures that are not written in the style of the house.

use std::collections::BTreeMap;

use crate::check::finding::{Finding, Place, Severity};
use crate::check::rule::{Aligned, Rule, RuleInfo, Scope};
use crate::config::{Grouping, Large, Percent, Style, Yuan};
use crate::quantity::number::Number;
use crate::quantity::value::{Kind, Quantity};
use crate::text::lang::Lang;
use crate::text::pair::Side;
use crate::text::wording::Wording;

/// See its page.
pub struct FigureStyle;

static INFO: RuleInfo = RuleInfo {
    id: "figure-style",
    since: "2026.1",
    severity: Severity::Warning,
    scope: Scope::Text,
    summary: "Figures are not written in the style that `ipalign.toml` sets.",
    summary_zh: "数字的写法不合`ipalign.toml`的规定。",
    page: include_str!("figure_style.md"),
};

/// How a figure is written, and how the house writes it.
type Deviation = (Wording, Wording);

impl Rule for FigureStyle {
    fn info(&self) -> &'static RuleInfo {
        &INFO
    }

    fn check(&self, aligned: &Aligned, findings: &mut Vec<Finding>) {
        if aligned.style == Style::default() {
            return;
        }
        for side in Side::BOTH.into_iter().filter(|&side| aligned.texts[side].document.lang == Lang::En) {
            let mut deviating: BTreeMap<Deviation, Vec<usize>> = BTreeMap::new();
            for figure in 0..aligned.texts[side].figures.len() {
                let (quantity, text) = (aligned.quantity(side, figure), aligned.figure_text(side, figure));
                for deviation in deviations(aligned.style, quantity, text) {
                    deviating.entry(deviation).or_default().push(figure);
                }
            }
            findings
                .extend(deviating.into_iter().map(|(deviation, figures)| finding(aligned, side, &deviation, &figures)));
        }
    }
}

/// One finding for all figures that are written in one way which is not that of the house.
fn finding(aligned: &Aligned, side: Side, (written, house): &Deviation, figures: &[usize]) -> Finding {
    let count = figures.len();
    let are = if count == 1 { "figure is" } else { "figures are" };
    let place = |&figure: &usize| Place { label: house.clone(), ..aligned.place(side, figure) };
    Finding {
        rule: INFO.id,
        severity: INFO.severity,
        message: Wording::new(
            format!("{count} {are} written {}; the style is {}", written.en, house.en),
            format!("{count}个数字{}；规定为{}", written.zh, house.zh),
        ),
        // all of a text's are one finding, which belongs to the first of them
        bead: figures
            .first()
            .map(|&figure| aligned.bead_of(side, figure))
            .filter(|_| !aligned.alignment.beads().is_empty()),
        places: figures.iter().map(place).collect(),
    }
}

fn deviations(style: Style, quantity: &Quantity, text: &str) -> Vec<Deviation> {
    let of_yuan = style.yuan.and_then(|house| of_yuan(house, quantity, text));
    let of_percent = style.percent.and_then(|house| of_percent(house, quantity, text));
    let of_large = style.large.and_then(|house| of_large(house, quantity));
    let of_grouping = style.grouping.and_then(|house| of_grouping(house, quantity, text));
    [of_yuan, of_percent, of_large, of_grouping].into_iter().flatten().collect()
}

/// With another name of the currency than the house's.
fn of_yuan(house: Yuan, quantity: &Quantity, text: &str) -> Option<Deviation> {
    const WAYS: [(&str, Yuan, Wording); 5] = [
        ("rmb", Yuan::Rmb, Wording::fixed("with RMB", "用了RMB")),
        ("cny", Yuan::Cny, Wording::fixed("with CNY", "用了CNY")),
        ("yuan", Yuan::Yuan, Wording::fixed("with yuan", "用了yuan")),
        ("¥", Yuan::Sign, Wording::fixed("with ¥", "用了¥")),
        ("￥", Yuan::Sign, Wording::fixed("with ¥", "用了¥")),
    ];
    let lower = text.to_ascii_lowercase();
    let (_, way, written) =
        WAYS.into_iter().find(|(name, ..)| lower.contains(name)).filter(|_| quantity.currency == Some("CNY"))?;
    let name = match house {
        Yuan::Rmb => "RMB",
        Yuan::Cny => "CNY",
        Yuan::Yuan => "yuan",
        Yuan::Sign => "¥",
        Yuan::Any => return None,
    };
    (way != house).then(|| (written, Wording::same(name)))
}

/// With another sign or word for a share than the house's.
fn of_percent(house: Percent, quantity: &Quantity, text: &str) -> Option<Deviation> {
    let lower = text.to_ascii_lowercase();
    let way = match () {
        _ if quantity.kind != Kind::Percent => return None,
        _ if lower.contains(['%', '％']) => (Percent::Sign, Wording::fixed("with %", "用了%")),
        _ if lower.contains("per cent") => (Percent::TwoWords, Wording::fixed("with per cent", "用了per cent")),
        _ if lower.contains("percent") => (Percent::OneWord, Wording::fixed("with percent", "用了percent")),
        _ => return None,
    };
    let name = match house {
        Percent::Sign => "%",
        Percent::OneWord => "percent",
        Percent::TwoWords => "per cent",
        Percent::Any => return None,
    };
    (way.0 != house).then(|| (way.1, Wording::same(name)))
}

/// With the scale word that the house does not use for a thousand million.
fn of_large(house: Large, quantity: &Quantity) -> Option<Deviation> {
    let value = quantity.value.exact()?;
    match (house, quantity.written.scale) {
        (Large::Billion, 6) if value >= Number::whole(1_000_000_000) => {
            Some((Wording::fixed("in thousands of millions", "以千million计"), Wording::same("billion")))
        }
        (Large::Million, 9) => Some((
            Wording::fixed("in billions", "以billion计"),
            Wording::fixed("thousands of millions, as in 1,000 million", "以千million计，如1,000 million"),
        )),
        (Large::Billion | Large::Million | Large::Any, _) => None,
    }
}

/// With something else between its thousands than the house has.
fn of_grouping(house: Grouping, quantity: &Quantity, text: &str) -> Option<Deviation> {
    let counts = matches!(quantity.kind, Kind::Number | Kind::Money | Kind::Measure | Kind::Duration);
    let way = grouping(text).filter(|_| counts && !quantity.written.misgrouped)?;
    let (written, name) = (name_of(way), name_of(house));
    // four digits stand together where spaces group
    let together = house == Grouping::Space && way == Grouping::None && longest_run(text) == 4;
    (way != house && house != Grouping::Any && !together).then_some((written, name))
}

fn name_of(grouping: Grouping) -> Wording {
    match grouping {
        Grouping::Comma => Wording::fixed("with commas between thousands", "千位用逗号分隔"),
        Grouping::Space => Wording::fixed("with spaces between thousands", "千位用空格分隔"),
        Grouping::None | Grouping::Any => Wording::fixed("with nothing between thousands", "千位不分隔"),
    }
}

/// How the first number of a figure is grouped; `None` where it has no thousands.
fn grouping(text: &str) -> Option<Grouping> {
    let start = text.find(|c: char| c.is_ascii_digit())?;
    let run = text[start..].bytes().take_while(u8::is_ascii_digit).count();
    let behind = &text[start + run..];
    let three = |rest: &str| rest.bytes().take_while(u8::is_ascii_digit).count() == 3;
    let mark = behind.chars().next().filter(|mark| three(&behind[mark.len_utf8()..]));
    match mark {
        Some(',') => Some(Grouping::Comma),
        Some(' ' | '\u{a0}' | '\u{2009}' | '\u{202f}') => Some(Grouping::Space),
        _ if run > 3 => Some(Grouping::None),
        _ => None,
    }
}

fn longest_run(text: &str) -> usize {
    text.split(|c: char| !c.is_ascii_digit()).map(str::len).max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quantity::read;

    #[test]
    fn a_figure_deviates_only_in_what_the_style_says() {
        let check = |style: &str, text: &str, expected: &[&str]| {
            let style = Style::parse(style).expect(style);
            let found: Vec<_> = read(text, Lang::En)
                .iter()
                .flat_map(|quantity| deviations(style, quantity, quantity.span.of(text)))
                .map(|(written, _)| written.en)
                .collect();
            assert_eq!(found, expected, "{style:?} {text}");
        };
        check("", "RMB 7,244 million, 5 percent and 12500 cases", &[]);
        check("yuan = 'RMB'", "RMB5 million and 3,000 yuan", &["with yuan"]);
        check("yuan = 'yuan'", "RMB5 million, ¥30 and USD 40", &["with RMB", "with ¥"]);
        check("percent = 'per cent'", "5%, 6 per cent, 7 percent, 8 percentage points", &["with %", "with percent"]);
        check("percent = 'any'", "5% or 7 percent", &[]);
        check("large = 'billion'", "RMB 7,244 million and 244 million", &["in thousands of millions"]);
        check("large = 'million'", "7.2 billion people", &["in billions"]);
        check(
            "grouping = 'comma'",
            "12,500 cases, 12500 cases and 1200 cases in 2025",
            &["with nothing between thousands", "with nothing between thousands"],
        );
        check("grouping = 'none'", "12,500 cases and 900 cases", &["with commas between thousands"]);
        check("grouping = 'space'", "12 500 cases, 1200 cases and 12,500 cases", &["with commas between thousands"]);
    }
}
