//! Beads as text, a line each: `[0]:[0, 1]`, counted from 0, an empty list where a side has none; the form that vecalign
//! and its scorer read (Thompson & Koehn 2019).

use std::ops::Range;

use super::bead::{Alignment, Bead, Unaligned};
use crate::text::pair::Pair;

/// Why a ladder could not be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LadderError {
    /// A line is no bead.
    #[error("line {line}: \"{text}\" is no bead; write the sentences of both sides as [0]:[0, 1]")]
    NoBead {
        /// The line, counted from 1.
        line: usize,
        /// What stands there.
        text: String,
    },
    /// The sentences of one side do not follow each other.
    #[error("line {line}: \"{text}\" leaves sentences out; those of a bead must follow each other")]
    Gap {
        /// The line, counted from 1.
        line: usize,
        /// What stands there.
        text: String,
    },
    /// A sentence is missing or stands twice.
    #[error(transparent)]
    Unaligned(#[from] Unaligned),
}

/// The alignment as a ladder.
pub fn write(alignment: &Alignment) -> String {
    let list = |range: &Range<usize>| range.clone().map(|id| id.to_string()).collect::<Vec<_>>().join(", ");
    let line = |bead: &Bead| format!("[{}]:[{}]\n", list(&bead.segments.source), list(&bead.segments.target));
    alignment.beads().iter().map(line).collect()
}

/// A line of a ladder, or a unit of another file that gives beads: where it stands, and the sentences of both sides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rung {
    /// The line, counted from 1.
    pub line: usize,
    /// The sentences; where a side has none, an empty range behind those of the line before.
    pub segments: Pair<Range<usize>>,
}

/// Reads a ladder over texts of `count` sentences. Blank lines are skipped; what stands behind a second colon is too, as
/// other aligners write costs there. The beads are given as certain.
///
/// # Errors
/// Where a line is no bead, or a sentence is not in exactly one.
pub fn read(ladder: &str, count: Pair<usize>) -> Result<Alignment, LadderError> {
    let bead = |rung: Rung| Bead { segments: rung.segments, confidence: 1.0 };
    Ok(Alignment::new(rungs(ladder)?.into_iter().map(bead).collect(), count)?)
}

/// Reads the lines of a ladder, which may leave sentences out.
///
/// # Errors
/// Where a line is no bead.
pub fn rungs(ladder: &str) -> Result<Vec<Rung>, LadderError> {
    let mut passed = Pair::both(0);
    let mut rungs = Vec::new();
    for (line, text) in (1..).zip(ladder.lines()).filter(|(_, text)| !text.trim().is_empty()) {
        let no_bead = || LadderError::NoBead { line, text: text.to_owned() };
        let mut fields = text.split(':');
        let lists = Pair::new(fields.next(), fields.next()).map(|field| field.and_then(ids));
        let (Some(source), Some(target)) = (lists.source, lists.target) else { return Err(no_bead()) };
        if source.is_empty() && target.is_empty() {
            return Err(no_bead());
        }
        let gap = || LadderError::Gap { line, text: text.to_owned() };
        let segments =
            Pair::new(range(&source, passed.source).ok_or_else(gap)?, range(&target, passed.target).ok_or_else(gap)?);
        passed = segments.as_ref().map(|range| range.end);
        rungs.push(Rung { line, segments });
    }
    Ok(rungs)
}

/// The numbers of a list in brackets.
fn ids(field: &str) -> Option<Vec<usize>> {
    let inner = field.trim().strip_prefix('[')?.strip_suffix(']')?;
    if inner.trim().is_empty() {
        return Some(Vec::new());
    }
    inner.split(',').map(|id| id.trim().parse().ok()).collect()
}

/// Numbers that follow each other as a range; none of them stand behind what has `passed`.
fn range(ids: &[usize], passed: usize) -> Option<Range<usize>> {
    let Some(&first) = ids.first() else { return Some(passed..passed) };
    let end = first.checked_add(ids.len())?;
    ids.iter().copied().eq(first..end).then_some(first..end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ladder_is_read_and_written_again() {
        let check = |ladder: &str, source, target| {
            let read = read(ladder, Pair::new(source, target)).map(|alignment| write(&alignment));
            assert_eq!(read.as_deref(), Ok(ladder));
        };
        check("[0]:[0, 1]\n[1]:[]\n[]:[2]\n[2, 3]:[3]\n", 4, 4);
        check("", 0, 0);
        check("[1]:[0]\n[0]:[1]\n", 2, 2);
    }

    #[test]
    fn what_is_wrong_is_said_with_its_line() {
        let check = |ladder: &str, message: &str| {
            let error = read(ladder, Pair::both(2)).expect_err(ladder).to_string();
            assert!(error.contains(message), "{error}");
        };
        check("[0]:[0]\n[1]\n", "line 2: \"[1]\" is no bead");
        check("[0]:[0]\n\n[1]:[x]\n", "line 3");
        check("[]:[]\n", "line 1");
        check("[0, 2]:[0]\n", "line 1: \"[0, 2]:[0]\" leaves sentences out");
        check("[18446744073709551615]:[0]\n", "line 1");
        check("[0]:[0]\n", "segment 1 of the Source text");
        check("[0]:[0, 1]\n[0, 1]:[]\n", "segment 0");
    }
}
