//! What became of a source since its translation was made: the text as it was then against the text as it is, paragraph by
//! paragraph.
//!
//! Paragraphs are compared by their words: white space, line wrapping, marks of emphasis, punctuation, shortcodes of site
//! generators and the marks of admonitions are of no account. What stands in both is found by the diff of Myers (1986), by the
//! `similar` crate. A paragraph of what is left is the later form of an earlier one where half of their words are the same,
//! wherever either stands. Within them sentences are compared, so that a paragraph that was cut in two, or moved, is none that
//! was added. Near linear: words that stand in many paragraphs are not asked which of them belong together.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;
use similar::{Algorithm, DiffOp, capture_diff_slices};
use snowball_stemmers_rs::Stemmer;

use crate::align::bead::Alignment;
use crate::align::{self, align_with};
use crate::analysis::Text;
use crate::lexicon::stem;
use crate::text::document::{BlockKind, Document};
use crate::text::pair::Pair;
use crate::text::source::Link;

/// A source as it was, and what has changed since.
#[derive(Clone, Debug)]
pub struct Drift {
    /// The source as it was when it was translated.
    pub earlier: Text,
    /// Which of its sentences the translation has where.
    pub alignment: Alignment,
    /// What has changed, in the order of the source as it is.
    pub changes: Vec<Change>,
}

/// A paragraph that is not as it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The block that it was, and the block that it is; `None` where there was or is none.
    pub blocks: Forms<Option<usize>>,
    /// Its sentences that stand in one form alone, of those that tell something.
    pub sentences: Forms<Vec<usize>>,
    /// Where it led and leads no more, and where it leads now and did not.
    pub links: Forms<Vec<Link>>,
}

/// What was and what is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Forms<T> {
    /// As it was.
    pub earlier: T,
    /// As it is.
    pub now: T,
}

/// What became of a paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChangeKind {
    /// There was none.
    Added,
    /// There is none any more.
    Removed,
    /// It says something else, or leads elsewhere.
    Changed,
}

impl Change {
    /// Whether there is any.
    fn is_any(&self) -> bool {
        let Change { sentences, links, .. } = self;
        !(sentences.earlier.is_empty() && sentences.now.is_empty() && links.earlier.is_empty() && links.now.is_empty())
    }

    /// What became of it.
    pub fn kind(&self) -> ChangeKind {
        match (self.blocks.earlier, self.blocks.now) {
            (None, _) => ChangeKind::Added,
            (_, None) => ChangeKind::Removed,
            _ => ChangeKind::Changed,
        }
    }
}

impl Drift {
    /// What has changed in the source of these texts since it was `earlier`. Costs an alignment where anything has.
    pub fn of(earlier: Document, texts: Pair<&Text>, options: align::Options) -> Self {
        let earlier = Text::new(earlier, &[]);
        let changes = changes(&earlier, texts.source);
        let alignment = if changes.is_empty() {
            Alignment::default()
        } else {
            align_with(Pair::new(&earlier, texts.target), options)
        };
        Drift { earlier, alignment, changes }
    }
}

/// A word of a text by which it is compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// Its bytes.
    pub at: Range<usize>,
    /// Its stem in small letters; in code the word itself.
    pub key: String,
}

/// The words of a text by which it is compared: Chinese characters, numbers, stems of English words that tell something.
/// Linear.
pub fn words(text: &str, is_code: bool) -> Vec<Word> {
    static PASSED: LazyLock<Regex> = LazyLock::new(|| {
        let pattern = r"(?is)\{\{[%<].*?[%>]\}\}|\[!(?:note|tip|important|warning|caution)\]|\A\W*(?:note|tip)\b|\A\s*\d{1,3}[.)](?:\s|\z)";
        Regex::new(pattern).expect("the pattern is sound")
    });
    static WORD: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"\p{Han}|\d+(?:[.,]\d+)*|[\w--\p{Han}]+(?:n['’]t\b)?").expect("the pattern is sound")
    });
    let stemmer = stem::stemmer();
    let mut passed = PASSED.find_iter(text).map(|found| found.range()).peekable();
    let mut words = Vec::new();
    for found in WORD.find_iter(text) {
        while passed.next_if(|range| range.end <= found.start()).is_some() {}
        if passed.peek().is_some_and(|range| range.start <= found.start()) {
            continue;
        }
        let key = if is_code { Some(found.as_str().to_owned()) } else { key(found.as_str(), &stemmer) };
        words.extend(key.map(|key| Word { at: found.range(), key }));
    }
    words
}

