//! Whether a translation shows a change of its source already.
//!
//! The translation is aligned with the source as it is and as it was. What a sentence of it stands for is told by both: one that
//! stands for a sentence that has not changed stands for no new one. Where something may stand for either form, the words that
//! only one of them has are looked for: figures, names and code as they are, other words by the dictionary. Without evidence
//! that the translation was brought up to date it is taken not to be.

use std::collections::{BTreeMap, BTreeSet};

use crate::align::bead::Alignment;
use crate::align::word::Words;
use crate::analysis::Text;
use crate::check::rule::Aligned;
use crate::drift::{self, Change, Drift, Forms, Word, words};
use crate::text::document::BlockKind;
use crate::text::lang::{Lang, is_han};
use crate::text::pair::Side;
use crate::text::source::Link;

/// The share of its words that have a counterpart, from which on a stretch is the translation of a sentence.
const FITS: f32 = 0.5;
/// The same of what may be left over of a removed sentence.
const REMAINS: f32 = 0.4;
/// The same of what an alignment is sure of, whatever its words.
const SURE: f64 = 0.8;
/// From this share of new words on the translation shows them, and up to this share of old ones it does not.
const SHOWN: f32 = 0.65;
const GONE: f32 = 0.35;
/// What a figure, a name or code that is there weighs against a word of the dictionary.
const LITERAL: f32 = 3.0;

/// The two alignments of a translation, and what in it stands for what has not changed.
pub struct Counterparts<'a> {
    aligned: &'a Aligned,
    drift: &'a Drift,
    /// The bead of each sentence of the source.
    beads: Forms<Vec<Option<usize>>>,
    /// The sentences of the translation that stand for sentences which are in both forms, by the alignment with each.
    held: Forms<BTreeSet<usize>>,
}

impl<'a> Counterparts<'a> {
    pub fn of(aligned: &'a Aligned, drift: &'a Drift) -> Self {
        let beads = Forms {
            earlier: drift.alignment.bead_of_each(Side::Source, drift.earlier.segments.len()),
            now: aligned.alignment.bead_of_each(Side::Source, aligned.texts.source.segments.len()),
        };
        let (mut old, mut new) = (BTreeSet::new(), BTreeSet::new());
        for change in &drift.changes {
            old.extend(change.sentences.earlier.iter().copied());
            new.extend(change.sentences.now.iter().copied());
        }
        let held = Forms { earlier: held(&drift.alignment, &old), now: held(&aligned.alignment, &new) };
        Counterparts { aligned, drift, beads, held }
    }

    /// What of the translation stands for the earlier form of a change that it does not show; `None` where it shows it.
    pub fn lacking(&self, change: &Change) -> Option<Vec<usize>> {
        let sentences = &change.sentences;
        let old = self.stands_for_earlier(&sentences.earlier);
        let new = self.stands_for_now(&sentences.now);
        let is_stale = match (sentences.earlier.is_empty(), sentences.now.is_empty()) {
            (true, true) => return self.leads_elsewhere(change),
            (true, false) => !self.is_translated(&sentences.now, &new),
            (false, true) => self.remains(&sentences.earlier, &old),
            (false, false) => {
                let both = old.union(&new).copied().collect();
                !self.is_shown(sentences, &both)
            }
        };
        is_stale.then(|| old.into_iter().collect())
    }

    fn stands_for_earlier(&self, sentences: &[usize]) -> BTreeSet<usize> {
        let (earlier, now) = (&self.drift.earlier, &self.aligned.texts.source);
        let found = counterparts(&self.drift.alignment, &self.beads.earlier, sentences);
        self.own(found, &self.held.now, (earlier, sentences), (now, &self.aligned.alignment))
    }

    fn stands_for_now(&self, sentences: &[usize]) -> BTreeSet<usize> {
        let (earlier, now) = (&self.drift.earlier, &self.aligned.texts.source);
        let found = counterparts(&self.aligned.alignment, &self.beads.now, sentences);
        self.own(found, &self.held.earlier, (now, sentences), (earlier, &self.drift.alignment))
    }

    /// Those `found` for sentences of a form that are not `held` by what is in both forms; those that are held as well go to the
    /// side that they fit better.
    fn own(
        &self,
        found: BTreeSet<usize>,
        held: &BTreeSet<usize>,
        (text, sentences): (&Text, &[usize]),
        (other, alignment): (&Text, &Alignment),
    ) -> BTreeSet<usize> {
        let contested: BTreeSet<usize> = found.intersection(held).copied().collect();
        if contested.is_empty() {
            return found;
        }
        let kept = sources(alignment, &contested);
        if self.fit(text, sentences, &contested) > self.fit(other, &kept, &contested) {
            return found;
        }
        found.difference(held).copied().collect()
    }

