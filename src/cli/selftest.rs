//! `ipalign selftest`: plants faults into copies of a pair, and says how many the checks find.

use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use ipalign::pipeline::Texts;
use ipalign::selftest::{Fault, Outcome, Plan, page, run as selftest, share};
use ipalign::text::document::Document;
use ipalign::text::lang::Lang;
use ipalign::text::pair::Pair;

use super::args::SelftestArgs;
use super::output::{self, Format, Output};
use super::{input, progress};

pub fn run(args: &SelftestArgs) -> Result<()> {
    let outputs = match args.formats.as_slice() {
        [] => &[Output { format: Format::Text, file: None }],
        given => given,
    };
    output::distinct(outputs)?;
    let jobs = input::jobs(&args.targets, None)?;
    let siblings = if jobs.iter().any(|job| job.of_project) { input::siblings(&jobs)? } else { Vec::new() };
    let faults = if args.faults.is_empty() { Fault::ALL.to_vec() } else { args.faults.clone() };
    let plan = Plan { faults, each: args.each, seed: args.seed };
    let progress = progress::of("planting faults", Some(jobs.len()));
    let mut all = Outcome::default();
    for job in &jobs {
        match &job.texts {
            Texts::Translation(pair) => all.add(outcome(&job.name, pair, &siblings, &plan)),
            // of all documents, those that are no translation are passed over
            _ if args.targets.is_empty() => (),
            _ => bail!("{}: is no pair of an original and its translation; selftest needs one", job.name),
        }
        progress.inc(1);
    }
    progress.finish_and_clear();
    if all.documents.is_empty() {
        bail!("ipalign.toml names no original with its translation; selftest needs one");
    }
    let of_project = jobs.iter().any(|job| job.of_project);
    let folder = if of_project { input::existing_project()?.folder().to_owned() } else { PathBuf::new() };
    outputs.iter().try_for_each(|output| write(&all, output, args, &folder))
}

fn outcome(name: &str, pair: &Pair<Document>, siblings: &[Document], plan: &Plan) -> Outcome {
    let own = [pair.source.source.text(), pair.target.source.text()];
    let others: Vec<&Document> = siblings.iter().filter(|sibling| !own.contains(&sibling.source.text())).collect();
    selftest(name, pair, &others, plan)
}

fn write(outcome: &Outcome, output: &Output, args: &SelftestArgs, folder: &Path) -> Result<()> {
    let write = |out: &mut dyn Write| match output.format {
        Format::Json => Ok(writeln!(out, "{}", serde_json::to_string_pretty(outcome)?)?),
        Format::Html => Ok(page::write(Lang::from(args.ui_lang), outcome, out)?),
        _ => write_text(outcome, args.missed, out),
    };
    match &output.file {
        _ if output.to_stdout() => {
            let mut out = output::stdout();
            write(&mut out)?;
            Ok(out.flush()?)
        }
        Some(file) => output::write_file(file, write),
        None => {
            let reports = folder.join("reports");
            std::fs::create_dir_all(&reports)
                .with_context(|| format!("{}: cannot be made a folder", reports.display()))?;
            let name = if let [document] = &*outcome.documents { document.as_str() } else { "all" };
            let path = reports.join(output::page_name(&format!("{name}.selftest")));
            output::write_file(&path, write)?;
            super::tell_note(format_args!("wrote {}", path.display()));
            Ok(())
        }
    }
}

fn write_text(outcome: &Outcome, missed: bool, out: &mut dyn Write) -> Result<()> {
    writeln!(out, "{}, seed {}", outcome.documents.join(", "), outcome.seed)?;
    writeln!(out)?;
    writeln!(out, "{:<28}{:>8}{:>8}{:>8}{:>8}   rate found", "fault", "planted", "found", "named", "placed")?;
    for row in &outcome.rows {
        let (name, counts) = (row.fault.name(), row.counts);
        write!(out, "{name:<28}{:>8}{:>8}", counts.planted, counts.found)?;
        writeln!(out, "{:>8}{:>8}   {}", counts.named, counts.placed, share(counts.found, counts.planted))?;
    }
    writeln!(out)?;
    writeln!(out, "{:<28}{:>8}{:>8}{:>10}{:>8}", "rule", "planted", "found", "as it is", "beside")?;
    for row in &outcome.rules {
        let (rule, counts) = (&row.rule, row.counts);
        writeln!(out, "{rule:<28}{:>8}{:>8}{:>10}{:>8}", counts.planted, counts.named, row.clean, row.beside)?;
    }
    writeln!(out)?;
    let (clean, beads) = (outcome.clean, outcome.beads);
    writeln!(out, "findings at warning or error on the pair as it is: {clean} in {beads} beads")?;
    writeln!(out, "and beside the faults on the copies: {}", outcome.beside)?;
    for fault in outcome.missed.iter().filter(|_| missed) {
        let instead = fault.instead.as_deref().unwrap_or("not found");
        let (row, name) = (fault.row, fault.fault.name());
        let line = format!("{}: row {row}: {name}: {} → {}: {instead}", fault.document, fault.was, fault.text);
        writeln!(out, "  {}", output::one_line(&line))?;
    }
    Ok(())
}
