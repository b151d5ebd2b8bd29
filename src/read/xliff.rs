//! XLIFF (OASIS; versions 1.2, 2.0, 2.1) and the dialects of 1.2 that Trados (sdlxliff) and memoQ (mqxliff) write.
//!
//! A unit is a `trans-unit` of 1.2, or where its text is cut into segments (`seg-source` and `mrk mtype="seg"`), each of
//! those; and a `segment` of 2.x. Alternative translations, matches and skeletons are passed over. What is unfinished by its
//! state, or not to be translated, is counted and not read further; `approved="yes"` outranks a state.
//!
//! Linear in the file.

use std::collections::HashSet;
use std::ops::Range;

use super::codes::Syntax;
use super::error::Fault;
use super::unit::{Draft, Gathering, Piece, State, What, is_blank};
use super::xml::{Element, Token, Xml};
use crate::text::code::CodeKind;
use crate::text::lang::Lang;
use crate::text::pair::{Pair, Side};
use crate::text::source::Source;
use crate::text::units::Units;

/// Elements whose content is native code and no text.
const NATIVE: [&str; 4] = ["bpt", "ept", "ph", "it"];

/// Reads the units of an XLIFF file.
pub(super) fn read(source: &Source) -> Result<Units, Fault> {
    let mut xml = Xml::of(source.text());
    let mut reader = Reader::of(source);
    while let Some((token, bytes)) = xml.next()? {
        match token {
            Token::Open(element) => reader.open(&element, &bytes)?,
            Token::Close(name) => reader.close(&name, &bytes)?,
            Token::Text => reader.piece(bytes, What::Text),
            Token::Char(c) => reader.piece(bytes, What::Char(c)),
        }
    }
    reader.finish()
}

/// The state between two events.
struct Reader<'s> {
    source: &'s Source,
    gathering: Gathering<'s>,
    langs: Option<Pair<Lang>>,
    /// Elements that are open, and whether what is in them is to be translated.
    open: Vec<(String, bool)>,
    /// The identifiers of the units of the file element that is open.
    ids: HashSet<String>,
    unit: Option<Unit>,
    /// The text that is being read.
    text: Option<Text>,
    /// How many elements are open inside native code.
    native: usize,
}

/// The most segments of a unit, which are looked for one by one: units are paragraphs.
const MOST_SEGMENTS: usize = 10_000;

/// A unit that is open: a `trans-unit`, or a `unit`.
#[derive(Default)]
struct Unit {
    id: String,
    at: usize,
    translate: bool,
    approved: Option<bool>,
    /// What memoQ says.
    status: Option<String>,
    /// What Trados says of its segments: their identifiers, and how sure the translator is.
    confirmed: Vec<(String, Option<String>)>,
    /// The state of the segment or of the target that is being read.
    state: Option<String>,
    /// The identifier of the segment that is being read.
    segment: Option<String>,
    source: Vec<Piece>,
    target: Vec<Piece>,
    /// The segments of `seg-source` and of a `target`, by their identifiers.
    segments: Pair<Vec<(String, Vec<Piece>)>>,
}

/// A text that is open.
struct Text {
    side: Side,
    /// Whether it is the copy of the source that is cut into segments.
    is_copy: bool,
    pieces: Vec<Piece>,
    /// Segments that are open in it, and the number of the element that opened each.
    segment: Option<(String, usize, Vec<Piece>)>,
    /// The names by which tags that are open are closed.
    tags: Vec<Option<String>>,
}

impl<'s> Reader<'s> {
    fn of(source: &'s Source) -> Self {
        Reader {
            source,
            gathering: Gathering::of(source),
            langs: None,
            open: Vec::new(),
            ids: HashSet::new(),
            unit: None,
            text: None,
            native: 0,
        }
    }

    fn parent(&self) -> &str {
        self.open.last().map_or("", |(name, _)| name)
    }

