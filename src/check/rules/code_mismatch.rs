//! Placeholders, tags and other codes that differ between the two sides of a unit.

mod quotations;

use std::collections::BTreeSet;

use crate::check::finding::{Finding, Place, Severity};
use crate::check::rule::{Aligned, Rule, RuleInfo, Scope};
use crate::text::code::{Code, CodeKind};
use crate::text::pair::{Pair, Side};
use crate::text::span::Span;
use crate::text::wording::Wording;

/// See its page.
pub struct CodeMismatch;

static INFO: RuleInfo = RuleInfo {
    id: "code-mismatch",
    since: "2026.1",
    severity: Severity::Error,
    scope: Scope::Pair,
    summary: "A placeholder, a tag or another code of the source is missing in the translation, added there, or changed.",
    summary_zh: "代码不符：占位符、标签等代码在译文中缺失、多出或被改动。",
    page: include_str!("code_mismatch.md"),
};

impl Rule for CodeMismatch {
    fn info(&self) -> &'static RuleInfo {
        &INFO
    }

    fn check(&self, aligned: &Aligned, findings: &mut Vec<Finding>) {
        quotations::in_sentences(aligned, findings);
        quotations::in_blocks(aligned, findings);
        let has_codes = |side: Side| {
            let text = &aligned.texts[side].document.text;
            !text.codes(Span::new(0, text.text().len())).is_empty()
        };
        if !Side::BOTH.into_iter().any(has_codes) {
            return;
        }
        let beads = (0..aligned.alignment.beads().len()).filter(|&bead| aligned.is_paired(bead));
        findings.extend(beads.filter_map(|bead| in_bead(aligned, bead)));
    }
}

/// What differs in a bead.
fn in_bead(aligned: &Aligned, bead: usize) -> Option<Finding> {
    let beads = aligned.alignment.beads();
    let whole = |side: Side, label| aligned.sentences(side, &beads[bead], label);
    let span = |side| Some(whole(side, Wording::default())?.span);
    let spans = Pair::new(span(Side::Source)?, span(Side::Target)?);
    let codes = Pair::new(Side::Source, Side::Target).map(|side| named(aligned, side, spans[side]));
    let lacking = |side: Side| lacking(&codes[side], &codes[side.other()]);
    let (missing, added) = (lacking(Side::Source), lacking(Side::Target));
    let severity = missing.iter().chain(&added).map(|code| severity(code.kind)).max()?;
    let label = match (missing.len(), added.len()) {
        (1, 1) => Pair::both(Wording::fixed("changed", "被改动")),
        _ => Pair::new(Wording::fixed("missing", "译文中缺失"), Wording::fixed("added", "原文中没有")),
    };
    let place = |side: Side, code: &Named| Place { side, span: code.span, label: label[side].clone() };
    let mut places: Vec<Place> = added.iter().map(|code| place(Side::Target, code)).collect();
    places.extend(missing.iter().map(|code| place(Side::Source, code)));
    if added.is_empty() {
        places.extend(whole(Side::Target, Wording::fixed("not here", "此处没有")));
    }
    Some(Finding { rule: INFO.id, severity, message: message(aligned, &missing, &added), bead: Some(bead), places })
}

/// A code with the name by which it is compared.
struct Named {
    name: String,
    kind: CodeKind,
    span: Span,
}

/// The codes of a stretch that are compared.
fn named(aligned: &Aligned, side: Side, span: Span) -> Vec<Named> {
    let codes = aligned.texts[side].document.text.codes(span).iter();
    let compared = codes.filter(|code| !matches!(code.kind, CodeKind::Mark | CodeKind::Copy));
    let named = |Code { span, kind, name }: &Code| Named { name: name.to_string(), kind: *kind, span: *span };
    let mut all: Vec<Named> = compared.map(named).collect();
    number(&mut all);
    all
}

/// Gives each placeholder without a name its number among those of its kind of syntax, as `%1$s` has it: a translation may
/// put them in another order so.
fn number(codes: &mut [Named]) {
    let mut next = 0;
    for code in codes.iter_mut().filter(|code| code.kind == CodeKind::Placeholder) {
        let Some(rest) = code.name.strip_prefix('%') else {
            if code.name == "{}" {
                next += 1;
                code.name = format!("{{}} number {next}");
            }
            continue;
        };
        if rest.len() == 1 && rest.starts_with(|c: char| c.is_ascii_alphabetic() || c == '@') && rest != "n" {
            next += 1;
            code.name = format!("%{next}${rest}");
        }
    }
}

/// The codes of `these` that `those` have none for.
fn lacking<'c>(these: &'c [Named], those: &'c [Named]) -> Vec<&'c Named> {
    let key = |code: &'c Named| (code.kind, code.name.as_str());
    let mut known: BTreeSet<(CodeKind, &str)> = those.iter().map(key).collect();
    these.iter().filter(|code| known.insert(key(code))).collect()
}

/// How much it matters: a program fails without its placeholder, and a page only looks otherwise without its tag.
fn severity(kind: CodeKind) -> Severity {
    match kind {
        CodeKind::Placeholder => Severity::Error,
        CodeKind::Tag | CodeKind::Reference | CodeKind::Literal => Severity::Warning,
        CodeKind::Mark | CodeKind::Copy => Severity::Info,
    }
}

fn message(aligned: &Aligned, missing: &[&Named], added: &[&Named]) -> Wording {
    let shown = |side: Side, codes: &[&Named]| {
        let text = |code: &&Named| aligned.texts[side].document.shown(code.span).trim().to_owned();
        codes.iter().map(text).collect::<Vec<_>>().join(", ")
    };
    let (lost, new) = (shown(Side::Source, missing), shown(Side::Target, added));
    match (missing.len(), added.len()) {
        (1, 1) => Wording::new(format!("{lost} became {new}"), format!("{lost}变成了{new}")),
        (_, 0) => Wording::new(format!("missing in the translation: {lost}"), format!("译文中缺失：{lost}")),
        (0, _) => Wording::new(format!("not in the source: {new}"), format!("原文中没有：{new}")),
        _ => Wording::new(
            format!("missing in the translation: {lost}; not in the source: {new}"),
            format!("译文中缺失：{lost}；原文中没有：{new}"),
        ),
    }
}
