//! A sentence as arithmetic sees it: its amounts, and the words between them.

use crate::analysis::{Figure, Text};
use crate::quantity::number::Number;
use crate::quantity::value::{Bound, Direction, Kind, Quantity};
use crate::text::lang::{Lang, is_han};

/// A figure that one can reckon with.
#[derive(Clone, Debug)]
pub struct Amount<'t> {
    /// Its number in the text.
    pub figure: usize,
    /// What it comes to.
    pub value: Number,
    /// Its sort.
    pub kind: Kind,
    /// Its hedge.
    pub bound: Bound,
    /// Its rise or fall.
    pub direction: Option<Direction>,
    /// The power of ten of its last digit.
    pub last_digit: i32,
    /// How far the true value may lie from it: half of its last digit, nothing for a count that is written out.
    pub slack: Number,
    /// As it is written.
    pub text: &'t str,
    /// Its first byte in the sentence.
    pub start: usize,
    /// The byte behind its last.
    pub end: usize,
    unit: Option<&'t str>,
    currency: Option<&'static str>,
}

/// A sentence with an amount in it.
#[derive(Clone, Debug)]
pub struct Sentence<'t> {
    /// Its text.
    pub text: &'t str,
    /// Its language.
    pub lang: Lang,
    /// Its amounts, in order; dates, ordinals and codes are none.
    pub amounts: Vec<Amount<'t>>,
}

impl<'t> Sentence<'t> {
    /// The sentence of `figures`, the first of which has the number `first` in the text; `None` without an amount.
    pub fn of(text: &'t Text, figures: &'t [Figure], first: usize) -> Option<Self> {
        let span = text.segments.get(figures.first()?.segment)?.span;
        let sentence = text.document.slice(span);
        let amounts: Vec<Amount> = (first..)
            .zip(figures)
            .filter_map(|(number, figure)| amount(sentence, span.start as usize, number, &figure.quantity))
            .collect();
        (!amounts.is_empty()).then_some(Sentence { text: sentence, lang: text.document.lang, amounts })
    }

    /// The words between two amounts, given by their indices.
    pub fn between(&self, first: usize, second: usize) -> &'t str {
        self.text.get(self.amounts[first].end..self.amounts[second].start).unwrap_or_default()
    }

    /// The words before an amount, back to the amount before it.
    pub fn before(&self, index: usize) -> &'t str {
        let start = index.checked_sub(1).map_or(0, |previous| self.amounts[previous].end);
        self.text.get(start..self.amounts[index].start).unwrap_or_default()
    }

    /// The words behind an amount, up to the next amount.
    pub fn after(&self, index: usize) -> &'t str {
        let end = self.amounts.get(index + 1).map_or(self.text.len(), |next| next.start);
        self.text.get(self.amounts[index].end..end).unwrap_or_default()
    }

    /// The noun that stands right behind an amount: the last word of its phrase in English, the run of characters in
    /// Chinese. `None` where a mark or another part of the sentence follows.
    pub fn noun(&self, index: usize) -> Option<&'t str> {
        let after = self.after(index);
        match self.lang {
            Lang::En => english_noun(after),
            Lang::Zh => {
                let end = after.find(|c: char| !is_han(c) || "的和及与、均，".contains(c)).unwrap_or(after.len());
                (end > 0).then(|| &after[..end])
            }
        }
    }
}

/// Words that end an English noun phrase.
const PHRASE_ENDS: [&str; 40] = [
    "of",
    "in",
    "for",
    "with",
    "were",
    "was",
    "are",
    "is",
    "and",
    "or",
    "by",
    "on",
    "from",
    "to",
    "that",
    "which",
    "who",
    "as",
    "at",
    "per",
    "have",
    "has",
    "had",
    "across",
    "under",
    "than",
    "involving",
    "including",
    "covering",
    "compared",
    "among",
    "worth",
    "totaling",
    "totalling",
    "nationwide",
    "over",
    "during",
    "between",
    "up",
    "down",
];

fn english_noun(after: &str) -> Option<&str> {
    let phrase = after.split(|c: char| !c.is_alphanumeric() && !matches!(c, ' ' | '-' | '\'' | '’')).next()?;
    phrase.split_whitespace().take_while(|word| !PHRASE_ENDS.contains(word)).take(5).last()
}

fn amount<'t>(sentence: &'t str, base: usize, figure: usize, quantity: &'t Quantity) -> Option<Amount<'t>> {
    use Kind::{Duration, Measure, Money, Multiple, Number as Count, Percent, PercentagePoint};
    let counts = matches!(quantity.kind, Count | Measure | Duration | Money | Percent | PercentagePoint | Multiple);
    let value = quantity.value.exact().filter(|_| counts)?;
    let (start, end) = ((quantity.span.start as usize).checked_sub(base)?, (quantity.span.end as usize) - base);
    // 4×10 is a product, and the power of 4×10⁹ may have come down to the line
    let multiplied =
        sentence.get(..start)?.trim_end().ends_with('×') || sentence.get(end..)?.trim_start().starts_with('×');
    if multiplied {
        return None;
    }
    let written_out = value.is_whole() && quantity.last_digit == 0 && quantity.written.scale == 0;
    let slack =
        if written_out { Number::ZERO } else { Number::power_of_ten(quantity.last_digit)?.times(Number::HALF)? };
    Some(Amount {
        figure,
        value,
        kind: quantity.kind,
        bound: quantity.bound,
        direction: quantity.direction,
        last_digit: quantity.last_digit,
        slack,
        text: sentence.get(start..end)?.trim(),
        start,
        end,
        // an English noun tells little: of 226 awards, 12 may be "gold" and 193 "excellence awards"
        unit: quantity.unit.as_ref().filter(|unit| unit.ucum || !unit.code.is_ascii()).map(|unit| &*unit.code),
        currency: quantity.currency,
    })
}

impl Amount<'_> {
    /// Whether the two count or measure the same sort of thing, as far as their units tell.
    pub fn is_like(&self, other: &Amount) -> bool {
        self.kind == other.kind && self.currency == other.currency && self.unit == other.unit
    }

    /// Whether it says how much there is of something, not how much of a share or a change.
    pub fn is_quantity(&self) -> bool {
        matches!(self.kind, Kind::Number | Kind::Money | Kind::Measure | Kind::Duration)
    }

    /// Whether it has no hedge.
    pub fn is_exact(&self) -> bool {
        self.bound == Bound::Exact
    }
}
