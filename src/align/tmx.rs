//! Beads as a translation memory, TMX 1.4b: a unit a bead, its confidence as a property, a side without sentences left out.
//!
//! What XML cannot hold (control characters) is left out. `read::tmx` reads it back, `align::units` finds the sentences
//! again.

use std::io;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use super::bead::{Alignment, Bead};
use crate::analysis::Text;
use crate::text::lang::Lang;
use crate::text::pair::{Pair, Side};

/// The type of the property that holds a confidence.
pub const CONFIDENCE: &str = "x-confidence";

/// Writes the alignment of two texts.
///
/// # Errors
/// Where `out` takes no more.
pub fn write(texts: Pair<&Text>, alignment: &Alignment, out: &mut dyn io::Write) -> io::Result<()> {
    let mut xml = Writer::new_with_indent(out, b' ', 2);
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    xml.write_event(Event::DocType(BytesText::from_escaped("tmx SYSTEM \"tmx14.dtd\"")))?;
    let lang = texts.source.document.lang.tag();
    xml.create_element("tmx").with_attribute(("version", "1.4")).write_inner_content(|xml| {
        let header = [
            ("creationtool", "ipalign"),
            ("creationtoolversion", env!("CARGO_PKG_VERSION")),
            ("segtype", "block"),
            ("o-tmf", "ipalign"),
            ("adminlang", "en"),
            ("srclang", lang),
            ("datatype", "plaintext"),
        ];
        xml.create_element("header").with_attributes(header).write_empty()?;
        xml.create_element("body")
            .write_inner_content(|xml| alignment.beads().iter().try_for_each(|bead| unit(texts, bead, xml)))?;
        Ok(())
    })?;
    writeln!(xml.into_inner())
}

fn unit(texts: Pair<&Text>, bead: &Bead, xml: &mut Writer<&mut dyn io::Write>) -> io::Result<()> {
    xml.create_element("tu").write_inner_content(|xml| {
        let confidence = format!("{:.3}", bead.confidence);
        let prop = xml.create_element("prop").with_attribute(("type", CONFIDENCE));
        prop.write_text_content(BytesText::new(&confidence))?;
        for side in Side::BOTH.into_iter().filter(|&side| !bead.segments[side].is_empty()) {
            let tag = texts[side].document.lang.tag();
            xml.create_element("tuv").with_attribute(("xml:lang", tag)).write_inner_content(|xml| {
                let text = writable(&joined(texts, bead, side));
                xml.create_element("seg").write_text_content(BytesText::new(&text))?;
                Ok(())
            })?;
        }
        Ok(())
    })?;
    Ok(())
}

/// The sentences of one side of a bead as one text.
pub fn joined(texts: Pair<&Text>, bead: &Bead, side: Side) -> String {
    let text = texts[side];
    let between = if text.document.lang == Lang::Zh { "" } else { " " };
    let sentences = bead.segments[side].clone().map(|segment| text.sentence(segment));
    sentences.collect::<Vec<_>>().join(between)
}

/// What XML 1.0 can hold of a text.
pub fn writable(text: &str) -> String {
    text.chars()
        .filter(|&c| (matches!(c, '\t' | '\n') || !c.is_control()) && !matches!(c, '\u{fffe}' | '\u{ffff}'))
        .collect()
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use proptest::prelude::*;

    use super::*;
    use crate::align::{Encoder, align_with, ladder, pins, units};
    use crate::read::tmx;
    use crate::respace::Glue;
    use crate::segment::presegmented;
    use crate::text::source::Source;

    fn text(lines: &str, lang: Lang) -> Text {
        let (document, segments) = presegmented(Source::new(lang.tag(), lines), lang);
        Text::of_segments(document, Glue::default(), segments)
    }

    fn written(texts: Pair<&Text>, alignment: &Alignment) -> String {
        let mut out = Vec::new();
        write(texts, alignment, &mut out).expect("memory takes all");
        String::from_utf8(out).expect("UTF-8")
    }

    #[test]
    fn an_alignment_is_a_memory() {
        let texts = Pair::new(
            text("共<3>件。\n“&”。\n没有。\n", Lang::Zh),
            text("\u{c}\"3\" cases\nin all. \n&amp;\n", Lang::En),
        );
        let alignment = ladder::read("[0]:[0, 1]\n[1]:[2]\n[2]:[]\n", Pair::both(3)).expect("a ladder");
        insta::assert_snapshot!(written(texts.as_ref(), &alignment));
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(
            zh in proptest::collection::vec("[一二三。&<>\"' \\u{b}a]{0,6}", 1..8),
            en in proptest::collection::vec("\\PC{0,9}", 1..8),
        ) {
            let texts = Pair::new(text(&zh.join("\n"), Lang::Zh), text(&en.join("\n"), Lang::En));
            let texts = texts.as_ref();
            let aligned = align_with(texts, Encoder::Never.into());
            // a memory without a single unit is refused
            prop_assume!(!aligned.beads().is_empty());
            let units = tmx::units(Path::new("a.tmx"), &written(texts, &aligned)).expect("it is TMX");
            prop_assert_eq!(units.len(), aligned.beads().len());
            let rungs = units::rungs(&units, texts).expect("its units are sentences");
            let count = texts.map(|text| text.segments.len());
            let again = pins::alignment(rungs, count, |side, segment| texts[side].sentence(segment).trim().is_empty());
            prop_assert!(again.is_ok(), "{:?}", again);
        }
    }
}
