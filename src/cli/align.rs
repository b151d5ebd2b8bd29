//! `ipalign align`: which sentences of two texts say the same.

use std::io::Write;
use std::path::Path;

use anyhow::{Result, bail};
use ipalign::align::bead::{Alignment, Bead};
use ipalign::align::{align_with, ladder};
use ipalign::analysis::Text;
use ipalign::read::{Options, Reading};
use ipalign::respace::Glue;
use ipalign::segment::presegmented;
use ipalign::text::lang::Lang;
use ipalign::text::pair::{Pair, Side};
use ipalign::text::source::Source;
use serde::Serialize;

use super::args::{AlignArgs, AlignFormat};
use super::{check, input, output};

pub fn run(args: &AlignArgs) -> Result<()> {
    let options = args.aligning.options()?;
    let texts = texts(args)?;
    let alignment = align_with(texts.as_ref(), options);
    let mut out = output::stdout();
    match args.format {
        AlignFormat::Ladder => out.write_all(ladder::write(&alignment).as_bytes())?,
        AlignFormat::Tsv => write_tsv(&texts, &alignment, &mut out)?,
        AlignFormat::Jsonl => write_jsonl(&texts, &alignment, &mut out)?,
    }
    Ok(out.flush()?)
}

fn texts(args: &AlignArgs) -> Result<Pair<Text>> {
    let lang = args.source_lang.map(Lang::from);
    let documents = match &args.target {
        Some(target) if args.presegmented => return in_lines(Pair::new(&args.source, target), lang),
        Some(target) => input::two(Pair::new(&args.source, target), lang)?,
        None => match input::reading(&args.source, &Options::default())? {
            Reading::Both(pair) if lang == Some(pair.target.lang) => pair.swap(),
            Reading::Both(pair) => pair,
            Reading::One(document) => {
                bail!("{}: is in {} alone; name its translation, too", input::shown(&args.source), document.lang.name())
            }
        },
    };
    Ok(documents.map(|document| Text::new(document, &[])))
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

/// The sentences of one side of a bead as one text.
fn joined(texts: &Pair<Text>, bead: &Bead, side: Side) -> String {
    let text = &texts[side];
    let between = if text.document.lang == Lang::Zh { "" } else { " " };
    let sentences = bead.segments[side].clone().map(|segment| text.sentence(segment));
    sentences.collect::<Vec<_>>().join(between)
}

fn write_tsv(texts: &Pair<Text>, alignment: &Alignment, out: &mut impl Write) -> Result<()> {
    for bead in alignment.beads() {
        let cell = |side| output::one_line(&joined(texts, bead, side));
        writeln!(out, "{}\t{}\t{:.3}", cell(Side::Source), cell(Side::Target), bead.confidence)?;
    }
    Ok(())
}

#[derive(Serialize)]
struct Row {
    source: Vec<usize>,
    target: Vec<usize>,
    confidence: f64,
    text: Pair<String>,
}

fn write_jsonl(texts: &Pair<Text>, alignment: &Alignment, out: &mut impl Write) -> Result<()> {
    for bead in alignment.beads() {
        let row = Row {
            source: bead.segments.source.clone().collect(),
            target: bead.segments.target.clone().collect(),
            confidence: (bead.confidence * 1000.0).round() / 1000.0,
            text: Pair::new(Side::Source, Side::Target).map(|side| joined(texts, bead, side)),
        };
        writeln!(out, "{}", serde_json::to_string(&row)?)?;
    }
    Ok(())
}
