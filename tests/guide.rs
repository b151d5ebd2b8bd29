//! The guide in `docs/`: what it shows is what happens.
//!
//! A chapter is run from its beginning to its end in a folder that holds a copy of `docs/samples`. A `console` block holds
//! commands behind `$ `, each with its output; `[..]` stands for anything in a line, a line `...` for any lines, and `? 1`
//! behind a command for its exit code where that is not 0. An `sh` block is run, and must succeed. A block that begins with
//! `# NAME.toml` is written to that file. With `GUIDE=overwrite` the outputs that differ are written into the chapters.
#![cfg(unix)]

use std::collections::BTreeSet;
use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::process::Command;

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag, TagEnd};
use regex::Regex;

/// The kinds of blocks that a chapter may have: all that is run or written, and what other programs read.
const KINDS: [&str; 5] = ["console", "sh", "toml", "yaml", "rust"];

/// A chapter.
struct Page {
    name: String,
    path: PathBuf,
    text: String,
}

/// A block of code, and where its text stands in the chapter.
struct Block {
    kind: String,
    at: Range<usize>,
    text: String,
}

/// A command with what it is said to write.
struct Shown {
    command: String,
    code: i32,
    output: String,
}

fn docs() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("docs")
}

fn pages() -> Vec<Page> {
    let files = fs::read_dir(docs().join("src")).expect("the guide").map(|entry| entry.expect("an entry").path());
    let mut files: Vec<PathBuf> = files.filter(|path| path.extension().is_some_and(|end| end == "md")).collect();
    files.sort();
    let page = |path: PathBuf| Page {
        name: path.file_name().expect("a name").to_string_lossy().into_owned(),
        text: fs::read_to_string(&path).expect("a chapter"),
        path,
    };
    files.into_iter().map(page).collect()
}

/// The chapters alone.
fn chapters() -> impl Iterator<Item = Page> {
    pages().into_iter().filter(|page| page.name != "SUMMARY.md")
}

fn events(text: &str) -> impl Iterator<Item = (Event<'_>, Range<usize>)> {
    Parser::new_ext(text, Options::ENABLE_TABLES).into_offset_iter()
}

fn blocks(text: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut is_inside = false;
    for (event, range) in events(text) {
        match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(kind))) => {
                blocks.push(Block { kind: kind.into_string(), at: range.end..range.end, text: String::new() });
                is_inside = true;
            }
            Event::Text(part) if is_inside => {
                let block = blocks.last_mut().expect("a block was opened");
                block.at = block.at.start.min(range.start)..range.end;
                block.text.push_str(&part);
            }
            Event::End(TagEnd::CodeBlock) => is_inside = false,
            _ => {}
        }
    }
    blocks
}

fn shown(block: &str) -> Vec<Shown> {
    let mut all: Vec<Shown> = Vec::new();
    for line in block.lines() {
        match (line.strip_prefix("$ "), all.last_mut()) {
            (Some(command), _) => all.push(Shown { command: command.to_owned(), code: 0, output: String::new() }),
            (None, Some(last)) => match (line.strip_prefix("> "), line.strip_prefix("? ")) {
                (Some(more), _) if last.output.is_empty() => last.command = format!("{}\n{more}", last.command),
                (_, Some(code)) if last.output.is_empty() => last.code = code.parse().expect("an exit code"),
                _ => last.output.push_str(&format!("{line}\n")),
            },
            (None, None) => panic!("a block of commands begins with `$ `: {block}"),
        }
    }
    all.iter_mut().for_each(|shown| shown.output = shown.output.trim_end().to_owned());
    all
}

/// As it stands in a chapter.
fn written(shown: &Shown) -> String {
    let code = if shown.code == 0 { String::new() } else { format!("? {}\n", shown.code) };
    let output = if shown.output.is_empty() { String::new() } else { format!("{}\n", shown.output) };
    format!("$ {}\n{code}{output}", shown.command.replace('\n', "\n> "))
}

