//! XML of files from elsewhere, event by event, each with its place.
//!
//! Such a file can do no harm: nothing outside it is opened, the name of a DTD is not followed, entities may neither be
//! declared nor used but for the five of XML and characters by their numbers, and elements are nested to a bounded
//! depth. Linear in the file.

use std::ops::Range;

use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use super::error::Fault;

/// How deep elements of bilingual files may be nested: they need some ten, and codes within codes a few more.
const DEPTH: usize = 64;

/// What comes next in a file.
#[derive(Debug)]
pub enum Token<'t> {
    /// An element begins.
    Open(Element<'t>),
    /// The element of this name ends.
    Close(String),
    /// Text as it stands there.
    Text,
    /// A character that stands there by its number or its name.
    Char(char),
}

/// The beginning of an element.
#[derive(Debug)]
pub struct Element<'t> {
    /// Its name, without the prefix of the root, or without any.
    pub name: String,
    start: BytesStart<'t>,
    at: usize,
}

impl Element<'_> {
    /// The value of an attribute, by its name as it is written.
    pub fn attribute(&self, name: &str) -> Result<Option<String>, Fault> {
        let wrong = |error: &dyn std::fmt::Display| Fault::new(self.at, format!("is not well-formed XML: {error}"));
        let found = self.start.try_get_attribute(name).map_err(|error| wrong(&error))?;
        let value = found.map(|found| found.normalized_value(XmlVersion::Implicit1_0).map(|value| value.into_owned()));
        value.transpose().map_err(|error| wrong(&error))
    }

    /// The value of an attribute by its local name; one that is damaged is none.
    pub fn local_attribute(&self, name: &str) -> Option<String> {
        let found = self.start.attributes().flatten().find(|attribute| local(attribute.key.as_ref()) == name)?;
        found.normalized_value(XmlVersion::Implicit1_0).ok().map(|value| value.into_owned())
    }
}

/// The events of a file.
pub struct Xml<'t> {
    reader: Reader<&'t [u8]>,
    /// The bytes before it: a byte order mark.
    skipped: usize,
    end: usize,
    open: Vec<String>,
    /// The prefix of the root's name, with its colon.
    prefix: String,
    /// Whether it is a part of a document: names are given without any prefix, and there is no DTD.
    is_part: bool,
    depth: usize,
}

/// Whether a text looks like XML.
pub fn looks_like(text: &str) -> bool {
    text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}').starts_with('<')
}

/// The name of the root element, without its prefix, where the beginning of a text has it.
pub fn root(text: &str) -> Option<String> {
    /// Behind so many bytes there is no root yet.
    const HEAD: usize = 4096;
    if !looks_like(text) {
        return None;
    }
    let head = &text[..(0..=HEAD.min(text.len())).rev().find(|&at| text.is_char_boundary(at))?];
    let mut rest = head;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        if rest.starts_with("!--") {
            rest = &rest[rest.find("-->")?..];
        } else if !rest.starts_with(['?', '!']) {
            let name = rest.split(|c: char| c.is_whitespace() || c == '>' || c == '/').next()?;
            let bare = name.rsplit(':').next().filter(|name| !name.is_empty());
            return bare.map(str::to_owned);
        }
    }
    None
}

impl<'t> Xml<'t> {
    /// Those of a text, by the names that the root's prefix is taken off.
    pub fn of(text: &'t str) -> Self {
        let body = text.strip_prefix('\u{feff}').unwrap_or(text);
        let mut reader = Reader::from_str(body);
        reader.config_mut().expand_empty_elements = true;
        let skipped = text.len() - body.len();
        Xml { reader, skipped, end: text.len(), open: Vec::new(), prefix: String::new(), is_part: false, depth: DEPTH }
    }

    /// Those of a part of a document, by their local names and without a DTD, elements nested up to `depth`.
    pub fn of_part(text: &'t str, depth: usize) -> Self {
        Xml { is_part: true, depth, ..Xml::of(text) }
    }

    /// What comes next, and its bytes; `None` at the end.
    pub fn next(&mut self) -> Result<Option<(Token<'t>, Range<usize>)>, Fault> {
        loop {
            let start = self.position();
            let event = self.reader.read_event().map_err(|error| {
                let at = self.skipped + self.reader.error_position() as usize;
                Fault::new(at, format!("is not well-formed XML: {error}; export the file anew, or mend that place"))
            })?;
            let bytes = start..self.position();
            if matches!(event, Event::Eof) {
                return self.at_end().map(|()| None);
            }
            if let Some((token, bytes)) = self.token(event, bytes)? {
                return Ok(Some((token, bytes)));
            }
        }
    }

    fn position(&self) -> usize {
        self.skipped + self.reader.buffer_position() as usize
    }

