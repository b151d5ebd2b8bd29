//! The lines of a page in the order in which they are read: from glyphs to stretches, rows and columns.
//!
//! Glyphs that stand one behind the other on a baseline are a stretch; spaces are put where the gap is one. A page is cut
//! at a gutter that hardly any stretch crosses into what stands left and right of it, between the stretches that run over
//! the whole width; so again with what was cut. Stretches at one height are a row. Cost: n log n in the glyphs.

use std::collections::HashMap;

use super::glyphs::{Glyph, Page};
use crate::read::layout::is_wide;

/// Glyphs one behind the other.
#[derive(Clone, Debug)]
pub(super) struct Stretch {
    pub text: String,
    pub left: f64,
    pub right: f64,
    pub baseline: f64,
    pub size: f64,
    /// How many bytes of the text the bold run has that it opens with.
    pub bold: usize,
    /// Whether it is a small figure above the line.
    pub raised: bool,
}

/// A line of a column.
#[derive(Clone, Debug)]
pub(super) struct Row {
    pub stretches: Vec<Stretch>,
    pub left: f64,
    pub right: f64,
    pub baseline: f64,
    pub size: f64,
    /// The borders of the column that it stands in.
    pub column: (f64, f64),
    /// Whether it is the first of its column.
    pub opens_column: bool,
}

impl Row {
    /// Its text, with or without the figures that lead to notes, and how many bytes of it open in bold.
    pub fn text(&self, raised: bool) -> (String, usize) {
        let mut text = String::new();
        let mut bold = 0;
        let mut right = None;
        for stretch in self.stretches.iter().filter(|stretch| raised || !stretch.raised) {
            if let Some(right) = right
                && is_gap(&text, &stretch.text, stretch.left - right, stretch.size)
            {
                text.push(' ');
            }
            if bold == text.trim_end().len() {
                bold = text.len() + stretch.bold;
            }
            text.push_str(&stretch.text);
            right = Some(stretch.right);
        }
        (text, bold)
    }
}

/// The rows of a page in reading order.
pub(super) fn rows(page: &Page) -> Vec<Row> {
    let mut rows = Vec::new();
    order(joined(stretches(&page.glyphs)), 0, &mut rows);
    rows
}

/// Whether there is a space between two texts with such a gap. Chinese has none, however it is spread.
fn is_gap(before: &str, after: &str, gap: f64, size: f64) -> bool {
    let (Some(last), Some(first)) = (before.chars().next_back(), after.chars().next()) else { return false };
    if last.is_whitespace() || first.is_whitespace() {
        return false;
    }
    let enough = match is_wide(last) || is_wide(first) {
        true => 0.9,
        false => 0.15,
    };
    gap > enough * size
}

/// The stretches of glyphs, in the order in which they are drawn.
fn stretches(glyphs: &[Glyph]) -> Vec<Stretch> {
    /// A wider gap than this many times the size parts two stretches.
    const FAR: f64 = 0.9;
    let mut stretches: Vec<Stretch> = Vec::new();
    for glyph in glyphs {
        if let Some(last) = stretches.last_mut() {
            let gap = glyph.left - last.right;
            let level = (glyph.baseline - last.baseline).abs() <= 0.12 * last.size.max(glyph.size);
            let alike = glyph.size <= last.size * 1.3 && last.size <= glyph.size * 1.3;
            let again = (glyph.left - last.left).abs() < 0.1 * glyph.size || gap < -0.8 * (glyph.right - glyph.left);
            if level && again && last.text.ends_with(glyph.text.as_str()) && gap.abs() < 1.1 * glyph.size {
                continue; // bold by drawing twice
            }
            if level && alike && (-0.5..FAR).contains(&(gap / glyph.size)) {
                if is_gap(&last.text, &glyph.text, gap, glyph.size) {
                    last.text.push(' ');
                }
                let all_bold = last.bold == last.text.trim_end().len();
                last.text.push_str(&glyph.text);
                if all_bold && glyph.bold {
                    last.bold = last.text.len();
                }
                last.right = last.right.max(glyph.right);
                continue;
            }
        }
        stretches.push(Stretch {
            text: glyph.text.to_string(),
            left: glyph.left,
            right: glyph.right,
            baseline: glyph.baseline,
            size: glyph.size,
            bold: if glyph.bold { glyph.text.len() } else { 0 },
            raised: false,
        });
    }
    stretches.retain(|stretch| !stretch.text.trim().is_empty());
    drop_shadows(&mut stretches);
    stretches
}

