//! The tokens of an English text as the grammar sees them: digit strings, words, marks.

use crate::quantity::digits::{Digits, digits, span_of_digits};
use crate::text::span::Span;

/// A token and where it stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Token {
    /// Its bytes.
    pub span: Span,
    /// What it is.
    pub class: Class,
    /// Whether it follows the token before without white space.
    pub glued: bool,
}

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Class {
    /// A number in digits.
    Digits(Digits),
    /// Digits that are no number: 1.2.3, or more of them than any amount has.
    Code,
    /// Letters.
    Word,
    /// Any other character.
    Mark(char),
}

/// The tokens of `text`. Linear in its length.
pub fn tokens(text: &str) -> Vec<Token> {
    let mut found = Vec::with_capacity(text.len() / 5);
    let mut at = 0;
    let mut glued = false;
    while let Some(first) = text[at..].chars().next() {
        let (len, class) = next(&text[at..], first);
        if let Some(class) = class {
            found.push(Token { span: Span::new(at, at + len), class, glued });
        }
        glued = class.is_some();
        at += len;
    }
    found
}

fn next(rest: &str, first: char) -> (usize, Option<Class>) {
    if first.is_alphabetic() {
        let len = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
        return (len, Some(Class::Word));
    }
    if first.is_ascii_digit() || ('０'..='９').contains(&first) {
        let whole = span_of_digits(rest);
        return match digits(rest) {
            Some(read) if rest[..whole.max(read.len)].matches('.').count() < 2 => (read.len, Some(Class::Digits(read))),
            _ => (whole.max(first.len_utf8()), Some(Class::Code)),
        };
    }
    let class = (!first.is_whitespace()).then_some(Class::Mark(first));
    (first.len_utf8(), class)
}
