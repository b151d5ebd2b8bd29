//! What stands around a figure and is no unit: hedges, and words of change.

use super::{Place, words};
use crate::quantity::value::{Bound, Direction, Mode};

/// The hedge before token `start`, and its first token: over, no more than, ≥.
pub fn hedge_before(place: &Place, start: usize) -> Option<(Bound, usize)> {
    let last = start.checked_sub(1).filter(|&last| last >= place.floor)?;
    let word = place.word(last);
    if word.is_empty() {
        if let Some(escaped) = escaped_sign(place, last) {
            return Some(escaped);
        }
        // the ~ of T1~16 joins, and the > of -> is an arrow
        let behind = last.checked_sub(1).filter(|_| place.glued(last));
        let joins = behind.is_some_and(|at| match place.written(last) {
            "~" | "∼" => !place.word(at).is_empty() || place.is_digits(at) || !place.is_mark(at, &['(', '[', '"']),
            _ => place.is_mark(at, &['-', '=']),
        });
        let sign = words::hedge_sign(place.written(last)).filter(|_| !joins)?;
        return Some((sign, last));
    }
    let fits = |list: &[&str]| {
        let from = start.checked_sub(list.len()).filter(|&from| from >= place.floor)?;
        place.words_at(from, list).then_some(from)
    };
    let ending = words::HEDGE_BEFORE.iter().filter(|(list, _)| list.last() == Some(&word));
    let (bound, from) = ending.filter_map(|(list, bound)| Some((*bound, fits(list)?))).min_by_key(|(_, from)| *from)?;
    let verb = from.checked_sub(1).filter(|&at| at >= place.floor).map_or("", |at| place.word(at));
    let particle = match place.word(from) {
        "over" => words::SPREADS.contains(&verb),
        "up" => words::GOES_UP.contains(&verb),
        _ => false,
    };
    if particle {
        return None;
    }
    if let Some(denied) = denied(place, bound, from) {
        return Some(denied);
    }
    let degree = from.checked_sub(1).filter(|&at| at >= place.floor && words::DEGREE.contains(&place.word(at)));
    Some((bound, degree.unwrap_or(from)))
}

/// What "more than" and "smaller than" come to behind "not be", and its first token.
fn denied(place: &Place, bound: Bound, from: usize) -> Option<(Bound, usize)> {
    let turned = match bound {
        Bound::Over => Bound::AtMost,
        Bound::Under => Bound::AtLeast,
        _ => return None,
    };
    let first = from.checked_sub(2).filter(|&first| first >= place.floor)?;
    (place.word(first) == "not" && place.word(first + 1) == "be").then_some((turned, first))
}

/// &gt; and &lt;, as markup writes the signs, with the semicolon at token `last`.
fn escaped_sign(place: &Place, last: usize) -> Option<(Bound, usize)> {
    let first = last.checked_sub(2).filter(|&first| first >= place.floor && place.is_mark(last, &[';']))?;
    let bound = match place.word(first + 1) {
        "gt" => Bound::Over,
        "lt" => Bound::Under,
        _ => return None,
    };
    (place.is_mark(first, &['&']) && place.glued(first + 1) && place.glued(last)).then_some((bound, first))
}

/// Where "the age of" begins before token `start`: a hedge stands before it, "over the age of 60".
pub fn age(place: &Place, start: usize) -> Option<usize> {
    const AGE: [&str; 3] = ["the", "age", "of"];
    let from = start.checked_sub(AGE.len()).filter(|&from| from >= place.floor)?;
    place.words_at(from, &AGE).then_some(from)
}

/// The hedge that begins at token `at`, behind the figure, and how many tokens it takes: or more, 100+, 100-plus.
pub fn hedge_behind(place: &Place, at: usize) -> Option<(Bound, usize)> {
    if place.is_mark(at, &['+']) && place.glued(at) && !place.is_digits(at + 1) {
        return Some((Bound::AtLeast, 1));
    }
    if place.is_mark(at, &['-']) && place.glued(at) && matches!(place.word(at + 1), "plus" | "odd") {
        return Some((if place.word(at + 1) == "odd" { Bound::About } else { Bound::AtLeast }, 2));
    }
    let found = words::HEDGE_AFTER.iter().find(|(list, _)| place.words_at(at, list));
    found.map(|(list, bound)| (*bound, list.len()))
}

/// A word of change before token `start`, with or without what links it to the number. What a change starts from is no
/// change itself: "up from 5 percent".
pub fn change_before(place: &Place, start: usize) -> Option<(Direction, Mode)> {
    let mut mode = Mode::By;
    for at in (place.floor..start).rev().take(8) {
        let word = place.word(at);
        if let Some(direction) = words::direction(word) {
            return Some((direction, mode));
        }
        match word {
            "to" | "at" => mode = Mode::To,
            "from" => return None,
            "" if place.is_mark(at, &['-', '‑']) && place.glued(at) => {}
            word if words::CHANGE_LINKS.contains(&word) => {}
            _ => return None,
        }
    }
    None
}

/// A word of change behind token `at`: "22.72 % year-on-year increase", "5 % higher".
pub fn change_behind(place: &Place, at: usize) -> Option<Direction> {
    for at in at..at + 6 {
        let word = place.word(at);
        if matches!(word, "more" | "less" | "fewer") {
            let up = word == "more";
            return (place.word(at + 1) == "than").then_some(if up { Direction::Up } else { Direction::Down });
        }
        let behind = |word: &str| words::direction(word).filter(|_| !matches!(word, "up" | "down" | "cut" | "raised"));
        if let Some(direction) = behind(word) {
            return Some(direction);
        }
        let links =
            matches!(word, "year" | "on" | "over" | "annual" | "month" | "quarter" | "points" | "point" | "basis");
        if !links && !place.is_mark(at, &['-']) {
            return None;
        }
    }
    None
}
