//! Which words of a bead find a counterpart.
//!
//! Words that may stand for each other are linked greedily, the likeliest first, each English word once (competitive
//! linking; Melamed 2000): by the weight of the gloss, and more where the words around are linked to words around. Half of
//! the words of a correct translation find nothing in a dictionary, so what a word says is the ratio of two rates, learned
//! on public pairs: how often one of its class is so linked where its clause is translated, and where that was deleted.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::likeness::Likeness;
use super::texts_of;
use crate::align::word::{ChineseWord, Join, Words};
use crate::check::rule::Aligned;
use crate::text::lang::Lang;
use crate::text::pair::Side;
use crate::text::trie::Trie;

/// Links that weigh less are none.
const NEGLIGIBLE: f32 = 0.05;

/// From this weight on, that another word took its counterpart speaks for a word.
const PLAUSIBLE: f32 = 0.3;

/// How far away on either side a link may stand to support another.
const NEAR: usize = 4;

/// How far its English word may then be.
const NEAR_ENGLISH: usize = 5;

/// What became of a word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Fate {
    /// Nothing stands for it.
    #[default]
    Alone,
    /// A word elsewhere may stand for it.
    Stray,
    /// A word stands for it, and words near that for words near it.
    Linked,
    /// Its counterpart is there and stands for another word; or it is a repetition of a word that is linked.
    Taken,
}

/// How words of a class are linked: log-likelihood ratios that they were left out, and how often they stand alone when
/// they were; and how close to a counterpart they come where both are as likely, with what each step from there tells.
struct Class {
    alone: f64,
    stray: f64,
    linked: f64,
    taken: f64,
    left_out: f64,
    even: f64,
    step: f64,
}

impl Class {
    /// The log-likelihood ratio that a word was left out which comes so close to a counterpart.
    fn by_likeness(&self, likeness: f64) -> f64 {
        (self.step * (self.even - likeness)).clamp(-2.0, 3.0)
    }
}

/// Words of one character, of two, of more.
const CHINESE: [Class; 3] = [
    Class { alone: 0.18, stray: 0.11, linked: -2.35, taken: -0.38, left_out: 0.93, even: 0.5, step: 3.6 },
    Class { alone: 1.09, stray: -0.2, linked: -2.76, taken: 0.17, left_out: 0.84, even: 0.57, step: 5.8 },
    Class { alone: 1.68, stray: -0.06, linked: -3.0, taken: 0.57, left_out: 0.81, even: 0.54, step: 5.8 },
];

/// Words by what they tell: below 7.5 nats, below 9.5, more.
const ENGLISH: [Class; 3] = [
    Class { alone: 1.26, stray: 0.78, linked: -1.29, taken: 0.52, left_out: 0.71, even: 0.67, step: 6.1 },
    Class { alone: 1.24, stray: 0.71, linked: -1.47, taken: 0.53, left_out: 0.76, even: 0.62, step: 6.0 },
    Class { alone: 1.17, stray: 0.52, linked: -1.81, taken: 0.53, left_out: 0.84, even: 0.6, step: 6.5 },
];

/// Chinese words that say so little that translators render them as they please, or not at all.
static LIGHT: LazyLock<Trie> = LazyLock::new(|| {
    let words = "我们 你们 他们 她们 它们 咱们 大家 自己 这个 那个 这些 那些 这样 那样 这种 那种 \
     这里 那里 这是 什么 怎么 如何 怎样 为何 一个 一些 一种 一次 一样 一下 一直 一定 \
     如果 因此 所以 但是 不过 而且 并且 以及 或者 然而 于是 因为 由于 虽然 尽管 即使 \
     只要 只有 除了 甚至 尤其 其中 其他 其它 其实 另外 此外 同时 然后 之后 之前 以来 \
     之一 之间 可以 能够 可能 应该 应当 必须 需要 没有 不会 不是 不能 就是 还是 也是 \
     都是 已经 正在 曾经 将会 进行 开展 实施 推进 加强 对于 关于 有关 相关 根据 按照 \
     通过 作为 来自 分别 起来 出来 下来 看到 来说 中的 方面 情况 目前 当时 当前 今后 \
     相应 各种 各类 各项 等等 为了 非常 十分 更加 特别 真正 不断 进一步 全面 深入 \
     积极 切实 有效 至少 左右 表示 指出 认为 据了解 忍不住 的话 \
     会不会 是不是 这么 那么 不一样 其次 成为 属于 一项 各项工作";
    Trie::of(words.split_whitespace())
});

/// What became of every word of a bead.
#[derive(Debug)]
pub struct Coverage<'a> {
    words: &'a Words,
    chinese: Vec<Fate>,
    english: Vec<Fate>,
    likeness: Option<Likeness>,
}

/// A word and what it says on whether it was left out.
#[derive(Clone, Copy, Debug)]
pub struct Weighed {
    /// Its first byte.
    pub at: usize,
    /// Its end.
    pub end: usize,
    /// Log-likelihood ratio that it was.
    pub evidence: f64,
    /// How far it counts as a word that tells something.
    pub content: f64,
    /// How far it counts as one without a counterpart.
    pub uncovered: f64,
    /// The log-likelihood ratio by what it means, and how far it counts by that as one without a counterpart.
    pub meant: [f64; 2],
}

