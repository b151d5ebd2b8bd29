//! Glossaries: which words a term must be rendered by, and which it must not.
//!
//! A glossary is read from TBX (ISO 30042), from lines with tabs, or from TOML; either language may be the source, so a
//! term only has a Chinese and an English side. All its Chinese words are one automaton (Aho and Corasick 1975), its
//! English ones are looked up by their first word: what a text costs does not grow with the glossary.

mod table;
mod tbx;
mod tsv;

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use aho_corasick::{AhoCorasick, MatchKind};

use crate::lexicon::phrase::{self, Word};
use crate::text::lang::{Lang, is_han};

/// A term with its words in both languages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Term {
    /// Its Chinese words.
    pub chinese: Renderings,
    /// Its English words.
    pub english: Renderings,
}

/// The words of a term in one language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Renderings {
    /// Any of these will do; the first is the best.
    pub required: Vec<String>,
    /// None of these may stand for it.
    pub forbidden: Vec<String>,
}

impl Term {
    /// Its words in a language.
    pub fn of(&self, lang: Lang) -> &Renderings {
        match lang {
            Lang::Zh => &self.chinese,
            Lang::En => &self.english,
        }
    }

    /// Adds a word that must not be used, to the language that it is written in.
    fn forbid(&mut self, word: String) {
        let side = if word.contains(is_han) { &mut self.chinese } else { &mut self.english };
        side.forbidden.push(word);
    }
}

/// What a word of the glossary is to a term.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Role {
    /// The number of the term.
    pub term: usize,
    /// Whether it must not be used.
    pub forbidden: bool,
}

/// A word of the glossary where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Its bytes.
    pub at: Range<usize>,
    /// What it is to a term.
    pub role: Role,
}

/// Terms, ready to be looked for. Cloning one is cheap.
#[derive(Clone, Debug, Default)]
pub struct Glossary(Option<Arc<Compiled>>);

#[derive(Debug)]
struct Compiled {
    terms: Vec<Term>,
    /// The Chinese words and, for each, what it is to which terms.
    chinese: AhoCorasick,
    chinese_roles: Vec<Vec<Role>>,
    /// The English words by the first word of each, the longest first.
    english: BTreeMap<String, Vec<(Vec<Word>, Role)>>,
}

/// What is wrong with a glossary.
#[derive(Debug, thiserror::Error)]
pub enum GlossaryError {
    /// It cannot be read.
    #[error("{path}: cannot be read: {cause}", path = path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// Why.
        cause: std::io::Error,
    },
    /// It says something that cannot be meant.
    #[error("{path}: line {line}: {message}", path = path.display())]
    Content {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
        /// What is wrong, and the remedy.
        message: String,
    },
}

/// What is wrong in the text of a glossary: the line, and what to do.
type Wrong = (usize, String);

impl Glossary {
    /// A glossary of these terms; those that come first go before those that share a word with them.
    pub fn new(terms: Vec<Term>) -> Self {
        if terms.is_empty() { Glossary::default() } else { Glossary(Some(Arc::new(Compiled::of(terms)))) }
    }

    /// Reads files and joins their terms; how is told by the ending: `.tbx` or `.xml`, `.toml`, and `.tsv`, `.txt` or `.tab`.
    ///
    /// # Errors
    /// At the first file that cannot be read or says something that cannot be meant.
    pub fn read(paths: &[PathBuf]) -> Result<Self, GlossaryError> {
        let mut terms = Vec::new();
        for path in paths {
            let text = std::fs::read(path).map_err(|cause| GlossaryError::Io { path: path.clone(), cause })?;
            terms.extend(parse(path, &text)?);
        }
        Ok(Glossary::new(terms))
    }

    /// Whether it has no term.
    pub fn is_empty(&self) -> bool {
        self.0.is_none()
    }

    /// Its terms.
    pub fn terms(&self) -> &[Term] {
        self.0.as_ref().map_or(&[], |compiled| &compiled.terms)
    }

    /// The words of its terms in a text, in order; of those that overlap the first and longest. Linear in the text.
    pub fn find(&self, text: &str, lang: Lang) -> Vec<Found> {
        let Some(compiled) = &self.0 else { return Vec::new() };
        match lang {
            Lang::Zh => compiled.in_chinese(text),
            Lang::En => compiled.in_english(&phrase::words(text)),
        }
    }
}

impl Compiled {
    fn of(terms: Vec<Term>) -> Self {
        let mut numbers: HashMap<&str, usize> = HashMap::new();
        let mut patterns: Vec<&str> = Vec::new();
        let mut chinese_roles: Vec<Vec<Role>> = Vec::new();
        let mut english: BTreeMap<String, Vec<(Vec<Word>, Role)>> = BTreeMap::new();
        for (term, words) in terms.iter().enumerate() {
            for (word, forbidden) in all(&words.chinese) {
                let number = *numbers.entry(word).or_insert_with(|| {
                    patterns.push(word);
                    chinese_roles.push(Vec::new());
                    patterns.len() - 1
                });
                chinese_roles[number].push(Role { term, forbidden });
            }
            for (word, forbidden) in all(&words.english) {
                let words = phrase::words(word);
                let Some(first) = words.first() else { continue };
                english.entry(first.key.clone()).or_default().push((words, Role { term, forbidden }));
            }
        }
        for list in english.values_mut() {
            list.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
        }
        let chinese = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(patterns);
        Compiled { chinese: chinese.expect("a glossary is far below the limit"), chinese_roles, english, terms }
    }

