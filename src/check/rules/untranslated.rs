//! Words of the source language left in the translation.

mod kept;

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use self::kept::{is_code, is_licence, says_beside};
use super::paired::{Paired, Stretch, paired};
use super::unpaired::{MANY, ends, letters, shortened};
use crate::align::bead::Bead;
use crate::check::finding::{Finding, Place, Severity};
use crate::check::rule::{Aligned, Rule, RuleInfo, Scope};
use crate::lexicon::words;
use crate::text::code::CodeKind;
use crate::text::lang::{Lang, is_han};
use crate::text::pair::Side;
use crate::text::span::Span;
use crate::text::wording::Wording;

/// See its page.
pub struct Untranslated;

static INFO: RuleInfo = RuleInfo {
    id: "untranslated",
    since: "2026.1",
    severity: Severity::Error,
    scope: Scope::Pair,
    summary: "Words of the source language, or a placeholder, stand in the translation.",
    summary_zh: "未译：译文中留有原文文字或占位符。",
    page: include_str!("untranslated.md"),
};

impl Rule for Untranslated {
    fn info(&self) -> &'static RuleInfo {
        &INFO
    }

    fn check(&self, aligned: &Aligned, findings: &mut Vec<Finding>) {
        findings.extend(copies(aligned));
        let mut run: Vec<(Paired, Left)> = Vec::new();
        for bead in paired(aligned) {
            let left = match bead.target().lang {
                Lang::En => chinese_left(bead.target().text),
                Lang::Zh => english_left(bead.source().text, bead.target().text),
            };
            let mut left: Vec<Left> =
                left.into_iter().filter(|left| !says_beside(aligned, &bead, left.at.clone())).collect();
            match (left.pop(), left.is_empty()) {
                (Some(only), true) if only.is_whole(bead.target().text) => run.push((bead, only)),
                (last, _) => {
                    close(&mut run, findings);
                    findings.extend(left.into_iter().chain(last).map(|left| left.finding(&bead)));
                }
            }
            findings.extend(placeholders(&bead));
        }
        close(&mut run, findings);
    }
}

/// Tells a run of sentences that were all left as they are: as one finding where there are many.
fn close(run: &mut Vec<(Paired, Left)>, findings: &mut Vec<Finding>) {
    let members = std::mem::take(run);
    match members.as_slice() {
        [first, .., last] if members.len() >= MANY => {
            let [from, to] = [first, last].map(|(bead, left)| ends(&bead.target().text[left.at.clone()]));
            let (lang, count) = (first.0.target().lang.other(), members.len());
            let message = Wording::new(
                format!("{} is left in the translation: {count} sentences, from “{from}” to “{to}”", lang.name()),
                format!("未译，译文中留有{}：共{count}句，自“{from}”至“{to}”", lang.chinese_name()),
            );
            let severity = members.iter().map(|(_, left)| left.severity).max().unwrap_or(Severity::Info);
            let place = |(bead, left): &(Paired, Left)| {
                bead.target().place(left.at.clone(), Wording::fixed("untranslated", "未译"))
            };
            findings.push(first.0.finding(&INFO, severity, message, members.iter().map(place).collect()));
        }
        _ => findings.extend(members.into_iter().map(|(bead, left)| left.finding(&bead))),
    }
}

/// Units whose translation is their source, word for word: one finding for those that stand together. What holds no language
/// of the source is the same in both on purpose.
fn copies(aligned: &Aligned) -> Vec<Finding> {
    let document = &aligned.texts.target.document;
    let copy = |bead: &Bead| {
        let span = aligned.sentences(Side::Target, bead, Wording::default())?.span;
        let codes = document.text.codes(span);
        let is_copy = !codes.is_empty() && codes.iter().all(|code| code.kind == CodeKind::Copy);
        is_copy.then_some(span)
    };
    let is_left = |span: Span| match document.lang {
        Lang::Zh => {
            let text = document.shown(span);
            !is_code(text) && ENGLISH.find_iter(text).any(|run| is_prose(run.as_str()))
        }
        Lang::En => document.shown(span).chars().any(is_han),
    };
    let mut runs: Vec<(usize, Vec<Span>)> = Vec::new();
    let mut licences: Vec<(usize, Span)> = Vec::new();
    let mut is_open = false;
    for (index, bead) in aligned.alignment.beads().iter().enumerate() {
        match copy(bead) {
            Some(span) if !is_left(span) => continue,
            Some(span) if is_licence(document.shown(span)) => {
                licences.push((index, span));
                continue;
            }
            Some(span) => match runs.last_mut().filter(|_| is_open) {
                Some((_, spans)) => spans.push(span),
                None => runs.push((index, vec![span])),
            },
            // a copy without language, as a number or a name is, does not part them
            None => {}
        }
        is_open = copy(bead).is_some();
    }
    let mut findings: Vec<Finding> = runs.into_iter().map(|(bead, spans)| copied(aligned, bead, &spans)).collect();
    findings.extend(licensed(aligned, &licences));
    findings
}

