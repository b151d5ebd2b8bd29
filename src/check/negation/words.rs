//! English words that deny, and words that may stand for a denial of the other language.
//!
//! What may stand for one is told widely: a word too many costs a finding, a word too few makes a false one.

use std::sync::LazyLock;

use crate::lexicon::words;
use crate::text::trie::Trie;

/// Whether an English word turns its statement round.
pub fn denies(word: &str) -> bool {
    matches!(word, "not" | "never" | "cannot" | "nor" | "neither" | "no" | "none" | "nobody" | "without")
        || word.ends_with("n't")
        || word.ends_with("n’t")
}

/// Whether a word may stand for a quality that is denied (不同, 不高), but for no act that is not done.
pub fn is_faint(word: &str) -> bool {
    const BEGINNINGS: [&str; 10] =
        ["differ", "small", "slight", "low", "short", "still", "rather", "stable", "less", "minimi"];
    BEGINNINGS.iter().any(|start| word.starts_with(start))
}

/// Whether an English word can stand for a Chinese negation anywhere in its sentence.
pub fn may_deny(word: &str) -> bool {
    static TRIE: LazyLock<Trie> = LazyLock::new(|| Trie::of(BEGINNINGS));
    TRIE.longest(word).is_some() || word.ends_with("less") || word.ends_with("free") || affixed(word)
}

/// Whether an English word, or a part of one with hyphens, can stand for a Chinese negation beside the words that are denied
/// there: reluctant to lend, never-ending.
pub fn may_deny_near(word: &str) -> bool {
    static TRIE: LazyLock<Trie> = LazyLock::new(|| Trie::of(BEGINNINGS_NEAR));
    let is_near = |part: &str| WHOLE.contains(&part) || TRIE.longest(part).is_some() || seems_affixed(part);
    is_near(word) || (word.contains('-') && word.split('-').any(|part| is_near(part) || may_deny(part)))
}

/// Whether two of them in a row cancel out: not impossible, never fail, do not hesitate.
pub fn cancels(word: &str) -> bool {
    const DENYING: [&str; 16] = [
        "absence",
        "forg",
        "hesita",
        "fail",
        "deny",
        "deni",
        "miss",
        "ignor",
        "neglect",
        "underestim",
        "overlook",
        "prevent",
        "refus",
        "reluctan",
        "lack",
        "doubt",
    ];
    affixed(word) || DENYING.iter().any(|start| word.starts_with(start))
}

/// Words in un- are made so, but for a few, even misspelt.
fn seems_affixed(word: &str) -> bool {
    const UNITED: [&str; 5] = ["under", "uni", "until", "unan", "unto"];
    word.starts_with("un") && word.len() > 4 && !UNITED.iter().any(|start| word.starts_with(start))
}

/// Whether a word is made by a prefix that denies: what is left is a word.
fn affixed(word: &str) -> bool {
    let rest = ["un", "in", "im", "ir", "il", "dis", "mis"].iter().filter_map(|prefix| word.strip_prefix(prefix));
    let mut known = rest.filter(|rest| rest.len() > 3 && words::is_ordinary(rest));
    known.next().is_some() && !NOT_MADE.contains(&word)
}

/// Words that may stand for a negation as they are.
const WHOLE: [&str; 38] = [
    "not", "no", "nor", "none", "less", "lesser", "hard", "harder", "ill", "bad", "once", "end", "ends", "ended",
    "ending", "dont", "doesnt", "didnt", "isnt", "arent", "wasnt", "cant", "wont", "noone", "blank", "quit", "quits",
    "blocked", "blocking", "shut", "immune", "secret", "secrets", "secretly", "ban", "bans", "banned", "banning",
];

