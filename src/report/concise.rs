//! A line for each finding that nobody has decided on, as compilers write them: `file:line:column: severity rule: message`.

use std::io::{self, Write};

use super::place::{location, primary};
use super::terminal::printable;
use crate::audit::Audit;

/// Writes the lines.
///
/// # Errors
/// Where `out` cannot be written to.
pub fn write(audit: &Audit, out: &mut dyn Write) -> io::Result<()> {
    for document in &audit.documents {
        for finding in document.open() {
            let place = location(document, primary(finding));
            let (severity, rule) = (finding.severity.name(), &finding.rule);
            writeln!(out, "{}: {severity} {}: {}", printable(&place), printable(rule), printable(&finding.message))?;
        }
    }
    Ok(())
}
