//! Catalogues of GNU gettext (PO): `msgid` is the source, `msgstr` its translation.
//!
//! A message with plural forms is a unit for each form that is translated: the first beside `msgid` where there are several,
//! the last beside `msgid_plural`. What is fuzzy or without translation is counted and not read further; obsolete messages
//! (`#~`) and the header are no units. Flags say what placeholders a message has; references to reStructuredText say that it
//! is that.
//!
//! By the manual of GNU gettext, "The Format of PO Files". Linear in the file.

use std::collections::HashMap;
use std::ops::Range;

use super::codes::{Printf, Syntax};
use super::error::Fault;
use super::unit::{Draft, Gathering, Piece, State, What, is_blank, words};
use crate::text::lang::{Lang, is_han};
use crate::text::pair::Pair;
use crate::text::source::Source;
use crate::text::units::Units;

/// Whether a text begins as a catalogue does.
pub(super) fn looks_like(text: &str) -> bool {
    let mut lines = text.trim_start_matches('\u{feff}').lines().map(str::trim);
    let first = lines.find(|line| !line.is_empty() && !line.starts_with('#'));
    first.is_some_and(|line| ["msgid \"", "msgctxt \""].iter().any(|keyword| line.starts_with(keyword)))
}

/// Reads the messages of a catalogue.
pub(super) fn read(source: &Source) -> Result<Units, Fault> {
    let text = source.text();
    let messages = messages(text)?;
    let header = messages.iter().find(|message| message.is_header(text));
    let language = header.and_then(|header| header.language(text));
    let langs = langs(&messages, language.as_deref(), text)?;
    let is_rst = messages.iter().any(|message| message.references.contains(".rst:"));
    let mut gathering = Gathering::of(source);
    for message in messages.into_iter().filter(|message| !message.is_header(text)) {
        for draft in message.drafts(is_rst, text) {
            gathering.add(&draft);
        }
    }
    Ok(gathering.finish(langs))
}

/// A message, as it stands there.
#[derive(Default)]
struct Message {
    at: usize,
    flags: String,
    references: String,
    context: Option<Vec<Piece>>,
    id: Option<Vec<Piece>>,
    plural: Option<Vec<Piece>>,
    /// The translations by the number of their form.
    strings: Vec<(usize, Vec<Piece>)>,
}

/// Which of its strings a message goes on with.
#[derive(Clone, Copy)]
enum Field {
    Context,
    Id,
    Plural,
    String(usize),
}

impl Message {
    fn is_header(&self, text: &str) -> bool {
        self.context.is_none() && self.id.as_ref().is_some_and(|id| words(id, text).is_empty())
    }

    /// The language that the header says the catalogue is in.
    fn language(&self, text: &str) -> Option<String> {
        let content = self.strings.first().map(|(_, pieces)| words(pieces, text)).unwrap_or_default();
        let language = content.lines().find_map(|line| line.strip_prefix("Language:")).map(str::trim);
        language.filter(|language| !language.is_empty()).map(str::to_owned)
    }

    fn field(&mut self, field: Field) -> &mut Vec<Piece> {
        match field {
            Field::Context => self.context.get_or_insert_default(),
            Field::Id => self.id.get_or_insert_default(),
            Field::Plural => self.plural.get_or_insert_default(),
            Field::String(form) => {
                let place = self.strings.iter().position(|(known, _)| *known == form).unwrap_or_else(|| {
                    self.strings.push((form, Vec::new()));
                    self.strings.len() - 1
                });
                &mut self.strings[place].1
            }
        }
    }

    /// Its units.
    fn drafts(mut self, is_rst: bool, text: &str) -> Vec<Draft> {
        let id = match &self.context {
            Some(context) => Some(words(context, text)),
            None => self.references.split_whitespace().next().map(str::to_owned),
        };
        let (at, syntax) = (self.at, self.syntax(is_rst, text));
        let has_flag = |flag: &str| self.flags.split([',', ' ']).any(|known| known.trim() == flag);
        let state = if has_flag("fuzzy") { State::Passed("fuzzy".to_owned()) } else { State::Open };
        let mut strings = std::mem::take(&mut self.strings);
        strings.sort_by_key(|&(form, _)| form);
        let mut sources = vec![self.plural.take(), self.id.take()].into_iter().flatten();
        let last = strings.pop();
        let mut pairs: Vec<Pair<Vec<Piece>>> = Vec::new();
        if let (Some(source), Some((_, target))) = (sources.next(), last) {
            pairs.push(Pair::new(source, target));
        }
        let first = strings.into_iter().next();
        if let (Some(source), Some((_, target))) = (sources.next(), first)
            && state == State::Open
            && !is_blank(&target, text)
        {
            // the singular stands first, on both sides
            pairs.insert(0, Pair::new(source, target));
        }
        let singulars = pairs.len().saturating_sub(1);
        let draft = |(index, texts)| {
            let syntax = Syntax { may_omit: index < singulars, ..syntax };
            Draft { id: id.clone(), at, texts, state: state.clone(), syntax }
        };
        pairs.into_iter().enumerate().map(draft).collect()
    }

