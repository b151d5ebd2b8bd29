//! Evidence from figures: equal values and equal labels, however they are written.
//!
//! Weighed by rarity as all that is [copied](super::copied); small integers count little, for list numerals and "two" are
//! everywhere. Never forced: a wrong figure costs a few nats, which the words around it outweigh.

use super::copied::{Copied, Reader};
use super::weights::Weights;
use crate::analysis::Text;
use crate::quantity::number::Number;
use crate::quantity::value::{Date, Value};
use crate::text::pair::{Pair, Side};

/// What two figures have in common when they say the same.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Key {
    Number(Number),
    Text(String),
}

/// The figures of both texts.
pub fn figures(texts: Pair<&Text>, weights: &Weights) -> Copied {
    let mut reader = Reader::default();
    for side in Side::BOTH {
        let mut figures = texts[side].figures.iter().peekable();
        for segment in 0..texts[side].segments.len() {
            let of_segment = std::iter::from_fn(|| figures.next_if(|figure| figure.segment == segment));
            reader.sentence(side, of_segment.flat_map(|figure| keys_of(&figure.quantity.value)));
        }
    }
    reader.weighed(weights.figure_kept, weights, |key| weights.figures * worth(key, weights))
}

fn keys_of(value: &Value) -> Vec<Key> {
    match value {
        Value::Exact(number) => vec![Key::Number(*number)],
        Value::Range(ends) => vec![Key::Number(ends.low), Key::Number(ends.high)],
        Value::Magnitude(_) => Vec::new(),
        Value::Date(date) => parts(date),
        Value::Dates(from, to) => [parts(from), parts(to)].concat(),
        Value::Time(time) => vec![Key::Text(time.to_string())],
        Value::Label(label) => vec![Key::Text(label.clone())],
    }
}

/// A date by its parts, since either side may leave one out: the year as the plain number that it is often read as.
fn parts(date: &Date) -> Vec<Key> {
    let year = date.year.map(|year| Key::Number(Number::whole(i128::from(year))));
    let rest = Date { year: None, ..*date };
    let rest = (rest != Date::default()).then(|| Key::Text(rest.to_string()));
    year.into_iter().chain(rest).collect()
}

fn worth(key: &Key, weights: &Weights) -> f64 {
    let small = (0..=weights.small_integer as i128).map(Number::whole);
    if let Key::Number(number) = key
        && small.into_iter().any(|whole| whole == *number)
    {
        weights.small
    } else {
        1.0
    }
}
