//! `ipalign baseline`: writes down what is found today, so that from now on only new findings gate.

use std::path::Path;

use anyhow::{Context, Result, anyhow, bail};
use ipalign::config::{Config, Gating};
use ipalign::gate::baseline::Baseline;

use super::args::{BaselineArgs, BaselineCommand, GateArgs};
use super::gate::{Policy, baseline_path};
use super::{check, input, output};

pub fn run(args: &BaselineArgs) -> Result<()> {
    let config = input::project()?;
    let gating = config.as_ref().map(|config| config.gating.clone()).unwrap_or_default();
    let folder = config.as_ref().map_or(Path::new(""), Config::folder);
    let path = baseline_path(&args.baseline, &gating, folder);
    // today's findings are counted as if there were no baseline yet
    let without = config.clone().map(|config| Config { gating: Gating { baseline: None, ..config.gating }, ..config });
    let policy = Policy::of(&GateArgs::default(), without.as_ref())?;
    let (mut audit, _) = check::audit(&args.checked, None)?;
    policy.apply(&mut audit);
    let earlier = match path.exists() {
        true => Baseline::read(&input::utf8(&path)?)
            .map_err(|message| anyhow!(message))
            .with_context(|| input::shown(&path))?,
        false => Baseline::default(),
    };
    let (baseline, what) = match args.command {
        BaselineCommand::Write => {
            let baseline = earlier.renewed(&audit);
            let what = format!("{} findings", baseline.len());
            (baseline, what)
        }
        BaselineCommand::Prune if !path.exists() => {
            bail!("{}: there is no baseline; write one by `ipalign baseline write`", path.display())
        }
        BaselineCommand::Prune => {
            let (baseline, gone) = earlier.pruned(&audit);
            let what = format!("{} findings, {gone} taken out", baseline.len());
            (baseline, what)
        }
    };
    output::write_file(&path, |out| Ok(out.write_all(baseline.write().as_bytes())?))?;
    super::tell_note(format_args!("wrote {}: {what}", path.display()));
    if config.is_some_and(|config| config.gating.baseline.is_none()) && args.baseline.is_none() {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        super::tell_note(format_args!("say baseline = \"{name}\" in ipalign.toml, so that `check` knows it"));
    }
    Ok(())
}
