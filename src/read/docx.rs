//! DOCX (Office Open XML, ECMA-376): the text as it reads with all tracked changes accepted.
//!
//! What is read is the body, and behind it the footnotes and endnotes in the order in which it names them. A paragraph is
//! a line, a forced line break ends one within it, and text boxes stand behind the paragraph that they hang on. Left out
//! are deleted, moved-away and hidden text, the codes of fields and the numbers of pages, tables of contents, comments,
//! and the heads and feet of pages. The numbers that the program sets before items are put where a reader sees them.
//!
//! Paragraphs are counted as the program counts them, from 1, empty ones and those in cells included. Linear.

mod numbers;
mod parts;
mod styles;

use std::collections::HashMap;
use std::ops::Range;

use self::numbers::Lists;
use self::parts::{Element, Part, Token};
use self::styles::{Style, Styles};
use super::draft::{Draft, Joint, LineKind};
use super::extract::{Extract, Given};
use super::numbering::numeral;
use super::package::Package;
use crate::text::source::{Mark, Source};

/// The part with the body.
const BODY: &str = "word/document.xml";

/// Whether an archive is such a document.
pub(super) fn is_one(package: &Package) -> bool {
    package.has(BODY) || package.find("word/document2.xml").is_some()
}

/// The text of a document, or what is wrong with it.
pub(super) fn read(name: &str, package: &mut Package) -> Result<(Source, Draft), String> {
    Ok(walked(package)?.finish(name).0)
}

/// Where the text of a document stands in its parts.
pub(crate) fn trace(package: &mut Package) -> Result<Vec<Piece>, String> {
    Ok(walked(package)?.finish("").1)
}

/// The name of the part with the body.
pub(crate) fn body(package: &Package) -> String {
    if package.has(BODY) { BODY.to_owned() } else { package.find("word/document2.xml").unwrap_or_default() }
}

/// A stretch of text and the bytes of the body that it stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Piece {
    /// In the text of the document.
    pub text: Range<usize>,
    /// In the part with the body; as many bytes, but for a character that stands there by its number or its name. `None` in
    /// a note or a text box.
    pub body: Option<Range<usize>>,
}

fn walked(package: &mut Package) -> Result<Walk, String> {
    let body = body(package);
    let styles = package.text("word/styles.xml")?.map(|text| Styles::read(&text)).transpose()?.unwrap_or_default();
    let lists = package.text("word/numbering.xml")?.map(|text| Lists::read(&text)).transpose()?.unwrap_or_default();
    let mut walk = Walk { styles, lists, ..Walk::default() };
    walk.part(&body, &package.text(&body)?.unwrap_or_default())?;
    for part in ["word/footnotes.xml", "word/endnotes.xml"] {
        if let Some(text) = package.text(part)? {
            walk.part(part, &text)?;
        }
    }
    Ok(walk)
}

/// A paragraph.
#[derive(Clone, Debug, Default)]
struct Paragraph {
    /// Its text, a line end at each forced break.
    text: String,
    /// How many bytes of it the bold run has that it opens with, and whether that may go on.
    bold: usize,
    past_bold: bool,
    style: Style,
    /// What it says itself of its level in the outline and of its list.
    outline: Option<u8>,
    list: Option<String>,
    list_level: Option<usize>,
    /// What it is called in the document.
    number: u32,
    cell: Option<Cell>,
    /// Whether it goes on in the next one, since its end was deleted.
    open_end: bool,
    /// Whether it is not read: a line of a table of contents, or of a row that was deleted.
    passed: bool,
    /// The paragraphs of text boxes that hang on it.
    boxes: Vec<Paragraph>,
    run: Run,
    /// Where its text stands, in bytes of it.
    pieces: Vec<Piece>,
}

/// What is known of the run of text that is open.
#[derive(Clone, Copy, Debug, Default)]
struct Run {
    hidden: bool,
    bold: bool,
}

/// A cell of a table, all counted from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct Cell {
    table: u32,
    row: u32,
    column: u32,
}

/// A field: its code, then its result.
#[derive(Clone, Debug, Default)]
struct Field {
    code: String,
    in_result: bool,
}

impl Field {
    /// Whether nothing of it is read: its code, or the result of one that counts or lists pages.
    fn is_passed(&self) -> bool {
        const PASSED: [&str; 8] = ["TOC", "PAGE", "NUMPAGES", "SECTIONPAGES", "PAGEREF", "INDEX", "TOA", "TC"];
        let name = self.code.split_whitespace().next().unwrap_or_default().to_uppercase();
        !self.in_result || PASSED.contains(&name.as_str())
    }
}

