//! Markdown: CommonMark with tables, footnotes and front matter, by pulldown-cmark and its offsets.
//!
//! Marks of emphasis, link targets, image descriptions, comments, tags, shortcodes of site generators and the marks of their
//! admonitions are not readable text; of a front matter, titles and descriptions are. Numbers of ordered lists are kept, since a reader sees them; bullets are
//! dropped. Strikethrough is off: a single `~` would count as its mark, and `5~10` is a range. Prose that is indented or
//! fenced without a language is a paragraph, not code: texts are set so far more often than they hold such code.

use std::ops::Range;
use std::sync::LazyLock;

use pulldown_cmark::{CodeBlockKind, CowStr, Event, Options, Parser, Tag, TagEnd};
use regex::Regex;

use super::draft::{Draft, Joint, LineKind, Writer};
use super::plain::physical_lines;
use super::{front_matter, html};
use crate::text::lang::Lang;
use crate::text::source::Link;
use crate::text::span::Span;

/// Whether a text that is not declared to be Markdown is: ATX headings, bold runs, links, escapes and delimiter rows are
/// counted, and one kind alone must come twice. One pass.
pub(super) fn looks_like(text: &str) -> bool {
    let (mut headings, mut rows, mut runs) = (0usize, 0usize, 0usize);
    for line in text.lines() {
        headings += usize::from(is_atx_heading(line));
        rows += usize::from(is_delimiter_row(line));
        runs += bold_runs(line) + usize::from(line.contains("\\*") || line.contains("\\_") || line.contains("\\#"));
        runs += usize::from(line.contains("](http") || line.starts_with("```"));
    }
    rows >= 1 || headings >= 2 || runs >= 2 || (headings == 1 && runs == 1)
}

fn is_atx_heading(line: &str) -> bool {
    let rest = line.trim_start_matches('#');
    (1..=6).contains(&(line.len() - rest.len())) && rest.starts_with(' ') && Lang::of(rest).is_some()
}

fn is_delimiter_row(line: &str) -> bool {
    let line = line.trim();
    line.contains("--") && line.contains('|') && line.bytes().all(|b| matches!(b, b'|' | b'-' | b':' | b' '))
}

fn bold_runs(line: &str) -> usize {
    let mut parts = line.split("**");
    parts.next();
    let inside = parts.step_by(2).filter(|part| Lang::of(part).is_some() && part.trim() == *part).count();
    if line.matches("**").count() >= 2 { inside } else { 0 }
}

/// The lines of a Markdown text. `declared` says that its line ends inside paragraphs are known to mean nothing.
pub(super) fn lines(text: &str, declared: bool) -> Draft {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS
        | Options::ENABLE_PLUSES_DELIMITED_METADATA_BLOCKS
        | Options::ENABLE_GFM;
    let mut walk = Walk::new(text, if declared { Joint::Soft } else { Joint::Line });
    // A byte order mark would hide the first block's mark.
    let skip = text.len() - text.trim_start_matches('\u{feff}').len();
    for (event, range) in Parser::new_ext(&text[skip..], options).into_offset_iter() {
        walk.event(event, range.start + skip..range.end + skip);
    }
    walk.page.finish(true)
}

struct Walk<'a> {
    page: Writer<'a>,
    /// What a line end inside a paragraph means.
    soft: Joint,
    /// How many open elements hide their text.
    hidden: usize,
    /// Whether each open list is ordered.
    lists: Vec<bool>,
    /// Whether the open block of code is one by indentation, or has no language.
    undeclared: bool,
    /// Where shortcodes stand, in order.
    shortcodes: Vec<Range<usize>>,
}

/// What site generators read in a page and put something else for: shortcodes of Hugo, and the marks of admonitions of
/// Docusaurus and MkDocs, whose title is text.
static SHORTCODES: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r#"(?m)\{\{[%<][^{}]*[%>]\}\}|^[ \t>]*:{3,}(?:[ \t]*\w+)?(?:[ \t]*\{[^}\n]*\})?|^[ \t]*(?:!!!|\?\?\?)\+?[ \t]+\w+"#)
        .expect("a valid pattern")
});

impl<'a> Walk<'a> {
    fn new(text: &'a str, soft: Joint) -> Self {
        let page = Writer::new(text);
        let shortcodes = SHORTCODES.find_iter(text).map(|found| found.range()).collect();
        Walk { page, soft, hidden: 0, lists: Vec::new(), undeclared: false, shortcodes }
    }

    fn end_line(&mut self, joint: Joint) {
        self.page.end_line(joint);
    }

