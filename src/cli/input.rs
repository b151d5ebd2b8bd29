//! Where texts come from: files, standard input, and the documents of `ipalign.toml`.

use std::io::{self, BufReader, Read};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use ipalign::config::{self, Area, Config, Entry, Files, Kind, Style, did_you_mean};
use ipalign::pipeline::Texts;
use ipalign::read::{self, Options, Reading};
use ipalign::text::document::Document;
use ipalign::text::lang::Lang;
use ipalign::text::pair::Pair;
use ipalign::text::units::Units;

use super::given::Given;

/// A document to check.
#[derive(Clone, Debug)]
pub struct Job {
    pub name: String,
    pub texts: Texts,
    /// The glossaries that `ipalign.toml` names for it.
    pub glossaries: Vec<PathBuf>,
    /// What is given of its alignment.
    pub given: Given,
    /// Whether it is of `ipalign.toml`, whose other documents help to restore its spaces.
    pub of_project: bool,
    /// What `ipalign.toml` says of it besides.
    pub style: Style,
    pub area: Option<Area>,
    /// The key of its front matter in which the translation names the revision that it was made from.
    pub translated_from: Option<String>,
}

impl Job {
    /// One that `ipalign.toml` says nothing of.
    pub fn of_file(name: String, texts: Texts) -> Self {
        Job {
            name,
            texts,
            glossaries: Vec::new(),
            given: Given::default(),
            of_project: false,
            style: Style::default(),
            area: None,
            translated_from: None,
        }
    }
}

/// The nearest `ipalign.toml`.
pub fn project() -> Result<Option<Config>> {
    let folder = std::env::current_dir().context("the working directory cannot be found")?;
    Ok(Config::nearest(&folder)?)
}

/// The nearest `ipalign.toml`, which there must be.
pub fn existing_project() -> Result<Config> {
    match project()? {
        Some(config) => Ok(config),
        None => bail!(
            "there is no {} in this folder or above it; name a file, as in `ipalign check report.txt`, or write one",
            config::FILE
        ),
    }
}

/// What a path is called in a message.
pub fn shown(path: &Path) -> String {
    if path == Path::new("-") { "standard input".to_owned() } else { path.display().to_string() }
}

/// A file by lines; `-` is standard input.
pub fn open(path: &Path) -> Result<BufReader<Box<dyn Read + Send>>> {
    refuse_folder(path)?;
    let from: Box<dyn Read + Send> = if path == Path::new("-") {
        Box::new(io::stdin())
    } else {
        Box::new(std::fs::File::open(path).with_context(|| format!("{}: cannot be read", path.display()))?)
    };
    Ok(BufReader::with_capacity(1 << 18, from))
}

/// A whole file in UTF-8, without a byte order mark; `-` is standard input.
pub fn utf8(path: &Path) -> Result<String> {
    let mut bytes = Vec::new();
    open(path)?.read_to_end(&mut bytes).with_context(|| format!("{}: cannot be read", shown(path)))?;
    let text = String::from_utf8(bytes).map_err(|error| {
        let valid = &error.as_bytes()[..error.utf8_error().valid_up_to()];
        let line = valid.iter().filter(|&&byte| byte == b'\n').count() + 1;
        anyhow::anyhow!("{}: line {line}: is not UTF-8; convert the file to UTF-8", shown(path))
    })?;
    Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
}

/// A whole file in whatever encoding it is in, as text; `-` is standard input.
pub fn decoded(path: &Path) -> Result<String> {
    let mut bytes = Vec::new();
    open(path)?.read_to_end(&mut bytes).with_context(|| format!("{}: cannot be read", shown(path)))?;
    Ok(read::decoded(&shown(path), &bytes)?)
}

/// What a file holds; `-` is standard input.
pub fn reading(path: &Path, options: &Options) -> Result<Reading> {
    if path == Path::new("-") {
        let mut bytes = Vec::new();
        io::stdin().lock().read_to_end(&mut bytes).context("standard input cannot be read")?;
        return Ok(read::bytes_of("-", &bytes, options)?);
    }
    refuse_folder(path)?;
    Ok(read::file(path, options)?)
}

fn refuse_folder(path: &Path) -> Result<()> {
    if path.is_dir() {
        bail!("{}: is a folder; name a file in it", path.display());
    }
    Ok(())
}

/// An original and its translation, each in a file of its own.
pub fn two(paths: Pair<&Path>, source_lang: Option<Lang>) -> Result<Pair<Document>> {
    let langs = Pair::new(source_lang, source_lang.map(Lang::other));
    let source = in_one_language(paths.source, langs.source)?;
    let target = in_one_language(paths.target, langs.target)?;
    let pair = Pair::new(source, target);
    if pair.source.lang == pair.target.lang {
        let (source, target, lang) = (paths.source.display(), paths.target.display(), pair.source.lang.name());
        bail!("{source} and {target} are both in {lang}; give a Chinese and an English text, or say --source-lang");
    }
    Ok(pair)
}

