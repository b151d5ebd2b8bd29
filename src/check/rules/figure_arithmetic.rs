//! Figures of one text that do not add up.
//!
//! Four recognisers look at each sentence that states two amounts or more: parts against their whole, shares and multiples
//! against the two amounts they are of, growth against the values it leads from and to. Each speaks only where words say
//! how the figures belong together, and where the gap is that of a slip. All arithmetic is on exact fractions. Costs a few
//! regular expressions over sentences with the kinds of figures concerned; linear.

mod growth;
mod parts;
mod sentence;
mod share;
mod slip;

use super::linked::severity_in;
use crate::analysis::Text;
use crate::check::finding::{Finding, Severity};
use crate::check::rule::{Aligned, Rule, RuleInfo, Scope};
use crate::text::pair::{Pair, Side};
use crate::text::wording::Wording;
use sentence::Sentence;
use slip::Slip;

/// See its page.
pub struct FigureArithmetic;

static INFO: RuleInfo = RuleInfo {
    id: "figure-arithmetic",
    since: "2026.1",
    severity: Severity::Warning,
    scope: Scope::Text,
    summary: "Figures of one text do not add up: a total, a share, a multiple or a growth.",
    summary_zh: "同一文本内的数字对不上：总数、占比、倍数或增幅。",
    page: include_str!("figure_arithmetic.md"),
};

impl Rule for FigureArithmetic {
    fn info(&self) -> &'static RuleInfo {
        &INFO
    }

    fn check(&self, aligned: &Aligned, findings: &mut Vec<Finding>) {
        let mut slips = Pair::new(Side::Source, Side::Target).map(|side| slips(&aligned.texts[side]));
        for slip in std::mem::take(&mut slips.source) {
            let same = slips.target.iter().position(|other| is_same(aligned, &slip, other));
            let translated = same.map(|index| slips.target.remove(index));
            findings.extend(finding(aligned, Side::Source, &slip, translated.as_ref()));
        }
        for slip in &slips.target {
            findings.extend(finding(aligned, Side::Target, slip, None));
        }
    }
}

/// Everything that does not add up in a text, in its order.
fn slips(text: &Text) -> Vec<Slip> {
    let sentences = text.figures.chunk_by(|a, b| a.segment == b.segment);
    let mut first = 0;
    let mut found = Vec::new();
    for figures in sentences {
        if let Some(sentence) = Sentence::of(text, figures, first) {
            parts::find(&sentence, &mut found);
            share::find(&sentence, &mut found);
            growth::find(&sentence, &mut found);
        }
        first += figures.len();
    }
    found
}

/// Whether a slip of the translation is that of the source, carried over.
fn is_same(aligned: &Aligned, source: &Slip, target: &Slip) -> bool {
    let bead = |side, slip: &Slip| slip.figures.first().and_then(|&figure| aligned.links.beads[side].get(figure));
    let beads = (bead(Side::Source, source), bead(Side::Target, target));
    source.fault == target.fault && source.stated == target.stated && beads.0.is_some() && beads.0 == beads.1
}

/// The finding of a slip; `None` where one of its figures is reported already because the other text has it otherwise.
fn finding(aligned: &Aligned, side: Side, slip: &Slip, translated: Option<&Slip>) -> Option<Finding> {
    if translated.is_none() && slip.figures.iter().any(|&figure| differs(aligned, side, figure)) {
        return None;
    }
    let mut places: Vec<_> = slip.figures.iter().map(|&figure| aligned.place(side, figure)).collect();
    places.extend(translated.iter().flat_map(|slip| &slip.figures).map(|&figure| aligned.place(Side::Target, figure)));
    let blame = match translated {
        Some(_) => Wording::fixed(
            "; the translation says the same, so it is the source that is wrong",
            "；译文与此一致，可见原文有误",
        ),
        None => Wording::default(),
    };
    let Wording { en, zh } = &slip.message;
    let message = Wording::new(format!("{en}{}", blame.en), format!("{zh}{}", blame.zh));
    let bead = slip.figures.first().and_then(|&figure| aligned.links.beads[side].get(figure)).copied();
    let severity = bead
        .filter(|&bead| bead < aligned.alignment.beads().len())
        .map_or(INFO.severity, |bead| severity_in(aligned, bead, INFO.severity));
    Some(Finding { rule: INFO.id, severity, message, bead, places })
}

