//! Translation memories in TMX (LISA OSCAR, versions 1.1 to 1.4b): units that hold a Chinese and an English text.
//!
//! What is read of a unit is the text of the first `seg` of either language; native codes in it (`bpt`, `ept`, `it`, `ph`,
//! `ut`) are passed over, highlighted text (`hi`) is text. Other languages, notes and properties are left alone.
//!
//! A file from elsewhere can do no harm: nothing outside it is opened, the name of a DTD is not followed, entities may
//! neither be declared nor used but for the five of XML and characters by their numbers, and elements are nested to a
//! bounded depth. Linear in the file.

use std::path::{Path, PathBuf};

use quick_xml::Reader;
use quick_xml::XmlVersion;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};

use super::error::ReadError;
use crate::text::lang::Lang;

/// How deep elements may be nested; TMX itself needs six, and a few more for codes in codes.
const DEPTH: usize = 64;

/// Elements whose content is code and no text.
const CODE: [&str; 5] = ["bpt", "ept", "it", "ph", "ut"];

/// A unit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Unit {
    /// The line it begins in, from 1.
    pub line: usize,
    /// Its Chinese.
    pub zh: Option<String>,
    /// Its English.
    pub en: Option<String>,
}

impl Unit {
    /// Its text in a language.
    pub fn text(&self, lang: Lang) -> Option<&str> {
        match lang {
            Lang::Zh => self.zh.as_deref(),
            Lang::En => self.en.as_deref(),
        }
    }
}

/// Why a TMX file could not be read.
#[derive(Debug, thiserror::Error)]
pub enum TmxError {
    /// Its bytes are no text.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// It is no TMX, or one that is refused.
    #[error("{path}: line {line}: {message}")]
    Content {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
        /// What is wrong, and the remedy.
        message: String,
    },
}

/// Whether a text looks like XML, as TMX does and a ladder does not.
pub fn looks_like_xml(text: &str) -> bool {
    text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}').starts_with('<')
}

/// Reads the units of the file at `path`, whose text this is.
///
/// # Errors
/// At the first thing that is not well-formed, is no TMX, or is refused; see the module.
pub fn units(path: &Path, text: &str) -> Result<Vec<Unit>, TmxError> {
    let mut parser = Parser { lines: Lines::of(text), open: Vec::new(), units: Vec::new(), lang: None, seg: None };
    let mut reader = Reader::from_str(text.strip_prefix('\u{feff}').unwrap_or(text));
    let skipped = text.len() - text.strip_prefix('\u{feff}').unwrap_or(text).len();
    loop {
        let at = skipped + reader.buffer_position() as usize;
        let event = match reader.read_event() {
            Ok(Event::Eof) => break,
            Ok(event) => event,
            Err(error) => {
                let line = parser.lines.at(skipped + reader.error_position() as usize);
                let message = format!("is not well-formed XML: {error}; export the file anew, or mend that place");
                return Err(TmxError::Content { path: path.to_owned(), line, message });
            }
        };
        parser.take(event, at).map_err(|message| {
            let line = parser.lines.at(at);
            TmxError::Content { path: path.to_owned(), line, message }
        })?;
    }
    let wrong = |message: &str| TmxError::Content {
        path: path.to_owned(),
        line: text.lines().count().max(1),
        message: message.to_owned(),
    };
    if let Some(open) = parser.open.last() {
        return Err(wrong(&format!("the file ends inside <{open}>; it was cut off, export it anew")));
    }
    if parser.units.is_empty() {
        return Err(wrong("there is no <tu> in the file; give a TMX file with units"));
    }
    Ok(parser.units)
}

/// The state between two events.
struct Parser<'t> {
    lines: Lines<'t>,
    /// The names of the elements that are open.
    open: Vec<String>,
    units: Vec<Unit>,
    /// The language of the `tuv` that is open.
    lang: Option<Lang>,
    /// The text of the `seg` that is open.
    seg: Option<String>,
}

