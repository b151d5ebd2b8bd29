//! What was found in pages that have not changed since: a file for each page in the user's folder for caches.
//!
//! A file holds the hash of all that its page depends on (both texts, what they are held to, the program itself), and what was
//! found. It is written beside its place and renamed, and replaced when the page changes, so that there are as many as pages.
//! What cannot be read or written is as good as not there.

use std::fs;
use std::path::{Path, PathBuf};

use etcetera::BaseStrategy;
use ipalign::audit::AuditedDocument;
use sha2::{Digest, Sha256};

/// The length of a hash.
const HASH: usize = 32;

/// The files of what was found.
pub struct Cache {
    folder: PathBuf,
    /// What tells this program from any other.
    program: String,
}

impl Cache {
    /// The user's; `None` where there is no place for it.
    pub fn open() -> Option<Self> {
        let folder = etcetera::choose_base_strategy().ok()?.cache_dir().join("ipalign");
        let program = std::env::current_exe().and_then(fs::metadata).ok()?;
        let built = program.modified().ok()?.duration_since(std::time::UNIX_EPOCH).ok()?.as_nanos();
        let program = format!("{} {} {built}", env!("CARGO_PKG_VERSION"), program.len());
        Some(Cache { folder, program })
    }

    /// The place of a page of this name, with the hash of what it depends on: its texts, and what it is `held` to.
    pub fn key(&self, name: &str, paths: [&Path; 2], texts: [&[u8]; 2], held: &[u8]) -> Key {
        let project = std::env::current_dir().unwrap_or_default();
        let paths = paths.map(|path| path.as_os_str().as_encoded_bytes());
        let place = hash(&[project.as_os_str().as_encoded_bytes(), paths[0], paths[1]]);
        let hex: String = place[..16].iter().map(|byte| format!("{byte:02x}")).collect();
        let depends = hash(&[self.program.as_bytes(), name.as_bytes(), paths[0], paths[1], texts[0], texts[1], held]);
        Key { file: self.folder.join(&hex[..2]).join(&hex[2..]), depends }
    }
}

/// A page as the cache knows it.
pub struct Key {
    file: PathBuf,
    depends: [u8; HASH],
}

impl Key {
    /// What was found, where nothing has changed.
    pub fn get(&self) -> Option<AuditedDocument> {
        let bytes = fs::read(&self.file).ok()?;
        let found = bytes.strip_prefix(&self.depends)?;
        rmp_serde::from_slice(found).ok()
    }

    /// Keeps what was found.
    pub fn put(&self, found: &AuditedDocument) {
        let Ok(bytes) = rmp_serde::to_vec_named(found) else { return };
        let folder = self.file.parent().unwrap_or(Path::new(""));
        let beside = self.file.with_extension(std::process::id().to_string());
        // not forced to the disk: a file that is cut short is found out, and costs time alone
        let written = fs::create_dir_all(folder)
            .and_then(|()| fs::write(&beside, [&self.depends, bytes.as_slice()].concat()))
            .and_then(|()| fs::rename(&beside, &self.file));
        if written.is_err() {
            let _ = fs::remove_file(&beside);
        }
    }
}

/// The hash of parts, each with its length, so that none runs into the next.
pub fn hash(parts: &[&[u8]]) -> [u8; HASH] {
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update((part.len() as u64).to_le_bytes());
        hasher.update(part);
    }
    hasher.finalize().into()
}
