//! PDF: the text layer in reading order, with running heads and page numbers left out and notes behind the text.
//!
//! `glyphs` says which characters stand where, `lines` puts them in rows and columns; here the rows of all pages become
//! the lines of a text. What stands at the same height of several pages with the same words, numbers aside, is a running
//! head; rows in small type below the text that open with a number are notes. Where a row ends is a wrap if it fills its
//! column and what follows goes on in the same type at the usual distance without an indentation.
//!
//! A page whose fonts do not say which characters they show, or that is a picture, cannot be read, and is told with its
//! number. Vertical Chinese is not read in its order.

mod glyphs;
mod lines;
mod unpacked;

use std::collections::HashMap;

use self::glyphs::Page;
use self::lines::Row;
use super::draft::{Draft, Joint, LineKind};
use super::extract::{Extract, Given};
use super::layout::ends_closed;
use super::numbering::{Scheme, numeral};
use crate::text::lang::Lang;
use crate::text::source::{Mark, Source};

/// The text of a file, or what is wrong with it.
pub(super) fn read(name: &str, bytes: &[u8]) -> Result<(Source, Draft), String> {
    unpacked::check(bytes)?;
    let pages = glyphs::pages(bytes)?;
    has_text(&pages)?;
    let mut rows: Vec<PageRow> = Vec::new();
    for (number, page) in (1..).zip(&pages) {
        let on_page = |row| PageRow { page: number, height: page.height, is_note: false, row };
        rows.extend(lines::rows(page).into_iter().map(on_page));
    }
    drop_running_heads(&mut rows, pages.len());
    let body_size = common(rows.iter().map(|row| (row.row.size, row.text().len())));
    // Small figures by themselves lead to notes.
    let is_figures = |row: &PageRow| row.text().bytes().all(|b| b.is_ascii_digit() || b == b' ');
    rows.retain(|row| row.row.size > body_size * 0.82 || !is_figures(row));
    tell_notes(&mut rows, body_size);
    Ok(written(name, &rows, body_size))
}

/// A row and its page.
#[derive(Clone, Debug)]
struct PageRow {
    page: u32,
    height: f64,
    is_note: bool,
    row: Row,
}

impl PageRow {
    fn text(&self) -> String {
        self.row.text(true).0
    }
}

/// Refuses a file whose glyphs are mostly unknown, or whose pages are mostly pictures.
fn has_text(pages: &[Page]) -> Result<(), String> {
    let count = |page: &Page, known| page.glyphs.iter().filter(|glyph| glyph.text.is_empty() != known).count();
    let (known, unknown) =
        pages.iter().fold((0, 0), |(known, unknown), page| (known + count(page, true), unknown + count(page, false)));
    if unknown * 10 > known {
        let first = pages.iter().position(|page| count(page, false) * 10 > count(page, true)).unwrap_or(0) + 1;
        let share = unknown * 100 / (known + unknown).max(1);
        return Err(format!(
            "does not say which characters its fonts show, first on page {first} ({share} % of all glyphs); export it \
             anew with Unicode text, or give its text from elsewhere"
        ));
    }
    let is_picture = |page: &&Page| page.glyphs.len() < 10 && page.pictured > 0.3;
    let pictures = pages.iter().filter(is_picture).count();
    if pictures * 2 > pages.len() || known == 0 {
        let first = pages.iter().position(|page| is_picture(&page)).unwrap_or(0) + 1;
        return Err(format!(
            "holds pictures of text, first on page {first}, and no text; recognise its text first, or give it from \
             elsewhere"
        ));
    }
    Ok(())
}

/// The value that most of the weight has, to a half.
fn common(weighted: impl Iterator<Item = (f64, usize)>) -> f64 {
    let mut weights: std::collections::BTreeMap<i64, usize> = std::collections::BTreeMap::new();
    for (value, weight) in weighted {
        *weights.entry((value * 2.0).round() as i64).or_default() += weight;
    }
    weights.into_iter().max_by_key(|&(_, weight)| weight).map_or(0.0, |(value, _)| value as f64 / 2.0)
}

