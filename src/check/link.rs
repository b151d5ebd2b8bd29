//! Which figure of the source is which of the target.
//!
//! Within each bead the figures of both sides are matched at the least total cost (the Hungarian method; Kuhn 1955,
//! Munkres 1957) over how they relate and how far their order differs. It is done in turns: first among figures that say
//! the same, in the bead and then in its neighbours, then among the rest, so that a slip is shown as a pair and not as one
//! figure missing and another added. What is left and only repeats a figure nearby is set aside. The cost is cubic in the figures of
//! a bead; in a bead with more than `MOST` of them they are matched in their order.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::align::bead::Alignment;
use crate::analysis::{Figure, Text};
use crate::facts::rank::is_rank;
use crate::quantity::compare::{Relation, compare};
use crate::quantity::item_number;
use crate::quantity::number::Number;
use crate::quantity::value::{Date, Kind, Quantity, Value};
use crate::text::pair::{Pair, Side};
use crate::text::span::Span;

/// The most figures of one side of a bead that are matched by cost.
const MOST: usize = 120;

/// What it costs to leave a figure without its counterpart, in the thousandths of [`Relation::cost`].
const ALONE: u32 = 450;

/// How many beads away a figure may have moved.
const REACH: usize = 2;

/// Two figures that belong together, by their numbers on their sides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Link {
    /// The figure of the source.
    pub source: usize,
    /// The figure of the target.
    pub target: usize,
    /// What the target's is to the source's.
    pub relation: Relation,
}

impl Link {
    /// The figure of a side.
    pub fn of(&self, side: Side) -> usize {
        match side {
            Side::Source => self.source,
            Side::Target => self.target,
        }
    }
}

/// What became of a figure.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Fate {
    /// It stands alone.
    #[default]
    Alone,
    /// It is linked.
    Linked,
    /// It says once more what a linked figure nearby says.
    Repeated,
}

/// The figures of a pair of texts, matched.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Links {
    /// The pairs, in the order of the source.
    pub links: Vec<Link>,
    /// What became of every figure.
    pub fates: Pair<Vec<Fate>>,
    /// The bead that every figure stands in.
    pub beads: Pair<Vec<usize>>,
}

/// Matches the figures of two aligned texts.
pub fn link(texts: &Pair<Text>, alignment: &Alignment) -> Links {
    let mut matcher = Matcher::new(texts, alignment);
    // a year stands in many sentences: another year in its place is likelier than one that moved
    matcher.each_bead(&|relation| relation.holds() || relation == Relation::OtherDate);
    for distance in 1..=REACH {
        for bead in 0..alignment.beads().len().saturating_sub(distance) {
            matcher.within(bead, bead + distance, &Relation::holds);
            matcher.within(bead + distance, bead, &Relation::holds);
        }
    }
    matcher.set_copied_aside();
    matcher.each_bead(&|relation| !matches!(relation, Relation::Different | Relation::Unrelated));
    // what only takes up a figure again is not another one in its place
    matcher.set_taken_up_aside();
    matcher.each_bead(&|relation| relation != Relation::Unrelated);
    matcher.set_repeated_aside();
    matcher.links.links.sort_by_key(|link| (link.source, link.target));
    matcher.links
}

/// How two figures relate, where the one can be meant by the other: "one" and "two" in words, which come and go in
/// translation, are no slips of each other, and a small number in words is one of digits only where the digits or a unit
/// show it. "First" comes and goes too, unless both are places in a ranking.
fn meant(source: &Quantity, target: &Quantity, are_ranks: impl Fn() -> bool) -> Relation {
    use Relation::{Different, OneDigit, OtherOrdinal, PowerOfTen, Transposed, Unrelated};
    let relation = compare(source, target);
    let days = |quantity: &Quantity| matches!(&quantity.value, Value::Date(date) if date.day.is_some());
    let meant = match (source.is_free(), target.is_free()) {
        _ if relation.holds() => true,
        // 两年 is no "two months", though "one" and "two" come and go
        _ if relation == Relation::Unit && both_last(source, target) => true,
        (true, false) | (false, true) if relation == OtherOrdinal => are_ranks(),
        (false, false) => true,
        (true, true) if days(source) && days(target) => true,
        (true, true) => !source.is_loose() && !target.is_loose(),
        (true, false) | (false, true) => {
            let same_unit = source.unit == target.unit && source.unit.as_ref().is_some_and(|unit| unit.ucum);
            let strict = same_unit && !source.is_loose() && !target.is_loose();
            matches!(relation, OneDigit | PowerOfTen(_) | Transposed) || (relation == Different && strict)
        }
    };
    if meant { relation } else { Unrelated }
}

