//! A summary in Markdown, as GitHub shows it for a step of a workflow and in comments: a line for each document, then the
//! findings, the gravest first, as many as such a page can hold.

use std::io::{self, Write};

use super::Tally;
use super::folders::{self, Folders};
use super::place::{location, primary};
use crate::audit::{Audit, AuditedDocument, AuditedFinding};

/// The most findings that are listed; a summary may have a megabyte.
const MOST: usize = 200;

/// Writes the summary.
///
/// # Errors
/// Where `out` cannot be written to.
pub fn write(audit: &Audit, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "## ipalign\n")?;
    writeln!(out, "| document | errors | warnings | notes | figures matched |")?;
    writeln!(out, "|---|---:|---:|---:|---:|")?;
    for document in audit.documents.iter().filter(|document| !document.is_quiet_page()) {
        let tally = Tally::of(document.open());
        let name = cell(&document.name);
        let figures = matched(document);
        writeln!(out, "| {name} | {} | {} | {} | {figures} |", tally.errors, tally.warnings, tally.notes)?;
    }
    for tree in folders::of(audit) {
        let Folders { source, target, pages, translated, .. } = tree;
        writeln!(out, "\n{} → {}: {translated} of {pages} pages are translated.", cell(source), cell(target))?;
    }
    let mut findings: Vec<(&AuditedDocument, &AuditedFinding)> =
        audit.documents.iter().flat_map(|document| document.open().map(move |finding| (document, finding))).collect();
    if findings.is_empty() {
        return writeln!(out, "\nNothing was found.");
    }
    findings.sort_by_key(|(_, finding)| std::cmp::Reverse(finding.severity));
    writeln!(out, "\n| | rule | place | what |\n|---|---|---|---|")?;
    for (document, finding) in findings.iter().take(MOST) {
        let place = location(document, primary(finding));
        let [severity, rule] = [finding.severity.name(), &finding.rule];
        writeln!(out, "| {severity} | `{rule}` | {} | {} |", cell(&place), cell(&finding.message))?;
    }
    let left = findings.len().saturating_sub(MOST);
    if left > 0 {
        writeln!(out, "\n{left} more are in the whole report.")?;
    }
    Ok(())
}

fn matched(document: &AuditedDocument) -> String {
    let quantities = &document.quantities;
    match document.target {
        Some(_) => format!("{} of {}", quantities.links.len(), quantities.source.len()),
        None => String::new(),
    }
}

/// A text as the cell of a table, in which nothing is markup.
fn cell(text: &str) -> String {
    let mut cell = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' | '\r' | '\t' => cell.push(' '),
            '&' => cell.push_str("&amp;"),
            '<' => cell.push_str("&lt;"),
            '>' => cell.push_str("&gt;"),
            '|' | '`' | '*' | '_' | '\\' | '[' | ']' | '~' | '#' | '@' => {
                cell.push('\\');
                cell.push(c);
            }
            _ => cell.push(c),
        }
    }
    cell
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_cell_is_markup() {
        assert_eq!(cell("a|b\n<img>*x*"), "a\\|b &lt;img&gt;\\*x\\*");
    }
}
