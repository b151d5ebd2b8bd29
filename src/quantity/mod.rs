//! Figures: reading what a text states, and comparing two of them.
//!
//! Each language has a grammar of its own ([`zh`], [`en`]): a numeral is found, then what stands before and behind it
//! (hedge, currency, unit, counter, direction) makes it a figure. The sentences that prove a grammar lie beside it, in
//! `corpus.txt`. What both languages share is here: digit strings, exact numbers, currencies and units.

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
    match lang {
        Lang::Zh => zh::read(text),
        Lang::En => en::read(text),
    }
}
