//! Facts: what a text says of how much there is of something, and when.
//!
//! A fact is an amount, or a place in a ranking, with its subject (the content words of its clause), its unit and its
//! period. Facts of two texts are lined up by [`line_up`](pairing::line_up) whichever languages they are in; facts of one
//! text that are stated twice with two values are found by [`stated_twice`](pairing::stated_twice). Both prefer silence: a
//! subject must be clearly the same. Reading costs a look-up a word; lining up, a comparison of word lists for each pair of
//! facts of one kind.

mod counted;
pub mod pairing;
pub mod rank;
pub mod subject;

use crate::analysis::Text;
use crate::quantity::value::{Date, Kind, Quantity, Value};
use crate::text::lang::Lang;
use counted::Counted;
use rank::{Field, is_rank};
use subject::{Word, weigh, words};

/// A figure and what it is about.
#[derive(Clone, Debug)]
pub struct Fact {
    /// The number of the figure in its text.
    pub figure: usize,
    /// The words around it, as the text has them.
    pub subject: String,
    /// When: what its sentence says, else what the text begins with.
    pub period: Option<Date>,
    /// The content words of its clause.
    words: Vec<Word>,
    /// What it counts, as far as its words say.
    counted: Counted,
    /// Among whom it is a place, if it is one.
    field: Option<Field>,
    /// Those of its whole sentence.
    context: Vec<Word>,
}

/// The facts of a text, in its order.
pub fn of(text: &Text) -> Vec<Fact> {
    of_area(text, None)
}

/// The facts of a text on an area, whose name tells nothing in it and is left out of their words.
pub fn of_area(text: &Text, area: Option<&str>) -> Vec<Fact> {
    let lang = text.document.lang;
    let whole = text.figures.iter().filter_map(|figure| year(&figure.quantity)).next();
    let acronyms = subject::acronyms(text.document.text.text(), lang);
    let told = |stretch: &str| {
        let words = match area {
            Some(area) => subject::words_of_area(stretch, lang, area),
            None => words(stretch, lang),
        };
        subject::spelled_out(words, &acronyms)
    };
    let mut facts = Vec::new();
    let mut first = 0;
    for figures in text.figures.chunk_by(|a, b| a.segment == b.segment) {
        let range = first..first + figures.len();
        first = range.end;
        let mut said = figures.iter().filter_map(|figure| year(&figure.quantity));
        let period = said.next().or(whole);
        let context = told(text.sentence(figures[0].segment));
        for (figure, said) in range.filter_map(|figure| Some((figure, Said::of(text, figure)?))) {
            let (subject, words, context) = (said.clause.subject(), told(&said.words), context.clone());
            facts.push(Fact { figure, subject, period, words, counted: said.counted, field: said.field, context });
        }
    }
    weigh(&mut facts);
    facts
}

/// What the clause of a figure says, if it states a fact.
struct Said<'t> {
    clause: Clause<'t>,
    /// Its own words, those out of it that tell among whom it is a place.
    words: String,
    counted: Counted,
    field: Option<Field>,
}

impl<'t> Said<'t> {
    fn of(text: &'t Text, figure: usize) -> Option<Self> {
        if is_rank(text, figure) {
            Some(Said::rank(text, figure))
        } else {
            (is_stated(text, figure) && !is_numbering(text, figure)).then(|| Said::amount(text, figure))
        }
    }

    fn amount(text: &'t Text, figure: usize) -> Self {
        let clause = Clause::of(text, figure);
        let unit = text.figures[figure].quantity.unit.as_ref();
        Said { words: clause.own(), counted: Counted::of(clause.behind, unit, text.document.lang), field: None, clause }
    }

    fn rank(text: &'t Text, figure: usize) -> Self {
        let clause = Clause::of_rank(text, figure);
        let words = rank::without_fields(&clause.own()).into_owned();
        Said { words, counted: Counted::default(), field: rank::field(text, figure), clause }
    }
}

/// Whether a figure says how much there is of something.
fn is_amount(quantity: &Quantity) -> bool {
    use Kind::{Duration, Measure, Money, Multiple, Number, Percent, PercentagePoint};
    matches!(quantity.kind, Number | Measure | Duration | Money | Multiple | Percent | PercentagePoint)
        && !matches!(quantity.value, Value::Magnitude(_))
}

