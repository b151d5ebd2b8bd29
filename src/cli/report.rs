//! `ipalign report`: a saved audit in another format, without a second run.

use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context, Result};
use ipalign::report::json;

use super::args::ReportArgs;
use super::gate::Policy;
use super::{check, input, output};

pub fn run(args: &ReportArgs) -> Result<ExitCode> {
    let outputs = check::or_text(&args.formats);
    output::distinct(&outputs)?;
    let mut audit = json::read(&input::utf8(&args.audit)?).with_context(|| input::shown(&args.audit))?;
    let policy = Policy::of(&args.gate, input::project()?.as_ref())?;
    policy.apply(&mut audit);
    output::write_all(&audit, &outputs, Path::new(""), args.look.with(policy.gate))?;
    policy.tell_idle(&audit, false);
    Ok(policy.exit_code(&audit))
}
