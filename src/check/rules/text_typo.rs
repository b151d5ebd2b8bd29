//! Slips of the pen, in either language.

mod spelling;

use std::ops::Range;
use std::sync::LazyLock;

use regex::{Match, Regex};

use crate::analysis::Text;
use crate::check::finding::{Finding, Place, Severity};
use crate::check::rule::{Aligned, Rule, RuleInfo, Scope};
use crate::lexicon::words;
use crate::text::document::BlockKind;
use crate::text::lang::{Lang, is_han};
use crate::text::pair::Side;
use crate::text::span::Span;
use crate::text::wording::Wording;
use spelling::Spelling;

/// See its page.
pub struct TextTypo;

static INFO: RuleInfo = RuleInfo {
    id: "text-typo",
    since: "2026.1",
    severity: Severity::Warning,
    scope: Scope::Text,
    summary: "A slip of the pen: a doubled word, a small letter at the start of a sentence, a misspelt word.",
    summary_zh: "笔误：单词重复、句首未大写、拼写有误等。",
    page: include_str!("text_typo.md"),
};

impl Rule for TextTypo {
    fn info(&self) -> &'static RuleInfo {
        &INFO
    }

    fn check(&self, aligned: &Aligned, findings: &mut Vec<Finding>) {
        for side in Side::BOTH {
            let text = &aligned.texts[side];
            let beads = aligned.alignment.bead_of_each(side, text.segments.len());
            // where spaces were restored, a word may have been cut in the wrong place
            let spelling = (text.document.lang == Lang::En && text.glue.restored == 0).then(|| Spelling::of(text));
            for (index, segment) in text.segments.iter().enumerate() {
                let block = text.document.blocks.get(segment.block).map_or(BlockKind::Paragraph, |block| block.kind);
                if block == BlockKind::Code {
                    continue;
                }
                let sentence = text.sentence(index);
                let mut slips = match text.document.lang {
                    Lang::Zh => in_chinese(sentence),
                    Lang::En => in_english(sentence, block, index.checked_sub(1).map(|before| text.sentence(before))),
                };
                if slips.iter().any(|slip| slip.label == UNBALANCED) && is_cut(text, index) {
                    slips.retain(|slip| slip.label != UNBALANCED);
                }
                slips.extend(spelling.as_ref().map(|spelling| spelling.slips(sentence)).unwrap_or_default());
                slips.retain(|slip| !is_beside_code(text, segment.span, &slip.at));
                let place = |slip: &Slip| {
                    let span = Span::new(slip.at.start, slip.at.end).shift(segment.span.start as usize);
                    Place { side, span, label: slip.label.clone() }
                };
                findings.extend(slips.into_iter().map(|slip| Finding {
                    rule: INFO.id,
                    severity: slip.severity,
                    bead: beads[index],
                    places: vec![place(&slip)],
                    message: slip.message,
                }));
            }
        }
    }
}

/// Whether only white space stands between a stretch of a sentence and a code of it: with what stands there, it reads
/// otherwise.
fn is_beside_code(text: &Text, sentence: Span, at: &Range<usize>) -> bool {
    let words = text.document.slice(sentence);
    let start = words[..at.start].trim_end().len();
    let end = words.len() - words[at.end..].trim_start().len();
    let near = Span::new(start, end).shift(sentence.start as usize);
    text.document.text.codes(sentence).iter().any(|code| code.span.start < near.end && near.start < code.span.end)
}

/// A slip in a sentence.
struct Slip {
    at: Range<usize>,
    severity: Severity,
    label: Wording,
    message: Wording,
}

fn slip(at: Range<usize>, severity: Severity, label: Wording, message: Wording) -> Slip {
    Slip { at, severity, label, message }
}

/// How a mark without its counterpart is labelled.
const UNBALANCED: Wording = Wording::fixed("unbalanced", "不成对");

