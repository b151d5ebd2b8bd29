//! `ipalign batch`: pairs of documents by the million, a record in, a line out.
//!
//! A record that cannot be checked is answered with the reason, and the run goes on. Texts in files are read when it is their turn,
//! so that no more of them are in memory than are being checked.

use std::any::Any;
use std::collections::BTreeSet;
use std::io::IsTerminal;
use std::ops::AddAssign;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result, anyhow, bail};
use indicatif::ProgressBar;
use ipalign::audit::AuditedDocument;
use ipalign::gate::{Counts, Gate, Selection};
use ipalign::glossary::Glossary;
use ipalign::pipeline::{self, Texts};
use ipalign::report::records::{self, Request, With};
use ipalign::text::document::Document;
use ipalign::text::lang::Lang;
use ipalign::text::pair::Pair;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use sha2::{Digest, Sha256};

use super::args::{BatchArgs, GateArgs, WithArg};
use super::gate::Policy;
use super::journal::Journal;
use super::lines::{self, Line, Lines, Mark, Plain, Sink};
use super::shard::Shard;
use super::{check, given, input, output, progress};

pub fn run(args: &BatchArgs) -> Result<ExitCode> {
    let gating = GateArgs { counting: args.counting.clone(), ..GateArgs::default() };
    let policy = Policy::of(&gating, input::project()?.as_ref())?;
    let batch = Batch::new(args, &policy.selection)?;
    let lines = Lines::open(&args.input)?.of_shard(args.shard.unwrap_or(Shard::WHOLE));
    let sum = match &args.output {
        Some(path) if is_resumable(path)? => resumed(&batch, path, fingerprint(args, &policy.selection)?, lines)?,
        Some(path) if path != Path::new("-") => {
            let mut sum = Sum::default();
            output::write_file(path, |out| batch.answer_all(lines, &mut Plain { out, take: |with| sum += with }))?;
            sum
        }
        _ => {
            let mut sum = Sum::default();
            batch.answer_all(lines, &mut Plain { out: output::stdout(), take: |with| sum += with })?;
            sum
        }
    };
    if sum.failed > 0 {
        let (failed, records) = (sum.failed, sum.records);
        super::tell_warning(format_args!("{failed} of {records} records could not be checked; their lines say why"));
    }
    Ok(ExitCode::from(u8::from(sum.fails(policy.gate))))
}

/// Whether an output can be taken up again: a file, and no pipe or device.
fn is_resumable(path: &Path) -> Result<bool> {
    if path.is_dir() {
        bail!("{}: is a folder; name a file in it", path.display());
    }
    Ok(path != Path::new("-") && (path.is_file() || !path.exists()))
}

/// Answers what is not answered yet in the file of this path, and returns what all of it comes to.
fn resumed(batch: &Batch, path: &Path, options: String, lines: Lines<Box<dyn std::io::Read + Send>>) -> Result<Sum> {
    let mut lines = lines.digested();
    let mut journal = Journal::<Sum>::open(path, options, &mut lines)?;
    let before = journal.lines();
    if before > 0 {
        super::tell_note(format_args!("{}: goes on behind line {before} of the input", path.display()));
    }
    batch.answer_all(lines, &mut journal)?;
    if before > 0 && journal.lines() == before {
        super::tell_note(format_args!("{}: nothing was left to do", path.display()));
    }
    journal.finish()
}

/// A digest of all that an answer depends on besides its record.
fn fingerprint(args: &BatchArgs, selection: &Selection) -> Result<String> {
    let BatchArgs { input: _, output: _, counting: _, shard, with, source_lang, glossary, memory, encoder } = args;
    let with: BTreeSet<&WithArg> = with.iter().collect();
    let source_lang = source_lang.map(Lang::from);
    let plain = format!("{shard:?} {with:?} {source_lang:?} {encoder:?} {selection:?}");
    let mut digest = Sha256::new().chain_update(env!("CARGO_PKG_VERSION")).chain_update(plain);
    for path in glossary.iter().chain(memory) {
        let bytes = std::fs::read(path).with_context(|| format!("{}: cannot be read", path.display()))?;
        digest.update(format!("{}:", bytes.len()));
        digest.update(bytes);
    }
    Ok(lines::hex(digest))
}

/// What answers come to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Sum {
    /// How many there are.
    records: usize,
    /// How many of them say why their record cannot be checked.
    failed: usize,
    findings: Counts,
}

impl Sum {
    /// Whether a run has failed: by what was found, or since of some records nobody knows what would be.
    fn fails(self, gate: Gate) -> bool {
        gate.fails(gate.tally_of(self.findings)) || (self.failed > 0 && gate.threshold.is_some())
    }
}

impl AddAssign for Sum {
    fn add_assign(&mut self, other: Self) {
        self.records += other.records;
        self.failed += other.failed;
        self.findings += other.findings;
    }
}

/// What the records of a run are held to.
struct Batch {
    /// Where the paths of records begin.
    folder: PathBuf,
    source_lang: Option<Lang>,
    options: pipeline::Options,
    selection: Selection,
    with: With,
    progress: Option<ProgressBar>,
}

