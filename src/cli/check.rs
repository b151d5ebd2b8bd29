//! `ipalign check`: documents, two strings, or pairs that are aligned already.

use std::collections::BTreeMap;
use std::collections::btree_map;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::{Context, Result, anyhow, bail};
use ipalign::align;
use ipalign::analysis::Text;
use ipalign::annotate::{annotated, annotated_text};
use ipalign::audit::{Audit, AuditedDocument, DocumentKind};
use ipalign::config::Entry;
use ipalign::glossary::Glossary;
use ipalign::lexicon::memory::Memory;
use ipalign::pipeline::{self, Texts};
use ipalign::read::ReadError;
use ipalign::text::document::Document;
use ipalign::text::lang::Lang;
use ipalign::text::pair::Pair;
use rayon::prelude::*;

use super::args::{CheckArgs, CheckedArgs};
use super::cache::{self, Cache, Key};
use super::gate::Policy;
use super::given::{self, Given};
use super::input::{self, Job};
use super::output::{self, Format, Output};
use super::since::{self, Form, Since};
use super::{progress, tree};

pub fn run(args: &CheckArgs) -> Result<ExitCode> {
    let policy = Policy::of(&args.gate, input::project()?.as_ref())?;
    if let Some(file) = &args.pairs {
        return super::pairs::run(file, args, &policy);
    }
    let outputs = or_text(&args.formats);
    output::distinct(&outputs)?;
    let (mut audit, folder) = audit(&args.checked, args.text.as_deref())?;
    policy.apply(&mut audit);
    if !outputs.iter().any(|output| output.format == Format::Text) {
        audit.documents.iter().for_each(tell_single);
    }
    if let Some(file) = &args.annotate {
        annotate(&audit, file, args.look.ui_lang.into())?;
    }
    output::write_all(&audit, &outputs, &folder, args.look.with(policy.gate))?;
    policy.tell_idle(&audit, args.checked.targets.is_empty() && args.text.is_none());
    Ok(policy.exit_code(&audit))
}

/// Writes what was found in the one document that was checked into a copy of its translation.
fn annotate(audit: &Audit, file: &Path, ui: Lang) -> Result<()> {
    let [document] = audit.documents.as_slice() else {
        bail!("--annotate is for one document, and {} were checked; name the one", audit.documents.len())
    };
    let path = &annotated_text(document).path;
    let bytes = std::fs::read(path).with_context(|| format!("{path}: cannot be read again"))?;
    let copy = annotated(&bytes, document, ui)?;
    output::write_file(file, |out| Ok(out.write_all(&copy.bytes)?))
}

/// Everything that can be found in what is asked for, and the folder of the project that it is of.
pub fn audit(args: &CheckedArgs, text: Option<&[String]>) -> Result<(Audit, PathBuf)> {
    let (aligning, of_many) = (args.aligning.options()?, args.aligning.options_of_many()?);
    let lang = args.source_lang.map(Lang::from);
    let given = Given::of_args(&args.aligning);
    let (mut pages, mut trees) = match text {
        None if args.targets.is_empty() => tree::grow(&input::existing_project()?)?,
        _ => (Vec::new(), Vec::new()),
    };
    let mut jobs = match text {
        Some([source, target]) => vec![job_of_strings(Pair::new(source, target), lang)?],
        _ if args.targets.is_empty() && !pages.is_empty() => input::own_jobs()?,
        _ => input::jobs(&args.targets, lang)?,
    };
    for page in pages.iter_mut().filter(|_| given.memory.is_some()) {
        page.memory.clone_from(&given.memory);
    }
    give(&mut jobs, given)?;
    let of_project = jobs.iter().any(|job| job.of_project) || !pages.is_empty();
    let folder = if of_project { input::existing_project()?.folder().to_owned() } else { PathBuf::new() };
    let siblings = if of_project { input::siblings(&jobs)? } else { Vec::new() };
    let mut held = Held::default();
    let options = jobs.iter().map(|job| {
        let aligning = if matches!(job.texts, Texts::Units(_)) { of_many } else { aligning };
        held.options(job, &args.glossary, aligning)
    });
    let options = options.collect::<Result<Vec<_>>>()?;
    let mut since = args.since.as_deref().map(Since::new);
    let earlier = jobs.iter().map(|job| since::earlier_of_job(job, since.as_mut())).collect::<Result<Vec<_>>>()?;
    let progress = progress::of("checking", Some(jobs.len() + pages.len()));
    let with = |((job, options), earlier): ((Job, pipeline::Options), Option<Form>)| {
        let audited = audited(job, &siblings, &options, earlier);
        progress.inc(1);
        audited
    };
    let audited: Vec<Result<AuditedDocument>> = jobs.into_par_iter().zip(options).zip(earlier).map(with).collect();
    let mut audited = audited.into_iter().collect::<Result<Vec<_>>>()?;
    let cache = if args.no_cache { None } else { Cache::open() };
    let (pages, forms) = match &mut since {
        Some(since) => since.changed_pages(pages, &mut trees)?,
        None => {
            let forms = pages.iter().map(|_| None).collect();
            (pages, forms)
        }
    };
    let held = pages.iter().map(|page| held.of_page(page, &args.glossary, of_many)).collect::<Result<Vec<_>>>()?;
    let read = |((page, held), form): ((&Entry, Arc<HeldPage>), Option<Form>)| {
        let audited = audited_page(page, &held, form, cache.as_ref());
        progress.inc(1);
        audited
    };
    let read: Vec<Result<Option<AuditedDocument>>> = pages.par_iter().zip(held).zip(forms).map(read).collect();
    audited.extend(read.into_iter().collect::<Result<Vec<_>>>()?.into_iter().flatten());
    trees.iter_mut().for_each(|tree| since::tell_stale(tree, &audited));
    let mut audit = pipeline::finish(audited);
    audit.trees = trees;
    Ok((audit, folder))
}

