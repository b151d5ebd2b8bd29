//! Tables of two columns that are a text and its translation: CSV, TSV and XLSX.
//!
//! The columns are those that the first row names by language (中文, Chinese, zh-CN; English, en) or by what they are
//! (source, target, 原文, 译文); else, in each language the column that holds most of it. All other columns are left out. A
//! table in one language is read whole. Linear in the table.

use std::io::Cursor;

use calamine::{DataRef, ExcelDateTime, Reader, Xlsx};
use csv_core::{ReadFieldResult, ReaderBuilder};

use super::docx::column;
use super::draft::{Draft, Joint, LineKind, Writer};
use super::extract::{Extract, Given};
use super::package::Package;
use crate::text::lang::{Lang, letters};
use crate::text::source::{Mark, Source};
use crate::text::span::Span;

/// The part that says what an XLSX file holds.
const WORKBOOK: &str = "xl/workbook.xml";

/// Whether an archive is a workbook.
pub(super) fn is_one(package: &Package) -> bool {
    package.has(WORKBOOK)
}

/// A cell: its row and its column from 0, and its text.
#[derive(Clone, Debug)]
struct Cell<T> {
    row: u32,
    column: u32,
    text: T,
}

/// Which columns are read, and in which language.
#[derive(Debug, PartialEq, Eq)]
enum Columns {
    /// All, in one language or another.
    All,
    /// The Chinese and the English one, below the first row if that names them.
    Two { zh: u32, en: u32, named: bool },
}

impl Columns {
    fn of(cells: &[Cell<&str>]) -> Self {
        let first = cells.first().map_or(0, |cell| cell.row);
        let header: Vec<&Cell<&str>> = cells.iter().take_while(|cell| cell.row == first).collect();
        let named = |is: fn(&str) -> bool| header.iter().find(|cell| is(cell.text)).map(|cell| cell.column);
        if let (Some(zh), Some(en)) = (named(is_name_of_chinese), named(is_name_of_english)) {
            return Columns::Two { zh, en, named: true };
        }
        let roles = [named(is_name_of_source), named(is_name_of_target)];
        let by_role = roles.iter().all(Option::is_some);
        let weights = weights(cells, |cell| !by_role || (roles.contains(&Some(cell.column)) && cell.row > first));
        let heaviest = |lang| {
            let of = weights.iter().filter(|(_, zh, en)| if lang == Lang::Zh { zh >= en } else { en > zh });
            let weight = move |&&(_, zh, en): &&(u32, usize, usize)| if lang == Lang::Zh { zh } else { en };
            // of equals the first
            of.rev().max_by_key(weight).map(|&(column, ..)| column)
        };
        match (heaviest(Lang::Zh), heaviest(Lang::En)) {
            (Some(zh), Some(en)) => Columns::Two { zh, en, named: by_role },
            _ => Columns::All,
        }
    }

    /// Whether a cell is read, and the language that it is in.
    fn reads(&self, row: u32, first: u32, column: u32) -> Option<Option<Lang>> {
        match *self {
            Columns::All => Some(None),
            Columns::Two { named: true, .. } if row == first => None,
            Columns::Two { zh, .. } if column == zh => Some(Some(Lang::Zh)),
            Columns::Two { en, .. } if column == en => Some(Some(Lang::En)),
            Columns::Two { .. } => None,
        }
    }
}

/// What each column holds of Chinese and of English, by column.
fn weights(cells: &[Cell<&str>], counts: impl Fn(&Cell<&str>) -> bool) -> Vec<(u32, usize, usize)> {
    let mut weights = std::collections::BTreeMap::new();
    for cell in cells.iter().filter(|cell| counts(cell)) {
        let (han, latin) = letters(cell.text);
        if han + latin > 0 {
            let (zh, en) = weights.entry(cell.column).or_insert((0, 0));
            *zh += han * 4;
            *en += latin;
        }
    }
    weights.into_iter().map(|(column, (zh, en))| (column, zh, en)).collect()
}

