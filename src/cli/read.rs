//! `ipalign read`: the blocks that a file was read as.

use std::io::Write;

use anyhow::Result;
use ipalign::read::Options;
use ipalign::text::document::BlockKind;
use ipalign::text::lang::Lang;

use super::args::ReadArgs;
use super::{input, output};

pub fn run(args: &ReadArgs) -> Result<()> {
    let options = Options { lang: args.lang.map(Lang::from), ..Options::default() };
    let mut out = output::stdout();
    for document in input::documents(input::reading(&args.file, &options)?) {
        for block in &document.blocks {
            let text = output::one_line(document.slice(block.span));
            writeln!(out, "{}\t{}\t{text}", document.lang.tag(), kind(block.kind))?;
        }
    }
    Ok(out.flush()?)
}

fn kind(kind: BlockKind) -> String {
    match kind {
        BlockKind::Heading(level) => format!("heading-{level}"),
        BlockKind::Lead => "lead".to_owned(),
        BlockKind::Paragraph => "paragraph".to_owned(),
        BlockKind::ListItem => "list-item".to_owned(),
        BlockKind::Cell => "cell".to_owned(),
        BlockKind::Code => "code".to_owned(),
    }
}