/// What pages are held to, with a hash of it.
struct HeldPage {
    options: pipeline::Options,
    hash: [u8; 32],
}

/// Everything that can be found in a page; `None` where one of its texts is empty, as pages are that say all in their
/// front matter.
fn audited_page(
    page: &Entry,
    held: &HeldPage,
    earlier: Option<Form>,
    cache: Option<&Cache>,
) -> Result<Option<AuditedDocument>> {
    let key = cache.and_then(|cache| {
        let paths = <[&Path; 2]>::try_from(page.files.paths()).ok()?;
        let texts = [std::fs::read(paths[0]).ok()?, std::fs::read(paths[1]).ok()?];
        let parts = earlier.as_ref().map(|form| [form.name.as_bytes(), &form.bytes]);
        let hash = parts.map_or(held.hash, |[name, bytes]| cache::hash(&[&held.hash, name, bytes]));
        Some(cache.key(&page.name, paths, [&texts[0], &texts[1]], &hash))
    });
    if let Some(known) = key.as_ref().and_then(Key::get) {
        return Ok(Some(known));
    }
    let job = match input::job_of_entry(page) {
        Ok(job) => job,
        Err(error) if matches!(error.root_cause().downcast_ref(), Some(ReadError::Empty { .. })) => {
            return Ok(None);
        }
        Err(error) => return Err(error),
    };
    let mut found = audited(job, &[], &held.options, earlier)?;
    found.page_of.clone_from(&page.page_of);
    if let Some(key) = &key {
        key.put(&found);
    }
    Ok(Some(found))
}

/// The formats asked for; the report for a terminal where none is.
pub fn or_text(formats: &[Output]) -> Vec<Output> {
    if formats.is_empty() { vec![Output { format: Format::Text, file: None }] } else { formats.to_vec() }
}

/// Gives the documents what the command line says of their alignment, beads to a single one alone.
fn give(jobs: &mut [Job], given: Given) -> Result<()> {
    match &*jobs {
        _ if !given.has_beads() => {}
        [job] if matches!(job.texts, Texts::Translation(_)) => {}
        [job] if matches!(job.texts, Texts::Units(_)) => {
            bail!("{}: its units are aligned already; leave --beads, --pins and --pin out", job.name)
        }
        [job] => bail!("{}: is no pair of an original and its translation, so it has no beads to give", job.name),
        _ => bail!("--beads, --pins and --pin are for one document; name it, or name their files in ipalign.toml"),
    }
    for job in jobs {
        job.given = given.clone().over(std::mem::take(&mut job.given));
    }
    Ok(())
}

/// Everything that can be found in a document. Its own words are no evidence for its own spaces.
fn audited(
    job: Job,
    siblings: &[Document],
    options: &pipeline::Options,
    earlier: Option<Form>,
) -> Result<AuditedDocument> {
    let others = input::others(&job, siblings);
    match job.texts {
        Texts::Translation(pair) => {
            let texts = pair.map(|document| Text::new(document, &others));
            let alignment = job.given.alignment(texts.as_ref(), options.memory.as_deref(), options.aligning)?;
            match earlier.map(|form| form.document(&texts.source.document)).transpose()? {
                Some(earlier) => Ok(pipeline::audit_since(&job.name, texts, alignment, earlier, options)),
                None => Ok(pipeline::audit_aligned(&job.name, texts, alignment, options)),
            }
        }
        texts => Ok(pipeline::audit_with(&job.name, texts, &others, options)),
    }
}

