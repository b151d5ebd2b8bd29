//! What a person gives of an alignment: whole alignments and pinned beads, in files or on the command line.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, Result, anyhow, bail};
use ipalign::align::bead::Alignment;
use ipalign::align::ladder::{self, Rung};
use ipalign::align::pins::{self, Misplaced, Pins};
use ipalign::align::{self, align_given, units};
use ipalign::analysis::Text;
use ipalign::config::Entry;
use ipalign::lexicon::memory::Memory;
use ipalign::read::tmx;
use ipalign::text::pair::{Pair, Side};

use super::args::AligningArgs;
use super::input;

/// Where the beads of a document are given; read once its sentences are known.
#[derive(Clone, Debug, Default)]
pub struct Given {
    /// A file with a whole alignment.
    beads: Option<PathBuf>,
    /// A file with some beads.
    pins: Option<PathBuf>,
    /// Beads themselves.
    pin: Vec<String>,
    /// A file with words learned from earlier translations.
    pub memory: Option<PathBuf>,
}

impl Given {
    /// As the command line says.
    pub fn of_args(args: &AligningArgs) -> Self {
        let AligningArgs { beads, pins, pin, memory, .. } = args;
        Given { beads: beads.clone(), pins: pins.clone(), pin: pin.clone(), memory: memory.clone() }
    }

    /// As `ipalign.toml` says.
    pub fn of_entry(entry: &Entry) -> Self {
        let (beads, pins, memory) = (entry.beads.clone(), entry.pins.clone(), entry.memory.clone());
        Given { beads, pins, pin: Vec::new(), memory }
    }

    /// Whether beads are given.
    pub fn has_beads(&self) -> bool {
        self.beads.is_some() || self.pins.is_some() || !self.pin.is_empty()
    }

    /// These, and of `other` what they leave open.
    pub fn over(self, other: Given) -> Self {
        let memory = self.memory.or(other.memory);
        let (beads, pins) = match (&self.beads, self.pin.is_empty()) {
            (Some(_), _) => (self.beads, None),
            (None, true) if self.pins.is_none() => (other.beads, other.pins),
            (None, _) => (None, self.pins.or(other.pins)),
        };
        Given { beads, pins, pin: self.pin, memory }
    }

    /// The words learned from earlier translations.
    pub fn memory(&self) -> Result<Option<Arc<Memory>>> {
        self.memory.as_deref().map(memory).transpose()
    }

    /// The alignment of two texts: the one given, or one that is searched around what is given.
    pub fn alignment(&self, texts: Pair<&Text>, memory: Option<&Memory>, options: align::Options) -> Result<Alignment> {
        let count = texts.map(|text| text.segments.len());
        if let Some(path) = &self.beads {
            let rungs = rungs(path, texts)?;
            let is_blank = |side: Side, segment: usize| texts[side].sentence(segment).trim().is_empty();
            return pins::alignment(rungs, count, is_blank)
                .map_err(|wrong| misplaced(&wrong, Some(path), &[], 0, texts));
        }
        let mut all = self.pins.as_deref().map(|path| rungs(path, texts)).transpose()?.unwrap_or_default();
        let lines = all.iter().map(|rung| rung.line).max().unwrap_or_default();
        for (number, bead) in (1..).zip(&self.pin) {
            match ladder::rungs(bead).as_deref() {
                Ok([rung]) => all.push(Rung { line: lines + number, ..rung.clone() }),
                _ => bail!("--pin \"{bead}\" is no bead; write the sentences of both sides as '[12]:[14, 15]'"),
            }
        }
        let pins =
            Pins::of(all, count).map_err(|wrong| misplaced(&wrong, self.pins.as_deref(), &self.pin, lines, texts))?;
        Ok(align_given(texts, align::Given { pins: Some(&pins), memory }, options))
    }
}

/// The words of a memory.
pub fn memory(path: &Path) -> Result<Arc<Memory>> {
    let memory = Memory::read(&input::decoded(path)?);
    Ok(Arc::new(memory.with_context(|| input::shown(path))?))
}

/// The beads of a file, a ladder or TMX.
fn rungs(path: &Path, texts: Pair<&Text>) -> Result<Vec<Rung>> {
    let text = input::decoded(path)?;
    let name = input::shown(path);
    if tmx::looks_like_xml(&text) {
        let units = tmx::units(Path::new(&name), &text)?;
        return units::rungs(&units, texts).with_context(|| name);
    }
    ladder::rungs(text.trim_start_matches('\u{feff}')).with_context(|| name)
}

/// What is wrong with beads, with its place: a line of the file, a `--pin`, or the sentence that none of them holds.
fn misplaced(
    wrong: &Misplaced,
    path: Option<&Path>,
    pin: &[String],
    lines: usize,
    texts: Pair<&Text>,
) -> anyhow::Error {
    let file = path.map(input::shown).unwrap_or_default();
    match *wrong {
        Misplaced::Missing { side, segment } => {
            let text = texts[side];
            let span = text.document.to_source(text.segments[segment].span);
            let (source, at) = (&text.document.source, text.document.source.location(span));
            anyhow!("{file}: {wrong} ({}:{}:{})", source.name, at.line, at.column)
        }
        _ => {
            let line = wrong.line().unwrap_or_default();
            let changed = match wrong {
                Misplaced::Beyond { .. } => "; align the texts anew if they changed since",
                _ => "",
            };
            match line.checked_sub(lines + 1).and_then(|number| pin.get(number)) {
                Some(bead) => anyhow!("--pin \"{bead}\": {wrong}{changed}"),
                None => anyhow!("{file}: line {line}: {wrong}{changed}"),
            }
        }
    }
}
