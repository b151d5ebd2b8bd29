//! Evidence from names in Latin letters: WIPO, KTV and PCT in a Chinese sentence stand in its translation too.
//!
//! A name is a run of ASCII letters and digits with at least one letter, or digits joined by a mark ("12•7", "20+8"),
//! without regard to case. Only the names of the Chinese text are looked for in the English one. Weighed by rarity as all
//! that is [copied](super::copied).

use super::copied::{Copied, Reader};
use super::weights::Weights;
use crate::analysis::Text;
use crate::text::pair::{Pair, Side};

/// The names of both texts; the source is the Chinese one.
pub fn names(texts: Pair<&Text>, weights: &Weights) -> Copied {
    let mut reader = Reader::default();
    for at in 0..texts.source.segments.len() {
        reader.sentence(Side::Source, names_of(texts.source.sentence(at)));
    }
    let mut buffer = String::new();
    for at in 0..texts.target.segments.len() {
        let known = runs(texts.target.sentence(at)).filter_map(|run| {
            write(run, &mut buffer);
            reader.knows(buffer.as_str()).then(|| buffer.clone())
        });
        let known: Vec<String> = known.collect();
        reader.sentence(Side::Target, known);
    }
    reader.weighed(weights.name_kept, weights, |_| weights.names)
}

/// The names of a sentence, in lower case, their joining marks made one.
fn names_of(sentence: &str) -> Vec<String> {
    let mut buffer = String::new();
    let name = |run| {
        write(run, &mut buffer);
        buffer.clone()
    };
    runs(sentence).map(name).collect()
}

fn joins(c: char) -> bool {
    matches!(c, '•' | '·' | '・' | '∙' | '+')
}

/// The names of a sentence as they are written.
fn runs(sentence: &str) -> impl Iterator<Item = &str> {
    sentence
        .split(|c: char| !c.is_ascii_alphanumeric() && !joins(c))
        .map(|run| run.trim_matches(joins))
        .filter(|run| run.chars().any(|c| c.is_ascii_alphabetic() || joins(c)))
}

/// Puts a name as it is compared into the buffer.
fn write(run: &str, buffer: &mut String) {
    buffer.clear();
    buffer.extend(run.chars().map(|c| if joins(c) { '•' } else { c.to_ascii_lowercase() }));
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
