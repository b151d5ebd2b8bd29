//! Pairs of sentences and all that is found of each, in `pairs.txt`: what no page of a rule has room for, above all what must
//! stay silent.
//!
//! A case is a block of lines: the source, the target, and indented a line for each finding, its rule, its severity and its
//! message. What stands behind `#` is a remark.

use ipalign::pipeline::audit_bead;
use ipalign::text::lang::Lang;
use ipalign::text::pair::Pair;

const CASES: &str = include_str!("pairs.txt");

/// The lines of a case without their remarks.
fn lines(block: &str) -> Vec<&str> {
    let lines = block.lines().map(|line| line.split(" #").next().unwrap_or_default().trim_end());
    lines.filter(|line| !line.is_empty() && !line.starts_with('#')).collect()
}

/// The case as it has to be written.
fn audited(texts: Pair<&str>) -> String {
    let source = Lang::of(texts.source).expect("the language of a source can be told");
    let langs = Pair::new(source, source.other());
    let findings = audit_bead(texts, langs);
    let told = findings.iter().map(|found| format!("\n  {} {}: {}", found.rule, found.severity.name(), found.message));
    format!("{}\n{}{}", texts.source, texts.target, told.collect::<String>())
}

#[test]
fn each_pair_has_the_findings_that_stand_below_it() {
    let mut wrong = Vec::new();
    let blocks: Vec<Vec<&str>> = CASES.split("\n\n").map(lines).filter(|lines| !lines.is_empty()).collect();
    for block in &blocks {
        let [source, target, ..] = block[..] else { panic!("a case is a source and a target: {block:?}") };
        let found = audited(Pair::new(source, target));
        if found != block.join("\n") {
            wrong.push(found);
        }
    }
    assert!(wrong.is_empty(), "{} of {} pairs; found is\n\n{}", wrong.len(), blocks.len(), wrong.join("\n\n"));
    assert!(blocks.len() > 30, "{} pairs were read", blocks.len());
}
