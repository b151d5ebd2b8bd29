//! Codes in the text of a unit: placeholders, tags, roles and literals of the formats that programs are localised in.
//!
//! What counts depends on the file: a per cent sign is a placeholder where a program fills it in, and a per cent sign in a
//! brochure. Where a file does not say, only what cannot be read otherwise is taken.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

use regex::{Captures, Regex};

use crate::text::code::{Code, CodeKind};
use crate::text::span::Span;

/// What a text may hold besides language.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Syntax {
    /// Placeholders of printf: `%s`, `%(name)s`, `%1$d`.
    pub printf: Printf,
    /// Placeholders in braces: `{0}`, `{name}`, `${name}`.
    pub braces: bool,
    /// Placeholders of Qt: `%1`, `%n`.
    pub qt: bool,
    /// Tags of HTML.
    pub html: bool,
    /// Roles, literals and links of reStructuredText.
    pub rst: bool,
    /// Whether all of it is code.
    pub is_code: bool,
    /// Whether its placeholders may be left out, as a number may be where it is one.
    pub may_omit: bool,
    /// Whether an empty line parts paragraphs.
    pub has_lines: bool,
}

/// How placeholders of printf are told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Printf {
    /// There are none.
    #[default]
    None,
    /// Where nothing else can be meant.
    Sure,
    /// Wherever the grammar has one, since the file says so.
    Declared,
}

impl Syntax {
    /// Of a text that nothing is said of.
    pub const UNKNOWN: Syntax = Syntax {
        printf: Printf::Sure,
        braces: true,
        qt: false,
        html: true,
        rst: false,
        is_code: false,
        may_omit: false,
        has_lines: false,
    };
}

type Found = (Range<usize>, CodeKind, String);

/// The codes of a text, each where `place` gives it a span; where two overlap, the one whose syntax encloses.
pub(super) fn find(text: &str, syntax: Syntax, place: impl Fn(Range<usize>) -> Option<Span>) -> Vec<Code> {
    if syntax.is_code {
        return place(0..text.len())
            .map(|span| Code { span, kind: CodeKind::Mark, name: "".into() })
            .into_iter()
            .collect();
    }
    let mut found: Vec<Found> = Vec::new();
    // the ends of what is found, by where it starts; none overlap
    let mut taken: BTreeMap<usize, usize> = BTreeMap::new();
    let mut add = |some: Vec<Found>| {
        for (range, kind, name) in some.into_iter().filter(|(range, ..)| !range.is_empty()) {
            let before = taken.range(..range.end).next_back();
            if before.is_none_or(|(_, &end)| end <= range.start) {
                taken.insert(range.start, range.end);
                found.push((range, kind, name));
            }
        }
    };
    if syntax.rst && text.contains(['`', '|', ']']) {
        add(rst(text));
    }
    if syntax.html && text.contains(['<', '&']) {
        add(html(text));
    }
    if syntax.braces && text.contains('{') {
        add(braces(text));
    }
    if text.contains('%') {
        match syntax.printf {
            Printf::None => {}
            Printf::Sure => add(printf(text, true)),
            Printf::Declared => add(printf(text, false)),
        }
        if syntax.qt {
            add(qt(text));
        }
    }
    let code = |(range, kind, name): Found| {
        let kind = if syntax.may_omit && kind == CodeKind::Placeholder { CodeKind::Mark } else { kind };
        Some(Code { span: place(range)?, kind, name: name.into() })
    };
    found.into_iter().filter_map(code).collect()
}

/// Roles whose text is for the reader, and is translated.
const TEXT_ROLES: [&str; 12] = [
    "abbr",
    "dfn",
    "emphasis",
    "guilabel",
    "menuselection",
    "strong",
    "sub",
    "subscript",
    "sup",
    "superscript",
    "title-reference",
    "samp",
];

