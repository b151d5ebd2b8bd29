//! Alignment: are the beads those that people made?
//!
//! Strict scores as of vecalign (Thompson and Koehn 2019): a bead is right when it is a bead of the reference, sentence for
//! sentence. Precision is over all beads found; recall over the beads of the reference that have both sides. Dropped
//! sentences, those without a counterpart, are scored apart, sentence by sentence.

use std::collections::BTreeSet;
use std::path::Path;

use anyhow::{Context, Result, bail};
use ipalign::align::{align, bead::Alignment};
use ipalign::analysis::Text;
use ipalign::respace::Glue;
use ipalign::segment::presegmented;
use ipalign::text::lang::Lang;
use ipalign::text::pair::{Pair, Side};
use ipalign::text::source::Source;

use crate::sets;
use crate::table::{f1, share, table};

/// The sentences of one side of a bead and of the other.
type Bead = (Vec<usize>, Vec<usize>);

/// Parts of wholes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Score {
    documents: usize,
    sentences: Pair<usize>,
    /// Beads found that are right, of all that were found.
    precise: (usize, usize),
    /// Beads of the reference with both sides that were found, of all of these.
    recalled: (usize, usize),
    /// Sentences found without counterpart that have none in the reference, of all found so.
    dropped_precise: (usize, usize),
    /// Sentences without counterpart in the reference that were found so, of all of these.
    dropped_recalled: (usize, usize),
}

/// The report on a folder of folders, or on one.
pub fn report(folder: &Path) -> Result<String> {
    let mut folders = vec![folder.to_owned()];
    folders.extend(sets::entries(folder)?.into_iter().filter(|path| path.is_dir()));
    let mut rows = Vec::new();
    let mut names = Vec::new();
    for folder in &folders {
        let documents = sets::files(folder, "gold")?.iter().map(|gold| document(gold)).collect::<Result<Vec<_>>>()?;
        if let Some(score) = documents.into_iter().reduce(Score::plus) {
            let name = folder.canonicalize().map_or_else(|_| sets::stem(folder), |path| sets::stem(&path));
            rows.push(line(&name, &score));
            names.push(name);
        }
    }
    if rows.is_empty() {
        bail!("{}: holds no NAME.gold, nor do its folders", folder.display());
    }
    let head = ["set", "documents", "Chinese", "English", "precision", "recall", "F1", "dropped", "dropped F1"];
    let sources = sets::sources(names.iter().map(String::as_str));
    Ok(format!("{INTRODUCTION}\n{sources}\n{}", table(&head, 1, &rows)))
}

const INTRODUCTION: &str = "# Alignment

Beads found against beads made by people, on texts that are in sentences already. A bead is right when it holds the very
sentences of a bead of the reference (strict, as of Thompson and Koehn 2019); dropped sentences are those that have no
counterpart in the reference. Made by `cargo run --release --example accuracy -- alignment DIR`; how it scores is told in
`examples/accuracy/alignment.rs`.
";

fn line(set: &str, score: &Score) -> Vec<String> {
    vec![
        set.to_owned(),
        score.documents.to_string(),
        score.sentences.source.to_string(),
        score.sentences.target.to_string(),
        share(score.precise.0, score.precise.1),
        share(score.recalled.0, score.recalled.1),
        f1(score.precise, score.recalled),
        score.dropped_recalled.1.to_string(),
        f1(score.dropped_precise, score.dropped_recalled),
    ]
}

impl Score {
    fn plus(self, other: Score) -> Score {
        let sum = |a: (usize, usize), b: (usize, usize)| (a.0 + b.0, a.1 + b.1);
        Score {
            documents: self.documents + other.documents,
            sentences: self.sentences.zip(other.sentences).map(|(a, b)| a + b),
            precise: sum(self.precise, other.precise),
            recalled: sum(self.recalled, other.recalled),
            dropped_precise: sum(self.dropped_precise, other.dropped_precise),
            dropped_recalled: sum(self.dropped_recalled, other.dropped_recalled),
        }
    }
}