/// Whether an output is what a chapter shows.
fn is_as_shown(shown: &str, output: &str) -> bool {
    let line = |line: &str| match line {
        "..." => "(?:.*\n)*?".to_owned(),
        line => format!("{}\n", regex::escape(line).replace(r"\[\.\.\]", ".*")),
    };
    let pattern: String = shown.lines().map(line).collect();
    (shown.is_empty() && output.is_empty())
        || Regex::new(&format!(r"\A{pattern}\z")).expect("a pattern").is_match(&format!("{output}\n"))
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder").map(|entry| entry.expect("an entry")) {
        let name = to.join(entry.file_name());
        match entry.path().is_dir() {
            true => copy(&entry.path(), &name),
            false => drop(fs::copy(entry.path(), name).expect("a copy")),
        }
    }
}

/// Runs a line of shell in a folder as a reader would who has ipalign installed.
fn run(folder: &Path, script: &str) -> (i32, String) {
    let program = Path::new(env!("CARGO_BIN_EXE_ipalign")).parent().expect("a folder");
    let path = std::env::var("PATH").expect("a path");
    let mut command = Command::new("sh");
    command.current_dir(folder).env("PATH", format!("{}:{path}", program.display())).env("HOME", folder.join(".home"));
    command.env("NO_COLOR", "1").env_remove("XDG_CACHE_HOME").env("GIT_CONFIG_NOSYSTEM", "1");
    for who in ["AUTHOR", "COMMITTER"] {
        command.env(format!("GIT_{who}_NAME"), "a").env(format!("GIT_{who}_EMAIL"), "a@b.c");
    }
    let output = command.args(["-ec", &format!("exec 2>&1\n{script}")]).output().expect("a shell");
    (output.status.code().unwrap_or(-1), String::from_utf8_lossy(&output.stdout).trim_end().to_owned())
}

/// Runs the commands of a block; what is wrong, and the block as it would be right.
fn run_block(folder: &Path, block: &Block) -> (Vec<String>, String) {
    let mut wrong = Vec::new();
    let mut right = Vec::new();
    for mut shown in shown(&block.text) {
        let (code, output) = run(folder, &shown.command);
        if code != shown.code || !is_as_shown(&shown.output, &output) {
            wrong.push(format!("$ {}\n? {code}\n{output}", shown.command));
            (shown.code, shown.output) = (code, output);
        }
        right.push(written(&shown));
    }
    (wrong, right.join("\n"))
}

/// The file that a block is to be written to.
fn file_name(block: &Block) -> Option<&str> {
    let name = block.text.lines().next()?.strip_prefix("# ")?;
    (block.kind == "toml" && name.ends_with(".toml") && !name.contains(' ')).then_some(name)
}

fn run_page(page: &Page) -> Vec<String> {
    let folder = tempfile::tempdir().expect("a folder");
    let at = folder.path().join("samples");
    copy(&docs().join("samples"), &at);
    let mut wrong = Vec::new();
    let mut changes = Vec::new();
    for block in blocks(&page.text) {
        match (block.kind.as_str(), file_name(&block)) {
            ("console", _) => {
                let (told, right) = run_block(&at, &block);
                changes.extend((!told.is_empty()).then_some((block.at.clone(), right)));
                wrong.extend(told);
            }
            ("sh", _) => {
                let (code, output) = run(&at, &block.text);
                wrong.extend((code != 0).then(|| format!("{}? {code}\n{output}", block.text)));
            }
            (_, Some(name)) => fs::write(at.join(name), &block.text).expect("a file can be written"),
            _ => {}
        }
    }
    if std::env::var("GUIDE").is_ok_and(|wish| wish == "overwrite") {
        fs::write(&page.path, with(&page.text, changes)).expect("a chapter can be written");
    }
    wrong.into_iter().map(|wrong| format!("{}:\n{wrong}\n", page.name)).collect()
}

/// The text with other blocks, which may stand in lists.
fn with(text: &str, changes: Vec<(Range<usize>, String)>) -> String {
    let mut changed = text.to_owned();
    for (at, block) in changes.into_iter().rev() {
        let line = text[..at.start].rfind('\n').map_or(0, |end| end + 1);
        let block = block.trim_end().replace('\n', &format!("\n{}", &text[line..at.start]));
        changed.replace_range(at, &format!("{block}\n"));
    }
    changed
}

