//! Learning a [`memory`](crate::lexicon::memory) from pairs that say the same.
//!
//! First the words that the dictionary lacks are found: names of people and places, terms. A run of headwords that recurs
//! is one when it meets an English word significantly often (Dunning 1993) that no part of it stands for; of runs that
//! contain each other, the longer one is taken where it is nearly as frequent, else the one with more to say. Then the
//! words of all pairs are weighed as [`translation`](super::translation) does within a document: the dictionary and
//! significant pairs to begin with, and rounds of expectation and maximisation. What is kept of it is what was seen at
//! least twice, in both directions.
//!
//! The cost is that of `translation`: the words of each pair times each other; memory grows with the different runs that
//! recur.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::terms::{TermId, Terms, chinese};
use super::translation::{Translation, g_squared};
use super::weights::Weights;
use crate::lexicon::dictionary::StemId;
use crate::lexicon::memory::{Lexicon, Line, Memory};
use crate::lexicon::stem;
use crate::text::lang::{Lang, is_han};
use crate::text::pair::{Pair, Side};

/// The most headwords and characters of a run.
const HEADWORDS: usize = 5;
const CHARACTERS: usize = 8;
/// In how many pairs a run must stand at least.
const RECURS: usize = 2;
/// The least log-likelihood ratio of a run and its English, and the least share of its pairs that have it.
const SIGNIFICANT: f64 = 11.0;
const FAITHFUL: f64 = 0.5;
/// A run is a part of a longer one that stands in this share of its pairs.
const PART: f64 = 0.75;

/// Rounds of expectation and maximisation.
const ROUNDS: usize = 2;
/// How often a word must have stood for another, in what share of its occurrences, and of the other's.
const LEAST: f32 = 1.0;
const SHARE: f32 = 0.08;
const BACK: f32 = 0.04;

/// What pairs of a Chinese and an English text, the Chinese as the source, teach: lines in the order of the Chinese, the
/// most frequent English first.
pub fn learn(pairs: &[Pair<&str>]) -> Vec<Line> {
    let english = English::of(pairs);
    let found = Memory::of(&runs(pairs, &english));
    let lexicon = Lexicon::with(Some(&found));
    let terms = terms(pairs, lexicon);
    let all: Vec<_> = (0..pairs.len()).map(|pair| (Pair::both(pair..pair + 1), 1.0)).collect();
    let mut translation = Translation::of_dictionary(terms.as_ref(), lexicon, &Weights::default());
    for _ in 0..ROUNDS {
        translation = translation.learn(terms.as_ref(), &all.iter().collect::<Vec<_>>());
    }
    lines(terms.as_ref(), &translation, &english)
}

fn terms(pairs: &[Pair<&str>], lexicon: Lexicon) -> Pair<Terms> {
    Pair::new((Side::Source, Lang::Zh), (Side::Target, Lang::En))
        .map(|(side, lang)| Terms::of_sentences(pairs.iter().map(|pair| pair[side]), lang, lexicon))
}

/// The English of the pairs: its stems, where they stand and how they are written.
struct English {
    terms: Terms,
    /// By stem, the pairs that it is in.
    pairs: Vec<Vec<u32>>,
    /// By stem, how it is written most often.
    written: Vec<String>,
}

impl English {
    fn of(pairs: &[Pair<&str>]) -> Self {
        let terms = Terms::of_sentences(pairs.iter().map(|pair| pair.target), Lang::En, Lexicon::with(None));
        let mut by_stem = vec![Vec::new(); terms.names.len()];
        for pair in 0..pairs.len() {
            terms.distinct(pair).for_each(|stem| by_stem[stem as usize].push(pair as u32));
        }
        let written = written(pairs, &terms);
        English { terms, pairs: by_stem, written }
    }
}

/// How each stem is written most often; of equally frequent ways the first by letters.
fn written(pairs: &[Pair<&str>], terms: &Terms) -> Vec<String> {
    let stemmer = stem::stemmer();
    let numbers: HashMap<&str, usize> = terms.names.iter().map(String::as_str).zip(0..).collect();
    let mut ways: BTreeMap<(usize, &str), u32> = BTreeMap::new();
    for pair in pairs {
        for (at, word) in stem::words_at(pair.target) {
            if let Some(&number) = numbers.get(stemmer.stem(&word).as_ref()) {
                *ways.entry((number, &pair.target[at])).or_default() += 1;
            }
        }
    }
    let mut best = vec![("", 0); terms.names.len()];
    for ((number, way), count) in ways {
        if count > best[number].1 {
            best[number] = (way, count);
        }
    }
    best.into_iter().map(|(way, _)| way.to_owned()).collect()
}