/// Takes out what stands in the margin above or below with the same words on several pages, numbers aside.
fn drop_running_heads(rows: &mut Vec<PageRow>, pages: usize) {
    /// The share of a page that is its margin, and how far two heights of one head may lie apart.
    const MARGIN: f64 = 0.13;
    const NEAR: f64 = 4.0;
    let in_margin =
        |row: &PageRow| row.row.baseline < row.height * MARGIN || row.row.baseline > row.height * (1.0 - MARGIN);
    let mut heads: HashMap<String, Vec<(u32, f64)>> = HashMap::new();
    for row in rows.iter().filter(|row| in_margin(row)) {
        heads.entry(without_numbers(&row.text())).or_default().push((row.page, row.row.baseline));
    }
    let needed = if pages < 3 { 2 } else { 3.max(pages / 12) };
    rows.retain(|row| {
        // An article may begin at the top of many pages.
        let text = row.text();
        if !in_margin(row) || numeral(text.trim(), false).is_some_and(|numeral| numeral.scheme.is_of_headings()) {
            return true;
        }
        let alike = heads.get(&without_numbers(&text)).into_iter().flatten();
        let near = alike.filter(|&&(_, baseline)| (baseline - row.row.baseline).abs() <= NEAR);
        let mut on: Vec<u32> = near.map(|&(page, _)| page).collect();
        on.dedup();
        on.len() < needed
    });
}

/// A text in lower case with `#` for its numbers, Roman ones that stand alone included.
fn without_numbers(text: &str) -> String {
    let is_roman = |word: &str| !word.is_empty() && word.bytes().all(|b| matches!(b, b'i' | b'v' | b'x'));
    let mut plain = String::new();
    for word in text.to_lowercase().split_whitespace() {
        if is_roman(word) {
            plain.push('#');
            continue;
        }
        for c in word.chars() {
            match c.is_ascii_digit() {
                true if plain.ends_with('#') => {}
                true => plain.push('#'),
                false => plain.push(c),
            }
        }
        plain.push(' ');
    }
    plain
}

/// Tells the notes: rows in small type at the foot of a column, the first of which opens with a number or an asterisk.
fn tell_notes(rows: &mut [PageRow], body_size: f64) {
    let is_small = |row: &PageRow| row.row.size <= body_size * 0.9;
    let opens = |row: &PageRow| {
        let text = row.text();
        let text = text.trim_start();
        let digits =
            text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '[' | '①'..='⑳')).len();
        (1..=4).contains(&digits) || text.starts_with(['*', '†'])
    };
    let mut end = rows.len();
    while end > 0 {
        let start = (0..end).rev().find(|&i| i == 0 || rows[i].row.opens_column || rows[i].page != rows[i - 1].page);
        let start = start.unwrap_or(0);
        let small = rows[start..end].iter().rev().take_while(|row| is_small(row)).count();
        let foot = end - small;
        let low = |row: &PageRow| row.row.baseline > row.height * 0.4;
        if let Some(first) =
            (foot..end).find(|&i| opens(&rows[i])).filter(|&i| low(&rows[i]) && (i > start || foot > start))
        {
            rows[first..end].iter_mut().for_each(|row| row.is_note = true);
        }
        end = start;
    }
}

