//! What there is to say of a tree of pages, folder by folder.

use std::collections::BTreeMap;

use super::{Tally, count, grouped};
use crate::audit::{Audit, AuditedChanges, AuditedDocument, AuditedDrift, AuditedSince, AuditedTree};
use crate::text::lang::Lang;

/// How many pages of a kind are named where there is little room.
const NAMED: usize = 10;

/// A tree with what was found in its folders.
pub struct Folders<'a> {
    /// The tree.
    pub tree: &'a AuditedTree,
    /// Each folder in which something was found, how many pages of it were checked, and what is open in them.
    pub found: Vec<(&'a str, usize, Tally)>,
}

/// The trees of an audit. Linear in the findings.
pub fn of(audit: &Audit) -> impl Iterator<Item = Folders<'_>> {
    audit.trees.iter().map(|tree| {
        let pages = audit.documents.iter().filter(|document| document.page_of.as_deref() == Some(&tree.source));
        let mut folders: BTreeMap<&str, Vec<&AuditedDocument>> = BTreeMap::new();
        for page in pages {
            let path = page.source.path.as_str();
            let folder = path.rfind(['/', '\\']).map_or("", |slash| &path[..slash]);
            folders.entry(folder).or_default().push(page);
        }
        let found = folders
            .into_iter()
            .map(|(folder, pages)| (folder, pages.len(), Tally::of(pages.iter().flat_map(|page| page.open()))));
        Folders { tree, found: found.filter(|(_, _, tally)| *tally != Tally::default()).collect() }
    })
}

/// Pages of a tree that something is said of.
pub struct Named<'a> {
    /// What is said of them.
    pub what: &'static str,
    /// They.
    pub pages: &'a [String],
}

impl<'a> Named<'a> {
    /// The first of them, and how many more there are, in words.
    pub fn first(&self, ui: Lang) -> (&'a [String], Option<String>) {
        let (named, left) = self.pages.split_at(self.pages.len().min(NAMED));
        let more = match ui {
            Lang::En => format!("and {} more", grouped(left.len())),
            Lang::Zh => format!("另有{}页", grouped(left.len())),
        };
        (named, (!left.is_empty()).then_some(more))
    }
}

impl<'a> Folders<'a> {
    /// How many of its pages are translated, in words.
    pub fn translated(&self, ui: Lang) -> String {
        let (translated, pages) = (grouped(self.tree.translated()), self.tree.pages);
        match ui {
            Lang::En => format!("{translated} of {} translated", count(pages, "page")),
            Lang::Zh => format!("{}页中已译{translated}页", grouped(pages)),
        }
    }

    /// How far its translations are behind, in words, where that was asked for.
    pub fn since(&self, ui: Lang) -> Option<String> {
        let AuditedSince { revision, stale, current, unknown } = self.tree.since.as_ref()?;
        let (current, stale) = (grouped(*current), stale.len());
        let not_known = grouped(unknown.len());
        Some(match (ui, unknown.len()) {
            (Lang::En, 0) => format!("since {revision}: {} stale, {current} up to date", count(stale, "page")),
            (Lang::En, _) => {
                format!("since {revision}: {} stale, {current} up to date, {not_known} unknown", count(stale, "page"))
            }
            (Lang::Zh, 0) => format!("自{revision}以来：{}页过时，{current}页最新", grouped(stale)),
            (Lang::Zh, _) => format!("自{revision}以来：{}页过时，{current}页最新，{not_known}页不明", grouped(stale)),
        })
    }

    /// Its pages that lack something, by what they lack.
    pub fn named(&self, ui: Lang) -> impl Iterator<Item = Named<'a>> + use<'a> {
        let tree = self.tree;
        let stale = tree.since.as_ref().map_or(&[][..], |since| &since.stale);
        let [missing, orphaned, behind] = match ui {
            Lang::En => ["not translated", "translates no page", "stale"],
            Lang::Zh => ["未译", "没有原文", "过时"],
        };
        let kinds = [(missing, tree.missing.as_slice()), (orphaned, &tree.orphaned), (behind, stale)];
        let named = kinds.into_iter().map(|(what, pages)| Named { what, pages });
        named.filter(|named| !named.pages.is_empty())
    }
}

/// How many pages, in words.
pub fn pages(pages: usize, ui: Lang) -> String {
    match ui {
        Lang::En => count(pages, "page"),
        Lang::Zh => format!("{}页", grouped(pages)),
    }
}

/// How far a translation is behind its source, in words.
pub fn drift(drift: &AuditedDrift, ui: Lang) -> String {
    let AuditedDrift { earlier, changes, stale } = drift;
    let AuditedChanges { added, removed, changed } = stale;
    let (all, behind) = (changes.all(), grouped(stale.all()));
    match (ui, stale.all()) {
        (Lang::En, 0) => format!("up to date: {} since {earlier}, all in the translation", count(all, "change")),
        (Lang::En, _) => format!(
            "stale: {} since {earlier}, {behind} not in the translation: {added} added, {removed} removed, \
             {changed} changed",
            count(all, "change")
        ),
        (Lang::Zh, 0) => format!("最新：自{earlier}以来变动{}处，译文均已反映", grouped(all)),
        (Lang::Zh, _) => format!(
            "过时：自{earlier}以来变动{}处，译文未反映{behind}处：新增{added}段，删除{removed}段，改动{changed}段",
            grouped(all)
        ),
    }
}
