//! The pages of the rules are run: every example under "Bad" is reported by its rule, and every example under "Good" is
//! passed by it.
//!
//! An example is a fenced block with a line `zh:` and a line `en:`; the first is the source.

use ipalign::audit::AuditedDocument;
use ipalign::check::finding::Severity;
use ipalign::check::rules::RULES;

/// The examples under a head of a page: each a source and its target.
fn examples<'p>(page: &'p str, head: &str) -> Vec<(&'p str, &'p str)> {
    let section = page.split("\n## ").find(|section| section.starts_with(head)).unwrap_or_default();
    let blocks = section.split("```").skip(1).step_by(2);
    blocks.map(|block| example(block).unwrap_or_else(|| panic!("no pair in {block:?}"))).collect()
}

fn example(block: &str) -> Option<(&str, &str)> {
    let mut lines = block.lines().filter(|line| !line.is_empty());
    let (first, second) = (lines.next()?, lines.next()?);
    Some((first.split_once(": ")?.1, second.split_once(": ")?.1))
}

fn audit(source: &str, target: &str) -> AuditedDocument {
    ipalign::check_text(source, target).unwrap_or_else(|error| panic!("{source}: {error}"))
}

#[test]
fn every_example_of_every_page_is_judged_as_its_page_says() {
    let mut wrong = Vec::new();
    for rule in RULES {
        let info = rule.info();
        let (bad, good) = (examples(info.page, "Bad"), examples(info.page, "Good"));
        assert!(!bad.is_empty() && !good.is_empty(), "{}: a page has a bad and a good example", info.id);
        for (expected, (source, target)) in bad.iter().map(|e| (true, e)).chain(good.iter().map(|e| (false, e))) {
            let found = audit(source, target).findings;
            // what is less than the plain case of a rule is still worth a look
            let least = info.severity.min(Severity::Warning);
            let reported = found.iter().any(|finding| finding.rule == info.id && finding.severity >= least);
            let loud = found.iter().any(|finding| finding.severity > Severity::Info);
            if reported != expected || (!expected && loud) {
                wrong.push(format!("{}: {source} | {target}: {found:#?}", info.id));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
