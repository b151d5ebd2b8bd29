//! All that one run knows, as plain data: the JSON of the `ipalign-audit/1` schema, written and read back.
//!
//! Spans here are bytes of the source as decoded from its file; texts of segments and figures are readable text. What is said
//! to a person is in English; a field with `_zh` behind its name has it in Chinese, where that is another.

use serde::{Deserialize, Serialize};

use crate::check::finding::Severity;
use crate::quantity::value::{Bound, Direction, Kind};
use crate::text::document::BlockKind;
use crate::text::lang::Lang;
use crate::text::pair::{Pair, Side};
use crate::text::source::Location;

/// The name of the schema.
pub const SCHEMA: &str = "ipalign-audit/1";

/// The whole run.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Audit {
    /// [`SCHEMA`].
    pub schema: String,
    /// The version of the program that made it.
    pub version: String,
    /// The documents, in the order in which they were asked for.
    pub documents: Vec<AuditedDocument>,
    /// The rules that were run.
    pub rules: Vec<AuditedRule>,
    /// What was in force when it was made.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub settings: Vec<Setting>,
    /// The trees that were checked as a whole.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub trees: Vec<AuditedTree>,
}

/// A tree of pages, and what of it is translated.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditedTree {
    /// The folder of the pages.
    pub source: String,
    /// The folder of their translations.
    pub target: String,
    /// How many pages there are.
    pub pages: usize,
    /// The pages without a translation.
    pub missing: Vec<String>,
    /// The translations without a page.
    pub orphaned: Vec<String>,
    /// How far its translations are behind, where that was asked for.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub since: Option<AuditedSince>,
}

/// How far the translations of a tree are behind its pages.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditedSince {
    /// The revision that was asked for; `front-matter` where each translation names its own.
    pub revision: String,
    /// The pages whose changes are not all in their translations.
    pub stale: Vec<String>,
    /// How many pages have not changed, or all their changes are in the translations.
    pub current: usize,
    /// The pages of which it is not known how they were.
    pub unknown: Vec<String>,
}

impl AuditedTree {
    /// How many pages are translated.
    pub fn translated(&self) -> usize {
        self.pages - self.missing.len()
    }
}

impl Audit {
    /// The findings of all documents.
    pub fn findings(&self) -> impl Iterator<Item = &AuditedFinding> {
        self.documents.iter().flat_map(|document| &document.findings)
    }
}

/// Something that was in force, and who said so.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Setting {
    /// What it is called in `ipalign.toml` or on the command line.
    pub name: String,
    /// What it is.
    pub value: String,
    /// The file that says so, "command line" or "default".
    pub origin: String,
}

/// A rule, as far as a reader of the audit needs it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditedRule {
    /// Its name.
    pub id: String,
    /// The severity of its plain case.
    pub severity: Severity,
    /// One sentence.
    pub summary: String,
    /// The same in Chinese.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub summary_zh: Option<String>,
    /// Its page in Markdown.
    pub page: String,
}

impl AuditedRule {
    /// Its one sentence in a language; in English where the audit has no other.
    pub fn summary_in(&self, lang: Lang) -> &str {
        in_lang(lang, &self.summary, self.summary_zh.as_deref())
    }
}

/// How the two texts of a document belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DocumentKind {
    /// An original and its translation.
    Translation,
    /// Two texts on the same subject.
    Comparable,
    /// One text.
    Single,
}

/// A document with everything that was found in it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AuditedDocument {
    /// Its name.
    pub name: String,
    /// How its texts belong together.
    pub kind: DocumentKind,
    /// The original, or the only text.
    pub source: AuditedText,
    /// The translation.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub target: Option<AuditedText>,
    /// The beads, in the order of the source; empty unless it is a translation.
    pub beads: Vec<AuditedBead>,
    /// The figures.
    pub quantities: AuditedQuantities,
    /// What is wrong.
    pub findings: Vec<AuditedFinding>,
    /// The facts that both texts state, where they are two on one subject.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub facts: Vec<AuditedFact>,
    /// Comments of the texts that are to hide findings, and hide none.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub idle_ignores: Vec<AuditedIgnore>,
    /// The folder of the tree that it is a page of.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub page_of: Option<String>,
    /// What has changed in the source since it was translated, where that was asked for.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub drift: Option<AuditedDrift>,
    /// What became of the units of a bilingual file.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub units: Option<AuditedUnits>,
}