    fn open(&mut self, element: &Element, bytes: &Range<usize>) -> Result<(), Fault> {
        let name = element.name.as_str();
        if self.open.is_empty() && name != "xliff" {
            return Err(Fault::new(bytes.start, format!("the file holds <{name}>, not <xliff>; give an XLIFF file")));
        }
        let inherited = self.open.last().is_none_or(|&(_, translate)| translate);
        let translate = match (&self.text, element.attribute("translate")?.as_deref()) {
            (None, Some(said)) => said != "no",
            _ => inherited,
        };
        if self.text.is_some() {
            self.inline(element, bytes)?;
        } else {
            self.structure(element, bytes, translate)?;
        }
        self.open.push((name.to_owned(), translate));
        Ok(())
    }

    /// An element outside of texts.
    fn structure(&mut self, element: &Element, bytes: &Range<usize>, translate: bool) -> Result<(), Fault> {
        let side = |name| if name == "target" { Side::Target } else { Side::Source };
        match (self.parent(), element.name.as_str()) {
            ("", "xliff") => {
                self.languages(element.attribute("srcLang")?, element.attribute("trgLang")?, bytes.start)?
            }
            ("xliff", "file") => {
                let tags = (element.attribute("source-language")?, element.attribute("target-language")?);
                self.languages(tags.0, tags.1, bytes.start)?;
                self.ids.clear();
            }
            (_, "trans-unit" | "unit") if self.unit.is_none() => self.begin(element, bytes, translate)?,
            ("trans-unit", name @ ("source" | "seg-source" | "target")) => {
                if name == "target"
                    && let Some(unit) = &mut self.unit
                {
                    unit.state = element.attribute("state")?;
                }
                self.text = Some(Text { is_copy: name == "seg-source", ..Text::of(side(name)) });
            }
            ("segment", name @ ("source" | "target")) => self.text = Some(Text::of(side(name))),
            ("unit", "segment") => self.begin_segment(element)?,
            (_, "sdl:seg") => {
                let (id, conf) = (element.attribute("id")?, element.attribute("conf")?);
                if let Some(unit) = &mut self.unit {
                    unit.confirmed.push((id.unwrap_or_default(), conf));
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn languages(&mut self, source: Option<String>, target: Option<String>, at: usize) -> Result<(), Fault> {
        let Some(from) = source else { return Ok(()) };
        let langs = match (Lang::of_tag(&from), target.as_deref().map(Lang::of_tag)) {
            (Some(source), None) => Some(Pair::new(source, source.other())),
            (Some(source), Some(Some(target))) if source != target => Some(Pair::new(source, target)),
            _ => None,
        };
        let Some(langs) = langs else {
            let to = target.map_or(String::new(), |to| format!(" to {to}"));
            let message = format!("is from {from}{to}; give a file from Chinese to English or from English to Chinese");
            return Err(Fault::new(at, message));
        };
        match self.langs.replace(langs) {
            Some(before) if before != langs => {
                Err(Fault::new(at, "goes the other way than the files before it; put them into two XLIFF files"))
            }
            _ => Ok(()),
        }
    }

    fn begin(&mut self, element: &Element, bytes: &Range<usize>, translate: bool) -> Result<(), Fault> {
        let Some(id) = element.attribute("id")? else {
            return Err(Fault::new(bytes.start, format!("this <{}> has no id; give it one", element.name)));
        };
        if !self.ids.insert(id.clone()) {
            let message = format!("the id \"{id}\" is another unit's in this <file>; give each an id of its own");
            return Err(Fault::new(bytes.start, message));
        }
        self.unit = Some(Unit {
            id,
            at: bytes.start,
            translate,
            approved: element.attribute("approved")?.map(|said| said == "yes"),
            status: element.attribute("mq:status")?,
            ..Unit::default()
        });
        Ok(())
    }

    fn begin_segment(&mut self, element: &Element) -> Result<(), Fault> {
        if let Some(unit) = &mut self.unit {
            (unit.source, unit.target) = (Vec::new(), Vec::new());
            unit.state = element.attribute("state")?;
            unit.segment = element.attribute("id")?;
        }
        Ok(())
    }

    /// An element inside a text.
    fn inline(&mut self, element: &Element, bytes: &Range<usize>) -> Result<(), Fault> {
        let depth = self.open.len();
        let Some(text) = &mut self.text else { return Ok(()) };
        if self.native > 0 {
            self.native += 1;
            text.tags.push(None);
            return Ok(());
        }
        let name = element.name.as_str();
        let mid = if name == "mrk" && element.attribute("mtype")?.as_deref() == Some("seg") {
            element.attribute("mid")?
        } else {
            None
        };
        if let Some(mid) = mid {
            if text.segment.is_some() {
                return Err(Fault::new(bytes.start, format!("segment {mid} stands in another; export the file anew")));
            }
            text.segment = Some((mid, depth, Vec::new()));
            text.tags.push(None);
            return Ok(());
        }
        let (code, close) = code(element, bytes)?;
        text.tags.push(close);
        if let Some(what) = code {
            text.add(bytes.clone(), what);
        }
        self.native = usize::from(NATIVE.contains(&name));
        Ok(())
    }

    fn piece(&mut self, bytes: Range<usize>, what: What) {
        if let (Some(text), 0) = (&mut self.text, self.native) {
            text.add(bytes, what);
        }
    }

    fn close(&mut self, name: &str, bytes: &Range<usize>) -> Result<(), Fault> {
        self.open.pop();
        let is_inline = self.text.as_ref().is_some_and(|text| !text.tags.is_empty());
        if is_inline {
            return self.close_inline(bytes);
        }
        match name {
            "source" | "seg-source" | "target" => self.end_text(),
            "segment" => self.end_segment(),
            "trans-unit" => self.end_trans_unit()?,
            "unit" => self.unit = None,
            _ => {}
        }
        Ok(())
    }

    fn close_inline(&mut self, bytes: &Range<usize>) -> Result<(), Fault> {
        self.native = self.native.saturating_sub(1);
        let depth = self.open.len();
        let Some(text) = &mut self.text else { return Ok(()) };
        if let Some(Some(close)) = text.tags.pop() {
            text.add(bytes.clone(), tag(&close));
        }
        if let Some((mid, _, pieces)) = text.segment.take_if(|(_, opened, _)| *opened == depth)
            && let Some(unit) = &mut self.unit
        {
            let segments = &mut unit.segments[text.side];
            if segments.iter().any(|(known, _)| *known == mid) {
                let message = format!("segment {mid} stands twice in this unit; give each a mid of its own");
                return Err(Fault::new(bytes.start, message));
            }
            if segments.len() >= MOST_SEGMENTS {
                let message = format!("this unit has more than {MOST_SEGMENTS} segments; cut it into several");
                return Err(Fault::new(bytes.start, message));
            }
            segments.push((mid, pieces));
        }
        Ok(())
    }

    fn end_text(&mut self) {
        let (Some(text), Some(unit)) = (self.text.take(), &mut self.unit) else { return };
        match text.side {
            Side::Source if text.is_copy => {}
            Side::Source => unit.source = text.pieces,
            Side::Target => unit.target = text.pieces,
        }
    }

    /// The end of a `segment` of 2.x.
    fn end_segment(&mut self) {
        let Some(unit) = &mut self.unit else { return };
        let state = match unit.state.as_deref() {
            _ if !unit.translate => State::Passed("not to be translated".to_owned()),
            Some(state @ "initial") => State::Passed(state.to_owned()),
            Some("translated" | "reviewed" | "final") => State::Done,
            _ => State::Open,
        };
        let id = match &unit.segment {
            Some(segment) => format!("{}/{segment}", unit.id),
            None => unit.id.clone(),
        };
        let texts = Pair::new(std::mem::take(&mut unit.source), std::mem::take(&mut unit.target));
        let draft = Draft { id: Some(id), at: start_of(&texts, unit.at), texts, state, syntax: Syntax::UNKNOWN };
        self.gathering.add(&draft);
    }

    /// The end of a `trans-unit`: one unit, or its segments.
    fn end_trans_unit(&mut self) -> Result<(), Fault> {
        let Some(mut unit) = self.unit.take() else { return Ok(()) };
        let is_whole = unit.segments.target.is_empty() && !is_blank(&unit.target, self.source.text());
        if unit.segments.source.is_empty() || is_whole {
            let texts = Pair::new(std::mem::take(&mut unit.source), std::mem::take(&mut unit.target));
            let state = unit.state_of(None);
            let draft = Draft { id: Some(unit.id), at: unit.at, texts, state, syntax: Syntax::UNKNOWN };
            self.gathering.add(&draft);
            return Ok(());
        }
        let mut targets = std::mem::take(&mut unit.segments.target);
        for (mid, source) in std::mem::take(&mut unit.segments.source) {
            let place = targets.iter().position(|(other, _)| *other == mid);
            let target = place.map(|place| targets.remove(place).1).unwrap_or_default();
            self.add_segment(&unit, &mid, Pair::new(source, target));
        }
        for (mid, target) in targets {
            self.add_segment(&unit, &mid, Pair::new(Vec::new(), target));
        }
        Ok(())
    }

    fn add_segment(&mut self, unit: &Unit, mid: &str, texts: Pair<Vec<Piece>>) {
        let (id, at) = (format!("{}/{mid}", unit.id), start_of(&texts, unit.at));
        let state = unit.state_of(Some(mid));
        self.gathering.add(&Draft { id: Some(id), at, texts, state, syntax: Syntax::UNKNOWN });
    }

    fn finish(self) -> Result<Units, Fault> {
        match self.langs {
            Some(langs) => Ok(self.gathering.finish(langs)),
            None => {
                let message = "the file does not say from which language it is; give it source-language or srcLang";
                Err(Fault::new(self.source.text().len(), message))
            }
        }
    }
}

/// Where the texts of a segment begin.
fn start_of(texts: &Pair<Vec<Piece>>, otherwise: usize) -> usize {
    let starts = Side::BOTH.iter().filter_map(|&side| texts[side].first()).map(|piece| piece.bytes.start);
    starts.min().unwrap_or(otherwise)
}

impl Text {
    fn of(side: Side) -> Self {
        Text { side, is_copy: false, pieces: Vec::new(), segment: None, tags: Vec::new() }
    }

    fn add(&mut self, bytes: Range<usize>, what: What) {
        let pieces = self.segment.as_mut().map_or(&mut self.pieces, |(_, _, pieces)| pieces);
        pieces.push(Piece { bytes, what });
    }
}

impl Unit {
    /// What is said of a unit of 1.2, or of a segment of it.
    fn state_of(&self, segment: Option<&str>) -> State {
        let passed = |reason: &str| State::Passed(reason.to_owned());
        if !self.translate {
            return passed("not to be translated");
        }
        if self.approved == Some(true) {
            return State::Done;
        }
        if let Some(status) = &self.status {
            return match status.as_str() {
                "NotStarted" => passed("not started"),
                "PartiallyEdited" => passed("edited in part"),
                "AssembledFromFragments" => passed("assembled from fragments"),
                "Pretranslated" => passed("pretranslated"),
                "MachineTranslated" => passed("machine translated"),
                "ManuallyConfirmed" | "Proofread" | "AuthorReviewed" => State::Done,
                _ => State::Open,
            };
        }
        if let Some((_, conf)) = self.confirmed.iter().find(|(id, _)| Some(id.as_str()) == segment) {
            return match conf.as_deref() {
                None | Some("Unspecified") => passed("not translated"),
                Some("Draft") => passed("draft"),
                Some(_) => State::Done,
            };
        }
        match self.state.as_deref() {
            Some(state @ ("new" | "needs-translation" | "needs-adaptation" | "needs-l10n")) => passed(state),
            Some("translated" | "signed-off" | "final") => State::Done,
            _ => State::Open,
        }
    }
}

fn tag(name: &str) -> What {
    What::Code { kind: CodeKind::Tag, name: name.to_owned(), shown: name.to_owned() }
}

/// What an inline element is, and by which name it is closed where its content is text.
fn code(element: &Element, bytes: &Range<usize>) -> Result<(Option<What>, Option<String>), Fault> {
    let key = |names: &[&str]| -> Result<String, Fault> {
        for name in names {
            if let Some(value) = element.attribute(name)? {
                return Ok(value);
            }
        }
        Ok(String::new())
    };
    let name = element.name.as_str();
    let shown = |key: String| if key.is_empty() { name.to_owned() } else { format!("{name} {key}") };
    Ok(match name {
        "g" | "pc" => {
            let label = shown(key(&["id"])?);
            (Some(tag(&format!("<{label}>"))), Some(format!("</{label}>")))
        }
        "bpt" | "ept" | "bx" | "ex" => (Some(tag(&format!("<{}/>", shown(key(&["rid", "id"])?)))), None),
        "sc" => (Some(tag(&format!("<{}/>", shown(key(&["id"])?)))), None),
        "ec" => (Some(tag(&format!("<{}/>", shown(key(&["startRef", "id"])?)))), None),
        "it" => (Some(tag(&format!("<{}/>", shown(key(&["id"])?)))), None),
        "x" | "ph" => {
            let label = format!("<{}/>", shown(key(&["id"])?));
            (Some(What::Code { kind: CodeKind::Placeholder, name: label.clone(), shown: label }), None)
        }
        "cp" => {
            let hex = key(&["hex"])?;
            match u32::from_str_radix(&hex, 16).ok() {
                // a control character, which nobody reads
                Some(c) => (char::from_u32(c).filter(|c| c.is_whitespace()).map(What::Char), None),
                None => {
                    let message = format!("\"{hex}\" is no number of a character; mend the hex of this <cp>");
                    return Err(Fault::new(bytes.start, message));
                }
            }
        }
        _ => (None, None),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_xliff_or_could_do_harm_is_refused_with_its_place_and_a_remedy() {
        let check = |text: &str, message: &str| {
            let fault = read(&Source::new("a.xlf", text)).expect_err(text);
            assert!(fault.message.contains(message), "{}: no {message}", fault.message);
            assert!(fault.message.contains("; ") && !fault.message.contains('\n'), "{}", fault.message);
            assert!(text.is_char_boundary(fault.at), "{text}");
        };
        let file = |units: &str| {
            format!(
                "<xliff version='1.2'><file source-language='en' target-language='zh'><body>{units}</body></file></xliff>"
            )
        };
        let unit = |id: &str, source: &str| format!("<trans-unit id='{id}'><source>{source}</source></trans-unit>");
        check("<tmx/>", "the file holds <tmx>, not <xliff>");
        check("<xliff><file/></xliff>", "does not say from which language");
        check("<xliff><file source-language='de'/></xliff>", "is from de;");
        check("<xliff><file source-language='en' target-language='en'/></xliff>", "is from en to en;");
        check("<xliff><file source-language='en'/><file source-language='zh'/></xliff>", "goes the other way");
        check(&file("<trans-unit><source>a</source></trans-unit>"), "has no id");
        check(&file(&(unit("1", "a") + &unit("1", "b"))), "is another unit's in this <file>");
        check(&file(&unit("1", "a").replace("</source>", "")), "is not well-formed XML");
        check(&file(&unit("1", "<cp hex='g'/>")), "is no number of a character");
        check(&file(&unit("1", "&bomb;")), "bomb");
        check("<!DOCTYPE xliff [<!ENTITY a 'b'>]><xliff/>", "declarations inside the DOCTYPE");
        check(&file(&"<group>".repeat(200)), "nested");
        let segment = |mid: &str| format!("<mrk mtype='seg' mid='{mid}'>a</mrk>");
        let segmented = |segments: &str| {
            file(&format!("<trans-unit id='1'><source>a</source><seg-source>{segments}</seg-source></trans-unit>"))
        };
        check(&segmented(&segment("1").repeat(2)), "stands twice in this unit");
        check(&segmented("<mrk mtype='seg' mid='1'><mrk mtype='seg' mid='2'>a</mrk></mrk>"), "stands in another");
        let many: String = (0..=MOST_SEGMENTS).map(|mid| segment(&mid.to_string())).collect();
        check(&segmented(&many), "more than 10000 segments");
    }
}
