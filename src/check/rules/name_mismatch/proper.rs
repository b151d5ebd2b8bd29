//! Names that no table has: what may be a name in the English, and whether anything in the Chinese accounts for it.

use std::cell::OnceCell;
use std::collections::HashSet;
use std::ops::Range;

use unicode_normalization::UnicodeNormalization;

use crate::lexicon::dictionary::{Dictionary, StemId};
use crate::lexicon::places::{self, place};
use crate::lexicon::sound::{self, Sounds};
use crate::lexicon::stem;
use crate::lexicon::syllable::{self, BITS, Syllable};
use crate::lexicon::{reading, words};

/// Words with a capital that are no names by themselves.
const NO_NAMES: &[&str] = &[
    "April",
    "August",
    "December",
    "February",
    "Friday",
    "I",
    "January",
    "July",
    "June",
    "March",
    "May",
    "Monday",
    "November",
    "October",
    "Saturday",
    "September",
    "Sunday",
    "Thursday",
    "Tuesday",
    "Wednesday",
    "Mr",
    "Mrs",
    "Ms",
    "Dr",
    "St",
    "No",
    "Nos",
    "Sir",
    "Jr",
    "OK",
    "CEO",
    "Internet",
    "COVID",
    "God",
    "Article",
    "Chapter",
    "Hispanic",
    "Latino",
];

/// Short words before a name that a full stop follows.
const TITLES: &[&str] = &["Capt", "Col", "Dr", "Gen", "Gov", "Jr", "Lt", "Mr", "Mrs", "Ms", "Prof", "Rep", "Sen", "St"];

/// The most frequent family names.
const SURNAMES: &[&str] = &[
    "Bai", "Cai", "Cao", "Chang", "Chen", "Cheng", "Cui", "Dai", "Deng", "Ding", "Dong", "Du", "Duan", "Fan", "Fang",
    "Feng", "Fu", "Gao", "Gong", "Gu", "Guo", "Han", "Hao", "He", "Hou", "Hu", "Huang", "Jia", "Jiang", "Jin", "Kong",
    "Lai", "Lei", "Li", "Liang", "Liao", "Lin", "Liu", "Lu", "Luo", "Ma", "Mao", "Meng", "Pan", "Peng", "Qian", "Qin",
    "Qiu", "Ren", "Shao", "Shen", "Shi", "Song", "Su", "Sun", "Tan", "Tang", "Tao", "Tian", "Wan", "Wang", "Wei", "Wu",
    "Xia", "Xiao", "Xie", "Xiong", "Xu", "Xue", "Yan", "Yang", "Yao", "Ye", "Yin", "Yu", "Yuan", "Zeng", "Zhang",
    "Zhao", "Zhou",
];

/// What may stand between the words of a name.
const JOINS: &[&str] = &[
    " ",
    "-",
    ". ",
    "'s ",
    "’s ",
    " of ",
    " of the ",
    " for ",
    " for the ",
    " to ",
    " to the ",
    " & ",
    " and the ",
    " on the ",
];

/// Words of names that say what kind of thing it is, or where.
const KINDS: &[&str] = &[
    "City",
    "County",
    "Department",
    "District",
    "East",
    "Eastern",
    "Lake",
    "Ministry",
    "Mount",
    "Mountain",
    "New",
    "North",
    "Northern",
    "Province",
    "River",
    "Road",
    "Sea",
    "South",
    "Southern",
    "Street",
    "West",
    "Western",
];

/// The dots between the parts of a foreign name.
const DOTS: [char; 3] = ['·', '•', '・'];

/// What a Chinese text accounts for.
pub(super) struct Account<'a> {
    text: &'a str,
    glosses: HashSet<StemId>,
    sounds: OnceCell<Sounds>,
    /// The text in Hanyu Pinyin, by either reading of its characters.
    pinyin: OnceCell<[String; 2]>,
}

impl<'a> Account<'a> {
    /// What a text accounts for of some English. Costs the look-up of all words of the text.
    pub fn of(text: &'a str, english: &str) -> Self {
        let asked: HashSet<StemId> = stems(english).collect();
        let starts = text.char_indices().filter(|(_, c)| !c.is_ascii()).map(|(start, _)| &text[start..]);
        let dictionary = Dictionary::open();
        let headwords = starts.flat_map(|rest| dictionary.prefixes(rest));
        let stems = headwords.flat_map(|headword| dictionary.glosses(headword)).map(|(stem, _)| stem);
        let glosses = stems.filter(|stem| asked.contains(stem)).collect();
        Account { text, glosses, sounds: OnceCell::new(), pinyin: OnceCell::new() }
    }

