//! Comments in a document of Word (ECMA-376): round the very words, in the part with the body.
//!
//! A run whose words a comment begins or ends amid is cut in two that look alike. What stands in a note or a text box,
//! where Word takes no comments, has its comment at the words before. The other parts are copied as they are packed.

use std::collections::BTreeMap;
use std::io::{Cursor, Write};
use std::ops::Range;

use quick_xml::escape::escape;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use super::{Annotated, Note};
use crate::check::finding::Severity;
use crate::read::docx;
use crate::read::package::Package;
use crate::read::xml::{Token, Xml};
use crate::text::lang::Lang;

/// Where the kinds of parts are written down.
const TYPES: &str = "[Content_Types].xml";
/// What a part with comments is.
const COMMENTS: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml";
/// Tables in tables in text boxes in groups reach some fifty.
const DEPTH: usize = 1024;

/// A copy with comments.
pub fn annotated(bytes: &[u8], notes: &[Note]) -> Result<Annotated, String> {
    let mut package = Package::open(bytes)?;
    let name = docx::body(&package);
    let body = part(&mut package, &name)?.ok_or("is a ZIP archive, but no DOCX; only those are annotated")?;
    let pieces = docx::trace(&mut package)?.into_iter().filter(|piece| !piece.text.is_empty());
    let in_body: Vec<_> = pieces.filter_map(|piece| Some((piece.text, piece.body?))).collect();
    let (folder, file) = name.rsplit_once('/').unwrap_or(("", &name));
    let relations_name = format!("{folder}/_rels/{file}.rels");
    let relations = part(&mut package, &relations_name)?.unwrap_or_default();
    let known = comments_part(&relations).map(|target| match target.strip_prefix('/') {
        Some(target) => target.to_owned(),
        None => format!("{folder}/{target}"),
    });
    let comments_name = known.clone().unwrap_or_else(|| format!("{folder}/comments.xml"));
    let earlier = part(&mut package, &comments_name)?;
    let prefix = prefix(&body);

    let mut comments = Comments::new(prefix, earlier.as_deref());
    let placed: Vec<(Range<usize>, u32)> = notes
        .iter()
        .filter_map(|note| Some((place(&in_body, note.at)?, note)))
        .filter_map(|(place, note)| Some((place, comments.add(note)?)))
        .collect();
    if placed.is_empty() {
        return Ok(Annotated { bytes: bytes.to_vec(), notes: 0 });
    }
    let mut changed = BTreeMap::from([
        (comments_name.clone(), comments.written(earlier.as_deref(), name_space(&body, prefix))),
        (name, commented(&body, prefix, &placed)?),
    ]);
    if known.is_none() {
        let types = part(&mut package, TYPES)?.ok_or("is damaged: it does not say what its parts are; save it anew")?;
        let entry = format!("<Override PartName=\"/{comments_name}\" ContentType=\"{COMMENTS}\"/>");
        changed.insert(TYPES.to_owned(), before_end(&types, &entry)?);
        let relation = relation(&relations, comments_name.rsplit('/').next().unwrap_or_default());
        changed.insert(relations_name, before_end(&relations, &relation)?);
    }
    Ok(Annotated { bytes: packed(bytes, &changed).map_err(|error| damaged(&error))?, notes: placed.len() })
}

fn damaged(error: &dyn std::fmt::Display) -> String {
    format!("cannot be packed again ({error}); save it anew in Word, and annotate that")
}

/// The text of a part, which has to be in UTF-8 so that it can be written back.
fn part(package: &mut Package, name: &str) -> Result<Option<String>, String> {
    let text = package.text(name)?;
    let declared = text.as_deref().and_then(|text| text.split_once("?>")).map_or("", |(head, _)| head);
    match declared.to_ascii_lowercase().contains("utf-16") {
        true => Err(format!("holds {name} in UTF-16; save it anew in Word, and annotate that")),
        false => Ok(text),
    }
}

/// The prefix of the names of the root's elements, with its colon.
fn prefix(body: &str) -> &str {
    let start = body.find("document").filter(|&at| at > 0).unwrap_or(0);
    let name = &body[body[..start].rfind('<').map_or(start, |at| at + 1)..start];
    if name.ends_with(':') { name } else { "" }
}

