//! Codes in a text: what a program reads, and no reader of the language.

use std::sync::Arc;

use super::span::Span;

/// A stretch of a text that is code: a placeholder, an inline tag, a word of a program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Code {
    /// Where it stands in the text.
    pub span: Span,
    /// What it does there.
    pub kind: CodeKind,
    /// What it is known by: two codes of one name are the same, however they are written.
    pub name: Arc<str>,
}

/// What a code does in its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CodeKind {
    /// Something else is put in its place: `{0}`, `%s`, `<x id="1"/>`.
    Placeholder,
    /// It opens or closes a stretch that looks otherwise or leads elsewhere: `<g id="1">`, `</b>`.
    Tag,
    /// It names something: `:func:`len``, `|version|`.
    Reference,
    /// It is quoted from a program: ```` ``None`` ````.
    Literal,
    /// It belongs to the mark-up and is of no account by itself.
    Mark,
    /// A whole text, which is the same in both languages.
    Copy,
}