/// What a word of a sentence is compared by; `None` for one that stands in every sentence.
fn key(word: &str, stemmer: &Stemmer) -> Option<String> {
    let small = word.to_lowercase();
    if small == "cannot" || small.ends_with("n't") || small.ends_with("n’t") {
        return Some("not".to_owned());
    }
    if !small.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        return Some(small);
    }
    let tells = matches!(small.as_str(), "not" | "no") || stem::words(&small).next().is_some();
    tells.then(|| stemmer.stem(&small).into_owned())
}

/// The paragraphs of a text as they are compared.
struct Paragraphs<'t> {
    text: &'t Text,
    /// The words of each sentence.
    sentences: Vec<Vec<Word>>,
    /// The sentences of each block.
    blocks: Vec<Vec<usize>>,
    /// The blocks that have a word, in order, by what they are compared by.
    keyed: Vec<(usize, String)>,
}

impl<'t> Paragraphs<'t> {
    fn of(text: &'t Text) -> Self {
        let mut blocks = vec![Vec::new(); text.document.blocks.len()];
        let mut sentences = Vec::new();
        for (index, segment) in text.segments.iter().enumerate() {
            blocks[segment.block].push(index);
            let is_code = text.document.blocks[segment.block].kind == BlockKind::Code;
            sentences.push(words(text.document.shown(segment.span), is_code));
        }
        let mut paragraphs = Paragraphs { text, sentences, blocks, keyed: Vec::new() };
        let keys = (0..paragraphs.blocks.len()).map(|block| (block, paragraphs.key(&paragraphs.blocks[block])));
        paragraphs.keyed = keys.filter(|(_, key)| !key.is_empty()).collect();
        paragraphs
    }

    /// What sentences are compared by: their words without what parts them, so that "end user" is "end-user".
    fn key(&self, sentences: &[usize]) -> String {
        sentences.iter().flat_map(|&sentence| &self.sentences[sentence]).map(|word| word.key.as_str()).collect()
    }

    fn links(&self, block: usize) -> &'t [Link] {
        let document = &self.text.document;
        document.source.links(document.to_source(document.blocks[block].span))
    }

    /// How often each word stands in a block.
    fn bag(&self, block: usize) -> BTreeMap<&str, usize> {
        let mut bag = BTreeMap::new();
        for word in self.blocks[block].iter().flat_map(|&sentence| &self.sentences[sentence]) {
            *bag.entry(word.key.as_str()).or_default() += 1;
        }
        bag
    }
}

/// A block that stands in one form alone, and the hunk of the diff that it is in.
type Left = (usize, usize);

/// What has changed between two forms of a text.
pub fn changes(earlier: &Text, now: &Text) -> Vec<Change> {
    let forms = Forms { earlier: Paragraphs::of(earlier), now: Paragraphs::of(now) };
    let (mut pairs, left) = compared(&forms);
    let fresh = without_counterpart(&forms, &left);
    pairs.extend(paired(&forms, &left));
    pairs.sort_unstable();
    let changes = in_order(&pairs, &left).into_iter().map(|blocks| change(&forms, &fresh, blocks));
    changes.filter(Change::is_any).collect()
}

/// The pairs of blocks that are the same in both forms, and what is left of each.
fn compared(forms: &Forms<Paragraphs>) -> (Vec<(usize, usize)>, Forms<Vec<Left>>) {
    let keys = |of: &Paragraphs| of.keyed.iter().map(|(_, key)| key.clone()).collect::<Vec<_>>();
    let operations = capture_diff_slices(Algorithm::Myers, &keys(&forms.earlier), &keys(&forms.now));
    let (mut same, mut left) = (Vec::new(), Forms::<Vec<Left>>::default());
    for (hunk, operation) in operations.into_iter().enumerate() {
        let old = forms.earlier.keyed[operation.old_range()].iter().map(|entry| entry.0);
        let new = forms.now.keyed[operation.new_range()].iter().map(|entry| entry.0);
        if matches!(operation, DiffOp::Equal { .. }) {
            same.extend(old.zip(new));
        } else {
            left.earlier.extend(old.map(|block| (block, hunk)));
            left.now.extend(new.map(|block| (block, hunk)));
        }
    }
    (same, left)
}

