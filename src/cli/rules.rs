//! `ipalign rules`: every rule, with its severity and what it finds.

use std::io::Write;

use anyhow::Result;
use ipalign::check::finding::Severity;
use ipalign::check::rules::RULES;

use super::list::write_table;
use super::output;

pub fn run() -> Result<()> {
    let row = |info: &ipalign::check::rule::RuleInfo| {
        [info.id.to_owned(), severity(info.severity).to_owned(), info.summary.to_owned()]
    };
    let rows: Vec<_> = RULES.iter().map(|rule| row(rule.info())).collect();
    let mut out = output::stdout();
    write_table(&rows, &mut out)?;
    Ok(out.flush()?)
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "info",
    }
}
