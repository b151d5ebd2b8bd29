//! Evidence from punctuation: who speaks, and how sentences end.
//!
//! A sentence opens a quotation, goes on with one, or stands outside; it ends as a statement, a question or an
//! exclamation, or does not end, and leaves a quotation open or not. Dialogue is kept in translation more strictly than
//! the cut into sentences is: a bead whose first sentences both open a speech, or whose last ones both ask, is likelier;
//! one that ends within a speech on one side alone is not. What the marks of a document tell is counted in its beads
//! ([`Contingency`]). Linear in the text, constant time a bead.

use std::ops::Range;

use super::contingency::{Contingency, shares};
use super::search::FoundBead;
use super::weights::Weights;
use crate::analysis::Text;
use crate::text::lang::Lang;
use crate::text::pair::Pair;

/// How sentences begin: outside a quotation, opening one, inside.
const OPENINGS: usize = 3;
/// How they end: without a mark, with a full stop, a question mark, an exclamation mark, an ellipsis, or a colon or comma; each
/// outside a quotation and inside.
const ENDINGS: usize = 12;

/// The marks of each sentence of both texts, and what they say.
#[derive(Clone, Debug)]
pub struct Punctuation {
    openings: Pair<Vec<u8>>,
    endings: Pair<Vec<u8>>,
    opened: Contingency<OPENINGS>,
    ended: Contingency<ENDINGS>,
    weights: Weights,
}

impl Punctuation {
    /// The marks of two texts, with first guesses.
    pub fn of(texts: Pair<&Text>, weights: &Weights) -> Self {
        let Pair { source: zh, target: en } = texts.map(marks);
        let mut punctuation = Punctuation {
            openings: Pair::new(zh.0, en.0),
            endings: Pair::new(zh.1, en.1),
            opened: Contingency::guessed([[0.0; OPENINGS]; OPENINGS], &[0.0; OPENINGS], &[0.0; OPENINGS]),
            ended: Contingency::guessed([[0.0; ENDINGS]; ENDINGS], &[0.0; ENDINGS], &[0.0; ENDINGS]),
            weights: weights.clone(),
        };
        punctuation.fit(&[]);
        punctuation
    }

    /// Counts what the marks say in these beads, each as much as it is sure.
    pub fn fit(&mut self, beads: &[&FoundBead]) {
        let Weights { same_opening, same_ending, structure_beads, .. } = self.weights;
        let (openings, endings) = (&self.openings, &self.endings);
        let first = beads
            .iter()
            .map(|(bead, sure)| (openings.source[bead.source.start], openings.target[bead.target.start], *sure));
        let shared = openings.as_ref().map(|marks| shares(marks));
        self.opened = Contingency::guessed(alike(same_opening), &shared.source, &shared.target).seen(
            first,
            structure_beads,
            &shared.source,
            &shared.target,
        );
        let last = beads
            .iter()
            .map(|(bead, sure)| (endings.source[bead.source.end - 1], endings.target[bead.target.end - 1], *sure));
        let shared = endings.as_ref().map(|marks| shares(marks));
        self.ended = Contingency::guessed(alike(same_ending), &shared.source, &shared.target).seen(
            last,
            structure_beads,
            &shared.source,
            &shared.target,
        );
    }

    /// What it says of a bead with both sides how its first sentences begin.
    pub fn opened(&self, bead: &Pair<Range<usize>>) -> f64 {
        let (zh, en) = (self.openings.source[bead.source.start], self.openings.target[bead.target.start]);
        self.weights.openings * self.opened.score(zh, en)
    }

    /// What it says of a bead with both sides how its last sentences end.
    pub fn ended(&self, bead: &Pair<Range<usize>>) -> f64 {
        let (zh, en) = (self.endings.source[bead.source.end - 1], self.endings.target[bead.target.end - 1]);
        self.weights.endings * self.ended.score(zh, en)
    }
}

/// So much for each class that meets itself.
fn alike<const N: usize>(nats: f64) -> [[f64; N]; N] {
    let mut guess = [[0.0; N]; N];
    guess.iter_mut().enumerate().for_each(|(class, row)| row[class] = nats);
    guess
}

/// How each sentence begins and ends.
fn marks(text: &Text) -> (Vec<u8>, Vec<u8>) {
    let quotes = Quotes::of(text);
    let mut inside = false;
    let sentence = |at: usize| {
        let sentence = text.sentence(at).trim();
        let opens = quotes.opens(sentence);
        let opening = if opens { 1 } else { 2 * u8::from(inside) };
        inside = quotes.after(sentence, inside);
        (opening, ending(sentence) + 6 * u8::from(inside))
    };
    (0..text.segments.len()).map(sentence).unzip()
}

/// The mark at the end of a sentence, closing quotation marks and brackets aside.
fn ending(sentence: &str) -> u8 {
    let last = sentence.trim_end_matches(|c: char| c.is_whitespace() || "\"'”’」』)）】》".contains(c));
    if last.ends_with("...") {
        return 4;
    }
    match last.chars().next_back() {
        Some('.' | '。' | '．') => 1,
        Some('?' | '？') => 2,
        Some('!' | '！') => 3,
        Some('…' | '—' | '–') => 4,
        Some(':' | '：' | ',' | '，' | ';' | '；') => 5,
        _ => 0,
    }
}

