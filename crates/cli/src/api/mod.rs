//! `api live …` and `api backoffice …`: every operation of an API, made from one table of each.

mod backoffice;
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

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Arg, ArgMatches, Args, Command, FromArgMatches};
use futures_util::future::LocalBoxFuture;
use jiff::Timestamp;
use serde_json::{Value, json};

use crate::program::Program;
use crate::terminal::{mutter, say};
use proabono::backoffice::Backoffice;
use proabono::{Error, Live, Untyped};

use lists::{Many, Paging};
use operation::{How, Input, Operation, Reply, Resource};
use stop::{NOTHING, Stop};
use table::View;

/// What was said after `api`. The commands below it are made at run time, so there is no struct to derive them from.
#[derive(Clone, Debug)]
pub struct Arguments(ArgMatches);

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
            .subcommand(command::of::<Live>())
            .subcommand(command::of::<Backoffice>())
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

/// An API as the command line sees it: a client that is made for an account, and a table of its operations.
trait Api: Clone + 'static {
    /// The name of its command.
    const NAME: &'static str;
    const ABOUT: &'static str;
    const LONG_ABOUT: &'static str;
    /// What follows the name in the example of its help.
    const EXAMPLE: &'static str;
    /// The path of a list, for examples.
    const LIST: &'static str;
    /// A path and a body that creates something, for examples.
    const CREATION: &'static str;
    /// The path of one object, for examples.
    const ONE: &'static str = Self::LIST;
    /// The methods of calls without types.
    const METHODS: &'static [&'static str] = &["get", "post"];
    /// The property of a body that is the segment of the account unless another one is said.
    const GIVEN: Option<&'static str> = None;
    const RESOURCES: &'static [Resource<Self>];

    /// A client for the account of the program, and the segment of it, where there is one.
    fn connect<P: Program>(file: Option<&Path>, dry_run: bool) -> Result<(Self, String), Stop>;

    /// What time it is for the service.
    fn now(&self) -> LocalBoxFuture<'_, Result<Option<Timestamp>, Error>>;

    /// How calls without types say which host they mean, where there are two.
    fn host_argument() -> Option<Arg> {
        None
    }

    /// Calls without types.
    fn any_path(&self, matches: &ArgMatches) -> Result<Untyped, Error>;
}

/// Runs one command; the exit codes are in the help of each API.
pub fn run<P: Program>(arguments: &Arguments) -> ExitCode {
    let Some((name, matches)) = arguments.0.subcommand() else {
        return ExitCode::from(2);
    };
    let done = match name {
        Live::NAME => call::<P, Live>(matches),
        Backoffice::NAME => call::<P, Backoffice>(matches),
        _ => Err(unknown()),
    };
    done.unwrap_or_else(|stop| stop.end(matches.get_flag("json")))
}

/// The exit codes, for the manual.
pub fn exit_codes() -> &'static str {
    stop::EXIT_CODES
        .split_once('\n')
        .map_or(stop::EXIT_CODES, |(_, codes)| codes)
}

fn call<P: Program, A: Api>(matches: &ArgMatches) -> Result<ExitCode, Stop> {
    let (name, below) = matches.subcommand().ok_or_else(unknown)?;
    let file = matches.get_one::<PathBuf>("config").map(PathBuf::as_path);
    let dry_run = matches.get_flag("dry-run");
    let (client, segment) = A::connect::<P>(file, dry_run)?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|error| Stop::Failed(error.into()))?;
    let Some(resource) = A::RESOURCES.iter().find(|resource| resource.name == name) else {
        return runtime.block_on(untyped::run(&client, name, below, matches));
    };
    let (verb, below) = below.subcommand().ok_or_else(unknown)?;
    let mut operations = (resource.operations)().into_iter();
    let operation = operations
        .find(|operation| operation.verb == verb)
        .ok_or_else(unknown)?;
    let how = How::said(matches);
    let now = if !operation.flags().any(|flag| flag.says_now(below)) {
        String::new()
    } else if how == How::Dry {
        now(None)
    } else {
        now(runtime.block_on(client.now()).map_err(Stop::before)?)
    };
    let input = input(&operation, below, &segment, &now, how)?;
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

fn input<A: Api>(
    operation: &Operation<A>,
    matches: &ArgMatches,
    segment: &str,
    now: &str,
    how: How,
) -> Result<Input, Stop> {
    let mut options = flags::said(&operation.options, matches, now);
    if let Some(property) = operation.placed
        && let Some(value) = matches.get_one::<Value>(command::PLACED)
    {
        options.insert(property.to_owned(), value.clone());
    }
    Ok(Input {
        how,
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

fn show<A: Api>(operation: &Operation<A>, view: &View, reply: &Reply, json: bool) -> Result<ExitCode, Stop> {
    match reply {
        Reply::Dry(request) => say(stop::request(request, json)),
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
