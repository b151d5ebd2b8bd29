//! Reading files: from bytes to documents, one or two of them.
//!
//! The way of a file: `encoding` makes bytes a text; `plain`, `markdown`, `html` or `table` makes it a draft, a list of
//! lines, while `docx`, `pdf` and `table` take text and lines out of a file that is no text (`package`, `extract`);
//! `bilingual` tells whose each line is; `layout` joins what a page has cut into blocks and makes the readable text;
//! `heading` and `lead` tell what the blocks are. Every stage keeps the way back to the source. All are linear in
//! the text.
//!
//! The formats that translators exchange hold units whose sides belong together: `xliff`, `tmx` and `po` hand each to
//! `unit`, which makes the two documents and keeps which of their blocks are one unit.

mod bilingual;
mod codes;
mod contents;
mod counting;
pub(crate) mod docx;
mod draft;
mod encoding;
mod error;
mod extract;
mod folio;
pub mod front_matter;
mod heading;
mod html;
mod layout;
mod lead;
mod markdown;
mod numbering;
pub(crate) mod package;
mod pdf;
mod plain;
mod po;
mod table;
mod tidy;
pub mod tmx;
mod unit;
mod xliff;
pub(crate) mod xml;

use std::path::Path;

use sha2::{Digest, Sha256};

pub use self::error::ReadError;
use crate::text::document::Document;
use crate::text::lang::Lang;
use crate::text::pair::Pair;
use crate::text::source::Source;
use crate::text::units::Units;
use bilingual::Languages;
use draft::Draft;
use error::Fault;
use package::Package;

/// What a file turned out to hold.
#[derive(Clone, Debug)]
pub enum Reading {
    /// One language.
    One(Document),
    /// Both, the one that comes first as the source.
    Both(Pair<Document>),
    /// Both, aligned already.
    Units(Units),
}

/// How a text is marked up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Plain text.
    Plain,
    /// CommonMark with tables, footnotes and front matter.
    Markdown,
    /// XLIFF 1.2 to 2.1, also as Trados and memoQ write it.
    Xliff,
    /// A translation memory, TMX 1.1 to 1.4b.
    Tmx,
    /// A catalogue of gettext.
    Po,
    /// A page of HTML.
    Html,
    /// A table, its cells parted by commas or semicolons.
    Csv,
    /// A table, its cells parted by tabs.
    Tsv,
}

/// How a format of text is told.
struct Known {
    format: Format,
    /// The endings of its files.
    endings: &'static [&'static str],
    /// Whether a text is in it, by its look.
    looks: fn(&str) -> bool,
}

/// The formats of text, in the order in which they are asked for; what is none of them is plain text. A name outranks a look,
/// but for that of a page of HTML, which is beyond doubt.
const FORMATS: [Known; 7] = [
    Known {
        format: Format::Xliff,
        endings: &["xlf", "xliff", "sdlxliff", "mqxliff", "mxliff"],
        looks: |text| xml::root(text).as_deref() == Some("xliff"),
    },
    Known { format: Format::Tmx, endings: &["tmx"], looks: |text| xml::root(text).as_deref() == Some("tmx") },
    Known { format: Format::Html, endings: &["html", "htm", "xhtml", "shtml"], looks: html::looks_like },
    Known { format: Format::Po, endings: &["po", "pot"], looks: po::looks_like },
    Known { format: Format::Markdown, endings: &["md", "markdown", "mdx"], looks: markdown::looks_like },
    Known { format: Format::Csv, endings: &["csv"], looks: |_| false },
    Known { format: Format::Tsv, endings: &["tsv", "tab"], looks: |_| false },
];

/// The formats that are no text, by the bytes that their files start with.
const CONTAINERS: [(&[u8], Container); 3] = [
    (b"%PDF-", Container::Pdf),
    (b"PK\x03\x04", Container::Archive),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Container::Compound),
];

/// What a file consists of that is no text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Container {
    Pdf,
    /// A ZIP archive: DOCX, XLSX.
    Archive,
    /// An OLE compound file: the old formats of Office, and any with a password.
    Compound,
}

/// What is known of a file before it is read; the default is to find out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// The one language it is in.
    pub lang: Option<Lang>,
    /// Its mark-up.
    pub format: Option<Format>,
}

/// Reads a file.
///
/// # Errors
/// Where the file cannot be read or holds no text that can be checked.
pub fn file(path: &Path, options: &Options) -> Result<Reading, ReadError> {
    let name = path.display().to_string();
    let io = |cause| ReadError::Io { path: path.to_owned(), cause };
    encoding::within_limit(&name, std::fs::metadata(path).map_err(io)?.len())?;
    bytes_of(&name, &std::fs::read(path).map_err(io)?, options)
}