impl Batch {
    fn new(args: &BatchArgs, selection: &Selection) -> Result<Self> {
        let memory = args.memory.as_deref().map(given::memory).transpose()?;
        let (aligning, glossary) = (args.encoder.options()?, Glossary::read(&args.glossary)?);
        let is_shown = args.output.is_none() && std::io::stdout().is_terminal();
        Ok(Batch {
            folder: args.input.parent().map(Path::to_owned).unwrap_or_default(),
            source_lang: args.source_lang.map(Lang::from),
            options: pipeline::Options { aligning, glossary, memory, ..Default::default() },
            selection: selection.clone(),
            with: With {
                alignment: args.with.contains(&WithArg::Alignment),
                quantities: args.with.contains(&WithArg::Quantities),
            },
            // answers that run through a terminal are progress enough
            progress: (!is_shown).then(|| progress::of("records", None)),
        })
    }

    fn answer_all(&self, lines: Lines<Box<dyn std::io::Read + Send>>, sink: &mut impl Sink<Sum>) -> Result<()> {
        let answers = |lines: &[Line]| lines.iter().map(|line| self.answer(line)).collect();
        lines::answer_each(lines, lines::RECORDS, answers, &mut Counted { sink, progress: self.progress.as_ref() })
    }

    /// The answer to a record, whatever it is.
    fn answer(&self, line: &Line) -> Result<(String, Sum)> {
        let id = line.text().ok().and_then(records::id);
        match guarded(|| self.audited(line)) {
            Ok((id, document)) => {
                let sum = Sum { records: 1, failed: 0, findings: Counts::of(&document.findings) };
                Ok((records::answer(id, line.number, &document, self.with)?, sum))
            }
            Err(error) => {
                let sum = Sum { records: 1, failed: 1, findings: Counts::default() };
                let error = format!("{error:#}").replace('\n', " ");
                Ok((records::refusal(id, line.number, &error)?, sum))
            }
        }
    }

    fn audited<'l>(&self, line: &'l Line) -> Result<(&'l RawValue, AuditedDocument)> {
        let text = line.text().map_err(|wrong| anyhow!("the line {wrong}"))?;
        if !records::is_object(text) {
            bail!("is no record: it is no JSON object");
        }
        let request: Request<'l> = serde_json::from_str(text).map_err(|error| anyhow!("is no record: {error}"))?;
        let id = request.id;
        let texts = Texts::Translation(self.documents(request)?);
        let mut document = pipeline::audit_with("", texts, &[], &self.options);
        self.selection.narrow(&mut document.findings);
        Ok((id, document))
    }

    fn documents(&self, request: Request<'_>) -> Result<Pair<Document>> {
        let Request { id: _, source, target, source_path, target_path, source_lang } = request;
        let source_lang = source_lang.or(self.source_lang);
        match (source, target, source_path, target_path) {
            (Some(source), Some(target), None, None) => {
                check::documents_of_strings(Pair::new(source.as_str(), target.as_str()), source_lang)
            }
            (None, None, Some(source), Some(target)) => {
                let paths = Pair::new(source, target).map(|path| self.folder.join(path));
                must_be_file(&paths.source)?;
                must_be_file(&paths.target)?;
                input::two(paths.as_ref().map(PathBuf::as_path), source_lang)
            }
            _ => bail!("is no record: give `source` and `target`, or `source_path` and `target_path`"),
        }
    }
}

/// A record that names standard input, a pipe or a device would have the run wait for it.
fn must_be_file(path: &Path) -> Result<()> {
    let kind = std::fs::metadata(path).with_context(|| format!("{}: cannot be read", path.display()))?;
    if path == Path::new("-") || !kind.is_file() {
        bail!("{}: is no file", path.display());
    }
    Ok(())
}

/// What `work` comes to; where it breaks down, which no text should bring about, that is an error as any other.
fn guarded<T>(work: impl FnOnce() -> Result<T>) -> Result<T> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|panic| {
        bail!("the check broke down ({}); this is a fault of ipalign, please report it", message(&*panic))
    })
}

fn message(panic: &(dyn Any + Send)) -> &str {
    let owned = || panic.downcast_ref::<String>().map(String::as_str);
    panic.downcast_ref::<&str>().copied().or_else(owned).unwrap_or("without a word")
}

/// A sink that shows how many answers it has taken.
struct Counted<'a, S> {
    sink: &'a mut S,
    progress: Option<&'a ProgressBar>,
}

impl<T, S: Sink<T>> Sink<T> for Counted<'_, S> {
    fn take(&mut self, answer: &str, with: T) -> Result<()> {
        self.progress.iter().for_each(|progress| progress.inc(1));
        self.sink.take(answer, with)
    }

    fn reached(&mut self, mark: &Mark) -> Result<()> {
        self.sink.reached(mark)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ipalign::check::finding::Severity;

    #[test]
    fn what_breaks_down_is_an_error_with_its_words() {
        let told = |work: fn() -> Result<()>| guarded(work).map_err(|error| error.to_string());
        assert_eq!(told(|| Ok(())), Ok(()));
        assert!(told(|| panic!("no {}", 7)).is_err_and(|error| error.contains("broke down (no 7)")));
        assert!(told(|| panic!("no")).is_err_and(|error| error.contains("broke down (no)")));
        assert!(told(|| std::panic::panic_any(7)).is_err_and(|error| error.contains("without a word")));
    }

    #[test]
    fn a_record_that_cannot_be_checked_fails_a_run_that_can_fail() {
        let gate = |threshold| Gate { threshold, max_warnings: None };
        let sum = Sum { records: 3, failed: 1, findings: Counts::default() };
        assert!(sum.fails(gate(Some(Severity::Error))) && !sum.fails(gate(None)));
        assert!(!Sum { failed: 0, ..sum }.fails(gate(Some(Severity::Error))));
    }
}
