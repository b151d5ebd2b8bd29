//! What counts in a run: what the command line says, and where it says nothing, what `ipalign.toml` says.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result, anyhow, bail};
use ipalign::audit::{Audit, Setting};
use ipalign::check::finding::Severity;
use ipalign::check::rules::{LATEST, RULES};
use ipalign::config::{Config, Gating, Level};
use ipalign::gate::baseline::Baseline;
use ipalign::gate::decisions::{Decision, Decisions, Idle};
use ipalign::gate::{Gate, Selection};

use super::args::GateArgs;
use super::input;

/// Where a setting comes from that nobody made.
pub const DEFAULT: &str = "default";

/// Everything that decides what counts.
pub struct Policy {
    pub gate: Gate,
    pub selection: Selection,
    /// All that is in force, and who says so.
    pub settings: Vec<Setting>,
    baseline: Option<(PathBuf, Baseline)>,
    decisions: Option<(PathBuf, Decisions)>,
    /// Whether the command line leaves out rules that the project looks at.
    is_narrowed: bool,
}

impl Policy {
    /// As the command line and `config` say.
    pub fn of(args: &GateArgs, config: Option<&Config>) -> Result<Self> {
        let gating = config.map(|config| config.gating.clone()).unwrap_or_default();
        let ids: Vec<&str> = RULES.iter().map(|rule| rule.info().id).collect();
        let selection = selection(args, &gating);
        if let Some(message) = selection.unknown(&ids) {
            let named = Selection {
                select: args.counting.select.clone(),
                ignore: args.counting.ignore.clone(),
                ..Selection::default()
            };
            match config {
                Some(config) if named.unknown(&ids).is_none() => bail!("{}: {message}", config.path.display()),
                _ => bail!("{message}"),
            }
        }
        let fail_on = args.counting.fail_on.map(|fail_on| fail_on.threshold());
        let threshold = fail_on.or(gating.fail_on.map(severity)).unwrap_or(Some(Severity::Error));
        let gate = Gate { threshold, max_warnings: args.counting.max_warnings.or(gating.max_warnings) };
        let path = |given: &Option<PathBuf>, named: &Option<PathBuf>| given.clone().or_else(|| named.clone());
        let (baseline, decisions) = (path(&args.baseline, &gating.baseline), path(&args.decisions, &gating.decisions));
        let named = |given: &Option<PathBuf>| config.filter(|_| given.is_none()).map(|config| config.path.as_path());
        let origins = Origins { args, config };
        let settings = origins.settings(gate, &selection, baseline.as_deref(), decisions.as_deref());
        Ok(Policy {
            gate,
            selection,
            settings,
            baseline: baseline.map(|path| read(path, named(&args.baseline), Baseline::read)).transpose()?,
            decisions: decisions.map(|path| read(path, named(&args.decisions), Decisions::read)).transpose()?,
            is_narrowed: !args.counting.select.is_empty() || !args.counting.ignore.is_empty(),
        })
    }

    /// Leaves in an audit what is looked at, marks what is known of it, and notes what was in force.
    pub fn apply(&self, audit: &mut Audit) {
        self.selection.apply(audit);
        if let Some((_, decisions)) = &self.decisions {
            decisions.apply(audit, &today());
        }
        if let Some((_, baseline)) = &self.baseline {
            baseline.apply(audit);
        }
        audit.settings.clone_from(&self.settings);
    }

    /// Says which entries decide nothing any more. `is_whole` is whether all documents of the project were checked; of
    /// others than those checked, nothing is said.
    pub fn tell_idle(&self, audit: &Audit, is_whole: bool) {
        for document in &audit.documents {
            for ignore in &document.idle_ignores {
                let path = document.text(ignore.side).map_or("", |text| &text.path);
                let (line, column) = (ignore.location.line, ignore.location.column);
                super::tell_warning(format_args!("{path}:{line}:{column}: the ipalign-ignore here {}", ignore.message));
            }
        }
        if self.is_narrowed {
            return;
        }
        if let Some((path, baseline)) = &self.baseline {
            tell_stale(path, baseline, audit);
        }
        if let Some((path, decisions)) = &self.decisions {
            for idle in decisions.idle(audit, &today()) {
                tell_idle_decision(path, idle, audit, is_whole);
            }
        }
    }

    /// 1 where something counts, 0 where nothing does.
    pub fn exit_code(&self, audit: &Audit) -> ExitCode {
        ExitCode::from(u8::from(self.gate.fails(self.gate.tally(audit.findings()))))
    }
}

