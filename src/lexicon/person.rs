//! Names of persons in Hanyu Pinyin: a family name of one syllable and a given name of two, Zhang Kunpeng for 张坤鹏.

use std::ops::Range;
use std::sync::LazyLock;

use super::reading;
use super::syllable::{self, Syllable};

/// The most frequent family names.
pub const SURNAMES: &[&str] = &[
    "Bai", "Cai", "Cao", "Chang", "Chen", "Cheng", "Cui", "Dai", "Deng", "Ding", "Dong", "Du", "Duan", "Fan", "Fang",
    "Feng", "Fu", "Gao", "Gong", "Gu", "Guo", "Han", "Hao", "He", "Hou", "Hu", "Huang", "Jia", "Jiang", "Jin", "Kong",
    "Lai", "Lei", "Li", "Liang", "Liao", "Lin", "Liu", "Lu", "Luo", "Ma", "Mao", "Meng", "Pan", "Peng", "Qian", "Qin",
    "Qiu", "Ren", "Shao", "Shen", "Shi", "Song", "Su", "Sun", "Tan", "Tang", "Tao", "Tian", "Wan", "Wang", "Wei", "Wu",
    "Xia", "Xiao", "Xie", "Xiong", "Xu", "Xue", "Yan", "Yang", "Yao", "Ye", "Yin", "Yu", "Yuan", "Zeng", "Zhang",
    "Zhao", "Zhou",
];

/// Whether a character is read as one of the most frequent family names.
fn may_be_surname(character: char) -> bool {
    static SYLLABLES: LazyLock<Vec<Syllable>> = LazyLock::new(|| {
        SURNAMES.iter().filter_map(|surname| syllable::packed(&surname.to_ascii_lowercase())).collect()
    });
    reading::of(character).iter().any(|syllable| SYLLABLES.contains(syllable))
}

/// A name of a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person<'n> {
    /// The family name.
    pub surname: &'n str,
    /// The syllables of the given name, by each way to part it.
    given: Vec<[Syllable; 2]>,
}

/// Where a given name is read in a Chinese text, with the character before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Read {
    /// The bytes of all three characters.
    pub at: Range<usize>,
    /// Whether the first of them is read as the family name.
    pub is_whole: bool,
}

impl<'n> Person<'n> {
    /// Reads an English name of two words, in either order; `None` where it is none of a person in Pinyin.
    pub fn of(name: &'n str) -> Option<Self> {
        let (first, second) = name.split_once(' ')?;
        let (surname, given) = match [first, second].map(|word| SURNAMES.contains(&word)) {
            [true, false] => (first, second),
            [false, true] => (second, first),
            _ => return None,
        };
        let given = given.to_ascii_lowercase();
        let cuts = (1..given.len()).filter_map(|at| given.split_at_checked(at));
        let given: Vec<[Syllable; 2]> =
            cuts.filter_map(|(left, right)| Some([syllable::packed(left)?, syllable::packed(right)?])).collect();
        Some(Person { surname, given })
    }

    /// Where the given name is read in a Chinese text behind some character that has a reading. Linear.
    pub fn read_in(&self, chinese: &str) -> Vec<Read> {
        let surname = syllable::packed(&self.surname.to_ascii_lowercase());
        let characters: Vec<(usize, [Syllable; 2])> =
            chinese.char_indices().map(|(at, c)| (at, reading::of(c))).collect();
        let end = |at: usize| at + chinese[at..].chars().next().map_or(0, char::len_utf8);
        let is_read = |of: &[Syllable; 2], syllable: Syllable| of.contains(&syllable);
        let read = characters.windows(3).filter_map(|three| {
            let [(start, first), (_, second), (last, third)] = three else { return None };
            let is_given = self.given.iter().any(|given| is_read(second, given[0]) && is_read(third, given[1]));
            let is_whole = surname.is_some_and(|surname| is_read(first, surname));
            (is_given && first[0] != 0).then(|| Read { at: *start..end(*last), is_whole })
        });
        read.collect()
    }

    /// Where the whole name is read first.
    pub fn whole_in(&self, chinese: &str) -> Option<Range<usize>> {
        self.read_in(chinese).into_iter().find(|read| read.is_whole).map(|read| read.at)
    }

    /// Where the given name is read behind another family name, and nowhere behind its own.
    pub fn another_in(&self, chinese: &str) -> Option<Range<usize>> {
        let read = self.read_in(chinese);
        let is_surname = |at: &Range<usize>| chinese[at.clone()].chars().next().is_some_and(may_be_surname);
        match read.iter().any(|read| read.is_whole) {
            true => None,
            false => read.into_iter().map(|read| read.at).find(is_surname),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_two_words_are_parted_into_family_and_given_name() {
        let surname = |name| Person::of(name).map(|person| person.surname);
        assert_eq!(surname("Zhang Kunpeng"), Some("Zhang"));
        assert_eq!(surname("Kunpeng Zhang"), Some("Zhang"));
        assert_eq!(surname("Eleanor Whitcombe"), None);
        assert_eq!(surname("Zhang Wei"), None, "either may be the family");
        assert_eq!(surname("Zhang"), None);
    }

    #[test]
    fn persons_of_another_family_name() {
        let check = |name: &str, chinese: &str, expected: Option<&str>| {
            let another = Person::of(name).expect("a name").another_in(chinese);
            assert_eq!(another.map(|at| &chinese[at]), expected, "{name} {chinese}");
        };
        check("Wang Kunpeng", "作家张坤鹏出生在村庄", Some("张坤鹏"));
        check("Zhang Kunpeng", "作家张坤鹏出生在村庄", None);
        check("Wang Kunpeng", "张坤鹏和王坤鹏", None);
        check("Wang Kunpeng", "大家叫坤鹏来吃饭", None);
    }

    #[test]
    fn a_given_name_is_read_behind_whatever_family_name() {
        let check = |name: &str, chinese: &str, expected: &[(&str, bool)]| {
            let read = Person::of(name).expect("a name").read_in(chinese);
            let read: Vec<(&str, bool)> = read.iter().map(|read| (&chinese[read.at.clone()], read.is_whole)).collect();
            assert_eq!(read, expected, "{name} {chinese}");
        };
        check("Zhang Kunpeng", "作家张坤鹏出生在村庄", &[("张坤鹏", true)]);
        check("Wang Kunpeng", "作家张坤鹏出生在村庄", &[("张坤鹏", false)]);
        check("Zhang Kunpeng", "坤鹏出生在村庄", &[]);
        check("Zhang Min", "张敏出生在村庄", &[]);
        check("Zeng Xiaoli", "曾晓丽、任晓丽和單晓丽", &[("曾晓丽", true), ("任晓丽", false), ("單晓丽", false)]);
        check("Ren Xi’an", "任西安", &[]);
    }
}
