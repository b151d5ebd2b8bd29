//! Trees of translated pages: which file is the translation of which.
//!
//! A tree has a pattern for its pages, `content/en/**/*.md`, and one for their translations, `content/zh-cn/{path}`. What
//! stands before the first wildcard is the root; `{path}` is what follows it, `{dir}` its folders with the slash behind them,
//! `{stem}` and `{ext}` the name of the file without and of its extension. Paths are written with `/`, from the folder of
//! `ipalign.toml`. Nothing here reads a file.

use std::borrow::Cow;

use globset::{GlobBuilder, GlobMatcher};
use regex::Regex;

/// Which file is the translation of which.
#[derive(Clone, Debug)]
pub struct Mapping {
    root: String,
    pages: GlobMatcher,
    translations: Vec<Part>,
    translated: Regex,
}

/// A part of a pattern for translations.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    Text(String),
    Path,
    Dir,
    Stem,
    Ext,
}

/// Where projects of a kind have their pages and translations. Of several places for translations, the first that is there
/// holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Preset {
    /// What it is called in `ipalign.toml`.
    pub name: &'static str,
    /// The pattern of the pages.
    pub source: &'static str,
    /// The patterns of their translations.
    pub targets: &'static [&'static str],
    /// The key of the front matter in which a translation names the revision that it was made from.
    pub translated_from: Option<&'static str>,
}

/// The arrangements that are known by name.
pub const PRESETS: [Preset; 9] = [
    Preset {
        name: "hugo",
        source: "content/en/**/*.md",
        targets: &["content/zh-cn/{path}", "content/zh/{path}", "content/zh-hans/{path}", "content/zh-tw/{path}"],
        translated_from: None,
    },
    Preset {
        name: "hugo-suffix",
        source: "content/**/*.md",
        targets: &["content/{dir}{stem}.zh.md", "content/{dir}{stem}.zh-cn.md"],
        translated_from: None,
    },
    Preset {
        name: "kubernetes",
        source: "content/en/**/*.md",
        targets: &["content/zh-cn/{path}"],
        translated_from: None,
    },
    Preset {
        name: "opentelemetry",
        source: "content/en/**/*.md",
        targets: &["content/zh/{path}"],
        translated_from: Some("default_lang_commit"),
    },
    Preset {
        name: "docusaurus",
        source: "docs/**/*.{md,mdx}",
        targets: &[
            "i18n/zh-Hans/docusaurus-plugin-content-docs/current/{path}",
            "i18n/zh-CN/docusaurus-plugin-content-docs/current/{path}",
            "i18n/zh/docusaurus-plugin-content-docs/current/{path}",
        ],
        translated_from: None,
    },
    Preset {
        name: "vitepress",
        source: "docs/en/**/*.md",
        targets: &["docs/zh/{path}", "docs/zh-CN/{path}", "docs/zh-Hans/{path}"],
        translated_from: None,
    },
    Preset {
        name: "mkdocs",
        source: "docs/**/*.md",
        targets: &["docs/{dir}{stem}.zh.md", "docs/{dir}{stem}.zh-CN.md"],
        translated_from: None,
    },
    Preset {
        name: "fastapi",
        source: "docs/en/docs/**/*.md",
        targets: &["docs/zh/docs/{path}", "docs/zh-hant/docs/{path}"],
        translated_from: None,
    },
    Preset {
        name: "mdn",
        source: "content/files/en-us/**/*.md",
        targets: &["translated-content/files/zh-cn/{path}"],
        translated_from: Some("l10n.sourceCommit"),
    },
];

impl Mapping {
    /// The mapping of two patterns.
    ///
    /// # Errors
    /// In one sentence, where one of them cannot be meant.
    pub fn new(source: &str, target: &str) -> Result<Self, String> {
        let glob = GlobBuilder::new(source).literal_separator(true).build();
        let pages = glob.map_err(|error| format!("`{source}` is no pattern: {}", error.kind()))?.compile_matcher();
        let translations = parts(target)?;
        if !translations.iter().any(|part| matches!(part, Part::Path | Part::Stem)) {
            return Err(format!("`{target}` gives all pages one translation; write {{path}} where it differs"));
        }
        let translated = translated(&translations)?;
        Ok(Mapping { root: root(source).to_owned(), pages, translations, translated })
    }

    /// The folder that all pages are in, with the slash behind it.
    pub fn root(&self) -> &str {
        &self.root
    }

    /// The folder that all translations are in, with the slash behind it.
    pub fn target_root(&self) -> &str {
        match self.translations.first() {
            Some(Part::Text(text)) => text.rfind('/').map_or("", |slash| &text[..=slash]),
            _ => "",
        }
    }

    /// Whether a file is a page: one that is the translation of another is none.
    pub fn is_page(&self, path: &str) -> bool {
        self.pages.is_match(path) && self.page_of(path).is_none()
    }

    /// The translation of a page.
    pub fn translation_of(&self, page: &str) -> String {
        let path = page.strip_prefix(&self.root).unwrap_or(page);
        let name = path.rfind('/').map_or(0, |slash| slash + 1);
        let (stem, ext) = path[name..].rsplit_once('.').unwrap_or((&path[name..], ""));
        let text = |part: &Part| match part {
            Part::Text(text) => text.clone(),
            Part::Path => path.to_owned(),
            Part::Dir => path[..name].to_owned(),
            Part::Stem => stem.to_owned(),
            Part::Ext => ext.to_owned(),
        };
        self.translations.iter().map(text).collect()
    }

