//! `ipalign.toml`: the documents of a project, read once and checked once.
//!
//! The nearest file upward from the working directory holds. Paths in it are relative to its folder. What is wrong in it
//! is said with the file, the line and, for a slip of the pen, the word that was likely meant.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::{Component, Path, PathBuf};

use schemars::JsonSchema;
use serde::Deserialize;
use toml::Spanned;

use crate::text::lang::Lang;
use crate::text::pair::Pair;
use crate::tree::{Mapping, PRESETS};

/// The name of the file.
pub const FILE: &str = "ipalign.toml";

/// A project.
#[derive(Clone, Debug)]
pub struct Config {
    /// The file it was read from.
    pub path: PathBuf,
    /// Its documents, in the order of the file; their names are unique.
    pub documents: Vec<Entry>,
    /// Its trees of pages.
    pub trees: Vec<Tree>,
    /// What counts.
    pub gating: Gating,
}

/// A tree of pages and their translations.
#[derive(Clone, Debug)]
pub struct Tree {
    /// Which file is the translation of which. Of several that a preset knows, the first whose translations are there holds.
    pub mappings: Vec<Mapping>,
    /// The language of the pages.
    pub source_lang: Lang,
    /// How its English is to write figures.
    pub style: Style,
    /// The glossaries that it is held to: the project's, then its own.
    pub glossaries: Vec<PathBuf>,
    /// Words learned from earlier translations.
    pub memory: Option<PathBuf>,
    /// The key of the front matter in which a translation names the revision that it was made from.
    pub translated_from: Option<String>,
}

/// What counts in a project: which rules, how gravely, and when a run has failed. Names of rules are as they were written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Gating {
    /// The rule set that it was written for, as in "2026.1".
    pub rules: Option<String>,
    /// From which severity on a finding fails a run.
    pub fail_on: Option<Level>,
    /// More warnings than this fail it as well.
    pub max_warnings: Option<usize>,
    /// Rules and families that are looked at; where there are none, all.
    pub select: Vec<String>,
    /// Rules and families that are not.
    pub ignore: Vec<String>,
    /// Severities of rules and families.
    pub severity: BTreeMap<String, Level>,
    /// The findings that were there before.
    pub baseline: Option<PathBuf>,
    /// What reviewers decided.
    pub decisions: Option<PathBuf>,
}

/// How much something matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[schemars(transform = also_never)]
pub enum Level {
    /// What a reviser must mend.
    Error,
    /// What one should look at.
    Warning,
    /// What is good to know.
    Info,
    /// Nothing; of what fails a run, one says "never".
    #[serde(alias = "never")]
    Off,
}

/// Lets the schema take the other name of `off`, which an alias does not tell it.
fn also_never(schema: &mut schemars::Schema) {
    let never = serde_json::json!({ "const": "never" });
    let one_of = schema.get_mut("oneOf").and_then(serde_json::Value::as_array_mut);
    one_of.into_iter().for_each(|list| list.push(never.clone()));
}

/// A document of a project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What it is called on the command line; fit to be the name of a file.
    pub name: String,
    /// What it is called in full.
    pub title: Option<String>,
    /// How its texts belong together.
    pub kind: Kind,
    /// Where they are.
    pub files: Files,
    /// The language of the source, where it cannot be told from the text.
    pub source_lang: Option<Lang>,
    /// How its English is to write figures: the project's style, with what the document says itself.
    pub style: Style,
    /// The area that it speaks of, where that is said.
    pub area: Option<Area>,
    /// The glossaries that it is held to: the project's, then its own.
    pub glossaries: Vec<PathBuf>,
    /// A corrected alignment of them.
    pub beads: Option<PathBuf>,
    /// Beads that are kept when they are aligned.
    pub pins: Option<PathBuf>,
    /// Words learned from earlier translations: its own, or that of the project.
    pub memory: Option<PathBuf>,
    /// The key of its front matter in which the translation names the revision that it was made from.
    pub translated_from: Option<String>,
    /// The folder of a tree that it is a page of, with the slash behind it.
    pub page_of: Option<String>,
}

