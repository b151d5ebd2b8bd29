//! The command line of ipalign: the exit code, a broken pipe, nothing else.

mod cli;

use std::process::ExitCode;

fn main() -> ExitCode {
    match cli::run() {
        Ok(code) => code,
        Err(error) if cli::is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            cli::tell_error(&error);
            ExitCode::from(2)
        }
    }
}
