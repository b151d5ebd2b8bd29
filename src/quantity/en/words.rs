//! The words that make up English figures and stand around them. All are matched in lower case.

use crate::quantity::value::{Bound, Direction};

/// One to ninety, as words.
pub fn small(word: &str) -> Option<i128> {
    Some(match word {
        "zero" | "nought" | "nil" => 0,
        "one" => 1,
        "two" => 2,
        "three" => 3,
        "four" => 4,
        "five" => 5,
        "six" => 6,
        "seven" => 7,
        "eight" => 8,
        "nine" => 9,
        "ten" => 10,
        "eleven" => 11,
        "twelve" => 12,
        "thirteen" => 13,
        "fourteen" => 14,
        "fifteen" => 15,
        "sixteen" => 16,
        "seventeen" => 17,
        "eighteen" => 18,
        "nineteen" => 19,
        "twenty" => 20,
        "thirty" => 30,
        "forty" | "fourty" => 40,
        "fifty" => 50,
        "sixty" => 60,
        "seventy" => 70,
        "eighty" => 80,
        "ninety" => 90,
        _ => return None,
    })
}

/// The power of ten of a scale word.
pub fn scale(word: &str) -> Option<i32> {
    Some(match word {
        "hundred" | "hundreds" => 2,
        "thousand" | "thousands" => 3,
        "lakh" | "lakhs" => 5,
        "million" | "millions" | "mn" | "mln" | "mio" => 6,
        "crore" | "crores" => 7,
        "billion" | "billions" | "bn" | "bln" => 9,
        "trillion" | "trillions" | "trn" => 12,
        "quadrillion" | "quadrillions" => 15,
        _ => return None,
    })
}

/// The power of ten of a scale word in the ordinal.
pub fn ordinal_scale(word: &str) -> Option<i32> {
    Some(match word {
        "thousandth" => 3,
        "millionth" => 6,
        "billionth" => 9,
        _ => return None,
    })
}

/// Whether a word is a dozen in any form.
pub fn is_dozen(word: &str) -> bool {
    matches!(word, "dozen" | "dozens" | "doz" | "dozs" | "dz" | "dzs")
}

/// The tens, and the unit glued to them, of a word that lost its hyphen: twentyfirst.
pub fn lost_hyphen(word: &str) -> Option<(i128, &str)> {
    const TENS: &[(&str, i128)] = &[
        ("twenty", 20),
        ("thirty", 30),
        ("forty", 40),
        ("fifty", 50),
        ("sixty", 60),
        ("seventy", 70),
        ("eighty", 80),
        ("ninety", 90),
    ];
    if word.len() < 8 || !matches!(word.as_bytes()[0], b't' | b'f' | b's' | b'e' | b'n') {
        return None;
    }
    TENS.iter().find_map(|(tens, value)| Some((*value, word.strip_prefix(tens).filter(|unit| !unit.is_empty())?)))
}

/// Scale letters and short forms that are glued to digits: $1.2m, 2mil, 3bn.
pub fn scale_letter(word: &str) -> Option<i32> {
    Some(match word {
        "k" | "K" => 3,
        "m" | "M" | "mn" | "Mn" | "mln" | "mil" => 6,
        "b" | "B" | "bn" | "Bn" | "bln" => 9,
        "tn" | "trn" => 12,
        _ => return None,
    })
}

/// first to ninetieth, and hundredth and up.
pub fn ordinal(word: &str) -> Option<i128> {
    Some(match word {
        "first" => 1,
        "second" => 2,
        "third" => 3,
        "fourth" => 4,
        "fifth" => 5,
        "sixth" => 6,
        "seventh" => 7,
        "eighth" => 8,
        "ninth" => 9,
        "tenth" => 10,
        "eleventh" => 11,
        "twelfth" => 12,
        "thirteenth" => 13,
        "fourteenth" => 14,
        "fifteenth" => 15,
        "sixteenth" => 16,
        "seventeenth" => 17,
        "eighteenth" => 18,
        "nineteenth" => 19,
        "twentieth" => 20,
        "thirtieth" => 30,
        "fortieth" => 40,
        "fiftieth" => 50,
        "sixtieth" => 60,
        "seventieth" => 70,
        "eightieth" => 80,
        "ninetieth" => 90,
        "hundredth" => 100,
        "thousandth" => 1000,
        "millionth" => 1_000_000,
        "billionth" => 1_000_000_000,
        _ => return None,
    })
}

