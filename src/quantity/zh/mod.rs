//! The Chinese grammar.
//!
//! A scan finds the characters that can begin a figure; `RULES` are then tried in their order, and the first that
//! holds makes the figure. Han numerals are taken only where the context makes them one (a counter or unit behind, 第
//! before), since two in five of them in official prose belong to idioms and names; `words::IDIOMS` are passed over.

mod age;
mod amount;
mod calendar;
mod foreign;
mod label;
mod money;
mod numeral;
mod ordinal;
mod power;
mod prefix;
mod share;
mod vague;
mod words;

use std::sync::LazyLock;

pub use self::label::item_number;
use crate::quantity::code;
use crate::quantity::digits::ascii;
use crate::quantity::number::Number;
use crate::quantity::value::{Bound, Date, Direction, Kind, Mode, Quantity, Value, Written};
use crate::text::span::Span;
use crate::text::trie::{CharSet, Trie};

/// The figures of a Chinese text. Linear in its length.
pub fn read(text: &str) -> Vec<Quantity> {
    let mut idioms =
        IDIOMS.find_iter(text).filter(|(word, _)| *word < words::IDIOMS.len()).map(|found| found.1).peekable();
    let mut addresses = code::addresses(text).into_iter().peekable();
    let mut found: Vec<Quantity> = Vec::new();
    let mut at = 0;
    while let Some(start) = next_candidate(text, at) {
        while addresses.next_if(|address| address.end <= start).is_some() {}
        if let Some(address) = addresses.peek().filter(|address| address.start <= start) {
            at = address.end;
            continue;
        }
        let floor = found.last().map_or(0, |last| last.span.end as usize);
        let mut place = Place { text, start, floor, numeral: None };
        while idioms.next_if(|idiom| idiom.end <= start || idiom.start < place.floor).is_some() {}
        if let Some(idiom) = idioms.peek().filter(|idiom| idiom.start <= start && place.is_idiom(idiom)) {
            at = idiom.end;
            continue;
        }
        if code::is_page_number(place.before()) || place.is_note_mark() {
            at = start + skip(place.rest());
            continue;
        }
        let read = if place.is_set_beside() { numeral::unspaced } else { numeral::numeral };
        place.numeral = read(place.rest());
        match RULES.iter().find_map(|rule| rule(&place)) {
            Some(quantity) => {
                at = quantity.span.end as usize;
                found.push(quantity);
            }
            None => at = start + skip(place.rest()),
        }
    }
    share_along_lists(text, &mut found);
    found
}

/// The rules in the order in which they are tried.
const RULES: &[fn(&Place) -> Option<Quantity>] = &[
    label::designation,
    share::share,
    age::age,
    foreign::date,
    calendar::date_in_digits,
    calendar::month_in_digits,
    calendar::decade_of_century,
    label::list_number,
    ordinal::ordinal,
    label::telephone,
    amount::abbreviated,
    label::label,
    calendar::time,
    calendar::date,
    amount::ratio,
    calendar::bare_year,
    vague::vague,
    amount::doubling,
    label::identifier,
    amount::amount,
];

/// The idioms, and after them the words that only begin as one does.
static IDIOMS: LazyLock<Trie> = LazyLock::new(|| Trie::of(words::IDIOMS.iter().chain(words::FIGURES)));

/// A place at which a figure may begin.
struct Place<'a> {
    text: &'a str,
    start: usize,
    /// The end of the figure before; nothing before it belongs to this one.
    floor: usize,
    /// The numeral that begins here.
    numeral: Option<numeral::Numeral>,
}

impl<'a> Place<'a> {
    fn rest(&self) -> &'a str {
        &self.text[self.start..]
    }

    fn before(&self) -> &'a str {
        &self.text[self.floor..self.start]
    }

    /// A figure of this kind and value over `len` bytes from here, with what stands before it: hedge and direction.
    fn figure(&self, len: usize, kind: Kind, value: Value) -> Quantity {
        let hedge = hedge_before(self.before()).or_else(|| self.passing());
        let start = self.start - hedge.map_or(0, |(_, len)| len);
        let change = change_before(&self.text[self.floor..start]);
        Quantity {
            span: Span::new(start, self.start + len),
            kind,
            value,
            unit: None,
            currency: None,
            bound: hedge.map_or(Bound::Exact, |(bound, _)| bound),
            direction: change.map(|(direction, _)| direction),
            mode: change.map(|(_, mode)| mode),
            last_digit: 0,
            written: Written::default(),
        }
    }
}

