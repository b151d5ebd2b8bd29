//! The English grammar.
//!
//! A text is cut into tokens; at each token that can begin a figure `RULES` are tried in their order, and the first
//! that holds makes the figure and says where it ends.

mod age;
mod amount;
mod calendar;
mod clock;
mod context;
mod fraction;
mod label;
mod measure;
mod money;
mod numeral;
mod ratio;
mod token;
mod words;

use std::borrow::Cow;
use std::cell::OnceCell;

use crate::quantity::number::Number;
use crate::quantity::value::{Bound, Date, Kind, Quantity, Value, Written};
use crate::quantity::{code, currency};
use crate::text::span::Span;
use numeral::Numeral;
use token::{Class, Token, tokens};

/// The figures of an English text. Linear in its length.
pub fn read(text: &str) -> Vec<Quantity> {
    let reader = Reader { text, lower: lower(text), tokens: tokens(text) };
    let mut addresses = code::addresses(text).into_iter().peekable();
    let mut found: Vec<Quantity> = Vec::new();
    let (mut at, mut floor) = (0, 0);
    while at < reader.tokens.len() {
        let start = reader.tokens[at].span.start as usize;
        while addresses.next_if(|address| address.end <= start).is_some() {}
        if addresses.peek().is_some_and(|address| address.start <= start) {
            at += 1;
            floor = at;
            continue;
        }
        let first = First { at, numeral: OnceCell::new() };
        let place = Place { reader: &reader, at, floor, first: &first };
        let figure = place.may_begin().then(|| RULES.iter().find_map(|rule| rule(&place))).flatten();
        match figure {
            Some((quantity, next)) => {
                found.push(quantity);
                (at, floor) = (next.max(at + 1), next.max(at + 1));
            }
            None => at += 1,
        }
    }
    share_along_lists(text, &mut found);
    found
}

/// A figure and the token behind it.
type Found = Option<(Quantity, usize)>;

/// The rules in the order in which they are tried.
const RULES: &[fn(&Place) -> Found] = &[
    age::tens_of_age,
    label::designation,
    calendar::date,
    calendar::year_in_words,
    label::label,
    ratio::ratio,
    clock::time,
    amount::multiple_word,
    amount::magnitude,
    amount::amount,
    money::one_of_currency,
    amount::one_of_time,
    calendar::year,
];

/// ASCII lower case, so that offsets stay.
fn lower(text: &str) -> Cow<'_, str> {
    if text.bytes().any(|b| b.is_ascii_uppercase()) {
        Cow::Owned(text.to_ascii_lowercase())
    } else {
        Cow::Borrowed(text)
    }
}

struct Reader<'a> {
    text: &'a str,
    lower: Cow<'a, str>,
    tokens: Vec<Token>,
}

/// A token at which a figure may begin.
#[derive(Clone, Copy)]
struct Place<'r> {
    reader: &'r Reader<'r>,
    at: usize,
    /// The token behind the figure before; nothing before it belongs to this one.
    floor: usize,
    first: &'r First,
}

/// The numeral with which a figure may begin, read once for all rules.
struct First {
    at: usize,
    numeral: OnceCell<Option<Numeral>>,
}

