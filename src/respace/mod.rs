//! Restoring the spaces that an English text lost in extraction.
//!
//! [`respace`] mends a document, [`Respacer`] a text line by line. What decides, in the order of the work:
//!
//! - `evidence`: the acronyms of the text and the words of its well-spaced siblings;
//! - `pieces` and `joint`: letters, figures and marks, and whether English has a space between two of them;
//! - `split`: letters into words, by a lattice over the frequencies of words (a unigram model);
//! - here: whether a text, and a line of it, has lost spaces at all. One that has not comes back byte for byte.
//!
//! White space that is there is true and stays. The cost is linear in the text; memory is a small multiple of it.

mod evidence;
mod joint;
mod pieces;
pub mod pinyin;
mod split;

use std::borrow::Cow;

use crate::lexicon::words::{self, Cost, STEPS};
use crate::text::document::{BlockKind, Document};
use crate::text::lang::Lang;
use crate::text::normal::Builder;
use crate::text::span::Span;
use evidence::{Counts, Evidence};
use pieces::{Mark, Piece, PieceKind, Pieces};
use split::{Kind, Splitter, Surroundings};

/// What was restored in a document.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Glue {
    /// Words that the text holds when its spaces are restored.
    pub words: usize,
    /// Spaces that were missing.
    pub restored: usize,
    /// Blocks in which spaces were missing.
    pub blocks: usize,
}

/// How much cheaper as several words than as one unknown word a stretch must be to count as glued.
const GLUED_GAIN: Cost = 6 * STEPS;

/// What a line must gain in all to be mended where the text as a whole is well spaced.
const LINE_GAIN: u64 = 30 * STEPS as u64;

/// Restores the spaces of a text, line by line, by what the whole text tells.
#[derive(Debug)]
pub struct Respacer {
    /// `None` where no line has lost a space.
    evidence: Option<Evidence>,
    glued: bool,
}

/// How far a text has lost its spaces.
#[derive(Clone, Copy, Debug, Default)]
struct Survey {
    letters: u64,
    /// Letters in stretches that are several words.
    glued: u64,
    /// How much cheaper those are as words.
    gain: u64,
    /// There is white space between its pieces.
    spaced: bool,
}

impl Respacer {
    /// A respacer for the text of these lines, or blocks, which are what it mends. `siblings` are well-spaced English texts
    /// of the same project, whose words are evidence. Costs a pass over all of them, and a look-up a word where the lines
    /// are made of ordinary words.
    pub fn new<'t>(lines: impl Iterator<Item = &'t str> + Clone, siblings: impl Iterator<Item = &'t str>) -> Respacer {
        if lines.clone().all(is_ordinary) {
            return Respacer { evidence: None, glued: false };
        }
        let mut counts = Counts::default();
        siblings.for_each(|text| counts.add_text(text));
        lines.clone().for_each(|line| counts.add_acronyms(line));
        let first = counts.evidence();
        let mut whole = Survey::default();
        let mut is_any_glued = false;
        for line in lines {
            let survey = surveyed(line, &first, &mut |word| counts.add_word(word, false));
            is_any_glued |= survey.is_line_glued(false);
            whole.add(survey);
        }
        if !whole.is_text_glued() {
            return Respacer { evidence: is_any_glued.then_some(first), glued: false };
        }
        // what the first reading found is evidence for the second: a text uses its own words again
        Respacer { evidence: Some(counts.evidence()), glued: true }
    }

    /// `line` with its lost spaces restored; nothing but white space changes. A line that lost none comes back as it is.
    pub fn line<'l>(&self, line: &'l str) -> Cow<'l, str> {
        let Some(places) = self.missing(line) else { return Cow::Borrowed(line) };
        let mut spaced = String::with_capacity(line.len() + places.len());
        let mut start = 0;
        for place in places {
            spaced.push_str(&line[start..place]);
            spaced.push(' ');
            start = place;
        }
        spaced.push_str(&line[start..]);
        Cow::Owned(spaced.replace('\u{a0}', " "))
    }

    /// The bytes of `line` before which a space is missing, ascending; `None` where the line is spaced as it should be.
    fn missing(&self, line: &str) -> Option<Vec<usize>> {
        let evidence = self.evidence.as_ref()?;
        if !self.glued && !surveyed(line, evidence, &mut |_| ()).is_line_glued(false) {
            return None;
        }
        let mut places = Vec::new();
        let survey = Reading { line, ..Reading::new(evidence) }.read(&mut |place| places.push(place), &mut |_| ());
        (!places.is_empty() && survey.is_line_glued(self.glued)).then_some(places)
    }
}

fn surveyed(line: &str, evidence: &Evidence, word: &mut dyn FnMut(&str)) -> Survey {
    Reading { line, ..Reading::new(evidence) }.read(&mut |_| (), word)
}

