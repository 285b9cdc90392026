//! `api live …`: every operation of the Live API, made from one table.

mod body;
mod command;
mod flags;
mod kind;
mod lists;
mod live;
mod operation;
mod stop;
mod table;
mod text;
mod untyped;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{ArgMatches, Args, Command, FromArgMatches};
use jiff::Timestamp;
use serde_json::{Value, json};

use crate::config::Account;
use crate::proabono::Live;

use super::{mutter, say};
use lists::{Many, Paging};
use live::RESOURCES;
use operation::{Input, Operation, Reply};
use stop::{NOTHING, Stop};
use table::View;

/// What was said after `api`. The commands below it are made at run time, so there is no struct to derive them from.
#[derive(Clone, Debug)]
pub(super) struct Arguments(ArgMatches);

impl FromArgMatches for Arguments {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        Ok(Self(matches.clone()))
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        self.0 = matches.clone();
        Ok(())
    }
}

impl Args for Arguments {
    fn augment_args(command: Command) -> Command {
        command
            .subcommand_required(true)
            .arg_required_else_help(true)
            .subcommand(command::live())
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

/// Runs one command; the exit codes are in the help of `api live`.
pub(super) fn run(arguments: &Arguments) -> ExitCode {
    let Some(("live", live)) = arguments.0.subcommand() else {
        return ExitCode::from(2);
    };
    let json = live.get_flag("json");
    call(live).unwrap_or_else(|stop| stop.end(json))
}

/// The exit codes, for the manual.
pub(super) fn exit_codes() -> &'static str {
    stop::EXIT_CODES
        .split_once('\n')
        .map_or(stop::EXIT_CODES, |(_, codes)| codes)
}

fn call(matches: &ArgMatches) -> Result<ExitCode, Stop> {
    let (name, below) = matches.subcommand().ok_or_else(unknown)?;
    let file = matches.get_one::<PathBuf>("config").map(PathBuf::as_path);
    let dry_run = matches.get_flag("dry-run");
    let account = if dry_run {
        Account::load_without_keys(file)
    } else {
        Account::load(file)
    };
    let account = account.map_err(|report| Stop::Failed(report.into()))?;
    let mut settings = account.client_settings();
    settings.dry_run = dry_run;
    let client = Live::new(settings, account.segment_ref.clone())?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|error| Stop::Failed(error.into()))?;
    let Some(resource) = RESOURCES.iter().find(|resource| resource.name == name) else {
        return runtime.block_on(untyped::run(&client, name, below));
    };
    let (verb, below) = below.subcommand().ok_or_else(unknown)?;
    let mut operations = (resource.operations)().into_iter();
    let operation = operations
        .find(|operation| operation.verb == verb)
        .ok_or_else(unknown)?;
    let now = if operation.flags().any(|flag| flag.says_now(below)) {
        now(runtime.block_on(client.time()).map_err(Stop::before)?)
    } else {
        String::new()
    };
    let input = input(&operation, below, account.segment_ref.as_str(), &now)?;
    let reply = runtime
        .block_on((operation.run)(client, input))
        .map_err(|stop| if operation.asks() { stop } else { stop.of_a_write() })?;
    let view = View {
        columns: operation.columns,
        links: matches.get_flag("links"),
    };
    show(&operation, &view, &reply, matches.get_flag("json"))
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

fn input(operation: &Operation, matches: &ArgMatches, segment: &str, now: &str) -> Result<Input, Stop> {
    let mut options = flags::said(&operation.options, matches, now);
    if let Some(property) = operation.placed
        && let Some(value) = matches.get_one::<Value>(command::PLACED)
    {
        options.insert(property.to_owned(), value.clone());
    }
    Ok(Input {
        key: flags::said(&operation.key, matches, now),
        options,
        body: body::said(operation, matches, segment, now)?,
        file: body::file(operation, matches),
        paging: if operation.pages {
            Paging::said(matches)
        } else {
            Paging::default()
        },
    })
}

fn show(operation: &Operation, view: &View, reply: &Reply, json: bool) -> Result<ExitCode, Stop> {
    match reply {
        Reply::One(None) => return without_body(operation.asks(), json),
        Reply::One(Some(value)) if json => say(format_args!("{value:#}")),
        Reply::One(Some(value)) => say(view.object(value)),
        Reply::Count(count) if json => say(json!({ "TotalItems": count })),
        Reply::Count(Some(count)) => say(count),
        Reply::Count(None) => say("ProAbono does not say how many there are."),
        Reply::Many(many) if json => say(format_args!("{:#}", many.json())),
        Reply::Many(many) => say(view.list(many)).map(|()| remark(many)),
    }
    .map_err(Stop::Failed)?;
    Ok(ExitCode::SUCCESS)
}

/// What an answer without a body comes to: nothing was found when something was asked for, and the rest is done. A list is
/// neither, it is empty.
fn without_body(asks: bool, json: bool) -> Result<ExitCode, Stop> {
    if json {
        say("null").map_err(Stop::Failed)?;
    } else if asks {
        mutter("Nothing found: ProAbono answered without a body.");
    } else {
        mutter("Done: ProAbono answered without a body.");
    }
    Ok(if asks {
        ExitCode::from(NOTHING)
    } else {
        ExitCode::SUCCESS
    })
}

/// Says on standard error that there is more.
fn remark(many: &Many) {
    let read = many.items.len();
    match many.total {
        Some(total) if total > read as u64 => {
            mutter(format_args!("{read} of {total}; --all reads them all."));
        }
        None if read > 0 => mutter("ProAbono does not say how many there are: there may be more."),
        _ => {}
    }
}
