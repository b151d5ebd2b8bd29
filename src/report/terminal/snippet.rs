//! A sentence cut to the width of a terminal around the places that are marked in it.
//!
//! Columns are those of a terminal: a Han character takes two, a combining mark none (UAX #11, by `unicode-width`).

use std::ops::Range;

use anstyle::Style;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// A stretch to underline, in bytes of the text, and what to say of it.
pub(super) struct Mark {
    range: Range<usize>,
    label: String,
}

impl Mark {
    pub(super) fn new(range: Range<usize>, label: &str) -> Self {
        Mark { range, label: label.to_owned() }
    }

    /// Whether it covers any of these bytes; one of no length covers the character behind it.
    fn covers(&self, bytes: &Range<usize>) -> bool {
        let Range { start, end } = self.range;
        start.max(bytes.start) < end.min(bytes.end) || (start == bytes.start && start >= end.min(bytes.end))
    }
}

/// A line of text and the line that underlines it.
pub(super) struct Snippet {
    pub(super) text: String,
    pub(super) under: String,
}

/// A character as it is shown.
struct Cell {
    bytes: Range<usize>,
    shown: String,
    width: usize,
}

/// `text` in as few lines of `width` columns as show every mark, in order.
pub(super) fn snippets(text: &str, mut marks: Vec<Mark>, style: Style, width: usize) -> Vec<Snippet> {
    let cells = cells(text);
    marks.sort_by_key(|mark| (mark.range.start, mark.range.end));
    let mut snippets = Vec::new();
    let mut rest = marks.as_slice();
    while let Some(first) = rest.first() {
        let start = cells.partition_point(|cell| cell.bytes.end <= first.range.start).min(cells.len() - 1);
        let end = |mark: &Mark| cells.partition_point(|cell| cell.bytes.start < mark.range.end).max(start + 1);
        let fits = |mark: &Mark| columns(&cells[start..end(mark)]) + 2 <= width;
        let count = rest.iter().take_while(|mark| fits(mark)).count().max(1);
        let (shown, later) = rest.split_at(count);
        let furthest = shown.iter().map(end).max().unwrap_or(start + 1);
        let window = window(&cells, start..furthest, width);
        snippets.push(snippet(&cells, window, shown, style));
        rest = later;
    }
    snippets
}

/// The characters of `text`, and an empty one behind the last for a mark to stand on.
fn cells(text: &str) -> Vec<Cell> {
    let cell = |(at, grapheme): (usize, &str)| {
        let shown = printable(grapheme);
        Cell { bytes: at..at + grapheme.len(), width: shown.width(), shown }
    };
    let end = Cell { bytes: text.len()..text.len() + 1, shown: String::new(), width: 1 };
    text.grapheme_indices(true).map(cell).chain(std::iter::once(end)).collect()
}

fn columns(cells: &[Cell]) -> usize {
    cells.iter().map(|cell| cell.width).sum()
}

/// `core` with as much to either side of it as fits beside two ellipses, or as much of `core` as fits.
fn window(cells: &[Cell], core: Range<usize>, width: usize) -> Range<usize> {
    let width = width.saturating_sub(2);
    let Range { mut start, mut end } = core;
    let mut used = columns(&cells[start..end]);
    while used > width && end > start + 1 {
        end -= 1;
        used -= cells[end].width;
    }
    loop {
        let before = start.checked_sub(1).filter(|&i| used + cells[i].width <= width);
        if let Some(i) = before {
            start = i;
            used += cells[i].width;
        }
        let after = cells.get(end).filter(|cell| used + cell.width <= width);
        if let Some(cell) = after {
            end += 1;
            used += cell.width;
        }
        if before.is_none() && after.is_none() {
            return start..end;
        }
    }
}