/// The denominator of a fraction that is said with an ordinal: third, quarters.
pub fn denominator(word: &str) -> Option<i128> {
    match word {
        "half" | "halves" => Some(2),
        "quarter" | "quarters" => Some(4),
        "second" | "seconds" | "first" => None,
        _ => ordinal(word.strip_suffix('s').unwrap_or(word)),
    }
}

/// A month, by its name or the usual short form.
pub fn month(word: &str) -> Option<u8> {
    const MONTHS: &[&str] = &[
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let short = match word {
        "sept" => "sep",
        word if word.len() >= 3 => word,
        _ => return None,
    };
    // the first three letters tell nearly all words from a month
    let is = |name: &&str| name.as_bytes()[..3] == short.as_bytes()[..3] && (short.len() == 3 || *name == short);
    MONTHS.iter().position(is).map(|at| at as u8 + 1)
}

/// A decade of a century, in words.
pub fn decade(word: &str) -> Option<i16> {
    Some(match word {
        "twenties" => 20,
        "thirties" => 30,
        "forties" => 40,
        "fifties" => 50,
        "sixties" => 60,
        "seventies" => 70,
        "eighties" => 80,
        "nineties" => 90,
        _ => return None,
    })
}

/// Words that say how many times: twice, doubled.
pub fn multiple(word: &str) -> Option<i128> {
    Some(match word {
        "double" | "doubled" | "doubling" | "doubles" | "twice" => 2,
        "triple" | "tripled" | "tripling" | "triples" | "treble" | "trebled" | "trebling" | "thrice" => 3,
        "quadruple" | "quadrupled" | "quadrupling" => 4,
        "quintupled" => 5,
        "hundredfold" => 100,
        word => return small(word.strip_suffix("fold")?).filter(|times| *times > 1),
    })
}

/// Words that say only a magnitude: dozens of.
pub fn magnitude(word: &str) -> Option<i128> {
    Some(match word {
        "dozens" | "scores" | "tens" => 10,
        "hundreds" => 100,
        "thousands" => 1000,
        "millions" => 1_000_000,
        "billions" => 1_000_000_000,
        "trillions" => 1_000_000_000_000,
        _ => return None,
    })
}

/// Verbs whose "over" tells where and not how much: "spread over 2 million square kilometres".
pub const SPREADS: &[&str] = &[
    "spread",
    "spreads",
    "spreading",
    "scattered",
    "distributed",
    "extend",
    "extends",
    "extended",
    "extending",
    "stretch",
    "stretches",
    "stretched",
    "stretching",
    "sprawl",
    "sprawls",
    "sprawling",
    "flies",
    "fly",
    "flew",
    "flying",
];

/// Verbs whose "up to" tells where they lead and not what is the most: "heats up to 155 degrees".
pub const GOES_UP: &[&str] = &[
    "heat", "heats", "heated", "heating", "warm", "warms", "warmed", "warming", "go", "goes", "going", "went", "move",
    "moves", "moved", "moving", "ramp", "ramped", "speed", "speeds", "sped", "scale", "scaled", "scaling", "climb",
    "climbs", "climbed", "add", "adds", "added", "adding", "round", "rounded", "step", "stepped",
];

/// Hedges before the number, word by word.
pub const HEDGE_BEFORE: &[(&[&str], Bound)] = &[
    (&["no", "more", "than"], Bound::AtMost),
    (&["not", "more", "than"], Bound::AtMost),
    (&["no", "greater", "than"], Bound::AtMost),
    (&["not", "exceeding"], Bound::AtMost),
    (&["not", "exceed"], Bound::AtMost),
    (&["at", "most"], Bound::AtMost),
    (&["at", "the", "most"], Bound::AtMost),
    (&["up", "to"], Bound::AtMost),
    (&["within"], Bound::AtMost),
    (&["a", "maximum", "of"], Bound::AtMost),
    (&["no", "less", "than"], Bound::AtLeast),
    (&["no", "fewer", "than"], Bound::AtLeast),
    (&["not", "less", "than"], Bound::AtLeast),
    (&["not", "fewer", "than"], Bound::AtLeast),
    (&["at", "least"], Bound::AtLeast),
    (&["a", "minimum", "of"], Bound::AtLeast),
    (&["more", "than"], Bound::Over),
    (&["not", "below"], Bound::AtLeast),
    (&["not", "over"], Bound::AtMost),
    (&["not", "above"], Bound::AtMost),
    (&["not", "to", "exceed"], Bound::AtMost),
    (&["upwards", "of"], Bound::Over),
    (&["upward", "of"], Bound::Over),
    (&["in", "excess", "of"], Bound::Over),
    (&["greater", "than"], Bound::Over),
    (&["higher", "than"], Bound::Over),
    (&["over"], Bound::Over),
    (&["above"], Bound::Over),
    (&["exceeding"], Bound::Over),
    (&["exceeded"], Bound::Over),
    (&["exceed"], Bound::Over),
    (&["exceeds"], Bound::Over),
    (&["surpassed"], Bound::Over),
    (&["surpassing"], Bound::Over),
    (&["topped"], Bound::Over),
    (&["topping"], Bound::Over),
    (&["surpasses"], Bound::Over),
    (&["beyond"], Bound::Over),
    (&["less", "than"], Bound::Under),
    (&["fewer", "than"], Bound::Under),
    (&["lower", "than"], Bound::Under),
    (&["under"], Bound::Under),
    (&["below"], Bound::Under),
    (&["smaller", "than"], Bound::Under),
    (&["younger", "than"], Bound::Under),
    (&["older", "than"], Bound::Over),
    (&["no", "longer", "than"], Bound::AtMost),
    (&["not", "longer", "than"], Bound::AtMost),
    (&["longer", "than"], Bound::Over),
    (&["shorter", "than"], Bound::Under),
    (&["not", "exceeded"], Bound::AtMost),
    (&["an", "estimated"], Bound::About),
    (&["in", "the", "region", "of"], Bound::About),
    (&["on", "the", "order", "of"], Bound::About),
    (&["about"], Bound::About),
    (&["around"], Bound::About),
    (&["approximately"], Bound::About),
    (&["roughly"], Bound::About),
    (&["some"], Bound::About),
    (&["circa"], Bound::About),
    (&["approx"], Bound::About),
    (&["nearly"], Bound::Near),
    (&["almost"], Bound::Near),
    (&["close", "to"], Bound::Near),
    (&["just", "under"], Bound::Near),
    (&["just", "below"], Bound::Near),
    (&["not", "quite"], Bound::Near),
    (&["nearing"], Bound::Near),
    (&["approaching"], Bound::Near),
];

/// What may stand before a hedge and makes it no other: just over, well under, slightly more than.
pub const DEGREE: &[&str] = &["just", "well", "slightly", "far", "little", "much", "somewhat", "significantly"];

/// A hedge that is written as a sign.
pub fn hedge_sign(sign: &str) -> Option<Bound> {
    Some(match sign {
        ">" | "＞" => Bound::Over,
        "≥" | "⩾" | "≧" => Bound::AtLeast,
        "<" | "＜" => Bound::Under,
        "≤" | "⩽" | "≦" => Bound::AtMost,
        "~" | "≈" | "∼" => Bound::About,
        _ => return None,
    })
}

/// Hedges behind the figure, word by word.
pub const HEDGE_AFTER: &[(&[&str], Bound)] = &[
    (&["or", "more"], Bound::AtLeast),
    (&["or", "above"], Bound::AtLeast),
    (&["or", "over"], Bound::AtLeast),
    (&["or", "higher"], Bound::AtLeast),
    (&["and", "above"], Bound::AtLeast),
    (&["and", "over"], Bound::AtLeast),
    (&["and", "more"], Bound::AtLeast),
    (&["or", "less"], Bound::AtMost),
    (&["or", "fewer"], Bound::AtMost),
    (&["or", "below"], Bound::AtMost),
    (&["or", "under"], Bound::AtMost),
    (&["and", "below"], Bound::AtMost),
    (&["or", "greater"], Bound::AtLeast),
    (&["or", "older"], Bound::AtLeast),
    (&["and", "older"], Bound::AtLeast),
    (&["and", "up"], Bound::AtLeast),
    (&["or", "lower"], Bound::AtMost),
    (&["or", "younger"], Bound::AtMost),
    (&["and", "under"], Bound::AtMost),
    (&["or", "so"], Bound::About),
    (&["or", "thereabouts"], Bound::About),
];

/// A rise or a fall, as a word that stands before the figure or behind it.
pub fn direction(word: &str) -> Option<Direction> {
    Some(match word {
        "up" | "increase" | "increases" | "increased" | "increasing" | "rise" | "rises" | "rose" | "risen"
        | "rising" | "grow" | "grew" | "grown" | "growing" | "growth" | "climbed" | "climb" | "gain" | "gained"
        | "gains" | "jumped" | "jump" | "surged" | "surge" | "soared" | "advanced" | "raised" | "improved"
        | "improvement" | "higher" | "expanded" | "extended" | "hike" | "upturn" => Direction::Up,
        "down" | "decrease" | "decreases" | "decreased" | "decreasing" | "decline" | "declines" | "declined"
        | "declining" | "fall" | "falls" | "fell" | "fallen" | "falling" | "drop" | "drops" | "dropped"
        | "dropping" | "reduction" | "reductions" | "reduce" | "reduced" | "reducing" | "cut" | "lower" | "lowered"
        | "shortened" | "shrank" | "slid" | "slipped" | "plunged" | "tumbled" | "contracted" | "loss" | "narrowed" => {
            Direction::Down
        }
        _ => return None,
    })
}

/// What may stand between a word of change and its number.
pub const CHANGE_LINKS: &[&str] = &[
    "of",
    "by",
    "a",
    "an",
    "another",
    "as",
    "much",
    "further",
    "rate",
    "year",
    "on",
    "quarter",
    "month",
    "annually",
    "respectively",
    "sharply",
    "slightly",
    "steadily",
];

/// What makes "from 3 to 5" a range and no change.
pub const RANGING: &[&str] = &[
    "be", "is", "are", "was", "were", "range", "ranges", "ranged", "ranging", "vary", "varies", "varied", "varying",
    "anywhere", "aged", "ages", "differ",
];

/// What may stand between a number and a unit of time.
pub const ROW: &[&str] = &["consecutive", "full", "straight", "successive", "whole", "calendar"];

/// What makes "times" before it a factor.
pub const FACTOR: &[&str] = &[
    "the", "that", "as", "more", "higher", "larger", "greater", "its", "what", "bigger", "faster", "longer", "over",
    "their", "those", "less", "lower",
];

/// Parts of a text that are called by their number: section 5, Schedule 3, Cap. 571.
pub const NUMBERED: &[&str] = &[
    "section",
    "sections",
    "subsection",
    "subsections",
    "subdivision",
    "division",
    "part",
    "parts",
    "chapter",
    "chapters",
    "cap",
    "article",
    "articles",
    "schedule",
    "schedules",
    "annex",
    "annexes",
    "appendix",
    "paragraph",
    "paragraphs",
    "subparagraph",
    "subparagraphs",
    "para",
    "paras",
    "rule",
    "rules",
    "regulation",
    "regulations",
    "table",
    "tables",
    "figure",
    "figures",
    "column",
    "columns",
    "item",
    "items",
    "clause",
    "clauses",
    "footnote",
    "note",
    "step",
    "page",
    "pages",
    "volume",
    "form",
];

/// Words of number that count nothing in these phrases: (before, word, behind); "" is any.
pub const IDIOMS: &[(&str, &str, &str)] = &[
    ("", "one", "another"),
    ("one", "", "another"),
    ("no", "one", ""),
    ("any", "one", ""),
    ("every", "one", ""),
    ("this", "one", ""),
    ("that", "one", ""),
    ("which", "one", ""),
    ("", "one", "stop"),
    ("", "one", "sided"),
    ("", "one", "self"),
    ("first", "", "foremost"),
    ("", "one", "s"),
    ("", "one", "must"),
    ("", "one", "can"),
    ("", "one", "should"),
    ("", "one", "may"),
    ("", "one", "would"),
    ("the", "one", "who"),
    ("the", "one", "that"),
    ("the", "one", "which"),
    ("each", "one", ""),
    ("", "one", "by"),
    ("", "one", "on"),
    ("square", "one", ""),
    ("", "second", "hand"),
];

/// Where a row of words behind a number ends before the noun that it counts.
pub const ENDS_COUNT: &[&str] = &[
    "of", "in", "on", "at", "to", "for", "from", "by", "with", "and", "or", "the", "a", "an", "is", "was", "has", "as",
    "than", "were", "are", "have", "had", "who", "which", "that", "this", "its", "his", "their", "times", "percent",
    "per", "will",
];

/// Whether a word has the form of a plural.
pub fn is_plural(word: &str) -> bool {
    const IRREGULAR: &[&str] = &["people", "men", "women", "children", "feet", "staff", "police"];
    let ending = word.len() > 3
        && word.ends_with('s')
        && !word.ends_with("ss")
        && !word.ends_with("us")
        && !word.ends_with("is");
    ending || IRREGULAR.contains(&word)
}
