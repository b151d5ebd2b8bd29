//! Tables of contents: they repeat the headings of the text with the numbers of its pages, and programs make them.
//!
//! A line is an entry where text is followed by the number of a page. A run of entries is a table of contents where
//! dots lead to the numbers, or where most of the entries stand again in the text as lines of their own: a list of
//! places and their figures has the shape and not the echo. Two columns that were read as one are told as well. In a
//! format with links, the items of a list that are nothing but links to places of the same text are entries, and so are
//! the words by which a program is asked for the table, `[TOC]`. Linear.

use std::collections::HashSet;
use std::sync::LazyLock;

use regex::Regex;

use super::draft::{Draft, Line, LineKind};
use super::layout::ends_closed;

/// An entry, the dots that lead to its page, and the page. A line may hold those of two columns.
static ENTRY: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?P<title>\S.*?)(?:(?P<dots>[ \t\u{a0}\u{3000}]*(?:[.·•⋯…_][ \t]?){3,})|[ \t\u{a0}\u{3000}]+|(?P<han>\p{Han}))(?P<page>\d{1,4}|[ivx]{1,6})(?:\s+|$)")
        .expect("a valid pattern")
});

/// What the heading of a table of contents says.
const HEADINGS: [&str; 7] = ["contents", "tableofcontents", "目录", "目錄", "目次", "内容目录", "目录contents"];

/// What asks a program for a table of contents.
const ASKING: [&str; 6] = ["[toc]", "[[toc]]", "[[_toc_]]", "{:toc}", "{{toc}}", "${toc}"];

/// How many entries are a table at least, and how many where dots lead to their pages or links to their places.
const ENTRIES: usize = 4;
const DOTTED: usize = 3;

/// How many lines that are no entries may stand between two: titles that run over a line.
const BETWEEN: usize = 2;

/// Takes the tables of contents out of the lines of a draft; its text keeps them.
pub(super) fn remove(draft: &mut Draft) {
    let entries: Vec<Option<Entry>> = draft.lines.iter().map(|line| entry(draft, line)).collect();
    let asked = |line: &Line| ASKING.contains(&draft.slice(line).to_lowercase().as_str());
    if entries.iter().flatten().count() < DOTTED && !draft.lines.iter().any(asked) {
        return;
    }
    let titles = titles(draft, &entries);
    let mut dropped: Vec<bool> = draft.lines.iter().map(asked).collect();
    for run in runs(draft, &entries) {
        if is_table(&entries[run.clone()], &titles) {
            let start = opening(draft, run.start);
            dropped[start..run.end].fill(true);
        }
    }
    let mut dropped = dropped.into_iter();
    draft.lines.retain(|_| dropped.next() == Some(false));
}

/// A line of contents.
struct Entry {
    /// What it names, as [`plain`].
    titles: Vec<String>,
    /// Whether its form alone says that it is one: dots, or a link.
    sure: bool,
}

fn entry(draft: &Draft, line: &Line) -> Option<Entry> {
    const LONGEST: usize = 300;
    let text = draft.slice(line);
    if line.leads && matches!(line.kind, LineKind::ListItem | LineKind::Text) {
        return Some(Entry { titles: vec![plain(text)], sure: true });
    }
    let text = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(text);
    let may_be =
        matches!(line.kind, LineKind::Text | LineKind::ListItem | LineKind::Heading(_)) && text.len() <= LONGEST;
    if !may_be || !text.ends_with(|c: char| c.is_ascii_digit() || matches!(c, 'i' | 'v' | 'x')) {
        return None;
    }
    let mut entry = Entry { titles: Vec::new(), sure: false };
    let mut end = 0;
    for found in ENTRY.captures_iter(text) {
        let dotted = found.name("dots").is_some();
        let by_digits = found["page"].ends_with(|c: char| c.is_ascii_digit());
        // Roman numbers of pages are words without dots before them.
        if !dotted && !by_digits {
            continue;
        }
        let title = plain(&format!("{}{}", &found["title"], found.name("han").map_or("", |han| han.as_str())));
        if !title.is_empty() {
            entry.titles.push(title);
            entry.sure |= dotted;
        }
        end = found.get(0)?.end();
    }
    (end == text.len() && !entry.titles.is_empty()).then_some(entry)
}

