//! The XML of a part, event by event, by local names: the prefix that a program gives a name space says nothing.

use std::borrow::Cow;
use std::ops::Range;

use crate::read::error::Fault;
pub(super) use crate::read::xml::Element;
use crate::read::xml::{self, Xml};

/// Tables in tables in text boxes in groups reach some fifty.
const DEPTH: usize = 1024;

/// What comes next in a part.
pub(super) enum Token<'t> {
    Open(Element<'t>),
    Close(String),
    /// Text, and the bytes of the part that it stands for.
    Text(Cow<'t, str>, Range<usize>),
}

impl Element<'_> {
    /// Its `val`.
    pub(super) fn val(&self) -> Option<String> {
        self.local_attribute("val")
    }

    /// Whether it switches something on, as it does without a `val`.
    pub(super) fn is_on(&self) -> bool {
        !matches!(self.val().as_deref(), Some("0" | "false" | "off" | "none"))
    }
}

/// The events of a part.
pub(super) struct Part<'t> {
    name: &'t str,
    text: &'t str,
    xml: Xml<'t>,
}

impl<'t> Part<'t> {
    /// The part called `name`, whose text this is.
    pub fn new(name: &'t str, text: &'t str) -> Self {
        Part { name, text, xml: Xml::of_part(text, DEPTH) }
    }

    /// What comes next; `None` at the end.
    pub fn next(&mut self) -> Result<Option<Token<'t>>, String> {
        let next = self.xml.next();
        let next =
            next.map_err(|Fault { at, message }| format!("is damaged: {} in it, byte {at}: {message}", self.name))?;
        Ok(next.map(|(token, bytes)| match token {
            xml::Token::Open(element) => Token::Open(element),
            xml::Token::Close(name) => Token::Close(name),
            xml::Token::Text => Token::Text(self.text[bytes.clone()].into(), bytes),
            xml::Token::Char(c) => Token::Text(c.to_string().into(), bytes),
        }))
    }
}