/// Whether both figures are lengths of time, and longer than "a day" and "a while".
fn both_last(source: &Quantity, target: &Quantity) -> bool {
    let lasts = |quantity: &Quantity| {
        quantity.kind == Kind::Duration && quantity.value.exact().is_some_and(|value| value >= Number::whole(2))
    };
    lasts(source) && lasts(target)
}

/// Whether a character is of a token: visible ASCII, a joint that nobody sees, and the sign of a negative number.
fn is_inside(c: char) -> bool {
    c.is_ascii_graphic() || matches!(c, '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{2212}')
}

/// The tokens of a text, without the marks round them.
fn tokens(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !is_inside(c)).map(bare).filter(|token| !token.is_empty())
}

fn counted<'t>(tokens: impl Iterator<Item = &'t str>) -> BTreeMap<&'t str, usize> {
    tokens.fold(BTreeMap::new(), |mut counts, token| {
        *counts.entry(token).or_default() += 1;
        counts
    })
}

fn bare(token: &str) -> &str {
    let token = token.trim_end_matches(|c: char| !c.is_ascii_alphanumeric() && c != '%');
    token.trim_start_matches(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '-' | '+' | '\u{2212}'))
}

/// The token that holds a stretch of a text, where it is more than a number.
fn token_at(text: &str, at: Range<usize>) -> Option<&str> {
    let (before, figure, behind) = (&text[..at.start], &text[at.clone()], &text[at.end..]);
    let start = before.trim_end_matches(is_inside).len();
    let end = text.len() - behind.trim_start_matches(is_inside).len();
    let token = bare(&text[start..end]);
    let is_more = token.contains(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | ',' | '%'));
    (figure.chars().all(is_inside) && is_more).then_some(token)
}

struct Matcher<'a> {
    texts: &'a Pair<Text>,
    alignment: &'a Alignment,
    /// The figures of each bead.
    figures: Pair<Vec<Range<usize>>>,
    /// The years that each text says, once that is asked.
    years: Pair<OnceCell<Years>>,
    links: Links,
}

impl<'a> Matcher<'a> {
    fn new(texts: &'a Pair<Text>, alignment: &'a Alignment) -> Self {
        let figures = Pair::new(Side::Source, Side::Target).map(|side| figures_by_bead(&texts[side], alignment, side));
        let beads = Pair::new(Side::Source, Side::Target).map(|side| {
            let mut beads = vec![0; texts[side].figures.len()];
            for (bead, range) in figures[side].iter().enumerate() {
                beads[range.clone()].fill(bead);
            }
            beads
        });
        let fates = texts.as_ref().map(|text| vec![Fate::Alone; text.figures.len()]);
        Matcher { texts, alignment, figures, years: Pair::default(), links: Links { links: Vec::new(), fates, beads } }
    }

