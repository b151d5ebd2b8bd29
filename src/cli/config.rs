//! `ipalign config`: what is in force, and who says so.

use std::io::Write;

use anyhow::Result;
use ipalign::check::rules::RULES;
use ipalign::config::{Config, Gating};

use super::args::{ConfigArgs, GateArgs};
use super::gate::Policy;
use super::list::write_table;
use super::{input, output};

/// Where a setting comes from that nobody made.
const DEFAULT: &str = "default";

pub fn run(args: &ConfigArgs) -> Result<()> {
    let mut out = output::stdout();
    if args.schema {
        out.write_all(ipalign::config::schema().as_bytes())?;
        return Ok(out.flush()?);
    }
    let config = input::project()?;
    let gating = config.as_ref().map(|config| config.gating.clone()).unwrap_or_default();
    let policy = Policy::of(&GateArgs::default(), &gating)?;
    write_table(&settings(config.as_ref(), &gating, &policy), &mut out)?;
    writeln!(out)?;
    write_table(&rules(config.as_ref(), &gating, &policy), &mut out)?;
    Ok(out.flush()?)
}

fn place(config: Option<&Config>) -> String {
    config.map_or_else(|| DEFAULT.to_owned(), |config| config.path.display().to_string())
}

fn settings(config: Option<&Config>, gating: &Gating, policy: &Policy) -> Vec<[String; 3]> {
    let row = |name: &str, value: String, is_said: bool| {
        [name.to_owned(), value, if is_said { place(config) } else { DEFAULT.to_owned() }]
    };
    let path =
        |path: &Option<std::path::PathBuf>| path.as_ref().map_or("none".to_owned(), |path| path.display().to_string());
    let list = |names: &[String], none: &str| if names.is_empty() { none.to_owned() } else { names.join(", ") };
    vec![
        row("documents", config.map_or(0, |config| config.documents.len()).to_string(), config.is_some()),
        row(
            "fail-on",
            policy.gate.threshold.map_or("never", |severity| severity.name()).to_owned(),
            gating.fail_on.is_some(),
        ),
        row(
            "max-warnings",
            policy.gate.max_warnings.map_or("any number".to_owned(), |most| most.to_string()),
            gating.max_warnings.is_some(),
        ),
        row("select", list(&gating.select, "all rules"), !gating.select.is_empty()),
        row("ignore", list(&gating.ignore, "none"), !gating.ignore.is_empty()),
        row(
            "rules",
            gating.rules.clone().unwrap_or_else(|| ipalign::check::rules::LATEST.to_owned()),
            gating.rules.is_some(),
        ),
        row("baseline", path(&gating.baseline), gating.baseline.is_some()),
        row("decisions", path(&gating.decisions), gating.decisions.is_some()),
    ]
}

/// Every rule with its severity, and what made it so.
fn rules(config: Option<&Config>, gating: &Gating, policy: &Policy) -> Vec<[String; 3]> {
    let row = |rule: &dyn ipalign::check::rule::Rule| {
        let info = rule.info();
        let given =
            gating.severity.keys().filter(|name| ipalign::gate::names(name, info.id)).max_by_key(|name| name.len());
        let why = match given {
            Some(name) => format!("{} [severity] {name}", place(config)),
            None if !policy.selection.has(info.id) => format!("{}: not selected", place(config)),
            None => DEFAULT.to_owned(),
        };
        let severity = policy.selection.severity_of(info.id, info.severity).map_or("off", |severity| severity.name());
        [info.id.to_owned(), severity.to_owned(), why]
    };
    RULES.iter().map(|rule| row(*rule)).collect()
}
