//! Where an English sentence ends.
//!
//! A bound of UAX #29 holds unless the word before it is an abbreviation (some never end a sentence, some only where the
//! next word is one that opens sentences, some only hold before a number), an initial or the numeral of a list.
//!
//! UAX #29 has no bound before a small letter, whatever stands between, and none between letters. Here a figure or a
//! bracket behind a space opens a sentence too (`In 2024. 50 centers were recognized.`), a small letter does where the
//! word before is plainly no abbreviation (`achievements. the Guangdong`), and in texts that lost spaces `sessions.It`
//! is an end and `node.js` none.

use std::ops::Range;

use super::{Stop, head, opens_sentence, run, tail};
use crate::text::lang::is_han;

/// Never the last word of a sentence that goes on with a capital.
const TITLES: [&str; 31] = [
    "mr", "mrs", "ms", "dr", "prof", "gen", "gov", "sen", "rep", "hon", "rev", "st", "mt", "capt", "col", "lt", "sgt",
    "messrs", "vs", "e.g", "i.e", "cf", "viz", "approx", "ca", "incl", "excl", "esp", "resp", "univ", "assn",
];

/// An abbreviation before a number, a word of its own elsewhere.
const BEFORE_NUMBERS: [&str; 32] = [
    "no", "nos", "fig", "figs", "art", "arts", "sec", "secs", "vol", "vols", "p", "pp", "para", "paras", "ch", "chap",
    "eq", "eqs", "ref", "refs", "app", "cap", "reg", "regs", "cl", "ser", "tab", "ex", "ed", "rev", "ver", "art",
];

/// Abbreviations that can end a sentence, and do where the next word opens one.
const AMBIGUOUS: [&str; 30] = [
    "co", "ltd", "inc", "corp", "bros", "dept", "al", "a.m", "p.m", "u.s", "u.k", "u.n", "e.u", "d.c", "ph.d", "jan",
    "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "jr", "sr", "u.s.a",
];

/// Words that open a sentence and are no part of a name.
const OPENERS: [&str; 42] = [
    "the",
    "a",
    "an",
    "this",
    "that",
    "these",
    "those",
    "it",
    "its",
    "he",
    "she",
    "they",
    "their",
    "we",
    "our",
    "you",
    "i",
    "there",
    "in",
    "on",
    "at",
    "as",
    "by",
    "for",
    "from",
    "with",
    "to",
    "of",
    "after",
    "before",
    "during",
    "since",
    "while",
    "when",
    "if",
    "and",
    "but",
    "or",
    "however",
    "moreover",
    "furthermore",
    "additionally",
];

/// Endings of host and file names.
const SUFFIXES: [&str; 40] = [
    "com", "org", "net", "gov", "edu", "cn", "hk", "uk", "eu", "io", "int", "info", "html", "htm", "js", "ts", "py",
    "rs", "java", "txt", "pdf", "md", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "json", "xml", "toml", "yaml",
    "yml", "csv", "png", "jpg", "sh", "exe", "zip", "php",
];

/// Whether a sentence ends at a full stop, question mark or other mark of English.
pub(super) fn ends(stop: &Stop<'_>) -> bool {
    let Some(next) = stop.next() else { return true };
    if matches!(next, ')' | ']' | '”' | '’' | '/' | '\\' | '%') {
        return false;
    }
    match (stop.marks(), stop.is_spaced()) {
        (".", true) => full_stop(stop, next),
        (".", false) => glued_full_stop(stop, next),
        _ => other_mark(stop, next),
    }
}

/// A question mark, an exclamation mark, an ellipsis and their runs: `"Why?" he asked.`
fn other_mark(stop: &Stop<'_>, next: char) -> bool {
    let spaced = stop.is_spaced();
    let bound = stop.is_bound || stop.marks().contains('…') || (spaced && opens_sentence(next));
    let opens = !next.is_lowercase() && opens_sentence(next) && (spaced || !next.is_numeric());
    let words = spaced || !stop.before().ends_with(|c: char| c.is_ascii_digit());
    bound && opens && words && !stop.before().trim().is_empty()
}

