//! The rows of the page with their texts, made one at a time while the page is written.

use super::super::relation;
use super::findings::{Finding, class};
use super::layout::{Row, lang, segment};
use super::marks::{FigureSpan, Mark, Piece, runs};
use super::words::Words;
use crate::audit::{AuditedDocument, AuditedLink, AuditedQuantity};
use crate::check::finding::Severity;
use crate::text::document::BlockKind;
use crate::text::lang::Lang;
use crate::text::pair::{Pair, Side};

/// What a row is made from, sorted by the sentence or row it belongs to.
pub struct Rows<'a> {
    document: &'a AuditedDocument,
    words: &'static Words,
    figures: Pair<Vec<Vec<FigureSpan>>>,
    marks: Pair<Vec<Vec<Mark>>>,
    links: Pair<Vec<Vec<&'a AuditedLink>>>,
    notes: Vec<Vec<usize>>,
    severities: Vec<Severity>,
}

/// A row as it is shown.
pub struct RowView<'a> {
    /// Its classes.
    pub classes: String,
    /// Its columns.
    pub cells: Vec<Cell<'a>>,
    /// What is to be said of its alignment.
    pub asides: Vec<String>,
    /// The findings shown under it, by their indexes.
    pub notes: &'a [usize],
}

/// One side of a row.
pub struct Cell<'a> {
    /// The language, as a BCP 47 tag.
    pub lang: &'static str,
    /// The element it is.
    pub tag: String,
    /// Its class, for the kind of block.
    pub class: &'static str,
    /// Its sentences.
    pub sentences: Vec<Sentence<'a>>,
    /// What stands between them.
    pub gap: &'static str,
    /// What to say where there are none.
    pub empty: String,
}

/// A sentence.
pub struct Sentence<'a> {
    /// Its number on its side as shown, from 1.
    pub number: usize,
    /// Its text.
    pub runs: Vec<RunView<'a>>,
}

/// A stretch that is plain, or one figure.
pub struct RunView<'a> {
    /// The figure.
    pub figure: Option<Figure<'a>>,
    /// Its text.
    pub pieces: Vec<PieceView<'a>>,
}

/// A stretch that the same findings point at throughout.
pub struct PieceView<'a> {
    /// Its text.
    pub text: &'a str,
    /// The class of its severity, where findings point at it.
    pub class: Option<&'static str>,
    /// The numbers of the findings whose stretch ends here.
    pub ends: String,
}

/// A figure.
pub struct Figure<'a> {
    /// Its name in addresses.
    pub id: String,
    /// What it comes to.
    pub reading: &'a str,
    /// Its counterparts' names in addresses.
    pub counterparts: Vec<String>,
    /// How it relates to them, unless they simply read the same; told on the source side only.
    pub relation: String,
    /// The same in sentences; told on the source side only.
    pub explanation: String,
    /// Whether its reading is written out; a target's figure that reads as its counterpart does has it from there.
    pub titled: bool,
    /// Whether one looks for a counterpart at all.
    pub linkable: bool,
}

