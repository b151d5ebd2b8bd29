//! Findings written into a copy of the translation, as typed on the command line.

use std::fs;
use std::io::{Cursor, Read, Write};
use std::path::Path;

use assert_cmd::Command;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// Checks files of a folder and writes the copy `out`; what is printed on standard error.
fn annotate(folder: &Path, args: &[&str], out: &str, code: i32) -> String {
    let mut command = Command::cargo_bin("ipalign").expect("it is built");
    let command = command.current_dir(folder).args(["check", "--encoder", "never", "--format", "concise"]);
    let run = command.args(args).args(["--annotate", out]).assert().code(code);
    String::from_utf8_lossy(&run.get_output().stderr).into_owned()
}

/// The lines of a copy that are not in the file, and whether all of the file is in the copy.
fn added(file: &str, copy: &str) -> String {
    let mut rest = copy;
    let mut added = String::new();
    for line in file.split_inclusive('\n') {
        let at = rest.find(line).unwrap_or_else(|| panic!("{line:?} is lost:\n{copy}"));
        added.push_str(&rest[..at]);
        rest = &rest[at + line.len()..];
    }
    added + rest
}

fn check(name: &str, file: &str, expected: &str) {
    let folder = tempfile::tempdir().expect("a folder");
    let out = format!("out-{name}");
    fs::write(folder.path().join(name), file).expect("written");
    annotate(folder.path(), &[name], &out, 1);
    let copy = fs::read_to_string(folder.path().join(&out)).expect("the copy is there");
    assert_eq!(added(file, &copy), expected);
    annotate(folder.path(), &[&out], "again", 1);
    assert_eq!(fs::read_to_string(folder.path().join("again")).expect("the copy is there"), copy, "nothing twice");
}

const NOTE: &str = "figure-mismatch: 1,265; 1256宗 = 1,256: two digits are exchanged · en “1,265”: 1,265";

#[test]
fn a_note_stands_behind_the_target_of_xliff_1() {
    let file = "\u{feff}<?xml version=\"1.0\"?>\r\n<x:xliff xmlns:x=\"urn:oasis:names:tc:xliff:document:1.2\" version=\"1.2\">\r\n\
                <x:file source-language=\"en\" target-language=\"zh\" original=\"a\" datatype=\"plaintext\"><x:body>\r\n\
                <x:trans-unit id=\"1\">\r\n\t<x:source>A total of 1,265 cases &amp; more were filed.</x:source>\r\n\
                \t<x:target state=\"translated\">共立案1256宗&amp;更多。</x:target>\r\n\t<x:note>Short</x:note>\r\n</x:trans-unit>\r\n\
                <x:trans-unit id=\"2\"><x:source>It was fine.</x:source><x:target>很好。</x:target></x:trans-unit>\r\n\
                </x:body></x:file></x:xliff>";
    let note =
        format!("\t<x:note from=\"ipalign\" priority=\"1\" annotates=\"target\" xml:lang=\"en\">{NOTE}</x:note>\r\n");
    check("a.xlf", file, &note);
}

#[test]
fn notes_of_xliff_2_stand_together() {
    let unit = |id: u32, notes: &str| {
        format!(
            "<unit id=\"{id}\">\n{notes}<segment>\n<source>A total of 1,265 cases were filed.</source>\n\
             <target>共立案1256宗。</target>\n</segment>\n</unit>\n"
        )
    };
    let file = format!(
        "<xliff xmlns=\"urn:oasis:names:tc:xliff:document:2.0\" version=\"2.0\" srcLang=\"en\" trgLang=\"zh\">\n\
         <file id=\"f\">\n{}{}</file>\n</xliff>\n",
        unit(1, ""),
        unit(2, "<notes>\n<note>Short</note>\n</notes>\n"),
    );
    let note = format!("<note category=\"ipalign\" priority=\"1\" appliesTo=\"target\">{NOTE}</note>");
    check("a.xlf", &file, &format!("<notes>\n  {note}\n</notes>\n  {note}\n"));
}

