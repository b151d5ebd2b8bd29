//! What counts, as a project sees it: formats that other programs read, exit codes, baselines, decisions, comments, selection.

use std::fs;
use std::path::Path;

use assert_cmd::Command;
use calamine::{Reader, Xlsx};
use serde_json::{Value, json};

const ZH: &str = "# 年度报告\n\n全省共立案1265宗，比上年有所增加。\n\n挽回经济损失20万元，有力维护了权利人的合法权益。\n\n\
                  培训人员3989人次，覆盖各行各业。\n";
const EN: &str = "# Annual Report\n\nA total of 1,256 cases were filed across the province, more than in the year before.\n\n\
                  Losses of RMB 2 million were recovered, which protected the rights of the owners.\n\n\
                  Training was given to 3,989 persons in all lines of business.\n";
const PROJECT: &str = "[[document]]\nname = \"report\"\nsource = \"zh.md\"\ntarget = \"en.md\"\n";

/// A project with two errors, `figure-mismatch` and `figure-scale`, and one warning, `figure-unit`.
struct Project {
    folder: tempfile::TempDir,
}

struct Ran {
    code: i32,
    out: String,
    told: String,
}

impl Project {
    fn new() -> Self {
        let project = Project { folder: tempfile::tempdir().expect("a folder for the test") };
        project.write("zh.md", ZH);
        project.write("en.md", EN);
        project.write("ipalign.toml", PROJECT);
        project
    }

