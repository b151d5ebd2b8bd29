//! Places in a ranking: 居全国第二, "ranked second in the country", "the third largest".
//!
//! The words around an ordinal tell them from the number of a session, an article or a stage. Costs a look at the sentence of
//! each ordinal.

use std::borrow::Cow;
use std::sync::LazyLock;

use regex::Regex;

use crate::analysis::Text;
use crate::quantity::number::Number;
use crate::quantity::value::{Kind, Quantity};
use crate::text::lang::{Lang, is_han};

/// Among whom a place is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// 全球, "in the world".
    World,
    /// 全国, "nationwide".
    Country,
    /// 全省, "in the province".
    Province,
    /// 全市, "in the city".
    City,
}

/// Whether a figure is a place in a ranking.
pub fn is_rank(text: &Text, figure: usize) -> bool {
    let quantity = &text.figures[figure].quantity;
    if quantity.kind != Kind::Ordinal {
        return false;
    }
    let (before, behind) = around(text, figure);
    match text.document.lang {
        Lang::Zh => is_chinese_rank(quantity, before, behind),
        Lang::En => is_english_rank(quantity, before, behind),
    }
}

/// Among whom the place of a figure is held, as far as the words next to it say.
pub fn field(text: &Text, figure: usize) -> Option<Field> {
    let (before, behind) = around(text, figure);
    let last = |words: &str| Some(level(FIELDS.find_iter(words).last()?.as_str()));
    let first = |words: &str| Some(level(FIELDS.find(words)?.as_str()));
    match text.document.lang {
        Lang::Zh => last(before),
        Lang::En => behind.split([',', ';']).next().and_then(first).or_else(|| last(before)),
    }
}

/// The words of a clause without the names of fields, of which [`field`] tells.
pub fn without_fields(clause: &str) -> Cow<'_, str> {
    FIELDS.replace_all(clause, " ")
}

/// The sentence of a figure before it and behind it.
fn around(text: &Text, figure: usize) -> (&str, &str) {
    let sentence = text.segments[text.figures[figure].segment].span;
    let span = text.figures[figure].quantity.span;
    let content = text.document.text.text();
    let slice = |from: u32, to: u32| content.get(from as usize..to as usize).unwrap_or_default();
    (slice(sentence.start, span.start), slice(span.end, sentence.end))
}

/// What a field is called, in both languages; of a Chinese word its first characters.
static FIELDS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        "全球|世界|国际|國際|全国|全國|国内|國內|全省|全市|\
         (?i:\\b(?:world(?:wide)?|global(?:ly)?|country|nation(?:al|ally|wide)?|china|provinc(?:e|ial)|city)\\b)",
    )
    .expect("the pattern is sound")
});

fn level(word: &str) -> Field {
    match word.to_ascii_lowercase().as_str() {
        "全球" | "世界" | "国际" | "國際" | "world" | "worldwide" | "global" | "globally" => Field::World,
        "全省" | "province" | "provincial" => Field::Province,
        "全市" | "city" => Field::City,
        _ => Field::Country,
    }
}

/// 居, 列 or 排名 before it, or the field alone: 专利数量全国第二; 第二大 by itself.
fn is_chinese_rank(quantity: &Quantity, before: &str, behind: &str) -> bool {
    static LED: LazyLock<Regex> = LazyLock::new(|| {
        let other = "第?[0-9一二三四五六七八九十]+[位名]?[、和及]";
        Regex::new(&format!(
            "(?:居|[位名并並分]列|排[名在行位到]|排|[升跃躍][至到居升])(?:\\p{{Han}}{{0,8}}{other})?\\p{{Han}}{{0,8}}$|\
             (?:全球|世界|国际|國際|亚洲|亞洲|全国|全國|国内|國內|全省|全市)(?:排名)?$"
        ))
        .expect("the pattern is sound")
    });
    let closed = || behind.chars().next().is_none_or(|c| !is_han(c) || "的并並且而和与與及".contains(c));
    match quantity.unit.as_ref().map(|unit| &*unit.code) {
        Some("大") => true,
        Some("位" | "名") => LED.is_match(before),
        None => closed() && LED.is_match(before),
        Some(_) => false,
    }
}

/// "ranked" before it, "largest" or "place" behind it, or the field behind it; "the first in the country" may be of time.
fn is_english_rank(quantity: &Quantity, before: &str, behind: &str) -> bool {
    static LED: LazyLock<Regex> = LazyLock::new(|| {
        let verb = "rank(?:s|ed|ing)?(?: [\\w'’]+){0,3}|(?:placed|placing|came|comes|coming|stood|stands|standing|finished)\
                    (?: (?:in|at|as))?(?: the)?";
        Regex::new(&format!("(?i)\\b(?:{verb}) $")).expect("the pattern is sound")
    });
    static FOLLOWED: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            "^[ -](?:largest|biggest|greatest|highest|most|best|busiest|longest|fastest|strongest|smallest|lowest|richest|\
             place|position|spot)\\b",
        )
        .expect("the pattern is sound")
    });
    static AMONG: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new("^ (?:(?:in|among|across) (?:the |its )?(?:whole |entire )?(?:world|country|nation|province|city|China)|nationwide|nationally|worldwide|globally)\\b")
            .expect("the pattern is sound")
    });
    let idiom = before.ends_with("in the ") && behind.starts_with(" place");
    let led = LED.is_match(before);
    let is_first = quantity.value.exact() == Some(Number::ONE);
    led || (FOLLOWED.is_match(behind) && !idiom) || (AMONG.is_match(behind) && (!is_first || before.contains("rank")))
}
