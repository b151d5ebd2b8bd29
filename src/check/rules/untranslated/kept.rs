//! What is left as it is on purpose: code, licences, and what stands in both languages in both texts.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::align::word::Words;
use crate::check::rule::Aligned;
use crate::check::rules::paired::{Paired, is_own};
use crate::text::lang::{Lang, is_han};
use crate::text::pair::Side;

/// Whether a text is code or what was typed at a prompt. It begins as a statement does or with a prompt, or it has a sign of
/// code for every few letters.
pub(super) fn is_code(text: &str) -> bool {
    static STATEMENT: LazyLock<Regex> = LazyLock::new(|| {
        let pattern = r"(?sx) ^\s*(?: >>> | Traceback\ \(most | \.\.\.\ | \$\ | In\ \[\d*\]: | [A-Za-z]:\\ | PS\ ?[A-Z]?:?.*> | \#!
            | (?: (?:async\ )?for\ [\w,\ ]+\ in\ .+: | (?:async\ )?def\ \w+\( | class\ \w+.*: | (?:async\ )?with\ .+\ as\ \w+: | while\ .+: | if\ .+: | try:
            | from\ [\w.]+\ import\ | import\ [\w.]+ | return\ | (?:public|private|static|const|let|var|function|func|fn|void|int)\ \w+ | \#include ) .*
              (?: \w\( | \]| = | \{ | ;\s*$ ) )";
        Regex::new(pattern).expect("the pattern is sound")
    });
    /// So many letters come to a sign in prose, and more.
    const LETTERS: usize = 9;
    let is_sign = |c: &char| matches!(c, '(' | ')' | '{' | '}' | '[' | ']' | ';' | '=' | '<' | '>' | '_' | '|' | '$');
    let signs = text.chars().filter(is_sign).count();
    STATEMENT.is_match(text) || signs * LETTERS > text.chars().filter(|c| c.is_alphabetic()).count()
}

/// Whether a text is a licence, or the notice of one, in English.
pub(super) fn is_licence(text: &str) -> bool {
    static LICENCE: LazyLock<Regex> = LazyLock::new(|| {
        let pattern = r"(?ix) \bcopyright\ (?:\(c\)|©|\d{4}) | all\ rights\ (?:reserved|\.\.\.) | permission\ is\ hereby\ granted
            | permission\ to\ use,\ copy | redistribution\ and\ use\ in\ source | licen[cs]e\ agreement | (?:without|no)\ (?:any\ )?(?:express\ or\ implied\ )?warrant
            | licensed\ under\ the | under\ the\ terms\ of\ the | provided\ ['‘“]as[- ]is['’”]";
        Regex::new(pattern).expect("the pattern is sound")
    });
    LICENCE.is_match(text)
}

/// Whether the English of some Chinese left in a bead stands near it, and stood there in the source already: a page that has
/// "开发者 Web Developer" has it in its translation.
pub(super) fn says_beside(aligned: &Aligned, bead: &Paired, left: Range<usize>) -> bool {
    const NEAR: usize = 4;
    if bead.target().lang != Lang::En || bead.source().text.trim() != bead.target().text.trim() {
        return false;
    }
    let chinese = &bead.target().text[left];
    let beads = aligned.alignment.beads();
    let near = &beads[bead.bead.saturating_sub(NEAR)..beads.len().min(bead.bead + NEAR + 1)];
    let text = |side: Side, bead| aligned.span(side, bead).map(|span| aligned.texts[side].document.slice(span));
    near.iter().any(|other| match (text(Side::Source, other), text(Side::Target, other)) {
        (Some(source), Some(target)) => {
            source.trim() == target.trim() && is_own(target, Lang::En) && is_half_told(chinese, target)
        }
        _ => false,
    })
}

/// Whether the English has words for half of the Chinese.
fn is_half_told(chinese: &str, english: &str) -> bool {
    let words = Words::of(chinese, english);
    let is_told = |number: &usize| words.joins.iter().any(|join| join.chinese == *number);
    let told = (0..words.chinese.len()).filter(is_told);
    let told = told.map(|number| chinese[words.chinese[number].at.clone()].chars().count());
    told.sum::<usize>() * 2 >= chinese.chars().filter(|&c| is_han(c)).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_is_told_from_prose() {
        for code in [
            ">>> total = 3 + 4",
            "$ make the house ready for the guests",
            "for guest in guests:\n    greet(guest)",
            "static int rooms[] = { 1, 2 };",
            "with open('a.txt') as file:\n    for line in file: print(line)",
            "x == y or z is empty ==> Size('0')",
        ] {
            assert!(is_code(code), "{code}");
        }
        for prose in [
            "Call the function open() with the name of the file (see below).",
            "For each of the rooms in the house: open the window.",
            "If the door is locked, take the key.",
            "Return the key (by post) to the office.",
        ] {
            assert!(!is_code(prose), "{prose}");
        }
    }

    #[test]
    fn licences_are_told_by_their_phrases() {
        assert!(is_licence("Copyright (c) 2014 The Bakers. All rights reserved."));
        assert!(is_licence("Permission is hereby granted, free of charge, to any baker."));
        assert!(!is_licence("The licence of the shop was renewed in May."));
    }
}
