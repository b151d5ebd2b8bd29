//! Page numbers that stand alone between the blocks of a plain text, and cut what runs on over the page.
//!
//! A line is one by its shape (`12`, `- 8 -`, `Page 3 of 10`, `第3页`) only where the shape recurs and its numbers ascend
//! page by page. A bare number may as well be a chapter, a rank or a cell; it must besides recur three times, at the
//! distance of some text, and mostly behind lines that stop without an end. A foot that a converter left amid a line,
//! `16 13-40403`, is known by the symbol of the document, which recurs with the numbers of the pages. Linear.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use regex::Regex;

use super::draft::{Draft, Joint, Line, LineKind};
use super::layout::ends_closed;
use crate::text::normal::{Builder, Normal};
use crate::text::span::Span;

/// What page numbers look like without white space, in lower case, with `#` for a number. The first is a bare number.
const SHAPES: [&str; 12] = [
    "#",
    "-#-",
    "–#–",
    "—#—",
    "·#·",
    "page#",
    "page#of#",
    "第#页",
    "第#頁",
    "第#页共#页",
    "第#页，共#页",
    "第#页/共#页",
];

/// Bytes that a page with a bare number holds at least.
const PAGE: usize = 120;

/// How often the foot of a page recurs at least.
const RECURRING: usize = 3;

/// A line that looks like a page number.
#[derive(Clone, Copy)]
struct Folio {
    /// Its index among the lines.
    line: usize,
    number: u32,
}

/// A number and a symbol of a document, in either order.
static FOOT: LazyLock<Regex> = LazyLock::new(|| {
    let symbol = r"[0-9A-Z]+(?:[-/][0-9A-Za-z.()]+)+";
    Regex::new(&format!(
        r"(?:^|[ \t])(?:(?P<before>\d{{1,4}})[ \u{{a0}}]+(?P<symbol>{symbol})|(?P<first>{symbol})[ \u{{a0}}]+(?P<behind>\d{{1,4}}))(?:[ \t]|$)"
    ))
    .expect("a valid pattern")
});

/// A text without the feet of pages that stand amid its lines.
pub(super) fn without_feet(text: &str) -> Normal {
    let mut feet: BTreeMap<&str, Vec<(u32, Span)>> = BTreeMap::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        for found in FOOT.captures_iter(line.trim_end_matches(['\n', '\r'])) {
            let part = |a: &str, b: &str| found.name(a).or(found.name(b)).map_or("", |part| part.as_str());
            if let Ok(number) = part("before", "behind").parse() {
                let whole = found.get_match();
                let span = Span::new(at + whole.start(), at + whole.end());
                feet.entry(part("symbol", "first")).or_default().push((number, span));
            }
        }
        at += line.len();
    }
    let mut dropped: Vec<Span> = Vec::new();
    for feet in feet.values() {
        let ascends = |a: &(u32, Span), b: &(u32, Span)| b.0 > a.0;
        let runs = feet.chunk_by(ascends).filter(|run| run.len() >= RECURRING);
        dropped.extend(runs.flatten().map(|&(_, span)| span));
    }
    if dropped.is_empty() {
        return Normal::verbatim(text);
    }
    dropped.sort_by_key(|span| span.start);
    let mut builder = Builder::new(text);
    let mut from = 0;
    for span in dropped {
        builder.copy(Span::new(from, span.start as usize));
        builder.replace(span, " ");
        from = span.end as usize;
    }
    builder.copy(Span::new(from, text.len()));
    builder.finish()
}

/// Takes the page numbers out of the lines of a draft; its text keeps them.
pub(super) fn remove(draft: &mut Draft) {
    let mut folios: [Vec<Folio>; SHAPES.len()] = Default::default();
    for (line, _) in draft.lines.iter().enumerate().filter(|&(i, _)| is_alone(&draft.lines, i)) {
        if let Some((shape, number)) = shape(draft.slice(&draft.lines[line])) {
            folios[shape].push(Folio { line, number });
        }
    }
    let mut dropped = vec![false; draft.lines.len()];
    for (shape, folios) in folios.iter().enumerate() {
        let ascends = |a: &Folio, b: &Folio| (1..=2).contains(&(i64::from(b.number) - i64::from(a.number)));
        for run in folios.chunk_by(ascends) {
            let is_paging = if shape == 0 { is_bare_paging(draft, run) } else { run.len() >= 2 };
            run.iter().for_each(|folio| dropped[folio.line] = is_paging);
        }
    }
    let mut dropped = dropped.into_iter();
    draft.lines.retain(|_| dropped.next() == Some(false));
}

