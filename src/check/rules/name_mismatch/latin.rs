//! Names that the Chinese has in Latin letters, 士麦那（Smyrna）, and the English has nowhere.

use std::ops::Range;

use crate::text::runs::runs;

/// The least letters of a name; shorter words are units and titles as often.
const LEAST: usize = 4;

/// The first name in Latin letters that no English text near it has, in any spelling of its end: a capital and small letters,
/// or several such words. What is written together with digits, capitals or marks is an identifier or a unit. Linear where
/// the Chinese has no such word.
pub(super) fn missing<'t>(chinese: &str, english: impl Iterator<Item = &'t str>) -> Option<Range<usize>> {
    let mut words = runs(chinese, |c| c.is_ascii_graphic() && !matches!(c, '(' | ')' | ',' | '"'))
        .map(|at| (at.start, &chinese[at]))
        .map(|(start, word)| (start, word.trim_end_matches(['.', ';', ':', '!', '?'])))
        .filter(|(_, word)| is_name(word))
        .peekable();
    words.peek()?;
    let letters = |text: &str| text.chars().filter(char::is_ascii_alphabetic).collect::<String>().to_lowercase();
    let english: Vec<String> = english.map(letters).collect();
    let has = |word: &str| {
        let stem = letters(word);
        let stem = &stem[..stem.len().saturating_sub(2).max(LEAST)];
        english.iter().any(|text| text.contains(stem))
    };
    words.find(|(_, word)| !has(word)).map(|(start, word)| start..start + word.len())
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
        check("WHO发布报告。", "The World Health Organization published a report.", None);
    }
}
