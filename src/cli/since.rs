//! How sources were at a revision of the git repository that they lie in. Objects are read; nothing is run or written, and no
//! configuration but the repository's own is looked at.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow, bail};
use gix::bstr::{BString, ByteSlice};
use gix::{ObjectId, Repository};
use ipalign::audit::{AuditedDocument, AuditedSince, AuditedTree};
use ipalign::config::{Entry, Files};
use ipalign::pipeline::Texts;
use ipalign::read::{self, Options, ReadError, Reading, front_matter};
use ipalign::text::document::Document;
use ipalign::text::normal::Normal;
use ipalign::text::source::Source;

use super::input::{self, Job};

/// What each translation names by itself.
pub const FRONT_MATTER: &str = "front-matter";

/// What is known of a source.
pub enum Earlier {
    /// It is as it was.
    Same,
    /// It was otherwise.
    Other(Form),
    /// There was none, so that all of it is new.
    Nothing,
    /// It cannot be told, and this is why.
    Unknown(String),
}

/// A source as it was.
pub struct Form {
    /// The revision and the path there, as git writes it.
    pub name: String,
    pub bytes: Vec<u8>,
}

impl Form {
    /// Reads it as the source is read that it became.
    pub fn document(&self, now: &Document) -> Result<Document> {
        let options = Options { lang: Some(now.lang), ..Options::default() };
        match read::bytes_of(&self.name, &self.bytes, &options) {
            Ok(Reading::One(document)) => Ok(document),
            Ok(Reading::Both(pair)) => Ok(pair.source),
            Ok(Reading::Units(units)) => Ok(units.documents.source),
            // nothing stood there
            Err(ReadError::Empty { .. }) => {
                let source = Source::new(self.name.as_str(), "");
                Ok(Document { source, lang: now.lang, text: Normal::default(), blocks: Vec::new() })
            }
            Err(error) => Err(error.into()),
        }
    }
}

/// Earlier forms of sources, by a revision.
pub struct Since {
    revision: String,
    /// The repository of each folder.
    repositories: BTreeMap<PathBuf, usize>,
    opened: Vec<Opened>,
}

struct Opened {
    repository: Repository,
    folder: PathBuf,
    /// The trees that were asked for, by what they were called.
    trees: BTreeMap<String, Result<Snapshot, String>>,
}

/// The files of a revision.
#[derive(Clone)]
struct Snapshot {
    tree: ObjectId,
    /// Those that are not there any more, once asked for.
    gone: std::rc::Rc<OnceCell<Vec<(BString, ObjectId)>>>,
}

impl Since {
    /// Nothing is opened yet.
    pub fn new(revision: &str) -> Self {
        Since { revision: revision.to_owned(), repositories: BTreeMap::new(), opened: Vec::new() }
    }

    /// What it was asked for as.
    pub fn revision(&self) -> &str {
        &self.revision
    }

    /// How a source was; `key` is that of the front matter in which its translation names a revision.
    ///
    /// # Errors
    /// Where it lies in no repository, or the repository does not have the revision that was asked for. One that a
    /// translation names and that is not there is no error, but unknown.
    pub fn earlier(&mut self, source: &Path, target: &Path, key: Option<&str>) -> Result<Earlier> {
        let absolute =
            std::fs::canonicalize(source).with_context(|| format!("{}: cannot be read", source.display()))?;
        let opened = self.open(&absolute, source)?;
        let is_named = self.revision == FRONT_MATTER;
        let revision = if is_named { named_by(target, key)? } else { Some(self.revision.clone()) };
        let opened = &mut self.opened[opened];
        let Some(revision) = revision else {
            let key = key.unwrap_or_default();
            return Ok(Earlier::Unknown(format!("{}: names no revision by `{key}`", target.display())));
        };
        let snapshot = match opened.snapshot(&revision) {
            Ok(snapshot) => snapshot,
            Err(message) if is_named => return Ok(Earlier::Unknown(format!("{}: {message}", target.display()))),
            Err(message) => bail!("--since {revision}: {message}"),
        };
        let path = absolute.strip_prefix(&opened.folder).context("a file lies in the folder of its repository")?;
        let path = path.to_string_lossy().replace('\\', "/");
        let now = std::fs::read(&absolute).with_context(|| format!("{}: cannot be read", source.display()))?;
        let earlier = opened.form(&snapshot, &path, &now).with_context(|| format!("{revision}:{path}"))?;
        Ok(match earlier {
            Some((_, bytes)) if bytes == now => Earlier::Same,
            Some((path, bytes)) => Earlier::Other(Form { name: format!("{revision}:{path}"), bytes }),
            None if is_named => {
                Earlier::Unknown(format!("{}: the revision {revision} that it names has no {path}", target.display()))
            }
            None => Earlier::Nothing,
        })
    }

