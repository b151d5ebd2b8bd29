//! Annotations of GitHub Actions: workflow commands that a runner shows beside the lines of a change.
//!
//! A step shows ten annotations of a level and drops the rest, so the gravest of each level are written, and a plain line
//! counts those left out. (GitHub Docs, "Workflow commands for GitHub Actions".)

use std::io::{self, Write};

use super::place::{has_lines, path, primary, spot};
use crate::audit::{Audit, AuditedDocument, AuditedFinding};
use crate::check::finding::Severity;

/// The most annotations of a level.
const MOST: usize = 10;

/// Writes the commands.
///
/// # Errors
/// Where `out` cannot be written to.
pub fn write(audit: &Audit, out: &mut dyn Write) -> io::Result<()> {
    for (severity, level) in [(Severity::Error, "error"), (Severity::Warning, "warning"), (Severity::Info, "notice")] {
        let all = || {
            let findings = audit.documents.iter().flat_map(|document| document.open().map(move |of| (document, of)));
            findings.filter(|(_, finding)| finding.severity == severity)
        };
        for (document, finding) in all().take(MOST) {
            command(level, document, finding, out)?;
        }
        let left = all().count().saturating_sub(MOST);
        if left > 0 {
            writeln!(out, "{left} more at level {level}; the whole report has them")?;
        }
    }
    Ok(())
}

fn command(level: &str, document: &AuditedDocument, finding: &AuditedFinding, out: &mut dyn Write) -> io::Result<()> {
    let place = primary(finding);
    write!(out, "::{level} file={}", property(path(document, place)))?;
    if let Some(place) = place.filter(|place| has_lines(&place.location)) {
        let at = &place.location;
        write!(out, ",line={},endLine={}", at.line, at.end_line)?;
        // columns of more than one line are refused
        if at.line == at.end_line {
            write!(out, ",col={},endColumn={}", at.column, at.end_column)?;
        }
    }
    let spot = place.filter(|place| !has_lines(&place.location)).map(|place| spot(&place.location) + ": ");
    writeln!(out, ",title={}::{}{}", property(&finding.rule), data(&spot.unwrap_or_default()), data(&finding.message))
}

/// A text as the message of a command.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A text as a property of a command.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_text_ends_or_starts_a_command() {
        assert_eq!(data("50 %\n::error::x"), "50 %25%0A::error::x");
        assert_eq!(property("a,b:c%\n.md"), "a%2Cb%3Ac%25%0A.md");
    }
}