    /// The page that a file is the translation of, whether there is one or not.
    pub fn page_of(&self, translation: &str) -> Option<String> {
        let found = self.translated.captures(translation)?;
        let named = |name: &str| found.name(name).map_or("", |found| found.as_str());
        let page = match found.name("path") {
            Some(path) => format!("{}{}", self.root, path.as_str()),
            None => {
                let own = translation.rsplit_once('.').map_or("", |(_, ext)| ext);
                let ext = found.name("ext").map_or(own, |ext| ext.as_str());
                format!("{}{}{}.{ext}", self.root, named("dir"), named("stem"))
            }
        };
        self.pages.is_match(&page).then_some(page)
    }
}

/// What stands before the first wildcard of a pattern, up to its last slash.
fn root(pattern: &str) -> &str {
    let literal = &pattern[..pattern.find(['*', '?', '[', '{']).unwrap_or(pattern.len())];
    literal.rfind('/').map_or("", |slash| &literal[..=slash])
}

fn parts(pattern: &str) -> Result<Vec<Part>, String> {
    let mut parts = Vec::new();
    let mut rest = pattern;
    while let Some((before, after)) = rest.split_once('{') {
        let (name, behind) =
            after.split_once('}').ok_or_else(|| format!("`{pattern}` has a {{ without its }}; close it"))?;
        if !before.is_empty() {
            parts.push(Part::Text(before.to_owned()));
        }
        parts.push(match name {
            "path" => Part::Path,
            "dir" => Part::Dir,
            "stem" => Part::Stem,
            "ext" => Part::Ext,
            _ => {
                return Err(format!(
                    "`{pattern}`: there is no {{{name}}}; write {{path}}, {{dir}}, {{stem}} or {{ext}}"
                ));
            }
        });
        rest = behind;
    }
    if !rest.is_empty() {
        parts.push(Part::Text(rest.to_owned()));
    }
    Ok(parts)
}

/// A pattern that finds in the path of a translation what its page is called.
fn translated(parts: &[Part]) -> Result<Regex, String> {
    let mut pattern = "^".to_owned();
    for (number, part) in parts.iter().enumerate() {
        if parts[..number].iter().any(|earlier| earlier == part && !matches!(part, Part::Text(_))) {
            return Err("a pattern names a part of the path twice; name each once".to_owned());
        }
        pattern += &match part {
            Part::Text(text) => Cow::from(regex::escape(text)),
            Part::Path => "(?<path>.+)".into(),
            Part::Dir => "(?<dir>(?:.+/)?)".into(),
            Part::Stem => "(?<stem>[^/]+)".into(),
            Part::Ext => "(?<ext>[^/.]+)".into(),
        };
    }
    Regex::new(&(pattern + "$")).map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mapping(source: &str, target: &str) -> Mapping {
        Mapping::new(source, target).unwrap_or_else(|error| panic!("{source} {target}: {error}"))
    }

    #[test]
    fn a_page_has_a_translation_and_a_translation_its_page() {
        let check = |source: &str, target: &str, page: &str, translation: &str| {
            let of = mapping(source, target);
            assert!(of.is_page(page), "{page}");
            assert_eq!(of.translation_of(page), translation);
            assert_eq!(of.page_of(translation).as_deref(), Some(page), "{translation}");
        };
        check("content/en/**/*.md", "content/zh-cn/{path}", "content/en/docs/a.md", "content/zh-cn/docs/a.md");
        check("content/en/**/*.md", "content/zh-cn/{path}", "content/en/a.md", "content/zh-cn/a.md");
        check("docs/**/*.md", "docs/{dir}{stem}.zh.md", "docs/a/b.md", "docs/a/b.zh.md");
        check("docs/**/*.md", "docs/{dir}{stem}.zh.md", "docs/b.md", "docs/b.zh.md");
        check("**/*.{md,mdx}", "zh/{dir}{stem}.{ext}", "a/b.mdx", "zh/a/b.mdx");
    }

    #[test]
    fn a_translation_is_no_page_and_another_file_neither() {
        let check = |source: &str, target: &str, path: &str| assert!(!mapping(source, target).is_page(path), "{path}");
        check("docs/**/*.md", "docs/{dir}{stem}.zh.md", "docs/a/b.zh.md");
        check("**/*.md", "zh/{path}", "zh/a.md");
        check("docs/*.md", "zh/{path}", "docs/a/b.md");
        check("docs/**/*.md", "zh/{path}", "docs/a.png");
    }

    #[test]
    fn the_folders_of_a_tree_are_known_and_presets_are_sound() {
        let of = mapping("content/en/**/*.md", "content/zh/{path}");
        assert_eq!((of.root(), of.target_root()), ("content/en/", "content/zh/"));
        let of = mapping("**/*.md", "{dir}{stem}.zh.md");
        assert_eq!((of.root(), of.target_root()), ("", ""));
        for preset in PRESETS {
            preset.targets.iter().for_each(|target| drop(mapping(preset.source, target)));
        }
    }

    #[test]
    fn a_pattern_that_cannot_be_meant_is_said_so() {
        let check = |source: &str, target: &str, part: &str| {
            let error = Mapping::new(source, target).expect_err("it cannot be meant");
            assert!(error.contains(part) && !error.contains('\n'), "{error}");
        };
        check("content/[en/*.md", "zh/{path}", "no pattern");
        check("en/**", "zh/{paht}", "{path}");
        check("en/**", "zh/{path", "close it");
        check("en/**", "zh/all.md", "one translation");
        check("en/**", "zh/{stem}{stem}", "twice");
    }
}
