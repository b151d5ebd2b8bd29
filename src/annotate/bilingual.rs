//! Notes in the units of XLIFF (1.2 to 2.1, with its dialects) and TMX.
//!
//! A note is put where the schema of the version has its place: behind the target of a `trans-unit`, in the `notes` of a
//! `unit` (before the first segment, where there are none yet), at the beginning of a `tu`. Nothing else changes a byte.

use std::ops::Range;

use quick_xml::escape::escape;

use super::{Annotated, Note};
use crate::check::finding::Severity;
use crate::read::xml::{Element, Token, Xml, root};
use crate::text::lang::Lang;

/// Whether a file is one of these.
pub fn is_one(bytes: &[u8]) -> bool {
    let text = crate::read::decoded("", bytes);
    text.is_ok_and(|text| matches!(root(&text).as_deref(), Some("xliff" | "tmx")))
}

/// A copy with notes.
pub fn annotated(bytes: &[u8], notes: &[Note]) -> Result<Annotated, String> {
    let text =
        std::str::from_utf8(bytes).map_err(|_| "is not in UTF-8; save it as UTF-8, and annotate that".to_owned())?;
    let mut copy = String::with_capacity(text.len());
    let (mut from, mut count) = (0, 0);
    let mut notes: Vec<&Note> = notes.iter().collect();
    notes.sort_by_key(|note| note.at.0);
    let before = |at: usize| notes.partition_point(|note| (note.at.0 as usize) < at);
    for unit in units(text)? {
        let mut written: Vec<String> = Vec::new();
        for note in &notes[before(unit.bytes.start)..before(unit.bytes.end)] {
            let element = unit.note(note);
            if !text[unit.bytes.clone()].contains(&element) && !written.contains(&element) {
                written.push(element);
            }
        }
        if !written.is_empty() {
            count += written.len();
            copy.push_str(&text[from..unit.place.start]);
            copy.push_str(&unit.put(&written));
            from = unit.place.end;
        }
    }
    copy.push_str(&text[from..]);
    Ok(Annotated { bytes: copy.into_bytes(), notes: count })
}

/// A unit, and where its notes go.
#[derive(Debug)]
struct Unit {
    bytes: Range<usize>,
    /// What the notes take the place of: nothing, or an empty `notes`.
    place: Range<usize>,
    form: Form,
    /// The prefix of the names of elements, with its colon.
    prefix: String,
    /// The line end and the indentation of the element that the notes stand beside, where they stand on lines.
    indent: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    /// Behind the target of XLIFF 1.2.
    Behind,
    /// In `notes` of XLIFF 2.x, which are there, or are not.
    Among,
    Before,
    /// At the beginning of a unit of TMX.
    Opening,
}

impl Unit {
    fn note(&self, note: &Note) -> String {
        let prefix = &self.prefix;
        let mut text = format!("{}: {}", note.rule, note.message);
        note.beside.iter().for_each(|line| {
            text.push_str(" · ");
            text.push_str(line);
        });
        let text: String = text.chars().filter(|c| !c.is_control()).collect();
        let text = escape(text.as_str()).into_owned();
        let priority = if note.severity == Severity::Error { 1 } else { 2 };
        let lang = if note.lang == Lang::Zh { "zh-CN" } else { "en" };
        match self.form {
            Form::Behind => format!(
                "<{prefix}note from=\"ipalign\" priority=\"{priority}\" annotates=\"target\" xml:lang=\"{lang}\">{text}</{prefix}note>"
            ),
            Form::Among | Form::Before => format!(
                "<{prefix}note category=\"ipalign\" priority=\"{priority}\" appliesTo=\"target\">{text}</{prefix}note>"
            ),
            Form::Opening => format!("<{prefix}note o-encoding=\"UTF-8\" xml:lang=\"{lang}\">{text}</{prefix}note>"),
        }
    }