    /// Whether new sentences have a translation, and one that is not rather that of sentences which are no more.
    fn is_translated(&self, sentences: &[usize], target: &BTreeSet<usize>) -> bool {
        if target.is_empty() {
            return false;
        }
        let now = &self.aligned.texts.source;
        let rivals = self.changed_by(&self.drift.alignment, target, |change| &change.sentences.earlier);
        let fit = self.fit(now, sentences, target);
        fit >= FITS && fit > self.fit(&self.drift.earlier, &rivals, target)
    }

    /// Whether the translation of sentences that are no more is still there, and is not rather that of new ones.
    fn remains(&self, sentences: &[usize], target: &BTreeSet<usize>) -> bool {
        if target.is_empty() {
            return false;
        }
        let rivals = self.changed_by(&self.aligned.alignment, target, |change| &change.sentences.now);
        let fit = self.fit(&self.drift.earlier, sentences, target);
        let is_sure = || {
            let mut beads = sentences
                .iter()
                .filter_map(|&sentence| self.drift.alignment.beads().get(self.beads.earlier[sentence]?));
            beads.all(|bead| bead.confidence >= SURE)
        };
        match rivals.is_empty() {
            true => fit >= REMAINS || is_sure(),
            false => fit >= REMAINS && fit > self.fit(&self.aligned.texts.source, &rivals, target),
        }
    }

    /// The changed sentences of a form that an alignment has for some of these of the translation.
    fn changed_by(
        &self,
        alignment: &Alignment,
        target: &BTreeSet<usize>,
        of: fn(&Change) -> &Vec<usize>,
    ) -> Vec<usize> {
        let changed: BTreeSet<usize> = self.drift.changes.iter().flat_map(of).copied().collect();
        sources(alignment, target).into_iter().filter(|sentence| changed.contains(sentence)).collect()
    }

    /// The share of the words of sentences that have a counterpart in some of the translation.
    fn fit(&self, text: &Text, sentences: &[usize], target: &BTreeSet<usize>) -> f32 {
        if sentences.is_empty() || target.is_empty() {
            return 0.0;
        }
        let shown = Shown::of(self, &joined(text, sentences.iter()), is_code(text, sentences), target);
        shown.share(|_| true).unwrap_or(0.0)
    }

    /// Whether what stands for a changed paragraph shows its new words rather than its old ones.
    fn is_shown(&self, sentences: &Forms<Vec<usize>>, target: &BTreeSet<usize>) -> bool {
        let (earlier, now) = (&self.drift.earlier, &self.aligned.texts.source);
        let text = Forms { earlier: joined(earlier, sentences.earlier.iter()), now: joined(now, sentences.now.iter()) };
        let is_code = is_code(now, &sentences.now);
        let shown = Forms {
            earlier: Shown::of(self, &text.earlier, is_code, target),
            now: Shown::of(self, &text.now, is_code, target),
        };
        let (old, new) = (bag(&shown.earlier.words), bag(&shown.now.words));
        let is_new = |word: &str| new.get(word).copied() > old.get(word).copied();
        let is_old = |word: &str| old.get(word).copied() > new.get(word).copied();
        if !new.keys().any(|word| is_new(word)) && !old.keys().any(|word| is_old(word)) {
            return true;
        }
        // what stands for a word of both forms tells neither
        let only_new = |word: &str| !old.contains_key(word);
        let only_old = |word: &str| !new.contains_key(word);
        let (new, old) = (shown.now.share(only_new), shown.earlier.share(only_old));
        (new.is_some() || old.is_some())
            && new.is_none_or(|share| share >= SHOWN)
            && old.is_none_or(|share| share <= GONE)
    }

    /// What of the translation leads where a paragraph does not lead any more; `None` where nothing does.
    fn leads_elsewhere(&self, change: &Change) -> Option<Vec<usize>> {
        let text = &self.aligned.texts.source;
        let own: Vec<usize> =
            (0..text.segments.len()).filter(|&s| Some(text.segments[s].block) == change.blocks.now).collect();
        let target = counterparts(&self.aligned.alignment, &self.beads.now, &own);
        let document = &self.aligned.texts.target.document;
        let leads = |sentence: &usize| {
            document.source.links(document.to_source(self.aligned.texts.target.segments[*sentence].span))
        };
        let targets: BTreeSet<&str> = target.iter().flat_map(leads).map(|link| &*link.target).collect();
        let has = |links: &[Link]| links.iter().any(|link| targets.contains(&*link.target));
        (has(&change.links.earlier) && !has(&change.links.now)).then(|| target.into_iter().collect())
    }
}

