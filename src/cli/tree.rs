//! The trees of `ipalign.toml`: their pages, found in the folders of the project as git sees them.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use ignore::WalkBuilder;
use ipalign::audit::AuditedTree;
use ipalign::config::{Config, Entry, Files, Kind, Tree};
use ipalign::text::pair::Pair;
use ipalign::tree::Mapping;
use sha2::{Digest, Sha256};

/// The pages of all trees that are translated, and what there is to say of the trees.
pub fn grow(config: &Config) -> Result<(Vec<Entry>, Vec<AuditedTree>)> {
    let (mut pages, mut trees) = (Vec::new(), Vec::new());
    let mut names: BTreeSet<String> = config.documents.iter().map(|entry| entry.name.clone()).collect();
    for tree in &config.trees {
        let (found, tree) = grown(config, tree)?;
        pages.extend(found.into_iter().map(|entry| named(entry, &mut names)));
        trees.push(tree);
    }
    Ok((pages, trees))
}

fn grown(config: &Config, tree: &Tree) -> Result<(Vec<Entry>, AuditedTree)> {
    let folder = config.folder();
    let is_there = |mapping: &&Mapping| folder.join(mapping.target_root()).is_dir();
    let Some(mapping) = tree.mappings.iter().find(is_there) else {
        let roots: Vec<&str> = tree.mappings.iter().map(Mapping::target_root).collect();
        bail!("{}: a tree has no translations: there is no folder {}", config.path.display(), roots.join(", nor "));
    };
    let sources = files(folder, mapping.root())?;
    let targets = files(folder, mapping.target_root())?;
    let pages: Vec<&String> = sources.iter().filter(|path| mapping.is_page(path)).collect();
    if pages.is_empty() {
        bail!("{}: a tree has no pages in {}", config.path.display(), folder.join(mapping.root()).display());
    }
    let (translated, missing): (Vec<_>, Vec<_>) =
        pages.iter().partition(|page| targets.contains(&mapping.translation_of(page)));
    let orphaned = targets.iter().filter(|path| mapping.page_of(path).is_some_and(|page| !sources.contains(&page)));
    let audited = AuditedTree {
        source: mapping.root().to_owned(),
        target: mapping.target_root().to_owned(),
        pages: pages.len(),
        missing: missing.into_iter().cloned().cloned().collect(),
        orphaned: orphaned.cloned().collect(),
        since: None,
    };
    let entry = |page: &&&String| entry(folder, tree, mapping, page);
    Ok((translated.iter().map(entry).collect(), audited))
}

/// The files below a folder of the project, as paths from there with `/`; those that git ignores are passed over, and links are
/// not followed.
fn files(folder: &Path, root: &str) -> Result<BTreeSet<String>> {
    let below = if folder.as_os_str().is_empty() { PathBuf::from(".") } else { folder.to_owned() };
    let start = below.join(root);
    let mut found = BTreeSet::new();
    for entry in WalkBuilder::new(&start).require_git(false).build() {
        let entry = entry.with_context(|| format!("{}: cannot be listed", start.display()))?;
        if entry.file_type().is_some_and(|kind| kind.is_file())
            && let Ok(path) = entry.path().strip_prefix(&below)
            && let Some(path) = path.to_str()
        {
            found.insert(path.replace('\\', "/"));
        }
    }
    Ok(found)
}

fn entry(folder: &Path, tree: &Tree, mapping: &Mapping, page: &str) -> Entry {
    let name = page.strip_prefix(mapping.root()).unwrap_or(page);
    let name = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let fit = |c: char| if c.is_control() || r#"/\:*?"<>|"#.contains(c) { '-' } else { c };
    Entry {
        name: name.trim_start_matches(['.', '-']).chars().map(fit).collect(),
        title: None,
        kind: Kind::Translation,
        files: Files::Two(Pair::new(page.to_owned(), mapping.translation_of(page)).map(|path| folder.join(path))),
        source_lang: Some(tree.source_lang),
        style: tree.style,
        area: None,
        glossaries: tree.glossaries.clone(),
        beads: None,
        pins: None,
        memory: tree.memory.clone(),
        translated_from: tree.translated_from.clone(),
        page_of: Some(mapping.root().to_owned()),
    }
}

/// A page by a name that no other has: where its own is taken, with the beginning of a hash of its path, which stays the same
/// whatever comes beside.
fn named(mut entry: Entry, names: &mut BTreeSet<String>) -> Entry {
    if names.contains(&entry.name) {
        let path = entry.files.paths()[0].to_string_lossy().replace('\\', "/");
        let hash = Sha256::digest(path.as_bytes());
        entry.name = format!("{}-{:02x}{:02x}", entry.name, hash[0], hash[1]);
    }
    names.insert(entry.name.clone());
    entry
}