/// Whether so many letters of a line stand in words of the language, and names in Pinyin, that what is left cannot make it, or its text, a glued
/// one.
fn is_ordinary(line: &str) -> bool {
    let (mut letters, mut others) = (0, 0);
    for (run, is_behind_digits) in pieces::letters_of(line) {
        let word = &line[run];
        letters += word.len();
        others += if is_behind_digits || !(is_word(word) || is_pinyin(word)) { word.len() } else { 0 };
    }
    others == 0 || others * 8 < letters
}

impl Survey {
    fn add(&mut self, other: Survey) {
        self.letters += other.letters;
        self.glued += other.glued;
        self.gain += other.gain;
    }

    /// An eighth of the letters are in words that run together. Names and addresses stay far below, text that lost but
    /// half of its spaces is far above.
    fn is_text_glued(self) -> bool {
        self.glued * 8 >= self.letters && self.gain >= GLUED_GAIN.into()
    }

    /// Whether a line is glued, given whether its text is.
    fn is_line_glued(self, text: bool) -> bool {
        if text { self.glued > 0 || !self.spaced } else { self.glued * 2 >= self.letters && self.gain >= LINE_GAIN }
    }
}

/// One reading of a line.
struct Reading<'r> {
    line: &'r str,
    splitter: Splitter<'r>,
    survey: Survey,
    /// Where the last word of the last letters began.
    word: usize,
    quoted: bool,
}

impl<'r> Reading<'r> {
    fn new(evidence: &'r Evidence) -> Self {
        Reading { line: "", splitter: Splitter::new(evidence), survey: Survey::default(), word: 0, quoted: false }
    }

    /// Hands on every place where a space is missing, and every known word.
    fn read(mut self, place: &mut dyn FnMut(usize), word: &mut dyn FnMut(&str)) -> Survey {
        let shouted = !self.line.chars().any(char::is_lowercase);
        let mut left: Option<Piece> = None;
        for piece in Pieces::new(self.line) {
            if left.as_ref().is_some_and(|left| joint::is_spaced(self.line, left, &piece, self.word)) {
                place(piece.at.start);
            }
            match piece.kind {
                PieceKind::Letters => self.letters(&piece, left.as_ref(), shouted, place, word),
                PieceKind::Space => self.survey.spaced = true,
                PieceKind::Mark(mark @ (Mark::Open | Mark::Close)) if "‘’".contains(&self.line[piece.at.clone()]) =>
                {
                    self.quoted = mark == Mark::Open;
                }
                _ => (),
            }
            left = Some(piece);
        }
        self.survey
    }

    fn letters(
        &mut self,
        piece: &Piece,
        left: Option<&Piece>,
        shouted: bool,
        place: &mut dyn FnMut(usize),
        word: &mut dyn FnMut(&str),
    ) {
        let line = self.line;
        let run = &line[piece.at.clone()];
        let start = piece.at.start;
        self.word = start;
        self.survey.letters += run.len() as u64;
        let digits = left.filter(|left| left.kind == PieceKind::Number).map_or("", |left| &line[left.at.clone()]);
        if digits.is_empty() && is_word(run) {
            return word(run);
        }
        // "provincial- and municipal-level"
        let suspended = start >= 2 && line[..start].ends_with('-') && line[..start - 1].ends_with(char::is_alphabetic);
        let around = Surroundings { digits, next: line[piece.at.end..].chars().next(), quoted: self.quoted, shouted };
        let mut stretch = Stretch::default();
        let mut last = split::Word { start: 0, kind: Kind::Attached, cost: 0 };
        let survey = &mut self.survey;
        self.splitter.words(run, around, |found| {
            if suspended && last.start == 0 && found.start > 0 && matches!(&run[..found.start], "and" | "or") {
                place(start);
            }
            if found.kind != Kind::Attached && (found.start > 0 || !digits.is_empty()) {
                place(start + found.start);
            }
            if last.kind == Kind::Known {
                word(&run[last.start..found.start]);
            }
            stretch.add(last, found.start - last.start);
            if is_case_end(run, found.start) {
                stretch.end(found.start, survey);
            }
            last = found;
        });
        if last.kind == Kind::Known {
            word(&run[last.start..]);
        }
        stretch.add(last, run.len() - last.start);
        stretch.end(run.len(), survey);
        self.word = start + last.start;
    }
}

/// Letters between two ends of words that the case tells.
#[derive(Default)]
struct Stretch {
    start: usize,
    words: usize,
    /// Bytes of words that are not known.
    unknown: usize,
    cost: Cost,
}

impl Stretch {
    fn add(&mut self, word: split::Word, len: usize) {
        self.unknown += if word.kind == Kind::Unknown { len } else { 0 };
        self.words += usize::from(word.kind != Kind::Attached);
        self.cost += word.cost;
    }

    fn end(&mut self, end: usize, survey: &mut Survey) {
        let gain = split::unknown(end - self.start).saturating_sub(self.cost);
        // a foreign compound ends in words that may be known, and begins with letters that are not
        let known = self.unknown * 3 <= end - self.start;
        if self.words > 1 && known && gain > GLUED_GAIN {
            survey.glued += (end - self.start) as u64;
            survey.gain += u64::from(gain);
        }
        *self = Stretch { start: end, ..Stretch::default() };
    }
}

