//! What a reviser decides, and what becomes of it.

use std::collections::BTreeSet;

use ipalign::audit::{Audit, Decided, Status};
use ipalign::check::finding::Severity;
use ipalign::gate::decisions::Decisions;
use ipalign::text::lang::Lang;
use serde_json::{Value, json};

use crate::audits::{audit, bead, finding, harbour, segment, text};
use crate::page::{Opened, open, open_in, until};

const SCALE: &str = "f-figure-scale2";
const DROPPED: &str = "f-sentence-dropped3";

fn is_at(page: &Opened, id: &str) {
    page.until(&format!("document.activeElement.id === '{id}'"));
}

fn status(page: &Opened, id: &str) -> String {
    page.text(&format!(
        "['accepted', 'rejected', 'known'].find((of) => document.getElementById('{id}').classList.contains(of)) ?? 'open'"
    ))
}

#[test]
fn findings_are_accepted_rejected_skipped_and_undone_by_keyboard() {
    let page = open(&audit(harbour()), "");
    assert_eq!(page.inner("#decided"), "0 of 2 decided");
    page.press("j");
    page.press("a");
    is_at(&page, DROPPED);
    assert_eq!((status(&page, SCALE).as_str(), page.inner("#decided").as_str()), ("accepted", "1 of 2 decided"));
    page.press("r");
    page.until("document.activeElement.name === 'reason'");
    page.press("Enter");
    assert_eq!(status(&page, DROPPED), "open", "a reason is mandatory");
    page.type_text("the same is said in 4, just above");
    page.press("Enter");
    page.until("document.querySelector('#f-sentence-dropped3.rejected') !== null");
    assert!(page.inner(&format!("#{DROPPED} .decided")).contains("the same is said in 4"));
    let line = page.text("getComputedStyle(document.querySelector('.note.rejected .message bdi')).textDecorationLine");
    assert_eq!(line, "line-through");
    page.press("u");
    page.until("document.querySelector('.note.rejected') === null");
    page.press("s");
    page.press("?");
    page.until("document.getElementById('keys').open");
    page.press("Escape");
    page.until("!document.getElementById('keys').open");
    // What was typed for a reason is no key, and Escape leaves it.
    page.press("r");
    page.type_text("aaa");
    page.press("Escape");
    page.until("document.querySelector('.reasoning') === null");
    assert_eq!(page.inner("#decided"), "1 of 2 decided");
    page.is_quiet();
}

/// Three findings of one rule and one of another.
fn several() -> Audit {
    let mut document = harbour();
    for bead in [0, 1] {
        let message = format!("message {bead}");
        document.findings.push(finding("figure-scale", Severity::Info, bead, &message, Vec::new()));
    }
    let mut audit = audit(document);
    audit.rules.dedup();
    audit
}

#[test]
fn all_of_a_rule_are_decided_at_once_and_one_step_back_takes_it_back() {
    let page = open(&several(), &format!("#{SCALE}"));
    page.press("R");
    page.until("document.activeElement.name === 'reason'");
    page.type_text("as agreed");
    page.press("Enter");
    page.until("document.querySelectorAll('.note.rejected').length === 3");
    assert_eq!(status(&page, DROPPED), "open");
    page.press("u");
    page.until("document.querySelectorAll('.note.rejected').length === 0");
    page.is_quiet();
}

#[test]
fn findings_are_filtered_by_rule_and_status_and_sorted_and_the_address_keeps_it() {
    let page = open(&several(), "");
    let seen = "[...document.querySelectorAll('.list li')].filter((of) => of.checkVisibility()).map((of) => of.querySelector('.no').textContent.trim()).join()";
    assert_eq!(page.text(seen), "1,2,3,4");
    page.choose("select[name=rule]", "sentence-dropped");
    page.until(&format!("{seen} === '2'"));
    assert_eq!(page.value(&format!("document.getElementById('{SCALE}').checkVisibility()")), false);
    page.choose("select[name=rule]", "");
    page.choose("select[name=sort]", "severity");
    page.until(&format!("{seen} === '1,2,3,4'"));
    page.choose("select[name=sort]", "rule");
    page.until(&format!("{seen} === '1,3,4,2'"));
    page.press("j");
    page.press("a");
    page.choose("select[name=status]", "open");
    page.until(&format!("{seen}.split(',').length === 3"));
    let query = page.text("location.search");
    assert_eq!(query, "?status=open&sort=rule");

    let again = open(&several(), "?status=accepted&rule=figure-scale&only=1");
    assert_eq!(again.text(seen), "", "decisions of another file are not this one's");
    assert!(again.seen("#empty"));
    again.is_quiet();
}

