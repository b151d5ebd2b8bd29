//! Splits a run of letters into words: the cheapest path through a lattice of words.
//!
//! Each word costs `-ln P` of a unigram model, as written: small letters, a capital and small letters, capitals, an
//! acronym with a plural s. The best path to each letter is kept (Viterbi 1967), so the work is linear in the letters,
//! with the longest word as factor. Long runs are read in windows, so memory does not grow with them. A small letter
//! before a capital always ends a word; a run is never split inside a syllable of capitals without a cost.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;

use super::evidence::{Evidence, LONGEST};
use super::pinyin;
use crate::lexicon::words::{self, Cost, Entry, STEPS, Walk};

/// Letters that are decoded at a time.
const WINDOW: usize = 4096;
/// Letters at the end of a window whose split is not trusted yet: they are read again with the next.
const OVERLAP: usize = 128;

/// An unknown word: to begin one, and each letter of it.
const UNKNOWN: [Cost; 2] = [12 * STEPS, 20];
/// An unknown name with a capital.
const NAME: [Cost; 2] = [10 * STEPS, 20];
/// A name in pinyin: to begin one, and each syllable of it.
const PINYIN: [Cost; 2] = [8 * STEPS, 9 * STEPS / 2];
/// Three syllables at the longest.
pub const LONGEST_NAME: usize = 18;
/// Unknown capitals.
const CAPITALS: [Cost; 2] = [10 * STEPS, 20];
/// A name, an abbreviation or a foreign word that is written in small letters.
const UNSPELLED: Cost = 4 * STEPS;
/// A known word in capitals, where not all is in capitals.
const CAPITALISED: Cost = STEPS;
/// Splitting between two capitals.
const BETWEEN_CAPITALS: Cost = 2 * STEPS;
/// The plural s of an acronym.
const PLURAL: Cost = 2 * STEPS;
/// A lone capital other than "A" and "I".
const INITIAL: Cost = 9 * STEPS;
/// A form that the table lacks of a word that it has.
const INFLECTED: Cost = 4 * STEPS;
/// The ending of an ordinal, and a unit or a letter that belongs to a figure.
const ORDINAL: Cost = 3 * STEPS;
const FIGURE_LETTER: Cost = 5 * STEPS;
/// A prefix before a hyphen, a short one and a longer one; and one that makes a word of another.
const PREFIXED: [Cost; 3] = [5 * STEPS, 2 * STEPS, 3 * STEPS];
/// Words that do not go together: "a apple", "the me", "to setup".
const UNGRAMMATICAL: Cost = 5 * STEPS;
/// A word whose first letter is likelier an article: "atypical".
const ARTICLE: Cost = 3 * STEPS;
/// "Maybe" in the midst of a sentence.
const ADVERB: Cost = 3 * STEPS;

/// How much worse a way may be than one that is further on, given what a letter costs at least in most words, and how
/// far on that is looked for.
const HOPELESS: Cost = 4 * STEPS;
const LETTER: Cost = 7;
const AHEAD: usize = 16;

/// Letters in a row in capitals that are taken for words in capitals, not for an acronym.
const SHOUTED: usize = 10;

/// What stands before a hyphen and is seldom a word of its own.
const PREFIXES: [&str; 26] = [
    "anti", "bi", "bio", "co", "counter", "cross", "de", "e", "eco", "ex", "extra", "inter", "intra", "macro", "mega",
    "micro", "mid", "multi", "nano", "non", "post", "pre", "re", "semi", "sub", "ultra",
];

/// What makes a word of another.
const DERIVING: [&str; 28] = [
    "anti", "auto", "bio", "chemo", "cyber", "dis", "eco", "electro", "geo", "hydro", "hyper", "infra", "inter",
    "macro", "mega", "micro", "mis", "multi", "nano", "neuro", "non", "photo", "pre", "pro", "semi", "sub", "ultra",
    "un",
];

/// What an article does not stand before.
const NO_NOUNS: [&str; 34] = [
    "a", "an", "and", "are", "as", "at", "be", "by", "for", "from", "has", "have", "he", "her", "his", "if", "in",
    "is", "it", "its", "me", "of", "on", "or", "she", "that", "the", "their", "they", "this", "to", "was", "we",
    "were",
];

