//! Documents in the formats that people have, made here and read as a user's are; and files that are meant to do harm.

use std::io::{Cursor, Write};

use ipalign::read::{Options, Reading, bytes_of};
use ipalign::text::document::{BlockKind, Document};
use ipalign::text::source::Mark;
use ipalign::text::span::Span;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

fn read(name: &str, bytes: &[u8]) -> Result<Reading, String> {
    bytes_of(name, bytes, &Options::default()).map_err(|error| error.to_string())
}

/// A document as text: a block a line, a sign for its kind before it.
fn show(document: &Document) -> String {
    let line = |block: &ipalign::text::document::Block| {
        let kind = match block.kind {
            BlockKind::Heading(level) => format!("h{level}"),
            BlockKind::Lead => "lead".to_owned(),
            BlockKind::Paragraph => "p".to_owned(),
            BlockKind::ListItem => "li".to_owned(),
            BlockKind::Cell => "td".to_owned(),
            BlockKind::Code => "code".to_owned(),
        };
        format!("{kind} {}", document.slice(block.span))
    };
    document.blocks.iter().map(line).collect::<Vec<_>>().join("\n")
}

fn shown(name: &str, bytes: &[u8]) -> String {
    match read(name, bytes) {
        Ok(Reading::One(document)) => show(&document),
        Ok(Reading::Both(pair)) => format!("{}\n--\n{}", show(&pair.source), show(&pair.target)),
        Ok(Reading::Units(units)) => {
            format!("{}\n--\n{}", show(&units.documents.source), show(&units.documents.target))
        }
        Err(message) => message,
    }
}

fn one(name: &str, bytes: &[u8]) -> Document {
    match read(name, bytes) {
        Ok(Reading::One(document)) => document,
        other => panic!("{other:?}"),
    }
}

/// What the place is found by at which `text` stands in a document.
fn mark(document: &Document, text: &str) -> Option<Mark> {
    let at = document.text.text().find(text).expect(text);
    document.source.location(document.to_source(Span::new(at, at + text.len()))).mark
}

fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).expect("a part starts");
        zip.write_all(bytes).expect("a part is written");
    }
    zip.finish().expect("an archive is written").into_inner()
}

const STYLES: &str = r#"<w:styles xmlns:w="w">
    <w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>
    <w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:basedOn w:val="a"/></w:style>
    <w:style w:type="paragraph" w:styleId="own"><w:name w:val="Kopf"/><w:basedOn w:val="1"/></w:style>
    <w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>
    <w:style w:type="paragraph" w:styleId="loop"><w:name w:val="l"/><w:basedOn w:val="loop"/></w:style></w:styles>"#;

const LISTS: &str = r#"<w:numbering xmlns:w="w"><w:abstractNum w:abstractNumId="0">
    <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="第%1条"/></w:lvl>
    <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%2."/></w:lvl></w:abstractNum>
    <w:num w:numId="7"><w:abstractNumId w:val="0"/></w:num></w:numbering>"#;

fn docx(body: &str, notes: &str) -> Vec<u8> {
    let space = r#"xmlns:w="w" xmlns:mc="mc" xmlns:v="v""#;
    let body = format!("<w:document {space}><w:body>{body}</w:body></w:document>");
    let notes = format!("<w:footnotes {space}>{notes}</w:footnotes>");
    archive(&[
        ("[Content_Types].xml", b"<Types/>"),
        ("word/document.xml", body.as_bytes()),
        ("word/styles.xml", STYLES.as_bytes()),
        ("word/numbering.xml", LISTS.as_bytes()),
        ("word/footnotes.xml", notes.as_bytes()),
    ])
}

fn p(properties: &str, content: &str) -> String {
    format!("<w:p><w:pPr>{properties}</w:pPr>{content}</w:p>")
}

fn r(text: &str) -> String {
    format!("<w:r><w:t>{text}</w:t></w:r>")
}

