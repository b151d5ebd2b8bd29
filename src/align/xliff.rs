//! Beads as a bilingual file, XLIFF 1.2 (OASIS, 2008), which every tool of translators opens: a unit a bead.
//!
//! A sentence that has no counterpart is a unit with one side: with no target, or with an empty source. How sure the
//! alignment is of a bead is a note of its unit. What XML cannot hold is left out. `read::xliff` reads it back.

use std::io;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use super::bead::{Alignment, Bead};
use super::tmx::{joined, writable};
use crate::analysis::Text;
use crate::text::pair::{Pair, Side};

/// Writes the alignment of two texts.
///
/// # Errors
/// Where `out` takes no more.
pub fn write(texts: Pair<&Text>, alignment: &Alignment, out: &mut dyn io::Write) -> io::Result<()> {
    let mut xml = Writer::new_with_indent(out, b' ', 2);
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let xliff = [("version", "1.2"), ("xmlns", "urn:oasis:names:tc:xliff:document:1.2")];
    let langs = texts.map(|text| text.document.lang.tag());
    let original = writable(&texts.source.document.source.name);
    let file = [
        ("original", original.as_str()),
        ("source-language", langs.source),
        ("target-language", langs.target),
        ("datatype", "plaintext"),
    ];
    xml.create_element("xliff").with_attributes(xliff).write_inner_content(|xml| {
        xml.create_element("file").with_attributes(file).write_inner_content(|xml| {
            xml.create_element("header").write_inner_content(|xml| {
                let tool =
                    [("tool-id", "ipalign"), ("tool-name", "ipalign"), ("tool-version", env!("CARGO_PKG_VERSION"))];
                xml.create_element("tool").with_attributes(tool).write_empty()?;
                Ok(())
            })?;
            xml.create_element("body").write_inner_content(|xml| {
                (1..).zip(alignment.beads()).try_for_each(|(number, bead)| unit(texts, number, bead, xml))
            })?;
            Ok(())
        })?;
        Ok(())
    })?;
    writeln!(xml.into_inner())
}

fn unit(texts: Pair<&Text>, number: usize, bead: &Bead, xml: &mut Writer<&mut dyn io::Write>) -> io::Result<()> {
    let id = number.to_string();
    xml.create_element("trans-unit").with_attribute(("id", id.as_str())).write_inner_content(|xml| {
        let text = |side| writable(&joined(texts, bead, side));
        xml.create_element("source").write_text_content(BytesText::new(&text(Side::Source)))?;
        if !bead.segments.target.is_empty() {
            let target = xml.create_element("target").with_attribute(("state", "translated"));
            target.write_text_content(BytesText::new(&text(Side::Target)))?;
        }
        let note = format!("confidence {:.3}", bead.confidence);
        xml.create_element("note").with_attribute(("from", "ipalign")).write_text_content(BytesText::new(&note))?;
        Ok(())
    })?;
    Ok(())
}
