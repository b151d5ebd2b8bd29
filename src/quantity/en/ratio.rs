//! One number to another: 3:1, a two-to-one majority, a ratio of 3 to 1.

use super::numeral::{Numeral, numeral};
use super::{Found, Place};
use crate::quantity::value::{Kind, Value};

/// A ratio, as its quotient.
pub fn ratio(place: &Place) -> Found {
    let first = numeral(place, place.at).filter(is_plain)?;
    let second = with_colon(place, &first).or_else(|| in_words(place, &first))?;
    let value = first.value.over(second.value)?;
    let mut figure = place.plain(second.end, Kind::Ratio, Value::Exact(value));
    figure.written.words = first.words;
    Some((figure, second.end))
}

fn is_plain(read: &Numeral) -> bool {
    !read.ordinal && !read.fraction && read.scale == 0
}

/// 3:1, 3 : 1; two digits behind the colon are minutes, unless a ratio is spoken of.
fn with_colon(place: &Place, first: &Numeral) -> Option<Numeral> {
    let colon = place.is_mark(first.end, &[':', '：', '∶']);
    let second = numeral(place, first.end + 1).filter(|read| colon && !read.words && is_plain(read))?;
    let tight = place.glued(first.end) && place.glued(first.end + 1);
    let minutes = place.written(first.end + 1).len() == 2;
    let closed = !place.is_mark(second.end, &[':', '：']);
    ((tight && !minutes && closed) || is_spoken_of(place, second.end)).then_some(second)
}

/// "to" between two numbers is a range, unless it is hyphenated or a ratio is spoken of.
fn in_words(place: &Place, first: &Numeral) -> Option<Numeral> {
    let hyphen = place.hyphen(first.end);
    let to = first.end + hyphen;
    if place.word(to) != "to" || place.hyphen(to + 1) != hyphen {
        return None;
    }
    let second = numeral(place, to + 1 + hyphen).filter(is_plain)?;
    let falls = second.value <= first.value;
    ((hyphen == 1 && falls && !is_one_to_one(first, &second)) || is_spoken_of(place, second.end)).then_some(second)
}

/// "one-to-one tuition" is no figure.
fn is_one_to_one(first: &Numeral, second: &Numeral) -> bool {
    first.words && first.value == second.value
}

/// "a ratio of" before, or "ratio", "majority", "margin" behind.
fn is_spoken_of(place: &Place, end: usize) -> bool {
    let before = |back: usize, word: &str| place.at >= back && place.word(place.at - back) == word;
    let led = before(1, "ratio") || (before(2, "ratio") && (before(1, "of") || before(1, "is") || before(1, "was")));
    let margin = matches!(place.word(end + place.hyphen(end)), "ratio" | "majority" | "margin" | "odds");
    led || margin
}