#[test]
fn every_command_does_what_is_shown() {
    let pages: Vec<Page> = chapters().collect();
    let wrong: Vec<String> = std::thread::scope(|scope| {
        let running: Vec<_> = pages.iter().map(|page| scope.spawn(|| run_page(page))).collect();
        running.into_iter().flat_map(|page| page.join().expect("a chapter is run")).collect()
    });
    assert!(wrong.is_empty(), "the guide shows something else than\n\n{}", wrong.join("\n"));
}

#[test]
fn commands_stand_where_they_are_run() {
    for page in chapters() {
        for block in blocks(&page.text) {
            let kind = block.kind.as_str();
            assert!(KINDS.contains(&kind), "{}: a block of `{kind}`: {}", page.name, block.text);
            let is_file = kind == "toml" && file_name(&block).is_none();
            assert!(!is_file, "{}: a file without its name: {}", page.name, block.text);
        }
    }
}

#[test]
fn every_chapter_is_in_the_summary() {
    let summary = fs::read_to_string(docs().join("src/SUMMARY.md")).expect("a summary");
    let listed: BTreeSet<String> = links(&summary).into_iter().collect();
    assert_eq!(listed, chapters().map(|page| page.name).collect());
}

fn links(text: &str) -> Vec<String> {
    let link = |(event, _)| match event {
        Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => Some(dest_url.into_string()),
        _ => None,
    };
    events(text).filter_map(link).collect()
}

/// The headings of a chapter, in plain text.
fn headings(text: &str) -> Vec<(HeadingLevel, String)> {
    let mut headings: Vec<(HeadingLevel, String)> = Vec::new();
    let mut is_inside = false;
    for (event, _) in events(text) {
        match event {
            Event::Start(Tag::Heading { level, .. }) => {
                headings.push((level, String::new()));
                is_inside = true;
            }
            Event::End(TagEnd::Heading(_)) => is_inside = false,
            Event::Text(part) | Event::Code(part) if is_inside => {
                headings.last_mut().expect("a heading was opened").1.push_str(&part);
            }
            _ => {}
        }
    }
    headings
}

/// What mdBook makes of a heading as the place that a link leads to.
fn anchor(heading: &str) -> String {
    let kept = heading.to_lowercase().replace(' ', "-");
    kept.chars().filter(|c| c.is_alphanumeric() || matches!(c, '-' | '_')).collect()
}

#[test]
fn links_lead_somewhere() {
    let pages = pages();
    for page in &pages {
        for link in links(&page.text).into_iter().filter(|link| !link.contains("://")) {
            let (file, place) = link.split_once('#').unwrap_or((&link, ""));
            let file = if file.is_empty() { &page.name } else { file };
            assert!(docs().join("src").join(file).is_file(), "{}: no file {file}", page.name);
            let text = pages.iter().find(|page| page.name == file).map_or("", |page| &page.text);
            let is_there = place.is_empty() || headings(text).iter().any(|(_, heading)| anchor(heading) == place);
            assert!(is_there, "{}: no heading for {link}", page.name);
        }
    }
}

#[test]
fn every_rule_has_its_section() {
    let rules = fs::read_to_string(docs().join("src/rules.md")).expect("the chapter on rules");
    let sections = headings(&rules).into_iter().filter(|(level, _)| *level == HeadingLevel::H3);
    let sections: BTreeSet<String> = sections.map(|(_, heading)| heading).collect();
    let known = ipalign::check::rules::RULES.iter().map(|rule| rule.info().id.to_owned());
    assert_eq!(sections, known.collect());
}

/// What stands in a chapter as an option is one, so that none outlives its removal.
#[test]
fn every_option_that_is_named_exists() {
    let commands =
        ["check", "align", "learn", "baseline", "report", "selftest", "config", "quantities", "init", "facts"];
    let folder = tempfile::tempdir().expect("a folder");
    let help: String = commands.iter().map(|name| run(folder.path(), &format!("ipalign {name} --help")).1).collect();
    let options = Regex::new(r"--[a-z][a-z-]+").expect("a pattern");
    for page in chapters() {
        for code in events(&page.text).filter_map(|(event, _)| match event {
            Event::Code(code) => Some(code.into_string()),
            _ => None,
        }) {
            let own = code.starts_with("--") || code.starts_with("ipalign ");
            for option in options.find_iter(&code).filter(|_| own) {
                assert!(help.contains(option.as_str()), "{}: {code}", page.name);
            }
        }
    }
}
