//! `ipalign align`: which sentences of two texts say the same.

use std::io::Write;
use std::path::Path;

use anyhow::{Result, bail};
use ipalign::align::bead::Alignment;
use ipalign::align::crossing::moved;
use ipalign::align::{ladder, tmx, xliff};
use ipalign::analysis::Text;
use ipalign::pipeline::{Texts, units_aligned};
use ipalign::read::Options;
use ipalign::respace::Glue;
use ipalign::segment::presegmented;
use ipalign::text::document::Document;
use ipalign::text::lang::Lang;
use ipalign::text::pair::{Pair, Side};
use ipalign::text::source::Source;
use ipalign::text::units::Units;
use serde::Serialize;

use super::args::{AlignArgs, AlignFormat};
use super::given::Given;
use super::input::Job;
use super::{check, input, output};

pub fn run(args: &AlignArgs) -> Result<()> {
    let (texts, alignment) = aligned(args)?;
    let mut out = output::stdout();
    match args.format {
        AlignFormat::Ladder => out.write_all(ladder::write(&alignment).as_bytes())?,
        AlignFormat::Tsv => write_tsv(&texts, &alignment, &mut out)?,
        AlignFormat::Jsonl => write_jsonl(&texts, &alignment, &mut out)?,
        AlignFormat::Tmx => tmx::write(texts.as_ref(), &alignment, &mut out)?,
        AlignFormat::Xliff => xliff::write(texts.as_ref(), &alignment, &mut out)?,
    }
    Ok(out.flush()?)
}

/// Both texts and their beads: those that a bilingual file has itself, or those given or found.
fn aligned(args: &AlignArgs) -> Result<(Pair<Text>, Alignment)> {
    let options = args.aligning.options()?;
    let given = Given::of_args(&args.aligning);
    let (texts, given) = match texts(args)? {
        Found::Units(_) if given.has_beads() => {
            let name = input::shown(&args.source);
            bail!("{name}: its units are aligned already; leave --beads, --pins and --pin out")
        }
        Found::Units(units) => return Ok(units_aligned(units.documents, &units.units)),
        Found::Texts(texts, of_entry) => (texts, given.over(of_entry)),
    };
    let memory = given.memory()?;
    let alignment = given.alignment(texts.as_ref(), memory.as_deref(), options)?;
    Ok((texts, alignment))
}

/// What is asked for.
enum Found {
    /// Texts, and what `ipalign.toml` gives of their alignment.
    Texts(Pair<Text>, Given),
    /// A file whose units are aligned.
    Units(Units),
}

fn texts(args: &AlignArgs) -> Result<Found> {
    let lang = args.source_lang.map(Lang::from);
    let documents = match &args.target {
        Some(target) if args.presegmented => {
            return Ok(Found::Texts(in_lines(Pair::new(&args.source, target), lang)?, Given::default()));
        }
        Some(target) => input::two(Pair::new(&args.source, target), lang)?,
        None => match input::job_named(&args.source)? {
            Some(job) => return of_project(job),
            None => match both_of(&args.source, lang)? {
                Texts::Units(units) => return Ok(Found::Units(units)),
                texts => pair_of(&input::shown(&args.source), texts)?,
            },
        },
    };
    Ok(Found::Texts(documents.map(|document| Text::new(document, &[])), Given::default()))
}

/// The texts of a document of `ipalign.toml`, read as `check` reads them.
fn of_project(job: Job) -> Result<Found> {
    let siblings = input::siblings(std::slice::from_ref(&job))?;
    let others = input::others(&job, &siblings);
    match job.texts {
        Texts::Units(units) => Ok(Found::Units(units)),
        texts => {
            let pair = pair_of(&job.name, texts)?;
            Ok(Found::Texts(pair.map(|document| Text::new(document, &others)), job.given))
        }
    }
}

/// The two texts of a bilingual file.
fn both_of(path: &Path, source_lang: Option<Lang>) -> Result<Texts> {
    Ok(input::job_of_reading(path, input::reading(path, &Options::default())?, source_lang).texts)
}

/// An original and its translation.
fn pair_of(name: &str, texts: Texts) -> Result<Pair<Document>> {
    match texts {
        Texts::Translation(pair) | Texts::Units(Units { documents: pair, .. }) => Ok(pair),
        Texts::Single(document) => {
            bail!("{name}: is in {} alone; name its translation, too", document.lang.name())
        }
        Texts::Comparable(_) => {
            bail!("{name}: is no pair of an original and its translation; only those are aligned")
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