impl Place<'_> {
    /// Whether the word at `range` is the idiom that it looks like: not behind 第, not a line of its own, and not where
    /// a number goes on behind it (一点五亿, 一块五).
    fn is_idiom(&self, range: &std::ops::Range<usize>) -> bool {
        let (word, behind) = (&self.text[range.clone()], &self.text[range.end..]);
        let goes_on = word.ends_with(['点', '點', '块', '塊'])
            && behind.chars().next().is_some_and(|c| numeral::hanzi_digit(c).is_some());
        let line = || word.len() == self.text.trim().len() && word.chars().all(|c| numeral::hanzi_digit(c).is_some());
        !(self.rest().starts_with('第') || goes_on || line())
    }

    fn is_note_mark(&self) -> bool {
        let digits = self.rest().bytes().take(3).take_while(u8::is_ascii_digit).count();
        code::is_note_mark(self.before(), &self.rest()[digits..])
    }

    /// Whether a number here may stand beside another without being one with it: in a row of numbers, and behind what is
    /// numbered, 表3 200人.
    fn is_set_beside(&self) -> bool {
        let before = &self.text[..self.start];
        let apart = before.trim_end_matches([' ', '\u{a0}']);
        let row = apart.len() < before.len() && apart.ends_with(|c| ascii(c).is_some());
        row || apart.ends_with(['图', '表', '第', '章', '节', '圖', '節', '月'])
    }

    /// 过 before a bare scale word: 过万, 过百.
    fn passing(&self) -> Option<(Bound, usize)> {
        let bare = self.rest().chars().next().and_then(numeral::scale).is_some_and(|power| power > 1);
        let passing = self.before().ends_with(['过', '過']) && !self.before().ends_with("通过");
        (bare && passing).then_some((Bound::Over, '过'.len_utf8()))
    }
}

/// The next byte at which a figure may begin.
fn next_candidate(text: &str, from: usize) -> Option<usize> {
    let begins = |at: usize, c: char| may_begin(c) && may_go_on(text, at, c);
    text[from..].char_indices().find(|(at, c)| begins(from + at, *c)).map(|(at, _)| from + at)
}

/// Whether a figure may begin with `c`.
fn may_begin(c: char) -> bool {
    if c < '\u{2e80}' {
        return c.is_ascii_digit() || matches!(c, '.' | 'I' | 'V' | 'X' | 'Ⅰ'..='Ⅻ');
    }
    BEGINS.has(c)
}

/// Whether what follows the point, letter or everyday word `c` at `at` can make it the beginning of a figure: .77, 上百,
/// 上世纪, II级.
fn may_go_on(text: &str, at: usize, c: char) -> bool {
    let behind = &text[at + c.len_utf8()..];
    match c {
        '.' => {
            let opens = at == 0 || text[..at].ends_with([' ', '-', '－', '负', '負', '(', '（', '$', '¥']);
            opens && behind.starts_with(|c: char| c.is_ascii_digit())
        }
        '上' => {
            behind.starts_with(['半', '世', '个', '個']) || behind.chars().next().and_then(numeral::scale).is_some()
        }
        '下' => behind.starts_with('半'),
        'I' | 'V' | 'X' => {
            let apart = !text[..at].ends_with(|c: char| c.is_ascii_alphanumeric());
            let counted = behind.trim_start_matches(['I', 'V', 'X', '-', '–', '至', ' ']);
            apart && counted.chars().next().is_some_and(|c| !c.is_ascii())
        }
        '成' => behind.starts_with(['千', '百']),
        _ => true,
    }
}

/// The characters that a figure may begin with.
static BEGINS: LazyLock<CharSet> = LazyLock::new(|| {
    let others = "第首数數几幾半翻廿卅上下成";
    let numerals = ('\u{2e80}'..='\u{ffff}')
        .filter(|&c| ascii(c).is_some() || numeral::hanzi_digit(c).is_some() || numeral::scale(c).is_some());
    CharSet::of(numerals.chain(others.chars()))
});

/// What is passed over where no rule holds: a whole run of ASCII digits, a very long one of Han digits, or neighbours
/// (三四线, 二三四位), so that no figure begins within one.
fn skip(rest: &str) -> usize {
    let run = |is_digit: fn(char) -> bool| rest.chars().take_while(|c| is_digit(*c)).map(char::len_utf8).sum::<usize>();
    let digits = run(|c| ascii(c).is_some());
    let hanzi = run(|c| numeral::hanzi_digit(c).is_some());
    let pair = hanzi == 2 * '三'.len_utf8() && numeral::neighbours(rest).is_some();
    let more = if pair || hanzi > LONGEST_RUN || numeral::ascends(&rest[..hanzi]) { hanzi } else { 0 };
    digits.max(more).max(rest.chars().next().map_or(1, char::len_utf8))
}

/// Bytes of Han digits beyond which a run is no number.
const LONGEST_RUN: usize = 120;