    /// The share of the words of an English text that the dictionary accounts for.
    pub fn share(&self, english: &str) -> f32 {
        let all: Vec<StemId> = stems(english).collect();
        let known = all.iter().filter(|stem| self.glosses.contains(stem)).count();
        known as f32 / all.len().max(1) as f32
    }

    /// Whether anything accounts for a word of this English name.
    pub fn explains(&self, name: &str) -> bool {
        let is_place = |id| {
            place(id).shorts.iter().any(|short| self.text.contains(short))
                || places::in_chinese(self.text).iter().any(|named| named.id == id)
        };
        if places::in_english(name).iter().any(|named| is_place(named.id)) {
            return true;
        }
        let words = || words_at(name).map(|(_, word)| word).filter(|word| word.len() > 1);
        let is_kind = |word: &&str| KINDS.contains(word);
        // what kind of thing it is explains no name that has other words
        let has_own = words().any(|word| !is_kind(&word) && word.starts_with(char::is_uppercase));
        words().filter(|word| !has_own || !is_kind(word)).any(|word| self.explains_word(word))
    }

    fn explains_word(&self, word: &str) -> bool {
        let lower = word.to_lowercase();
        let is_copied = || self.text.to_lowercase().contains(&lower);
        let is_gloss = || stems(&lower).any(|stem| self.glosses.contains(&stem));
        let pinyin = || self.pinyin.get_or_init(|| [0, 1].map(|which| pinyin(self.text, which)));
        let is_read = || lower.len() > 3 && pinyin().iter().any(|text| text.contains(&lower));
        let sounds = || self.sounds.get_or_init(|| Sounds::of_chinese(self.text));
        // an ordinary word that is a name as well, as Bush is, has to sound the very same
        let is_heard = || Sounds::of_english(&lower).are_within(sounds(), !is_ordinary(word));
        is_gloss() || is_read() || is_copied() || is_heard()
    }
}

/// The stems of an English text that the dictionary knows.
pub(super) fn stems(english: &str) -> impl Iterator<Item = StemId> {
    stem::words(english).filter_map(|word| Dictionary::open().stem_of(&word))
}

/// The readings of a text without its tones; what has none is a space.
fn pinyin(text: &str, which: usize) -> String {
    let mut letters = String::new();
    for character in text.chars() {
        let [first, second] = reading::of(character);
        let syllable = if which == 1 && second > 0 { second } else { first };
        if syllable == 0 {
            letters.push(' ');
        }
        let digits = (0..BITS / 5).rev().map(|at| (syllable >> (5 * at) & 31) as u8).filter(|&letter| letter > 0);
        letters.extend(digits.map(|letter| char::from(letter + b'a' - 1)));
    }
    letters
}

/// The stretches of an English text that may be names: words with a capital that follow each other. Words at the beginning
/// of a sentence count only if they are no ordinary words, and a frequent word alone is none; abbreviations are compared
/// elsewhere. None in a headline, where every word has a capital.
pub(super) fn candidates(text: &str) -> Vec<Range<usize>> {
    const SHORTEST: usize = 3;
    let mut found: Vec<(Range<usize>, bool)> = Vec::new();
    let (mut capitals, mut count, mut begins) = (0, 0, true);
    for (at, word) in words_at(text) {
        let is_capital = word.starts_with(char::is_uppercase);
        count += 1;
        capitals += usize::from(is_capital);
        let follows = found.last().is_some_and(|last| JOINS.contains(&&text[last.0.end..at.start]));
        let ends = ends_sentence(&text[at.end..]) && !TITLES.contains(&word);
        let starts = std::mem::replace(&mut begins, ends);
        let is_code = || word.contains(|c: char| c.is_ascii_digit());
        if !is_capital || is_code() || NO_NAMES.contains(&word) || is_abbreviation(word) {
            continue;
        }
        if starts && is_ordinary(word) {
            continue;
        }
        match found.last_mut() {
            Some(last) if follows && !starts => *last = (last.0.start..at.end, true),
            _ => found.push((at.clone(), is_rare(&text[at]))),
        }
    }
    if capitals * 2 > count {
        Vec::new()
    } else {
        found.into_iter().filter(|(at, is_rare)| *is_rare && at.len() >= SHORTEST).map(|found| found.0).collect()
    }
}

