//! The numbers that a word processor sets before the paragraphs of a list, which are not in their text: 第三条, 1.2, (a).

use std::collections::HashMap;

use super::parts::{Part, Token};
use crate::read::counting::{Numerals, written};

/// A level of a list.
#[derive(Clone, Debug)]
struct Level {
    start: u32,
    numerals: Numerals,
    /// The number as it is shown, `%1` for that of the first level.
    text: String,
    /// Whether the numbers of the levels above are Arabic in it.
    legal: bool,
}

impl Default for Level {
    fn default() -> Self {
        Level { start: 1, numerals: Numerals::Nothing, text: String::new(), legal: false }
    }
}

/// The levels that lists have.
const LEVELS: usize = 9;

type Levels = [Level; LEVELS];

/// The lists of a document, and how far each has counted.
#[derive(Debug, Default)]
pub(super) struct Lists {
    /// The levels of each list, and the definition that it counts on with.
    lists: HashMap<String, (Levels, String)>,
    counts: HashMap<String, [u32; LEVELS]>,
}

impl Lists {
    /// The lists of the part with them.
    pub fn read(text: &str) -> Result<Self, String> {
        let mut part = Part::new("numbering.xml", text);
        let mut definitions: HashMap<String, Levels> = HashMap::new();
        let mut lists = Lists::default();
        // the definition, the list and the level that are open
        let (mut definition, mut list, mut level) = (None::<String>, None::<String>, 0);
        while let Some(token) = part.next()? {
            let element = match token {
                Token::Open(element) => element,
                Token::Close(name) => {
                    match name.as_str() {
                        "abstractNum" => definition = None,
                        "num" => list = None,
                        _ => {}
                    }
                    continue;
                }
                Token::Text(..) => continue,
            };
            let number = || element.val().and_then(|value| value.parse::<u32>().ok());
            match element.name.as_str() {
                "abstractNum" => definition = element.local_attribute("abstractNumId"),
                "num" => list = element.local_attribute("numId"),
                "abstractNumId" => {
                    let of = element.val().unwrap_or_default();
                    if let (Some(list), Some(levels)) = (&list, definitions.get(&of)) {
                        lists.lists.insert(list.clone(), (levels.clone(), of));
                    }
                }
                "lvl" | "lvlOverride" => {
                    level = element.local_attribute("ilvl").and_then(|value| value.parse().ok()).unwrap_or(0);
                }
                name => {
                    let levels = match (&definition, &list) {
                        (Some(of), _) => definitions.entry(of.clone()).or_default(),
                        (None, Some(list)) => match lists.lists.get_mut(list) {
                            Some((levels, own)) => {
                                // what a list sets anew it does not count on with
                                own.clone_from(&format!("list {list}"));
                                levels
                            }
                            None => continue,
                        },
                        (None, None) => continue,
                    };
                    let Some(level) = levels.get_mut(level) else { continue };
                    match name {
                        "start" | "startOverride" => level.start = number().unwrap_or(1),
                        "numFmt" => level.numerals = numerals(&element.val().unwrap_or_default()),
                        "lvlText" => level.text = element.val().unwrap_or_default(),
                        "isLgl" => level.legal = element.is_on(),
                        _ => {}
                    }
                }
            }
        }
        Ok(lists)
    }

    /// The number of the next item of a list at a level; empty for a bullet.
    pub fn next(&mut self, list: &str, level: usize) -> String {
        let Some((levels, definition)) = self.lists.get(list) else { return String::new() };
        let level = level.min(LEVELS - 1);
        let counts = self.counts.entry(definition.clone()).or_default();
        counts[level] = if counts[level] == 0 { levels[level].start } else { counts[level].saturating_add(1) };
        counts[level + 1..].fill(0);
        let own = &levels[level];
        let mut text = String::new();
        let mut pattern = own.text.chars();
        while let Some(c) = pattern.next() {
            match c {
                '%' => {
                    let digit = pattern.next().and_then(|digit| digit.to_digit(10)).unwrap_or(0) as usize;
                    let Some(above) = digit.checked_sub(1).filter(|&above| above <= level) else { continue };
                    let count = if counts[above] == 0 { levels[above].start } else { counts[above] };
                    let numerals = if own.legal { Numerals::Arabic } else { levels[above].numerals };
                    text.push_str(&written(count, numerals));
                }
                // a bullet, or a character of a font of signs
                '\u{e000}'..='\u{f8ff}' => {}
                c => text.push(c),
            }
        }
        if own.numerals == Numerals::Nothing { String::new() } else { text }
    }
}

/// The numerals that a format's name stands for.
fn numerals(format: &str) -> Numerals {
    match format {
        "bullet" | "none" => Numerals::Nothing,
        "decimalZero" => Numerals::Padded,
        "lowerLetter" => Numerals::SmallLetters,
        "upperLetter" => Numerals::Letters,
        "lowerRoman" => Numerals::SmallRoman,
        "upperRoman" => Numerals::Roman,
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => Numerals::Circled,
        "chineseCounting"
        | "chineseCountingThousand"
        | "japaneseCounting"
        | "taiwaneseCounting"
        | "taiwaneseCountingThousand"
        | "ideographDigital" => Numerals::Han,
        _ => Numerals::Arabic,
    }
}
