//! The sets in a folder, and where the public ones come from.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use serde::de::DeserializeOwned;

/// Rows under the name of their file.
pub struct Set<T> {
    pub name: String,
    pub rows: Vec<T>,
}

/// The sets of a folder, a file each of JSON Lines (`\n` alone ends a line), by name.
pub fn of_folder<T: DeserializeOwned>(folder: &Path) -> Result<Vec<Set<T>>> {
    let files = files(folder, "jsonl")?;
    if files.is_empty() {
        bail!("{}: holds no .jsonl", folder.display());
    }
    files.iter().map(|file| set(file)).collect()
}

fn set<T: DeserializeOwned>(file: &Path) -> Result<Set<T>> {
    let row = |(number, line): (usize, &str)| {
        serde_json::from_str(line).with_context(|| format!("{}: line {number}", file.display()))
    };
    let lines = read(file)?;
    let rows = (1..).zip(lines.split('\n')).filter(|(_, line)| !line.is_empty()).map(row);
    Ok(Set { name: stem(file), rows: rows.collect::<Result<_>>()? })
}

/// The files of a folder that end in `.extension`, by name.
pub fn files(folder: &Path, extension: &str) -> Result<Vec<PathBuf>> {
    let ends = |path: &PathBuf| path.extension().is_some_and(|found| found == extension);
    Ok(entries(folder)?.into_iter().filter(ends).collect())
}

/// What a folder holds, by name.
pub fn entries(folder: &Path) -> Result<Vec<PathBuf>> {
    let listed = fs::read_dir(folder).with_context(|| format!("{}: cannot be listed", folder.display()))?;
    let mut paths = listed.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>>>()?;
    paths.sort();
    Ok(paths)
}

pub fn read(file: &Path) -> Result<String> {
    fs::read_to_string(file).with_context(|| format!("{}: cannot be read", file.display()))
}

/// The name of a file without folder and extension.
pub fn stem(file: &Path) -> String {
    file.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default()
}

/// Where the public sets come from, by the beginning of their names.
const SOURCES: [(&str, &str); 13] = [
    (
        "ccc",
        "verdicts of people on predicted omissions and additions (Vamvas and Sennrich 2022, contrastive conditioning)",
    ),
    ("clean", "translations without a fault in their figures (WMT, MQM ratings by professionals; Apache-2.0)"),
    ("cn2an", "the tests of cn2an (MIT)"),
    ("demetr", "DEMETR, diagnosing machine translation metrics: one minimal change each (Karpinska et al. 2022; MIT)"),
    ("duckling", "the corpora of Duckling (BSD-3-Clause)"),
    ("hwtsc", "the challenge set of HW-TSC: one fault each, in numbers, dates, units, names or negation"),
    ("literary", "chapters of novels, aligned by hand (MAC)"),
    ("medical", "articles of a medical journal (ParaMed)"),
    ("mqm", "faults in figures that professional raters found (WMT, MQM; Apache-2.0)"),
    (
        "official",
        "Hong Kong Hansard, the United Nations, and a magazine, aligned by hand (Champollion toolkit; CPL-1.0)",
    ),
    ("omissions", "omissions that professional raters found (WMT, MQM; Apache-2.0)"),
    ("recognizers", "the specifications of Microsoft Recognizers-Text (MIT)"),
    ("taiwan", "statutes of Taiwan with their official English, with faults and with traps that are right"),
];

/// A list of where these sets come from.
pub fn sources<'n>(names: impl Iterator<Item = &'n str>) -> String {
    let of = |name: &'n str| match SOURCES.iter().find(|(begin, _)| name.starts_with(begin)) {
        Some((begin, source)) => format!("- `{begin}`: {source}\n"),
        None => format!("- `{name}`: not one of the public sets\n"),
    };
    let lines: BTreeSet<String> = names.map(of).collect();
    let lines: String = lines.into_iter().collect();
    format!("The data are no part of the project. They are, by the beginning of the name of a set:\n\n{lines}")
}
