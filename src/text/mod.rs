//! The words every other module speaks: spans, pairs of sides, a source and the readable text made from it.
//!
//! Nothing here has an opinion about language, figures or alignment. Offsets are UTF-8 bytes everywhere; lines and
//! columns exist only at the edge, through [`source::Source::location`].

pub mod code;
pub mod document;
pub mod lang;
pub mod normal;
pub mod pair;
pub mod patterns;
pub mod runs;
pub mod source;
pub mod span;
pub mod trie;
pub mod units;
pub mod wording;
