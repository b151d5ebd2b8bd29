//! The pages of the rules, from Markdown.
//!
//! What a page can do is only what Markdown can say: raw HTML is shown as text, an image as its description, and a link
//! goes to the web or nowhere.

use pulldown_cmark::{CowStr, Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd, html};

use super::findings::{Finding, class, rule_anchor};
use super::marks::Shown;
use crate::audit::AuditedRule;
use crate::check::finding::Severity;
use crate::text::lang::Lang;

/// A rule on the page.
pub struct RulePage<'a> {
    /// Its name.
    pub id: &'a str,
    /// Its name in addresses.
    pub anchor: String,
    /// The severity of its plain case.
    pub severity: Severity,
    /// The class of that.
    pub class: &'static str,
    /// One sentence.
    pub summary: &'a str,
    /// Its page; safe HTML.
    pub body: String,
    /// How much it found.
    pub count: usize,
}

/// The pages of `rules`, in their order.
pub fn of<'a>(rules: &'a [AuditedRule], findings: &[Finding<'_>], ui: Lang) -> Vec<RulePage<'a>> {
    let page = |rule: &'a AuditedRule| RulePage {
        id: &rule.id,
        anchor: rule_anchor(&rule.id),
        severity: rule.severity,
        class: class(rule.severity),
        summary: rule.summary_in(ui),
        body: render(&rule.page),
        count: findings.iter().filter(|finding| finding.rule == rule.id).count(),
    };
    rules.iter().map(page).collect()
}

/// `markdown` as HTML that can neither run nor load anything, its headings below those of the report.
fn render(markdown: &str) -> String {
    let markdown = Shown(markdown).to_string();
    let mut out = String::new();
    html::push_html(&mut out, Parser::new_ext(&markdown, Options::ENABLE_TABLES).map(tamed));
    out
}

fn tamed(event: Event<'_>) -> Event<'_> {
    match event {
        Event::Html(text) | Event::InlineHtml(text) => Event::Text(text),
        Event::Start(Tag::HtmlBlock) => Event::Start(Tag::Paragraph),
        Event::End(TagEnd::HtmlBlock) => Event::End(TagEnd::Paragraph),
        Event::Start(Tag::Heading { level, .. }) => {
            Event::Start(Tag::Heading { level: lowered(level), id: None, classes: Vec::new(), attrs: Vec::new() })
        }
        Event::End(TagEnd::Heading(level)) => Event::End(TagEnd::Heading(lowered(level))),
        Event::Start(Tag::Image { .. }) => Event::Start(Tag::Emphasis),
        Event::End(TagEnd::Image) => Event::End(TagEnd::Emphasis),
        Event::Start(Tag::Link { link_type, dest_url, title, id }) => {
            Event::Start(Tag::Link { link_type: plain(link_type), dest_url: web(dest_url), title, id })
        }
        other => other,
    }
}

/// Three levels down: the report's own headings end at the third.
fn lowered(level: HeadingLevel) -> HeadingLevel {
    match level {
        HeadingLevel::H1 => HeadingLevel::H4,
        HeadingLevel::H2 => HeadingLevel::H5,
        HeadingLevel::H3 | HeadingLevel::H4 | HeadingLevel::H5 | HeadingLevel::H6 => HeadingLevel::H6,
    }
}

/// An autolink of an address is written like any other link, so that its target is checked like any other.
fn plain(link_type: LinkType) -> LinkType {
    if link_type == LinkType::Email { LinkType::Inline } else { link_type }
}

fn web(target: CowStr<'_>) -> CowStr<'_> {
    let safe = ["https://", "http://"].iter().any(|scheme| target.starts_with(scheme));
    if safe { target } else { CowStr::Borrowed("#rules") }
}

#[cfg(test)]
mod tests {
    use super::render;

    #[test]
    fn a_page_can_only_say_what_markdown_can() {
        let check = |markdown: &str, html: &str| assert_eq!(render(markdown).trim_end(), html, "{markdown}");
        check("# What it does\n\nIt *compares*.", "<h4>What it does</h4>\n<p>It <em>compares</em>.</p>");
        check("a <b onclick=x>b</b>", "<p>a &lt;b onclick=x&gt;b&lt;/b&gt;</p>");
        check("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>");
        check("[a](javascript:alert(1))", "<p><a href=\"#rules\">a</a></p>");
        check("[a](https://example.org/?a&b)", "<p><a href=\"https://example.org/?a&amp;b\">a</a></p>");
        check("<a@example.org>", "<p><a href=\"#rules\">a@example.org</a></p>");
        check("![a](http://example.org/a.png)", "<p><em>a</em></p>");
        check("```bad\"<x>\n<b>\n```", "<pre><code class=\"language-bad&quot;&lt;x&gt;\">&lt;b&gt;\n</code></pre>");
        check("\u{202e}a", "<p>⟨U+202E⟩a</p>");
    }
}
