//! The HTML report in a real browser, used as a reviser uses it: what can be seen, what lights up, what the filter leaves,
//! and that nothing in a hostile text runs, loads or breaks the page.

use std::ffi::OsStr;
use std::fs;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use headless_chrome::protocol::cdp::types::Event;
use headless_chrome::protocol::cdp::{Emulation, Network};
use headless_chrome::{Browser, LaunchOptions, Tab};
use ipalign::audit::{
    Audit, AuditedBead, AuditedDocument, AuditedFinding, AuditedLink, AuditedPlace, AuditedQuantities, AuditedQuantity,
    AuditedRule, AuditedSegment, AuditedText, AuditedValue, DocumentKind, SCHEMA,
};
use ipalign::check::finding::Severity;
use ipalign::quantity::value::{Bound, Kind};
use ipalign::report::html;
use ipalign::text::document::BlockKind;
use ipalign::text::lang::Lang;
use ipalign::text::pair::Side;
use ipalign::text::source::Location;
use serde_json::{Value, json};

// A page that is open

type Lines = Arc<Mutex<Vec<String>>>;

/// A report in a browser of its own, with everything the browser complains of or asks for.
struct Opened {
    tab: Arc<Tab>,
    complaints: Lines,
    requests: Lines,
    address: String,
    _browser: Browser,
    _dir: tempfile::TempDir,
}

fn chrome() -> PathBuf {
    let named = std::env::var_os("CHROME").map(PathBuf::from);
    let usual = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].map(PathBuf::from);
    let found = named.into_iter().chain(usual).find(|path| path.exists());
    found.or_else(|| headless_chrome::browser::default_executable().ok()).expect(
        "these tests need Chromium: install it (`apt-get install chromium`, `brew install --cask chromium`), \
         or set CHROME to the path of a Chrome",
    )
}

fn open(audit: &Audit, query: &str) -> Opened {
    let dir = tempfile::tempdir().expect("a temporary directory");
    let file = dir.path().join("report.html");
    let mut out = Vec::new();
    html::write(&audit.documents[0], audit, &mut out).expect("memory can be written to");
    fs::write(&file, out).expect("the report is written");
    let args = ["--no-sandbox", "--disable-component-update", "--mute-audio"].map(OsStr::new);
    let options = LaunchOptions {
        path: Some(chrome()),
        sandbox: false,
        args: args.into(),
        window_size: Some((1400, 1000)),
        user_data_dir: Some(dir.path().join("profile")),
        idle_browser_timeout: Duration::from_secs(120),
        ..LaunchOptions::default()
    };
    let browser = Browser::new(options).expect("Chromium starts");
    let tab = browser.new_tab().expect("a tab");
    let (complaints, requests) = watch(&tab);
    let address = format!("file://{}", file.display());
    tab.navigate_to(&format!("{address}{query}")).and_then(|tab| tab.wait_until_navigated()).expect("the report opens");
    Opened { tab, complaints, requests, address, _browser: browser, _dir: dir }
}

fn watch(tab: &Arc<Tab>) -> (Lines, Lines) {
    let (complaints, requests) = (Lines::default(), Lines::default());
    let (complain, request) = (complaints.clone(), requests.clone());
    let listen = move |event: &Event| match event {
        Event::LogEntryAdded(entry) => complain.lock().unwrap().push(entry.params.entry.text.clone()),
        Event::RuntimeExceptionThrown(thrown) => {
            complain.lock().unwrap().push(format!("{:?}", thrown.params.exception_details));
        }
        Event::RuntimeConsoleAPICalled(call) => complain.lock().unwrap().push(format!("{:?}", call.params.args)),
        Event::NetworkRequestWillBeSent(sent) => request.lock().unwrap().push(sent.params.request.url.clone()),
        _ => {}
    };
    tab.add_event_listener(Arc::new(listen)).expect("a listener");
    tab.enable_log().and_then(|tab| tab.enable_runtime()).expect("the console can be read");
    let network = Network::Enable {
        max_total_buffer_size: None,
        max_resource_buffer_size: None,
        max_post_data_size: None,
        report_direct_socket_traffic: None,
        enable_durable_messages: None,
    };
    tab.call_method(network).expect("requests can be watched");
    (complaints, requests)
}

/// Waits until something is true, and fails where it never becomes so.
fn until(what: &str, mut holds: impl FnMut() -> bool) {
    let end = Instant::now() + Duration::from_secs(20);
    while !holds() {
        assert!(Instant::now() < end, "never came true: {what}");
        std::thread::sleep(Duration::from_millis(20));
    }
}