#[test]
fn decisions_stay_in_the_browser_and_are_exported_as_the_program_reads_them() {
    let page = open(&audit(harbour()), "");
    page.click("#help");
    page.click("#by");
    page.type_text("L. Chen");
    page.press("Tab");
    page.press("Escape");
    page.press("j");
    page.press("a");
    page.press("r");
    page.until("document.activeElement.name === 'reason'");
    page.type_text("said \"elsewhere\" <b>");
    page.press("Enter");
    page.until("document.querySelector('.note.rejected') !== null");
    page.tab.reload(true, None).and_then(|tab| tab.wait_until_navigated()).expect("the page opens again");
    page.until("document.querySelectorAll('.note:is(.accepted, .rejected)').length === 2");

    let file = page.saved("#export", "harbour.decisions.json");
    let mut audit = audit(harbour());
    let decisions = Decisions::read(&file).expect("the program reads what the page exports");
    decisions.apply(&mut audit, "2026-01-01");
    let decided: Vec<_> = audit.documents[0].findings.iter().map(|finding| finding.decided.clone()).collect();
    let by = Some("L. Chen".to_owned());
    let accepted = Decided { status: Status::Accepted, reason: "right, to be mended".into(), by: by.clone() };
    let rejected = Decided { status: Status::Rejected, reason: "said \"elsewhere\" <b>".into(), by };
    assert_eq!(decided, [Some(accepted), Some(rejected)]);

    // The report made with them shows them, greyed, and they can be opened in one that was made without.
    let made = open(&audit, "");
    assert_eq!((status(&made, SCALE).as_str(), status(&made, DROPPED).as_str()), ("accepted", "rejected"));
    assert_eq!(made.inner(".verdict"), "Nothing found at warning or error");
    assert!(made.inner(&format!("#{DROPPED}")).contains("L. Chen"));
    let import = made.dir.path().join("import.json");
    std::fs::write(&import, file.replace("accepted", "rejected")).expect("a file");
    let input = made.tab.find_element("#import").expect("a field for files");
    input.set_input_files(&[import.to_str().expect("a path")]).expect("a file is chosen");
    until("the file is read", || status(&made, SCALE) == "rejected");
    std::fs::write(&import, "no decisions").expect("a file");
    input.set_input_files(&[import.to_str().expect("a path")]).expect("a file is chosen");
    made.until("document.getElementById('told').textContent === 'This is no file of decisions.'");
    made.is_quiet();
}

#[test]
fn what_a_baseline_knows_is_greyed_and_not_decided_again() {
    let mut audit = audit(harbour());
    let known = Decided { status: Status::Known, reason: "in the baseline".into(), by: None };
    audit.documents[0].findings[0].decided = Some(known);
    let page = open(&audit, &format!("#{SCALE}"));
    page.press("a");
    assert_eq!(status(&page, SCALE), "known");
    assert_eq!(page.count(&format!("#{SCALE} .verdicts")), 0);
    assert_eq!(page.inner(&format!("#{SCALE} .decided")), "✗ In the baseline".trim_start_matches("✗ "));
    page.is_quiet();
}

#[test]
fn the_interface_speaks_chinese_and_the_texts_keep_their_languages() {
    let page = open_in(Lang::Zh, &audit(harbour()), "");
    assert_eq!(page.text("document.documentElement.lang"), "zh-Hans");
    assert_eq!(page.inner(".verdict"), "1 个错误，1 个警告");
    page.press("j");
    page.press("a");
    page.until("document.querySelector('.note.accepted .decided').innerText.includes('已接受')");
    assert_eq!(page.inner("#b4 > [lang=en]"), "英文中没有对应");
    // what was found is told in Chinese as well: in the list, at its place, at a figure, and in what is exported
    let told = "问题：CNY 103,293,400 became CNY 10,330,000.";
    assert_eq!(page.inner(&format!(".list a[href=\"#{SCALE}\"] bdi")), told);
    assert_eq!(page.inner(&format!("#{SCALE} .message bdi")), told);
    assert!(page.inner(&format!("#{SCALE} .label")).contains("标签"));
    assert!(page.inner("summary:has(+ #rule-figure-scale)").contains("它找什么。"));
    page.tab.find_element("#fs1").and_then(|figure| figure.focus().map(drop)).expect("a figure can be focused");
    page.until("document.querySelector('#panel .relation').textContent === '舍入后相等'");
    assert_eq!(page.inner("#panel .explanation"), "解释1");
    assert!(page.inner("#panel dl").contains("读作2.7 %"));
    assert!(page.saved("#export", "harbour.decisions.json").contains(told));
    page.is_quiet();
}

