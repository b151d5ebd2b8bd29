//! The front matter of a page: what stands before its text between two lines of `---` (YAML) or `+++` (TOML).
//!
//! Of either language as much is read as pages have: scalars by their keys, those of nested tables with dots between. Lists
//! are passed over. Linear.

use std::ops::Range;

/// A key of a front matter and where its value stands in the page, without quotes round it; one over several lines with
/// all between.
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
    let skip = page.len() - page.trim_start_matches('\u{feff}').len();
    let mut lines = page[skip..].split_inclusive('\n');
    let fence = lines.next().unwrap_or_default();
    let mut reader = match fence.trim_end() {
        "---" => Reader::new(':'),
        "+++" => Reader::new('='),
        _ => return Vec::new(),
    };
    let mut at = skip + fence.len();
    for line in lines {
        if line.trim_end() == fence.trim_end() {
            return reader.finish(page);
        }
        reader.line(line, at);
        at += line.len();
    }
    Vec::new()
}

/// What has been read of a front matter.
struct Reader {
    /// What stands between a key and its value.
    sign: char,
    fields: Vec<Field>,
    /// How deep the tables stand that are open, and their keys.
    tables: Vec<(usize, String)>,
    /// The text that may go on.
    open: Option<Open>,
}

/// A text over several lines.
enum Open {
    /// Of YAML: it goes on in lines that stand deeper than its key; nothing else can where it is a block.
    Deeper { depth: usize, is_block: bool },
    /// Of TOML: it goes on up to these quotes.
    Quoted(&'static str),
    /// Of either, of a kind that is passed over.
    Passed(usize),
}

impl Reader {
    fn new(sign: char) -> Self {
        Reader { sign, fields: Vec::new(), tables: Vec::new(), open: None }
    }

    fn line(&mut self, line: &str, start: usize) {
        let indent = line.len() - line.trim_start().len();
        let content = line.trim();
        let place = |part: &str| {
            let offset = part.as_ptr() as usize - line.as_ptr() as usize;
            start + offset..start + offset + part.len()
        };
        match self.open {
            Some(Open::Quoted(quotes)) => {
                let end = content.find(quotes);
                self.extend(place(&content[..end.unwrap_or(content.len())]));
                self.open = self.open.take().filter(|_| end.is_none());
                return;
            }
            Some(Open::Deeper { depth, is_block }) if indent > depth || (is_block && content.is_empty()) => {
                let is_new = !is_block && (content.starts_with("- ") || self.key(content).is_some());
                if !is_new {
                    return self.extend(place(content));
                }
            }
            Some(Open::Passed(depth)) if indent > depth || content.is_empty() => return,
            _ => {}
        }
        self.open = None;
        let is_yaml = self.sign == ':';
        if let Some(table) = content.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).filter(|_| !is_yaml) {
            self.tables = vec![(0, table.trim().to_owned())];
            return;
        }
        let Some((key, value)) = self.key(content) else { return };
        if is_yaml {
            self.tables.retain(|(depth, _)| *depth < indent);
        }
        let path = self.tables.iter().map(|(_, table)| table.as_str()).chain([key]);
        let key_of_all = path.collect::<Vec<_>>().join(".");
        let quotes = ["\"\"\"", "'''"].into_iter().find(|quotes| value.starts_with(quotes) && !is_yaml);
        self.open = match value.as_bytes() {
            [b'[' | b'{' | b'&' | b'*', ..] => Some(Open::Passed(indent)),
            [b'|' | b'>', ..] if is_yaml => Some(Open::Deeper { depth: indent, is_block: true }),
            _ if is_yaml => Some(Open::Deeper { depth: indent, is_block: false }),
            _ => quotes.map(Open::Quoted),
        };
        let is_passed = matches!(self.open, Some(Open::Passed(_)));
        let value = match (&self.open, quotes) {
            (Some(Open::Deeper { is_block: true, .. }), _) => &value[..0],
            (_, Some(quotes)) => {
                let text = &value[quotes.len()..];
                let end = text.find(quotes);
                self.open = self.open.take().filter(|_| end.is_none());
                &text[..end.unwrap_or(text.len())]
            }
            _ => bare(value),
        };
        if is_yaml && value.is_empty() && matches!(self.open, Some(Open::Deeper { is_block: false, .. })) {
            self.tables.push((indent, key.to_owned()));
        }
        if !is_passed {
            self.fields.push(Field { key: key_of_all, value: place(value) });
        }
    }

    /// The key of a line and what stands behind it.
    fn key<'l>(&self, content: &'l str) -> Option<(&'l str, &'l str)> {
        let (key, value) = content.split_once(self.sign)?;
        let is_parted = self.sign == '=' || value.is_empty() || value.starts_with([' ', '\t']);
        (is_key(key.trim()) && is_parted).then(|| (key.trim(), value.trim()))
    }

    /// Adds a line to the last text.
    fn extend(&mut self, line: Range<usize>) {
        if let Some(field) = self.fields.last_mut().filter(|_| !line.is_empty()) {
            field.value = if field.value.is_empty() { line } else { field.value.start..line.end };
        }
    }

    /// The fields, without the quotes round texts over several lines.
    fn finish(mut self, page: &str) -> Vec<Field> {
        for field in &mut self.fields {
            let before = page[..field.value.start].chars().next_back();
            if let Some(quote @ ('"' | '\'')) = before.filter(|_| self.sign == ':') {
                let value = &page[field.value.clone()];
                field.value.end -= usize::from(value.contains('\n') && value.ends_with(quote));
            }
        }
        self.fields.retain(|field| !field.value.is_empty());
        self.fields
    }
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
    fn texts_over_several_lines_are_read_as_they_stand() {
        check("---\na: >-\n  one\n\n  two: x\nb: 1\n---\n", &[("a", "one\n\n  two: x"), ("b", "1")]);
        check(
            "---\na: one\n  two\nb:\n  three\n  four\nc: 1\n---\n",
            &[("a", "one\n  two"), ("b", "three\n  four"), ("c", "1")],
        );
        check("---\na: 'one\n  two'\nb: \"x\"\n---\n", &[("a", "one\n  two"), ("b", "x")]);
        check("+++\na = \"\"\"one\ntwo\"\"\"\nb = 1\n+++\n", &[("a", "one\ntwo"), ("b", "1")]);
        check("+++\na = '''\none\n'''\n+++\n", &[("a", "one")]);
    }

    #[test]
    fn what_is_no_scalar_or_no_front_matter_is_passed_over() {
        check("---\nlist: [a, b]\nmore: [\n  a,\n]\nitems:\n  - x: 1\n- x\nnone:\n---\n", &[]);
        check("# Title\n---\na: 1\n---\n", &[]);
        check("---\na: 1\n", &[]);
        check("", &[]);
    }
}
