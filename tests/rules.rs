//! The pages of the rules are run: every example under "Bad" is reported by its rule, and every example under "Good" is
//! passed by it.
//!
//! An example is a fenced block with a line `zh:` and a line `en:`; the first is the source. A line `style:` before them is a
//! house style, as `ipalign.toml` has it.

use ipalign::audit::AuditedDocument;
use ipalign::check::finding::Severity;
use ipalign::check::rules::RULES;
use ipalign::config::Style;
use ipalign::pipeline::{Texts, audit_in_style};
use ipalign::read::{Options, Reading, text_of};
use ipalign::text::document::Document;
use ipalign::text::lang::Lang;
use ipalign::text::pair::Pair;
use ipalign::text::source::Source;

/// A source and its target, and the style that they are held to.
struct Example<'p> {
    style: Style,
    texts: Pair<&'p str>,
}

/// The examples under a head of a page.
fn examples<'p>(page: &'p str, head: &str) -> Vec<Example<'p>> {
    let section = page.split("\n## ").find(|section| section.starts_with(head)).unwrap_or_default();
    let blocks = section.split("```").skip(1).step_by(2);
    blocks.map(|block| example(block).unwrap_or_else(|| panic!("no pair in {block:?}"))).collect()
}

fn example(block: &str) -> Option<Example<'_>> {
    let mut lines = block.lines().filter(|line| !line.is_empty()).peekable();
    let style = lines.next_if(|line| line.starts_with("style: ")).and_then(|line| line.split_once(": "));
    let (first, second) = (lines.next()?, lines.next()?);
    Some(Example {
        style: Style::parse(style.map_or("", |(_, style)| style)).expect("a style"),
        texts: Pair::new(first.split_once(": ")?.1, second.split_once(": ")?.1),
    })
}

fn audit(example: &Example) -> AuditedDocument {
    let source = Lang::of(example.texts.source).unwrap_or(Lang::Zh);
    let document = |text: &str, lang| -> Document {
        let options = Options { lang: Some(lang), ..Options::default() };
        match text_of(Source::new("example", text), &options).unwrap_or_else(|error| panic!("{text}: {error}")) {
            Reading::One(document) | Reading::Both(Pair { source: document, .. }) => document,
        }
    };
    let texts = Pair::new(document(example.texts.source, source), document(example.texts.target, source.other()));
    audit_in_style("example", Texts::Translation(texts), &[], Default::default(), example.style)
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
                wrong.push(format!("{}: {:?}: {found:#?}", info.id, example.texts));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
