//! Chinese names as Hong Kong spells them, CHAN Tai-man, for the [evidence from names](super::roman).
//!
//! A part of a word is one syllable, and a word without hyphens that no spelling list knows may be two, as Fanling is.

use std::collections::{BTreeSet, HashSet};

use super::roman::{self, Name, Names, Wanted, Way};
use crate::analysis::Text;
use crate::lexicon::syllable::{Syllable, packed};
use crate::lexicon::{hong_kong, reading, words};
use crate::text::lang::{COMMON, common};
use crate::text::pair::Pair;

/// The names of each sentence of both texts that are in both; the source is the Chinese one. Nothing where the English has no
/// words that may be such names.
pub(super) fn names(texts: Pair<&Text>) -> Option<Pair<Names>> {
    let english = roman::latin(texts.target, ways);
    if english.all().is_empty() {
        return None;
    }
    let readings = Readings::of(&english);
    let chinese = Wanted::of(&english).found(texts.source, |character| readings.of_character(character));
    let met: HashSet<Name> = chinese.all().iter().copied().collect();
    let kept = |at: usize| english.of(at).iter().copied().filter(|name| met.contains(name)).collect::<Vec<Name>>();
    let english = (0..english.sentences()).map(kept).collect();
    Some(Pair::new(chinese, english))
}

/// The ways to read a word.
fn ways(word: &str) -> Vec<Way> {
    let parts = roman::parts(word);
    let whole: Vec<&str> = parts.iter().map(String::as_str).collect();
    if let Some(way) = name(&whole) {
        // So and Long are in every English text; lists of words have the commonest names, too
        return vec![Way { is_own: whole.len() > 1 || words::is_rare(whole[0]), ..way }];
    }
    let [whole] = whole[..] else { return Vec::new() };
    let found: Vec<Way> = hong_kong::halves(whole).filter_map(|(first, second)| name(&[first, second])).collect();
    if found.is_empty() || words::is_ordinary(whole) { Vec::new() } else { found }
}

/// The name of these syllables, if they all are.
fn name(parts: &[&str]) -> Option<Way> {
    let one = |part: &&str| {
        let syllable = packed(part).filter(|_| hong_kong::is_syllable(part))?;
        Some(Way { name: Name::from(syllable), count: 1, is_own: true })
    };
    parts.iter().map(one).try_fold(Way::default(), |name, one| Some(name.and(one?)))
}

/// How the characters of the common block are spelled, as far as names ask.
struct Readings {
    /// For each character the place of its spellings; those at 0 are none.
    places: Vec<u16>,
    spellings: Vec<Vec<Syllable>>,
}

impl Readings {
    /// Those that names in Latin letters may stand for.
    fn of(english: &Names) -> Self {
        let mut readings = Readings { places: vec![0; COMMON.count()], spellings: vec![Vec::new()] };
        let names = english.all().iter().copied();
        let syllables: BTreeSet<Syllable> = names.flat_map(roman::syllables).collect();
        for syllable in syllables {
            for character in hong_kong::characters(&reading::letters(syllable).collect::<String>()) {
                readings.add(character, syllable);
            }
        }
        readings
    }

    fn add(&mut self, character: char, syllable: Syllable) {
        let Some(place) = common(character).map(|at| &mut self.places[at]) else { return };
        if *place == 0 {
            *place = self.spellings.len() as u16;
            self.spellings.push(Vec::new());
        }
        self.spellings[usize::from(*place)].push(syllable);
    }

    fn of_character(&self, character: char) -> impl Iterator<Item = Syllable> + '_ {
        let place = common(character).map_or(0, |at| self.places[at]);
        self.spellings[usize::from(place)].iter().copied()
    }
}
