//! The binary: parse the command line, run one command, say how it ended.

use std::process::ExitCode;

use proabono_portal::cli::Cli;

fn main() -> ExitCode {
    Cli::start()
}