impl Parser<'_> {
    fn take(&mut self, event: Event, at: usize) -> Result<(), String> {
        match event {
            Event::Start(element) => {
                self.begin(&element, at)?;
                self.open.push(element.name().as_ref().to_owned());
                if self.open.len() > DEPTH {
                    return Err(format!(
                        "elements are nested more than {DEPTH} deep, which no TMX needs; mend the file"
                    ));
                }
            }
            Event::Empty(element) => {
                self.begin(&element, at)?;
                self.end(element.name().as_ref());
            }
            Event::End(element) => {
                self.open.pop();
                self.end(element.name().as_ref());
            }
            Event::Text(text) => self.add(&text),
            Event::CData(text) => self.add(&text),
            Event::GeneralRef(entity) => {
                let character =
                    entity.resolve_char_ref().map_err(|error| format!("is not well-formed XML: {error}"))?;
                match (character, resolve_predefined_entity(&entity)) {
                    (Some(character), _) => self.add(character.encode_utf8(&mut [0; 4])),
                    (None, Some(text)) => self.add(text),
                    (None, None) => {
                        let name: &str = &entity;
                        return Err(format!("the entity &{name}; is none of XML's own; write the character itself"));
                    }
                }
            }
            Event::DocType(doctype) if doctype.contains('[') => {
                return Err("declarations inside the DOCTYPE are not read; remove them, up to the closing ]".to_owned());
            }
            Event::DocType(_) | Event::Decl(_) | Event::PI(_) | Event::Comment(_) | Event::Eof => {}
        }
        Ok(())
    }

    fn begin(&mut self, element: &BytesStart, at: usize) -> Result<(), String> {
        match (self.open.is_empty(), element.name().as_ref()) {
            (true, "tmx") => {}
            (true, name) => return Err(format!("the file holds <{name}>, not <tmx>; give a TMX file")),
            (false, "tu") => self.units.push(Unit { line: self.lines.at(at), ..Unit::default() }),
            (false, "tuv") => self.lang = lang_of(element)?,
            (false, "seg") => self.seg = Some(String::new()),
            (false, _) => {}
        }
        Ok(())
    }

    fn end(&mut self, name: &str) {
        match name {
            "seg" => {
                let (text, Some(unit)) = (self.seg.take(), self.units.last_mut()) else { return };
                let place = match self.lang {
                    Some(Lang::Zh) => &mut unit.zh,
                    Some(Lang::En) => &mut unit.en,
                    None => return,
                };
                if place.is_none() {
                    *place = text;
                }
            }
            "tuv" => self.lang = None,
            _ => {}
        }
    }

    /// Adds text to the segment that is open, unless it is code.
    fn add(&mut self, text: &str) {
        if let Some(seg) = &mut self.seg
            && !self.open.iter().any(|name| CODE.contains(&name.as_str()))
        {
            seg.push_str(text);
        }
    }
}

/// The language of a `tuv`; `None` for one that is neither.
fn lang_of(element: &BytesStart) -> Result<Option<Lang>, String> {
    let attribute = |name: &str| {
        let found = element.try_get_attribute(name).map_err(|error| format!("is not well-formed XML: {error}"))?;
        let value =
            found.map(|found| found.normalized_value(XmlVersion::Implicit1_0).map(|value| value.to_ascii_lowercase()));
        value.transpose().map_err(|error| format!("is not well-formed XML: {error}"))
    };
    let Some(tag) = attribute("xml:lang")?.or(attribute("lang")?) else {
        return Err("this <tuv> does not say its language; give it xml:lang=\"zh\" or \"en\"".to_owned());
    };
    Ok(match tag.split(['-', '_']).next().unwrap_or_default() {
        "zh" | "cmn" | "yue" => Some(Lang::Zh),
        "en" => Some(Lang::En),
        _ => None,
    })
}

/// Counts lines as one goes forwards.
struct Lines<'t> {
    text: &'t str,
    passed: usize,
    line: usize,
}

