//! Another name than the source has.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::paired::{Paired, paired};
use crate::check::finding::{Finding, Severity};
use crate::check::rule::{Aligned, Rule, RuleInfo, Scope};
use crate::lexicon::dictionary::{Dictionary, StemId};
use crate::lexicon::places::{self, Named, PlaceId, place};
use crate::lexicon::stem;
use crate::respace::pinyin;
use crate::text::lang::is_han;

/// See its page.
pub struct NameMismatch;

static INFO: RuleInfo = RuleInfo {
    id: "name-mismatch",
    severity: Severity::Error,
    scope: Scope::Pair,
    summary: "A name of the source is another name in the translation.",
    page: include_str!("name_mismatch.md"),
};

impl Rule for NameMismatch {
    fn info(&self) -> &'static RuleInfo {
        &INFO
    }

    fn check(&self, aligned: &Aligned, findings: &mut Vec<Finding>) {
        let beads: Vec<Names> = paired(aligned).map(Names::of).collect();
        for (index, names) in beads.iter().enumerate() {
            findings.extend(names.abbreviations());
            let missing = names.missing(&beads, index);
            if !missing.is_empty() {
                findings.extend(names.exchanged(&missing, &names.extra(&beads, index)));
            }
        }
    }
}

/// A bead with the names of places on both sides.
struct Names<'a> {
    bead: Paired<'a>,
    chinese: Vec<Named>,
    english: Vec<Named>,
}

impl<'a> Names<'a> {
    fn of(bead: Paired<'a>) -> Self {
        let chinese = places::in_chinese(bead.chinese.text);
        let english = places::in_english(bead.english.text);
        Names { bead, chinese, english }
    }

    /// The Chinese names that are not named in English, here or in a neighbour; each once.
    fn missing(&self, beads: &[Names], index: usize) -> Vec<Named> {
        let is_named = |id: PlaceId| near(beads, index).any(|names| names.english.iter().any(|name| name.id == id));
        let mut seen = BTreeSet::new();
        let text = self.bead.chinese.text;
        let wanted = self.chinese.iter().filter(|name| !places::is_part(text, name) && !is_straddled(text, name));
        wanted.filter(|name| seen.insert(name.id) && !is_named(name.id)).copied().collect()
    }

    /// The English names that nothing in the Chinese accounts for, here or in a neighbour.
    fn extra(&self, beads: &[Names], index: usize) -> Vec<Named> {
        let accounted = |id: PlaceId| {
            near(beads, index).any(|names| {
                let stands = |short: &&str| names.bead.chinese.text.contains(*short);
                names.chinese.iter().any(|name| name.id == id) || place(id).shorts.iter().any(stands)
            })
        };
        // a name that two places share is accounted for by either
        let shared = |name: &Named| {
            self.english.iter().filter(|other| other.start == name.start).any(|other| accounted(other.id))
        };
        self.english.iter().filter(|name| !shared(name)).copied().collect()
    }

    /// A missing name with the name of its class that stands instead; else with a name that nothing accounts for.
    fn exchanged(&self, missing: &[Named], extra: &[Named]) -> Vec<Finding> {
        let mut strays: Option<Vec<Range<usize>>> = None;
        let mut findings = Vec::new();
        for name in missing {
            let wanted = place(name.id);
            let instead = extra.iter().find(|other| place(other.id).class == wanted.class);
            if let Some(other) = instead {
                findings.push(self.finding(Severity::Error, name, other.start..other.end));
                continue;
            }
            if let Some(other) = extra.iter().find(|other| is_place(other) && is_place(name)) {
                findings.push(self.finding(Severity::Warning, name, other.start..other.end));
                continue;
            }
            let strays = strays.get_or_insert_with(|| strays_of(self.bead.chinese.text, self.bead.english.text));
            if let Some(stray) = strays.first() {
                findings.push(self.finding(Severity::Warning, name, stray.clone()));
            }
        }
        findings
    }

    fn finding(&self, severity: Severity, name: &Named, at: Range<usize>) -> Finding {
        let (chinese, english) = (&self.bead.chinese, &self.bead.english);
        let (written, instead) = (&chinese.text[name.start..name.end], &english.text[at.clone()]);
        let wanted = place(name.id).english[0];
        let message = format!(
            "{written} is {wanted}; the English has {instead} instead, which nothing in the Chinese accounts for"
        );
        let places = vec![english.place(at, "another name"), chinese.place(name.start..name.end, wanted)];
        self.bead.finding(&INFO, severity, message, places)
    }

    /// Abbreviations that differ from one that both should have by a letter.
    fn abbreviations(&self) -> Vec<Finding> {
        let (chinese, english) = (&self.bead.chinese, &self.bead.english);
        let ours: Vec<regex::Match> = capitals(chinese.text);
        if ours.is_empty() {
            return Vec::new();
        }
        let theirs = capitals(english.text);
        let lacks = |list: &[regex::Match], word: &str| {
            !list.iter().any(|other| other.as_str().trim_end_matches('s') == word.trim_end_matches('s'))
        };
        let mut findings = Vec::new();
        for found in
            ours.iter().filter(|found| lacks(&theirs, found.as_str()) && !english.text.contains(found.as_str()))
        {
            let other = theirs.iter().find(|other| {
                lacks(&ours, other.as_str())
                    && !chinese.text.contains(other.as_str())
                    && strsim::osa_distance(found.as_str(), other.as_str()) == 1
            });
            if let Some(other) = other {
                let message = format!("{} in the Chinese is {} in the English", found.as_str(), other.as_str());
                let places =
                    vec![english.place(other.range(), "differs by a letter"), chinese.place(found.range(), "")];
                findings.push(self.bead.finding(&INFO, Severity::Error, message, places));
            }
        }
        findings
    }
}

