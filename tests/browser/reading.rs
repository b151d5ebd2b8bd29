//! What a reviser sees and searches.

use ipalign::audit::DocumentKind;
use serde_json::{Value, json};

use crate::audits::{HOSTILE, audit, harbour, hostile};
use crate::page::{open, until};

#[test]
fn both_texts_stand_side_by_side_with_what_was_found() {
    let page = open(&audit(harbour()), "");
    assert_eq!(page.text("document.title"), "harbour – 1 error, 1 warning");
    assert_eq!(page.inner(".verdict"), "1 error, 1 warning");
    assert_eq!(page.count(".r"), 5);
    assert!(page.inner("#b2").contains("432 million tonnes, up 2.7%."));
    let left = |lang: &str| format!("document.querySelector('#b2 > [lang={lang}]').getBoundingClientRect().left");
    assert_eq!(page.value(&format!("{} < {}", left("zh"), left("en"))), true);
    assert_eq!(page.inner("#b4 > [lang=en]"), "Nothing in the English text");
    assert_eq!(page.inner("#b5 > [lang=zh]"), "Nothing in the Chinese text");
    assert!(page.inner("#b3 .aside").contains("31 %"));
    assert_eq!((page.inner("nav a"), page.inner(".rows h3")), ("一、港口".into(), "一、港口".into()));
    let facts = page.inner(".facts");
    assert!(facts.contains("2 of 3 Chinese") && facts.contains("2 of 3 English"), "{facts}");
    assert!(page.inner("#b3 .note").contains("CNY 103,293,400 became CNY 10,330,000."));
    let marked = page.value("[...document.querySelectorAll('#b3 mark')].map((mark) => mark.textContent)");
    assert_eq!(marked, json!(["10329.34万元", "RMB10.33 million", " was"]));
    page.is_quiet();
}

#[test]
fn a_figure_lights_up_its_counterpart_and_says_what_it_comes_to() {
    let page = open(&audit(harbour()), "");
    assert!(!page.seen("#panel"));
    page.hover("#fs0");
    page.until("document.getElementById('ft0').classList.contains('lit')");
    let panel = page.inner("#panel");
    let told = ["4.32亿吨", "432 million tonnes", "432,000,000 t", "equal"];
    assert!(told.iter().all(|part| panel.contains(part)), "{panel}");
    assert!(!page.seen("#panel .missing"));
    page.hover("h1");
    page.until("document.getElementById('panel').hidden && !document.querySelector('.lit')");

    // The same by keyboard, from the other side.
    page.tab.find_element("#ft1").and_then(|e| e.focus().map(drop)).expect("a figure can be focused");
    page.until("document.getElementById('fs1').classList.contains('lit')");
    let panel = page.inner("#panel");
    assert!(["2.7 %", "rounded", "explanation 1"].iter().all(|part| panel.contains(part)), "{panel}");
    page.press("Escape");
    page.until("document.getElementById('panel').hidden");

    page.hover("#fs2");
    page.until("!document.getElementById('panel').hidden");
    assert!(page.inner("#panel").contains("No counterpart was found."));
    page.is_quiet();
}

#[test]
fn the_filter_leaves_what_was_asked_for_and_the_address_keeps_it() {
    let audit = audit(harbour());
    let page = open(&audit, "");
    let left =
        "[...document.querySelectorAll('.r')].filter((row) => row.checkVisibility()).map((row) => row.id).join()";
    assert_eq!(page.text(left), "b1,b2,b3,b4,b5");
    page.click("input[name=only]");
    page.until(&format!("{left} === 'b3,b4'"));
    page.click("input[name=w]");
    page.until(&format!("{left} === 'b3'"));
    assert_eq!(page.inner("#shown"), "1 of 5 rows");
    assert_eq!(page.text("location.search"), "?severity=ei&only=1");
    page.click("input[name=only]");
    page.click("input[name=q]");
    page.tab.type_str("MILLION").expect("typing");
    page.until(&format!("{left} === 'b2,b3'"));
    page.until("location.search === '?severity=ei&q=MILLION'");
    assert!(!page.seen(".list li.w"));
    page.is_quiet();

    let again = open(&audit, "?severity=w&only=1#f-sentence-dropped3");
    assert_eq!(again.text(left), "b4");
    assert_eq!(again.value("document.querySelector('[name=e]').checked"), false);
    assert_eq!(again.text("document.querySelector('.note:target').id"), "f-sentence-dropped3");
    again.is_quiet();
}

