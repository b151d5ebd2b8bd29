//! Chinese names in Hanyu Pinyin, and hyphenated ones also in Wade-Giles, for the [evidence from names](super::roman).
//!
//! Words that no spelling list knows are taken apart into syllables that the Chinese text has. One look-up a character.

use std::collections::HashSet;

use super::roman::{self, MOST, Name, Names, Wanted, Way};
use crate::analysis::Text;
use crate::lexicon::syllable::{Syllable, packed};
use crate::lexicon::{reading, wade_giles, words};
use crate::text::pair::Pair;

/// The names of each sentence of both texts; the source is the Chinese one.
pub(super) fn names(texts: Pair<&Text>) -> Pair<Names> {
    let syllables = syllables(texts.source);
    let english = roman::latin(texts.target, |word| ways(word, &syllables));
    let read = |character| reading::of(character).into_iter().filter(|&syllable| syllable > 0);
    Pair::new(Wanted::of(&english).found(texts.source, read), english)
}

/// All syllables that characters of a text are read as.
fn syllables(text: &Text) -> HashSet<Syllable> {
    let characters: HashSet<char> = text.document.text.text().chars().collect();
    let mut syllables: HashSet<Syllable> = characters.into_iter().flat_map(reading::of).collect();
    syllables.remove(&0);
    syllables
}

/// The ways to take a word apart into syllables; an ordinary word may only be one.
fn ways(word: &str, syllables: &HashSet<Syllable>) -> Vec<Way> {
    let parts = roman::parts(word);
    let mut found = vec![Way::default()];
    for part in &parts {
        let mut of_part = pinyin(part, syllables);
        if parts.len() > 1 {
            of_part.extend(wade_giles::of(part).filter(|it| syllables.contains(it)).map(|it| way(Name::from(it), 1)));
        }
        let with = |way: &Way| {
            let longer = of_part.iter().map(|&rest| way.and(rest));
            longer.filter(|way| way.count <= MOST).collect::<Vec<_>>()
        };
        found = found.iter().flat_map(with).collect();
    }
    let is_ordinary = !found.is_empty() && words::is_ordinary(&word.to_ascii_lowercase());
    found.retain(|way| way.count == 1 || !is_ordinary);
    found
}

/// The ways to take letters apart into syllables of the text, up to [`MOST`].
fn pinyin(letters: &str, syllables: &HashSet<Syllable>) -> Vec<Way> {
    let mut found = Vec::new();
    let mut open = vec![(0, 0, 0)];
    while let Some((at, name, count)) = open.pop() {
        for end in at + 1..=letters.len().min(at + 6) {
            let Some(syllable) = packed(&letters[at..end]).filter(|it| syllables.contains(it)) else { continue };
            let name = roman::joined(name, syllable);
            if end == letters.len() {
                found.push(way(name, count + 1));
            } else if count + 1 < MOST {
                open.push((end, name, count + 1));
            }
        }
    }
    found
}

fn way(name: Name, count: usize) -> Way {
    Way { name, count, is_own: true }
}