/// The quotation marks that a text uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Quotes {
    /// Those that tell opening from closing.
    Directed,
    /// `"`, which opens before a word and closes behind one.
    Double,
    /// `'` likewise, which is an apostrophe too.
    Single,
}

impl Quotes {
    /// By what is frequent; British novels speak in single ones.
    fn of(text: &Text) -> Self {
        let (mut directed, mut double, mut single) = (0, 0, 0);
        for sentence in (0..text.segments.len()).map(|at| text.sentence(at).trim_start()) {
            directed += usize::from(sentence.starts_with(['“', '「', '『', '‘']));
            double += usize::from(sentence.starts_with('"'));
            single += usize::from(sentence.starts_with('\''));
        }
        if text.document.lang == Lang::Zh && double == 0 || directed > double.max(single) {
            Quotes::Directed
        } else if double >= single {
            Quotes::Double
        } else {
            Quotes::Single
        }
    }

    /// Whether a sentence begins with a quotation.
    fn opens(self, sentence: &str) -> bool {
        match self {
            Quotes::Directed => sentence.starts_with(['“', '「', '『', '‘']),
            Quotes::Double => sentence.starts_with('"'),
            Quotes::Single => sentence.starts_with('\''),
        }
    }

    /// Whether one stands inside a quotation at the end of a sentence.
    fn after(self, sentence: &str, mut inside: bool) -> bool {
        let mut before = ' ';
        let mut characters = sentence.chars().peekable();
        while let Some(c) = characters.next() {
            let after = characters.peek().copied().unwrap_or(' ');
            match (self, c) {
                (Quotes::Directed, '“' | '「' | '『') => inside = true,
                (Quotes::Directed, '”' | '」' | '』') => inside = false,
                (Quotes::Double, '"') | (Quotes::Single, '\'') => {
                    if before.is_whitespace() || "—–(-".contains(before) {
                        inside = true;
                    } else if !after.is_alphanumeric() && (self == Quotes::Double || !before.is_alphanumeric()) {
                        inside = false;
                    }
                }
                _ => {}
            }
            before = c;
        }
        inside
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::respace::Glue;
    use crate::segment::presegmented;
    use crate::text::source::Source;

    fn text(lines: &str, lang: Lang) -> Text {
        let (document, segments) = presegmented(Source::new("-", lines), lang);
        Text::of_segments(document, Glue::default(), segments)
    }

    #[test]
    fn speech_is_followed_over_sentences_in_every_style() {
        let check = |lines: &str, lang, openings: &[u8], inside: &[bool]| {
            let (opened, ended) = marks(&text(lines, lang));
            assert_eq!(opened, openings, "{lines}");
            assert_eq!(ended.iter().map(|mark| *mark >= 6).collect::<Vec<_>>(), inside, "{lines}");
        };
        check("他说：“来吧。\n我等着。”\n他走了。", Lang::Zh, &[0, 2, 0], &[true, false, false]);
        check("“来吧！\n「好。」", Lang::Zh, &[1, 1], &[true, false]);
        check("\"Come on.\nI'm waiting,\" he said.\nHe left.", Lang::En, &[1, 2, 0], &[true, false, false]);
        check("'Don't wait,' the boys' aunt said.\n'I won't.'", Lang::En, &[1, 1], &[false, false]);
        check("“Come on,” he said. “Now.\nHere.”", Lang::En, &[1, 2], &[true, false]);
    }

    #[test]
    fn ends_are_told_behind_closing_marks() {
        let check = |sentence: &str, mark| assert_eq!(ending(sentence), mark, "{sentence}");
        check("走吧。”", 1);
        check("Shall we?'", 2);
        check("Now!)", 3);
        check("Well...", 4);
        check("如下：", 5);
        check("Chapter One", 0);
        check("", 0);
    }

    #[test]
    fn speeches_and_questions_meet_unless_the_document_shows_otherwise() {
        let (zh, en) = (text("“谁？”\n他走了。\n", Lang::Zh), text("\"Who?\"\nHe left.\n", Lang::En));
        let punctuation = Punctuation::of(Pair::new(&zh, &en), &Weights::default());
        let of = |punctuation: &Punctuation, zh: usize, en: usize| {
            let bead = Pair::new(zh..zh + 1, en..en + 1);
            punctuation.opened(&bead) + punctuation.ended(&bead)
        };
        let score = |zh, en| of(&punctuation, zh, en);
        assert!(score(0, 0) > score(0, 1) + 1.0 && score(1, 1) > score(1, 0) + 1.0);
        let crossed: Vec<_> = (0..40).map(|at| (Pair::new(at % 2..at % 2 + 1, 1 - at % 2..2 - at % 2), 1.0)).collect();
        let mut fitted = punctuation.clone();
        fitted.fit(&crossed.iter().collect::<Vec<_>>());
        assert!(of(&fitted, 0, 1) > of(&fitted, 0, 0));
    }
}