/// The name space that the prefix stands for.
fn name_space<'b>(body: &'b str, prefix: &str) -> &'b str {
    const USUAL: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    let attribute = match prefix.strip_suffix(':') {
        Some(prefix) => format!("xmlns:{prefix}=\""),
        None => "xmlns=\"".to_owned(),
    };
    let value = body.split_once(&attribute).and_then(|(_, rest)| rest.split_once('"'));
    value.map_or(USUAL, |(value, _)| value)
}

/// The part with comments that relations name.
fn comments_part(relations: &str) -> Option<String> {
    let mut xml = Xml::of_part(relations, DEPTH);
    while let Ok(Some((token, _))) = xml.next() {
        if let Token::Open(element) = token
            && element.local_attribute("Type").is_some_and(|kind| kind.ends_with("/relationships/comments"))
        {
            return element.local_attribute("Target");
        }
    }
    None
}

/// A relation to a part with comments, of the kind of those that are there.
fn relation(relations: &str, target: &str) -> String {
    const USUAL: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let kind = relations.split("Type=\"").skip(1).filter_map(|rest| rest.split_once('"')).map(|(kind, _)| kind);
    let base = kind.filter_map(|kind| kind.rsplit_once('/')).map(|(base, _)| base);
    let base = base.into_iter().find(|base| base.contains("officeDocument")).unwrap_or(USUAL);
    let id = (1..).map(|number| format!("rIdIpalign{number}")).find(|id| !relations.contains(id.as_str()));
    format!("<Relationship Id=\"{}\" Type=\"{base}/comments\" Target=\"{target}\"/>", id.unwrap_or_default())
}

/// A part of XML with an element added as the last of its root.
fn before_end(text: &str, element: &str) -> Result<String, String> {
    let at = text.rfind("</").ok_or("is damaged: a part of it is empty; save it anew in Word")?;
    Ok(format!("{}{element}{}", &text[..at], &text[at..]))
}

/// The bytes of the body that a place of the text stands for: of the words themselves, or of those before it.
fn place(in_body: &[(Range<usize>, Range<usize>)], (start, end): (u32, u32)) -> Option<Range<usize>> {
    let (start, end) = (start as usize, end as usize);
    let first = in_body.partition_point(|(text, _)| text.end <= start);
    let past = in_body.partition_point(|(text, _)| text.start < end);
    let within = |at: usize, (text, body): &(Range<usize>, Range<usize>)| match text.len() == body.len() {
        true => body.start + (at.clamp(text.start, text.end) - text.start),
        false if at <= text.start => body.start,
        false => body.end,
    };
    match in_body.get(first..past) {
        Some([first, .., last]) => Some(within(start, first)..within(end, last)),
        Some([only]) => Some(within(start, only)..within(end, only)),
        _ => in_body.get(first.saturating_sub(1)).map(|(_, body)| body.clone()),
    }
}

/// The comments of a document.
struct Comments<'t> {
    prefix: &'t str,
    earlier: &'t str,
    next: u32,
    written: String,
}

impl<'t> Comments<'t> {
    fn new(prefix: &'t str, earlier: Option<&'t str>) -> Self {
        let earlier = earlier.unwrap_or_default();
        let ids = earlier.split("id=\"").skip(1).filter_map(|rest| rest.split_once('"')?.0.parse::<u32>().ok());
        Comments { prefix, earlier, next: ids.max().map_or(0, |last| last + 1), written: String::new() }
    }

    /// Adds a comment, and tells its number; `None` where the same is there already.
    fn add(&mut self, note: &Note) -> Option<u32> {
        let w = self.prefix;
        let severity = match (note.severity, note.lang) {
            (Severity::Error, Lang::En) => "Error",
            (Severity::Warning, Lang::En) => "Warning",
            (Severity::Info, Lang::En) => "Note",
            (severity, Lang::Zh) => severity.chinese_name(),
        };
        let head = format!("{severity} {}: {}", note.rule, note.message);
        let paragraph = |text: &String| {
            let text: String = text.chars().filter(|c| !c.is_control()).collect();
            format!("<{w}p><{w}r><{w}t xml:space=\"preserve\">{}</{w}t></{w}r></{w}p>", escape(text.as_str()))
        };
        let text: String = std::iter::once(&head).chain(&note.beside).map(paragraph).collect();
        if self.earlier.contains(&text) {
            return None;
        }
        let id = self.next;
        self.next += 1;
        self.written.push_str(&format!(
            "<{w}comment {w}id=\"{id}\" {w}author=\"ipalign\" {w}initials=\"ip\">{text}</{w}comment>"
        ));
        Some(id)
    }

