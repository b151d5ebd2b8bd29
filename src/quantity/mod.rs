//! Figures: reading what a text states, and comparing two of them.
//!
//! Each language has a grammar of its own ([`zh`], [`en`]): a numeral is found, then what stands before and behind it
//! (hedge, currency, unit, counter, direction) makes it a figure. The sentences that prove a grammar lie beside it, in
//! `corpus.txt`. What both languages share is here: digit strings, exact numbers, currencies and units.

mod code;
pub mod compare;
#[cfg(test)]
mod corpus;
pub mod currency;
pub mod digits;
pub mod en;
pub mod number;
mod reading;
pub mod unit;
pub mod value;
pub mod zh;

use crate::text::lang::Lang;
pub use code::is_note_mark;
use value::Quantity;

/// The figures of `text`, in the order in which they stand. Spans are of `text`. Linear in its length.
pub fn read(text: &str, lang: Lang) -> Vec<Quantity> {
    if code::is_folio(text) {
        return Vec::new();
    }
    match lang {
        Lang::Zh => zh::read(text),
        Lang::En => en::read(text),
    }
}

/// Whether the number of a standard stands at byte `at` of a text, behind the name of its body: GB/T 2312-1980.
pub fn is_standard(text: &str, at: usize) -> bool {
    code::designation(text, at).is_some()
}

/// The number of the list item that `text` is: 三、 and 3. at its start; of 2.3 with a space behind it the last.
pub fn item_number(text: &str, lang: Lang) -> Option<i128> {
    let numbers = text.bytes().take(8).take_while(|byte| byte.is_ascii_digit() || *byte == b'.').count();
    if let Some((_, last)) = text[..numbers].rsplit_once('.').filter(|_| text[numbers..].starts_with(' '))
        && !last.is_empty()
    {
        return last.parse().ok();
    }
    let digits = text.bytes().take(3).take_while(u8::is_ascii_digit).count();
    let stopped = text[digits..].starts_with('.') && !text[digits + 1..].starts_with(|c: char| c.is_ascii_digit());
    match lang {
        Lang::Zh => zh::item_number(text),
        Lang::En => text[..digits].parse().ok().filter(|_| stopped),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// What each grammar reads must meet in the comparison: the first figures of a sentence and of its translation.
    #[test]
    fn figures_of_both_grammars_meet() {
        let check = |zh: &str, en: &str, relation: &str| {
            let (a, b) = (read(zh, Lang::Zh), read(en, Lang::En));
            let (Some(a), Some(b)) = (a.first(), b.first()) else { panic!("a figure each: {zh} | {en}") };
            assert_eq!(compare::compare(a, b).name(), relation, "{zh} | {en}");
        };
        check("发电量2亿度", "200 million kilowatt-hours", "equal");
        check("发电量2亿度", "200 million kilowatts", "unit");
        check("用电50度", "50 degrees of power", "unit");
        check("气温50度", "50 degrees Celsius", "equal");
        check("时速120公里", "120 km/h", "equal");
        check("120公里/小时", "120 km/min", "unit");
        check("每小时120公里", "120 km an hour", "equal");
        check("300平方公里", "300 ㎡", "unit");
        check("带宽600Mbit/s", "600 megabits per second", "equal");
        check("关押24小时以上", "for more than a day", "hedge-shifted");
        check("关押24小时", "for a day", "converted");
        check("半年", "half a year", "equal");
        check("半年", "six months", "converted");
        check("半年", "seven months", "different");
        check("19时54分", "six minutes to eight in the evening", "equal");
        check("下午5点07分", "seven past five in the afternoon", "equal");
        check("7/8月", "July/August", "equal");
        check("1984年", "in nineteen eighty-four", "equal");
        check("1990-1991两年期", "the biennium 1990-1991", "equal");
        check("$40 769 000", "$40,769,000", "equal");
        check("第三节", "Section III", "equal");
        check("Ⅱ级", "Level III", "other-ordinal");
        check("3%至5%", "3% to 5%", "equal");
        check("A/47/5号文件", "document A/47/5", "equal");
        check("不超过17.5%", "18.5%", "one-digit");
    }

    /// Texts of what figures are made of, so that chance builds figures, and of anything else.
    fn texts() -> impl Strategy<Value = String> {
        let bits = "[0-9０-９一二三十百千万亿第年月日时点分之多余约超近件元%％.,:·+/$ 至—-]{0,24}|\\PC{0,24}|(RMB|one|two|hundred|half|and|-| |of|million|third|percent|to|May|Q|No\\.|[0-9]|[a-zμ元]){0,14}";
        proptest::collection::vec(bits, 0..4).prop_map(|parts| parts.concat())
    }

    proptest! {
        #[test]
        fn figures_are_ascending_stretches_of_the_text(text in texts()) {
            for lang in [Lang::Zh, Lang::En] {
                let mut end = 0;
                for quantity in read(&text, lang) {
                    prop_assert!(quantity.span.start >= end, "{text:?} {quantity:?}");
                    prop_assert!(!quantity.span.of(&text).is_empty(), "{text:?} {quantity:?}");
                    prop_assert!(!quantity.reading().is_empty());
                    end = quantity.span.end;
                }
            }
        }

        #[test]
        fn a_figure_is_equal_to_itself(text in texts()) {
            for quantity in read(&text, Lang::En) {
                prop_assert!(compare::compare(&quantity, &quantity).holds(), "{text:?} {quantity:?}");
            }
        }
    }
}
