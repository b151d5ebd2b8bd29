//! The command line as it is typed. `tests/cmd` holds cases whose output is fixed; here stand those that look into it.

use std::path::Path;

use assert_cmd::Command;
use serde_json::Value;

#[test]
fn as_typed() {
    trycmd::TestCases::new().case("tests/cmd/*.trycmd");
}

fn ipalign(folder: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ipalign"));
    command.current_dir(folder).args(args);
    command
}

/// What it writes, when it succeeds or finds something.
fn output(folder: &Path, args: &[&str], input: &str) -> String {
    let output = ipalign(folder, args).write_stdin(input).output().expect("ipalign runs");
    let error = String::from_utf8_lossy(&output.stderr);
    assert!(matches!(output.status.code(), Some(0 | 1)), "{args:?}: {error}");
    String::from_utf8(output.stdout).expect("output is UTF-8")
}

/// Asserts that it fails with one sentence on standard error that holds all of `parts`.
fn fails(folder: &Path, args: &[&str], input: &[u8], parts: &[&str]) {
    let output = ipalign(folder, args).write_stdin(input).output().expect("ipalign runs");
    let told = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{args:?}: {told}");
    let error: String = told.lines().skip_while(|line| line.starts_with("note: ")).collect::<Vec<_>>().join("\n");
    assert!(error.starts_with("error: ") && !error.contains("panicked"), "{args:?}: {told}");
    for part in parts {
        assert!(error.contains(part), "{args:?}: no {part:?} in {error}");
    }
}

fn folder() -> tempfile::TempDir {
    tempfile::tempdir().expect("a folder for the test")
}

fn write(folder: &Path, name: &str, text: impl AsRef<[u8]>) {
    std::fs::write(folder.join(name), text).expect("a file can be written");
}

#[test]
fn every_bad_input_is_one_sentence() {
    let at = folder();
    let at = at.path();
    write(at, "empty.txt", "");
    write(at, "blank.txt", " \n\n");
    write(at, "binary.bin", [0u8, 159, 146, 150, 0, 1, 2, 255]);
    write(at, "latin1.txt", b"caf\xe9\n");
    write(at, "en.txt", "One case.\n");
    write(at, "zh.txt", "一案。\n");
    let check = |args: &[&str], parts: &[&str]| fails(at, args, b"", parts);
    check(&["check"], &["ipalign.toml", "name a file"]);
    check(&["list"], &["ipalign.toml"]);
    check(&["check", "nothing.txt"], &["nothing.txt", "no such file"]);
    check(&["check", "."], &[".: is a folder"]);
    check(&["check", "empty.txt"], &["empty.txt"]);
    check(&["check", "blank.txt"], &["blank.txt"]);
    check(&["check", "binary.bin"], &["binary.bin"]);
    check(&["check", "--text", "一", "二"], &["both in Chinese", "--source-lang"]);
    check(&["check", "--text", "1", "2"], &["--source-lang"]);
    check(&["check", "en.txt", "--format", "jsn"], &["did you mean `json`?"]);
    check(&["check", "en.txt", "--format", "json", "--format", "text"], &["standard output"]);
    check(&["check", "en.txt", "--format", "json=no/such/folder.json"], &["no/such/folder.json"]);
    check(&["check", "en.txt", "--format", "json=."], &["is a folder"]);
    check(&["check", "en.txt", "--fail-on", "always"], &["--fail-on"]);
    check(&["align", "en.txt"], &["en.txt", "translation"]);
    check(&["align", "en.txt", "en.txt"], &["both in English"]);
    check(&["align", "--presegmented", "empty.txt", "en.txt"], &["empty.txt", "is empty"]);
    check(&["align", "--presegmented", "zh.txt", "latin1.txt"], &["latin1.txt", "line 1", "UTF-8"]);
    check(&["quantities"], &["--lang"]);
    check(&["quantities", "--lang", "zh", "nothing.txt"], &["nothing.txt", "cannot be read"]);
    check(&["quantities", "--lang", "en", "latin1.txt"], &["latin1.txt", "line 1", "UTF-8"]);
    check(&["respace", "."], &["is a folder"]);
    check(&["segment", "empty.txt"], &["empty.txt"]);
    check(&["read", "nothing.txt"], &["nothing.txt"]);
    check(&["explain", "no-such-rule"], &["no-such-rule"]);
    check(&["report", "en.txt"], &["en.txt", "--format json"]);
    check(&["check", "--pairs", "nothing.jsonl"], &["nothing.jsonl", "cannot be read"]);
    check(&["check", "--pairs", "-", "--format", "html"], &["jsonl"]);
}

