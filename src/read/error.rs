//! Why a file could not be read, each a sentence with the file, the place and the remedy.

use std::path::{Path, PathBuf};

/// What is wrong with a text, and the byte that it is wrong at.
#[derive(Debug, PartialEq, Eq)]
pub struct Fault {
    /// The byte of the text.
    pub at: usize,
    /// What is wrong, and the remedy.
    pub message: String,
}

impl Fault {
    /// A fault at a byte.
    pub fn new(at: usize, message: impl Into<String>) -> Self {
        Fault { at, message: message.into() }
    }
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
    /// It holds characters, but no word of Chinese or English.
    #[error("{path}: holds no Chinese and no English letters; give a text in one of the two, or say which it is")]
    NoLetters {
        /// The file.
        path: PathBuf,
    },
    /// It is a known kind of file that is no text.
    #[error("{path}: is {kind}, not text; export it as plain text or Markdown first")]
    Kind {
        /// The file.
        path: PathBuf,
        /// The kind, with its article.
        kind: &'static str,
    },
    /// It is not text at all.
    #[error(
        "{path}: is no text: byte {offset} (line {line}) is the control character 0x{byte:02X}; give a text file, \
         or export this one as text"
    )]
    Binary {
        /// The file.
        path: PathBuf,
        /// The first control character, in bytes from 0.
        offset: usize,
        /// Its line, from 1.
        line: usize,
        /// What stands there.
        byte: u8,
    },
    /// It is text in an encoding that was recognised, but damaged.
    #[error("{path}: byte {offset} (line {line}) is not valid {encoding}; mend that place, or save the file as UTF-8")]
    Undecodable {
        /// The file.
        path: PathBuf,
        /// The encoding that most of it is in.
        encoding: &'static str,
        /// The first damaged byte, from 0.
        offset: usize,
        /// Its line, from 1.
        line: usize,
    },
    /// Its format is not kept to, or asks for what is refused.
    #[error("{path}: line {line}: {message}")]
    Content {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
        /// What is wrong, and the remedy.
        message: String,
    },
    /// What is in it cannot be read, or is refused.
    #[error("{path}: {message}")]
    Document {
        /// The file.
        path: PathBuf,
        /// What is wrong, where in it, and the remedy.
        message: String,
    },
    /// It is too long for the spans that point into it.
    #[error("{path}: holds {bytes} bytes of text, more than the {limit} that can be read at once; cut it into parts")]
    TooLong {
        /// The file.
        path: PathBuf,
        /// How long it is.
        bytes: u64,
        /// How long it may be.
        limit: u64,
    },
}

impl ReadError {
    /// A fault in the text of the file at `path`.
    pub(super) fn fault(path: &Path, text: &str, fault: Fault) -> Self {
        let before = &text.as_bytes()[..fault.at.min(text.len())];
        // a fault at the end of the file is in its last line, also where that is ended
        let before = if fault.at >= text.len() { before.strip_suffix(b"\n").unwrap_or(before) } else { before };
        let line = memchr::memchr_iter(b'\n', before).count() + 1;
        ReadError::Content { path: path.to_owned(), line, message: fault.message }
    }
}
