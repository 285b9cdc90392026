//! The command `webhooks`: what ProAbono sends, and what the application is sent.

mod register;
mod test;

use proabono_cli::terminal::Failure;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    /// Makes ProAbono send its events here: creates the webhook, confirms it, and checks it.
    Register(register::Arguments),
    /// Posts a signed test message to the application, says what it answered, and shows the public keys.
    Test(test::Arguments),
}

pub(super) fn run(arguments: &Arguments) -> Result<(), Failure> {
    match &arguments.command {
        Command::Register(arguments) => register::run(arguments),
        Command::Test(arguments) => test::run(arguments),
    }
}

fn wait<T>(work: impl Future<Output = Result<T, Failure>>) -> Result<T, Failure> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    runtime.block_on(work)
}