/// A walk over the parts of a document.
#[derive(Default)]
struct Walk {
    styles: Styles,
    lists: Lists,
    /// The names of the elements that are open.
    open: Vec<String>,
    /// How many elements are open whose content is not read.
    passed: usize,
    paragraphs: Vec<Paragraph>,
    /// What comes before the next paragraph, since the end of its own was deleted.
    carried: Option<Paragraph>,
    fields: Vec<Field>,
    /// Whether each open content control is a table of contents.
    controls: Vec<bool>,
    /// The cell that each open table is at, and whether its row was deleted.
    cells: Vec<(Cell, bool)>,
    tables: u32,
    counted: u32,
    /// The notes in the order in which the body names them, and the one that is open.
    named: Vec<String>,
    note: Option<String>,
    notes: HashMap<String, Vec<Paragraph>>,
    body: Vec<Paragraph>,
}

impl Walk {
    fn part(&mut self, name: &str, text: &str) -> Result<(), String> {
        let mut part = Part::new(name, text);
        while let Some(token) = part.next()? {
            match token {
                Token::Open(element) => {
                    self.begin(&element);
                    self.open.push(element.name);
                }
                Token::Close(name) => {
                    self.open.pop();
                    self.end(&name);
                }
                Token::Text(text, bytes) => self.text(&text, bytes),
            }
        }
        self.fields.clear();
        Ok(())
    }

    fn is_in(&self, parent: &str) -> bool {
        self.open.last().is_some_and(|open| open == parent)
    }

    fn begin(&mut self, element: &Element) {
        let name = element.name.as_str();
        if matches!(name, "del" | "moveFrom") {
            self.note_deletion();
        }
        self.passed += usize::from(is_passed(name));
        if self.passed > 0 {
            return;
        }
        match name {
            "p" => self.begin_paragraph(),
            "tbl" => {
                self.cells.push((Cell { table: self.tables, row: 0, column: 0 }, false));
                self.tables += 1;
            }
            "sdt" => self.controls.push(false),
            "docPartGallery" => {
                if let Some(control) = self.controls.last_mut() {
                    *control |= element.val().is_some_and(|gallery| gallery == "Table of Contents");
                }
            }
            "footnote" | "endnote" => self.note = element.local_attribute("id").map(|id| format!("{name} {id}")),
            "footnoteReference" | "endnoteReference" => {
                let kind = name.trim_end_matches("Reference");
                self.named.extend(element.local_attribute("id").map(|id| format!("{kind} {id}")));
            }
            "fldSimple" => {
                let code = element.local_attribute("instr").unwrap_or_default();
                self.fields.push(Field { code, in_result: true });
            }
            "fldChar" => self.field(element.local_attribute("fldCharType").as_deref()),
            _ => self.property(element),
        }
    }

    fn begin_paragraph(&mut self) {
        let is_contents = self.controls.contains(&true);
        let in_box = !self.paragraphs.is_empty();
        self.counted += u32::from(!in_box && self.note.is_none());
        let (cell, deleted) = self.cells.last().map_or((None, false), |&(cell, deleted)| (Some(cell), deleted));
        let carried = if in_box { None } else { self.carried.take() };
        let style = self.styles.of(None);
        let run = Run { hidden: style.hidden == Some(true), bold: style.bold == Some(true) };
        self.paragraphs.push(Paragraph {
            style,
            run,
            number: self.counted,
            cell: if in_box { None } else { cell },
            passed: is_contents || deleted,
            open_end: false,
            boxes: Vec::new(),
            ..carried.unwrap_or_default()
        });
    }

    /// The end of a paragraph was deleted, or a row of a table.
    fn note_deletion(&mut self) {
        let in_mark = self.is_in("rPr") && self.open.iter().rev().nth(1).is_some_and(|outer| outer == "pPr");
        if let Some(paragraph) = self.paragraphs.last_mut().filter(|_| in_mark) {
            paragraph.open_end = true;
        }
        if self.is_in("trPr")
            && let Some((_, deleted)) = self.cells.last_mut()
        {
            *deleted = true;
        }
    }

    fn field(&mut self, kind: Option<&str>) {
        match kind {
            Some("begin") => self.fields.push(Field::default()),
            Some("separate") => {
                if let Some(field) = self.fields.last_mut() {
                    field.in_result = true;
                }
            }
            Some("end") => {
                self.fields.pop();
            }
            _ => {}
        }
    }

