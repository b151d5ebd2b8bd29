//! Abbreviations in Latin letters: those that differ by a letter, and full names that lack a word of theirs.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

use regex::{Captures, Match, Regex};

use super::proper::{is_ordinary, stems};
use crate::lexicon::dictionary::{Dictionary, StemId};
use crate::text::wording::Wording;

/// Something wrong with an abbreviation.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Fault {
    pub message: Wording,
    pub english: Range<usize>,
    pub chinese: Range<usize>,
    /// Whether it may be meant.
    pub is_doubtful: bool,
}

/// What is wrong with the abbreviations of a pair. Linear where there are none, and that is nearly everywhere.
pub(super) fn faults(chinese: &str, english: &str) -> Vec<Fault> {
    let theirs = capitals(english);
    if theirs.is_empty() {
        return Vec::new();
    }
    let ours = capitals(chinese);
    let mut faults = differing(chinese, english, &ours, &theirs);
    faults.extend(theirs.iter().filter_map(|word| unknown(chinese, english, word)));
    faults.extend(shortened(chinese, english));
    faults
}

/// Words of three capital letters or more.
pub(super) fn capitals(text: &str) -> Vec<Match<'_>> {
    static CAPITALS: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"(?-u:\b)[A-Z]{3,}s?(?-u:\b)").expect("the pattern is sound"));
    // without two capitals side by side there is none
    if !text.as_bytes().windows(2).any(|pair| pair[0].is_ascii_uppercase() && pair[1].is_ascii_uppercase()) {
        return Vec::new();
    }
    CAPITALS.find_iter(text).collect()
}

/// Abbreviations of the Chinese that the English has with another letter.
fn differing(chinese: &str, english: &str, ours: &[Match], theirs: &[Match]) -> Vec<Fault> {
    let singular = |word: &str| word.trim_end_matches('s').to_owned();
    let lacks = |list: &[Match], text: &str, word: &str| {
        let is_listed = list.iter().any(|other| singular(other.as_str()) == singular(word));
        !is_listed && !stands_within(text, list, word)
    };
    let mut faults = Vec::new();
    for found in ours.iter().filter(|found| lacks(theirs, english, found.as_str())) {
        let is_other = |other: &&Match| {
            lacks(ours, chinese, other.as_str()) && strsim::osa_distance(found.as_str(), other.as_str()) == 1
        };
        let others = theirs.iter().find(is_other).map(|other| Fault {
            message: Wording::new(
                format!("{} in the Chinese is {} in the English", found.as_str(), other.as_str()),
                format!("中文为{}，英文为{}", found.as_str(), other.as_str()),
            ),
            english: other.range(),
            chinese: found.range(),
            is_doubtful: false,
        });
        faults.extend(others);
    }
    faults
}

/// Whether a word is a part of some longer one that is no abbreviation itself.
fn stands_within(text: &str, capitals: &[Match], word: &str) -> bool {
    text.match_indices(word).any(|(at, _)| !capitals.iter().any(|found| found.range().contains(&at)))
}

/// An abbreviation that is a letter off from what the dictionary has for a Chinese name.
fn unknown(chinese: &str, english: &str, word: &Match) -> Option<Fault> {
    const SHORTEST: usize = 3;
    let dictionary = Dictionary::open();
    let written = word.as_str().trim_end_matches('s').to_lowercase();
    let said = english.to_lowercase();
    // a heading in capitals is no abbreviation
    if is_ordinary(&written) || chinese.to_lowercase().contains(&written) {
        return None;
    }
    let mut near: Option<(Range<usize>, String)> = None;
    for (start, headword) in starts(chinese).flat_map(|at| dictionary.prefixes(&chinese[at..]).map(move |it| (at, it)))
    {
        let at = start..start + headword.len;
        if chinese[at.clone()].chars().count() <= SHORTEST {
            continue;
        }
        for stem in dictionary.glosses(headword).filter_map(|(stem, _)| dictionary.spelling(stem)) {
            if stem == written {
                return None;
            }
            let is_near = stem.len() > SHORTEST && strsim::osa_distance(&stem, &written) == 1;
            if is_near && !is_ordinary(&stem) && !said.split(|c: char| !c.is_alphanumeric()).any(|word| word == stem) {
                // the longest name tells most
                near = near.filter(|(known, _)| known.len() >= at.len()).or(Some((at.clone(), stem.to_uppercase())));
            }
        }
    }
    let (at, wanted) = near?;
    let (name, word_text) = (&chinese[at.clone()], word.as_str());
    let message = Wording::new(
        format!("{name} is {wanted}; the English has {word_text}"),
        format!("{name}应译{wanted}，英文却是{word_text}"),
    );
    Some(Fault { message, english: word.range(), chinese: at, is_doubtful: false })
}

/// Where the characters of a text begin that may begin a Chinese word.
fn starts(text: &str) -> impl Iterator<Item = usize> {
    text.char_indices().filter(|(_, c)| !c.is_ascii()).map(|(start, _)| start)
}

/// Full names before their abbreviation in brackets that have one word too few: National Hurricane (NHC) for 国家飓风中心
/// (NHC). The letter is told by no other word, and the Chinese has a word for it that the English lacks.
fn shortened(chinese: &str, english: &str) -> Vec<Fault> {
    static NAMED: LazyLock<Regex> = LazyLock::new(|| {
        let word = r"[A-Z][\w.'’&-]*,? (?:(?:of|for|and|the|on|to|in) )*";
        Regex::new(&format!(r"((?:{word}){{2,8}})\(([A-Z]{{3,6}})\)")).expect("the pattern is sound")
    });
    if !english.contains(" (") {
        return Vec::new();
    }
    NAMED.captures_iter(english).filter_map(|found| lacking_word(chinese, english, &found)).collect()
}

