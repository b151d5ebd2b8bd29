//! The front matter of a page: what stands before its text between two lines of `---` (YAML) or `+++` (TOML).
//!
//! Of either language as much is read as pages have: scalars by their keys, those of nested tables with dots between. Lists,
//! and texts over several lines, are passed over. Linear.

use std::ops::Range;

/// A key of a front matter and where its value stands in the page, without quotes round it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// The key; one in a table has those of the tables before it: `l10n.sourceCommit`.
    pub key: String,
    /// The bytes of its value.
    pub value: Range<usize>,
}

/// The fields of a page's front matter, in order; none where it has no front matter.
///
/// ```
/// use ipalign::read::front_matter::fields;
/// let page = "---\ntitle: 'Ports'\nl10n:\n  sourceCommit: 0ac5\n---\nText";
/// let told: Vec<_> = fields(page).into_iter().map(|field| (field.key, &page[field.value])).collect();
/// assert_eq!(told, [("title".to_owned(), "Ports"), ("l10n.sourceCommit".to_owned(), "0ac5")]);
/// ```
pub fn fields(page: &str) -> Vec<Field> {
    let mut fields = Vec::new();
    let mut tables: Vec<(usize, String)> = Vec::new();
    // how deep the key stands of a text over several lines that is open
    let mut text = None;
    let mut at = page.len() - page.trim_start_matches('\u{feff}').len();
    let mut lines = page[at..].split_inclusive('\n');
    let fence = lines.next().map_or("", str::trim_end);
    let sign = match fence {
        "---" => ':',
        "+++" => '=',
        _ => return fields,
    };
    at += page[at..].split_inclusive('\n').next().map_or(0, str::len);
    for line in lines {
        let start = at;
        at += line.len();
        if line.trim_end() == fence {
            return fields;
        }
        let indent = line.len() - line.trim_start().len();
        let content = line.trim();
        if text.is_some_and(|depth| indent > depth || content.is_empty()) {
            continue;
        }
        text = None;
        if let Some(table) = content.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).filter(|_| sign == '=') {
            tables = vec![(0, table.trim().to_owned())];
            continue;
        }
        let Some((key, value)) = content.split_once(sign).filter(|(key, _)| is_key(key.trim())) else { continue };
        if sign == ':' {
            tables.retain(|(depth, _)| *depth < indent);
        }
        let path = tables.iter().map(|(_, table)| table.as_str()).chain([key.trim()]);
        let path = path.collect::<Vec<_>>().join(".");
        let value = bare(value);
        if value.is_empty() && sign == ':' {
            tables.push((indent, key.trim().to_owned()));
        } else if value.starts_with(['|', '>']) {
            text = Some(indent);
        } else if !value.starts_with(['[', '{', '&', '*']) {
            let offset = value.as_ptr() as usize - line.as_ptr() as usize;
            fields.push(Field { key: path, value: start + offset..start + offset + value.len() });
        }
    }
    Vec::new()
}

/// The value of a key; `None` where it has none.
pub fn value<'p>(page: &'p str, key: &str) -> Option<&'p str> {
    let field = fields(page).into_iter().find(|field| field.key == key)?;
    Some(&page[field.value])
}

fn is_key(key: &str) -> bool {
    !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.'))
}

/// A value without quotes, and without a comment behind it.
fn bare(value: &str) -> &str {
    let value = value.trim();
    for quote in ['"', '\''] {
        if let Some(rest) = value.strip_prefix(quote) {
            return rest.find(quote).map_or(rest, |end| &rest[..end]);
        }
    }
    let end = if value.starts_with('#') { 0 } else { value.find(" #").unwrap_or(value.len()) };
    value[..end].trim_end()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(page: &str, expected: &[(&str, &str)]) {
        let told: Vec<(String, &str)> = fields(page).into_iter().map(|field| (field.key, &page[field.value])).collect();
        let told: Vec<(&str, &str)> = told.iter().map(|(key, value)| (key.as_str(), *value)).collect();
        assert_eq!(told, expected, "{page}");
    }

    #[test]
    fn scalars_of_yaml_and_toml_are_read() {
        check("---\nweight: 30 # first\ntitle: \"A: b\"\n---\n", &[("weight", "30"), ("title", "A: b")]);
        check(
            "---\r\nl10n:\r\n  sourceCommit: ab12\r\nslug: x\r\n---\r\n",
            &[("l10n.sourceCommit", "ab12"), ("slug", "x")],
        );
        check(
            "+++\ndate = 2024-05-01\n[params]\nversion = 'v1'\n+++\n",
            &[("date", "2024-05-01"), ("params.version", "v1")],
        );
        check("\u{feff}---\na: 1\n---\n", &[("a", "1")]);
    }

    #[test]
    fn what_is_no_scalar_or_no_front_matter_is_passed_over() {
        check("---\nlist: [a, b]\ntext: >-\n  folded: no\n- x\n---\n", &[]);
        check("# Title\n---\na: 1\n---\n", &[]);
        check("---\na: 1\n", &[]);
        check("", &[]);
    }
}
