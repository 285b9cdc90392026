use clap::Command;
use clap_complete::env::{Bash, EnvCompleter, Fish, Shells, Zsh};
use clap_complete::{CompleteEnv, Shell};

use proabono_cli::terminal::{Failure, print};

/// How a script asks this program what fits.
const VARIABLE: &str = "PROABONO_PORTAL_COMPLETE";

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  proabono-portal completions bash > ~/.local/share/bash-completion/completions/proabono-portal
  proabono-portal completions fish > ~/.config/fish/completions/proabono-portal.fish")]
pub(super) struct Arguments {
    /// The shell. The scripts for bash, fish and zsh ask the program itself, so proabono-portal must be on the PATH.
    #[arg(value_enum)]
    shell: Shell,
}

pub(super) fn run(arguments: &Arguments, mut command: Command) -> Result<(), Failure> {
    // The generator panics when its writer fails, as standard output may.
    let mut script = Vec::new();
    let name = command.get_name().to_owned();
    match asking(arguments.shell) {
        Some(shell) => shell.write_registration(VARIABLE, &name, &name, &name, &mut script)?,
        None => clap_complete::generate(arguments.shell, &mut command, name, &mut script),
    }
    print(&script)
}

/// The shells whose script asks this program: what is generated for fish goes two commands deep, and what is generated for
/// bash goes one where the name of the program has a hyphen.
fn asking(shell: Shell) -> Option<&'static dyn EnvCompleter> {
    match shell {
        Shell::Bash => Some(&Bash),
        Shell::Fish => Some(&Fish),
        Shell::Zsh => Some(&Zsh),
        _ => None,
    }
}

/// Answers a shell that asks, and ends; returns at once when none does.
pub(super) fn answer(command: fn() -> Command) {
    CompleteEnv::with_factory(command)
        .var(VARIABLE)
        .shells(Shells(&[&Bash, &Fish, &Zsh]))
        .complete();
}
