//! Aligns two files of one sentence a line and prints the ladder: `align_lines align SOURCE TARGET --presegmented --format
//! ladder`, the arguments of the command that it stands in for when the aligner is measured alone.

use std::io::Write;

use ipalign::align::{align, ladder};
use ipalign::analysis::Text;
use ipalign::respace::Glue;
use ipalign::segment::presegmented;
use ipalign::text::lang::Lang;
use ipalign::text::pair::Pair;
use ipalign::text::source::Source;

fn main() -> anyhow::Result<()> {
    let args: Vec<String> = std::env::args().collect();
    let [_, _, source, target, ..] = &args[..] else { anyhow::bail!("usage: align_lines align SOURCE TARGET") };
    let texts = Pair::new(read(source)?, read(target)?);
    std::io::stdout().write_all(ladder::write(&align(texts.as_ref())).as_bytes())?;
    Ok(())
}

fn read(path: &str) -> anyhow::Result<Text> {
    let text = std::fs::read_to_string(path)?;
    let lang = Lang::of(&text).unwrap_or(Lang::En);
    let (document, segments) = presegmented(Source::new(path, text), lang);
    Ok(Text::of_segments(document, Glue::default(), segments))
}
