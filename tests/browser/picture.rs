//! The picture of the README: the report on a copy of a published text into which faults were put.
//!
//! It is written to `docs/src/report.png` where `IPALIGN_PICTURE` is set, and else beside what is built, since no two machines
//! have the same fonts.

use std::fs;
use std::path::{Path, PathBuf};

use headless_chrome::protocol::cdp::Page::CaptureScreenshotFormatOption;

use crate::hour::{SEED, ipalign};
use crate::page::open_file;

/// What stands in the text, and what is put in its place.
const FAULTS: [(&str, &str); 7] = [
    ("the25thChinaPatentAward", "the26thChinaPatentAward"),
    ("193excellenceawards", "139excellenceawards"),
    ("increaseof2.74percentagepoints", "increaseof2.74%"),
    ("RMB103,293,400", "RMB103,293.4"),
    ("RMB150million", "US$150million"),
    ("115,300cases,upby", "115,300cases,downby"),
    ("120,800", "128,000"),
];

#[test]
fn every_fault_of_the_picture_is_in_it() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = tempfile::tempdir().expect("a folder");
    let mut text = fs::read_to_string(root.join(SEED)).expect("a published text");
    for (right, wrong) in FAULTS {
        assert_eq!(text.matches(right).count(), 1, "{right}");
        text = text.replace(right, wrong);
    }
    fs::write(folder.path().join("guangdong-faulty.txt"), text).expect("a copy");
    let checked = ipalign(folder.path(), &["check", "guangdong-faulty.txt", "--format", "html=report.html"]);
    assert_eq!(checked.status.code(), Some(1), "{}", String::from_utf8_lossy(&checked.stderr));
    let profile = tempfile::tempdir().expect("a folder for the browser");
    let page = open_file(&folder.path().join("report.html"), "?severity=e&only=1", profile);
    let list = page.inner(".list");
    for fault in ["26th", "139", "2.74%", "103,293.4", "US$150 million", "30.33%", "128,000"] {
        assert!(list.contains(fault), "{fault} is not in {list}");
    }
    page.press("j");
    page.press("r");
    page.until("document.activeElement.name === 'reason'");
    page.type_text("the award was renumbered");
    page.press("Enter");
    page.press("a");
    page.until("document.querySelectorAll('.note.accepted').length === 1");
    page.value("window.scrollTo(0, 0) ?? null");
    page.resize(1400, 1250);
    page.is_quiet();
    let png = page.tab.capture_screenshot(CaptureScreenshotFormatOption::Png, None, None, true).expect("a picture");
    let is_asked = std::env::var_os("IPALIGN_PICTURE").is_some();
    let place = if is_asked {
        root.join("docs/src/report.png")
    } else {
        PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("report.png")
    };
    fs::write(place, png).expect("the picture is written");
}