/// Takes out what is drawn a second time where it stands already: a shadow, or an outline over its filling.
fn drop_shadows(stretches: &mut Vec<Stretch>) {
    /// How many places of one text are compared, which bounds the cost.
    const MANY: usize = 32;
    let mut drawn: HashMap<String, Vec<(f64, f64)>> = HashMap::new();
    stretches.retain(|stretch| {
        let places = drawn.entry(stretch.text.trim().to_owned()).or_default();
        let near = 0.5 * stretch.size;
        let again = |&(left, baseline): &(f64, f64)| {
            (left - stretch.left).abs() < near && (baseline - stretch.baseline).abs() < near
        };
        if places.iter().rev().take(MANY).any(again) {
            return false;
        }
        places.push((stretch.left, stretch.baseline));
        true
    });
}

/// Stretches that go on in each other, however far apart they were drawn, are one.
fn joined(mut stretches: Vec<Stretch>) -> Vec<Stretch> {
    sort(&mut stretches);
    let mut joined: Vec<Stretch> = Vec::new();
    for stretch in stretches {
        let near = joined.iter_mut().rev().take(12).find(|last| {
            let gap = (stretch.left - last.right) / stretch.size;
            (stretch.baseline - last.baseline).abs() <= 0.12 * stretch.size
                && stretch.size <= last.size * 1.05
                && last.size <= stretch.size * 1.05
                && (-0.3..0.9).contains(&gap)
        });
        match near {
            Some(last) => {
                if is_gap(&last.text, &stretch.text, stretch.left - last.right, stretch.size) {
                    last.text.push(' ');
                }
                if last.bold == last.text.trim_end().len() && last.bold > 0 {
                    last.bold = last.text.len() + stretch.bold;
                }
                last.text.push_str(&stretch.text);
                last.right = stretch.right;
            }
            None => joined.push(stretch),
        }
    }
    joined
}

/// From above, and from the left where baselines are equal.
fn sort(stretches: &mut [Stretch]) {
    stretches.sort_by(|a, b| a.baseline.total_cmp(&b.baseline).then(a.left.total_cmp(&b.left)));
}

/// Puts stretches in order: cut at a gutter, or row by row.
fn order(mut stretches: Vec<Stretch>, depth: usize, rows: &mut Vec<Row>) {
    const DEEPEST: usize = 3;
    sort(&mut stretches);
    let Some(gutter) = (depth < DEEPEST).then(|| gutter(&stretches)).flatten() else {
        return column(stretches, rows);
    };
    let (mut left, mut right, mut across) = (Vec::new(), Vec::new(), Vec::new());
    let mut flush = |left: &mut Vec<Stretch>, right: &mut Vec<Stretch>, across: &mut Vec<Stretch>| {
        // what runs across stands above the columns that are open, and the other way round
        column(std::mem::take(across), rows);
        order(std::mem::take(left), depth + 1, rows);
        order(std::mem::take(right), depth + 1, rows);
    };
    for stretch in stretches {
        if stretch.left < gutter && stretch.right > gutter {
            if !(left.is_empty() && right.is_empty()) {
                flush(&mut left, &mut right, &mut across);
            }
            across.push(stretch);
        } else if stretch.right <= gutter {
            left.push(stretch);
        } else {
            right.push(stretch);
        }
    }
    flush(&mut left, &mut right, &mut across);
}