    /// The part.
    fn written(&self, earlier: Option<&str>, name_space: &str) -> String {
        let w = self.prefix;
        match earlier.and_then(|earlier| before_end(earlier, &self.written).ok()) {
            Some(part) => part,
            None => {
                let attribute = w.strip_suffix(':').map_or_else(|| "xmlns".to_owned(), |w| format!("xmlns:{w}"));
                format!(
                    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
                     <{w}comments {attribute}=\"{name_space}\">{}</{w}comments>",
                    self.written
                )
            }
        }
    }
}

/// A run of text, and where its parts stand.
#[derive(Clone, Debug, Default)]
struct Run {
    bytes: Range<usize>,
    properties: Range<usize>,
    texts: Vec<Text>,
    /// Where anything but its properties and its texts stands in it.
    others: Vec<usize>,
}

#[derive(Clone, Debug)]
struct Text {
    tag: Range<usize>,
    content: Range<usize>,
}

/// The runs of a part that hold text.
fn runs(body: &str) -> Result<Vec<Run>, String> {
    let mut xml = Xml::of_part(body, DEPTH);
    let mut runs: Vec<Run> = Vec::new();
    // the run that is open, with its depth; text boxes nest runs in runs
    let mut open: Vec<(Run, usize)> = Vec::new();
    let mut depth = 0;
    while let Some((token, bytes)) = xml.next().map_err(|fault| format!("is damaged: {}", fault.message))? {
        match token {
            Token::Open(element) => {
                depth += 1;
                match (open.last_mut(), element.name.as_str()) {
                    (_, "r") => open.push((Run { bytes: bytes.clone(), ..Run::default() }, depth)),
                    (Some((run, of)), "rPr") if depth == *of + 1 => run.properties = bytes,
                    (Some((run, of)), "t") if depth == *of + 1 => {
                        run.texts.push(Text { tag: bytes.clone(), content: bytes.end..bytes.end });
                    }
                    (Some((run, of)), _) if depth == *of + 1 => run.others.push(bytes.start),
                    _ => {}
                }
            }
            Token::Close(name) => {
                match (open.last_mut(), name.as_str()) {
                    (Some((run, of)), "rPr") if depth == *of + 1 => run.properties.end = bytes.end,
                    (Some((run, of)), "t") if depth == *of + 1 => {
                        if let Some(text) = run.texts.last_mut() {
                            text.content.end = bytes.start;
                        }
                    }
                    (Some((run, of)), _) if depth == *of => run.bytes.end = bytes.end,
                    _ => {}
                }
                if let Some((run, _)) = open.pop_if(|(_, of)| *of == depth) {
                    runs.push(run);
                }
                depth -= 1;
            }
            Token::Text | Token::Char(_) => {}
        }
    }
    Ok(runs)
}

/// What is written at one byte of the body.
#[derive(Debug, Default)]
struct Edit {
    ends: Vec<u32>,
    starts: Vec<u32>,
    /// The run that is cut there.
    cut: Option<String>,
}

