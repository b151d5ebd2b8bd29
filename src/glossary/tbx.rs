//! TBX, the standard of terminology databases (ISO 30042): version 2 (`termEntry`, `langSet`, `tig`) and version 3
//! (`conceptEntry`, `langSec`, `termSec`). A term that is marked as deprecated or superseded must not be used; one that is
//! marked as preferred comes first.

use roxmltree::{Document, Node, ParsingOptions};

use super::{Renderings, Term, Wrong, sound};

/// How a database judges one of its words.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Status {
    Preferred,
    None,
    Admitted,
    Forbidden,
}

/// The terms of a text; entries without Chinese and without English are passed over.
pub(super) fn parse(text: &str) -> Result<Vec<Term>, Wrong> {
    let options = ParsingOptions { allow_dtd: true, ..ParsingOptions::default() };
    let document = Document::parse_with_options(text, options).map_err(|error| {
        (error.pos().row as usize, format!("is no sound XML: {}; mend it there", plain(&error.to_string())))
    })?;
    let root = document.root_element();
    if !matches!(root.tag_name().name(), "martif" | "tbx" | "TBX") {
        let message = format!(
            "begins with <{}>, so it is no TBX; a TBX file begins with <martif> or <tbx>",
            root.tag_name().name()
        );
        return Err((1, message));
    }
    let entries = root.descendants().filter(|node| matches!(node.tag_name().name(), "termEntry" | "conceptEntry"));
    let mut terms = Vec::new();
    for entry in entries {
        let term = term(entry);
        if term != Term::default() {
            terms.push(sound(term, document.text_pos_at(entry.range().start).row as usize)?);
        }
    }
    Ok(terms)
}

/// What the parser says, without its place, which is said already.
fn plain(message: &str) -> String {
    message.rsplit_once(" at ").map_or(message, |(message, _)| message).replace('\n', " ")
}

fn term(entry: Node) -> Term {
    let mut term = Term::default();
    for section in entry.descendants().filter(|node| matches!(node.tag_name().name(), "langSet" | "langSec")) {
        let tag = lang(section).to_lowercase();
        match tag.split(['-', '_']).next() {
            Some("zh") => add(section, &mut term.chinese),
            Some("en") => add(section, &mut term.english),
            _ => {}
        }
    }
    term
}

fn lang<'a>(section: Node<'a, '_>) -> &'a str {
    let of = |attribute: &roxmltree::Attribute<'a, '_>| attribute.name() == "lang";
    section.attributes().find(of).map_or("", |attribute| attribute.value())
}

/// Adds the words of a language, the best first.
fn add(section: Node, renderings: &mut Renderings) {
    let terms = section.descendants().filter(|node| node.tag_name().name() == "term");
    let mut words: Vec<(Status, String)> = terms.map(|node| (status(node), word(node))).collect();
    words.retain(|(_, word)| !word.is_empty());
    words.sort_by_key(|&(status, _)| status);
    for (status, word) in words {
        let list = if status == Status::Forbidden { &mut renderings.forbidden } else { &mut renderings.required };
        list.push(word);
    }
}

fn word(node: Node) -> String {
    let text: String = node.descendants().filter(Node::is_text).filter_map(|node| node.text()).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The status that stands in the group of a term.
fn status(term: Node) -> Status {
    let is_group = |node: &Node| matches!(node.tag_name().name(), "tig" | "ntig" | "termSec");
    let Some(group) = term.ancestors().find(is_group) else { return Status::None };
    let tells = |node: &Node| {
        let name = node.tag_name().name();
        let of_type = matches!(node.attribute("type"), Some("administrativeStatus" | "normativeAuthorization"));
        of_type || matches!(name, "administrativeStatus" | "normativeAuthorization")
    };
    let said = group.descendants().filter(tells).find_map(|node| node.text()).unwrap_or_default().trim().to_lowercase();
    match () {
        () if said.starts_with("preferred") => Status::Preferred,
        () if said.starts_with("admitted") => Status::Admitted,
        () if said.starts_with("deprecated") || said.starts_with("superseded") => Status::Forbidden,
        () => Status::None,
    }
}
