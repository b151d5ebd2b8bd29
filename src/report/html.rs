//! The report as one HTML page.

use std::io::{self, Write};

use crate::audit::{Audit, AuditedDocument};

/// Writes the page of one document.
///
/// # Errors
/// Where `out` cannot be written to.
pub fn write(document: &AuditedDocument, _audit: &Audit, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "<!doctype html><title>{}</title>", document.name)
}
