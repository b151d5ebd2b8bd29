//! A term that a document renders by two different names.
//!
//! Chinese phrases that recur are looked up bead by bead (`index`); what the dictionary knows of their words tells which
//! English phrases may render them. The phrase that best goes with a term is its rendering (Dice's coefficient of the beads
//! that hold both); where it is absent, another one that goes with the term alone is its rival. What a translator varies
//! without a thought is none: inflection, word order, articles, abbreviations, a longer and a shorter form, words of one
//! stem, verbs. Costs a few passes over the text, and for each recurrent phrase its beads.

mod index;

use std::collections::{BTreeMap, BTreeSet};

use super::paired::paired;
use super::short_form::is_abbreviation;
use crate::check::finding::{Finding, Severity};
use crate::check::rule::{Aligned, Rule, RuleInfo, Scope};
use crate::text::wording::Wording;
use index::{Gram, Index, Occurrence, Phrase};

/// See its page.
pub struct TermInconsistent;

static INFO: RuleInfo = RuleInfo {
    id: "term-inconsistent",
    since: "2026.1",
    severity: Severity::Warning,
    scope: Scope::Pair,
    summary: "A term has several renderings in one document.",
    summary_zh: "术语不一致：同一文件中一个术语有多种译法。",
    page: include_str!("term_inconsistent.md"),
};

/// The fewest beads with a term, and with each of its renderings.
const TERM: usize = 4;
const RENDERING: usize = 2;

/// Beads less sure than this are not learned from.
const SURE: f64 = 0.5;

/// The least that the beads of a term and of its rendering must have in common (Dice's coefficient).
const TOGETHER: f64 = 0.4;

/// The least share of the beads of a rival that hold the term.
const ITS_OWN: f64 = 0.8;

/// The most places that are shown of a rendering.
const SHOWN: usize = 20;

impl Rule for TermInconsistent {
    fn info(&self) -> &'static RuleInfo {
        &INFO
    }

    fn check(&self, aligned: &Aligned, findings: &mut Vec<Finding>) {
        if aligned.alignment.beads().len() < TERM {
            return;
        }
        let index = Index::of(paired(aligned).filter(|bead| bead.confidence >= SURE).collect());
        let mut told: BTreeSet<[String; 2]> = BTreeSet::new();
        for (term, places) in index.terms(TERM) {
            if let Some(rivals) = rivals(&index, term, &places)
                && told.insert(rivals.differing(&index))
            {
                findings.push(rivals.finding(&index, term, &places));
            }
        }
    }
}

/// Two renderings of a term.
struct Rivals {
    first: Rendering,
    second: Rendering,
}

/// A phrase that renders a term, and the beads in which it does so.
#[derive(Clone)]
struct Rendering {
    gram: Gram,
    beads: BTreeSet<usize>,
}

impl Rendering {
    fn without(&self, other: &Rendering) -> Vec<usize> {
        self.gram.iter().copied().filter(|stem| !other.gram.contains(stem)).collect()
    }
}

/// The two renderings of a term, where it has two.
fn rivals(index: &Index, term: &str, places: &[Occurrence]) -> Option<Rivals> {
    let meaning = index.meaning(term);
    let candidates = candidates(index, places, &meaning);
    let beads: BTreeSet<usize> = places.iter().map(|place| place.bead).collect();
    let first = best(index, &candidates, &beads)?;
    let second = rival(index, &candidates, &beads, &first)?;
    let rivals = Rivals { first, second };
    let known = |stem: &usize| meaning.iter().any(|word| word.contains(stem));
    let (ours, theirs) = (rivals.first.without(&rivals.second), rivals.second.without(&rivals.first));
    let is_known = ours.iter().any(known) || theirs.iter().any(known);
    let sound = is_known
        && rivals.explain(&meaning)
        && !index.is_another_word(term, &rivals.first.beads, &ours)
        && !index.is_another_word(term, &rivals.second.beads, &theirs)
        && rivals.are_names(index);
    sound.then_some(rivals)
}