impl Opened {
    /// What an expression comes to in the page.
    fn value(&self, expression: &str) -> Value {
        let object = self.tab.evaluate(&format!("JSON.stringify({expression})"), false).expect(expression);
        let text = object.value.unwrap_or_else(|| panic!("{expression} has no value: {:?}", object.description));
        serde_json::from_str(text.as_str().expect("JSON is a string")).expect("JSON")
    }

    fn text(&self, expression: &str) -> String {
        self.value(expression).as_str().unwrap_or_else(|| panic!("{expression} is no text")).into()
    }

    fn until(&self, expression: &str) {
        until(expression, || self.value(expression) == true);
    }

    /// The text of an element as it is seen.
    fn inner(&self, selector: &str) -> String {
        self.text(&format!("document.querySelector('{selector}').innerText.trim()"))
    }

    fn count(&self, selector: &str) -> Value {
        self.value(&format!("document.querySelectorAll('{selector}').length"))
    }

    fn seen(&self, selector: &str) -> bool {
        self.value(&format!("document.querySelector('{selector}').checkVisibility()")) == true
    }

    fn hover(&self, selector: &str) {
        self.tab.find_element(selector).and_then(|e| e.move_mouse_over().map(drop)).expect(selector);
    }

    fn click(&self, selector: &str) {
        self.tab.find_element(selector).and_then(|e| e.click().map(drop)).expect(selector);
    }

    fn press(&self, key: &str) {
        self.tab.press_key(key).expect(key);
    }

    /// The page asked for nothing but itself, and the browser had nothing to complain of.
    fn is_quiet(&self) {
        assert_eq!(*self.complaints.lock().unwrap(), Vec::<String>::new());
        let requests = self.requests.lock().unwrap();
        let inside = |url: &&String| url.starts_with(&self.address) || url.starts_with("data:");
        assert_eq!(requests.iter().find(|url| !inside(url)), None);
        assert!(!requests.is_empty(), "the report itself was asked for");
    }
}

// Audits

fn segment(text: &str, block: usize, kind: BlockKind) -> AuditedSegment {
    AuditedSegment { text: text.into(), start: 0, end: text.len() as u32, block, kind }
}

/// The first place of `part` in a sentence.
fn within(segments: &[AuditedSegment], segment: usize, part: &str) -> (u32, u32) {
    let start = segments[segment].text.find(part).unwrap_or_else(|| panic!("{part} is in the sentence")) as u32;
    (start, start + part.len() as u32)
}

fn quantity(segments: &[AuditedSegment], segment: usize, text: &str, reading: &str) -> AuditedQuantity {
    AuditedQuantity {
        segment,
        text: text.into(),
        start: 0,
        end: 1,
        within: within(segments, segment, text),
        kind: Kind::Number,
        value: AuditedValue::One(reading.into()),
        unit: None,
        currency: None,
        bound: Bound::Exact,
        direction: None,
        reading: reading.into(),
    }
}

fn place(side: Side, segments: &[AuditedSegment], segment: usize, text: &str) -> AuditedPlace {
    AuditedPlace {
        side,
        segment: Some(segment),
        start: 0,
        end: 1,
        within: Some(within(segments, segment, text)),
        text: text.into(),
        label: "label".into(),
        location: Location { line: 3, column: 5, end_line: 3, end_column: 9 },
    }
}

fn finding(rule: &str, severity: Severity, bead: usize, message: &str, places: Vec<AuditedPlace>) -> AuditedFinding {
    let fingerprint = format!("{rule}{bead}");
    let (rule, message) = (rule.into(), message.into());
    AuditedFinding { rule, severity, bead: Some(bead), message, fingerprint, places, decided: None }
}

fn text(path: &str, lang: Lang, segments: Vec<AuditedSegment>) -> AuditedText {
    AuditedText { path: path.into(), lang, sha256: None, respaced: None, segments }
}

fn bead(source: &[usize], target: &[usize], confidence: f64) -> AuditedBead {
    AuditedBead { source: source.into(), target: target.into(), confidence, moved: false }
}

fn link(both: usize, relation: &str) -> AuditedLink {
    AuditedLink { source: both, target: both, relation: relation.into(), explanation: format!("explanation {both}") }
}

fn audit(document: AuditedDocument) -> Audit {
    let rule = |finding: &AuditedFinding| AuditedRule {
        id: finding.rule.clone(),
        severity: finding.severity,
        summary: "What it finds.".into(),
        page: "# What it does\n\nIt compares. <script>window.ran = 'page'</script>\n".into(),
    };
    let rules = document.findings.iter().map(rule).collect();
    Audit { schema: SCHEMA.into(), version: "0.0.0".into(), documents: vec![document], rules, settings: Vec::new() }
}

