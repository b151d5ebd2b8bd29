//! The words of a document by bead: the Chinese phrases that recur, and English phrases by their stems.

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

use crate::check::finding::Place;
use crate::check::rules::paired::Paired;
use crate::lexicon::dictionary::Dictionary;
use crate::lexicon::stem;
use crate::text::lang::is_han;
use crate::text::pair::Side;
use crate::text::wording::Wording;

/// The most words and the fewest and most characters of a Chinese phrase.
const WORDS: usize = 4;
const CHARACTERS: std::ops::RangeInclusive<usize> = 4..=12;

/// The fewest and the most words of an English phrase that tell something.
const CONTENT: std::ops::RangeInclusive<usize> = 2..=5;

/// Words that may stand inside an English phrase.
const INSIDE: [&str; 7] = ["of", "the", "a", "an", "for", "on", "to"];

/// Words before a verb.
const BEFORE_VERBS: [&str; 17] = [
    "to", "shall", "will", "should", "must", "may", "can", "not", "would", "could", "we", "they", "it", "and", "also",
    "further", "by",
];

/// The stems of a phrase, by number and in order of number, so that word order does not count.
pub(super) type Gram = Vec<usize>;

/// Where a Chinese phrase stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Occurrence {
    /// The bead, as counted here.
    pub bead: usize,
    /// Its first byte in the text of the bead.
    at: usize,
}

/// Where an English phrase stands.
#[derive(Clone, Debug)]
pub(super) struct Phrase {
    /// The bead, as counted here.
    pub bead: usize,
    /// Its stems.
    pub gram: Gram,
    /// Its words.
    words: Range<usize>,
}

/// An English word.
#[derive(Clone, Debug)]
struct Word {
    at: Range<usize>,
    stem: usize,
    /// Whether it tells something.
    content: bool,
    /// Whether it goes on from the word before, with nothing but a space or hyphen between.
    joined: bool,
}

/// The beads of a document with their words.
pub(super) struct Index<'a> {
    beads: Vec<Paired<'a>>,
    english: Vec<Vec<Word>>,
    stems: Vec<String>,
    /// The stems by their numbers in the dictionary.
    by_id: Vec<Option<usize>>,
    /// The beads that hold each stem, in order.
    holding: Vec<Vec<usize>>,
}

impl<'a> Index<'a> {
    pub fn of(beads: Vec<Paired<'a>>) -> Self {
        let by_id = vec![None; Dictionary::open().stem_count()];
        let mut index = Index { beads, english: Vec::new(), stems: Vec::new(), by_id, holding: Vec::new() };
        let mut numbers: HashMap<String, usize> = HashMap::new();
        let stemmer = stem::stemmer();
        for bead in 0..index.beads.len() {
            let text = index.beads[bead].english.text;
            let mut words: Vec<Word> = Vec::new();
            for (at, content) in runs(text) {
                let lower = text[at.clone()].to_ascii_lowercase();
                let stem = *numbers.entry(stemmer.stem(&lower).into_owned()).or_insert_with_key(|stem| {
                    if let Some(id) = Dictionary::open().stem(stem) {
                        index.by_id[id as usize] = Some(index.stems.len());
                    }
                    index.stems.push(stem.clone());
                    index.holding.push(Vec::new());
                    index.stems.len() - 1
                });
                if index.holding[stem].last() != Some(&bead) {
                    index.holding[stem].push(bead);
                }
                let joined =
                    words.last().is_some_and(|last| matches!(&text[last.at.end..at.start], " " | "-" | "\u{a0}"));
                words.push(Word { at, stem, content, joined });
            }
            index.english.push(words);
        }
        index
    }

    /// Whether the English is the source.
    pub fn is_from_english(&self) -> bool {
        self.beads.first().is_some_and(|bead| bead.english.side == Side::Source)
    }

    /// The Chinese phrases that stand in at least `least` beads, the most frequent first, the shorter of two first.
    pub fn terms(&self, least: usize) -> Vec<(&'a str, Vec<Occurrence>)> {
        let mut counts: HashMap<&str, (usize, usize)> = HashMap::new();
        let segmented: Vec<Vec<Range<usize>>> =
            self.beads.iter().map(|bead| chinese_words(bead.chinese.text)).collect();
        for (bead, words) in segmented.iter().enumerate() {
            let text = self.beads[bead].chinese.text;
            for at in grams(text, words).filter(|at| !is_turned(text, at.start)) {
                let (count, last) = counts.entry(&text[at]).or_insert((0, usize::MAX));
                *count += usize::from(*last != bead);
                *last = bead;
            }
        }
        counts.retain(|_, (count, _)| *count >= least);
        let mut places: HashMap<&str, Vec<Occurrence>> = HashMap::new();
        for (bead, words) in segmented.iter().enumerate() {
            let text = self.beads[bead].chinese.text;
            let is_term = |at: &Range<usize>| counts.contains_key(&text[at.clone()]) && !is_turned(text, at.start);
            for at in grams(text, words).filter(is_term) {
                places.entry(&text[at.clone()]).or_default().push(Occurrence { bead, at: at.start });
            }
        }
        let mut terms: Vec<(&str, Vec<Occurrence>)> = places.into_iter().collect();
        terms.sort_by_key(|(term, places)| (std::cmp::Reverse(places.len()), term.len(), *term));
        terms
    }