fn in_one_language(path: &Path, lang: Option<Lang>) -> Result<Document> {
    match reading(path, &Options { lang, ..Options::default() })? {
        Reading::One(document) => Ok(document),
        Reading::Both(_) | Reading::Units(_) => {
            bail!("{}: holds both languages; check it alone, or say --source-lang to read it as one", path.display())
        }
    }
}

/// What is asked for by name or by path.
pub fn jobs(targets: &[PathBuf], source_lang: Option<Lang>) -> Result<Vec<Job>> {
    if targets.is_empty() {
        let config = existing_project()?;
        if config.documents.is_empty() {
            bail!("{}: names no document; add a [[document]] with a name and a file", config.path.display());
        }
        return own_jobs();
    }
    let config = with_pages(project()?, targets)?;
    let entry = |target: &Path| config.as_ref()?.asked(target);
    if let [source, target] = targets
        && entry(source).is_none()
        && entry(target).is_none()
    {
        return jobs_of_two(Pair::new(source, target), config.as_ref(), source_lang);
    }
    let job = |target: &PathBuf| match entry(target) {
        Some(entry) => job_of_entry(entry),
        None => job_of_path(target, config.as_ref(), source_lang),
    };
    targets.iter().map(job).collect()
}

/// The documents that `ipalign.toml` names one by one.
pub fn own_jobs() -> Result<Vec<Job>> {
    existing_project()?.documents.iter().map(job_of_entry).collect()
}

/// A project with the pages of its trees among its documents, where something is asked for that it does not name.
fn with_pages(config: Option<Config>, targets: &[PathBuf]) -> Result<Option<Config>> {
    let is_named = |config: &Config| targets.iter().all(|target| config.asked(target).is_some());
    match config {
        Some(mut config) if !config.trees.is_empty() && !is_named(&config) => {
            let (pages, _) = super::tree::grow(&config)?;
            config.documents.extend(pages);
            Ok(Some(config))
        }
        config => Ok(config),
    }
}

/// Two files of one language each are a source and its target; any others are two documents.
fn jobs_of_two(paths: Pair<&PathBuf>, config: Option<&Config>, lang: Option<Lang>) -> Result<Vec<Job>> {
    let langs = Pair::new(lang, lang.map(Lang::other));
    let read = |path: &Path, lang| {
        must_exist(path, config)?;
        reading(path, &Options { lang, ..Options::default() })
    };
    let jobs = match (read(paths.source, langs.source)?, read(paths.target, langs.target)?) {
        (Reading::One(source), Reading::One(target)) if source.lang != target.lang => {
            let texts = Texts::Translation(Pair::new(source, target));
            vec![Job::of_file(name_of(paths.source), texts)]
        }
        (source, target) => {
            vec![job_of_reading(paths.source, source, lang), job_of_reading(paths.target, target, lang)]
        }
    };
    Ok(jobs)
}

fn job_of_path(path: &Path, config: Option<&Config>, lang: Option<Lang>) -> Result<Job> {
    must_exist(path, config)?;
    // A file of both languages tells by itself which of them comes first.
    Ok(job_of_reading(path, reading(path, &Options::default())?, lang))
}

/// What was read of a file, as a document to check.
pub fn job_of_reading(path: &Path, reading: Reading, source_lang: Option<Lang>) -> Job {
    let texts = match reading {
        Reading::One(document) => Texts::Single(document),
        Reading::Both(pair) if source_lang == Some(pair.target.lang) => Texts::Translation(pair.swap()),
        Reading::Both(pair) => Texts::Translation(pair),
        Reading::Units(units) if source_lang == Some(units.documents.target.lang) => Texts::Units(units.swap()),
        Reading::Units(units) => Texts::Units(units),
    };
    Job::of_file(name_of(path), texts)
}

fn must_exist(path: &Path, config: Option<&Config>) -> Result<()> {
    if path == Path::new("-") || path.exists() {
        return Ok(());
    }
    let name = path.display();
    match config {
        Some(config) => {
            let names = config.documents.iter().map(|entry| entry.name.as_str());
            let meant = did_you_mean(&path.to_string_lossy(), names);
            let list = if meant.is_empty() { "; `ipalign list` shows the documents" } else { "" };
            bail!("`{name}` is neither a document of {} nor a file{meant}{list}", config.path.display())
        }
        None => bail!("{name}: there is no such file, and no {} that could name a document", config::FILE),
    }
}