/// Whether a sentence ends, or anything else begins, before the next word.
fn ends_sentence(rest: &str) -> bool {
    let between = &rest[..rest.find(char::is_alphanumeric).unwrap_or(rest.len())];
    between.contains(". ")
        || between.contains(" '")
        || between.contains(|c: char| !matches!(c, ' ' | '-' | ',' | '.' | '\'' | '’' | '&'))
}

fn is_abbreviation(word: &str) -> bool {
    word.len() < 2 || word.chars().filter(|c| c.is_uppercase()).count() > 1 && word.len() <= 6
}

/// Whether a word with a capital may be a name by itself: it is not one that every text has.
fn is_rare(word: &str) -> bool {
    const FREQUENT: f32 = 10.0;
    words::information(&word.to_lowercase()) > FREQUENT || !places::in_english(word).is_empty()
}

pub(super) fn is_ordinary(word: &str) -> bool {
    words::get(&word.to_lowercase()).is_some_and(|entry| entry.spelled)
}

/// The words of a text with their bytes.
fn words_at(text: &str) -> impl Iterator<Item = (Range<usize>, &str)> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(move |word| {
        let start = word.as_ptr() as usize - text.as_ptr() as usize;
        (start..start + word.len(), word)
    })
}

/// A Chinese name that the English lacks.
pub(super) struct Lacking {
    pub at: Range<usize>,
    /// Its English by the table of places, or nothing.
    pub means: String,
    /// An abbreviation in Latin letters, where it is one.
    abbreviation: Option<String>,
}

impl Lacking {
    /// One of the table of places.
    pub fn place(at: Range<usize>, means: &str) -> Self {
        Lacking { at, means: means.to_owned(), abbreviation: None }
    }

    fn plain(at: Range<usize>) -> Self {
        Lacking { at, means: String::new(), abbreviation: None }
    }

    /// Whether an English name may be this one after all: its full form, its people (Poles), or what is called after it
    /// (Romanesque).
    pub fn may_be(&self, name: &str) -> bool {
        self.is_short_for(name) || words_at(name).any(|(_, word)| self.is_akin(word))
    }

    /// Whether a word begins as the name of the place does, or begins with the same letter and sounds like it.
    fn is_akin(&self, word: &str) -> bool {
        const SHARED: usize = 3;
        let (word, name) = (plain(word), plain(&self.means));
        let shared = word.chars().zip(name.chars()).take_while(|(a, b)| a == b).count();
        let sounds = || Sounds::of_english(&word).may_be(&Sounds::of_english(&name));
        shared >= SHARED || shared > 0 && sounds()
    }

    /// Whether it abbreviates an English name, as far as two of its letters go.
    fn is_short_for(&self, name: &str) -> bool {
        let initials: String = words_at(name).filter_map(|(_, word)| word.chars().next()).collect();
        let letters = self.abbreviation.iter().flat_map(|word| word.chars());
        letters.filter(|&letter| initials.contains(letter)).count() > 1
    }
}

/// The Chinese names that the English lacks and that no table has: those of the dictionary, foreign ones of several parts,
/// and names in Latin letters. `english` is said there and nearby.
pub(super) fn lacking(chinese: &str, english: &str) -> Option<Lacking> {
    let spoken = Spoken::of(english);
    known(chinese, &spoken)
        .or_else(|| dotted(chinese, &spoken))
        .or_else(|| spelled(chinese, &spoken))
        .map(Lacking::plain)
        .or_else(|| latin(chinese, english))
}

/// What an English text says and how its names sound.
struct Spoken<'a> {
    english: &'a str,
    stems: OnceCell<HashSet<StemId>>,
    names: OnceCell<Vec<Sounds>>,
}

impl<'a> Spoken<'a> {
    fn of(english: &'a str) -> Self {
        Spoken { english, stems: OnceCell::new(), names: OnceCell::new() }
    }

    fn says(&self, stem: StemId) -> bool {
        self.stems.get_or_init(|| stems(self.english).collect()).contains(&stem)
    }

