//! Lines of columns with tabs between them: Chinese, English, what must not be used; `|` between words for the same.
//!
//! A first line that names the columns (`zh`, `en`, `forbidden`, `note`) may put them in another order. Lines that begin
//! with `#` are passed over.

use super::{Term, Wrong, sound};

/// What a column holds.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Column {
    Zh,
    En,
    Forbidden,
    Note,
}

impl Column {
    fn named(name: &str) -> Option<Column> {
        match name.trim().to_lowercase().as_str() {
            "zh" | "zh-cn" | "chinese" => Some(Column::Zh),
            "en" | "english" => Some(Column::En),
            "forbidden" => Some(Column::Forbidden),
            "note" => Some(Column::Note),
            _ => None,
        }
    }
}

/// The terms of a text.
pub(super) fn parse(text: &str) -> Result<Vec<Term>, Wrong> {
    let mut columns = vec![Column::Zh, Column::En, Column::Forbidden, Column::Note];
    let mut terms = Vec::new();
    let mut first = true;
    for (line, number) in text.lines().zip(1..).filter(|(line, _)| !line.starts_with('#') && !line.trim().is_empty()) {
        let cells: Vec<&str> = line.split('\t').collect();
        let named: Option<Vec<Column>> = cells.iter().map(|cell| Column::named(cell)).collect();
        match named.filter(|_| first) {
            Some(named) if named.contains(&Column::Zh) && named.contains(&Column::En) => columns = named,
            Some(_) => {
                return Err((number, "the columns must hold `zh` and `en`; name the one that is missing".to_owned()));
            }
            None => terms.push(term(&cells, &columns, number)?),
        }
        first = false;
    }
    Ok(terms)
}

fn term(cells: &[&str], columns: &[Column], line: usize) -> Result<Term, Wrong> {
    if cells.len() < 2 {
        return Err((line, "has no tab; put one between the Chinese and the English".to_owned()));
    }
    if cells.len() > columns.len() {
        return Err((
            line,
            format!("has {} columns, and only {} have a meaning; take a tab out", cells.len(), columns.len()),
        ));
    }
    let mut term = Term::default();
    for (cell, column) in cells.iter().zip(columns) {
        let words = cell.split('|').map(str::trim).filter(|word| !word.is_empty()).map(str::to_owned);
        match column {
            Column::Zh => term.chinese.required.extend(words),
            Column::En => term.english.required.extend(words),
            Column::Forbidden => words.for_each(|word| term.forbid(word)),
            Column::Note => {}
        }
    }
    sound(term, line)
}