/// Whether the counterpart of a mark may stand in another sentence of the block, or in another block where a page or a line
/// of a list breaks off.
fn is_cut(text: &Text, index: usize) -> bool {
    let block = text.segments[index].block;
    let same = |other: &usize| text.segments.get(*other).is_some_and(|segment| segment.block == block);
    let first = (0..=index).rev().take_while(|other| same(other)).last().unwrap_or(index);
    let whole: Vec<&str> = (first..).take_while(same).map(|other| text.sentence(other)).collect();
    let joined = whole.concat();
    let is_balanced = brackets(&joined).is_empty() && quotes(&joined, text.document.lang).is_empty();
    (whole.len() > 1 && is_balanced) || !joined.trim_end().ends_with(ENDS)
}

/// Marks that end a sentence, and those that may stand behind them.
const ENDS: [char; 14] = ['.', '!', '?', '。', '！', '？', '”', '"', '’', ')', '）', '」', '；', ';'];

fn in_english(sentence: &str, block: BlockKind, before: Option<&str>) -> Vec<Slip> {
    let mut slips: Vec<Slip> = doubled(sentence);
    // what goes on from the last line is no beginning, and items of a list may lack their marks: "to bake", "to sell"
    fn first(text: &str) -> Option<&str> {
        text.split(' ').next()
    }
    let goes_on =
        |before: &str| !before.trim_end().ends_with(['.', '!', '?', '”', '"']) || first(before) == first(sentence);
    if !before.is_some_and(goes_on) {
        slips.extend(small_start(sentence, block));
    }
    slips.extend(comma_for_stop(sentence));
    slips.extend(brackets(sentence));
    slips.extend(quotes(sentence, Lang::En));
    slips.extend(spaced_mark(sentence));
    slips.extend(full_width(sentence));
    slips
}

/// A word that stands twice in a row, where English does not say so on purpose.
fn doubled(sentence: &str) -> Vec<Slip> {
    const ON_PURPOSE: [&str; 14] =
        ["had", "that", "very", "so", "really", "bye", "no", "ha", "blah", "many", "again", "more", "long", "in"];
    // words that hold a sentence together, and are never said twice
    const HOLDING: [&str; 54] = [
        "the", "a", "an", "of", "to", "on", "at", "by", "for", "from", "with", "into", "and", "or", "but", "is", "are",
        "was", "were", "be", "been", "being", "this", "these", "those", "it", "its", "as", "if", "not", "we", "you",
        "he", "she", "they", "their", "our", "your", "has", "have", "will", "would", "can", "could", "may", "should",
        "must", "which", "who", "where", "when", "than", "then", "there",
    ];
    let mut slips = Vec::new();
    if !may_be_doubled(sentence) {
        return slips;
    }
    let mut last: Option<Range<usize>> = None;
    for word in sentence.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()) {
        let at = word.as_ptr() as usize - sentence.as_ptr() as usize;
        let same = last.as_ref().is_some_and(|last| {
            let between = &sentence[last.end..at];
            !between.is_empty() && between.chars().all(|c| c == ' ') && sentence[last.clone()] == *word
        });
        let whole = || {
            let after = sentence[at + word.len()..].chars().next();
            !after.is_some_and(|c| matches!(c, '\'' | '’' | '-' | '/' | '_') || c.is_ascii_digit())
        };
        // a path or a name may end in the word that follows
        let apart = || {
            let first = last.as_ref().and_then(|last| sentence[..last.start].chars().next_back());
            first.is_none_or(|c| c.is_whitespace() || "(“‘\"'".contains(c))
        };
        if same
            && apart()
            && whole()
            && word.len() > 1
            && word.bytes().all(|byte| byte.is_ascii_lowercase())
            && !ON_PURPOSE.contains(&word)
        {
            let message = Wording::new(format!("“{word}” stands twice"), format!("“{word}”重复"));
            // speech repeats words that say something: "right right now", "heavy heavy"
            let severity = if HOLDING.contains(&word) { Severity::Warning } else { Severity::Info };
            slips.push(slip(at..at + word.len(), severity, Wording::fixed("doubled", "重复"), message));
        }
        last = Some(at..at + word.len());
    }
    slips
}

