//! The plan of the house: a module imports from its own floor or from one below, never from one above.

use std::fs;
use std::path::{Path, PathBuf};

/// The modules of each floor, from the ground up.
const FLOORS: [&[&str]; 9] = [
    &["text"],
    &["config", "encoder", "glossary", "lexicon", "quantity", "read", "respace", "segment", "tree"],
    &["align", "analysis", "drift"],
    &["check", "facts"],
    &["audit"],
    &["gate", "pipeline"],
    &["annotate", "report"],
    &["cli", "selftest"],
    &["lib", "main"],
];

fn floor(module: &str) -> Option<usize> {
    FLOORS.iter().position(|modules| modules.contains(&module))
}

/// The module of the top level that a file belongs to: `quantity` for `src/quantity/zh/mod.rs`.
fn module_of(file: &Path) -> String {
    let path = file.strip_prefix("src").unwrap_or(file).with_extension("");
    path.iter().next().map(|part| part.to_string_lossy().into_owned()).unwrap_or_default()
}

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("src can be listed") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

/// The modules of the crate that a line of code names, by `crate::`, or by `ipalign::` in the program.
fn named(line: &str) -> Vec<String> {
    let code = line.split("//").next().unwrap_or_default();
    let ends =
        ["crate::", "ipalign::"].iter().flat_map(|root| code.match_indices(root).map(|(at, root)| at + root.len()));
    let name = |at: usize| code[at..].chars().take_while(|&c| c.is_alphanumeric() || c == '_').collect::<String>();
    ends.map(name).filter(|name| !name.is_empty()).collect()
}

/// What is wrong with `line` of a file of `module`.
fn fault(module: &str, line: &str) -> Option<String> {
    let own = floor(module);
    if own.is_none() {
        return Some(format!("`{module}` is on no floor; add it to FLOORS"));
    }
    let above = named(line).into_iter().find(|name| floor(name) > own);
    above.map(|name| format!("`{module}` imports from `{name}`, which is above it"))
}

#[test]
fn imports_point_down() {
    let mut found = Vec::new();
    files(Path::new("src"), &mut found);
    found.sort();
    assert!(found.len() > 20, "src is read: {found:?}");
    let mut faults = Vec::new();
    for file in &found {
        let module = module_of(file);
        let text = fs::read_to_string(file).expect("code is text");
        for (number, line) in text.lines().enumerate() {
            faults.extend(fault(&module, line).map(|fault| format!("{}:{}: {fault}", file.display(), number + 1)));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn an_import_that_points_up_is_seen() {
    let check =
        |module: &str, line: &str, sound: bool| assert_eq!(fault(module, line).is_none(), sound, "{module}: {line}");
    check("text", "use crate::text::span::Span;", true);
    check("text", "use crate::quantity::value::Quantity;", false);
    check("check", "    let all = crate::report::Tally::default();", false);
    check("analysis", "use crate::respace::respace;", true);
    check("quantity", "use crate::lexicon::words; // not crate::check", true);
    check("cli", "use ipalign::pipeline;", true);
    check("cellar", "use std::fmt;", false);
}
