//! The XML of a part, event by event, by local names: the prefix that a program gives a name space says nothing.
//!
//! Entities are not expanded but for those of XML itself, a DTD is refused, and elements are nested to a bounded depth.

use std::borrow::Cow;

use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

/// Tables in tables in text boxes in groups reach some fifty.
const DEPTH: usize = 1024;

/// What comes next in a part.
pub(super) enum Token<'t> {
    Open(Element<'t>),
    Close(String),
    Text(Cow<'t, str>),
}

/// The beginning of an element.
pub(super) struct Element<'t> {
    pub name: String,
    start: BytesStart<'t>,
}

impl Element<'_> {
    /// The value of an attribute by its local name.
    pub fn attribute(&self, name: &str) -> Option<String> {
        let is_it = |key: &str| local(key) == name;
        let found = self.start.attributes().flatten().find(|attribute| is_it(attribute.key.as_ref()))?;
        found.normalized_value(XmlVersion::Implicit1_0).ok().map(Cow::into_owned)
    }

    /// Its `val`.
    pub fn val(&self) -> Option<String> {
        self.attribute("val")
    }

    /// Whether it switches something on, as it does without a `val`.
    pub fn is_on(&self) -> bool {
        !matches!(self.val().as_deref(), Some("0" | "false" | "off" | "none"))
    }
}

/// The events of a part.
pub(super) struct Part<'t> {
    name: &'t str,
    reader: Reader<&'t [u8]>,
    depth: usize,
}

impl<'t> Part<'t> {
    /// The part called `name`, whose text this is.
    pub fn new(name: &'t str, text: &'t str) -> Self {
        let mut reader = Reader::from_str(text);
        reader.config_mut().expand_empty_elements = true;
        Part { name, reader, depth: 0 }
    }

    /// What comes next; `None` at the end.
    pub fn next(&mut self) -> Result<Option<Token<'t>>, String> {
        loop {
            let at = self.reader.buffer_position();
            let event = self.reader.read_event();
            let wrong = |what: &dyn std::fmt::Display| {
                format!("is damaged: byte {at} of {} in it is no XML ({what}); save it anew", self.name)
            };
            let token = match event.map_err(|error| wrong(&error))? {
                Event::Start(start) | Event::Empty(start) => {
                    self.depth += 1;
                    if self.depth > DEPTH {
                        return Err(wrong(&format!("elements are nested more than {DEPTH} deep")));
                    }
                    Token::Open(Element { name: local(start.name().as_ref()).to_owned(), start })
                }
                Event::End(end) => {
                    self.depth = self.depth.saturating_sub(1);
                    Token::Close(local(end.name().as_ref()).to_owned())
                }
                Event::Text(text) => Token::Text(text.into_inner()),
                Event::CData(text) => Token::Text(text.into_inner()),
                Event::GeneralRef(entity) => {
                    let number = entity.resolve_char_ref().map_err(|error| wrong(&error))?;
                    let name: &str = &entity;
                    match (number, resolve_predefined_entity(name)) {
                        (Some(character), _) => Token::Text(character.to_string().into()),
                        (None, Some(text)) => Token::Text(text.into()),
                        (None, None) => return Err(wrong(&format!("the entity &{name};"))),
                    }
                }
                Event::DocType(_) => return Err(wrong(&"a DTD")),
                Event::Eof if self.depth > 0 => return Err(wrong(&"it is cut off")),
                Event::Eof => return Ok(None),
                Event::Decl(_) | Event::PI(_) | Event::Comment(_) => continue,
            };
            return Ok(Some(token));
        }
    }
}

fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}