/// A run of headwords that recurs, with what it stands for.
struct Run<'t> {
    text: &'t str,
    /// English stems that no part of it stands for, with how many pairs have both.
    english: Vec<(TermId, u32)>,
    /// How much speaks for the best of them.
    support: f64,
}

/// The runs that are words of their own.
fn runs(pairs: &[Pair<&str>], english: &English) -> Vec<Line> {
    let recurring = recurring(pairs);
    let count = |text: &str| recurring.get(text).map_or(0, Vec::len);
    let is_part = |text: &str| -> HashSet<String> {
        parts(text).filter(|part| count(text) as f64 >= PART * count(part) as f64).map(str::to_owned).collect()
    };
    let within: HashSet<String> = recurring.keys().flat_map(|text| is_part(text)).collect();
    let whole = recurring.into_iter().filter(|(text, _)| !within.contains(*text));
    let mut runs: Vec<Run> = whole.filter_map(|(text, at)| Run::of(text, at, english, pairs.len())).collect();
    runs.sort_unstable_by(|a, b| b.support.total_cmp(&a.support).then_with(|| a.text.cmp(b.text)));
    let mut taken: HashMap<&str, Vec<TermId>> = HashMap::new();
    let mut lines = Vec::new();
    for run in runs {
        let same =
            |stem: &TermId| parts(run.text).any(|part| taken.get(part).is_some_and(|stems| stems.contains(stem)));
        if run.english.iter().all(|(stem, _)| same(stem)) {
            continue;
        }
        taken.insert(run.text, run.english.iter().map(|entry| entry.0).collect());
        lines.extend(run.english.iter().map(|&(stem, both)| Line {
            zh: run.text.to_owned(),
            en: english.written[stem as usize].clone(),
            count: both as f32,
        }));
    }
    lines
}

/// The stretches of a run that are shorter than it.
fn parts(text: &str) -> impl Iterator<Item = &str> {
    let bounds: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let last = bounds.len() - 1;
    let stretches = (0..last).flat_map(move |from| (from + 2..=last).map(move |to| (from, to)));
    let stretches: Vec<(usize, usize)> = stretches.filter(|&stretch| stretch != (0, last)).collect();
    stretches.into_iter().map(move |(from, to)| &text[bounds[from]..bounds[to]])
}

/// Runs of headwords that stand in several pairs, with these.
fn recurring<'t>(pairs: &[Pair<&'t str>]) -> HashMap<&'t str, Vec<u32>> {
    let mut seen: HashMap<&str, u32> = HashMap::new();
    let mut twice: HashSet<&str> = HashSet::new();
    for (pair, texts) in (0..).zip(pairs) {
        for run in headword_runs(texts.source).flat_map(|run| two_by_two(texts.source, run)) {
            if seen.insert(run, pair).is_some_and(|before| before != pair) {
                twice.insert(run);
            }
        }
    }
    let mut found: HashMap<&str, Vec<u32>> = HashMap::new();
    for (pair, texts) in (0..).zip(pairs) {
        for run in headword_runs(texts.source) {
            for first in 0..run.len() {
                for last in first + 1..run.len().min(first + HEADWORDS) {
                    let text = &texts.source[run[first].0..run[last].1];
                    let is_new = !twice.contains(&texts.source[run[last - 1].0..run[last].1]);
                    if is_new || text.chars().count() > CHARACTERS {
                        break;
                    }
                    let at = found.entry(text).or_default();
                    if at.last() != Some(&pair) {
                        at.push(pair);
                    }
                }
            }
        }
    }
    found.retain(|_, at| at.len() >= RECURS);
    found
}

/// Headwords without anything between them, as bytes of the text.
fn headword_runs(text: &str) -> impl Iterator<Item = Vec<(usize, usize)>> {
    let mut runs: Vec<Vec<(usize, usize)>> = Vec::new();
    chinese(text, Lexicon::with(None), |word| {
        let start = word.as_ptr() as usize - text.as_ptr() as usize;
        match runs.last_mut() {
            Some(run) if run.last().is_some_and(|last| last.1 == start) => run.push((start, start + word.len())),
            _ => runs.push(vec![(start, start + word.len())]),
        }
    });
    runs.into_iter()
}

/// Neighbouring headwords as one text.
fn two_by_two(text: &str, run: Vec<(usize, usize)>) -> Vec<&str> {
    run.windows(2).map(|two| &text[two[0].0..two[1].1]).collect()
}