#[test]
fn a_word_document_reads_with_its_changes_accepted() {
    let check = |body: &str, expected: &str| assert_eq!(shown("a.docx", &docx(body, "")), expected, "{body}");
    let kept = r("The fee is ")
        + "<w:ins><w:r><w:t>200</w:t></w:r></w:ins><w:del><w:r><w:delText>100</w:delText></w:r></w:del>"
        + &r(" yuan &amp; more.");
    check(&p("", &kept), "p The fee is 200 yuan & more.");
    let moved = "<w:moveFrom><w:r><w:t>gone</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>here</w:t></w:r></w:moveTo>";
    check(&p("", &(r("It is ") + moved + &r("."))), "p It is here.");
    let open = p("<w:rPr><w:del/></w:rPr>", &r("One sentence "));
    check(&(open + &p("", &r("is left."))), "p One sentence is left.");
    let hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r>";
    check(&p("", &(r("Seen") + hidden + &r(" by all."))), "p Seen by all.");
    let field = r#"<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>REF _Ref1 \h</w:instrText></w:r>
        <w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>Table 3</w:t></w:r>
        <w:r><w:fldChar w:fldCharType="end"/></w:r>"#;
    check(&p("", &(r("See ") + field + &r("."))), "p See Table 3.");
    let page = field.replace(r"REF _Ref1 \h", "PAGE");
    check(&p("", &(r("Page") + &page + &r(" of it."))), "p Page of it.");
}