/// How many units of a bilingual file were checked, and how many were not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditedUnits {
    /// How many were checked; each is a bead.
    pub checked: usize,
    /// Those that the file says are not finished, or not to be translated, by what it says.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub passed: Vec<AuditedPassed>,
}

/// Units that were not checked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditedPassed {
    /// Why: "new", "fuzzy", "not to be translated".
    pub reason: String,
    /// How many.
    pub count: usize,
}

/// What has changed in a source since it was translated.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditedDrift {
    /// The source as it was: the revision and the path there.
    pub earlier: String,
    /// The paragraphs that have changed.
    pub changes: AuditedChanges,
    /// Those of them that the translation does not show; where there are any, it is stale.
    pub stale: AuditedChanges,
}

/// A number of paragraphs, by what became of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditedChanges {
    /// There were none.
    pub added: usize,
    /// There are none any more.
    pub removed: usize,
    /// They say something else.
    pub changed: usize,
}

impl AuditedChanges {
    /// All of them.
    pub fn all(self) -> usize {
        self.added + self.removed + self.changed
    }
}

impl AuditedDocument {
    /// Whether it is a page of a tree that there is nothing to say of.
    pub fn is_quiet_page(&self) -> bool {
        self.page_of.is_some() && self.open().next().is_none()
    }

    /// The text of a side.
    pub fn text(&self, side: Side) -> Option<&AuditedText> {
        match side {
            Side::Source => Some(&self.source),
            Side::Target => self.target.as_ref(),
        }
    }

    /// The findings that nobody has decided on.
    pub fn open(&self) -> impl Iterator<Item = &AuditedFinding> + Clone {
        self.findings.iter().filter(|finding| finding.decided.is_none())
    }
}

/// A comment that is to hide findings, and hides none.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditedIgnore {
    /// The side that it stands on.
    pub side: Side,
    /// Where it stands.
    pub location: Location,
    /// What is wrong with it, and the remedy.
    pub message: String,
}

/// A fact that both texts of a document state.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditedFact {
    /// The number of the source's figure.
    pub source: usize,
    /// The number of the target's figure.
    pub target: usize,
    /// How the two relate: "equal", "rounded", "within the hedge", "scope differs", "contradictory".
    pub relation: String,
    /// What the figures are about, in the words of the source and of the target.
    pub subject: Pair<String>,
}

/// One side of a document.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AuditedText {
    /// The file.
    pub path: String,
    /// Its language.
    pub lang: Lang,
    /// The SHA-256 of the file's bytes, in hexadecimal; `None` for a text that is no file.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub sha256: Option<String>,
    /// Words of the restored text and spaces that were missing, where any were.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub respaced: Option<Respaced>,
    /// Its sentences.
    pub segments: Vec<AuditedSegment>,
}

/// What restoring lost spaces came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Respaced {
    /// Words in the text as restored.
    pub words: usize,
    /// Spaces that were missing.
    pub restored: usize,
}

/// A sentence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditedSegment {
    /// Its readable text.
    pub text: String,
    /// Its first byte in the source.
    pub start: u32,
    /// The byte behind its last.
    pub end: u32,
    /// The number of the block it stands in.
    pub block: usize,
    /// What that block is.
    pub kind: BlockKind,
}

/// A bead.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AuditedBead {
    /// Source sentences.
    pub source: Vec<usize>,
    /// Target sentences.
    pub target: Vec<usize>,
    /// Posterior probability, to three digits.
    pub confidence: f64,
    /// Whether it stands elsewhere in the target than its neighbours do.
    #[serde(skip_serializing_if = "std::ops::Not::not", default)]
    pub moved: bool,
}

/// The figures of both sides and which belong together.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct AuditedQuantities {
    /// Of the source.
    pub source: Vec<AuditedQuantity>,
    /// Of the target.
    pub target: Vec<AuditedQuantity>,
    /// Pairs of them.
    pub links: Vec<AuditedLink>,
}

/// A figure.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AuditedQuantity {
    /// The sentence it stands in.
    pub segment: usize,
    /// As the readable text has it.
    pub text: String,
    /// Its first byte in the source.
    pub start: u32,
    /// The byte behind its last.
    pub end: u32,
    /// Where it stands in its segment's `text`, in bytes: what a report marks.
    pub within: (u32, u32),
    /// What sort of figure it is.
    pub kind: Kind,
    /// What it comes to.
    pub value: AuditedValue,
    /// Its unit or counter.
    pub unit: Option<String>,
    /// Its currency.
    pub currency: Option<String>,
    /// How it is hedged.
    pub bound: Bound,
    /// Whether it rises or falls.
    pub direction: Option<Direction>,
    /// What it comes to, for a person: "CNY 103,293,400".
    pub reading: String,
    /// The same in Chinese.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub reading_zh: Option<String>,
}

