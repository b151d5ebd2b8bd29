//! Translations that are behind their sources, as a documentation team has them in a repository of git.

use std::fs;
use std::path::Path;

use assert_cmd::Command;
use gix::ObjectId;
use gix::actor::SignatureRef;
use gix::object::tree::EntryKind;
use serde_json::Value;

/// A repository of git with its files.
struct Repository {
    folder: tempfile::TempDir,
    git: gix::Repository,
}

impl Repository {
    fn new(config: &str) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let git = gix::init(folder.path()).expect("a repository");
        let repository = Repository { folder, git };
        repository.write("ipalign.toml", config);
        repository
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.folder.path().join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("folders can be made");
        fs::write(path, text).expect("a file can be written");
    }

    fn remove(&self, name: &str) {
        fs::remove_file(self.folder.path().join(name)).expect("a file can be removed");
    }

    /// Commits all files; the whole name of the commit.
    fn commit(&self) -> String {
        let mut tree = self.git.empty_tree().edit().expect("a tree");
        let mut folders = vec![self.folder.path().to_owned()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).expect("it can be listed").map(|entry| entry.expect("an entry").path()) {
                if entry.is_dir() {
                    folders.extend((!entry.ends_with(".git")).then_some(entry));
                    continue;
                }
                let path = entry.strip_prefix(self.folder.path()).expect("a file of the folder").to_owned();
                let blob = self.git.write_blob(fs::read(&entry).expect("a file")).expect("a blob").detach();
                let path = path.to_string_lossy().replace('\\', "/");
                tree.upsert(path.as_str(), EntryKind::Blob, blob).expect("an entry");
            }
        }
        let tree = tree.write().expect("a tree can be written").detach();
        let who = SignatureRef { name: "a".into(), email: "a@b.c".into(), time: "1700000000 +0000" };
        let parents: Vec<ObjectId> = self.git.head_id().ok().map(|id| id.detach()).into_iter().collect();
        let commit = self.git.commit_as(who, who, "HEAD", "a state", tree, parents).expect("a commit");
        commit.detach().to_string()
    }

    fn run(&self, args: &[&str]) -> (Option<i32>, String, String) {
        run(self.folder.path(), args)
    }

    /// Findings as `path:line:column: severity rule`, and the JSON of the audit.
    fn found(&self, since: &str) -> (Vec<String>, Value) {
        let (code, out, told) = self.run(&["check", "--since", since, "--no-cache", "--format", "json"]);
        assert!(matches!(code, Some(0 | 1)), "{told}");
        let audit: Value = serde_json::from_str(&out).expect("JSON");
        let findings = audit["documents"].as_array().expect("documents").iter().flat_map(|document| {
            let findings = document["findings"].as_array().expect("findings").iter();
            findings.map(|finding| {
                let place = &finding["places"][0];
                let side = place["side"].as_str().expect("a side");
                format!("{}:{} {}", side, place["location"]["line"], finding["message"].as_str().expect("a message"))
            })
        });
        (findings.collect(), audit)
    }
}

fn run(folder: &Path, args: &[&str]) -> (Option<i32>, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ipalign"));
    let output = command.current_dir(folder).args(args).output().expect("ipalign runs");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (output.status.code(), text(&output.stdout), text(&output.stderr))
}

const TREE: &str = "[[tree]]\nsource = 'en/**/*.md'\ntarget = 'zh/{path}'\ntranslated-from = 'base'\n";

const EN: &str = "# Backups\n\nA backup is made every night at 2:00 and kept for 30 days.\n\nThe first backup takes longest, \
                  since all files are copied.\n\nBackups are stored in the region that you chose.\n";
const ZH: &str =
    "# 备份\n\n每晚2:00进行备份，保留30天。\n\n首次备份耗时最长，因为要复制所有文件。\n\n备份存储在您选择的区域。\n";

/// A page and its translation, committed; the commit.
fn page() -> (Repository, String) {
    let repository = Repository::new(TREE);
    repository.write("en/backup.md", EN);
    repository.write("zh/backup.md", ZH);
    let commit = repository.commit();
    (repository, commit)
}