fn rst(text: &str) -> Vec<Found> {
    static RST: LazyLock<Regex> = LazyLock::new(|| {
        let pattern = r"(?x)
              ``(?P<literal>.+?)``(?P<more>`?)
            | :(?P<role>[A-Za-z][\w+.-]*(?::[A-Za-z][\w+.-]*)*):`(?P<content>(?:[^`\\]|\\.)+)`
            | `(?P<link>[^`<>]+?)(?:\s*<(?P<url>[^<>`]+)>)?`__?
            | \|(?P<name>[A-Za-z][\w.\ -]*)\|
            | \[(?P<note>\#[\w-]*|\*|\d+|[A-Za-z][\w.-]*)\]_";
        Regex::new(pattern).expect("the pattern is sound")
    });
    let mut found = Vec::new();
    for part in RST.captures_iter(text) {
        let whole = part.get(0).expect("a match").range();
        if let Some(literal) = part.name("literal") {
            found.push((whole, CodeKind::Literal, literal.as_str().to_owned()));
        } else if let (Some(role), Some(content)) = (part.name("role"), part.name("content")) {
            found.extend(role_of(&whole, role.as_str(), content));
        } else if let Some(link) = part.name("link") {
            found.push((whole.start..link.start(), CodeKind::Mark, String::new()));
            found.push((link.end()..whole.end, CodeKind::Mark, String::new()));
        } else if let Some(name) = part.name("name") {
            found.push((whole, CodeKind::Reference, format!("|{}|", name.as_str())));
        } else if let Some(note) = part.name("note") {
            found.push((whole, CodeKind::Reference, format!("[{}]_", note.as_str())));
        }
    }
    found
}

/// The codes of a role: all of it, or what stands round the words for the reader.
fn role_of(whole: &Range<usize>, role: &str, content: regex::Match) -> Vec<Found> {
    let text = content.as_str();
    if TEXT_ROLES.contains(&role) {
        return vec![
            (whole.start..content.start(), CodeKind::Mark, String::new()),
            (content.end()..whole.end, CodeKind::Mark, String::new()),
        ];
    }
    let titled = text.strip_suffix('>').and_then(|text| text.rsplit_once('<'));
    let name = |target: &str| {
        let target = target.trim_start_matches(['~', '!', '.']).trim_end_matches("()");
        format!(":{role}:`{}`", target.trim())
    };
    match titled {
        Some((title, target)) => vec![
            (whole.start..content.start(), CodeKind::Mark, String::new()),
            (content.start() + title.trim_end().len()..whole.end, CodeKind::Reference, name(target)),
        ],
        None => vec![(whole.clone(), CodeKind::Reference, name(text))],
    }
}

fn html(text: &str) -> Vec<Found> {
    /// Elements that stand in running text.
    const ELEMENTS: [&str; 38] = [
        "a",
        "abbr",
        "b",
        "big",
        "blockquote",
        "br",
        "button",
        "code",
        "div",
        "em",
        "font",
        "h1",
        "h2",
        "h3",
        "h4",
        "hr",
        "i",
        "img",
        "input",
        "kbd",
        "li",
        "mark",
        "ol",
        "p",
        "pre",
        "q",
        "s",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "table",
        "td",
        "tr",
        "tt",
        "u",
        "ul",
    ];
    static HTML: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"<(?P<close>/?)(?P<name>[A-Za-z][A-Za-z0-9]*)(?:\s[^<>]*)?/?>|&(?:[a-z]+|#\d+|#x[0-9a-f]+);")
            .expect("the pattern is sound")
    });
    let code = |part: Captures| {
        let whole = part.get(0)?.range();
        let Some(name) = part.name("name") else { return Some((whole, CodeKind::Mark, String::new())) };
        let name = name.as_str().to_ascii_lowercase();
        let known = ELEMENTS.contains(&name.as_str());
        known.then(|| (whole, CodeKind::Tag, format!("<{}{name}>", &part["close"])))
    };
    HTML.captures_iter(text).filter_map(code).collect()
}

fn braces(text: &str) -> Vec<Found> {
    static BRACES: LazyLock<Regex> = LazyLock::new(|| {
        let pattern = r"(?x)
              [$%\#]?\{\{?\s*(?P<name>[A-Za-z_][\w.\-]*)(?:\[\w*\])?(?:![rsa])?(?::[^{}\s]*)?\s*\}?\}
            | \{(?P<index>\d+)(?:[,:][^{}]*)?\}
            | \{(?:![rsa])?(?::[^{}\s]+)?\}
            | \{\s*(?P<choice>\w+)\s*,\s*(?:plural|select|selectordinal)\s*,";
        Regex::new(pattern).expect("the pattern is sound")
    });
    let code = |part: Captures| {
        let whole = part.get(0)?;
        let named = ["name", "index", "choice"].iter().find_map(|group| part.name(group));
        let name = named.map_or_else(|| "{}".to_owned(), |name| format!("{{{}}}", name.as_str()));
        Some((whole.range(), CodeKind::Placeholder, name))
    };
    let parts: Vec<Captures> = BRACES.captures_iter(text).collect();
    // inside the branches of a choice, braces hold words
    let has_choice = parts.iter().any(|part| part.name("choice").is_some());
    parts.into_iter().filter(|part| !has_choice || part.name("choice").is_some()).filter_map(code).collect()
}

fn printf(text: &str, only_sure: bool) -> Vec<Found> {
    static PRINTF: LazyLock<Regex> = LazyLock::new(|| {
        let pattern = r"(?x) %(?:
              (?P<percent>%)
            | \((?P<name>[^()\s]+)\)[-+\ \#0]*\d*(?:\.\d+)?[diouxXeEfFgGcrsa]
            | (?:(?P<place>\d+)\$)?(?P<flags>[-+\ \#0']*)(?:\*|\d+)?(?:\.(?:\*|\d+))?(?:hh|h|ll|l|L|q|j|z|t)?(?P<kind>[diouxXeEfFgGaAcspn@])
            )";
        Regex::new(pattern).expect("the pattern is sound")
    });
    let is_sure = |part: &Captures, whole: &Range<usize>| {
        let before = text[..whole.start].chars().next_back();
        let after = text[whole.end..].chars().next();
        let flags = part.name("flags").map_or("", |flags| flags.as_str());
        part.name("percent").is_none()
            && !flags.contains(' ')
            && !before.is_some_and(|c| c.is_ascii_digit())
            && !after.is_some_and(|c| c.is_ascii_alphabetic())
            && (part.name("name").is_some() || part.name("place").is_some() || "sdiufxc@".contains(&part["kind"]))
    };
    let code = |part: Captures| {
        let whole = part.get(0)?.range();
        if only_sure && !is_sure(&part, &whole) {
            return None;
        }
        if part.name("percent").is_some() {
            return Some((whole, CodeKind::Mark, String::new()));
        }
        let name = match (part.name("name"), part.name("place")) {
            (Some(name), _) => format!("%({})", name.as_str()),
            (None, place) => {
                let kind = match &part["kind"] {
                    "i" | "u" => "d",
                    "e" | "E" | "f" | "F" | "g" | "G" => "f",
                    kind => kind,
                };
                format!("%{}{kind}", place.map_or(String::new(), |place| format!("{}$", place.as_str())))
            }
        };
        Some((whole, CodeKind::Placeholder, name))
    };
    PRINTF.captures_iter(text).filter_map(code).collect()
}

fn qt(text: &str) -> Vec<Found> {
    static QT: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"%L?(\d{1,2}|n)").expect("the pattern is sound"));
    let code = |part: Captures| Some((part.get(0)?.range(), CodeKind::Placeholder, format!("%{}", &part[1])));
    QT.captures_iter(text).filter_map(code).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The codes of a text, by name, in order; marks in their own words.
    fn check(syntax: Syntax, text: &str, expected: &[&str]) {
        let mut found = find(text, syntax, |range| Some(Span::new(range.start, range.end)));
        found.sort_by_key(|code| code.span.start);
        let names: Vec<&str> = found
            .iter()
            .map(|code| if code.kind == CodeKind::Mark { code.span.of(text) } else { &code.name })
            .collect();
        assert_eq!(names, expected, "{text}");
    }

    #[test]
    fn placeholders_in_braces() {
        let check = |text, expected: &[&str]| check(Syntax::UNKNOWN, text, expected);
        check("'{0}' of {1:N2}, {name!r:>10} and {}", &["{0}", "{1}", "{name}", "{}"]);
        check("Hello {{user.name}}, ${path} and %{count}", &["{user.name}", "{path}", "{count}"]);
        check("{n, plural, one {a file} other {files}}", &["{n}"]);
        check("a set {1, 2} of {two words}", &["{1}"]);
    }

    #[test]
    fn placeholders_of_printf() {
        let declared = Syntax { printf: Printf::Declared, ..Syntax::default() };
        check(declared, "%s: %(name)s, %2$d, %-10.2f, %% and %u", &["%s", "%(name)", "%2$d", "%f", "%%", "%d"]);
        check(declared, "100% sure", &["%s"]);
        let check = |text, expected: &[&str]| check(Syntax::UNKNOWN, text, expected);
        check("%s and %d个 of %(total)d", &["%s", "%d", "%(total)"]);
        check("100% sure, 5%so, 50%d, a %save", &[]);
    }

    #[test]
    fn tags_of_html() {
        let check = |text, expected: &[&str]| check(Syntax::UNKNOWN, text, expected);
        check("<b>Bold</b><br/> <a href=\"x\">y</a>&nbsp;", &["<b>", "</b>", "<br>", "<a>", "</a>", "&nbsp;"]);
        check("Usage: <file> <文件> a < b > c", &[]);
    }

    #[test]
    fn roles_literals_and_links_of_restructuredtext() {
        let check = |text, expected: &[&str]| check(Syntax { rst: true, ..Syntax::default() }, text, expected);
        check("See :func:`~os.path.join()` and ``None``.", &[":func:`os.path.join`", "None"]);
        check("The :ref:`tutorial <tut-intro>`.", &[":ref:`", ":ref:`tut-intro`"]);
        check("An :abbr:`LIFO (last-in)`.", &[":abbr:`", "`"]);
        check("The `home page <https://a.b>`_ and `that`__.", &["`", " <https://a.b>`_", "`", "`__"]);
        check("In |version| [1]_ and [#note]_, :c:func:`f`", &["|version|", "[1]_", "[#note]_", ":c:func:`f`"]);
    }

    #[test]
    fn qt() {
        check(Syntax { qt: true, ..Syntax::default() }, "%1 of %n, %L2", &["%1", "%n", "%2"]);
    }
}
