//! Sentences without a counterpart: those of one gap are one finding.
//!
//! A table or a section that was left out is one thing to decide, however many lines it has.

use crate::align::bead::Bead;
use crate::check::finding::{Finding, Place, Severity};
use crate::check::rule::{Aligned, RuleInfo};
use crate::text::pair::Side;
use crate::text::wording::Wording;

/// With so many sentences of a side without a counterpart, a gap is one finding.
pub const MANY: usize = 3;

/// Below this confidence of its bead, a sentence may as well be said in one beside it: two such findings of three are false.
pub const DOUBTFUL: f64 = 0.65;

/// What a rule says of the sentences of one side.
pub struct Unpaired<'a> {
    /// The rule.
    pub info: &'static RuleInfo,
    /// The side.
    pub side: Side,
    /// What befell them, in English and in Chinese.
    pub verdict: (&'a str, &'a str),
    /// The label of a place.
    pub label: Wording,
}

/// A sentence of a gap.
struct Member<'a> {
    bead: usize,
    place: Place,
    shown: &'a str,
    severity: Severity,
}

impl Unpaired<'_> {
    /// Adds a finding for each gap with many sentences of the side, and for each sentence of a smaller one; `severity` of
    /// the sentence in a bead with that number, by its text.
    pub fn report(
        &self,
        aligned: &Aligned,
        findings: &mut Vec<Finding>,
        severity: impl Fn(usize, &Bead, &str) -> Severity,
    ) {
        let elsewhere = aligned.elsewhere();
        let document = &aligned.texts[self.side].document;
        for gap in gaps(aligned, self.side) {
            let members = gap.into_iter().filter(|&(bead, _)| !elsewhere.has(bead)).filter_map(|(index, bead)| {
                let place = aligned.sentences(self.side, bead, self.label.clone())?;
                let severity = severity(index, bead, document.slice(place.span));
                Some(Member { bead: index, shown: document.shown(place.span), place, severity })
            });
            let members: Vec<Member> = members.collect();
            match members.len() {
                0..MANY => findings.extend(members.into_iter().map(|member| self.finding(vec![member]))),
                _ => findings.push(self.finding(members)),
            }
        }
    }

    fn finding(&self, members: Vec<Member>) -> Finding {
        let (english, chinese) = self.verdict;
        let message = match members.as_slice() {
            [only] => {
                let text = shortened(only.shown);
                Wording::new(format!("{english}: {text}"), format!("{chinese}：{text}"))
            }
            several => {
                let [first, last] = [several.first(), several.last()].map(|end| end.map_or("", |end| end.shown));
                let (count, first, last) = (several.len(), cut(first, SHORT), cut(last, SHORT));
                Wording::new(
                    format!("{english}: {count} sentences, from “{first}” to “{last}”"),
                    format!("{chinese}：共{count}句，自“{first}”至“{last}”"),
                )
            }
        };
        let severity = members.iter().map(|member| member.severity).max().unwrap_or(Severity::Info);
        let bead = members.first().map(|member| member.bead);
        let places = members.into_iter().map(|member| member.place).collect();
        Finding { rule: self.info.id, severity, message, bead, places }
    }
}

/// The beads in which sentences of `side` stand alone, with their numbers.
pub fn single(aligned: &Aligned, side: Side) -> impl Iterator<Item = (usize, &Bead)> {
    let beads = aligned.alignment.beads().iter().enumerate();
    beads.filter(move |(_, bead)| bead.segments[side.other()].is_empty())
}

/// The same, those of one gap together: no sentences with a counterpart stand between them.
fn gaps(aligned: &Aligned, side: Side) -> Vec<Vec<(usize, &Bead)>> {
    let mut gaps: Vec<Vec<(usize, &Bead)>> = vec![Vec::new()];
    for (index, bead) in aligned.alignment.beads().iter().enumerate() {
        match gaps.last_mut() {
            _ if aligned.is_paired(index) => gaps.push(Vec::new()),
            Some(gap) if bead.segments[side.other()].is_empty() => gap.push((index, bead)),
            _ => {}
        }
    }
    gaps
}

/// How many letters of language a text has, a Han character for one; with fewer than four it is no sentence. Addresses are
/// no language: a list of them stands once for both texts.
pub fn letters(text: &str) -> usize {
    let is_address = |word: &&str| word.contains("://") || word.starts_with("www.") || word.starts_with('@');
    let words = text.split_whitespace().filter(|word| !is_address(word));
    words.flat_map(str::chars).filter(|c| c.is_alphabetic()).count()
}

/// The text, cut where it is long.
pub fn shortened(text: &str) -> String {
    cut(text, LONG)
}

/// The same where a message shows the first and the last of several texts.
pub fn ends(text: &str) -> String {
    cut(text, SHORT)
}

/// How many characters of a text a message shows, and how many where it shows two.
const LONG: usize = 90;
const SHORT: usize = 40;

fn cut(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::rules::RULES;
    use crate::text::lang::Lang;
    use crate::text::pair::Pair;

    /// What the rules on sentences find in an alignment, a bead given by how many sentences of each side it has.
    fn found(chinese: &str, english: &str, beads: &[(usize, usize)]) -> Vec<String> {
        let mut at = (0, 0);
        let beads = beads.iter().map(|&(source, target)| {
            let from = at;
            at = (at.0 + source, at.1 + target);
            Pair::new(from.0..at.0, from.1..at.1)
        });
        let aligned = Aligned::of_lines(Pair::new((chinese, Lang::Zh), (english, Lang::En)), beads);
        let mut findings = Vec::new();
        for rule in RULES.iter().filter(|rule| ["sentence-dropped", "sentence-added"].contains(&rule.info().id)) {
            rule.check(&aligned, &mut findings);
        }
        let told = |f: &Finding| format!("{:?} {} in {:?}: {}", f.severity, f.places.len(), f.bead, f.message.en);
        findings.iter().map(told).collect()
    }

    #[test]
    fn many_sentences_of_a_gap_are_one_finding_and_few_are_not() {
        let chinese = "案件上升。\n名称\n12\n各地开展检查。\n费用已付。\n再查一次。";
        let english = "Cases rose.\nIt was paid.\nSee the notes below the table.";
        let beads = [(1, 1), (1, 0), (1, 0), (0, 1), (1, 0), (1, 1), (1, 0)];
        assert_eq!(
            found(chinese, english, &beads),
            [
                "Error 3 in Some(1): dropped from the translation: 3 sentences, from “名称” to “各地开展检查。”",
                "Error 1 in Some(6): dropped from the translation: 再查一次。",
                "Warning 1 in Some(3): added in the translation: It was paid.",
            ]
        );
    }

    #[test]
    fn an_address_is_no_sentence() {
        assert_eq!(letters("2. https://example.org/a/b @someone"), 0);
        assert_eq!(letters("见 https://example.org/a"), 1);
        let note = found("案件上升。\nhttps://example.org/report", "Cases rose.", &[(1, 1), (1, 0)]);
        assert_eq!(note, ["Info 1 in Some(1): dropped from the translation: https://example.org/report"]);
    }
}