    fn event(&mut self, event: Event<'a>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.text(&text, range),
            Event::Code(text) => {
                let marks = self.page.source[range.clone()].bytes().take_while(|&byte| byte == b'`').count();
                if self.hidden == 0 {
                    self.page.codes.push(Span::new(range.start + marks, range.end - marks));
                }
                self.text(&text, range);
            }
            Event::SoftBreak => self.end_line(self.soft),
            Event::HardBreak => self.end_line(Joint::Line),
            Event::InlineHtml(tag) if html::is_line_break(&tag) => self.end_line(Joint::Line),
            Event::Rule => self.end_line(Joint::Block),
            Event::Html(_)
            | Event::InlineHtml(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_)
            | Event::FootnoteReference(_)
            | Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'a>, range: Range<usize>) {
        match tag {
            Tag::Paragraph | Tag::BlockQuote(_) | Tag::FootnoteDefinition(_) => self.open(self.flow()),
            Tag::Heading { level, .. } => self.open(LineKind::Heading(level as u8)),
            Tag::CodeBlock(kind) => {
                self.open(LineKind::Code);
                self.undeclared =
                    matches!(&kind, CodeBlockKind::Indented | CodeBlockKind::Fenced(CowStr::Borrowed("")));
            }
            Tag::HtmlBlock => {
                self.open(self.flow());
                let page = std::mem::replace(&mut self.page, Writer::new(""));
                self.page = html::fragment(page, range);
                self.hidden += 1;
            }
            Tag::List(number) => {
                self.end_line(Joint::Block);
                self.lists.push(number.is_some());
            }
            Tag::Item => self.open_item(range),
            Tag::TableHead | Tag::TableRow => self.page.row += 1,
            Tag::TableCell => self.open(LineKind::Cell),
            Tag::Link { dest_url, .. } => {
                if dest_url.starts_with('#') {
                    self.page.open_link();
                }
                let span = Span::new(range.start, range.end);
                self.page.links.push(Link { span, target: dest_url.into_string().into() });
            }
            Tag::Strong => self.page.open_bold(),
            Tag::Image { .. } | Tag::MetadataBlock(_) => self.hidden += 1,
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Strong => self.page.close_bold(),
            TagEnd::Link => self.page.close_link(),
            TagEnd::CodeBlock => {
                let flow = self.flow();
                self.page.end_code(std::mem::take(&mut self.undeclared), flow);
            }
            TagEnd::HtmlBlock => {
                self.hidden -= 1;
                self.end_line(Joint::Block);
            }
            TagEnd::Image => self.hidden = self.hidden.saturating_sub(1),
            TagEnd::MetadataBlock(_) => {
                self.hidden = self.hidden.saturating_sub(1);
                self.front_matter();
            }
            TagEnd::List(_) => {
                self.end_line(Joint::Block);
                self.lists.pop();
            }
            TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::Item | TagEnd::TableCell => self.end_line(Joint::Block),
            _ => {}
        }
    }

    /// Writes what a reader sees of the front matter: the title of the page as a heading, what else tells of it as paragraphs.
    fn front_matter(&mut self) {
        for field in front_matter::fields(self.page.source) {
            let name = field.key.rsplit('.').next().unwrap_or_default();
            let name: String = name.chars().filter(char::is_ascii_alphanumeric).collect();
            self.open(match name.to_ascii_lowercase().as_str() {
                "title" => LineKind::Heading(1),
                "linktitle" | "shorttitle" | "subtitle" | "navtitle" | "sidebarlabel" | "tagline" | "description"
                | "summary" | "excerpt" | "abstract" => LineKind::Text,
                _ => continue,
            });
            for (line, _) in physical_lines(&self.page.source[field.value.clone()]) {
                self.page.builder.copy(line.shift(field.value.start));
                self.end_line(Joint::Soft);
            }
            self.end_line(Joint::Block);
        }
    }

    /// Starts a block of this kind.
    fn open(&mut self, kind: LineKind) {
        self.page.open(kind);
    }

    /// What running text is here.
    fn flow(&self) -> LineKind {
        if self.lists.is_empty() { LineKind::Text } else { LineKind::ListItem }
    }

    /// Starts a list item with its number, which pulldown-cmark leaves out.
    fn open_item(&mut self, range: Range<usize>) {
        self.open(LineKind::ListItem);
        let item = &self.page.source[range.clone()];
        let digits = item.len() - item.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        if self.lists.last() == Some(&true) && item[digits..].starts_with(['.', ')']) {
            self.page.builder.copy(Span::new(range.start, range.start + digits + 1));
            self.page.builder.insert(" ");
        }
    }

    /// Takes text over, byte for byte where the source has it so, without what a site generator reads in it.
    fn text(&mut self, text: &str, range: Range<usize>) {
        if self.hidden > 0 || text.is_empty() {
            return;
        }
        let source = &self.page.source[range.clone()];
        let span = Span::new(range.start, range.end);
        match source.find(text) {
            Some(at) => self.copy(range.start + at..range.start + at + text.len()),
            None => self.page.builder.replace(span, text),
        }
    }