/// Where a gutter runs down the middle of stretches, if they stand in columns: few run across it, and running text stands
/// on either side at the same heights.
fn gutter(stretches: &[Stretch]) -> Option<f64> {
    /// Lines that a column has at least, and the share of its width that they take on average.
    const LINES: usize = 5;
    const FULL: f64 = 0.5;
    let left = stretches.iter().map(|s| s.left).fold(f64::INFINITY, f64::min);
    let right = stretches.iter().map(|s| s.right).fold(f64::NEG_INFINITY, f64::max);
    let width = right - left;
    if stretches.len() < 2 * LINES || width < 100.0 {
        return None;
    }
    let crossing = |x: f64| stretches.iter().filter(|s| s.left < x + 2.0 && s.right > x - 2.0).count();
    let steps = ((width * 0.5) / 3.0) as usize;
    let candidates: Vec<(f64, usize)> =
        (0..=steps).map(|step| left + width * 0.25 + 3.0 * step as f64).map(|x| (x, crossing(x))).collect();
    let fewest = candidates.iter().map(|&(_, count)| count).min()?;
    let best: Vec<f64> = candidates.iter().filter(|&&(_, count)| count == fewest).map(|&(x, _)| x).collect();
    let x = best[best.len() / 2];
    let side = |on: &dyn Fn(&Stretch) -> bool| -> Vec<&Stretch> { stretches.iter().filter(|&s| on(s)).collect() };
    let (one, other) = (side(&|s| s.right <= x), side(&|s| s.left >= x));
    let is_full = |side: &[&Stretch], width: f64| {
        side.len() >= LINES && side.iter().map(|s| s.right - s.left).sum::<f64>() >= FULL * width * side.len() as f64
    };
    let beside = one.iter().filter(|a| other.iter().any(|b| (a.baseline - b.baseline).abs() < a.size * 0.8)).count();
    let few = fewest * 3 <= one.len() + other.len();
    (few && is_full(&one, x - left) && is_full(&other, right - x) && beside >= LINES.min(one.len()) - 1).then_some(x)
}

/// Rows of stretches in one column.
fn column(mut stretches: Vec<Stretch>, rows: &mut Vec<Row>) {
    sort(&mut stretches);
    let first = rows.len();
    for stretch in stretches {
        let is_same = |row: &Row| {
            let (top, bottom) = (row.baseline - 0.75 * row.size, row.baseline + 0.2 * row.size);
            let (own_top, own_bottom) = (stretch.baseline - 0.75 * stretch.size, stretch.baseline + 0.2 * stretch.size);
            let overlap = bottom.min(own_bottom) - top.max(own_top);
            let apart = row.stretches.iter().all(|s| s.right <= stretch.left + 1.0 || s.left >= stretch.right - 1.0);
            overlap >= 0.5 * (bottom - top).min(own_bottom - own_top) && apart
        };
        match rows[first..].iter_mut().rev().take(3).find(|row| is_same(row)) {
            Some(row) => row.add(stretch),
            None => rows.push(Row {
                left: stretch.left,
                right: stretch.right,
                baseline: stretch.baseline,
                size: stretch.size,
                column: (0.0, 0.0),
                opens_column: false,
                stretches: vec![stretch],
            }),
        }
    }
    let rows = &mut rows[first..];
    let left = rows.iter().map(|row| row.left).fold(f64::INFINITY, f64::min);
    let right = rows.iter().map(|row| row.right).fold(f64::NEG_INFINITY, f64::max);
    for (index, row) in rows.iter_mut().enumerate() {
        row.finish();
        row.column = (left, right);
        row.opens_column = index == 0;
    }
}

impl Row {
    fn add(&mut self, stretch: Stretch) {
        self.left = self.left.min(stretch.left);
        self.right = self.right.max(stretch.right);
        if stretch.size > self.size * 1.05 {
            (self.size, self.baseline) = (stretch.size, stretch.baseline);
        }
        self.stretches.push(stretch);
    }

    /// Sorts the stretches and tells which of them are small figures above the line.
    fn finish(&mut self) {
        self.stretches.sort_by(|a, b| a.left.total_cmp(&b.left));
        for stretch in &mut self.stretches {
            let small = stretch.size <= 0.82 * self.size && stretch.baseline < self.baseline - 0.12 * self.size;
            let text = stretch.text.trim();
            let is_mark = text.len() <= 3 && text.bytes().all(|b| b.is_ascii_digit() || b == b'*');
            stretch.raised = small && is_mark;
        }
    }
}
