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

/// The number of the list item that `text` is: 三、 and 3. at its start.
pub fn item_number(text: &str, lang: Lang) -> Option<i128> {
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