#[test]
fn a_note_opens_a_unit_of_tmx() {
    let file = "<tmx version=\"1.4\"><header srclang=\"en\"/><body>\n<tu>\n<tuv xml:lang=\"en\"><seg>A total of 1,265 \
                cases were filed.</seg></tuv>\n<tuv xml:lang=\"zh\"><seg>共立案1256宗。</seg></tuv>\n</tu>\n</body></tmx>";
    check("a.tmx", file, &format!("<note o-encoding=\"UTF-8\" xml:lang=\"en\">{NOTE}</note>\n"));
}

fn docx(body: &str, media: &[u8]) -> Vec<u8> {
    let document = format!("<w:document xmlns:w=\"urn:w\"><w:body>{body}</w:body></w:document>");
    archive(&[
        ("[Content_Types].xml", b"<Types xmlns=\"urn:t\"></Types>"),
        ("word/document.xml", document.as_bytes()),
        ("word/_rels/document.xml.rels", b"<Relationships xmlns=\"urn:r\"></Relationships>"),
        ("word/media/a.png", media),
    ])
}

fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).expect("a part starts");
        zip.write_all(bytes).expect("a part is written");
    }
    zip.finish().expect("an archive is written").into_inner()
}

fn part(archive: &[u8], name: &str) -> String {
    let mut archive = ZipArchive::new(Cursor::new(archive)).expect("an archive");
    let mut text = String::new();
    archive.by_name(name).expect(name).read_to_string(&mut text).expect("text");
    text
}

#[test]
fn comments_of_word_stand_round_the_very_words() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = |name: &str| folder.path().join(name);
    fs::write(path("zh.txt"), "全省共立案1265宗，罚款10万元。\n\n各地开展专项检查。\n\n费用已经全部付清。\n")
        .expect("written");
    let body = "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>In the province, 1,2</w:t></w:r><w:r><w:t>56 cases &amp; more were \
                filed, and fines of RMB100,000 were imposed.</w:t></w:r></w:p><w:p><w:r><w:t>All fees have been paid in \
                full.</w:t></w:r></w:p>";
    let file = docx(body, b"a picture");
    fs::write(path("en.docx"), &file).expect("written");
    fs::write(path("beads"), "[0]:[0]\n[1]:[]\n[2]:[1]\n").expect("written");
    annotate(folder.path(), &["zh.txt", "en.docx", "--beads", "beads"], "out.docx", 1);
    let copy = fs::read(path("out.docx")).expect("the copy is there");

    let end = |id| format!("<w:commentRangeEnd w:id=\"{id}\"/><w:r><w:commentReference w:id=\"{id}\"/></w:r>");
    let start = |id| format!("<w:commentRangeStart w:id=\"{id}\"/>");
    let expected = format!(
        "<w:p>{}<w:r><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">In the province, </w:t></w:r>{}\
         <w:r><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">1,2</w:t></w:r><w:r><w:t xml:space=\"preserve\">56</w:t></w:r>{}\
         <w:r><w:t xml:space=\"preserve\"> cases &amp; more were filed, and fines of RMB100,000 were imposed.</w:t></w:r>{}</w:p>",
        start(1),
        start(0),
        end(0),
        end(1),
    );
    let document = part(&copy, "word/document.xml");
    assert!(document.contains(&expected), "{document}");
    let comments = part(&copy, "word/comments.xml");
    assert!(comments.contains("Error figure-mismatch: 1265宗 = 1,265; 1,256: two digits are exchanged"), "{comments}");
    assert!(comments.contains("dropped from the translation: 各地开展专项检查。"), "{comments}");
    assert!(part(&copy, "[Content_Types].xml").contains("/word/comments.xml"));
    assert!(part(&copy, "word/_rels/document.xml.rels").contains("Target=\"comments.xml\""));
    assert_eq!(part(&copy, "word/media/a.png"), "a picture");

    annotate(folder.path(), &["zh.txt", "out.docx", "--beads", "beads"], "again.docx", 1);
    assert_eq!(fs::read(path("again.docx")).expect("the copy is there"), copy, "nothing twice");
}

