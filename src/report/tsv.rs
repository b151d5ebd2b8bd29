//! Findings as a table for spreadsheets: a line each, columns separated by tabs, the first line their names.

use std::io::{self, Write};

use super::rows::{COLUMNS, rows};
use crate::audit::Audit;

/// Writes the table.
///
/// # Errors
/// Where `out` cannot be written to.
pub fn write(audit: &Audit, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{}", COLUMNS.join("\t"))?;
    for row in rows(audit) {
        let cells = row.map(|cell| cell.replace(['\t', '\n', '\r'], " "));
        writeln!(out, "{}", cells.join("\t"))?;
    }
    Ok(())
}