    /// The pages whose source is not as it was, each with its earlier form, and what is known of the trees by that.
    pub fn changed_pages(
        &mut self,
        pages: Vec<Entry>,
        trees: &mut [AuditedTree],
    ) -> Result<(Vec<Entry>, Vec<Option<Form>>)> {
        for tree in &mut *trees {
            tree.since = Some(AuditedSince { revision: self.revision().to_owned(), ..AuditedSince::default() });
        }
        let (mut changed, mut forms) = (Vec::new(), Vec::new());
        for page in pages {
            let Files::Two(paths) = &page.files else { continue };
            let earlier = self.earlier(&paths.source, &paths.target, page.translated_from.as_deref())?;
            let tree = trees.iter_mut().find(|tree| Some(&tree.source) == page.page_of.as_ref());
            let told = tree.and_then(|tree| tree.since.as_mut());
            match (earlier, told) {
                (Earlier::Other(form), _) => {
                    changed.push(page);
                    forms.push(Some(form));
                }
                (Earlier::Nothing, _) => {
                    changed.push(page);
                    forms.push(None);
                }
                (Earlier::Same, told) => told.into_iter().for_each(|told| told.current += 1),
                (Earlier::Unknown(why), told) => {
                    super::tell_note(format_args!("{why}; it was not compared"));
                    let path = paths.source.to_string_lossy().replace('\\', "/");
                    told.into_iter().for_each(|told| told.unknown.push(path.clone()));
                }
            }
        }
        Ok((changed, forms))
    }

    /// The number of the repository that a file lies in.
    fn open(&mut self, absolute: &Path, source: &Path) -> Result<usize> {
        let folder = absolute.parent().unwrap_or(absolute).to_owned();
        if let Some(&known) = self.repositories.get(&folder) {
            return Ok(known);
        }
        let outside = || {
            anyhow!(
                "{}: lies in no git repository, so that nobody knows how it was; leave --since out",
                source.display()
            )
        };
        let repository = gix::discover_opts(&folder, Default::default(), gix::open::Options::isolated());
        let repository = repository.map_err(|_| outside())?;
        let root = repository.workdir().and_then(|root| std::fs::canonicalize(root).ok()).ok_or_else(outside)?;
        let number = self.opened.iter().position(|opened| opened.folder == root).unwrap_or(self.opened.len());
        if number == self.opened.len() {
            self.opened.push(Opened { repository, folder: root, trees: BTreeMap::new() });
        }
        self.repositories.insert(folder, number);
        Ok(number)
    }
}

/// How the source of a document was; `None` where nothing is asked, or all of it is new.
pub fn earlier_of_job(job: &Job, since: Option<&mut Since>) -> Result<Option<Form>> {
    let Some(since) = since else { return Ok(None) };
    let Texts::Translation(pair) = &job.texts else {
        bail!("{}: --since is for a source and its translation; name those that are", job.name)
    };
    let [source, target] = [&pair.source, &pair.target].map(|document| Path::new(document.source.name.as_ref()));
    if source == target {
        bail!("{}: --since is for a source in a file of its own", job.name);
    }
    match since.earlier(source, target, job.translated_from.as_deref())? {
        Earlier::Same => {
            Ok(Some(Form { name: pair.source.source.name.to_string(), bytes: pair.source.source.text().into() }))
        }
        Earlier::Other(form) => Ok(Some(form)),
        Earlier::Nothing => Ok(None),
        Earlier::Unknown(why) => bail!("{why}"),
    }
}

/// Which pages of a tree are stale by what was found.
pub fn tell_stale(tree: &mut AuditedTree, documents: &[AuditedDocument]) {
    let Some(since) = &mut tree.since else { return };
    for page in documents.iter().filter(|document| document.page_of.as_ref() == Some(&tree.source)) {
        match &page.drift {
            Some(drift) if drift.stale.all() > 0 => since.stale.push(page.source.path.clone()),
            Some(_) => since.current += 1,
            None => {}
        }
    }
}