/// Whether a figure is an amount that is stated, and not what a rate is reckoned by: per 10,000 people, 每100户.
fn is_stated(text: &Text, figure: usize) -> bool {
    const RATES: [&str; 4] = ["per", "every", "each", "每"];
    let quantity = &text.figures[figure].quantity;
    is_amount(quantity) && !RATES.iter().any(|word| stands_before(text, quantity, word))
}

/// Whether a figure is the number of a picture, a table or a part of the text.
fn is_numbering(text: &Text, figure: usize) -> bool {
    const NUMBERED: [&str; 12] =
        ["图", "圖", "表", "figure", "fig.", "table", "section", "chapter", "version", "版本", "part", "step"];
    let quantity = &text.figures[figure].quantity;
    NUMBERED.iter().any(|word| stands_before(text, quantity, word))
}

/// Whether the text right before a figure ends in `word`, in letters of either size.
fn stands_before(text: &Text, quantity: &Quantity, word: &str) -> bool {
    let before = text.document.text.text().get(..quantity.span.start as usize).unwrap_or_default().trim_end();
    let Some(at) = before.len().checked_sub(word.len()) else { return false };
    let ends = before.get(at..).is_some_and(|end| end.eq_ignore_ascii_case(word));
    let whole = || !word.is_ascii() || !before[..at].ends_with(|c: char| c.is_ascii_alphabetic());
    ends && whole()
}

/// The date of a figure, where it names a year.
fn year(quantity: &Quantity) -> Option<Date> {
    match quantity.value {
        Value::Date(date) if date.year.is_some() && !date.decade => Some(Date { day: None, ..date }),
        _ => None,
    }
}

/// The clause that a figure stands in, without the figure: from the amount before it, or the last comma where enough stands
/// behind it, to the next amount or mark.
struct Clause<'t> {
    /// What its sentence begins with, where the clause has no subject of its own: "…, up 8 %".
    lead: &'t str,
    /// What stands before the figure.
    before: &'t str,
    /// What stands behind it.
    behind: &'t str,
}

impl<'t> Clause<'t> {
    fn of(text: &'t Text, figure: usize) -> Self {
        let figures = &text.figures;
        let span = figures[figure].quantity.span;
        let sentence = text.segments[figures[figure].segment].span;
        let near = |other: &usize| is_stated(text, *other);
        let with_it = |other: &usize| figures[*other].segment == figures[figure].segment;
        let last = (0..figure).rev().take_while(with_it).find(near);
        let first = (0..figure).rev().take_while(with_it).filter(near).last();
        let next = (figure + 1..figures.len()).take_while(with_it).find(near);
        let start = last.map_or(sentence.start, |last| figures[last].quantity.span.end);
        let end = next.map_or(sentence.end, |next| figures[next].quantity.span.start);
        let content = text.document.text.text();
        let slice = |from: u32, to: u32| content.get(from as usize..to as usize).unwrap_or_default();
        let lang = text.document.lang;
        let behind = match lang {
            Lang::Zh => slice(span.end, end).split(['，', '。', '；', '、', ',', ';']).next(),
            Lang::En => {
                slice(span.end, end).split([',', ';', '.', '(']).next().and_then(|part| part.split(" and ").next())
            }
        };
        let behind = behind.unwrap_or_default();
        let before = last_clause(slice(start, span.start), behind, lang);
        let lead = first.map_or("", |first| slice(sentence.start, figures[first].quantity.span.start));
        Clause { lead: if leans(before, behind, lang) { lead } else { "" }, before, behind }
    }

    /// Of a place in a ranking: its subject stands before the amounts between, 商标注册121件，居全国第二.
    fn of_rank(text: &'t Text, figure: usize) -> Self {
        let span = text.figures[figure].quantity.span;
        let sentence = text.segments[text.figures[figure].segment].span;
        let content = text.document.text.text();
        let slice = |from: u32, to: u32| content.get(from as usize..to as usize).unwrap_or_default();
        let last = (0..figure).rev().take_while(|&other| text.figures[other].segment == text.figures[figure].segment);
        let last = last.into_iter().find(|&other| is_rank(text, other));
        let whole = slice(sentence.start, span.start);
        let own = slice(last.map_or(sentence.start, |last| text.figures[last].quantity.span.end), span.start);
        let own = own.rsplit(['；', ';']).next().unwrap_or(own);
        let before = if words(own, text.document.lang).len() < 2 { whole } else { own };
        let behind = slice(span.end, sentence.end).split(['，', '。', '；', '、', ',', ';', '.']).next();
        let behind = behind.and_then(|part| part.split(" and ").next()).unwrap_or_default();
        Clause { lead: "", before, behind }
    }

