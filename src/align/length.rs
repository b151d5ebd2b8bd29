//! Evidence from length: long sentences have long translations.
//!
//! The difference between the English characters of a bead and those that its Chinese characters lead one to expect is
//! taken as Gaussian with a variance that grows with length (Gale & Church 1993). Lengths are counted without white space,
//! so that text whose spaces were lost is as long as any; a Latin letter in Chinese counts less than a Han character.
//! Ratio and variance are fitted after a first pass. What a length can cost is bounded. Constant time a bead.

use std::ops::Range;

use super::search::FoundBead;
use super::weights::Weights;
use crate::analysis::Text;
use crate::text::pair::Pair;

/// Lengths of both texts, summed up to each sentence, and how they relate.
#[derive(Clone, Debug)]
pub struct Length {
    sums: Pair<Vec<f64>>,
    ratio: f64,
    variance: f64,
    weights: Weights,
}

impl Length {
    /// The lengths of two texts; the source is the Chinese one.
    pub fn of(texts: Pair<&Text>, weights: &Weights) -> Self {
        let narrow = Pair::new(weights.narrow, 1.0);
        let sums = texts.zip(narrow).map(|(text, narrow)| {
            let mut sum = 0.0;
            let length = |sentence: usize| {
                let characters = text.sentence(sentence).chars().filter(|c| !c.is_whitespace());
                sum += characters.map(|c| if c.is_ascii() { narrow } else { 1.0 }).sum::<f64>();
                sum
            };
            std::iter::once(0.0).chain((0..text.segments.len()).map(length)).collect()
        });
        Length { sums, ratio: weights.ratio, variance: weights.variance, weights: weights.clone() }
    }

    /// Takes ratio and variance from these beads, each counted by how sure it is.
    pub fn fit(&mut self, beads: &[&FoundBead]) {
        let pairs = || beads.iter().map(|(bead, sure)| (self.lengths(bead), *sure));
        let known = self.weights.length_beads * 20.0; // as many characters as that many short beads hold
        let (zh, en) = pairs()
            .fold((known, known * self.weights.ratio), |sum, (at, sure)| (sum.0 + sure * at.0, sum.1 + sure * at.1));
        let ratio = en / zh;
        let squares = |(zh, en): (f64, f64)| (en - ratio * zh).powi(2) / spread(ratio * zh, en);
        let (sum, count) = pairs()
            .fold((self.weights.variance * self.weights.length_beads, self.weights.length_beads), |sum, (at, sure)| {
                (sum.0 + sure * squares(at).min(9.0 * self.weights.variance), sum.1 + sure)
            });
        (self.ratio, self.variance) = (ratio, sum / count);
    }

    /// What the lengths of a bead say: never above 0.
    pub fn score(&self, bead: &Pair<Range<usize>>) -> f64 {
        let (zh, en) = self.lengths(bead);
        let expected = self.ratio * zh;
        let square = (en - expected) * (en - expected) / (self.variance * spread(expected, en));
        -self.weights.lengths * f64::min(0.5 * square, self.weights.length_most)
    }

    fn lengths(&self, bead: &Pair<Range<usize>>) -> (f64, f64) {
        let length = |sums: &[f64], range: &Range<usize>| sums[range.end] - sums[range.start];
        (length(&self.sums.source, &bead.source), length(&self.sums.target, &bead.target))
    }
}

/// The length that the variance grows with; short sentences vary as if they were a little longer.
fn spread(expected: f64, english: f64) -> f64 {
    0.5 * (expected + english) + 4.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::respace::Glue;
    use crate::segment::presegmented;
    use crate::text::lang::Lang;
    use crate::text::source::Source;

    fn length(zh: &str, en: &str) -> Length {
        let of = |text: &str, lang| {
            let (document, segments) = presegmented(Source::new("-", text), lang);
            Text::of_segments(document, Glue::default(), segments)
        };
        Length::of(Pair::new(&of(zh, Lang::Zh), &of(en, Lang::En)), &Weights::default())
    }

    #[test]
    fn the_expected_length_costs_least_and_spaces_do_not_count() {
        let check = |zh: &str, en: &str, less: &str| {
            let score = |en: &str| length(zh, en).score(&Pair::both(0..1));
            assert!(score(en) > score(less), "{en} {less}");
        };
        check("广东加强知识产权保护", "Guangdong strengthened protection of IP rights", "Yes");
        check("广东加强知识产权保护", "Guangdong strengthened protection of IP rights", &"and so on ".repeat(40));
        let at = |en: &str| length("广东加强保护", en).score(&Pair::both(0..1));
        assert_eq!(at("Guangdong strengthened protection"), at("Guangdongstrengthenedprotection"));
    }

    #[test]
    fn the_ratio_follows_the_document() {
        let (zh, en) = ("保护知识产权".repeat(200), "abcdef".repeat(400));
        let first = length(&zh, &en);
        let mut fitted = first.clone();
        fitted.fit(&[&(Pair::both(0..1), 1.0)]);
        assert!(fitted.score(&Pair::both(0..1)) > first.score(&Pair::both(0..1)));
        assert!((2.0..Weights::default().ratio).contains(&fitted.ratio), "{}", fitted.ratio);
    }
}
