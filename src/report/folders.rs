//! What there is to say of a tree of pages, folder by folder.

use std::collections::BTreeMap;

use super::Tally;
use crate::audit::{Audit, AuditedDocument, AuditedTree};

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
