//! Where results go: standard output, or files that appear whole or not at all.

use std::fs::File;
use std::io::{self, BufWriter, StdoutLock, Write};
use std::path::{Path, PathBuf};
use std::str::FromStr;

use anstream::AutoStream;
use anstream::adapter::strip_bytes;
use anyhow::{Context, Result, bail};
use ipalign::audit::{Audit, AuditedDocument};
use ipalign::config::did_you_mean;
use ipalign::gate::Gate;
use ipalign::report::{concise, github, html, json, junit, lines, markdown, sarif, terminal, tsv, xlsx};
use ipalign::text::lang::Lang;

/// A format of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    Text,
    Concise,
    Html,
    Json,
    Jsonl,
    Sarif,
    Junit,
    Github,
    Markdown,
    Tsv,
    Xlsx,
}

impl Format {
    const ALL: [Format; 11] = [
        Format::Text,
        Format::Concise,
        Format::Html,
        Format::Json,
        Format::Jsonl,
        Format::Sarif,
        Format::Junit,
        Format::Github,
        Format::Markdown,
        Format::Tsv,
        Format::Xlsx,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Format::Text => "text",
            Format::Concise => "concise",
            Format::Html => "html",
            Format::Json => "json",
            Format::Jsonl => "jsonl",
            Format::Sarif => "sarif",
            Format::Junit => "junit",
            Format::Github => "github",
            Format::Markdown => "markdown",
            Format::Tsv => "tsv",
            Format::Xlsx => "xlsx",
        }
    }
}

/// `FORMAT[=FILE]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Output {
    pub format: Format,
    pub file: Option<PathBuf>,
}

impl FromStr for Output {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (name, file) = text.split_once('=').map_or((text, None), |(name, file)| (name, Some(file)));
        if file == Some("") {
            return Err(format!("no file behind `{name}=`; write `{name}` or `{name}=FILE`"));
        }
        let Some(format) = Format::ALL.into_iter().find(|format| format.name() == name) else {
            let names = Format::ALL.map(Format::name);
            return Err(format!("there is no format `{name}`; use {}{}", names.join(", "), did_you_mean(name, names)));
        };
        Ok(Output { format, file: file.map(PathBuf::from) })
    }
}

impl Output {
    /// Whether it goes to standard output.
    pub fn to_stdout(&self) -> bool {
        match &self.file {
            None => self.format != Format::Html,
            Some(file) => file == Path::new("-"),
        }
    }
}

/// Refuses outputs that would run into each other.
pub fn distinct(outputs: &[Output]) -> Result<()> {
    if outputs.iter().any(|output| output.format == Format::Xlsx && output.file.is_none()) {
        bail!("a workbook is no text for a terminal; give it a file, as in --format xlsx=findings.xlsx");
    }
    if outputs.iter().filter(|output| output.to_stdout()).count() > 1 {
        bail!("two formats would both go to standard output; give one a file, as in --format json=audit.json");
    }
    for (index, output) in outputs.iter().enumerate() {
        let same = |earlier: &&Output| {
            earlier.file == output.file && (output.file.is_some() || earlier.format == output.format)
        };
        if let Some(earlier) = outputs[..index].iter().find(same) {
            let (a, b) = (earlier.format.name(), output.format.name());
            bail!("--format {a} and --format {b} would be written to one place; give each a file of its own");
        }
    }
    Ok(())
}

/// Standard output for programs: bytes as they are.
pub fn stdout() -> BufWriter<StdoutLock<'static>> {
    BufWriter::new(io::stdout().lock())
}

/// Standard output for people: styles go out where they are wanted.
pub fn terminal() -> BufWriter<AutoStream<StdoutLock<'static>>> {
    BufWriter::new(AutoStream::auto(io::stdout().lock()))
}

/// `text` as a cell of a table or a line of its own: line ends and tabs as spaces.
pub fn one_line(text: &str) -> String {
    text.replace(['\n', '\r', '\t'], " ")
}