/// After these an article is likely.
const BEFORE_NOUNS: [&str; 15] =
    ["as", "at", "be", "by", "for", "from", "in", "into", "is", "of", "on", "to", "under", "was", "with"];

/// After these a verb and its particle are two words: "to set up", "was set up".
const BEFORE_VERBS: [&str; 14] =
    ["to", "was", "were", "be", "been", "will", "can", "may", "must", "should", "would", "could", "they", "we"];

/// The words that "’re", "’ve" and the like follow.
const PRONOUNS: [&str; 12] = ["i", "you", "he", "she", "it", "we", "they", "who", "that", "there", "what", "here"];

/// Endings after which a word that the table lacks is taken for a form of one that it has.
const ENDINGS: [&[u8]; 8] = [b"s", b"es", b"ed", b"d", b"ing", b"ly", b"ization", b"ness"];

/// Contractions.
const CLITICS: [&[u8]; 6] = [b"'s", b"'re", b"'ve", b"'ll", b"'d", b"'m"];

/// What stands round a run of letters.
#[derive(Clone, Copy, Debug, Default)]
pub struct Surroundings<'t> {
    /// The digits right before it.
    pub digits: &'t str,
    /// What stands right behind it.
    pub next: Option<char>,
    /// A single quotation mark is open.
    pub quoted: bool,
    /// The line has no small letters.
    pub shouted: bool,
}

/// A word of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word {
    /// Its first byte in the run.
    pub start: usize,
    /// Its kind.
    pub kind: Kind,
    /// What it cost.
    pub cost: Cost,
}

/// How a word is written and known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kind {
    /// Known, in small letters or with a capital.
    #[default]
    Known,
    /// Not known, or not as an English word.
    Unknown,
    /// In capitals.
    Capitals,
    /// Belongs to what stands before it, without a space: "th" of "25th", "’s".
    Attached,
}

#[derive(Clone, Copy)]
struct Letter {
    /// Its byte in the run.
    at: u32,
    /// The small ASCII letter that it is based on, `'` for an apostrophe, 0 for others.
    fold: u8,
    upper: bool,
    /// It belongs to words that are written in capitals.
    shout: bool,
    /// Where its stretch of one case ends, as a letter of the window.
    same: u32,
}

/// The best way to a letter.
#[derive(Clone, Copy)]
struct Best {
    total: Cost,
    from: u32,
    kind: Kind,
}

/// Splits runs; keeps its buffers between them.
pub struct Splitter<'e> {
    evidence: &'e Evidence,
    letters: Vec<Letter>,
    best: Vec<Best>,
    folded: Vec<u8>,
    raw: Vec<u8>,
}

impl<'e> Splitter<'e> {
    /// A splitter that knows the language and this evidence.
    pub fn new(evidence: &'e Evidence) -> Self {
        Splitter { evidence, letters: Vec::new(), best: Vec::new(), folded: Vec::new(), raw: Vec::new() }
    }

    /// Hands each word of `run` to `word`, in order.
    pub fn words(&mut self, run: &str, around: Surroundings<'_>, mut word: impl FnMut(Word)) {
        let mut start = 0;
        while start < run.len() {
            let rest = &run[start..];
            let read = self.load(rest, around.shouted);
            let whole = read == rest.len();
            let mut here = around;
            if start > 0 {
                here.digits = "";
            }
            if !whole {
                here.next = None;
            }
            self.search(here);
            start += self.emit(whole, read, |w| word(Word { start: w.start + start, ..w }));
        }
    }

    /// Loads up to a window of letters; returns the bytes read.
    fn load(&mut self, rest: &str, shouted: bool) -> usize {
        self.letters.clear();
        self.folded.clear();
        self.raw.clear();
        let mut read = 0;
        for (at, c) in rest.char_indices().take(WINDOW) {
            read = at + c.len_utf8();
            let fold = fold(c);
            let upper = c.is_uppercase();
            self.letters.push(Letter { at: at as u32, fold, upper, shout: false, same: 0 });
            self.folded.push(fold);
            self.raw.push(if upper { fold.to_ascii_uppercase() } else { fold });
        }
        self.mark_cases(shouted);
        read
    }