/// The English phrases near a term that may render it, with their beads: all their words but one are among the glosses
/// of the term, or half of them in a name.
fn candidates(index: &Index, places: &[Occurrence], meaning: &[Vec<usize>]) -> BTreeMap<Gram, BTreeSet<usize>> {
    let known = index.marked(meaning.iter().flatten());
    let mut found: BTreeMap<Gram, BTreeSet<usize>> = BTreeMap::new();
    for bead in places.iter().map(|place| place.bead).collect::<BTreeSet<usize>>() {
        for phrase in index.phrases(bead, |stem| known[stem]) {
            found.entry(phrase.gram).or_default().insert(bead);
        }
    }
    found.retain(|_, beads| beads.len() >= RENDERING);
    found
}

/// The phrase that goes best with the beads of a term.
fn best(index: &Index, candidates: &BTreeMap<Gram, BTreeSet<usize>>, term: &BTreeSet<usize>) -> Option<Rendering> {
    let score = |gram: &Gram, beads: &BTreeSet<usize>| {
        let everywhere = index.count(gram);
        // of two that go equally well, the longer one
        2.0 * beads.len() as f64 / (term.len() + everywhere) as f64 * (1.0 + 0.02 * gram.len() as f64)
    };
    // at best, a phrase stands nowhere else
    let may = |beads: &BTreeSet<usize>| 2.2 * beads.len() as f64 >= TOGETHER * (term.len() + beads.len()) as f64;
    let likely = candidates.iter().filter(|(_, beads)| may(beads));
    let scored = likely.map(|(gram, beads)| (score(gram, beads), gram, beads));
    let (score, gram, beads) = scored.max_by(|a, b| a.0.total_cmp(&b.0).then_with(|| b.1.cmp(a.1)))?;
    (score >= TOGETHER).then(|| Rendering { gram: gram.clone(), beads: beads.clone() })
}

/// Another phrase that stands where the first does not, and goes with this term alone.
fn rival(
    index: &Index,
    candidates: &BTreeMap<Gram, BTreeSet<usize>>,
    term: &BTreeSet<usize>,
    first: &Rendering,
) -> Option<Rendering> {
    let left: BTreeSet<usize> = term.iter().copied().filter(|&bead| !index.has_all(bead, &first.gram)).collect();
    let is_rival = |gram: &Gram, beads: &BTreeSet<usize>| {
        let alone = beads.intersection(&left).count();
        let shared = gram.iter().filter(|stem| first.gram.contains(stem)).count();
        alone >= RENDERING
            && alone == beads.len()
            && shared > 0
            && shared < gram.len().min(first.gram.len())
            && beads.len() as f64 >= ITS_OWN * index.count(gram) as f64
    };
    let rivals = candidates.iter().filter(|(gram, beads)| is_rival(gram, beads));
    let (gram, beads) = rivals.max_by_key(|(gram, beads)| (beads.len(), gram.len()))?;
    Some(Rendering { gram: gram.clone(), beads: beads.clone() })
}

impl Rivals {
    /// Whether every word of the term is in one of the renderings.
    fn explain(&self, meaning: &[Vec<usize>]) -> bool {
        let stems = || self.first.gram.iter().chain(&self.second.gram);
        meaning.iter().all(|word| stems().any(|stem| word.contains(stem)))
    }

    /// Whether what differs is a matter of names: both are written in capitals, or one word stands for another that is no
    /// verb, no abbreviation, and of another stem.
    fn are_names(&self, index: &Index) -> bool {
        let (ours, theirs) = (self.first.without(&self.second), self.second.without(&self.first));
        let (first, second) = (index.phrases_of(&self.first.gram), index.phrases_of(&self.second.gram));
        if ours.iter().any(|a| theirs.iter().any(|b| akin(index.stem(*a), index.stem(*b)))) {
            return false;
        }
        let both = |is: &dyn Fn(&Phrase) -> bool| first.iter().all(is) && second.iter().all(is);
        if first.iter().chain(&second).any(|phrase| index.words_of(phrase).any(is_adverb)) {
            return false;
        }
        if both(&|phrase: &Phrase| index.is_capitalised(phrase)) {
            return true;
        }
        let abbreviated = |phrase: &Phrase| index.words_of(phrase).any(is_abbreviation);
        ours.len() == 1
            && theirs.len() == 1
            && self.first.gram.len() == self.second.gram.len()
            && !first.iter().chain(&second).any(abbreviated)
            && !first.iter().any(|phrase| index.is_verb(phrase, ours[0]))
            && !second.iter().any(|phrase| index.is_verb(phrase, theirs[0]))
    }

