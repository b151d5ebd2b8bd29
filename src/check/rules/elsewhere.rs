//! What only seems to be missing, because the other text has it in another place.
//!
//! Statutes put things in another order by design. Their definitions follow the alphabet in English and the number of strokes in
//! Chinese, and each names its term in the other language: 董事 (director), "director (董事)". And where English says what
//! happens before the cases in which it does ("A person commits an offence if—"), Chinese says it behind them (即属犯罪).
//!
//! And one sentence is rendered by several, or by the end of the one before, where the alignment has paired only a part: what
//! stands alone is held against what the texts around it say beyond their own counterparts.
//! Costs a look at each sentence that stands alone and at the beads around it.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::unpaired::single;
use crate::align::bead::Bead;
use crate::check::rule::Aligned;
use crate::facts::subject::{Word, is_same, words};
use crate::text::lang::Lang;
use crate::text::pair::{Pair, Side};

/// What stands elsewhere, by the numbers of beads.
#[derive(Clone, Debug, Default)]
pub struct Elsewhere {
    /// Sentences that stand alone in their bead, and are said in another.
    singles: BTreeSet<usize>,
    /// English beginnings of lists whose main clause is a Chinese sentence behind the list.
    openings: BTreeSet<usize>,
}

impl Elsewhere {
    /// Looks through an alignment.
    pub fn of(aligned: &Aligned) -> Self {
        let mut found = Elsewhere::default();
        if Side::BOTH.into_iter().all(|side| single(aligned, side).next().is_none()) {
            return found;
        }
        let terms = Pair::new(Side::Source, Side::Target).map(|side| terms(aligned, side));
        for side in Side::BOTH {
            found.singles.extend(definitions(aligned, side, &terms[side.other()]));
        }
        found.singles.extend(told_beside(aligned));
        for (bead, opening) in main_clauses(aligned) {
            found.singles.insert(bead);
            found.openings.insert(opening);
        }
        found
    }

    /// Whether what a bead says, or seems to leave out, stands in another.
    pub fn has(&self, bead: usize) -> bool {
        self.singles.contains(&bead) || self.openings.contains(&bead)
    }
}

/// The terms that definitions begin with, in Chinese characters and with their places, where both languages name them.
fn defined(text: &str, lang: Lang) -> impl Iterator<Item = (usize, String)> {
    static CHINESE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?m)(?:^|[;；。.])\s*(\p{Han}+)\s?[(（][A-Za-z][A-Za-z ,'’-]*[)）]").expect("the pattern is sound")
    });
    static ENGLISH: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?m)(?:^|[;；。.])\s*[A-Za-z][A-Za-z0-9 ,'’-]*[(（]\s?(\p{Han}[\p{Han}\s]*)[)）]")
            .expect("the pattern is sound")
    });
    let pattern = match lang {
        Lang::Zh => &CHINESE,
        Lang::En => &ENGLISH,
    };
    let found = pattern.captures_iter(text).filter_map(|found| Some((found.get(0)?.start(), found.get(1)?.as_str())));
    found.map(|(at, term)| (at, term.split_whitespace().collect()))
}

/// The term that a sentence begins with, where it names it in both languages.
pub fn term(text: &str, lang: Lang) -> Option<String> {
    defined(text, lang).next().filter(|&(at, _)| at == 0).map(|(_, term)| term)
}

/// The terms that a text defines.
fn terms(aligned: &Aligned, side: Side) -> BTreeSet<String> {
    let document = &aligned.texts[side].document;
    defined(document.text.text(), document.lang).map(|(_, term)| term).collect()
}

/// The beads of sentences of `side` that stand alone and belong to a definition that the other text has in another place. What
/// follows a definition that stands beside its own counterpart is missing indeed.
fn definitions(aligned: &Aligned, side: Side, others: &BTreeSet<String>) -> Vec<usize> {
    /// So many sentences at most make a definition.
    const LONGEST: usize = 12;
    let text = &aligned.texts[side];
    let mut found = Vec::new();
    let mut left = 0;
    for (index, bead) in aligned.alignment.beads().iter().enumerate() {
        for segment in bead.segments[side].clone() {
            left = match term(text.sentence(segment), text.document.lang) {
                Some(term) if others.contains(&term) && !stands_beside(aligned, side, bead, &term) => LONGEST,
                Some(_) => 0,
                None => left.saturating_sub(1),
            };
        }
        if left > 0 && !bead.segments[side].is_empty() && bead.segments[side.other()].is_empty() {
            found.push(index);
        }
    }
    found
}

/// Whether the other side of a bead defines this term, and no other: of several, each may have what follows the others.
fn stands_beside(aligned: &Aligned, side: Side, bead: &Bead, defined_term: &str) -> bool {
    let text = &aligned.texts[side.other()];
    let sentences = bead.segments[side.other()].clone().map(|segment| text.sentence(segment));
    let mut others = sentences.filter_map(|sentence| term(sentence, text.document.lang));
    others.next().is_some_and(|other| other == defined_term) && others.next().is_none()
}