impl<'r> Place<'r> {
    fn token(&self, at: usize) -> Option<&'r Token> {
        self.reader.tokens.get(at)
    }

    /// The word at a token, in lower case; empty where it is none.
    fn word(&self, at: usize) -> &'r str {
        match self.token(at) {
            Some(Token { span, class: Class::Word, .. }) => span.of(&self.reader.lower),
            _ => "",
        }
    }

    /// The token as it is written.
    fn written(&self, at: usize) -> &'r str {
        self.token(at).map_or("", |token| token.span.of(self.reader.text))
    }

    fn is_mark(&self, at: usize, marks: &[char]) -> bool {
        matches!(self.token(at), Some(Token { class: Class::Mark(mark), .. }) if marks.contains(mark))
    }

    fn glued(&self, at: usize) -> bool {
        self.token(at).is_some_and(|token| token.glued)
    }

    /// Whether `list` stands from token `at` on, word by word.
    fn words_at(&self, at: usize, list: &[&str]) -> bool {
        list.iter().enumerate().all(|(offset, word)| self.word(at + offset) == *word)
    }

    fn may_begin(&self) -> bool {
        match self.token(self.at).map(|token| token.class) {
            Some(Class::Digits(_)) => !self.is_note() && !self.is_page_number(),
            Some(Class::Vulgar(..) | Class::Code) => true,
            Some(Class::Word) => {
                let begins = begins_figure(self.word(self.at)) && !self.is_other_word();
                (begins && !self.is_idiom() && !self.is_many()) || amount::is_roman(self)
            }
            Some(Class::Mark(_)) | None => false,
        }
    }

    fn is_idiom(&self) -> bool {
        let word = self.word(self.at);
        let skip = usize::from(self.is_mark(self.at + 1, &['-', '’', '\'']));
        let behind = self.word(self.at + 1 + skip);
        let before = self.at.checked_sub(1).map_or("", |at| self.word(at));
        let fits = |pattern: &str, actual: &str| pattern.is_empty() || pattern == actual;
        words::IDIOMS.iter().any(|(b, w, a)| (*w == word) && fits(b, before) && fits(a, behind))
    }

    /// The unit of "per second" and "the hour, minute and second", and letters that stand for a billion behind digits alone.
    fn is_other_word(&self) -> bool {
        let word = self.word(self.at);
        let near = |from: usize, to: usize| (from..to).any(|at| matches!(self.word(at), "minute" | "microsecond"));
        let unit = || {
            let before = self.at.checked_sub(1).map_or("", |at| self.word(at));
            before == "per" || near(self.at.saturating_sub(2), self.at) || near(self.at + 1, self.at + 3)
        };
        matches!(word, "bn" | "bln" | "mn" | "mln" | "mio" | "trn") || (word == "second" && unit())
    }

    /// The 4 of "in service; 4/", as the United Nations print a mark of a note, and of `[^4]`.
    fn is_note(&self) -> bool {
        let span = self.span(self.at, self.at + 1);
        let (before, behind) = (&self.reader.text[..span.start as usize], &self.reader.text[span.end as usize..]);
        let stroke = self.is_mark(self.at + 1, &['/']) && self.glued(self.at + 1) && !self.glued(self.at + 2);
        (stroke && self.written(self.at).len() <= 2) || code::is_note_mark(before, behind)
    }

    fn is_page_number(&self) -> bool {
        let Some(before) = self.at.checked_sub(1) else { return false };
        let led = self.is_mark(before, &['.', '…', '·']) || matches!(self.written(before), "h" | "Toc");
        led && code::is_page_number(&self.reader.text[..self.span(self.at, self.at + 1).start as usize])
    }

    /// "multi-million".
    fn is_many(&self) -> bool {
        self.at > 1 && self.is_mark(self.at - 1, &['-']) && self.word(self.at - 2) == "multi"
    }

    fn is_digits(&self, at: usize) -> bool {
        matches!(self.token(at), Some(Token { class: Class::Digits(_), .. }))
    }

    fn has_currency_sign(&self, at: usize) -> bool {
        matches!(self.token(at), Some(Token { class: Class::Mark(mark), .. }) if currency::sign(*mark).is_some())
    }

    /// One where a hyphen at a token joins its neighbours, tightly or, as corpora do, with white space on both sides.
    fn hyphen(&self, at: usize) -> usize {
        let joins = self.is_mark(at, &['-', '‑', '‐']) && self.glued(at) == self.glued(at + 1);
        usize::from(joins)
    }

    /// The bytes from token `from` up to, without, token `to`.
    fn span(&self, from: usize, to: usize) -> Span {
        let start = self.token(from).map_or(0, |token| token.span.start);
        let end = to.checked_sub(1).and_then(|last| self.token(last)).map_or(start, |token| token.span.end);
        Span { start, end: end.max(start) }
    }

    /// A figure over the tokens up to `to`, with the currency, hedge and direction that stand before it.
    fn figure(&self, to: usize, kind: Kind, value: Value) -> Quantity {
        let span = self.span(self.at, to);
        let money = self.currency_before();
        let start = money.map_or(self.at, |before| before.at);
        let hedge =
            context::hedge_before(self, start).or_else(|| context::hedge_before(self, context::age(self, start)?));
        let first = hedge.map_or(start, |(_, at)| at);
        let change = context::change_before(self, first);
        Quantity {
            span: self.span(first, first + 1).cover(span),
            kind,
            value,
            unit: None,
            currency: money.map(|before| before.code),
            bound: hedge.map_or(Bound::Exact, |(bound, _)| bound),
            direction: change.map(|(direction, _)| direction),
            mode: change.map(|(_, mode)| mode),
            last_digit: 0,
            written: Written::default(),
        }
    }

    /// A figure that is neither hedged, nor money, nor rises: a date, a code.
    fn plain(&self, to: usize, kind: Kind, value: Value) -> Quantity {
        Quantity {
            span: self.span(self.at, to),
            kind,
            value,
            unit: None,
            currency: None,
            bound: Bound::Exact,
            direction: None,
            mode: None,
            last_digit: 0,
            written: Written::default(),
        }
    }

    /// The currency before the number.
    fn currency_before(&self) -> Option<money::Before> {
        money::before(self, self.at, self.floor)
    }
}