    /// The words that differ, in order, by which one finding is told from another.
    fn differing(&self, index: &Index) -> [String; 2] {
        let name = |stems: Vec<usize>| stems.iter().map(|&stem| index.stem(stem)).collect::<Vec<_>>().join(" ");
        let mut both = [name(self.first.without(&self.second)), name(self.second.without(&self.first))];
        both.sort();
        both
    }

    fn finding(&self, index: &Index, term: &str, places: &[Occurrence]) -> Finding {
        let told = |rendering: &Rendering| {
            let phrases = index.phrases_in(&rendering.beads, &rendering.gram);
            let name = phrases.first().map_or("", |phrase| index.text_of(phrase)).to_owned();
            (name, phrases)
        };
        let ((first, _), (second, rare)) = (told(&self.first), told(&self.second));
        let (often, rarely) = (self.first.beads.len(), self.second.beads.len());
        let message = if index.is_from_english() {
            Wording::new(
                format!(
                    "{term} stands for “{first}” in {often} passages and for “{second}” in {rarely}; are both one term?"
                ),
                format!("{term}：{often}处对应“{first}”，{rarely}处对应“{second}”，是否为同一术语？"),
            )
        } else {
            Wording::new(
                format!(
                    "{term} is “{first}” in {often} passages and “{second}” in {rarely}; one term should have one name"
                ),
                format!("术语不一致：{term}有{often}处译为“{first}”，{rarely}处译为“{second}”"),
            )
        };
        let mut shown = Vec::new();
        for (rendering, label) in [(&self.second, &first), (&self.first, &second)] {
            for phrase in index.phrases_in(&rendering.beads, &rendering.gram).iter().take(SHOWN) {
                let label = Wording::new(format!("elsewhere “{label}”"), format!("另处为“{label}”"));
                shown.push(index.english_place(phrase, label));
                let zh = places.iter().find(|place| place.bead == phrase.bead);
                shown.extend(zh.map(|place| index.chinese_place(place, term.len())));
            }
        }
        // a modifier that differs may be meant; the noun itself should not
        let head =
            |rendering: &Rendering| index.phrases_of(&rendering.gram).iter().all(|phrase| index.is_capitalised(phrase));
        let is_head = index.differs_at_end(&self.first.gram, &self.second.gram);
        // two English words for one thing are the author's, where the English was written first
        let is_fault = (is_head || (head(&self.first) && head(&self.second))) && !index.is_from_english();
        let severity = if is_fault { Severity::Warning } else { Severity::Info };
        let bead = rare.first().map(|phrase| index.number(phrase.bead));
        Finding { rule: INFO.id, severity, message, bead, places: shown }
    }
}

/// Whether a word tells how something is done, so that its phrase is no name.
fn is_adverb(word: &str) -> bool {
    const NOUNS: &[&str] = &["supply", "family", "assembly", "reply", "italy", "july", "anomaly", "monopoly", "ally"];
    let lower = word.to_lowercase();
    lower == "also" || lower.len() > 4 && lower.ends_with("ly") && !NOUNS.contains(&lower.as_str())
}

/// Whether two stems are of one family: china and chines, viral and virus.
fn akin(a: &str, b: &str) -> bool {
    let same = a.bytes().zip(b.bytes()).take_while(|(a, b)| a == b).count();
    let needed = match a.len().min(b.len()) {
        shorter @ ..=3 => shorter.saturating_sub(1).max(1),
        4 | 5 => 3,
        _ => 4,
    };
    same >= needed
}
