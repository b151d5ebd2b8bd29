//! Every number that the evidence is weighed with, in one place; all weights are in nats.
//!
//! `cargo run --release --example accuracy -- weights DIR` learns them from documents that were aligned by hand. What a
//! document can tell by itself (the ratio of lengths and its variance, how often sentences are dropped, how blocks
//! correspond, what words stand for) is fitted to it after a first pass.

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

macro_rules! weights {
    ($($(#[$doc:meta])* $name:ident: $value:expr,)*) => {
        /// The weights that can be learned; see the module.
        #[derive(Clone, Debug, PartialEq)]
        pub struct Weights {
            $($(#[$doc])* pub $name: f64,)*
        }

        impl Default for Weights {
            fn default() -> Self {
                Weights { $($name: $value,)* }
            }
        }

        impl Weights {
            /// Every weight with its name.
            pub fn named(&mut self) -> Vec<(&'static str, &mut f64)> {
                vec![$((stringify!($name), &mut self.$name),)*]
            }
        }
    };
}

weights! {
    /// What a nat of shape counts for.
    shapes: 1.25,
    /// What a nat of length counts for.
    lengths: 0.8,
    /// What a nat of words counts for: half, as both directions tell of the same words.
    words: 0.5,
    /// What a nat of figures counts for, likewise.
    figures: 0.5,
    /// What a nat of names counts for, likewise.
    names: 0.5,
    /// What a nat of Chinese names in Latin letters counts for, likewise.
    pinyin: 0.5,
    /// What a nat of structure counts for.
    structures: 1.0,
    /// What a nat of how sentences begin counts for: outside a quotation, opening one, inside.
    openings: 1.0,
    /// What a nat of how they end counts for.
    endings: 1.0,
    /// What it says before a document is seen that two sentences begin alike.
    same_opening: 1.0,
    /// The same of how they end.
    same_ending: 1.0,
    /// What share of beads is one to one before a document is seen.
    one_to_one: 0.75,
    /// The share of beads that are one Chinese sentence without counterpart; as many are an English one.
    unmatched: 0.01,
    /// The share of one to two.
    one_to_two: 0.15,
    /// What each further sentence on the longer side multiplies it by.
    one_to_more: 0.4,
    /// The share of two to two.
    two_to_two: 0.02,
    /// What each further sentence multiplies it by.
    two_to_more: 0.3,
    /// How many beads the priors above count for against those of the document.
    prior_beads: 60.0,
    /// English characters to a Chinese one.
    ratio: 4.1,
    /// The variance of their difference, for each English character.
    variance: 7.0,
    /// How many beads these two count for against those of the document.
    length_beads: 20.0,
    /// What a Latin letter or digit counts for in the length of a Chinese text.
    narrow: 0.3,
    /// The most that a length may cost.
    length_most: 12.0,
    /// The share of words that are translations, and not background (λ).
    translated: 0.3,
    /// What the parts of a Chinese word weigh against the glosses of the whole.
    parts: 0.3,
    /// How many occurrences the dictionary counts for against those of the document.
    dictionary_count: 2.0,
    /// What is taken from each count of a learned pair, so that one meeting teaches nothing.
    discount: 0.8,
    /// The least log-likelihood ratio (G², chi-square of one degree of freedom) for a pair of words outside the dictionary.
    associated: 11.0,
    /// How often a figure that has a counterpart in the document has it in its bead.
    figure_kept: 0.9,
    /// The same of a name in Latin letters.
    name_kept: 0.85,
    /// The same of a Chinese name, which pronouns stand for.
    pinyin_kept: 0.6,
    /// The most that one of them can say.
    copied_most: 5.0,
    /// What integers up to [`Weights::small_integer`] count against others: list numerals and "two" are everywhere.
    small: 0.2,
    /// The largest integer that is small.
    small_integer: 12.0,
    /// How much the marks of two sentences say before a document is seen where they are of one kind.
    same_mark: 1.5,
    /// The same where they are of different kinds.
    other_mark: -1.0,
    /// What a block boundary inside a bead says before a document is seen.
    boundary_inside: -2.5,
    /// How many beads these count for against those of the document.
    structure_beads: 10.0,
    /// Two list numerals that are equal.
    same_numeral: 1.5,
    /// Two that differ.
    other_numeral: -1.5,
    /// Two articles, chapters or sections with the same number.
    same_division: 4.0,
    /// Two with different ones.
    other_division: -4.0,
    /// What a sentence without counterpart counts for against a bead, where the beads expected to be right are maximised.
    unmatched_gain: 0.625,
}

/// How posterior probabilities become confidences that come true: their log odds are multiplied by a slope, and an offset is
/// added (Platt 1999). Fitted to beads of documents that the weights were not learned from.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Calibration {
    /// What log odds are multiplied by.
    pub slope: f64,
    /// What is added to them.
    pub offset: f64,
}

/// Where the encoder was not asked: pieces of evidence that tell of the same are counted as if they did not.
pub const CALIBRATION: Calibration = Calibration { slope: 0.572, offset: 0.179 };
/// Where it was.
pub const CALIBRATION_MEANT: Calibration = Calibration { slope: 0.693, offset: 0.63 };

impl Calibration {
    /// The confidence in a bead of this posterior probability.
    pub fn confidence(self, posterior: f64) -> f64 {
        let posterior = posterior.clamp(1e-6, 1.0 - 1e-6);
        let odds = self.slope * (posterior / (1.0 - posterior)).ln() + self.offset;
        1.0 / (1.0 + (-odds).exp())
    }
}

macro_rules! linear {
    ($($(#[$doc:meta])* $name:ident: $alone:expr, $meant:expr;)*) => {
        /// What each kind of evidence counts for: where the encoder is asked, it sees much of what the other kinds see. One
        /// linear model, learned by `accuracy meaning`.
        #[derive(Clone, Copy, Debug, PartialEq)]
        pub struct MeaningWeights {
            $($(#[$doc])* pub $name: f64,)*
        }

        /// Where the encoder is not asked.
        pub const ALONE: MeaningWeights = MeaningWeights { $($name: $alone,)* };

        /// Where it is.
        pub const MEANING: MeaningWeights = MeaningWeights { $($name: $meant,)* };

        impl MeaningWeights {
            /// Every weight with its name.
            pub fn named(&mut self) -> Vec<(&'static str, &mut f64)> {
                vec![$((stringify!($name), &mut self.$name),)*]
            }
        }
    };
}

linear! {
    /// Nats for a cosine of 1.
    meaning: 0.0, 8.62;
    /// Nats for a mean cosine of 1 with the neighbours.
    near: 0.0, -3.86;
    /// Where one bead ends and the next begins, nats for a cosine of 1 between the clauses that end the first on both sides,
    /// and between those that begin the second.
    kept: 0.0, 3.77;
    /// The same between a clause that ends the first and one that begins the second.
    crossed: 0.0, -1.41;
    /// Nats for any bead with both sides.
    matched: 0.0, -3.19;
    /// Nats for a sentence without counterpart.
    unmatched: 0.0, -1.16;
    /// What shapes count for.
    shapes: 1.0, 0.44;
    /// What lengths count for.
    lengths: 1.0, 0.63;
    /// What words count for, and figures and names.
    words: 1.0, 0.30;
    /// What structure counts for.
    structures: 1.0, 0.89;
    /// What it counts for how sentences begin.
    openings: 1.0, 0.74;
    /// What it counts for how they end.
    endings: 1.0, 0.33;
}