/// The text of the bytes of what is called `name`, decoded and not yet read.
///
/// # Errors
/// Where it is no text, or in no encoding that is known.
pub fn decoded(name: &str, bytes: &[u8]) -> Result<String, ReadError> {
    encoding::decode(name, bytes)
}

/// Reads the bytes of what is called `name`.
///
/// # Errors
/// As [`file()`].
pub fn bytes_of(name: &str, bytes: &[u8], options: &Options) -> Result<Reading, ReadError> {
    encoding::within_limit(name, bytes.len() as u64)?;
    let sha256 = sha256(bytes);
    match container(bytes) {
        Some(container) => {
            let (mut source, draft) = contained(name, bytes, container)?;
            source.sha256 = Some(sha256.into());
            text_in_lines(&source, draft, options.lang)
        }
        None => {
            let mut source = Source::new(name, encoding::decode(name, bytes)?);
            source.sha256 = Some(sha256.into());
            text_of(source, options)
        }
    }
}

/// The SHA-256 of the bytes of a file, in hexadecimal.
pub fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Reads a text that is decoded already.
///
/// # Errors
/// Where it holds nothing that can be checked, or does not keep to its format.
pub fn text_of(source: Source, options: &Options) -> Result<Reading, ReadError> {
    encoding::within_limit(&source.name, source.text().len() as u64)?;
    let text = source.text();
    let sure = || html::looks_like(text).then_some(Format::Html);
    let declared = options.format.or_else(sure).or_else(|| declared(&source.name));
    let mut draft = match declared.unwrap_or_else(|| look(text, options.lang)) {
        Format::Xliff => return units(&source, xliff::read),
        Format::Tmx => return units(&source, tmx::read),
        Format::Po => return units(&source, po::read),
        Format::Html => html::lines(text),
        Format::Markdown => markdown::lines(text, declared.is_some()),
        Format::Csv => table::lines(text, false),
        Format::Tsv => table::lines(text, true),
        Format::Plain => plain::lines(text),
    };
    let source = source.linked(std::mem::take(&mut draft.links)).quoting(std::mem::take(&mut draft.codes));
    text_in_lines(&source, draft, options.lang)
}

/// What a file is that is no text. A PDF may stand behind a few bytes of something else.
fn container(bytes: &[u8]) -> Option<Container> {
    const HEAD: usize = 1024;
    let by_start = CONTAINERS.iter().find(|(magic, _)| bytes.starts_with(magic)).map(|&(_, container)| container);
    let late = || memchr::memmem::find(&bytes[..bytes.len().min(HEAD)], b"%PDF-").map(|_| Container::Pdf);
    by_start.or_else(|| late().filter(|_| bytes.contains(&0) || memchr::memmem::find(bytes, b"endobj").is_some()))
}

/// The text of a file that is no text.
fn contained(name: &str, bytes: &[u8], container: Container) -> Result<(Source, Draft), ReadError> {
    let read = match container {
        Container::Pdf => pdf::read(name, bytes),
        Container::Archive => Package::open(bytes).and_then(|mut package| match () {
            () if docx::is_one(&package) => docx::read(name, &mut package),
            () if table::is_one(&package) => table::workbook(name, &mut package, bytes),
            () => Err("is a ZIP archive, but neither DOCX nor XLSX; give one of those, or a file from it".to_owned()),
        }),
        Container::Compound if is_protected(bytes) => {
            Err("is protected by a password; open it in its program and save it without one".to_owned())
        }
        Container::Compound => {
            Err("is a document of an old Office (.doc, .xls); save it as DOCX or XLSX, and give that".to_owned())
        }
    };
    read.map_err(|message| ReadError::Document { path: name.into(), message })
}

/// Whether a compound file is an Office document in an encrypted package, by the name of that stream.
fn is_protected(bytes: &[u8]) -> bool {
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    memchr::memmem::find(bytes, &name).is_some()
}

/// The format that the name of a file tells.
fn declared(name: &str) -> Option<Format> {
    let ending = Path::new(name).extension()?.to_str()?;
    let is_of = |known: &&Known| known.endings.iter().any(|known| ending.eq_ignore_ascii_case(known));
    FORMATS.iter().find(is_of).map(|known| known.format)
}