    /// Its own words.
    fn own(&self) -> String {
        let words = self.before.split_whitespace().chain(self.behind.split_whitespace());
        words.collect::<Vec<_>>().join(" ")
    }

    /// Its words, led by the subject of its sentence where it has none itself.
    fn subject(&self) -> String {
        let mark = |c: char| c.is_whitespace() || ",，;；、".contains(c);
        let own = self.own();
        let lead = self.lead.trim_matches(mark).split_whitespace().collect::<Vec<_>>().join(" ");
        match (lead.is_empty(), own.trim_matches(mark)) {
            (true, own) => own.to_owned(),
            (false, "") => lead,
            (false, own) => format!("{lead} … {own}"),
        }
    }
}

/// Whether a clause needs the subject of the words before it: nothing before the figure but a mark, or a participle, "with"
/// or "up" behind the mark.
fn leans(before: &str, behind: &str, lang: Lang) -> bool {
    const LEANING: [&str; 10] = ["with", "up", "down", "or", "the", "to", "representing", "of", "which", "by"];
    let own = before.trim_matches(|c: char| c.is_whitespace() || ",，;；、".contains(c));
    match lang {
        Lang::En => {
            let first = own.split_whitespace().next().unwrap_or_default();
            first.is_empty() || LEANING.contains(&first) || (first.len() > 5 && first.ends_with("ing"))
        }
        Lang::Zh => words(own, lang).len() + words(behind, lang).len() < 2,
    }
}

/// What stands behind the last mark, if there is a subject in it or behind the figure; else all of it.
fn last_clause<'t>(before: &'t str, behind: &str, lang: Lang) -> &'t str {
    /// So many content words are a subject before a figure.
    const SUBJECT: usize = 2;
    /// So many behind it name what is counted: 新建50家专利培育布局中心.
    const COUNTED: usize = 3;
    let mark = |c: char| matches!(c, '，' | '；' | '。' | ',' | ';');
    match before.char_indices().rev().find(|&(_, c)| mark(c)) {
        Some((at, c)) => {
            let last = &before[at + c.len_utf8()..];
            let said = words(last, lang).len() >= SUBJECT || words(behind, lang).len() >= COUNTED;
            if said { last } else { before }
        }
        None => before,
    }
}

#[cfg(test)]
mod tests {
    use super::pairing::{above_whole, line_up, stated_twice};
    use super::*;
    use crate::respace::Glue;
    use crate::segment::presegmented;
    use crate::text::pair::Pair;
    use crate::text::source::Source;

    fn text(lines: &str) -> Text {
        let lang = Lang::of(lines).expect("a language");
        let (document, segments) = presegmented(Source::new("test", lines), lang);
        Text::of_segments(document, Glue::default(), segments)
    }

    /// Asserts how the facts of two texts stand to each other.
    fn check_standings(zh: &str, en: &str, expected: &[&str]) {
        let texts = Pair::new(text(zh), text(en));
        let facts = texts.as_ref().map(of);
        let shared = line_up(texts.as_ref(), facts.as_ref().map(Vec::as_slice));
        let found: Vec<_> = shared.iter().map(|shared| shared.standing.name()).collect();
        assert_eq!(found, expected, "{zh} | {en}");
    }

    #[test]
    fn facts_of_two_languages_are_lined_up_and_say_how_they_relate() {
        let check = check_standings;
        check(
            "2025年专利质押登记金额257亿元。",
            "In 2025, patent pledge registrations came to RMB 25.736 billion.",
            &["rounded"],
        );
        check(
            "2025年专利质押登记金额超590亿元。",
            "In 2025, patent pledge registration reached RMB 59.229 billion.",
            &["within the hedge"],
        );
        check("商标注册121件。", "There were 121 trademark registrations.", &["equal"]);
        check("商标注册121件。", "The port handled 121 ships.", &[]);
        check("商标注册121件。", "The port handled 450 ships.", &[]);
        // another sort of thing is counted
        check("海关查扣侵权货物3200批次。", "Customs seized 912,000 items of infringing goods.", &[]);
        check("海关查扣侵权货物3200批次。", "Customs seized 912 batches of infringing goods.", &["scope differs"]);
        // what a rate is reckoned by is no fact
        check("每10000人有图书馆3个。", "There were 10,000 libraries.", &[]);
        // what is counted stands behind the figure, and much else before it
        check(
            "出台措施支持企业创新，完善以市场为导向的机制，新建50家高价值专利培育布局中心。",
            "50 high-value patent cultivation centers were built.",
            &["equal"],
        );
        check(
            "落地数据信托，全年专利和商标质押登记金额超590亿元，成立知识产权保险联合体。",
            "Work on intellectual property (IP) went on.\nThe amount of IP pledge financing reached RMB 59.229 billion, the registration amount growing.",
            &["within the hedge"],
        );
    }