    fn names(&self, chinese: &str) -> bool {
        let sounds = Sounds::of_chinese(chinese);
        let names = self.names.get_or_init(|| {
            let names = words_at(self.english).filter(|(_, word)| word.starts_with(char::is_uppercase));
            names.map(|(_, word)| Sounds::of_english(word)).collect()
        });
        names.iter().any(|name| name.may_be(&sounds))
    }
}

/// The first name by the dictionary that is lacking: a word in foreign characters whose English is no ordinary word.
fn known(chinese: &str, spoken: &Spoken) -> Option<Range<usize>> {
    let follows = |&((_, first), second): &((usize, char), char)| sound::spells(first) && sound::spells(second);
    let pairs = chinese.char_indices().zip(chinese.chars().skip(1)).filter(follows);
    let mut found = pairs.filter_map(|((start, _), _)| known_at(chinese, start, spoken));
    found.find(|at| begins_word(chinese, at.start))
}

/// A name by the dictionary that begins here and is lacking.
fn known_at(chinese: &str, start: usize, spoken: &Spoken) -> Option<Range<usize>> {
    let dictionary = Dictionary::open();
    let headword = dictionary.longest(&chinese[start..])?;
    let word = &chinese[start..start + headword.len];
    if word.chars().count() < 2 || !word.chars().all(sound::spells) {
        return None;
    }
    let is_long = word.chars().count() > 2;
    let is_name = || dictionary.glosses(headword).any(|(stem, weight)| weight > 50 && is_name(stem, is_long));
    let is_said = || dictionary.glosses(headword).any(|(stem, _)| spoken.says(stem)) || spoken.names(word);
    (is_name() && !is_said()).then_some(start..start + headword.len)
}