    fn path(&self, name: &str) -> std::path::PathBuf {
        self.folder.path().join(name)
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.path(name), text).expect("a file can be written");
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    fn run(&self, args: &[&str]) -> Ran {
        let mut command = Command::new(env!("CARGO_BIN_EXE_ipalign"));
        let output = command.current_dir(self.folder.path()).args(args).output().expect("ipalign runs");
        Ran {
            code: output.status.code().expect("a code"),
            out: String::from_utf8_lossy(&output.stdout).into_owned(),
            told: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }

    /// The exit code of a check, and the rules of what is open.
    fn check(&self, args: &[&str]) -> (i32, String) {
        let ran = self.run(&[&["check", "--format", "concise"], args].concat());
        let rules = ran.out.lines().filter_map(|line| line.split(": ").nth(1)?.split(' ').nth(1));
        (ran.code, rules.collect::<Vec<_>>().join(" "))
    }

    /// The findings of a check, decided or not.
    fn findings(&self, args: &[&str]) -> Vec<Value> {
        let ran = self.run(&[&["check", "--format", "jsonl"], args].concat());
        ran.out.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
    }

    fn fingerprint(&self, rule: &str) -> String {
        let found = self.findings(&[]).into_iter().find(|finding| finding["rule"] == rule);
        found.expect(rule)["fingerprint"].as_str().expect("a string").to_owned()
    }

    /// Asserts that it fails with code 2 and one sentence that holds all of `parts`.
    fn fails(&self, args: &[&str], parts: &[&str]) {
        let ran = self.run(args);
        assert_eq!(ran.code, 2, "{args:?}: {}", ran.told);
        assert!(ran.told.starts_with("error: ") && ran.told.trim_end().lines().count() == 1, "{args:?}: {}", ran.told);
        for part in parts {
            assert!(ran.told.contains(part), "{args:?}: no {part:?} in {}", ran.told);
        }
    }
}

const ALL: &str = "figure-mismatch figure-scale figure-unit";

// Formats that other programs read

fn sarif_of(project: &Project, args: &[&str]) -> Value {
    let ran = project.run(&[&["check", "--format", "sarif"], args].concat());
    serde_json::from_str(&ran.out).expect("JSON")
}

#[test]
fn sarif_holds_to_its_published_schema() {
    let project = Project::new();
    let schema = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/schemas/sarif-2.1.0.json"));
    // a pattern as published has a bracket that no other closes, which a strict reader of patterns refuses
    let schema = schema.expect("the schema").replace("{2}]?$\"", "{2}?$\"");
    let schema: Value = serde_json::from_str(&schema).expect("JSON");
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    let is_valid = |log: &Value| {
        let errors: Vec<String> =
            validator.iter_errors(log).map(|error| format!("{}: {error}", error.instance_path())).collect();
        assert_eq!(errors, Vec::<String>::new());
    };
    let log = sarif_of(&project, &[]);
    is_valid(&log);
    let result = &log["runs"][0]["results"][0];
    let rules = log["runs"][0]["tool"]["driver"]["rules"].as_array().expect("rules");
    let index = result["ruleIndex"].as_u64().expect("a number") as usize;
    assert_eq!((&result["ruleId"], &rules[index]["id"]), (&json!("figure-mismatch"), &json!("figure-mismatch")));
    assert!(rules[index]["help"]["markdown"].as_str().is_some_and(|page| page.contains("## Bad")));
    let location = |of: &Value| {
        let physical = &of["physicalLocation"];
        let region = &physical["region"];
        json!([physical["artifactLocation"]["uri"], region["startLine"], region["startColumn"], region["endColumn"]])
    };
    assert_eq!(location(&result["locations"][0]), json!(["en.md", 3, 12, 17]));
    assert_eq!(location(&result["relatedLocations"][0]), json!(["zh.md", 3, 6, 11]));
    assert_eq!(result["partialFingerprints"]["ipalign/v1"], project.fingerprint("figure-mismatch"));

    decide(&project, "figure-mismatch", "verdict = 'rejected'\nreason = 'the law has it so'\n");
    let log = sarif_of(&project, &["--decisions", "decisions.toml"]);
    is_valid(&log);
    let suppression = json!([{ "kind": "external", "status": "accepted", "justification": "the law has it so" }]);
    assert_eq!(log["runs"][0]["results"][0]["suppressions"], suppression);
    is_valid(&sarif_of(&project, &["--select", "text"]));
}

#[test]
fn junit_has_a_case_for_each_rule_and_fails_what_fails_the_gate() {
    let project = Project::new();
    let junit = |args: &[&str]| project.run(&[&["check", "--format", "junit"], args].concat()).out;
    let text = junit(&[]);
    let xml = roxmltree::Document::parse(&text).expect("well-formed");
    let failed = |xml: &roxmltree::Document| {
        let cases = xml.descendants().filter(|node| node.has_tag_name("testcase"));
        let failed = cases.filter(|case| case.children().any(|child| child.has_tag_name("failure")));
        failed.filter_map(|case| case.attribute("name").map(str::to_owned)).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(failed(&xml), "figure-mismatch figure-scale");
    let cases = xml.descendants().filter(|node| node.has_tag_name("testcase")).count();
    assert_eq!(cases, ipalign::check::rules::RULES.len());
    assert!(text.contains("en.md:3:12: error: 1265宗 = 1,265; 1,256") && text.contains("en.md:7:23: warning: "));
    let failed_of = |args: &[&str]| failed(&roxmltree::Document::parse(&junit(args)).expect("well-formed"));
    assert_eq!(failed_of(&["--fail-on", "never", "--max-warnings", "0"]), "");
    assert_eq!(failed_of(&["--select", "figure-unit", "--max-warnings", "0"]), "max-warnings");
}

#[test]
fn a_workbook_is_read_back_and_is_the_same_each_time() {
    let project = Project::new();
    project.run(&["check", "--format", "xlsx=a.xlsx", "--format", "text"]);
    project.run(&["check", "--format", "xlsx=b.xlsx", "--format", "text"]);
    assert!(fs::read(project.path("a.xlsx")).expect("a") == fs::read(project.path("b.xlsx")).expect("b"));
    let mut book: Xlsx<_> = calamine::open_workbook(project.path("a.xlsx")).expect("a workbook");
    let sheet = book.worksheet_range("findings").expect("a sheet of findings");
    let cell = |row: u32, column: u32| sheet.get_value((row, column)).map(ToString::to_string).unwrap_or_default();
    assert_eq!(
        (cell(0, 2), cell(1, 2), cell(1, 5), cell(1, 8)),
        ("rule".into(), "figure-mismatch".into(), "1265宗".into(), "1,256".into())
    );
    assert_eq!(sheet.height(), 4);
    let documents = book.worksheet_range("documents").expect("a sheet of documents");
    let counts: Vec<String> =
        (3..6).filter_map(|column| documents.get_value((1, column)).map(ToString::to_string)).collect();
    assert_eq!(counts, ["2", "1", "0"]);
    project.fails(&["check", "--format", "xlsx"], &["--format xlsx=findings.xlsx"]);
}

#[test]
fn a_run_is_annotated_ten_times_a_level_and_the_rest_is_counted() {
    let project = Project::new();
    let paragraphs = |line: &dyn Fn(usize) -> String| (100..113).map(line).collect::<Vec<_>>().join("\n\n");
    project.write("zh.md", &paragraphs(&|n| format!("第{n}所学校共立案{}宗，比上年有所增加。", n + 300)));
    project
        .write("en.md", &paragraphs(&|n| format!("School {n} filed {} cases, more than in the year before.", n + 500)));
    let ran = project.run(&["check", "--format", "github", "--select", "figure-mismatch"]);
    let errors = ran.out.lines().filter(|line| line.starts_with("::error file=en.md,line=")).count();
    assert_eq!(errors, 10, "{}", ran.out);
    assert!(ran.out.contains("3 more at level error"), "{}", ran.out);
}

#[test]
fn every_format_is_written_in_one_run_each_to_its_file() {
    let project = Project::new();
    let formats = ["concise", "html", "json", "jsonl", "sarif", "junit", "github", "markdown", "tsv", "xlsx"];
    let args: Vec<String> = formats.iter().map(|format| format!("{format}=out.{format}")).collect();
    let mut all = vec!["check", "--format", "text"];
    args.iter().for_each(|format| all.extend(["--format", format.as_str()]));
    let ran = project.run(&all);
    assert_eq!((ran.code, ran.told.as_str()), (1, ""));
    assert!(ran.out.contains("2 errors, 1 warning, 0 notes"));
    for format in formats {
        assert!(fs::metadata(project.path(&format!("out.{format}"))).expect(format).len() > 100, "{format}");
    }
    let rows = project.read("out.tsv");
    assert!(rows.lines().all(|line| line.matches('\t').count() == 12), "{rows}");
    assert!(project.read("out.markdown").contains("| report | 2 | 1 | 0 |"));
}

/// The step of the GitHub Action, once ipalign is installed.
#[cfg(unix)]
#[test]
fn the_action_annotates_adds_to_the_summary_and_fails_as_the_check_does() {
    let project = Project::new();
    project.write("summary.md", "# Before\n");
    let program = Path::new(env!("CARGO_BIN_EXE_ipalign")).parent().expect("a folder").to_owned();
    let path = std::env::join_paths(
        std::iter::once(program).chain(std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default())),
    );
    let step = |targets: &str, fail_on: &str| {
        let output = Command::new("bash")
            .arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("scripts/action.sh"))
            .current_dir(project.path(""))
            .env("PATH", path.as_ref().expect("a path"))
            .env("GITHUB_STEP_SUMMARY", project.path("summary.md"))
            .env("IPALIGN_TARGETS", targets)
            .env("IPALIGN_FAIL_ON", fail_on)
            .env("IPALIGN_SARIF", "found.sarif")
            .output()
            .expect("bash runs");
        (output.status.code(), String::from_utf8_lossy(&output.stdout).into_owned())
    };
    let (code, out) = step("zh.md en.md", "error");
    assert_eq!(
        (code, out.lines().filter(|line| line.starts_with("::error file=en.md,")).count()),
        (Some(1), 2),
        "{out}"
    );
    let summary = project.read("summary.md");
    assert!(summary.starts_with("# Before\n") && summary.contains("`figure-mismatch`"), "{summary}");
    assert!(project.read("found.sarif").contains("figure-scale"));
    assert_eq!(step("", "never").0, Some(0));
    assert_eq!(step("no-such-document", "").0, Some(2));
}