    fn in_chinese(&self, text: &str) -> Vec<Found> {
        let roles = |found: &aho_corasick::Match| self.chinese_roles[found.pattern().as_usize()].iter().copied();
        let all = self.chinese.find_iter(text);
        all.flat_map(|found| roles(&found).map(move |role| Found { at: found.range(), role })).collect()
    }

    fn in_english(&self, words: &[Word]) -> Vec<Found> {
        let mut found = Vec::new();
        let mut at = 0;
        while at < words.len() {
            let mut longest = 0;
            for (phrase, role) in self.english.get(&words[at].key).into_iter().flatten() {
                if phrase.len() >= longest && phrase::starts_at(words, at, phrase) {
                    longest = phrase.len();
                    found.push(Found { at: words[at].at.start..words[at + longest - 1].at.end, role: *role });
                }
            }
            at += longest.max(1);
        }
        found
    }
}

/// All words of a side, and whether they must not be used.
fn all(renderings: &Renderings) -> impl Iterator<Item = (&str, bool)> {
    let required = renderings.required.iter().map(|word| (word.as_str(), false));
    required.chain(renderings.forbidden.iter().map(|word| (word.as_str(), true)))
}

/// The terms of the file at `path`, which holds `bytes`.
///
/// # Errors
/// At the first thing in it that cannot be meant.
pub fn parse(path: &Path, bytes: &[u8]) -> Result<Vec<Term>, GlossaryError> {
    let wrong = |(line, message): Wrong| GlossaryError::Content { path: path.to_owned(), line, message };
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let line = bytes[..error.valid_up_to()].iter().filter(|&&byte| byte == b'\n').count() + 1;
        wrong((line, "is not UTF-8; convert the file to UTF-8".to_owned()))
    })?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default();
    let terms = match ending.as_str() {
        "tbx" | "xml" => tbx::parse(text),
        "toml" => table::parse(text),
        "tsv" | "tab" | "txt" => tsv::parse(text),
        _ => Err((1, "a glossary is a .tbx, .tsv or .toml file; rename it to say which".to_owned())),
    };
    let terms = terms.map_err(wrong)?;
    if terms.is_empty() {
        return Err(wrong((1, "holds no term; add one, or leave the glossary out".to_owned())));
    }
    Ok(terms)
}

/// A term that can be looked for: it has words to go by in both languages.
fn sound(term: Term, line: usize) -> Result<Term, Wrong> {
    let has = |side: &Renderings| !side.required.is_empty();
    let lacking = match (has(&term.chinese), has(&term.english)) {
        (true, true) => return worded(term, line),
        (true, false) if !term.english.forbidden.is_empty() => return worded(term, line),
        (false, true) if !term.chinese.forbidden.is_empty() => return worded(term, line),
        (true, false) => "English",
        _ => "Chinese",
    };
    let named = term.chinese.required.first().or(term.english.required.first());
    let named = named.map_or("the term".to_owned(), |word| format!("`{word}`"));
    Err((line, format!("{named} has no {lacking}; add it")))
}