    fn quantity(&self, side: Side, figure: usize) -> &'a Quantity {
        &self.texts[side].figures[figure].quantity
    }

    fn alone(&self, side: Side, bead: usize) -> Vec<usize> {
        let fates = &self.links.fates[side];
        self.figures[side][bead].clone().filter(|&figure| fates[figure] == Fate::Alone).collect()
    }

    fn each_bead(&mut self, admits: &dyn Fn(Relation) -> bool) {
        for bead in 0..self.figures.source.len() {
            self.within(bead, bead, admits);
        }
    }

    /// Links what stands alone in `source` of one bead and `target` of another, as far as `admits` lets it.
    fn within(&mut self, source: usize, target: usize, admits: &dyn Fn(Relation) -> bool) {
        let rows = self.alone(Side::Source, source);
        let columns = self.alone(Side::Target, target);
        if rows.is_empty() || columns.is_empty() {
            return;
        }
        let relation = |&row: &usize, &column: &usize| self.relation(row, column);
        let pairs = if rows.len() > MOST || columns.len() > MOST {
            in_order(&rows, &columns, &|row, column| admits(relation(row, column)))
        } else {
            let cost = |r: usize, c: usize| {
                let relation = relation(&rows[r], &columns[c]);
                admits(relation)
                    .then(|| relation.cost() + self.distance(rows[r], columns[c], r, c, rows.len(), columns.len()))
            };
            assign(rows.len(), columns.len(), &cost)
        };
        let pairs: Vec<Link> = pairs
            .into_iter()
            .map(|(r, c)| Link { source: rows[r], target: columns[c], relation: relation(&rows[r], &columns[c]) })
            .collect();
        for link in pairs {
            self.links.fates.source[link.source] = Fate::Linked;
            self.links.fates.target[link.target] = Fate::Linked;
            self.links.links.push(link);
        }
    }

    /// What the target's figure `column` is to the source's `row`.
    fn relation(&self, row: usize, column: usize) -> Relation {
        let (source, target) = (self.quantity(Side::Source, row), self.quantity(Side::Target, column));
        let are_ranks = || is_rank(&self.texts.source, row) && is_rank(&self.texts.target, column);
        let relation = meant(source, target, are_ranks);
        let places = Pair { source: row, target: column };
        let either = |is: &dyn Fn(Side) -> bool| !relation.holds() && Side::BOTH.into_iter().any(is);
        if either(&|side| self.is_glued_to_item(side, &places)) || either(&|side| self.is_one_in(side, &places)) {
            return Relation::Equal;
        }
        if either(&|side| self.is_part_of_share(side, &places))
            || either(&|side| self.is_subtracted(side, &places))
            || either(&|side| self.is_discount(side, &places))
        {
            return Relation::Equal;
        }
        if relation == Relation::Unrelated && either(&|side| self.is_part_by_number(side, &places)) {
            return Relation::OtherOrdinal;
        }
        relation
    }

    /// The text of a sentence before a figure of it.
    fn ahead(&self, side: Side, figure: usize) -> &str {
        let text = &self.texts[side];
        let Figure { segment, quantity } = &text.figures[figure];
        let start = text.segments[*segment].span.start;
        text.document.slice(Span { start, end: quantity.span.start.max(start) }).trim_end()
    }

    /// The text of a sentence behind a figure of it.
    fn behind(&self, side: Side, figure: usize) -> &str {
        let text = &self.texts[side];
        let Figure { segment, quantity } = &text.figures[figure];
        let end = text.segments[*segment].span.end;
        text.document.slice(Span { start: quantity.span.end, end: end.max(quantity.span.end) })
    }

    /// Whether the figure of `side` is the six of "one person in six", and the other is 六分之一.
    fn is_one_in(&self, side: Side, places: &Pair<usize>) -> bool {
        let (many, share) = (self.quantity(side, places[side]), self.quantity(side.other(), places[side.other()]));
        let inverse = many.value.exact().and_then(|many| Number::ONE.over(many));
        let said = || {
            let ahead = self.ahead(side, places[side]).to_ascii_lowercase();
            let mut words = ahead.rsplit(' ').take(5);
            let led = matches!(words.next(), Some("in" | "of" | "every"));
            led && words.any(|word| matches!(word, "one" | "1"))
        };
        share.value.exact().is_some_and(|share| share < Number::ONE && Some(share) == inverse) && said()
    }

    /// Whether the figure of `side` is the four of "four of seven", and the other is 4/7.
    fn is_part_of_share(&self, side: Side, places: &Pair<usize>) -> bool {
        let text = &self.texts[side];
        let [part, whole] = [text.figures.get(places[side]), text.figures.get(places[side] + 1)];
        let Some((part, whole)) = part.zip(whole).filter(|(part, whole)| part.segment == whole.segment) else {
            return false;
        };
        let share = part.quantity.value.exact().zip(whole.quantity.value.exact());
        let share = share.and_then(|(part, whole)| part.over(whole)).filter(|share| *share < Number::ONE);
        let (end, start) = (part.quantity.span.end, whole.quantity.span.start);
        let between = text.document.slice(Span { start: end, end: start.max(end) });
        share.is_some()
            && self.quantity(side.other(), places[side.other()]).value.exact() == share
            && matches!(between.trim(), "of" | "out of")
    }

    /// Whether the figure of `side` is "minus 1", and the other is what 减 takes away.
    fn is_subtracted(&self, side: Side, places: &Pair<usize>) -> bool {
        let (minus, other) = (self.quantity(side, places[side]), self.quantity(side.other(), places[side.other()]));
        let negated = minus.value.exact().and_then(Number::negated);
        minus.kind == other.kind
            && negated.is_some_and(|value| value > Number::ZERO && other.value.exact() == Some(value))
            && self.ahead(side.other(), places[side.other()]).ends_with(['减', '減', '去'])
    }

    /// Whether the figure of `side` is 八折, what is left to pay, and the other is what "20% off" takes away.
    fn is_discount(&self, side: Side, places: &Pair<usize>) -> bool {
        let (left, off) = (self.quantity(side, places[side]), self.quantity(side.other(), places[side.other()]));
        let whole = || left.value.exact()?.plus(off.value.exact()?);
        if [left.kind, off.kind] != [Kind::Percent; 2] || whole() != Some(Number::whole(100)) {
            return false;
        }
        let said = || {
            let behind = self.behind(side.other(), places[side.other()]).trim_start_matches([' ', '-']);
            let word = behind.split(|c: char| !c.is_ascii_alphabetic()).next().unwrap_or_default();
            let ahead = self.ahead(side.other(), places[side.other()]).to_ascii_lowercase();
            let led =
                ahead.rsplit(' ').take(3).any(|word| matches!(word, "discount" | "discounts" | "reduction" | "save"));
            led || matches!(word.to_ascii_lowercase().as_str(), "off" | "discount" | "discounts" | "reduction" | "less")
        };
        self.texts[side].document.slice(left.span).ends_with('折') && said()
    }

    /// Whether the figure of `side` is that of an article or paragraph, 第33条, and the other one stands behind the English
    /// word for one: "regulation 35".
    fn is_part_by_number(&self, side: Side, places: &Pair<usize>) -> bool {
        const PARTS: [&str; 7] = ["条", "條", "款", "项", "項", "段", "章"];
        const WORDS: [&str; 10] = [
            "article",
            "articles",
            "regulation",
            "regulations",
            "rule",
            "section",
            "paragraph",
            "clause",
            "subsection",
            "chapter",
        ];
        let (part, number) = (self.quantity(side, places[side]), self.quantity(side.other(), places[side.other()]));
        let by_counter = part.unit.as_ref().is_some_and(|unit| PARTS.contains(&&*unit.code));
        let counted = number.kind == Kind::Number && number.unit.is_none() && number.value.exact().is_some();
        let led = || {
            let ahead = self.ahead(side.other(), places[side.other()]);
            let word = ahead.rsplit([' ', '\u{a0}']).next().unwrap_or_default().to_ascii_lowercase();
            WORDS.contains(&word.as_str())
        };
        part.kind == Kind::Ordinal && part.value.exact().is_some() && by_counter && counted && led()
    }

    /// Whether the number of a list item has run into the figure of `side`: "3.45% of the gains" for 三、…之百分之四十五. Only
    /// that the other side's sentence bears the same number tells it from a decimal.
    fn is_glued_to_item(&self, side: Side, places: &Pair<usize>) -> bool {
        let sentence = |side: Side| {
            let text = &self.texts[side];
            let segment = text.figures[places[side]].segment;
            (text.sentence(segment), text.segments[segment].span.start, text.document.lang)
        };
        let (figure, other) = (self.quantity(side, places[side]), self.quantity(side.other(), places[side.other()]));
        let ((text, start, _), (other_text, _, lang)) = (sentence(side), sentence(side.other()));
        let shares = [figure.kind, other.kind];
        let other_share = shares.contains(&Kind::Percent) && shares.contains(&Kind::PercentagePoint);
        if figure.span.start != start || figure.written.words || other_share {
            return false;
        }
        let Some((item, rest)) = text.split_once('.') else { return false };
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        item.parse().is_ok_and(|item: i128| item_number(other_text, lang) == Some(item))
            && other.value.exact().is_some_and(|value| Number::parse(&rest[..digits]) == Some(value))
    }

    /// How little the two fit together apart from their values: their places in the bead, their sort, their hedges.
    fn distance(&self, row: usize, column: usize, r: usize, c: usize, rows: usize, columns: usize) -> u32 {
        let (a, b) = (self.quantity(Side::Source, row), self.quantity(Side::Target, column));
        let place = |at: usize, of: usize| (at * 100 / of.max(1)) as u32;
        let kind = match (a.kind, b.kind) {
            (a, b) if a == b => 0,
            // a length of time keeps its unit: in "level 6, for 6 months" the bare number is not that of 6个月
            (Kind::Duration, Kind::Number) | (Kind::Number, Kind::Duration) => 260,
            _ => 40,
        };
        let hedge = if (a.bound == Default::default()) == (b.bound == Default::default()) { 0 } else { 10 };
        place(r, rows).abs_diff(place(c, columns)) / 2 + kind + hedge
    }

    /// Sets aside what its own side says before in the same bead, linked, unless a figure of the same size stands alone on
    /// the other side: of "近20万, 这20万", where the translation has it once.
    fn set_taken_up_aside(&mut self) {
        for side in Side::BOTH {
            for bead in 0..self.figures[side].len() {
                let alone = self.alone(side, bead);
                for figure in alone {
                    if self.is_taken_up(side, bead, figure) {
                        self.links.fates[side][figure] = Fate::Repeated;
                    }
                }
            }
        }
    }

    fn is_taken_up(&self, side: Side, bead: usize, figure: usize) -> bool {
        let quantity = self.quantity(side, figure);
        let is_same = |earlier: &usize| {
            let other = self.quantity(side, *earlier);
            self.links.fates[side][*earlier] == Fate::Linked
                && (other.kind, &other.value) == (quantity.kind, &quantity.value)
        };
        let is_near = |other: usize| {
            let (Some(a), Some(b)) = (quantity.value.exact(), self.quantity(side.other(), other).value.exact()) else {
                return false;
            };
            let ten = Number::whole(10);
            a.times(ten).zip(b.times(ten)).is_some_and(|(tens, other_tens)| a <= other_tens && b <= tens)
        };
        (self.figures[side][bead].start..figure).any(|earlier| is_same(&earlier))
            && !self.alone(side.other(), bead).into_iter().any(is_near)
    }

    /// Sets aside what stands in a token that the other side has letter for letter: it is the same, however each grammar
    /// reads it (-03:07:12.5, 2/100).
    fn set_copied_aside(&mut self) {
        for side in Side::BOTH {
            for bead in 0..self.figures[side].len() {
                for figure in self.copied(side, bead) {
                    self.links.fates[side][figure] = Fate::Repeated;
                }
            }
        }
    }

    /// What stands alone in a bead, in a token that the other side has at least as often.
    fn copied(&self, side: Side, bead: usize) -> Vec<usize> {
        let alone = self.alone(side, bead).into_iter();
        let written: Vec<_> = alone.filter_map(|figure| Some((figure, self.token(side, figure)?))).collect();
        if written.is_empty() {
            return Vec::new();
        }
        let [own, other] = [side, side.other()].map(|side| counted(tokens(self.text(side, bead))));
        let is_copied = |token: &str| own.contains_key(token) && other.get(token) >= own.get(token);
        written.into_iter().filter(|(_, token)| is_copied(token)).map(|(figure, _)| figure).collect()
    }

    /// The token that a figure stands in, where it is more than a number.
    fn token(&self, side: Side, figure: usize) -> Option<&'a str> {
        let text = &self.texts[side];
        let figure = &text.figures[figure];
        let (sentence, span) = (text.segments[figure.segment].span, figure.quantity.span);
        let start = (span.start - sentence.start) as usize;
        token_at(text.document.slice(sentence), start..start + span.len())
    }

    /// The text of one side of a bead.
    fn text(&self, side: Side, bead: usize) -> &'a str {
        let (text, sentences) = (&self.texts[side], &self.alignment.beads()[bead].segments[side]);
        match (
            text.segments.get(sentences.start),
            sentences.end.checked_sub(1).and_then(|last| text.segments.get(last)),
        ) {
            (Some(first), Some(last)) if !sentences.is_empty() => {
                text.document.slice(Span { start: first.span.start, end: last.span.end })
            }
            _ => "",
        }
    }

    /// Sets aside what only says once more what the other side says: a year spelled out again, a number that a clause
    /// takes up. An amount repeats one of its own bead, a date one of the neighbouring beads, and a year any of the text.
    fn set_repeated_aside(&mut self) {
        for side in Side::BOTH {
            for figure in 0..self.links.fates[side].len() {
                if self.links.fates[side][figure] == Fate::Alone && self.is_repeated(side, figure) {
                    self.links.fates[side][figure] = Fate::Repeated;
                }
            }
        }
    }

    fn is_repeated(&self, side: Side, figure: usize) -> bool {
        let bead = self.links.beads[side][figure];
        let others = &self.figures[side.other()];
        let quantity = self.quantity(side, figure);
        let reach =
            if matches!(quantity.kind, Kind::Date | Kind::Time | Kind::Ordinal | Kind::Label) { REACH } else { 0 };
        let mut near =
            others[bead.saturating_sub(reach)..(bead + reach + 1).min(others.len())].iter().cloned().flatten();
        let says = |other: usize| {
            let other = self.quantity(side.other(), other);
            let pair = if side == Side::Source { (quantity, other) } else { (other, quantity) };
            let relation = compare(pair.0, pair.1);
            relation.is_same_value() && relation != Relation::Converted
                || matches!(relation, Relation::EndOfRange | Relation::OrdinalCardinal | Relation::HoursForTime)
        };
        near.any(says) || year(quantity).is_some_and(|year| self.years(side.other()).say(year))
    }

    fn years(&self, side: Side) -> &Years {
        let quantities = self.texts[side].figures.iter().map(|figure| &figure.quantity);
        self.years[side].get_or_init(|| Years::of(quantities))
    }
}

