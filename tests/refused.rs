//! Commands that are refused and the sentence that each gets, in `refused.txt`: every slip that a user can make in a file
//! that is given, in `ipalign.toml` and on the command line.
//!
//! A case is a remark, the files there are, indented below their names, and what is typed behind `$`, with what it says on
//! standard error indented below it. It ends with exit code 2, prints nothing, and leaves the folder as it was.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use assert_cmd::Command;

const CASES: &str = include_str!("refused.txt");

/// The files below a folder, by their paths, and what they hold.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        match path.is_dir() {
            true => found.extend(files(&path).into_iter().map(|(inner, bytes)| (format!("{name}/{inner}"), bytes))),
            false => drop(found.insert(name, fs::read(&path).expect("a file"))),
        }
    }
    found
}

/// What a case says of its files, and the commands.
fn parts(case: &str) -> (BTreeMap<&str, String>, Vec<&str>) {
    let mut texts: BTreeMap<&str, String> = BTreeMap::new();
    let mut open = None;
    let mut commands = Vec::new();
    for line in case.lines().skip(1) {
        if let Some(command) = line.strip_prefix("$ ") {
            commands.push(command);
            open = None;
        } else if let Some(name) = line.strip_suffix(':').filter(|_| !line.starts_with(' ')) {
            open = Some(texts.entry(name).or_default());
        } else if let Some(text) = &mut open {
            text.push_str(line.strip_prefix("  ").unwrap_or(line));
            text.push('\n');
        }
    }
    (texts, commands)
}

/// The case as it has to be written.
fn refused(case: &str) -> String {
    let folder = tempfile::tempdir().expect("a folder");
    let (texts, commands) = parts(case);
    for (name, text) in texts {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        fs::write(path, text).expect("written");
    }
    let before = files(folder.path());
    let given = case.find("\n$ ").expect("a command");
    let mut told = case[..given].to_owned();
    for command in commands {
        let mut program = Command::cargo_bin("ipalign").expect("it is built");
        let output = program.current_dir(folder.path()).args(command.split(' ')).output().expect("it runs");
        told += &format!("\n$ {command}");
        String::from_utf8_lossy(&output.stderr).lines().for_each(|line| told += format!("\n  {line}").trim_end());
        if output.status.code() != Some(2) || !output.stdout.is_empty() {
            told += &format!("\n  ends with {} and prints {} bytes", output.status, output.stdout.len());
        }
        if files(folder.path()) != before {
            told += "\n  does not leave the folder as it was";
        }
    }
    told
}

#[test]
fn each_command_is_refused_in_one_sentence_and_nothing_is_written() {
    let cases: Vec<&str> = CASES.trim_end().split("\n\n# ").skip(1).collect();
    let wrong: Vec<String> = cases
        .iter()
        .map(|case| (case, refused(case)))
        .filter(|(case, told)| *case != told)
        .map(|(_, told)| told)
        .collect();
    assert!(wrong.is_empty(), "{} of {} cases; told is\n\n# {}", wrong.len(), cases.len(), wrong.join("\n\n# "));
    assert!(cases.len() > 30, "{} cases were read", cases.len());
}