    /// Fills in `same` and `shout`.
    fn mark_cases(&mut self, shouted: bool) {
        let mut start = 0;
        while start < self.letters.len() {
            let upper = self.letters[start].upper;
            let len = self.letters[start..].iter().take_while(|l| l.upper == upper).count();
            let end = start + len;
            // the last capital before small letters begins a word of its own
            let capitals = if end < self.letters.len() { len - 1 } else { len };
            for (index, letter) in self.letters[start..end].iter_mut().enumerate() {
                letter.same = end as u32;
                letter.shout = upper && (shouted || capitals >= SHOUTED) && index < capitals;
                if letter.shout {
                    letter.same = (start + capitals) as u32;
                }
            }
            start = end;
        }
    }

    /// Fills in the best way to every letter of the window.
    fn search(&mut self, around: Surroundings<'_>) {
        let unreached = Best { total: Cost::MAX, from: 0, kind: Kind::Unknown };
        self.best.clear();
        self.best.resize(self.letters.len() + 1, unreached);
        self.best[0].total = 0;
        for start in 0..self.letters.len() {
            if self.is_hopeless(start) {
                continue;
            }
            if start == 0 {
                self.after_digits(around);
            }
            let letter = self.letters[start];
            if letter.fold == b'\'' {
                self.apostrophe(start, around);
            } else if letter.upper && !letter.shout {
                self.capital(start, around);
            } else {
                self.small(start, letter.same as usize, around);
            }
        }
    }

    /// Whether the best way to `start` is none, or so much worse than one that passes over it that nothing will come of
    /// it. Most letters are inside a known word, so this saves most of the work.
    fn is_hopeless(&self, start: usize) -> bool {
        let here = self.best[start].total;
        let ahead = self.best[start + 1..].iter().take(AHEAD);
        let beaten =
            |(letters, best): (usize, &Best)| best.total.saturating_add(HOPELESS) <= here + letters as Cost * LETTER;
        here == Cost::MAX || ahead.enumerate().any(beaten)
    }

    /// Goes from `start` to `end` by a word of this cost, if that is the best way so far.
    fn go(&mut self, start: usize, end: usize, cost: Cost, kind: Kind) {
        let total = self.best[start].total + cost;
        if total < self.best[end].total {
            self.best[end] = Best { total, from: start as u32, kind };
        }
    }

    /// What belongs to the figure before the run: "th" of "25th", "s" of "1990s", "G" of "5G".
    fn after_digits(&mut self, around: Surroundings<'_>) {
        if around.digits.is_empty() {
            return;
        }
        if self.folded.starts_with(ordinal_ending(around.digits).as_bytes()) {
            self.go(0, 2, ORDINAL, Kind::Attached);
        }
        let decade = around.digits.ends_with('0') && self.raw[0] == b's';
        let article = matches!(self.raw[0], b'A' | b'I') && self.raw.get(1).is_some_and(u8::is_ascii_lowercase);
        if decade || self.letters.len() == 1 || (self.letters[0].upper && !article) {
            self.go(0, 1, FIGURE_LETTER, Kind::Attached);
        }
    }

    /// Words from an apostrophe on: contractions, the possessive of a plural, a quotation mark that closes.
    fn apostrophe(&mut self, start: usize, around: Surroundings<'_>) {
        let pronoun = is_one_of(&PRONOUNS, self.word_before(start));
        for clitic in CLITICS {
            if self.folded[start..].starts_with(clitic) {
                let cost = if pronoun || clitic == b"'s" { 2 * STEPS } else { 9 * STEPS };
                self.go(start, start + clitic.len(), cost, Kind::Attached);
            }
        }
        let plural = start > 0 && self.folded[start - 1] == b's';
        let closing = if around.quoted { STEPS } else { 5 * STEPS + if plural { 0 } else { 4 * STEPS } };
        self.go(start, start + 1, closing, Kind::Attached);
        // O’Brien, Xi’an: the rest belongs to the name
        let most = self.letters.len().min(start + LONGEST);
        for end in start + 2..=most {
            if end > start + 2 && self.letters[end - 1].upper {
                break;
            }
            self.go(start, end, 8 * STEPS + (end - start) as Cost * UNKNOWN[1], Kind::Attached);
        }
    }

