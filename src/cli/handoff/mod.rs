//! The command `handoff`: the signed hand-off, for whoever builds the application's side of it.

mod languages;
mod page;
mod settings;
mod snippet;
mod test;

use proabono_cli::terminal::Failure;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    /// Prints the code that makes a token, with the settings of this server filled in. No secret is in it.
    Snippet(snippet::Arguments),
    /// Posts a token to the page that runs, and says what came.
    Test(test::Arguments),
}

pub(super) fn run(arguments: &Arguments) -> Result<(), Failure> {
    match &arguments.command {
        Command::Snippet(arguments) => snippet::run(arguments),
        Command::Test(arguments) => test::run(arguments),
    }
}
