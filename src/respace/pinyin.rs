//! Whether letters can be a Chinese name in pinyin.
//!
//! Standard Mandarin has some 400 syllables: an initial and a final, not all of which go together. The table below
//! follows the chart of Hanyu Pinyin (ISO 7098), without tones and with `v` left out for `ü`.

use std::sync::LazyLock;

/// Each initial with the finals that it takes.
const CHART: [(&str, &str); 24] = [
    ("b", "a ai an ang ao ei en eng i ian iao ie in ing o u"),
    ("p", "a ai an ang ao ei en eng i ian iao ie in ing o ou u"),
    ("m", "a ai an ang ao ei en eng i ian iao ie in ing iu o ou u"),
    ("f", "a an ang ei en eng o ou u"),
    ("d", "a ai an ang ao e ei eng i ian iao ie ing iu ong ou u uan ui un uo"),
    ("t", "a ai an ang ao e eng i ian iao ie ing ong ou u uan ui un uo"),
    ("n", "a ai an ang ao e ei en eng i ian iang iao ie in ing iu ong u uan ue uo"),
    ("l", "a ai an ang ao e ei eng i ia ian iang iao ie in ing iu ong ou u uan ue un uo"),
    ("g", "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo"),
    ("k", "a ai an ang ao e en eng ong ou u ua uai uan uang ui un uo"),
    ("h", "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo"),
    ("j", "i ia ian iang iao ie in ing iong iu u uan ue un"),
    ("q", "i ia ian iang iao ie in ing iong iu u uan ue un"),
    ("x", "i ia ian iang iao ie in ing iong iu u uan ue un"),
    ("zh", "a ai an ang ao e en eng i ong ou u ua uai uan uang ui un uo"),
    ("ch", "a ai an ang ao e en eng i ong ou u ua uai uan uang ui un uo"),
    ("sh", "a ai an ang ao e ei en eng i ou u ua uai uan uang ui un uo"),
    ("r", "an ang ao e en eng i ong ou u uan ui un uo"),
    ("z", "a ai an ang ao e ei en eng i ong ou u uan ui un uo"),
    ("c", "a ai an ang ao e en eng i ong ou u uan ui un uo"),
    ("s", "a ai an ang ao e en eng i ong ou u uan ui un uo"),
    ("y", "a an ang ao e i in ing o ong ou u uan ue un"),
    ("w", "a ai an ang ei en eng o u"),
    ("", "a ai an ang ao e en er ou"),
];

/// The most letters of a syllable: "zhuang".
const LONGEST: usize = 6;

/// All syllables, each packed into a number, in order.
static SYLLABLES: LazyLock<Vec<u64>> = LazyLock::new(|| {
    let finals = |(initial, finals): &(&'static str, &'static str)| {
        let initial = *initial;
        finals.split(' ').map(move |rest| packed(initial.bytes().chain(rest.bytes())))
    };
    let mut all: Vec<u64> = CHART.iter().flat_map(finals).collect();
    all.sort_unstable();
    all
});

fn packed(letters: impl Iterator<Item = u8>) -> u64 {
    letters.fold(0, |number, letter| number << 8 | u64::from(letter))
}

/// Whether `letters`, in small letters and at most [`LONGEST`], are one syllable.
fn is_syllable(letters: &[u8]) -> bool {
    SYLLABLES.binary_search(&packed(letters.iter().copied())).is_ok()
}

/// For each length of a prefix of `letters`, the fewest syllables that make it up, up to `most`; 0 where it is no name.
pub fn names(letters: &[u8], most: u8) -> Vec<u8> {
    let mut fewest = vec![0u8; letters.len() + 1];
    for start in 0..letters.len() {
        let so_far = fewest[start];
        if (start > 0 && so_far == 0) || so_far >= most {
            continue;
        }
        for end in start + 1..=letters.len().min(start + LONGEST) {
            if (fewest[end] == 0 || fewest[end] > so_far + 1) && is_syllable(&letters[start..end]) {
                fewest[end] = so_far + 1;
            }
        }
    }
    fewest
}

#[cfg(test)]
mod tests {
    use super::names;

    #[test]
    fn names_are_told_from_other_words_by_their_syllables() {
        let check = |name: &str, syllables| {
            assert_eq!(names(name.as_bytes(), 4)[name.len()], syllables, "{name}");
        };
        check("xinhui", 2);
        check("luoding", 2);
        check("pazhou", 2);
        check("zhuang", 1);
        check("shijiazhuang", 3);
        check("heilongjiang", 3);
        check("london", 0);
        check("strict", 0);
        check("shijiazhuangshi", 4);
        check("shijiazhuangshiqu", 0);
    }
}
