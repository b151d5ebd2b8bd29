//! Telling whether a file holds one language or two, and which line is in which.
//!
//! A file is bilingual when each language has at least a fifth of its running text, a Han character counted as four
//! letters. Only what reads as language counts: a title, a list of names, a bibliography or code in the other language
//! makes no second text, however long. Cells count where a row holds both languages, so that a table of two columns is
//! found and a column of product names is not. Cost: a few passes over the lines.

use std::ops::Range;

use super::draft::{Draft, Joint, Line, LineKind};
use super::tidy;
use crate::text::lang::{Lang, is_han};
use crate::text::span::Span;

/// Who gets which line.
pub(super) enum Languages {
    /// All lines are of one text.
    One(Lang),
    /// The language of each line, and the one that comes first.
    Both(Lang, Vec<Lang>),
}

/// The languages of a draft; `None` where there are no letters.
pub(super) fn tell(draft: &Draft) -> Option<Languages> {
    let weights: Vec<Weight> = draft.lines.iter().map(|line| Weight::of(draft, line)).collect();
    let (prose, all) = totals(draft, &weights);
    // Where hardly anything reads as running text, as in a glossary, every line is evidence.
    let total = if prose.sum() * 10 >= all.sum() * 3 { prose } else { all };
    let (less, more) = (total.zh.min(total.en), total.zh.max(total.en));
    if less == 0 || less * 4 < more {
        let lang = if total.zh == total.en { Lang::of(draft.text.text())? } else { total.heavier() };
        return Some(Languages::One(lang));
    }
    let langs = assign(draft, &weights)?;
    let first = *langs.first()?;
    match langs.iter().all(|&lang| lang == first) {
        true => Some(Languages::One(first)),
        false => Some(Languages::Both(first, langs)),
    }
}

/// The letters of both languages, four for a Han character.
#[derive(Clone, Copy, Default)]
struct Weight {
    zh: usize,
    en: usize,
    prose: bool,
}

impl Weight {
    fn of(draft: &Draft, line: &Line) -> Self {
        if line.kind == LineKind::Code {
            return Weight::default();
        }
        let text = draft.slice(line);
        let han = text.chars().filter(|&c| is_han(c)).count();
        let latin = latin(text);
        let prose = if han * 4 >= latin { han >= 8 } else { latin >= 25 && is_english_prose(text) };
        // What the format says holds, but for running text of the other language alone.
        match line.lang {
            Some(Lang::Zh) if han > 0 || !prose => Weight { zh: han * 4 + latin, en: 0, prose: prose || han >= 8 },
            Some(Lang::En) if latin > 0 || !prose => Weight { zh: 0, en: han * 4 + latin, prose },
            _ if has_chinese_grammar(text) => Weight { zh: han * 4 + latin, en: 0, prose },
            _ => Weight { zh: han * 4, en: latin, prose },
        }
    }

    fn lang(self) -> Option<Lang> {
        match self {
            Weight { zh: 0, en: 0, .. } => None,
            _ => Some(self.heavier()),
        }
    }

    fn heavier(self) -> Lang {
        if self.zh >= self.en { Lang::Zh } else { Lang::En }
    }

    fn sum(self) -> usize {
        self.zh + self.en
    }

    /// Adds a line to the side that it is in.
    fn add(&mut self, line: Weight) {
        match line.heavier() {
            Lang::Zh => self.zh += line.zh,
            Lang::En => self.en += line.en,
        }
    }
}

/// How many Latin letters of a text are of words: an address is in no language.
fn latin(text: &str) -> usize {
    let is_address = |word: &&str| word.contains("://") || word.starts_with("www.") || word.starts_with('@');
    let words = text.split(|c: char| c.is_whitespace() || !c.is_ascii()).filter(|word| !is_address(word));
    words.flat_map(str::bytes).filter(u8::is_ascii_alphabetic).count()
}

