//! `ipalign config`: what is in force, and who says so.

use std::io::Write;

use anyhow::Result;
use ipalign::check::rule::Rule;
use ipalign::check::rules::RULES;
use ipalign::config::Config;
use ipalign::gate::names;

use super::args::{ConfigArgs, GateArgs};
use super::gate::{DEFAULT, Policy};
use super::list::write_table;
use super::{input, output};

pub fn run(args: &ConfigArgs) -> Result<()> {
    let mut out = output::stdout();
    if args.schema {
        out.write_all(ipalign::config::schema().as_bytes())?;
        return Ok(out.flush()?);
    }
    let config = input::project()?;
    let policy = Policy::of(&GateArgs::default(), config.as_ref())?;
    let settings = policy.settings.iter().filter(|setting| !setting.name.starts_with("severity"));
    let settings: Vec<_> = settings.map(|of| [of.name.clone(), of.value.clone(), of.origin.clone()]).collect();
    write_table(&settings, &mut out)?;
    writeln!(out)?;
    write_table(&rules(config.as_ref(), &policy), &mut out)?;
    Ok(out.flush()?)
}

/// Every rule with its severity, and what made it so.
fn rules(config: Option<&Config>, policy: &Policy) -> Vec<[String; 3]> {
    let place = config.map_or_else(|| DEFAULT.to_owned(), |config| config.path.display().to_string());
    let row = |rule: &dyn Rule| {
        let info = rule.info();
        let given =
            policy.selection.severities.keys().filter(|name| names(name, info.id)).max_by_key(|name| name.len());
        let why = match given {
            Some(name) => format!("{place} [severity] {name}"),
            None if !policy.selection.has(info.id) => format!("{place}: not selected"),
            None => DEFAULT.to_owned(),
        };
        let severity = policy.selection.severity_of(info.id, info.severity).map_or("off", |severity| severity.name());
        [info.id.to_owned(), severity.to_owned(), why]
    };
    RULES.iter().map(|rule| row(*rule)).collect()
}