/// A full stop before white space.
fn full_stop(stop: &Stop<'_>, next: char) -> bool {
    let word = last_word(stop.before());
    let lower = word.to_lowercase();
    let follower = first_word(stop.after());
    if is_list_numeral(stop, word) {
        return false;
    }
    if next.is_lowercase() {
        return !stop.is_closed() && starts_small_sentence(&lower, follower);
    }
    if !stop.is_bound && !opens_sentence(next) {
        return false;
    }
    let opener = OPENERS.contains(&follower.to_lowercase().as_str()) || !next.is_alphanumeric();
    let numbers = next.is_ascii_digit() || is_roman(follower) || follower.chars().count() == 1;
    if TITLES.contains(&lower.as_str()) {
        return false;
    }
    if BEFORE_NUMBERS.contains(&lower.as_str()) && numbers && !opener {
        return false;
    }
    if AMBIGUOUS.contains(&lower.as_str()) || is_initials(word) {
        return opener;
    }
    true
}

/// A full stop with a letter or a digit right behind it.
fn glued_full_stop(stop: &Stop<'_>, next: char) -> bool {
    let before = stop.before();
    let word = last_word(before);
    let lower = word.to_lowercase();
    let abbreviated = || {
        TITLES.contains(&lower.as_str())
            || BEFORE_NUMBERS.contains(&lower.as_str())
            || AMBIGUOUS.contains(&lower.as_str())
            || is_initials(word)
    };
    let long = word.chars().count() >= 3 && word.ends_with(|c: char| c.is_alphabetic());
    let follower = first_word(stop.after());
    match next {
        '“' | '‘' | '(' | '[' | '"' => !word.contains('.') && !abbreviated() && !is_list_numeral(stop, word),
        _ if is_han(next) => stop.is_bound && is_last_of_chinese(before, word),
        _ if next.is_ascii_digit() => long && !abbreviated(),
        _ if next.is_lowercase() => {
            let length = follower.chars().take_while(|c| c.is_alphabetic()).count();
            stop.glued && long && length >= 3 && !abbreviated() && !is_suffix(follower)
        }
        _ if next.is_uppercase() => {
            let worded = follower.chars().nth(1).is_none_or(|c| !c.is_uppercase()) || stop.glued;
            worded && !abbreviated() && !is_list_numeral(stop, word)
        }
        _ => false,
    }
}

/// Whether a full stop before Chinese ends a sentence of Chinese, and neither a number nor a letter of an item.
fn is_last_of_chinese(before: &str, word: &str) -> bool {
    let item = word.ends_with(|c: char| c.is_ascii_digit()) || word.len() == 1;
    !item && tail(before, 40).contains(is_han)
}

/// Whether a small letter after a full stop and a space opens a sentence: the word before is too long for an unknown
/// abbreviation, or a word of every text opens it.
fn starts_small_sentence(word: &str, follower: &str) -> bool {
    let known = TITLES.contains(&word) || BEFORE_NUMBERS.contains(&word) || AMBIGUOUS.contains(&word) || word == "etc";
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    let plain = letters == word.chars().count() && !known;
    plain && (letters >= 8 || (letters >= 4 && OPENERS.contains(&follower)))
}

/// Whether the sentence so far is only the numeral of a list: `1.` `IV.` `a.`
fn is_list_numeral(stop: &Stop<'_>, word: &str) -> bool {
    let alone = stop.before().trim() == word;
    let short = word.len() <= 3 && word.bytes().all(|b| b.is_ascii_digit());
    let decimal = word.len() <= 8 && word.contains('.') && word.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    let letter = word.len() == 1 && word.bytes().all(|b| b.is_ascii_alphabetic());
    let label = word.len() <= 5
        && word.starts_with(|c: char| c.is_ascii_digit())
        && word.bytes().all(|b| b.is_ascii_alphanumeric());
    alone && !word.is_empty() && (short || decimal || letter || label || is_roman(word))
}

/// `J`, `U.S`, `J.K`: capitals with full stops between.
fn is_initials(word: &str) -> bool {
    let mut parts = word.split('.').peekable();
    let single = |part: &str| part.chars().count() == 1 && part.chars().all(char::is_alphabetic);
    parts.peek().is_some_and(|part| !part.is_empty())
        && word.starts_with(char::is_uppercase)
        && word.split('.').all(single)
}

fn is_roman(word: &str) -> bool {
    !word.is_empty() && word.len() <= 7 && word.bytes().all(|b| matches!(b, b'I' | b'V' | b'X' | b'L'))
}

fn is_suffix(word: &str) -> bool {
    let letters = run(word, |c| c.is_ascii_alphanumeric());
    SUFFIXES.contains(&&word[..letters])
}

/// The word that `text` ends in, full stops inside it included; of a longer one its last 40 bytes.
fn last_word(text: &str) -> &str {
    let tail = tail(text, 40);
    let start = tail.trim_end_matches(|c: char| c.is_alphanumeric() || c == '.').len();
    tail[start..].trim_start_matches('.')
}

