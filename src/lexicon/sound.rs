//! How foreign names sound in Chinese characters: 惠特默 is near Whitmer.
//!
//! Both are reduced to their consonants, those that Chinese does not tell apart falling together, and aligned by what it
//! costs to turn one into the other (Wagner and Fischer 1974); r, l, h and n, which transliterations drop and add, cost
//! little. A Chinese text counts as far as it is written in characters that spell foreign names.

use std::sync::LazyLock;

use super::reading;
use super::syllable::{Syllable, packed};
use crate::text::trie::CharSet;

/// Characters that spell foreign sounds.
const SPELLING: &str = "阿埃艾爱安昂奥澳巴白百班邦保鲍北贝倍本比彼毕宾波博伯勃布卜采蔡策查茨慈次达大戴代丹当道德登邓狄迪底蒂\
    第丁顿东杜都敦多厄恩尔耳法凡范方菲费芬丰冯佛夫弗伏福富盖甘冈高戈哥格葛根贡古瓜圭果哈海汉豪贺赫黑亨洪侯胡华怀霍惠\
    基吉及季加贾简杰金津京久喀卡开坎康考科柯克肯孔库夸奎坤昆拉腊莱兰朗劳勒雷蕾类黎里理李利丽莉立连列林琳刘留龙隆卢鲁路\
    露伦罗洛吕律马玛麦迈曼芒毛梅门蒙孟米密闵敏明缪摩莫默墨姆木穆慕那纳娜乃奈南内嫩尼妮年涅宁牛纽农努诺欧帕派潘庞佩彭\
    皮匹平珀普浦齐奇契恰切钦琴丘屈让热仁荣茹儒瑞若萨塞赛三桑瑟森沙莎山珊尚绍舍申生圣施石史士舒朔司丝斯思松苏索所塔泰\
    坦汤陶特腾提田廷汀图托陀瓦万旺威韦维伟卫魏温文翁沃乌武伍西希锡悉夏香肖谢辛欣兴修许雪逊雅亚扬杨姚耶叶伊依易因英约尤\
    于扎宰赞泽曾詹湛章哲珍芝直智朱兹子宗祖佐";

/// A class of consonants that Chinese does not tell apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sound {
    /// b, p
    P,
    /// f, v
    F,
    /// w
    W,
    /// m, and n at the end
    M,
    /// d, t
    T,
    /// n
    N,
    /// l, r
    L,
    /// g, k
    K,
    /// h
    H,
    /// s, z, sh, ch, j
    S,
    /// j, q, x, which stand for s and for k before i
    J,
    /// no sound of a name
    Break,
}

use Sound::{Break, F, H, J, K, L, M, N, P, S, T, W};

/// The consonants of a Chinese text, a gap where it spells no foreign name.
#[derive(Clone, Debug, Default)]
pub struct Sounds(Vec<Sound>);

impl Sounds {
    /// Of a Chinese text. One look-up a character.
    pub fn of_chinese(text: &str) -> Self {
        let mut sounds = Vec::new();
        for character in text.chars() {
            match reading::of(character)[0] {
                0 => sounds.push(Break),
                _ if !spells(character) => sounds.push(Break),
                syllable => consonants(syllable, &mut sounds),
            }
        }
        Sounds(sounds)
    }

    /// Of an English word. Linear.
    pub fn of_english(word: &str) -> Self {
        let letters: Vec<char> = word.to_lowercase().chars().filter(|c| c.is_alphabetic()).collect();
        let mut sounds: Vec<Sound> = Vec::new();
        for (at, &letter) in letters.iter().enumerate() {
            let next = letters.get(at + 1).copied().unwrap_or(' ');
            let before = at.checked_sub(1).map_or(' ', |at| letters[at]);
            let sound = match letter {
                'p' if next == 'h' => F,
                'b' | 'p' => P,
                'f' | 'v' => F,
                'w' => W,
                'm' => M,
                'd' | 't' => T,
                'n' => N,
                'l' | 'r' => L,
                'c' if matches!(next, 'e' | 'i' | 'y' | 'h') => J,
                'c' | 'k' | 'q' => K,
                'g' if matches!(next, 'e' | 'i' | 'y') => J,
                'g' => K,
                'h' if matches!(before, 'p' | 'c' | 's' | 't' | 'g') => continue,
                'h' => H,
                'j' | 'x' | 'ç' | 'š' | 'č' => J,
                's' | 'z' => S,
                _ => continue,
            };
            if sounds.last() != Some(&sound) || before != letter {
                sounds.push(sound);
            }
        }
        Sounds(sounds)
    }

    /// How many consonants there are.
    fn count(&self) -> usize {
        self.0.len()
    }

    /// Whether these consonants of an English name are somewhere in a Chinese text, `roughly` or all of them; one alone says
    /// nothing. Costs the product of the lengths.
    pub fn are_within(&self, chinese: &Sounds, roughly: bool) -> bool {
        let start = vec![0; chinese.count() + 1];
        let end = self.align(chinese, start);
        let most = if roughly { self.0.iter().map(|&sound| price(sound)).sum::<u32>() / 4 } else { 0 };
        self.count() >= 2 && end.into_iter().min().is_some_and(|cost| cost <= most)
    }

