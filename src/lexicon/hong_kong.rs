//! Names as Hong Kong spells them, CHAN Tai-man or Tsim Sha Tsui, as syllables of Jyutping.
//!
//! The spellings follow no strict system: the government's is a mixture of those of missionaries, and people choose their
//! own (Kataoka and Lee 2008, *A System without a System*, Hong Kong Journal of Applied Linguistics 11.1, which has the tables
//! of initials and finals). None tells b from p, d from t, g from k, z from c, nor long vowels from short, so a spelling
//! stands for several syllables; what comes of it need not be one of Cantonese.

use std::collections::HashSet;

use super::cantonese;

/// The most letters of a syllable.
const LONGEST: usize = 6;

/// How syllables begin, longer spellings first, with the initials of Jyutping.
const INITIALS: [(&str, &[&str]); 17] = [
    ("ch", &["z", "c"]),
    ("kw", &["gw", "kw"]),
    ("ng", &["ng"]),
    ("sh", &["s"]),
    ("ts", &["z", "c"]),
    ("f", &["f"]),
    ("h", &["h"]),
    ("k", &["g", "k"]),
    ("l", &["l"]),
    ("m", &["m"]),
    ("n", &["n"]),
    ("p", &["b", "p"]),
    ("s", &["s"]),
    ("t", &["d", "t"]),
    ("w", &["w"]),
    ("y", &["j"]),
    ("", &["", "ng"]),
];

/// How they end, with the finals of Jyutping.
const FINALS: [(&str, &[&str]); 53] = [
    ("a", &["aa"]),
    ("ah", &["aa"]),
    ("ai", &["ai", "aai"]),
    ("ak", &["ak", "aak"]),
    ("am", &["am", "aam"]),
    ("an", &["an", "aan"]),
    ("ang", &["ang", "aang"]),
    ("ap", &["ap", "aap"]),
    ("at", &["at", "aat"]),
    ("au", &["au", "aau"]),
    ("ay", &["ei", "ai"]),
    ("e", &["e"]),
    ("ee", &["ei", "i"]),
    ("eh", &["e"]),
    ("ei", &["ei"]),
    ("ek", &["ek", "ik"]),
    ("eng", &["eng", "ang", "ing"]),
    ("eong", &["oeng"]),
    ("euk", &["oek"]),
    ("eung", &["oeng"]),
    ("i", &["i", "ei"]),
    ("ick", &["ik"]),
    ("ik", &["ik", "ek"]),
    ("im", &["im"]),
    ("in", &["in"]),
    ("ing", &["ing", "eng"]),
    ("ip", &["ip"]),
    ("it", &["it"]),
    ("iu", &["iu"]),
    ("o", &["o", "ou"]),
    ("oi", &["oi"]),
    ("ok", &["ok"]),
    ("om", &["am"]),
    ("on", &["on"]),
    ("ong", &["ong"]),
    ("oo", &["u", "ou"]),
    ("oon", &["un"]),
    ("op", &["ap"]),
    ("or", &["o"]),
    ("ot", &["ot"]),
    ("ow", &["au"]),
    ("oy", &["oi"]),
    ("u", &["u", "yu"]),
    ("ue", &["yu"]),
    ("uen", &["yun"]),
    ("uet", &["yut"]),
    ("ui", &["eoi", "ui"]),
    ("uk", &["uk"]),
    ("um", &["am"]),
    ("un", &["eon", "an", "un", "yun"]),
    ("ung", &["ung"]),
    ("ut", &["eot", "at", "ut"]),
    ("z", &["i"]),
];

/// Spellings that stand for other syllables than their letters say.
const WHOLE: [(&str, &[&str]); 12] = [
    ("hong", &["hong", "hoeng"]),
    ("ip", &["jip"]),
    ("kwu", &["gu"]),
    ("kwun", &["gun"]),
    ("lap", &["lap", "laap", "lip"]),
    ("loon", &["lung"]),
    ("mong", &["mong", "wong"]),
    ("ng", &["ng"]),
    ("sze", &["si"]),
    ("tsze", &["zi", "ci"]),
    ("tze", &["zi", "ci"]),
    ("un", &["jyun"]),
];

/// Whether small letters may be a syllable, as far as its beginning and its end go.
pub fn is_syllable(part: &str) -> bool {
    listed(&WHOLE, part).is_some() || cut(part).is_some()
}

/// The ways to take a word in small letters apart into two that may be syllables, as Fanling is.
pub fn halves(word: &str) -> impl Iterator<Item = (&str, &str)> {
    let cuts = word.len().saturating_sub(LONGEST).max(1)..word.len().min(LONGEST + 1);
    let cuts = cuts.filter(|&cut| word.is_char_boundary(cut)).map(|cut| word.split_at(cut));
    cuts.filter(|(first, second)| is_syllable(first) && is_syllable(second))
}

