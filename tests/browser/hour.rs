//! A reviser's hour: the report on a published text is read finding by finding, decided on, and given back to the gate,
//! which then lets pass what was decided, and nothing else.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

use crate::page::{Opened, open_file};

pub const SEED: &str = "seeds/001_63a1e3e4f91ece42.txt";
const PAGE: &str = "reports/guangdong-2025.html";
const CONFIG: &str = "fail-on = \"warning\"\n[[document]]\nname = \"guangdong-2025\"\nfile = \"report.txt\"\n";

pub fn ipalign(folder: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_ipalign")).current_dir(folder).args(args).output().expect("ipalign runs")
}

fn page(folder: &Path) -> Opened {
    open_file(&folder.join(PAGE), "", tempfile::tempdir().expect("a folder for the browser"))
}

fn read(folder: &Path, name: &str) -> String {
    fs::read_to_string(folder.join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// Goes from finding to finding and decides on each: accepts errors, rejects all others.
fn decide_on_all(page: &Opened) -> (usize, usize) {
    let count = page.count(".note").as_u64().expect("a count");
    let (mut accepted, mut rejected) = (0, 0);
    page.press("j");
    for _ in 0..count {
        page.until(
            "document.activeElement.matches('.note') && !document.activeElement.matches('.accepted, .rejected')",
        );
        if page.value("document.activeElement.matches('.e')") == true {
            page.press("a");
            accepted += 1;
        } else {
            page.press("r");
            page.until("document.activeElement.name === 'reason'");
            page.type_text(&format!("read, and right as it is ({rejected})"));
            page.press("Enter");
            rejected += 1;
        }
        let decided = format!("{} of {count} decided", accepted + rejected);
        page.until(&format!("document.getElementById('decided').textContent === '{decided}'"));
    }
    (accepted, rejected)
}

#[test]
fn what_was_decided_passes_and_a_new_fault_does_not() {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(SEED)).expect("a published text");
    fs::write(folder.join("report.txt"), &text).expect("a copy");
    fs::write(folder.join("ipalign.toml"), CONFIG).expect("a project");

    let first = ipalign(folder, &["check", "--format", "html"]);
    assert_eq!(first.status.code(), Some(1));
    let reviser = page(folder);
    let (accepted, rejected) = decide_on_all(&reviser);
    assert!(accepted > 0 && rejected > 0, "{accepted} accepted, {rejected} rejected");
    let decisions = reviser.saved("#export", "guangdong-2025.decisions.json");
    fs::write(folder.join("decisions.json"), decisions).expect("the file of decisions");
    reviser.is_quiet();

    let args = ["check", "--decisions", "decisions.json", "--format", "html", "--format", "concise"];
    let second = ipalign(folder, &args);
    let told = String::from_utf8_lossy(&second.stderr);
    assert_eq!((second.status.code(), second.stdout.as_slice()), (Some(0), &b""[..]), "{told}");
    let again = page(folder);
    assert_eq!(again.count(".note.rejected"), rejected);
    assert_eq!(again.count(".note.accepted"), accepted);
    let grey = "(() => { const of = (selector) => getComputedStyle(document.querySelector(selector)).color; \
                return of('.note.rejected .message bdi') === of('.kind'); })()";
    assert_eq!(again.value(grey), true);
    again.is_quiet();

    plant(folder, &text);
    let formats = ["sarif=r.sarif", "junit=r.xml", "github=r.github", "concise=r.txt", "text"];
    let mut args = vec!["check", "--decisions", "decisions.json"];
    formats.iter().for_each(|format| args.extend(["--format", format]));
    let third = ipalign(folder, &args);
    assert_eq!(third.status.code(), Some(1));
    is_one_new_finding(folder, &String::from_utf8_lossy(&third.stdout), &text);
}

const RIGHT: &str = "120,800";
const WRONG: &str = "128,000";

/// Two digits of a figure of the English change places.
fn plant(folder: &Path, text: &str) {
    assert_eq!(text.matches(RIGHT).count(), 1);
    fs::write(folder.join("report.txt"), text.replace(RIGHT, WRONG)).expect("the fault is planted");
}

fn is_one_new_finding(folder: &Path, shown: &str, text: &str) {
    let at = text.find(RIGHT).expect("the figure");
    let line = text[..at].matches('\n').count() + 1;
    let column = text[text[..at].rfind('\n').map_or(0, |end| end + 1)..at].chars().count() + 1;
    let place = format!("report.txt:{line}:{column}");

    let concise = read(folder, "r.txt");
    assert!(concise.starts_with(&format!("{place}: error figure-mismatch: ")), "{concise}");
    assert_eq!(concise.lines().count(), 1, "{concise}");
    assert!(shown.contains("error figure-mismatch") && shown.contains(&format!("en {line}:{column}")), "{shown}");
    assert!(shown.contains("1 error, 0 warnings, 0 notes"), "{shown}");

    let sarif: Value = serde_json::from_str(&read(folder, "r.sarif")).expect("JSON");
    let results = sarif["runs"][0]["results"].as_array().expect("results");
    let open: Vec<&Value> = results.iter().filter(|result| result.get("suppressions").is_none()).collect();
    assert_eq!((open.len(), &open[0]["ruleId"]), (1, &Value::from("figure-mismatch")));
    let region = &open[0]["locations"][0]["physicalLocation"]["region"];
    let end = column + WRONG.len();
    assert_eq!([&region["startLine"], &region["startColumn"], &region["endColumn"]], [line, column, end]);

    let junit = read(folder, "r.xml");
    assert!(junit.contains("failures=\"1\"") && junit.contains(&place), "{junit}");
    let github = read(folder, "r.github");
    assert!(
        github.starts_with(&format!("::error file=report.txt,line={line},endLine={line},col={column},")),
        "{github}"
    );
    assert_eq!(github.lines().count(), 1, "{github}");
}
