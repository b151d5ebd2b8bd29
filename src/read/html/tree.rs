//! The elements of a page of HTML and where its text stands in the file, by html5gum, whose tokens have byte offsets.
//!
//! End tags that authors leave out (`p`, `li`, `td`, …) are supplied; beyond a depth that no page needs, tags are passed
//! over, so that the cost stays linear in the page.

use std::ops::Range;

use ecow::EcoString;
use html5gum::emitters::default::DefaultEmitter;
use html5gum::{StartTag, Token, Tokenizer};

use crate::text::lang::{Lang, letters};
use crate::text::span::Span;

/// How deep elements are nested at most, as in browsers.
const DEPTH: usize = 512;

/// The elements that start and end a block.
const BLOCKS: [&str; 43] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "dialog",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "html",
    "li",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "ul",
];

/// The elements that have no end.
const VOID: [&str; 14] =
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"];

/// What a page says of the language of an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tongue {
    English,
    /// Chinese in simplified characters.
    Hans,
    /// Chinese in traditional characters.
    Hant,
    Chinese,
    Other,
}

impl Tongue {
    /// What a BCP 47 tag says; `cn` is no tag, and many pages have it.
    fn of(tag: &str) -> Option<Self> {
        let tag = tag.trim().to_ascii_lowercase().replace('_', "-");
        let rest = |name: &str| tag.strip_prefix(name).filter(|rest| rest.is_empty() || rest.starts_with('-'));
        if rest("en").is_some() {
            return Some(Tongue::English);
        }
        let Some(rest) = rest("zh").or(rest("cn")).or(rest("cmn")).or(rest("yue")) else {
            return (!tag.is_empty()).then_some(Tongue::Other);
        };
        let has = |subtags: [&str; 4]| rest.split('-').any(|subtag| subtags.contains(&subtag));
        Some(match () {
            () if has(["hant", "tw", "hk", "mo"]) => Tongue::Hant,
            () if has(["hans", "cn", "sg", "my"]) => Tongue::Hans,
            () => Tongue::Chinese,
        })
    }

    pub fn lang(self) -> Option<Lang> {
        match self {
            Tongue::English => Some(Lang::En),
            Tongue::Hans | Tongue::Hant | Tongue::Chinese => Some(Lang::Zh),
            Tongue::Other => None,
        }
    }
}

/// An element.
#[derive(Clone, Debug, Default)]
pub(super) struct Element {
    pub name: EcoString,
    pub parent: Option<usize>,
    /// What its own `lang` says.
    pub tongue: Option<Tongue>,
    /// Its `role`, its `class` and its `id`, in lower case, parted by spaces.
    pub role: EcoString,
    pub class: EcoString,
    /// Whether its attributes say that it is not shown.
    pub hidden: bool,
    /// The number of its first item, and the kind of its numbers.
    pub start: Option<u32>,
    pub numbers: EcoString,
    /// How many letters of text are in it, a Han character counted as four, and how many of them in links.
    pub letters: usize,
    pub linked: usize,
    /// How many letters are in it and in no element of it.
    pub own: usize,
    /// How many elements right in it start a block, lists aside, and how many in it say their language.
    pub blocks: usize,
    pub tongues: usize,
    /// Where it leads; empty where it does not.
    pub target: EcoString,
    /// Whether it parts what is before it from what is after it.
    pub is_block: bool,
}

/// What comes one after the other.
#[derive(Clone, Copy, Debug)]
pub(super) enum Event {
    Open(usize),
    Close(usize),
    /// A line break.
    Break,
    /// Text with its entities.
    Text(Span),
}

/// A page.
#[derive(Debug, Default)]
pub(super) struct Tree {
    pub elements: Vec<Element>,
    pub events: Vec<Event>,
    open: Vec<usize>,
}

impl Tree {
    /// The tree of a stretch of a text.
    pub fn parse(text: &str, range: Range<usize>) -> Self {
        let mut tree = Tree::default();
        let page = &text[range.clone()];
        for token in Tokenizer::new_with_emitter(page, DefaultEmitter::<usize>::new_with_span()).flatten() {
            match token {
                Token::StartTag(tag) => tree.start(&tag),
                Token::EndTag(tag) => tree.end(&String::from_utf8_lossy(&tag.name)),
                Token::String(string) => {
                    let (start, end) = (string.span.start.min(page.len()), string.span.end.min(page.len()));
                    if page.is_char_boundary(start) && page.is_char_boundary(end) && start < end {
                        tree.text(text, Span::new(range.start + start, range.start + end));
                    }
                }
                Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
            }
        }
        while !tree.open.is_empty() {
            tree.close();
        }
        tree
    }

