//! Runs a corpus: sentences, each followed by its figures, indented, a line each: the span, two spaces, what it is.

use super::value::{Bound, Quantity, Value};
use crate::text::lang::Lang;

/// Checks every sentence of `corpus` and shows all that are read otherwise.
pub fn check(lang: Lang, corpus: &str) {
    let mut wrong = String::new();
    let mut lines = corpus.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#')).peekable();
    let mut sentences = 0;
    while let Some(sentence) = lines.next() {
        let mut expected = Vec::new();
        while let Some(figure) = lines.next_if(|line| line.starts_with("  ")) {
            expected.push(figure.trim().to_owned());
        }
        let read: Vec<String> = super::read(sentence, lang).iter().map(|q| line(q, sentence)).collect();
        if read != expected {
            wrong += &format!("{sentence}\n  expected {expected:#?}\n  read {read:#?}\n");
        }
        sentences += 1;
    }
    assert!(sentences > 0 && wrong.is_empty(), "{wrong}");
}

fn line(quantity: &Quantity, sentence: &str) -> String {
    let value = match &quantity.value {
        Value::Exact(number) => number.to_string(),
        Value::Range(ends) => format!("{}..{}", ends.low, ends.high),
        Value::Magnitude(number) => format!("~{number}"),
        Value::Date(date) => date.to_string(),
        Value::Dates(from, to) => format!("{from}..{to}"),
        Value::Time(time) => time.to_string(),
        Value::Label(label) => format!("{label:?}"),
    };
    let word = |value: serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    let mut parts = vec![word(serde_json::json!(quantity.kind)), value];
    parts.extend(quantity.currency.map(str::to_owned));
    parts.extend(quantity.unit.as_ref().map(|unit| unit.code.to_string()));
    if quantity.bound != Bound::Exact {
        parts.push(word(serde_json::json!(quantity.bound)));
    }
    parts.extend(quantity.direction.map(|direction| word(serde_json::json!(direction))));
    if quantity.written.misgrouped {
        parts.push("misgrouped".to_owned());
    }
    format!("{}  {}", quantity.span.of(sentence), parts.join(" "))
}
