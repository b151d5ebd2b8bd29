//! A summary in Markdown, as GitHub shows it for a step of a workflow and in comments: a line for each document, then the
//! findings, the gravest first, as many as such a page can hold.

use std::io::{self, Write};

use super::Tally;
use super::folders::{self, Folders};
use super::place::{location, primary};
use crate::audit::{Audit, AuditedDocument, AuditedFinding};
use crate::check::finding::Severity;
use crate::text::lang::Lang;

/// The most findings that are listed; a summary may have a megabyte.
const MOST: usize = 200;

/// The words of the summary in a language.
struct Words {
    documents: [&'static str; 5],
    findings: [&'static str; 3],
    nothing: &'static str,
    severity: fn(Severity) -> &'static str,
    left: fn(usize) -> String,
}

fn words(lang: Lang) -> Words {
    match lang {
        Lang::En => Words {
            documents: ["document", "errors", "warnings", "notes", "figures matched"],
            findings: ["rule", "place", "what"],
            nothing: "Nothing was found.",
            severity: Severity::name,
            left: |left| format!("{left} more are in the whole report."),
        },
        Lang::Zh => Words {
            documents: ["文件", "错误", "警告", "提示", "对应的数字"],
            findings: ["规则", "位置", "内容"],
            nothing: "没有发现问题。",
            severity: Severity::chinese_name,
            left: |left| format!("另有{left}个问题，见完整报告。"),
        },
    }
}

/// Writes the summary.
///
/// # Errors
/// Where `out` cannot be written to.
pub fn write(audit: &Audit, out: &mut dyn Write) -> io::Result<()> {
    write_in(Lang::En, audit, out)
}

/// The same in this language.
///
/// # Errors
/// Where `out` cannot be written to.
pub fn write_in(lang: Lang, audit: &Audit, out: &mut dyn Write) -> io::Result<()> {
    let words = words(lang);
    writeln!(out, "## ipalign\n")?;
    writeln!(out, "| {} |", words.documents.join(" | "))?;
    writeln!(out, "|---|---:|---:|---:|---:|")?;
    for document in audit.documents.iter().filter(|document| !document.is_quiet_page()) {
        let tally = Tally::of(document.open());
        let name = cell(&document.name);
        let figures = matched(document, lang);
        writeln!(out, "| {name} | {} | {} | {} | {figures} |", tally.errors, tally.warnings, tally.notes)?;
    }
    for tree in folders::of(audit) {
        folders(&tree, &words, lang, out)?;
    }
    let mut findings: Vec<(&AuditedDocument, &AuditedFinding)> =
        audit.documents.iter().flat_map(|document| document.open().map(move |finding| (document, finding))).collect();
    if findings.is_empty() {
        return writeln!(out, "\n{}", words.nothing);
    }
    findings.sort_by_key(|(_, finding)| std::cmp::Reverse(finding.severity));
    writeln!(out, "\n| | {} |\n|---|---|---|---|", words.findings.join(" | "))?;
    for (document, finding) in findings.iter().take(MOST) {
        let place = location(document, primary(finding));
        let severity = (words.severity)(finding.severity);
        let (rule, message) = (&finding.rule, cell(finding.message_in(lang)));
        writeln!(out, "| {severity} | `{rule}` | {} | {message} |", cell(&place))?;
    }
    let left = findings.len().saturating_sub(MOST);
    if left > 0 {
        writeln!(out, "\n{}", (words.left)(left))?;
    }
    Ok(())
}

fn folders(folders: &Folders<'_>, words: &Words, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    let (source, target) = (cell(&folders.tree.source), cell(&folders.tree.target));
    writeln!(out, "\n### {source} → {target}\n\n- {}", folders.translated(lang))?;
    if let Some(since) = folders.since(lang) {
        writeln!(out, "- {}", cell(&since))?;
    }
    for named in folders.named(lang) {
        let (what, (pages, more)) = (named.what, named.first(lang));
        let pages = pages.iter().map(|page| cell(page)).chain(more).collect::<Vec<_>>();
        writeln!(out, "- {what}: {}", pages.join(", "))?;
    }
    if folders.found.is_empty() {
        return Ok(());
    }
    let [_, errors, warnings, notes, _] = words.documents;
    writeln!(out, "\n| | | {errors} | {warnings} | {notes} |\n|---|---:|---:|---:|---:|")?;
    for (folder, pages, tally) in &folders.found {
        let (folder, pages) = (cell(folder), folders::pages(*pages, lang));
        writeln!(out, "| {folder} | {pages} | {} | {} | {} |", tally.errors, tally.warnings, tally.notes)?;
    }
    Ok(())
}

fn matched(document: &AuditedDocument, lang: Lang) -> String {
    let quantities = &document.quantities;
    let (linked, all) = (quantities.links.len(), quantities.source.len());
    match (&document.target, lang) {
        (Some(_), Lang::En) => format!("{linked} of {all}"),
        (Some(_), Lang::Zh) => format!("{linked} / {all}"),
        (None, _) => String::new(),
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