    fn start(&mut self, tag: &StartTag<usize>) {
        let name = EcoString::from(String::from_utf8_lossy(&tag.name).as_ref());
        if name == "br" {
            return self.events.push(Event::Break);
        }
        let is_block = BLOCKS.contains(&name.as_str());
        self.supply_ends(&name, is_block);
        if self.open.len() >= DEPTH {
            return;
        }
        let index = self.elements.len();
        let parent = self.open.last().copied();
        if let Some(parent) = parent {
            self.elements[parent].blocks += usize::from(is_block && !matches!(name.as_str(), "ul" | "ol"));
        }
        let element = Element { parent, is_block, ..element(name.clone(), tag) };
        self.elements.push(element);
        self.events.push(Event::Open(index));
        self.open.push(index);
        if VOID.contains(&name.as_str()) {
            self.close();
        }
    }

    /// Closes what ends where an element of this name starts.
    fn supply_ends(&mut self, name: &str, is_block: bool) {
        if is_block {
            self.close_within("p", &["td", "th", "table", "li", "div", "section", "article", "body", "button"]);
        }
        match name {
            "li" => self.close_within("li", &["ul", "ol", "table"]),
            "dt" | "dd" => {
                self.close_within("dt", &["dl", "table"]);
                self.close_within("dd", &["dl", "table"]);
            }
            "td" | "th" => self.close_cell(),
            "tr" | "tbody" | "tfoot" | "thead" => {
                self.close_cell();
                self.close_within("tr", &["table"]);
            }
            "option" => self.close_within("option", &["select"]),
            _ => {}
        }
    }

    fn close_cell(&mut self) {
        self.close_within("td", &["tr", "table"]);
        self.close_within("th", &["tr", "table"]);
    }

    /// Closes the innermost element of this name and all in it, unless one of `fences` comes first.
    fn close_within(&mut self, name: &str, fences: &[&str]) {
        for depth in (0..self.open.len()).rev() {
            let open = &self.elements[self.open[depth]].name;
            if open == name {
                return self.close_to(depth);
            }
            if fences.contains(&open.as_str()) {
                return;
            }
        }
    }

    fn end(&mut self, name: &str) {
        let found = self.open.iter().rposition(|&index| self.elements[index].name == name);
        // a stray end of a paragraph is one, as for browsers
        if let Some(depth) = found {
            self.close_to(depth);
        }
    }

    fn close_to(&mut self, depth: usize) {
        while self.open.len() > depth {
            self.close();
        }
    }

    fn close(&mut self) {
        let Some(index) = self.open.pop() else { return };
        self.events.push(Event::Close(index));
        let Element { letters, linked, tongues, tongue, .. } = self.elements[index];
        let is_link = self.elements[index].name == "a";
        if let Some(&parent) = self.open.last() {
            let parent = &mut self.elements[parent];
            parent.letters += letters;
            parent.linked += if is_link { letters } else { linked };
            parent.tongues += tongues + usize::from(tongue.is_some());
        }
    }

    fn text(&mut self, text: &str, span: Span) {
        if let Some(&index) = self.open.last() {
            let (han, latin) = letters(span.of(text));
            let element = &mut self.elements[index];
            element.letters += han * 4 + latin;
            element.own += han * 4 + latin;
        }
        self.events.push(Event::Text(span));
    }

    /// The element and those that it is in, from the inside out.
    pub fn ancestors(&self, index: usize) -> impl Iterator<Item = &Element> {
        std::iter::successors(Some(index), |&index| self.elements[index].parent).map(|index| &self.elements[index])
    }
}

/// An element by its tag.
fn element(name: EcoString, tag: &StartTag<usize>) -> Element {
    let written = |name: &str| Some(String::from_utf8_lossy(&tag.attributes.get(name.as_bytes())?.value).into_owned());
    let attribute = |name: &str| Some(written(name)?.to_ascii_lowercase());
    let class = [attribute("class"), attribute("id")].into_iter().flatten().collect::<Vec<_>>().join(" ");
    let style = attribute("style").unwrap_or_default().replace(' ', "");
    let hidden = tag.attributes.contains_key(b"hidden".as_slice())
        || attribute("aria-hidden").is_some_and(|value| value == "true")
        || style.contains("display:none")
        || style.contains("visibility:hidden");
    Element {
        name,
        tongue: attribute("lang").or_else(|| attribute("xml:lang")).and_then(|tag| Tongue::of(&tag)),
        role: attribute("role").unwrap_or_default().into(),
        class: class.into(),
        hidden,
        target: written("href").unwrap_or_default().trim().into(),
        start: attribute("start").or_else(|| attribute("value")).and_then(|number| number.parse().ok()),
        numbers: written("type").unwrap_or_default().into(),
        ..Element::default()
    }
}
