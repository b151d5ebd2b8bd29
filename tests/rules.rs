//! The pages of the rules are run: every example under "Bad" is reported by its rule, and every example under "Good" is
//! passed by it.
//!
//! An example is a fenced block that is a catalogue or an XLIFF file, or one with a line `zh:` and a line `en:`; the first is
//! the source. A line `style:` before them is a
//! house style, as `ipalign.toml` has it. A line `was:` is the source as it was when it was translated; `en.md:` and
//! `zh.md:` say that they are pages in Markdown. A line `glossary:` after them is a line of a glossary that they are held to.

use std::path::Path;

use ipalign::align::align;
use ipalign::analysis::Text;
use ipalign::audit::{AuditedDocument, AuditedFinding};
use ipalign::check::finding::Severity;
use ipalign::check::rules::RULES;
use ipalign::config::Style;
use ipalign::glossary::{self, Glossary};
use ipalign::pipeline::{self, Options, audit_units};
use ipalign::read::{self, Reading};
use ipalign::text::lang::{Lang, is_han};
use ipalign::text::pair::Pair;
use ipalign::text::source::Source;

/// A source and its target, and what they are held to; or a file that holds both.
struct Example<'p> {
    file: &'p str,
    style: Style,
    texts: Pair<&'p str>,
    /// Whether they are pages in Markdown.
    pages: bool,
    /// The source as it was.
    earlier: Option<&'p str>,
    glossary: String,
}

/// The examples under a head of a page.
fn examples<'p>(page: &'p str, head: &str) -> Vec<Example<'p>> {
    let section = page.split("\n## ").find(|section| section.starts_with(head)).unwrap_or_default();
    let blocks = section.split("```").skip(1).step_by(2);
    blocks.map(|block| example(block).unwrap_or_else(|| panic!("no pair in {block:?}"))).collect()
}

fn example(block: &str) -> Option<Example<'_>> {
    if block.contains("msgid") || block.trim_start().starts_with('<') {
        let (texts, glossary) = (Pair::new("", ""), String::new());
        return Some(Example {
            file: block.trim_start(),
            style: Style::default(),
            texts,
            pages: false,
            earlier: None,
            glossary,
        });
    }
    let mut lines = block.lines().filter(|line| !line.is_empty()).peekable();
    let style = lines.next_if(|line| line.starts_with("style: ")).and_then(|line| line.split_once(": "));
    let earlier = lines.next_if(|line| line.starts_with("was: ")).and_then(|line| line.split_once(": "));
    let (first, second) = (lines.next()?, lines.next()?);
    Some(Example {
        file: "",
        style: Style::parse(style.map_or("", |(_, style)| style)).expect("a style"),
        texts: Pair::new(first.split_once(": ")?.1, second.split_once(": ")?.1),
        pages: first.contains(".md: "),
        earlier: earlier.map(|(_, text)| text),
        glossary: lines.filter_map(|line| line.strip_prefix("glossary: ")).map(|line| format!("{line}\n")).collect(),
    })
}

fn audit(example: &Example) -> AuditedDocument {
    let terms = if example.glossary.is_empty() {
        Vec::new()
    } else {
        glossary::parse(Path::new("page.tsv"), example.glossary.as_bytes()).unwrap_or_else(|error| panic!("{error}"))
    };
    let options = Options { style: example.style, glossary: Glossary::new(terms), ..Options::default() };
    let Pair { source, target } = example.texts;
    if !example.file.is_empty() {
        let read = read::text_of(Source::new("example", example.file), &read::Options::default());
        let Ok(Reading::Units(units)) = read else { panic!("{}: {read:?}", example.file) };
        return audit_units("example", units, &options);
    }
    if example.pages || example.earlier.is_some() {
        return audit_pages(example, &options);
    }
    ipalign::check_text_with(source, target, &options).unwrap_or_else(|error| panic!("{source}: {error}"))
}

/// What is found of pages, the English one being the source; of one that was otherwise once, since then.
fn audit_pages(example: &Example, options: &Options) -> AuditedDocument {
    let read = |text: &str, lang| {
        let options = read::Options { lang: Some(lang), format: Some(read::Format::Markdown) };
        match read::text_of(Source::new("page.md", text), &options) {
            Ok(Reading::One(document)) => document,
            other => panic!("{text}: {other:?}"),
        }
    };
    let Pair { source, target } = example.texts;
    let texts = Pair::new(read(source, Lang::En), read(target, Lang::Zh)).map(|text| Text::new(text, &[]));
    let alignment = align(texts.as_ref());
    match example.earlier {
        Some(earlier) => pipeline::audit_since("example", texts, alignment, read(earlier, Lang::En), options),
        None => pipeline::audit_aligned("example", texts, alignment, options),
    }
}

