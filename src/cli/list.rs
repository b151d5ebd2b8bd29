//! `ipalign list`: the documents of `ipalign.toml`.

use std::io::Write;

use anyhow::Result;
use unicode_width::UnicodeWidthStr;

use super::{input, output, tell_note};

pub fn run() -> Result<()> {
    let config = input::existing_project()?;
    let mut rows = Vec::new();
    for entry in &config.documents {
        let languages = match input::job_of_entry(entry) {
            Ok(job) => job.texts.documents().iter().map(|document| document.lang.tag()).collect::<Vec<_>>().join(" "),
            Err(error) => {
                tell_note(format_args!("{error:#}"));
                "?".to_owned()
            }
        };
        let files = entry.files.paths().iter().map(|path| path.display().to_string()).collect::<Vec<_>>().join(" ");
        rows.push([entry.name.clone(), entry.kind.name().to_owned(), languages, files]);
    }
    let mut out = output::stdout();
    write_table(&rows, &mut out)?;
    Ok(out.flush()?)
}

/// Columns as wide as their widest cell, two spaces apart; the last is left as it is.
pub fn write_table<const N: usize>(rows: &[[String; N]], out: &mut impl Write) -> Result<()> {
    let width = |column: usize| rows.iter().map(|row| row[column].width()).max().unwrap_or(0);
    let widths: [usize; N] = std::array::from_fn(width);
    for row in rows {
        let (last, first) = row.split_last().map_or(("", &[][..]), |(last, first)| (last.as_str(), first));
        for (cell, width) in first.iter().zip(widths) {
            write!(out, "{cell}{:1$}", "", width - cell.width() + 2)?;
        }
        writeln!(out, "{last}")?;
    }
    Ok(())
}