/// The format that a text looks like; of one that is known to be in one language, the units of two are not looked for.
fn look(text: &str, lang: Option<Lang>) -> Format {
    let holds_units = |format| matches!(format, Format::Xliff | Format::Tmx | Format::Po);
    let looks = |known: &&Known| !(holds_units(known.format) && lang.is_some()) && (known.looks)(text);
    FORMATS.iter().find(looks).map_or(Format::Plain, |known| known.format)
}

fn units(source: &Source, read: fn(&Source) -> Result<Units, Fault>) -> Result<Reading, ReadError> {
    let fault = |fault| ReadError::fault(Path::new(source.name.as_ref()), source.text(), fault);
    read(source).map(Reading::Units).map_err(fault)
}

/// The one or two documents of a text in lines.
fn text_in_lines(source: &Source, mut draft: Draft, lang: Option<Lang>) -> Result<Reading, ReadError> {
    contents::remove(&mut draft);
    if lang.is_none() {
        bilingual::part_lines(&mut draft);
    }
    let draft = &draft;
    let path = || source.name.as_ref().into();
    if draft.lines.is_empty() {
        return Err(ReadError::Empty { path: path() });
    }
    match lang.map(Languages::One).or_else(|| bilingual::tell(draft)) {
        None => Err(ReadError::NoLetters { path: path() }),
        Some(Languages::One(lang)) => Ok(Reading::One(document(source, draft, lang, |_| true))),
        Some(Languages::Both(first, langs)) => {
            let side = |lang| document(source, draft, lang, |line| langs[line] == lang);
            Ok(Reading::Both(Pair::new(side(first), side(first.other()))))
        }
    }
}