/// The finding of the licences of a document, which are mostly left on purpose: only the original binds.
fn licensed(aligned: &Aligned, licences: &[(usize, Span)]) -> Option<Finding> {
    let (&(bead, first), count) = (licences.first()?, licences.len());
    let document = &aligned.texts.target.document;
    let text = shortened(document.shown(first));
    let message = Wording::new(
        format!("a licence stands in its original, in {count} of the units: {text}"),
        format!("许可证文本未译，共{count}个单元：{text}"),
    );
    let label = Wording::fixed("untranslated", "未译");
    let place = |&(_, span): &(usize, Span)| Place { side: Side::Target, span, label: label.clone() };
    let places = licences.iter().map(place).collect();
    Some(Finding { rule: INFO.id, severity: Severity::Info, message, bead: Some(bead), places })
}

/// The finding of units that stand together.
fn copied(aligned: &Aligned, bead: usize, spans: &[Span]) -> Finding {
    let document = &aligned.texts.target.document;
    let text = shortened(document.shown(spans[0]));
    let message = match spans.len() {
        1 => Wording::new(
            format!("the translation is the source, word for word: {text}"),
            format!("未译，与原文完全相同：{text}"),
        ),
        count => Wording::new(
            format!("the translations of {count} units in a row are the source, word for word: {text}"),
            format!("连续{count}个单元未译，与原文完全相同：{text}"),
        ),
    };
    let severity = if document.lang == Lang::En { Severity::Error } else { Severity::Warning };
    let place = Place { side: Side::Target, span: spans[0], label: Wording::fixed("untranslated", "未译") };
    Finding { rule: INFO.id, severity, message, bead: Some(bead), places: vec![place] }
}

/// A stretch of the wrong language.
struct Left {
    at: Range<usize>,
    severity: Severity,
}

impl Left {
    /// Whether it is all that a sentence says.
    fn is_whole(&self, sentence: &str) -> bool {
        self.severity != Severity::Info && letters(&sentence[self.at.clone()]) * 10 >= letters(sentence) * 9
    }

    fn finding(self, bead: &Paired) -> Finding {
        let target = bead.target();
        let (language, chinese) = (target.lang.other().name(), target.lang.other().chinese_name());
        let text = shortened(&target.text[self.at.clone()]);
        let message = match self.severity {
            Severity::Info => Wording::new(
                format!("{language} is quoted in the translation: {text}"),
                format!("译文中引用了{chinese}：{text}"),
            ),
            Severity::Warning | Severity::Error => Wording::new(
                format!("{language} is left in the translation: {text}"),
                format!("未译，译文中留有{chinese}：{text}"),
            ),
        };
        let label = Wording::fixed("untranslated", "未译");
        bead.finding(&INFO, self.severity, message, vec![target.place(self.at, label)])
    }
}

/// The runs of Chinese in an English text; all of it is one where there is little else.
fn chinese_left(english: &str) -> Vec<Left> {
    // every Han character begins with one of these bytes
    if !english.bytes().any(|byte| byte >= 0xe3) {
        return Vec::new();
    }
    let runs = han_runs(english);
    let han: usize = runs.iter().map(|run| letters(&english[run.clone()])).sum();
    match (runs.first(), runs.last()) {
        (Some(first), Some(last))
            if han > letters(english) / 2 && severity(english, &(first.start..last.end)).is_some() =>
        {
            vec![Left { at: first.start..last.end, severity: Severity::Error }]
        }
        _ => runs.into_iter().filter_map(|at| Some(Left { severity: severity(english, &at)?, at })).collect(),
    }
}