/// An area that a document speaks of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Area {
    /// Its name, in Chinese or English.
    pub name: String,
    /// The name of the area that this one is a part of; some document speaks of that.
    pub within: Option<String>,
}

/// A house style for the figures of an English text. Where nothing is said, either way is right.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Style {
    /// What Chinese money is called.
    pub yuan: Option<Yuan>,
    /// How a share of a hundred is written.
    pub percent: Option<Percent>,
    /// How a thousand million is written.
    pub large: Option<Large>,
    /// What stands between thousands.
    pub grouping: Option<Grouping>,
    /// What the text is, and so how strictly its hedges are held; where nothing is said, its articles tell.
    pub text: Option<Genre>,
}

/// What a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Genre {
    /// A report: "over" may stand for "at least".
    Report,
    /// A statute or a contract: it may not.
    Statute,
}

/// What Chinese money is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
pub enum Yuan {
    /// RMB 5 million.
    #[serde(rename = "RMB")]
    Rmb,
    /// CNY 5 million.
    #[serde(rename = "CNY")]
    Cny,
    /// 5 million yuan.
    #[serde(rename = "yuan")]
    Yuan,
    /// ¥5 million.
    #[serde(rename = "¥")]
    Sign,
    /// Any of them: what a document says that the style of its project does not fit.
    #[serde(rename = "any")]
    Any,
}

/// How a share of a hundred is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
pub enum Percent {
    /// 5%.
    #[serde(rename = "%")]
    Sign,
    /// 5 percent.
    #[serde(rename = "percent")]
    OneWord,
    /// 5 per cent.
    #[serde(rename = "per cent")]
    TwoWords,
    /// Any of them.
    #[serde(rename = "any")]
    Any,
}

/// How a thousand million is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Large {
    /// 7.2 billion.
    Billion,
    /// 7,200 million.
    Million,
    /// Either of them.
    Any,
}

/// What stands between thousands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Grouping {
    /// 12,500.
    Comma,
    /// 12 500.
    Space,
    /// 12500.
    None,
    /// Any of them.
    Any,
}

impl Style {
    /// This style, and where it says nothing, what `other` says.
    pub fn or(self, other: Style) -> Style {
        Style {
            yuan: self.yuan.or(other.yuan),
            percent: self.percent.or(other.percent),
            large: self.large.or(other.large),
            grouping: self.grouping.or(other.grouping),
            text: self.text.or(other.text),
        }
    }

    /// Reads the lines of a `[style]` table.
    ///
    /// # Errors
    /// At the first thing in it that cannot be meant, in one sentence.
    pub fn parse(text: &str) -> Result<Self, String> {
        toml::from_str(text).map_err(|error| one_sentence(&error))
    }
}

/// How the texts of a document belong together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// An original and its translation.
    #[default]
    Translation,
    /// Two texts on the same subject.
    Comparable,
    /// One text.
    Single,
}

impl Kind {
    /// As `ipalign.toml` writes it.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Translation => "translation",
            Kind::Comparable => "comparable",
            Kind::Single => "single",
        }
    }
}

/// Where the texts of a document are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Files {
    /// In one file, which holds one language or both.
    One(PathBuf),
    /// In a file each.
    Two(Pair<PathBuf>),
}

impl Files {
    /// All of them.
    pub fn paths(&self) -> Vec<&Path> {
        match self {
            Files::One(path) => vec![path],
            Files::Two(pair) => vec![&pair.source, &pair.target],
        }
    }
}

/// What is wrong with an `ipalign.toml`.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// It cannot be read.
    #[error("{path}: cannot be read: {cause}", path = path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// Why.
        cause: std::io::Error,
    },
    /// It says something that cannot be meant.
    #[error("{path}: line {line}: {message}", path = path.display())]
    Content {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
        /// What is wrong, and the remedy.
        message: String,
    },
}