/// The date of a figure that says a year or a decade and no more.
fn year(quantity: &Quantity) -> Option<Date> {
    match &quantity.value {
        Value::Date(date) if date.month.is_none() && date.day.is_none() && quantity.kind == Kind::Date => Some(*date),
        _ => None,
    }
}

/// The years that the figures of a text say: what [`compare`] finds figure by figure, looked up at once.
#[derive(Debug, Default)]
struct Years(BTreeSet<SaidYear>);

/// How a year can be said; decades by their tens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum SaidYear {
    /// A year, with a month and a day or without.
    Year(i16),
    /// A decade.
    Decade(i16),
    /// A year or a decade.
    Tens(i16),
    /// A number that may be a year.
    Number(i16),
}

impl Years {
    fn of<'q>(quantities: impl Iterator<Item = &'q Quantity>) -> Self {
        let mut years = Years::default();
        for quantity in quantities {
            match &quantity.value {
                Value::Date(date) => years.add(*date),
                Value::Dates(from, to) => [from, to].into_iter().for_each(|date| years.add(*date)),
                Value::Exact(number) => {
                    let whole = number.as_whole().and_then(|whole| i16::try_from(whole).ok());
                    years.0.extend(whole.map(SaidYear::Number));
                }
                Value::Range(..) | Value::Magnitude(_) | Value::Time(_) | Value::Label(_) => (),
            }
        }
        years
    }

    fn add(&mut self, date: Date) {
        if let Some(year) = date.year {
            let said = if date.decade { SaidYear::Decade(year / 10) } else { SaidYear::Year(year) };
            self.0.extend([said, SaidYear::Tens(year / 10)]);
        }
    }

    /// Whether they say this year, or, of a decade, a year of it.
    fn say(&self, date: Date) -> bool {
        let Some(year) = date.year else { return false };
        let says = |way| self.0.contains(&way);
        let dated = match date.decade {
            true => says(SaidYear::Tens(year / 10)),
            false => says(SaidYear::Year(year)) || says(SaidYear::Decade(year / 10)),
        };
        dated || says(SaidYear::Number(year))
    }
}

