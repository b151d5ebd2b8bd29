//! `ipalign batch`: corpora by the record, in shards, and taken up again where a run was stopped.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Output, Stdio};

use assert_cmd::Command;
use serde_json::{Value, json};

fn ipalign(folder: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ipalign"));
    command.current_dir(folder).arg("batch").args(args);
    command
}

fn run(folder: &Path, args: &[&str], input: &str) -> Output {
    ipalign(folder, args).write_stdin(input).output().expect("ipalign runs")
}

/// What it writes to standard output, and its exit code.
fn answers(folder: &Path, args: &[&str], input: &str) -> (String, Option<i32>) {
    let output = run(folder, args, input);
    (String::from_utf8(output.stdout).expect("output is UTF-8"), output.status.code())
}

fn folder() -> tempfile::TempDir {
    tempfile::tempdir().expect("a folder for the test")
}

fn write(folder: &Path, name: &str, text: impl AsRef<[u8]>) {
    fs::write(folder.join(name), text).expect("a file can be written");
}

fn read(folder: &Path, name: &str) -> String {
    fs::read_to_string(folder.join(name)).expect("a file can be read")
}

/// A record whose translation has another figure where its number is odd.
fn record(id: usize) -> String {
    let source = format!("去年,全省共立案{id}宗。案件比上年多。\n\n法院审理了其中的大部分案件。");
    let filed = id + id % 2;
    let target = format!(
        "Last year, a total of {filed} cases were filed in the province. There were more cases than in the year \
         before.\n\nThe courts heard most of these cases."
    );
    json!({"id": id, "source": source, "target": target}).to_string() + "\n"
}

fn corpus(count: usize) -> String {
    (0..count).map(record).collect()
}

/// The lines of an output, each of the shape that the schema says.
fn lines(output: &str) -> Vec<Value> {
    let schema = include_str!("schemas/batch-1.json");
    let validator = jsonschema::validator_for(&serde_json::from_str(schema).expect("JSON")).expect("a schema");
    let line = |line: &str| {
        let line: Value = serde_json::from_str(line).expect("JSON");
        validator.validate(&line).unwrap_or_else(|error| panic!("{error} in {line}"));
        line
    };
    output.lines().map(line).collect()
}

#[test]
fn records_are_answered_in_order_whatever_the_number_of_threads() {
    let at = folder();
    let corpus = corpus(120);
    let by = |threads: &str| {
        let output = ipalign(at.path(), &["-", "--with", "alignment,quantities"])
            .env("RAYON_NUM_THREADS", threads)
            .write_stdin(corpus.as_str())
            .output()
            .expect("ipalign runs");
        assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).expect("output is UTF-8")
    };
    let one = by("1");
    assert_eq!(by("13"), one);
    let lines = lines(&one);
    assert_eq!(lines.len(), 120);
    for (index, line) in lines.iter().enumerate() {
        assert_eq!((&line["id"], &line["line"]), (&json!(index), &json!(index + 1)));
        assert_eq!(line["summary"]["beads"], json!(3), "{line}");
        assert_eq!(line["beads"].as_array().map(Vec::len), Some(3));
        assert_eq!(line["segments"]["target"][2]["text"], "The courts heard most of these cases.");
        let rules: Vec<&Value> = line["findings"].as_array().into_iter().flatten().map(|of| &of["rule"]).collect();
        assert_eq!(rules.contains(&&json!("figure-mismatch")), index % 2 == 1, "{line}");
    }
}

#[test]
fn shards_together_are_the_whole() {
    let at = folder();
    let corpus = corpus(20);
    let (whole, _) = answers(at.path(), &["-"], &corpus);
    for of in [1, 2, 3, 21] {
        let shard = |number| answers(at.path(), &["-", "--shard", &format!("{number}/{of}")], &corpus).0;
        let parts: Vec<String> = (1..=of).map(shard).collect();
        let mut all: Vec<&str> = parts.iter().flat_map(|part| part.lines()).collect();
        all.sort_by_key(|line| serde_json::from_str::<Value>(line).expect("JSON")["line"].as_u64());
        assert_eq!(all, whole.lines().collect::<Vec<_>>(), "{of}");
    }
}