#[test]
fn every_example_of_every_page_is_judged_as_its_page_says() {
    let mut wrong = Vec::new();
    for rule in RULES {
        let info = rule.info();
        let (bad, good) = (examples(info.page, "Bad"), examples(info.page, "Good"));
        assert!(!bad.is_empty() && !good.is_empty(), "{}: a page has a bad and a good example", info.id);
        for (expected, example) in bad.iter().map(|e| (true, e)).chain(good.iter().map(|e| (false, e))) {
            let found = audit(example).findings;
            // what is less than the plain case of a rule is still worth a look
            let least = info.severity.min(Severity::Warning);
            let reported = found.iter().any(|finding| finding.rule == info.id && finding.severity >= least);
            let loud = found.iter().any(|finding| finding.severity > Severity::Info);
            if reported != expected || (!expected && loud) {
                wrong.push(format!("{}: {}{:?}: {found:#?}", info.id, example.file, example.texts));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What a finding of the rule of a page says in Chinese, its message and then its labels.
fn chinese(finding: &AuditedFinding) -> Vec<&str> {
    let labels = finding.places.iter().map(|place| place.label_in(Lang::Zh)).filter(|label| !label.is_empty());
    std::iter::once(finding.message_in(Lang::Zh)).chain(labels).collect()
}

/// What is left of a text without what it takes from these, and without what stands in quotes.
fn without_quoted(text: &str, from: &[&str]) -> String {
    let mut left: String = text.split(['“', '”']).step_by(2).collect::<Vec<_>>().join("“”");
    for word in from.iter().filter(|word| !word.is_empty()) {
        left = left.replace(word, "…");
        // a long text is cut
        let cut: String = word.chars().take(90).collect();
        left = left.replace(&format!("{cut}…"), "…");
    }
    left
}

/// Whether an English sentence stands in a text: no name and no unit has one of these words.
fn speaks_english(text: &str) -> bool {
    const SMALL: [&str; 22] = [
        "the", "a", "is", "are", "has", "have", "in", "of", "to", "by", "and", "not", "no", "nothing", "stands",
        "here", "with", "for", "from", "come", "than", "which",
    ];
    text.split(|c: char| !c.is_ascii_alphabetic()).any(|word| SMALL.contains(&word))
}

#[test]
fn every_rule_speaks_chinese() {
    let mut said = Vec::new();
    for rule in RULES {
        let info = rule.info();
        assert!(info.summary_zh.ends_with('。') && !speaks_english(info.summary_zh), "{}", info.summary_zh);
        let examples = examples(info.page, "Bad");
        for (example, document) in examples.iter().map(|example| (example, audit(example))) {
            for finding in document.findings.iter().filter(|finding| finding.rule == info.id) {
                let Pair { source, target } = example.texts;
                let mut quoted = vec![source, target];
                quoted.extend(finding.places.iter().map(|place| place.text.as_str()));
                for told in chinese(finding) {
                    let left = without_quoted(told, &quoted);
                    assert!(!speaks_english(&left), "{}: {told}", info.id);
                }
                let message = without_quoted(finding.message_in(Lang::Zh), &quoted);
                assert!(finding.message_zh.is_some() && message.contains(is_han), "{}: {message}", info.id);
                said.push(format!("{}: {}", info.id, chinese(finding).join(" | ")));
            }
        }
    }
    // all of it in one place, for whoever reads Chinese; INSTA_UPDATE=always writes it anew
    insta::assert_snapshot!(said.join("\n"));
}

#[test]
fn a_link_whose_text_is_cut_over_two_sentences_is_told_once() {
    let block = "en.md: See [Lin: Bread and salt. A history, 2021](https://bakers.example.org/paper/7).\n\
                 zh.md: 参见[Lin: Bread and salt. A history, 2021](https://baker.example.org/paper/7)。";
    let found = audit(&example(block).expect("a pair")).findings;
    assert_eq!(found.iter().filter(|finding| finding.rule == "link-mismatch").count(), 1, "{found:#?}");
}
