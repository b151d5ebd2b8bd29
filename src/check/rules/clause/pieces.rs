//! Where a bead may be cut: the stretches between its marks, and in English on both sides of "and".

use std::ops::Range;

use crate::text::lang::{Lang, is_han};

/// The stretches of a text between its marks, without white space around them; none is empty. Linear.
pub fn pieces(text: &str, lang: Lang) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut previous = ' ';
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        match mark_at(text, at, previous, lang) {
            Some(len) => {
                found.push(start..at);
                at += len;
                start = at;
            }
            None => at += c.len_utf8(),
        }
        previous = c;
    }
    found.push(start..text.len());
    found.into_iter().filter_map(|piece| trimmed(text, piece)).collect()
}

fn trimmed(text: &str, piece: Range<usize>) -> Option<Range<usize>> {
    let whole = &text[piece.clone()];
    let start = piece.start + (whole.len() - whole.trim_start().len());
    let end = start + whole.trim().len();
    (start < end).then_some(start..end)
}

/// The length of the mark that stands at a place, if one does.
fn mark_at(text: &str, at: usize, previous: char, lang: Lang) -> Option<usize> {
    let rest = &text[at..];
    let c = rest.chars().next()?;
    let next = rest[c.len_utf8()..].chars().next();
    let is_mark = match c {
        ',' => !(previous.is_ascii_digit() && next.is_some_and(|next| next.is_ascii_digit())),
        '，' | '。' | '；' | '：' | '！' | '？' | '、' | '（' | '）' | '《' | '》' | '【' | '】' | '|' => {
            true
        }
        ';' | ':' | '!' | '?' | '(' | ')' | '“' | '”' | '"' | '\n' | '—' | '…' | '–' | '－' => true,
        '.' if lang == Lang::Zh => !previous.is_ascii_digit(),
        '.' => next.is_none_or(char::is_whitespace),
        '-' => is_han(previous) || (previous == ' ' && next == Some(' ')),
        ' ' if lang == Lang::En && rest.starts_with(" and ") => return Some(" and ".len()),
        _ => false,
    };
    is_mark.then_some(c.len_utf8())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_cut_at_their_marks_and_not_within_their_figures() {
        let check = |text: &str, lang, expected: &[&str]| {
            let found: Vec<&str> = pieces(text, lang).into_iter().map(|piece| &text[piece]).collect();
            assert_eq!(found, expected, "{text}");
        };
        check("全年立案1,446件，涉案2.5亿元；移送3人。", Lang::Zh, &["全年立案1,446件", "涉案2.5亿元", "移送3人"]);
        check("知识产权-今日要闻", Lang::Zh, &["知识产权", "今日要闻"]);
        let english = "In total, 1,446 cases worth 2.5 billion were filed, and three well-known firms closed.";
        let parts = ["In total", "1,446 cases worth 2.5 billion were filed", "three well-known firms closed"];
        check(english, Lang::En, &parts);
        check("courts and procuratorates - all", Lang::En, &["courts", "procuratorates", "all"]);
        check(" ，。", Lang::Zh, &[]);
    }
}