/// The figures of each bead, as ranges of their numbers; figures are in the order of the segments.
fn figures_by_bead(text: &Text, alignment: &Alignment, side: Side) -> Vec<Range<usize>> {
    let first = |segment: usize| text.figures.partition_point(|figure| figure.segment < segment);
    alignment.beads().iter().map(|bead| first(bead.segments[side].start)..first(bead.segments[side].end)).collect()
}

/// Pairs each row with the first column behind the last taken that `admits` lets it have.
fn in_order(rows: &[usize], columns: &[usize], admits: &dyn Fn(&usize, &usize) -> bool) -> Vec<(usize, usize)> {
    const AHEAD: usize = 50;
    let mut next = 0;
    let mut pairs = Vec::new();
    for (r, row) in rows.iter().enumerate() {
        let ahead = columns.iter().enumerate().skip(next).take(AHEAD);
        if let Some((c, _)) = ahead.into_iter().find(|(_, column)| admits(row, column)) {
            pairs.push((r, c));
            next = c + 1;
        }
    }
    pairs
}

/// The pairs of rows and columns of the least total cost, where a row or column without a pair costs [`ALONE`] and
/// `None` forbids a pair. The Hungarian method with potentials over a square of all rows and columns, each with a stand-in
/// for being alone; cubic.
fn assign(rows: usize, columns: usize, cost: &dyn Fn(usize, usize) -> Option<u32>) -> Vec<(usize, usize)> {
    const FORBIDDEN: i64 = 1_000_000;
    if rows == 1 && columns == 1 {
        return cost(0, 0).filter(|cost| *cost < 2 * ALONE).map(|_| (0, 0)).into_iter().collect();
    }
    let size = rows + columns;
    let mut matrix = vec![0i64; size * size];
    for r in 0..size {
        for c in 0..size {
            matrix[r * size + c] = match (r < rows, c < columns) {
                (true, true) => cost(r, c).map_or(FORBIDDEN, i64::from),
                (true, false) if c - columns == r => i64::from(ALONE),
                (false, true) if r - rows == c => i64::from(ALONE),
                (false, false) => 0,
                (true, false) | (false, true) => FORBIDDEN,
            };
        }
    }
    let row_of = hungarian(size, &matrix);
    let mut pairs: Vec<(usize, usize)> = (0..columns).map(|c| (row_of[c], c)).filter(|(r, _)| *r < rows).collect();
    pairs.sort_unstable();
    pairs
}