#[test]
fn what_was_added_removed_and_changed_is_listed_where_it_stands() {
    let (repository, _) = page();
    let now = "# Backups\n\nA backup is made every night at 2:00 and kept for 90 days.\n\nBackups are stored in the region \
               that you chose.\n\nYou can download a backup as an archive from the settings page.\n";
    repository.write("en/backup.md", now);
    let (findings, audit) = repository.found("HEAD");
    let expected = [
        "source:3 changed in the source, not in the translation: “30” became “90”",
        "target:5 removed from the source, still in the translation: The first backup takes longest, since all files are copied.",
        "source:7 added to the source, not in the translation: You can download a backup as an archive from the settings page.",
    ];
    for one in expected {
        assert!(findings.iter().any(|found| found == one), "{one:?} is not in {findings:#?}");
    }
    let drift = &audit["documents"][0]["drift"];
    assert_eq!(drift["stale"], serde_json::json!({ "added": 1, "removed": 1, "changed": 1 }));
    assert_eq!(drift["earlier"], "HEAD:en/backup.md");
    assert_eq!(audit["trees"][0]["since"]["stale"], serde_json::json!(["en/backup.md"]));
    let (code, out, _) = repository.run(&["check", "--since", "HEAD", "--no-cache"]);
    assert_eq!(code, Some(1), "the figure differs as well: {out}");
    assert!(
        out.contains(
            "stale: 3 changes since HEAD:en/backup.md, 3 not in the translation: 1 added, 1 removed, 1 changed"
        ),
        "{out}"
    );
    assert!(out.contains("  since HEAD: 1 page stale, 0 up to date"), "{out}");
    let (_, out, _) = repository.run(&["check", "--since", "HEAD", "--no-cache", "--ui-lang", "zh"]);
    assert!(out.contains("原文有改动，译文尚未反映：“30”改为“90”"), "{out}");
}

#[test]
fn what_the_translation_has_already_is_no_drift() {
    let (repository, _) = page();
    let now = "# Backups\n\nA backup is made every night at 2:00 and kept for 90 days.\n\nBackups are stored in the region \
               that you chose.\n\nYou can download a backup as an archive from the settings page.\n";
    repository.write("en/backup.md", now);
    repository.write(
        "zh/backup.md",
        "# 备份\n\n每晚2:00进行备份，保留90天。\n\n备份存储在您选择的区域。\n\n您可以在设置页面将备份下载为压缩包。\n",
    );
    let (findings, audit) = repository.found("HEAD");
    assert_eq!(findings, [""; 0]);
    assert_eq!(
        audit["documents"][0]["drift"]["changes"],
        serde_json::json!({ "added": 1, "removed": 1, "changed": 1 })
    );
    assert_eq!(audit["trees"][0]["since"]["current"], 1);
}

#[test]
fn wrapping_marks_and_order_are_no_change() {
    let (repository, _) = page();
    repository.write(
        "en/backup.md",
        "# Backups\n\n**Backups** are stored in the region\nthat you chose.\n\n> [!NOTE]\n> A backup is made every night at 2:00, \
         and kept for\n> 30 days.\n\nThe first backup takes longest: since all files are copied.\n",
    );
    let (findings, audit) = repository.found("HEAD");
    assert_eq!(findings, [""; 0]);
    assert_eq!(
        audit["documents"][0]["drift"]["changes"],
        serde_json::json!({ "added": 0, "removed": 0, "changed": 0 })
    );
}

#[test]
fn only_what_has_changed_is_checked() {
    let (repository, _) = page();
    repository.write("zh/backup.md", &ZH.replace("30天", "13天"));
    let (code, ..) = repository.run(&["check", "--no-cache"]);
    assert_eq!(code, Some(1), "13 days are not 30");
    repository.write("en/backup.md", &format!("{EN}\nRestoring takes about 15 minutes.\n"));
    repository.write("zh/backup.md", &format!("{}\n恢复大约需要50分钟。\n", ZH.replace("30天", "13天")));
    let (findings, _) = repository.found("HEAD");
    assert!(!findings.is_empty() && findings.iter().all(|found| found.contains("50")), "{findings:#?}");
}

#[test]
fn a_link_that_leads_elsewhere_now_is_drift_until_the_translation_does_so_too() {
    let (repository, _) = page();
    let link = |text: &str, target: &str| format!("{text}[more]({target})\n");
    repository.write("en/backup.md", &link(EN, "/docs/plans/"));
    repository.write("zh/backup.md", &link(ZH, "/docs/plans/"));
    repository.commit();
    repository.write("en/backup.md", &link(EN, "/docs/pricing/"));
    let (findings, _) = repository.found("HEAD");
    assert!(
        findings.iter().any(|found| found.contains("led to /docs/plans/, leads to /docs/pricing/")),
        "{findings:#?}"
    );
    repository.write("zh/backup.md", &link(ZH, "/docs/pricing/"));
    assert_eq!(repository.found("HEAD").0, [""; 0]);
}