/// Whether a figure may begin with this word.
fn begins_figure(word: &str) -> bool {
    begins_like_figure(word.as_bytes()) && is_word_of_figures(word)
}

fn is_word_of_figures(word: &str) -> bool {
    matches!(word, "a" | "an" | "half" | "no" | "nos" | "dozen" | "tens" | "dozens" | "scores" | "q" | "h" | "quarter")
        || words::small(word).is_some()
        || words::scale(word).is_some()
        || words::ordinal(word).is_some()
        || words::multiple(word).is_some()
        || words::month(word).is_some()
        || words::decade(word).is_some()
        || words::lost_hyphen(word).is_some()
}

/// Whether a word begins with the two letters of one that a figure may begin with; most words are told apart by these.
fn begins_like_figure(word: &[u8]) -> bool {
    match word {
        [b'a', second, ..] => matches!(second, b'n' | b'p' | b'u'),
        [b'b', second, ..] => matches!(second, b'i' | b'l' | b'n'),
        [b'c', second, ..] => *second == b'r',
        [b'd', second, ..] => matches!(second, b'e' | b'o'),
        [b'e', second, ..] => matches!(second, b'i' | b'l'),
        [b'f', second, ..] => matches!(second, b'e' | b'i' | b'o'),
        [b'h', second, ..] => matches!(second, b'a' | b'u'),
        [b'j', second, ..] => matches!(second, b'a' | b'u'),
        [b'l', second, ..] => *second == b'a',
        [b'm', second, ..] => matches!(second, b'a' | b'i' | b'l' | b'n'),
        [b'n', second, ..] => matches!(second, b'i' | b'o'),
        [b'o', second, ..] => matches!(second, b'c' | b'n'),
        [b's', second, ..] => matches!(second, b'c' | b'e' | b'i'),
        [b't', second, ..] => matches!(second, b'e' | b'h' | b'r' | b'w'),
        [b'q', ..] | [b'z', b'e', ..] | [_] => true,
        _ => false,
    }
}