    fn syntax(&self, is_rst: bool, text: &str) -> Syntax {
        let has = |flags: &[&str]| self.flags.split([',', ' ']).any(|flag| flags.contains(&flag.trim()));
        const PRINTF: [&str; 9] = [
            "c-format",
            "objc-format",
            "python-format",
            "php-format",
            "perl-format",
            "lua-format",
            "sh-format",
            "awk-format",
            "gcc-internal-format",
        ];
        const BRACES: [&str; 6] = [
            "python-brace-format",
            "csharp-format",
            "java-format",
            "java-printf-format",
            "perl-brace-format",
            "rust-format",
        ];
        let (is_printf, is_braces) = (has(&PRINTF), has(&BRACES));
        let is_qt = has(&["qt-format", "qt-plural-format", "kde-format", "kde-kuit-format"]);
        let is_said = is_printf || is_braces || is_qt;
        let printf = match () {
            () if is_printf => Printf::Declared,
            () if is_rst || is_said => Printf::None,
            () => Printf::Sure,
        };
        Syntax {
            printf,
            braces: is_braces || !(is_said || is_rst),
            qt: is_qt,
            html: !is_rst,
            rst: is_rst,
            is_code: is_rst && self.id.as_ref().is_some_and(|id| is_literal_block(&words(id, text))),
            may_omit: false,
            has_lines: true,
        }
    }
}

/// Whether a message of reStructuredText is a block of code: a paragraph comes as one line, and a session with its prompt.
fn is_literal_block(words: &str) -> bool {
    words.trim().contains('\n') || words.trim_start().starts_with(">>> ")
}

/// From which language to which: as the header says, else as the letters tell.
fn langs(messages: &[Message], language: Option<&str>, text: &str) -> Result<Pair<Lang>, Fault> {
    let told = |pieces: &mut dyn Iterator<Item = &Vec<Piece>>| {
        Lang::of(&pieces.take(LOOKED_AT).map(|pieces| words(pieces, text)).collect::<Vec<_>>().join(" "))
    };
    let body = || messages.iter().filter(|message| !message.is_header(text));
    let source = told(&mut body().filter_map(|message| message.id.as_ref()));
    let target = match language.map(|tag| (tag, Lang::of_tag(tag))) {
        Some((tag, None)) => {
            let message = format!("is a catalogue for {tag}; give one whose translation is Chinese or English");
            return Err(Fault::new(0, message));
        }
        Some((_, lang)) => lang,
        None => told(&mut body().flat_map(|message| message.strings.iter().map(|(_, pieces)| pieces))),
    };
    // names and code may outweigh the Chinese of a short catalogue
    let has_han = || {
        let mut strings = body().flat_map(|message| &message.strings);
        strings.any(|(_, pieces)| words(pieces, text).chars().any(is_han))
    };
    let target = if source == Some(Lang::En) && target == source && has_han() { Some(Lang::Zh) } else { target };
    match (source, target) {
        (_, Some(target)) if source != Some(target) => Ok(Pair::new(target.other(), target)),
        (Some(source), None) => Ok(Pair::new(source, source.other())),
        (_, Some(lang)) => {
            let message = format!("both msgid and msgstr are in {}; give a catalogue that translates", lang.name());
            Err(Fault::new(0, message))
        }
        (None, None) => {
            Err(Fault::new(0, "there is no message in it that is in Chinese or English; give one that has"))
        }
    }
}

/// So many messages tell their language.
const LOOKED_AT: usize = 1000;