#[test]
fn the_parts_of_a_word_document_are_told() {
    let row = |a: &str, b: &str| format!("<w:tr><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr>", p("", &r(a)), p("", &r(b)));
    let body = p(r#"<w:pStyle w:val="TOC1"/>"#, &r("Contents 12"))
        + &p(r#"<w:pStyle w:val="own"/>"#, &r("The Heading"))
        + &p(r#"<w:outlineLvl w:val="1"/>"#, &r("Below it"))
        + &p(
            r#"<w:pStyle w:val="loop"/>"#,
            &(r("A text") + r#"<w:r><w:footnoteReference w:id="2"/></w:r>"# + &r(" with a note.")),
        )
        + &p("", "")
        + &p(r#"<w:numPr><w:ilvl w:val="1"/><w:numId w:val="7"/></w:numPr>"#, &r("an item"))
        + &format!("<w:tbl>{}{}</w:tbl>", row("Cases", "3,000"), row("Fees", "20"));
    let note = format!(
        r#"<w:footnote w:id="1">{}</w:footnote><w:footnote w:id="2">{}</w:footnote>"#,
        p("", &r("Never named.")),
        p("", &r("It is the note."))
    );
    let bytes = docx(&body, &note);
    let expected = "h1 The Heading\nh2 Below it\np A text with a note.\nli 1. an item\ntd Cases\ntd 3,000\ntd Fees\ntd 20\n\
                    p It is the note.";
    assert_eq!(shown("a.docx", &bytes), expected);
    let document = one("wrong.txt", &bytes);
    assert_eq!(mark(&document, "an item"), Some(Mark::Paragraph(6)));
    assert_eq!(mark(&document, "20"), Some(Mark::Cell("table 1, B2".into())));
    let list = |text: &str| p(r#"<w:numPr><w:ilvl w:val="0"/><w:numId w:val="7"/></w:numPr>"#, &r(text));
    let statute = list("为了规范管理，制定本法。") + &list("本法适用于境内。");
    assert_eq!(shown("a.docx", &docx(&statute, "")), "p 第一条 为了规范管理，制定本法。\np 第二条 本法适用于境内。");
    let boxed = r#"<w:r><mc:AlternateContent><mc:Choice><w:txbxContent><w:p><w:r><w:t>In the box.</w:t></w:r></w:p>
        </w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent><w:p><w:r><w:t>In the box.</w:t></w:r></w:p>
        </w:txbxContent></mc:Fallback></mc:AlternateContent></w:r>"#;
    assert_eq!(shown("a.docx", &docx(&p("", &(r("Round it.") + boxed)), "")), "p Round it.\np In the box.");
}

#[test]
fn side_by_side_cells_are_two_texts() {
    let row = |a: &str, b: &str| format!("<w:tr><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr>", p("", &r(a)), p("", &r(b)));
    let body = format!(
        "<w:tbl>{}{}</w:tbl>",
        row("受理案件三千件。", "3,000 cases were accepted."),
        row("审结两千件。", "2,000 were concluded.")
    );
    let expected = "td 受理案件三千件。\ntd 审结两千件。\n--\ntd 3,000 cases were accepted.\ntd 2,000 were concluded.";
    assert_eq!(shown("a.docx", &docx(&body, "")), expected);
}

#[test]
fn what_is_round_the_text_of_a_page_is_left_out() {
    let page = "<!doctype html><html lang=en><head><title>x</title><style>p{}</style></head><body>\
                <header><a href=/>Home</a></header><nav><ul><li>Menu<li>More</ul></nav><div class=content>\
                <h1>The Year</h1><p>A total of 3,000&nbsp;cases &mdash; all\n of them &mdash; were heard.<p>A second <b>one</b>.\
                <ol start=3><li>three<li>four</ol><table><tr><td>Cases<td>3,000</table></div>\
                <footer>All rights reserved.</footer><script>var a = '<p>no</p>';</script></body></html>";
    let expected = "h1 The Year\np A total of 3,000\u{a0}cases — all of them — were heard.\np A second one.\n\
                    li 3. three\nli 4. four\ntd Cases\ntd 3,000";
    assert_eq!(shown("page.txt", page.as_bytes()), expected);
    let document = one("a.html", page.as_bytes());
    let at = document.text.text().find("heard").expect("it is there");
    let span = document.to_source(Span::new(at, at + 5));
    assert_eq!(span.of(document.source.text()), "heard");
}

#[test]
fn languages_of_a_page_are_told_by_their_tags() {
    let page = "<!doctype html><body><h2><span lang=en>Scope</span><span lang=zh-hans>范围</span><span lang=zh-hant>範圍</span></h2>\
                <p lang=en>The scope of the rules is the whole of the country and the 汉字 in it.</p>\
                <p lang=zh-hans>本规则的范围是全国，以及其中的各类文字。</p><p lang=zh-hant>本規則的範圍是全國，以及其中的各類文字。</p>";
    let expected = "h2 Scope\np The scope of the rules is the whole of the country and the 汉字 in it.\n--\nh2 范围\n\
                    p 本规则的范围是全国，以及其中的各类文字。";
    assert_eq!(shown("a.html", page.as_bytes()), expected);
}

#[test]
fn what_the_languages_of_a_page_share_is_in_neither_text() {
    let page = "<!doctype html><html lang=en><body>\
                <p lang=en>The scope of the rules is the whole of the country.</p><p lang=zh>本规则的范围是全国各地，没有例外。</p>\
                <table><tr><td><span lang=en>Mark</span><span lang=zh>标点</span><td>3002<td>IDEOGRAPHIC FULL STOP</table>\
                <h1>Fees<br><span lang=zh>费用</span></h1>";
    let expected = "p The scope of the rules is the whole of the country.\ntd Mark\nh1 Fees\n--\n\
                    p 本规则的范围是全国各地，没有例外。\ntd 标点\nh1 费用";
    assert_eq!(shown("a.html", page.as_bytes()), expected);
    let one = "<!doctype html><html lang=en><body><p>The scope of the rules is the whole of the country.</p><p>It says \
               <span lang=zh>全国</span>.</p>";
    assert_eq!(
        shown("a.html", one.as_bytes()),
        "p The scope of the rules is the whole of the country.\np It says 全国."
    );
}

#[test]
fn two_columns_of_a_table_are_two_texts() {
    let csv = "id,中文,English,note\n1,受理案件三千件,\"3,000 cases, all \"\"new\"\"\",x\n2,审结,concluded,y\n";
    let expected = "td 受理案件三千件\ntd 审结\n--\ntd 3,000 cases, all \"new\"\ntd concluded";
    assert_eq!(shown("a.csv", csv.as_bytes()), expected);
    let tsv = "受理案件\tcases \"accepted\ntwo\tnever\n";
    assert!(shown("a.tsv", tsv.as_bytes()).contains("cases \"accepted"));
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for (row, cells) in [["source", "target"], ["受理案件三千件", "3,000 cases accepted"]].iter().enumerate() {
        for (column, text) in cells.iter().enumerate() {
            sheet.write_string(row as u32, column as u16, *text).expect("a cell is written");
        }
    }
    let bytes = book.save_to_buffer().expect("a workbook is written");
    assert_eq!(shown("a.xlsx", &bytes), "td 受理案件三千件\n--\ntd 3,000 cases accepted");
    let Ok(Reading::Both(pair)) = read("a.xlsx", &bytes) else { panic!("two texts") };
    assert_eq!(mark(&pair.target, "cases"), Some(Mark::Cell("Sheet1!B2".into())));
}

#[test]
fn numbers_and_days_of_a_sheet_are_text_and_answers_are_none() {
    use rust_xlsxwriter::{Format, Workbook};
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write_string(0, 0, "Berths").expect("a cell is written");
    sheet.write_number(0, 1, 4).expect("a cell is written");
    sheet.write_number(1, 1, 35.25).expect("a cell is written");
    sheet.write_boolean(1, 2, true).expect("a cell is written");
    let cells =
        [(45780.0, "yyyy-mm-dd"), (45780.375, "d/m/yy h:mm"), (0.375, "h:mm"), (0.0, "h:mm"), (1.53125, "[h]:mm:ss")];
    for (column, (value, format)) in (0..).zip(cells) {
        let format = Format::new().set_num_format(format);
        sheet.write_number_with_format(2, column, value, &format).expect("a cell is written");
    }
    let bytes = book.save_to_buffer().expect("a workbook is written");
    let expected = "Berths|4|35.25|2025-05-03|2025-05-03 9:00|9:00|0:00|36:45:00";
    assert_eq!(shown("a.xlsx", &bytes).replace("td ", "").replace('\n', "|"), expected);
}

#[test]
fn a_part_of_a_word_document_may_be_in_utf_16() {
    let body = "<?xml version=\"1.0\" encoding=\"UTF-16\"?><w:document><w:p><w:r><w:t>The port opens at nine.</w:t></w:r>\
                </w:p></w:document>";
    let wide: Vec<u8> = std::iter::once(0xfeff).chain(body.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    assert_eq!(shown("a.docx", &archive(&[("word/document.xml", &wide)])), "p The port opens at nine.");
    let message = shown("a.docx", &archive(&[("word/document.xml", b"<w:document>\xff")]));
    assert_eq!(message, "a.docx: is damaged: word/document.xml in it is not valid Unicode; save it anew");
}

/// A PDF of pages in Helvetica, each with its content.
fn pdf(pages: &[String], font: &str) -> Vec<u8> {
    let mut objects = vec!["<</Type/Catalog/Pages 2 0 R>>".to_owned(), String::new(), font.to_owned()];
    let mut kids = String::new();
    for content in pages {
        let page = objects.len() + 1;
        kids += &format!("{page} 0 R ");
        objects.push(format!(
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Resources<</Font<</F 3 0 R>>>>/Contents {} 0 R>>",
            page + 1
        ));
        objects.push(format!("<</Length {}>>stream\n{content}\nendstream", content.len()));
    }
    objects[1] = format!("<</Type/Pages/Kids[{kids}]/Count {}>>", pages.len());
    let mut file = "%PDF-1.4\n".to_owned();
    let mut places = Vec::new();
    for (number, object) in (1..).zip(&objects) {
        places.push(file.len());
        file += &format!("{number} 0 obj\n{object}\nendobj\n");
    }
    let table = file.len();
    file += &format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    places.iter().for_each(|place| file += &format!("{place:010} 00000 n \n"));
    file += &format!("trailer<</Size {}/Root 1 0 R>>\nstartxref\n{table}\n%%EOF", objects.len() + 1);
    file.into_bytes()
}

const HELVETICA: &str = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>";

fn at(x: u32, y: u32, size: u32, text: &str) -> String {
    format!("BT /F {size} Tf {x} {y} Td ({text}) Tj ET\n")
}

#[test]
fn a_pdf_is_read_in_its_order_without_heads_and_numbers() {
    let page = |number: u32, body: &str| {
        at(50, 770, 9, "Annual Report of the Office") + body + &at(290, 30, 9, &number.to_string())
    };
    let first = at(50, 700, 18, "The Work of the Year")
        + &at(
            50,
            660,
            11,
            "The office accepted 3,000 new cases in the year and concluded nearly all of the older ones by",
        )
        + &at(50, 646, 11, "the end of it.");
    let second = at(50, 700, 11, "A second page has one more paragraph of text.")
        + &at(50, 60, 8, "1 It is a note at the foot.");
    let third = (0..8).fold(String::new(), |text, line| {
        let y = 700 - 14 * line;
        text + &at(50, y, 11, &format!("left line {line} of the first column xx"))
            + &at(330, y, 11, &format!("right line {line} of the other xx"))
    });
    let bytes = pdf(&[page(1, &first), page(2, &second), page(3, &third)], HELVETICA);
    let document = one("a.pdf", &bytes);
    let text = document.text.text();
    assert!(!text.contains("Annual Report"), "{text}");
    assert!(text.starts_with("The Work of the Year\nThe office accepted 3,000 new cases in the year and concluded nearly all of the older ones by the end of it.\n"), "{text}");
    assert!(text.find("left line 7").expect("left") < text.find("right line 0").expect("right"), "{text}");
    assert!(text.ends_with("1 It is a note at the foot.\n"), "{text}");
    assert_eq!(mark(&document, "second page"), Some(Mark::Page(2)));
}

#[test]
fn what_a_pdf_draws_twice_is_read_once_and_a_heading_at_the_top_of_many_pages_stays() {
    let page = |number: u32| {
        let heading = format!(" Article {number}");
        at(50, 720, 11, &heading)
            + &at(51, 720, 11, &heading)
            + &at(50, 600, 11, "All of them must be paid by the end.")
    };
    let document = one("a.pdf", &pdf(&[page(1), page(2), page(3)], HELVETICA));
    let text = document.text.text();
    for number in 1..=3 {
        assert_eq!(text.matches(&format!("Article {number}")).count(), 1, "{text}");
    }
}

#[test]
fn a_pdf_that_gives_no_text_is_told_with_its_page() {
    let font = "<</Type/Font/Subtype/Type0/BaseFont/None/Encoding/Identity-H/DescendantFonts[<</Type/Font/Subtype/\
                CIDFontType2/BaseFont/None/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/DW 1000>>]>>";
    let content = "BT /F 12 Tf 50 700 Td <00410042004300440045> Tj ET".to_owned();
    let message = shown("a.pdf", &pdf(&[content], font));
    assert!(message.starts_with("a.pdf: does not say which characters its fonts show, first on page 1"), "{message}");
    let message = shown("a.pdf", &pdf(&[String::new()], HELVETICA));
    assert!(message.starts_with("a.pdf: holds pictures of text, first on page 1, and no text"), "{message}");
}

#[test]
fn a_pdf_that_is_locked_or_has_no_pages_is_refused() {
    let whole = String::from_utf8(pdf(&[at(50, 700, 11, "A text on a page.")], HELVETICA)).expect("plain characters");
    let key = "0".repeat(32);
    let lock = format!("/Encrypt<</Filter/Standard/V 1/R 2/O({key})/U({key})/P -4>>/ID[(a)(a)]/Root 1 0 R");
    let message = shown("a.pdf", whole.replace("/Root 1 0 R", &lock).as_bytes());
    assert!(
        message.starts_with("a.pdf: is protected by a password") && message.contains("; save it without"),
        "{message}"
    );
    assert_eq!(shown("a.pdf", &pdf(&[], HELVETICA)), "a.pdf: has no pages; export it anew");
}

#[test]
fn files_that_could_do_harm_are_refused_with_a_remedy() {
    let check = |name: &str, bytes: &[u8], part: &str| {
        let message = shown(name, bytes);
        assert!(message.starts_with(name) && message.contains(part) && message.contains("; "), "{message}");
    };
    let bomb = vec![b' '; 40 << 20];
    check("bomb.docx", &archive(&[("word/document.xml", &bomb)]), "unpacks to more than 16 MiB");
    let sheet = archive(&[("xl/workbook.xml", b"<workbook/>"), ("xl/worksheets/sheet1.xml", &bomb)]);
    check("bomb.xlsx", &sheet, "unpacks to more than 16 MiB");
    let laughs = r#"<!DOCTYPE d [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><w:document><w:p>&b;</w:p></w:document>"#;
    check("laughs.docx", &archive(&[("word/document.xml", laughs.as_bytes())]), "a DTD");
    let undeclared = "<w:document><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:document>";
    check("entity.docx", &archive(&[("word/document.xml", undeclared.as_bytes())]), "the entity &b;");
    let deep = "<w:p>".repeat(100_000);
    check("deep.docx", &archive(&[("word/document.xml", deep.as_bytes())]), "nested");
    let whole = docx(&p("", &r("A text that is whole.")), "");
    check("cut.docx", &whole[..whole.len() / 2], "cut off");
    check("cut.pdf", b"%PDF-1.7\n1 0 obj\n<</Type", "cut off");
    check("other.docx", &archive(&[("mimetype", b"application/epub+zip")]), "neither DOCX nor XLSX");
    let ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    check("old.doc", &ole, "old Office");
    let stream: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    check("locked.docx", &[ole, stream].concat(), "password");
    assert_eq!(
        shown("deep.html", format!("<!doctype html>{}Text of it.", "<div>".repeat(200_000)).as_bytes()),
        "p Text of it."
    );
}

#[test]
fn damaged_documents_make_nothing_panic() {
    let pdf = pdf(&[at(50, 700, 11, "A text on a page.")], HELVETICA);
    let docx = docx(&p("", &r("A text that is whole.")), "");
    let mut random = 0x9e37_79b9_7f4a_7c15u64;
    for whole in [&pdf, &docx] {
        for _ in 0..300 {
            let mut bytes = whole.clone();
            for _ in 0..4 {
                random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                let at = (random >> 33) as usize % bytes.len();
                bytes[at] = (random >> 24) as u8;
            }
            let _ = read("a", &bytes);
            let _ = read("a", &whole[..(random >> 33) as usize % whole.len()]);
        }
    }
}