/// Words that only seem to be made by a prefix.
const NOT_MADE: [&str; 55] = [
    "discovering",
    "discovers",
    "independent",
    "independence",
    "immediate",
    "immediately",
    "imported",
    "into",
    "inside",
    "income",
    "increase",
    "increased",
    "increases",
    "increasing",
    "inform",
    "information",
    "informed",
    "invest",
    "indeed",
    "input",
    "until",
    "under",
    "union",
    "unit",
    "units",
    "united",
    "import",
    "imports",
    "impact",
    "impress",
    "improve",
    "discover",
    "discovered",
    "discovery",
    "discuss",
    "discussed",
    "display",
    "displayed",
    "displays",
    "district",
    "disease",
    "distance",
    "distant",
    "disposed",
    "disposal",
    "intended",
    "intention",
    "intense",
    "invention",
    "impart",
    "implant",
    "interest",
    "indoor",
    "mission",
    "missions",
];

/// Beginnings of words that may stand for a negation.
const BEGINNINGS: [&str; 71] = [
    "lack",
    "fail",
    "refus",
    "deny",
    "deni",
    "avoid",
    "prevent",
    "except",
    "hardly",
    "barely",
    "scarcely",
    "rare",
    "seldom",
    "few",
    "little",
    "only",
    "free",
    "absen",
    "stop",
    "ceas",
    "reject",
    "prohibit",
    "forbid",
    "forbad",
    "neglect",
    "ignor",
    "regardless",
    "unless",
    "beyond",
    "otherwise",
    "zero",
    "exclud",
    "insuffic",
    "short",
    "illegal",
    "nothing",
    "nowhere",
    "away",
    "instead",
    "miss",
    "loss",
    "lost",
    "poor",
    "declin",
    "anti",
    "non",
    "differ",
    "small",
    "slight",
    "low",
    "wrong",
    "omit",
    "omission",
    "refrain",
    "preclud",
    "default",
    "surviv",
    "eliminat",
    "stable",
    "prejudic",
    "exempt",
    "waive",
    "contrary",
    "against",
    "oppos",
    "compromis",
    "unbeknown",
    "rather",
    "still",
    "abolish",
    "divid",
];

/// The same of words that only do beside what is denied.
const BEGINNINGS_NEAR: [&str; 102] = [
    "reluctan",
    "hesita",
    "hinder",
    "hamper",
    "imped",
    "obstruct",
    "withh",
    "depriv",
    "devoid",
    "vacan",
    "empt",
    "exhaust",
    "deplet",
    "abandon",
    "abstain",
    "abort",
    "cancel",
    "terminat",
    "suspend",
    "halt",
    "discontinu",
    "dismiss",
    "disput",
    "doubt",
    "dubious",
    "skeptic",
    "sceptic",
    "suspicio",
    "ambig",
    "vague",
    "obscur",
    "opaque",
    "transparent",
    "invisib",
    "hidden",
    "conceal",
    "negat",
    "null",
    "escap",
    "evad",
    "elud",
    "resist",
    "scarc",
    "sparse",
    "deficien",
    "deficit",
    "lapse",
    "expir",
    "obsolete",
    "outdated",
    "former",
    "remain",
    "fixed",
    "static",
    "steady",
    "constant",
    "inevitab",
    "infinit",
    "etern",
    "perpetu",
    "forever",
    "forget",
    "forgot",
    "oblivi",
    "blind",
    "deaf",
    "silen",
    "overlook",
    "underestim",
    "veto",
    "revok",
    "withdr",
    "retract",
    "rescind",
    "repeal",
    "annul",
    "void",
    "invalid",
    "notwithstanding",
    "despite",
    "nolonger",
    "broken",
    "gone",
    "difficult",
    "struggl",
    "weak",
    "limit",
    "restrict",
    "confin",
    "abnormal",
    "atyp",
    "asym",
    "anonym",
    "intact",
    "alien",
    "until",
    "till",
    "before",
    "yet",
    "closed",
    "never",
    "minimi",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_may_stand_for_a_negation() {
        for word in
            ["reluctantly", "never-ending", "lesser-known", "backward-incompatible", "unknon", "infinity", "wont"]
        {
            assert!(may_deny_near(word), "{word}");
        }
        for word in ["unit", "understand", "information", "imports", "settled", "provide", "harden", "lessons"] {
            assert!(!may_deny(word) && !may_deny_near(word), "{word}");
        }
        assert!(cancels("hesitate") && cancels("unlikely") && !cancels("publish"));
    }
}
