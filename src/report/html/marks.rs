//! Cutting a sentence into what is marked in it: figures, and stretches that findings point at.
//!
//! Figures become elements of their own and hold no other figure; findings may overlap each other and figures in any
//! way. So a sentence is a row of runs, each plain or one figure, and a run is a row of pieces, each under one severity
//! or none. Costs one sort and one sweep.

use std::fmt;

use crate::check::finding::Severity;

/// Where a figure stands in a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FigureSpan {
    /// Bytes of the sentence.
    pub span: (u32, u32),
    /// Its number on its side.
    pub figure: usize,
}

/// Where a finding points in a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Bytes of the sentence; an empty span is a gap where something is missing.
    pub span: (u32, u32),
    /// How much it matters.
    pub severity: Severity,
    /// The finding's number as shown.
    pub finding: usize,
}

/// A stretch that is plain, or one figure.
#[derive(Debug, PartialEq, Eq)]
pub struct Run<'a> {
    /// The figure's number on its side.
    pub figure: Option<usize>,
    /// Its text, in order.
    pub pieces: Vec<Piece<'a>>,
}

/// A stretch that the same findings point at throughout.
#[derive(Debug, PartialEq, Eq)]
pub struct Piece<'a> {
    /// Its text; empty at a gap.
    pub text: &'a str,
    /// The gravest severity that points here.
    pub severity: Option<Severity>,
    /// The findings whose stretch ends with this piece.
    pub ends: Vec<usize>,
}

/// The runs of `text`. Spans are clipped to it and to its character boundaries; where figures overlap, the earlier one
/// keeps what they share.
pub fn runs<'a>(text: &'a str, figures: &[FigureSpan], marks: &[Mark]) -> Vec<Run<'a>> {
    let clip = |(start, end): (u32, u32)| {
        let start = boundary(text, start);
        (start, boundary(text, end).max(start))
    };
    let mut marks: Vec<_> = marks.iter().map(|mark| (clip(mark.span), mark)).collect();
    marks.sort_by_key(|&((start, end), mark)| (start, end, mark.finding));
    let mut figures: Vec<_> = figures.iter().map(|figure| (clip(figure.span), figure.figure)).collect();
    figures.sort_unstable();
    let mut sweep = Sweep { text, marks: &marks, next: 0, open: Vec::new(), at: 0, runs: Vec::new() };
    for ((start, end), figure) in figures {
        let start = start.max(sweep.at);
        if end > start {
            sweep.run_to(start, None);
            sweep.run_to(end, Some(figure));
        }
    }
    sweep.run_to(text.len(), None);
    sweep.runs
}

/// The character boundary at or before byte `at`.
fn boundary(text: &str, at: u32) -> usize {
    let at = (at as usize).min(text.len());
    (0..=at).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}

type Clipped<'m> = ((usize, usize), &'m Mark);

/// One pass over a sentence, with the marks that are open where it stands.
struct Sweep<'a, 'm> {
    text: &'a str,
    marks: &'m [Clipped<'m>],
    next: usize,
    open: Vec<Clipped<'m>>,
    at: usize,
    runs: Vec<Run<'a>>,
}

impl Sweep<'_, '_> {
    /// Adds the run that reaches to `end`.
    fn run_to(&mut self, end: usize, figure: Option<usize>) {
        let mut pieces = Vec::new();
        loop {
            self.open_marks(&mut pieces, end);
            if self.at >= end {
                break;
            }
            let stop = self.open.iter().map(|&((_, stop), _)| stop);
            let start = self.marks.get(self.next).map(|&((start, _), _)| start);
            let stop = stop.chain(start).chain([end]).filter(|&stop| stop > self.at).min().unwrap_or(end);
            let severity = self.open.iter().map(|(_, mark)| mark.severity).max();
            let ends = self.open.iter().filter(|((_, end), _)| *end == stop).map(|(_, mark)| mark.finding).collect();
            pieces.push(Piece { text: &self.text[self.at..stop], severity, ends });
            self.at = stop;
            self.open.retain(|&((_, end), _)| end > stop);
        }
        if !pieces.is_empty() {
            self.runs.push(Run { figure, pieces });
        }
    }

    /// Opens the marks that start here; a gap at the end of a run belongs to the next one, unless the text ends.
    fn open_marks(&mut self, pieces: &mut Vec<Piece<'_>>, end: usize) {
        while let Some(&((start, stop), mark)) = self.marks.get(self.next) {
            if start > self.at || (start == end && end < self.text.len()) {
                break;
            }
            self.next += 1;
            if start == stop {
                pieces.push(Piece { text: "", severity: Some(mark.severity), ends: vec![mark.finding] });
            } else {
                self.open.push(((start, stop), mark));
            }
        }
    }
}

