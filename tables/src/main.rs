//! Makes the tables that ipalign embeds: `ipalign-tables dictionary CC-CEDICT DIRECTORY`.

mod dictionary;
#[path = "../../src/lexicon/stem.rs"]
mod stem;

fn main() -> anyhow::Result<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    match args.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["dictionary", list, directory] => dictionary::make(list.as_ref(), directory.as_ref()),
        _ => anyhow::bail!("usage: ipalign-tables dictionary CC-CEDICT DIRECTORY"),
    }
}
