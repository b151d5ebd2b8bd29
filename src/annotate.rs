//! Findings written into a copy of the file that they are about, for those who revise it in its own program: notes in a
//! bilingual file (`bilingual`), comments in a document of Word (`docx`).
//!
//! Errors and warnings that are open are written, each once: a note that is there already is not written again. All other
//! bytes of a bilingual file, and all other parts of a document, are those of the file. Linear in the file.

mod bilingual;
mod docx;

use crate::audit::{AuditedBead, AuditedDocument, AuditedFinding, AuditedText};
use crate::check::finding::Severity;
use crate::read::sha256;
use crate::report::place::spot;
use crate::text::lang::Lang;
use crate::text::pair::Side;

/// A copy of a file, and how many findings were written into it.
#[derive(Clone, Debug)]
pub struct Annotated {
    /// The copy.
    pub bytes: Vec<u8>,
    /// How many notes or comments are new in it.
    pub notes: usize,
}

/// Why a file cannot be annotated.
#[derive(Debug, thiserror::Error)]
pub enum AnnotateError {
    /// It is in a format that holds no notes.
    #[error(
        "{path}: is neither XLIFF, TMX nor DOCX; only those are annotated, write the findings with --format instead"
    )]
    Format {
        /// The file.
        path: String,
    },
    /// It is not the file that was checked.
    #[error("{path}: was changed while it was checked; check it again")]
    Changed {
        /// The file.
        path: String,
    },
    /// It can be read, and not written to.
    #[error("{path}: {message}")]
    Document {
        /// The file.
        path: String,
        /// What is wrong, and the remedy.
        message: String,
    },
}

/// The text whose file is annotated: the translation, or the only text.
pub fn annotated_text(document: &AuditedDocument) -> &AuditedText {
    document.target.as_ref().unwrap_or(&document.source)
}

/// A copy of the file of [`annotated_text`], whose bytes these are, with what was found, told in a language.
///
/// # Errors
/// Where the format holds no notes, the bytes are not those that were checked, or the file is damaged where a note would be.
pub fn annotated(bytes: &[u8], document: &AuditedDocument, ui: Lang) -> Result<Annotated, AnnotateError> {
    let text = annotated_text(document);
    let path = || text.path.clone();
    if text.sha256.as_ref().is_some_and(|known| *known != sha256(bytes)) {
        return Err(AnnotateError::Changed { path: path() });
    }
    let notes = notes(document, ui);
    let written = match () {
        () if bytes.starts_with(b"PK\x03\x04") => docx::annotated(bytes, &notes),
        () if bilingual::is_one(bytes) => bilingual::annotated(bytes, &notes),
        () => return Err(AnnotateError::Format { path: path() }),
    };
    written.map_err(|message| AnnotateError::Document { path: path(), message })
}

/// What is written of a finding.
#[derive(Clone, Debug)]
struct Note {
    /// Where it goes, in bytes of the text of the file.
    at: (u32, u32),
    severity: Severity,
    rule: String,
    /// What the finding says.
    message: String,
    /// What stands in the other text, a line for each place: its language, where it is, and its text.
    beside: Vec<String>,
    lang: Lang,
}

/// The notes of a document, in its order.
fn notes(document: &AuditedDocument, ui: Lang) -> Vec<Note> {
    let open = document.open().filter(|finding| finding.severity > Severity::Info);
    open.filter_map(|finding| note(document, finding, ui)).collect()
}

fn note(document: &AuditedDocument, finding: &AuditedFinding, ui: Lang) -> Option<Note> {
    /// How many places of the other text are named.
    const NAMED: usize = 3;
    let of_file = |side: Side| document.text(side).is_some_and(|text| text.path == annotated_text(document).path);
    let own = finding.places.iter().filter(|place| of_file(place.side));
    let first = own.clone().find(|place| place.side == Side::Target).or_else(|| own.clone().next());
    let at = first.map(|place| (place.start, place.end)).or_else(|| beside_bead(document, finding))?;
    let others = finding.places.iter().filter(|place| Some(*place) != first && !place.text.trim().is_empty());
    let beside = others.take(NAMED).map(|place| {
        let lang = document.text(place.side).map_or("", |text| text.lang.tag());
        let label = place.label_in(ui);
        // lines of the file itself move with the notes
        let spot = if of_file(place.side) { String::new() } else { format!(" {}", spot(&place.location)) };
        let gap = if label.is_empty() { "" } else { ": " };
        format!("{lang}{spot} “{}”{gap}{label}", place.text.trim())
    });
    Some(Note {
        at,
        severity: finding.severity,
        rule: finding.rule.clone(),
        message: finding.message_in(ui).to_owned(),
        beside: beside.collect(),
        lang: ui,
    })
}

/// Where the text of the file has nothing of a finding, as of a sentence that was dropped: the end of what comes before it,
/// or else the beginning of what comes after.
fn beside_bead(document: &AuditedDocument, finding: &AuditedFinding) -> Option<(u32, u32)> {
    let text = annotated_text(document);
    let bead = finding.bead?;
    let segment = |bead: &AuditedBead, last: bool| {
        let of_file = if document.target.is_some() { &bead.target } else { &bead.source };
        let index = if last { of_file.last() } else { of_file.first() };
        index.and_then(|&index| text.segments.get(index))
    };
    let before = document.beads[..bead.min(document.beads.len())].iter().rev().find_map(|bead| segment(bead, true));
    let after = || document.beads.iter().skip(bead).find_map(|bead| segment(bead, false));
    before.or_else(after).map(|segment| (segment.start, segment.end))
}