/// The columns of a report that is in no terminal, so that files and pipes are the same anywhere.
const COLUMNS: usize = 100;

fn columns() -> usize {
    terminal_size::terminal_size_of(io::stdout()).map_or(COLUMNS, |(width, _)| usize::from(width.0))
}

/// What reports are to look like.
#[derive(Clone, Copy, Debug)]
pub struct Look {
    /// What counts at it has failed.
    pub gate: Gate,
    /// The language of what people read: pages, and the reports that are no data for programs.
    pub ui: Lang,
}

/// Writes an audit in each of these formats, files before standard output. Pages without a file of their own go to
/// `folder`.
pub fn write_all(audit: &Audit, outputs: &[Output], folder: &Path, look: Look) -> Result<()> {
    distinct(outputs)?;
    let (shown, filed): (Vec<_>, Vec<_>) = outputs.iter().partition(|output| output.to_stdout());
    for output in filed {
        match (&output.file, output.format) {
            (file, Format::Html) => write_pages(audit, file.as_deref(), folder, look.ui)?,
            (Some(file), format) => write_file(file, |out| write_plain(audit, format, look, out))?,
            (None, _) => {}
        }
    }
    for output in shown {
        if output.format == Format::Text {
            let mut out = terminal();
            terminal::write_in(look.ui, audit, columns(), &mut out)?;
            out.flush()?;
        } else {
            let mut out = stdout();
            write_plain(audit, output.format, look, &mut out)?;
            out.flush()?;
        }
    }
    Ok(())
}

/// Writes an audit for a program or a file, which take no styles.
fn write_plain(audit: &Audit, format: Format, look: Look, out: &mut dyn Write) -> Result<()> {
    match format {
        Format::Text => {
            let mut styled = Vec::new();
            terminal::write_in(look.ui, audit, COLUMNS, &mut styled)?;
            out.write_all(&strip_bytes(&styled).into_vec())?;
        }
        Format::Concise => concise::write_in(look.ui, audit, out)?,
        Format::Html => html::write_in(look.ui, only_document(audit)?, audit, out)?,
        Format::Json => json::write(audit, out)?,
        Format::Jsonl => lines::write(audit, out)?,
        Format::Sarif => sarif::write(audit, out)?,
        Format::Junit => junit::write(audit, look.gate, out)?,
        Format::Github => github::write(audit, out)?,
        Format::Markdown => markdown::write_in(look.ui, audit, out)?,
        Format::Tsv => tsv::write(audit, out)?,
        Format::Xlsx => xlsx::write(audit, out)?,
    }
    Ok(())
}

fn only_document(audit: &Audit) -> Result<&AuditedDocument> {
    match audit.documents.as_slice() {
        [document] => Ok(document),
        documents => bail!(
            "a page holds one document, and there are {}; write --format html for a page each in reports/, or check one \
             document",
            documents.len()
        ),
    }
}

/// A page for each document: in `file`, in `file` as a folder, or in `reports/` of `folder`.
fn write_pages(audit: &Audit, file: Option<&Path>, folder: &Path, ui: Lang) -> Result<()> {
    let folder = match file {
        Some(file) if file.is_dir() => file.to_owned(),
        Some(file) => {
            let document = only_document(audit)?;
            return write_file(file, |out| Ok(html::write_in(ui, document, audit, out)?));
        }
        None => folder.join("reports"),
    };
    for (index, document) in audit.documents.iter().enumerate() {
        if audit.documents[..index].iter().any(|earlier| earlier.name == document.name) {
            bail!(
                "two documents are called `{}`, and their pages would be one file; check one at a time",
                document.name
            );
        }
    }
    std::fs::create_dir_all(&folder).with_context(|| format!("{}: cannot be made a folder", folder.display()))?;
    let write = |name: &str, write: &dyn Fn(&mut dyn Write) -> io::Result<()>| {
        let path = folder.join(name);
        write_file(&path, |out| Ok(write(out)?))?;
        super::tell_note(format_args!("wrote {}", path.display()));
        anyhow::Ok(())
    };
    for document in &audit.documents {
        write(&page_name(&document.name), &|out| html::write_in(ui, document, audit, out))?;
    }
    match audit.documents.len() {
        0 | 1 => Ok(()),
        _ => write(html::INDEX, &|out| html::write_index(ui, audit, page_name, out)),
    }
}

