//! Findings as a workbook for those who live in spreadsheets: a sheet of findings with filters, and one with a line for each
//! document.

use std::io::{self, Write};

use rust_xlsxwriter::{Format, FormatAlign, Workbook, Worksheet, XlsxError};

use super::Tally;
use super::rows::{COLUMNS, rows};
use crate::audit::Audit;

/// The widths of the columns of findings, in characters.
const WIDTHS: [f64; COLUMNS.len()] = [20.0, 10.0, 20.0, 50.0, 24.0, 20.0, 50.0, 24.0, 20.0, 50.0, 18.0, 10.0, 30.0];

/// The most characters of a cell; Excel takes 32,767.
const MOST: usize = 32_000;

/// Writes the workbook.
///
/// # Errors
/// Where `out` cannot be written to, or there are more findings than a sheet has rows (1,048,576).
pub fn write(audit: &Audit, out: &mut dyn Write) -> io::Result<()> {
    let bytes = workbook(audit).map_err(io::Error::other)?;
    out.write_all(&bytes)
}

fn workbook(audit: &Audit) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    // the time of writing would make every run another file
    book.set_properties(&rust_xlsxwriter::DocProperties::new().set_creation_datetime(&epoch()?));
    findings(audit, book.add_worksheet())?;
    documents(audit, book.add_worksheet())?;
    book.save_to_buffer()
}

/// A day that is the same in every run.
fn epoch() -> Result<rust_xlsxwriter::ExcelDateTime, XlsxError> {
    rust_xlsxwriter::ExcelDateTime::from_ymd(2000, 1, 1)
}

fn findings(audit: &Audit, sheet: &mut Worksheet) -> Result<(), XlsxError> {
    let cell = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    sheet.set_name("findings")?;
    head(sheet, &COLUMNS)?;
    let mut last = 0;
    for (row, cells) in (1..).zip(rows(audit)) {
        for (column, text) in (0..).zip(&cells) {
            sheet.write_string_with_format(row, column, cut(text), &cell)?;
        }
        last = row;
    }
    for (column, width) in (0..).zip(WIDTHS) {
        sheet.set_column_width(column, width)?;
    }
    sheet.autofilter(0, 0, last, COLUMNS.len() as u16 - 1)?;
    Ok(())
}

fn documents(audit: &Audit, sheet: &mut Worksheet) -> Result<(), XlsxError> {
    sheet.set_name("documents")?;
    head(sheet, &["document", "source", "target", "errors", "warnings", "notes", "beads"])?;
    for (row, document) in (1..).zip(&audit.documents) {
        let target = document.target.as_ref().map_or("", |target| &target.path);
        for (column, text) in (0..).zip([&document.name, &document.source.path, target]) {
            sheet.write_string(row, column, cut(text))?;
        }
        let tally = Tally::of(document.open());
        let counts = [tally.errors, tally.warnings, tally.notes, document.beads.len()];
        for (column, count) in (3..).zip(counts) {
            sheet.write_number(row, column, count as f64)?;
        }
    }
    sheet.set_column_width(0, 24)?;
    Ok(())
}

/// The first line, which stays in view.
fn head(sheet: &mut Worksheet, names: &[&str]) -> Result<(), XlsxError> {
    let bold = Format::new().set_bold();
    for (column, name) in (0..).zip(names) {
        sheet.write_string_with_format(0, column, *name, &bold)?;
    }
    sheet.set_freeze_panes(1, 0)?;
    Ok(())
}

fn cut(text: &str) -> &str {
    text.char_indices().nth(MOST).map_or(text, |(at, _)| &text[..at])
}