fn is_name_of_chinese(name: &str) -> bool {
    let name = name.trim().to_lowercase().replace('_', "-");
    ["zh", "cn", "chs", "cht", "chi", "zho"].iter().any(|tag| is_tag(&name, tag))
        || name.contains("chinese")
        || ["中文", "汉语", "漢語", "华文"].iter().any(|word| name.contains(word))
}

fn is_name_of_english(name: &str) -> bool {
    let name = name.trim().to_lowercase().replace('_', "-");
    ["en", "eng"].iter().any(|tag| is_tag(&name, tag))
        || name.contains("english")
        || ["英文", "英语", "英語"].iter().any(|word| name.contains(word))
}

fn is_tag(name: &str, tag: &str) -> bool {
    name.strip_prefix(tag).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
}

fn is_name_of_source(name: &str) -> bool {
    let name = name.trim().to_lowercase();
    matches!(name.as_str(), "source" | "src" | "source text" | "original" | "原文" | "源文" | "源语言" | "源文本")
}

fn is_name_of_target(name: &str) -> bool {
    let name = name.trim().to_lowercase();
    matches!(
        name.as_str(),
        "target" | "tgt" | "target text" | "translation" | "译文" | "譯文" | "目标语言" | "目标文本" | "翻译"
    )
}

/// The lines of a text with a row a line, its cells parted by tabs or by commas.
pub(super) fn lines(text: &str, tabs: bool) -> Draft {
    let fields = fields(text, tabs);
    let cells: Vec<Cell<&str>> =
        fields.iter().map(|cell| Cell { row: cell.row, column: cell.column, text: cell.text.of(text) }).collect();
    let columns = Columns::of(&cells);
    let first = cells.first().map_or(0, |cell| cell.row);
    let mut out = Writer::new(text);
    for cell in &fields {
        let Some(lang) = columns.reads(cell.row, first, cell.column) else { continue };
        (out.kind, out.lang, out.row) = (LineKind::Cell, lang, cell.row + 1);
        copy_field(&mut out, cell.text, tabs);
        out.end_line(Joint::Block);
    }
    out.finish(false)
}

/// The fields of such a text, each with the quotes round it.
fn fields(text: &str, tabs: bool) -> Vec<Cell<Span>> {
    let delimiter = if tabs { b'\t' } else { delimiter(text) };
    let mut reader = ReaderBuilder::new().delimiter(delimiter).quoting(!tabs).build();
    let mut sink = vec![0; 1 << 16];
    let (mut fields, mut row, mut column) = (Vec::new(), 0, 0);
    let (mut start, mut at) = (text.len() - text.trim_start_matches('\u{feff}').len(), 0);
    at = at.max(start);
    loop {
        let (result, read, _) = reader.read_field(&text.as_bytes()[at..], &mut sink);
        at += read;
        match result {
            ReadFieldResult::InputEmpty | ReadFieldResult::OutputFull => {}
            ReadFieldResult::End => return fields,
            ReadFieldResult::Field { record_end } => {
                let raw = &text[start..at];
                let body = raw.trim_start_matches(['\r', '\n']);
                let from = at - body.len();
                let body = match record_end {
                    true => body.trim_end_matches(['\r', '\n']),
                    false => body.strip_suffix(char::from(delimiter)).unwrap_or(body),
                };
                fields.push(Cell { row, column, text: Span::new(from, from + body.len()) });
                (row, column) = if record_end { (row + 1, 0) } else { (row, column + 1) };
                start = at;
            }
        }
    }
}

/// What parts the cells: of the marks in use the most frequent in the first line.
fn delimiter(text: &str) -> u8 {
    let line = text.lines().next().unwrap_or_default();
    let count = |mark: u8| line.bytes().filter(|&byte| byte == mark).count();
    [b'\t', b';', b','].into_iter().max_by_key(|&mark| count(mark)).unwrap_or(b',')
}

