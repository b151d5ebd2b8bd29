//! The pages of the rules are run: every example under "Bad" is reported by its rule, and every example under "Good" is
//! passed by it.
//!
//! An example is a fenced block with a line `zh:` and a line `en:`; the first is the source. A line `style:` before them is a
//! house style, as `ipalign.toml` has it. A line `glossary:` after them is a line of a glossary that they are held to.

use std::path::Path;

use ipalign::audit::AuditedDocument;
use ipalign::check::finding::Severity;
use ipalign::check::rules::RULES;
use ipalign::config::Style;
use ipalign::glossary::{self, Glossary};
use ipalign::pipeline::Options;
use ipalign::text::pair::Pair;

/// A source and its target, and what they are held to.
struct Example<'p> {
    style: Style,
    texts: Pair<&'p str>,
    glossary: String,
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
    ipalign::check_text_with(source, target, &options).unwrap_or_else(|error| panic!("{source}: {error}"))
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
