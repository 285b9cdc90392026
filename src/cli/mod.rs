//! The command line: one file per command.

mod account;
mod check;
mod completions;
mod config;
mod configured;
#[cfg(feature = "emulator")]
mod demo;
#[cfg(feature = "emulator")]
mod dev;
#[cfg(feature = "emulator")]
mod emulate;
#[cfg(feature = "emulator")]
mod emulate_clients;
#[cfg(feature = "emulator")]
mod emulate_pages;
#[cfg(feature = "emulator")]
mod emulate_webhooks;
mod explain;
mod failure;
mod handoff;
mod health;
mod hint;
mod manual;
mod online;
mod report;
mod rights;
mod serve;
mod webhooks;

use std::io;
use std::process::ExitCode;

use clap::{CommandFactory as _, Parser, Subcommand};
use proabono_cli::terminal::{Failure, ReaderGone, complain, gone, opened};
use proabono_cli::{api, conformance};

use account::Portal;
use configured::Configured;

/// The subscription page of an application that bills through ProAbono.
#[derive(Debug, Parser)]
#[command(version, about, max_term_width = 100)]
pub struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serves the page, behind a reverse proxy that says who is signed in.
    #[command(after_help = "Examples:\n  proabono-portal serve --config portal.toml")]
    Serve(Configured),
    /// Reads the configuration and reports every problem; starts nothing.
    #[command(
        after_help = "Examples:\n  proabono-portal check --config portal.toml\n  proabono-portal check --online"
    )]
    Check(check::Arguments),
    /// Asks a server that runs on this machine whether it does, for the health check of a container.
    Health(health::Arguments),
    /// Brings a file of settings up to this version.
    Config(config::Arguments),
    /// Says what a code in the log means, why it happens, and what to do.
    Explain(explain::Arguments),
    /// Writes a report for whoever helps: version, settings, problems, last warnings and metrics, without secrets.
    Report(report::Arguments),
    /// Helps to build the application's side of the signed hand-off: code that makes a token, and a test of one.
    Handoff(handoff::Arguments),
    /// Sets up and watches what ProAbono sends, and what your application is sent.
    Webhooks(webhooks::Arguments),
    /// Calls ProAbono's API: reads and writes customers, subscriptions, usages, invoices and the rest.
    Api(api::Arguments<Portal>),
    /// Says what a customer may use, and why, as ProAbono has it now.
    Rights(rights::Arguments),
    /// Checks that a service answers as ProAbono's Live API or Backoffice API is documented to; changes nothing unless told to.
    Conformance(conformance::Arguments<Portal>),
    /// Writes the completions of a shell to standard output.
    Completions(completions::Arguments),
    /// Writes the manual in the format of `man`.
    Manual(manual::Arguments),
    /// Shows everything offline: the page and an emulator of ProAbono, with sample users. Never for real customers.
    #[cfg(feature = "emulator")]
    Demo(demo::Arguments),
    /// Runs the page with your own sign-in and an emulator in ProAbono's place, offline. Never for real customers.
    #[cfg(feature = "emulator")]
    Dev(dev::Arguments),
    /// Runs the emulator of ProAbono alone.
    #[cfg(feature = "emulator")]
    Emulate(Box<emulate::Arguments>),
}

impl Cli {
    /// Reads the command line and runs it; the whole of the binary. A shell that asks for completions is answered.
    pub fn start() -> ExitCode {
        completions::answer(Self::command);
        match Self::try_parse() {
            Ok(cli) => cli.run(),
            Err(error) => answered(&error).unwrap_or_else(|lost| {
                complain(&*lost);
                ExitCode::FAILURE
            }),
        }
    }

    /// Runs the command. Exit code 0: done; 1: it could not be done, standard error says why. The commands below `api`
    /// have more, which their help lists.
    pub fn run(self) -> ExitCode {
        let result = match self.command {
            Command::Serve(configured) => return serve::run(configured.config.as_deref()),
            Command::Check(arguments) => check::run(&arguments),
            Command::Health(arguments) => health::run(&arguments),
            Command::Config(arguments) => config::run(&arguments),
            Command::Explain(arguments) => explain::run(&arguments),
            Command::Handoff(arguments) => handoff::run(&arguments),
            Command::Webhooks(arguments) => webhooks::run(&arguments),
            Command::Api(arguments) => return arguments.run(),
            Command::Report(arguments) => report::run(&arguments),
            Command::Rights(arguments) => rights::run(&arguments),
            Command::Conformance(arguments) => return arguments.run(),
            Command::Completions(arguments) => completions::run(&arguments, Self::command()),
            Command::Manual(arguments) => match manual::run(&arguments, Self::command()) {
                Ok(code) => return code,
                Err(error) => Err(error),
            },
            #[cfg(feature = "emulator")]
            Command::Demo(arguments) => demo::run(&arguments),
            #[cfg(feature = "emulator")]
            Command::Dev(arguments) => dev::run(&arguments),
            #[cfg(feature = "emulator")]
            Command::Emulate(arguments) => emulate::run(&arguments),
        };
        match result {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) if error.is::<ReaderGone>() => ExitCode::SUCCESS,
            Err(error) => {
                complain(&*error);
                ExitCode::FAILURE
            }
        }
    }
}

/// Prints what the parser has to say: what is wrong with the command line, or the help or version that was asked for.
fn answered(error: &clap::Error) -> Result<ExitCode, Failure> {
    let code = ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(1));
    if serve::misused(error) {
        return Ok(code);
    }
    if !error.use_stderr() {
        opened()?;
    }
    match error.print() {
        Err(lost) if lost.kind() != io::ErrorKind::BrokenPipe => Err(gone(&lost)),
        Err(_) => Ok(code),
        Ok(()) => {
            hint::hint(error);
            Ok(code)
        }
    }
}
