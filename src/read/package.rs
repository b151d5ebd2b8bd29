//! The parts of an Office document: a ZIP archive of XML.
//!
//! A part is unpacked up to a bound that grows with what is packed, so that an archive cannot fill the memory.

use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

/// How many bytes a part may have whatever it is packed to.
const FREE: u64 = 16 << 20;
/// How many times as long as it is packed a longer part may be, and how long at most. XML shrinks to a fiftieth at best.
const RATIO: u64 = 200;
const MOST: u64 = 512 << 20;
/// How many parts an archive may have.
const PARTS: usize = 20_000;

/// An archive.
pub(crate) struct Package<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
}

impl<'b> Package<'b> {
    /// The archive of these bytes, or what is wrong with it.
    pub fn open(bytes: &'b [u8]) -> Result<Self, String> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(&error))?;
        match archive.len() > PARTS {
            true => Err(format!("holds more than {PARTS} parts, which no document does; save it anew")),
            false => Ok(Package { archive }),
        }
    }

    /// Whether it has a part of this name.
    pub fn has(&self, name: &str) -> bool {
        self.archive.index_for_name(name).is_some()
    }

    /// The first part whose name ends so.
    pub fn find(&self, ending: &str) -> Option<String> {
        self.names().find(|name| name.ends_with(ending))
    }

    /// The names of all parts.
    fn names(&self) -> impl Iterator<Item = String> {
        self.archive.file_names().flatten().map(std::borrow::Cow::into_owned)
    }

    /// Checks that no part of XML unpacks to more than it may, for those who unpack it by themselves.
    pub fn fits(&mut self) -> Result<(), String> {
        let names: Vec<String> = self.names().filter(|name| !is_media(name)).collect();
        names.iter().try_for_each(|name| self.unpacked(name, &mut std::io::sink()).map(|_| ()))
    }

    /// The text of a part; `None` where there is none.
    pub fn text(&mut self, name: &str) -> Result<Option<String>, String> {
        let mut bytes = Vec::new();
        match self.unpacked(name, &mut bytes)? {
            true => decoded(name, bytes).map(Some),
            false => Ok(None),
        }
    }

    /// Unpacks a part; whether there is one.
    fn unpacked(&mut self, name: &str, into: &mut impl std::io::Write) -> Result<bool, String> {
        let part = match self.archive.by_name(name) {
            Ok(part) => part,
            Err(ZipError::FileNotFound) => return Ok(false),
            Err(error) => return Err(damaged(&error)),
        };
        if part.encrypted() {
            return Err("is protected by a password; save it without one".to_owned());
        }
        let limit = part.compressed_size().saturating_mul(RATIO).clamp(FREE, MOST);
        let size = std::io::copy(&mut part.take(limit + 1), into)
            .map_err(|error| format!("is damaged: {name} in it cannot be unpacked ({error}); save it anew"))?;
        match size > limit {
            true => {
                let size = limit >> 20;
                Err(format!("is refused: {name} in it unpacks to more than {size} MiB; save the document anew"))
            }
            false => Ok(true),
        }
    }
}

/// Whether a part is a picture or the like, which is never unpacked.
fn is_media(name: &str) -> bool {
    name.contains("/media/") || name.contains("/embeddings/")
}

/// The text of a part, which is in UTF-8 or in UTF-16 with a mark.
fn decoded(name: &str, bytes: Vec<u8>) -> Result<String, String> {
    let wrong = || format!("is damaged: {name} in it is not valid Unicode; save it anew");
    match encoding_rs::Encoding::for_bom(&bytes) {
        Some((encoding, skip)) => {
            let text = encoding.decode_without_bom_handling_and_without_replacement(&bytes[skip..]);
            text.map(std::borrow::Cow::into_owned).ok_or_else(wrong)
        }
        None => String::from_utf8(bytes).map_err(|_| wrong()),
    }
}

fn damaged(error: &ZipError) -> String {
    match error {
        ZipError::UnsupportedArchive(_) => format!("cannot be unpacked ({error}); save it anew"),
        _ => format!("is cut off or damaged ({error}); get it or save it anew"),
    }
}
