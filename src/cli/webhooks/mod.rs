//! The command `webhooks`: what ProAbono sends, and what the application is sent.

mod inbox;
mod list;
mod listen;
mod register;
mod replay;
mod show;
mod stats;
mod test;
mod trigger;

use std::time::Duration;

use proabono_cli::terminal::Failure;

/// The most that an address may take for one answer.
const PATIENCE: Duration = Duration::from_secs(10);

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    /// Makes ProAbono send its events here: creates the webhook, confirms it, and checks it.
    Register(register::Arguments),
    /// Lists the events that the server has received.
    List(list::Arguments),
    /// Shows one event, or one post to the application, with everything that is known of it.
    Show(show::Arguments),
    /// Has events worked anew, and posts made anew.
    Replay(replay::Arguments),
    /// Counts the events and the posts.
    Stats(stats::Arguments),
    /// Shows what happens at ProAbono, and passes it on to an address on this machine.
    Listen(listen::Arguments),
    /// Makes an event happen at the emulator.
    Trigger(trigger::Arguments),
    /// Posts a signed test message to the application, says what it answered, and shows the public keys.
    Test(test::Arguments),
}

pub(super) fn run(arguments: &Arguments) -> Result<(), Failure> {
    match &arguments.command {
        Command::Register(arguments) => register::run(arguments),
        Command::List(arguments) => list::run(arguments),
        Command::Show(arguments) => show::run(arguments),
        Command::Replay(arguments) => replay::run(arguments),
        Command::Stats(arguments) => stats::run(arguments),
        Command::Listen(arguments) => listen::run(arguments),
        Command::Trigger(arguments) => trigger::run(arguments),
        Command::Test(arguments) => test::run(arguments),
    }
}

fn wait<T>(work: impl Future<Output = Result<T, Failure>>) -> Result<T, Failure> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    runtime.block_on(work)
}