fn selection(args: &GateArgs, gating: &Gating) -> Selection {
    let list = |given: &[String], named: &[String]| if given.is_empty() { named.to_vec() } else { given.to_vec() };
    let severities: BTreeMap<String, Option<Severity>> =
        gating.severity.iter().map(|(name, level)| (name.clone(), severity(*level))).collect();
    Selection {
        select: list(&args.counting.select, &gating.select),
        ignore: list(&args.counting.ignore, &gating.ignore),
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

/// What a file says, which `read` reads or says in a sentence what is wrong with it; `named` is the file that names it.
fn read<T>(path: PathBuf, named: Option<&Path>, read: impl FnOnce(&str) -> Result<T, String>) -> Result<(PathBuf, T)> {
    let told = input::utf8(&path)
        .and_then(|text| read(&text).map_err(|message| anyhow!(message)).with_context(|| input::shown(&path)));
    match (told, named) {
        (Ok(told), _) => Ok((path, told)),
        (Err(error), Some(named)) => {
            Err(error.context(format!("{} names a file that cannot be used", named.display())))
        }
        (Err(error), None) => Err(error),
    }
}

fn tell_stale(path: &Path, baseline: &Baseline, audit: &Audit) {
    let stale = baseline.stale(audit).len();
    if stale > 0 {
        super::tell_note(format_args!(
            "{}: {stale} of {} entries match nothing any more; `ipalign baseline prune` takes them out",
            path.display(),
            baseline.len()
        ));
    }
}

fn tell_idle_decision(path: &Path, idle: Idle<'_>, audit: &Audit, is_whole: bool) {
    let is_checked = |entry: &Decision| {
        let named = entry.document.as_deref();
        is_whole || named.is_some_and(|name| audit.documents.iter().any(|document| document.name == name))
    };
    let (entry, what) = match idle {
        Idle::Unmatched(entry) if is_checked(entry) => (entry, "matches nothing any more; take it out"),
        Idle::Unmatched(_) => return,
        Idle::Expired(entry) => (entry, "has expired; decide anew, or mend the text"),
    };
    let (path, fingerprint, reason) = (path.display(), &entry.fingerprint, &entry.reason);
    super::tell_warning(format_args!("{path}: the decision on {fingerprint} ({reason}) {what}"));
}

/// Who says what is in force.
struct Origins<'a> {
    args: &'a GateArgs,
    config: Option<&'a Config>,
}

impl Origins<'_> {
    fn settings(
        &self,
        gate: Gate,
        selection: &Selection,
        baseline: Option<&Path>,
        decisions: Option<&Path>,
    ) -> Vec<Setting> {
        let named = self.config.map(|config| &config.gating);
        let list = |names: &[String], none: &str| if names.is_empty() { none.to_owned() } else { names.join(", ") };
        let path = |path: Option<&Path>| path.map_or("none".to_owned(), |path| path.display().to_string());
        let is_named = |is: fn(&Gating) -> bool| named.is_some_and(is);
        let args = self.args;
        let row = |name: &str, value: String, is_given: bool, is_named: bool| Setting {
            name: name.to_owned(),
            value,
            origin: self.origin(is_given, is_named),
        };
        let fail_on = gate.threshold.map_or("never", Severity::name).to_owned();
        let most = gate.max_warnings.map_or("any number".to_owned(), |most| most.to_string());
        let set = selection.rules.clone().unwrap_or_else(|| LATEST.to_owned());
        let mut rows = vec![
            row("rules", set, false, is_named(|of| of.rules.is_some())),
            row("fail-on", fail_on, args.counting.fail_on.is_some(), is_named(|of| of.fail_on.is_some())),
            row("max-warnings", most, args.counting.max_warnings.is_some(), is_named(|of| of.max_warnings.is_some())),
            row(
                "select",
                list(&selection.select, "all rules"),
                !args.counting.select.is_empty(),
                is_named(|of| !of.select.is_empty()),
            ),
            row(
                "ignore",
                list(&selection.ignore, "none"),
                !args.counting.ignore.is_empty(),
                is_named(|of| !of.ignore.is_empty()),
            ),
            row("baseline", path(baseline), args.baseline.is_some(), is_named(|of| of.baseline.is_some())),
            row("decisions", path(decisions), args.decisions.is_some(), is_named(|of| of.decisions.is_some())),
        ];
        let severities = selection.severities.iter();
        rows.extend(severities.map(|(name, severity)| {
            row(&format!("severity of {name}"), severity.map_or("off", Severity::name).to_owned(), false, true)
        }));
        rows
    }

    fn origin(&self, is_given: bool, is_named: bool) -> String {
        match self.config {
            _ if is_given => "command line".to_owned(),
            Some(config) if is_named => config.path.display().to_string(),
            _ => DEFAULT.to_owned(),
        }
    }
}

/// The day, as in 2027-01-31, in universal time, so that a gate closes at the same moment everywhere.
fn today() -> String {
    jiff::Timestamp::now().strftime("%Y-%m-%d").to_string()
}

/// The file of the baseline: the one given, or that of `ipalign.toml`, or a name beside it.
pub fn baseline_path(args: &Option<PathBuf>, gating: &Gating, folder: &Path) -> PathBuf {
    args.clone().or_else(|| gating.baseline.clone()).unwrap_or_else(|| folder.join("ipalign.baseline.json"))
}