#[test]
fn everything_has_a_name_and_every_name_is_given_once() {
    let page = open(&audit(harbour()), "");
    page.press("m");
    page.press("j");
    page.press("r");
    let told = page.told();
    let roles = ["button", "checkbox", "combobox", "link", "searchbox", "textbox", "heading", "image"];
    let named: Vec<_> = told.iter().filter(|(role, _)| roles.contains(&role.as_str())).collect();
    assert!(named.len() > 40, "{named:?}");
    assert_eq!(named.iter().find(|(_, name)| name.trim().is_empty()), None, "it has no name");
    let landmarks: BTreeSet<&str> = told.iter().map(|(role, _)| role.as_str()).collect();
    for landmark in ["banner", "navigation", "main", "search", "contentinfo"] {
        assert!(landmarks.contains(landmark), "{landmark} is not in {landmarks:?}");
    }
    let ids = page.value("[...document.querySelectorAll('[id]')].map((of) => of.id)");
    let ids: Vec<&str> = ids.as_array().expect("a list").iter().filter_map(Value::as_str).collect();
    assert_eq!(ids.len(), ids.iter().collect::<BTreeSet<_>>().len());
    page.is_quiet();
}

/// The contrast of each kind of text against what is behind it, by WCAG 2; every colour of the page is opaque where it
/// stands behind text, or mixed here.
const CONTRAST: &str = "(() => {
  const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
  const paint = (colours) => {
    canvas.clearRect(0, 0, 1, 1);
    for (const colour of colours) { canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1); }
    return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
  };
  const light = (rgb) => {
    const [r, g, b] = rgb.map((of) => of / 255).map((of) => (of <= 0.03928 ? of / 12.92 : ((of + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = (of) => (of ? [...behind(of.parentElement), getComputedStyle(of).backgroundColor] : ['white']);
  const low = [];
  for (const of of document.querySelectorAll('body *')) {
    const said = [...of.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
    if (!said || !of.checkVisibility() || of.closest('script, style, template, option')) continue;
    const ground = behind(of);
    const [a, b] = [paint([...ground, getComputedStyle(of).color]), paint(ground)].map(light).sort((x, y) => y - x);
    const contrast = (a + 0.05) / (b + 0.05);
    if (contrast < 4.5) low.push(`${of.tagName}.${of.className} ${of.textContent.slice(0, 20)} ${contrast.toFixed(2)}`);
  }
  return low;
})()";

#[test]
fn text_stands_out_from_what_is_behind_it_by_day_and_by_night() {
    let page = open(&audit(harbour()), &format!("#{SCALE}"));
    page.press("a");
    page.press("m");
    assert_eq!(page.value(CONTRAST), json!([]));
    let dark = json!({ "features": [{ "name": "prefers-color-scheme", "value": "dark" }] });
    let dark: headless_chrome::protocol::cdp::Emulation::SetEmulatedMedia =
        serde_json::from_value(dark).expect("media");
    page.tab.call_method(dark).expect("night falls");
    page.until("matchMedia('(prefers-color-scheme: dark)').matches");
    assert_eq!(page.value(CONTRAST), json!([]));
}

#[test]
fn ten_thousand_rows_stay_below_eight_megabytes_and_can_be_filtered() {
    let mut document = harbour();
    let sentence = "全年共立案1265宗,同比增长百分之五,挽回经济损失一千万元,有力维护了权利人的合法权益。";
    let english = "A total of 1,265 cases were filed in the year, up five percent, and ten million yuan of losses was recovered for right holders.";
    let many = |sentence: &str| {
        (0..10_000).map(|at| segment(sentence, at, ipalign::text::document::BlockKind::Paragraph)).collect()
    };
    document.source = text("a.zh.txt", Lang::Zh, many(sentence));
    document.target = Some(text("a.en.txt", Lang::En, many(english)));
    document.beads = (0..10_000).map(|at| bead(&[at], &[at], 0.99)).collect();
    document.quantities = ipalign::audit::AuditedQuantities::default();
    document.findings = (0..10_000)
        .step_by(10)
        .map(|at| finding("figure-scale", Severity::Warning, at, "CNY 5 became CNY 50.", Vec::new()))
        .collect();
    let mut audit = audit(document);
    audit.rules.truncate(1);
    let mut html = Vec::new();
    ipalign::report::html::write(&audit.documents[0], &audit, &mut html).expect("memory can be written to");
    assert!(html.len() < 8_000_000, "{} bytes", html.len());
    let page = open(&audit, "");
    page.click("input[name=only]");
    page.until("document.getElementById('shown').textContent === '1000 of 10000 rows'");
    page.is_quiet();
}

#[test]
fn the_texts_and_findings_are_read_without_javascript() {
    let page = open(&audit(harbour()), "");
    let off = headless_chrome::protocol::cdp::Emulation::SetScriptExecutionDisabled { value: true };
    page.tab.call_method(off).expect("scripts can be turned off");
    page.tab.reload(true, None).and_then(|tab| tab.wait_until_navigated()).expect("the page opens again");
    // rows that are far from what is seen are told a moment later
    let says = |text: &str| page.told().iter().any(|(_, name)| name.contains(text));
    until("finding and text are told", || says("CNY 103,293,400 became CNY 10,330,000.") && says("432 million tonnes"));
    let told = page.told();
    let needs_script = ["button", "searchbox", "combobox", "checkbox"];
    assert_eq!(told.iter().find(|(role, _)| needs_script.contains(&role.as_str())), None);
}