    /// Notes as they are put into the file.
    fn put(&self, notes: &[String]) -> String {
        let (prefix, indent) = (&self.prefix, &self.indent);
        let deeper = if indent.is_empty() { String::new() } else { format!("{indent}  ") };
        let mut text = String::new();
        match self.form {
            Form::Behind | Form::Opening => notes.iter().for_each(|note| text.extend([indent.as_str(), note])),
            Form::Among => {
                notes.iter().for_each(|note| text.extend([indent.as_str(), note]));
                if !self.place.is_empty() {
                    let close = indent.strip_suffix("  ").unwrap_or(indent);
                    text = format!("<{prefix}notes>{text}{close}</{prefix}notes>");
                }
            }
            Form::Before => {
                text = format!("<{prefix}notes>");
                notes.iter().for_each(|note| text.extend([deeper.as_str(), note]));
                text.push_str(&format!("{indent}</{prefix}notes>{indent}"));
            }
        }
        text
    }
}

/// The units of a file.
fn units(text: &str) -> Result<Vec<Unit>, String> {
    let mut xml = Xml::of(text);
    let mut walk = Walk { text, ..Walk::default() };
    while let Some((token, bytes)) = xml.next().map_err(|fault| fault.message)? {
        match token {
            Token::Open(element) => walk.open(&element, bytes),
            Token::Close(name) => walk.close(&name, &bytes),
            Token::Text | Token::Char(_) => {}
        }
    }
    Ok(walk.units)
}

#[derive(Default)]
struct Walk<'t> {
    text: &'t str,
    depth: usize,
    /// The unit that is open, and how deep it is.
    open: Option<(Unit, usize)>,
    /// Where the child of the unit starts that is open.
    child: usize,
    units: Vec<Unit>,
}

impl Walk<'_> {
    fn open(&mut self, element: &Element, bytes: Range<usize>) {
        self.depth += 1;
        let name = element.name.as_str();
        match &mut self.open {
            None if matches!(name, "trans-unit" | "unit" | "tu") => {
                let tag = &self.text[bytes.start + 1..bytes.end];
                let prefix = tag.split(name).next().unwrap_or_default().to_owned();
                let form = match name {
                    "trans-unit" => Form::Behind,
                    "unit" => Form::Before,
                    _ => Form::Opening,
                };
                let place = bytes.end..bytes.end;
                let unit = Unit { bytes: bytes.start..bytes.end, place, form, prefix, indent: String::new() };
                self.open = Some((unit, self.depth));
            }
            Some((unit, depth)) if self.depth == *depth + 1 => {
                self.child = bytes.start;
                let is_first = unit.place.start == unit.bytes.end;
                match (unit.form, name) {
                    (Form::Before, "originalData" | "segment" | "ignorable") if is_first => {
                        (unit.place, unit.indent) = (bytes.start..bytes.start, indent(self.text, bytes.start));
                    }
                    (Form::Before, "notes") => {
                        unit.form = Form::Among;
                        unit.indent = format!("{}  ", indent(self.text, bytes.start));
                        if unit.indent == "  " {
                            unit.indent.clear();
                        }
                        unit.place = bytes;
                    }
                    (Form::Opening, _) if is_first && unit.indent.is_empty() => {
                        unit.indent = indent(self.text, bytes.start);
                    }
                    _ => {}
                }
            }
            _ => {}
        }
    }

    fn close(&mut self, name: &str, bytes: &Range<usize>) {
        if let Some((unit, depth)) = &mut self.open {
            if self.depth == *depth + 1 {
                match (unit.form, name) {
                    (Form::Behind, "source" | "seg-source" | "target") => {
                        (unit.place, unit.indent) = (bytes.end..bytes.end, indent(self.text, self.child));
                    }
                    // `notes` without any stands as one tag, whose end has no bytes
                    (Form::Among, "notes") if !bytes.is_empty() => {
                        let before = self.text[..bytes.start].trim_end().len();
                        unit.place = before..before;
                    }
                    _ => {}
                }
            }
            if self.depth == *depth {
                unit.bytes.end = bytes.end;
            }
        }
        if let Some((unit, _)) = self.open.take_if(|(_, depth)| *depth == self.depth) {
            self.units.push(unit);
        }
        self.depth -= 1;
    }
}

/// The line end and the white space before what stands at `at`, where nothing else is on its line before it.
fn indent(text: &str, at: usize) -> String {
    let line = text[..at].rfind('\n').map_or("", |end| &text[end..at]);
    let return_before = text[..at - line.len()].ends_with('\r');
    match line.trim().is_empty() {
        true if return_before => format!("\r{line}"),
        true => line.to_owned(),
        false => String::new(),
    }
}
