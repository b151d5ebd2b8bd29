//! A line for each finding that nobody has decided on, as compilers write them: `file:line:column: severity rule: message`.

use std::io::{self, Write};

use super::place::{location, primary};
use super::terminal::printable;
use crate::audit::Audit;
use crate::text::lang::Lang;

/// Writes the lines.
///
/// # Errors
/// Where `out` cannot be written to.
pub fn write(audit: &Audit, out: &mut dyn Write) -> io::Result<()> {
    write_in(Lang::En, audit, out)
}

/// The same with messages in this language; what an editor looks for stays as it is.
///
/// # Errors
/// Where `out` cannot be written to.
pub fn write_in(lang: Lang, audit: &Audit, out: &mut dyn Write) -> io::Result<()> {
    for document in &audit.documents {
        for finding in document.open() {
            let place = location(document, primary(finding));
            let (severity, rule) = (finding.severity.name(), &finding.rule);
            let message = printable(finding.message_in(lang));
            writeln!(out, "{}: {severity} {}: {message}", printable(&place), printable(rule))?;
        }
    }
    Ok(())
}