    /// Takes a stretch of the source over, but for shortcodes.
    fn copy(&mut self, range: Range<usize>) {
        let is_code = self.page.kind == LineKind::Code;
        let mut at = range.start;
        let from = self.shortcodes.partition_point(|code| code.end <= range.start);
        let within = self.shortcodes[from..].iter().take_while(|code| code.start < range.end && !is_code);
        for code in within {
            if code.start > at {
                self.page.builder.copy(Span::new(at, code.start));
            }
            at = code.end.min(range.end);
        }
        if at < range.end {
            self.page.builder.copy(Span::new(at, range.end));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::draft::Line;
    use super::*;

    /// The lines of a draft, a sign for the joint and the kind before each, the bold opening in angle brackets.
    fn drafted(text: &str) -> String {
        let draft = lines(text, true);
        let show = |line: &Line| {
            let joint = match line.joint {
                Joint::Soft => "~",
                Joint::Line => "-",
                Joint::Block => "=",
            };
            let kind = match line.kind {
                LineKind::Text => String::new(),
                LineKind::Heading(level) => format!("h{level}"),
                LineKind::ListItem => "li".to_owned(),
                LineKind::Cell => format!("td{}", line.row.unwrap_or(0)),
                LineKind::Code => "code".to_owned(),
            };
            let text = draft.slice(line);
            let bold = line.bold.map_or(0, |end| (end - line.span.start) as usize);
            let opening = if bold > 0 { format!("<{}>", &text[..bold]) } else { String::new() };
            format!("{joint}{kind} {opening}{}", &text[bold..])
        };
        draft.lines.iter().map(show).collect::<Vec<_>>().join("\n")
    }

    fn check(text: &str, expected: &str) {
        assert_eq!(drafted(text), expected, "{text}");
    }

    #[test]
    fn marks_are_not_text() {
        check("---\nweight: 3\n---\n# A *b* `c`\n", "=h1 A b c");
        check("one\ntwo  \nthree<br>four", "= one\n~ two\n- three\n- four");
        check("(\\*An escape) &amp; an <!-- hidden --> entity", "= (*An escape) & an  entity");
        check("**Lead here.** Then [a link](http://x.y) ![pic](a.png)", "= <Lead here.> Then a link");
        check("1. one\n2. two\n   more\n\n- bullet", "=li 1. one\n=li 2. two\n~li more\n=li bullet");
        check("| 中 | En |\n|--|--|\n| 一 | one |", "=td1 中\n=td1 En\n=td2 一\n=td2 one");
        check("```rust\nfn main() {}\n\nx();\n```", "=code fn main() {}\n\nx();");
        check("about 5~10 and 20~30 ~~x~~", "= about 5~10 and 20~30 ~~x~~");
        check("    这里只是首行缩进的段落。\n", "= 这里只是首行缩进的段落。");
        check("    let x = 1;\n", "=code let x = 1;");
        check("```\n24% 的组织\n没有策略。\n```", "= 24% 的组织\n- 没有策略。");
        check("\u{feff}# Head", "=h1 Head");
        check("text[^1]\n\n[^1]: the note", "= text\n= the note");
        check("<div>\n<!-- no -->\n<p>In a &lt;tag&gt;</p></div>\n\nafter", "= In a <tag>\n= after");
        check("- [x] done\n  - sub", "=li done\n=li sub");
    }

    #[test]
    fn a_front_matter_has_a_title_and_descriptions() {
        let page = "---\ntitle: 'Ports: 80'\nweight: 3\nmeta:\n  description: >-\n    What is\n    open.\n---\nText";
        check(page, "=h1 Ports: 80\n= What is\n~ open.\n= Text");
    }

    #[test]
    fn what_a_site_generator_reads_is_not_text() {
        check("{{% intro image=\"a.svg\" %}}\n\nText {{< param v >}} here.\n\n{{% /intro %}}", "= Text  here.");
        check(":::tip Mind the gap\nWait.\n:::", "= Mind the gap\n~ Wait.");
        check("!!! note \"Mind\"\n    Wait.", "= \"Mind\"\n~ Wait.");
        check("```hugo\n{{< param v >}}\n```", "=code {{< param v >}}");
        check("a: b ::: c and !!! so", "= a: b ::: c and !!! so");
    }

    #[test]
    fn markdown_is_told_by_its_look() {
        let check = |text: &str, is| assert_eq!(looks_like(text), is, "{text}");
        check("# Title\n\n**bold** text", true);
        check("## One\n\n## Two", true);
        check("**Lead.** Text\n\n**Second.** Text", true);
        check("a | b\n--|--\n1 | 2", true);
        check("Only * a star and 2**3 and # one hash", false);
        check("#1 priority\n#2 priority", false);
        check("    indented paragraph", false);
        check("一、总体情况\n正文。", false);
    }
}