/// Whether anything before a space ends in the small letters behind it, as hardly anything does.
fn may_be_doubled(sentence: &str) -> bool {
    let mut runs = sentence.split(' ').filter(|run| !run.is_empty());
    let Some(mut last) = runs.next() else { return false };
    runs.any(|run| {
        let before = std::mem::replace(&mut last, run);
        let letters = run.bytes().take_while(u8::is_ascii_lowercase).count();
        // a look at the last letter spares a comparison
        letters > 1 && before.as_bytes().last() == run.as_bytes().get(letters - 1) && before.ends_with(&run[..letters])
    })
}

/// A sentence that ends as one and begins with an ordinary word in small letters. Items of lists do so by a house's style.
fn small_start(sentence: &str, block: BlockKind) -> Option<Slip> {
    const FEW: usize = 4;
    let end = sentence.find(|c: char| !c.is_ascii_alphabetic()).filter(|&end| end > 0)?;
    let word = &sentence[..end];
    let is_small = word.bytes().all(|byte| byte.is_ascii_lowercase()) && words::is_ordinary(word);
    let is_prose = || {
        block == BlockKind::Paragraph
            && sentence[end..].starts_with(' ')
            && sentence.trim_end().ends_with(['.', '!', '?'])
            && sentence.split_whitespace().nth(FEW).is_some()
    };
    (is_small && is_prose() && !is_definition(sentence)).then(|| {
        let message =
            Wording::new(format!("the sentence begins in small letters: “{word}”"), format!("句首未大写：“{word}”"));
        slip(0..end, Severity::Warning, Wording::fixed("small letter", "小写"), message)
    })
}

/// Whether a sentence says what a term means, which then stands as it does in the text.
fn is_definition(sentence: &str) -> bool {
    const WITHIN: usize = 80;
    let end = (0..=sentence.len().min(WITHIN)).rev().find(|&at| sentence.is_char_boundary(at)).unwrap_or(0);
    let start = &sentence[..end];
    let says = [" means", " includes ", " has the meaning", " has the same meaning", ", in relation to", "—see "];
    start.contains(is_han) || says.iter().any(|says| start.contains(says))
}

/// A comma before a word that only begins a sentence with a capital, and is no part of a name.
fn comma_for_stop(sentence: &str) -> Vec<Slip> {
    static COMMA: LazyLock<Regex> = LazyLock::new(|| {
        let pattern = "[a-z]{2}(, (?:The|This|These|Those|It|They|We|He|She|However|Moreover|Furthermore|In addition)) [a-z]+ [a-z]+";
        Regex::new(pattern).expect("the pattern is sound")
    });
    if !sentence.as_bytes().windows(3).any(|three| three.starts_with(b", ") && three[2].is_ascii_uppercase()) {
        return Vec::new();
    }
    let found = COMMA.captures_iter(sentence).filter_map(|found| found.get(1));
    let slip = |found: Match| {
        let text = found.as_str().trim_start_matches([',', ' ']);
        let message = Wording::new(format!("a capital behind a comma: “{text}”"), format!("逗号后为大写：“{text}”"));
        slip(found.range(), Severity::Warning, Wording::fixed("full stop?", "应为句号？"), message)
    };
    found.map(slip).collect()
}

/// A bracket that closes none, or is not closed. Marks of list items, "a)" and "1)", close none on purpose.
fn brackets(sentence: &str) -> Vec<Slip> {
    // those of full width begin with the last of these bytes
    if !sentence.bytes().any(|byte| matches!(byte, b'(' | b')' | b'[' | b']' | 0xef)) {
        return Vec::new();
    }
    let mut open: Vec<(usize, char)> = Vec::new();
    let mut slips = Vec::new();
    for (at, c) in sentence.char_indices() {
        let opens = match c {
            '(' | '（' | '[' => {
                open.push((at, c));
                continue;
            }
            ')' | '）' => ['(', '（'],
            ']' => ['[', '['],
            _ => continue,
        };
        let marks_item = || {
            let before = &sentence[..at];
            let word = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
            !word.is_empty() && word.chars().count() <= 3
        };
        match open.iter().rposition(|(_, other)| opens.contains(other)) {
            Some(index) => open.truncate(index),
            None if marks_item() => {}
            None => slips.push(bracket(at, c)),
        }
    }
    slips.extend(open.into_iter().map(|(at, c)| bracket(at, c)));
    slips
}