#[test]
fn pages_of_several_documents_have_an_index() {
    let project = Project::new();
    let second = PROJECT.replace("\"report\"", "\"index\"");
    project.write("ipalign.toml", &format!("{PROJECT}{second}"));
    project.run(&["check", "--format", "html"]);
    let index = project.read("reports/index.html");
    assert!(index.contains("report%2Ehtml") && index.contains("2 errors, 1 warning"), "{index}");
    assert!(project.read("reports/_index.html").contains("<bdi>index</bdi>"));
    assert!(project.read("reports/report.html").contains("index.html"));
}

// What counts

#[test]
fn the_exit_code_is_as_the_contract_says() {
    let project = Project::new();
    let check = |args: &[&str], code: i32| assert_eq!(project.run(&[&["check"], args].concat()).code, code, "{args:?}");
    check(&[], 1);
    check(&["--fail-on", "never"], 0);
    check(&["--fail-on", "never", "--max-warnings", "0"], 0);
    check(&["--select", "figure-unit"], 0);
    check(&["--select", "figure-unit", "--fail-on", "warning"], 1);
    check(&["--select", "figure-unit", "--max-warnings", "1"], 0);
    check(&["--select", "figure-unit", "--max-warnings", "0"], 1);
    check(&["--select", "sentence"], 0);
    check(&["--fail-on", "sometimes"], 2);
    check(&["nothing.md"], 2);
    assert_eq!(project.run(&["report", "nothing.json"]).code, 2);
}