/// For each column of a square matrix the row that is assigned to it at the least total cost.
fn hungarian(size: usize, matrix: &[i64]) -> Vec<usize> {
    const NONE: usize = usize::MAX;
    let mut row_potential = vec![0i64; size];
    let mut column_potential = vec![0i64; size + 1];
    // the last column is where each new row starts from
    let mut row_of = vec![NONE; size + 1];
    let mut way = vec![size; size + 1];
    for row in 0..size {
        row_of[size] = row;
        let mut column = size;
        let mut least = vec![i64::MAX; size];
        let mut used = vec![false; size + 1];
        while row_of[column] != NONE {
            used[column] = true;
            let from = row_of[column];
            let (mut delta, mut next) = (i64::MAX, size);
            for c in 0..size {
                if used[c] {
                    continue;
                }
                let reduced = matrix[from * size + c] - row_potential[from] - column_potential[c];
                if reduced < least[c] {
                    (least[c], way[c]) = (reduced, column);
                }
                if least[c] < delta {
                    (delta, next) = (least[c], c);
                }
            }
            for c in 0..=size {
                if used[c] {
                    row_potential[row_of[c]] += delta;
                    column_potential[c] -= delta;
                } else if c < size {
                    least[c] -= delta;
                }
            }
            column = next;
        }
        while column != size {
            let previous = way[column];
            row_of[column] = row_of[previous];
            column = previous;
        }
    }
    row_of.truncate(size);
    row_of
}

