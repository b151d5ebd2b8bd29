//! HTML: the main content of a page, or a stretch of HTML inside Markdown.
//!
//! Spans lead to the bytes of the file, and so the page is read by its tokens (html5gum) and not as a document tree,
//! which knows no places. What is around the text is left out: scripts and styles, what is hidden, navigation, and the
//! heads and feet of a site, by their elements, roles and usual names, never where that would take half of the text.
//! The main content is the `main` element or the one `article` where it holds most of what is left, else the smallest
//! element that holds nine tenths of the text outside links, with the title before it. Where a page has Chinese both in
//! simplified and in traditional characters, by its `lang` attributes, the one that comes first is read. Linear.

mod tree;

use std::ops::Range;

use self::tree::{Element, Event, Tongue, Tree};
use super::counting::{self, Numerals};
use super::draft::{Draft, Joint, LineKind, Writer};
use super::layout::is_wide;
use crate::text::lang::Lang;
use crate::text::source::Link;
use crate::text::span::Span;

/// Whether a text that is not declared to be HTML is: its first tag is one that only pages start with.
pub(super) fn looks_like(text: &str) -> bool {
    let mut rest = text.trim_start_matches('\u{feff}').trim_start();
    while let Some(comment) = rest.strip_prefix("<!--") {
        rest = comment.find("-->").map_or("", |end| comment[end + "-->".len()..].trim_start());
    }
    let starts = |tag: &str| {
        rest.get(..tag.len()).is_some_and(|head| head.eq_ignore_ascii_case(tag))
            && !rest[tag.len()..].starts_with(|c: char| c.is_ascii_alphanumeric() || c == '-')
    };
    ["<!doctype html", "<html", "<head", "<body"].iter().any(|tag| starts(tag))
        || (rest.starts_with("<?xml") && super::tidy::head(rest, 1024).contains("<html"))
}

/// The lines of a page.
pub(super) fn lines(text: &str) -> Draft {
    let mut tree = Tree::parse(text, 0..text.len());
    drop_chrome(&mut tree);
    part_languages(&mut tree);
    let main = main_element(&tree);
    drop_shared(&mut tree);
    let mut walk = Walk::new(&tree, Writer::new(text), LineKind::Text);
    walk.skipped = second_chinese(&tree);
    let mut inside = main.is_none();
    for &event in &tree.events {
        inside |= matches!(event, Event::Open(index) if Some(index) == main);
        let is_title = || walk.headings > 0 || matches!(event, Event::Open(index) if tree.elements[index].name == "h1");
        if inside || is_title() {
            walk.event(event);
        } else {
            walk.pass(event);
        }
        if matches!(event, Event::Close(index) if Some(index) == main) {
            break;
        }
    }
    let marked = tree.elements.iter().any(|element| heading(&element.name).is_some() && !element.hidden);
    walk.out.finish(marked)
}

/// Writes the text of a stretch of HTML inside Markdown.
pub(super) fn fragment<'a>(out: Writer<'a>, range: Range<usize>) -> Writer<'a> {
    let flow = out.kind;
    let mut tree = Tree::parse(out.source, range);
    for element in &mut tree.elements {
        element.hidden |= is_no_text(&element.name);
    }
    let mut walk = Walk::new(&tree, out, flow);
    tree.events.iter().for_each(|&event| walk.event(event));
    let mut out = walk.out;
    out.open(flow);
    out
}

/// Whether a tag is `<br>` in any spelling.
pub(super) fn is_line_break(tag: &str) -> bool {
    let name = tag.trim_start_matches(['<', '/']);
    let end = name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len());
    name[..end].eq_ignore_ascii_case("br")
}

/// How an ordered list of a `type` is numbered.
fn kind_of_list(kind: char) -> Numerals {
    match kind {
        'a' => Numerals::SmallLetters,
        'A' => Numerals::Letters,
        'i' => Numerals::SmallRoman,
        'I' => Numerals::Roman,
        _ => Numerals::Arabic,
    }
}

/// The level of a heading's element.
fn heading(name: &str) -> Option<u8> {
    match name.as_bytes() {
        [b'h', level @ b'1'..=b'6'] => Some(level - b'0'),
        _ => None,
    }
}

