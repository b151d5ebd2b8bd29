//! Telling whether a file holds one language or two, and which line is in which.
//!
//! A file is bilingual when each language has at least a fifth of its running text, a Han character counted as four
//! letters. Only what reads as language counts: a title, a list of names, a bibliography or code in the other language
//! makes no second text, however long. Cells count where a row holds both languages, so that a table of two columns is
//! found and a column of product names is not. Cost: a few passes over the lines.

use super::draft::{Draft, Joint, Line, LineKind};
use crate::text::lang::{Lang, is_han};

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
        let latin = text.bytes().filter(u8::is_ascii_alphabetic).count();
        let prose = if han * 4 >= latin { han >= 8 } else { latin >= 25 && is_english_prose(text) };
        // What the format says holds, but for running text of the other language alone.
        match line.lang {
            Some(Lang::Zh) if han > 0 || !prose => Weight { zh: han * 4 + latin, en: 0, prose: prose || han >= 8 },
            Some(Lang::En) if latin > 0 || !prose => Weight { zh: 0, en: han * 4 + latin, prose },
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
