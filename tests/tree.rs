//! Trees of pages as a documentation team has them: what is translated, what is found, and what is remembered.

use std::fs;

use assert_cmd::Command;
use serde_json::Value;

/// A repository of pages, whose cache is its own.
struct Repository {
    folder: tempfile::TempDir,
    cache: tempfile::TempDir,
}

const EN: &str = "---\ntitle: Ports\n---\n\n# Ports\n\nThe port handled 432 million tonnes in the year.\n";
const ZH: &str = "---\ntitle: 港口\n---\n\n# 港口\n\n该港全年吞吐量为4.32亿吨。\n";
const WRONG: &str = "# 港口\n\n该港全年吞吐量为4.23亿吨。\n";

impl Repository {
    fn new(config: &str) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let cache = tempfile::tempdir().expect("a folder for the cache");
        let repository = Repository { folder, cache };
        repository.write("ipalign.toml", config);
        repository
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.folder.path().join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("folders can be made");
        fs::write(path, text).expect("a file can be written");
    }

    fn run(&self, args: &[&str]) -> (Option<i32>, String, String) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_ipalign"));
        let command = command.current_dir(self.folder.path()).env("XDG_CACHE_HOME", self.cache.path());
        let output = command.args(args).output().expect("ipalign runs");
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        (output.status.code(), text(&output.stdout), text(&output.stderr))
    }

    fn check(&self, args: &[&str]) -> (Option<i32>, String) {
        let (code, out, told) = self.run(&[&["check", "--format", "concise"], args].concat());
        assert!(code != Some(2), "{told}");
        (code, out)
    }
}

/// English pages with a translation each, one of which is wrong; one without, and a translation without a page.
fn pages() -> Repository {
    let repository = Repository::new("[[tree]]\nsource = \"en/**/*.md\"\ntarget = \"zh/{path}\"\n");
    for (page, zh) in [("ports/a.md", ZH), ("ports/b.md", WRONG), ("c.md", ZH)] {
        repository.write(&format!("en/{page}"), EN);
        repository.write(&format!("zh/{page}"), zh);
    }
    repository.write("en/ports/new.md", EN);
    repository.write("zh/old.md", ZH);
    repository
}

#[test]
fn a_tree_is_checked_page_by_page_and_told_by_folder() {
    let repository = pages();
    let (code, out, told) = repository.run(&["check"]);
    assert_eq!(code, Some(1), "{told}");
    for line in [
        "ports-b  English → Chinese  en/ports/b.md, zh/ports/b.md",
        "en/ → zh/  3 of 4 pages translated",
        "  not translated  en/ports/new.md",
        "  translates no page  zh/old.md",
        "  en/ports  2 pages  1 error, 0 warnings, 0 notes",
        "3 documents: 1 error, 0 warnings, 0 notes",
    ] {
        assert!(out.lines().any(|of| of == line), "{line:?} is not in {out}");
    }
    assert!(!out.contains("ports-a  "), "a page with nothing found is not shown: {out}");
    let (_, json, _) = repository.run(&["check", "--format", "json"]);
    let audit: Value = serde_json::from_str(&json).expect("JSON");
    let tree = &audit["trees"][0];
    assert_eq!((&tree["pages"], &tree["missing"][0]), (&Value::from(4), &Value::from("en/ports/new.md")));
    assert_eq!(audit["documents"].as_array().map(Vec::len), Some(3));
}

#[test]
fn a_page_is_asked_for_by_its_name_or_by_either_file() {
    let repository = pages();
    for target in ["ports-b", "en/ports/b.md", "zh/ports/b.md"] {
        let (code, out) = repository.check(&[target]);
        assert_eq!((code, out.starts_with("zh/ports/b.md:3:9: error figure-mismatch")), (Some(1), true), "{out}");
    }
    assert_eq!(repository.check(&["ports-a"]).0, Some(0));
    let (code, _, told) = repository.run(&["check", "ports-x"]);
    assert!(code == Some(2) && told.contains("did you mean `ports-"), "{told}");
}

#[test]
fn what_has_not_changed_is_remembered_and_what_has_is_not() {
    let repository = pages();
    let files = || {
        let mut folders = vec![repository.cache.path().to_owned()];
        let mut files = 0;
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).expect("it can be listed").map(|entry| entry.expect("an entry").path()) {
                if entry.is_dir() { folders.push(entry) } else { files += 1 }
            }
        }
        files
    };
    let first = repository.check(&["--no-cache"]);
    assert_eq!(files(), 0);
    assert_eq!(repository.check(&[]), first);
    assert_eq!(files(), 3);
    assert_eq!(repository.check(&[]), first, "the same from the cache");
    repository.write("zh/ports/b.md", ZH);
    assert_eq!(repository.check(&[]).0, Some(0));
    repository.write("zh/c.md", WRONG);
    let (code, out) = repository.check(&[]);
    assert!(code == Some(1) && out.starts_with("zh/c.md:3:9: error figure-mismatch"), "{out}");
    repository.write("terms.tsv", "港埠\tport\n");
    repository.write("ipalign.toml", "glossary = 'terms.tsv'\n[[tree]]\nsource = 'en/**/*.md'\ntarget = 'zh/{path}'\n");
    assert!(repository.check(&[]).1.contains("term-missing"), "what pages are held to counts as well");
    assert_eq!(files(), 3, "a page has one file");
    let (code, _, told) = repository.run(&["check", "--memory", "nothing.memory"]);
    assert!(code == Some(2) && told.contains("nothing.memory"), "{told}");
    let (code, _, told) = repository.run(&["check", "--pin", "[0]:[0]"]);
    assert!(code == Some(2) && told.contains("--pin"), "{told}");
}

#[test]
fn ignored_files_and_pages_without_text_are_passed_over() {
    let repository = pages();
    repository.write(".gitignore", "b.md\n");
    repository.write("en/_index.md", "---\nweight: 1\n---\n");
    repository.write("zh/_index.md", "---\nweight: 1\n---\n");
    let (code, out, _) = repository.run(&["check"]);
    assert_eq!(code, Some(0), "{out}");
    assert!(out.contains("en/ → zh/  3 of 4 pages translated") && out.contains("2 documents"), "{out}");
}

#[test]
fn a_preset_is_known_by_name_and_a_slip_is_told() {
    let repository = Repository::new("[[tree]]\npreset = 'mkdocs'\n");
    repository.write("docs/a/b.md", EN);
    repository.write("docs/a/b.zh.md", WRONG);
    let (code, out) = repository.check(&[]);
    assert_eq!((code, out.starts_with("docs/a/b.zh.md:3:9: error")), (Some(1), true), "{out}");
    let fails = |config: &str, part: &str| {
        repository.write("ipalign.toml", config);
        let (code, _, told) = repository.run(&["check"]);
        assert!(code == Some(2) && told.contains(part) && told.trim_end().lines().count() == 1, "{told}");
    };
    fails("[[tree]]\npreset = 'mkdoc'\n", "did you mean `mkdocs`?");
    fails("[[tree]]\npreset = 'mkdocs'\nsource = 'x'\n", "keep one of both");
    fails("[[tree]]\nsource = 'docs/**/*.md'\n", "ipalign.toml: line 1");
    fails("[[tree]]\nsource = 'docs/**/*.md'\ntarget = 'zh/{path}'\n", "there is no folder zh/");
    fails("[[tree]]\nsource = 'nothing/**/*.md'\ntarget = 'docs/{path}'\n", "nothing");
}