#[test]
fn keys_step_through_the_findings_and_a_rule_opens_its_page() {
    let page = open(&audit(harbour()), "");
    let (first, second) = ("f-figure-scale2", "f-sentence-dropped3");
    for (key, id) in [("j", first), ("j", second), ("j", first), ("k", second)] {
        page.press(key);
        page.until(&format!("document.activeElement.id === '{id}' && location.hash === '#{id}'"));
    }
    assert!(!page.seen("#rule-figure-scale"));
    page.click("#b3 a.rule");
    page.until("document.getElementById('rule-figure-scale').checkVisibility()");
    let rule = page.inner("#rule-figure-scale");
    assert!(rule.contains("It compares. <script>window.ran = 'page'</script>"), "{rule}");
    page.is_quiet();
}

#[test]
fn nothing_in_a_hostile_text_runs_loads_or_breaks_the_page() {
    let page = open(&audit(hostile()), "");
    for selector in ["#fs0", "#ft0", "#fs2", ".note", ".list a"] {
        page.hover(selector);
    }
    assert_eq!(page.value("window.ran ?? null"), Value::Null);
    assert_eq!(page.count("img, script"), 1);
    assert_eq!(page.count("[onclick], [onerror], [onload], [onmouseover]"), 0);
    let heading = page.text("document.querySelector('#b1 h3').textContent");
    assert!(heading.contains(HOSTILE) && heading.contains("⟨U+202E⟩港口⟨U+0000⟩"), "{heading}");
    assert_eq!(page.value("/[\\u202a-\\u202e\\u2066-\\u2069]/.test(document.documentElement.outerHTML)"), false);
    assert_eq!(page.value("document.documentElement.scrollWidth <= innerWidth"), true);
    assert_eq!(page.value("document.querySelector('#b5 > [lang=en]').textContent.length"), 1_000_000);
    page.is_quiet();

    // The watch itself: what the policy forbids is stopped, and seen.
    let image = "document.body.append(Object.assign(new Image(), { src: 'http://example.invalid/a.png' }))";
    page.tab.evaluate(image, false).expect("it runs");
    until("the policy stops an image", || {
        page.complaints.lock().unwrap().iter().any(|text| text.contains("Content Security Policy"))
    });
}

#[test]
fn a_narrow_window_stacks_the_texts() {
    let page = open(&audit(harbour()), "");
    page.narrow_to(420);
    let top = |lang: &str| format!("document.querySelector('#b2 > [lang={lang}]').getBoundingClientRect().top");
    page.until(&format!("{} < {}", top("zh"), top("en")));
    assert_eq!(page.value("document.documentElement.scrollWidth <= innerWidth"), true);
    page.is_quiet();
}

#[test]
fn a_text_in_one_language_has_one_column_and_says_so() {
    let mut document = harbour();
    document.kind = DocumentKind::Single;
    document.target = None;
    document.beads.clear();
    document.quantities.target.clear();
    document.quantities.links.clear();
    document.findings.clear();
    let page = open(&audit(document), "");
    assert_eq!(page.inner(".verdict"), "Nothing found at warning or error");
    assert!(page.inner("main").contains("This document has one language"));
    assert_eq!((page.count(".r"), page.count(".r > [lang]")), (json!(2), json!(2)));
    assert_eq!((page.count(".f"), page.count(".f.x")), (json!(3), json!(0)));
    page.hover("#fs0");
    page.until("document.getElementById('panel').innerText.includes('432,000,000 t')");
    page.is_quiet();
}