/// The word that `text` starts with behind white space and opening quotes; at most 40 bytes of it.
fn first_word(text: &str) -> &str {
    let text = text.trim_start().trim_start_matches(['“', '‘', '"', '\'', '(', '[', '*']);
    let head = head(text, 40);
    &head[..run(head, |c| c.is_alphanumeric())]
}

/// Whether a text has lost its spaces: it has fewer than one to twelve letters, where English has one to five.
pub(super) fn is_glued(text: &str) -> bool {
    let letters = text.bytes().filter(u8::is_ascii_alphabetic).count();
    let spaces = text.chars().filter(|c| c.is_whitespace()).count();
    letters >= 40 && spaces * 12 < letters
}

/// The addresses of pages and mail in a text, inside which nothing ends. Linear.
pub(super) fn links(text: &str) -> Vec<Range<usize>> {
    let mut links: Vec<Range<usize>> = Vec::new();
    let is_part = |c: char| c.is_ascii_graphic() && !matches!(c, '"' | '<' | '>' | '(' | ')' | '[' | ']');
    let bytes = text.as_bytes();
    let mut found: Vec<usize> = memchr::memmem::find_iter(bytes, "://").collect();
    found.extend(memchr::memmem::find_iter(bytes, "www."));
    found.extend(memchr::memchr_iter(b'@', bytes));
    found.sort_unstable();
    for at in found {
        if links.last().is_some_and(|last| at < last.end) {
            continue;
        }
        let before = tail(&text[..at], 60);
        let start = at - (before.len() - before.trim_end_matches(is_part).len());
        let after = head(&text[at..], 2000);
        let end = at + after[..run(after, is_part)].trim_end_matches(['.', ',', ';', ':', '!', '?', '\'']).len();
        if end > at {
            let free = links.last().map_or(0, |last| last.end);
            links.push(start.max(free)..end);
        }
    }
    links
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    #[test]
    fn plain_sentences_end_at_their_marks() {
        check("One sentence. | Another one! | A third? | The last");
        check("It rose by 3.5 percent; that is high: very high. | Then it fell.");
        check("He said \"go.\" | Then he left. | (See the annex.) | Done.");
        check("“Use all resources.” | The end.");
        check("What?! | No. | We do not.");
        check("\"Why?\" he asked. | Nobody knew.");
        check("It went on... and on. | Then... | It stopped.");
        check("In 2024. | 50 centers were recognized. | 2,127 cases were handled.");
        check("was improved, The functions were enhanced. | Next.");
        check("A note.[12] | Another.");
        check("It was bought. | (see the annex). | It was sold. | $5 million was paid.");
        check("It rose... | 50 more came… | Then what?! | It fell, etc. / and so on.");
        check("It is over. - so they say. | Is x!=y, or 3!2? | No.");
        check("It ended (he thought. Or so). | Next.");
    }

    #[test]
    fn abbreviations_do_not_end_sentences() {
        check("See No. 3 and Fig. 2 in vol. 5, Art. 12, Sec. 4. | Next.");
        check("Mr. Li and Dr. Wang met J. K. Rowling in the U.S. Senate. | They left.");
        check("Ping An Co., Ltd. Shenzhen Branch signed. | It is new.");
        check("It was bought by Foo Co., Ltd. | The price is secret.");
        check("We left at 5 p.m. | The rest stayed until 6 p.m. Beijing time.");
        check("Some items, e.g. Apples, i.e. Fruit, approx. ten, vs. Pears. | End.");
        check("As Li et al. Have shown, it holds. | See Li et al. | The rest follows.");
        check("1. Foo is here. | It works.");
        check("IV. Optimizing Services");
        check("1.2. Scope of the Rules. | It is wide.");
        check("Plan B. | The rest.");
        check("He lives in D.C. | He works there.");
    }

    #[test]
    fn lost_and_slipped_spaces_are_seen_through() {
        check("its achievements. | the Guangdong office acted. | Next.");
        check("itsubsequentplenarysessionsofthecommittee.|Itfaithfullystudiedandimplementedtheplan.|In2025itended.");
        check("coordinationofallrelevantachievements.|theGuangdongAdministrationformulated28measures.|Theend.");
        check("One sentence.Another one follows.".replace(".A", ".|A").as_str());
        check("formicrosmallandmediumsizedenterprises(MSMEs).|Additionallyitwasadvancedfurther.");
        check("We use node.js and example.com and ASP.NET here. | It works.");
        check("See https://www.example.com/A.B?C=D.E and a.B@c.De for more. | End.");
        check("the dept. store and the corp. office. | End.");
    }
}
