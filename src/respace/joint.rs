//! Whether English puts a space between two pieces that stand side by side.

use super::pieces::{Mark, Piece, PieceKind, is_letter};

/// What ends an address in the text ("example.org").
const DOMAINS: [&str; 12] = ["com", "org", "net", "gov", "edu", "int", "info", "cn", "uk", "eu", "io", "html"];

/// Whether a space belongs between `left` and `right`, neighbours in `line`. Between a figure and letters the split of
/// the letters decides; `word` is where the last word of the letters on the left begins.
pub fn is_spaced(line: &str, left: &Piece, right: &Piece, word: usize) -> bool {
    use PieceKind::{Fixed, Letters, Mark as M, Number, Space};
    match (left.kind, right.kind) {
        (Space, _) | (_, Space) | (_, M(Mark::Stop | Mark::Dot | Mark::Close | Mark::Percent | Mark::Other)) => false,
        (M(Mark::Joint), _) => is_bullet(line, left) && !matches!(right.kind, M(_)),
        (_, M(Mark::Joint)) | (M(Mark::Open | Mark::Other | Mark::Currency), _) => false,
        (M(Mark::And), _) => !is_short_and(line, left.at.start),
        (_, M(Mark::And)) => !is_short_and(line, right.at.start),
        (M(Mark::Dot), Letters | Number | Fixed) => !is_abbreviated(line, left, right),
        (M(Mark::Stop | Mark::Close | Mark::Percent | Mark::Dot), _) => true,
        (Letters, M(Mark::Open)) => !is_suffix(&line[right.at.start..]),
        (_, M(Mark::Open)) => true,
        (Letters, M(Mark::Currency)) => !line[word..left.at.end].chars().all(char::is_uppercase),
        (_, M(Mark::Currency)) => true,
        (Letters, Number) => !is_code(&line[word..left.at.end], &line[right.at.start..]),
        (Number, Letters) => false,
        _ => true,
    }
}

/// A dot or a dash at the head of a line, before an item of a list.
fn is_bullet(line: &str, mark: &Piece) -> bool {
    matches!(&line[mark.at.clone()], "•" | "·") && line[..mark.at.start].trim().is_empty()
}

/// The `&` at `at` joins two short names in capitals: R&D, AT&T.
fn is_short_and(line: &str, at: usize) -> bool {
    let capital = |c: &char| c.is_uppercase();
    let left = line[..at].chars().rev().take(3).take_while(capital).count();
    let right = line[at + 1..].chars().take(3).take_while(capital).count();
    let goes_on = line[at + 1..].chars().nth(right).is_some_and(char::is_lowercase);
    (1..=2).contains(&left) && (1..=2).contains(&right) && (!goes_on || (left, right) == (1, 1))
}

/// The dot between `left` and `right` is inside an abbreviation or an address: U.S., e.g., example.org.
fn is_abbreviated(line: &str, left: &Piece, right: &Piece) -> bool {
    let before = &line[..left.at.start];
    let after = &line[right.at.clone()];
    let mut backwards = before.chars().rev();
    let Some(last) = backwards.next() else { return true };
    if is_letter(last) && after.chars().count() == 1 && after.starts_with(is_letter) {
        let lone = backwards.next().is_none_or(|c| !is_letter(c) || last.is_uppercase() && c.is_lowercase());
        let dotted = line[right.at.end..].starts_with('.');
        return lone && (dotted || last.is_uppercase()) || dotted && before.ends_with("Ph");
    }
    DOMAINS.contains(&after) && !last.is_whitespace()
}

/// Brackets that belong to the word before them: case(s), a footnote's [1].
fn is_suffix(text: &str) -> bool {
    let inside = |open: char| text.strip_prefix(open).and_then(|rest| rest.get(..rest.len().min(4)));
    inside('(').is_some_and(|rest| rest.starts_with("s)") || rest.starts_with("es)"))
        || inside('[').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
}

/// Letters and the figure behind them are one code: RMB7,244, A4, PM2.5, but not "Top 100" or "GII 2024".
fn is_code(word: &str, number: &str) -> bool {
    const MONEY: [&str; 12] = ["RMB", "USD", "HKD", "EUR", "GBP", "JPY", "CNY", "MOP", "NTD", "AUD", "CAD", "SGD"];
    let capitals = word.chars().all(char::is_uppercase);
    let digits = number.bytes().take_while(u8::is_ascii_digit).count();
    let behind = number[digits..].chars().next();
    MONEY.contains(&word)
        || capitals && (word.len() == 1 || word.len() <= 3 && digits <= 2 && !behind.is_some_and(is_letter))
}
