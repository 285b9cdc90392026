//! The command `webhooks`: what ProAbono sends, and what the application is sent.

mod inbox;
mod list;
mod listen;
mod pace;
mod register;
mod replay;
mod show;
mod stats;
mod test;
mod trigger;

use proabono_cli::terminal::Failure;

pub(super) use inbox::opened;

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