impl<'a> Coverage<'a> {
    /// Links the words of a bead.
    pub fn of(words: &'a Words, text: &str) -> Self {
        let mut links: Vec<(f32, Join, bool)> = words.joins.iter().map(|join| supported(words, join)).collect();
        links.sort_unstable_by(|a, b| {
            (b.0.total_cmp(&a.0)).then_with(|| (b.1.chinese, b.1.english).cmp(&(a.1.chinese, a.1.english)))
        });
        let mut chinese = vec![Fate::Alone; words.chinese.len()];
        let mut english = vec![Fate::Alone; words.english.len()];
        for (_, join, near) in &links {
            if english[join.english] == Fate::Alone && join.weight >= NEGLIGIBLE {
                let fate = if *near { Fate::Linked } else { Fate::Stray };
                english[join.english] = fate;
                if chinese[join.chinese] != Fate::Linked {
                    chinese[join.chinese] = fate;
                }
            }
        }
        let plausible = links.iter().filter(|link| link.1.weight >= PLAUSIBLE).map(|link| link.1.chinese);
        let word = |number: usize| &text[words.chinese[number].at.clone()];
        let mut linked: Vec<&str> =
            (0..chinese.len()).filter(|&number| chinese[number] == Fate::Linked).map(word).collect();
        linked.sort_unstable();
        let repeated = (0..chinese.len()).filter(|&number| linked.binary_search(&word(number)).is_ok());
        let taken: Vec<usize> = plausible.chain(repeated).filter(|&number| chinese[number] == Fate::Alone).collect();
        for number in taken {
            chinese[number] = Fate::Taken;
        }
        Coverage { words, chinese, english, likeness: None }
    }

    /// With what the words mean.
    pub fn with_meaning(mut self, chinese: &str, english: &str) -> Self {
        let tells = |word: usize| is_telling(&self.words.chinese[word], chinese);
        self.likeness = Likeness::of(self.words, chinese, english, tells);
        self
    }

    /// Whether it is known what the words mean.
    pub fn is_meant(&self) -> bool {
        self.likeness.is_some()
    }

    /// The words of a language, weighed; `habits` are those of the document.
    pub fn weighed(&self, text: &str, lang: Lang, habits: Option<&Habits>) -> Vec<Weighed> {
        let weighed = |Telling { number, at, word, class, fate }: Telling| {
            let rates = &classes(lang)[class];
            let table = match fate {
                Fate::Alone => rates.alone,
                Fate::Stray => rates.stray,
                Fate::Linked => rates.linked,
                Fate::Taken => rates.taken,
            };
            let usual = habits.map_or(rates.alone, |habits| habits.evidence(word, rates)) * name_share(word, lang);
            let share = (usual / rates.alone).clamp(0.0, 1.0);
            // single characters are often parts of other words, and common words come and go
            let content = if class == 0 { 0.0 } else { share };
            let uncovered = match fate {
                Fate::Alone => content,
                Fate::Taken => 0.5 * content,
                Fate::Stray | Fate::Linked => 0.0,
            };
            let evidence = if table > 0.0 { share * table } else { table };
            let meant = self.likeness.as_ref().map_or(0.0, |likeness| rates.by_likeness(likeness.at(lang, number)));
            let meant = if meant > 0.0 { share * meant } else { meant };
            Weighed {
                at,
                end: at + word.len(),
                evidence,
                content,
                uncovered,
                meant: [meant, content * probability(meant)],
            }
        };
        let mut found = Vec::with_capacity(self.words.chinese.len().max(self.words.english.len()));
        found.extend(self.telling(text, lang).map(weighed));
        found
    }

    /// The words of a language that tell something.
    fn telling<'t>(&self, text: &'t str, lang: Lang) -> Box<dyn Iterator<Item = Telling<'t>> + '_>
    where
        't: 'a,
    {
        match lang {
            Lang::Zh => Box::new(self.words.chinese.iter().zip(&self.chinese).enumerate().filter_map(
                move |(number, (word, &fate))| {
                    let written = &text[word.at.clone()];
                    let class = written.chars().count().min(3) - 1;
                    let telling = Telling { number, at: word.at.start, word: written, class, fate };
                    is_telling(word, text).then_some(telling)
                },
            )),
            Lang::En => Box::new(self.words.english.iter().zip(&self.english).enumerate().filter_map(
                move |(number, (word, &fate))| {
                    let class = [7.5, 9.5].iter().filter(|&&least| word.information >= least).count();
                    let written = &text[word.at.clone()];
                    word.known.then_some(Telling { number, at: word.at.start, word: written, class, fate })
                },
            )),
        }
    }
}

/// A word that tells something.
struct Telling<'t> {
    /// Its number among all words of its language.
    number: usize,
    /// Its first byte.
    at: usize,
    word: &'t str,
    class: usize,
    fate: Fate,
}