fn bracket(at: usize, c: char) -> Slip {
    let message = Wording::new(format!("“{c}” has no counterpart in its sentence"), format!("“{c}”在本句中不成对"));
    slip(at..at + c.len_utf8(), Severity::Info, UNBALANCED, message)
}

/// Curly and corner quotes that open or close without their counterpart, or are closed by another kind. Straight ones
/// stand for inches and minutes, and ’ for an apostrophe.
fn quotes(sentence: &str, lang: Lang) -> Vec<Slip> {
    const KINDS: [(char, char); 5] = [('“', '”'), ('「', '」'), ('『', '』'), ('《', '》'), ('【', '】')];
    // curly ones, and the block of the others
    if sentence.is_ascii() || !sentence.contains(|c| matches!(c, '“' | '”' | '《'..='】')) {
        return Vec::new();
    }
    let mut open: Vec<(usize, char)> = Vec::new();
    let mut slips = Vec::new();
    for (at, c) in sentence.char_indices() {
        if KINDS.iter().any(|&(opens, _)| c == opens) {
            open.push((at, c));
            continue;
        }
        let Some(&(opens, _)) = KINDS.iter().find(|&&(_, closes)| c == closes) else { continue };
        match open.iter().rposition(|&(_, other)| other == opens) {
            Some(index) => open.truncate(index),
            None => slips.push(quote(sentence, at, c, lang)),
        }
    }
    slips.extend(open.into_iter().map(|(at, c)| quote(sentence, at, c, lang)));
    slips
}

/// A quote without its counterpart; where a quote of another kind stands instead, that is said.
fn quote(sentence: &str, at: usize, c: char, lang: Lang) -> Slip {
    let others = sentence.char_indices().filter(|&(other, mark)| other != at && (mark == c || mark == '"'));
    let same = others.count() == 1 && matches!(c, '“' | '”');
    let message = if same {
        Wording::new(
            format!("“{c}” stands where the other kind of quotation mark belongs"),
            format!("引号“{c}”方向有误"),
        )
    } else {
        let within = if lang == Lang::En { "sentence" } else { "text" };
        Wording::new(format!("“{c}” has no counterpart in its {within}"), format!("“{c}”在本句中不成对"))
    };
    slip(at..at + c.len_utf8(), Severity::Info, UNBALANCED, message)
}

/// A full-width comma or stop between English words.
fn full_width(sentence: &str) -> Option<Slip> {
    if sentence.is_ascii() {
        return None;
    }
    let marks = sentence.char_indices().filter(|(_, c)| matches!(c, '，' | '。' | '；' | '：'));
    let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric() || c == ')');
    let is_between = |&(at, c): &(usize, char)| {
        let (before, after) = (&sentence[..at], sentence[at + c.len_utf8()..].trim_start());
        latin(before.trim_end().chars().next_back()) && (after.is_empty() || latin(after.chars().next()))
    };
    let (at, mark) = marks.into_iter().find(is_between)?;
    let message = Wording::new(format!("a full-width “{mark}” among English words"), format!("英文中用了全角“{mark}”"));
    Some(slip(at..at + mark.len_utf8(), Severity::Info, Wording::fixed("full-width", "全角"), message))
}