/// Runs of Han characters with what joins them.
fn han_runs(text: &str) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for (at, c) in text.char_indices().filter(|&(_, c)| is_han(c)) {
        let end = at + c.len_utf8();
        match runs.last_mut() {
            Some(run) if text[run.end..at].chars().all(joins) => run.end = end,
            _ => runs.push(at..end),
        }
    }
    runs
}

/// What does not part a run: marks of Chinese, and the number of 第2次, 第16A条.
fn joins(c: char) -> bool {
    c.is_ascii_digit() || c.is_ascii_uppercase() || matches!(c, ' ' | '、' | '，' | '·' | '—' | '：' | '；' | '。')
}

/// How much a run in the other language matters. In brackets it explains the word before them, and is left on purpose; in
/// quotes it may be a name. A language is called by its own name where one is chosen.
fn severity(text: &str, run: &Range<usize>) -> Option<Severity> {
    const OWN_NAMES: [&str; 7] = ["中文", "日本語", "華語", "华语", "漢語", "简体中文", "繁體中文"];
    let before = text[..run.start].trim_end().chars().next_back();
    let after = text[run.end..].trim_start().chars().next();
    let bracketed = before.is_some_and(|c| "([{（［【《「『/:：=".contains(c))
        && after.is_none_or(|c| ")]}）］】》」』/,;；，".contains(c));
    let quoted = before.is_some_and(|c| "“‘\"'`".contains(c)) && after.is_some_and(|c| "”’\"',.`<".contains(c));
    match () {
        // who goes by a handle is called so everywhere
        () if matches!(before, Some('@' | '＠')) => None,
        () if bracketed || OWN_NAMES.contains(&&text[run.clone()]) => None,
        () if quoted => Some(Severity::Info),
        () => Some(Severity::Error),
    }
}

/// English words in a row.
static ENGLISH: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"[A-Za-z][A-Za-z'’-]*(?:[ ,][ ]*[A-Za-z][A-Za-z'’-]*){3,}").expect("the pattern is sound")
});

/// English prose in a Chinese text: words in a row, a function word among them, that are no name, no code and not quoted. A
/// sentence that is the very same on both sides is prose as well.
fn english_left(source: &str, chinese: &str) -> Vec<Left> {
    if !chinese.bytes().any(|byte| byte.is_ascii_alphabetic()) {
        return Vec::new();
    }
    let is_copy = chinese.trim() == source.trim();
    if is_copy && is_code(chinese) {
        return Vec::new();
    }
    let left = ENGLISH.find_iter(chinese).filter(|run| is_prose(run.as_str()));
    let unquoted = left.filter(|run| is_copy || severity(chinese, &run.range()) == Some(Severity::Error));
    let severity = if is_copy { Severity::Error } else { Severity::Warning };
    let mut runs: Vec<Range<usize>> = Vec::new();
    for run in unquoted.map(|run| run.start()..run.end()) {
        match runs.last_mut() {
            // all of a copy was left, whatever its names are
            _ if is_copy => {
                let whole = chinese.len() - chinese.trim_start().len()..chinese.trim_end().len();
                runs = std::iter::once(whole).collect();
            }
            Some(last) if !chinese[last.end..run.start].contains(is_han) => last.end = run.end,
            _ => runs.push(from_word(chinese, run.start)..run.end),
        }
    }
    runs.into_iter().map(|at| Left { at, severity }).collect()
}