#[test]
fn comments_that_are_there_stay_and_are_counted_on() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("zh.txt"), "全省共立案1265宗。\n").expect("written");
    let document = "<document xmlns=\"urn:w\"><body><p><r><t>In the province, 1,256 cases were filed.</t></r></p></body>\
                    </document>";
    let earlier = "<comment id=\"6\" author=\"Li\"><p><r><t>Right?</t></r></p></comment>";
    let relations = "<Relationships xmlns=\"urn:r\"><Relationship Id=\"a\" Type=\"urn:o/relationships/comments\" \
                     Target=\"remarks.xml\"/></Relationships>";
    let file = archive(&[
        ("[Content_Types].xml", b"<Types xmlns=\"urn:t\"></Types>"),
        ("word/document.xml", document.as_bytes()),
        ("word/remarks.xml", format!("<comments xmlns=\"urn:w\">{earlier}</comments>").as_bytes()),
        ("word/_rels/document.xml.rels", relations.as_bytes()),
    ]);
    fs::write(folder.path().join("en.docx"), file).expect("written");
    annotate(folder.path(), &["zh.txt", "en.docx"], "out.docx", 1);
    let copy = fs::read(folder.path().join("out.docx")).expect("the copy is there");
    let comments = part(&copy, "word/remarks.xml");
    assert!(comments.contains(earlier) && comments.contains("<comment id=\"7\""), "{comments}");
    assert!(part(&copy, "word/document.xml").contains("<commentRangeStart id=\"7\"/>"));
    assert_eq!(part(&copy, "word/_rels/document.xml.rels"), relations);
    assert_eq!(part(&copy, "[Content_Types].xml"), "<Types xmlns=\"urn:t\"></Types>");
}

#[test]
fn what_cannot_be_written_back_is_refused_and_nothing_is_written() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("zh.txt"), "全省共立案1265宗。\n").expect("written");
    let document = "<w:document xmlns:w=\"urn:w\"><w:body><w:p><w:r><w:t>In the province, 1,256 cases were \
                    filed.</w:t></w:r></w:p></w:body></w:document>";
    let wide = |text: &str| [b"\xff\xfe".to_vec(), text.encode_utf16().flat_map(u16::to_le_bytes).collect()].concat();
    let declared = wide(&format!("<?xml version=\"1.0\" encoding=\"UTF-16\"?>{document}"));
    let xliff = wide(
        "<xliff version=\"1.2\"><file source-language=\"zh\" target-language=\"en\"><body><trans-unit id=\"1\">\
         <source>全省共立案1265宗。</source><target>In the province, 1,256 cases were filed.</target></trans-unit></body>\
         </file></xliff>",
    );
    let check = |name: &str, bytes: &[u8], message: &str| {
        fs::write(folder.path().join(name), bytes).expect("written");
        let args = if name.ends_with(".xlf") { vec![name] } else { vec!["zh.txt", name] };
        let told = annotate(folder.path(), &args, "out", 2);
        assert!(told.contains(&format!("{name}: {message}; ")), "{told}");
        assert!(!folder.path().join("out").exists(), "{name}");
    };
    let body: (&str, &[u8]) = ("word/document.xml", document.as_bytes());
    check("bare.docx", &archive(&[body]), "is damaged: it does not say what its parts are");
    check("empty.docx", &archive(&[body, ("[Content_Types].xml", b"")]), "is damaged: a part of it is empty");
    check("wide.docx", &archive(&[("word/document.xml", &declared)]), "holds word/document.xml in UTF-16");
    check("wide.xlf", &xliff, "is not in UTF-8");
}

#[test]
fn what_holds_no_notes_is_refused_and_nothing_is_written() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("zh.txt"), "全省共立案1265宗。\n").expect("written");
    fs::write(folder.path().join("en.txt"), "In the province, 1,256 cases were filed.\n").expect("written");
    let message = annotate(folder.path(), &["zh.txt", "en.txt"], "out.docx", 2);
    assert!(message.contains("en.txt: is neither XLIFF, TMX nor DOCX"), "{message}");
    assert!(!folder.path().join("out.docx").exists());
}