    /// What an element says of the paragraph or the run that is open.
    fn property(&mut self, element: &Element) {
        let in_run = self.is_in("r");
        let of_mark = self.open.iter().rev().nth(1).is_some_and(|outer| outer == "pPr");
        let hides = self.fields.iter().any(Field::is_passed);
        let Some(paragraph) = self.paragraphs.last_mut() else { return };
        match element.name.as_str() {
            "pStyle" => {
                paragraph.style = self.styles.of(element.val().as_deref());
                paragraph.passed |= paragraph.style.is_contents();
                paragraph.run = own_run(paragraph);
            }
            "outlineLvl" => paragraph.outline = element.val().and_then(|level| level.parse().ok()),
            "numId" => paragraph.list = element.val(),
            "ilvl" => paragraph.list_level = element.val().and_then(|level| level.parse().ok()),
            "r" => paragraph.run = own_run(paragraph),
            "rStyle" if !of_mark => {
                let style = self.styles.of(element.val().as_deref());
                paragraph.run.hidden = style.hidden.unwrap_or(paragraph.run.hidden);
                paragraph.run.bold = style.bold.unwrap_or(paragraph.run.bold);
            }
            "vanish" if !of_mark => paragraph.run.hidden = element.is_on(),
            "b" if !of_mark => paragraph.run.bold = element.is_on(),
            "tab" if in_run && !hides => paragraph.add("\t"),
            "br" | "cr" if in_run && !hides => paragraph.add("\n"),
            "noBreakHyphen" if in_run && !hides => paragraph.add("-"),
            _ => {}
        }
    }