/// The messages of a catalogue that are not obsolete.
fn messages(text: &str) -> Result<Vec<Message>, Fault> {
    let mut parser =
        Parser { text, messages: Vec::new(), message: Message::default(), field: None, known: HashMap::new() };
    let mut at = text.len() - text.trim_start_matches('\u{feff}').len();
    while at < text.len() {
        let line = text[at..].split_inclusive('\n').next().unwrap_or_default();
        parser.line(at, line)?;
        at += line.len();
    }
    parser.end()?;
    Ok(parser.messages)
}

/// The most plural forms of a message; no language has more than six.
const MOST_FORMS: usize = 16;

/// The state between two lines.
struct Parser<'t> {
    text: &'t str,
    messages: Vec<Message>,
    message: Message,
    field: Option<Field>,
    /// Where each message begins, by context and `msgid`.
    known: HashMap<(Option<String>, String), usize>,
}

impl Parser<'_> {
    fn line(&mut self, at: usize, line: &str) -> Result<(), Fault> {
        let trimmed = line.trim();
        let start = at + (line.len() - line.trim_start().len());
        if trimmed.is_empty() {
            return Ok(());
        }
        if let Some(comment) = trimmed.strip_prefix('#') {
            self.comment(comment, start)
        } else if trimmed.starts_with('"') {
            match self.field {
                Some(field) => self.string(field, start, trimmed),
                None => Err(Fault::new(start, "this string belongs to no msgid and no msgstr; put one before it")),
            }
        } else {
            self.keyword(start, trimmed)
        }
    }

    fn comment(&mut self, comment: &str, at: usize) -> Result<(), Fault> {
        if !self.message.strings.is_empty() {
            self.next(at)?;
        }
        match comment.chars().next() {
            Some(',') => self.message.flags += &comment.replace(',', " "),
            Some(':') => self.message.references.extend([" ", &comment[1..]]),
            _ => {}
        }
        Ok(())
    }

    fn keyword(&mut self, at: usize, line: &str) -> Result<(), Fault> {
        let end = line.find(|c: char| c.is_whitespace() || c == '"').unwrap_or(line.len());
        let (keyword, rest) = line.split_at(end);
        let form = |form: &str| form.strip_suffix(']')?.trim().parse().ok().filter(|&form| form < MOST_FORMS);
        let field = match keyword {
            "msgctxt" => Field::Context,
            "msgid" => Field::Id,
            "msgid_plural" => Field::Plural,
            "msgstr" => Field::String(0),
            _ => match keyword.strip_prefix("msgstr[").and_then(form) {
                Some(form) => Field::String(form),
                None => {
                    let message =
                        format!("\"{keyword}\" is no keyword of a catalogue; mend the line, or put # before it");
                    return Err(Fault::new(at, message));
                }
            },
        };
        let begins = matches!(field, Field::Context | Field::Id);
        if begins && !self.message.strings.is_empty() {
            self.next(at)?;
        }
        let message = &mut self.message;
        let is_twice = match field {
            Field::Context => message.context.is_some() || message.id.is_some(),
            Field::Id => message.id.is_some(),
            Field::Plural => message.plural.is_some() || message.id.is_none(),
            Field::String(form) => message.id.is_none() || message.strings.iter().any(|(known, _)| *known == form),
        };
        if is_twice {
            return Err(Fault::new(
                at,
                format!("this {keyword} is out of place; a message is a msgid and then its msgstr"),
            ));
        }
        if message.id.is_none() && message.context.is_none() {
            message.at = at;
        }
        self.field = Some(field);
        self.message.field(field);
        let string = rest.trim_start();
        self.string(field, at + line.len() - string.len(), string)
    }

    /// A string in its quotes, to its field.
    fn string(&mut self, field: Field, at: usize, string: &str) -> Result<(), Fault> {
        let inner = string.strip_prefix('"').and_then(|inner| inner.strip_suffix('"'));
        let Some(inner) = inner.filter(|_| string.len() > 1) else {
            return Err(Fault::new(at, "this string is not closed in its line; put \" at its end"));
        };
        let pieces = pieces(inner, at + 1)?;
        self.message.field(field).extend(pieces);
        Ok(())
    }

    /// Takes the message that is complete.
    fn next(&mut self, at: usize) -> Result<(), Fault> {
        self.field = None;
        let message = std::mem::take(&mut self.message);
        let Some(id) = &message.id else { return Ok(()) };
        let key = (message.context.as_ref().map(|context| words(context, self.text)), words(id, self.text));
        if let Some(first) = self.known.insert(key, message.at) {
            let line = self.text[..first].matches('\n').count() + 1;
            let twice = format!("this message stands in line {line} already; leave one of the two (`msguniq`)");
            return Err(Fault::new(message.at.min(at), twice));
        }
        self.messages.push(message);
        Ok(())
    }

    fn end(&mut self) -> Result<(), Fault> {
        let end = self.text.len();
        if self.message.strings.is_empty() && (self.message.id.is_some() || self.message.context.is_some()) {
            return Err(Fault::new(
                end,
                "the file ends inside a message, before its msgstr; it was cut off, export it anew",
            ));
        }
        self.next(end)
    }
}