/// The file of a document's page. A saved audit may name a document anything; the page stays in its folder, and is none but
/// its own.
pub fn page_name(document: &str) -> String {
    let name: String = document.chars().map(|c| if r#"/\:"#.contains(c) || c.is_control() { '_' } else { c }).collect();
    let file = format!("{name}.html");
    if file.eq_ignore_ascii_case(html::INDEX) { format!("_{file}") } else { file }
}

/// Writes a file beside `path` and renames it, so that `path` is old or new and never half. What is no plain file (a pipe,
/// a device) is written to directly.
pub fn write_file(path: &Path, write: impl FnOnce(&mut dyn Write) -> Result<()>) -> Result<()> {
    let place = || format!("{}: cannot be written", path.display());
    let target = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    if target.exists() && !target.is_file() {
        if target.is_dir() {
            bail!("{}: is a folder; name a file in it", path.display());
        }
        let mut out = BufWriter::new(File::options().write(true).open(&target).with_context(place)?);
        return write(&mut out).and_then(|()| Ok(out.flush()?)).with_context(place);
    }
    let Some(name) = target.file_name() else { bail!("{}: is no name for a file", path.display()) };
    let beside = target.with_file_name(format!(".{}.{}.part", name.to_string_lossy(), std::process::id()));
    let written: Result<()> = (|| {
        let mut out = BufWriter::new(File::create(&beside)?);
        write(&mut out)?;
        out.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()?;
        std::fs::rename(&beside, &target)?;
        Ok(())
    })();
    if written.is_err() {
        // It may never have been made; the error that counts is the one above.
        let _ = std::fs::remove_file(&beside);
    }
    written.with_context(place)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_are_read_with_and_without_a_file() {
        let check = |text: &str, expected: Result<(Format, Option<&str>), &str>| {
            let found = text.parse::<Output>();
            match (found, expected) {
                (Ok(output), Ok((format, file))) => {
                    assert_eq!(output, Output { format, file: file.map(PathBuf::from) });
                }
                (Err(message), Err(part)) => assert!(message.contains(part), "{message}"),
                (found, expected) => panic!("{text}: {found:?} is not {expected:?}"),
            }
        };
        check("json", Ok((Format::Json, None)));
        check("html=a=b.html", Ok((Format::Html, Some("a=b.html"))));
        check("jsn", Err("did you mean `json`?"));
        check("json=", Err("no file behind `json=`"));
    }

    #[test]
    fn outputs_may_not_run_into_each_other() {
        let check = |formats: &[&str], sound: bool| {
            let outputs: Vec<Output> = formats.iter().map(|format| format.parse().expect("a format")).collect();
            assert_eq!(distinct(&outputs).is_ok(), sound, "{formats:?}");
        };
        check(&["text", "html", "json=a"], true);
        check(&["text", "json"], false);
        check(&["text", "html=-"], false);
        check(&["json=a", "html=a"], false);
        check(&["html", "html"], false);
    }

    #[test]
    fn a_file_is_replaced_whole_or_not_at_all() {
        let folder = tempfile::tempdir().expect("a folder for the test");
        let path = folder.path().join("a.txt");
        let read = || std::fs::read_to_string(&path).expect("a text");
        write_file(&path, |out| Ok(out.write_all(b"old")?)).expect("it can be written");
        let failed = write_file(&path, |out| {
            out.write_all(b"half")?;
            bail!("enough")
        });
        assert!(failed.is_err());
        assert_eq!((read().as_str(), folder.path().read_dir().expect("a folder").count()), ("old", 1));
        write_file(&path, |out| Ok(out.write_all(b"new")?)).expect("it can be written");
        assert_eq!(read(), "new");
    }
}