#[cfg(test)]
mod tests {
    use super::Relation::{EndOfRange, Equal};
    use super::*;
    use crate::quantity::read;
    use crate::text::lang::Lang;

    #[test]
    fn a_token_holds_what_no_space_parts() {
        let check = |text: &str, figure: &str, expected: Option<&str>| {
            let at = text.find(figure).expect("it is there");
            assert_eq!(token_at(text, at..at + figure.len()), expected, "{text}");
        };
        check("an offset (of -03:07:12.5), or so", "07:12.5", Some("-03:07:12.5"));
        check("值为 6/10 + 2/100。", "2/100", Some("2/100"));
        check("返回*-1.0*。", "1.0", Some("-1.0"));
        check("over 1,200.5 tonnes, 30%.", "1,200.5", None);
        check("over 1,200.5 tonnes, 30%.", "30%", None);
        check("第3条", "第3条", None);
    }

    #[test]
    fn assignment_takes_the_least_total_and_leaves_alone_what_costs_too_much() {
        let table = [[Some(10), Some(20), None], [Some(0), Some(300), Some(1000)]];
        assert_eq!(assign(2, 3, &|r, c| table[r][c]), vec![(0, 1), (1, 0)]);
        assert_eq!(assign(1, 1, &|_, _| Some(899)), vec![(0, 0)]);
        assert_eq!(assign(1, 1, &|_, _| Some(901)), vec![]);
        assert_eq!(assign(2, 2, &|_, _| None), vec![]);
    }

    #[test]
    fn years_are_said_as_comparing_each_figure_finds_them() {
        let figures = |texts: &[&str], lang| texts.iter().flat_map(|text| read(text, lang)).collect::<Vec<_>>();
        let asked = figures(&["2025年", "2024年", "1990年", "1995年", "1990年代"], Lang::Zh);
        let mut found = 0;
        for text in [
            "in 2025",
            "in 2024",
            "the 1990s",
            "in 1995",
            "in May 1995",
            "May 3",
            "from 2024 to 2025",
            "2025 cases",
            "1,990 cases",
            "2.5%",
            "at 15:30",
            "dozens",
            "COVID-19",
        ] {
            let said = figures(&[text], Lang::En);
            for quantity in &asked {
                let compared = said.iter().map(|other| compare(quantity, other));
                let expected = compared.into_iter().any(|relation| matches!(relation, Equal | EndOfRange));
                let year = year(quantity).expect("each is a year");
                assert_eq!(Years::of(said.iter()).say(year), expected, "{year} in {text:?}");
                found += usize::from(expected);
            }
        }
        assert!(asked.len() == 5 && found > 8, "{} years, said {found} times", asked.len());
    }
}
