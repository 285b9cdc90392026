use clap::CommandFactory as _;
use clap_complete::env::{EnvCompleter as _, Fish, Shells};
use clap_complete::{CompleteEnv, Shell};

use super::{Cli, Failure, print};

/// How the script for fish asks this program what fits.
const VARIABLE: &str = "PROABONO_PORTAL_COMPLETE";

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  proabono-portal completions bash > ~/.local/share/bash-completion/completions/proabono-portal
  proabono-portal completions fish > ~/.config/fish/completions/proabono-portal.fish")]
pub(super) struct Arguments {
    /// The shell. The script for fish asks the program itself at each key, so proabono-portal must be on the PATH.
    #[arg(value_enum)]
    shell: Shell,
}

pub(super) fn run(arguments: &Arguments) -> Result<(), Failure> {
    // The generator panics when its writer fails, as standard output may.
    let mut script = Vec::new();
    let mut command = Cli::command();
    let name = command.get_name().to_owned();
    if arguments.shell == Shell::Fish {
        // What is generated for fish goes two commands deep.
        Fish.write_registration(VARIABLE, &name, &name, &name, &mut script)?;
    } else {
        clap_complete::generate(arguments.shell, &mut command, name, &mut script);
    }
    print(&script)
}

/// Answers a shell that asks, and ends; returns at once when none does.
pub(super) fn answer() {
    CompleteEnv::with_factory(Cli::command)
        .var(VARIABLE)
        .shells(Shells(&[&Fish]))
        .complete();
}
