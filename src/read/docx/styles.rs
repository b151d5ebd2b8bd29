//! What the styles of a document say of its paragraphs: headings by their level, tables of contents, hidden text, lists.
//!
//! A style is told by its name, which a program keeps in English whatever its menus say, by its level in the outline, and
//! by the style that it is based on.

use std::collections::HashMap;

use super::parts::{Part, Token};

/// A style, or what it comes to with those that it is based on.
#[derive(Clone, Debug, Default)]
pub(super) struct Style {
    name: String,
    based_on: Option<String>,
    /// The level in the outline, from 0; 9 is none.
    outline: Option<u8>,
    /// Whether its text is hidden, and whether it is bold.
    pub hidden: Option<bool>,
    pub bold: Option<bool>,
    /// The list that its paragraphs are items of, and their level.
    pub list: Option<String>,
    pub list_level: Option<usize>,
}

impl Style {
    /// The level of the headings that have it, from 1.
    pub fn heading(&self) -> Option<u8> {
        let by_name = || {
            let name = self.name.as_str();
            let level = name.strip_prefix("heading").or_else(|| name.strip_prefix("标题"))?.trim();
            level.parse::<u8>().ok().filter(|level| (1..=9).contains(level))
        };
        let title = (self.name == "title" || self.name == "标题").then_some(1);
        let outlined = || self.outline.filter(|&level| level < 9).map(|level| level + 1);
        title.or_else(by_name).or_else(outlined).map(|level| level.min(6))
    }

    /// Whether it is one of a table of contents, of figures or of authorities.
    pub fn is_contents(&self) -> bool {
        let name = self.name.as_str();
        let levelled = name.strip_prefix("toc ").is_some_and(|level| level.parse::<u8>().is_ok());
        levelled || matches!(name, "toc heading" | "table of figures" | "table of authorities")
    }
}

/// The styles of a document, by their identifiers.
#[derive(Debug, Default)]
pub(super) struct Styles {
    styles: HashMap<String, Style>,
    /// The style of paragraphs that name none.
    default: Option<String>,
}

impl Styles {
    /// The styles of the part with them.
    pub fn read(text: &str) -> Result<Self, String> {
        let mut part = Part::new("styles.xml", text);
        let mut styles = Styles::default();
        let mut id = String::new();
        let mut style = Style::default();
        while let Some(token) = part.next()? {
            match token {
                Token::Open(element) => match element.name.as_str() {
                    "style" => {
                        id = element.local_attribute("styleId").unwrap_or_default();
                        style = Style::default();
                        let is_default = element.local_attribute("default").is_some_and(|on| on == "1" || on == "true");
                        if is_default && element.local_attribute("type").as_deref() == Some("paragraph") {
                            styles.default = Some(id.clone());
                        }
                    }
                    "name" => style.name = element.val().unwrap_or_default().to_lowercase(),
                    "basedOn" => style.based_on = element.val(),
                    "outlineLvl" => style.outline = element.val().and_then(|level| level.parse().ok()),
                    "vanish" => style.hidden = Some(element.is_on()),
                    "b" => style.bold = Some(element.is_on()),
                    "numId" => style.list = element.val(),
                    "ilvl" => style.list_level = element.val().and_then(|level| level.parse().ok()),
                    _ => {}
                },
                Token::Close(name) if name == "style" => {
                    styles.styles.insert(std::mem::take(&mut id), std::mem::take(&mut style));
                }
                Token::Close(_) | Token::Text(..) => {}
            }
        }
        Ok(styles)
    }

    /// What a style comes to with those that it is based on.
    pub fn of(&self, id: Option<&str>) -> Style {
        /// Styles that are based on each other have no end.
        const CHAIN: usize = 20;
        let mut next = id.or(self.default.as_deref());
        let mut found = Style::default();
        for _ in 0..CHAIN {
            let Some(style) = next.and_then(|id| self.styles.get(id)) else { break };
            if found.name.is_empty() || (found.heading().is_none() && style.heading().is_some()) {
                found.name.clone_from(&style.name);
            }
            found.outline = found.outline.or(style.outline);
            found.hidden = found.hidden.or(style.hidden);
            found.bold = found.bold.or(style.bold);
            found.list = found.list.take().or_else(|| style.list.clone());
            found.list_level = found.list_level.or(style.list_level);
            next = style.based_on.as_deref();
        }
        found
    }
}
