//! Every word of the interface, in one place for each language it is offered in.

use crate::audit::DocumentKind;
use crate::check::finding::Severity;
use crate::quantity::number::Number;
use crate::text::lang::Lang;

/// The words of one interface language. A sentence with a number in it is a function, since languages count differently.
pub struct Words {
    /// BCP 47 tag of the language of all these.
    pub tag: &'static str,
    pub skip: &'static str,
    pub sections: &'static str,
    pub findings: &'static str,
    pub texts: &'static str,
    pub shared: &'static str,
    pub shared_intro: &'static str,
    pub relation: &'static str,
    pub rules: &'static str,
    pub rules_intro: &'static str,
    pub source: &'static str,
    pub file: &'static str,
    pub target: &'static str,
    pub figures: &'static str,
    pub matched_figures: &'static str,
    pub sentences: &'static str,
    pub beads: &'static str,
    pub confidence: &'static str,
    pub confidence_note: &'static str,
    pub respaced: &'static str,
    pub moved: &'static str,
    pub strip: &'static str,
    pub filter: &'static str,
    pub show: &'static str,
    pub only: &'static str,
    pub search: &'static str,
    pub keys: &'static str,
    pub next: &'static str,
    pub previous: &'static str,
    pub none_shown: &'static str,
    pub equal: &'static str,
    pub unlinked: &'static str,
    pub single: &'static str,
    pub comparable: &'static str,
    pub generator: &'static str,
    pub severity: fn(Severity) -> &'static str,
    pub lang: fn(Lang) -> &'static str,
    pub kind: fn(DocumentKind, Lang, Option<Lang>) -> String,
    pub verdict: fn(errors: usize, warnings: usize) -> String,
    pub count: fn(Severity, usize) -> String,
    pub matched: fn(linked: usize, all: usize) -> String,
    pub one_sided: fn(source: usize, target: usize) -> String,
    pub spaces: fn(restored: usize, words: usize) -> String,
    pub no_counterpart: fn(Lang) -> String,
    pub uncertain: fn(percent: u32) -> String,
    pub row: fn(usize) -> String,
    pub line: fn(u32, u32) -> String,
    /// With `{shown}` and `{all}` for the script to fill in.
    pub rows_shown: &'static str,
}

/// English.
pub static ENGLISH: Words = Words {
    tag: "en",
    skip: "Skip to the text",
    sections: "Sections",
    findings: "Findings",
    texts: "Text",
    shared: "Facts that both texts state",
    shared_intro: "Same subject, same unit, same period. A figure leads to its place in the text.",
    relation: "Relation",
    rules: "Rules",
    rules_intro: "What was checked. Open a rule to read what it looks for and what it is known to miss.",
    source: "Source",
    file: "File",
    target: "Translation",
    figures: "Figures",
    matched_figures: "Figures matched",
    sentences: "Sentences",
    beads: "Aligned groups",
    confidence: "Alignment",
    confidence_note: "mean confidence",
    respaced: "Spaces restored",
    moved: "Moved: it stands elsewhere in the translation than its neighbours do.",
    strip: "Where the findings stand, from the beginning of the text to its end",
    filter: "Filter",
    show: "Show",
    only: "Only rows with findings",
    search: "Find in the text",
    keys: "next and previous finding",
    next: "Next finding",
    previous: "Previous finding",
    none_shown: "No row is left by this filter.",
    equal: "equal",
    unlinked: "No counterpart was found.",
    single: "This document has one language, so it was checked as far as one text allows.",
    comparable: "These are two texts on one subject, not a translation: their sentences are not aligned.",
    generator: "Made by ipalign",
    severity: |severity| match severity {
        Severity::Error => "Error",
        Severity::Warning => "Warning",
        Severity::Info => "Note",
    },
    lang: |lang| match lang {
        Lang::Zh => "Chinese",
        Lang::En => "English",
    },
    kind: |kind, source, target| {
        let (source, target) = (source.name(), target.map_or("", Lang::name));
        match kind {
            DocumentKind::Translation => format!("Translation, {source} to {target}"),
            DocumentKind::Comparable => format!("Two texts on one subject, {source} and {target}"),
            DocumentKind::Single => format!("One text in {source}"),
        }
    },
    verdict: |errors, warnings| match (errors, warnings) {
        (0, 0) => "Nothing found at warning or error".into(),
        (errors, 0) => plural(errors, "error", "errors"),
        (0, warnings) => plural(warnings, "warning", "warnings"),
        (errors, warnings) => {
            format!("{}, {}", plural(errors, "error", "errors"), plural(warnings, "warning", "warnings"))
        }
    },
    count: |severity, n| match severity {
        Severity::Error => plural(n, "error", "errors"),
        Severity::Warning => plural(n, "warning", "warnings"),
        Severity::Info => plural(n, "note", "notes"),
    },
    matched: |linked, all| format!("{} of {}", grouped(linked), grouped(all)),
    one_sided: |source, target| match (source, target) {
        (0, 0) => "none without counterpart".into(),
        (source, 0) => format!("{} in the source only", grouped(source)),
        (0, target) => format!("{} in the translation only", grouped(target)),
        (source, target) => format!("{} in the source only, {} in the translation", grouped(source), grouped(target)),
    },
    spaces: |restored, words| format!("{} in {}", grouped(restored), plural(words, "word", "words")),
    no_counterpart: |lang| format!("Nothing in the {} text", lang.name()),
    uncertain: |percent| format!("The alignment is uncertain here: {percent} % confidence."),
    row: |row| format!("row {}", grouped(row)),
    line: |line, column| format!("line {line}, column {column}"),
    rows_shown: "{shown} of {all} rows",
};

fn plural(n: usize, one: &str, many: &str) -> String {
    format!("{} {}", grouped(n), if n == 1 { one } else { many })
}

/// A count for a person: 4,512.
pub fn grouped(n: usize) -> String {
    i128::try_from(n).map_or_else(|_| n.to_string(), |n| Number::whole(n).grouped())
}