fn harbour_source() -> Vec<AuditedSegment> {
    vec![
        segment("一、港口", 0, BlockKind::Heading(1)),
        segment("全年吞吐量4.32亿吨,增长2.7%。", 1, BlockKind::Paragraph),
        segment("投资10329.34万元。", 1, BlockKind::Paragraph),
        segment("新建泊位6个。", 1, BlockKind::Paragraph),
    ]
}

fn harbour_target() -> Vec<AuditedSegment> {
    vec![
        segment("I. The harbour", 0, BlockKind::Heading(1)),
        segment("Throughput reached 432 million tonnes, up 2.7%.", 1, BlockKind::Paragraph),
        segment("RMB10.33 million was invested.", 1, BlockKind::Paragraph),
        segment("Photographs by the author.", 2, BlockKind::Paragraph),
    ]
}

/// A heading, a sentence whose figures agree, one whose figure differs, one that was dropped and one that was added.
fn harbour() -> AuditedDocument {
    let (source, target) = (harbour_source(), harbour_target());
    let quantities = AuditedQuantities {
        source: vec![
            quantity(&source, 1, "4.32亿吨", "432,000,000 t"),
            quantity(&source, 1, "2.7%", "2.7 %"),
            quantity(&source, 2, "10329.34万元", "CNY 103,293,400"),
        ],
        target: vec![
            quantity(&target, 1, "432 million tonnes", "432,000,000 t"),
            quantity(&target, 1, "2.7%", "2.7 %"),
            quantity(&target, 2, "RMB10.33 million", "CNY 10,330,000"),
        ],
        links: vec![link(0, "equal"), link(1, "rounded")],
    };
    let scale =
        vec![place(Side::Source, &source, 2, "10329.34万元"), place(Side::Target, &target, 2, "RMB10.33 million was")];
    let dropped = vec![place(Side::Source, &source, 3, "新建泊位6个。")];
    let findings = vec![
        finding("figure-scale", Severity::Error, 2, "CNY 103,293,400 became CNY 10,330,000.", scale),
        finding("sentence-dropped", Severity::Warning, 3, "新建泊位6个。 has no counterpart.", dropped),
    ];
    let beads = vec![
        bead(&[0], &[0], 0.999),
        bead(&[1], &[1], 0.998),
        bead(&[2], &[2], 0.31),
        bead(&[3], &[], 0.9),
        bead(&[], &[3], 0.9),
    ];
    AuditedDocument {
        name: "harbour".into(),
        kind: DocumentKind::Translation,
        source: text("harbour.zh.txt", Lang::Zh, source),
        target: Some(text("harbour.en.txt", Lang::En, target)),
        beads,
        quantities,
        findings,
        facts: Vec::new(),
        idle_ignores: Vec::new(),
    }
}

const HOSTILE: &str = "</style></script><script>window.ran='text'</script><img src=http://example.invalid/x.png \
                       onerror=\"window.ran='image'\">&amp;\"'><svg onload=window.ran='svg'>";

/// Text that tries to be markup wherever text can stand, turns the direction of writing, and does not end.
fn hostile() -> AuditedDocument {
    let mut document = harbour();
    document.name = format!("\u{202e}{HOSTILE}");
    document.source.path = HOSTILE.into();
    document.source.segments[0].text = format!("一、{HOSTILE}\u{202e}港口\u{0}");
    document.source.segments[3].text = "无尽".repeat(170_000);
    document.findings[1].places.clear();
    let target = document.target.as_mut().expect("it is a translation");
    target.segments[3].text = "x".repeat(1_000_000);
    for quantity in &mut document.quantities.source {
        quantity.reading = format!("{HOSTILE}\" onmouseover=\"window.ran='title'");
    }
    for link in &mut document.quantities.links {
        link.relation = HOSTILE.into();
        link.explanation = HOSTILE.into();
    }
    for finding in &mut document.findings {
        finding.message = format!("\u{2067}{HOSTILE}");
        finding.fingerprint = "\" onclick=window.ran='print' x=\"".into();
        finding.rule = format!("{HOSTILE}-rule");
        for place in &mut finding.places {
            place.label = HOSTILE.into();
            place.text = format!("{HOSTILE}\u{202d}");
        }
    }
    document
}

// What a reviser does

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
    let narrow = json!({ "width": 420, "height": 800, "deviceScaleFactor": 1.0, "mobile": false });
    let narrow: Emulation::SetDeviceMetricsOverride = serde_json::from_value(narrow).expect("a size");
    page.tab.call_method(narrow).expect("the window narrows");
    page.until("innerWidth === 420");
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
