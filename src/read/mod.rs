//! Reading files: from bytes to documents, one or two of them.
//!
//! The way of a file: [`encoding`] makes bytes a text; [`plain`] or [`markdown`] makes it a draft, a list of lines;
//! [`bilingual`] tells whose each line is; [`layout`] joins what a page has cut into blocks and makes the readable text;
//! [`heading`] and [`lead`] tell what the blocks are. Every stage keeps the way back to the source. All are linear in
//! the text.

mod bilingual;
mod draft;
mod encoding;
mod error;
mod heading;
mod html;
mod layout;
mod lead;
mod markdown;
mod numbering;
mod plain;
mod tidy;

use std::path::Path;

pub use self::error::ReadError;
use crate::text::document::Document;
use crate::text::lang::Lang;
use crate::text::pair::Pair;
use crate::text::source::Source;
use bilingual::Languages;
use draft::Draft;

/// What a file turned out to hold.
#[derive(Clone, Debug)]
pub enum Reading {
    /// One language.
    One(Document),
    /// Both, the one that comes first as the source.
    Both(Pair<Document>),
}

/// How a text is marked up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Plain text.
    Plain,
    /// CommonMark with tables, footnotes and front matter.
    Markdown,
}

/// What is known of a file before it is read; the default is to find out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// The one language it is in.
    pub lang: Option<Lang>,
    /// Its mark-up.
    pub format: Option<Format>,
}

/// Reads a file.
///
/// # Errors
/// Where the file cannot be read or holds no text that can be checked.
pub fn file(path: &Path, options: &Options) -> Result<Reading, ReadError> {
    let name = path.display().to_string();
    let io = |cause| ReadError::Io { path: path.to_owned(), cause };
    encoding::within_limit(&name, std::fs::metadata(path).map_err(io)?.len())?;
    bytes_of(&name, &std::fs::read(path).map_err(io)?, options)
}

/// Reads the bytes of what is called `name`.
///
/// # Errors
/// As [`file`].
pub fn bytes_of(name: &str, bytes: &[u8], options: &Options) -> Result<Reading, ReadError> {
    text_of(Source::new(name, encoding::decode(name, bytes)?), options)
}

/// Reads a text that is decoded already.
///
/// # Errors
/// Where it holds nothing that can be checked.
pub fn text_of(source: Source, options: &Options) -> Result<Reading, ReadError> {
    encoding::within_limit(&source.name, source.text().len() as u64)?;
    let draft = draft_of(&source, options.format);
    if draft.lines.is_empty() {
        return Err(ReadError::Empty { path: source.name.as_ref().into() });
    }
    let languages = options.lang.map(Languages::One).or_else(|| bilingual::tell(&draft));
    match languages {
        None => Err(ReadError::NoLetters { path: source.name.as_ref().into() }),
        Some(Languages::One(lang)) => Ok(Reading::One(document(&source, &draft, lang, |_| true))),
        Some(Languages::Both(first, langs)) => {
            let side = |lang| document(&source, &draft, lang, |line| langs[line] == lang);
            Ok(Reading::Both(Pair::new(side(first), side(first.other()))))
        }
    }
}

/// The draft of a source, in the format given or the one that its name or its look tells.
fn draft_of(source: &Source, format: Option<Format>) -> Draft {
    let extension = Path::new(source.name.as_ref()).extension().and_then(|extension| extension.to_str());
    let declared = extension.is_some_and(|e| e.eq_ignore_ascii_case("md") || e.eq_ignore_ascii_case("markdown"));
    match format {
        Some(Format::Plain) => plain::lines(source.text()),
        Some(Format::Markdown) => markdown::lines(source.text(), true),
        None if declared => markdown::lines(source.text(), true),
        None if markdown::looks_like(source.text()) => markdown::lines(source.text(), false),
        None => plain::lines(source.text()),
    }
}

/// The document of the lines that are `mine`.
fn document(source: &Source, draft: &Draft, lang: Lang, mine: impl Fn(usize) -> bool) -> Document {
    let mut body = layout::undo(draft, lang, mine);
    heading::mark(&mut body, draft.marked);
    let (text, blocks) = lead::cut(body, lang);
    Document { source: source.clone(), lang, text, blocks }
}
