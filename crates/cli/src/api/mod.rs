//! `api live …` and `api backoffice …`: every operation of the contract of an API.

mod body;
mod command;
mod conform;
mod doc;
mod draft;
mod fault;
mod flags;
mod gateway;
mod kind;
mod lists;
mod send;
mod show;
mod stop;
mod task;
mod text;
mod tips;
mod unit;
mod untyped;
mod view;

use std::marker::PhantomData;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{ArgMatches, Args, Command, FromArgMatches};
use jiff::Timestamp;
use proabono_contract::Api;

use crate::connection::{Connection, Keys, runtime};
use crate::operations::{Surface, singular};
use crate::program::Program;
use crate::terminal::mutter;

#[cfg(test)]
pub(crate) use command::{filled, frame};
use show::show;
use stop::Stop;
use task::{How, Task};
use tips::Place;
pub use tips::{Slip, tips};
use view::View;

/// A value as a person reads it on a terminal: an object in two columns, a list with one line for each item.
pub fn table(value: &serde_json::Value) -> String {
    let view = View {
        columns: &[],
        links: false,
    };
    view.object(value)
}

/// The arguments of `api`. The commands below it are made at run time, so there is no struct to derive them from.
#[derive(Clone, Debug)]
pub struct Arguments<P> {
    matches: ArgMatches,
    program: PhantomData<P>,
}

impl<P> FromArgMatches for Arguments<P> {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        Ok(Self {
            matches: matches.clone(),
            program: PhantomData,
        })
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        self.matches = matches.clone();
        Ok(())
    }
}

impl<P: Program> Args for Arguments<P> {
    fn augment_args(command: Command) -> Command {
        command
            .subcommand_required(true)
            .arg_required_else_help(true)
            .subcommand(command::live::<P>())
            .subcommand(command::backoffice::<P>())
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

impl<P: Program> Arguments<P> {
    /// Runs the command; the exit codes are in the help of each API.
    pub fn run(&self) -> ExitCode {
        let called = self.matches.subcommand();
        let api = |name: &str| Api::ALL.into_iter().find(|api| api.name() == name);
        let Some((api, matches)) = called.and_then(|(name, below)| Some((api(name)?, below))) else {
            return ExitCode::from(2);
        };
        run::<P>(&Surface::published(api), matches)
    }
}

/// Runs one command of an API, and says how it ended.
pub(crate) fn run<P: Program>(surface: &Surface, matches: &ArgMatches) -> ExitCode {
    let done = call::<P>(surface, matches);
    done.unwrap_or_else(|stop| stop.end(matches.get_flag("json")))
}

/// The exit codes, for a manual.
pub fn exit_codes() -> &'static str {
    stop::EXIT_CODES
        .split_once('\n')
        .map_or(stop::EXIT_CODES, |(_, codes)| codes)
}

/// The commands by that name, or by its plural, below either API: for a command line that left the API out, or named the
/// other one. Each begins with the name of its API.
pub fn places(name: &str) -> Vec<String> {
    let below = |api: Api| {
        let surface = Surface::published(api);
        let resources = surface.resources.into_iter().map(|resource| resource.name);
        let fitting = resources.filter(|resource| resource == name || singular(resource) == name);
        fitting
            .map(|resource| format!("{} {resource}", api.name()))
            .collect::<Vec<_>>()
    };
    Api::ALL.into_iter().flat_map(below).collect()
}

fn call<P: Program>(surface: &Surface, matches: &ArgMatches) -> Result<ExitCode, Stop> {
    let (name, below) = matches.subcommand().ok_or_else(unknown)?;
    let file = matches.get_one::<PathBuf>("config").map(PathBuf::as_path);
    let (how, json) = (How::said(matches), matches.get_flag("json"));
    let keys = if how == How::Dry {
        Keys::Unused
    } else {
        Keys::Right
    };
    let connection = Connection::open::<P>(surface.api, file, keys).map_err(Stop::Failed)?;
    let runtime = runtime().map_err(|error| Stop::Failed(error.into()))?;
    let resource = surface.resources.iter().find(|resource| resource.name == name);
    let done = runtime.block_on(async {
        let Some(resource) = resource else {
            return untyped::run(&connection, name, below, (how, json)).await;
        };
        let (verb, below) = below.subcommand().ok_or_else(unknown)?;
        let mut operations = resource.operations.iter();
        let operation = operations.find(|one| one.verb == verb).ok_or_else(unknown)?;
        let task = Task::of(surface, operation);
        let now = match (task.says_now(below), how) {
            (false, _) => String::new(),
            (true, How::Dry) => now(None),
            (true, _) => now(connection.time().await.map_err(Stop::before)?),
        };
        let reply = send::run(&task, &connection, below, &now, how).await;
        let place = Place::<P>::of(surface, resource);
        let reply = reply.map_err(|stop| stop.tipped(|refusal| place.of_a_refusal(&task, below, refusal)))?;
        let draft = reply
            .one()
            .and_then(|answer| draft::remark(answer, task.starts(below)));
        let view = View {
            columns: operation.columns,
            links: matches.get_flag("links"),
        };
        let shown = show(&view, &reply, operation.asks(), json);
        // Standard output is the JSON alone, also for a script.
        if let Some(remark) = draft.filter(|_| shown.is_ok()) {
            mutter(remark);
        }
        shown
    });
    done.map_err(Stop::naming::<P>)
}

/// The time of the service, since it refuses what is in its future; the last full second here when it does not say.
fn now(service: Option<Timestamp>) -> String {
    let here = || Timestamp::from_second(Timestamp::now().as_second()).unwrap_or_default();
    service.unwrap_or_else(here).to_string()
}

/// clap has refused it already.
fn unknown() -> Stop {
    Stop::Usage("there is no such command".to_owned())
}