    /// The stems of this text that each word of a Chinese phrase may be, by the dictionary.
    pub fn meaning(&self, term: &str) -> Vec<Vec<usize>> {
        chinese_words(term).into_iter().map(|at| self.glosses(&term[at])).collect()
    }

    /// The English of a Chinese word and of its parts, as far as it stands in this text.
    fn glosses(&self, word: &str) -> Vec<usize> {
        let dictionary = Dictionary::open();
        let starts = word.char_indices().map(|(start, _)| &word[start..]);
        let headwords = starts.flat_map(|rest| dictionary.prefixes(rest));
        let stems = headwords.flat_map(|headword| dictionary.glosses(headword));
        stems.filter_map(|(stem, _)| self.by_id[stem as usize]).collect()
    }

    /// For each stem whether it is one of these.
    pub fn marked<'m>(&self, stems: impl IntoIterator<Item = &'m usize>) -> Vec<bool> {
        let mut marked = vec![false; self.stems.len()];
        stems.into_iter().for_each(|&stem| marked[stem] = true);
        marked
    }

    /// The phrases of a bead of which all words but one are `known`, or half of them in a name.
    pub fn phrases(&self, bead: usize, known: impl Fn(usize) -> bool) -> Vec<Phrase> {
        let words = &self.english[bead];
        let is_known: Vec<bool> = words.iter().map(|word| word.content && known(word.stem)).collect();
        let mut found = Vec::new();
        for first in (0..words.len()).filter(|&first| words[first].content) {
            let mut gram = Vec::new();
            let mut hits = 0;
            for (last, word) in words.iter().enumerate().skip(first) {
                if last > first && !(word.joined && (word.content || self.is_inside(bead, word))) {
                    break;
                }
                if !word.content {
                    continue;
                }
                gram.push(word.stem);
                hits += usize::from(is_known[last]);
                if gram.len() > *CONTENT.end() {
                    break;
                }
                let phrase = || Phrase { bead, gram: sorted(&gram), words: first..last + 1 };
                if hits + 1 < gram.len() && !self.is_capital(bead, word) {
                    break;
                }
                let enough = hits + 1 >= gram.len() || (hits * 2 >= gram.len() && self.is_capitalised(&phrase()));
                if gram.len() >= *CONTENT.start() && hits > 0 && enough {
                    found.push(phrase());
                }
            }
        }
        found
    }

    fn is_capital(&self, bead: usize, word: &Word) -> bool {
        self.beads[bead].english.text[word.at.clone()].starts_with(|c: char| c.is_ascii_uppercase())
    }

    fn is_inside(&self, bead: usize, word: &Word) -> bool {
        INSIDE.contains(&self.beads[bead].english.text[word.at.clone()].to_ascii_lowercase().as_str())
    }

    /// In how many beads a phrase stands.
    pub fn count(&self, gram: &Gram) -> usize {
        self.holders(gram).filter(|&bead| self.first_in(bead, gram).is_some()).count()
    }

    /// The beads that hold all the stems of a phrase, wherever.
    fn holders(&self, gram: &Gram) -> impl Iterator<Item = usize> {
        let rarest = gram.iter().min_by_key(|&&stem| self.holding[stem].len());
        let all = rarest.map_or(&[][..], |&stem| &self.holding[stem]);
        all.iter().copied().filter(|&bead| self.has_all(bead, gram))
    }

    /// Whether a bead holds all the stems of a phrase, wherever.
    pub fn has_all(&self, bead: usize, gram: &Gram) -> bool {
        gram.iter().all(|&stem| self.holding[stem].binary_search(&bead).is_ok())
    }

    /// Where a phrase first stands in a bead.
    fn first_in(&self, bead: usize, gram: &Gram) -> Option<Phrase> {
        self.phrases(bead, |stem| gram.contains(&stem)).into_iter().find(|phrase| phrase.gram == *gram)
    }

    /// The first of a phrase in each of these beads.
    pub fn phrases_in(&self, beads: &BTreeSet<usize>, gram: &Gram) -> Vec<Phrase> {
        beads.iter().filter_map(|&bead| self.first_in(bead, gram)).collect()
    }

    /// The first of a phrase in each bead that has it.
    pub fn phrases_of(&self, gram: &Gram) -> Vec<Phrase> {
        self.holders(gram).filter_map(|bead| self.first_in(bead, gram)).collect()
    }

    pub fn stem(&self, stem: usize) -> &str {
        &self.stems[stem]
    }

    /// The number of a bead in the alignment.
    pub fn number(&self, bead: usize) -> usize {
        self.beads[bead].bead
    }

    pub fn text_of(&self, phrase: &Phrase) -> &'a str {
        &self.beads[phrase.bead].english.text[self.bytes_of(phrase)]
    }

    /// The words of a phrase that tell something.
    pub fn words_of<'p>(&'p self, phrase: &'p Phrase) -> impl Iterator<Item = &'p str> {
        let words = self.english[phrase.bead][phrase.words.clone()].iter().filter(|word| word.content);
        words.map(|word| &self.beads[phrase.bead].english.text[word.at.clone()])
    }

    fn bytes_of(&self, phrase: &Phrase) -> Range<usize> {
        let words = &self.english[phrase.bead];
        words[phrase.words.start].at.start..words[phrase.words.end - 1].at.end
    }

    pub fn english_place(&self, phrase: &Phrase, label: Wording) -> Place {
        self.beads[phrase.bead].english.place(self.bytes_of(phrase), label)
    }

    pub fn chinese_place(&self, place: &Occurrence, len: usize) -> Place {
        self.beads[place.bead].chinese.place(place.at..place.at + len, Wording::default())
    }

    /// Whether all words of a phrase begin with a capital, beyond the first of a sentence.
    pub fn is_capitalised(&self, phrase: &Phrase) -> bool {
        self.words_of(phrase).all(|word| word.starts_with(|c: char| c.is_ascii_uppercase()))
    }

    /// Whether a word of a phrase is used as a verb there.
    pub fn is_verb(&self, phrase: &Phrase, stem: usize) -> bool {
        let words = &self.english[phrase.bead];
        let text = self.beads[phrase.bead].english.text;
        let Some(at) = phrase.words.clone().find(|&at| words[at].stem == stem) else { return false };
        let written = text[words[at].at.clone()].to_ascii_lowercase();
        let before =
            at.checked_sub(1).filter(|_| words[at].joined).map(|at| text[words[at].at.clone()].to_ascii_lowercase());
        let is_last = at + 1 == phrase.words.end;
        (at == phrase.words.start && before.is_some_and(|before| BEFORE_VERBS.contains(&before.as_str())))
            || (!is_last && (written.ends_with("ing") || written.ends_with("ed")))
    }

    /// Whether two phrases differ in the noun at their end, in most beads.
    pub fn differs_at_end(&self, first: &Gram, second: &Gram) -> bool {
        let ends = |gram: &Gram, other: &Gram| {
            let phrases = self.phrases_of(gram);
            let last = |phrase: &&Phrase| {
                let words = &self.english[phrase.bead][phrase.words.clone()];
                words.last().is_some_and(|word| !other.contains(&word.stem))
            };
            phrases.iter().filter(last).count() * 2 > phrases.len()
        };
        ends(first, second) && ends(second, first)
    }

    /// Whether another word of the Chinese accounts for these stems in half of the beads or more.
    pub fn is_another_word(&self, term: &str, beads: &BTreeSet<usize>, stems: &[usize]) -> bool {
        let accounted = |bead: &&usize| {
            let text = self.beads[**bead].chinese.text;
            text.split(term).any(|rest| {
                chinese_words(rest).into_iter().any(|at| {
                    let glosses = self.glosses(&rest[at]);
                    stems.iter().any(|stem| glosses.contains(stem))
                })
            })
        };
        beads.iter().filter(accounted).count() * 2 >= beads.len()
    }
}

