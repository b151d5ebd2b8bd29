//! Sentences without their spaces, with the sentence that comes out.

use proptest::prelude::*;

use super::*;
use crate::text::document::Block;
use crate::text::normal::Normal;
use crate::text::source::Source;

/// Around every sentence, so that the text as a whole is known to be glued.
const AROUND: &str = "Theofficepublishesareportontheworkofthecommitteeeveryyear,andthecouncilreadsit.";

/// Takes the spaces out of `sentence` and checks that they come back.
fn check(sentence: &str) {
    let glued: String = sentence.chars().filter(|c| !c.is_whitespace()).collect();
    check_line(&glued, sentence);
}

fn check_line(line: &str, spaced: &str) {
    let respacer = Respacer::new([AROUND, line].into_iter(), [].into_iter());
    assert_eq!(respacer.line(line), spaced);
}

fn check_untouched(text: &str) {
    let respacer = Respacer::new(text.lines(), [].into_iter());
    for line in text.lines() {
        assert_eq!(respacer.line(line), line);
    }
}

#[test]
fn words_run_together_come_apart() {
    check("The committee met in the spring and agreed on a plan for the water supply.");
    check("The investigators in the case have closed their reports.");
    check("It was a typical day of the rainy season.");
    check("They set up a fund to support the theme of the year.");
    check("We don’t know whether the neighbour’s garden is theirs.");
    check("Fishermen’s boats and farmers’ markets were protected.");
}

#[test]
fn capitals_tell_words_and_acronyms_apart() {
    check("The World Health Organization (WHO) and the WHO offices met.");
    check("New energy vehicles (NEVs) and all NEVs sold were counted by the EU office.");
    check("The Xinhui District and the town of Luoding are near Chaozhou City.");
    check("REPORT ON THE STATE OF THE FORESTS IN THE NORTHERN PROVINCES");
    check_line("REPORTONWATERSUPPLY,NORTHIN2025", "REPORT ON WATER SUPPLY, NORTH IN 2025");
}

#[test]
fn hyphens_join_and_their_prefixes_are_known() {
    check("They wrote a cross-border agreement and a multi-year plan.");
    check("It is a year-on-year increase in non-oil trade.");
    check("The municipal- and county-level offices agreed.");
    check("It supports e-commerce and well-known brands.");
}

#[test]
fn figures_stand_apart_from_words_but_not_from_their_endings() {
    check("In 2025, the chain opened 8,875 stores and 200 themed parks.");
    check("At the 25th session and the 21st meeting, 3 themes were set.");
    check("The plan for 2024-2025. This year it rose 22.72%. Open access helped 4•26 events.");
    check("The court accepted 120,800 new cases, an increase of 10.3% over the year.");
    check("Costs of RMB7,244 million and RMB29,312,800 were paid; US$5 million was left.");
    check("It was built in the 1990s and has 5G coverage.");
    check("The case “12•7” was heard in part 3 at 10:30 in the morning.");
}

#[test]
fn punctuation_is_followed_by_a_space_where_english_has_one() {
    check("I. Strengthening the law: rules, courts; and more.");
    check("The “old town” is small; the (new) one, “the city”, is not.");
    check("Three rivers—the east, the west, and the north—meet here.");
    check("The U.S. government and J. Smith agreed, i.e. they signed.");
    check("For the report write: me@example.org, or see (https://a.example/b?c=d).");
    check("The office of R&D and the Department of Trade & Industry met.");
    check("He said: \"The work is done.\" Then he left.");
    check("The hall of the ‘Great Market̕ opened to all.");
}

#[test]
fn white_space_that_is_there_is_true() {
    check_line("acceptedanother\u{a0}may\u{a0}befoundhere", "accepted another may be found here");
    check_line("RMB398.21\u{a0}billionwaspaid", "RMB398.21 billion was paid");
}

#[test]
fn text_that_is_spaced_comes_back_byte_for_byte() {
    check_untouched("The camelCase of getElementById is described at https://a.example/getElementById/readme.md.");
    check_untouched("Die Donaudampfschifffahrtsgesellschaft fuhr nach Regensburg, wo die Stadt den Hafen baute.");
    check_untouched(
        "WECHAT AND GITHUB\nA TABLE OF CONTENTS\nOpenTelemetry, JavaScript and max_len(x)\nsee README.md,ch.2",
    );
    check_untouched("It may be a typical day,or maybe not.\nNothing\u{a0}here  changes ,not even this");
    check_untouched("");
}