#[test]
fn rules_are_selected_and_weighed_by_the_command_line_over_the_project() {
    let project = Project::new();
    assert_eq!(project.check(&[]), (1, ALL.into()));
    assert_eq!(project.check(&["--ignore", "figure-scale,figure-mismatch"]), (0, "figure-unit".into()));
    assert_eq!(project.check(&["--select", "figure-scale"]), (1, "figure-scale".into()));
    project.write("ipalign.toml", &format!("ignore = ['figure']\nselect = ['figure-scale', 'text']\n{PROJECT}"));
    assert_eq!(project.check(&[]), (1, "figure-scale".into()));
    project.write("ipalign.toml", &format!("fail-on = 'never'\n{PROJECT}"));
    assert_eq!(project.check(&[]), (0, ALL.into()));
    assert_eq!(project.check(&["--fail-on", "error"]).0, 1);
    let severities = "[severity]\nfigure = 'info'\nfigure-unit = 'error'\nfigure-scale = 'off'\n";
    project.write("ipalign.toml", &format!("{severities}{PROJECT}"));
    let ran = project.run(&["check", "--format", "concise"]);
    assert!(ran.out.contains("info figure-mismatch") && !ran.out.contains("figure-scale"), "{}", ran.out);
    project.write("ipalign.toml", &format!("max-warnings = 0\nselect = ['figure-unit']\n{PROJECT}"));
    assert_eq!(project.check(&[]), (1, "figure-unit".into()));
}

#[test]
fn pairs_are_selected_and_weighed_as_well() {
    let project = Project::new();
    project
        .write("pairs.jsonl", "{\"id\": 1, \"source\": \"共立案1265宗。\", \"target\": \"1,256 cases were filed.\"}\n");
    let check = |args: &[&str], code: i32, found: bool| {
        let ran = project.run(&[&["check", "--pairs", "pairs.jsonl"], args].concat());
        assert_eq!((ran.code, ran.out.contains("figure-mismatch")), (code, found), "{args:?}: {}", ran.out);
    };
    check(&[], 1, true);
    check(&["--ignore", "figure-mismatch"], 0, false);
    project.write("ipalign.toml", &format!("[severity]\nfigure-mismatch = 'warning'\n{PROJECT}"));
    check(&[], 0, true);
    check(&["--max-warnings", "0"], 1, true);
}

