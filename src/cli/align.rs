//! `ipalign align`: which sentences of two texts say the same.

use std::io::Write;
use std::path::Path;

use anyhow::{Result, bail};
use ipalign::align::bead::Alignment;
use ipalign::align::crossing::moved;
use ipalign::align::{ladder, tmx};
use ipalign::analysis::Text;
use ipalign::pipeline::Texts;
use ipalign::read::{Options, Reading};
use ipalign::respace::Glue;
use ipalign::segment::presegmented;
use ipalign::text::document::Document;
use ipalign::text::lang::Lang;
use ipalign::text::pair::{Pair, Side};
use ipalign::text::source::Source;
use serde::Serialize;

use super::args::{AlignArgs, AlignFormat};
use super::given::Given;
use super::input::Job;
use super::{check, input, output};

pub fn run(args: &AlignArgs) -> Result<()> {
    let options = args.aligning.options()?;
    let (texts, of_entry) = texts(args)?;
    let given = Given::of_args(&args.aligning).over(of_entry);
    let memory = given.memory()?;
    let alignment = given.alignment(texts.as_ref(), memory.as_deref(), options)?;
    let mut out = output::stdout();
    match args.format {
        AlignFormat::Ladder => out.write_all(ladder::write(&alignment).as_bytes())?,
        AlignFormat::Tsv => write_tsv(&texts, &alignment, &mut out)?,
        AlignFormat::Jsonl => write_jsonl(&texts, &alignment, &mut out)?,
        AlignFormat::Tmx => tmx::write(texts.as_ref(), &alignment, &mut out)?,
    }
    Ok(out.flush()?)
}

/// Both texts, and what `ipalign.toml` gives of their alignment.
fn texts(args: &AlignArgs) -> Result<(Pair<Text>, Given)> {
    let lang = args.source_lang.map(Lang::from);
    let documents = match &args.target {
        Some(target) if args.presegmented => {
            return Ok((in_lines(Pair::new(&args.source, target), lang)?, Given::default()));
        }
        Some(target) => input::two(Pair::new(&args.source, target), lang)?,
        None => match input::job_named(&args.source)? {
            Some(job) => return of_project(job),
            None => both_of(&args.source, lang)?,
        },
    };
    Ok((documents.map(|document| Text::new(document, &[])), Given::default()))
}

/// The texts of a document of `ipalign.toml`, read as `check` reads them.
fn of_project(job: Job) -> Result<(Pair<Text>, Given)> {
    let siblings = input::siblings(std::slice::from_ref(&job))?;
    let others = input::others(&job, &siblings);
    match job.texts {
        Texts::Translation(pair) => Ok((pair.map(|document| Text::new(document, &others)), job.given)),
        Texts::Comparable(_) | Texts::Single(_) => {
            bail!("{}: is no pair of an original and its translation; only those are aligned", job.name)
        }
    }
}

/// The two texts of a bilingual file.
fn both_of(path: &Path, source_lang: Option<Lang>) -> Result<Pair<Document>> {
    match input::reading(path, &Options::default())? {
        Reading::Both(pair) if source_lang == Some(pair.target.lang) => Ok(pair.swap()),
        Reading::Both(pair) => Ok(pair),
        Reading::One(document) => {
            bail!("{}: is in {} alone; name its translation, too", input::shown(path), document.lang.name())
        }
    }
}

/// Two files with a sentence a line.
fn in_lines(paths: Pair<&std::path::PathBuf>, source_lang: Option<Lang>) -> Result<Pair<Text>> {
    let lines = |path: &Path| {
        let text = input::utf8(path)?;
        if text.trim().is_empty() {
            bail!("{}: is empty; give a file with a sentence a line", input::shown(path));
        }
        Ok(text)
    };
    let contents = Pair::new(lines(paths.source)?, lines(paths.target)?);
    let langs = check::langs(contents.as_ref().map(String::as_str), source_lang)?;
    let text = |(path, (content, lang)): (&std::path::PathBuf, (String, Lang))| {
        let (document, segments) = presegmented(Source::new(path.display().to_string(), content), lang);
        Text::of_segments(document, Glue::default(), segments)
    };
    Ok(paths.zip(contents.zip(langs)).map(text))
}

fn write_tsv(texts: &Pair<Text>, alignment: &Alignment, out: &mut impl Write) -> Result<()> {
    for bead in alignment.beads() {
        let cell = |side| output::one_line(&tmx::joined(texts.as_ref(), bead, side));
        writeln!(out, "{}\t{}\t{:.3}", cell(Side::Source), cell(Side::Target), bead.confidence)?;
    }
    Ok(())
}

#[derive(Serialize)]
struct Row {
    source: Vec<usize>,
    target: Vec<usize>,
    confidence: f64,
    /// Whether it stands elsewhere in the target than its neighbours do.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    moved: bool,
    text: Pair<String>,
}

fn write_jsonl(texts: &Pair<Text>, alignment: &Alignment, out: &mut impl Write) -> Result<()> {
    for (bead, moved) in alignment.beads().iter().zip(moved(alignment.beads())) {
        let row = Row {
            source: bead.segments.source.clone().collect(),
            target: bead.segments.target.clone().collect(),
            confidence: (bead.confidence * 1000.0).round() / 1000.0,
            moved,
            text: Pair::new(Side::Source, Side::Target).map(|side| tmx::joined(texts.as_ref(), bead, side)),
        };
        writeln!(out, "{}", serde_json::to_string(&row)?)?;
    }
    Ok(())
}