/// Whether an element has no text that is read on the page.
fn is_no_text(name: &str) -> bool {
    const NO_TEXT: [&str; 22] = [
        "audio", "button", "canvas", "datalist", "head", "iframe", "input", "math", "noscript", "object", "option",
        "rp", "rt", "script", "select", "style", "svg", "template", "textarea", "title", "video", "nav",
    ];
    NO_TEXT.contains(&name)
}

/// Hides what is round the text.
fn drop_chrome(tree: &mut Tree) {
    let whole: usize = tree.elements.iter().map(|element| element.own).sum();
    for index in 0..tree.elements.len() {
        let element = &tree.elements[index];
        let in_article =
            || tree.ancestors(index).skip(1).any(|outer| matches!(outer.name.as_str(), "article" | "main" | "section"));
        let is_chrome = match element.name.as_str() {
            name if is_no_text(name) => true,
            "header" | "footer" => !in_article(),
            "aside" => true,
            "form" => element.letters * 10 <= whole,
            "sup" => element.letters == 0 && element.linked == 0 && holds_link(tree, index),
            "html" | "body" | "main" | "article" => false,
            _ => is_chrome_by_name(element),
        };
        let is_much = element.letters * 2 > whole && !is_no_text(&element.name);
        let element = &mut tree.elements[index];
        element.hidden |= is_chrome;
        // most of a page is its text, whatever its style says
        element.hidden &= !is_much;
    }
}

/// Whether a link is the first thing in an element: a superscript that is one leads to a note.
fn holds_link(tree: &Tree, index: usize) -> bool {
    tree.elements.get(index + 1).is_some_and(|inner| inner.parent == Some(index) && inner.name == "a")
}

/// Whether the role or the names that the author gave say that an element is not of the text.
fn is_chrome_by_name(element: &Element) -> bool {
    const ROLES: [&str; 6] = ["navigation", "banner", "contentinfo", "search", "complementary", "menu"];
    const NAMES: [&str; 22] = [
        "nav",
        "navbar",
        "navigation",
        "menu",
        "breadcrumb",
        "breadcrumbs",
        "sidebar",
        "footer",
        "site-footer",
        "page-footer",
        "site-header",
        "page-header",
        "masthead",
        "share",
        "social",
        "pagination",
        "pager",
        "skip-link",
        "cookie",
        "toolbar",
        "headerlink",
        "language-switcher",
    ];
    ROLES.contains(&element.role.as_str()) || element.class.split_whitespace().any(|name| NAMES.contains(&name))
}

/// Makes elements blocks that hold one text each in another language: `<h2><span lang="en">…</span><span lang="zh">…`.
fn part_languages(tree: &mut Tree) {
    for index in 0..tree.elements.len() {
        let Some(parent) = tree.elements[index].parent else { continue };
        let outer = &tree.elements[parent];
        if tree.elements[index].tongue.is_some() && outer.own == 0 && outer.tongues >= 2 {
            tree.elements[index].is_block = true;
        }
    }
}

/// Takes out the text of a page that both languages share, where elements beside each other part nearly all of it by
/// language: the codes and names of a table that is there once have no translation, and would be missing in one text.
fn drop_shared(tree: &mut Tree) {
    let is_parted = parted(tree);
    let (mut parted, mut all) = (0, 0);
    for (index, element) in tree.elements.iter().enumerate() {
        if !tree.ancestors(index).any(|outer| outer.hidden) {
            all += element.own;
            parted += element.own * usize::from(is_parted[index]);
        }
    }
    if parted * 4 < all * 3 {
        return;
    }
    let mut open = Vec::new();
    tree.events.retain(|event| {
        match event {
            Event::Open(index) => open.push(*index),
            Event::Close(_) => drop(open.pop()),
            Event::Break => {}
            Event::Text(_) => return open.last().is_some_and(|&index| is_parted[index]),
        }
        true
    });
}