impl<'a> Rows<'a> {
    /// Sorts what `document` and `findings` have to the sentences and `rows` it belongs to.
    pub fn new(document: &'a AuditedDocument, findings: &[Finding<'a>], rows: usize, words: &'static Words) -> Self {
        let mut notes = vec![Vec::new(); rows];
        for (index, finding) in findings.iter().enumerate() {
            if let Some(row) = finding.row {
                notes[row].push(index);
            }
        }
        let sides = Pair::new(Side::Source, Side::Target);
        Rows {
            document,
            words,
            figures: sides.map(|side| figures(document, side)),
            marks: sides.map(|side| marks(document, findings, side)),
            links: sides.map(|side| links(document, side)),
            notes,
            severities: findings.iter().map(|finding| finding.severity).collect(),
        }
    }

    /// The row at `index`, whose plan is `row`.
    pub fn view(&self, index: usize, row: &Row) -> RowView<'_> {
        RowView {
            classes: self.classes(index, row),
            cells: row.sides.iter().map(|&side| self.cell(row, side)).collect(),
            asides: self.asides(row),
            notes: &self.notes[index],
        }
    }

    /// `r` for a row, `p` where a block opens, `h` for a heading, and the severities found in it.
    fn classes(&self, index: usize, row: &Row) -> String {
        let mut classes = String::from("r");
        classes += if row.opens { " p" } else { "" };
        classes += if row.depth.is_some() { " h" } else { "" };
        for severity in [Severity::Error, Severity::Warning, Severity::Info] {
            let marked = |side: &Side| {
                let marks = row.segments[*side].iter().filter_map(|&segment| self.marks[*side].get(segment));
                marks.flatten().any(|mark| mark.severity == severity)
            };
            let noted = self.notes[index].iter().any(|&note| self.severities[note] == severity);
            if noted || Side::BOTH.iter().any(marked) {
                classes.push(' ');
                classes += class(severity);
            }
        }
        classes
    }

    fn asides(&self, row: &Row) -> Vec<String> {
        let mut asides = Vec::new();
        let paired = Side::BOTH.iter().all(|&side| !row.segments[side].is_empty());
        if let Some(confidence) = row.confidence.filter(|&confidence| paired && confidence < 0.5) {
            asides.push((self.words.uncertain)((confidence * 100.0).round() as u32));
        }
        if row.moved {
            asides.push(self.words.moved.into());
        }
        asides
    }

    fn cell(&self, row: &Row, side: Side) -> Cell<'_> {
        let lang = lang(self.document, side);
        let segments = row.segments[side].iter();
        let sentences: Vec<_> = segments.filter_map(|&index| self.sentence(side, index)).collect();
        let kind = row.segments[side].first().and_then(|&first| segment(self.document, side, first)).map(|s| s.kind);
        let tag = match (side, row.depth) {
            (Side::Source, Some(depth)) => format!("h{}", (depth + 2).min(6)),
            (Side::Source | Side::Target, _) => "p".into(),
        };
        Cell {
            lang: lang.tag(),
            tag,
            class: if sentences.is_empty() { "none" } else { kind.map_or("", kind_class) },
            sentences,
            gap: if lang == Lang::En { " " } else { "" },
            empty: (self.words.no_counterpart)(lang),
        }
    }

    fn sentence(&self, side: Side, index: usize) -> Option<Sentence<'_>> {
        let text = &segment(self.document, side, index)?.text;
        let runs = runs(text, &self.figures[side][index], &self.marks[side][index]);
        let runs = runs.into_iter().map(|run| RunView {
            figure: run.figure.and_then(|figure| self.figure(side, figure)),
            pieces: run.pieces.into_iter().map(piece).collect(),
        });
        Some(Sentence { number: index + 1, runs: runs.collect() })
    }

    fn figure(&self, side: Side, index: usize) -> Option<Figure<'_>> {
        let (links, ui) = (&self.links[side][index], self.words.ui);
        let told = |what: &dyn Fn(&'a AuditedLink) -> &'a str| match side {
            Side::Source => {
                links.iter().filter(|link| self.is_telling(link)).map(|link| what(link)).collect::<Vec<_>>().join("\n")
            }
            Side::Target => String::new(),
        };
        let counterpart = |link: &&AuditedLink| match side {
            Side::Source => anchor(Side::Target, link.target),
            Side::Target => anchor(Side::Source, link.source),
        };
        Some(Figure {
            id: anchor(side, index),
            reading: quantities(self.document, side).get(index)?.reading_in(ui),
            counterparts: links.iter().map(counterpart).collect(),
            relation: told(&|link| relation(ui, &link.relation)),
            explanation: told(&|link| link.explanation_in(ui)),
            titled: side == Side::Source || links.len() != 1 || self.is_telling(links[0]),
            linkable: self.document.target.is_some(),
        })
    }

    /// Whether a link says more than that two figures which read the same are equal: that goes without saying, and most
    /// links say it.
    fn is_telling(&self, link: &AuditedLink) -> bool {
        let quantities = &self.document.quantities;
        let reading = |side: &'a [AuditedQuantity], figure: usize| side.get(figure).map(|figure| &figure.reading);
        link.relation != "equal" || reading(&quantities.source, link.source) != reading(&quantities.target, link.target)
    }
}

fn piece(piece: Piece<'_>) -> PieceView<'_> {
    let ends: Vec<_> = piece.ends.iter().map(usize::to_string).collect();
    PieceView { text: piece.text, class: piece.severity.map(class), ends: ends.join(",") }
}

fn kind_class(kind: BlockKind) -> &'static str {
    match kind {
        BlockKind::Heading(_) => "head",
        BlockKind::Lead => "lead",
        BlockKind::ListItem => "item",
        BlockKind::Code => "code",
        BlockKind::Paragraph | BlockKind::Cell => "",
    }
}

/// The name in addresses of a figure.
pub fn anchor(side: Side, figure: usize) -> String {
    match side {
        Side::Source => format!("fs{figure}"),
        Side::Target => format!("ft{figure}"),
    }
}

fn quantities(document: &AuditedDocument, side: Side) -> &[AuditedQuantity] {
    match side {
        Side::Source => &document.quantities.source,
        Side::Target => &document.quantities.target,
    }
}

/// An empty list for each sentence of a side.
fn by_segment<T: Clone>(document: &AuditedDocument, side: Side) -> Vec<Vec<T>> {
    vec![Vec::new(); document.text(side).map_or(0, |text| text.segments.len())]
}

fn figures(document: &AuditedDocument, side: Side) -> Vec<Vec<FigureSpan>> {
    let mut by_segment = by_segment(document, side);
    for (figure, quantity) in quantities(document, side).iter().enumerate() {
        if let Some(figures) = by_segment.get_mut(quantity.segment) {
            figures.push(FigureSpan { span: quantity.within, figure });
        }
    }
    by_segment
}

fn marks(document: &AuditedDocument, findings: &[Finding<'_>], side: Side) -> Vec<Vec<Mark>> {
    let mut by_segment = by_segment(document, side);
    for finding in findings {
        for place in finding.places.iter().map(|place| place.place).filter(|place| place.side == side) {
            let marks = place.segment.and_then(|segment| by_segment.get_mut(segment));
            if let (Some(marks), Some(span)) = (marks, place.within) {
                let mark = Mark { span, severity: finding.severity, finding: finding.number };
                marks.push(mark);
            }
        }
    }
    by_segment
}

fn links(document: &AuditedDocument, side: Side) -> Vec<Vec<&AuditedLink>> {
    let mut by_figure = vec![Vec::new(); quantities(document, side).len()];
    for link in &document.quantities.links {
        let figure = match side {
            Side::Source => link.source,
            Side::Target => link.target,
        };
        if let Some(links) = by_figure.get_mut(figure) {
            links.push(link);
        }
    }
    by_figure
}