/// What stands between the quotes: text and escapes.
fn pieces(inner: &str, at: usize) -> Result<Vec<Piece>, Fault> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let text = |range: Range<usize>| Piece { bytes: at + range.start..at + range.end, what: What::Text };
    while let Some(found) = inner[start..].find(['\\', '"']) {
        let escape = start + found;
        if escape > start {
            pieces.push(text(start..escape));
        }
        let rest = &inner[escape..];
        let (c, len) = escaped(rest).ok_or_else(|| {
            let message = match rest.starts_with('"') {
                true => "there is a \" inside this string; write \\\" for it".to_owned(),
                false => "a \\ at the end of this string escapes nothing; write \\\\ for one".to_owned(),
            };
            Fault::new(at + escape, message)
        })?;
        pieces.push(Piece { bytes: at + escape..at + escape + len, what: What::Char(c) });
        start = escape + len;
    }
    if start < inner.len() {
        pieces.push(text(start..inner.len()));
    }
    Ok(pieces)
}

/// The character that an escape stands for, and how long the escape is.
fn escaped(text: &str) -> Option<(char, usize)> {
    let c = text.strip_prefix('\\')?.chars().next()?;
    let number = |digits: &str, radix| u32::from_str_radix(digits, radix).ok().and_then(char::from_u32);
    let run =
        |from: usize, most: usize, radix| text[from..].chars().take(most).take_while(|c| c.is_digit(radix)).count();
    Some(match c {
        'n' => ('\n', 2),
        't' => ('\t', 2),
        'r' => ('\r', 2),
        'x' if run(2, 2, 16) > 0 => (number(&text[2..2 + run(2, 2, 16)], 16)?, 2 + run(2, 2, 16)),
        '0'..='7' => (number(&text[1..1 + run(1, 3, 8)], 8)?, 1 + run(1, 3, 8)),
        'a' | 'b' | 'f' | 'v' => (' ', 2),
        c => (c, 1 + c.len_utf8()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_catalogue_is_refused_with_its_place_and_a_remedy() {
        let check = |text: &str, line: usize, message: &str| {
            let fault = read(&Source::new("a.po", text)).expect_err(text);
            assert!(fault.message.contains(message) && fault.message.contains("; "), "{}", fault.message);
            assert_eq!(text[..fault.at].matches('\n').count() + 1, line, "{text}");
        };
        let message = "msgid \"a port\"\nmsgstr \"港口\"\n";
        check("msgid \"a port\"\nmsgstr \"港口\nmsgid \"b\"\n", 2, "is not closed in its line");
        check("\"a port\"\n", 1, "belongs to no msgid");
        check("msgid \"a port\"\nmsgtxt \"港口\"\n", 2, "\"msgtxt\" is no keyword");
        check("msgid \"a \" port\"\nmsgstr \"港口\"\n", 1, "there is a \" inside this string");
        check("msgstr \"港口\"\n", 1, "is out of place");
        check("msgid \"a port\"\nmsgid \"a ship\"\n", 2, "is out of place");
        check(&format!("{message}\n{message}"), 4, "stands in line 1 already");
        check(&format!("{message}msgid \"a ship\""), 3, "the file ends inside a message");
        check(
            "msgid \"the ship is in the port\"\nmsgstr \"the ship is in a port\"\n",
            1,
            "both msgid and msgstr are in English",
        );
        let forms = "msgid \"a port\"\nmsgid_plural \"ports\"\nmsgstr[0] \"港口\"\n";
        check(&format!("{forms}msgstr[0] \"港口\"\n"), 4, "is out of place");
        check(&format!("{forms}msgstr[99] \"港口\"\n"), 4, "is no keyword");
    }
}