/// Which elements are in a language, or hold text in one, right beside an element in the other.
fn parted(tree: &Tree) -> Vec<bool> {
    let mut tongues: Vec<Option<Lang>> = Vec::with_capacity(tree.elements.len());
    for element in &tree.elements {
        let inherited = element.parent.and_then(|parent| tongues[parent]);
        tongues.push(element.tongue.map_or(inherited, Tongue::lang));
    }
    // Of each element: whether English and Chinese stand right in it.
    let mut holds = vec![(false, false); tree.elements.len()];
    let mut note = |at: usize, lang: Option<Lang>| {
        holds[at].0 |= lang == Some(Lang::En);
        holds[at].1 |= lang == Some(Lang::Zh);
    };
    for (index, element) in tree.elements.iter().enumerate() {
        if let Some(parent) = element.parent.filter(|_| element.tongue.is_some()) {
            note(parent, tongues[index]);
        }
        if element.own > 0 {
            note(index, tongues[index]);
        }
    }
    let holds_both = |index: usize| holds[index] == (true, true);
    let mut inside = vec![false; tree.elements.len()];
    for (index, element) in tree.elements.iter().enumerate() {
        let is_side = element.tongue.is_some() && element.parent.is_some_and(holds_both);
        inside[index] = is_side || element.parent.is_some_and(|parent| inside[parent]);
    }
    (0..inside.len()).map(|index| inside[index] || holds_both(index)).collect()
}

/// The Chinese that is passed over, where a page has it in both kinds of characters.
fn second_chinese(tree: &Tree) -> Option<Tongue> {
    let weigh = |tongue| {
        let of = tree.elements.iter().filter(|element| element.tongue == Some(tongue) && !element.hidden);
        of.map(|element| element.letters).sum::<usize>()
    };
    let (hans, hant) = (weigh(Tongue::Hans), weigh(Tongue::Hant));
    if hans.min(hant) * 3 < hans.max(hant) || hans == 0 {
        return None;
    }
    let is_either = |element: &&Element| matches!(element.tongue, Some(Tongue::Hans | Tongue::Hant));
    let first = tree.elements.iter().filter(|element| !element.hidden).find(is_either)?;
    Some(if first.tongue == Some(Tongue::Hans) { Tongue::Hant } else { Tongue::Hans })
}

/// The element with the main content; `None` for the whole page.
fn main_element(tree: &Tree) -> Option<usize> {
    let shown = shown_letters(tree);
    let whole =
        shown.iter().enumerate().filter(|&(i, _)| tree.elements[i].parent.is_none()).map(|(_, n)| n).sum::<usize>();
    let is = |index: usize, name: &str| {
        let element = &tree.elements[index];
        (element.name == name || (name == "main" && element.role == "main")) && shown[index] > 0
    };
    let mut mains = (0..shown.len()).filter(|&index| is(index, "main"));
    let mut articles = (0..shown.len()).filter(|&index| is(index, "article"));
    let only = |found: Option<usize>, second: Option<usize>| found.filter(|_| second.is_none());
    let declared = only(mains.next(), mains.next()).or_else(|| only(articles.next(), articles.next()));
    if let Some(declared) = declared.filter(|&index| shown[index] * 2 >= whole) {
        return Some(declared);
    }
    let holds_most = |&index: &usize| shown[index] * 10 >= whole * 9 && tree.elements[index].is_block;
    // A table or a list is what the main content consists of, not what it is in.
    let can_be = |&index: &usize| {
        let name = tree.elements[index].name.as_str();
        matches!(name, "body" | "div" | "section" | "article" | "main" | "td" | "center" | "form")
    };
    (0..shown.len()).filter(holds_most).rfind(can_be)
}

/// How many letters of each element are shown and in no link.
fn shown_letters(tree: &Tree) -> Vec<usize> {
    let mut shown = vec![0; tree.elements.len()];
    for (index, element) in tree.elements.iter().enumerate().rev() {
        if element.hidden || element.name == "a" {
            shown[index] = 0;
            continue;
        }
        shown[index] += element.own;
        if let Some(parent) = element.parent {
            shown[parent] += shown[index];
        }
    }
    shown
}

/// A walk over a page that writes its lines.
struct Walk<'t, 'a> {
    tree: &'t Tree,
    out: Writer<'a>,
    /// What running text is outside of all elements.
    flow: LineKind,
    /// The Chinese that is passed over.
    skipped: Option<Tongue>,
    /// How many open elements hide their text.
    hidden: usize,
    /// How many first headings are open.
    headings: usize,
    /// What text is in the open elements that say so, and in what language.
    kinds: Vec<(usize, LineKind)>,
    tongues: Vec<(usize, Tongue)>,
    /// The next number of each open list, if it has numbers.
    lists: Vec<Option<(u32, char)>>,
    /// The number of an item that has no text yet.
    number: Option<String>,
    /// White space that stands before what comes next.
    space: Option<Span>,
    /// How many elements are open that keep their white space.
    verbatim: usize,
    /// The open links and quoted code, and where their text stands.
    quotes: Vec<(usize, Option<Span>)>,
}