/// A title without its number, white space, punctuation and case.
fn plain(title: &str) -> String {
    let title = title.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.' || c.is_whitespace());
    title.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// What the short lines say that are no entries.
fn titles(draft: &Draft, entries: &[Option<Entry>]) -> HashSet<String> {
    const LONGEST: usize = 200;
    let others = draft.lines.iter().zip(entries).filter(|(_, entry)| entry.is_none());
    let short = others.map(|(line, _)| draft.slice(line)).filter(|text| text.len() <= LONGEST);
    short.map(plain).filter(|title| !title.is_empty()).collect()
}

/// The stretches of lines that open and end with an entry and are mostly entries.
fn runs(draft: &Draft, entries: &[Option<Entry>]) -> Vec<std::ops::Range<usize>> {
    let mut runs: Vec<std::ops::Range<usize>> = Vec::new();
    for (at, _) in entries.iter().enumerate().filter(|(_, entry)| entry.is_some()) {
        let goes_on = |last: usize| {
            let between = &draft.lines[last..at];
            between.len() <= BETWEEN && between.iter().all(|line| !ends_closed(draft.slice(line)))
        };
        match runs.last_mut().filter(|run| goes_on(run.end)) {
            Some(run) => run.end = at + 1,
            None => runs.push(at..at + 1),
        }
    }
    runs
}

/// Whether a run of entries is a table of contents of a text with these lines.
fn is_table(run: &[Option<Entry>], lines: &HashSet<String>) -> bool {
    let entries = || run.iter().flatten();
    if entries().filter(|entry| entry.sure).count() >= DOTTED {
        return true;
    }
    let all = entries().flat_map(|entry| &entry.titles).count();
    let echoed = entries().flat_map(|entry| &entry.titles).filter(|title| lines.contains(*title)).count();
    entries().count() >= ENTRIES && echoed * 2 >= all && echoed >= ENTRIES
}

/// Where a table opens whose first entry is `first`: at its heading, if it has one.
fn opening(draft: &Draft, first: usize) -> usize {
    let is_heading = |&at: &usize| HEADINGS.contains(&plain(draft.slice(&draft.lines[at])).as_str());
    (first.saturating_sub(BETWEEN + 1)..first).rev().find(is_heading).unwrap_or(first)
}

#[cfg(test)]
mod tests {
    use super::super::draft::Draft;
    use super::super::{markdown, plain};
    use super::remove;

    /// The lines that are left of a plain text, parted by ` | `.
    fn check(text: &str, left: &str) {
        left_of(plain::lines(text), left);
    }

    fn left_of(mut draft: Draft, left: &str) {
        remove(&mut draft);
        let lines: Vec<&str> = draft.lines.iter().map(|line| draft.slice(line)).collect();
        assert_eq!(lines.join(" | "), left);
    }

    #[test]
    fn dots_that_lead_to_pages_make_a_table() {
        check(
            "Contents\n1. Scope .......... 3\n2. Terms . . . . . 4\n3. Notes……… 9\nThis rule applies.",
            "This rule applies.",
        );
        check(
            "目　录\n第一章　总则…………1\n第二章　附则…………8\n附件………12\n本法自公布之日起施行。",
            "本法自公布之日起施行。",
        );
        check("Preface .... ii\nScope .... 1\nTerms .... 2\nEnd", "End");
        check("[Scope...3]\n[Terms.....4]\n[Notes....9]\nThis rule applies.", "This rule applies.");
        check("and so on ... 3\nThis rule applies.", "and so on ... 3 | This rule applies.");
    }

    #[test]
    fn entries_that_the_text_repeats_make_a_table() {
        let text =
            "Scope\nThis rule applies.\nTerms\nA term is a word.\nDuties\nAll must pay.\nFees\nThe fee is due.\n";
        let left = text.trim_end().replace('\n', " | ");
        check(
            &format!("TABLE OF CONTENTS\nScope 3\nTerms 4\nDuties of all\nwho pay 5\nDuties 6\nFees 7\n{text}"),
            &left,
        );
        check(&format!("Scope 3 Duties 6\nTerms 4 Fees 7\nFees 7\nDuties 6\n{text}"), &left);
        check(
            "范围 3\n术语4\n职责 6\n费用 7\n范围\n本规定适用。\n术语\n词为术语。\n职责\n均须缴费。\n费用\n费用到期。",
            "范围 | 本规定适用。 | 术语 | 词为术语。 | 职责 | 均须缴费。 | 费用 | 费用到期。",
        );
    }

    #[test]
    fn links_to_places_of_the_text_make_a_table() {
        let check = |text: &str, left: &str| left_of(markdown::lines(text, true), left);
        check(
            "## Contents\n- [Scope](#a)\n  - [Terms](#b)\n- [Fees](#c)\n\n# Scope\nIt applies.",
            "Scope | It applies.",
        );
        check("- [Scope](#a)\n- see [Terms](#b)\n- [Fees](#c) are due", "Scope | see Terms | Fees are due");
        check("- [Scope](a.md)\n- [Terms](b.md)\n- [Fees](c.md)", "Scope | Terms | Fees");
        check("[TOC]\n\n# Scope\nIt applies.", "Scope | It applies.");
    }

    #[test]
    fn a_list_of_places_and_their_figures_stays() {
        let list = "Guangzhou 12\nShenzhen 14\nFoshan 20\nDongguan 31\nZhuhai 40";
        check(
            &format!("Cases by city\n{list}\nThe figures are final."),
            &format!("Cases by city | {} | The figures are final.", list.replace('\n', " | ")),
        );
    }
}
