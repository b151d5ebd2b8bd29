//! What was added to, removed from or changed in the source since it was translated, and not in the translation.

mod counterpart;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use crate::align::bead::Bead;
use crate::analysis::Text;
use crate::check::finding::{Finding, Place, Severity};
use crate::check::rule::{Aligned, Rule, RuleInfo, Scope};
use crate::check::rules::unpaired::shortened;
use crate::drift::{Change, ChangeKind, Drift, Word, words};
use crate::text::document::BlockKind;
use crate::text::pair::Side;
use crate::text::source::Link;
use crate::text::span::Span;
use crate::text::wording::Wording;
use counterpart::Counterparts;

/// See its page.
pub struct TranslationStale;

static INFO: RuleInfo = RuleInfo {
    id: "translation-stale",
    since: "2026.1",
    severity: Severity::Warning,
    scope: Scope::Pair,
    summary: "A paragraph was added to the source, removed from it or changed since it was translated, and the translation does not show it.",
    summary_zh: "译文过时：原文自翻译以来有增加、删除或改动的段落，译文尚未反映。",
    page: include_str!("translation_stale.md"),
};

impl Rule for TranslationStale {
    fn info(&self) -> &'static RuleInfo {
        &INFO
    }

    fn check(&self, aligned: &Aligned, findings: &mut Vec<Finding>) {
        let Some(drift) = &aligned.drift else { return };
        let follows = |a: &Stale, b: &Stale| {
            let (a, b) = (&drift.changes[a.change], &drift.changes[b.change]);
            let is_next = |a: Option<usize>, b: Option<usize>| a.zip(b).is_none_or(|(a, b)| a + 1 == b);
            a.kind() == b.kind()
                && a.kind() != ChangeKind::Changed
                && is_next(a.blocks.now, b.blocks.now)
                && is_next(a.blocks.earlier, b.blocks.earlier)
        };
        findings.extend(aligned.stale().chunk_by(follows).map(|run| finding(aligned, drift, run)));
    }
}

/// A change that the translation does not show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stale {
    /// Its number among the changes.
    pub change: usize,
    /// The sentences of the translation that say what is no more, or not so.
    pub target: Vec<usize>,
}

/// The changes that a translation does not show. Linear in what has changed, but for the words of each paragraph.
pub fn stale(aligned: &Aligned) -> Vec<Stale> {
    let Some(drift) = &aligned.drift else { return Vec::new() };
    let counterparts = Counterparts::of(aligned, drift);
    let changes = drift.changes.iter().enumerate();
    changes
        .filter_map(|(index, change)| counterparts.lacking(change).map(|target| Stale { change: index, target }))
        .collect()
}

/// One finding of changes that follow each other.
fn finding(aligned: &Aligned, drift: &Drift, run: &[Stale]) -> Finding {
    let changes = run.iter().map(|stale| &drift.changes[stale.change]);
    let places: Vec<Place> = match drift.changes[run[0].change].kind() {
        ChangeKind::Added => {
            changes.clone().filter_map(|change| in_source(aligned, change, Wording::fixed("added", "新增"))).collect()
        }
        ChangeKind::Removed => run
            .iter()
            .filter_map(|stale| in_target(aligned, stale, Wording::fixed("removed from the source", "原文已删除")))
            .collect(),
        ChangeKind::Changed => {
            let change = &drift.changes[run[0].change];
            let source = in_source(aligned, change, Wording::fixed("changed", "有改动"));
            source.into_iter().chain(in_target(aligned, &run[0], Wording::fixed("as it was", "仍为旧文"))).collect()
        }
    };
    let message = message(aligned, drift, run);
    let bead = places.first().and_then(|place| bead_at(aligned, place));
    Finding { rule: INFO.id, severity: Severity::Warning, message, bead, places }
}

/// The place of what is new in the source; of what leads elsewhere now, the paragraph.
fn in_source(aligned: &Aligned, change: &Change, label: Wording) -> Option<Place> {
    let text = &aligned.texts.source;
    let spans = change.sentences.now.iter().map(|&sentence| text.segments[sentence].span);
    let block = change.blocks.now.map(|block| text.document.blocks[block].span);
    let span = spans.reduce(Span::cover).or(block)?;
    Some(Place { side: Side::Source, span, label })
}

/// The place of what is old in the translation.
fn in_target(aligned: &Aligned, stale: &Stale, label: Wording) -> Option<Place> {
    let segments = &aligned.texts.target.segments;
    let span = stale.target.iter().map(|&sentence| segments[sentence].span).reduce(Span::cover)?;
    Some(Place { side: Side::Target, span, label })
}

