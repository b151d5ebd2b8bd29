//! `ipalign respace`: the lost spaces of English, a line in, a line out.

use std::io::Write;

use anyhow::Result;
use ipalign::respace::Respacer;

use super::args::RespaceArgs;
use super::{input, output};

pub fn run(args: &RespaceArgs) -> Result<()> {
    // The words of the whole text are evidence for each of its lines, so it is read before the first is answered.
    let text = input::utf8(&args.file)?;
    let respacer = Respacer::new(text.split('\n'), std::iter::empty());
    let mut out = output::stdout();
    for line in text.split_inclusive('\n') {
        let line = line.strip_suffix('\n').unwrap_or(line);
        writeln!(out, "{}", respacer.line(line))?;
    }
    Ok(out.flush()?)
}
