//! `ipalign segment`: the sentences of a text, one a line.

use std::io::Write;

use anyhow::Result;
use ipalign::analysis::Text;
use ipalign::read::Options;
use ipalign::text::lang::Lang;

use super::args::SegmentArgs;
use super::{input, output};

pub fn run(args: &SegmentArgs) -> Result<()> {
    let options = Options { lang: args.lang.map(Lang::from), ..Options::default() };
    let mut out = output::stdout();
    for document in input::documents(input::reading(&args.file, &options)?) {
        let text = Text::new(document, &[]);
        for index in 0..text.segments.len() {
            writeln!(out, "{}", output::one_line(text.sentence(index)))?;
        }
    }
    Ok(out.flush()?)
}