    /// Whether an English name may be this Chinese one, as far as their consonants go. Generous.
    pub fn may_be(&self, chinese: &Sounds) -> bool {
        let start = (0..=chinese.count()).map(|at| chinese.0[..at].iter().map(|&sound| price(sound)).sum()).collect();
        let cost = self.align(chinese, start).last().copied().unwrap_or(0);
        cost * 5 <= 2 * WHOLE * self.count().max(chinese.count()) as u32
    }

    /// The last row of the table of costs.
    fn align(&self, chinese: &Sounds, mut row: Vec<u32>) -> Vec<u32> {
        for &ours in &self.0 {
            let mut diagonal = row[0];
            row[0] += price(ours);
            for (at, &theirs) in chinese.0.iter().enumerate() {
                let exchanged = diagonal + if fit(ours, theirs) { 0 } else { WHOLE + WHOLE / 2 };
                diagonal = row[at + 1];
                row[at + 1] = exchanged.min(diagonal + price(ours)).min(row[at] + price(theirs));
            }
        }
        row
    }
}

/// What a consonant costs that the other side lacks.
const WHOLE: u32 = 10;

fn price(sound: Sound) -> u32 {
    match sound {
        L | H | N | W => 3,
        Break => 3 * WHOLE,
        _ => WHOLE,
    }
}

/// Whether an English consonant may be a Chinese one.
fn fit(english: Sound, chinese: Sound) -> bool {
    english == chinese
        || matches!(
            (english, chinese),
            (F, W | P)
                | (P, F)
                | (W, F | H | K)
                | (M, N)
                | (T, S | J)
                | (K, J | H)
                | (H, J | K)
                | (S, J | T)
                | (J, S | K | T | H)
        )
}

/// Whether a character is one that spells foreign names. One look at a table of bits.
pub fn spells(character: char) -> bool {
    static CHARACTERS: LazyLock<CharSet> = LazyLock::new(|| CharSet::of(SPELLING.chars()));
    CHARACTERS.has(character)
}

/// The consonants of a syllable.
fn consonants(syllable: Syllable, sounds: &mut Vec<Sound>) {
    if Some(syllable) == packed("er") {
        return sounds.push(L);
    }
    let mut letters = reading::letters(syllable);
    let initial = match letters.next().unwrap_or_default() {
        'b' | 'p' => Some(P),
        'f' => Some(F),
        'w' => Some(W),
        'm' => Some(M),
        'd' | 't' => Some(T),
        'n' => Some(N),
        'l' | 'r' => Some(L),
        'g' | 'k' => Some(K),
        'h' => Some(H),
        'j' | 'q' | 'x' => Some(J),
        's' | 'z' | 'c' => Some(S),
        _ => None,
    };
    sounds.extend(initial);
    if letters.any(|letter| letter == 'n') {
        sounds.push(N);
    }
}

/// Whether small letters are one syllable of Hanyu Pinyin, as far as its initials and finals go together by themselves.
pub fn is_pinyin(letters: &str) -> bool {
    const INITIALS: [&str; 24] = [
        "zh", "ch", "sh", "b", "p", "m", "f", "d", "t", "n", "l", "g", "k", "h", "j", "q", "x", "r", "z", "c", "s",
        "y", "w", "",
    ];
    const FINALS: [&str; 34] = [
        "a", "o", "e", "i", "u", "ai", "ei", "ui", "ao", "ou", "iu", "ie", "ue", "an", "en", "in", "un", "ang", "eng",
        "ing", "ong", "ia", "iao", "ian", "iang", "iong", "ua", "uo", "uai", "uan", "uang", "er", "v", "ve",
    ];
    let initial = INITIALS.iter().find(|initial| letters.starts_with(**initial)).unwrap_or(&"");
    FINALS.contains(&&letters[initial.len()..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pinyin_is_an_initial_and_a_final() {
        assert!(["zhuang", "ni", "er", "xue", "ao", "hong"].into_iter().all(is_pinyin));
        assert!(!["str", "vil", "gad", "zh", "", "ort"].into_iter().any(is_pinyin));
    }

    #[test]
    fn names_sound_like_their_characters() {
        let check = |chinese: &str, english: &str, expected: bool| {
            let sounds = Sounds::of_chinese(chinese);
            assert_eq!(Sounds::of_english(english).may_be(&sounds), expected, "{chinese} {english}");
        };
        check("莫扎特", "Mozart", true);
        check("伏尔泰", "Voltaire", true);
        check("莎士比亚", "Mozart", false);
    }

    #[test]
    fn names_are_found_within_sentences() {
        let within =
            |english: &str, chinese: &str| Sounds::of_english(english).are_within(&Sounds::of_chinese(chinese), true);
        assert!(within("Voltaire", "法国哲学家伏尔泰在信中写道"));
        assert!(!within("Beethoven", "法国哲学家伏尔泰在信中写道"));
    }
}