/// Whether a name is one of a place on the map.
fn is_place(name: &Named) -> bool {
    !matches!(place(name.id).class, "weekday" | "war")
}

/// Whether a word of the dictionary that begins before a name ends within it: 怒江 and 西岸 make no 江西.
fn is_straddled(text: &str, name: &Named) -> bool {
    let before = text[..name.start].char_indices().rev().take(3).filter(|&(_, c)| is_han(c));
    before.into_iter().any(|(at, _)| {
        let ends = Dictionary::open().prefixes(&text[at..name.end]).map(|headword| at + headword.len);
        ends.into_iter().any(|end| name.start < end && end < name.end)
    })
}

/// A bead and its neighbours.
fn near<'b, 'a>(beads: &'b [Names<'a>], index: usize) -> impl Iterator<Item = &'b Names<'a>> {
    beads[index.saturating_sub(1)..beads.len().min(index + 2)].iter()
}

/// Words of three capital letters or more.
fn capitals(text: &str) -> Vec<regex::Match<'_>> {
    static CAPITALS: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"\b[A-Z]{3,}s?\b|[A-Z]{3,}").expect("the pattern is sound"));
    // without two capitals side by side there is none
    if !text.as_bytes().windows(2).any(|pair| pair[0].is_ascii_uppercase() && pair[1].is_ascii_uppercase()) {
        return Vec::new();
    }
    CAPITALS.find_iter(text).collect()
}

/// English names that no Chinese word nearby translates and that the Chinese does not write in Latin letters: words with a
/// capital within a sentence, of which none in a row has its Chinese. Names in pinyin are left out, as the dictionary has few
/// of them. None where most words have a capital, as in a heading, or where an abbreviation may hold the name.
fn strays_of(chinese: &str, english: &str) -> Vec<Range<usize>> {
    let is_capital = |range: &Range<usize>| english.as_bytes()[range.start].is_ascii_uppercase();
    let words: Vec<(Range<usize>, String)> = stem::words_at(english).collect();
    if words.iter().filter(|(range, _)| is_capital(range)).count() * 2 > words.len() || !capitals(english).is_empty() {
        return Vec::new();
    }
    let glossed = glossed(chinese);
    let (dictionary, stemmer) = (Dictionary::open(), stem::stemmer());
    let latin = chinese.to_ascii_lowercase();
    let is_known = |range: &Range<usize>, word: &String| {
        CALENDAR.contains(&word.as_str())
            || starts_sentence(english, range.start)
            || is_pinyin(word)
            || latin.contains(word.as_str())
            || dictionary.stem(&stemmer.stem(word)).is_some_and(|id| glossed.contains(&id))
    };
    let mut rows: Vec<(Range<usize>, bool)> = Vec::new();
    for (range, word) in words.iter().filter(|(range, word)| word.len() > 2 && is_capital(range)) {
        let known = is_known(range, word);
        match rows.last_mut() {
            Some((row, row_known)) if joins_names(&english[row.end..range.start]) => {
                row.end = range.end;
                *row_known |= known;
            }
            _ => rows.push((range.clone(), known)),
        }
    }
    rows.into_iter().filter(|(_, known)| !known).map(|(row, _)| row).collect()
}

/// Words that have a capital in every text.
const CALENDAR: [&str; 24] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "mr",
    "mrs",
    "sino",
    "covid",
    "christmas",
];

/// What may stand between the words of one name.
fn joins_names(between: &str) -> bool {
    matches!(between.trim(), "" | "-" | "of" | "and" | "the" | "of the" | "for" | "'s" | "’s" | "&" | ".")
}

/// Whether a word is the first of its sentence or quotation.
fn starts_sentence(text: &str, at: usize) -> bool {
    let before = text[..at].trim_end();
    before.chars().next_back().is_none_or(|c| ".!?:;\"“‘'(".contains(c)) && !before.ends_with("St.")
}

/// Whether letters can be a Chinese name.
fn is_pinyin(word: &str) -> bool {
    pinyin::names(word.as_bytes(), 4).last().is_some_and(|&syllables| syllables > 0)
}

/// The English of every word that stands in a Chinese text.
fn glossed(chinese: &str) -> BTreeSet<StemId> {
    let dictionary = Dictionary::open();
    let starts = chinese.char_indices().filter(|&(_, c)| is_han(c));
    let headwords = starts.flat_map(|(at, _)| dictionary.prefixes(&chinese[at..]));
    headwords.flat_map(|headword| dictionary.glosses(headword)).map(|(stem, _)| stem).collect()
}
