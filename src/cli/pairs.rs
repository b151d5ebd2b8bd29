//! `ipalign check --pairs`: pairs that are aligned already, a line in, a line out.

use std::io::IsTerminal;
use std::path::Path;
use std::process::ExitCode;

use anyhow::{Result, bail};
use ipalign::audit::AuditedFinding;
use ipalign::gate::Tally;
use ipalign::glossary::Glossary;
use ipalign::pipeline::{self, audit_beads};
use ipalign::report::pairs;
use ipalign::text::lang::Lang;
use ipalign::text::pair::Pair;

use super::args::CheckArgs;
use super::check::langs;
use super::gate::Policy;
use super::given::Given;
use super::lines::{Line, Lines, Plain};
use super::output::{self, Format, Output};
use super::{lines, progress};

pub fn run(file: &Path, args: &CheckArgs, policy: &Policy) -> Result<ExitCode> {
    let checked = &args.checked;
    let given = Given::of_args(&checked.aligning);
    if given.has_beads() {
        bail!("--beads, --pins and --pin are for texts to be aligned; the pairs of --pairs are aligned already");
    }
    let output = match args.formats.as_slice() {
        [] => Output { format: Format::Jsonl, file: None },
        [output] if output.format == Format::Jsonl => output.clone(),
        _ => bail!("--pairs is answered in jsonl alone; say --format jsonl or --format jsonl=FILE"),
    };
    let lang = checked.source_lang.map(Lang::from);
    let (glossary, memory) = (Glossary::read(&checked.glossary)?, given.memory()?);
    let options = pipeline::Options { aligning: checked.aligning.options()?, glossary, memory, ..Default::default() };
    let judge = |findings: &mut Vec<AuditedFinding>| {
        policy.selection.narrow(findings);
        policy.gate.tally(&*findings)
    };
    let answer = |lines: &[Line]| answers(lines, lang, &options, judge);
    let from = Lines::open(file)?;
    let mut tally = Tally::default();
    // answers that run through a terminal are progress enough
    let progress = (!std::io::stdout().is_terminal() || !output.to_stdout()).then(|| progress::of("pairs", None));
    let take = |of_line: Tally| {
        tally += of_line;
        progress.iter().for_each(|progress| progress.inc(1));
    };
    match &output.file {
        Some(path) if !output.to_stdout() => {
            output::write_file(path, |out| lines::answer_each(from, lines::PAIRS, answer, &mut Plain { out, take }))?;
        }
        _ => lines::answer_each(from, lines::PAIRS, answer, &mut Plain { out: output::stdout(), take })?,
    }
    Ok(ExitCode::from(u8::from(policy.gate.fails(tally))))
}

/// The answer to each line, and what was found in it comes to, as `judge` says of the findings that it narrows.
fn answers(
    lines: &[Line],
    source_lang: Option<Lang>,
    options: &pipeline::Options,
    judge: impl Fn(&mut Vec<AuditedFinding>) -> Tally,
) -> Vec<Result<(String, Tally)>> {
    let requests: Vec<Result<pairs::Request<'_>>> = lines.iter().map(request).collect();
    let texts = requests.iter().flatten().map(|request| Pair::new(request.source.as_str(), request.target.as_str()));
    let pairs: Vec<_> = texts.map(|texts| texts.zip(langs_of_pair(texts, source_lang))).collect();
    let mut found = audit_beads(&pairs, options).into_iter();
    let answer = |request: Result<pairs::Request<'_>>| {
        let id = request?.id;
        let mut findings = found.next().unwrap_or_default();
        let tally = judge(&mut findings);
        let mut out = Vec::new();
        pairs::write(id, &findings, &mut out)?;
        Ok((String::from_utf8(out)?, tally))
    };
    requests.into_iter().map(answer).collect()
}

fn request(line: &Line) -> Result<pairs::Request<'_>> {
    match serde_json::from_str(line.text()?) {
        Ok(request) => Ok(request),
        Err(error) => bail!("is not {{\"id\": …, \"source\": \"…\", \"target\": \"…\"}}: {error}"),
    }
}

/// As [`langs`], and where that cannot tell, as in an untranslated or empty pair, the source is taken for Chinese unless
/// it is in English.
fn langs_of_pair(texts: Pair<&str>, source_lang: Option<Lang>) -> Pair<Lang> {
    langs(texts, source_lang).unwrap_or_else(|_| {
        let source = Lang::of(texts.source).unwrap_or(Lang::Zh);
        Pair::new(source, source.other())
    })
}
