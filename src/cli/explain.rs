//! `ipalign explain`: the page of a rule.

use std::io::Write;

use anstyle::Style;
use anyhow::{Result, bail};
use ipalign::check::rules::RULES;
use ipalign::config::did_you_mean;

use super::args::ExplainArgs;
use super::output;

const HEADING: Style = Style::new().bold();

pub fn run(args: &ExplainArgs) -> Result<()> {
    let infos = || RULES.iter().map(|rule| rule.info());
    let Some(info) = infos().find(|info| info.id == args.rule) else {
        let meant = did_you_mean(&args.rule, infos().map(|info| info.id));
        let list = if meant.is_empty() { "; `ipalign rules` lists them" } else { "" };
        bail!("there is no rule `{}`{meant}{list}", args.rule);
    };
    let mut out = output::terminal();
    for line in info.page.lines() {
        if line.starts_with('#') { writeln!(out, "{HEADING}{line}{HEADING:#}")? } else { writeln!(out, "{line}")? }
    }
    Ok(out.flush()?)
}