impl AuditedQuantity {
    /// What it comes to, in a language.
    pub fn reading_in(&self, lang: Lang) -> &str {
        in_lang(lang, &self.reading, self.reading_zh.as_deref())
    }
}

/// A value by the contract: a string, a list of two for a range, null for a mere magnitude.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum AuditedValue {
    /// An exact decimal or fraction, a date or a label.
    One(String),
    /// A range.
    Range([String; 2]),
    /// Only the magnitude is said.
    Magnitude(Option<()>),
}

/// Two figures that belong together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditedLink {
    /// The number of the source's.
    pub source: usize,
    /// The number of the target's.
    pub target: usize,
    /// How they relate: "equal".
    pub relation: String,
    /// The same in a sentence: "10329.34万元 = CNY 103,293,400; RMB103,293,400 is the same".
    pub explanation: String,
    /// The same in Chinese.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub explanation_zh: Option<String>,
}

impl AuditedLink {
    /// How they relate, in a sentence of a language.
    pub fn explanation_in(&self, lang: Lang) -> &str {
        in_lang(lang, &self.explanation, self.explanation_zh.as_deref())
    }
}

/// A finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditedFinding {
    /// The rule.
    pub rule: String,
    /// How much it matters.
    pub severity: Severity,
    /// The number of the bead.
    pub bead: Option<usize>,
    /// What differs, then why.
    pub message: String,
    /// The same in Chinese.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub message_zh: Option<String>,
    /// Stays the same while the sentences it is about do.
    pub fingerprint: String,
    /// Where; the first is what a person should look at.
    pub places: Vec<AuditedPlace>,
    /// What was decided of it before; it is shown, and does not gate.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub decided: Option<Decided>,
}

impl AuditedFinding {
    /// What differs, then why, in a language.
    pub fn message_in(&self, lang: Lang) -> &str {
        in_lang(lang, &self.message, self.message_zh.as_deref())
    }
}

/// What was decided of a finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decided {
    /// What.
    pub status: Status,
    /// Why.
    pub reason: String,
    /// Who says so, where that is known.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub by: Option<String>,
}

/// What a finding is that no longer counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// In the baseline: it was there before.
    Known,
    /// A fault by a reviewer's decision, and somebody sees to it.
    Accepted,
    /// No fault by a reviewer's decision.
    Rejected,
    /// No fault by a comment in the document.
    Ignored,
}

impl Status {
    /// All of them.
    pub const ALL: [Status; 4] = [Status::Known, Status::Accepted, Status::Rejected, Status::Ignored];

    /// As JSON writes it.
    pub fn name(self) -> &'static str {
        match self {
            Status::Known => "known",
            Status::Accepted => "accepted",
            Status::Rejected => "rejected",
            Status::Ignored => "ignored",
        }
    }

    /// Its name in Chinese, for people.
    pub fn chinese_name(self) -> &'static str {
        match self {
            Status::Known => "已在基线中",
            Status::Accepted => "已接受",
            Status::Rejected => "已驳回",
            Status::Ignored => "已忽略",
        }
    }
}

/// A place of a finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditedPlace {
    /// The side.
    pub side: Side,
    /// The sentence, where it is in one.
    pub segment: Option<usize>,
    /// The first byte in the source.
    pub start: u32,
    /// The byte behind the last.
    pub end: u32,
    /// Where it stands in its segment's `text`, in bytes; `None` where it is not within one sentence.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub within: Option<(u32, u32)>,
    /// The readable text.
    pub text: String,
    /// What is there, in a word or two.
    pub label: String,
    /// The same in Chinese.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub label_zh: Option<String>,
    /// Where that is for a person.
    pub location: Location,
}

impl AuditedPlace {
    /// What is there, in a language.
    pub fn label_in(&self, lang: Lang) -> &str {
        in_lang(lang, &self.label, self.label_zh.as_deref())
    }
}

/// What an audit says in a language: an audit of an earlier version has English alone.
fn in_lang<'a>(lang: Lang, english: &'a str, chinese: Option<&'a str>) -> &'a str {
    match lang {
        Lang::Zh => chinese.unwrap_or(english),
        Lang::En => english,
    }
}