/// What documents are held to. A file that several of them name is read once.
#[derive(Default)]
struct Held {
    glossaries: BTreeMap<Vec<PathBuf>, Glossary>,
    memories: BTreeMap<PathBuf, Arc<Memory>>,
    pages: Vec<(Entry, Arc<HeldPage>)>,
}

impl Held {
    /// For a document: the terms of `ipalign.toml`, then those `given` on the command line.
    fn options(&mut self, job: &Job, given: &[PathBuf], aligning: align::Options) -> Result<pipeline::Options> {
        let paths = job.glossaries.iter().chain(given).cloned().collect();
        let glossary = once(&mut self.glossaries, paths, |paths| Ok(Glossary::read(paths)?))?;
        let memory = job.given.memory.clone().map(|path| once(&mut self.memories, path, |path| given::memory(path)));
        Ok(pipeline::Options { aligning, style: job.style, glossary, memory: memory.transpose()? })
    }

    /// For a page of a tree; those of a tree are held to the same.
    fn of_page(&mut self, page: &Entry, given: &[PathBuf], aligning: align::Options) -> Result<Arc<HeldPage>> {
        let is_same = |(other, _): &&(Entry, _)| {
            (&other.page_of, &other.style, &other.glossaries, &other.memory)
                == (&page.page_of, &page.style, &page.glossaries, &page.memory)
        };
        if let Some((_, held)) = self.pages.iter().find(is_same) {
            return Ok(Arc::clone(held));
        }
        let paths: Vec<PathBuf> = page.glossaries.iter().chain(given).cloned().collect();
        let plain = format!("{:?} {:?} {:?}", aligning, page.style, page.source_lang);
        let files =
            paths.iter().chain(&page.memory).map(|path| std::fs::read(path).with_context(|| input::shown(path)));
        let files = files.collect::<Result<Vec<_>>>()?;
        let parts: Vec<&[u8]> = std::iter::once(plain.as_bytes()).chain(files.iter().map(Vec::as_slice)).collect();
        let glossary = once(&mut self.glossaries, paths, |paths| Ok(Glossary::read(paths)?))?;
        let memory = page.memory.clone().map(|path| once(&mut self.memories, path, |path| given::memory(path)));
        let options = pipeline::Options { aligning, style: page.style, glossary, memory: memory.transpose()? };
        let held = Arc::new(HeldPage { options, hash: cache::hash(&parts) });
        self.pages.push((page.clone(), Arc::clone(&held)));
        Ok(held)
    }
}

/// What a key stands for, read where it is not known yet.
fn once<K: Ord, V: Clone>(known: &mut BTreeMap<K, V>, key: K, read: impl FnOnce(&K) -> Result<V>) -> Result<V> {
    match known.entry(key) {
        btree_map::Entry::Occupied(entry) => Ok(entry.get().clone()),
        btree_map::Entry::Vacant(entry) => {
            let value = read(entry.key())?;
            Ok(entry.insert(value).clone())
        }
    }
}

fn tell_single(document: &AuditedDocument) {
    if document.kind == DocumentKind::Single {
        let (path, lang) = (&document.source.path, document.source.lang.name());
        super::tell_note(format_args!("{path}: in one language, {lang}: only the checks of one text were run"));
    }
}

fn job_of_strings(texts: Pair<&String>, source_lang: Option<Lang>) -> Result<Job> {
    let pair = documents_of_strings(texts.map(String::as_str), source_lang)?;
    Ok(Job::of_file("text".to_owned(), Texts::Translation(pair)))
}

/// Two strings as an original and its translation.
pub fn documents_of_strings(texts: Pair<&str>, source_lang: Option<Lang>) -> Result<Pair<Document>> {
    Ok(ipalign::documents_of(texts, langs(texts, source_lang)?)?)
}

/// The languages of a source and its target, as [`Lang::of_pair`] tells them.
pub fn langs(texts: Pair<&str>, source_lang: Option<Lang>) -> Result<Pair<Lang>> {
    Lang::of_pair(texts, source_lang).map_err(|untold| anyhow!("{untold}, or say --source-lang"))
}
