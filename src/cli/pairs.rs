//! `ipalign check --pairs`: pairs that are aligned already, a line in, a line out.

use std::path::Path;
use std::process::ExitCode;

use anyhow::{Result, bail};
use ipalign::audit::AuditedFinding;
use ipalign::glossary::Glossary;
use ipalign::pipeline::{self, audit_beads};
use ipalign::report::{gates, pairs};
use ipalign::text::lang::Lang;
use ipalign::text::pair::Pair;

use super::args::CheckArgs;
use super::check::langs;
use super::given::Given;
use super::output::{self, Format, Output};
use super::{input, lines};

pub fn run(file: &Path, args: &CheckArgs) -> Result<ExitCode> {
    let given = Given::of_args(&args.aligning);
    if given.has_beads() {
        bail!("--beads, --pins and --pin are for texts to be aligned; the pairs of --pairs are aligned already");
    }
    let output = match args.formats.as_slice() {
        [] => Output { format: Format::Jsonl, file: None },
        [output] if output.format == Format::Jsonl => output.clone(),
        _ => bail!("--pairs is answered in jsonl alone; say --format jsonl or --format jsonl=FILE"),
    };
    let threshold = args.gate.fail_on.threshold();
    let lang = args.source_lang.map(Lang::from);
    let (glossary, memory) = (Glossary::read(&args.glossary)?, given.memory()?);
    let options = pipeline::Options { aligning: args.aligning.options()?, glossary, memory, ..Default::default() };
    let fails = |findings: &[AuditedFinding]| {
        threshold.is_some_and(|threshold| findings.iter().any(|finding| gates(finding, threshold)))
    };
    let answer = |lines: &[&str]| answers(lines, lang, &options, fails);
    let mut from = input::open(file)?;
    let mut failed = false;
    let take = |line_failed: bool| failed |= line_failed;
    match &output.file {
        Some(path) if !output.to_stdout() => {
            output::write_file(path, |mut out| lines::answer_each(file, &mut from, &mut out, answer, take))?;
        }
        _ => lines::answer_each(file, &mut from, &mut output::stdout(), answer, take)?,
    }
    Ok(ExitCode::from(u8::from(failed)))
}

/// The answer to each line, and whether what was found in it fails.
fn answers(
    lines: &[&str],
    source_lang: Option<Lang>,
    options: &pipeline::Options,
    fails: impl Fn(&[AuditedFinding]) -> bool,
) -> Vec<Result<(String, bool)>> {
    let requests: Vec<Result<pairs::Request<'_>>> = lines.iter().map(|line| request(line)).collect();
    let texts = requests.iter().flatten().map(|request| Pair::new(request.source.as_str(), request.target.as_str()));
    let pairs: Vec<_> = texts.map(|texts| texts.zip(langs_of_pair(texts, source_lang))).collect();
    let mut found = audit_beads(&pairs, options).into_iter();
    let answer = |request: Result<pairs::Request<'_>>| {
        let id = request?.id;
        let findings = found.next().unwrap_or_default();
        let mut out = Vec::new();
        pairs::write(id, &findings, &mut out)?;
        Ok((String::from_utf8(out)?, fails(&findings)))
    };
    requests.into_iter().map(answer).collect()
}

fn request(line: &str) -> Result<pairs::Request<'_>> {
    match serde_json::from_str(line) {
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