fn document(gold: &Path) -> Result<Score> {
    let text = |lang: Lang| {
        let content = sets::read(&gold.with_extension(lang.tag()))?;
        let (document, segments) = presegmented(Source::new(lang.tag(), content), lang);
        Ok::<_, anyhow::Error>(Text::of_segments(document, Glue::default(), segments))
    };
    let texts = Pair::new(text(Lang::Zh)?, text(Lang::En)?);
    let reference = ladder(&sets::read(gold)?).with_context(|| format!("{}: is no ladder", gold.display()))?;
    let found = beads(&align(texts.as_ref()));
    Ok(Score { sentences: texts.map(|text| text.segments.len()), ..compared(&found, &reference) })
}

fn beads(alignment: &Alignment) -> BTreeSet<Bead> {
    let bead = |segments: Pair<std::ops::Range<usize>>| (segments.source.collect(), segments.target.collect());
    alignment.beads().iter().map(|found| bead(found.segments.clone())).collect()
}

fn compared(found: &BTreeSet<Bead>, reference: &BTreeSet<Bead>) -> Score {
    let paired = |bead: &&Bead| !bead.0.is_empty() && !bead.1.is_empty();
    let recalled = reference.iter().filter(paired).filter(|bead| found.contains(bead)).count();
    let dropped = [found, reference].map(dropped);
    let both = dropped[0].intersection(&dropped[1]).count();
    Score {
        documents: 1,
        sentences: Pair::default(),
        precise: (found.intersection(reference).count(), found.len()),
        recalled: (recalled, reference.iter().filter(paired).count()),
        dropped_precise: (both, dropped[0].len()),
        dropped_recalled: (both, dropped[1].len()),
    }
}

/// The sentences that stand in a bead without another side.
fn dropped(beads: &BTreeSet<Bead>) -> BTreeSet<(Side, usize)> {
    let of = |(source, target): &Bead| match (source.is_empty(), target.is_empty()) {
        (false, true) => source.iter().map(|&sentence| (Side::Source, sentence)).collect(),
        (true, false) => target.iter().map(|&sentence| (Side::Target, sentence)).collect(),
        (false, false) | (true, true) => Vec::new(),
    };
    beads.iter().flat_map(of).collect()
}

/// A ladder as people make them: beads need not hold every sentence, nor follow each other; empty ones are left out.
fn ladder(text: &str) -> Result<BTreeSet<Bead>> {
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    let beads = lines.map(|line| bead(line).with_context(|| format!("\"{line}\" is no bead")));
    let beads = beads.collect::<Result<BTreeSet<_>>>()?;
    Ok(beads.into_iter().filter(|bead| !bead.0.is_empty() || !bead.1.is_empty()).collect())
}

fn bead(line: &str) -> Option<Bead> {
    let mut fields = line.split(':').map(ids);
    Some((fields.next()??, fields.next()??))
}

/// The numbers of a list in brackets.
fn ids(field: &str) -> Option<Vec<usize>> {
    let inner = field.trim().strip_prefix('[')?.strip_suffix(']')?;
    inner.split(',').map(str::trim).filter(|id| !id.is_empty()).map(|id| id.parse().ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn beads_are_right_when_they_are_beads_of_the_reference() {
        let check = |found: &str, reference: &str, precise, recalled, dropped_precise, dropped_recalled| {
            let [found, reference] = [found, reference].map(|text| ladder(text).expect("a ladder"));
            let sentences = Pair::default();
            let expected = Score { documents: 1, sentences, precise, recalled, dropped_precise, dropped_recalled };
            assert_eq!(compared(&found, &reference), expected);
        };
        check("[0]:[0]\n[1]:[1, 2]", "[0]:[0]\n[1]:[1, 2]\n", (2, 2), (2, 2), (0, 0), (0, 0));
        check("[0]:[0]\n[1]:[1]\n[]:[2]", "[0]:[0]\n\n[1]:[1,2]", (1, 3), (1, 2), (0, 1), (0, 0));
        check("[0]:[]\n[1]:[0]", "[0, 1]:[]\n[]:[0]", (0, 2), (0, 0), (1, 1), (1, 3));
        check("[0]:[0]", "[0]:[0]:0.5\n[]:[]", (1, 1), (1, 1), (0, 0), (0, 0));
    }

    #[test]
    fn a_line_that_is_no_bead_is_named() {
        let error = format!("{:#}", ladder("[0]:[0]\n[1]\n").expect_err("no ladder"));
        assert_eq!(error, "\"[1]\" is no bead");
    }
}