#[test]
fn a_glued_line_among_spaced_ones_is_mended_alone() {
    let glued = "Theofficepublishesareportontheworkofthecommitteeeveryyear";
    let spaced = "The office publishes reports on iPhones and the OpenTelemetry project every year. ".repeat(9);
    let respacer = Respacer::new([spaced.as_str(), glued].into_iter(), [].into_iter());
    assert_eq!(respacer.line(&spaced), spaced);
    assert_eq!(respacer.line(glued), "The office publishes a report on the work of the committee every year");
}

#[test]
fn words_of_siblings_are_evidence() {
    let line = "ThemapofFrobland,madebyfroblanders,wasfoundintheFrobArchive.";
    let sibling = "Frobland is a land. The froblanders have a Frob archive.";
    let respacer = Respacer::new([line].into_iter(), [sibling].into_iter());
    assert_eq!(respacer.line(line), "The map of Frobland, made by froblanders, was found in the Frob Archive.");
}

fn document(lang: Lang, text: &str) -> Document {
    let mut blocks = Vec::new();
    let mut start = 0;
    for line in text.lines() {
        blocks.push(Block { span: Span::new(start, start + line.len()), kind: BlockKind::Paragraph });
        start += line.len() + 1;
    }
    Document { source: Source::new("-", text), lang, text: Normal::verbatim(text), blocks }
}

#[test]
fn a_document_keeps_its_blocks_and_its_way_back() {
    let text = format!("{AROUND}\nIt\u{a0}wasread bythecouncil.\nAllisfine here.\n");
    let (spaced, glue) = respace(document(Lang::En, &text), &[]);
    let read: Vec<&str> = spaced.blocks.iter().map(|block| spaced.slice(block.span)).collect();
    assert_eq!(read[1..], ["It was read by the council.", "All is fine here."]);
    assert_eq!((glue.blocks, glue.restored, glue.words), (3, 17 + 3 + 2, 18 + 6 + 4));
    let council = spaced.text.text().rfind("council").map(|at| Span::new(at, at + 7)).expect("it is there");
    assert_eq!(spaced.to_source(council).of(&text), "council");
}

#[test]
fn chinese_documents_and_spaced_ones_come_back_as_they_are() {
    for (lang, text) in
        [(Lang::Zh, "2025年,广东法院\u{a0}IPcases\n"), (Lang::En, "All of it is well spaced, as ever.\n")]
    {
        let (same, glue) = respace(document(lang, text), &[]);
        assert_eq!(same.text.text(), text);
        assert_eq!((glue.restored, glue.blocks), (0, 0));
    }
}

#[test]
fn a_long_run_is_split_in_windows_without_a_seam() {
    let words = "the people of the river valley keep their old boats in good order ".repeat(200);
    let glued: String = words.split_whitespace().collect();
    let respacer = Respacer::new([glued.as_str()].into_iter(), [].into_iter());
    assert_eq!(respacer.line(&glued), words.trim_end());
}

fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

proptest! {
    #[test]
    fn nothing_but_white_space_changes(line in "\\PC{0,60}", english in "[A-Za-z0-9’'\"“”(),.&$%@_:/ \u{a0}éÉß-]{0,80}") {
        for line in [line, english] {
            let respacer = Respacer::new([AROUND, &line].into_iter(), [line.as_str()].into_iter());
            prop_assert_eq!(squeezed(&respacer.line(&line)), squeezed(&line));
        }
    }

    #[test]
    fn every_letter_leads_back_to_itself(lines in prop::collection::vec("[A-Za-z0-9’“”(),. \u{a0}é-]{1,40}", 1..4)) {
        let text = format!("{AROUND}\n{}\n", lines.join("\n"));
        let (spaced, _) = respace(document(Lang::En, &text), &[]);
        for (at, c) in spaced.text.text().char_indices().filter(|(_, c)| !c.is_whitespace()) {
            let back = spaced.to_source(Span::new(at, at + c.len_utf8()));
            prop_assert_eq!(back.of(&text), c.to_string());
        }
        prop_assert_eq!(spaced.blocks.len(), text.lines().count());
    }
}
