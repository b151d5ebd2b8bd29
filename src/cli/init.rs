//! `ipalign init`: a first `ipalign.toml`, from the files that lie here.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use ipalign::config::FILE;
use ipalign::read::{self, Options, Reading};
use ipalign::text::lang::Lang;
use ipalign::text::pair::Pair;

use super::output;

/// How deep folders are looked through, and how many files at most.
const DEPTH: usize = 4;
const MOST: usize = 2_000;

/// The endings of the files that are looked at, and of those that always hold units of both languages.
const TEXTS: [&str; 9] = ["txt", "md", "markdown", "html", "htm", "docx", "pdf", "csv", "tsv"];
const BILINGUAL: [&str; 8] = ["xlsx", "xlf", "xliff", "sdlxliff", "mqxliff", "mxliff", "tmx", "po"];

/// What a file turned out to be.
#[derive(Debug, PartialEq, Eq)]
enum Found {
    Pair(Pair<PathBuf>),
    Both(PathBuf),
}

pub fn run() -> Result<()> {
    let path = Path::new(FILE);
    if path.exists() {
        bail!("{FILE}: is there already; edit it, or remove it first");
    }
    let mut files = Vec::new();
    walk(Path::new(""), DEPTH, &mut files)?;
    let found = documents(files);
    let text = written(&found);
    output::write_file(path, |out| Ok(out.write_all(text.as_bytes())?))?;
    super::tell_note(format_args!("wrote {FILE} with {} documents; check them by `ipalign check`", found.len()));
    Ok(())
}

/// The texts below a folder, in the order of their names; hidden folders and links are passed over.
fn walk(folder: &Path, depth: usize, files: &mut Vec<PathBuf>) -> Result<()> {
    let listed = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let entries = std::fs::read_dir(listed).with_context(|| format!("{}: cannot be listed", listed.display()))?;
    let mut entries = entries.collect::<Result<Vec<_>, _>>()?;
    entries.sort_by_key(std::fs::DirEntry::file_name);
    for entry in entries {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if name.starts_with('.') || files.len() >= MOST || matches!(&*name, "target" | "node_modules" | "reports") {
            continue;
        }
        let path = folder.join(entry.file_name());
        let kind = entry.file_type()?;
        if kind.is_dir() && depth > 0 {
            walk(&path, depth - 1, files)?;
        } else if kind.is_file() && (has_ending(&path, &TEXTS) || has_ending(&path, &BILINGUAL)) {
            files.push(path);
        }
    }
    Ok(())
}

fn has_ending(path: &Path, endings: &[&str]) -> bool {
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    endings.iter().any(|known| ending.eq_ignore_ascii_case(known))
}

/// A name with its language taken out, and the language: `guide/zh-cn/a.md` and `guide/en/a.md` are one.
fn key(path: &Path) -> Option<(String, Lang)> {
    let text = path.with_extension("").to_string_lossy().replace('\\', "/");
    let mut lang = None;
    let parts = text.split_inclusive(['/', '.', '_']).filter(|part| {
        let word = part.trim_end_matches(['/', '.', '_']).to_lowercase();
        let of = match word.as_str() {
            "zh" | "zh-cn" | "zh-tw" | "zh-hk" | "zh-hans" | "zh-hant" | "cn" | "chs" | "chinese" | "中文" => {
                Some(Lang::Zh)
            }
            "en" | "en-us" | "en-gb" | "eng" | "english" | "英文" => Some(Lang::En),
            _ => None,
        };
        lang = lang.or(of);
        of.is_none()
    });
    let key: String = parts.collect();
    lang.map(|lang| (key, lang))
}

/// The pairs among files by their names, those of one format first, and the files that hold both languages.
fn documents(files: Vec<PathBuf>) -> Vec<Found> {
    type Halves<K> = BTreeMap<K, (Option<PathBuf>, Option<PathBuf>)>;
    let mut halves: Halves<(String, String)> = BTreeMap::new();
    let mut both = Vec::new();
    for file in files {
        let holds_both = || matches!(read::file(&file, &Options::default()), Ok(Reading::Both(_) | Reading::Units(_)));
        match key(&file).filter(|_| !has_ending(&file, &BILINGUAL)) {
            Some((key, lang)) => {
                let ending = file.extension().unwrap_or_default().to_string_lossy().into_owned();
                *half(halves.entry((key, ending)).or_default(), lang) = Some(file);
            }
            None if holds_both() => both.push(Found::Both(file)),
            None => {}
        }
    }
    let mut found = Vec::new();
    let mut left: Halves<String> = BTreeMap::new();
    for ((key, _), halves) in halves {
        match halves {
            (Some(zh), Some(en)) => found.push(Found::Pair(Pair::new(zh, en))),
            (Some(zh), None) => *half(left.entry(key).or_default(), Lang::Zh) = Some(zh),
            (_, en) => *half(left.entry(key).or_default(), Lang::En) = en,
        }
    }
    found.extend(left.into_values().filter_map(|(zh, en)| Some(Found::Pair(Pair::new(zh?, en?)))));
    found.extend(both);
    found
}

fn half(halves: &mut (Option<PathBuf>, Option<PathBuf>), lang: Lang) -> &mut Option<PathBuf> {
    match lang {
        Lang::Zh => &mut halves.0,
        Lang::En => &mut halves.1,
    }
}

