//! White space, characters without width, and the debris that converters leave in a text.

use std::sync::LazyLock;

use regex::Regex;

use crate::text::lang::is_han;
use crate::text::normal::Builder;
use crate::text::span::Span;

/// What converters leave of a word processor's file: `[bookmark: _Toc27447]`, `[]{#_Toc27447 .anchor}`, `{width="3in"}`.
static DEBRIS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\[bookmark: ?[\w.-]+\]|\[\]\{#[^{}\n]{1,80}\}|\{(?:width|height)=[^{}\n]{1,80}\}")
        .expect("a valid pattern")
});

/// The first `len` bytes of a text, or fewer up to the border of a character.
pub(super) fn head(text: &str, len: usize) -> &str {
    let end = (0..=len.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
    &text[..end]
}

/// Whether `c` has no width and no meaning for a reader.
pub(super) fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{200b}' | '\u{200c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'
            ..='\u{202e}' | '\u{2060}' | '\u{feff}' | '\u{ad}'
    ) || (c.is_control() && !c.is_whitespace())
}

/// `span` of `text` without white space, invisible characters and debris at its ends; `None` where nothing is left.
pub(super) fn trim(text: &str, span: Span) -> Option<Span> {
    let is_void = |c: char| c.is_whitespace() || is_invisible(c);
    let (mut start, mut end) = (span.start as usize, span.end as usize);
    loop {
        let rest = text[start..end].trim_start_matches(is_void);
        start = end - rest.len();
        end = start + rest.trim_end_matches(is_void).len();
        let rest = &text[start..end];
        let opening =
            rest.starts_with(['[', '{']).then(|| DEBRIS.find(rest)).flatten().filter(|debris| debris.start() == 0);
        let closing = || {
            let from = rest.rfind(['[', '{']).filter(|_| rest.ends_with([']', '}']))?;
            let from = if rest[..from].ends_with("[]") { from - 2 } else { from };
            DEBRIS.find(&rest[from..]).filter(|debris| from + debris.end() == rest.len()).map(|_| from)
        };
        match (opening, closing()) {
            (Some(debris), _) => start += debris.end(),
            (None, Some(from)) => end = start + from,
            (None, None) => return (start < end).then(|| Span::new(start, end)),
        }
    }
}

/// Takes `span` of `text` over into `builder` as a reader sees it: debris and invisible characters dropped, runs of ASCII
/// white space made one space, the spaces of letter-spaced Chinese taken out. Linear in the span.
pub(super) fn copy(builder: &mut Builder<'_>, text: &str, span: Span) {
    let stretch = span.of(text);
    let mut from = 0;
    for debris in DEBRIS.find_iter(stretch) {
        copy_clean(builder, stretch, from, debris.start(), span);
        from = debris.end();
    }
    copy_clean(builder, stretch, from, stretch.len(), span);
}

/// As [`copy`], of `from..to` of a stretch without debris that stands at `span`.
fn copy_clean(builder: &mut Builder<'_>, stretch: &str, from: usize, to: usize, span: Span) {
    let base = span.start as usize;
    let at = |start: usize, end: usize| Span::new(base + start, base + end);
    let mut walk = Tokens { text: &stretch[..to], at: from };
    let mut spaced = 0;
    while let Some(token) = walk.next() {
        copy_visible(builder, stretch, token.start, token.end, base);
        let gap = walk.gap();
        spaced = if spaced > 0 { spaced - 1 } else { walk.letter_spaced_from(token, from) };
        walk.at = gap.1;
        if gap.0 == gap.1 || spaced > 0 {
            continue;
        }
        let white = &stretch[gap.0..gap.1];
        match white == " " || !white.is_ascii() {
            true => builder.copy(at(gap.0, gap.1)),
            false => builder.replace(at(gap.0, gap.1), " "),
        }
    }
}