/// The beads of sentences that stand alone, most of which the other text says right before or behind, beyond what its own
/// counterpart there accounts for: in a bead that is paired, or in a sentence that stands alone as well.
fn told_beside(aligned: &Aligned) -> Vec<usize> {
    let beads = aligned.alignment.beads();
    let mut found = Vec::new();
    let mut from = 0;
    while from < beads.len() {
        let end = (from..beads.len()).find(|&bead| aligned.is_paired(bead)).unwrap_or(beads.len());
        let gap = from..end;
        let around = [from.checked_sub(1), Some(end).filter(|&end| end < beads.len())];
        if (1..=FEW).contains(&gap.len()) {
            found.extend(gap.clone().filter(|&bead| is_told_beside(aligned, bead, &gap, around)));
        }
        from = end + 1;
    }
    found
}

/// So many beads at most make a gap of which a sentence may only seem to be missing.
const FEW: usize = 4;

fn is_told_beside(aligned: &Aligned, bead: usize, gap: &Range<usize>, around: [Option<usize>; 2]) -> bool {
    let beads = aligned.alignment.beads();
    let side = if beads[bead].segments.source.is_empty() { Side::Target } else { Side::Source };
    let own = said(aligned, side, bead);
    let mut alone = gap.clone().filter(|&other| !beads[other].segments[side.other()].is_empty());
    alone.any(|other| own.is_told_by(&said(aligned, side.other(), other)))
        || around.into_iter().flatten().any(|other| own.is_told_by(&unaccounted(aligned, side, other)))
}

/// What one side of a bead says.
fn said(aligned: &Aligned, side: Side, bead: usize) -> Said {
    let span = aligned.span(side, &aligned.alignment.beads()[bead]);
    let document = &aligned.texts[side].document;
    Said::new(span.map_or("", |span| document.slice(span)), document.lang)
}

/// Chinese sentences that stand alone behind a list, each with the English beginning of the list that says the same.
fn main_clauses(aligned: &Aligned) -> Vec<(usize, usize)> {
    /// So many beads at most lie between.
    const FARTHEST: usize = 16;
    let side = match aligned.texts.source.document.lang {
        Lang::Zh => Side::Source,
        Lang::En => Side::Target,
    };
    let mut found = Vec::new();
    for (index, bead) in single(aligned, side) {
        let Some(span) = aligned.span(side, bead) else { continue };
        let said = Said::new(aligned.texts[side].document.slice(span), Lang::Zh);
        let near =
            (index.saturating_sub(FARTHEST)..index).filter(|&opening| opens_list(aligned, side.other(), opening));
        let met = near.map(|opening| {
            let open = unaccounted(aligned, side, opening);
            // where no Chinese opens the list, half of what its opening says has to stand behind
            let is_whole = aligned.is_paired(opening) || open.is_largely_among(&said);
            (if is_whole { said.among(&open) } else { 0 }, opening)
        });
        let best = met.filter(|&(met, _)| met > 0).max();
        found.extend(best.map(|(_, opening)| (index, opening)));
    }
    found
}

/// Whether the English of a bead ends in the mark that a list follows.
fn opens_list(aligned: &Aligned, english: Side, bead: usize) -> bool {
    let span = aligned.alignment.beads().get(bead).and_then(|bead| aligned.span(english, bead));
    span.is_some_and(|span| {
        aligned.texts[english].document.slice(span).trim_end().ends_with(['—', '–', '-', ':', '：'])
    })
}

/// What is said: content words, and the numbers of provisions.
struct Said {
    words: Vec<Word>,
    numbers: BTreeSet<String>,
}

impl Said {
    fn new(text: &str, lang: Lang) -> Self {
        let numbers = text.split(|c: char| !c.is_ascii_digit()).filter(|number| !number.is_empty());
        Said { words: words(text, lang), numbers: numbers.map(str::to_owned).collect() }
    }

    /// Whether half of its words stand among those of the other language.
    fn is_largely_among(&self, others: &Said) -> bool {
        self.met(others) * 2 >= self.words.len()
    }

    /// How many of its words stand among those of the other language.
    fn met(&self, others: &Said) -> usize {
        self.words.iter().filter(|word| others.words.iter().any(|other| is_same(word, other))).count()
    }

    /// Whether two fifths of it stand among the words of the other language, and are enough to tell: dictionaries know about
    /// half of what a free rendering says.
    fn is_told_by(&self, others: &Said) -> bool {
        /// So many words and numbers tell a sentence.
        const ENOUGH: usize = 2;
        let met = self.met(others) + self.numbers.intersection(&others.numbers).count();
        met >= ENOUGH && met * 5 >= (self.words.len() + self.numbers.len()) * 2
    }