/// A space before a mark that takes none. A stop before a small letter or in a line that is no sentence is left over from
/// a page.
fn spaced_mark(sentence: &str) -> Option<Slip> {
    static SPACED: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"[A-Za-z)](\s+[,;:.?!])(?:\s|$)").expect("the pattern is sound"));
    let is_mark = |byte: u8| matches!(byte, b',' | b';' | b':' | b'.' | b'?' | b'!');
    // white space is of ASCII, or ends in a byte that is not
    let is_space = |byte: u8| byte.is_ascii_whitespace() || byte == b'\x0b' || !byte.is_ascii();
    if !sentence.as_bytes().windows(2).any(|pair| is_mark(pair[1]) && is_space(pair[0])) {
        return None;
    }
    let found = SPACED.captures(sentence)?.get(1)?;
    let after = sentence[found.end()..].trim_start().chars().next();
    let is_stop = found.as_str().ends_with('.');
    let ends = after.is_none_or(|c| c.is_ascii_uppercase()) && sentence.starts_with(|c: char| c.is_ascii_uppercase());
    if is_stop && !ends {
        return None;
    }
    let mark = found.as_str().trim_start();
    let message = Wording::new(format!("a space before “{mark}”"), format!("“{mark}”前有多余空格"));
    Some(slip(found.range(), Severity::Info, Wording::fixed("space", "空格"), message))
}

fn in_chinese(sentence: &str) -> Vec<Slip> {
    let mut slips = brackets(sentence);
    slips.extend(quotes(sentence, Lang::Zh));
    slips.extend(mixed_width(sentence));
    slips
}

/// A half-width comma between Han characters in a sentence that has full-width ones in such places.
fn mixed_width(sentence: &str) -> Option<Slip> {
    if !sentence.contains('，') {
        return None;
    }
    let bytes = sentence.bytes().enumerate().filter(|(_, byte)| matches!(byte, b',' | b';' | b'?'));
    let between_han = |at: usize| {
        sentence[..at].chars().next_back().is_some_and(is_han) && sentence[at + 1..].chars().next().is_some_and(is_han)
    };
    let (at, mark) = bytes.into_iter().find(|&(at, _)| between_han(at))?;
    let mark = char::from(mark);
    let message =
        Wording::new(format!("a half-width “{mark}” among full-width marks"), format!("中文中用了半角“{mark}”"));
    Some(slip(at..at + 1, Severity::Info, Wording::fixed("half-width", "半角"), message))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is slipped in a sentence of either language, as it is labelled.
    fn check(sentence: &str, expected: &[(&str, &str)]) {
        let slips = match Lang::of(sentence) {
            Some(Lang::Zh) => in_chinese(sentence),
            _ => in_english(sentence, BlockKind::Paragraph, None),
        };
        let told: Vec<(&str, &str)> = slips.iter().map(|slip| (&*slip.label.en, &sentence[slip.at.clone()])).collect();
        assert_eq!(told, expected, "{sentence}");
    }

    #[test]
    fn marks_of_items_close_no_bracket_and_longer_words_do() {
        check("The fee covers a) the hall, 12) the stage and iii) the lights.", &[]);
        check("The fee covers the hall) and the lights.", &[("unbalanced", ")")]);
        check("The fee covers the hall (and the lights.", &[("unbalanced", "(")]);
        check("The fee [of the hall] covers (all) lights.", &[]);
    }

    #[test]
    fn spaces_before_marks_of_any_kind_are_told() {
        check("They opened the hall , and left.", &[("space", " ,")]);
        check("They opened the hall\u{b}, and left.", &[("space", "\u{b},")]);
        check("They opened the hall\u{a0}; then they left.", &[("space", "\u{a0};")]);
        check("They opened the hall . and so on.", &[]);
        check("They opened the hall .", &[("space", " .")]);
    }

    #[test]
    fn half_width_marks_between_characters_are_told_where_full_ones_stand() {
        check("大厅开放，灯光全亮,观众入场。", &[("half-width", ",")]);
        check("大厅开放,观众入场。", &[]);
        check("大厅开放，编号为A,B两类。", &[]);
        check("大厅（东侧开放，观众入场。", &[("unbalanced", "（")]);
    }

    #[test]
    fn sentences_begin_with_a_capital_and_no_word_stands_twice() {
        check("the hall was opened to the public today.", &[("small letter", "the")]);
        check("the hall means the main hall of the centre.", &[]);
        check("The hall was opened to to the public.", &[("doubled", "to")]);
        check("The hall that that man opened had had visitors.", &[]);
        check("They went to to-do lists.", &[]);
        check("otherwise, the hall is closed to the public.", &[]);
        check("They opened the hall, The public came in at once.", &[("full stop?", ", The")]);
    }
}
