//! Every reader, fed with anything: it may refuse, and may neither panic nor run away; what it reads keeps its promises.
//!
//! `cargo test -p ipalign-fuzz` runs what is in the corpus and a second of random bytes; see README.md for guided runs.

use std::io::{Cursor, Write};

use bolero::check;
use ipalign::read::{Format, Options, Reading, bytes_of};
use ipalign::text::document::Document;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// Blocks ascend, lie in the text, and lead back to the file.
fn keeps_its_promises(document: &Document) {
    let mut end = 0;
    for block in &document.blocks {
        assert!(block.span.start >= end, "blocks ascend");
        end = block.span.end;
        assert!(!document.slice(block.span).is_empty(), "no block is empty");
        let source = document.to_source(block.span);
        assert!(source.end as usize <= document.source.text().len(), "places are in the file");
        let _ = document.source.location(source);
    }
}

fn read(bytes: &[u8], format: Option<Format>) {
    match bytes_of("file", bytes, &Options { format, ..Options::default() }) {
        Ok(Reading::One(document)) => keeps_its_promises(&document),
        Ok(Reading::Both(pair)) => [pair.source, pair.target].iter().for_each(keeps_its_promises),
        Ok(Reading::Units(units)) => {
            [units.documents.source, units.documents.target].iter().for_each(keeps_its_promises);
        }
        Err(error) => assert!(error.to_string().starts_with("file: "), "{error}"),
    }
}

/// An archive with parts that are not packed.
fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(*name, options).expect("a part starts");
        zip.write_all(bytes).expect("a part is written");
    }
    zip.finish().expect("an archive is written").into_inner()
}

#[test]
fn any() {
    check!().for_each(|bytes| read(bytes, None));
}

#[test]
fn plain() {
    check!().for_each(|bytes| read(bytes, Some(Format::Plain)));
}

#[test]
fn markdown() {
    check!().for_each(|bytes| read(bytes, Some(Format::Markdown)));
}

#[test]
fn html() {
    check!().for_each(|bytes| read(bytes, Some(Format::Html)));
}

#[test]
fn csv() {
    check!().for_each(|bytes| read(bytes, Some(Format::Csv)));
}

#[test]
fn tsv() {
    check!().for_each(|bytes| read(bytes, Some(Format::Tsv)));
}

#[test]
fn xliff() {
    check!().for_each(|bytes| read(bytes, Some(Format::Xliff)));
}

#[test]
fn tmx() {
    check!().for_each(|bytes| read(bytes, Some(Format::Tmx)));
}

#[test]
fn po() {
    check!().for_each(|bytes| read(bytes, Some(Format::Po)));
}

#[test]
fn pdf() {
    check!().for_each(|bytes| {
        let pdf = [b"%PDF-1.7\n".as_slice(), bytes].concat();
        read(&pdf, None);
    });
}

#[test]
fn package() {
    check!().for_each(|bytes| {
        let zip = [b"PK\x03\x04".as_slice(), bytes].concat();
        read(&zip, None);
    });
}

/// A part of a document, cut at zero bytes into the body, the styles, the lists and the notes.
#[test]
fn docx() {
    const PARTS: [&str; 4] = ["word/document.xml", "word/styles.xml", "word/numbering.xml", "word/footnotes.xml"];
    check!().for_each(|bytes| {
        let parts: Vec<(&str, &[u8])> = PARTS.into_iter().zip(bytes.split(|&byte| byte == 0)).collect();
        read(&archive(&parts), None);
    });
}

/// The same of a workbook: a sheet and the strings that its cells name.
#[test]
fn xlsx() {
    let fixed: [(&str, &[u8]); 3] = [
        (
            "[Content_Types].xml",
            b"<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"></Types>",
        ),
        (
            "xl/workbook.xml",
            b"<workbook xmlns:r=\"r\"><sheets><sheet name=\"s\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>",
        ),
        (
            "xl/_rels/workbook.xml.rels",
            b"<Relationships><Relationship Id=\"rId1\" Type=\"worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>",
        ),
    ];
    const PARTS: [&str; 2] = ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"];
    check!().for_each(|bytes| {
        let varied = PARTS.into_iter().zip(bytes.split(|&byte| byte == 0));
        let parts: Vec<(&str, &[u8])> = fixed.into_iter().chain(varied).collect();
        read(&archive(&parts), None);
    });
}
