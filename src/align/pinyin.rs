//! Evidence from Chinese names in Latin letters: 陈清扬 stands where Chen Qingyang does.
//!
//! English words with a capital, alone those that no spelling list knows, are taken apart into syllables of Hanyu
//! Pinyin, hyphenated ones also of Wade-Giles, of those that the Chinese text has. Characters that follow each other and are
//! read so are the name. Two to four syllables make one, for single ones are everywhere. Weighed by rarity as all that is
//! [copied](super::copied), so a name that is read like an ordinary word says little. One look-up a character.

use std::collections::HashSet;

use super::copied::{Copied, Reader};
use super::weights::Weights;
use crate::analysis::Text;
use crate::lexicon::syllable::{BITS, Syllable, packed};
use crate::lexicon::{reading, wade_giles, words};
use crate::text::pair::{Pair, Side};

/// The fewest and the most syllables of a name.
const FEWEST: usize = 2;
const MOST: usize = 4;

/// The syllables of a name one behind the other.
type Name = u128;

/// The names of both texts; the source is the Chinese one.
pub fn names(texts: Pair<&Text>, weights: &Weights) -> Copied {
    let english = latin(texts.target, &syllables(texts.source));
    let known: HashSet<Name> = english.iter().flatten().copied().collect();
    let begun: HashSet<Name> = known.iter().flat_map(|&name| beginnings(name)).collect();
    let mut reader = Reader::default();
    for at in 0..texts.source.segments.len() {
        let sentence = if known.is_empty() { "" } else { texts.source.sentence(at) };
        reader.sentence(Side::Source, chinese_names(sentence, &begun, &known));
    }
    english.into_iter().for_each(|names| reader.sentence(Side::Target, names));
    reader.weighed(weights.pinyin_kept, weights, |_| weights.pinyin)
}

/// A name without its last syllables, down to the first.
fn beginnings(name: Name) -> impl Iterator<Item = Name> {
    std::iter::successors(Some(name >> BITS), |shorter| Some(shorter >> BITS)).take_while(|&shorter| shorter > 0)
}

fn joined(name: Name, syllable: Syllable) -> Name {
    name << BITS | Name::from(syllable)
}

/// All syllables that characters of a text are read as.
fn syllables(text: &Text) -> HashSet<Syllable> {
    let characters: HashSet<char> = text.document.text.text().chars().collect();
    let mut syllables: HashSet<Syllable> = characters.into_iter().flat_map(reading::of).collect();
    syllables.remove(&0);
    syllables
}

/// The known names that a Chinese sentence holds.
fn chinese_names(sentence: &str, begun: &HashSet<Name>, known: &HashSet<Name>) -> Vec<Name> {
    let mut found = Vec::new();
    // the names that may go on with the next character, with those that it begins
    let mut open: Vec<Name> = Vec::new();
    for character in sentence.chars() {
        let before = std::mem::take(&mut open);
        for syllable in reading::of(character).into_iter().filter(|&syllable| syllable > 0) {
            for name in before.iter().copied().chain([0]).map(|name| joined(name, syllable)) {
                if known.contains(&name) {
                    found.push(name);
                }
                if begun.contains(&name) {
                    open.push(name);
                }
            }
        }
    }
    found
}

/// What may be names in the sentences of an English text.
fn latin(text: &Text, syllables: &HashSet<Syllable>) -> Vec<Vec<Name>> {
    (0..text.segments.len()).map(|at| latin_names(text.sentence(at), syllables)).collect()
}

/// What may be names in an English sentence: words, and words with their neighbours.
fn latin_names(sentence: &str, syllables: &HashSet<Syllable>) -> Vec<Name> {
    let mut found = Vec::new();
    // the ways to read the words so far that follow each other: the name, and how many syllables it has
    let mut open: Vec<(Name, usize)> = Vec::new();
    for word in sentence.split(' ') {
        let inner = word.trim_matches(|c: char| !c.is_ascii_alphabetic());
        let inner = inner.strip_suffix("'s").or(inner.strip_suffix("’s")).unwrap_or(inner);
        let starts = word.starts_with(inner);
        let before = std::mem::take(&mut open);
        if !is_name(inner) {
            continue;
        }
        let is_spelled = words::get(&inner.to_ascii_lowercase()).is_some_and(|entry| entry.spelled);
        for (name, count) in ways(inner, syllables).into_iter().filter(|way| way.1 == 1 || !is_spelled) {
            let with = before
                .iter()
                .filter(|_| starts)
                .map(|&(first, more)| (first << (BITS * count as u32) | name, more + count));
            open.extend(with.chain([(name, count)]).filter(|way| way.1 <= MOST));
        }
        found.extend(open.iter().filter(|way| way.1 >= FEWEST).map(|way| way.0));
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

/// The ways to take a name apart into syllables, with how many they are.
fn ways(word: &str, syllables: &HashSet<Syllable>) -> Vec<(Name, usize)> {
    let parts: Vec<String> = word
        .split('-')
        .map(|part| part.chars().filter(char::is_ascii_alphabetic).collect::<String>().to_ascii_lowercase())
        .collect();
    let mut found: Vec<(Name, usize)> = vec![(0, 0)];
    for part in &parts {
        let mut of_part = pinyin(part, syllables);
        if parts.len() > 1 {
            of_part.extend(wade_giles::of(part).filter(|it| syllables.contains(it)).map(|it| (Name::from(it), 1)));
        }
        let with = |&(name, count): &(Name, usize)| {
            let longer = of_part.iter().map(move |&(rest, more)| (name << (BITS * more as u32) | rest, count + more));
            longer.filter(|way| way.1 <= MOST).collect::<Vec<_>>()
        };
        found = found.iter().flat_map(with).collect();
    }
    found
}

/// The ways to take letters apart into syllables of the text, up to [`MOST`].
fn pinyin(letters: &str, syllables: &HashSet<Syllable>) -> Vec<(Name, usize)> {
    let mut found = Vec::new();
    let mut open = vec![(0, 0, 0)];
    while let Some((at, name, count)) = open.pop() {
        for end in at + 1..=letters.len().min(at + 6) {
            let Some(syllable) = packed(&letters[at..end]).filter(|it| syllables.contains(it)) else { continue };
            let name = joined(name, syllable);
            if end == letters.len() {
                found.push((name, count + 1));
            } else if count + 1 < MOST {
                open.push((end, name, count + 1));
            }
        }
    }
    found
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

    #[test]
    fn names_meet_their_characters() {
        let check = |zh: &str, en: &str, count: usize| assert_eq!(shared(zh, en), count, "{zh} {en}");
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
}
