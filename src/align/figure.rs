//! Evidence from figures: equal values and equal labels, however they are written.
//!
//! Weighed by rarity as all that is [copied](super::copied); small integers count little, for list numerals and "two" are
//! everywhere. Never forced: a wrong figure costs a few nats, which the words around it outweigh.

use super::copied::Copied;
use super::weights::{FIGURE_KEPT, SMALL, SMALL_INTEGER};
use crate::analysis::Text;
use crate::quantity::number::Number;
use crate::quantity::value::Value;
use crate::text::pair::Pair;

/// What two figures have in common when they say the same.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Key {
    Number(Number),
    Text(String),
}

/// The figures of both texts.
pub fn figures(texts: Pair<&Text>) -> Copied {
    let keys = texts.map(|text| {
        let mut keys = vec![Vec::new(); text.segments.len()];
        for figure in &text.figures {
            if let Some(of_segment) = keys.get_mut(figure.segment) {
                of_segment.extend(keys_of(&figure.quantity.value));
            }
        }
        keys
    });
    Copied::of(keys, FIGURE_KEPT, worth)
}

fn keys_of(value: &Value) -> Vec<Key> {
    match value {
        Value::Exact(number) => vec![Key::Number(*number)],
        Value::Range(from, to) => vec![Key::Number(*from), Key::Number(*to)],
        Value::Magnitude(_) => Vec::new(),
        Value::Text(text) => vec![Key::Text(text.clone())],
        Value::TextRange(from, to) => vec![Key::Text(from.clone()), Key::Text(to.clone())],
    }
}

fn worth(key: &Key) -> f64 {
    let small = (0..=SMALL_INTEGER).map(Number::whole);
    if let Key::Number(number) = key
        && small.into_iter().any(|whole| whole == *number)
    {
        SMALL
    } else {
        1.0
    }
}
