//! `ipalign selftest`: plants faults into copies of a pair, and says how many the checks find.

use std::io::Write;

use anyhow::{Result, bail};
use ipalign::pipeline::Texts;
use ipalign::selftest::{Fault, Outcome, Plan, run as selftest};
use ipalign::text::document::Document;

use super::args::{SelftestArgs, SelftestFormat};
use super::{input, output, progress};

pub fn run(args: &SelftestArgs) -> Result<()> {
    let jobs = input::jobs(&args.targets, None)?;
    let [job] = jobs.as_slice() else { bail!("selftest takes one document, or a source and its target") };
    let Texts::Translation(pair) = &job.texts else {
        bail!("{}: is no pair of an original and its translation; selftest needs one", job.name)
    };
    let siblings = if job.of_project { input::siblings(&jobs)? } else { Vec::new() };
    let own = [pair.source.source.text(), pair.target.source.text()];
    let others: Vec<&Document> = siblings.iter().filter(|sibling| !own.contains(&sibling.source.text())).collect();
    let faults = if args.faults.is_empty() { Fault::ALL.to_vec() } else { args.faults.clone() };
    let plan = Plan { faults, each: args.each, seed: args.seed };
    let progress = progress::of("planting faults", Some(1));
    let outcome = selftest(&job.name, pair, &others, &plan);
    progress.finish_and_clear();
    let mut out = output::stdout();
    match args.format {
        SelftestFormat::Text => write_text(&job.name, &outcome, args.missed, &mut out)?,
        SelftestFormat::Json => writeln!(out, "{}", serde_json::to_string_pretty(&outcome)?)?,
    }
    Ok(out.flush()?)
}

fn write_text(name: &str, outcome: &Outcome, missed: bool, out: &mut impl Write) -> Result<()> {
    writeln!(out, "{name}, seed {}", outcome.seed)?;
    writeln!(out, "{:<28}{:>8}{:>8}{:>8}{:>8}", "fault", "planted", "found", "named", "placed")?;
    for row in &outcome.rows {
        let name = row.fault.name();
        writeln!(out, "{name:<28}{:>8}{:>8}{:>8}{:>8}", row.planted, row.found, row.named, row.placed)?;
    }
    writeln!(out, "findings at warning or error on the pair as it is: {}", outcome.clean)?;
    writeln!(out, "and beside the faults on the copies: {}", outcome.beside)?;
    for fault in outcome.missed.iter().filter(|_| missed) {
        writeln!(out, "  {}", output::one_line(fault))?;
    }
    Ok(())
}