    /// Words that begin with a small letter, or in words in capitals; no word goes on past `limit`.
    fn small(&mut self, start: usize, limit: usize, around: Surroundings<'_>) {
        let apostrophe = self.folded[start..limit].iter().take(LONGEST).position(|&b| b == b'\'');
        let plain = apostrophe.map_or(limit, |at| start + at).min(start + LONGEST);
        self.known(start, limit.min(start + LONGEST), UNSPELLED);
        self.prefixes(start, limit, around);
        for end in start + 1..=plain {
            self.go(start, end, unknown(end - start), Kind::Unknown);
        }
        self.exact(start);
    }

    /// Words that begin with a capital.
    fn capital(&mut self, start: usize, around: Surroundings<'_>) {
        let same = self.letters[start].same as usize;
        let before = self.between_capitals(start);
        self.exact(start);
        if same == start + 1 {
            self.title(start, around);
        } else {
            self.capitals(start, same, before);
        }
        let within = same == start + 1 && start + 1 < self.letters.len();
        self.go(start, start + 1, INITIAL + before + if within { 4 * STEPS } else { 0 }, Kind::Capitals);
    }

    /// A capital and small letters.
    fn title(&mut self, start: usize, around: Surroundings<'_>) {
        let Some(second) = self.letters.get(start + 1) else { return };
        let mut limit = second.same as usize;
        if self.folded[start..limit] == *b"mc" && limit < self.letters.len() {
            limit = self.letters.get(limit + 1).map_or(limit + 1, |third| third.same as usize);
        }
        let most = limit.min(start + LONGEST);
        self.known(start, most, 0);
        self.prefixes(start, limit, around);
        let apostrophe = self.folded[start..most].iter().position(|&b| b == b'\'');
        let plain = apostrophe.map_or(most, |at| start + at);
        for end in start + 2..=plain {
            self.go(start, end, NAME[0] + (end - start) as Cost * NAME[1], Kind::Unknown);
        }
        let names = pinyin::names(&self.folded[start..plain.min(start + LONGEST_NAME)], 3);
        for (len, &syllables) in names.iter().enumerate().filter(|&(_, &syllables)| syllables > 0) {
            self.go(start, start + len, PINYIN[0] + Cost::from(syllables) * PINYIN[1], Kind::Known);
        }
    }

    /// Two capitals and more: an acronym, with a plural s or without.
    fn capitals(&mut self, start: usize, same: usize, before: Cost) {
        let mut walk = Walk::new(words::table());
        let mut known = true;
        for end in start + 1..=same.min(start + LONGEST) {
            known = known && walk.step(self.folded[end - 1]);
            if end == start + 1 {
                continue;
            }
            let unknown = CAPITALS[0] + (end - start) as Cost * CAPITALS[1];
            let entry = if known { walk.entry() } else { None };
            let cost = entry.map_or(unknown, |entry| unknown.min(entry.cost + CAPITALISED)) + before;
            self.go_capitals(start, end, cost);
        }
    }

    /// Goes by capitals, and by the same with a plural s.
    fn go_capitals(&mut self, start: usize, end: usize, cost: Cost) {
        self.go(start, end, cost, Kind::Capitals);
        if self.raw.get(end) == Some(&b's') {
            self.go(start, end + 1, cost + PLURAL, Kind::Capitals);
        }
    }

    /// What it costs to begin a word in the midst of capitals.
    fn between_capitals(&self, start: usize) -> Cost {
        let after_capital = start > 0 && self.letters[start - 1].upper;
        if after_capital && self.letters[start].same as usize > start + 1 { BETWEEN_CAPITALS } else { 0 }
    }