/// The sentences of a form that an alignment has for some of these of the translation.
fn sources(alignment: &Alignment, target: &BTreeSet<usize>) -> Vec<usize> {
    let is_of = |range: &std::ops::Range<usize>| target.range(range.clone()).next().is_some();
    let beads = alignment.beads().iter().filter(|bead| is_of(&bead.segments.target));
    beads.flat_map(|bead| bead.segments.source.clone()).collect()
}

/// The sentences of the translation that an alignment has for sentences none of which has changed.
fn held(alignment: &Alignment, changed: &BTreeSet<usize>) -> BTreeSet<usize> {
    let is_kept = |range: &std::ops::Range<usize>| {
        !range.is_empty() && range.clone().all(|sentence| !changed.contains(&sentence))
    };
    let beads = alignment.beads().iter().filter(|bead| is_kept(&bead.segments.source));
    beads.flat_map(|bead| bead.segments.target.clone()).collect()
}

fn counterparts(alignment: &Alignment, beads: &[Option<usize>], sentences: &[usize]) -> BTreeSet<usize> {
    let bead = |&sentence: &usize| alignment.beads().get(beads[sentence]?);
    sentences.iter().filter_map(bead).flat_map(|bead| bead.segments.target.clone()).collect()
}

fn joined<'s>(text: &Text, sentences: impl Iterator<Item = &'s usize>) -> String {
    let shown = sentences.map(|&sentence| text.document.shown(text.segments[sentence].span));
    shown.collect::<Vec<_>>().join("\n")
}

fn is_code(text: &Text, sentences: &[usize]) -> bool {
    sentences.iter().any(|&sentence| text.document.blocks[text.segments[sentence].block].kind == BlockKind::Code)
}

fn bag(words: &[Word]) -> BTreeMap<&str, usize> {
    let mut bag = BTreeMap::new();
    words.iter().for_each(|word| *bag.entry(word.key.as_str()).or_default() += 1);
    bag
}

/// The words of a text, and which of them some of the translation shows.
struct Shown {
    words: Vec<Word>,
    /// What each weighs; nothing where it cannot be told.
    weights: Vec<f32>,
    shown: Vec<bool>,
}

impl Shown {
    fn of(of: &Counterparts, text: &str, is_code: bool, target: &BTreeSet<usize>) -> Self {
        let words = words(text, is_code);
        let theirs = joined(&of.aligned.texts.target, target.iter());
        let literals: BTreeSet<String> = drift::words(&theirs, is_code).into_iter().map(|word| word.key).collect();
        let known = by_dictionary(of.aligned, text, &theirs);
        let (mut weights, mut shown) = (Vec::with_capacity(words.len()), Vec::with_capacity(words.len()));
        for word in &words {
            let written = &text[word.at.clone()];
            let is_copied = literals.contains(&word.key) && !written.chars().all(is_han);
            let joined = known.get(&word.at.start).copied();
            weights.push(match () {
                () if is_code || is_copied => LITERAL,
                // a figure may be wrong, and stands there still
                () if is_literal(written) || joined.is_some() => 1.0,
                () => 0.0,
            });
            shown.push(is_copied || joined == Some(true));
        }
        Shown { words, weights, shown }
    }

    /// The share of some of the words that is shown; `None` where it cannot be told.
    fn share(&self, is_one: impl Fn(&str) -> bool) -> Option<f32> {
        let (mut all, mut shown) = (0.0, 0.0);
        for ((word, weight), is_shown) in self.words.iter().zip(&self.weights).zip(&self.shown) {
            if is_one(&word.key) {
                all += weight;
                shown += if *is_shown { *weight } else { 0.0 };
            }
        }
        (all > 0.0).then(|| shown / all)
    }
}

/// The words of a text that the dictionary knows, by where they start, and whether their translation has one for them.
fn by_dictionary(aligned: &Aligned, text: &str, translation: &str) -> BTreeMap<usize, bool> {
    match aligned.texts.source.document.lang {
        Lang::En => {
            let words = Words::by(aligned.lexicon(), translation, text);
            let joined: BTreeSet<usize> = words.joins.iter().map(|join| words.english[join.english].first).collect();
            let known = words.english.iter().filter(|word| word.known);
            known.map(|word| (word.at.start, joined.contains(&word.first))).collect()
        }
        Lang::Zh => {
            let words = Words::by(aligned.lexicon(), text, translation);
            let joined: BTreeSet<usize> = words.joins.iter().map(|join| join.chinese).collect();
            let known = words.chinese.iter().enumerate().filter(|(_, word)| word.known);
            known.map(|(number, word)| (word.at.start, joined.contains(&number))).collect()
        }
    }
}

/// Whether a translation has a word as it is: a figure, code, an abbreviation.
fn is_literal(word: &str) -> bool {
    let mut inner = word.chars().skip(1);
    word.contains(|c: char| c.is_ascii_digit() || c == '_') || inner.any(|c| c.is_ascii_uppercase())
}