/// A word in small letters without accents.
fn plain(word: &str) -> String {
    word.nfd().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Whether what follows the name of a place makes it the name of a company or the like, which may have another in English.
pub(super) fn names_a_body(rest: &str) -> bool {
    const BODIES: &[&str] = &[
        "航空",
        "银行",
        "銀行",
        "电视",
        "電視",
        "广播",
        "廣播",
        "公司",
        "铁路",
        "鐵路",
        "电信",
        "電信",
        "之声",
        "通讯社",
        "新闻社",
    ];
    BODIES.iter().any(|body| rest.starts_with(body))
}

/// Whether a word begins here where a text is cut into the longest words of the dictionary.
fn begins_word(text: &str, start: usize) -> bool {
    let dictionary = Dictionary::open();
    let mut at = 0;
    while at < start {
        let one = text[at..].chars().next().map_or(1, char::len_utf8);
        at += dictionary.longest(&text[at..]).map_or(one, |headword| headword.len);
    }
    at == start
}

/// Whether a name of the table is a part of a longer word that means something else, as 中国 is of 发展中国家.
pub(super) fn is_within_word(text: &str, at: Range<usize>, means: &str) -> bool {
    const BEFORE: usize = 3;
    let dictionary = Dictionary::open();
    let longest = |start: usize| dictionary.longest(&text[start..]);
    let before = text[..at.start].char_indices().rev().take(BEFORE).map(|(start, _)| start);
    let covers = |start: usize| longest(start).is_some_and(|headword| start + headword.len >= at.end);
    let wanted: HashSet<StemId> = stems(means).collect();
    let is_another = |headword| !dictionary.glosses(headword).any(|(stem, _)| wanted.contains(&stem));
    before.into_iter().any(covers)
        || longest(at.start).is_some_and(|headword| at.start + headword.len > at.end && is_another(headword))
}

/// Whether an English stem is that of a name, and no ordinary word; one that is in no list may be a name, if `unlisted`.
fn is_name(stem: StemId, unlisted: bool) -> bool {
    let Some(stem) = Dictionary::open().spelling(stem).filter(|stem| stem.len() > 3) else { return false };
    let is_ending = |end: &&str| is_ordinary(&format!("{stem}{end}"));
    let begun = &stem[..stem.len() - 1];
    let is_word = ["", "e", "y", "al"].iter().any(is_ending) || is_ordinary(&format!("{begun}y"));
    !is_word && (unlisted || words::get(&stem).is_some())
}

/// A foreign name of several parts, 约翰·密尔, of which no part is said.
fn dotted(chinese: &str, spoken: &Spoken) -> Option<Range<usize>> {
    let dot = chinese.find(DOTS)?;
    let is_part = |c: &char| sound::spells(*c) || DOTS.contains(c);
    let before: usize = chinese[..dot].chars().rev().take_while(is_part).map(char::len_utf8).sum();
    let behind: usize = chinese[dot..].chars().take_while(is_part).map(char::len_utf8).sum();
    let at = dot - before..dot + behind;
    let is_long = |part: &str| part.chars().count() > 1;
    let mut parts = chinese[at.clone()].split(DOTS).peekable();
    (parts.clone().all(is_long) && parts.all(|part| !spoken.names(part))).then_some(at)
}

/// A foreign name in one piece, of four characters or more, that nothing in the English sounds like.
fn spelled(chinese: &str, spoken: &Spoken) -> Option<Range<usize>> {
    const FEWEST: usize = 4;
    let mut runs = chinese.split(|character| !sound::spells(character));
    if !runs.any(|run| run.chars().count() >= FEWEST) {
        return None;
    }
    let dictionary = Dictionary::open();
    let is_said = |at: usize| {
        dictionary.longest(&chinese[at..]).filter(|headword| chinese[at..at + headword.len].chars().count() > 1)
    };
    let mut start = None;
    let mut at = 0;
    for (here, character) in chinese.char_indices().chain([(chinese.len(), ' ')]) {
        if here < at {
            continue;
        }
        let word = sound::spells(character).then(|| is_said(here)).flatten();
        if sound::spells(character) && word.is_none() {
            start.get_or_insert(here);
            continue;
        }
        let run = start.take().map(|start| start..here);
        let found = run.filter(|run| chinese[run.clone()].chars().count() >= FEWEST);
        if let Some(run) = found.filter(|run| !spoken.names(&chinese[run.clone()])) {
            return Some(run);
        }
        at = here + word.map_or(0, |word| word.len);
    }
    None
}

/// A name in Latin letters outside of brackets that is not in the English.
fn latin(chinese: &str, english: &str) -> Option<Lacking> {
    let english = english.to_lowercase();
    let joins = |c: char| c.is_ascii_alphanumeric() || matches!(c, '(' | '（' | '/' | '-' | '_' | '.' | '=');
    let is_bare =
        |at: &Range<usize>| !chinese[..at.start].trim_end().ends_with(joins) && !chinese[at.end..].starts_with(joins);
    let mut names = words_at_latin(chinese).filter(|(at, word)| word.len() > 2 && is_bare(at));
    let lacks = |word: &str| !english.contains(&word.to_lowercase());
    let (at, word) = names.find(|(_, word)| word.bytes().all(|byte| byte.is_ascii_uppercase()) && lacks(word))?;
    Some(Lacking { abbreviation: Some(word.to_owned()), ..Lacking::plain(at) })
}

/// The runs of Latin letters in a Chinese text.
fn words_at_latin(text: &str) -> impl Iterator<Item = (Range<usize>, &str)> {
    text.split(|c: char| !c.is_ascii_alphabetic()).filter(|word| !word.is_empty()).map(move |word| {
        let start = word.as_ptr() as usize - text.as_ptr() as usize;
        (start..start + word.len(), word)
    })
}
/// Whether a name is a Chinese one in Hanyu Pinyin, of a family or of a river or the like, of whose syllables no two are read
/// in the Chinese text.
pub(super) fn is_foreign_pinyin(name: &str, chinese: &str) -> bool {
    let words: Vec<&str> = words_at(name).map(|(_, word)| word).collect();
    let [first, second] = words[..] else { return false };
    // who is meant by a pronoun may be said by name
    if !places::in_english(name).is_empty() || chinese.contains(['他', '她']) {
        return false;
    }
    let own = match (SURNAMES.contains(&first), KINDS.contains(&second)) {
        (true, false) => second,
        (false, true) => first,
        _ => return false,
    };
    let own = own.to_lowercase();
    let read: HashSet<Syllable> = chinese.chars().flat_map(reading::of).collect();
    let is_read = |part: &str| syllable::packed(part).is_some_and(|syllable| read.contains(&syllable));
    let cuts = (1..own.len()).filter(|&cut| own.is_char_boundary(cut)).map(|cut| own.split_at(cut));
    let mut ways = cuts.filter(|(left, right)| sound::is_pinyin(left) && sound::is_pinyin(right)).peekable();
    own.len() > 4
        && !is_ordinary(&own)
        && ways.peek().is_some()
        && ways.all(|(left, right)| !is_read(left) || !is_read(right))
}

/// Whether a Chinese name in Hanyu Pinyin is read in a Chinese text, one character after the other.
pub(super) fn reads(chinese: &str, name: &str) -> bool {
    let words: Vec<String> =
        words_at(name).filter(|(_, word)| !KINDS.contains(word)).map(|(_, word)| plain(word)).collect();
    let read: Vec<[Syllable; 2]> = chinese.chars().map(reading::of).collect();
    let is_read = |syllables: &[Syllable]| {
        read.windows(syllables.len()).any(|window| window.iter().zip(syllables).all(|(of, one)| of.contains(one)))
    };
    let Some((last, first)) = words.split_last() else { return false };
    let first: Option<Vec<Syllable>> = first.iter().map(|word| syllable::packed(word)).collect();
    let Some(first) = first else { return false };
    let cuts = (1..last.len()).filter(|&cut| last.is_char_boundary(cut)).map(|cut| last.split_at(cut));
    cuts.filter_map(|(left, right)| Some([syllable::packed(left)?, syllable::packed(right)?]))
        .any(|own| is_read(&[&first[..], &own].concat()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_words_with_a_capital_that_follow_each_other() {
        let check = |text: &str, expected: &[&str]| {
            let found: Vec<&str> = candidates(text).into_iter().map(|at| &text[at]).collect();
            assert_eq!(found, expected, "{text}");
        };
        check(
            "On Monday the mayor of Bratislava met the writer Eleanor Whitcombe at the old town hall.",
            &["Bratislava", "Eleanor Whitcombe"],
        );
        check("He wrote to the Ministry of Water and to St. Albans.", &["Ministry of Water", "Albans"]);
        check("The Board of NATO met in May.", &[]);
        check("Rules Of The Library In Bratislava", &[]);
    }

    #[test]
    fn glosses_sounds_readings_and_letters_account_for_names() {
        let check = |zh: &str, name: &str, expected: bool| {
            assert_eq!(Account::of(zh, name).explains(name), expected, "{zh} {name}");
        };
        check("莫扎特的音乐会", "Mozart", true);
        check("莫扎特的音乐会", "Beethoven", false);
        check("李小龙在香港", "Xiaolong", true);
        check("使用 Kubernetes 部署", "Kubernetes", true);
        check("黄河流域", "Yellow River", true);
        check("黄金市场", "Danube River", false);
    }

    #[test]
    fn parts_of_longer_words_are_no_places() {
        let within = |text: &str, name: &str, means: &str| {
            let start = text.find(name).expect("it is there");
            is_within_word(text, start..start + name.len(), means)
        };
        assert!(within("发展中国家", "中国", "China"));
        assert!(!within("江西省财政", "江西", "Jiangxi"));
    }

    #[test]
    fn chinese_names_that_are_read_nowhere() {
        assert!(is_foreign_pinyin("Zhang Kunpeng", "作者出生在村庄"));
        assert!(!is_foreign_pinyin("Zhang Kunpeng", "张坤鹏出生在村庄"));
        assert!(!is_foreign_pinyin("Zhang Kunpeng", "他出生在村庄"));
        assert!(!is_foreign_pinyin("Eleanor Whitcombe", "作者出生在村庄"));
        assert!(reads("作家张坤鹏出生在村庄", "Zhang Kunpeng"));
        assert!(!reads("作家张鹏出生在昆山", "Zhang Kunpeng"));
    }

    #[test]
    fn people_and_styles_are_called_after_places() {
        let check = |place: &str, name: &str, expected: bool| {
            assert_eq!(Lacking::place(0..1, place).may_be(name), expected, "{place} {name}");
        };
        check("Poland", "Poles", true);
        check("Montreal", "Montréal", true);
        check("Belarus", "Byelorussian", true);
        check("Rome", "Romanesque", true);
        check("Guangzhou", "Bratislava", false);
        assert!(names_a_body("航空公司停飞") && !names_a_body("的公司"));
    }
}