    fn text(&mut self, text: &str, bytes: Range<usize>) {
        match self.open.last().map(String::as_str) {
            Some("instrText") => {
                if let Some(field) = self.fields.last_mut() {
                    field.code.push_str(text);
                }
            }
            Some("t") if self.passed == 0 && !self.fields.iter().any(Field::is_passed) => {
                let in_body = self.note.is_none() && self.paragraphs.len() == 1;
                if let Some(paragraph) = self.paragraphs.last_mut() {
                    let start = paragraph.text.len();
                    paragraph.add(text);
                    let text = start..paragraph.text.len();
                    paragraph.pieces.push(Piece { text, body: in_body.then_some(bytes) });
                }
            }
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        if is_passed(name) {
            self.passed = self.passed.saturating_sub(1);
        }
        if self.passed > 0 {
            return;
        }
        match name {
            "p" => self.end_paragraph(),
            "tbl" => {
                self.cells.pop();
            }
            "tr" => {
                if let Some((cell, deleted)) = self.cells.last_mut() {
                    (cell.row, cell.column, *deleted) = (cell.row + 1, 0, false);
                }
            }
            "tc" => {
                if let Some((cell, _)) = self.cells.last_mut() {
                    cell.column += 1;
                }
            }
            "sdt" => {
                self.controls.pop();
            }
            "fldSimple" => {
                self.fields.pop();
            }
            "footnote" | "endnote" => self.note = None,
            _ => {}
        }
    }

    fn end_paragraph(&mut self) {
        let Some(mut paragraph) = self.paragraphs.pop() else { return };
        if let Some(outer) = self.paragraphs.last_mut() {
            let boxes = std::mem::take(&mut paragraph.boxes);
            outer.boxes.push(paragraph);
            outer.boxes.extend(boxes);
            return;
        }
        let boxes = std::mem::take(&mut paragraph.boxes);
        let number = paragraph.number;
        if paragraph.open_end {
            self.carried = Some(paragraph);
        } else {
            self.keep(paragraph);
        }
        boxes.into_iter().for_each(|paragraph| self.keep(Paragraph { number, ..paragraph }));
    }

    fn keep(&mut self, paragraph: Paragraph) {
        match &self.note {
            Some(note) => self.notes.entry(note.clone()).or_default().push(paragraph),
            None => self.body.push(paragraph),
        }
    }

    fn finish(mut self, name: &str) -> ((Source, Draft), Vec<Piece>) {
        let mut paragraphs = std::mem::take(&mut self.body);
        paragraphs.extend(self.carried.take());
        for note in std::mem::take(&mut self.named) {
            paragraphs.extend(self.notes.remove(&note).unwrap_or_default());
        }
        let layout = tables_of_layout(&paragraphs);
        let mut out = Extract::default();
        let mut pieces = Vec::new();
        let (mut rows, mut row) = (0, None);
        let mut marked = false;
        for mut paragraph in paragraphs {
            paragraph.cell = paragraph.cell.filter(|cell| !layout.contains(&cell.table));
            let of = paragraph.cell.map(|cell| (cell.table, cell.row));
            if of.is_some() && of != row {
                rows += 1;
            }
            row = of;
            let kind = self.number(&mut paragraph);
            marked |= matches!(kind, LineKind::Heading(_)) && !paragraph.passed;
            if !paragraph.passed {
                let start = out.len();
                write(&mut out, &paragraph, kind, rows);
                let placed = |piece: Piece| Piece { text: start + piece.text.start..start + piece.text.end, ..piece };
                pieces.extend(paragraph.pieces.into_iter().filter(|_| out.len() > start).map(placed));
            }
        }
        (out.finish(name, marked), pieces)
    }

    /// Puts the number of its list before a paragraph, and says what it is.
    fn number(&mut self, paragraph: &mut Paragraph) -> LineKind {
        let list = paragraph.list.take().or_else(|| paragraph.style.list.clone()).filter(|list| list != "0");
        let mut is_item = list.is_some();
        let is_blank = paragraph.text.trim().is_empty();
        if let Some(list) = list.filter(|_| !is_blank) {
            let level = paragraph.list_level.or(paragraph.style.list_level).unwrap_or(0);
            let number = self.lists.next(&list, level);
            is_item = !numeral(&number, false).is_some_and(|numeral| numeral.scheme.is_of_headings());
            let gap = if number.is_empty() || number.ends_with(['、', '）', '．']) { "" } else { " " };
            paragraph.text.insert_str(0, &format!("{number}{gap}"));
            let len = number.len() + gap.len();
            if paragraph.bold > 0 {
                paragraph.bold += len;
            }
            for piece in &mut paragraph.pieces {
                piece.text = piece.text.start + len..piece.text.end + len;
            }
        }
        let outlined = paragraph.outline.map(|level| (level < 9).then_some(level.min(5) + 1));
        let heading = outlined.unwrap_or_else(|| paragraph.style.heading());
        match (paragraph.cell, heading) {
            (Some(_), _) => LineKind::Cell,
            (None, Some(level)) => LineKind::Heading(level),
            (None, None) if is_item => LineKind::ListItem,
            (None, None) => LineKind::Text,
        }
    }
}

/// Whether nothing in an element is read. The notes on what a change was, the other form of a drawing, and the readings
/// above Chinese are none of the text.
fn is_passed(name: &str) -> bool {
    const PASSED: [&str; 8] = ["del", "moveFrom", "Fallback", "rPrChange", "pPrChange", "tblPrChange", "sectPr", "rt"];
    PASSED.contains(&name)
}

/// What runs are in a paragraph by its style.
fn own_run(paragraph: &Paragraph) -> Run {
    Run { hidden: paragraph.style.hidden == Some(true), bold: paragraph.style.bold == Some(true) }
}

impl Paragraph {
    /// Adds text of the run that is open.
    fn add(&mut self, text: &str) {
        if self.run.hidden {
            return;
        }
        self.text.push_str(text);
        let shows = !text.trim().is_empty();
        match self.run.bold {
            true if !self.past_bold && shows => self.bold = self.text.len(),
            false if shows => self.past_bold = true,
            _ => {}
        }
    }
}

/// The tables that only lay out the page: a cell of them holds many paragraphs.
fn tables_of_layout(paragraphs: &[Paragraph]) -> Vec<u32> {
    const MANY: usize = 5;
    let cells: Vec<Cell> = paragraphs.iter().filter(|p| !p.text.trim().is_empty()).filter_map(|p| p.cell).collect();
    let mut tables: Vec<u32> =
        cells.chunk_by(|a, b| a == b).filter(|cell| cell.len() >= MANY).map(|cell| cell[0].table).collect();
    tables.dedup();
    tables
}

/// Writes a paragraph, a line for each that it is broken into.
fn write(out: &mut Extract, paragraph: &Paragraph, kind: LineKind, row: u32) {
    if paragraph.text.trim().is_empty() {
        return;
    }
    out.mark(match paragraph.cell {
        Some(cell) => Mark::Cell(format!("table {}, {}{}", cell.table + 1, column(cell.column), cell.row + 1).into()),
        None => Mark::Paragraph(paragraph.number),
    });
    let mut joint = Joint::Block;
    let mut bold = paragraph.bold;
    for line in paragraph.text.split('\n') {
        let row = (kind == LineKind::Cell).then_some(row);
        out.line(line, &Given { kind, joint, bold: bold.min(line.len()), row, lang: None });
        bold = bold.saturating_sub(line.len() + 1);
        joint = if kind == LineKind::Cell { Joint::Block } else { Joint::Line };
    }
}

/// A column as spreadsheets call it: A to Z, then AA.
pub(super) fn column(index: u32) -> String {
    let mut name = Vec::new();
    let mut rest = index + 1;
    while rest > 0 {
        rest -= 1;
        name.push(char::from(b'A' + (rest % 26) as u8));
        rest /= 26;
    }
    name.iter().rev().collect()
}
