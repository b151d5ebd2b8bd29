//! How right ipalign is on labelled data, as Markdown; the files in `reports/` are its output.
//!
//! ```text
//! cargo run --release --example accuracy -- quantities DIR > reports/quantities.md
//! cargo run --release --example accuracy -- pairs DIR --rules figure > reports/checks.md
//! cargo run --release --example accuracy -- alignment DIR > reports/alignment.md
//! cargo run --release --example accuracy -- clauses DIR
//! cargo run --release --example accuracy -- weights DIR
//! cargo run --release --example accuracy -- meaning DIR
//! cargo run --release --example accuracy -- memory DIR
//! cargo run --release --example accuracy -- grammar
//! ```
//!
//! The data are in formats that public sets are easily brought into; they are no part of the project. Each command tells
//! its format. A report holds numbers and the names of the sets, which are those of their files; the same data give the
//! same report.

mod alignment;
mod calibration;
mod clauses;
mod grammar;
#[cfg(feature = "encoder")]
mod meaning;
mod memory;
mod pairs;
mod quantities;
mod sets;
mod table;
mod weights;

use std::io::Write;
use std::path::PathBuf;

use anyhow::Result;
use clap::{Parser, ValueEnum};

/// How right ipalign is on labelled data, as Markdown.
#[derive(Debug, Parser)]
enum Command {
    /// Figures: a folder of JSON Lines {"lang", "input", "expected": [{"value", "optional"?}], "partial"}
    Quantities { folder: PathBuf },
    /// Pairs: a folder of JSON Lines {"source", "good"?, "bad"?, "label", "sublabel"?, "use_good"?, "use_bad"?}
    Pairs {
        folder: PathBuf,
        /// Beginnings of the names of the rules that count, separated by commas; once for each table [default: all rules]
        #[arg(long, value_name = "PREFIX,...")]
        rules: Vec<String>,
        /// What the rows of a set are counted by
        #[arg(long, value_enum, default_value = "label")]
        by: By,
    },
    /// Alignment: a folder, or a folder of folders, of NAME.zh and NAME.en with a sentence a line, and NAME.gold, a ladder
    Alignment { folder: PathBuf },
    /// Clauses left out: how likely one is, learned from such a folder, or from one of JSON Lines {"source", "good"}
    Clauses { folder: PathBuf },
    /// Weights of the alignment's evidence, learned from such a folder
    Weights { folder: PathBuf },
    /// What each kind of evidence counts for where the sentence encoder is asked, learned from such a folder
    #[cfg(feature = "encoder")]
    Meaning { folder: PathBuf },
    /// What a memory learned from some documents of such a folder brings to the others
    Memory { folder: PathBuf },
    /// The sentences that prove the grammars, by what they prove
    Grammar,
}

/// A field of a pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum By {
    /// The kind of fault.
    Label,
    /// The kind of fault as the set itself has it.
    Sublabel,
}

fn main() -> Result<()> {
    let report = match Command::parse() {
        Command::Quantities { folder } => quantities::report(&folder)? + "\n" + &grammar::report()?,
        Command::Pairs { folder, rules, by } => pairs::report(&folder, &rules, by)?,
        Command::Alignment { folder } => alignment::report(&folder)?,
        Command::Clauses { folder } => clauses::report(&folder)?,
        Command::Weights { folder } => weights::report(&folder)?,
        #[cfg(feature = "encoder")]
        Command::Meaning { folder } => meaning::report(&folder)?,
        Command::Memory { folder } => memory::report(&folder)?,
        Command::Grammar => grammar::report()?,
    };
    Ok(std::io::stdout().write_all(report.as_bytes())?)
}