/// The file as it is written.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct RawConfig {
    rules: Option<String>,
    fail_on: Option<Level>,
    max_warnings: Option<usize>,
    #[serde(default)]
    select: Vec<String>,
    #[serde(default)]
    ignore: Vec<String>,
    #[serde(default)]
    severity: BTreeMap<String, Level>,
    baseline: Option<PathBuf>,
    decisions: Option<PathBuf>,
    memory: Option<PathBuf>,
    #[serde(default)]
    style: Style,
    #[serde(default)]
    glossary: Paths,
    #[serde(default)]
    #[schemars(with = "Vec<RawEntry>")]
    document: Vec<Spanned<RawEntry>>,
    #[serde(default)]
    #[schemars(with = "Vec<RawTree>")]
    tree: Vec<Spanned<RawTree>>,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct RawTree {
    source: Option<String>,
    target: Option<String>,
    preset: Option<String>,
    source_lang: Option<Lang>,
    #[serde(default)]
    style: Style,
    #[serde(default)]
    glossary: Paths,
    memory: Option<PathBuf>,
    translated_from: Option<String>,
}

impl RawTree {
    fn mappings(&self) -> Result<Vec<Mapping>, String> {
        match (&self.preset, &self.source, &self.target) {
            (None, Some(source), Some(target)) => Ok(vec![Mapping::new(source, target)?]),
            (Some(name), None, None) => {
                let preset = PRESETS.iter().find(|preset| preset.name == name).ok_or_else(|| {
                    let names: Vec<&str> = PRESETS.iter().map(|preset| preset.name).collect();
                    let meant = did_you_mean(name, names.iter().copied());
                    format!("there is no preset `{name}`; there are {}{meant}", names.join(", "))
                })?;
                preset.targets.iter().map(|target| Mapping::new(preset.source, target)).collect()
            }
            (Some(_), ..) => Err("a tree has `preset` beside `source` or `target`; keep one of both".to_owned()),
            (None, ..) => Err("a tree has no `source` or no `target`; add both, or a `preset`".to_owned()),
        }
    }

    /// What it says itself, else what is known of its preset.
    fn translated_from(&self) -> Option<String> {
        let preset = || PRESETS.iter().find(|preset| Some(preset.name) == self.preset.as_deref());
        self.translated_from.clone().or_else(|| preset()?.translated_from.map(str::to_owned))
    }
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct RawEntry {
    #[schemars(with = "String")]
    name: Spanned<String>,
    title: Option<String>,
    #[serde(default)]
    kind: Kind,
    file: Option<PathBuf>,
    source: Option<PathBuf>,
    target: Option<PathBuf>,
    source_lang: Option<Lang>,
    #[serde(default)]
    style: Style,
    area: Option<String>,
    #[schemars(with = "Option<String>")]
    within: Option<Spanned<String>>,
    beads: Option<PathBuf>,
    pins: Option<PathBuf>,
    memory: Option<PathBuf>,
    translated_from: Option<String>,
    #[serde(default)]
    glossary: Paths,
}

/// The JSON schema of the file, for editors.
pub fn schema() -> String {
    let schema = schemars::schema_for!(RawConfig);
    format!("{:#}\n", schema.as_value())
}

/// A path, or a list of them.
#[derive(Deserialize, JsonSchema)]
#[serde(untagged)]
enum Paths {
    One(PathBuf),
    Many(Vec<PathBuf>),
}

impl Default for Paths {
    fn default() -> Self {
        Paths::Many(Vec::new())
    }
}

impl Paths {
    fn list(&self) -> &[PathBuf] {
        match self {
            Paths::One(path) => std::slice::from_ref(path),
            Paths::Many(paths) => paths,
        }
    }
}

impl Config {
    /// The nearest one in `folder` or above it, `None` where there is none. Its path is relative to `folder`, so that
    /// nothing which is written out tells where on a disk the project lies.
    ///
    /// # Errors
    /// Where it cannot be read, or says something that cannot be meant.
    pub fn nearest(folder: &Path) -> Result<Option<Self>, ConfigError> {
        let levels = folder.components().filter(|part| matches!(part, Component::Normal(_))).count();
        for level in 0..=levels {
            let above: PathBuf = std::iter::repeat_n("..", level).collect();
            let path = above.join(FILE);
            match std::fs::read_to_string(folder.join(&path)) {
                Ok(text) => return Config::parse(&path, &text).map(Some),
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
                Err(cause) => return Err(ConfigError::Io { path, cause }),
            }
        }
        Ok(None)
    }

