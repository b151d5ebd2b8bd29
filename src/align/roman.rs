//! Evidence from Chinese names in Latin letters: 陈清扬 stands where Chen Qingyang does.
//!
//! English words with a capital are taken apart into syllables, by Hanyu Pinyin and Wade-Giles (`pinyin`) and as Hong Kong
//! spells (`hong_kong`). Characters that follow each other and are read so are the name; all by one system, for
//! those that mix are no name. Two to four syllables make one, for single ones are everywhere. Weighed by rarity as all that
//! is [copied](super::copied), so a name that is read like an ordinary word says little.

use std::collections::{HashMap, HashSet};

use super::copied::{Copied, Reader};
use super::lists::Lists;
use super::weights::Weights;
use super::{hong_kong, pinyin};
use crate::analysis::Text;
use crate::lexicon::syllable::{BITS, Syllable};
use crate::text::pair::{Pair, Side};

/// The fewest and the most syllables of a name.
const FEWEST: usize = 2;
pub(super) const MOST: usize = 4;

/// The syllables of a name one behind the other.
pub(super) type Name = u128;

/// Marks the names of Hong Kong, above all syllables.
const HONG_KONG: Name = 1 << 127;

/// The names of each sentence of a text.
pub(super) type Names = Lists<Name>;

/// The names of both texts; the source is the Chinese one.
pub fn names(texts: Pair<&Text>, weights: &Weights) -> Copied {
    let (by_pinyin, by_hong_kong) = (pinyin::names(texts), hong_kong::names(texts));
    let mut reader = Reader::default();
    for side in Side::BOTH {
        for at in 0..by_pinyin[side].sentences() {
            let others = by_hong_kong.iter().flat_map(|names| names[side].of(at)).map(|name| name | HONG_KONG);
            reader.sentence(side, by_pinyin[side].of(at).iter().copied().chain(others));
        }
    }
    reader.weighed(weights.pinyin_kept, weights, |_| weights.pinyin)
}

/// A way to read a word of a name.
#[derive(Clone, Copy, Default)]
pub(super) struct Way {
    pub name: Name,
    /// How many syllables it has.
    pub count: usize,
    /// Whether it is told from ordinary words, which make no name by themselves.
    pub is_own: bool,
}

impl Way {
    pub fn and(self, other: Way) -> Way {
        Way {
            name: self.name << (BITS * other.count as u32) | other.name,
            count: self.count + other.count,
            is_own: self.is_own || other.is_own,
        }
    }
}

/// One syllable more.
pub(super) fn joined(name: Name, syllable: Syllable) -> Name {
    name << BITS | Name::from(syllable)
}

/// The syllables of a name, the last first.
pub(super) fn syllables(name: Name) -> impl Iterator<Item = Syllable> {
    std::iter::successors(Some(name), |rest| Some(rest >> BITS))
        .take_while(|&rest| rest > 0)
        .map(|rest| (rest & ((1 << BITS) - 1)) as Syllable)
}

/// A name without its last syllables, down to the first.
fn beginnings(name: Name) -> impl Iterator<Item = Name> {
    std::iter::successors(Some(name >> BITS), |shorter| Some(shorter >> BITS)).take_while(|&shorter| shorter > 0)
}

/// Names to look for in a Chinese text, with what begins them.
pub(super) struct Wanted {
    names: HashSet<Name>,
    begun: HashSet<Name>,
}

impl Wanted {
    /// The names of an English text.
    pub fn of(english: &Names) -> Self {
        let names: HashSet<Name> = english.all().iter().copied().collect();
        let begun = names.iter().flat_map(|&name| beginnings(name)).collect();
        Wanted { names, begun }
    }

    /// Those that each sentence of a Chinese text holds, by how its characters may be read. One look-up a character.
    pub fn found<R>(&self, text: &Text, mut readings: impl FnMut(char) -> R) -> Names
    where
        R: IntoIterator<Item = Syllable>,
    {
        let sentence = |at| if self.names.is_empty() { "" } else { text.sentence(at) };
        (0..text.segments.len()).map(|at| self.found_in(sentence(at), &mut readings)).collect()
    }

    fn found_in<R>(&self, sentence: &str, readings: &mut impl FnMut(char) -> R) -> Vec<Name>
    where
        R: IntoIterator<Item = Syllable>,
    {
        let mut found = Vec::new();
        // the names that may go on with the next character, with those that it begins
        let mut open: Vec<Name> = Vec::new();
        for character in sentence.chars() {
            let before = std::mem::take(&mut open);
            for syllable in readings(character) {
                for name in before.iter().copied().chain([0]).map(|name| joined(name, syllable)) {
                    if self.names.contains(&name) {
                        found.push(name);
                    }
                    if self.begun.contains(&name) {
                        open.push(name);
                    }
                }
            }
        }
        found
    }
}

