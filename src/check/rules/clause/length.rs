//! Whether a bead is shorter than its other side makes one expect.
//!
//! As in the aligner, the length of the English is Gaussian about a multiple of the Chinese (Gale & Church 1993), with a
//! variance that grows with length. Genres and translators differ in that multiple, which adds a variance that grows with
//! its square; the more beads a document has, the better its own is known.

use crate::check::rule::Aligned;
use crate::text::lang::{Lang, count_bytes};
use crate::text::pair::{Pair, Side};
use crate::text::span::Span;

use super::texts_of;

/// What a Latin letter or digit counts for in the length of a Chinese text, as in the alignment.
const NARROW: f64 = 0.3;

/// English letters a Chinese character where nothing is known of the document: the mean over news, law and official prose.
const RATIO: f64 = 3.4;

/// The variance of a bead's English, for each letter.
const VARIANCE: f64 = 3.5;

/// How much a single pair's ratio varies with its author and genre, and that of a document whose own is known.
const SPREAD: Pair<f64> = Pair { source: 0.13, target: 0.06 };

/// A document with fewer beads is taken as so many single pairs.
const FEW: usize = 10;

/// How many Chinese characters the general ratio counts for against a document's own.
const KNOWN: f64 = 300.0;

/// How the lengths of two texts relate.
#[derive(Clone, Copy, Debug)]
pub struct Lengths {
    ratio: f64,
    spread: f64,
    chinese: Side,
}

impl Lengths {
    /// The ratio of a document, from all its beads.
    pub fn of(aligned: &Aligned) -> Self {
        let chinese = if aligned.texts.source.document.lang == Lang::Zh { Side::Source } else { Side::Target };
        let beads = aligned.alignment.beads().len();
        let paired: Vec<usize> = (0..beads).filter(|&bead| aligned.is_paired(bead)).collect();
        if paired.len() < FEW {
            return Lengths { ratio: RATIO, spread: SPREAD.source, chinese };
        }
        let (mut zh, mut en) = (KNOWN, KNOWN * RATIO);
        for bead in paired {
            let spans = texts_of(aligned, bead);
            zh += length_of(aligned, chinese, spans[chinese]);
            en += length_of(aligned, chinese.other(), spans[chinese.other()]);
        }
        Lengths { ratio: en / zh, spread: SPREAD.target, chinese }
    }

    /// Whether too little is known to speak of a document.
    pub fn is_single(&self) -> bool {
        self.spread == SPREAD.source
    }

    /// By how many standard deviations the other side is longer than `own`, the length of `side`, lets one expect; and the
    /// log-likelihood of that.
    pub fn deviation(&self, side: Side, own: f64, other: f64) -> (f64, f64) {
        let (zh, en, sign) = if side == self.chinese { (own, other, 1.0) } else { (other, own, -1.0) };
        let expected = self.ratio * zh;
        let variance = VARIANCE * (0.5 * (expected + en) + 4.0) + (self.spread * expected).powi(2);
        let square = (en - expected).powi(2) / variance;
        (sign * (en - expected) / variance.sqrt(), -0.5 * square.min(40.0) - 0.5 * variance.ln())
    }
}

/// The length of a stretch of a side: see [`measured`].
pub fn length_of(aligned: &Aligned, side: Side, span: Span) -> f64 {
    let document = &aligned.texts[side].document;
    measured(document.slice(span), document.lang)
}

/// Characters without white space; in Chinese, one of ASCII counts less.
pub fn measured(text: &str, lang: Lang) -> f64 {
    let narrow = if lang == Lang::Zh { NARROW } else { 1.0 };
    let ascii = count_bytes(text, |byte| byte.is_ascii() && !matches!(byte, b' ' | b'\t'..=b'\r'));
    let is_other = |c: &char| !c.is_ascii() && !c.is_whitespace();
    let others = if text.is_ascii() { 0 } else { text.chars().filter(is_other).count() };
    narrow * ascii as f64 + others as f64
}

/// What a Chinese character comes to in the lengths of a language.
pub fn unit(lang: Lang) -> f64 {
    if lang == Lang::Zh { 1.0 } else { RATIO }
}
