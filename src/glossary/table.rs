//! TOML: a `[[term]]` with `zh`, `en`, `forbidden` and `note`; each is a word or a list of words.

use serde::Deserialize;
use toml::Spanned;

use super::{Term, Wrong, sound};
use crate::config::one_sentence;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawGlossary {
    #[serde(default)]
    term: Vec<RawTerm>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawTerm {
    zh: Option<Spanned<Words>>,
    en: Option<Spanned<Words>>,
    #[serde(default)]
    forbidden: Words,
    #[serde(default, rename = "note")]
    _note: Option<String>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Words {
    One(String),
    Many(Vec<String>),
}

impl Default for Words {
    fn default() -> Self {
        Words::Many(Vec::new())
    }
}

impl Words {
    fn list(self) -> Vec<String> {
        match self {
            Words::One(word) => vec![word],
            Words::Many(words) => words,
        }
    }
}

/// The terms of a text.
pub(super) fn parse(text: &str) -> Result<Vec<Term>, Wrong> {
    let line = |at: usize| text.as_bytes()[..at.min(text.len())].iter().filter(|&&byte| byte == b'\n').count() + 1;
    let raw: RawGlossary = toml::from_str(text)
        .map_err(|error| (line(error.span().map_or(0, |span| span.start)), one_sentence(&error)))?;
    let term = |raw: RawTerm| {
        let at = raw.zh.as_ref().or(raw.en.as_ref()).map_or(0, |words| words.span().start);
        let list = |words: Option<Spanned<Words>>| words.map(|words| words.into_inner().list()).unwrap_or_default();
        let mut term = Term::default();
        term.chinese.required = list(raw.zh);
        term.english.required = list(raw.en);
        raw.forbidden.list().into_iter().for_each(|word| term.forbid(word));
        sound(term, line(at))
    };
    raw.term.into_iter().map(term).collect()
}