/// What may be names in the sentences of an English text, by the ways to read a word. Each word is read once.
pub(super) fn latin(text: &Text, ways: impl Fn(&str) -> Vec<Way>) -> Names {
    let mut known = HashMap::new();
    (0..text.segments.len()).map(|at| latin_names(text.sentence(at), &mut known, &ways)).collect()
}

/// What may be names in an English sentence: words, and words with their neighbours.
fn latin_names<'t>(
    sentence: &'t str,
    known: &mut HashMap<&'t str, Vec<Way>>,
    ways: impl Fn(&str) -> Vec<Way>,
) -> Vec<Name> {
    let mut found = Vec::new();
    // the ways to read the words so far that follow each other
    let mut open: Vec<Way> = Vec::new();
    for word in sentence.split(' ') {
        let inner = word.trim_matches(|c: char| !c.is_ascii_alphabetic());
        let inner = inner.strip_suffix("'s").or(inner.strip_suffix("’s")).unwrap_or(inner);
        let starts = word.starts_with(inner);
        let before = std::mem::take(&mut open);
        if !is_name(inner) {
            continue;
        }
        for &way in &*known.entry(inner).or_insert_with(|| ways(inner)) {
            let with = before.iter().filter(|_| starts).map(|first| first.and(way));
            open.extend(with.chain([way]).filter(|way| way.count <= MOST));
        }
        found.extend(open.iter().filter(|way| way.count >= FEWEST && way.is_own).map(|way| way.name));
        if !word.ends_with(inner) {
            open.clear();
        }
    }
    found
}

/// Whether a word may be a name, or a part of one.
fn is_name(word: &str) -> bool {
    let letters = |c: char| c.is_ascii_alphabetic() || matches!(c, '-' | '\'' | '’');
    word.starts_with(|c: char| c.is_ascii_uppercase()) && word.chars().all(letters) && word.len() <= 24
}

/// The parts of a word between its hyphens, in small letters without apostrophes.
pub(super) fn parts(word: &str) -> Vec<String> {
    let letters = |part: &str| part.chars().filter(char::is_ascii_alphabetic).collect::<String>().to_ascii_lowercase();
    word.split('-').map(letters).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::respace::Glue;
    use crate::segment::presegmented;
    use crate::text::lang::Lang;
    use crate::text::source::Source;

    /// How many names the first sentences of two texts share.
    fn shared(zh: &str, en: &str) -> usize {
        let of = |text: &str, lang| {
            let (document, segments) = presegmented(Source::new("-", text), lang);
            Text::of_segments(document, Glue::default(), segments)
        };
        let names = names(Pair::new(&of(zh, Lang::Zh), &of(en, Lang::En)), &Weights::default());
        let ids = |side: Side| names.keys[side].of(0).iter().map(|key| key.id).collect::<HashSet<_>>();
        ids(Side::Source).intersection(&ids(Side::Target)).count()
    }

    fn check(zh: &str, en: &str, count: usize) {
        assert_eq!(shared(zh, en), count, "{zh} {en}");
    }

    #[test]
    fn names_meet_their_characters() {
        check("陈清扬说。", "Chen Qingyang spoke.", 2);
        check("陳清揚說。", "“Qingyang’s horse,” he said.", 1);
        check("王二走了。", "Wang Er left.", 1);
        check("毛泽东同志。", "Comrade Mao Tse-tung.", 2);
        check("深圳和琶洲。", "Shenzhen and Pazhou.", 2);
        check("西安很大。", "Xi'an is large.", 1);
        check("他走了。", "Wang left.", 0);
        check("今天天气好。", "The weather is fine today.", 0);
        check("。", "Chen Qingyang", 0);
    }

    #[test]
    fn names_of_hong_kong_meet_their_characters() {
        check("陈大文走了。", "Mr CHAN Tai-man left.", 2);
        check("陳大文走了。", "Chan Tai Man left.", 3);
        check("李國章教授說。", "Professor Arthur LI Kwok-cheung said so.", 2);
        check("由尖沙咀到旺角。", "From Tsim Sha Tsui to Mong Kok.", 4);
        check("司徒先生住在粉嶺。", "Mr Szeto lives in Fanling.", 2);
        check("黃先生走了。", "Mr Wong left.", 0);
    }

    #[test]
    fn ordinary_words_and_mixed_readings_are_no_names() {
        // 蘇文, which ordinary words might spell
        check("蘇文來了。", "So Man Fun came.", 0);
        // 陳 is Chan in Hong Kong alone, 慶 is Qing in Mandarin alone
        check("陳慶走了。", "Chan Qing left.", 0);
        check("陳慶走了。", "Chen Hing left.", 0);
    }
}