#[test]
fn a_record_that_cannot_be_checked_says_why_and_the_rest_is_checked() {
    let at = folder();
    let at = at.path();
    write(at, "zh.txt", "全省共立案1265宗。\n");
    write(at, "en.txt", "A total of 1,265 cases were filed in the province.\n");
    write(at, "latin.bin", [0u8, 159, 146, 150, 0, 1, 2, 255]);
    write(at, "empty.txt", "");
    let bad: [(&[u8], Value, &str); 15] = [
        (b"", json!(null), "is no record"),
        (b"no json", json!(null), "is no record"),
        (b"[1, 2]", json!(null), "is no record"),
        (r#"[1, "一案", "One case.", null, null, null]"#.as_bytes(), json!(null), "is no JSON object"),
        (b"\xff\xfe", json!(null), "UTF-8"),
        (br#"{"id": {"a": [1]}, "source": "a"}"#, json!({"a": [1]}), "give `source` and `target`"),
        (br#"{"id": 1, "source": "a", "target_path": "en.txt"}"#, json!(1), "give `source` and `target`"),
        (br#"{"id": 2, "sauce": "a", "target": "b"}"#, json!(2), "unknown field `sauce`"),
        (br#"{"source": "a", "target": "b"}"#, json!(null), "missing field `id`"),
        (br#"{"id": 3, "source": "a", "target": "b"}"#, json!(3), "both in English"),
        (br#"{"id": 4, "source_path": "zh.txt", "target_path": "none.txt"}"#, json!(4), "none.txt"),
        (br#"{"id": 5, "source_path": "zh.txt", "target_path": "latin.bin"}"#, json!(5), "latin.bin"),
        (br#"{"id": 6, "source_path": "zh.txt", "target_path": "empty.txt"}"#, json!(6), "empty.txt"),
        (br#"{"id": 7, "source_path": "zh.txt", "target_path": "."}"#, json!(7), "is no file"),
        (br#"{"id": 8, "source_path": "-", "target_path": "en.txt"}"#, json!(8), "-: "),
    ];
    let good: &[u8] = br#"{"id": "good", "source_path": "zh.txt", "target_path": "en.txt"}"#;
    let mut input: Vec<u8> = Vec::new();
    for line in bad.iter().map(|(line, ..)| *line).chain([good]) {
        input.extend(line);
        input.push(b'\n');
    }
    write(at, "in.jsonl", &input);
    fs::create_dir(at.join("elsewhere")).expect("a folder");
    let check = |folder: &Path, args: &[&str], code: i32| {
        let output = ipalign(folder, args).write_stdin(input.clone()).output().expect("ipalign runs");
        let told = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(code), "{told}");
        assert!(told.contains("15 of 16 records could not be checked"), "{told}");
        let lines = lines(&String::from_utf8(output.stdout).expect("output is UTF-8"));
        for (number, ((_, id, why), line)) in bad.iter().zip(&lines).enumerate() {
            assert_eq!((&line["id"], &line["line"]), (id, &json!(number + 1)), "{line}");
            assert!(line["error"].as_str().is_some_and(|error| error.contains(why)), "no {why} in {line}");
        }
        assert_eq!((lines.len(), &lines[15]["id"], &lines[15]["summary"]["beads"]), (16, &json!("good"), &json!(1)));
    };
    check(at, &["-"], 1);
    check(at, &["-", "--fail-on", "never"], 0);
    // paths are of the folder of the input, wherever one is
    check(&at.join("elsewhere"), &["../in.jsonl"], 1);
}

#[test]
fn languages_are_told_by_the_record_before_the_command_line() {
    let at = folder();
    let line = |lang: &str| format!("{{\"id\": 1, \"source\": \"12\", \"target\": \"13\"{lang}}}\n");
    let lang =
        |args: &[&str], input: &str| lines(&answers(at.path(), args, input).0)[0]["summary"]["langs"]["source"].clone();
    assert_eq!(lang(&["-", "--source-lang", "zh"], &line("")), json!("zh"));
    assert_eq!(lang(&["-", "--source-lang", "zh"], &line(r#", "source_lang": "en""#)), json!("en"));
    assert_eq!(lang(&["-"], &line("")), Value::Null);
}

#[test]
fn exit_codes_are_those_of_check() {
    let at = folder();
    let check = |args: &[&str], input: &str, code| {
        assert_eq!(run(at.path(), args, input).status.code(), Some(code), "{args:?}")
    };
    check(&["-"], "", 0);
    check(&["-"], &record(2), 0);
    check(&["-"], &record(1265), 1);
    check(&["-", "--fail-on", "never"], &record(1265), 0);
    check(&["-", "--select", "sentence"], &record(1265), 0);
    check(&["none.jsonl"], "", 2);
    check(&["."], "", 2);
    check(&["-", "--shard", "3/2"], "", 2);
    check(&["-", "--select", "nothing"], "", 2);
    check(&["-", "--output", "no/such/folder.jsonl"], "", 2);
    check(&["-", "--output", "."], "", 2);
}

#[test]
fn a_second_run_finds_nothing_left_and_ends_as_the_first() {
    let at = folder();
    let at = at.path();
    write(at, "in.jsonl", corpus(6) + "bad\n");
    let again = |args: &[&str]| {
        let output = run(at, &[&["in.jsonl", "--output", "out.jsonl"], args].concat(), "");
        (output.status.code(), String::from_utf8(output.stderr).expect("UTF-8"))
    };
    assert_eq!(again(&[]).0, Some(1));
    let first = read(at, "out.jsonl");
    assert_eq!(first, answers(at, &["in.jsonl"], "").0);
    let (code, told) = again(&[]);
    assert_eq!((code, read(at, "out.jsonl")), (Some(1), first.clone()));
    assert!(told.contains("nothing was left to do") && told.contains("1 of 7 records"), "{told}");
    // what fails a run changes no answer
    assert_eq!(again(&["--fail-on", "never"]).0, Some(0));
    for other in [["--select", "figure"], ["--with", "alignment"], ["--shard", "1/2"], ["--source-lang", "zh"]] {
        let (code, told) = again(&other);
        assert!(code == Some(2) && told.contains("other options") && told.contains("out.jsonl.progress"), "{told}");
    }
    write(at, "in.jsonl", corpus(7));
    assert!(again(&[]).1.contains("another input"));
    fs::remove_file(at.join("out.jsonl.progress")).expect("a file");
    assert_eq!(again(&[]).0, Some(2));
    assert_eq!(read(at, "out.jsonl"), first);
}

/// The lines that are noted as answered.
fn noted(folder: &Path, name: &str) -> u64 {
    let text = fs::read_to_string(folder.join(name)).unwrap_or_default();
    serde_json::from_str::<Value>(&text).ok().and_then(|noted| noted["lines"].as_u64()).unwrap_or_default()
}

#[test]
fn a_run_that_is_killed_goes_on_and_writes_the_same_bytes() {
    let at = folder();
    let at = at.path();
    let corpus = corpus(40);
    let (whole, code) = answers(at, &["-"], &corpus);
    let args = ["batch", "-", "--output", "out.jsonl"];
    for records in [1, 25] {
        let before = noted(at, "out.jsonl.progress");
        let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_ipalign"))
            .current_dir(at)
            .args(args)
            .stdin(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("ipalign runs");
        // it waits for the rest of its input when it is killed
        let mut input = child.stdin.take().expect("a pipe");
        let part: String = corpus.split_inclusive('\n').take(records).collect();
        input.write_all(part.as_bytes()).expect("it listens");
        while noted(at, "out.jsonl.progress") <= before {
            assert!(child.try_wait().expect("a child").is_none(), "it ended before its input did");
            std::thread::yield_now();
        }
        child.kill().expect("it can be killed");
        child.wait().expect("it ends");
        assert!(read(at, "out.jsonl").len() < whole.len());
        let half = fs::File::options().append(true).open(at.join("out.jsonl"));
        half.and_then(|mut out| out.write_all(b"{\"id\":7,\"li")).expect("it can be added to");
    }
    let output = run(at, &args[1..], &corpus);
    assert!(String::from_utf8_lossy(&output.stderr).contains("goes on behind line"));
    assert_eq!((read(at, "out.jsonl"), output.status.code()), (whole, code));
}