#[test]
fn each_translation_names_its_own_revision() {
    let (repository, commit) = page();
    repository.write("en/restore.md", EN);
    repository.write("en/third.md", EN);
    repository.write("en/fourth.md", EN);
    let front = |commit: &str| format!("---\ntitle: 备份\nbase: {commit}\n---\n\n{ZH}");
    repository.write("zh/backup.md", &front(&commit));
    let second = repository.commit();
    repository.write("zh/restore.md", &front(&second[..8]));
    repository.write("zh/third.md", &front("0123456789012345678901234567890123456789"));
    repository.write("zh/fourth.md", ZH);
    repository.write("en/backup.md", &EN.replace("30", "90"));
    let (code, out, told) = repository.run(&["check", "--since", "front-matter", "--no-cache", "--format", "json"]);
    assert_eq!(code, Some(1), "{told}");
    let audit: Value = serde_json::from_str(&out).expect("JSON");
    let since = &audit["trees"][0]["since"];
    assert_eq!(since["stale"], serde_json::json!(["en/backup.md"]));
    assert_eq!((&since["current"], since["unknown"].as_array().map(Vec::len)), (&Value::from(1), Some(2)));
    assert!(
        told.contains("zh/third.md: the repository") && told.contains("does not have the revision 01234567"),
        "{told}"
    );
    assert!(told.contains("zh/fourth.md: names no revision by `base`; it was not compared"), "{told}");
}

#[test]
fn a_renamed_page_is_found_and_a_new_one_is_checked_whole() {
    let (repository, _) = page();
    repository.remove("en/backup.md");
    repository.remove("zh/backup.md");
    repository.write("en/guide/backups.md", &EN.replace("30", "90"));
    repository.write("zh/guide/backups.md", ZH);
    repository.write("en/new.md", "# Ports\n\nThe port handled 432 million tonnes in the year.\n");
    repository.write("zh/new.md", "# 港口\n\n该港全年吞吐量为4.23亿吨。\n");
    let (findings, audit) = repository.found("HEAD");
    assert!(findings.iter().any(|found| found.contains("“30” became “90”")), "{findings:#?}");
    assert!(findings.iter().any(|found| found.contains("432")), "{findings:#?}");
    let mut earlier =
        audit["documents"].as_array().expect("documents").iter().map(|of| of["drift"]["earlier"].as_str());
    assert!(earlier.any(|earlier| earlier == Some("HEAD:en/backup.md")));
}

#[test]
fn two_files_are_compared_without_a_tree() {
    let (repository, _) = page();
    repository.write("en/backup.md", &EN.replace("30", "90"));
    let args = ["check", "en/backup.md", "zh/backup.md", "--since", "HEAD", "--format", "concise", "--no-cache"];
    let (code, out, told) = repository.run(&args);
    assert!(code == Some(1) && out.contains("translation-stale"), "{out}{told}");
}

#[test]
fn what_cannot_be_compared_is_one_sentence() {
    let (repository, _) = page();
    let fails = |folder: &Path, args: &[&str], part: &str| {
        let (code, _, told) = run(folder, args);
        assert!(code == Some(2) && told.contains(part) && told.trim_end().lines().count() == 1, "{told}");
    };
    let folder = repository.folder.path();
    fails(folder, &["check", "--since", "v9"], "does not have the revision v9");
    fs::write(folder.join(".git/shallow"), format!("{}\n", "0123456789".repeat(4))).expect("a file");
    fails(folder, &["check", "--since", "v9"], "is a shallow clone; fetch the rest");
    repository.write("ipalign.toml", &TREE.replace("translated-from = 'base'\n", ""));
    fails(folder, &["check", "--since", "front-matter"], "say translated-from");
    let outside = tempfile::tempdir().expect("a folder");
    for (name, text) in [("en.md", EN), ("zh.md", ZH)] {
        fs::write(outside.path().join(name), text).expect("a file");
    }
    fails(outside.path(), &["check", "en.md", "zh.md", "--since", "HEAD"], "en.md: lies in no git repository");
    let (code, _, told) = run(outside.path(), &["check", "--since", "HEAD", "--text", "共5件", "5 cases"]);
    assert!(code == Some(2) && told.contains("--since"), "{told}");
}
