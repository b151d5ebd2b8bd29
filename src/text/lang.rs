//! The two languages, and telling which one a text is in.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::pair::Pair;

/// A language that ipalign reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// Chinese, in simplified or traditional characters.
    Zh,
    /// English.
    En,
}

impl Lang {
    /// Its BCP 47 tag.
    pub fn tag(self) -> &'static str {
        match self {
            Lang::Zh => "zh",
            Lang::En => "en",
        }
    }

    /// Its name for a message.
    pub fn name(self) -> &'static str {
        match self {
            Lang::Zh => "Chinese",
            Lang::En => "English",
        }
    }

    /// The same in Chinese.
    pub fn chinese_name(self) -> &'static str {
        match self {
            Lang::Zh => "中文",
            Lang::En => "英文",
        }
    }

    /// The language of a BCP 47 tag, or of a locale as `zh_CN`; `None` for any other.
    pub fn of_tag(tag: &str) -> Option<Self> {
        let language = tag.trim().split(['-', '_', '.', '@']).next().unwrap_or_default();
        match language.to_ascii_lowercase().as_str() {
            "zh" | "zho" | "chi" | "cmn" | "yue" => Some(Lang::Zh),
            "en" | "eng" => Some(Lang::En),
            _ => None,
        }
    }

    /// The other one.
    pub fn other(self) -> Self {
        match self {
            Lang::Zh => Lang::En,
            Lang::En => Lang::Zh,
        }
    }

    /// The language of `text` by its script: a Han character weighs as much as a short word. `None` where there are no
    /// letters of either.
    pub fn of(text: &str) -> Option<Self> {
        match letters(text) {
            (0, 0) => None,
            // English writes 4 letters for a Chinese character, so this is the half-way mark between the two.
            (han, latin) if han * 4 >= latin => Some(Lang::Zh),
            _ => Some(Lang::En),
        }
    }

    /// The languages of a source and its target: `source` as said, or by the script of the source, else by that of the target.
    ///
    /// # Errors
    /// Where neither tells, or both tell the same.
    pub fn of_pair(texts: Pair<&str>, source: Option<Lang>) -> Result<Pair<Lang>, Untold> {
        let told = texts.map(Lang::of);
        let source = match (source, told.source, told.target) {
            (Some(lang), _, _) => lang,
            (None, Some(source), Some(target)) if source == target => return Err(Untold::Same(source)),
            (None, Some(source), _) => source,
            (None, None, Some(target)) => target.other(),
            (None, None, None) => return Err(Untold::Neither),
        };
        Ok(Pair::new(source, source.other()))
    }
}

/// Why two texts do not tell their languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Untold {
    /// They seem to be in the same.
    #[error("source and target are both in {}; give a Chinese and an English text", .0.name())]
    Same(Lang),
    /// They hold no letters.
    #[error("neither source nor target is in Chinese or English; give a text in each")]
    Neither,
}

/// How many Han characters a text has, and how many letters of ASCII.
pub fn letters(text: &str) -> (usize, usize) {
    let latin = count_bytes(text, |byte| byte.is_ascii_alphabetic());
    let han = if text.is_ascii() { 0 } else { text.chars().filter(|&c| is_han(c)).count() };
    (han, latin)
}

/// How many bytes of a text are of a kind.
pub fn count_bytes(text: &str, is_kind: impl Fn(u8) -> bool) -> usize {
    // a block whose count fits a byte is counted many bytes at a time
    const BLOCK: usize = u8::MAX as usize;
    let counts =
        text.as_bytes().chunks(BLOCK).map(|block| block.iter().map(|&byte| u8::from(is_kind(byte))).sum::<u8>());
    counts.map(usize::from).sum()
}

/// The common block of Han characters, CJK Unified Ideographs, for tables with an entry for each.
pub const COMMON: Range<char> = '\u{4e00}'..'\u{a000}';

/// The place of a character in the common block; `None` outside of it.
pub fn common(character: char) -> Option<usize> {
    COMMON.contains(&character).then(|| character as usize - COMMON.start as usize)
}

/// Whether `c` is a Han character: the unified ideographs and their extensions, the compatibility block, and 〇.
pub fn is_han(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}' | '\u{3400}'..='\u{4dbf}' | '\u{3005}' | '\u{3007}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use super::Lang;

    #[test]
    fn a_text_is_told_by_its_script() {
        let check = |text: &str, lang| assert_eq!(Lang::of(text), lang, "{text}");
        check("2025年,广东", Some(Lang::Zh));
        check("In2025,guidedby", Some(Lang::En));
        check("与世界知识产权组织(WIPO)等机构", Some(Lang::Zh));
        check("the Lanjian (蓝剑) campaign", Some(Lang::En));
        check("12•7", None);
    }
}