fn lacking_word(chinese: &str, english: &str, found: &Captures) -> Option<Fault> {
    let (name, short) = (found.get(1)?, found.get(2)?.as_str());
    let (initials, words) = initials(name.as_str());
    // a letter may stand for a part in small letters: the B of Role-based Access Control
    let of_parts = name.as_str().split([' ', ',', '-']).filter_map(|part| part.chars().next());
    let of_parts: String = of_parts.map(|first| first.to_ascii_uppercase()).collect();
    if is_within(short, &initials) || is_within(short, &of_parts) {
        return None;
    }
    let lacking = (0..short.len()).find(|&at| initials.ends_with(&[&short[..at], &short[at + 1..]].concat()))?;
    let letter = short[lacking..].chars().next()?;
    if words.contains(letter) {
        return None;
    }
    let at = word_for(chinese, english, short, letter.to_ascii_lowercase())?;
    let (full, word) = (name.as_str().trim_end(), &chinese[at.clone()]);
    let message = Wording::new(
        format!("{full} ({short}) has no word for {word}, the {letter} of {short}"),
        format!("{full}（{short}）漏译“{word}”，即{short}中的{letter}"),
    );
    Some(Fault {
        message,
        english: name.start()..name.start() + name.as_str().trim_end().len(),
        chinese: at,
        is_doubtful: true,
    })
}

/// The first letters of the words of a name; the letters of U.S. are told first of both and not second.
fn initials(name: &str) -> (String, String) {
    let (mut all, mut of_words) = (String::new(), String::new());
    for word in name.split([' ', ',', '-']).filter(|word| word.starts_with(|c: char| c.is_ascii_uppercase())) {
        if word.contains('.') {
            all.extend(word.chars().filter(char::is_ascii_uppercase));
        } else {
            all.extend(word.chars().next());
            of_words.extend(word.chars().next());
        }
    }
    (all, of_words)
}

/// Whether the letters of an abbreviation follow each other in that order.
fn is_within(short: &str, letters: &str) -> bool {
    let mut letters = letters.chars();
    short.chars().all(|letter| letters.any(|other| other == letter))
}

/// A word of the Chinese name before its abbreviation that begins with a letter in English and that the English lacks.
fn word_for(chinese: &str, english: &str, short: &str, letter: char) -> Option<Range<usize>> {
    const LONGEST: usize = 12;
    let dictionary = Dictionary::open();
    let before = chinese[..chinese.find(short)?].trim_end_matches([' ', '(', '（']);
    let start = before.char_indices().rev().take(LONGEST).take_while(|(_, c)| !c.is_ascii()).last()?.0;
    let (said, lower): (HashSet<StemId>, String) = (stems(english).collect(), english.to_lowercase());
    let words = starts(&before[start..]).flat_map(|at| {
        let at = start + at;
        dictionary.prefixes(&before[at..]).map(move |headword| (at, headword))
    });
    let mut names = words.filter(|&(at, headword)| (2..=3).contains(&before[at..at + headword.len].chars().count()));
    let is_lacking = |headword| {
        let glosses: Vec<StemId> = dictionary.glosses(headword).map(|(stem, _)| stem).collect();
        let spelled: Vec<String> = glosses.iter().filter_map(|&stem| dictionary.spelling(stem)).collect();
        // a part of a compound is said as well: the R of Subresource Integrity (SRI)
        let is_part = |stem: &String| stem.len() > 3 && lower.contains(stem);
        let is_said = glosses.iter().any(|stem| said.contains(stem)) || spelled.iter().any(is_part);
        !is_said && spelled.iter().any(|stem| stem.starts_with(letter))
    };
    names.find(|&(_, headword)| is_lacking(headword)).map(|(at, headword)| at..at + headword.len)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(chinese: &str, english: &str, expected: &[&str]) {
        let found: Vec<String> =
            faults(chinese, english).into_iter().map(|fault| fault.message.en.into_owned()).collect();
        assert_eq!(found, expected, "{chinese} {english}");
    }

    #[test]
    fn abbreviations_that_differ_by_a_letter() {
        check("由环境署（UNEP）发布", "published by UNEF", &["UNEP in the Chinese is UNEF in the English"]);
        check("向IAEAB报告", "reported to the IAEA", &["IAEAB in the Chinese is IAEA in the English"]);
        check("多种CPU", "several CPUs", &[]);
        check("采用HTTPServer", "with an HTTP server", &[]);
        check("联合国教科文组织", "to UNESKO", &["联合国教科文组织 is UNESCO; the English has UNESKO"]);
        check("联合国教科文组织", "to UNESCO", &[]);
    }

    #[test]
    fn full_names_have_a_word_for_each_letter() {
        check(
            "国家地震中心（NEC）的报告",
            "A report of the National Earthquake (NEC)",
            &["National Earthquake (NEC) has no word for 中心, the C of NEC"],
        );
        check("国家地震中心（NEC）的报告", "A report of the National Earthquake Center (NEC)", &[]);
        check("超文本传输协议（HTTP）", "the Hypertext Transfer Protocol (HTTP)", &[]);
        check("子资源完整性（SRI）", "with Subresource Integrity (SRI)", &[]);
        check("基于规则的排水控制（RBDC）", "Rule-based Drainage Control (RBDC)", &[]);
        check("开源软件", "OPEN SOURCE SOFTWARE", &[]);
        check("公司（ABC）", "the National Earthquake (ABC)", &[]);
    }
}
