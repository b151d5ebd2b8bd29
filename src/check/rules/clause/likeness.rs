//! How far each word of a bead has a counterpart by what it means.
//!
//! The vectors of an encoder put words that mean the same close to each other, in whichever language, and among them the many
//! renderings that a dictionary lacks. A word's counterpart is the other side's word that is closest, where a gloss of the
//! dictionary brings them closer still; one that is closer to another word counts for less (as in competitive linking,
//! Melamed 2000). Costs a vector for each word that was not met before, and a cosine for each pair of words.

use super::meaning;
use crate::align::word::Words;
use crate::text::lang::Lang;
use crate::text::pair::Pair;

/// How much closer a gloss brings two words, for each nat that it weighs, and how many nats count.
const GLOSS: f32 = 0.03;
const MOST: f32 = 8.0;

/// How much of its lead a rival for the same counterpart takes away.
const RIVAL: f32 = 0.5;

/// How close each word comes to a counterpart.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Likeness {
    chinese: Vec<f32>,
    english: Vec<f32>,
}

impl Likeness {
    /// Of the words of a bead; `tells` says which Chinese ones are held against the English. `None` where no encoder is
    /// built in, or a side has no words.
    pub fn of(words: &Words, chinese: &str, english: &str, tells: impl Fn(usize) -> bool) -> Option<Self> {
        let telling: Vec<usize> = (0..words.chinese.len()).filter(|&word| tells(word)).collect();
        let (rows, columns) = (telling.len(), words.english.len());
        let written = Pair::new(
            telling.iter().map(|&word| chinese[words.chinese[word].at.clone()].to_owned()).collect(),
            words.english.iter().map(|word| english[word.at.clone()].to_lowercase()).collect(),
        );
        let mut close = meaning::cosines(&written).filter(|_| rows > 0 && columns > 0)?;
        for join in &words.joins {
            if let Ok(row) = telling.binary_search(&join.chinese) {
                let by_meaning = &mut close[row * columns + join.english];
                *by_meaning += GLOSS * join.weight.min(MOST);
            }
        }
        let of_row = |row: usize| close[row * columns..(row + 1) * columns].iter().copied();
        let of_column = |column: usize| (0..rows).map(move |row| row * columns + column);
        let row_best: Vec<f32> = (0..rows).map(|row| of_row(row).fold(f32::MIN, f32::max)).collect();
        let column_best: Vec<f32> =
            (0..columns).map(|column| of_column(column).map(|at| close[at]).fold(f32::MIN, f32::max)).collect();
        let against = |own: f32, best: f32| own - RIVAL * (best - own);
        let mut likeness = Likeness { chinese: vec![0.0; words.chinese.len()], english: Vec::new() };
        for (row, &word) in telling.iter().enumerate() {
            let each = of_row(row).zip(&column_best).map(|(own, &best)| against(own, best));
            likeness.chinese[word] = each.fold(f32::MIN, f32::max);
        }
        let english = |column: usize| {
            of_column(column).zip(&row_best).map(|(at, &best)| against(close[at], best)).fold(f32::MIN, f32::max)
        };
        likeness.english = (0..columns).map(english).collect();
        Some(likeness)
    }

    /// How close a word of a language, by its number, comes to a counterpart: about 1 where it has one, 0.3 where not.
    pub fn at(&self, lang: Lang, word: usize) -> f64 {
        let of = if lang == Lang::Zh { &self.chinese } else { &self.english };
        f64::from(of[word])
    }
}

#[cfg(all(test, feature = "encoder"))]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_close_to_what_it_means_and_far_from_what_is_not_there() {
        let (zh, en) = ("卫星反射信号，渔民修补渔网", "the satellite reflects signals");
        let words = Words::of(zh, en);
        let likeness = Likeness::of(&words, zh, en, |_| true).expect("both sides have words");
        let close = |word: &str| {
            let number = words.chinese.iter().position(|at| &zh[at.at.clone()] == word);
            number.map_or(f64::NAN, |number| likeness.at(Lang::Zh, number))
        };
        assert!(close("卫星") > 0.7 && close("信号") > 0.6, "{likeness:?}");
        assert!(close("渔民") < 0.5 && close("渔网") < 0.5, "{likeness:?}");
    }
}