/// Copies what can be seen of a token.
fn copy_visible(builder: &mut Builder<'_>, stretch: &str, start: usize, end: usize, base: usize) {
    let mut from = start;
    for (at, c) in stretch[start..end].char_indices().filter(|&(_, c)| is_invisible(c)) {
        builder.copy(Span::new(base + from, base + start + at));
        from = start + at + c.len_utf8();
    }
    builder.copy(Span::new(base + from, base + end));
}

/// A walk over the stretches between white space.
#[derive(Clone, Copy)]
struct Tokens<'a> {
    text: &'a str,
    at: usize,
}

#[derive(Clone, Copy)]
struct Token {
    start: usize,
    end: usize,
}

impl Tokens<'_> {
    /// The token that starts here (empty before white space at the very start), leaving the walk at its end.
    fn next(&mut self) -> Option<Token> {
        if self.at >= self.text.len() {
            return None;
        }
        let rest = &self.text[self.at..];
        let len = rest.find(char::is_whitespace).unwrap_or(rest.len());
        let token = Token { start: self.at, end: self.at + len };
        self.at = token.end;
        Some(token)
    }

    /// The white space here.
    fn gap(&self) -> (usize, usize) {
        let rest = &self.text[self.at..];
        (self.at, self.at + (rest.len() - rest.trim_start().len()))
    }

    /// How many gaps after `token` belong to letter-spaced Chinese: at least three tokens of one character each, or a
    /// whole line of them. 0 where the run is too short or does not start here.
    fn letter_spaced_from(&self, token: Token, line_start: usize) -> usize {
        if !is_one_han(&self.text[token.start..token.end]) {
            return 0;
        }
        let mut ahead = *self;
        let mut tokens = 1;
        loop {
            ahead.at = ahead.gap().1;
            match ahead.next() {
                Some(next) if is_one_han(&self.text[next.start..next.end]) => tokens += 1,
                other => {
                    let whole = token.start == line_start && other.is_none();
                    return if tokens >= 3 || (whole && tokens == 2) { tokens - 1 } else { 0 };
                }
            }
        }
    }
}

/// Whether a token is a single Han character, with whatever punctuation.
fn is_one_han(token: &str) -> bool {
    let mut han = 0;
    for c in token.chars() {
        match () {
            () if is_han(c) => han += 1,
            () if c.is_alphanumeric() => return false,
            () => {}
        }
        if han > 1 {
            return false;
        }
    }
    han == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tidied(text: &str) -> String {
        let mut builder = Builder::new(text);
        if let Some(span) = trim(text, Span::new(0, text.len())) {
            copy(&mut builder, text, span);
        }
        builder.finish().text().to_owned()
    }

    #[test]
    fn a_line_is_read_as_a_reader_sees_it() {
        let check = |text: &str, readable: &str| assert_eq!(tidied(text), readable, "{text:?}");
        check("  two   spaces\tand a tab ", "two spaces and a tab");
        check("398.21\u{a0}billion", "398.21\u{a0}billion");
        check("\u{feff}zero\u{200b}width co\u{ad}operation", "zerowidth cooperation");
        check("[bookmark: _Toc1][bookmark: _Ref22]第一节", "第一节");
        check("见第[bookmark: _Toc1]三节 [bookmark: _Toc9]", "见第三节");
        check("[]{#_Toc27447 .anchor}Annex", "Annex");
        check("[bookmark: _Toc1]", "");
        check("{width=\"11.7in\" height=\"9.0in\"}", "");
        check("End[]{#_Toc2 .anchor}", "End");
        check("[1] a note [2]", "[1] a note [2]");
        check("1948 年 12 月 10 日， 大 会 通 过 宣 言。 这 一", "1948 年 12 月 10 日，大会通过宣言。这一");
        check("序 言", "序言");
        check("目　录", "目录");
        check("北京 上海 广州", "北京 上海 广州");
        check("张 三 said", "张 三 said");
        check("a 客 户 資 產 b", "a 客户資產 b");
    }
}