/// Whether a figure is matched to one of the other text that does not come to the same.
fn differs(aligned: &Aligned, side: Side, figure: usize) -> bool {
    aligned.links.links.iter().any(|link| link.of(side) == figure && !link.relation.holds())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::respace::Glue;
    use crate::segment::presegmented;
    use crate::text::lang::Lang;
    use crate::text::source::Source;

    /// The faults in a sentence, and what is said of them.
    fn found(sentence: &str) -> Vec<(&'static str, String)> {
        let lang = Lang::of(sentence).expect("a language");
        let (document, segments) = presegmented(Source::new("test", sentence), lang);
        let text = Text::of_segments(document, Glue::default(), segments);
        slips(&text).into_iter().map(|slip| (slip.fault, slip.message.en.into_owned())).collect()
    }

    fn check(sentence: &str, fault: &str) {
        let found: Vec<_> = found(sentence).into_iter().map(|(fault, _)| fault).collect();
        assert_eq!(found, fault.split_whitespace().collect::<Vec<_>>(), "{sentence}");
    }

    #[test]
    fn sums_are_held_against_their_totals() {
        check("Teams won 226 awards, including 12 gold, 21 silver and 193 excellence awards.", "");
        check("Teams won 226 awards, including 12 gold, 21 silver and 183 excellence awards.", "sum");
        check("Teams won 226 awards, including 12 gold and 21 silver.", "");
        check("The courts closed 12 civil, 21 criminal and 30 administrative cases, totaling 73.", "sum");
        check("全省共有调解组织174个,其中人民调解委员会131个、调解工作室34个。", "sum");
        check("全省共有调解组织174个,其中人民调解委员会131个、调解工作室43个,共办理案件4397件。", "");
        check("专利申请1000件，其中发明600件、实用新型300件、外观60件。", "");
        check("审结民事案件12件、刑事案件21件、行政案件30件，共计73件。", "sum");
        check("审结民事案件12件、刑事案件21件、行政案件30件，共计63件。", "");
    }

    #[test]
    fn a_part_is_no_more_than_its_whole() {
        check("It accepted 120 cases, including 340 patent cases.", "part");
        check("It trained 10 provinces, including 300 counties and 2 cities.", "");
        check("It handled over 120 cases, including 340 patent cases.", "");
        check("受理案件120件，其中专利案件340件。", "part");
        check("培训10个省，其中300个县。", "");
        check("登记总量37.59万件，其中软件登记37.6万件。", "");
    }

    #[test]
    fn shares_and_multiples_come_out_to_their_last_digit() {
        check("Support went to 48 of the 160 enterprises, or 30%.", "");
        check("Support went to 48 of the 160 enterprises, or 40%.", "share");
        check("Of the 160 applicants, 48 (40%) were accepted.", "share");
        check("It handled 300 cases, of which 200 were patent cases, accounting for 66.6%.", "");
        check("It handled 300 cases, of which 200 were patent cases, accounting for 66.9%.", "share");
        check("It handled 300 cases, of which 200 were patent cases, accounting for 12% of the national total.", "");
        check("授权21.45万件，其中发明专利7.2万件，占33.6%。", "");
        check("授权21.45万件，其中发明专利7.2万件，占36.3%。", "share");
        check("It reached 119.70, approximately 7.48 times the national average of 16.", "");
        check("It reached 119.70, approximately 7.84 times the national average of 16.", "multiple");
        check("拥有量119.7件，是全国平均水平16件的7.48倍。", "");
        check("拥有量119.7件，是全国平均水平16件的7.84倍。", "multiple");
        check("出口额占全国总量的120%。", "above-all");
        check("贷款余额占国内生产总值的120%。", "");
        check("Exports accounted for 120% of the total.", "above-all");
    }

    #[test]
    fn growth_leads_from_one_value_to_the_other() {
        check("Cases rose from 1,200 in 2024 to 1,500 in 2025, up 25% year on year.", "");
        check("Cases rose from 1,200 in 2024 to 1,500 in 2025, up 35% year on year.", "growth");
        check("Trade grew from 1,200 to 1,500, an average annual growth of 4.6%.", "");
        check("平均审理周期由85天缩短至60天，缩短29.4%。", "");
        check("平均审理周期由85天缩短至60天，缩短24.9%。", "growth");
        check("平均审理周期由85天缩短至60天，效率提升41.7%。", "");
        check("占比由12.5%提高到15.5%，提高3个百分点。", "");
    }

    #[test]
    fn a_year_brings_no_more_than_there_is_in_all() {
        check("It recognized 320 new enterprises in the year, bringing the total to 230.", "cumulative");
        check("It recognized 30 new enterprises in the year, bringing the total to 230.", "");
        check("全年新增示范企业320家，累计达230家。", "cumulative");
        check("全年新增示范企业320家，累计培育专利产品230家。", "");
    }

    #[test]
    fn a_message_shows_the_sum_as_one_would_do_it() {
        let messages = |sentence| found(sentence).into_iter().map(|(_, message)| message).collect::<Vec<_>>();
        assert_eq!(
            messages("全市获奖226项，其中金奖12项、银奖21项、优秀奖183项。"),
            ["12项 + 21项 + 183项 come to 216, and the total is given as 226项"]
        );
        assert_eq!(messages("48 of the 160 applicants, or 40%."), ["48 of 160 is 30 %, and not 40%"]);
    }

    #[test]
    fn a_slip_is_told_once_and_not_where_a_figure_is_reported_already() {
        use crate::text::pair::Pair;
        let check = |zh: &str, en: &str, expected: &[(Option<usize>, &str)]| {
            let lines = Pair::new((zh, Lang::Zh), (en, Lang::En));
            let aligned = Aligned::of_lines(lines, [Pair::both(0..1)]);
            let mut findings = Vec::new();
            FigureArithmetic.check(&aligned, &mut findings);
            let blamed =
                |finding: &Finding| if finding.message.en.contains("the source that is wrong") { "source" } else { "" };
            let told: Vec<_> = findings.iter().map(|finding| (finding.bead, blamed(finding))).collect();
            assert_eq!(told, expected, "{en}");
        };
        let zh = "全省共有调解组织174个，其中人民调解委员会131个、调解工作室34个。";
        let right = "全省共有调解组织165个，其中人民调解委员会131个、调解工作室34个。";
        let en = "There are 174 bodies of mediation, including 131 committees and 34 studios.";
        check(zh, en, &[(Some(0), "source")]);
        check(right, "There are 165 bodies of mediation, including 131 committees and 34 studios.", &[]);
        check(right, en, &[]);
    }
}
