//! Every number that the evidence is weighed with, in one place; all weights are in nats.
//!
//! They are first guesses. What a document can tell by itself (the ratio of lengths and its variance, how often sentences
//! are dropped, how blocks correspond, what words stand for) is fitted to it after a first pass.

/// Sentences of one bead: `k` Chinese and `l` English ones with `k + l` up to this, and 1 to 9.
pub const WIDEST: usize = 8;
/// The most Chinese sentences in a bead.
pub const MOST_ZH: usize = WIDEST - 1;
/// The most English sentences in a bead.
pub const MOST_EN: usize = 9;

/// The most English sentences of a bead with one Chinese sentence, with two, and so on.
pub const ENGLISH_OF: [usize; MOST_ZH] = [MOST_EN, 6, 5, 4, 3, 2, 1];
/// The most Chinese sentences of a bead with one English sentence, with two, and so on.
pub const CHINESE_OF: [usize; MOST_EN] = [MOST_ZH, 6, 5, 4, 3, 2, 1, 1, 1];

/// What share of beads is one to one before a document is seen.
pub const ONE_TO_ONE: f64 = 0.75;
/// The share of beads that are one Chinese sentence without counterpart; as many are an English one.
pub const UNMATCHED: f64 = 0.01;
/// The share of one to two.
pub const ONE_TO_TWO: f64 = 0.15;
/// What each further sentence on the longer side multiplies it by.
pub const ONE_TO_MORE: f64 = 0.4;
/// The share of two to two.
pub const TWO_TO_TWO: f64 = 0.02;
/// What each further sentence multiplies it by.
pub const TWO_TO_MORE: f64 = 0.3;
/// How many beads the priors above count for against those of the document.
pub const PRIOR_BEADS: f64 = 60.0;

/// English characters to a Chinese one.
pub const RATIO: f64 = 4.1;
/// The variance of their difference, for each English character.
pub const VARIANCE: f64 = 7.0;
/// How many beads these two count for against those of the document.
pub const LENGTH_BEADS: f64 = 20.0;
/// What a Latin letter or digit counts for in the length of a Chinese text.
pub const NARROW: f64 = 0.3;
/// The most that a length may cost.
pub const LENGTH_MOST: f64 = 12.0;

/// The share of words that are translations, and not background (λ).
pub const TRANSLATED: f64 = 0.3;
/// What the parts of a Chinese word weigh against the glosses of the whole.
pub const PARTS: f64 = 0.3;
/// How many occurrences the dictionary counts for against those of the document.
pub const DICTIONARY_COUNT: f64 = 2.0;
/// What is taken from each count of a learned pair, so that one meeting teaches nothing.
pub const DISCOUNT: f64 = 0.8;
/// The least log-likelihood ratio (G², chi-square of one degree of freedom) for a pair of words outside the dictionary.
pub const ASSOCIATED: f64 = 11.0;

/// How often a figure that has a counterpart in the document has it in its bead.
pub const FIGURE_KEPT: f64 = 0.9;
/// The same of a name in Latin letters.
pub const NAME_KEPT: f64 = 0.85;
/// The most that one of them can say.
pub const COPIED_MOST: f64 = 5.0;
/// What integers up to [`SMALL_INTEGER`] count against others: list numerals and "two" are everywhere.
pub const SMALL: f64 = 0.2;
/// The largest integer that is small.
pub const SMALL_INTEGER: i128 = 12;

/// How much the marks of two sentences say before a document is seen where they are of one kind.
pub const SAME_MARK: f64 = 1.5;
/// The same where they are of different kinds.
pub const OTHER_MARK: f64 = -1.0;
/// What a block boundary inside a bead says before a document is seen.
pub const BOUNDARY_INSIDE: f64 = -2.5;
/// How many beads these count for against those of the document.
pub const STRUCTURE_BEADS: f64 = 10.0;
/// Two list numerals that are equal.
pub const SAME_NUMERAL: f64 = 1.5;
/// Two that differ.
pub const OTHER_NUMERAL: f64 = -1.5;

/// What a sentence without counterpart counts for against a bead, where the beads expected to be right are maximised.
pub const UNMATCHED_GAIN: f64 = 0.5;

/// How what sentences mean is weighed; learned by `examples/weigh_meaning.rs`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MeaningWeights {
    /// Nats for a cosine of 1.
    pub meaning: f32,
    /// What the mean cosine with the neighbours takes from a cosine.
    pub near: f32,
    /// The cosine, so diminished, of sentences of which one cannot tell.
    pub far: f32,
    /// What the words count for beside it.
    pub words: f32,
}
/// The weights of meaning.
pub const MEANING: MeaningWeights = MeaningWeights { meaning: 15.0, near: 0.25, far: 0.2, words: 0.3 };