/// Writes a field without its quotes, and those that are doubled in it once.
fn copy_field(out: &mut Writer<'_>, field: Span, tabs: bool) {
    let (mut at, mut end) = (field.start as usize, field.end as usize);
    let text = &out.source[at..end];
    let is_quoted = !tabs && text.len() >= 2 && text.starts_with('"') && text.ends_with('"');
    if !is_quoted {
        return out.builder.copy(field);
    }
    (at, end) = (at + 1, end - 1);
    while let Some(next) = out.source[at..end].find("\"\"") {
        out.builder.copy(Span::new(at, at + next));
        out.builder.replace(Span::new(at + next, at + next + 2), "\"");
        at += next + 2;
    }
    out.builder.copy(Span::new(at, end));
}

/// The text of a workbook, or what is wrong with it. Sheets are read in their order, hidden ones as well.
pub(super) fn workbook(name: &str, package: &mut Package, bytes: &[u8]) -> Result<(Source, Draft), String> {
    package.fits()?;
    let damaged = |error: &dyn std::fmt::Display| format!("is damaged ({error}); save it anew");
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|error| damaged(&error))?;
    let mut out = Extract::default();
    let mut rows = 0;
    for sheet in book.sheet_names() {
        let cells = sheet_cells(&mut book, &sheet).map_err(|error| damaged(&error))?;
        let borrowed: Vec<Cell<&str>> =
            cells.iter().map(|cell| Cell { row: cell.row, column: cell.column, text: cell.text.as_str() }).collect();
        let columns = Columns::of(&borrowed);
        let first = cells.first().map_or(0, |cell| cell.row);
        for row in borrowed.chunk_by(|a, b| a.row == b.row) {
            rows += 1;
            for cell in row {
                let Some(lang) = columns.reads(cell.row, first, cell.column) else { continue };
                out.mark(Mark::Cell(format!("{sheet}!{}{}", column(cell.column), cell.row + 1).into()));
                out.line(
                    cell.text,
                    &Given { kind: LineKind::Cell, row: Some(rows), lang, ..Given::text(Joint::Block) },
                );
            }
        }
    }
    Ok(out.finish(name, false))
}

/// The text of a cell with a day, a time or both, which a workbook holds as a count of days: 2025-05-03, 9:00.
fn day_and_time(date: &ExcelDateTime) -> String {
    let (year, month, day, hour, minute, second, _) = date.to_ymd_hms_milli();
    if date.is_duration() {
        let hours = (date.as_f64() * 24.0) as i64;
        return format!("{hours}:{minute:02}:{second:02}");
    }
    let seconds = if second > 0 { format!(":{second:02}") } else { String::new() };
    let time = format!("{hour}:{minute:02}{seconds}");
    let day = format!("{year}-{month:02}-{day:02}");
    match (date.as_f64(), &*time) {
        // the day 0 says that there is none
        (..1.0, _) => time,
        (_, "0:00") => day,
        _ => format!("{day} {time}"),
    }
}

/// The cells of a sheet that hold something, row by row.
fn sheet_cells(book: &mut Xlsx<Cursor<&[u8]>>, sheet: &str) -> Result<Vec<Cell<String>>, calamine::XlsxError> {
    let mut cells = Vec::new();
    // a chart is no sheet of cells
    let Ok(mut reader) = book.worksheet_cells_reader(sheet) else { return Ok(cells) };
    while let Some(cell) = reader.next_cell()? {
        let text = match cell.get_value() {
            DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
            DataRef::SharedString(text) => (*text).to_owned(),
            DataRef::Int(number) => number.to_string(),
            DataRef::Float(number) => number.to_string(),
            DataRef::DateTime(date) => day_and_time(date),
            DataRef::Bool(_) | DataRef::Error(_) | DataRef::Empty => continue,
        };
        let (row, column) = cell.get_position();
        cells.push(Cell { row, column, text });
    }
    cells.sort_by_key(|cell| (cell.row, cell.column));
    Ok(cells)
}
