//! Code that a page quotes in its sentences, and its blocks of code.

use super::INFO;
use crate::align::bead::Bead;
use crate::check::finding::{Finding, Place, Severity};
use crate::check::rule::Aligned;
use crate::check::rules::quoted;
use crate::text::document::BlockKind;
use crate::text::lang::is_han;
use crate::text::pair::{Pair, Side};
use crate::text::span::Span;
use crate::text::wording::Wording;

/// Code of a sentence that became another: what stands nowhere in the other text, in one bead.
pub fn in_sentences(aligned: &Aligned, findings: &mut Vec<Finding>) {
    let codes = |side: Side| {
        let source = &aligned.texts[side].document.source;
        let told = |span: Span| source.codes(span).iter().map(|&code| (code, tidy(code.of(source.text())))).collect();
        if source.codes(Span::new(0, source.text().len())).is_empty() {
            Vec::new()
        } else {
            quoted::of(aligned, side, told)
        }
    };
    let all = Pair::new(codes(Side::Source), codes(Side::Target));
    if all.source.is_empty() || all.target.is_empty() {
        return;
    }
    let mut lacking = quoted::lacking(&all, is_same);
    // what is written without its marks is there, and what has Chinese in it is translated
    let texts = aligned.texts.as_ref().map(|text| tidy(text.document.source.text()));
    lacking.source.retain(|code| !texts.target.contains(&code.text) && !code.text.contains(is_han));
    lacking.target.retain(|code| !texts.source.contains(&code.text) && !code.text.contains(is_han));
    for (bead, Pair { source, target }) in quoted::became(aligned, &all, &lacking) {
        findings.push(finding(bead, Pair::new(&source.text, &target.text), Pair::new(source.span, target.span)));
    }
}

/// Whether two codes are the same; what is to be filled in may be in capitals.
fn is_same(a: &str, b: &str) -> bool {
    a == b || (a.starts_with('<') && a.ends_with('>') && a.eq_ignore_ascii_case(b))
}

/// Lines of a block of code that became others. Comments, and lines with Chinese in them, are the translator's.
pub fn in_blocks(aligned: &Aligned, findings: &mut Vec<Finding>) {
    for (number, bead) in aligned.alignment.beads().iter().enumerate() {
        let Some(spans) = blocks(aligned, bead) else { continue };
        let lines = |side: Side| lines(aligned.texts[side].document.shown(spans[side]), spans[side]);
        let all = Pair::new(lines(Side::Source), lines(Side::Target));
        let lacking = |side: Side| -> Vec<&(Span, String)> {
            let mut others: Vec<&str> = all[side.other()].iter().map(|(_, line)| line.as_str()).collect();
            let is_lacking = |line: &&(Span, String)| match others.iter().position(|other| *other == line.1) {
                Some(at) => {
                    others.swap_remove(at);
                    false
                }
                None => true,
            };
            all[side].iter().filter(is_lacking).collect()
        };
        let (source, target) = (lacking(Side::Source), lacking(Side::Target));
        if target.iter().any(|line| line.1.contains(is_han)) || source.len() != target.len() {
            continue;
        }
        for (from, to) in source.into_iter().zip(target) {
            findings.push(finding(number, Pair::new(&from.1, &to.1), Pair::new(from.0, to.0)));
        }
    }
}

/// The block of code on each side of a bead that is nothing else.
fn blocks(aligned: &Aligned, bead: &Bead) -> Option<Pair<Span>> {
    let block = |side: Side| {
        let text = &aligned.texts[side];
        let segments = text.segments.get(bead.segments[side].clone())?;
        let is_code = |block: usize| text.document.blocks[block].kind == BlockKind::Code;
        let all_code = !segments.is_empty() && segments.iter().all(|segment| is_code(segment.block));
        all_code.then(|| segments.iter().map(|segment| segment.span).reduce(Span::cover)).flatten()
    };
    Some(Pair::new(block(Side::Source)?, block(Side::Target)?))
}

/// The lines of a block without comments and indentation, those that have anything left.
fn lines(code: &str, span: Span) -> Vec<(Span, String)> {
    let mut at = span.start as usize;
    let mut lines = Vec::new();
    for line in code.split_inclusive('\n') {
        let start = at + (line.len() - line.trim_start().len());
        at += line.len();
        let bare = without_comment(line.trim());
        if !bare.is_empty() {
            lines.push((Span::new(start, start + bare.len()), tidy(bare)));
        }
    }
    lines
}

/// A line up to its comment.
fn without_comment(line: &str) -> &str {
    if ["#", "//", "/*", "*", "<!--", "--", ";", "%", "REM "].iter().any(|mark| line.starts_with(mark)) {
        return "";
    }
    let ends = [" #", "\t#", " //", " /*", " <!--", " ;;"].iter().filter_map(|mark| line.find(mark));
    line[..ends.min().unwrap_or(line.len())].trim_end()
}

/// Code with one space where it has several, or line ends.
fn tidy(code: &str) -> String {
    code.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn finding(bead: usize, texts: Pair<&String>, spans: Pair<Span>) -> Finding {
    let Pair { source, target } = texts;
    let message = Wording::new(format!("{source} became {target}"), format!("{source}变成了{target}"));
    let label = Wording::fixed("changed", "被改动");
    let place = |side: Side| Place { side, span: spans[side], label: label.clone() };
    let places = vec![place(Side::Target), place(Side::Source)];
    Finding { rule: INFO.id, severity: Severity::Warning, message, bead: Some(bead), places }
}