    /// Words of the project with capitals of their own.
    fn exact(&mut self, start: usize) {
        let evidence = self.evidence;
        let mut walk = evidence.exact.walk(self.raw[start]);
        let mut end = start + 1;
        while let Some(here) = walk {
            if let Some(entry) = here.entry() {
                let before = if self.letters[start].upper { self.between_capitals(start) } else { 0 };
                self.go_capitals(start, end, entry.cost + before);
            }
            walk = self.raw.get(end).and_then(|&letter| here.step(letter));
            end += 1;
        }
    }

    /// Known words from `start` on that end at `limit` or before.
    fn known(&mut self, start: usize, limit: usize, unspelled: Cost) {
        for (end, entry) in self.entries(start, limit) {
            // the pronoun is a capital; a small "i" is a numeral or a letter
            let small = if self.raw[start..end] == *b"i" { INITIAL } else { unspelled };
            let foreign = unspelled > 0 && !entry.spelled;
            let writing = if entry.spelled && small != INITIAL { 0 } else { small };
            let cost = entry.cost + writing + self.discord(start, end, entry.cost);
            self.go(start, end, cost, if foreign { Kind::Unknown } else { Kind::Known });
            self.inflected(start, end, limit, entry.spelled, cost);
        }
    }

    /// Forms that the table may lack of the word of this cost from `start` to `end`.
    fn inflected(&mut self, start: usize, end: usize, limit: usize, spelled: bool, cost: Cost) {
        let endings = match end - start {
            3.. if spelled => &ENDINGS[..],
            6.. => &ENDINGS[..1],
            _ => &[],
        };
        for ending in endings {
            let fits = end + ending.len() <= limit && self.folded[end..].starts_with(ending);
            if fits && takes(self.folded[end - 1], ending) {
                self.go(start, end + ending.len(), cost + INFLECTED, Kind::Known);
            }
        }
    }

    /// The ends and entries of the words that begin at `start`; what the project tells goes before the language.
    fn entries(&self, start: usize, limit: usize) -> impl Iterator<Item = (usize, Entry)> + use<> {
        let mut found = [(0, Entry { cost: 0, spelled: false }); LONGEST];
        let mut count = 0;
        let mut general = Some(Walk::new(words::table()));
        let mut own = None;
        for end in start + 1..=limit.min(start + LONGEST) {
            let letter = self.folded[end - 1];
            general = general.and_then(|mut walk| walk.step(letter).then_some(walk));
            own = if end == start + 1 {
                self.evidence.folded.walk(letter)
            } else {
                own.and_then(|walk| walk.step(letter))
            };
            if general.is_none() && own.is_none() {
                break;
            }
            if let Some(entry) = own.and_then(|walk| walk.entry()).or_else(|| general.as_ref().and_then(Walk::entry)) {
                found[count] = (end, entry);
                count += 1;
            }
        }
        found.into_iter().take(count)
    }

    /// Prefixes before a hyphen ("a cross-regional"), and words that the table lacks but for their prefix.
    fn prefixes(&mut self, start: usize, limit: usize, around: Surroundings<'_>) {
        let [short, long, derived] = PREFIXED;
        if limit == self.letters.len() && around.next == Some('-') && is_one_of(&PREFIXES, &self.folded[start..limit]) {
            self.go(start, limit, if limit - start > 2 { long } else { short }, Kind::Known);
        }
        for prefix in DERIVING {
            let end = start + prefix.len();
            let here = prefix.as_bytes()[0] == self.folded[start] && end < limit;
            if here && self.folded[start..end] == *prefix.as_bytes() {
                let stems = self.entries(end, limit).filter(|&(last, entry)| entry.spelled && last >= end + 5);
                stems.for_each(|(last, entry)| self.go(start, last, entry.cost + derived, Kind::Known));
            }
        }
    }