/// All pairs of blocks, and those that have none, in the order of the text as it is; one that is there no more has the place of
/// what stood before it.
fn in_order(pairs: &[(usize, usize)], left: &Forms<Vec<Left>>) -> Vec<Forms<Option<usize>>> {
    let paired: Forms<BTreeSet<usize>> =
        Forms { earlier: pairs.iter().map(|pair| pair.0).collect(), now: pairs.iter().map(|pair| pair.1).collect() };
    let place = |old: usize| {
        let before = &pairs[..pairs.partition_point(|pair| pair.0 < old)];
        before.last().map_or(0, |pair| 2 * pair.1 + 1)
    };
    let both = pairs.iter().map(|&(old, new)| (2 * new, Forms { earlier: Some(old), now: Some(new) }));
    let added = left.now.iter().map(|entry| entry.0).filter(|block| !paired.now.contains(block));
    let added = added.map(|new| (2 * new, Forms { earlier: None, now: Some(new) }));
    let removed = left.earlier.iter().map(|entry| entry.0).filter(|block| !paired.earlier.contains(block));
    let removed = removed.map(|old| (place(old), Forms { earlier: Some(old), now: None }));
    let mut all: Vec<_> = both.chain(added).chain(removed).collect();
    all.sort_by_key(|entry| entry.0);
    all.into_iter().map(|entry| entry.1).collect()
}

/// What has changed of a paragraph.
fn change(forms: &Forms<Paragraphs>, fresh: &Forms<Vec<bool>>, blocks: Forms<Option<usize>>) -> Change {
    let sentences = |of: &Paragraphs, block: Option<usize>, fresh: &[bool]| {
        let own = block.map_or(&[][..], |block| &of.blocks[block]);
        own.iter().copied().filter(|&sentence| fresh[sentence]).collect::<Vec<_>>()
    };
    let links = match (blocks.earlier, blocks.now) {
        (Some(old), Some(new)) => links(forms.earlier.links(old), forms.now.links(new)),
        _ => Forms::default(),
    };
    let sentences = Forms {
        earlier: sentences(&forms.earlier, blocks.earlier, &fresh.earlier),
        now: sentences(&forms.now, blocks.now, &fresh.now),
    };
    Change { blocks, sentences, links }
}

/// Which sentences of the blocks that are left stand in one form alone.
fn without_counterpart(forms: &Forms<Paragraphs>, left: &Forms<Vec<Left>>) -> Forms<Vec<bool>> {
    let keyed = |of: &Paragraphs, left: &[Left]| -> Vec<(String, usize)> {
        let sentences = left.iter().flat_map(|&(block, _)| &of.blocks[block]);
        sentences.map(|&sentence| (of.key(&[sentence]), sentence)).collect()
    };
    let mut known: BTreeMap<String, Forms<Vec<usize>>> = BTreeMap::new();
    for (key, sentence) in keyed(&forms.earlier, &left.earlier) {
        known.entry(key).or_default().earlier.push(sentence);
    }
    for (key, sentence) in keyed(&forms.now, &left.now) {
        known.entry(key).or_default().now.push(sentence);
    }
    let mut fresh =
        Forms { earlier: vec![false; forms.earlier.sentences.len()], now: vec![false; forms.now.sentences.len()] };
    // what has no word tells nothing
    for (_, Forms { earlier, now }) in known.into_iter().filter(|(key, _)| !key.is_empty()) {
        let shared = earlier.len().min(now.len());
        earlier.into_iter().skip(shared).for_each(|sentence| fresh.earlier[sentence] = true);
        now.into_iter().skip(shared).for_each(|sentence| fresh.now[sentence] = true);
    }
    fresh
}

/// From this share of common words on a paragraph is the later form of another.
const ALIKE: f64 = 0.5;
/// The same of one that stands elsewhere, and how many words they must have in common.
const ALIKE_AFAR: f64 = 0.6;
const COMMON_AFAR: usize = 3;

/// A word that stands in more paragraphs than this does not tell which of them belong together.
const OFTEN: usize = 40;

/// The blocks among those left that are two forms of one.
fn paired(forms: &Forms<Paragraphs>, left: &Forms<Vec<Left>>) -> Vec<(usize, usize)> {
    let mut alike = alike(forms, left);
    alike.sort_by(|x, y| y.0.total_cmp(&x.0).then((x.1, x.2).cmp(&(y.1, y.2))));
    let mut taken = Forms::<BTreeSet<usize>>::default();
    let mut pairs = Vec::new();
    for (_, old, new) in alike {
        if !taken.earlier.contains(&old) && !taken.now.contains(&new) {
            taken.earlier.insert(old);
            taken.now.insert(new);
            pairs.push((old, new));
        }
    }
    pairs
}

