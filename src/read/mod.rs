//! Reading files: from bytes to documents, one or two of them.

use std::path::{Path, PathBuf};

use crate::text::document::{Block, BlockKind, Document};
use crate::text::lang::Lang;
use crate::text::normal::Normal;
use crate::text::pair::Pair;
use crate::text::source::Source;
use crate::text::span::Span;

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
    /// CommonMark.
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

/// Why nothing could be read. Each says the file, the place and the remedy.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// The file could not be opened or read.
    #[error("{path}: cannot be read: {cause}")]
    Io {
        /// The file.
        path: PathBuf,
        /// Why.
        cause: std::io::Error,
    },
    /// It holds no text.
    #[error("{path}: is empty; give a file that holds text")]
    Empty {
        /// The file.
        path: PathBuf,
    },
}

/// Reads a file.
///
/// # Errors
/// Where the file cannot be read or holds no text that can be checked.
pub fn file(path: &Path, options: &Options) -> Result<Reading, ReadError> {
    let bytes = std::fs::read(path).map_err(|cause| ReadError::Io { path: path.to_owned(), cause })?;
    bytes_of(&path.display().to_string(), &bytes, options)
}

/// Reads the bytes of what is called `name`.
///
/// # Errors
/// As [`file`].
pub fn bytes_of(name: &str, bytes: &[u8], options: &Options) -> Result<Reading, ReadError> {
    text_of(Source::new(name, String::from_utf8_lossy(bytes).into_owned()), options)
}

/// Reads a text that is decoded already.
///
/// # Errors
/// Where it holds nothing that can be checked.
pub fn text_of(source: Source, options: &Options) -> Result<Reading, ReadError> {
    let lang = options.lang.or_else(|| Lang::of(source.text()));
    let Some(lang) = lang else { return Err(ReadError::Empty { path: source.name.as_ref().into() }) };
    let text = Normal::verbatim(source.text());
    let blocks = vec![Block { span: Span::new(0, source.text().trim_end().len()), kind: BlockKind::Paragraph }];
    Ok(Reading::One(Document { source, lang, text, blocks }))
}
