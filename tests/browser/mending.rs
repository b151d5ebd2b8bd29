//! An alignment that is mended in the page, and exported for `--beads`.

use ipalign::align::ladder;
use ipalign::text::pair::Pair;

use crate::audits::{audit, harbour};
use crate::page::{Opened, open};

fn exported(page: &Opened) -> String {
    page.saved("#export-beads", "harbour.ladder")
}

fn trick(page: &Opened, name: &str) {
    page.click(&format!(".mending [data-do={name}]"));
}

#[test]
fn sentences_go_from_row_to_row_and_the_export_is_an_alignment() {
    let page = open(&audit(harbour()), "");
    assert_eq!(page.count(".mending"), 0);
    page.click("#mend");
    page.click("#b4 > a");
    page.until("document.querySelector('#b4 .mending') !== null");
    // the sentence that was dropped is joined with the one that was added
    trick(&page, "merge");
    page.until("!document.getElementById('b5').checkVisibility()");
    assert_eq!(page.inner("#b4 > [lang=en]"), "Photographs by the author.");
    assert_eq!(exported(&page), "[0]:[0]\n[1]:[1]\n[2]:[2]\n[3]:[3]\n");
    // the same by moving it, after a step back
    trick(&page, "unmend");
    page.until("document.getElementById('b5').checkVisibility()");
    assert_eq!(page.inner("#b4 > [lang=en]"), "Nothing in the English text");
    page.click("#b3 > a");
    page.click(".mending [data-do=down][data-side=\"1\"]");
    page.until("document.querySelector('#b4 > [lang=en]').textContent.includes('RMB10.33')");
    assert_eq!(exported(&page), "[0]:[0]\n[1]:[1]\n[2]:[]\n[3]:[2]\n[]:[3]\n");
    page.is_quiet();
}

#[test]
fn a_row_is_split_its_findings_go_with_it_and_what_cannot_be_is_refused() {
    let page = open(&audit(harbour()), "");
    page.press("j");
    page.press("m");
    page.until("document.querySelector('#b3 .mending') !== null");
    trick(&page, "split");
    page.until("document.querySelectorAll('.r').length === 6");
    let text = exported(&page);
    assert_eq!(text, "[0]:[0]\n[1]:[1]\n[2]:[]\n[]:[2]\n[3]:[]\n[]:[3]\n");
    let read = ladder::read(&text, Pair::new(4, 4)).expect("the program reads what the page exports");
    assert_eq!(read.beads().len(), 6);
    // a row that is joined away leaves its findings to the row above
    page.click("#b2 > a");
    trick(&page, "merge");
    page.until("document.querySelector('#b2 .note') !== null");
    page.press("u");
    page.until("document.querySelector('#b3 .note') !== null");
    page.press("u");
    page.until("document.querySelectorAll('.r:not(.gone)').length === 5");
    assert_eq!(page.value("document.getElementById('export-beads').checkVisibility()"), false);
    // nothing is above the first row
    page.click("#b1 > a");
    page.until("document.querySelector('.chosen').id === 'b1'");
    page.click(".mending [data-do=up][data-side=\"0\"]");
    assert_eq!(page.count(".r.gone"), 1);
    assert_eq!(page.inner("#mended"), "");
    page.is_quiet();
}
