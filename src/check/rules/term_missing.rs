//! A term of the glossary that was rendered otherwise.

use std::collections::BTreeMap;
use std::ops::Range;

use super::paired::{Paired, Stretch, paired};
use super::short_form;
use crate::check::finding::{Finding, Place, Severity};
use crate::check::rule::{Aligned, Rule, RuleInfo, Scope};
use crate::glossary::{Glossary, Term};
use crate::lexicon::dictionary::Dictionary;
use crate::lexicon::phrase;
use crate::text::lang::Lang;
use crate::text::wording::Wording;

/// See its page.
pub struct TermMissing;

static INFO: RuleInfo = RuleInfo {
    id: "term-missing",
    since: "2026.1",
    severity: Severity::Warning,
    scope: Scope::Pair,
    summary: "A term of the glossary is rendered by other words than it asks for.",
    summary_zh: "术语未按术语表翻译。",
    page: include_str!("term_missing.md"),
};

impl Rule for TermMissing {
    fn info(&self) -> &'static RuleInfo {
        &INFO
    }

    fn check(&self, aligned: &Aligned, findings: &mut Vec<Finding>) {
        let glossary = &aligned.glossary;
        if glossary.is_empty() {
            return;
        }
        let beads: Vec<Held> = paired(aligned).map(|bead| Held::of(bead, glossary)).collect();
        let introduced = introduced(&beads, glossary);
        let mut uses: BTreeMap<usize, Use> = BTreeMap::new();
        for (index, held) in beads.iter().enumerate() {
            for &term in held.asked.keys() {
                let near = Pair { before: index.checked_sub(1).map(|at| &beads[at]), after: beads.get(index + 1) };
                let shorts = introduced.get(&term).map_or(&[][..], Vec::as_slice);
                uses.entry(term).or_default().add(held, term, &glossary.terms()[term], shorts, &near);
            }
        }
        let wrong = uses.into_iter().filter(|(_, used)| !used.places.is_empty());
        findings.extend(wrong.map(|(term, used)| used.finding(&glossary.terms()[term], aligned)));
    }
}

/// The beads before and behind.
struct Pair<'b, 'a> {
    before: Option<&'b Held<'a>>,
    after: Option<&'b Held<'a>>,
}

/// A bead and the words of the glossary in it, by term.
struct Held<'a> {
    bead: Paired<'a>,
    /// Where the source has the term.
    asked: BTreeMap<usize, Vec<Range<usize>>>,
    /// Where the target has it as it should be.
    given: BTreeMap<usize, Vec<Range<usize>>>,
    /// Where the target has what must not be used.
    forbidden: BTreeMap<usize, Vec<Range<usize>>>,
}

impl<'a> Held<'a> {
    fn of(bead: Paired<'a>, glossary: &Glossary) -> Self {
        let (mut asked, mut given, mut forbidden): (BTreeMap<_, Vec<_>>, BTreeMap<_, Vec<_>>, BTreeMap<_, Vec<_>>) =
            Default::default();
        let source = bead.source();
        let words = glossary.find(source.text, source.lang).into_iter().filter(|found| !found.role.forbidden);
        let mut cuts = None;
        for found in words {
            let whole =
                source.lang == Lang::En || is_whole(cuts.get_or_insert_with(|| straddled(source.text)), &found.at);
            if whole {
                asked.entry(found.role.term).or_default().push(found.at);
            }
        }
        if !asked.is_empty() {
            let target = bead.target();
            for found in glossary.find(target.text, target.lang) {
                let term = glossary.terms()[found.role.term].of(target.lang);
                let written = &target.text[found.at.clone()];
                // the stems of both may be the same: geographic and geographical
                let (wanted, other) = (likeness(written, &term.required), likeness(written, &term.forbidden));
                let list = match found.role.forbidden {
                    true if other >= wanted => &mut forbidden,
                    false if wanted >= other => &mut given,
                    _ => continue,
                };
                list.entry(found.role.term).or_default().push(found.at);
            }
        }
        Held { bead, asked, given, forbidden }
    }