    /// How much of it stands among the words of the other language; 0 where that is too little to tell.
    fn among(&self, others: &Said) -> usize {
        /// So many words are enough in a long sentence.
        const ENOUGH: usize = 3;
        let met = self.met(others);
        let numbers = self.numbers.intersection(&others.numbers).count();
        let told = met * 2 >= self.words.len() || met >= ENOUGH || numbers > 0;
        if told { met + numbers } else { 0 }
    }
}

/// What the other side of a bead says that nothing in this one accounts for.
fn unaccounted(aligned: &Aligned, side: Side, bead: usize) -> Said {
    let (ours, mut theirs) = (said(aligned, side, bead), said(aligned, side.other(), bead));
    theirs.words.retain(|word| !ours.words.iter().any(|own| is_same(own, word)));
    theirs.numbers.retain(|number| !ours.numbers.contains(number));
    theirs
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The beads that stand elsewhere, of sentences a line each, paired as `beads` say.
    fn elsewhere(zh: &str, en: &str, beads: &[(Range<usize>, Range<usize>)]) -> Vec<usize> {
        let lines = Pair::new((zh, Lang::Zh), (en, Lang::En));
        let ranges = beads.iter().map(|(source, target)| Pair::new(source.clone(), target.clone()));
        let found = Elsewhere::of(&Aligned::of_lines(lines, ranges));
        (0..beads.len()).filter(|&bead| found.has(bead)).collect()
    }

    #[test]
    fn a_definition_is_known_by_its_term_wherever_it_stands() {
        let zh = "本条例适用于全市。\n仓库 (warehouse)指储存货物的地方，包括 ——\n(a) 冷库；及\n船东 (shipowner)指拥有船舶的人；";
        let en = "This Ordinance applies to the whole city.\nshipowner (船 东) means a person who owns a vessel;";
        let beads = [(0..1, 0..1), (1..2, 1..1), (2..3, 1..1), (3..4, 1..1), (4..4, 1..2)];
        assert_eq!(elsewhere(zh, en, &beads), [3, 4], "the warehouse is missing indeed");
    }

    #[test]
    fn what_follows_a_definition_in_its_place_is_missing() {
        let zh = "仓库 (warehouse)指储存货物的地方，包括 ——\n(a) 冷库；";
        let en = "warehouse (仓库) means a place in which goods are kept, including—\n(a) a cold store;\n(b) a silo;";
        assert!(elsewhere(zh, en, &[(0..1, 0..1), (1..2, 1..2), (2..2, 2..3)]).is_empty());
    }

    #[test]
    fn an_opening_without_any_chinese_is_missing_unless_most_of_it_stands_behind() {
        let beads = [(0..1, 0..1), (1..1, 1..2), (1..2, 2..2)];
        let of = |behind: &str, opening: &str| elsewhere(&format!("本条例适用于全市。\n{behind}"), opening, &beads);
        let opening = "This Ordinance applies to the whole city.\n(2) All must pay a penalty";
        assert_eq!(of("即须缴付罚款。", &format!("{opening}—")), [1, 2]);
        assert!(of("即须缴付。", &format!("{opening} to the harbour authority of the whole city—")).is_empty());
    }

    #[test]
    fn what_a_neighbour_says_beyond_its_counterpart_is_not_missing() {
        let zh = "港口夜间关闭。\n渔船不得出海。\n机场照常开放。";
        let en =
            "The harbour is closed at night, and fishing boats may not go out to sea.\nThe airport is open as usual.";
        let beads = [(0..1, 0..1), (1..2, 1..1), (2..3, 1..2)];
        assert_eq!(elsewhere(zh, en, &beads), [1]);
        let other = en.replace(", and fishing boats may not go out to sea", " by order of the mayor");
        assert!(elsewhere(zh, &other, &beads).is_empty(), "what is said nowhere is missing");
    }

    #[test]
    fn sentences_that_stand_alone_beside_each_other_may_be_a_pair() {
        let zh = "港口夜间关闭。\n渔船不得出海。\n机场照常开放。";
        let en = "The harbour is closed at night.\nFishing boats may not go out to sea.\nThe airport is open as usual.";
        let beads = [(0..1, 0..1), (1..2, 1..1), (2..2, 1..2), (2..3, 2..3)];
        assert_eq!(elsewhere(zh, en, &beads), [1, 2]);
    }

    #[test]
    fn the_main_clause_stands_before_the_cases_in_english_and_behind_them_in_chinese() {
        let zh = "(1) 任何船东如 ——\n(a) 没有展示编号；或\n(b) 拒绝检查，\n船东即须缴付罚款。";
        let en = "(1) A shipowner must pay a penalty if the shipowner—\n(a) does not display the number; or\n(b) refuses an inspection.";
        let beads = [(0..1, 0..1), (1..2, 1..2), (2..3, 2..3), (3..4, 3..3)];
        assert_eq!(elsewhere(zh, en, &beads), [0, 3]);
        let other = zh.replace("船东即须缴付罚款。", "港口夜间关闭。");
        assert!(elsewhere(&other, en, &beads).is_empty(), "what is said nowhere is missing");
    }
}
