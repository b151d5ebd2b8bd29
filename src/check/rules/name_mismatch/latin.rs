//! Names that the Chinese has in Latin letters, 士麦那（Smyrna）, and the English has nowhere.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::abbreviation;
use crate::text::runs::runs;

/// The least letters of a name; shorter words are units and titles as often.
const LEAST: usize = 4;

/// The first name in Latin letters that no English text near it has, in any spelling of its end: a capital and small letters,
/// or several such words, told whole. A name whose abbreviation the English has is there. What is written together with digits, capitals or marks is an identifier or a unit. Linear where
/// the Chinese has no such word.
pub(super) fn missing<'t>(chinese: &str, english: impl Iterator<Item = &'t str>) -> Option<Range<usize>> {
    let mut words = runs(chinese, |c| c.is_ascii_graphic() && !matches!(c, '(' | ')' | ',' | '"'))
        .map(|at| (at.start, &chinese[at]))
        .map(|(start, word)| (start, word.trim_end_matches(['.', ';', ':', '!', '?'])))
        .filter(|(_, word)| is_name(word))
        .peekable();
    words.peek()?;
    let letters = |text: &str| text.chars().filter(char::is_ascii_alphabetic).collect::<String>().to_lowercase();
    let english: Vec<&str> = english.collect();
    let short =
        |text: &&'t str| abbreviation::capitals(text).into_iter().map(|found| found.as_str()).collect::<Vec<_>>();
    let capitals: Vec<&str> = english.iter().flat_map(short).map(|short| short.trim_end_matches('s')).collect();
    let english: Vec<String> = english.into_iter().map(letters).collect();
    let has = |word: &str| {
        let stem = letters(word);
        let stem = &stem[..stem.len().saturating_sub(2).max(LEAST)];
        english.iter().any(|text| text.contains(stem))
    };
    let missing = words.find(|(_, word)| !has(word)).map(|(start, word)| start..start + word.len())?;
    let whole = whole(chinese, missing);
    // the other side may have the abbreviation alone
    let is_abbreviated = || capitals.iter().any(|short| is_short_for(short, &chinese[whole.clone()]));
    (!is_abbreviated()).then_some(whole)
}

/// The name that a word is a part of: capitals and small letters with single spaces between, and of and the among them.
fn whole(text: &str, word: Range<usize>) -> Range<usize> {
    static NAME: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"[A-Z][A-Za-z'’&-]*(?: (?:(?:of|for|and|the|in|on|&) )*[A-Z][A-Za-z'’-]*)*")
            .expect("the pattern is sound")
    });
    let mut names = NAME.find_iter(text).map(|found| found.range());
    names.find(|name| name.start <= word.start && word.end <= name.end).unwrap_or(word)
}

/// Whether the letters of an abbreviation are the first ones of the words of a name, in their order.
fn is_short_for(short: &str, name: &str) -> bool {
    let words = name.split([' ', '-']).filter_map(|word| word.chars().next());
    let mut initials = words.map(|first| first.to_ascii_uppercase());
    short.chars().all(|letter| initials.any(|initial| initial == letter))
}

fn is_name(word: &str) -> bool {
    let (first, rest) = word.split_at(word.len().min(1));
    word.len() >= LEAST
        && first.bytes().all(|byte| byte.is_ascii_uppercase())
        && rest.bytes().all(|byte| byte.is_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_in_latin_letters_is_looked_for_in_the_english() {
        let check = |chinese: &str, english: &str, expected: Option<&str>| {
            assert_eq!(missing(chinese, [english].into_iter()).map(|at| &chinese[at]), expected, "{chinese} {english}");
        };
        check("古城以弗所（Ephesus）十分热闹。", "The ancient city was lively.", Some("Ephesus"));
        check("古城以弗所（Ephesus）十分热闹。", "Ephesus was lively.", None);
        check("他在Lindqvist那里做客。", "He was a guest of the Lindqvists.", None);
        check("他在Lindqvist那里做客。", "He was a guest there.", Some("Lindqvist"));
        check("用Node.js与Wi-Fi，每秒600Mbit。", "It uses both, at 600 megabits.", None);
        check("Windows与Mac版本不同。", "The Macintosh and windows versions differ.", None);
        check("由共享花园（Garden Commons）提供。", "Provided by our office.", Some("Garden Commons"));
        check("灾害响应司 (Division for Disaster Response, DDR) 已到。", "The DDR has arrived.", None);
        check("由 RTU（Remote Terminal Unit）采集。", "It is collected by RTUs.", None);
        check("WHO发布报告。", "The World Health Organization published a report.", None);
    }
}