fn snippet(cells: &[Cell], window: Range<usize>, marks: &[Mark], style: Style) -> Snippet {
    let mut text = String::from(if window.start > 0 { "…" } else { "" });
    let mut under = String::from(if window.start > 0 { " " } else { "" });
    let mut inside = false;
    let mut switch = |to: bool, text: &mut String, under: &mut String| {
        if to != inside {
            let code = if to { style.render().to_string() } else { style.render_reset().to_string() };
            text.push_str(&code);
            under.push_str(&code);
            inside = to;
        }
    };
    for cell in &cells[window.clone()] {
        let marked = marks.iter().any(|mark| mark.covers(&cell.bytes));
        switch(marked, &mut text, &mut under);
        text.push_str(&cell.shown);
        under.push_str(&if marked { "^" } else { " " }.repeat(cell.width));
    }
    switch(false, &mut text, &mut under);
    // The last cell is the empty one behind the text.
    text.push_str(if window.end + 1 < cells.len() { "…" } else { "" });
    let mut labels: Vec<&str> =
        marks.iter().map(|mark| mark.label.as_str()).filter(|label| !label.is_empty()).collect();
    labels.dedup();
    Snippet { text, under: format!("{} {}", under.trim_end(), labels.join("; ")).trim_end().to_owned() }
}

/// `text` as it may be shown in a terminal: white space as spaces, and other control characters, among them those that
/// turn the direction of writing, as U+FFFD.
pub(in crate::report) fn printable(text: &str) -> String {
    let shown = |c: char| match c {
        '\n' | '\r' | '\t' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => ' ',
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => '\u{fffd}',
        c if c.is_control() => '\u{fffd}',
        c => c,
    };
    text.chars().map(shown).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, marks: &[(Range<usize>, &str)], width: usize, expected: &str) {
        let marks = marks.iter().map(|(range, label)| Mark::new(range.clone(), label)).collect();
        let lines = snippets(text, marks, Style::new(), width);
        let lines: Vec<String> = lines.into_iter().flat_map(|snippet| [snippet.text, snippet.under]).collect();
        assert_eq!(lines.join("\n"), expected);
    }

    #[test]
    fn wide_characters_are_underlined_by_two_columns() {
        check("共立案1265宗", &[(9..13, "1,265")], 40, "共立案1265宗\n      ^^^^ 1,265");
        check("共立案五宗", &[(9..12, "5")], 40, "共立案五宗\n      ^^ 5");
        check("e\u{301}a9", &[(4..5, "9")], 40, "e\u{301}a9\n  ^ 9");
    }

    #[test]
    fn long_sentences_are_cut_around_the_marks() {
        check("一二三四五六七八九十", &[(12..15, "5")], 10, "…三四五六…\n     ^^ 5");
        check(
            "aaaaaaaaaa9bbbbbbbbbbbbbbbbbbbb8",
            &[(10..11, "9"), (31..32, "8")],
            12,
            "…aaaaa9bbbb…\n      ^ 9\n…bbbbbbbb8\n         ^ 8",
        );
        check("abcdefghij", &[(0..10, "all")], 6, "abcd…\n^^^^ all");
    }

    #[test]
    fn marks_of_one_line_share_it_and_a_gap_is_a_caret() {
        check("a 1 b 1 c", &[(2..3, "one"), (6..7, "one")], 40, "a 1 b 1 c\n  ^   ^ one");
        check("a 1 b 2 c", &[(6..7, "two"), (2..3, "one")], 40, "a 1 b 2 c\n  ^   ^ one; two");
        check("ab", &[(1..1, "here")], 40, "ab\n ^ here");
        check("ab", &[(2..2, "end")], 40, "ab\n  ^ end");
        check("", &[(0..0, "none")], 40, "\n^ none");
    }

    #[test]
    fn a_damaged_audit_and_a_hostile_text_do_no_harm() {
        check("一", &[(1..900, "x")], 40, "一\n^^^ x");
        check("a\u{1b}[2Jb\tc", &[(0..1, "\u{202e}x")], 40, "a\u{fffd}[2Jb c\n^ \u{202e}x");
    }
}
