//! The Guangdong report of 2025, against what a reader made of it by hand (`tests/guangdong`).

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use ipalign::align::{align, ladder};
use ipalign::analysis::Text;
use ipalign::audit::AuditedDocument;
use ipalign::check::finding::Severity;
use ipalign::pipeline::{Texts, audit};
use ipalign::read::{self, Options, Reading};
use ipalign::selftest;
use ipalign::text::document::Document;
use ipalign::text::pair::Pair;

fn seed() -> Pair<Document> {
    match read::file(Path::new("seeds/001_63a1e3e4f91ece42.txt"), &Options::default()) {
        Ok(Reading::Both(pair)) => pair,
        other => panic!("the report holds both languages: {other:?}"),
    }
}

fn reference(name: &str) -> String {
    fs::read_to_string(Path::new("tests/guangdong").join(name)).expect("a file of the reference")
}

fn texts() -> Pair<Text> {
    seed().map(|document| Text::new(document, &[]))
}

fn audited() -> AuditedDocument {
    audit("guangdong-2025", Texts::Translation(seed()), &[])
}

/// The places of a text at which a word ends, counted in characters that are no white space.
fn word_ends(text: &str) -> BTreeSet<usize> {
    let mut at = 0;
    let words = text.split_whitespace().map(|word| {
        at += word.chars().count();
        at
    });
    words.collect()
}

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect()
}

#[test]
fn sentences_are_those_of_the_reader() {
    let texts = texts();
    let of = |text: &Text| (0..text.segments.len()).map(|index| text.sentence(index).to_owned()).collect::<Vec<_>>();
    assert_eq!(of(&texts.source), reference("zh.txt").lines().collect::<Vec<_>>());
    let english: Vec<String> = of(&texts.target).iter().map(|sentence| squeezed(sentence)).collect();
    assert_eq!(english, reference("en.txt").lines().map(squeezed).collect::<Vec<_>>());
}

#[test]
fn lost_spaces_are_restored_where_the_reader_put_them() {
    let text = texts().target.document.text.text().to_owned();
    let expected = reference("english.txt");
    assert_eq!(squeezed(&text), squeezed(&expected), "nothing but white space changes");
    let (ours, theirs) = (word_ends(&text), word_ends(&expected));
    let right = ours.intersection(&theirs).count();
    let wrong = ours.symmetric_difference(&theirs).count();
    assert!(right > 5600 && wrong * 1000 < right * 3, "{right} word ends right, {wrong} not");
}

#[test]
fn every_bead_is_that_of_the_reader() {
    let texts = texts();
    let alignment = align(texts.as_ref());
    assert_eq!(ladder::write(&alignment), reference("beads.txt"));
}

#[test]
fn english_as_the_source_gives_the_mirrored_beads() {
    let texts = texts();
    let straight = align(texts.as_ref());
    let turned = align(texts.as_ref().swap());
    let mut mirrored: Vec<_> = turned.beads().iter().map(|bead| bead.segments.clone().swap()).collect();
    let mut beads: Vec<_> = straight.beads().iter().map(|bead| bead.segments.clone()).collect();
    let order =
        |segments: &Pair<std::ops::Range<usize>>| (segments.source.start, segments.target.start, segments.target.end);
    mirrored.sort_by_key(order);
    beads.sort_by_key(order);
    assert_eq!(beads, mirrored);
}

#[test]
fn what_is_wrong_in_it_is_reported_and_nothing_that_is_right() {
    /// Read by a person: who and what was counted, and which of two shares belongs to which of two counts.
    const FAULTS: [(&str, &str); 6] = [
        ("figure-binding", "10.3%"),
        ("figure-binding", "5.3%"),
        ("figure-unit", "26,956"),
        ("figure-unit", "57,900"),
        ("figure-unit", "2,218"),
        ("figure-unit", "8,174"),
    ];
    let document = audited();
    let figures = document.findings.iter().filter(|finding| finding.rule.starts_with("figure-"));
    let loud = figures.filter(|finding| finding.severity >= Severity::Warning);
    let found: Vec<(&str, &str)> =
        loud.map(|finding| (finding.rule.as_str(), finding.places[0].text.as_str())).collect();
    assert_eq!(found, FAULTS);
    let linked = document.quantities.links.len();
    let (zh, en) = (document.quantities.source.len(), document.quantities.target.len());
    assert!(linked * 100 >= zh * 97 && linked * 100 >= en * 94, "{linked} of {zh} and {en} figures are matched");
}

#[test]
fn every_place_leads_back_to_the_file_as_given() {
    let document = audited();
    let file = fs::read_to_string("seeds/001_63a1e3e4f91ece42.txt").expect("the report");
    let target = document.target.as_ref().expect("both languages");
    for (text, quantities) in [(&document.source, &document.quantities.source), (target, &document.quantities.target)] {
        let mut end = 0;
        for segment in &text.segments {
            assert!(segment.start >= end, "segments are in the order of the file: {segment:?}");
            assert_eq!(squeezed(&file[segment.start as usize..segment.end as usize]), squeezed(&segment.text));
            end = segment.end;
        }
        for quantity in quantities {
            let (start, end) = (quantity.within.0 as usize, quantity.within.1 as usize);
            assert_eq!(text.segments[quantity.segment].text[start..end], quantity.text);
            assert_eq!(squeezed(&file[quantity.start as usize..quantity.end as usize]), squeezed(&quantity.text));
        }
    }
}

#[test]
fn planted_faults_are_found_named_and_placed() {
    let plan = selftest::Plan { faults: selftest::Fault::ALL.to_vec(), each: 8, seed: 7 };
    let outcome = selftest::run("guangdong-2025", &seed(), &[], &plan);
    assert_eq!(outcome.rows.len(), selftest::Fault::ALL.len());
    for row in &outcome.rows {
        let counts = row.counts;
        // two values are dealt out once where that is right
        let least = if row.fault == selftest::Fault::DealtSwapped { 1 } else { 4 };
        assert!(counts.planted >= least, "{}: there are places for it", row.fault.name());
        let most = match row.fault {
            // a name that the sentences around have too is not missed
            selftest::Fault::NameChanged => counts.planted / 2,
            // a phrase is seldom seen to be missing within a document, so nothing is asked of it but silence beside it
            selftest::Fault::PhraseDropped => continue,
            // two figures may be exchanged where nothing tells them apart, and a clause may say little that the rest does not
            selftest::Fault::FiguresSwapped | selftest::Fault::ClauseDropped => counts.planted / 4,
            // all else is in the words and digits themselves
            _ => 1,
        };
        // a clause that holds a figure may be found by what its figure misses
        let named = if row.fault == selftest::Fault::ClauseDropped { counts.found } else { counts.named };
        let missed = counts.planted - named.min(counts.placed);
        assert!(missed <= most, "{row:?}: {:#?}", outcome.missed);
    }
    assert_eq!(outcome.beside, 0, "nothing is reported beside the faults");
}
