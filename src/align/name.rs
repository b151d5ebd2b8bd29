//! Evidence from names in Latin letters: WIPO, KTV and PCT in a Chinese sentence stand in its translation too.
//!
//! A name is a run of ASCII letters and digits with at least one letter, or digits joined by a mark ("12•7", "20+8"),
//! without regard to case. Only the names of the Chinese text are looked for in the English one. Weighed by rarity as all
//! that is [copied](super::copied).

use std::collections::HashSet;

use super::copied::Copied;
use super::weights::NAME_KEPT;
use crate::analysis::Text;
use crate::text::pair::Pair;

/// The names of both texts; the source is the Chinese one.
pub fn names(texts: Pair<&Text>) -> Copied {
    let mut keys = texts.map(|text| (0..text.segments.len()).map(|at| names_of(text.sentence(at))).collect::<Vec<_>>());
    let known: HashSet<String> = keys.source.iter().flatten().cloned().collect();
    for sentence in &mut keys.target {
        sentence.retain(|name| known.contains(name));
    }
    Copied::of(keys, NAME_KEPT, |_| 1.0)
}

/// The names of a sentence, in lower case, their joining marks made one.
fn names_of(sentence: &str) -> Vec<String> {
    let joins = |c: char| matches!(c, '•' | '·' | '・' | '∙' | '+');
    sentence
        .split(|c: char| !c.is_ascii_alphanumeric() && !joins(c))
        .map(|run| run.trim_matches(joins))
        .filter(|run| run.chars().any(|c| c.is_ascii_alphabetic() || joins(c)))
        .map(|run| run.replace(joins, "•").to_ascii_lowercase())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::names_of;

    #[test]
    fn names_are_runs_of_latin_letters_and_joined_digits() {
        let check = |sentence: &str, names: &[&str]| assert_eq!(names_of(sentence), names, "{sentence}");
        check("与世界知识产权组织(WIPO)等机构", &["wipo"]);
        check("查处“12•7”案和“20+8”产业5G专利3件", &["12•7", "20•8", "5g"]);
        check("共39.8亿元", &[]);
    }
}