/// Whether a line is a block of its own.
fn is_alone(lines: &[Line], i: usize) -> bool {
    let parted = |line: &Line| line.joint == Joint::Block;
    lines[i].kind == LineKind::Text && parted(&lines[i]) && lines.get(i + 1).is_none_or(parted)
}

/// Which of [`SHAPES`] a line has, and its first number.
fn shape(line: &str) -> Option<(usize, u32)> {
    if line.len() > 40 {
        return None;
    }
    let mut shape = String::new();
    let mut numbers = Vec::new();
    for token in line.split_whitespace() {
        for part in token.split_inclusive(|c: char| !c.is_ascii_digit()) {
            let digits = part.trim_end_matches(|c: char| !c.is_ascii_digit());
            if !digits.is_empty() {
                numbers.push(digits);
                shape.push('#');
            }
            shape.push_str(&part[digits.len()..]);
        }
    }
    let shape = SHAPES.iter().position(|known| *known == shape.to_lowercase())?;
    let number = numbers.first().filter(|digits| digits.len() <= 4)?;
    Some((shape, number.parse().ok()?))
}

/// Whether a run of bare numbers counts pages.
fn is_bare_paging(draft: &Draft, run: &[Folio]) -> bool {
    let start = |folio: &Folio| draft.lines[folio.line].span.start as usize;
    let (Some(first), Some(last)) = (run.first(), run.last()) else { return false };
    let cuts = |folio: &&Folio| folio.line > 0 && !ends_closed(draft.slice(&draft.lines[folio.line - 1]));
    run.len() >= 3
        && start(last) - start(first) >= PAGE * (run.len() - 1)
        && run.iter().filter(cuts).count() * 2 >= run.len()
}

#[cfg(test)]
mod tests {
    use super::super::plain;

    /// The lines that are left of a plain text, parted by ` | `.
    fn check(text: &str, left: &str) {
        let draft = plain::lines(text);
        let lines: Vec<&str> = draft.lines.iter().map(|line| draft.slice(line)).collect();
        assert_eq!(lines.join(" | "), left);
    }

    #[test]
    fn page_numbers_are_told_by_shape_and_order() {
        check("one\n\n- 8 -\n\ntwo\n\n- 9 -\n", "one | two");
        check("one\n\nPage 1 of 2\n\ntwo\n\nPage 2 of 2", "one | two");
        check("一\n\n第 3 页\n\n二\n\n第 4 页\n\n三", "一 | 二 | 三");
        check("one\n\nPage 3\n\ntwo\n\nPage 3\n\nthree", "one | Page 3 | two | Page 3 | three");
        check("one\n\nPage 3\n\ntwo", "one | Page 3 | two");
        check("one\nPage 3\ntwo\nPage 4\nthree", "one | Page 3 | two | Page 4 | three");
    }

    #[test]
    fn a_foot_amid_a_line_is_told_by_the_symbol_that_recurs() {
        check(
            "The fee is 2 13-44 due\nat once. 4 13-44\n13-44 5 It is paid.",
            "The fee is due | at once. | It is paid.",
        );
        check("The fee is 2 13-44 due\nby 4 13-44.", "The fee is 2 13-44 due | by 4 13-44.");
        check("See 9 A/1 and 3 A/1\nand 2 A/1", "See 9 A/1 and 3 A/1 | and 2 A/1");
    }

    #[test]
    fn bare_numbers_need_pages_between_them() {
        let page =
            "the office went on with the work of the year and with all that it had been asked to do by the ".repeat(2);
        let page = page.trim_end();
        let text =
            |rest: &str, last: u32| -> String { (1..=last).map(|n| format!("{page}{rest}\n\n{n}\n\n")).collect() };
        check(&text("", 4), &[page; 4].join(" | "));
        let stays = |rest: &str, last: u32| -> Vec<String> {
            (1..=last).flat_map(|n| [format!("{page}{rest}"), n.to_string()]).collect()
        };
        check(&text(".", 4), &stays(".", 4).join(" | "));
        check(&text("", 2), &stays("", 2).join(" | "));
        check("Ann\n\n1\n\nBob\n\n2\n\nCy\n\n3\n", "Ann | 1 | Bob | 2 | Cy | 3");
    }
}