#[test]
fn a_name_that_is_none_is_answered_with_the_one_that_was_meant() {
    let project = Project::new();
    project.fails(&["check", "--select", "figure-msmatch"], &["figure-msmatch", "did you mean `figure-mismatch`?"]);
    project.fails(&["check", "--ignore", "sentense"], &["did you mean `sentence`?"]);
    let config = |text: &str, parts: &[&str]| {
        project.write("ipalign.toml", &format!("{text}\n{PROJECT}"));
        project.fails(&["check"], &[&["ipalign.toml"], parts].concat());
        project.fails(&["config"], parts);
    };
    config("fail-one = 'error'", &["line 1", "did you mean `fail-on`?"]);
    config("fail-on = 'eror'", &["line 1", "did you mean `error`?"]);
    config("max-warnings = -1", &["line 1"]);
    config("ignore = ['figure-scales']", &["did you mean `figure-scale`?"]);
    config("[severity]\nfigure-unti = 'off'", &["did you mean `figure-unit`?"]);
    config("rules = '2025.9'", &["rule set `2025.9`", "2026.1"]);
    config("baseline = 'nothing.json'", &["nothing.json"]);
    config("decisions = 'nothing.toml'", &["nothing.toml"]);
    project.write("ipalign.toml", &format!("rules = '2026.1'\n{PROJECT}"));
    assert_eq!(project.check(&[]), (1, ALL.into()));
}

// What was decided before

fn decide(project: &Project, rule: &str, rest: &str) {
    let fingerprint = project.fingerprint(rule);
    project.write("decisions.toml", &format!("[[decision]]\nfingerprint = '{fingerprint}'\n{rest}"));
}

#[test]
fn a_decision_lets_a_finding_pass_until_it_expires() {
    let project = Project::new();
    let args = ["--decisions", "decisions.toml"];
    decide(&project, "figure-mismatch", "verdict = 'rejected'\nreason = 'so it is'\nexpires = '2999-12-31'\n");
    assert_eq!(project.check(&args), (1, "figure-scale figure-unit".into()));
    let decided = &project.findings(&args)[0]["decided"];
    assert_eq!(*decided, json!({ "status": "rejected", "reason": "so it is" }));
    decide(&project, "figure-mismatch", "verdict = 'accepted'\nreason = 'so it is'\nexpires = '2001-12-31'\n");
    let ran = project.run(&["check", "--decisions", "decisions.toml"]);
    assert!(ran.out.contains("figure-mismatch") && ran.told.contains("has expired"), "{}", ran.told);
    assert!(ran.told.starts_with("warning: decisions.toml: the decision on "), "{}", ran.told);
}

#[test]
fn a_decision_that_matches_nothing_is_told_where_it_was_looked_for() {
    let project = Project::new();
    let unmatched = "[[decision]]\nfingerprint = 'gone'\nverdict = 'rejected'\nreason = 'x'\n";
    project.write("ipalign.toml", &format!("decisions = 'decisions.toml'\n{PROJECT}"));
    let told = |decisions: &str, args: &[&str]| {
        project.write("decisions.toml", decisions);
        project.run(&[&["check"], args].concat()).told.contains("the decision on gone (x) matches nothing any more")
    };
    assert!(told(unmatched, &[]));
    assert!(!told(unmatched, &["report"]), "it may be of another document");
    assert!(told(&format!("{unmatched}document = 'report'\n"), &["report"]));
    assert!(!told(unmatched, &["--select", "text"]), "its rule may not have been looked at");
}