/// Where the word starts that goes on at `at`: EOS.IO is one.
fn from_word(text: &str, at: usize) -> usize {
    text[..at].trim_end_matches(|c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_')).len()
}

/// Whether Latin words make a sentence, or a part of one: ordinary words in small letters, with what holds them together.
fn is_prose(run: &str) -> bool {
    const HOLDING: [&str; 22] = [
        "the", "a", "an", "is", "are", "was", "were", "be", "been", "to", "that", "which", "with", "for", "from", "by",
        "it", "this", "has", "have", "will", "can",
    ];
    let words: Vec<&str> = run.split([' ', ',']).filter(|word| !word.is_empty()).collect();
    let ordinary = words.iter().filter(|word| words::is_ordinary(word)).count();
    ordinary * 3 >= words.len() * 2 && words.iter().any(|word| HOLDING.contains(word))
}

/// What was to be replaced before publication, and was not. What the source has itself is meant.
fn placeholders(bead: &Paired) -> Vec<Finding> {
    static PLACEHOLDER: LazyLock<Regex> = LazyLock::new(|| {
        let pattern = r"(?x) \b(?:TODO|FIXME|TBD|XXX+)\b | \bxxx+\b | (?i:\blorem\ ipsum\b)
            | (?i:[\[<{(] (?:to\ be\ )?(?:un)?translat(?:ed|ion|e)(?:\ (?:missing|here|needed|pending))? [\]>})]) | \?{5,} | 待译 | 待翻译 | 此处翻译";
        Regex::new(pattern).expect("the pattern is sound")
    });
    let (source, target): (&Stretch, &Stretch) = (bead.source(), bead.target());
    if !PLACEHOLDER.is_match(target.text) {
        return Vec::new();
    }
    let in_source = source.text.to_lowercase();
    // a text that hides a name writes ×× for it in either language
    let is_masked = source.text.contains(['×', '某', '*', '＊', '○', '〇']);
    let meant = |text: &str| {
        let masks = text.chars().all(|c| c.eq_ignore_ascii_case(&'x'));
        let stem = if masks { "xx".to_owned() } else { text.to_lowercase() };
        in_source.contains(&stem) || (masks && is_masked)
    };
    PLACEHOLDER
        .find_iter(target.text)
        .filter(|found| !meant(found.as_str()))
        .map(|found| {
            let text = found.as_str();
            let message = Wording::new(
                format!("a placeholder is left in the translation: {text}"),
                format!("译文中留有占位符：{text}"),
            );
            let label = Wording::fixed("placeholder", "占位符");
            bead.finding(&INFO, Severity::Error, message, vec![target.place(found.range(), label)])
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::pair::Pair;

    /// What is found in lines of which each stands for the other of its number.
    fn found(source: &[&str], target: (&[&str], Lang)) -> Vec<String> {
        let joined = Pair::new(source.join("\n"), target.0.join("\n"));
        let lines = Pair::new((&*joined.source, target.1.other()), (&*joined.target, target.1));
        let aligned = Aligned::of_lines(lines, (0..source.len()).map(|at| Pair::both(at..at + 1)));
        let mut findings = Vec::new();
        Untranslated.check(&aligned, &mut findings);
        findings.iter().map(|finding| format!("{}: {}", finding.places.len(), finding.message.en)).collect()
    }

    #[test]
    fn prose_has_ordinary_words_and_what_holds_them() {
        for prose in ["the shop is closed", "it will be open, with the lights", "Foo has Bar to the end"] {
            assert!(is_prose(prose), "{prose}");
        }
        for name in ["Visual Studio Code Insiders", "closed shop open door", "the Xyzzq Foobarq Bazq", "a Qux"] {
            assert!(!is_prose(name), "{name}");
        }
    }

    #[test]
    fn sentences_in_a_row_are_one_finding() {
        let source = [
            "The shop is closed to the public.",
            "It will be open in the morning.",
            "You can pay by card.",
            "Welcome.",
        ];
        let target = [source[0], source[1], source[2], "欢迎光临。"];
        let all = "3: English is left in the translation: 3 sentences, from “The shop is closed to the public.” to “You can pay by card.”";
        assert_eq!(found(&source, (&target, Lang::Zh)), [all]);
        let few = [source[0], "将于五月开业。", source[2], "欢迎光临。"];
        assert_eq!(found(&source, (&few, Lang::Zh)).len(), 2);
    }

    #[test]
    fn what_stands_in_both_languages_on_both_sides_is_left_on_purpose() {
        let source = ["医生", "Doctor on duty", "今天休息。"];
        assert_eq!(found(&source, (&["医生", "Doctor on duty", "Closed today."], Lang::En)), [] as [&str; 0]);
        assert_eq!(found(&["医生", "今天休息。"], (&["医生", "Closed today."], Lang::En)).len(), 1);
    }
}
