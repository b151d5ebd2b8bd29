//! Names in the system of Wade and Giles (1892), by which Taiwan and older books spell Chinese, as Hanyu Pinyin.
//!
//! Its apostrophes are often lost, so an initial may stand for several; what comes of it need not be a syllable of Chinese.

use super::syllable::{Syllable, packed};

/// The syllables that a part of a name may stand for.
pub fn of(part: &str) -> impl Iterator<Item = Syllable> {
    const INITIALS: [(&str, &[&str]); 11] = [
        ("ch", &["zh", "ch", "j", "q"]),
        ("hs", &["x"]),
        ("ts", &["z", "c"]),
        ("tz", &["z", "c"]),
        ("ss", &["s"]),
        ("sz", &["s"]),
        ("sh", &["sh"]),
        ("k", &["g", "k"]),
        ("t", &["d", "t"]),
        ("p", &["b", "p"]),
        ("j", &["r"]),
    ];
    const FINALS: [(&str, &str); 12] = [
        ("ieh", "ie"),
        ("ien", "ian"),
        ("ueh", "ue"),
        ("ung", "ong"),
        ("ih", "i"),
        ("eh", "e"),
        ("en", "an"),
        ("o", "e"),
        ("o", "uo"),
        ("u", "i"),
        ("ui", "ui"),
        ("uei", "ui"),
    ];
    let known = INITIALS.iter().find(|(written, _)| part.starts_with(written));
    let (initials, rest) = match known {
        Some((written, initials)) => {
            (initials.iter().map(|initial| (*initial).to_owned()).collect(), &part[written.len()..])
        }
        None => {
            let vowel = part.find(['a', 'e', 'i', 'o', 'u']).unwrap_or(0);
            (vec![part[..vowel].to_owned()], &part[vowel..])
        }
    };
    let rewritten = FINALS.iter().filter(|(written, _)| *written == rest).map(|(_, pinyin)| (*pinyin).to_owned());
    let finals: Vec<String> = std::iter::once(rest.to_owned()).chain(rewritten).collect();
    let whole = move |initial: &String| -> Vec<Syllable> {
        finals.iter().filter_map(|rest| packed(&format!("{initial}{rest}"))).collect()
    };
    initials.iter().flat_map(whole).collect::<Vec<_>>().into_iter()
}

#[cfg(test)]
mod tests {
    use super::super::syllable::packed;
    use super::of;

    #[test]
    fn wade_giles_parts_may_be_several_syllables() {
        let check = |part: &str, pinyin: &str| {
            assert!(of(part).any(|syllable| packed(pinyin) == Some(syllable)), "{part} {pinyin}");
        };
        for (part, pinyin) in [("tse", "ze"), ("tung", "dong"), ("hsiao", "xiao"), ("ping", "ping"), ("chou", "zhou")] {
            check(part, pinyin);
        }
        for (part, pinyin) in
            [("kuo", "guo"), ("jen", "ren"), ("tien", "tian"), ("ssu", "si"), ("li", "li"), ("ho", "he")]
        {
            check(part, pinyin);
        }
        assert_eq!(of("").count(), 0);
    }
}