/// Whether the words of a text are put together as Chinese is, however many of them are names in Latin letters: English has
/// neither these words nor these marks outside of brackets.
fn has_chinese_grammar(text: &str) -> bool {
    let mut depth = 0usize;
    let outside = text.chars().filter(|&c| {
        match c {
            '(' | '（' | '[' | '“' => depth += 1,
            ')' | '）' | ']' | '”' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0
    });
    let (mut signs, mut han, mut words) = (0, 0, 0);
    let mut in_word = false;
    for c in outside {
        signs += usize::from(matches!(
            c,
            '的' | '了' | '是' | '在' | '和' | '与' | '與' | '，' | '。' | '：' | '；' | '、' | '《'
        ));
        han += usize::from(is_han(c));
        words += usize::from(c.is_ascii_alphabetic() && !in_word);
        in_word = c.is_ascii_alphanumeric();
    }
    signs > 0 && han >= 2 && words <= han * 2
}

/// Whether a line is running English and not a list of names: a function word, or, where the spaces are lost, a word
/// longer than any.
fn is_english_prose(text: &str) -> bool {
    const FUNCTION_WORDS: [&str; 22] = [
        "the", "of", "and", "to", "in", "a", "an", "is", "are", "was", "were", "be", "for", "with", "that", "this",
        "by", "on", "or", "not", "as", "it",
    ];
    let mut words = 0;
    let mut function_words = 0;
    for word in text.split_whitespace() {
        words += 1;
        function_words += usize::from(FUNCTION_WORDS.iter().any(|known| word.eq_ignore_ascii_case(known)));
        let glued = word.len() >= 35 && !word.contains(['/', '_', '=', '@', '#']);
        if glued || (words >= 4 && function_words >= 1) {
            return true;
        }
    }
    false
}

/// What the running text and what all of it weighs. A cell counts with either only beside one of the other language.
fn totals(draft: &Draft, weights: &[Weight]) -> (Weight, Weight) {
    let (mut prose, mut all) = (Weight::default(), Weight::default());
    let lines: Vec<(&Line, &Weight)> = draft.lines.iter().zip(weights).collect();
    for row in lines.chunk_by(|(a, _), (b, _)| a.row.is_some() && a.row == b.row) {
        let has = |lang| row.iter().any(|(_, weight)| weight.lang() == Some(lang));
        let mixed = has(Lang::Zh) && has(Lang::En);
        for &(line, &weight) in row {
            if line.row.is_some() && !mixed {
                continue;
            }
            all.add(weight);
            if weight.prose {
                prose.add(weight);
            }
        }
    }
    (prose, all)
}

/// The language of each line. Lines without letters go with the line before, or the first that has some.
fn assign(draft: &Draft, weights: &[Weight]) -> Option<Vec<Lang>> {
    let own = |(line, weight): (&Line, &Weight)| weight.lang().or(line.lang);
    let mut own: Vec<Option<Lang>> = draft.lines.iter().zip(weights).map(own).collect();
    absorb_strays(draft, weights, &mut own);
    part_twins(draft, &mut own);
    let mut last = own.iter().flatten().next().copied()?;
    Some(
        own.into_iter()
            .map(|lang| {
                last = lang.unwrap_or(last);
                last
            })
            .collect(),
    )
}

/// Gives a line that is no running text to the long stretch of the other language that it stands in: a name or a title
/// amid many paragraphs has no translation beside it, while in a text that alternates such a line is a heading. Where
/// strays are many, they are no strays.
fn absorb_strays(draft: &Draft, weights: &[Weight], own: &mut [Option<Lang>]) {
    const LONG: usize = 6;
    let prose: Vec<usize> =
        (0..weights.len()).filter(|&i| weights[i].prose && draft.lines[i].kind != LineKind::Cell).collect();
    for stretch in prose.chunk_by(|&a, &b| weights[a].lang() == weights[b].lang()) {
        let paragraphs = stretch.iter().filter(|&&i| draft.lines[i].joint != Joint::Soft).count();
        if paragraphs < LONG {
            continue;
        }
        let lang = weights[stretch[0]].lang();
        let is_stray = |&i: &usize| !weights[i].prose && draft.lines[i].row.is_none() && own[i] != lang;
        let strays: Vec<usize> = (stretch[0]..=stretch[stretch.len() - 1]).filter(is_stray).collect();
        if strays.len() * 4 <= paragraphs {
            strays.into_iter().for_each(|i| own[i] = lang);
        }
    }
}

/// Gives one line to each language of two that read the same, where languages take turns: a name stands in both texts as it is.
fn part_twins(draft: &Draft, own: &mut [Option<Lang>]) {
    let turns = own.windows(2).filter(|pair| pair[0] != pair[1]).count();
    if turns * 4 < own.len() {
        return;
    }
    let mut index = 1;
    while index < own.len() {
        let [before, line] = [&draft.lines[index - 1], &draft.lines[index]];
        let text = draft.slice(line);
        if own[index - 1] == own[index] && draft.slice(before) == text && text.contains(char::is_alphabetic) {
            let last = index.checked_sub(2).and_then(|last| own[last]);
            let first = last.map(Lang::other).or(own[index]);
            (own[index - 1], own[index]) = (first, first.map(Lang::other));
            index += 1;
        }
        index += 1;
    }
}

/// Cuts lines that hold both languages, sentence after sentence or a heading beside its translation, where the languages meet.
///
/// An English stretch counts that is a sentence, or that has the same numbers as the Chinese beside it (FIGURE 3 图 3); a
/// term amid Chinese, in brackets or not, does not. Lines are only cut where so many of them hold both that it is the way the
/// file is set. Linear.
pub(super) fn part_lines(draft: &mut Draft) {
    let cuts: Vec<Vec<usize>> = draft.lines.iter().map(|line| turns(draft, line)).collect();
    let is_text = |line: &Line| Lang::of(draft.slice(line)).is_some() && line.kind != LineKind::Code;
    let all: usize = draft.lines.iter().filter(|line| is_text(line)).map(|line| line.span.len()).sum();
    let mixed: usize =
        draft.lines.iter().zip(&cuts).filter(|(_, cuts)| !cuts.is_empty()).map(|(line, _)| line.span.len()).sum();
    let is_bilingual = || matches!(tell(draft), Some(Languages::Both(..)));
    if mixed == 0 || (mixed * 3 < all && !is_bilingual()) {
        return;
    }
    let lines = std::mem::take(&mut draft.lines);
    for (line, cuts) in lines.into_iter().zip(cuts) {
        let (start, end) = (line.span.start as usize, line.span.end as usize);
        let ends = cuts.iter().copied().chain([end]);
        let starts = std::iter::once(start).chain(cuts.iter().copied());
        for (number, (start, end)) in starts.zip(ends).enumerate() {
            let Some(span) = tidy::trim(draft.text.text(), Span::new(start, end)) else { continue };
            let joint = if number == 0 { line.joint } else { Joint::Soft };
            let bold = line.bold.filter(|&bold| bold > span.start).map(|bold| bold.min(span.end));
            draft.lines.push(Line { span, joint, bold, ..line });
        }
    }
}

/// Where a line turns from one language to the other, as offsets of the draft.
fn turns(draft: &Draft, line: &Line) -> Vec<usize> {
    let text = draft.slice(line);
    if line.kind == LineKind::Code || line.lang.is_some() || Lang::of(text).is_none() || !text.contains(is_han) {
        return Vec::new();
    }
    let stretches = stretches(text);
    if stretches.len() < 2 {
        return Vec::new();
    }
    let numbers = |text: &str| {
        let numbers = text.split(|c: char| !c.is_ascii_digit()).filter(|number| !number.is_empty());
        numbers.map(str::to_owned).collect::<Vec<_>>()
    };
    let slice = |(_, range): &(Lang, Range<usize>)| &text[range.clone()];
    let is_sentence =
        |text: &str| reads_as_english(text) && text.trim_end().ends_with(['.', '!', '?', ':', ';', '"', '”', ')']);
    let are_sentences = stretches.iter().all(|stretch| match stretch.0 {
        Lang::En => is_sentence(slice(stretch)),
        Lang::Zh => slice(stretch).trim_end().ends_with(['。', '！', '？', '：', '；', '”', '）']),
    });
    let are_numbered = match stretches.as_slice() {
        [one, other] => !numbers(slice(one)).is_empty() && numbers(slice(one)) == numbers(slice(other)),
        _ => false,
    };
    if !are_sentences && !are_numbered {
        return Vec::new();
    }
    stretches[1..].iter().map(|(_, range)| line.span.start as usize + range.start).collect()
}

/// Whether a stretch of a line is a sentence, or long enough for one.
fn reads_as_english(text: &str) -> bool {
    is_english_prose(text) && (latin(text) >= 25 || text.trim_end().ends_with(['.', '!', '?']))
}

/// The stretches of a line by their language: what is in brackets goes with what is round them, and so does a mark or a
/// number with what is before it.
fn stretches(text: &str) -> Vec<(Lang, Range<usize>)> {
    let mut found: Vec<(Lang, Range<usize>)> = Vec::new();
    let mut depth = 0usize;
    for (at, c) in text.char_indices() {
        let end = at + c.len_utf8();
        match c {
            '(' | '（' | '[' | '《' | '“' => depth += 1,
            ')' | '）' | ']' | '》' | '”' => depth = depth.saturating_sub(1),
            _ => {}
        }
        let lang = match c {
            c if depth == 0 && is_han(c) => Some(Lang::Zh),
            c if depth == 0 && c.is_ascii_alphabetic() => Some(Lang::En),
            _ => None,
        };
        match (lang, found.last_mut()) {
            (Some(lang), Some(last)) if last.0 != lang => {
                let start = last.1.start + without_opening(&text[last.1.start..at]);
                last.1.end = start;
                found.push((lang, start..end));
            }
            (_, Some(last)) => last.1.end = end,
            (Some(lang), None) => found.push((lang, 0..end)),
            (None, None) => {}
        }
    }
    join_terms(text, found)
}

/// How much of a stretch is its own: the numbers behind its last sentence open what follows.
fn without_opening(stretch: &str) -> usize {
    let ends_sentence = |&(at, c): &(usize, char)| {
        let behind = &stretch[at + c.len_utf8()..];
        matches!(c, '。' | '！' | '？') || (matches!(c, '.' | '!' | '?') && behind.starts_with(char::is_whitespace))
    };
    let end = stretch.char_indices().rfind(ends_sentence).map(|(at, c)| at + c.len_utf8());
    end.filter(|&end| !stretch[end..].contains(char::is_alphabetic)).unwrap_or(stretch.len())
}

/// Joins Latin words that are too few for a sentence with the Chinese round them, but where the line is no more than both.
fn join_terms(text: &str, found: Vec<(Lang, Range<usize>)>) -> Vec<(Lang, Range<usize>)> {
    if found.len() <= 2 {
        return found;
    }
    let mut joined: Vec<(Lang, Range<usize>)> = Vec::new();
    for (lang, range) in found {
        let lang = match lang {
            Lang::En if !reads_as_english(&text[range.clone()]) => Lang::Zh,
            lang => lang,
        };
        match joined.last_mut() {
            Some(last) if last.0 == lang => last.1.end = range.end,
            _ => joined.push((lang, range)),
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::{markdown, plain};

    /// `Z` and `E` for the lines of a bilingual text, one letter in lower case where it is in one language.
    fn told(draft: &Draft) -> String {
        match tell(draft) {
            None => String::new(),
            Some(Languages::One(lang)) => lang.tag()[..1].to_owned(),
            Some(Languages::Both(_, langs)) => langs.iter().map(|lang| lang.tag()[..1].to_uppercase()).collect(),
        }
    }

    #[test]
    fn the_language_changes_at_any_line() {
        let check = |text: &str, expected: &str| assert_eq!(told(&plain::lines(text)), expected, "{text}");
        check("全年共受理案件三千件。\n\nA total of 3,000 cases were accepted in the year.", "ZE");
        check("知识产权\nintellectual property\n专利\npatent\n商标\ntrademark\n", "ZEZEZE");
        check("知识产权\tintellectual property\n专利\tpatent\n商标\ttrademark", "ZEZEZE");
        check("Heading\n标题\n1.\nThe cases are in the list of the court.\n案件列于法院的名单之中。\n2.", "EZZEZZ");
        check("Onlyaglueditemwithoutanyspaceswhatsoeverinit.\n只有一行中文放在这里看看。", "EZ");
        check("12•7", "");
    }

    #[test]
    fn names_that_are_alike_are_of_both_languages() {
        let check = |text: &str, expected: &str| assert_eq!(told(&plain::lines(text)), expected, "{text}");
        check(
            "The members of the committee are listed here.\n委员会成员名单如下所列。\n\nJane Doe\n\nJane Doe\n\nAnn\n\nAnn",
            "EZEZEZ",
        );
        check(
            "电子书：《开源的价值》(https://example.org/the/value/of/open/source)\nThe book is on the value of the open source.",
            "ZE",
        );
        check("Jane Doe和John Smith的报告说明了这一点。\nThe report by Jane Doe and John Smith shows it.", "ZE");
    }

    #[test]
    fn a_line_is_cut_where_its_languages_meet() {
        let check = |text: &str, expected: &[&str]| {
            let mut draft = plain::lines(text);
            part_lines(&mut draft);
            assert_eq!(draft.lines.iter().map(|line| draft.slice(line)).collect::<Vec<_>>(), expected);
        };
        check(
            "The port of the city is open to all ships. 该市港口对所有船舶开放。It was closed in the winter. 冬季曾关闭。",
            &[
                "The port of the city is open to all ships.",
                "该市港口对所有船舶开放。",
                "It was closed in the winter.",
                "冬季曾关闭。",
            ],
        );
        check(
            "冬季曾关闭。The port of the city is open to all ships.",
            &["冬季曾关闭。", "The port of the city is open to all ships."],
        );
        check(
            "全年受理案件300件。In the year 300 cases were accepted. 2024年结案250件。240 of them were closed by the court.",
            &[
                "全年受理案件300件。",
                "In the year 300 cases were accepted.",
                "2024年结案250件。",
                "240 of them were closed by the court.",
            ],
        );
        let figure = "The port of the city is open to all ships.\n\n该市港口对所有船舶开放。\n\nFIGURE 3 图 3";
        check(figure, &["The port of the city is open to all ships.", "该市港口对所有船舶开放。", "FIGURE 3", "图 3"]);
        for text in ["本港使用 API 网关。", "港口（the port of the city that is open to all ships）关闭。", "API 网关"]
        {
            check(text, &[text]);
        }
    }

    #[test]
    fn a_stray_title_or_name_makes_no_second_text() {
        let check = |text: &str, expected: &str| assert_eq!(told(&plain::lines(text)), expected, "{text}");
        let zh = "本年度共受理各类案件三千件，同比增长百分之八，其中涉外案件一百件。\n".repeat(6);
        check(&format!("Annual Report of the Court on Cases\n{zh}"), "z");
        check(&format!("{zh}Apache Kafka\nKubernetes Sigs Controller Runtime\nElasticsearch Logstash Kibana"), "z");
        let en = "The court accepted 3,000 cases of all kinds in the year, up by 8 percent.\n".repeat(6);
        check(&format!("{en}最高人民法院\n"), "e");
        check(&format!("{zh}ISO 9001\n{zh}{en}广州\n{en}"), &("Z".repeat(13) + &"E".repeat(13)));
    }

    #[test]
    fn a_table_of_both_languages_is_cut_by_cell() {
        let check = |text: &str, expected: &str| assert_eq!(told(&markdown::lines(text, true)), expected, "{text}");
        check("| 序号 | 中文 | English |\n|-|-|-|\n| 1 | 受理案件三千件 | 3,000 cases accepted |\n", "ZZEEZE");
        check(
            "正文只有中文，表里的名字不算。\n\n|名称|\n|--|\n|Kubernetes Controller Runtime|\n|the Go of the day and the rest|",
            "z",
        );
    }
}
