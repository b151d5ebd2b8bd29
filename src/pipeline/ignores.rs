//! Comments in a document that say of a finding that it is none: `<!-- ipalign-ignore figure-added: the law says so -->`.
//!
//! A comment in a line speaks of that line; one that stands alone speaks of the paragraph, heading or row that follows. It names rules
//! or families, separated by commas, and a reason, without which it says nothing. Linear in the text.

use std::ops::Range;
use std::sync::{Arc, LazyLock};

use regex::Regex;

use crate::audit::{AuditedFinding, AuditedIgnore, Decided, Status};
use crate::gate::names;
use crate::text::pair::{Pair, Side};
use crate::text::source::Source;
use crate::text::span::Span;

/// A comment.
struct Ignore<'t> {
    /// Where it stands.
    at: Range<usize>,
    /// What it speaks of.
    of: Range<usize>,
    rules: Vec<&'t str>,
    reason: &'t str,
    used: bool,
}

/// Marks the findings that comments of the texts speak of, and gives the comments that say nothing, or of nothing. A file of
/// both languages is looked at once.
pub(super) fn apply(sources: Pair<&Source>, findings: &mut [AuditedFinding]) -> Vec<AuditedIgnore> {
    if Arc::ptr_eq(&sources.source.shared(), &sources.target.shared()) {
        return apply_to(&Side::BOTH, sources.source, findings);
    }
    Side::BOTH.into_iter().flat_map(|side| apply_to(&[side], sources[side], findings)).collect()
}

fn apply_to(sides: &[Side], source: &Source, findings: &mut [AuditedFinding]) -> Vec<AuditedIgnore> {
    let mut ignores = ignores(source.text());
    for finding in findings.iter_mut().filter(|finding| finding.decided.is_none()) {
        let speaks = |ignore: &&mut Ignore| {
            let is_inside = finding
                .places
                .iter()
                .any(|place| sides.contains(&place.side) && ignore.of.contains(&(place.start as usize)));
            is_inside && !ignore.reason.is_empty() && ignore.rules.iter().any(|name| names(name, &finding.rule))
        };
        if let Some(ignore) = ignores.iter_mut().find(speaks) {
            ignore.used = true;
            finding.decided = Some(Decided { status: Status::Ignored, reason: ignore.reason.to_owned(), by: None });
        }
    }
    let idle = |ignore: Ignore| {
        let message = match ignore.reason.is_empty() {
            true => "has no reason; write one behind a colon",
            false => "matches nothing any more; take it out",
        };
        let location = source.location(Span::new(ignore.at.start, ignore.at.end));
        (!ignore.used).then(|| AuditedIgnore { side: sides[0], location, message: message.to_owned() })
    };
    ignores.into_iter().filter_map(idle).collect()
}

/// The comments of a text, in order.
fn ignores(text: &str) -> Vec<Ignore<'_>> {
    static COMMENT: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"<!--\s*ipalign-ignore\s+([a-z-]+(?:\s*,\s*[a-z-]+)*)\s*(?::\s*([^\n]*?))?\s*-->")
            .expect("the pattern is sound")
    });
    let found = COMMENT.captures_iter(text).filter_map(|found| {
        let at = found.get(0)?.range();
        let rules = found.get(1)?.as_str().split(',').map(str::trim).collect();
        let reason = found.get(2).map_or("", |reason| reason.as_str());
        Some(Ignore { of: of(text, &at), at, rules, reason, used: false })
    });
    found.collect()
}

/// What a comment speaks of: its line, or where nothing else stands there, what follows up to the next blank line.
fn of(text: &str, at: &Range<usize>) -> Range<usize> {
    let start = text[..at.start].rfind('\n').map_or(0, |end| end + 1);
    let end = text[at.end..].find('\n').map_or(text.len(), |end| at.end + end);
    let is_alone = text[start..at.start].trim().is_empty() && text[at.end..end].trim().is_empty();
    if !is_alone {
        return start..end;
    }
    let mut lines = text[end..].split_inclusive('\n').scan(end, |at, line| {
        let start = *at;
        *at += line.len();
        Some((start, line))
    });
    let Some((first, _)) = lines.find(|(_, line)| !line.trim().is_empty()) else { return end..end };
    let blank = lines.find(|(_, line)| line.trim().is_empty());
    first..blank.map_or(text.len(), |(at, _)| at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_comment_speaks_of_its_line_or_of_what_follows() {
        let check = |text: &str, expected: &str| {
            let found = ignores(text);
            let ignore = found.first().unwrap_or_else(|| panic!("no comment in {text}"));
            assert_eq!(text[ignore.of.clone()].trim(), expected, "{text}");
        };
        check("one\ntwo <!-- ipalign-ignore figure: so -->\nthree", "two <!-- ipalign-ignore figure: so -->");
        check("one\n<!-- ipalign-ignore figure: so -->\n\ntwo\nthree\n\nfour", "two\nthree");
        check("<!-- ipalign-ignore figure: so -->", "");
    }

    #[test]
    fn rules_and_reason_are_read() {
        let found =
            ignores("<!-- ipalign-ignore figure-added,  text : as in: the law -->\n<!-- ipalign-ignore text -->");
        let read: Vec<_> = found.iter().map(|ignore| (ignore.rules.clone(), ignore.reason)).collect();
        assert_eq!(read, [(vec!["figure-added", "text"], "as in: the law"), (vec!["text"], "")]);
        assert!(ignores("<!-- ipalign-ignore -->").is_empty() && ignores("ipalign-ignore text: x").is_empty());
    }
}