fn is_telling(word: &ChineseWord, text: &str) -> bool {
    word.known && !LIGHT.has(&text[word.at.clone()])
}

/// What log-odds come to.
fn probability(log_odds: f64) -> f64 {
    1.0 / (1.0 + (-log_odds).exp())
}

/// What an English word counts for, as a part of a name or not: Chinese shortens the names of institutions, and English
/// spells them out.
fn name_share(word: &str, lang: Lang) -> f64 {
    const NAME: f64 = 0.4;
    if lang == Lang::En && word.starts_with(|c: char| c.is_ascii_uppercase()) { NAME } else { 1.0 }
}

fn classes(lang: Lang) -> &'static [Class; 3] {
    match lang {
        Lang::Zh => &CHINESE,
        Lang::En => &ENGLISH,
    }
}

/// A link with what it is worth among its neighbours, and whether one of them supports it.
fn supported(words: &Words, join: &Join) -> (f32, Join, bool) {
    let first = words.joins.partition_point(|other| other.chinese + NEAR < join.chinese);
    let near = words.joins[first..].iter().take_while(|other| other.chinese <= join.chinese + NEAR);
    let supports = |other: &&Join| {
        other.chinese != join.chinese
            && other.english != join.english
            && other.english.abs_diff(join.english) <= NEAR_ENGLISH
    };
    let mut count = 0u8;
    let mut last = usize::MAX;
    for other in near.filter(supports) {
        count += u8::from(other.chinese != last);
        last = other.chinese;
    }
    (join.weight * (1.0 + 0.5 * f32::from(count.min(3))), *join, count > 0)
}

/// How often the words of a document find no counterpart: what its translator always compresses, and what the dictionary
/// does not know.
#[derive(Debug, Default)]
pub struct Habits {
    /// How often a word occurs, and how often alone.
    words: HashMap<String, (u32, u32)>,
}

impl Habits {
    /// Counts over at most `MOST` beads.
    pub fn of(aligned: &Aligned, side: Side) -> Self {
        const MOST: usize = 1000;
        let mut habits = Habits::default();
        let lang = aligned.texts[side].document.lang;
        let beads = (0..aligned.alignment.beads().len()).filter(|&bead| aligned.is_paired(bead)).take(MOST);
        for bead in beads {
            let spans = texts_of(aligned, bead);
            let text = |side: Side| aligned.texts[side].document.slice(spans[side]);
            let chinese_side = if lang == Lang::Zh { side } else { side.other() };
            let chinese = text(chinese_side);
            let words = Words::by(aligned.lexicon(), chinese, text(chinese_side.other()));
            let coverage = Coverage::of(&words, chinese);
            for Telling { word, fate, .. } in coverage.telling(text(side), lang) {
                let count = habits.words.entry(word.to_lowercase()).or_default();
                count.0 += 1;
                count.1 += u32::from(matches!(fate, Fate::Alone | Fate::Taken));
            }
        }
        habits
    }

    /// What it says that a word stands alone: the less, the more often it does in this document.
    fn evidence(&self, word: &str, class: &Class) -> f64 {
        /// How many occurrences the general rate counts for.
        const KNOWN: f64 = 4.0;
        let (count, alone) = self.words.get(&word.to_lowercase()).copied().unwrap_or_default();
        let general = class.left_out * (-class.alone).exp();
        let rate = (f64::from(alone) + KNOWN * general) / (f64::from(count) + KNOWN);
        (class.left_out / rate).ln().clamp(0.0, class.alone)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_whose_neighbours_are_linked_too_are_linked_and_those_of_a_lost_clause_are_not() {
        let (zh, en) = ("出口下降，进口增长，法院严厉打击犯罪", "exports fell while imports grew");
        let words = Words::of(zh, en);
        let coverage = Coverage::of(&words, zh);
        let fate = |word: &str| {
            let number = words.chinese.iter().position(|at| &zh[at.at.clone()] == word);
            number.map(|number| coverage.chinese[number])
        };
        assert_eq!(fate("出口"), Some(Fate::Linked));
        assert_eq!(fate("进口"), Some(Fate::Linked));
        assert_eq!(fate("法院"), Some(Fate::Alone));
        assert_eq!(fate("犯罪"), Some(Fate::Alone));
    }

    #[test]
    fn a_word_that_is_said_twice_is_not_missed_when_it_is_rendered_once() {
        let (zh, en) = ("出口产品增长，出口额上升", "export products grew");
        let words = Words::of(zh, en);
        let coverage = Coverage::of(&words, zh);
        assert!(!coverage.chinese.is_empty());
        let fates: Vec<Fate> = (words.chinese.iter().zip(&coverage.chinese))
            .filter(|(word, _)| zh[word.at.clone()].starts_with("出口"))
            .map(|(_, fate)| *fate)
            .collect();
        assert!(fates.len() == 2 && !fates.contains(&Fate::Alone), "{fates:?}");
    }
}
