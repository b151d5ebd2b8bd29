//! The outcome as a page beside the reports: one file of HTML that needs nothing but itself.

use std::io::{self, Write};

use askama::Template;

use super::outcome::{Counts, Outcome, interval, share};
use super::plant::Fault;
use crate::report::html::{STYLE, policy};
use crate::text::lang::Lang;

/// Writes the page, with an interface in this language.
///
/// # Errors
/// When `out` cannot be written to.
pub fn write(lang: Lang, outcome: &Outcome, out: &mut dyn Write) -> io::Result<()> {
    let words = match lang {
        Lang::En => &ENGLISH,
        Lang::Zh => &CHINESE,
    };
    let all = outcome.rows.iter().fold(Counts::default(), |sum, row| sum.with(row.counts));
    let page = Page { words, lang, version: env!("CARGO_PKG_VERSION"), policy: policy(), all, outcome };
    page.write_into(&mut io::BufWriter::new(out))
}

/// What the template shows.
#[derive(Template)]
#[template(path = "selftest.html")]
struct Page<'a> {
    words: &'static Words,
    lang: Lang,
    version: &'static str,
    policy: String,
    all: Counts,
    outcome: &'a Outcome,
}

impl Page<'_> {
    fn documents(&self) -> String {
        self.outcome.documents.join(", ")
    }

    fn kind(&self, fault: &Fault) -> &'static str {
        match self.lang {
            Lang::En => fault.name(),
            Lang::Zh => chinese(*fault),
        }
    }

    fn clean(&self) -> String {
        (self.words.of_beads)(self.outcome.clean, self.outcome.beads)
    }

    fn row(&self, row: &usize) -> String {
        (self.words.row)(*row)
    }

    fn share(&self, hits: &usize, of: &usize) -> String {
        share(*hits, *of)
    }

    fn in_thousand(&self, count: &usize) -> String {
        let thousand = |rate: f64| format!("{:.1}", rate * 1000.0);
        let bounds = interval(*count, self.outcome.beads);
        bounds.map_or(String::new(), |[low, high]| format!("{}–{}", thousand(low), thousand(high)))
    }
}

/// The words of the page.
struct Words {
    tag: &'static str,
    title: &'static str,
    intro: &'static str,
    by_kind: &'static str,
    by_rule: &'static str,
    kind: &'static str,
    rule: &'static str,
    planted: &'static str,
    found: &'static str,
    named: &'static str,
    named_by_it: &'static str,
    placed: &'static str,
    rate: &'static str,
    clean: &'static str,
    in_thousand: &'static str,
    beside: &'static str,
    missed: &'static str,
    place: &'static str,
    was: &'static str,
    put: &'static str,
    instead: &'static str,
    nothing: &'static str,
    seed: &'static str,
    generator: &'static str,
    of_beads: fn(usize, usize) -> String,
    row: fn(usize) -> String,
}

static ENGLISH: Words = Words {
    tag: "en",
    title: "Planted faults",
    intro: "Faults of known kinds were planted into copies of the translation, and the copies were checked as any file \
            is. A fault is found when a finding at warning or error points at it or at its counterpart, named when the \
            finding is of the rule for it, placed when it points at the very spot. In brackets stands the interval that \
            holds the true rate in 19 of 20 cases (Wilson). What is found on the pair as it is may be right: planting \
            does not tell.",
    by_kind: "By kind of fault",
    by_rule: "By rule",
    kind: "Fault",
    rule: "Rule",
    planted: "planted",
    found: "found",
    named: "named",
    named_by_it: "found by it",
    placed: "placed",
    rate: "rate found",
    clean: "on the pair as it is",
    in_thousand: "in a thousand beads",
    beside: "beside the faults",
    missed: "Not found by the rule for it",
    place: "Place",
    was: "was",
    put: "became",
    instead: "found instead by",
    nothing: "nothing",
    seed: "seed",
    generator: "Made by ipalign",
    of_beads: |count, beads| format!("{count} in {beads} beads"),
    row: |row| format!("row {row}"),
};

static CHINESE: Words = Words {
    tag: "zh-Hans",
    title: "植入差错自测",
    intro: "在译文副本中植入已知类型的差错，再按普通文件检查。警告或错误级别的发现指向该差错或其对应原文，即为“发现”；\
            由对应规则发现，即为“命名”；正指该处，即为“定位”。括号内为95%置信区间（Wilson法）。原件上的发现可能是对的，\
            植入法无从判断。",
    by_kind: "按差错类型",
    by_rule: "按规则",
    kind: "差错",
    rule: "规则",
    planted: "植入",
    found: "发现",
    named: "命名",
    named_by_it: "由其发现",
    placed: "定位",
    rate: "发现率",
    clean: "原件上的发现",
    in_thousand: "每千个对齐单元",
    beside: "差错之外的发现",
    missed: "未被对应规则发现",
    place: "位置",
    was: "原为",
    put: "改为",
    instead: "由何规则发现",
    nothing: "无",
    seed: "种子",
    generator: "ipalign 制作",
    of_beads: |count, beads| format!("{count}项，共{beads}个对齐单元"),
    row: |row| format!("第{row}行"),
};

fn chinese(fault: Fault) -> &'static str {
    match fault {
        Fault::DigitChanged => "数字有误",
        Fault::TimesTen => "扩大十倍",
        Fault::ScaleWord => "量级有误",
        Fault::PercentPoint => "百分比与百分点混淆",
        Fault::Currency => "币种有误",
        Fault::FigureDropped => "漏译数字",
        Fault::YearChanged => "年份有误",
        Fault::OrdinalChanged => "序数有误",
        Fault::FiguresSwapped => "两数互换",
        Fault::DealtSwapped => "“分别”所指互换",
        Fault::DirectionReversed => "升降颠倒",
        Fault::HedgeDropped => "漏译约数词",
        Fault::HedgeReversed => "约数词相反",
        Fault::UnitChanged => "单位有误",
        Fault::ClauseDropped => "漏译分句",
        Fault::PhraseDropped => "漏译短语",
        Fault::SentenceDropped => "漏译句子",
        Fault::SentenceAdded => "增译句子",
        Fault::ParagraphsSwapped => "两段互换",
        Fault::NameChanged => "名称有误",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::selftest::{Missed, Row};

    #[test]
    fn a_hostile_name_shows_as_text_and_a_share_with_its_interval() {
        let counts = Counts { planted: 10, found: 9, named: 8, placed: 9 };
        let mut outcome = Outcome {
            documents: vec!["<script>".into()],
            beads: 100,
            seed: 3,
            rows: vec![Row { fault: Fault::DigitChanged, rule: "figure-mismatch", counts }],
            missed: vec![Missed {
                document: "<script>".into(),
                row: 7,
                fault: Fault::DigitChanged,
                was: "<b>3</b>".into(),
                text: "6".into(),
                instead: None,
            }],
            ..Outcome::default()
        };
        outcome.sum_up(&[("text-typo".to_owned(), 2)].into(), &[].into());
        for (lang, expected) in [(Lang::En, "digit changed"), (Lang::Zh, "数字有误")] {
            let mut page = Vec::new();
            write(lang, &outcome, &mut page).expect("memory can be written to");
            let page = String::from_utf8(page).expect("a page is text");
            assert!(!page.contains("<script>") && !page.contains("<b>3"), "what is hostile is escaped");
            for text in [expected, "90 % (60–98)", "80 % (49–94)", "5.5–70.0", "figure-mismatch"] {
                assert!(page.contains(text), "{text}");
            }
        }
    }
}