impl<'t> Run<'t> {
    /// `None` where nothing is significant that no part of it stands for.
    fn of(text: &'t str, pairs: Vec<u32>, english: &English, all: usize) -> Option<Self> {
        let mut both: BTreeMap<TermId, u32> = BTreeMap::new();
        for &pair in &pairs {
            english.terms.distinct(pair as usize).for_each(|stem| *both.entry(stem).or_default() += 1);
        }
        let explained = explained(text);
        let lexicon = Lexicon::with(None);
        let mut support = 0.0f64;
        both.retain(|&stem, &mut both| {
            let (of_run, of_stem) = (pairs.len() as f64, english.pairs[stem as usize].len() as f64);
            let faithful = both as usize >= RECURS && f64::from(both) >= FAITHFUL * of_run;
            let is_explained =
                lexicon.stem(&english.terms.names[stem as usize]).is_some_and(|stem| explained.contains(&stem));
            let said = if faithful { g_squared(f64::from(both), of_run, of_stem, all as f64) } else { 0.0 };
            let kept = said >= SIGNIFICANT && !is_explained && f64::from(both) * all as f64 > of_run * of_stem;
            if kept {
                support = support.max(said);
            }
            kept
        });
        (!both.is_empty()).then(|| Run { text, english: both.into_iter().collect(), support })
    }
}

/// The stems that the headwords in a run stand for.
fn explained(text: &str) -> HashSet<StemId> {
    let mut stems = HashSet::new();
    for (start, _) in text.char_indices() {
        Lexicon::with(None).glosses(&text[start..], |_, stem, _| {
            stems.insert(stem);
        });
    }
    stems
}

/// What was learned, as far as it was seen often enough.
fn lines(terms: Pair<&Terms>, translation: &Translation, english: &English) -> Vec<Line> {
    let numbers: HashMap<&str, usize> = english.terms.names.iter().map(String::as_str).zip(0..).collect();
    let mut lines = Vec::new();
    for (word, zh) in (0..).zip(&terms.source.names) {
        if !zh.chars().all(is_han) {
            continue;
        }
        for &(stem, share) in translation.table.target.of_word(word) {
            let count = share * terms.source.frequency[word as usize];
            let back = translation.table.source.of_word(stem).iter().find(|entry| entry.0 == word);
            let is_kept = count > LEAST && share >= SHARE && back.is_some_and(|back| back.1 >= BACK);
            if let Some(&number) = numbers.get(terms.target.names[stem as usize].as_str())
                && is_kept
            {
                lines.push(Line { zh: zh.clone(), en: english.written[number].clone(), count });
            }
        }
    }
    lines.sort_by(|a, b| a.zh.cmp(&b.zh).then(b.count.total_cmp(&a.count)).then_with(|| a.en.cmp(&b.en)));
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Sentences about a person whom no dictionary knows.
    fn story() -> Vec<Pair<&'static str>> {
        [
            ("周墨白来了。", "Zhou Mobai came."),
            ("我问周墨白。", "I asked Zhou Mobai."),
            ("周墨白在法院。", "Zhou Mobai is at the tribunal."),
            ("士兵看见周墨白。", "The soldier saw Zhou Mobai."),
            ("周墨白喜欢音乐。", "Zhou Mobai likes music."),
            ("法院关门了。", "The tribunal has closed."),
            ("他去法院。", "He goes to the tribunal."),
            ("国王喜欢苹果。", "The king likes apples."),
            ("老师看见月亮。", "The teacher saw the moon."),
            ("法院里没有人。", "There is nobody in the tribunal."),
            ("农民卖苹果。", "Farmers sell apples."),
            ("火车来了。", "The train came."),
            ("天空没有云。", "The sky has no clouds."),
            ("学生打开书。", "The student opened a book."),
            ("医生住在乡下。", "The doctor lives in the countryside."),
            ("孩子们在花园里玩。", "Children play in the garden."),
            ("船停在河边。", "The boat lay by the river."),
            ("风吹树叶。", "The wind blew the leaves."),
            ("厨师买鱼。", "The cook bought fish."),
            ("雪落在山上。", "Snow fell on the mountain."),
        ]
        .map(|(zh, en)| Pair::new(zh, en))
        .to_vec()
    }

    #[test]
    fn names_that_no_dictionary_has_are_learned_whole_and_words_as_they_are_rendered() {
        let lines = learn(&story());
        let count =
            |zh: &str, en: &str| lines.iter().find(|line| line.zh == zh && line.en == en).map(|line| line.count);
        assert!(count("周墨白", "Mobai").is_some_and(|count| count > 2.0), "{lines:?}");
        assert!(count("法院", "tribunal").is_some_and(|count| count > 1.0), "{lines:?}");
        assert!(!lines.iter().any(|line| line.zh.contains("墨白") && line.zh != "周墨白"), "{lines:?}");
        assert!(lines.iter().all(|line| line.en != "soldier" || line.zh == "士兵"), "{lines:?}");
    }

    #[test]
    fn the_same_pairs_teach_the_same() {
        assert_eq!(learn(&story()), learn(&story()));
        assert_eq!(learn(&[]), []);
        assert_eq!(learn(&[Pair::new("", "x")]), []);
    }
}