/// The revision that a translation names in its front matter.
fn named_by(target: &Path, key: Option<&str>) -> Result<Option<String>> {
    let Some(key) = key else {
        bail!(
            "{}: no key of its front matter is known to name a revision; say translated-from = \"KEY\" for its tree or \
             document in ipalign.toml",
            target.display()
        )
    };
    let page = input::decoded(target)?;
    Ok(front_matter::value(&page, key).filter(|value| !value.is_empty()).map(str::to_owned))
}

impl Opened {
    /// The files of a revision; what is wrong with it, where it is not there.
    fn snapshot(&mut self, revision: &str) -> Result<Snapshot, String> {
        if let Some(known) = self.trees.get(revision) {
            return known.clone();
        }
        let found = self.found(revision);
        self.trees.insert(revision.to_owned(), found.clone());
        found
    }

    fn found(&self, revision: &str) -> Result<Snapshot, String> {
        let tree = || {
            let object = self.repository.rev_parse_single(revision.as_bytes().as_bstr()).ok()?.object().ok()?;
            Some(object.peel_to_tree().ok()?.id)
        };
        let folder = || self.folder.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        match tree() {
            Some(tree) => Ok(Snapshot { tree, gone: Default::default() }),
            None if self.repository.is_shallow().unwrap_or(false) => Err(format!(
                "the repository {} does not have the revision {revision}, and is a shallow clone; fetch the rest by \
                 `git fetch --unshallow`",
                folder()
            )),
            None => Err(format!("the repository {} does not have the revision {revision}", folder())),
        }
    }

    /// The path and the bytes of a file in a revision: under its path, else of the file there that it was likely renamed from.
    fn form(&self, snapshot: &Snapshot, path: &str, now: &[u8]) -> Result<Option<(String, Vec<u8>)>> {
        let tree = self.repository.find_tree(snapshot.tree).map_err(|error| anyhow!("{error}"))?;
        let entry = tree.lookup_entry(path.split('/').map(str::as_bytes)).map_err(|error| anyhow!("{error}"))?;
        match entry.filter(|entry| entry.mode().is_blob()) {
            Some(entry) => Ok(Some((path.to_owned(), self.bytes(entry.object_id())?))),
            None => self.renamed(snapshot, path, now),
        }
    }

    fn bytes(&self, id: ObjectId) -> Result<Vec<u8>> {
        let object =
            self.repository.find_object(id).map_err(|error| anyhow!("cannot be read from the repository: {error}"))?;
        Ok(object.detach().data)
    }

    /// The file that is not there any more and shares most lines with this one, if it shares half of them.
    fn renamed(&self, snapshot: &Snapshot, path: &str, now: &[u8]) -> Result<Option<(String, Vec<u8>)>> {
        const HALF: f64 = 0.5;
        let ending = |path: &[u8]| path.rfind_byte(b'.').map(|at| path[at..].to_owned());
        let lines: BTreeSet<&[u8]> = telling_lines(now).collect();
        let mut best: Option<(f64, String, Vec<u8>)> = None;
        for (old, id) in self.gone(snapshot)? {
            if ending(old) != ending(path.as_bytes()) {
                continue;
            }
            let bytes = self.bytes(*id)?;
            let theirs: BTreeSet<&[u8]> = telling_lines(&bytes).collect();
            let common = lines.intersection(&theirs).count();
            let share = 2.0 * common as f64 / (lines.len() + theirs.len()).max(1) as f64;
            if share >= HALF && best.as_ref().is_none_or(|(most, ..)| share > *most) {
                best = Some((share, old.to_string(), bytes));
            }
        }
        Ok(best.map(|(_, path, bytes)| (path, bytes)))
    }

    /// The files of a revision that are not there any more.
    fn gone<'s>(&self, snapshot: &'s Snapshot) -> Result<&'s [(BString, ObjectId)]> {
        if let Some(known) = snapshot.gone.get() {
            return Ok(known);
        }
        let tree = self.repository.find_tree(snapshot.tree).map_err(|error| anyhow!("{error}"))?;
        let files = tree.traverse().breadthfirst.files().map_err(|error| anyhow!("{error}"))?;
        let is_gone = |path: &BString| !self.folder.join(path.to_string()).exists();
        let gone = files.into_iter().filter(|entry| entry.mode.is_blob() && is_gone(&entry.filepath));
        Ok(snapshot.gone.get_or_init(|| gone.map(|entry| (entry.filepath, entry.oid)).collect()))
    }
}

/// The lines of a file that have something in them.
fn telling_lines(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    bytes.lines().map(ByteSlice::trim).filter(|line| !line.is_empty())
}
