//! Tables in Markdown, and shares as they stand in them.

/// A table: the first columns, as many as `words`, hold words, the others numbers.
pub fn table(head: &[&str], words: usize, rows: &[Vec<String>]) -> String {
    let line = |cells: &[String]| format!("| {} |\n", cells.join(" | "));
    let rule: Vec<String> = (0..head.len()).map(|at| if at < words { "---" } else { "---:" }.to_owned()).collect();
    let head: Vec<String> = head.iter().map(|cell| (*cell).to_owned()).collect();
    line(&head) + &line(&rule) + &rows.iter().map(|row| line(row)).collect::<String>()
}

/// A share of one with three digits; a dash of nothing.
pub fn share(part: usize, of: usize) -> String {
    if of == 0 { "–".to_owned() } else { decimal(part as f64 / of as f64) }
}

/// The harmonic mean of a precision and a recall, each a part of a whole.
pub fn f1(precision: (usize, usize), recall: (usize, usize)) -> String {
    let [p, r] = [precision, recall].map(|(part, of)| if of == 0 { 0.0 } else { part as f64 / of as f64 });
    if precision.1 + recall.1 == 0 {
        "–".to_owned()
    } else {
        decimal(if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 })
    }
}

fn decimal(value: f64) -> String {
    format!("{value:.3}")
}
