//! The commands, a file each; all printing is done here.
//!
//! Results go to standard output, notes and errors to standard error. Whatever goes wrong is an `Err` that says the
//! file, the place and the remedy in one sentence; `main` turns it into exit code 2.

mod align;
mod args;
mod baseline;
mod batch;
mod cache;
mod check;
mod config;
mod explain;
mod facts;
mod gate;
mod given;
mod init;
mod input;
mod journal;
mod learn;
mod lines;
mod list;
mod output;
mod pairs;
mod progress;
mod quantities;
mod read;
mod report;
mod respace;
mod rules;
mod segment;
mod selftest;
mod shard;
mod since;
mod tree;

use std::fmt::Display;
use std::io::{self, Write};
use std::process::ExitCode;

use anstyle::{AnsiColor, Style};
use anyhow::Result;
use clap::{CommandFactory, Parser};

use args::{Cli, Command};

/// Runs what the command line asks for.
///
/// # Errors
/// Where an input cannot be read, an output cannot be written, or the command line asks for what cannot be.
pub fn run() -> Result<ExitCode> {
    let Cli { color, command } = Cli::parse();
    color.write_global();
    let done = |()| ExitCode::SUCCESS;
    match command {
        Command::Check(args) => check::run(&args),
        Command::Batch(args) => batch::run(&args),
        Command::Baseline(args) => baseline::run(&args).map(done),
        Command::Init => init::run().map(done),
        Command::Config(args) => config::run(&args).map(done),
        Command::Completions { shell } => {
            clap_complete::generate(shell, &mut Cli::command(), "ipalign", &mut output::stdout());
            Ok(ExitCode::SUCCESS)
        }
        Command::Man => Ok(clap_mangen::Man::new(Cli::command()).render(&mut output::stdout()).map(done)?),
        Command::List => list::run().map(done),
        Command::Align(args) => align::run(&args).map(done),
        Command::Learn(args) => learn::run(&args).map(done),
        Command::Quantities(args) => quantities::run(&args).map(done),
        Command::Respace(args) => respace::run(&args).map(done),
        Command::Segment(args) => segment::run(&args).map(done),
        Command::Read(args) => read::run(&args).map(done),
        Command::Rules => rules::run().map(done),
        Command::Facts(args) => facts::run(&args).map(done),
        Command::Explain(args) => explain::run(&args).map(done),
        Command::Report(args) => report::run(&args),
        Command::Selftest(args) => selftest::run(&args).map(done),
    }
}

/// Whether whoever read our output has gone, which is no error.
pub fn is_broken_pipe(error: &anyhow::Error) -> bool {
    let broken = |error: &io::Error| error.kind() == io::ErrorKind::BrokenPipe;
    error.chain().any(|cause| cause.downcast_ref().is_some_and(broken))
}

/// Says what went wrong, on one line.
pub fn tell_error(error: &anyhow::Error) {
    tell("error", AnsiColor::Red.on_default().bold(), &format!("{error:#}"));
}

/// Says what is worth knowing beside the result.
fn tell_note(note: impl Display) {
    tell("note", AnsiColor::Cyan.on_default().bold(), &note.to_string());
}

fn tell_warning(warning: impl Display) {
    tell("warning", AnsiColor::Yellow.on_default().bold(), &warning.to_string());
}

fn tell(word: &str, style: Style, message: &str) {
    // Where standard error is closed, there is nobody to tell.
    let _ = writeln!(anstream::stderr(), "{style}{word}:{style:#} {}", message.replace('\n', " "));
}