fn bead_at(aligned: &Aligned, place: &Place) -> Option<usize> {
    let is_there = |bead: &Bead| {
        aligned.span(place.side, bead).is_some_and(|span| span.start < place.span.end && place.span.start < span.end)
    };
    aligned.alignment.beads().iter().position(is_there)
}

fn message(aligned: &Aligned, drift: &Drift, run: &[Stale]) -> Wording {
    let change = &drift.changes[run[0].change];
    match change.kind() {
        ChangeKind::Added => listed(
            Wording::fixed("added to the source, not in the translation", "原文新增，译文中没有"),
            run.len(),
            &first(&aligned.texts.source, &change.sentences.now),
        ),
        ChangeKind::Removed => listed(
            Wording::fixed("removed from the source, still in the translation", "原文已删除，译文中仍有"),
            run.len(),
            &first(&drift.earlier, &change.sentences.earlier),
        ),
        ChangeKind::Changed => changed(aligned, drift, change),
    }
}

/// The first of these sentences, cut where it is long.
fn first(text: &Text, sentences: &[usize]) -> String {
    let shown = sentences.first().map_or("", |&sentence| text.document.shown(text.segments[sentence].span));
    shortened(&shown.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// What became of one paragraph, or of several that begin with this text.
fn listed(what: Wording, count: usize, text: &str) -> Wording {
    match count {
        1 => Wording::new(format!("{}: {text}", what.en), format!("{}：{text}", what.zh)),
        _ => Wording::new(
            format!("{}: {count} paragraphs, from: {text}", what.en),
            format!("{}：共{count}段，起于：{text}", what.zh),
        ),
    }
}

/// How many stretches of a sentence are told one by one.
const TOLD: usize = 3;

/// What became of a paragraph, in its words where they are few.
fn changed(aligned: &Aligned, drift: &Drift, change: &Change) -> Wording {
    let (mut en, mut zh) = (Vec::new(), Vec::new());
    let became = |old: &str, new: &str| match (old.is_empty(), new.is_empty()) {
        (true, _) => (format!("now says “{new}”"), format!("现有“{new}”")),
        (_, true) => (format!("no longer says “{old}”"), format!("不再有“{old}”")),
        _ => (format!("“{old}” became “{new}”"), format!("“{old}”改为“{new}”")),
    };
    let differences = differences(aligned, drift, change);
    if differences.len() > TOLD {
        en.push("the paragraph was rewritten".to_owned());
        zh.push("该段已改写".to_owned());
    } else {
        for (old, new) in &differences {
            let (english, chinese) = became(old, new);
            en.push(english);
            zh.push(chinese);
        }
    }
    if differences.is_empty() {
        let targets = |links: &[Link]| links.iter().map(|link| link.target.to_string()).collect::<Vec<_>>().join(", ");
        let (old, new) = (targets(&change.links.earlier), targets(&change.links.now));
        en.push(format!("led to {old}, leads to {new}"));
        zh.push(format!("链接由{old}改为{new}"));
    }
    Wording::new(
        format!("changed in the source, not in the translation: {}", en.join("; ")),
        format!("原文有改动，译文尚未反映：{}", zh.join("；")),
    )
}

/// The stretches of a paragraph that became others, as text.
fn differences(aligned: &Aligned, drift: &Drift, change: &Change) -> Vec<(String, String)> {
    let texts = [(&drift.earlier, &change.sentences.earlier), (&aligned.texts.source, &change.sentences.now)];
    let [(old, old_words), (new, new_words)] = texts.map(|(text, sentences)| {
        let shown: Vec<&str> =
            sentences.iter().map(|&sentence| text.document.shown(text.segments[sentence].span)).collect();
        let is_code = sentences
            .iter()
            .any(|&sentence| text.document.blocks[text.segments[sentence].block].kind == BlockKind::Code);
        let shown = shown.join(" ");
        let words = words(&shown, is_code);
        (shown, words)
    });
    let keys = |words: &[Word]| words.iter().map(|word| word.key.clone()).collect::<Vec<_>>();
    let operations = capture_diff_slices(Algorithm::Myers, &keys(&old_words), &keys(&new_words));
    let stretch = |text: &str, words: &[Word]| match words {
        [] => String::new(),
        [first, .., last] => shortened(&text[first.at.start..last.at.end]),
        [only] => text[only.at.clone()].to_owned(),
    };
    let changed = operations.into_iter().filter(|operation| !matches!(operation, DiffOp::Equal { .. }));
    changed
        .map(|operation| {
            (stretch(&old, &old_words[operation.old_range()]), stretch(&new, &new_words[operation.new_range()]))
        })
        .collect()
}