#[test]
fn what_is_wrong_in_a_file_of_decisions_or_a_baseline_is_one_sentence() {
    let project = Project::new();
    let check = |name: &str, text: &str, parts: &[&str]| {
        project.write(name, text);
        let option = if name.starts_with('b') { "--baseline" } else { "--decisions" };
        project.fails(&["check", option, name], &[&[name], parts].concat());
    };
    let entry = "[[decision]]\nfingerprint = 'a'\nverdict = 'rejected'\n";
    check("d.toml", entry, &["line 1", "reason"]);
    check("d.toml", &format!("{entry}reason = ''\n"), &["decision 1 (a) has no reason; say why"]);
    check("d.toml", &format!("{entry}resaon = 'x'\n"), &["line 4", "did you mean `reason`?"]);
    check("d.toml", &format!("{entry}reason = 'x'\nexpires = 'soon'\n"), &["2027-01-31"]);
    check("d.toml", "[[decision]\n", &["line 1"]);
    check("d.json", "{\"decision\": [{}]}", &["line 1", "fingerprint"]);
    check("d.json", "{\"decision\": ", &["line 1"]);
    check("b.json", "no", &["is no baseline", "ipalign baseline write"]);
    check(
        "b.json",
        "{\"schema\": \"ipalign-baseline/9\", \"findings\": []}",
        &["ipalign-baseline/9", "ipalign baseline write"],
    );
    project.fails(&["check", "--baseline", "nothing.json"], &["nothing.json", "cannot be read"]);
    project.fails(&["baseline", "prune"], &["ipalign.baseline.json", "ipalign baseline write"]);
    fs::write(project.path("d.toml"), b"\xff\xfe\xfa").expect("bytes");
    project.fails(&["check", "--decisions", "d.toml"], &["d.toml", "UTF-8"]);
}

#[test]
fn a_baseline_lets_pass_what_was_there_and_is_pruned_of_what_is_not() {
    let project = Project::new();
    let ran = project.run(&["baseline", "write"]);
    assert!(ran.code == 0 && ran.told.contains("wrote ipalign.baseline.json: 3 findings"), "{}", ran.told);
    assert!(ran.told.contains("baseline = \"ipalign.baseline.json\""), "{}", ran.told);
    project.write("ipalign.toml", &format!("baseline = 'ipalign.baseline.json'\n{PROJECT}"));
    assert_eq!(project.check(&[]), (0, String::new()));
    let shown = project.run(&["check"]).out;
    assert!(shown.contains("0 errors, 0 warnings, 0 notes") && shown.contains("3 known"), "{shown}");

    // one is mended, and another one made
    project.write("en.md", &EN.replace("RMB 2 million", "RMB 200,000").replace("3,989", "3,998"));
    let (code, rules) = project.check(&[]);
    assert_eq!((code, rules.as_str()), (1, "figure-mismatch"));
    assert!(project.run(&["check"]).told.contains("2 of 3 entries match nothing any more; `ipalign baseline prune`"));
    assert!(!project.run(&["check", "--select", "text"]).told.contains("match nothing"));
    let ran = project.run(&["baseline", "prune"]);
    assert!(ran.told.contains("1 findings, 2 taken out"), "{}", ran.told);
    assert_eq!(project.check(&[]).1, "figure-mismatch", "pruning knows nothing new");
    project.run(&["baseline", "write"]);
    assert_eq!(project.check(&[]), (0, String::new()));
    let again = project.read("ipalign.baseline.json");
    project.run(&["baseline", "write"]);
    assert_eq!(project.read("ipalign.baseline.json"), again);
}

#[test]
fn a_baseline_of_one_document_keeps_what_is_known_of_the_others() {
    let project = Project::new();
    project.write("ipalign.toml", &format!("{PROJECT}{}", PROJECT.replace("\"report\"", "\"second\"")));
    project.run(&["baseline", "write"]);
    let ran = project.run(&["baseline", "write", "second"]);
    assert!(ran.told.contains("6 findings"), "{}", ran.told);
    assert_eq!(project.check(&["--baseline", "ipalign.baseline.json"]), (0, String::new()));
}

