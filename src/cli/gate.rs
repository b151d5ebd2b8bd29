//! What counts in a run: what the command line says, and where it says nothing, what `ipalign.toml` says.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result, anyhow, bail};
use ipalign::audit::Audit;
use ipalign::check::finding::Severity;
use ipalign::check::rules::RULES;
use ipalign::config::{Gating, Level};
use ipalign::gate::baseline::Baseline;
use ipalign::gate::decisions::{Decisions, Idle};
use ipalign::gate::{Gate, Selection};
use ipalign::report::place;

use super::args::GateArgs;
use super::input;

/// Everything that decides what counts.
pub struct Policy {
    pub gate: Gate,
    pub selection: Selection,
    baseline: Option<(PathBuf, Baseline)>,
    decisions: Option<(PathBuf, Decisions)>,
}

impl Policy {
    /// As the command line and `gating` say.
    pub fn of(args: &GateArgs, gating: &Gating) -> Result<Self> {
        let selection = selection(args, gating);
        let ids: Vec<&str> = RULES.iter().map(|rule| rule.info().id).collect();
        if let Some(message) = selection.unknown(&ids) {
            bail!("{message}");
        }
        let fail_on = args.fail_on.map(|fail_on| fail_on.threshold());
        let threshold = fail_on.or(gating.fail_on.map(severity)).unwrap_or(Some(Severity::Error));
        let path = |given: &Option<PathBuf>, named: &Option<PathBuf>| given.clone().or_else(|| named.clone());
        Ok(Policy {
            gate: Gate { threshold, max_warnings: args.max_warnings.or(gating.max_warnings) },
            selection,
            baseline: path(&args.baseline, &gating.baseline).map(baseline).transpose()?,
            decisions: path(&args.decisions, &gating.decisions).map(decisions).transpose()?,
        })
    }

    /// Leaves in an audit what is looked at, and marks what is known of it.
    pub fn apply(&self, audit: &mut Audit) {
        self.selection.apply(audit);
        let today = today();
        if let Some((_, decisions)) = &self.decisions {
            decisions.apply(audit, &today);
        }
        if let Some((_, baseline)) = &self.baseline {
            baseline.apply(audit);
        }
    }

    /// Says which entries decide nothing any more. `whole` is whether all documents of the project were checked.
    pub fn tell_idle(&self, audit: &Audit, whole: bool) {
        for document in &audit.documents {
            for ignore in &document.idle_ignores {
                let text = place::text(document, ignore.side).map_or("", |text| &text.path);
                let (line, column) = (ignore.location.line, ignore.location.column);
                super::tell_warning(format_args!("{text}:{line}:{column}: the ipalign-ignore here {}", ignore.message));
            }
        }
        if let Some((path, baseline)) = &self.baseline {
            let stale = baseline.stale(audit).len();
            if stale > 0 {
                super::tell_note(format_args!(
                    "{}: {stale} of {} entries match nothing any more; `ipalign baseline prune` takes them out",
                    path.display(),
                    baseline.len()
                ));
            }
        }
        if let Some((path, decisions)) = &self.decisions {
            let today = today();
            for idle in decisions.idle(audit, &today) {
                let (entry, what) = match idle {
                    Idle::Unmatched(entry) if whole => (entry, "matches nothing any more; take it out"),
                    Idle::Unmatched(_) => continue,
                    Idle::Expired(entry) => (entry, "has expired; decide anew, or mend the text"),
                };
                let what = format!("the decision on {} ({}) {what}", entry.fingerprint, entry.reason);
                super::tell_warning(&anyhow!("{}: {what}", path.display()));
            }
        }
    }

    /// 1 where something counts, 0 where nothing does.
    pub fn exit_code(&self, audit: &Audit) -> ExitCode {
        ExitCode::from(u8::from(self.gate.fails(audit)))
    }
}

fn selection(args: &GateArgs, gating: &Gating) -> Selection {
    let list = |given: &[String], named: &[String]| if given.is_empty() { named.to_vec() } else { given.to_vec() };
    let severities: BTreeMap<String, Option<Severity>> =
        gating.severity.iter().map(|(name, level)| (name.clone(), severity(*level))).collect();
    Selection {
        select: list(&args.select, &gating.select),
        ignore: list(&args.ignore, &gating.ignore),
        severities,
        rules: gating.rules.clone(),
    }
}

fn severity(level: Level) -> Option<Severity> {
    match level {
        Level::Error => Some(Severity::Error),
        Level::Warning => Some(Severity::Warning),
        Level::Info => Some(Severity::Info),
        Level::Off => None,
    }
}

fn baseline(path: PathBuf) -> Result<(PathBuf, Baseline)> {
    let baseline = Baseline::read(&input::utf8(&path)?).map_err(|message| anyhow!(message));
    let baseline = baseline.with_context(|| input::shown(&path))?;
    Ok((path, baseline))
}

fn decisions(path: PathBuf) -> Result<(PathBuf, Decisions)> {
    let decisions = Decisions::read(&input::utf8(&path)?).map_err(|message| anyhow!(message));
    let decisions = decisions.with_context(|| input::shown(&path))?;
    Ok((path, decisions))
}

/// The day, as in 2027-01-31, in universal time, so that a gate closes at the same moment everywhere.
fn today() -> String {
    jiff::Timestamp::now().strftime("%Y-%m-%d").to_string()
}

/// The file of the baseline: the one given, or that of `ipalign.toml`, or a name beside it.
pub fn baseline_path(args: &Option<PathBuf>, gating: &Gating, folder: &Path) -> PathBuf {
    args.clone().or_else(|| gating.baseline.clone()).unwrap_or_else(|| folder.join("ipalign.baseline.json"))
}
