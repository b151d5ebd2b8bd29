//! ipalign reads a Chinese text and its English translation (either may be the original), aligns them sentence by
//! sentence, and shows a reviser every figure that differs and every sentence that was dropped.
//!
//! # In one call
//! ```
//! let document = ipalign::check_text("2025年,全省共立案1265宗。", "In 2025, a total of 1,265 cases were filed.")?;
//! assert_eq!(document.source.lang.name(), "Chinese");
//! assert_eq!(document.beads.len(), 1);
//! assert!(document.findings.is_empty());
//! # Ok::<(), ipalign::read::ReadError>(())
//! ```
//!
//! # The trip
//! A text passes through stages, and each is a module of that name; none but the first and the last does any input or
//! output, and none but those can fail:
//!
//! 1. [`read`] turns the bytes of a file into a [`Document`] for each language in it: decoded
//!    text, blocks, and the way back to the bytes of the file.
//! 2. [`respace`] restores spaces that were lost in extraction, [`segment`] finds the sentences, and [`quantity`] reads
//!    the figures: `10329.34万元` and `RMB103,293,400` are one amount of money. All three together make a
//!    [`Text`](analysis::Text).
//! 3. [`align`] finds which sentences say the same.
//! 4. [`check`] links the figures of both sides and runs the rules.
//! 5. [`pipeline`] strings these together and writes what was found down as an [`Audit`](audit::Audit): plain data,
//!    which [`report`] renders in the formats that people and programs read.
//!
//! Everything inside counts bytes of UTF-8; lines and columns are made at the edge, by
//! [`Source::location`](text::source::Source::location). The same input gives the same bytes, at any number of threads.
//!
//! # What it does not do
//! It translates nothing and sends nothing anywhere: there is no network code in it. It finds what differs; which of the
//! two texts is right is for a person to say.

pub mod align;
pub mod analysis;
pub mod annotate;
pub mod audit;
pub mod check;
pub mod config;
pub mod drift;
#[cfg(feature = "encoder")]
pub mod encoder;
pub mod facts;
pub mod gate;
pub mod glossary;
pub mod lexicon;
pub mod pipeline;
pub mod quantity;
pub mod read;
pub mod report;
pub mod respace;
pub mod segment;
pub mod selftest;
pub mod text;
pub mod tree;

use audit::AuditedDocument;
use pipeline::Texts;
use read::{Options, ReadError, Reading};
use text::document::Document;
use text::lang::Lang;
use text::pair::Pair;
use text::source::Source;
use text::units::Units;

/// Aligns and checks a text and its translation. Places count bytes of the two strings.
///
/// # Errors
/// Where one of them holds no text.
pub fn check_text(source: &str, target: &str) -> Result<AuditedDocument, ReadError> {
    check_text_with(source, target, &pipeline::Options::default())
}

/// The same, as one wants it: held to a glossary or to a style.
///
/// # Errors
/// Where one of them holds no text.
pub fn check_text_with(source: &str, target: &str, options: &pipeline::Options) -> Result<AuditedDocument, ReadError> {
    let lang = Lang::of(source).or_else(|| Lang::of(target).map(Lang::other));
    let source = one("source", source, lang)?;
    let target = one("target", target, lang.map(Lang::other))?;
    Ok(pipeline::audit_with("text", Texts::Translation(Pair::new(source, target)), &[], options))
}

/// A text and its translation, read as texts of these languages; [`Lang::of_pair`] tells them. Places count bytes of the two
/// strings.
///
/// # Errors
/// Where one of them holds no text.
pub fn documents_of(texts: Pair<&str>, langs: Pair<Lang>) -> Result<Pair<Document>, ReadError> {
    let source = one("source", texts.source, Some(langs.source))?;
    Ok(Pair::new(source, one("target", texts.target, Some(langs.target))?))
}

/// A text that is known to be in one language.
fn one(name: &str, text: &str, lang: Option<Lang>) -> Result<Document, ReadError> {
    match read::text_of(Source::new(name, text), &Options { lang, ..Options::default() })? {
        Reading::One(document)
        | Reading::Both(Pair { source: document, .. })
        | Reading::Units(Units { documents: Pair { source: document, .. }, .. }) => Ok(document),
    }
}

/// The chapter of the guide on this library, whose examples are tests.
#[cfg(doctest)]
#[doc = include_str!("../docs/src/rust.md")]
pub struct Guide;