/// The blocks among those left that may be two forms of one, and how much of their words are the same.
fn alike(forms: &Forms<Paragraphs>, left: &Forms<Vec<Left>>) -> Vec<(f64, usize, usize)> {
    let old: Vec<BTreeMap<&str, usize>> = left.earlier.iter().map(|entry| forms.earlier.bag(entry.0)).collect();
    let mut places: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (index, bag) in old.iter().enumerate() {
        bag.keys().for_each(|word| places.entry(word).or_default().push(index));
    }
    let is_code = |of: &Paragraphs, block: usize| of.text.document.blocks[block].kind == BlockKind::Code;
    let mut alike = Vec::new();
    for &(new, hunk) in &left.now {
        let bag = forms.now.bag(new);
        let near = bag.keys().filter_map(|word| places.get(word)).filter(|places| places.len() <= OFTEN);
        let near: BTreeSet<usize> = near.flatten().copied().collect();
        for (index, (block, other)) in near.into_iter().map(|index| (index, left.earlier[index])) {
            let (common, likeness) = dice(&old[index], &bag);
            let is_alike = match other == hunk {
                true => likeness >= ALIKE,
                false => likeness >= ALIKE_AFAR && common >= COMMON_AFAR,
            };
            if is_alike && is_code(&forms.earlier, block) == is_code(&forms.now, new) {
                alike.push((likeness, block, new));
            }
        }
    }
    alike
}

/// How many words two bags have in common, and what share of all (Dice 1945).
fn dice(a: &BTreeMap<&str, usize>, b: &BTreeMap<&str, usize>) -> (usize, f64) {
    let common: usize = a.iter().filter_map(|(word, count)| Some(*b.get(word)?.min(count))).sum();
    let all = a.values().sum::<usize>() + b.values().sum::<usize>();
    (common, 2.0 * common as f64 / all.max(1) as f64)
}

/// The links that one form of a paragraph has and the other has not.
fn links(earlier: &[Link], now: &[Link]) -> Forms<Vec<Link>> {
    let lacking = |these: &[Link], those: &[Link]| {
        let is_lacking = |link: &&Link| !those.iter().any(|other| other.target == link.target);
        these.iter().filter(is_lacking).cloned().collect()
    };
    Forms { earlier: lacking(earlier, now), now: lacking(now, earlier) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::{Format, Options, Reading, text_of};
    use crate::text::lang::Lang;
    use crate::text::source::Source;

    fn text(page: &str) -> Text {
        let options = Options { lang: Some(Lang::En), format: Some(Format::Markdown) };
        match text_of(Source::new("page.md", page), &options) {
            Ok(Reading::One(document)) => Text::new(document, &[]),
            other => panic!("{page}: {other:?}"),
        }
    }

    /// The changes as text: what is no more behind `-`, what is new behind `+`, links in brackets.
    fn check(earlier: &str, now: &str, expected: &[&str]) {
        let (earlier, now) = (text(earlier), text(now));
        let told = changes(&earlier, &now).into_iter().map(|change| {
            let of = |text: &Text, sentences: &[usize]| -> String {
                sentences.iter().map(|&sentence| text.sentence(sentence)).collect::<Vec<_>>().join(" ")
            };
            let links = change.links.now.iter().map(|link| format!("[{}]", link.target)).collect::<String>();
            let (old, new) = (of(&earlier, &change.sentences.earlier), of(&now, &change.sentences.now));
            format!("{:?} -{old} +{new}{links}", change.kind())
        });
        assert_eq!(told.collect::<Vec<_>>(), expected);
    }

    #[test]
    fn paragraphs_are_told_by_their_words() {
        let base = "# Ports\n\nShips arrive daily. Goods are weighed.\n\nThe gates close at noon.\n";
        check(base, base, &[]);
        check(
            base,
            "# Ports\n\nShips arrive\ndaily; *goods* are weighed\n\n> [!TIP]\n> The gates close at noon!\n",
            &[],
        );
        check(base, "# Ports\n\nThe gates close at noon.\n\nShips arrive daily.\n\nGoods are weighed.\n", &[]);
        check(base, &base.replace("noon", "ten"), &["Changed -The gates close at noon. +The gates close at ten."]);
        check(base, &format!("{base}\nTugs wait outside.\n"), &["Added - +Tugs wait outside."]);
        check(base, "# Ports\n\nShips arrive daily. Goods are weighed.\n", &["Removed -The gates close at noon. +"]);
        check(base, &base.replace("daily.", "daily. Tugs help."), &["Changed - +Tugs help."]);
        check("An end-user asks.", "An end user asks.", &[]);
        let (can, cannot) = ("It can run in a browser.", "It cannot run in a browser.");
        check(can, cannot, &[&format!("Changed -{can} +{cannot}")]);
    }

    #[test]
    fn code_and_links_are_compared_as_they_are() {
        check("See [it](/a).", "See [it](/b).", &["Changed - +[/b]"]);
        check("```sh\nrun --the a\n```\n", "```sh\nrun --a a\n```\n", &["Changed -run --the a +run --a a"]);
        check("{{% note %}}\n\nOne thing.", "One thing.", &[]);
    }
}