    /// Reads the text of the file at `path`.
    ///
    /// # Errors
    /// At the first thing in it that cannot be meant.
    pub fn parse(path: &Path, text: &str) -> Result<Self, ConfigError> {
        let wrong = |at: usize, message: String| {
            let line = text.as_bytes()[..at.min(text.len())].iter().filter(|&&byte| byte == b'\n').count() + 1;
            ConfigError::Content { path: path.to_owned(), line, message }
        };
        let raw: RawConfig = toml::from_str(text)
            .map_err(|error| wrong(error.span().map_or(0, |span: Range<usize>| span.start), one_sentence(&error)))?;
        let folder = path.parent().unwrap_or(Path::new(""));
        let memory = raw.memory.map(|memory| folder.join(memory));
        let gating = Gating {
            rules: raw.rules,
            fail_on: raw.fail_on,
            max_warnings: raw.max_warnings,
            select: raw.select,
            ignore: raw.ignore,
            severity: raw.severity,
            baseline: raw.baseline.map(|path| folder.join(path)),
            decisions: raw.decisions.map(|path| folder.join(path)),
        };
        let mut documents: Vec<Entry> = Vec::new();
        let areas: Vec<Area> = raw.document.iter().filter_map(|raw| raw.get_ref().area()).collect();
        for raw_entry in raw.document {
            let (at, raw_entry) = (raw_entry.get_ref().name.span().start, raw_entry.into_inner());
            if let Some(within) = &raw_entry.within {
                let message = is_area(within.get_ref(), raw_entry.area.as_deref(), &areas);
                message.map_err(|message| wrong(within.span().start, message))?;
            }
            let mut entry =
                entry(raw_entry, folder, raw.style, raw.glossary.list()).map_err(|message| wrong(at, message))?;
            entry.memory = entry.memory.or_else(|| memory.clone());
            if documents.iter().any(|earlier| earlier.name == entry.name) {
                return Err(wrong(at, format!("a second document is named `{}`; give each its own name", entry.name)));
            }
            documents.push(entry);
        }
        let mut trees = Vec::new();
        for raw_tree in raw.tree {
            let (at, raw_tree) = (raw_tree.span().start, raw_tree.into_inner());
            let mappings = raw_tree.mappings().map_err(|message| wrong(at, message))?;
            let glossaries = raw.glossary.list().iter().chain(raw_tree.glossary.list());
            trees.push(Tree {
                mappings,
                translated_from: raw_tree.translated_from(),
                source_lang: raw_tree.source_lang.unwrap_or(Lang::En),
                style: raw_tree.style.or(raw.style),
                glossaries: glossaries.map(|path| folder.join(path)).collect(),
                memory: raw_tree.memory.map(|memory| folder.join(memory)).or_else(|| memory.clone()),
            });
        }
        Ok(Config { path: path.to_owned(), documents, trees, gating })
    }

    /// The folder that its paths start from.
    pub fn folder(&self) -> &Path {
        self.path.parent().unwrap_or(Path::new(""))
    }

    /// The document of this name, or the page of which one file is at this path.
    pub fn asked(&self, target: &Path) -> Option<&Entry> {
        let is_file = |entry: &&Entry| entry.page_of.is_some() && entry.files.paths().contains(&target);
        target.to_str().and_then(|name| self.document(name)).or_else(|| self.documents.iter().find(is_file))
    }