/// What a path is called in reports.
fn name_of(path: &Path) -> String {
    if path == Path::new("-") {
        return "stdin".to_owned();
    }
    path.file_stem().map_or_else(|| "document".to_owned(), |stem| stem.to_string_lossy().into_owned())
}

/// The document of `ipalign.toml` that has this name, if any has.
pub fn job_named(name: &Path) -> Result<Option<Job>> {
    let config = with_pages(project()?, &[name.to_owned()])?;
    config.as_ref().and_then(|config| config.asked(name)).map(job_of_entry).transpose()
}

/// A document of `ipalign.toml`.
pub fn job_of_entry(entry: &Entry) -> Result<Job> {
    let texts = texts_of_entry(entry).with_context(|| format!("document `{}`", entry.name))?;
    Ok(Job {
        name: entry.name.clone(),
        texts,
        glossaries: entry.glossaries.clone(),
        given: Given::of_entry(entry),
        of_project: entry.page_of.is_none(),
        style: entry.style,
        area: entry.area.clone(),
        translated_from: entry.translated_from.clone(),
    })
}

fn texts_of_entry(entry: &Entry) -> Result<Texts> {
    let path = match &entry.files {
        Files::One(path) => path,
        Files::Two(paths) => {
            let langs = Pair::new(entry.source_lang, entry.source_lang.map(Lang::other));
            let pair = match entry.kind {
                Kind::Translation => two(paths.as_ref().map(PathBuf::as_path), entry.source_lang)?,
                Kind::Comparable | Kind::Single => Pair::new(
                    in_one_language(&paths.source, langs.source)?,
                    in_one_language(&paths.target, langs.target)?,
                ),
            };
            return Ok(if entry.kind == Kind::Translation {
                Texts::Translation(pair)
            } else {
                Texts::Comparable(pair)
            });
        }
    };
    let lang = if entry.kind == Kind::Single { entry.source_lang } else { None };
    match (reading(path, &Options { lang, ..Options::default() })?, entry.kind) {
        (Reading::One(document), Kind::Translation | Kind::Comparable | Kind::Single) => Ok(Texts::Single(document)),
        (Reading::Both(pair), Kind::Translation) => Ok(Texts::Translation(pair)),
        (Reading::Both(pair), Kind::Comparable) => Ok(Texts::Comparable(pair)),
        (Reading::Units(units), Kind::Translation) => Ok(Texts::Units(units)),
        (Reading::Units(_), Kind::Comparable) => {
            bail!("{}: its units are translations of each other; say kind = \"translation\"", path.display())
        }
        (Reading::Both(_) | Reading::Units(_), Kind::Single) => {
            bail!(
                "{}: holds both languages; say kind = \"translation\", or source-lang to read it as one",
                path.display()
            )
        }
    }
}

/// The well-spaced English documents of the project, whose words help to restore lost spaces. `jobs` are those read
/// already; one that cannot be read is passed over with a note.
pub fn siblings(jobs: &[Job]) -> Result<Vec<Document>> {
    let mut documents: Vec<Document> = Vec::new();
    let mut add = |texts: &Texts| documents.extend(texts.documents().into_iter().filter(is_well_spaced).cloned());
    for entry in existing_project()?.documents {
        match jobs.iter().find(|job| job.of_project && job.name == entry.name) {
            Some(job) => add(&job.texts),
            None => match job_of_entry(&entry) {
                Ok(job) => add(&job.texts),
                Err(error) => super::tell_note(format_args!("its words cannot help to restore spaces: {error:#}")),
            },
        }
    }
    Ok(documents)
}

/// Those of `siblings` that help a document: none where it is not of the project, and never its own texts.
pub fn others<'s>(job: &Job, siblings: &'s [Document]) -> Vec<&'s Document> {
    let own: Vec<&str> = job.texts.documents().into_iter().map(|document| document.source.text()).collect();
    let is_other = |sibling: &&Document| job.of_project && !own.contains(&sibling.source.text());
    siblings.iter().filter(is_other).collect()
}

/// English words are 5 letters long on average; where there are more than 10 to a space, spaces are missing.
fn is_well_spaced(document: &&Document) -> bool {
    let text = document.text.text();
    let spaces = text.chars().filter(|c| c.is_whitespace()).count();
    let letters = text.chars().filter(|c| c.is_ascii_alphabetic()).count();
    document.lang == Lang::En && letters <= spaces * 10
}

/// The one or two documents of a file.
pub fn documents(reading: Reading) -> Vec<Document> {
    match reading {
        Reading::One(document) => vec![document],
        Reading::Both(pair) | Reading::Units(Units { documents: pair, .. }) => vec![pair.source, pair.target],
    }
}