impl<'t, 'a> Walk<'t, 'a> {
    fn new(tree: &'t Tree, out: Writer<'a>, flow: LineKind) -> Self {
        Walk {
            tree,
            out,
            flow,
            skipped: None,
            hidden: 0,
            headings: 0,
            kinds: Vec::new(),
            tongues: Vec::new(),
            lists: Vec::new(),
            number: None,
            space: None,
            verbatim: 0,
            quotes: Vec::new(),
        }
    }

    /// Notes what is hidden, and writes nothing.
    fn pass(&mut self, event: Event) {
        match event {
            Event::Open(index) => self.hidden += usize::from(self.hides(index)),
            Event::Close(index) => self.hidden -= usize::from(self.hides(index)),
            Event::Break | Event::Text(_) => {}
        }
    }

    fn event(&mut self, event: Event) {
        match event {
            Event::Open(index) => self.open(index),
            Event::Close(index) => self.close(index),
            Event::Break if self.hidden == 0 => self.end_line(Joint::Line),
            Event::Text(span) if self.hidden == 0 && self.verbatim > 0 => self.visible(span),
            Event::Text(span) if self.hidden == 0 => self.text(span),
            Event::Break | Event::Text(_) => {}
        }
    }

    fn hides(&self, index: usize) -> bool {
        let element = &self.tree.elements[index];
        element.hidden || (element.tongue.is_some() && element.tongue == self.skipped)
    }

    fn open(&mut self, index: usize) {
        let element = &self.tree.elements[index];
        self.hidden += usize::from(self.hides(index));
        self.headings += usize::from(element.name == "h1");
        if element.is_block {
            self.end_line(Joint::Block);
        }
        match element.name.as_str() {
            "ul" | "menu" => self.lists.push(None),
            "ol" => {
                let kind = element.numbers.chars().next().unwrap_or('1');
                self.lists.push(Some((element.start.unwrap_or(1), kind)));
            }
            "li" => self.open_item(index),
            "tr" if !self.in_layout(index) => self.out.row += 1,
            "b" | "strong" if self.hidden == 0 => self.out.open_bold(),
            "a" if self.hidden == 0 && !element.target.is_empty() => {
                if element.target.starts_with('#') {
                    self.out.open_link();
                }
                self.quotes.push((index, None));
            }
            "code" if self.hidden == 0 && self.verbatim == 0 => self.quotes.push((index, None)),
            "pre" => self.verbatim += 1,
            _ => {}
        }
        if let Some(kind) = self.kind_of(index) {
            self.kinds.push((index, kind));
        }
        if let Some(tongue) =
            element.tongue.filter(|_| element.is_block && element.name != "html" && element.name != "body")
        {
            self.tongues.push((index, tongue));
        }
        self.set();
    }

    fn close(&mut self, index: usize) {
        let element = &self.tree.elements[index];
        let mut is_code = false;
        match element.name.as_str() {
            "ul" | "ol" | "menu" => {
                self.lists.pop();
            }
            "li" => self.number = None,
            "b" | "strong" if self.hidden == 0 => self.out.close_bold(),
            "a" if self.hidden == 0 => self.out.close_link(),
            "pre" => {
                self.verbatim -= 1;
                is_code = self.hidden == 0;
            }
            _ => {}
        }
        if let Some((_, Some(span))) = self.quotes.pop_if(|(of, _)| *of == index) {
            match element.name.as_str() {
                "code" => self.out.codes.push(span),
                _ => self.out.links.push(Link { span, target: element.target.as_str().into() }),
            }
        }
        self.kinds.pop_if(|(of, _)| *of == index);
        if is_code {
            let flow = self.kinds.last().map_or(self.flow, |&(_, kind)| kind);
            self.out.end_code(true, flow);
        }
        if element.is_block {
            self.end_line(Joint::Block);
        }
        self.tongues.pop_if(|(of, _)| *of == index);
        self.hidden -= usize::from(self.hides(index));
        self.headings -= usize::from(element.name == "h1");
        self.set();
    }