    /// Whether the target has the term for a source that lacks it, and so has it for a neighbour.
    fn lends(&self, term: &Term) -> bool {
        let (source, target) = (self.bead.source(), self.bead.target());
        let has = |stretch: &Stretch, words: &[String]| words.iter().any(|word| stands(stretch, word));
        !has(source, &term.of(source.lang).required) && has(target, &term.of(target.lang).required)
    }
}

/// How many letters of a text stand at the beginning of one of these words too.
fn likeness(written: &str, words: &[String]) -> usize {
    let lower = |text: &str| text.to_lowercase();
    let shared = |word: &String| lower(written).chars().zip(lower(word).chars()).take_while(|(a, b)| a == b).count();
    words.iter().map(shared).max().unwrap_or(0)
}

/// Whether a word stands in a text.
fn stands(stretch: &Stretch, word: &str) -> bool {
    match stretch.lang {
        Lang::Zh => stretch.text.contains(word),
        Lang::En => !phrase::find(&phrase::words(stretch.text), &phrase::words(word)).is_empty(),
    }
}

/// The bytes that lie inside of Chinese words, where no term begins or ends: none begins in the middle of 无法.
fn straddled(text: &str) -> Vec<Range<usize>> {
    let dictionary = Dictionary::open();
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(first) = text[at..].chars().next() {
        let len = dictionary.longest(&text[at..]).map_or(first.len_utf8(), |word| word.len);
        if len > first.len_utf8() {
            found.push(at..at + len);
        }
        at += len;
    }
    found
}

/// Whether no word reaches over the beginning or the end of a term.
fn is_whole(words: &[Range<usize>], at: &Range<usize>) -> bool {
    let cuts = |word: &Range<usize>, edge: usize| word.start < edge && edge < word.end;
    let holds = |word: &Range<usize>| word.start <= at.start && at.end <= word.end;
    let first = words.partition_point(|word| word.end <= at.start);
    let near = words[first..].iter().take_while(|word| word.start < at.end);
    // a term may be a part of a compound: 专利 in 专利法
    near.filter(|word| !holds(word)).all(|word| !cuts(word, at.start) && !cuts(word, at.end))
}

/// The short forms of terms that the target introduces in brackets behind them.
fn introduced(beads: &[Held], glossary: &Glossary) -> BTreeMap<usize, Vec<String>> {
    let mut found: BTreeMap<usize, Vec<String>> = BTreeMap::new();
    for held in beads {
        let target = held.bead.target();
        for (&term, places) in &held.given {
            let known = &glossary.terms()[term].of(target.lang).forbidden;
            let shorts = places.iter().filter_map(|at| short_form::behind(&target.text[at.end..]));
            found.entry(term).or_default().extend(shorts.filter(|short| !known.contains(short)));
        }
    }
    found
}

/// How a term was rendered.
#[derive(Default)]
struct Use {
    /// The first bead in which it went wrong.
    bead: usize,
    asked: usize,
    missing: usize,
    forbidden: BTreeMap<String, usize>,
    places: Vec<Place>,
}