/// The same, if each of its words is in the language that it is given for.
fn worded(term: Term, line: usize) -> Result<Term, Wrong> {
    let chinese = term.chinese.required.iter().find(|word| Lang::of(word).is_none());
    let english = term.english.required.iter().find(|word| word.contains(is_han) || phrase::words(word).is_empty());
    match (chinese, english) {
        (Some(word), _) => Err((line, format!("`{word}` is given as Chinese and has no letter; correct it"))),
        (_, Some(word)) => Err((line, format!("`{word}` is given as English and is not; correct it"))),
        (None, None) => Ok(term),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn term(chinese: &[&str], english: &[&str], forbidden: &[&str]) -> Term {
        let owned = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
        let mut term = Term::default();
        term.chinese.required = owned(chinese);
        term.english.required = owned(english);
        forbidden.iter().for_each(|word| term.forbid((*word).to_owned()));
        term
    }

    #[test]
    fn three_formats_say_the_same() {
        let expected = [
            term(&["专利权"], &["patent right", "patent"], &["patent rite", "专利证"]),
            term(&["法院"], &["court"], &[]),
        ];
        let check = |name: &str, text: &str| match parse(Path::new(name), text.as_bytes()) {
            Ok(terms) => assert_eq!(terms, expected, "{name}"),
            Err(error) => panic!("{error}"),
        };
        check("a.tsv", "\u{feff}# terms\n专利权\tpatent right|patent\tpatent rite|专利证\n\n法院\tcourt\r\n");
        check("a.tsv", "en\tnote\tzh\tforbidden\npatent right|patent\tx\t专利权\tpatent rite|专利证\ncourt\t\t法院\n");
        check(
            "a.toml",
            "[[term]]\nzh = '专利权'\nen = ['patent right', 'patent']\nforbidden = ['patent rite', '专利证']\n\
             [[term]]\nzh = ['法院']\nen = 'court'\nnote = 'of any kind'\n",
        );
        let two = "<martif type='TBX'><text><body><termEntry><langSet xml:lang='zh-CN'><tig><term>专利权</term></tig><tig>\
             <term>专利证</term><termNote type='administrativeStatus'>deprecatedTerm-admn-sts</termNote></tig></langSet>\
             <langSet xml:lang='en'><tig><term>patent</term><termNote type='administrativeStatus'>admittedTerm-admn-sts\
             </termNote></tig><ntig><termGrp><term>patent  right</term></termGrp></ntig><tig><term>patent rite</term>\
             <termNote type='normativeAuthorization'>supersededTerm</termNote></tig></langSet></termEntry>\
             <termEntry><langSet xml:lang='zh'><tig><term>法院</term></tig></langSet><langSet xml:lang='en-US'><tig>\
             <term>court</term></tig></langSet><langSet xml:lang='de'><tig><term>Gericht</term></tig></langSet>\
             </termEntry></body></text></martif>";
        let reordered = parse(Path::new("a.tbx"), two.as_bytes()).expect("it is sound");
        assert_eq!(reordered, {
            let mut expected = expected.to_vec();
            expected[0].chinese.forbidden = vec!["专利证".to_owned()];
            expected
        });
        let three = "<tbx><text><body><conceptEntry><langSec xml:lang='zh'><termSec><term>法院</term></termSec></langSec>\
             <langSec xml:lang='en'><termSec><term>court</term></termSec></langSec></conceptEntry></body></text></tbx>";
        assert_eq!(parse(Path::new("a.tbx"), three.as_bytes()).expect("it is sound"), expected[1..]);
    }

    #[test]
    fn what_is_wrong_is_said_with_file_line_and_remedy() {
        let check = |name: &str, text: &[u8], parts: &[&str]| {
            let error = parse(Path::new(name), text).expect_err(name).to_string();
            assert!(error.starts_with(&format!("{name}: line ")) && !error.contains('\n'), "{error}");
            parts.iter().for_each(|part| assert!(error.contains(part), "no {part} in {error}"));
        };
        check("a.tsv", "法院\tcourt\n专利权\n".as_bytes(), &["line 2", "tab"]);
        check("a.tsv", "法院\tcourt\n专利权\t \n".as_bytes(), &["line 2", "`专利权` has no English", "add it"]);
        check("a.tsv", "法院\t法庭\n".as_bytes(), &["line 1", "English"]);
        check("a.tsv", "en\tforbidden\ncourt\tx\n".as_bytes(), &["line 1", "zh"]);
        check("a.tsv", b"\xb7\xa8\tcourt", &["line 1", "UTF-8"]);
        check("a.tsv", b"# nothing\n", &["holds no term"]);
        check("a.csv", b"x", &["rename"]);
        check("a.toml", "[[term]]\nzh = '法院'\nne = 'court'\n".as_bytes(), &["line 3", "`ne`", "did you mean `en`"]);
        check("a.toml", "\n[[term]]\nzh = '法院'\n".as_bytes(), &["line 3", "`法院` has no English"]);
        check("a.tbx", b"<martif>\n</text>", &["line 2", "mend it there"]);
        check("a.tbx", b"<martif>\n<text>", &["line 1", "never closed"]);
        check("a.tbx", b"<html/>", &["line 1", "TBX"]);
        let lacking = "<martif><text><body>\n<termEntry><langSet xml:lang='zh'><tig><term>法院</term></tig></langSet>\
             </termEntry></body></text></martif>";
        check("a.tbx", lacking.as_bytes(), &["line 2", "`法院` has no English"]);
    }

    #[test]
    fn the_longest_word_counts() {
        let glossary = Glossary::new(vec![
            term(&["专利"], &["patent"], &[]),
            term(&["专利局"], &["patent office"], &["patents bureau"]),
        ]);
        let check = |text: &str, lang, expected: &[(&str, usize, bool)]| {
            let found = glossary.find(text, lang);
            let found: Vec<_> =
                found.iter().map(|it| (&text[it.at.clone()], it.role.term, it.role.forbidden)).collect();
            assert_eq!(found, expected, "{text}");
        };
        check("专利局受理专利", Lang::Zh, &[("专利局", 1, false), ("专利", 0, false)]);
        check("Patents at the Patent Office", Lang::En, &[("Patents", 0, false), ("Patent Office", 1, false)]);
        check("the patent bureau", Lang::En, &[("patent bureau", 1, true)]);
        assert!(Glossary::default().find("专利", Lang::Zh).is_empty());
    }
}