    fn token(&mut self, event: Event<'t>, bytes: Range<usize>) -> Result<Option<(Token<'t>, Range<usize>)>, Fault> {
        let token = match event {
            Event::Start(start) | Event::Empty(start) => {
                self.enter(start.name().as_ref(), bytes.start)?;
                Token::Open(Element { name: self.bare(start.name().as_ref()), start, at: bytes.start })
            }
            Event::End(end) => {
                self.open.pop();
                Token::Close(self.bare(end.name().as_ref()))
            }
            Event::Text(_) => Token::Text,
            Event::CData(_) => {
                let (open, close) = ("<![CDATA[".len(), "]]>".len());
                return Ok(Some((Token::Text, bytes.start + open..bytes.end - close)));
            }
            Event::GeneralRef(entity) => {
                let number = entity.resolve_char_ref().map_err(|error| {
                    Fault::new(bytes.start, format!("is not well-formed XML: {error}; write the character itself"))
                })?;
                let name: &str = &entity;
                let named = || resolve_predefined_entity(name).and_then(|text| text.chars().next());
                Token::Char(number.or_else(named).ok_or_else(|| {
                    let message = format!("the entity &{name}; is none of XML's own; write the character itself");
                    Fault::new(bytes.start, message)
                })?)
            }
            Event::DocType(_) if self.is_part => {
                return Err(Fault::new(bytes.start, "has a DTD, which no document needs; save it anew"));
            }
            Event::DocType(doctype) if doctype.contains('[') => {
                let message = "declarations inside the DOCTYPE are not read; remove them, up to the closing ]";
                return Err(Fault::new(bytes.start, message));
            }
            Event::DocType(_) | Event::Decl(_) | Event::PI(_) | Event::Comment(_) | Event::Eof => return Ok(None),
        };
        Ok(Some((token, bytes)))
    }

    fn enter(&mut self, name: &str, at: usize) -> Result<(), Fault> {
        if self.open.is_empty() {
            self.prefix = name.rfind(':').map_or_else(String::new, |colon| name[..=colon].to_owned());
        }
        self.open.push(name.to_owned());
        match self.open.len() > self.depth {
            true => {
                let depth = self.depth;
                let message = format!("elements are nested more than {depth} deep, which no such file needs; mend it");
                Err(Fault::new(at, message))
            }
            false => Ok(()),
        }
    }

    fn bare(&self, name: &str) -> String {
        match self.is_part {
            true => local(name).to_owned(),
            false => name.strip_prefix(self.prefix.as_str()).unwrap_or(name).to_owned(),
        }
    }

    fn at_end(&self) -> Result<(), Fault> {
        match self.open.last() {
            Some(open) => {
                let message = format!("the file ends inside <{open}>; it was cut off, export it anew");
                Err(Fault::new(self.end, message))
            }
            None => Ok(()),
        }
    }
}

/// A name without its prefix.
fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The text and the first fault of a file.
    fn read(text: &str) -> (String, Option<Fault>) {
        let mut xml = Xml::of(text);
        let mut found = String::new();
        loop {
            match xml.next() {
                Ok(Some((Token::Text, bytes))) => found += &text[bytes],
                Ok(Some((Token::Char(c), _))) => found.push(c),
                Ok(Some(_)) => {}
                Ok(None) => return (found, None),
                Err(fault) => return (found, Some(fault)),
            }
        }
    }

    #[test]
    fn text_has_its_place() {
        let check = |text: &str, expected: &str| assert_eq!(read(text), (expected.to_owned(), None), "{text}");
        check("\u{feff}<?xml version='1.0'?><a>一&lt;b<!-- no -->&#x4e8c;<![CDATA[<三>]]></a>", "一<b二<三>");
        check("<a/>", "");
    }

    #[test]
    fn what_could_do_harm_is_refused() {
        let check = |text: &str, at: usize, part: &str| {
            let fault = read(text).1.expect(text);
            assert!(fault.at == at && fault.message.contains(part), "{fault:?}");
        };
        check("<a>&bomb;</a>", 3, "&bomb;");
        check("<!DOCTYPE a [<!ENTITY b 'bb'>]><a/>", 0, "DOCTYPE");
        check("<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a/>", 0, "DOCTYPE");
        check(&"<a>".repeat(1000), 64 * 3, "nested");
        check("<a><b>", 6, "inside <b>");
        check("<a></b>", 3, "well-formed");
        check("<a>&#xffffffff;</a>", 3, "well-formed");
    }

    #[test]
    fn the_root_is_told() {
        let check = |text: &str, expected: Option<&str>| assert_eq!(root(text).as_deref(), expected, "{text}");
        check("\u{feff}<?xml version='1.0'?>\n<!-- <x> -->\n<!DOCTYPE tmx SYSTEM 'a'><tmx version='1.4'>", Some("tmx"));
        check("<xlf:xliff>", Some("xliff"));
        check("plain <b>text</b>", None);
        check("<", None);
        check("<!-- never closed", None);
    }
}