/// The document of the lines that are `mine`.
fn document(source: &Source, draft: &Draft, lang: Lang, mine: impl Fn(usize) -> bool) -> Document {
    let mut body = layout::undo(draft, lang, mine);
    heading::mark(&mut body, draft.marked);
    let (text, blocks) = lead::cut(body, lang);
    Document { source: source.clone(), lang, text, blocks }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::document::BlockKind;
    use crate::text::span::Span;

    /// A document as text: a block a line, its kind before it.
    fn show(document: &Document) -> String {
        let line = |block: &crate::text::document::Block| {
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

    fn read(name: &str, text: &str) -> String {
        match text_of(Source::new(name, text), &Options::default()) {
            Ok(Reading::One(document)) => show(&document),
            Ok(Reading::Both(pair) | Reading::Units(Units { documents: pair, .. })) => {
                format!(
                    "[{}]\n{}\n[{}]\n{}",
                    pair.source.lang.tag(),
                    show(&pair.source),
                    pair.target.lang.tag(),
                    show(&pair.target)
                )
            }
            Err(error) => error.to_string(),
        }
    }

    fn check(name: &str, text: &str, blocks: &str) {
        assert_eq!(read(name, text), blocks, "{text}");
    }

    #[test]
    fn wrapped_lines_are_joined_and_paragraphs_a_line_are_not() {
        check(
            "a.txt",
            "The committee met in the spring and decided that\nthe new rules should apply from the first day of\nthe \
             following year to all of the members.\nThe vote was unanimous. Those present were asked\nto sign.\n",
            "p The committee met in the spring and decided that the new rules should apply from the first day of the \
             following year to all of the members. The vote was unanimous. Those present were asked to sign.",
        );
        check(
            "a.txt",
            "本计划旨在为开源项目建设及社\n区领导力的良性迭代提供支撑和\n机会，并鼓励更多的群体参与到\n项目之中。\n",
            "p 本计划旨在为开源项目建设及社区领导力的良性迭代提供支撑和机会，并鼓励更多的群体参与到项目之中。",
        );
        check("a.txt", "第一段讲了一件事。\n第二段讲了另一件事。\n", "p 第一段讲了一件事。\np 第二段讲了另一件事。");
        check(
            "a.txt",
            "Whereas it is essential to promote friendly relations,\nWhereas the peoples have reaffirmed their faith,\n",
            "p Whereas it is essential to promote friendly relations,\np Whereas the peoples have reaffirmed their faith,",
        );
        check(
            "a.txt",
            "AGREEMENT UNDER THE CONVENTION\nON THE LAW AND\nTHE USE OF THE SEA\n\nThe Parties have agreed to this.\n",
            "h1 AGREEMENT UNDER THE CONVENTION ON THE LAW AND THE USE OF THE SEA\np The Parties have agreed to this.",
        );
        check("a.txt", "首页\n新闻\n关于我们\n联系方式\n", "h1 首页\np 新闻\np 关于我们\np 联系方式");
    }

    #[test]
    fn hyphens_at_line_ends_go_only_where_the_text_knows_the_word() {
        let text = "The cooperation of the many offices was praised by all, and more coop-\neration was promised by them, \
                    together with a new and well-\nknown plan for the pre-\nand post-grant stages of the work that was \
                    begun.";
        let joined = "p The cooperation of the many offices was praised by all, and more cooperation was promised by them, \
                      together with a new and well-known plan for the pre- and post-grant stages of the work that was \
                      begun.";
        check("a.txt", text, joined);
        check(
            "a.txt",
            "The old hand said that it was an inter\u{ad}\nnational plan.",
            "p The old hand said that it was an international plan.",
        );
    }

    #[test]
    fn page_breaks_inside_sentences_and_headings_are_healed() {
        check(
            "a.md",
            "## II Delivering Results in Cultivation and\n\n### Supporting New Work\n\nThe office opened its first\n\n\
             national-level centre in May. It was praised by the board of the\n\nNational Office. It grew.\n\nA new \
             paragraph follows. It stops at River\n\nDelta and goes on.\n",
            "h2 II Delivering Results in Cultivation and Supporting New Work\n\
             p The office opened its first national-level centre in May. It was praised by the board of the National \
             Office. It grew.\np A new paragraph follows. It stops at River Delta and goes on.",
        );
        check(
            "a.txt",
            "本年度的工作已经完成。下一阶段将继续推进有关制度的建设和\n\n完善，并加强监督。\n",
            "p 本年度的工作已经完成。下一阶段将继续推进有关制度的建设和完善，并加强监督。",
        );
        check(
            "a.txt",
            "The office opened its first\n\n- 3 -\n\nnational-level centre in May.\n\n- 4 -\n\nIt grew.\n",
            "p The office opened its first national-level centre in May.\np It grew.",
        );
        check(
            "a.txt",
            "本年度的工作已经完成。下一阶段将继续推进有关制度的建设和\n\n第3页\n\n完善，并加强监督。\n\n第4页\n",
            "p 本年度的工作已经完成。下一阶段将继续推进有关制度的建设和完善，并加强监督。",
        );
        check(
            "a.txt",
            "The parties agree as follows:\n\n(a) that the work is done; and\n\n(b) that it is paid for.\n",
            "p The parties agree as follows:\nli (a) that the work is done; and\nli (b) that it is paid for.",
        );
    }

    #[test]
    fn headings_are_told_and_levelled() {
        check(
            "a.txt",
            "某市年度报告\n\n一、总体情况\n本年度总体情况良好。\n（一）受理情况\n共受理三千件。\n（二）办结情况\n全部办结。\n\
             二、下一步工作\n继续努力做好工作。\n",
            "h1 某市年度报告\nh2 一、总体情况\np 本年度总体情况良好。\nh3 （一）受理情况\np 共受理三千件。\n\
             h3 （二）办结情况\np 全部办结。\nh2 二、下一步工作\np 继续努力做好工作。",
        );
        check(
            "a.txt",
            "ANNUALREPORTOFTHECOURT2025\n\nI.StrengtheningOverallCoordination\n\nThecourtcontinueditsworkinallofitsbranches.\
             \n\nII.UpholdingStrictness\n\nThecourtupheldthelawinallofitsmanybranches.\n",
            "h1 ANNUALREPORTOFTHECOURT2025\nh2 I.StrengtheningOverallCoordination\n\
             p Thecourtcontinueditsworkinallofitsbranches.\nh2 II.UpholdingStrictness\n\
             p Thecourtupheldthelawinallofitsmanybranches.",
        );
        check(
            "a.md",
            "### I First Part\n\ntext one.\n\n## II Second Part\n\ntext two.\n\n## III Third Part\n\n### i Sub\n\ntext.\n",
            "h2 I First Part\np text one.\nh2 II Second Part\np text two.\nh2 III Third Part\nh3 i Sub\np text.",
        );
        check(
            "a.txt",
            "第一条 为了规范管理，制定本法。\n第二章 总则\n第二条 本法适用于境内。\n",
            "p 第一条 为了规范管理，制定本法。\nh1 第二章 总则\np 第二条 本法适用于境内。",
        );
    }

    #[test]
    fn leads_are_cut_off_by_bold_type_or_by_rule() {
        check(
            "a.md",
            "**Enhance protection.** In 2024 the court was busy.\n\n**摘要**：more text follows here.\n\n**Bold** words open \
             this one.\n",
            "lead Enhance protection.\np In 2024 the court was busy.\nlead 摘要：\np more text follows here.\n\
             p Bold words open this one.",
        );
        let rest = "全省共受理各类案件三千余件，同比增长百分之八，其中涉外案件一百余件，均已依法审结。";
        let leads = ["加强统筹部署。", "夯实法治保障。", "推进试点、示范。", "提升综合实力。"];
        let text: String = leads.iter().map(|lead| format!("{lead}{rest}\n\n")).collect();
        let blocks: Vec<String> = leads.iter().map(|lead| format!("lead {lead}\np {rest}")).collect();
        check("a.txt", &text, &blocks.join("\n"));
        let one = format!("{}{rest}\n\n{rest}\n\n{rest}\n\n{rest}\n", leads[0]);
        assert!(!read("a.txt", &one).contains("lead"), "one short opening is no rule");
        let glued = ["Strengtheningplanning.", "Advancingpilotprojects. ", "Enhancingstrength.", "Buildingtrust."];
        let rest = "In2025,thecourtsacrosstheprovinceaccepted3,000newcases,anincreaseof8%overtheyearbefore.";
        let text: String = glued.iter().map(|lead| format!("{lead}{rest}\n\n")).collect();
        assert_eq!(read("a.txt", &text).matches("lead ").count(), 4);
    }

    #[test]
    fn a_bilingual_file_becomes_two_documents_over_one_source() {
        check(
            "a.txt",
            "一、概况\n\n全年共受理案件三千件。\n\nREPORT ON THE YEAR\n\n(*The English version is for reference only.)\n\n\
             A total of 3,000 cases were accepted in the year.\n",
            "[zh]\nh1 一、概况\np 全年共受理案件三千件。\n[en]\nh1 REPORT ON THE YEAR\n\
             p (*The English version is for reference only.)\np A total of 3,000 cases were accepted in the year.",
        );
        check(
            "a.md",
            "Introduction\n====\n\n介绍\n====\n\nThe work of the project\nhas begun.\n\n项目的工作已经\n开始进行。\n",
            "[en]\nh1 Introduction\np The work of the project has begun.\n[zh]\nh1 介绍\np 项目的工作已经开始进行。",
        );
        check(
            "a.tsv",
            "受理案件\tcases accepted\n审结案件\tcases concluded\n",
            "[zh]\ntd 受理案件\ntd 审结案件\n[en]\ntd cases accepted\ntd cases concluded",
        );
    }

    #[test]
    fn what_cannot_be_checked_is_said_so() {
        check(
            "a.txt",
            "12 34\n",
            "a.txt: holds no Chinese and no English letters; give a text in one of the two, or say which it is",
        );
        check("a.md", "<!-- only a comment -->\n", "a.md: is empty; give a file that holds text");
        let missing = file(Path::new("no/such/file"), &Options::default()).unwrap_err().to_string();
        assert!(missing.starts_with("no/such/file: cannot be read: "), "{missing}");
    }

    /// The promises that every document keeps.
    fn is_sound(document: &Document) {
        let text = document.text.text();
        let mut last = 0;
        for block in &document.blocks {
            assert!(block.span.start >= last && !block.span.is_empty());
            let own = document.slice(block.span);
            assert_eq!(own.trim(), own);
            assert!(text[block.span.end as usize..].starts_with('\n'));
            last = block.span.end;
        }
        let mut back = Span::default();
        for (at, c) in text.char_indices() {
            let place = document.to_source(Span::new(at, at + c.len_utf8()));
            assert!(place.start >= back.start && place.end >= back.end, "{text:?} at {at}");
            assert!(document.source.text().get(place.range()).is_some());
            back = place;
        }
    }

    proptest! {
        #[test]
        fn documents_keep_their_promises(
            text in "(#{1,3} |\\*\\*|[a-d]{1,9}|[A-D]|[一-七]{1,9}|、|。|\\. |, |-|\u{ad}|\u{feff}|\u{a0}|\t| |\n|\n\n|<p>|&amp;|\\||\\[x\\]\\(y\\)|1\\.|\\(a\\)){1,60}",
            markdown in any::<bool>(),
        ) {
            let format = Some(if markdown { Format::Markdown } else { Format::Plain });
            match text_of(Source::new("a", text), &Options { format, lang: None }) {
                Ok(Reading::One(document)) => is_sound(&document),
                Ok(Reading::Both(pair) | Reading::Units(Units { documents: pair, .. })) => {
                    is_sound(&pair.source);
                    is_sound(&pair.target);
                }
                Err(_) => {}
            }
        }

        #[test]
        fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
            let _ = bytes_of("a", &bytes, &Options::default());
        }

        #[test]
        fn no_text_makes_it_panic(text in "\\PC{0,200}") {
            let _ = text_of(Source::new("a.md", text), &Options::default());
        }
    }
}
