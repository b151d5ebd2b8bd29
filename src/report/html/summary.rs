//! The head of the page: the verdict and what was counted.

use super::findings::{Finding, class};
use super::words::Words;
use crate::audit::{AuditedDocument, AuditedLink, DocumentKind};
use crate::check::finding::Severity;
use crate::report::{folders, grouped};
use crate::text::pair::{Pair, Side};

/// What the head of the page says.
pub struct Summary {
    /// In words.
    pub verdict: String,
    /// The class of the gravest finding, `ok` without any at warning or error.
    pub class: &'static str,
    /// The class of each severity, the gravest first, and how many findings it has, in words.
    pub severities: [(&'static str, String); 3],
    /// How many each rule found, in the order in which they first occur.
    pub rules: Vec<RuleCount>,
    /// What was counted.
    pub facts: Vec<Fact>,
}

/// How much a rule found.
pub struct RuleCount {
    /// The finding that is its first, by its index.
    pub first: usize,
    /// How many.
    pub count: usize,
}

/// A term and what it comes to, a line each.
pub struct Fact {
    /// What is counted.
    pub term: &'static str,
    /// What it comes to.
    pub lines: Vec<String>,
}

impl Summary {
    /// The summary of `document`.
    pub fn new(document: &AuditedDocument, findings: &[Finding<'_>], words: &Words) -> Self {
        let all = |severity| findings.iter().filter(move |finding| finding.severity == severity);
        let open = |severity| all(severity).filter(|finding| finding.decided.is_none()).count();
        let (errors, warnings) = (open(Severity::Error), open(Severity::Warning));
        let gravest = document.open().map(|finding| finding.severity).max();
        Summary {
            verdict: (words.verdict)(errors, warnings),
            class: gravest.filter(|&severity| severity > Severity::Info).map_or("ok", class),
            severities: [Severity::Error, Severity::Warning, Severity::Info]
                .map(|severity| (class(severity), (words.count)(severity, all(severity).count()))),
            rules: by_rule(findings),
            facts: [figures, sentences, beads, confidence, spaces, drift, decided]
                .iter()
                .filter_map(|fact| fact(document, words))
                .collect(),
        }
    }
}

fn by_rule(findings: &[Finding<'_>]) -> Vec<RuleCount> {
    let mut counts: Vec<RuleCount> = Vec::new();
    for (index, finding) in findings.iter().enumerate() {
        match counts.iter_mut().find(|count| findings[count.first].rule == finding.rule) {
            Some(known) => known.count += 1,
            None => counts.push(RuleCount { first: index, count: 1 }),
        }
    }
    counts
}

/// A line for each side, with its language.
fn each_side(document: &AuditedDocument, words: &Words, line: impl Fn(Side) -> Option<String>) -> Vec<String> {
    let sides = Side::BOTH.into_iter().filter_map(|side| Some((document.text(side)?.lang, line(side)?)));
    sides.map(|(lang, line)| format!("{line} {}", (words.lang)(lang))).collect()
}

fn figures(document: &AuditedDocument, words: &Words) -> Option<Fact> {
    document.target.as_ref()?;
    let quantities = &document.quantities;
    // those of two texts on one subject are not matched one by one
    if document.kind != DocumentKind::Translation {
        let all = Pair::new(quantities.source.len(), quantities.target.len());
        return Some(Fact { term: words.figures, lines: each_side(document, words, |side| Some(grouped(all[side]))) });
    }
    let lines = each_side(document, words, |side| {
        let (number, all): (fn(&AuditedLink) -> usize, _) = match side {
            Side::Source => (|link| link.source, quantities.source.len()),
            Side::Target => (|link| link.target, quantities.target.len()),
        };
        let mut linked: Vec<_> = quantities.links.iter().map(number).collect();
        linked.sort_unstable();
        linked.dedup();
        Some((words.matched)(linked.len(), all))
    });
    Some(Fact { term: words.matched_figures, lines })
}

fn drift(document: &AuditedDocument, words: &Words) -> Option<Fact> {
    let lines = vec![folders::drift(document.drift.as_ref()?, words.ui)];
    Some(Fact { term: words.drift, lines })
}

fn decided(document: &AuditedDocument, words: &Words) -> Option<Fact> {
    let (all, open) = (document.findings.len(), document.open().count());
    let lines = vec![(words.matched)(all - open, all)];
    (open < all).then_some(Fact { term: words.decided_findings, lines })
}

fn sentences(document: &AuditedDocument, words: &Words) -> Option<Fact> {
    let lines = each_side(document, words, |side| Some(grouped(document.text(side)?.segments.len())));
    Some(Fact { term: words.sentences, lines })
}

fn beads(document: &AuditedDocument, words: &Words) -> Option<Fact> {
    let beads = &document.beads;
    let source = beads.iter().filter(|bead| bead.target.is_empty()).count();
    let target = beads.iter().filter(|bead| bead.source.is_empty()).count();
    let lines = vec![grouped(beads.len()), (words.one_sided)(source, target)];
    (!beads.is_empty()).then_some(Fact { term: words.beads, lines })
}

fn confidence(document: &AuditedDocument, words: &Words) -> Option<Fact> {
    let beads = &document.beads;
    let mean = beads.iter().map(|bead| bead.confidence).sum::<f64>() / beads.len() as f64;
    let lines = vec![format!("{:.1} %", mean * 100.0), words.confidence_note.into()];
    (!beads.is_empty()).then_some(Fact { term: words.confidence, lines })
}

fn spaces(document: &AuditedDocument, words: &Words) -> Option<Fact> {
    let lines = Side::BOTH.into_iter().filter_map(|side| document.text(side)?.respaced);
    let lines: Vec<_> = lines.map(|respaced| (words.spaces)(respaced.restored, respaced.words)).collect();
    (!lines.is_empty()).then_some(Fact { term: words.respaced, lines })
}
