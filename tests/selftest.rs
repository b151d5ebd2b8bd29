//! `ipalign selftest` as typed.

use std::fs;
use std::path::Path;

use assert_cmd::Command;
use serde_json::Value;

const CHINESE: &str = "\
2024年，江苏省共审结知识产权案件3106件，同比上升8.2%。

法院全年开庭1250次，其中网上开庭480次。

该中心在苏州设立了两个工作站，为中小企业提供免费咨询。

全省专利申请量达到21.5万件，增长12.4%。

博物馆全年接待游客超过96万人次，创历史新高。

图书馆向公众开放到晚上九点，周末照常开放。

政府投入3.6亿元修缮古城墙，工程将于明年完工。

浙江的代表团参观了新建的实验室，并与研究人员座谈。
";

const ENGLISH: &str = "\
In 2024, Jiangsu concluded 3,106 intellectual property cases, up 8.2% year on year.

The courts held 1,250 hearings over the year, 480 of them online.

The center set up two workstations in Suzhou, which offer free advice to small and medium-sized enterprises.

Patent applications in the province reached 215,000, an increase of 12.4%.

The museum received more than 960,000 visitors over the year, a record high.

The library is open to the public until nine in the evening, at weekends as on other days.

The government spent RMB360 million on repairs to the old city wall, and the work will be finished next year.

A delegation from Zhejiang visited the new laboratory and talked with the researchers.
";

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder for the test");
    fs::write(folder.path().join("zh.txt"), CHINESE).expect("a file");
    fs::write(folder.path().join("en.txt"), ENGLISH).expect("a file");
    folder
}

fn selftest(folder: &Path, args: &[&str]) -> std::process::Output {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin!("ipalign"));
    command.current_dir(folder).arg("selftest").args(args);
    command.output().expect("it runs")
}

fn outcome(folder: &Path, args: &[&str]) -> Value {
    let output = selftest(folder, &[&["zh.txt", "en.txt", "--format", "json"], args].concat());
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("JSON")
}

#[test]
fn faults_are_told_by_kind_and_by_rule_with_intervals_and_the_same_seed_plants_the_same() {
    let folder = folder();
    let args = ["--each", "2", "--fault", "digit changed", "--fault", "name changed", "--fault", "sentence dropped"];
    let first = outcome(folder.path(), &args);
    assert_eq!(first, outcome(folder.path(), &args));
    let row = |fault: &str| {
        let rows = first["rows"].as_array().expect("rows");
        rows.iter().find(|row| row["fault"] == fault).expect("a row for each kind").clone()
    };
    for (fault, rule) in [
        ("digit-changed", "figure-mismatch"),
        ("name-changed", "name-mismatch"),
        ("sentence-dropped", "sentence-dropped"),
    ] {
        let row = row(fault);
        assert_eq!((&row["planted"], &row["found"], &row["rule"]), (&2.into(), &2.into(), &rule.into()), "{row}");
        assert_eq!(row["found_interval"], serde_json::json!([0.3424, 1.0]));
    }
    let rules = first["rules"].as_array().expect("rules");
    let mismatch = rules.iter().find(|row| row["rule"] == "figure-mismatch").expect("a row for each rule");
    assert_eq!((&mismatch["planted"], &mismatch["clean"], &mismatch["beside"]), (&2.into(), &0.into(), &0.into()));
    assert_eq!((&first["documents"], &first["beads"], &first["clean"]), (&["zh"].into(), &8.into(), &0.into()));
}

#[test]
fn the_outcome_is_text_json_or_a_page_and_nothing_else() {
    let folder = folder();
    let args = ["zh.txt", "en.txt", "--each", "1", "--fault", "digit changed"];
    let text = selftest(folder.path(), &args);
    let text = String::from_utf8(text.stdout).expect("text");
    assert!(text.contains("digit changed                      1       1       1       1   100 % (21–100)"), "{text}");
    let page = selftest(folder.path(), &[&args[..], &["--format", "html", "--ui-lang", "zh"]].concat());
    assert!(page.status.success() && page.stdout.is_empty());
    let page = fs::read_to_string(folder.path().join("reports/zh.selftest.html")).expect("a page");
    assert!(page.contains("数字有误") && page.contains("100 % (21–100)"));
    let all =
        selftest(folder.path(), &["zh.txt", "en.txt", "--each", "1", "--format", "html=all.html", "--ui-lang", "zh"]);
    assert!(all.status.success());
    let page = fs::read_to_string(folder.path().join("all.html")).expect("a page");
    let faults = [
        "数字有误",
        "扩大十倍",
        "量级有误",
        "百分比与百分点混淆",
        "币种有误",
        "漏译数字",
        "年份有误",
        "序数有误",
        "两数互换",
        "“分别”所指互换",
        "升降颠倒",
        "漏译约数词",
        "约数词相反",
        "单位有误",
        "漏译分句",
        "漏译短语",
        "漏译句子",
        "增译句子",
        "两段互换",
        "名称有误",
    ];
    faults.iter().for_each(|fault| assert!(page.contains(&format!(">{fault}<")), "no row of {fault}"));
    let refused = selftest(folder.path(), &[&args[..], &["--format", "sarif"]].concat());
    assert_eq!(refused.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&refused.stderr).contains("written as text, json or html, not sarif"));
    let single = selftest(folder.path(), &["zh.txt"]);
    assert_eq!(single.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&single.stderr).contains("is no pair of an original and its translation"));
}