fn written(found: &[Found]) -> String {
    let mut text = String::from(
        "# The documents of this project, and what counts in them. `ipalign config` shows what is in force;\n\
         # `ipalign config --schema` writes the JSON schema for editors.\n\n\
         # Later rules are not looked at, so that a new version of ipalign never breaks the gate.\n\
         rules = \"2026.1\"\n\n\
         # From which severity on a finding fails a run: \"error\", \"warning\", \"info\" or \"never\".\n\
         fail-on = \"error\"\n\n\
         # More warnings than this fail it as well.\n\
         # max-warnings = 20\n\n\
         # Rules and families that are looked at, and those that are not; `ipalign rules` lists them.\n\
         # select = [\"figure\", \"sentence\"]\n\
         # ignore = [\"text-typo\"]\n\n\
         # What was found before (`ipalign baseline write`), and what reviewers decided (exported from a report).\n\
         # baseline = \"ipalign.baseline.json\"\n\
         # decisions = \"decisions.toml\"\n\n\
         # Terms that translations are held to, and words of earlier translations (`ipalign learn`).\n\
         # glossary = \"terms.tsv\"\n\
         # memory = \"names.memory\"\n\n\
         # How grave a rule or family is: \"error\", \"warning\", \"info\" or \"off\".\n\
         # [severity]\n\
         # figure-unit = \"error\"\n\n\
         # How the English writes figures; `ipalign explain figure-style`.\n\
         # [style]\n\
         # yuan = \"RMB\"\n",
    );
    if found.is_empty() {
        text.push_str(
            "\n# [[document]]\n# name = \"report\"\n# source = \"report.zh.txt\"   # or file = \"report.txt\", which holds both languages\n\
             # target = \"report.en.txt\"\n",
        );
    }
    let mut names: Vec<String> = Vec::new();
    for found in found {
        let stem = match found {
            Found::Pair(pair) => key(&pair.source).map_or(String::new(), |(key, _)| key),
            Found::Both(file) => file.with_extension("").to_string_lossy().into_owned(),
        };
        let name = unique(&named(&stem), &mut names);
        let quoted = |path: &Path| toml::Value::String(path.to_string_lossy().replace('\\', "/")).to_string();
        let _ = match found {
            Found::Pair(pair) => {
                let (source, target) = (quoted(&pair.source), quoted(&pair.target));
                write!(text, "\n[[document]]\nname = \"{name}\"\nsource = {source}\ntarget = {target}\n")
            }
            Found::Both(file) => write!(text, "\n[[document]]\nname = \"{name}\"\nfile = {}\n", quoted(file)),
        };
    }
    text
}

/// A name for a document, fit for the file of its report.
fn named(path: &str) -> String {
    let dashed: String = path.chars().map(|c| if c.is_alphanumeric() { c } else { '-' }).collect();
    let parts: Vec<&str> = dashed.split('-').filter(|part| !part.is_empty()).collect();
    if parts.is_empty() { "document".to_owned() } else { parts.join("-") }
}

/// The name, numbered where it is taken.
fn unique(name: &str, names: &mut Vec<String>) -> String {
    let numbered = (2..).map(|number| format!("{name}-{number}"));
    let free = std::iter::once(name.to_owned()).chain(numbered).find(|name| !names.contains(name));
    let free = free.unwrap_or_default();
    names.push(free.clone());
    free
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_paired_by_their_names() {
        let check = |zh: &str, en: &str, name: &str| {
            let (zh, en) = (key(Path::new(zh)), key(Path::new(en)));
            let [zh, en] = [zh, en].map(|key| key.expect("it says its language"));
            assert_eq!((zh.1, en.1, &zh.0), (Lang::Zh, Lang::En, &en.0));
            assert_eq!(named(&zh.0), name);
        };
        check("report.zh.txt", "report.en.txt", "report");
        check("docs/zh-cn/a b.md", "docs/en/a b.md", "docs-a-b");
        check("2025_中文.txt", "2025_英文.txt", "2025");
        check("zh.txt", "en.txt", "document");
        assert_eq!(key(Path::new("report.txt")), None);
    }

    #[test]
    fn files_of_one_format_are_a_pair_before_those_of_two() {
        let files = ["zh/a.docx", "zh/a.txt", "en/a.txt", "en/a.pdf", "zh/b.docx", "en/b.pdf", "zh/c.html"];
        let pair = |zh: &str, en: &str| Found::Pair(Pair::new(zh.into(), en.into()));
        let expected = [pair("zh/a.txt", "en/a.txt"), pair("zh/a.docx", "en/a.pdf"), pair("zh/b.docx", "en/b.pdf")];
        assert_eq!(documents(files.map(PathBuf::from).to_vec()), expected);
    }

    #[test]
    fn what_is_written_is_read() {
        let found = [
            Found::Pair(Pair::new("a\"b.zh.txt".into(), "a\"b.en.txt".into())),
            Found::Both("x/a-b.txt".into()),
            Found::Both("x/a_b.txt".into()),
        ];
        let check = |found: &[Found]| {
            let text = written(found);
            let config = ipalign::config::Config::parse(Path::new(FILE), &text)
                .unwrap_or_else(|error| panic!("{error}\n{text}"));
            assert_eq!(config.documents.len(), found.len());
        };
        check(&found);
        check(&[]);
    }
}