    fn set(&mut self) {
        self.out.kind = self.kinds.last().map_or(self.flow, |&(_, kind)| kind);
        self.out.lang = self.tongues.last().and_then(|&(_, tongue)| tongue.lang());
    }

    fn kind_of(&self, index: usize) -> Option<LineKind> {
        let name = self.tree.elements[index].name.as_str();
        match name {
            "td" | "th" if self.in_layout(index) => None,
            "td" | "th" => Some(LineKind::Cell),
            "li" => Some(LineKind::ListItem),
            "pre" => Some(LineKind::Code),
            _ => heading(name).map(LineKind::Heading),
        }
    }

    /// Whether the table that an element is in only lays out the page: a cell holds many blocks.
    fn in_layout(&self, index: usize) -> bool {
        const MANY: usize = 5;
        let is_layout = |element: &Element| matches!(element.name.as_str(), "td" | "th") && element.blocks >= MANY;
        self.tree.ancestors(index).take_while(|element| element.name != "table").any(is_layout)
    }

    fn open_item(&mut self, index: usize) {
        let Some(Some((number, kind))) = self.lists.last_mut() else { return };
        let element = &self.tree.elements[index];
        let own = element.start.unwrap_or(*number);
        *number = own.saturating_add(1);
        // A number before the first of several languages would be missing before the others.
        if element.tongues == 0 && element.blocks <= 1 {
            self.number = Some(format!("{}. ", counting::written(own, kind_of_list(*kind))));
        }
    }

    fn end_line(&mut self, joint: Joint) {
        self.space = None;
        self.out.end_line(joint);
    }

    /// Writes text whose white space means no more than a space, and nothing where a line ends amid Chinese.
    fn text(&mut self, span: Span) {
        let (source, base) = (self.out.source, span.start as usize);
        let text = span.of(source);
        let mut at = 0;
        while at < text.len() {
            let rest = &text[at..];
            let is_space = |c: char| c.is_ascii_whitespace();
            let len = match rest.find(|c: char| !is_space(c)) {
                Some(0) => rest.find(is_space).unwrap_or(rest.len()),
                found => {
                    let len = found.unwrap_or(rest.len());
                    self.space.get_or_insert(Span::new(base + at, base + at + len));
                    at += len;
                    continue;
                }
            };
            self.gap(rest);
            self.visible(Span::new(base + at, base + at + len));
            at += len;
        }
    }

    /// Writes the white space that stands before `next`.
    fn gap(&mut self, next: &str) {
        let Some(space) = self.space.take() else { return };
        let written = &self.out.builder.text()[self.out.start..];
        let wide = |c: Option<char>| c.is_some_and(is_wide);
        let cuts_chinese = space.of(self.out.source).contains(['\n', '\r'])
            && wide(written.chars().next_back())
            && wide(next.chars().next());
        if !written.is_empty() && !cuts_chinese {
            self.out.builder.copy(space);
        }
    }

    /// Writes text without white space, entities decoded.
    fn visible(&mut self, span: Span) {
        if let Some(number) = self.number.take() {
            self.out.builder.insert(&number);
        }
        for (_, quoted) in &mut self.quotes {
            quoted.get_or_insert(span).end = span.end;
        }
        let (source, end) = (self.out.source, span.end as usize);
        let mut at = span.start as usize;
        while at < end {
            let rest = &source[at..end];
            let Some(next) = memchr::memchr(b'&', rest.as_bytes()) else {
                return self.out.builder.copy(Span::new(at, end));
            };
            self.out.builder.copy(Span::new(at, at + next));
            at += next;
            at += self.entity(at, &source[at..end]);
        }
    }

    /// Writes the entity or the ampersand that `rest` starts with; its length.
    fn entity(&mut self, at: usize, rest: &str) -> usize {
        const LONGEST: usize = 40;
        let is_name = |c: char| c.is_ascii_alphanumeric() || c == '#';
        let name = rest[1..].find(|c| !is_name(c)).map_or(rest.len(), |len| len + 1).min(LONGEST);
        let len = name + usize::from(rest[name..].starts_with(';'));
        let decoded = htmlize::unescape(&rest[..len]);
        if decoded == rest[..len] {
            self.out.builder.copy(Span::new(at, at + len));
        } else {
            self.out.builder.replace(Span::new(at, at + len), &decoded);
        }
        len
    }
}
