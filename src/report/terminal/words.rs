//! The words of the report for a terminal, in both languages.

use super::printable;
use crate::audit::{AuditedUnits, Status};
use crate::check::finding::Severity;
use crate::report::{Tally, count, grouped};
use crate::text::lang::Lang;

/// The words of one language. A sentence with a number in it is a function, since languages count differently.
pub(super) struct Words {
    /// Which language it is.
    pub lang: Lang,
    pub both: fn(source: Lang, target: Lang) -> String,
    pub comparable: &'static str,
    pub single: fn(Lang) -> String,
    /// The heads of what is counted, and how many columns they take together with the gap behind them.
    pub sentences: &'static str,
    pub figures: &'static str,
    pub spaces: &'static str,
    pub findings: &'static str,
    pub decided: &'static str,
    pub heads: usize,
    /// What stands between the items of a list.
    pub comma: &'static str,
    pub of_lang: fn(count: &str, Lang) -> String,
    pub beads: fn(usize) -> String,
    pub matched: fn(linked: usize, all: usize, Lang) -> String,
    pub are_matched: &'static str,
    pub restored: fn(restored: usize, words: usize, Lang) -> String,
    pub tally: fn(Tally) -> String,
    pub status: fn(Status) -> &'static str,
    pub shared: &'static str,
    pub documents: fn(usize) -> String,
    pub explain: &'static str,
    pub units: &'static str,
    pub units_told: fn(&AuditedUnits) -> String,
    /// Of a tree of pages.
    /// Places of a finding that are not listed.
    pub more: fn(usize) -> String,
    /// Of a source that has changed since it was translated.
    pub drift: &'static str,
}

impl Words {
    /// Those of a language.
    pub fn of(lang: Lang) -> &'static Words {
        match lang {
            Lang::En => &ENGLISH,
            Lang::Zh => &CHINESE,
        }
    }

    /// The name of a language.
    pub fn name(&self, lang: Lang) -> &'static str {
        match self.lang {
            Lang::En => lang.name(),
            Lang::Zh => lang.chinese_name(),
        }
    }

    pub fn severity(&self, severity: Severity) -> &'static str {
        match self.lang {
            Lang::En => severity.name(),
            Lang::Zh => severity.chinese_name(),
        }
    }
}

/// The units that were not checked, by why.
fn passed(units: &AuditedUnits, comma: &str, reason: fn(&str) -> String) -> String {
    let passed = units.passed.iter();
    let passed = passed.map(|passed| format!("{} {}", grouped(passed.count), printable(&reason(&passed.reason))));
    passed.collect::<Vec<_>>().join(comma)
}

static ENGLISH: Words = Words {
    lang: Lang::En,
    both: |source, target| format!("{} and {}", source.name(), target.name()),
    comparable: "two texts on one subject: each was checked by itself, and the facts that both state were compared",
    single: |lang| format!("in one language, {}: only the checks of one text were run", lang.name()),
    sentences: "sentences",
    figures: "figures",
    spaces: "spaces",
    findings: "findings",
    decided: "decided",
    heads: 11,
    comma: ", ",
    of_lang: |count, lang| format!("{count} {}", lang.name()),
    beads: |beads| format!(", in {}", count(beads, "bead")),
    matched: |linked, all, lang| format!("{} of {} {}", grouped(linked), grouped(all), lang.name()),
    are_matched: " matched",
    restored: |restored, words, lang| {
        format!("{} restored in {} {} words", grouped(restored), grouped(words), lang.name())
    },
    tally: |Tally { errors, warnings, notes }| {
        format!("{}, {}, {}", count(errors, "error"), count(warnings, "warning"), count(notes, "note"))
    },
    status: Status::name,
    shared: "facts that both state",
    documents: |documents| format!("{documents} documents"),
    explain: "`ipalign explain RULE` says what a rule means and how to mend what it finds.",
    units: "units",
    units_told: |units| {
        let passed = passed(units, ", ", str::to_owned);
        let passed = if passed.is_empty() { passed } else { format!("; not checked: {passed}") };
        format!("{} checked{passed}", grouped(units.checked))
    },
    more: |left| format!("and {} more", grouped(left)),
    drift: "drift",
};

static CHINESE: Words = Words {
    lang: Lang::Zh,
    both: |source, target| format!("{}和{}", source.chinese_name(), target.chinese_name()),
    comparable: "同一主题的两个文本：分别检查，并比较了两者都陈述的事实",
    single: |lang| format!("只有一种语言（{}）：只做了单个文本能做的检查", lang.chinese_name()),
    sentences: "句子",
    figures: "数字",
    spaces: "空格",
    findings: "问题",
    decided: "已决定",
    heads: 8,
    comma: "，",
    of_lang: |count, lang| format!("{}{count}", lang.chinese_name()),
    beads: |beads| format!("，对齐为{}组", grouped(beads)),
    matched: |linked, all, lang| format!("{}{}个中有{}个", lang.chinese_name(), grouped(all), grouped(linked)),
    are_matched: "找到对应",
    restored: |restored, words, lang| {
        format!("{}{}词中补回{}处", lang.chinese_name(), grouped(words), grouped(restored))
    },
    tally: |Tally { errors, warnings, notes }| {
        format!("{}个错误，{}个警告，{}个提示", grouped(errors), grouped(warnings), grouped(notes))
    },
    status: Status::chinese_name,
    shared: "两者都陈述的事实",
    documents: |documents| format!("{documents}份文件"),
    explain: "`ipalign explain RULE` 说明规则的含义和修改的办法（英文）。",
    units: "单元",
    units_told: |units| {
        let reason = |reason: &str| match reason {
            "new" => "未译".to_owned(),
            "fuzzy" => "待确认".to_owned(),
            "not to be translated" => "不译".to_owned(),
            other => other.to_owned(),
        };
        let passed = passed(units, "，", reason);
        let passed = if passed.is_empty() { passed } else { format!("；未检查：{passed}") };
        format!("已检查{}个{passed}", grouped(units.checked))
    },
    more: |left| format!("另有{}处", grouped(left)),
    drift: "更新",
};
