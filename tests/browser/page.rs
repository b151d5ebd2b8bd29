//! A page that is open in a browser of its own.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use headless_chrome::protocol::cdp::types::{Event, Method};
use headless_chrome::protocol::cdp::{Emulation, Network, Page};
use headless_chrome::{Browser, LaunchOptions, Tab};
use ipalign::audit::Audit;
use ipalign::report::html;
use ipalign::text::lang::Lang;
use serde::Serialize;
use serde_json::{Value, json};

pub type Lines = Arc<Mutex<Vec<String>>>;

/// Asks for the accessibility tree as it comes: of some of its properties the protocol's own type does not know.
#[derive(Debug, Serialize)]
struct AccessibilityTree {}

impl Method for AccessibilityTree {
    const NAME: &'static str = "Accessibility.getFullAXTree";
    type ReturnObject = Value;
}

/// A report in a browser of its own, with everything the browser complains of or asks for.
pub struct Opened {
    pub tab: Arc<Tab>,
    pub complaints: Lines,
    requests: Lines,
    pub address: String,
    _browser: Browser,
    pub dir: tempfile::TempDir,
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

/// The report on the only document of `audit`, opened with `query` behind its address.
pub fn open(audit: &Audit, query: &str) -> Opened {
    open_in(Lang::En, audit, query)
}

/// The same in an interface language.
pub fn open_in(lang: Lang, audit: &Audit, query: &str) -> Opened {
    let mut out = Vec::new();
    html::write_in(lang, &audit.documents[0], audit, &mut out).expect("memory can be written to");
    let dir = tempfile::tempdir().expect("a temporary directory");
    let file = dir.path().join("report.html");
    fs::write(&file, out).expect("the report is written");
    open_file(&file, query, dir)
}

/// A file, in a browser that keeps its profile and what is downloaded in `dir`.
pub fn open_file(file: &Path, query: &str, dir: tempfile::TempDir) -> Opened {
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
    Opened { tab, complaints, requests, address, _browser: browser, dir }
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
pub fn until(what: &str, mut holds: impl FnMut() -> bool) {
    let end = Instant::now() + Duration::from_secs(20);
    while !holds() {
        assert!(Instant::now() < end, "never came true: {what}");
        std::thread::sleep(Duration::from_millis(20));
    }
}

impl Opened {
    /// What an expression comes to in the page.
    pub fn value(&self, expression: &str) -> Value {
        let object = self.tab.evaluate(&format!("JSON.stringify({expression})"), false).expect(expression);
        let text = object.value.unwrap_or_else(|| panic!("{expression} has no value: {:?}", object.description));
        serde_json::from_str(text.as_str().expect("JSON is a string")).expect("JSON")
    }

    pub fn text(&self, expression: &str) -> String {
        self.value(expression).as_str().unwrap_or_else(|| panic!("{expression} is no text")).into()
    }

    pub fn until(&self, expression: &str) {
        until(expression, || self.value(expression) == true);
    }

    /// The text of an element as it is seen.
    pub fn inner(&self, selector: &str) -> String {
        self.text(&format!("document.querySelector('{selector}').innerText.trim()"))
    }

    pub fn count(&self, selector: &str) -> Value {
        self.value(&format!("document.querySelectorAll('{selector}').length"))
    }

    pub fn seen(&self, selector: &str) -> bool {
        self.value(&format!("document.querySelector('{selector}').checkVisibility()")) == true
    }

    /// The role and the name of all that a screen reader is told of, in order.
    pub fn told(&self) -> Vec<(String, String)> {
        let tree = self.tab.call_method(AccessibilityTree {}).expect("what a screen reader is told");
        let nodes = tree["nodes"].as_array().expect("nodes");
        let told = nodes.iter().filter(|node| node["ignored"] != true);
        let text = |value: &Value| value["value"].as_str().unwrap_or_default().to_owned();
        told.map(|node| (text(&node["role"]), text(&node["name"]))).collect()
    }

    pub fn hover(&self, selector: &str) {
        self.tab.find_element(selector).and_then(|e| e.move_mouse_over().map(drop)).expect(selector);
    }

    pub fn click(&self, selector: &str) {
        // where nothing that stays in place covers it
        self.value(&format!("document.querySelector('{selector}')?.scrollIntoView({{ block: 'center' }}) ?? null"));
        self.tab.find_element(selector).and_then(|e| e.click().map(drop)).expect(selector);
    }

    pub fn press(&self, key: &str) {
        self.tab.press_key(key).expect(key);
    }

    pub fn type_text(&self, text: &str) {
        self.tab.type_str(text).expect(text);
    }

    /// Chooses the option of this value, as a person does.
    pub fn choose(&self, selector: &str, value: &str) {
        let set = format!(
            "(() => {{ const of = document.querySelector('{selector}'); of.value = '{value}'; \
             of.dispatchEvent(new Event('input', {{ bubbles: true }})); return true; }})()"
        );
        assert_eq!(self.value(&set), true);
    }

    /// The text of the file that a click on `selector` saves.
    pub fn saved(&self, selector: &str, name: &str) -> String {
        let folder = self.dir.path().join("saved");
        let path = folder.join(name);
        let allow = Page::SetDownloadBehavior {
            behavior: Page::SetDownloadBehaviorBehaviorOption::Allow,
            download_path: Some(folder.display().to_string()),
        };
        self.tab.call_method(allow).expect("files can be saved");
        let _ = fs::remove_file(&path);
        self.click(selector);
        // the browser keeps the name with an empty file until the whole one takes its place
        until(name, || fs::metadata(&path).is_ok_and(|file| file.len() > 0));
        fs::read_to_string(&path).expect("a text")
    }

    /// Makes the window this wide.
    pub fn narrow_to(&self, width: u32) {
        self.resize(width, 800);
    }

    pub fn resize(&self, width: u32, height: u32) {
        let size = json!({ "width": width, "height": height, "deviceScaleFactor": 1.0, "mobile": false });
        let size: Emulation::SetDeviceMetricsOverride = serde_json::from_value(size).expect("a size");
        self.tab.call_method(size).expect("the window takes a size");
        self.until(&format!("innerWidth === {width}"));
    }

    /// The page asked for nothing but itself, and the browser had nothing to complain of.
    pub fn is_quiet(&self) {
        assert_eq!(*self.complaints.lock().unwrap(), Vec::<String>::new());
        let requests = self.requests.lock().unwrap();
        let inside = |url: &&String| url.starts_with(&self.address) || url.starts_with("data:");
        assert_eq!(requests.iter().find(|url| !inside(url)), None);
        assert!(!requests.is_empty(), "the report itself was asked for");
    }
}