    /// What it costs that the word does not go with the one before it, or is likelier two.
    fn discord(&self, start: usize, end: usize, cost: Cost) -> Cost {
        let word = &self.folded[start..end];
        let before = self.word_before(start);
        let article = match before {
            b"a" => matches!(word[0], b'a' | b'e' | b'i' | b'o') || is_one_of(&NO_NOUNS, word),
            b"an" => !matches!(word[0], b'a' | b'e' | b'i' | b'o' | b'u' | b'h') || is_one_of(&NO_NOUNS, word),
            b"the" => is_one_of(&NO_NOUNS, word),
            _ => false,
        };
        let particle = is_compound(word) && (is_one_of(&BEFORE_VERBS, before) || self.is_object(end));
        let rare = word[0] == b'a' && word.len() > 3 && cost > 11 * STEPS && !word.ends_with(b"ing");
        let article_here = self.raw[start] == b'A' && start == 0 || is_one_of(&BEFORE_NOUNS, before);
        let two = rare
            && article_here
            && self.entries(start + 1, end).any(|(last, e)| last == end && e.spelled && e.cost < cost);
        let adverb = word == b"maybe" && start > 0;
        UNGRAMMATICAL * Cost::from(article || particle) + ARTICLE * Cost::from(two) + ADVERB * Cost::from(adverb)
    }

    /// Whether the object of a verb seems to begin at `start`: an article.
    fn is_object(&self, start: usize) -> bool {
        match &self.folded[start..] {
            [b'a', next, ..] => !matches!(next, b'a' | b'e' | b'i' | b'l' | b'n' | b'o' | b'r' | b's' | b't' | b'u'),
            rest => rest.starts_with(b"the") || rest.starts_with(b"its"),
        }
    }

    /// The word that ends at `start` on the best way there.
    fn word_before(&self, start: usize) -> &[u8] {
        &self.folded[self.best[start].from as usize..start]
    }

    /// Hands on the words of the best path, but for those that the next window will read again; returns the bytes done.
    fn emit(&self, whole: bool, read: usize, mut word: impl FnMut(Word)) -> usize {
        let mut path: Vec<(Range<usize>, Word)> = Vec::new();
        let mut end = self.letters.len();
        while end > 0 {
            let Best { total, from, kind } = self.best[end];
            let start = from as usize;
            let cost = total - self.best[start].total;
            path.push((start..end, Word { start: self.letters[start].at as usize, kind, cost }));
            end = start;
        }
        for (range, found) in path.iter().rev() {
            if !whole && range.end + OVERLAP > self.letters.len() {
                return found.start;
            }
            word(*found);
        }
        read
    }
}

/// What `letters` letters cost as one unknown word.
pub fn unknown(letters: usize) -> Cost {
    UNKNOWN[0].saturating_add((letters as Cost).saturating_mul(UNKNOWN[1]))
}

fn is_one_of(list: &[&str], word: &[u8]) -> bool {
    // the length and the first letter tell most apart, without a call to compare
    list.iter().any(|one| one.len() == word.len() && one.as_bytes().first() == word.first() && one.as_bytes() == word)
}

/// Whether a word that ends in this letter takes this ending.
fn takes(last: u8, ending: &[u8]) -> bool {
    match ending {
        b"d" => last == b'e',
        b"es" => matches!(last, b's' | b'x' | b'z' | b'h' | b'o'),
        _ => last != b'e' || ending == b"s" || ending == b"ly" || ending == b"ness",
    }
}

/// Whether `word` is a verb and its particle written as one, as a noun is: "setup", "slowdown".
fn is_compound(word: &[u8]) -> bool {
    let particles: [&[u8]; 4] = [b"up", b"down", b"back", b"away"];
    word.len() >= 5 && particles.iter().any(|particle| word.ends_with(particle))
}

/// The small ASCII letter that `c` is based on.
fn fold(c: char) -> u8 {
    match c {
        'a'..='z' => c as u8,
        'A'..='Z' => c.to_ascii_lowercase() as u8,
        '\'' | '’' => b'\'',
        _ => c.nfd().next().filter(char::is_ascii_alphabetic).map_or(0, |base| base.to_ascii_lowercase() as u8),
    }
}

/// The ending of the ordinal of these digits.
fn ordinal_ending(digits: &str) -> &'static str {
    let teen = digits.len() >= 2 && digits.as_bytes()[digits.len() - 2] == b'1';
    match digits.as_bytes().last() {
        Some(b'1') if !teen => "st",
        Some(b'2') if !teen => "nd",
        Some(b'3') if !teen => "rd",
        _ => "th",
    }
}
