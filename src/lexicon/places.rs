//! Names with one known rendering or a few: countries and their languages, provinces, cities, parts of China, weekdays.
//!
//! The table `places.txt` is kept by hand. Each side is searched with one trie of all its names, the leftmost and longest first,
//! so that a text costs one pass however many names there are.

use std::ops::Range;
use std::sync::LazyLock;

use crate::text::trie::Trie;

/// The number of a name in the table.
pub type PlaceId = usize;

/// A name of the table.
#[derive(Debug)]
pub struct Place {
    /// What sort of name it is: "country". Only names of one class are taken for each other.
    pub class: &'static str,
    /// What stands for it in a compound, 美 in 中美: it accounts for the English name, and asks for none.
    pub shorts: Vec<&'static str>,
    /// The English names; the first is the plainest.
    pub english: Vec<&'static str>,
    /// The Chinese ones.
    pub chinese: Vec<&'static str>,
}

/// A name where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Named {
    /// Which one.
    pub id: PlaceId,
    /// Its first byte.
    pub start: usize,
    /// The byte behind its last.
    pub end: usize,
}

struct Table {
    places: Vec<Place>,
    chinese: Names,
    english: Names,
}

/// The names of one language; `owners` has for each the places that it may stand for.
struct Names {
    trie: Trie,
    owners: Vec<Vec<PlaceId>>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut places = Vec::new();
    let (mut chinese, mut english) = (Vec::new(), Vec::new());
    let mut class = "";
    for line in include_str!("places.txt").lines().filter(|line| !line.starts_with('#')) {
        if let Some(head) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            class = head;
        } else if let Some((left, right)) = line.split_once(" = ") {
            let (names, shorts) = left.split_once(" / ").unwrap_or((left, ""));
            let id = places.len();
            let own: Vec<&str> = names.split_whitespace().collect();
            chinese.extend(own.iter().map(|&name| (name, id)));
            english.extend(right.split('|').map(|name| (name, id)));
            let shorts = shorts.split_whitespace().collect();
            places.push(Place { class, shorts, english: right.split('|').collect(), chinese: own });
        }
    }
    Table { places, chinese: Names::of(chinese), english: Names::of(english) }
});

impl Names {
    fn of(mut named: Vec<(&'static str, PlaceId)>) -> Self {
        named.sort_unstable();
        let mut patterns: Vec<&str> = Vec::new();
        let mut owners: Vec<Vec<PlaceId>> = Vec::new();
        for (name, id) in named {
            if patterns.last() == Some(&name) {
                owners.last_mut().expect("a pattern has owners").push(id);
            } else {
                patterns.push(name);
                owners.push(vec![id]);
            }
        }
        Names { trie: Trie::of(patterns), owners }
    }
}

/// A name of the table by its number.
pub fn place(id: PlaceId) -> &'static Place {
    &TABLE.places[id]
}

/// The other names of its class, from the one behind it on.
pub fn others(id: PlaceId) -> impl Iterator<Item = PlaceId> {
    let count = TABLE.places.len();
    (1..count).map(move |step| (id + step) % count).filter(move |&other| place(other).class == place(id).class)
}

/// The names in a Chinese text, in its order. Linear.
pub fn in_chinese(text: &str) -> Vec<Named> {
    let names = &TABLE.chinese;
    names.trie.find_iter(text).flat_map(|found| named(&names.owners, found)).collect()
}

/// Whether a name is a part of a person's, whose parts are joined by a dot: 罗伯特·华盛顿.
pub fn is_part(text: &str, name: &Named) -> bool {
    const DOTS: [char; 3] = ['·', '•', '・'];
    text[..name.start].ends_with(DOTS) || text[name.end..].starts_with(DOTS)
}

/// The names in an English text, in its order: whole words, as they are written, with or without the s of the plural. Linear. A name that two places share, as
/// Canton is, is named for each.
pub fn in_english(text: &str) -> Vec<Named> {
    let names = &TABLE.english;
    let is_word = |(_, at): &(usize, Range<usize>)| {
        let before = text[..at.start].chars().next_back();
        let rest = text[at.end..].strip_prefix('s').unwrap_or(&text[at.end..]);
        !before.is_some_and(char::is_alphanumeric) && !rest.starts_with(char::is_alphanumeric)
    };
    let whole = names.trie.find_iter(text).filter(is_word);
    whole.flat_map(|found| named(&names.owners, found)).collect()
}

fn named(owners: &[Vec<PlaceId>], (name, at): (usize, Range<usize>)) -> impl Iterator<Item = Named> {
    owners[name].iter().map(move |&id| Named { id, start: at.start, end: at.end })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(found: Vec<Named>) -> Vec<&'static str> {
        found.into_iter().map(|named| place(named.id).english[0]).collect()
    }

    #[test]
    fn names_of_both_languages_meet_in_one_place() {
        assert_eq!(names(in_chinese("江苏与浙江，印度尼西亚周一")), ["Jiangsu", "Zhejiang", "Indonesia", "Monday"]);
        assert_eq!(
            names(in_english("Jiangsu's and Zhejiang's, the Indonesian side")),
            ["Jiangsu", "Zhejiang", "Indonesia"]
        );
        assert_eq!(names(in_english("US firms")), ["United States"]);
    }

    #[test]
    fn parts_of_words_are_no_names_and_parts_of_a_persons_are_told() {
        assert!(in_english("Chinatown, usable, USAGE, the sun").is_empty());
        let text = "玛丽·华盛顿";
        assert!(in_chinese(text).iter().all(|name| is_part(text, name)));
    }
}