/// The body with the ranges of comments.
fn commented(body: &str, w: &str, placed: &[(Range<usize>, u32)]) -> Result<String, String> {
    let runs = runs(body)?;
    let mut texts: Vec<(&Run, &Text)> =
        runs.iter().flat_map(|run| run.texts.iter().map(move |text| (run, text))).collect();
    texts.sort_by_key(|(_, text)| text.content.start);
    let mut edits: BTreeMap<usize, Edit> = BTreeMap::new();
    let mut preserved: BTreeMap<usize, usize> = BTreeMap::new();
    let mut mark = |at: usize, is_end: bool| -> Option<usize> {
        let (run, text) = text_at(&texts, at, is_end)?;
        let is_first = at == text.content.start && run.texts[0].tag == text.tag;
        let is_last = at == text.content.end && run.texts.last().is_some_and(|last| last.tag == text.tag);
        let nothing = |range: Range<usize>| !run.others.iter().any(|other| range.contains(other));
        match is_end {
            false if is_first && nothing(run.bytes.start..at) => return Some(run.bytes.start),
            true if is_last && nothing(at..run.bytes.end) => return Some(run.bytes.end),
            _ => {}
        }
        preserved.insert(text.tag.start, text.tag.end);
        let properties = &body[run.properties.clone()];
        edits.entry(at).or_default().cut = Some(format!("<{w}r>{properties}<{w}t xml:space=\"preserve\">"));
        Some(at)
    };
    let marks: Vec<(Option<usize>, Option<usize>, u32)> =
        placed.iter().map(|(bytes, id)| (mark(bytes.start, false), mark(bytes.end, true), *id)).collect();
    for (start, end, id) in marks {
        let (Some(start), Some(end)) = (start, end) else { continue };
        edits.entry(start).or_default().starts.push(id);
        edits.entry(end).or_default().ends.push(id);
    }
    Ok(applied(body, w, &edits, &preserved))
}

/// The text that a byte stands in, and its run: at a border, the one that the place is of. `texts` ascend.
fn text_at<'r>(texts: &[(&'r Run, &'r Text)], at: usize, is_end: bool) -> Option<(&'r Run, &'r Text)> {
    let index = match is_end {
        true => texts.partition_point(|(_, text)| text.content.start < at).checked_sub(1)?,
        false => texts.partition_point(|(_, text)| text.content.end <= at),
    };
    texts.get(index).copied().filter(|(_, text)| text.content.start <= at && at <= text.content.end)
}

fn applied(body: &str, w: &str, edits: &BTreeMap<usize, Edit>, preserved: &BTreeMap<usize, usize>) -> String {
    let mut out = String::with_capacity(body.len() + 256 * edits.len());
    let mut from = 0;
    // the tags of texts that are cut keep their white space from now on
    let tags = preserved.iter().map(|(&start, &end)| (start, Some(end)));
    let mut places: Vec<(usize, Option<usize>)> = tags.chain(edits.keys().map(|&at| (at, None))).collect();
    places.sort_unstable();
    for (at, tag_end) in places {
        out.push_str(&body[from..at]);
        from = at;
        if let Some(end) = tag_end {
            let tag = &body[at..end];
            let open = tag.trim_end_matches('>');
            out.push_str(open);
            out.push_str(if tag.contains("xml:space") { ">" } else { " xml:space=\"preserve\">" });
            from = end;
            continue;
        }
        let edit = &edits[&at];
        if edit.cut.is_some() {
            out.push_str(&format!("</{w}t></{w}r>"));
        }
        for id in &edit.ends {
            out.push_str(&format!(
                "<{w}commentRangeEnd {w}id=\"{id}\"/><{w}r><{w}commentReference {w}id=\"{id}\"/></{w}r>"
            ));
        }
        edit.starts.iter().for_each(|id| out.push_str(&format!("<{w}commentRangeStart {w}id=\"{id}\"/>")));
        out.push_str(edit.cut.as_deref().unwrap_or_default());
    }
    out.push_str(&body[from..]);
    out
}

/// The archive with parts that are changed or new; the others are copied as they are packed.
fn packed(bytes: &[u8], changed: &BTreeMap<String, String>) -> zip::result::ZipResult<Vec<u8>> {
    let mut archive = ZipArchive::new(Cursor::new(bytes))?;
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    let mut written = Vec::new();
    for index in 0..archive.len() {
        let file = archive.by_index_raw(index)?;
        let name = file.name()?.into_owned();
        match changed.get(&name) {
            Some(part) => {
                drop(file);
                out.start_file(name.as_str(), options)?;
                out.write_all(part.as_bytes())?;
                written.push(name);
            }
            None => out.raw_copy_file(file)?,
        }
    }
    for (name, part) in changed.iter().filter(|(name, _)| !written.contains(name)) {
        out.start_file(name.as_str(), options)?;
        out.write_all(part.as_bytes())?;
    }
    Ok(out.finish()?.into_inner())
}