/// Whether characters that follow each other in a Chinese text may be spelled as these parts.
pub fn is_read(chinese: &str, parts: &[&str]) -> bool {
    let spelled: Vec<HashSet<char>> = parts.iter().map(|part| characters(part).collect()).collect();
    let characters: Vec<char> = chinese.chars().collect();
    let is_name = |window: &[char]| window.iter().zip(&spelled).all(|(character, may_be)| may_be.contains(character));
    !parts.is_empty() && characters.windows(parts.len()).any(is_name)
}

/// The characters that a part of a name in small letters may stand for. Costs a look-up for each syllable it may be.
pub fn characters(part: &str) -> impl Iterator<Item = char> {
    let whole = listed(&WHOLE, part).into_iter().flatten().map(|syllable| (*syllable).to_owned());
    let regular = cut(part).filter(|_| listed(&WHOLE, part).is_none()).into_iter();
    let regular = regular.flat_map(|(initials, finals)| {
        initials.iter().flat_map(move |initial| finals.iter().map(move |rest| format!("{initial}{rest}")))
    });
    whole.chain(regular).flat_map(|syllable| cantonese::characters(&syllable).chars())
}

/// The initials and finals that a part may have.
fn cut(part: &str) -> Option<(&'static [&'static str], &'static [&'static str])> {
    let (written, initials) = INITIALS.iter().find(|(written, _)| part.starts_with(written))?;
    Some((initials, listed(&FINALS, &part[written.len()..])?))
}

fn listed(spellings: &[(&str, &'static [&'static str])], part: &str) -> Option<&'static [&'static str]> {
    spellings.binary_search_by_key(&part, |spelling| spelling.0).ok().map(|at| spellings[at].1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_people_and_places_are_read_syllable_by_syllable() {
        let check = |chinese: &str, name: &str| {
            let parts = name.split([' ', '-']).map(str::to_lowercase);
            assert_eq!(chinese.chars().count(), parts.clone().count(), "{chinese} {name}");
            for (character, part) in chinese.chars().zip(parts) {
                assert!(is_syllable(&part) && characters(&part).any(|it| it == character), "{character} {part}");
            }
        };
        for (chinese, name) in [
            ("陳大文", "CHAN Tai-man"),
            ("陈大文", "Chan Tai Man"),
            ("黃", "Wong"),
            ("鄭", "Cheng"),
            ("張", "Cheung"),
            ("梁", "Leong"),
            ("李國章", "Li Kwok-cheung"),
            ("李", "Lee"),
            ("吳", "Ng"),
            ("葉", "Ip"),
            ("謝", "Tse"),
            ("周", "Chow"),
            ("司徒", "Sze-to"),
            ("歐陽", "Au-yeung"),
            ("余", "Yue"),
            ("許", "Hui"),
            ("郭", "Kwok"),
            ("胡", "Woo"),
            ("曾", "Tsang"),
            ("子", "Tsz"),
            ("尖沙咀", "Tsim Sha Tsui"),
            ("旺角", "Mong Kok"),
            ("元朗", "Yuen Long"),
            ("上環", "Sheung Wan"),
            ("觀塘", "Kwun Tong"),
            ("將軍澳", "Tseung Kwan O"),
            ("紅磡", "Hung Hom"),
            ("香港", "Hong Kong"),
            ("九龍", "Kow-loon"),
            ("赤鱲角", "Chek Lap Kok"),
            ("深水埗", "Sham Shui Po"),
            ("锡钜", "Sik Kui"),
        ] {
            check(chinese, name);
        }
    }

    #[test]
    fn names_are_read_in_a_text() {
        let halves = |word| halves(word).filter(|&(first, second)| is_read("他在粉岭和沙田", &[first, second])).count();
        assert_eq!(["fanling", "shatin", "wanchai", "a", ""].map(halves), [1, 1, 0, 0, 0]);
        assert!(is_read("陳大文先生", &["tai", "man"]) && !is_read("陳大文先生", &["man", "tai"]));
        assert!(!is_read("陳大文先生", &[]));
    }

    #[test]
    fn other_words_are_no_syllables_or_other_characters() {
        for word in ["qing", "zhang", "street", "smith", "xu", "the", ""] {
            assert!(!is_syllable(word), "{word}");
        }
        assert!(!characters("chan").any(|it| it == '黃'));
        assert_eq!(characters("er").count(), 0);
    }

    #[test]
    fn spellings_are_in_order() {
        let is_sorted = |spellings: &[(&str, &[&str])]| spellings.is_sorted_by_key(|spelling| spelling.0);
        assert!(is_sorted(&FINALS) && is_sorted(&WHOLE));
    }
}