/// The bytes of the spaces that `text` starts with; more than four are a gap between columns.
fn spaces(text: &str) -> usize {
    text.bytes().take(4).take_while(|byte| *byte == b' ').count()
}

/// The longest entry of `table` that `text` starts with.
fn longest<'t, T>(text: &str, table: &'t [(&'static str, T)]) -> Option<(&'t T, usize)> {
    let matching = table.iter().filter(|(word, _)| text.starts_with(word));
    matching.max_by_key(|(word, _)| word.len()).map(|(word, value)| (value, word.len()))
}

/// The longest entry of `table` that `text` ends with.
fn longest_at_end<'t, T>(text: &str, table: &'t [(&'static str, T)]) -> Option<(&'t T, usize)> {
    let matching = table.iter().filter(|(word, _)| text.ends_with(word));
    matching.max_by_key(|(word, _)| word.len()).map(|(word, value)| (value, word.len()))
}

/// A hedge at the end of `before`, a currency between it and the number notwithstanding, and the bytes up to its start.
fn hedge_before(before: &str) -> Option<(Bound, usize)> {
    let near = before.trim_end_matches(' ');
    let (bound, len) = prefix::HEDGES.longest(near)?;
    let other_word = words::NO_HEDGE.iter().any(|word| near.ends_with(word));
    let (ahead, word) = near.split_at(near.len() - len);
    // -> and => are arrows
    let arrow = word == ">" && ahead.ends_with(['-', '=']);
    let (bound, len) = denied(ahead, word).map_or((bound, len), |(bound, more)| (bound, len + more));
    (!other_word && !arrow).then_some((bound, before.len() - near.len() + len))
}

/// What 不要超过 and 不会低于 come to, and the bytes of what denies the hedge.
fn denied(ahead: &str, word: &str) -> Option<(Bound, usize)> {
    let denial = words::DENIALS.iter().filter(|denial| ahead.ends_with(**denial)).map(|denial| denial.len()).max()?;
    let below = ["低", "少", "小"].iter().any(|start| word.starts_with(start));
    let bound = if below { Bound::AtLeast } else { Bound::AtMost };
    words::DENIED.contains(&word).then_some((bound, denial))
}

/// A word of change at the end of `before`, with or without what links it to the number.
fn change_before(before: &str) -> Option<(Direction, Mode)> {
    let mut near = before.trim_end_matches(['人', '民', '币']);
    let mut mode = Mode::By;
    for _ in 0..4 {
        if let Some((direction, len)) = prefix::DIRECTIONS.longest(near) {
            let whole_word = words::NO_DIRECTION.iter().all(|word| !near.ends_with(word));
            let later = near[..near.len() - len].ends_with('后');
            return (whole_word && !later).then_some((direction, mode));
        }
        let (to, len) = prefix::CHANGE_LINKS.longest(near)?;
        if to {
            mode = Mode::To;
        }
        near = &near[..near.len() - len];
    }
    None
}

/// A currency written before the number, and the bytes from its start to the number.
fn currency_before(before: &str) -> Option<(&'static str, usize)> {
    let near = before.trim_end_matches([' ', '\u{a0}']);
    let (code, len) = prefix::CURRENCIES_BEFORE.longest(near)?;
    let start = near.len() - len;
    let glued = near[..start].ends_with(|c: char| c.is_ascii_alphabetic())
        && near[start..].starts_with(|c: char| c.is_ascii_alphabetic());
    (!glued).then_some((code, before.len() - start))
}

/// Hands on what the members of a list share: 第137、138届 the ordinal, 4.3万和5.1万人 the unit, 上升82.17%、51.80% the
/// direction.
fn share_along_lists(text: &str, found: &mut [Quantity]) {
    inherit_currency(text, found);
    share_months(text, found);
    let joined = |a: &Quantity, b: &Quantity| joined(text, a, b);
    for index in 1..found.len() {
        let (before, after) = found.split_at_mut(index);
        let (a, b) = (&before[index - 1], &mut after[0]);
        if !joined(a, b) {
            continue;
        }
        if a.kind == Kind::Ordinal && b.kind == Kind::Number && a.unit.is_none() && b.unit.is_some() {
            b.kind = Kind::Ordinal;
        }
        if b.direction.is_none() && a.kind == b.kind {
            (b.direction, b.mode) = (a.direction, a.mode);
        }
    }
    for index in (1..found.len()).rev() {
        let (before, after) = found.split_at_mut(index);
        let (a, b) = (&mut before[index - 1], &after[0]);
        let bare = a.kind == Kind::Number && a.unit.is_none();
        let gives = matches!(b.kind, Kind::Number | Kind::Duration | Kind::Measure | Kind::Money);
        if bare && gives && b.value.exact().is_some() && joined(a, b) {
            share_scale(a, b);
            (a.kind, a.unit, a.currency) = (b.kind, b.unit.clone(), b.currency);
        }
    }
}

/// 1 and 2 of 1、2和3亿元 are hundreds of millions as well: they have no scale, are followed by one, and are of the order of
/// the number before it, as 300 is not in 300和5万人.
fn share_scale(bare: &mut Quantity, scaled: &Quantity) {
    let power =
        Number::power_of_ten(scaled.written.scale).filter(|_| bare.written.scale == 0 && scaled.written.scale > 0);
    let Some((value, power)) = bare.value.exact().zip(power) else { return };
    let Some((shared, other)) = value.times(power).zip(scaled.value.exact()) else { return };
    let tenfold = |a: Number, b: Number| b.times(Number::whole(10)).is_some_and(|most| a <= most);
    if tenfold(shared, other) && tenfold(other, shared) {
        bare.value = Value::Exact(shared);
        bare.last_digit += scaled.written.scale;
        bare.written.scale = scaled.written.scale;
    }
}

/// Whether two figures stand next to each other in a list.
fn joined(text: &str, a: &Quantity, b: &Quantity) -> bool {
    let gap = &text[a.span.end as usize..b.span.start as usize];
    matches!(gap.trim(), "、" | "和" | "与" | "與" | "及" | "以及" | ",")
}

/// 18 of 7月17、18和22日 is a day of the same month.
fn share_months(text: &str, found: &mut [Quantity]) {
    for index in 2..found.len() {
        let (before, after) = found.split_at_mut(index);
        let [.., first, middle] = before else { continue };
        let day_of = |figure: &Quantity| match figure.value {
            Value::Date(date) => date.day.map(|_| date),
            _ => None,
        };
        let bare = middle.kind == Kind::Number && middle.unit.is_none() && !middle.written.words;
        let number = middle.value.exact().and_then(|number| number.as_whole()).filter(|_| bare);
        let day = number.and_then(|day| u8::try_from(day).ok()).filter(|day| (1..=31).contains(day));
        let listed = joined(text, first, middle) && joined(text, middle, &after[0]) && day_of(&after[0]).is_some();
        if let Some((date, day)) = day_of(first).filter(|date| listed && date.month.is_some()).zip(day) {
            (middle.kind, middle.value) = (Kind::Date, Value::Date(Date { day: Some(day), ..date }));
        }
    }
}

/// 元 alone is that of the currency named in the sentence before it: 新臺幣一百萬元以上五百萬元以下.
fn inherit_currency(text: &str, found: &mut [Quantity]) {
    let mut named: Option<(&'static str, usize)> = None;
    for figure in found.iter_mut().filter(|figure| figure.kind == Kind::Money) {
        let written = figure.span.of(text);
        let plain = figure.currency == Some("CNY")
            && !["民", "CNY", "RMB", "¥", "￥", "Rmb"].iter().any(|word| written.contains(word));
        let start = figure.span.start as usize;
        let before = named.filter(|(_, end)| plain && written.contains('元') && !new_sentence(&text[*end..start]));
        if let Some((currency, _)) = before {
            figure.currency = Some(currency);
        }
        let by_yuan = matches!(figure.currency, Some("TWD" | "HKD" | "MOP"))
            && written.contains(['元', '圆', '圓'])
            && !written.contains("港元")
            && !written.contains("澳门元")
            && !written.contains("澳門元");
        named = if by_yuan { figure.currency.map(|currency| (currency, figure.span.end as usize)) } else { None };
    }
}

fn new_sentence(gap: &str) -> bool {
    gap.len() > 240 || gap.contains(['。', '\n'])
}

#[cfg(test)]
mod tests {
    use crate::quantity::corpus;
    use crate::quantity::number::Number;
    use crate::text::lang::Lang;

    /// A rule that looked at the whole rest of the text at every numeral would not come to the end of these.
    #[test]
    fn long_runs_of_what_figures_are_made_of_are_read_to_their_end() {
        for bit in [
            "一",
            "9",
            "万",
            "12,",
            "1,1.",
            "十",
            "三分",
            "1-",
            "a1",
            "第一、",
            "7月1、",
            "1990—",
            ".1",
            "2+",
            "A/1",
            "1 000 ",
            "图一",
            "晚上1点到",
            "3%至",
            "负",
            " ",
        ] {
            let text = bit.repeat(8_000);
            let found = super::read(&text);
            assert!(found.iter().all(|figure| figure.span.end as usize <= text.len()), "{bit}");
            let last = super::read(&(text + "。共30件"));
            assert_eq!(last.last().and_then(|figure| figure.value.exact()), Some(Number::whole(30)), "{bit}");
        }
    }

    #[test]
    fn the_corpus_is_read_as_it_says() {
        corpus::check(Lang::Zh, include_str!("corpus.txt"));
    }
}