/// Hands on what the members of a list share: "increases of 82.17 % and 51.80 %" the direction, "3, 4 and 5 percent" the
/// unit.
fn share_along_lists(text: &str, found: &mut [Quantity]) {
    share_days(text, found);
    for index in 1..found.len() {
        let (before, after) = found.split_at_mut(index);
        let (a, b) = (&before[index - 1], &mut after[0]);
        let joined = matches!(joint(text, a, b), "and" | "," | ", and" | "or" | "&");
        if joined && b.direction.is_none() && a.kind == b.kind {
            (b.direction, b.mode) = (a.direction, a.mode);
        }
    }
    // a comma alone may end a clause: it joins only what goes on to an "and"
    let mut listed = false;
    for index in (1..found.len()).rev() {
        let (before, after) = found.split_at_mut(index);
        let (a, b) = (&mut before[index - 1], &after[0]);
        let joined = match joint(text, a, b) {
            "and" | "or" | "&" => true,
            "," => listed,
            _ => false,
        };
        let bare = a.kind == Kind::Number && a.unit.is_none() && a.bound == Bound::Exact;
        let gives = matches!(b.kind, Kind::Number | Kind::Percent | Kind::Duration | Kind::Measure);
        listed = joined && bare && gives && b.value.exact().is_some() && a.value.exact().is_some();
        if listed {
            (a.kind, a.unit) = (b.kind, b.unit.clone());
        }
    }
}

/// 22 of "July 17, 18 and 22" is a day of the same month.
fn share_days(text: &str, found: &mut [Quantity]) {
    let day_of = |figure: &Quantity| match figure.value {
        Value::Date(date) if date.month.is_some() && date.year.is_none() => date.day.map(|_| date),
        _ => None,
    };
    let bare = |figure: &Quantity| {
        let plain = figure.kind == Kind::Number && figure.unit.is_none() && figure.bound == Bound::Exact;
        let number = figure.value.exact().and_then(Number::as_whole).filter(|_| plain && !figure.written.words);
        number.and_then(|day| u8::try_from(day).ok()).filter(|day| (1..=31).contains(day))
    };
    let mut first = 0;
    while first < found.len() {
        let Some(date) = day_of(&found[first]) else {
            first += 1;
            continue;
        };
        let mut days = Vec::new();
        let mut closed = false;
        while let Some((next, day)) = found.get(first + days.len() + 1).and_then(|next| Some((next, bare(next)?))) {
            let joint = joint(text, &found[first + days.len()], next);
            if closed || !matches!(joint, "," | "and" | ", and" | "&") {
                break;
            }
            closed = joint != ",";
            days.push(day);
        }
        if closed {
            for (figure, day) in found[first + 1..].iter_mut().zip(&days) {
                (figure.kind, figure.value) = (Kind::Date, Value::Date(Date { day: Some(*day), ..date }));
            }
        }
        first += days.len() + 1;
    }
}

/// What stands between two figures.
fn joint<'t>(text: &'t str, a: &Quantity, b: &Quantity) -> &'t str {
    text.get(a.span.end as usize..b.span.start as usize).unwrap_or_default().trim()
}

#[cfg(test)]
mod tests {
    use fst::Streamer;

    use crate::lexicon::words;
    use crate::quantity::corpus;
    use crate::quantity::number::Number;
    use crate::text::lang::Lang;

    /// A rule that looked at the whole rest of the text at every numeral would not come to the end of these.
    #[test]
    fn long_runs_of_what_figures_are_made_of_are_read_to_their_end() {
        for bit in [
            "9",
            "12,",
            "1/",
            "A/1",
            "1 000 ",
            "1 to ",
            "5 and ",
            "half a ",
            "May and ",
            "Section II ",
            "twenty ",
            "....1",
        ] {
            let text = bit.repeat(8_000) + ". There were 30 cases";
            let last = super::read(&text);
            assert_eq!(last.last().and_then(|figure| figure.value.exact()), Some(Number::whole(30)), "{bit}");
        }
    }

    #[test]
    fn every_word_of_figures_begins_like_one() {
        let mut count = 0;
        let mut all = words::table().stream();
        while let Some((word, _)) = all.next() {
            let Ok(word) = std::str::from_utf8(word) else { continue };
            if super::is_word_of_figures(word) {
                assert!(super::begins_like_figure(word.as_bytes()), "{word}");
                count += 1;
            }
        }
        assert!(count > 100, "{count} words of figures are in the lexicon");
    }

    #[test]
    fn the_corpus_is_read_as_it_says() {
        corpus::check(Lang::En, include_str!("corpus.txt"));
    }
}
