//! What differs between two short texts, such as what two figures come to.

use similar::{ChangeTag, TextDiff};

use super::terminal::printable;
use crate::audit::AuditedPlace;
use crate::text::lang::Lang;
use crate::text::pair::Pair;

/// A stretch of a text, and whether it differs from the other one.
pub(super) type Piece = (String, bool);

/// The labels of two places, one on each side, where both are figures that differ.
pub(super) fn of_labels(places: &[AuditedPlace], lang: Lang) -> Option<Pair<Vec<Piece>>> {
    let [source, target] = places else { return None };
    let labels = Pair::new(printable(source.label_in(lang)), printable(target.label_in(lang)));
    let has_digits = |label: &str| label.contains(|c: char| c.is_ascii_digit());
    let is_told = source.side != target.side && labels.source != labels.target;
    let pair = labels.as_ref().map(String::as_str);
    (is_told && has_digits(pair.source) && has_digits(pair.target)).then(|| differing(pair)).flatten()
}

/// Both texts in pieces; `None` where they have too little in common for that to help. Texts of one length differ by place,
/// which shows two digits exchanged as just that; others by the shortest edit (Myers 1986, by `similar`).
fn differing(texts: Pair<&str>) -> Option<Pair<Vec<Piece>>> {
    let diff = TextDiff::from_chars(texts.source, texts.target);
    if diff.ratio() < 0.5 {
        return None;
    }
    let mut pieces = Pair::<Vec<Piece>>::default();
    if texts.source.chars().count() == texts.target.chars().count() {
        for (a, b) in texts.source.chars().zip(texts.target.chars()) {
            push(&mut pieces.source, a.encode_utf8(&mut [0; 4]), a != b);
            push(&mut pieces.target, b.encode_utf8(&mut [0; 4]), a != b);
        }
        return Some(pieces);
    }
    for change in diff.iter_all_changes() {
        let differs = change.tag() != ChangeTag::Equal;
        if change.tag() != ChangeTag::Insert {
            push(&mut pieces.source, change.value(), differs);
        }
        if change.tag() != ChangeTag::Delete {
            push(&mut pieces.target, change.value(), differs);
        }
    }
    Some(pieces)
}

fn push(pieces: &mut Vec<Piece>, text: &str, differs: bool) {
    match pieces.last_mut() {
        Some((last, same)) if *same == differs => last.push_str(text),
        _ => pieces.push((text.to_owned(), differs)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_that_differ_stand_out_and_unlike_texts_stay_plain() {
        let check = |source: &str, target: &str, expected: Option<(&str, &str)>| {
            let shown = |(text, differs): &Piece| if *differs { format!("[{text}]") } else { text.clone() };
            let found = differing(Pair::new(source, target));
            let found = found.map(|pair| pair.map(|pieces| pieces.iter().map(shown).collect::<String>()));
            assert_eq!(found.as_ref().map(|pair| (pair.source.as_str(), pair.target.as_str())), expected);
        };
        check("CNY 1,265", "CNY 1,625", Some(("CNY 1,[26]5", "CNY 1,[62]5")));
        check("CNY 4,000", "CNY 40,000", Some(("CNY 4,000", "CNY 4[0],000")));
        check("2025-04", "thirty", None);
    }
}