impl<'t> Lines<'t> {
    fn of(text: &'t str) -> Self {
        Lines { text, passed: 0, line: 1 }
    }

    /// The line of a byte, from 1.
    fn at(&mut self, byte: usize) -> usize {
        let byte = byte.min(self.text.len());
        if byte > self.passed {
            self.line += self.text.as_bytes()[self.passed..byte].iter().filter(|&&byte| byte == b'\n').count();
            self.passed = byte;
        }
        self.line
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Vec<Unit>, String> {
        units(Path::new("a.tmx"), text).map_err(|error| error.to_string())
    }

    #[test]
    fn units_are_read_with_their_text_alone() {
        let unit = |line, zh: Option<&str>, en: Option<&str>| Unit {
            line,
            zh: zh.map(str::to_owned),
            en: en.map(str::to_owned),
        };
        let text = "\u{feff}<?xml version=\"1.0\" encoding=\"UTF-16\"?>\n<!DOCTYPE tmx SYSTEM \"tmx14.dtd\">\n<tmx version=\"1.4\">\
            <header srclang=\"zh\"/><body>\n<tu><prop type=\"x\">0.9</prop><note>n</note>\
            <tuv xml:lang=\"zh-CN\"><seg>龙<bpt i=\"1\">&lt;b&gt;</bpt><hi>&amp;火</hi><ept i=\"1\"><sub>x</sub></ept>&#x3002;</seg></tuv>\
            <tuv xml:lang=\"EN\"><seg>A <![CDATA[<dragon>]]><ph/> &amp; fire.</seg></tuv>\
            <tuv xml:lang=\"fr\"><seg>Un dragon</seg></tuv></tu>\n\
            <tu><tuv lang=\"en_GB\"><seg>alone</seg></tuv><tuv lang=\"en\"><seg>twice</seg></tuv></tu></body></tmx>";
        let expected = [unit(4, Some("龙&火。"), Some("A <dragon> & fire.")), unit(5, None, Some("alone"))];
        assert_eq!(read(text), Ok(expected.to_vec()));
    }

    #[test]
    fn what_is_no_tmx_or_could_do_harm_is_refused_with_its_line() {
        let check = |text: &str, parts: &[&str]| {
            let error = read(text).expect_err(text);
            assert!(error.starts_with("a.tmx: line ") && !error.contains('\n'), "{error}");
            parts.iter().for_each(|part| assert!(error.contains(part), "{error}: no {part}"));
        };
        let unit = |seg: &str| format!("<tmx>\n<tu><tuv xml:lang='zh'><seg>{seg}</seg></tuv></tu></tmx>");
        check("<tmx>\n<body/>\n</tmx>", &["line 3", "no <tu>"]);
        check("<html>\n</html>", &["line 1", "<html>, not <tmx>"]);
        check("<tmx>\n<tu><tuv></tu></tmx>", &["line 2", "tuv"]);
        check("<tmx>\n<tu>\n", &["line 2", "inside <tu>"]);
        check(&unit("&bomb;"), &["line 2", "&bomb;"]);
        check(&unit("&#xffffffff;"), &["line 2"]);
        check(&unit("a").replace("xml:lang='zh'", ""), &["line 2", "xml:lang"]);
        check(&unit("a").replace("'zh'", "zh"), &["line 2"]);
        check("<!DOCTYPE tmx [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>]>\n<tmx/>", &["line 1", "DOCTYPE"]);
        check("<!DOCTYPE tmx [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>\n<tmx/>", &["DOCTYPE"]);
        check(&format!("<tmx>{}", "<a>".repeat(1000)), &["nested more than 64"]);
        check("", &["line 1", "no <tu>"]);
    }

    #[test]
    fn xml_is_told_from_a_ladder() {
        assert!(looks_like_xml("\u{feff}\n <?xml?>") && looks_like_xml("<tmx/>"));
        assert!(!looks_like_xml("[0]:[0]\n") && !looks_like_xml(""));
    }
}
