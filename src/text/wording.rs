//! What is said to a person, in both languages of the program's readers.
//!
//! Both stand side by side where they are made, so that neither is forgotten and none is translated from the other by
//! parsing it. What is the same in both, such as a quoted word, is said once.

use std::borrow::Cow;

use super::lang::Lang;

/// A message or a label in English and in Chinese.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Wording {
    /// In English.
    pub en: Cow<'static, str>,
    /// In simplified Chinese.
    pub zh: Cow<'static, str>,
}

impl Wording {
    /// In English, and in Chinese.
    pub fn new(en: impl Into<Cow<'static, str>>, zh: impl Into<Cow<'static, str>>) -> Self {
        Wording { en: en.into(), zh: zh.into() }
    }

    /// The same of words that are known beforehand.
    pub const fn fixed(en: &'static str, zh: &'static str) -> Self {
        Wording { en: Cow::Borrowed(en), zh: Cow::Borrowed(zh) }
    }

    /// What is the same in both languages.
    pub fn same(text: impl Into<Cow<'static, str>>) -> Self {
        let text = text.into();
        Wording { zh: text.clone(), en: text }
    }

    /// In this language.
    pub fn of(&self, lang: Lang) -> &str {
        match lang {
            Lang::Zh => &self.zh,
            Lang::En => &self.en,
        }
    }

    /// The English, and the Chinese where it is another.
    pub fn into_parts(self) -> (String, Option<String>) {
        let chinese = (self.zh != self.en).then(|| self.zh.into_owned());
        (self.en.into_owned(), chinese)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_the_same_in_both_languages_is_written_once() {
        let check = |wording: Wording, chinese: Option<&str>| {
            assert_eq!(wording.into_parts().1.as_deref(), chinese);
        };
        check(Wording::fixed("doubled", "重复"), Some("重复"));
        check(Wording::same("1,265".to_owned()), None);
        check(Wording::default(), None);
        assert_eq!(Wording::new("one", "一").of(Lang::Zh), "一");
    }
}