/// The rows as lines of a text, the notes of all pages behind it.
fn written(name: &str, rows: &[PageRow], body_size: f64) -> (Source, Draft) {
    let noted: Vec<u32> = rows.iter().filter(|row| row.is_note).map(|row| row.page).collect();
    let sizes = heading_sizes(rows, body_size);
    let mut out = Extract::default();
    let mut marked = false;
    for notes in [false, true] {
        let part: Vec<&PageRow> = rows.iter().filter(|row| row.is_note == notes).collect();
        let leading = leading(&part);
        for (index, row) in part.iter().enumerate() {
            let (text, bold) = row.row.text(!noted.contains(&row.page) || notes);
            let level = sizes.iter().position(|&size| (row.row.size - size).abs() < 0.3).filter(|_| !notes);
            let kind = match level {
                Some(level) if Lang::of(&text).is_some() => LineKind::Heading(level.min(5) as u8 + 1),
                _ => LineKind::Text,
            };
            marked |= kind != LineKind::Text;
            let before = index.checked_sub(1).map(|before| part[before]);
            let joint = before.map_or(Joint::Block, |before| joint(before, row, leading));
            out.mark(Mark::Page(row.page));
            out.line(&text, &Given { kind, bold, ..Given::text(joint) });
        }
    }
    out.finish(name, marked)
}

/// The sizes of headings, the largest first: above that of the text, and of little of it.
fn heading_sizes(rows: &[PageRow], body_size: f64) -> Vec<f64> {
    let all: usize = rows.iter().map(|row| row.text().len()).sum();
    let mut sizes: Vec<f64> = Vec::new();
    let mut weights: Vec<usize> = Vec::new();
    for row in rows.iter().filter(|row| row.row.size >= body_size * 1.12) {
        let at = sizes.iter().position(|&size| (size - row.row.size).abs() < 0.3);
        let at = at.unwrap_or_else(|| {
            sizes.push(row.row.size);
            weights.push(0);
            sizes.len() - 1
        });
        weights[at] += row.text().len();
    }
    let mut kept: Vec<f64> =
        sizes.into_iter().zip(weights).filter(|&(_, weight)| weight * 8 <= all).map(|(size, _)| size).collect();
    kept.sort_by(|a, b| b.total_cmp(a));
    kept
}

/// The usual distance of baselines, as a multiple of the size.
fn leading(rows: &[&PageRow]) -> f64 {
    let steps = rows.windows(2).filter(|pair| pair[0].page == pair[1].page).map(|pair| {
        let (a, b) = (&pair[0].row, &pair[1].row);
        (((b.baseline - a.baseline) / b.size * 10.0).round() / 5.0, b.right - b.left)
    });
    let leading =
        common(steps.filter(|&(step, _)| (1.6..6.0).contains(&step)).map(|(step, width)| (step, width as usize)));
    if leading > 0.0 { leading / 2.0 } else { 1.3 }
}

/// What parts a row from the one before.
fn joint(before: &PageRow, after: &PageRow, leading: f64) -> Joint {
    let (a, b) = (&before.row, &after.row);
    let (text, next) = (before.text(), after.text());
    let em = b.size;
    if (a.size - b.size).abs() > 0.1 * em {
        return Joint::Block;
    }
    let is_item = numeral(&next, false).is_some();
    let word = match next.chars().next() {
        Some(c) if super::layout::is_wide(c) => 1.5 * em,
        _ => 0.5 * em * (next.find(char::is_whitespace).unwrap_or(next.len()).min(16) + 1) as f64,
    };
    let is_full = a.right + word >= a.column.1 - 0.2 * em;
    if before.page != after.page || b.opens_column {
        let goes_on = is_full && !is_item && !ends_closed(&text) && b.left - b.column.0 < 1.2 * em;
        return if goes_on { Joint::Soft } else { Joint::Block };
    }
    let step = (b.baseline - a.baseline) / em;
    if step > leading * 1.35 || step < 0.3 {
        return Joint::Block;
    }
    let hangs = numeral(&text, false).is_some_and(|numeral| numeral.scheme != Scheme::Arabic || b.left > a.left);
    let is_indented = b.left - a.left > 0.8 * em && !hangs;
    match () {
        () if is_indented && (ends_closed(&text) || !is_full) => Joint::Block,
        () if is_full && !is_item => Joint::Soft,
        () if !is_full && ends_closed(&text) => Joint::Block,
        () => Joint::Line,
    }
}