impl Use {
    /// Counts a bead whose source has the term.
    fn add(&mut self, held: &Held, number: usize, term: &Term, shorts: &[String], near: &Pair) {
        self.asked += 1;
        let (source, target) = (held.bead.source(), held.bead.target());
        let asked = &held.asked[&number];
        let given = held.given.get(&number).map_or(0, Vec::len);
        let forbidden = held.forbidden.get(&number).map_or(&[][..], Vec::as_slice);
        let wanted = Wording::same(term.of(target.lang).required.first().cloned().unwrap_or_default());
        let began = self.places.len();
        if !forbidden.is_empty() && given < asked.len() {
            for at in forbidden {
                *self.forbidden.entry(target.text[at.clone()].to_lowercase()).or_default() += 1;
                self.places.push(target.place(at.clone(), Wording::fixed("must not be used", "禁用")));
            }
            self.places.push(source.place(asked[0].clone(), wanted.clone()));
        } else if given == 0 && !wanted.en.is_empty() {
            let lends = |other: &Option<&Held>| other.is_some_and(|held| held.lends(term));
            if !shorts.iter().any(|short| stands(target, short)) && !lends(&near.before) && !lends(&near.after) {
                self.missing += 1;
                self.places.push(source.place(asked[0].clone(), wanted));
                self.places.push(target.place(0..target.text.len(), Wording::fixed("is missing", "缺少")));
            }
        }
        if began == 0 && !self.places.is_empty() {
            self.bead = held.bead.bead;
        }
    }

    fn finding(self, term: &Term, aligned: &Aligned) -> Finding {
        let (source, target) = (aligned.texts.source.document.lang, aligned.texts.target.document.lang);
        let message = self.message(&term.of(source).required[0], &term.of(target).required);
        let severity = if self.forbidden.is_empty() { Severity::Warning } else { Severity::Error };
        Finding { rule: INFO.id, severity, message, bead: Some(self.bead), places: self.places }
    }

    fn message(&self, name: &str, required: &[String]) -> Wording {
        let wanted: Vec<String> = required.iter().map(|word| format!("“{word}”")).collect();
        let (mut said, mut in_chinese) = (Vec::new(), Vec::new());
        if self.missing > 0 {
            said.push(format!("is missing in {} of {}", self.missing, passages(self.asked)));
            in_chinese.push(format!("{}处中有{}处未用", self.asked, self.missing));
        }
        if !self.forbidden.is_empty() {
            let forbidden = |told: fn((&String, &usize)) -> String| self.forbidden.iter().map(told).collect::<Vec<_>>();
            let english = forbidden(|(word, count)| format!("“{word}” {}", times(*count)));
            let chinese = forbidden(|(word, count)| format!("“{word}”{count}次"));
            said.push(format!("has {}, which the glossary forbids", english.join(", ")));
            in_chinese.push(format!("用了术语表禁用的{}", chinese.join("、")));
        }
        let (said, in_chinese) = (said.join(" and "), in_chinese.join("，"));
        match wanted[..] {
            [] => Wording::new(format!("{name} {said}"), format!("{name}：{in_chinese}")),
            _ => Wording::new(
                format!("{name} is {} by the glossary, and {said}", wanted.join(" or ")),
                format!("{name}：按术语表应译{}，{in_chinese}", wanted.join("或")),
            ),
        }
    }
}

fn passages(count: usize) -> String {
    if count == 1 { "1 passage".to_owned() } else { format!("{count} passages") }
}

fn times(count: usize) -> String {
    if count == 1 { "once".to_owned() } else { format!("{count} times") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_is_said_otherwise_than_many() {
        assert_eq!([passages(1), passages(2), times(1), times(2)], ["1 passage", "2 passages", "once", "2 times"]);
    }

    #[test]
    fn likeness_is_counted_from_the_first_letter() {
        let words = ["patent right", "invention"].map(str::to_owned);
        assert_eq!(likeness("Patents", &words), "patent".len());
        assert_eq!(likeness("rights", &words), 0);
        assert_eq!(likeness("patents", &[]), 0);
    }

    #[test]
    fn terms_begin_and_end_with_words() {
        let check = |text: &str, term: &str, whole: bool| {
            let at = text.find(term).expect("the term stands in the text");
            assert_eq!(is_whole(&straddled(text), &(at..at + term.len())), whole, "{text} {term}");
        };
        check("法人应当登记", "法人", true);
        check("无法人士", "法人", false);
        check("专利法实施细则", "专利", true);
        check("该专利", "专利", true);
    }
}