    /// The document of this name.
    pub fn document(&self, name: &str) -> Option<&Entry> {
        self.documents.iter().find(|entry| entry.name == name)
    }
}

impl RawEntry {
    fn area(&self) -> Option<Area> {
        let within = self.within.as_ref().map(|within| within.get_ref().clone());
        Some(Area { name: self.area.clone()?, within })
    }
}

/// Whether some other document has this area, and is not itself within that of this one.
fn is_area(within: &str, own: Option<&str>, areas: &[Area]) -> Result<(), String> {
    let Some(own) = own else {
        return Err(format!("what is within `{within}` is not said; add `area = \"…\"`"));
    };
    if own == within {
        return Err(format!("`{within}` cannot be within itself; name the larger area, or leave `within` out"));
    }
    let names = || areas.iter().map(|area| area.name.as_str());
    if !names().any(|area| area == within) {
        return Err(format!("no document has the area `{within}`{}", did_you_mean(within, names())));
    }
    let above = |name: &&str| areas.iter().filter(|area| area.name == *name).find_map(|area| area.within.as_deref());
    let mut larger = std::iter::successors(Some(within), above).take(areas.len() + 1);
    match larger.any(|area| area == own) {
        true => Err(format!("`{own}` is within `{within}`, and that within `{own}`; leave one `within` out")),
        false => Ok(()),
    }
}

fn entry(raw: RawEntry, folder: &Path, style: Style, shared: &[PathBuf]) -> Result<Entry, String> {
    let area = raw.area();
    let name = raw.name.into_inner();
    if name.is_empty()
        || name.starts_with(['.', '-'])
        || name.contains(|c: char| c.is_control() || r#"/\:*?"<>|"#.contains(c))
    {
        return Err(format!("`{name}` cannot name a report file; use letters, digits and hyphens"));
    }
    let files = match (raw.file, raw.source, raw.target) {
        (Some(file), None, None) => Files::One(folder.join(file)),
        (None, Some(source), Some(target)) => Files::Two(Pair::new(source, target).map(|path| folder.join(path))),
        (None, Some(file), None) if raw.kind == Kind::Single => Files::One(folder.join(file)),
        (None, Some(_), None) => {
            return Err(format!("document `{name}` has a source and no target; add `target = \"…\"`"));
        }
        (None, None, Some(_)) => {
            return Err(format!("document `{name}` has a target and no source; add `source = \"…\"`"));
        }
        (None, None, None) => {
            return Err(format!("document `{name}` has no file; add `file = \"…\"`, or `source` and `target`"));
        }
        (Some(_), _, _) => {
            return Err(format!("document `{name}` has `file` beside `source` or `target`; keep one of both"));
        }
    };
    if raw.kind == Kind::Single && matches!(files, Files::Two(_)) {
        return Err(format!(
            "document `{name}` is single and has two files; use kind = \"translation\" or \"comparable\""
        ));
    }
    let glossaries = shared.iter().chain(raw.glossary.list()).map(|path| folder.join(path)).collect();
    let path = |file: Option<PathBuf>| file.map(|file| folder.join(file));
    let (beads, pins, memory) = (path(raw.beads), path(raw.pins), path(raw.memory));
    match (&beads, &pins) {
        (Some(_), Some(_)) => {
            return Err(format!(
                "document `{name}` has `beads`, which leave nothing to search, and `pins`; keep one of both"
            ));
        }
        (Some(_), None) | (None, Some(_)) if raw.kind != Kind::Translation => {
            return Err(format!(
                "document `{name}` has beads and is {}; only a translation is aligned",
                raw.kind.name()
            ));
        }
        _ => {}
    }
    Ok(Entry {
        name,
        title: raw.title,
        kind: raw.kind,
        files,
        source_lang: raw.source_lang,
        style: raw.style.or(style),
        area,
        glossaries,
        beads,
        pins,
        memory,
        translated_from: raw.translated_from,
        page_of: None,
    })
}

/// What the parser says, on one line and with the word that was likely meant.
pub(crate) fn one_sentence(error: &toml::de::Error) -> String {
    let message = error.message().trim().replace('\n', ", ");
    let mut quoted = message.split('`').skip(1).step_by(2);
    let meant = match (message.starts_with("unknown "), quoted.next()) {
        (true, Some(unknown)) => did_you_mean(unknown, quoted),
        _ => String::new(),
    };
    message + &meant
}

/// `; did you mean "…"?` with the nearest of `candidates`, or nothing where none is near.
///
/// ```
/// let names = ["guangdong-2025", "shenzhen-2025"];
/// assert_eq!(ipalign::config::did_you_mean("guangdon-2025", names), "; did you mean `guangdong-2025`?");
/// assert_eq!(ipalign::config::did_you_mean("beijing", names), "");
/// ```
pub fn did_you_mean<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> String {
    let word = word.to_lowercase();
    let score = |candidate: &str| {
        let candidate = candidate.to_lowercase();
        // two letters exchanged in a short word leave little that is alike
        let slip = if strsim::osa_distance(&word, &candidate) == 1 { 0.9 } else { 0.0 };
        strsim::jaro_winkler(&word, &candidate).max(slip)
    };
    let scored = candidates.into_iter().map(|candidate| (score(candidate), candidate));
    let best = scored.filter(|&(score, _)| score > 0.75).max_by(|a, b| a.0.total_cmp(&b.0));
    best.map_or(String::new(), |(_, candidate)| format!("; did you mean `{candidate}`?"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<Config, String> {
        Config::parse(Path::new("../ipalign.toml"), text).map_err(|error| error.to_string())
    }

    #[test]
    fn paths_start_from_the_folder_of_the_file() {
        let config = parse(
            "[[document]]\nname = 'a'\nfile = 'x.txt'\n\n\
             [[document]]\nname = 'b'\nkind = 'comparable'\nsource = 'en.md'\ntarget = 'zh.md'\nsource-lang = 'en'\n",
        )
        .expect("both documents are sound");
        let [a, b] = config.documents.as_slice() else { panic!("two documents: {config:?}") };
        assert_eq!((a.kind, a.files.paths()), (Kind::Translation, vec![Path::new("../x.txt")]));
        assert_eq!((b.kind, b.source_lang), (Kind::Comparable, Some(Lang::En)));
        assert_eq!(b.files.paths(), [Path::new("../en.md"), Path::new("../zh.md")]);
        assert_eq!(config.document("b"), Some(b));
    }

    #[test]
    fn a_document_has_its_own_memory_or_that_of_the_project() {
        let text = "memory = 'all'\n[[document]]\nname = 'a'\nfile = 'x'\nbeads = 'b.tmx'\n\
                    [[document]]\nname = 'b'\nfile = 'y'\nmemory = 'own'\npins = 'p'\n";
        let config = parse(text).expect("both documents are sound");
        let paths = |of: fn(&Entry) -> &Option<PathBuf>| {
            config.documents.iter().map(|entry| of(entry).clone()).collect::<Vec<_>>()
        };
        assert_eq!(paths(|entry| &entry.memory), [Some("../all".into()), Some("../own".into())]);
        assert_eq!(paths(|entry| &entry.beads), [Some("../b.tmx".into()), None]);
        assert_eq!(paths(|entry| &entry.pins), [None, Some("../p".into())]);
    }

    #[test]
    fn what_is_wrong_is_said_with_line_and_remedy() {
        let check = |text: &str, expected: &str| {
            let error = parse(text).expect_err(text);
            assert!(error.starts_with("../ipalign.toml: line ") && error.contains(expected), "{error}");
            assert!(!error.contains('\n'), "{error}");
        };
        check("[[document]]\nnmae = 'a'\n", "line 2: unknown field `nmae`");
        check("[[document]]\nnmae = 'a'\n", "did you mean `name`?");
        check("[[documents]]\nname = 'a'\n", "line 1: unknown field `documents`");
        check("[[document]]\nname = 'a'\nkind = 'translaton'\nfile = 'x'", "line 3: ");
        check("[[document]]\nname = 'a'\nkind = 'translaton'\nfile = 'x'", "did you mean `translation`?");
        check("[[document]]\nfile = 'x'\n", "missing field `name`");
        check("\n[[document]]\nname = 'a'\n", "line 3: document `a` has no file");
        check("[[document]]\nname = 'a'\nsource = 'x'\n", "add `target");
        check("[[document]]\nname = 'a'\ntarget = 'x'\n", "add `source");
        check("[[document]]\nname = 'a'\nfile = 'x'\ntarget = 'x'\n", "keep one");
        check("[[document]]\nname = 'a'\nkind = 'single'\nsource = 'x'\ntarget = 'x'\n", "is single");
        check("[[document]]\nname = '../a'\nfile = 'x'\n", "cannot name a report file");
        check(
            "[[document]]\nname = 'a'\nfile = 'x'\n[[document]]\nname = 'a'\nfile = 'y'\n",
            "line 5: a second document",
        );
        check("[[document]]\nname = 'a'\nfile = 'x'\nbeads = 'b'\npins = 'p'\n", "keep one of both");
        check("[[document]]\nname = 'a'\nfile = 'x'\nkind = 'single'\npins = 'p'\n", "only a translation");
        check("[[document]\n", "line 1: ");
        check("[style]\nyuan = 'RBM'\n", "line 2: unknown variant `RBM`");
        check("[style]\nyuan = 'RBM'\n", "did you mean `RMB`?");
        check("[style]\npercnt = '%'\n", "did you mean `percent`?");
        check("[[document]]\nname = 'a'\nfile = 'x'\nstyle = { large = 'milion' }\n", "line 4: ");
        let two = "[[document]]\nname = 'a'\nfile = 'x'\narea = 'Hunan'\n[[document]]\nname = 'b'\nfile = 'y'\n";
        check(&format!("{two}area = 'Changsha'\nwithin = 'Hunnan'\n"), "line 9: no document has the area `Hunnan`");
        check(&format!("{two}area = 'Changsha'\nwithin = 'Hunnan'\n"), "did you mean `Hunan`?");
        check(&format!("{two}area = 'Hunan'\nwithin = 'Hunan'\n"), "cannot be within itself");
        check(&format!("{two}within = 'Hunan'\n"), "add `area");
    }

    #[test]
    fn a_document_has_the_style_of_its_project_but_where_it_says_otherwise() {
        let config = parse(
            "[style]\nyuan = 'RMB'\npercent = 'per cent'\ntext = 'report'\n[[document]]\nname = 'a'\nfile = 'x'\n\
             [[document]]\nname = 'b'\nfile = 'y'\nstyle = { percent = 'any', grouping = 'comma', text = 'statute' }\n",
        )
        .expect("the styles are sound");
        let of = |name: &str| config.document(name).map(|entry| entry.style);
        let (yuan, percent, text) = (Some(Yuan::Rmb), Some(Percent::TwoWords), Some(Genre::Report));
        let project = Style { yuan, percent, text, ..Style::default() };
        assert_eq!(of("a"), Some(project));
        let (percent, grouping, text) = (Some(Percent::Any), Some(Grouping::Comma), Some(Genre::Statute));
        let own = Style { percent, grouping, text, ..project };
        assert_eq!(of("b"), Some(own));
    }

    #[test]
    fn the_nearest_file_upward_holds() {
        let top = tempfile::tempdir().expect("a folder for the test");
        let below = top.path().join("a/b");
        std::fs::create_dir_all(&below).expect("folders");
        assert_eq!(Config::nearest(&below).ok().flatten().map(|config| config.path), None);
        std::fs::write(top.path().join(FILE), "").expect("a file");
        let path = |folder: &Path| Config::nearest(folder).ok().flatten().map(|config| config.path);
        assert_eq!(path(&below), Some("../../ipalign.toml".into()));
        assert_eq!(path(top.path()), Some("ipalign.toml".into()));
    }
}
