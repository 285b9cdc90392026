use std::io::{self, Write as _};

use clap::CommandFactory as _;
use clap_complete::Shell;

use super::Cli;

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  proabono-portal completions bash > ~/.local/share/bash-completion/completions/proabono-portal"
)]
pub(super) struct Arguments {
    /// The shell. For fish they go two commands deep.
    #[arg(value_enum)]
    shell: Shell,
}

pub(super) fn run(arguments: &Arguments) {
    // The generator panics when its writer fails, as standard output does when its reader goes away.
    let mut script = Vec::new();
    let mut command = Cli::command();
    let name = command.get_name().to_owned();
    clap_complete::generate(arguments.shell, &mut command, name, &mut script);
    let _ = io::stdout().write_all(&script);
}