#[test]
fn fingerprints_survive_edits_elsewhere_and_other_line_ends() {
    let project = Project::new();
    let prints =
        |project: &Project| ["figure-mismatch", "figure-scale", "figure-unit"].map(|rule| project.fingerprint(rule));
    let before = prints(&project);
    let survives = |zh: &str, en: &str, what: &str| {
        project.write("zh.md", zh);
        project.write("en.md", en);
        assert_eq!(prints(&project), before, "{what}");
    };
    let more = "本年度的工作得到了社会各界的支持。";
    survives(
        &ZH.replace("年度报告\n", &format!("年度报告\n\n{more}\n")),
        &EN.replace(
            "Annual Report\n",
            "Annual Report\n\nThe work of this year was supported by all circles of society.\n",
        ),
        "a paragraph before them",
    );
    survives(
        ZH,
        &EN.replace("across the province, more", "across the\nprovince, more")
            .replace(", which protected", ",\nwhich protected"),
        "lines wrapped anew",
    );
    survives(&ZH.replace("1265宗，", "1265宗，\n"), EN, "Chinese lines wrapped anew");
    survives(&ZH.replace('\n', "\r\n"), &EN.replace('\n', "\r\n"), "line ends of another system");
    survives(&format!("\u{feff}{ZH}"), EN, "a byte order mark");
}

#[test]
fn a_comment_in_the_text_lets_a_finding_pass_with_its_reason() {
    let project = Project::new();
    let line = "A total of 1,256 cases";
    let check = |comment: &str, open: &str, told: &str| {
        project.write("en.md", &EN.replace(line, &format!("{comment}{line}")));
        let ran = project.run(&["check", "--format", "concise"]);
        let rules: Vec<_> = ran.out.lines().filter_map(|line| line.split(": ").nth(1)?.split(' ').nth(1)).collect();
        assert_eq!(rules.join(" "), open, "{comment}");
        assert!(ran.told.contains(told) && (told.is_empty() == ran.told.is_empty()), "{comment}: {}", ran.told);
    };
    check("<!-- ipalign-ignore figure-mismatch: the annex has it so -->\n\n", "figure-scale figure-unit", "");
    check("<!-- ipalign-ignore figure: the annex has it so -->\n\n", "figure-scale figure-unit", "");
    check("<!-- ipalign-ignore figure-mismatch -->\n\n", ALL, "en.md:3:1: the ipalign-ignore here has no reason");
    check("<!-- ipalign-ignore figure-date: x -->\n\n", ALL, "en.md:3:1: the ipalign-ignore here matches nothing");
    check("<!-- ipalign-ignore figure-dte: x -->\n\n", ALL, "matches nothing");
    project.write("en.md", &EN.replace("year before.", "year before. <!-- ipalign-ignore figure-mismatch: so -->"));
    assert_eq!(project.check(&[]).1, "figure-scale figure-unit");
    let ignored = json!({ "status": "ignored", "reason": "so" });
    assert_eq!(project.findings(&[])[0]["decided"], ignored);
}

#[test]
fn a_saved_audit_is_gated_as_well() {
    let project = Project::new();
    project.run(&["check", "--format", "json=a.json", "--format", "text"]);
    decide(&project, "figure-mismatch", "verdict = 'rejected'\nreason = 'x'\n");
    let ran = project.run(&["report", "a.json", "--format", "concise", "--decisions", "decisions.toml"]);
    assert!(ran.code == 1 && !ran.out.contains("figure-mismatch") && ran.out.contains("figure-scale"), "{}", ran.out);
    let audit: Value = serde_json::from_str(&project.read("a.json")).expect("JSON");
    let hash = audit["documents"][0]["target"]["sha256"].as_str().expect("a hash").len();
    assert_eq!(
        (hash, &audit["settings"][1]),
        (64, &json!({ "name": "fail-on", "value": "error", "origin": "default" }))
    );
}

// What is in force