/// Whether a small letter stands before `at` in `run`, and a capital behind.
fn is_case_end(run: &str, at: usize) -> bool {
    run[..at].ends_with(char::is_lowercase) && run[at..].starts_with(char::is_uppercase)
}

/// Whether `run` is one ordinary word, in small letters, with a capital, or in capitals.
fn is_word(run: &str) -> bool {
    if run.len() <= evidence::LONGEST && run.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return words::is_ordinary(run);
    }
    let mut small = [0u8; evidence::LONGEST];
    let Some(small) = small.get_mut(..run.len()) else { return false };
    small.copy_from_slice(run.as_bytes());
    let tail = small.get(1..).unwrap_or_default();
    if !small.is_ascii() || (tail.iter().any(u8::is_ascii_uppercase) && small.iter().any(u8::is_ascii_lowercase)) {
        return false;
    }
    small.make_ascii_lowercase();
    std::str::from_utf8(small).ok().is_some_and(words::is_ordinary)
}

/// Whether `run` is a Chinese name as one word: a capital and small letters, in syllables of pinyin.
fn is_pinyin(run: &str) -> bool {
    let mut small = [0; split::LONGEST_NAME];
    let (Some(small), Some(tail)) = (small.get_mut(..run.len()), run.as_bytes().get(1..)) else { return false };
    small.copy_from_slice(run.as_bytes());
    small[0].make_ascii_lowercase();
    let is_title = run.starts_with(|c: char| c.is_ascii_uppercase()) && tail.iter().all(u8::is_ascii_lowercase);
    is_title && pinyin::names(small, 3).last().is_some_and(|&syllables| syllables > 0)
}

/// `document` with its lost spaces restored, and what that came to. A text that is spaced already comes back as it is,
/// but that no-break spaces become plain ones; so does a Chinese one, in every byte. `siblings` are well-spaced English
/// documents of the same project, whose words are evidence.
pub fn respace(document: Document, siblings: &[&Document]) -> (Document, Glue) {
    if document.lang != Lang::En {
        return (document, Glue::default());
    }
    let english = siblings.iter().filter(|sibling| sibling.lang == Lang::En).map(|sibling| sibling.text.text());
    let prose = document.blocks.iter().filter(|block| block.kind != BlockKind::Code);
    let respacer = Respacer::new(prose.map(|block| document.slice(block.span)), english);
    if respacer.evidence.is_none() && !document.text.text().contains('\u{a0}') {
        let words = words_in(document.text.text());
        return (document, Glue { words, ..Glue::default() });
    }
    let mut glue = Glue::default();
    let mut builder = Builder::over(&document.text);
    let mut blocks = document.blocks.clone();
    let mut done = 0;
    for block in &mut blocks {
        copy_plain(&mut builder, document.text.text(), Span { start: done, end: block.span.start });
        done = block.span.end;
        let start = builder.len();
        let text = document.slice(block.span);
        let missing = if block.kind == BlockKind::Code { None } else { respacer.missing(text) }.unwrap_or_default();
        glue.restored += missing.len();
        glue.blocks += usize::from(!missing.is_empty());
        copy_spaced(&mut builder, document.text.text(), block.span, &missing);
        block.span = Span::new(start, builder.len());
    }
    copy_plain(&mut builder, document.text.text(), Span::new(done as usize, document.text.text().len()));
    let text = builder.finish();
    glue.words = words_in(text.text());
    (Document { text, blocks, ..document }, glue)
}

/// How many words stand between white space.
fn words_in(text: &str) -> usize {
    if !text.is_ascii() {
        return text.split_whitespace().count();
    }
    let words = text.as_bytes().split(|byte| char::from(*byte).is_whitespace());
    words.filter(|word| !word.is_empty()).count()
}

/// Copies `block` with a space before each of the `missing` bytes of it.
fn copy_spaced(builder: &mut Builder<'_>, text: &str, block: Span, missing: &[usize]) {
    let mut start = block.start as usize;
    for place in missing {
        let end = block.start as usize + place;
        copy_plain(builder, text, Span::new(start, end));
        builder.insert(" ");
        start = end;
    }
    copy_plain(builder, text, Span::new(start, block.end as usize));
}

/// Copies `span` with plain spaces for no-break ones.
fn copy_plain(builder: &mut Builder<'_>, text: &str, span: Span) {
    let mut start = span.start as usize;
    for (at, space) in span.of(text).match_indices('\u{a0}') {
        let at = span.start as usize + at;
        builder.copy(Span::new(start, at));
        builder.replace(Span::new(at, at + space.len()), " ");
        start = at + space.len();
    }
    builder.copy(Span::new(start, span.end as usize));
}

#[cfg(test)]
mod tests;