fn sorted(gram: &[usize]) -> Gram {
    let mut sorted = gram.to_vec();
    sorted.sort_unstable();
    sorted
}

/// The words of an English text, with whether they tell something.
fn runs(text: &str) -> impl Iterator<Item = (Range<usize>, bool)> {
    let mut telling = stem::words_at(text).map(|(at, _)| at).peekable();
    let runs = text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|run| !run.is_empty());
    runs.map(move |run| {
        let start = run.as_ptr() as usize - text.as_ptr() as usize;
        let at = start..start + run.len();
        let content = telling.next_if(|next| next.start == at.start).is_some();
        (at, content)
    })
}

/// The longest headwords of a text from left to right; characters that are in none are words of their own.
fn chinese_words(text: &str) -> Vec<Range<usize>> {
    let dictionary = Dictionary::open();
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(first) = text[at..].chars().next() {
        let mut len = first.len_utf8();
        if is_han(first) {
            len = dictionary.longest(&text[at..]).map_or(len, |word| word.len);
            found.push(at..at + len);
        }
        at += len;
    }
    found
}

/// The phrases of a Chinese text: words that follow each other with nothing between.
fn grams<'t>(text: &'t str, words: &'t [Range<usize>]) -> impl Iterator<Item = Range<usize>> + 't {
    (0..words.len()).flat_map(move |first| {
        let joined = move |last: &usize| *last == first || words[*last].start == words[*last - 1].end;
        let lasts = (first..words.len().min(first + WORDS)).take_while(joined);
        let phrases = lasts.map(move |last| words[first].start..words[last].end);
        phrases.filter(|at| CHARACTERS.contains(&text[at.clone()].chars().count()))
    })
}
/// Whether a character before a phrase turns it into another: 非结构蛋白 is no 结构蛋白.
fn is_turned(text: &str, start: usize) -> bool {
    text[..start].ends_with(['非', '不', '未', '无', '無', '反', '超', '亚', '亞', '副'])
}