#[test]
fn what_is_in_force_is_shown_with_who_says_so() {
    let project = Project::new();
    project.write(
        "ipalign.toml",
        &format!("fail-on = 'warning'\nignore = ['text-typo']\n[severity]\nfigure-unit = 'info'\n{PROJECT}"),
    );
    let shown = project.run(&["config"]).out;
    let row = |name: &str| {
        let line = shown
            .lines()
            .find(|line| line.split_whitespace().next() == Some(name))
            .unwrap_or_else(|| panic!("{name}: {shown}"));
        line.split_whitespace().skip(1).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(row("fail-on"), "warning ipalign.toml");
    assert_eq!(row("max-warnings"), "any number default");
    assert_eq!(row("figure-unit"), "info ipalign.toml [severity] figure-unit");
    assert_eq!(row("text-typo"), "off ipalign.toml: not selected");
    assert_eq!(row("figure-scale"), "error default");
}

#[test]
fn the_schema_for_editors_takes_what_the_program_takes() {
    let project = Project::new();
    let schema: Value = serde_json::from_str(&project.run(&["config", "--schema"]).out).expect("JSON");
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    let as_json = |text: &str| serde_json::to_value(toml::from_str::<toml::Value>(text).expect("TOML")).expect("JSON");
    assert!(validator.is_valid(&as_json(PROJECT)));
    let own =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("ipalign.toml")).expect("the project's own");
    assert!(validator.is_valid(&as_json(&own)));
    assert!(validator.is_valid(&as_json("fail-on = 'never'\n")));
    assert!(!validator.is_valid(&as_json("fail-one = 'error'\n")));
}

#[test]
fn a_first_configuration_is_written_from_the_files_that_lie_there() {
    let project = Project::new();
    fs::remove_file(project.path("ipalign.toml")).expect("a file");
    fs::create_dir(project.path("docs")).expect("a folder");
    project.write("docs/guide.zh.md", ZH);
    project.write("docs/guide.en.md", EN);
    project.write("both.txt", &format!("{ZH}\n{EN}"));
    let ran = project.run(&["init"]);
    assert!(ran.code == 0 && ran.told.contains("wrote ipalign.toml with 3 documents"), "{}", ran.told);
    let listed = project.run(&["list"]).out;
    assert_eq!(listed.lines().count(), 3, "{listed}");
    let (code, rules) = project.check(&["docs-guide"]);
    assert_eq!((code, rules.as_str()), (1, ALL));
    project.fails(&["init"], &["ipalign.toml: is there already"]);
}

#[test]
fn colours_go_where_they_are_wanted() {
    let project = Project::new();
    let coloured = |args: &[&str], variables: &[(&str, &str)]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_ipalign"));
        let command = command.current_dir(project.folder.path()).args(args).arg("check");
        let command = command
            .env_remove("NO_COLOR")
            .env_remove("FORCE_COLOR")
            .env_remove("CLICOLOR_FORCE")
            .envs(variables.iter().copied());
        let output = command.output().expect("ipalign runs");
        assert!(output.stderr.is_empty(), "where nobody looks, no progress is shown");
        output.stdout.contains(&0x1b)
    };
    assert!(!coloured(&[], &[]));
    assert!(coloured(&["--color", "always"], &[("NO_COLOR", "1")]));
    assert!(coloured(&[], &[("FORCE_COLOR", "1")]));
    assert!(!coloured(&[], &[("FORCE_COLOR", "0")]));
    assert!(!coloured(&[], &[("FORCE_COLOR", "1"), ("NO_COLOR", "1")]));
    assert!(!coloured(&["--color", "never"], &[("FORCE_COLOR", "1")]));
}

#[test]
fn completions_and_the_manual_are_written() {
    let project = Project::new();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        assert!(project.run(&["completions", shell]).out.contains("baseline"), "{shell}");
    }
    assert!(project.run(&["man"]).out.contains(".TH ipalign 1"));
}
