//! `ipalign check --pairs`: pairs that are aligned already, a line in, a line out.

use std::io::IsTerminal;
use std::path::Path;
use std::process::ExitCode;

use anyhow::{Result, bail};
use ipalign::audit::AuditedFinding;
use ipalign::gate::Selection;
use ipalign::glossary::Glossary;
use ipalign::pipeline::{self, audit_bead_with};
use ipalign::report::pairs;
use ipalign::text::lang::Lang;
use ipalign::text::pair::Pair;

use super::args::CheckArgs;
use super::check::langs;
use super::gate::Policy;
use super::given::Given;
use super::output::{self, Format, Output};
use super::{input, lines, progress};

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
    let answer = |line: &str| {
        let (text, findings) = answer(line, lang, &options, &policy.selection)?;
        Ok((text, findings.iter().any(|finding| policy.gate.counts(finding))))
    };
    let mut from = input::open(file)?;
    let mut failed = false;
    // answers that run through a terminal are progress enough
    let progress = (!std::io::stdout().is_terminal() || !output.to_stdout()).then(|| progress::of("pairs", None));
    let take = |line_failed: bool| {
        failed |= line_failed;
        progress.iter().for_each(|progress| progress.inc(1));
    };
    match &output.file {
        Some(path) if !output.to_stdout() => {
            output::write_file(path, |mut out| lines::answer_each(file, &mut from, &mut out, answer, take))?;
        }
        _ => lines::answer_each(file, &mut from, &mut output::stdout(), answer, take)?,
    }
    Ok(ExitCode::from(u8::from(failed)))
}

fn answer(
    line: &str,
    source_lang: Option<Lang>,
    options: &pipeline::Options,
    selection: &Selection,
) -> Result<(String, Vec<AuditedFinding>)> {
    let request: pairs::Request<'_> = match serde_json::from_str(line) {
        Ok(request) => request,
        Err(error) => bail!("is not {{\"id\": …, \"source\": \"…\", \"target\": \"…\"}}: {error}"),
    };
    let texts = Pair::new(request.source.as_str(), request.target.as_str());
    let mut findings = audit_bead_with(texts, langs_of_pair(texts, source_lang), options);
    selection.narrow(&mut findings);
    let mut out = Vec::new();
    pairs::write(request.id, &findings, &mut out)?;
    Ok((String::from_utf8(out)?, findings))
}

/// As [`langs`], and where that cannot tell, as in an untranslated or empty pair, the source is taken for Chinese unless
/// it is in English.
fn langs_of_pair(texts: Pair<&str>, source_lang: Option<Lang>) -> Pair<Lang> {
    langs(texts, source_lang).unwrap_or_else(|_| {
        let source = Lang::of(texts.source).unwrap_or(Lang::Zh);
        Pair::new(source, source.other())
    })
}