#[test]
fn a_malformed_pair_is_named_by_its_line_and_the_pairs_before_it_are_answered() {
    let at = folder();
    let check = |line: &str| {
        let input = format!("{}\n{line}\n", r#"{"id": 1, "source": "一案", "target": "one case"}"#);
        fails(at.path(), &["check", "--pairs", "-"], input.as_bytes(), &["standard input: line 2: "]);
        let output = ipalign(at.path(), &["check", "--pairs", "-"]).write_stdin(input).output().expect("ipalign runs");
        assert_eq!(output.stdout.iter().filter(|&&byte| byte == b'\n').count(), 1, "{line}");
    };
    check("");
    check("no json");
    check(r#"{"id": 2, "source": "一案"}"#);
    check(r#"{"source": "一案", "target": "one case"}"#);
    check(r#"{"id": 2, "source": 7, "target": "one case"}"#);
}

#[test]
fn pairs_are_answered_in_order_with_places_in_the_strings() {
    let at = folder();
    let count = 3000;
    let request = |id: usize| serde_json::json!({"id": [id, "x"], "source": format!("共立案{id}宗。"), "target": format!("{} cases were filed.", id + 1)});
    let requests: Vec<Value> = (0..count).map(request).collect();
    let input: String = requests.iter().map(|request| format!("{request}\n")).collect();
    let answers = output(at.path(), &["check", "--pairs", "-", "--format", "jsonl", "--fail-on", "never"], &input);
    let answers: Vec<Value> = answers.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!(answers.len(), count);
    for (request, answer) in requests.iter().zip(&answers) {
        assert_eq!(request["id"], answer["id"]);
        for place in places(answer) {
            let text = request[place["side"].as_str().expect("a side")].as_str().expect("a string");
            assert_leads_to_its_text(place, text);
        }
    }
}

#[test]
fn a_pair_is_answered_before_the_next_is_asked() {
    use std::io::{BufRead, BufReader, Write};
    use std::process::{Command, Stdio};
    let mut child = Command::new(env!("CARGO_BIN_EXE_ipalign"))
        .args(["check", "--pairs", "-", "--fail-on", "never"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("ipalign runs");
    let mut questions = child.stdin.take().expect("a pipe");
    let mut answers = BufReader::new(child.stdout.take().expect("a pipe"));
    for id in 0..3 {
        writeln!(questions, r#"{{"id": {id}, "source": "一案", "target": "one case"}}"#).expect("it listens");
        let mut answer = String::new();
        answers.read_line(&mut answer).expect("it answers");
        assert!(answer.starts_with(&format!("{{\"id\":{id},")), "{answer}");
    }
    drop(questions);
    assert!(child.wait().expect("it ends").success());
}

fn places(value: &Value) -> Vec<&Value> {
    let findings = value["findings"].as_array().expect("findings");
    findings.iter().flat_map(|finding| finding["places"].as_array().expect("places")).collect()
}

/// Bytes of the source are the place's text, but for white space, which may have been restored.
fn assert_leads_to_its_text(place: &Value, source: &str) {
    let at = |field: &str| place[field].as_u64().expect("an offset") as usize;
    let bare = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    let slice = source.get(at("start")..at("end")).expect("a stretch of the source on character boundaries");
    assert_eq!(bare(slice), bare(place["text"].as_str().expect("a text")));
}

const ZH: &str = "2025年,全省共立案1265宗。罚没款10329.34万元。\n\n各地开展专项行动。\n";
const EN: &str = "In 2025, a total of 1,256 cases were filed. Fines came to RMB103.2934 million.\n";

#[test]
fn an_audit_holds_the_contract() {
    let at = folder();
    let at = at.path();
    write(at, "zh.txt", ZH);
    write(at, "en.txt", EN);
    let text = output(at, &["check", "zh.txt", "en.txt", "--format", "json"], "");
    let audit: Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!((&audit["schema"], &audit["documents"][0]["name"]), (&"ipalign-audit/1".into(), &"zh".into()));
    let document = &audit["documents"][0];
    for (side, path, lang, source) in [("source", "zh.txt", "zh", ZH), ("target", "en.txt", "en", EN)] {
        assert_eq!((&document[side]["path"], &document[side]["lang"]), (&path.into(), &lang.into()));
        let segments = document[side]["segments"].as_array().expect("segments");
        assert!(!segments.is_empty());
        segments.iter().for_each(|segment| assert_leads_to_its_text(segment, source));
        let figures = document["quantities"][side].as_array().expect("figures");
        figures.iter().for_each(|figure| assert_leads_to_its_text(figure, source));
        let held =
            document["beads"].as_array().expect("beads").iter().flat_map(|bead| bead[side].as_array().expect("a list"));
        let mut held: Vec<u64> = held.filter_map(Value::as_u64).collect();
        held.sort_unstable();
        assert_eq!(held, (0..segments.len() as u64).collect::<Vec<_>>(), "each {side} sentence is in one bead");
    }
    for place in places(document) {
        assert_leads_to_its_text(place, if place["side"] == "source" { ZH } else { EN });
    }
    write(at, "audit.json", &text);
    assert_eq!(output(at, &["report", "audit.json", "--format", "json"], ""), text, "an audit is read back as it was");
}

#[test]
fn reports_for_people_speak_chinese_and_those_for_programs_do_not() {
    let at = folder();
    let at = at.path();
    let texts = ["--text", "全省共立案1265宗。", "A total of 1,256 cases were filed."];
    let report =
        |format: &str| output(at, &[&["check", "--ui-lang", "zh", "--format", format], &texts[..]].concat(), "");
    let message = "1265宗 = 1,265；1,256：两位数字颠倒";
    for format in ["text", "concise", "markdown", "html=-"] {
        assert!(report(format).contains(message), "{format}: {}", report(format));
    }
    assert!(
        report("text").contains("错误 figure-mismatch") && report("text").contains("问题    1个错误，0个警告，0个提示")
    );
    for format in ["jsonl", "sarif", "tsv", "github"] {
        assert!(report(format).contains("1265宗 = 1,265; 1,256: two digits are exchanged"), "{format}");
    }
    // an audit that was saved before findings spoke Chinese is shown as it is
    let mut audit: Value = serde_json::from_str(&report("json")).expect("JSON");
    let finding = &mut audit["documents"][0]["findings"][0];
    assert_eq!(finding["message_zh"], message);
    finding.as_object_mut().expect("a finding").remove("message_zh");
    write(at, "audit.json", audit.to_string());
    let saved = output(at, &["report", "audit.json", "--ui-lang", "zh"], "");
    assert!(saved.contains("two digits are exchanged") && saved.contains("错误 figure-mismatch"), "{saved}");
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let at = folder();
    write(at.path(), "zh.txt", ZH);
    write(at.path(), "en.txt", EN);
    let args = ["check", "zh.txt", "en.txt", "--format", "json"];
    let with = |threads: &str| {
        ipalign(at.path(), &args).env("RAYON_NUM_THREADS", threads).output().expect("ipalign runs").stdout
    };
    assert_eq!(with("1"), with("4"));
}

#[test]
fn reports_are_written_to_files_and_pages_to_the_folder_of_the_project() {
    let at = folder();
    let at = at.path();
    std::fs::create_dir(at.join("below")).expect("a folder");
    write(at, "en.txt", EN);
    write(at, "ipalign.toml", "[[document]]\nname = 'news'\nkind = 'single'\nfile = 'en.txt'\n");
    let args = ["check", "news", "--format", "html", "--format", "json=audit.json", "--fail-on", "never"];
    assert_eq!(output(&at.join("below"), &args, ""), "");
    assert!(at.join("reports/news.html").is_file());
    let audit = std::fs::read_to_string(at.join("below/audit.json")).expect("a file");
    let audit: Value = serde_json::from_str(&audit).expect("JSON");
    assert_eq!(audit["documents"][0]["source"]["path"], "../en.txt");
    assert_eq!(audit["documents"][0]["kind"], "single");
}

#[test]
fn colours_are_for_whoever_wants_them_and_never_for_files() {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cmd/report.in");
    let at = folder();
    let audit = cases.join("audit.json");
    let audit = audit.to_str().expect("a path");
    let check = |args: &[&str], no_color: &str, coloured: bool| {
        let args = [&["report", audit], args].concat();
        let output = ipalign(at.path(), &args).env("NO_COLOR", no_color).output().expect("ipalign runs");
        assert_eq!(output.stdout.contains(&0x1b), coloured, "{args:?}");
    };
    check(&[], "", false);
    check(&["--color", "always"], "", true);
    check(&["--color", "always"], "1", true);
    check(&["--color", "never"], "", false);
    check(&["--color", "always", "--format", "text=a.txt"], "", false);
    let file = std::fs::read(at.path().join("a.txt")).expect("a file");
    assert!(!file.is_empty() && !file.contains(&0x1b));
}

#[test]
fn a_reader_who_leaves_is_no_error() {
    use std::process::{Command, Stdio};
    let at = folder();
    write(at.path(), "many.txt", "2025年\n".repeat(200_000));
    let mut child = Command::new(env!("CARGO_BIN_EXE_ipalign"))
        .current_dir(at.path())
        .args(["quantities", "--lang", "zh", "many.txt"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("ipalign runs");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("it ends");
    assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(0), &b""[..]));
}

#[test]
fn the_documents_of_the_project_are_where_it_says() {
    let rows = output(Path::new(env!("CARGO_MANIFEST_DIR")), &["list"], "");
    let names: Vec<&str> = rows.lines().filter_map(|row| row.split_whitespace().next()).collect();
    assert_eq!(names, ["guangdong-2025", "shenzhen-2025", "shanghai-2024", "shenzhen-2016"]);
    assert!(!rows.contains('?'), "{rows}");
}

/// The same two terms in every format; the second has a forbidden rendering.
const GLOSSARIES: [(&str, &str); 4] = [
    ("terms.tsv", "复议机关\treconsideration authority\n专利局\tPatent Office\tPatents Bureau\n"),
    (
        "terms.toml",
        "[[term]]\nzh = '复议机关'\nen = 'reconsideration authority'\n[[term]]\nzh = '专利局'\nen = ['Patent Office']\n\
         forbidden = ['Patents Bureau']\n",
    ),
    (
        "two.tbx",
        "<?xml version='1.0'?>\n<!DOCTYPE martif SYSTEM 'TBXcoreStructV02.dtd'>\n<martif type='TBX' xml:lang='en'><text><body>\
         <termEntry><langSet xml:lang='zh'><tig><term>复议机关</term></tig></langSet><langSet xml:lang='en'><tig>\
         <term>reconsideration authority</term></tig></langSet></termEntry><termEntry><langSet xml:lang='zh'><tig>\
         <term>专利局</term></tig></langSet><langSet xml:lang='en'><tig><term>Patent Office</term></tig><tig><term>Patents \
         Bureau</term><termNote type='administrativeStatus'>deprecatedTerm-admn-sts</termNote></tig></langSet>\
         </termEntry></body></text></martif>\n",
    ),
    (
        "three.tbx",
        "<tbx type='TBX-Basic' style='dca' xml:lang='en' xmlns='urn:iso:std:iso:30042:ed-2'><text><body>\
         <conceptEntry id='c1'><langSec xml:lang='zh'><termSec><term>复议机关</term></termSec></langSec>\
         <langSec xml:lang='en'><termSec><term>reconsideration authority</term></termSec></langSec></conceptEntry>\
         <conceptEntry id='c2'><langSec xml:lang='zh'><termSec><term>专利局</term></termSec></langSec><langSec \
         xml:lang='en'><termSec><term>Patent Office</term></termSec><termSec><term>Patents Bureau</term><termNote \
         type='administrativeStatus'>deprecatedTerm-admn-sts</termNote></termSec></langSec></conceptEntry></body></text>\
         </tbx>\n",
    ),
];

#[test]
fn a_glossary_of_any_format_holds_both_directions() {
    let at = folder();
    let at = at.path();
    write(
        at,
        "zh.txt",
        "复议机关应当在六十日内作出决定。\n申请人可以向专利局提出复审请求。\n专利局应当受理该请求。\n\
         复议机关可以延长期限。\n",
    );
    write(
        at,
        "en.txt",
        "The agency shall make a decision within 60 days.\n\
         The applicant may file a request for reexamination with the Patents Bureau.\n\
         The patent office's staff shall accept the request.\nReconsideration authorities may extend the time limit.\n",
    );
    for (name, text) in GLOSSARIES {
        write(at, name, text);
        let found = |files: [&str; 2]| {
            let args = ["check", files[0], files[1], "--glossary", name, "--format", "json"];
            let audit: Value = serde_json::from_str(&output(at, &args, "")).expect("JSON");
            let findings = audit["documents"][0]["findings"].as_array().expect("findings").clone();
            let of_terms = findings.into_iter().filter(|finding| finding["rule"] == "term-missing");
            of_terms.map(|finding| finding["message"].to_string()).collect::<Vec<_>>()
        };
        let forth = found(["zh.txt", "en.txt"]);
        assert_eq!(forth.len(), 2, "{name}: {forth:?}");
        assert!(forth.iter().any(|message| message.contains("复议机关") && message.contains('2')), "{name}: {forth:?}");
        assert!(forth.iter().any(|message| message.to_lowercase().contains("patents bureau")), "{name}: {forth:?}");
        let back = found(["en.txt", "zh.txt"]);
        assert!(back.is_empty(), "{name}: {back:?}");
    }
}

#[test]
fn a_broken_glossary_is_one_sentence() {
    let at = folder();
    let at = at.path();
    write(at, "one.tsv", "法院\tcourt\n专利权\n");
    write(at, "empty.toml", "");
    write(at, "key.toml", "[[term]]\nzh = '法院'\nne = 'court'\n");
    write(at, "open.tbx", "<martif>\n</text>");
    write(at, "page.tbx", "<html/>");
    write(at, "latin1.tsv", b"caf\xe9\tcaf\xe9\n");
    write(at, "words.csv", "法院,court\n");
    write(
        at,
        "ipalign.toml",
        "glossary = 'nothing.tsv'\n[[document]]\nname = 'a'\nsource = 'zh.txt'\ntarget = 'en.txt'\n",
    );
    write(at, "zh.txt", "法院受理。\n");
    write(at, "en.txt", "The court accepted it.\n");
    let check = |name: &str, parts: &[&str]| {
        let args = ["check", "--text", "法院", "court", "--glossary", name];
        fails(at, &args, b"", parts);
    };
    check("one.tsv", &["one.tsv: line 2", "tab"]);
    check("empty.toml", &["empty.toml", "no term"]);
    check("key.toml", &["key.toml: line 3", "did you mean `en`"]);
    check("open.tbx", &["open.tbx: line 2", "mend it"]);
    check("page.tbx", &["page.tbx: line 1", "TBX"]);
    check("latin1.tsv", &["latin1.tsv: line 1", "UTF-8"]);
    check("words.csv", &["words.csv", "rename"]);
    check("none.tsv", &["none.tsv"]);
    fails(at, &["check"], b"", &["nothing.tsv"]);
}