/// A text from outside in which control characters can be seen and cannot act: U+202E is shown as `⟨U+202E⟩`.
/// It is not escaped: the template does that.
pub struct Shown<'a>(pub &'a str);

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut rest = self.0;
        while let Some((at, hidden)) = rest.char_indices().find(|&(_, c)| is_hidden(c)) {
            write!(f, "{}⟨U+{:04X}⟩", &rest[..at], u32::from(hidden))?;
            rest = &rest[at + hidden.len_utf8()..];
        }
        f.write_str(rest)
    }
}

/// Control characters except white space, and those that turn the direction of writing (UAX #9).
fn is_hidden(c: char) -> bool {
    let turns = matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    turns || (c.is_control() && !matches!(c, '\t' | '\n' | '\r'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// `{}` is a figure, `[]` is what a finding points at, with the ends of its findings behind it.
    fn drawn(runs: &[Run<'_>]) -> String {
        let mut out = String::new();
        for run in runs {
            out += if run.figure.is_some() { "{" } else { "" };
            for piece in &run.pieces {
                match piece.severity {
                    Some(severity) => out += &format!("[{}:{:?}:{:?}]", piece.text, severity, piece.ends),
                    None => out += piece.text,
                }
            }
            out += if run.figure.is_some() { "}" } else { "" };
        }
        out
    }

    fn check(text: &str, figures: &[(u32, u32)], marks: &[(u32, u32, Severity)], expected: &str) {
        let figures: Vec<_> = figures.iter().enumerate().map(|(figure, &span)| FigureSpan { span, figure }).collect();
        let marks = marks.iter().zip(1..);
        let marks: Vec<_> =
            marks.map(|(&(start, end, severity), finding)| Mark { span: (start, end), severity, finding }).collect();
        assert_eq!(drawn(&runs(text, &figures, &marks)), expected);
    }

    #[test]
    fn a_sentence_is_cut_at_every_boundary() {
        use Severity::{Error, Info, Warning};
        check("", &[], &[], "");
        check("over 12 cases", &[], &[], "over 12 cases");
        check("over 12 cases", &[(5, 7)], &[], "over {12} cases");
        check("over 12 cases", &[(5, 7)], &[(5, 7, Error)], "over {[12:Error:[1]]} cases");
        check("over 12 cases", &[(5, 7)], &[(0, 7, Error)], "[over :Error:[]]{[12:Error:[1]]} cases");
        check("over 12 cases", &[(5, 7)], &[(6, 13, Info)], "over {1[2:Info:[]]}[ cases:Info:[1]]");
        check("abcdef", &[], &[(0, 4, Info), (2, 6, Error)], "[ab:Info:[]][cd:Error:[1]][ef:Error:[2]]");
        check("abcdef", &[], &[(0, 6, Warning), (2, 4, Info)], "[ab:Warning:[]][cd:Warning:[2]][ef:Warning:[1]]");
        check("ab", &[], &[(0, 2, Info), (0, 2, Error)], "[ab:Error:[1, 2]]");
        check("ab", &[], &[(1, 1, Error)], "a[:Error:[1]]b");
        check("ab", &[(0, 1)], &[(1, 1, Error), (2, 2, Info)], "{a}[:Error:[1]]b[:Info:[2]]");
    }

    #[test]
    fn spans_that_do_not_fit_are_clipped() {
        use Severity::Error;
        check("一二", &[(1, 4)], &[(4, 900, Error)], "{一}[二:Error:[1]]");
        check("abcd", &[(0, 3), (1, 2), (2, 4)], &[], "{abc}{d}");
        check("ab", &[(2, 1)], &[(2, 1, Error)], "ab[:Error:[1]]");
    }

    #[test]
    fn what_cannot_be_seen_is_shown() {
        let check = |text: &str, shown: &str| assert_eq!(Shown(text).to_string(), shown);
        check("2025年\u{a0}ok\n", "2025年\u{a0}ok\n");
        check("a\u{202e}b\u{0}", "a⟨U+202E⟩b⟨U+0000⟩");
        check("\u{2066}<b>", "⟨U+2066⟩<b>");
    }

    proptest! {
        #[test]
        fn no_text_is_lost_and_every_finding_ends_once(
            text in "[a一é ]{0,30}",
            figures in prop::collection::vec((0u32..40, 0u32..40), 0..5),
            marks in prop::collection::vec((0u32..40, 0u32..40), 0..6),
        ) {
            let figures: Vec<_> = figures.iter().zip(0..).map(|(&span, figure)| FigureSpan { span, figure }).collect();
            let marks: Vec<_> =
                marks.iter().zip(0..).map(|(&span, finding)| Mark { span, severity: Severity::Info, finding }).collect();
            let runs = runs(&text, &figures, &marks);
            let pieces = || runs.iter().flat_map(|run| &run.pieces);
            prop_assert_eq!(pieces().map(|piece| piece.text).collect::<String>(), text.as_str());
            let mut ends: Vec<_> = pieces().flat_map(|piece| piece.ends.clone()).collect();
            ends.sort_unstable();
            prop_assert_eq!(ends, (0..marks.len()).collect::<Vec<_>>());
        }
    }
}
