//! Findings as JSON Lines, one a line, each with the name of its document: for `jq`, logs and databases.

use std::io::{self, Write};

use serde::Serialize;

use super::place::path;
use crate::audit::{Audit, AuditedFinding};

#[derive(Serialize)]
struct Line<'a> {
    document: &'a str,
    /// The files of its places, in their order.
    files: Vec<&'a str>,
    #[serde(flatten)]
    finding: &'a AuditedFinding,
}

/// Writes the lines.
///
/// # Errors
/// Where `out` cannot be written to.
pub fn write(audit: &Audit, out: &mut dyn Write) -> io::Result<()> {
    for document in &audit.documents {
        for finding in &document.findings {
            let files = finding.places.iter().map(|place| path(document, Some(place))).collect();
            serde_json::to_writer(&mut *out, &Line { document: &document.name, files, finding })?;
            out.write_all(b"\n")?;
        }
    }
    Ok(())
}
