//! Which sentences share a row, and where a sentence is to be found: the plan of the page, without any text.

use super::words::Words;
use crate::audit::{AuditedDocument, AuditedSegment, DocumentKind};
use crate::text::document::BlockKind;
use crate::text::lang::Lang;
use crate::text::pair::{Pair, Side};

/// The plan of a document's page.
pub struct Layout {
    /// The parts of the text; one with two columns, or one with one column for each text.
    pub sections: Vec<Section>,
    /// The rows of all sections.
    pub rows: Vec<Row>,
    /// The headings of the source.
    pub headings: Vec<Heading>,
    row_of: Pair<Vec<Option<usize>>>,
}

/// A part of the text.
pub struct Section {
    /// What it is called, where there are several.
    pub title: Option<&'static str>,
    /// Its columns.
    pub sides: &'static [Side],
    /// Its first row.
    pub first: usize,
    /// The row behind its last.
    pub end: usize,
}

/// A row: a bead, or a block of a text that is not aligned.
pub struct Row {
    /// Its name in addresses: `b12`.
    pub anchor: String,
    /// Its number in its section, from 1.
    pub number: usize,
    /// Its sentences.
    pub segments: Pair<Vec<usize>>,
    /// Its columns.
    pub sides: &'static [Side],
    /// The bead's confidence.
    pub confidence: Option<f64>,
    /// Whether the bead stands elsewhere in the target.
    pub moved: bool,
    /// Whether a block starts with it.
    pub opens: bool,
    /// The depth of its heading in the outline, from 1, where it is one.
    pub depth: Option<usize>,
}

/// A heading of the source.
pub struct Heading {
    /// The row it stands in.
    pub row: usize,
    /// The sentence that it is.
    pub segment: usize,
    /// Its depth in the outline, from 1; no depth is skipped on the way down.
    pub depth: usize,
}

impl Layout {
    /// The plan of `document`.
    pub fn new(document: &AuditedDocument, words: &Words) -> Self {
        let mut layout =
            Layout { sections: Vec::new(), rows: Vec::new(), headings: Vec::new(), row_of: Pair::default() };
        let aligned = document.kind == DocumentKind::Translation && !document.beads.is_empty();
        if let (true, Some(_)) = (aligned, &document.target) {
            layout.add_beads(document);
        } else {
            layout.add_text(document, Side::Source, words);
            layout.add_text(document, Side::Target, words);
        }
        layout.find_rows(document);
        layout.find_headings(&document.source.segments);
        layout
    }

    /// The row of a sentence.
    pub fn row_of(&self, side: Side, segment: usize) -> Option<usize> {
        *self.row_of[side].get(segment)?
    }

    /// The row of a bead, by its number in the audit.
    pub fn row_of_bead(&self, bead: usize) -> Option<usize> {
        (self.sections.first()?.sides.len() == 2 && bead < self.rows.len()).then_some(bead)
    }

    fn add_beads(&mut self, document: &AuditedDocument) {
        let mut last = Pair::both(None);
        for (index, bead) in document.beads.iter().enumerate() {
            let segments = Pair::new(&bead.source, &bead.target).map(Clone::clone);
            let mut opens = false;
            for side in Side::BOTH {
                let block = segments[side].first().and_then(|&first| segment(document, side, first)).map(|s| s.block);
                opens |= block.is_some() && block != last[side];
                let end = segments[side].last().and_then(|&end| segment(document, side, end)).map(|s| s.block);
                last[side] = end.or(last[side]);
            }
            self.rows.push(Row {
                anchor: format!("b{}", index + 1),
                number: index + 1,
                segments,
                sides: &Side::BOTH,
                confidence: Some(bead.confidence),
                moved: bead.moved,
                opens,
                depth: None,
            });
        }
        self.sections.push(Section { title: None, sides: &Side::BOTH, first: 0, end: self.rows.len() });
    }

    fn add_text(&mut self, document: &AuditedDocument, side: Side, words: &Words) {
        let Some(text) = document.text(side) else { return };
        let (sides, prefix): (&'static [Side], _) = match side {
            Side::Source => (&[Side::Source], 's'),
            Side::Target => (&[Side::Target], 't'),
        };
        let first = self.rows.len();
        let mut next = 0;
        for block in text.segments.chunk_by(|a, b| a.block == b.block) {
            let mut segments = Pair::<Vec<usize>>::default();
            segments[side] = (next..next + block.len()).collect();
            next += block.len();
            let number = self.rows.len() - first + 1;
            let anchor = format!("{prefix}{number}");
            let row = Row { anchor, number, segments, sides, confidence: None, moved: false, opens: true, depth: None };
            self.rows.push(row);
        }
        let title = document.target.is_some().then(|| (words.lang)(text.lang));
        self.sections.push(Section { title, sides, first, end: self.rows.len() });
    }

    fn find_rows(&mut self, document: &AuditedDocument) {
        for side in Side::BOTH {
            let count = document.text(side).map_or(0, |text| text.segments.len());
            let mut row_of = vec![None; count];
            for (index, row) in self.rows.iter().enumerate() {
                for &segment in &row.segments[side] {
                    if let Some(row) = row_of.get_mut(segment) {
                        *row = Some(index);
                    }
                }
            }
            self.row_of[side] = row_of;
        }
    }

    /// The outline: a heading is one deeper than the nearest heading before it that has a higher level.
    fn find_headings(&mut self, segments: &[AuditedSegment]) {
        let mut open: Vec<u8> = Vec::new();
        let mut last = None;
        for (index, segment) in segments.iter().enumerate() {
            let BlockKind::Heading(level) = segment.kind else { continue };
            if let Some(row) = self.row_of[Side::Source][index]
                && last != Some(segment.block)
            {
                last = Some(segment.block);
                open.retain(|&above| above < level);
                open.push(level);
                self.rows[row].depth.get_or_insert(open.len());
                self.headings.push(Heading { row, segment: index, depth: open.len() });
            }
        }
    }
}

/// A sentence of a side; `None` where the audit names one that is not there.
pub fn segment(document: &AuditedDocument, side: Side, index: usize) -> Option<&AuditedSegment> {
    document.text(side)?.segments.get(index)
}

/// The language of a side; of the source for a target that is not there.
pub fn lang(document: &AuditedDocument, side: Side) -> Lang {
    document.text(side).unwrap_or(&document.source).lang
}
