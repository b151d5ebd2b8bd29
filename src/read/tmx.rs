//! Translation memories in TMX (LISA OSCAR, versions 1.1 to 1.4b): units that hold a Chinese and an English text.
//!
//! What is read of a unit is the first `seg` of either language; native codes in it (`bpt`, `ept`, `it`, `ph`, `ut`) are codes,
//! highlighted text (`hi`) is text. Other languages, notes and properties are left alone. As beads of other texts
//! ([`units()`]) only the words count.
//!
//! Linear in the file.

use std::ops::Range;
use std::path::Path;

use super::codes::Syntax;
use super::error::{Fault, ReadError};
use super::unit::{Draft, Gathering, Piece, What, words};
pub use super::xml::looks_like as looks_like_xml;
use super::xml::{Element, Token, Xml};
use crate::text::code::CodeKind;
use crate::text::lang::Lang;
use crate::text::pair::Pair;
use crate::text::source::Source;
use crate::text::units::Units;

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

/// Reads the units of the file at `path`, whose text this is, as texts alone.
///
/// # Errors
/// At the first thing that is not well-formed, is no TMX, or could do harm.
pub fn units(path: &Path, text: &str) -> Result<Vec<Unit>, ReadError> {
    let found = parse(text).map_err(|fault| ReadError::fault(path, text, fault))?;
    let mut lines = Lines::of(text);
    let unit = |found: Found| Unit {
        line: lines.at(found.at),
        zh: found.zh.map(|zh| words(&zh, text)),
        en: found.en.map(|en| words(&en, text)),
    };
    Ok(found.units.into_iter().map(unit).collect())
}

/// Reads a memory as two texts whose units belong together.
pub(super) fn read(source: &Source) -> Result<Units, Fault> {
    let found = parse(source.text())?;
    let mut gathering = Gathering::of(source);
    let langs = direction(&found).ok_or_else(|| {
        let message = "no unit holds Chinese and English; give a memory of these two, with xml:lang=\"zh\" and \"en\"";
        Fault::new(0, message)
    })?;
    let mut alone = 0;
    for unit in found.units {
        let Found { id, at, zh: Some(zh), en: Some(en), .. } = unit else {
            alone += 1;
            continue;
        };
        let texts = if langs.source == Lang::Zh { Pair::new(zh, en) } else { Pair::new(en, zh) };
        gathering.add(&Draft { id, at, texts, syntax: Syntax::UNKNOWN, ..Draft::default() });
    }
    gathering.pass_many("in one of the two languages", alone);
    Ok(gathering.finish(langs))
}

/// From which language to which: as the header says, else as the first unit with both has it.
fn direction(memory: &Memory) -> Option<Pair<Lang>> {
    let both = memory.units.iter().find(|unit| unit.zh.is_some() && unit.en.is_some())?;
    let source = memory.source.or(both.first)?;
    Some(Pair::new(source, source.other()))
}

/// What a file holds.
#[derive(Default)]
struct Memory {
    /// The language that the header says units are from.
    source: Option<Lang>,
    units: Vec<Found>,
}

/// A unit with its places.
#[derive(Default)]
struct Found {
    id: Option<String>,
    at: usize,
    zh: Option<Vec<Piece>>,
    en: Option<Vec<Piece>>,
    /// The language that comes first.
    first: Option<Lang>,
}

fn parse(text: &str) -> Result<Memory, Fault> {
    let mut xml = Xml::of(text);
    let mut parser = Parser::default();
    while let Some((token, bytes)) = xml.next()? {
        match token {
            Token::Open(element) => parser.open(&element, bytes)?,
            Token::Close(name) => parser.close(&name, bytes),
            Token::Text => parser.piece(bytes, What::Text),
            Token::Char(c) => parser.piece(bytes, What::Char(c)),
        }
    }
    if parser.memory.units.is_empty() {
        return Err(Fault::new(text.len(), "there is no <tu> in the file; give a TMX file with units"));
    }
    Ok(parser.memory)
}

/// The state between two events.
#[derive(Default)]
struct Parser {
    memory: Memory,
    is_tmx: bool,
    /// The language of the `tuv` that is open.
    lang: Option<Lang>,
    /// The text of the `seg` that is open.
    seg: Option<Vec<Piece>>,
    /// How many elements are open inside native code.
    native: usize,
}

impl Parser {
    fn open(&mut self, element: &Element, bytes: Range<usize>) -> Result<(), Fault> {
        let name = element.name.as_str();
        match name {
            _ if !self.is_tmx && name != "tmx" => {
                return Err(Fault::new(bytes.start, format!("the file holds <{name}>, not <tmx>; give a TMX file")));
            }
            "tmx" => self.is_tmx = true,
            _ if self.native > 0 => self.native += 1,
            "header" => {
                self.memory.source = element.attribute("srclang")?.and_then(|tag| Lang::of_tag(&tag));
            }
            "tu" => {
                let unit = Found { id: element.attribute("tuid")?, at: bytes.start, ..Found::default() };
                self.memory.units.push(unit);
            }
            "tuv" => self.lang = lang_of(element, bytes.start)?,
            "seg" => self.seg = Some(Vec::new()),
            _ if self.seg.is_some() && CODE.contains(&name) => {
                let code = code(element)?;
                self.piece(bytes, code);
                self.native = 1;
            }
            _ => {}
        }
        Ok(())
    }

    fn close(&mut self, name: &str, _bytes: Range<usize>) {
        match name {
            _ if self.native > 0 => self.native -= 1,
            "seg" => self.end_seg(),
            "tuv" => self.lang = None,
            _ => {}
        }
    }

    fn end_seg(&mut self) {
        let (Some(pieces), Some(unit), Some(lang)) = (self.seg.take(), self.memory.units.last_mut(), self.lang) else {
            return;
        };
        unit.first = unit.first.or(Some(lang));
        let place = if lang == Lang::Zh { &mut unit.zh } else { &mut unit.en };
        if place.is_none() {
            *place = Some(pieces);
        }
    }

    /// Adds to the segment that is open, unless it is in code.
    fn piece(&mut self, bytes: Range<usize>, what: What) {
        if let (Some(seg), 0) = (&mut self.seg, self.native) {
            seg.push(Piece { bytes, what });
        }
    }
}

/// A native code, known by the number that the same code has in the other language.
fn code(element: &Element) -> Result<What, Fault> {
    let number = match element.attribute("x")? {
        None => element.attribute("i")?,
        number => number,
    };
    let name = element.name.as_str();
    let shown = number.map_or_else(|| format!("<{name}/>"), |number| format!("<{name} {number}/>"));
    let kind = if name == "ph" { CodeKind::Placeholder } else { CodeKind::Tag };
    Ok(What::Code { kind, name: shown.clone(), shown })
}

/// The language of a `tuv`; `None` for one that is neither.
fn lang_of(element: &Element, at: usize) -> Result<Option<Lang>, Fault> {
    let tag = match element.attribute("xml:lang")? {
        None => element.attribute("lang")?,
        tag => tag,
    };
    let Some(tag) = tag else {
        return Err(Fault::new(at, "this <tuv> does not say its language; give it xml:lang=\"zh\" or \"en\""));
    };
    Ok(Lang::of_tag(&tag))
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