    #[test]
    fn places_in_a_ranking_are_facts_and_numbers_of_sessions_are_none() {
        let check = check_standings;
        let zh = "2025年，湖南省商标注册数量居全国第三。";
        check(zh, "In 2025, Hunan Province ranked third in the country in trademark registration.", &["equal"]);
        check(
            zh,
            "In 2025, Hunan Province ranked fourth in the country in trademark registration.",
            &["contradictory"],
        );
        check(
            zh,
            "In 2024, Hunan Province ranked fourth in the country in trademark registration.",
            &["scope differs"],
        );
        check(zh, "In 2025, Hunan Province ranked fourth in the world in trademark registration.", &[]);
        check(zh, "In 2025, Hunan Province held the fourth session on trademark registration in the country.", &[]);
        check(
            "湖南省商标注册5210件，位列全国第三；港口船舶到访3200次，排名全国第5。",
            "In Hunan Province trademark registrations came to 5,210, the third largest number in the country. Ship visits to the ports were 3,200, No. 5 nationwide.",
            &["equal", "equal", "equal", "equal"],
        );
    }

    #[test]
    fn a_clause_without_a_subject_is_told_with_that_of_its_sentence() {
        let check = |lines: &str, expected: &[&str]| {
            let facts = of(&text(lines));
            let subjects: Vec<_> = facts.iter().map(|fact| fact.subject.as_str()).collect();
            assert_eq!(subjects, expected, "{lines}");
        };
        check(
            "Ship visits per 10,000 people reached 57.4, rising for six years.",
            &["Ship visits per 10,000 people reached", "Ship visits per 10,000 people reached … rising for"],
        );
        check("港口船舶到访总数3200次，增长6%。", &["港口船舶到访总数", "港口船舶到访总数 … 增长"]);
    }

    #[test]
    fn a_fact_with_two_values_is_seen_and_numbering_is_none() {
        let check = |lines: &str, count: usize| {
            let text = text(lines);
            assert_eq!(stated_twice(&text, &of(&text)).len(), count, "{lines}");
        };
        check(
            "In 2025 the city held 215,300 valid invention patents.\nIn 2025 the city held 213,500 valid invention patents.",
            1,
        );
        check(
            "In 2025 the city held 215,300 valid invention patents.\nIn 2024 the city held 213,500 valid invention patents.",
            0,
        );
        check("2025年\n图 6.15 图数据库开源象限图\n图 6.13 图数据库开源象限图", 0);
    }
    #[test]
    fn a_part_above_its_whole_is_seen() {
        let check = |part: &str, whole: &str, expected: usize| {
            let texts = Pair::new(text(part), text(whole));
            let areas = Pair::new(Some("Changsha"), Some("Hunan"));
            let facts = texts.as_ref().zip(areas).map(|(text, area)| of_area(text, area));
            let shared = line_up(texts.as_ref(), facts.as_ref().map(Vec::as_slice));
            let slices = facts.as_ref().map(Vec::as_slice);
            let above = shared.iter().filter(|shared| above_whole(texts.as_ref(), slices, shared)).count();
            assert_eq!(above, expected, "{part} | {whole}");
        };
        let whole = "In 2025, trademark registrations in Hunan reached 52,300.";
        check("In 2025, trademark registrations in Changsha reached 58,100.", whole, 1);
        check("In 2025, trademark registrations in Changsha reached 18,100.", whole, 0);
        check("In 2024, trademark registrations in Changsha reached 58,100.", whole, 0);
        check("In 2025, trademark registrations in Changsha rose by 58,100.", whole, 0);
        check("2025年长沙商标注册58100件。", "2025年湖南全省商标注册52300件。", 1);
    }
}
