//! The commands below `api live` and `api backoffice`, from the contract.

use std::path::PathBuf;

use clap::{Arg, ArgAction, Command, value_parser};
use proabono_contract::Api;

use crate::operations::{Operation, Resource, Surface, singular, spaced};
use crate::program::Program;

use super::flags::{BODY, Flag};
use super::stop::EXIT_CODES;
use super::task::Task;
use super::{body, lists, untyped};

/// The texts of the help of an API.
struct Texts {
    about: &'static str,
    long_about: &'static str,
    /// The arguments of an example.
    example: &'static str,
    calls: untyped::Examples,
}

impl Texts {
    fn of(api: Api) -> &'static Self {
        match api {
            Api::Live => &LIVE,
            Api::Backoffice => &BACKOFFICE,
        }
    }
}

const LIVE: Texts = Texts {
    about: "Calls the Live API: customers, subscriptions, usages, invoices and the rest",
    long_about: "\
Calls the Live API: one command for each operation, named by the verbs of ProAbono's documentation.

{account} The segment of the account goes with every call that takes one, unless another is said.

Links in answers let anyone who has them in, for as long as they live: a table shows their names only, unless --links \
is given; --json shows them, since this is your own terminal.",
    example: "customers retrieve --reference-customer cust-alice",
    calls: untyped::Examples {
        list: "/v1/Customers",
        creation: "/v1/Customer --body customer.json",
        one: "/v1/Customers",
    },
};

const BACKOFFICE: Texts = Texts {
    about: "Calls the Backoffice API: businesses, segments, agents, webhooks, taxes and the rest",
    long_about: "\
Calls the Backoffice API for Platform, which sets an account up: one command for each operation, named by the verbs of \
ProAbono's documentation.

{account} Some operations are on the host of a segment: {host}.

A table hides the keys of agents and gateways; --json shows them, since this is your own terminal. A file for --body \
keeps a gateway's keys out of the history of the shell.",
    example: "segments list --json",
    calls: untyped::Examples {
        list: "/Organization/Businesses",
        creation: "/Organization/Businesses --body business.json",
        one: "/Notification/Webhooks/1",
    },
};

/// `live`, with everything below it. Deferred: only a command line that asks for it pays for it.
pub(super) fn live<P: Program>() -> Command {
    frame::<P>(Api::Live).defer(|command| filled::<P>(command, &Surface::published(Api::Live)))
}

/// `backoffice`, likewise.
pub(super) fn backoffice<P: Program>() -> Command {
    frame::<P>(Api::Backoffice).defer(|command| filled::<P>(command, &Surface::published(Api::Backoffice)))
}

/// The command of an API without what is below it.
pub(crate) fn frame<P: Program>(api: Api) -> Command {
    let texts = Texts::of(api);
    let long_about = texts
        .long_about
        .replace("{account}", P::ACCOUNT)
        .replace("{host}", P::SEGMENT_HOST);
    let example = format!("{} api {} {}", P::NAME, api.name(), texts.example);
    Command::new(api.name())
        .about(texts.about)
        .long_about(long_about)
        .after_long_help(format!("Examples:\n  {example}\n\n{EXIT_CODES}"))
        .subcommand_required(true)
        .arg_required_else_help(true)
        .args(common(P::CONFIG))
}

/// The same with a command for every operation.
pub(crate) fn filled<P: Program>(command: Command, surface: &Surface) -> Command {
    let program = format!("{} api {}", P::NAME, surface.api.name());
    let texts = Texts::of(surface.api);
    command
        .subcommands(
            surface
                .resources
                .iter()
                .map(|one| resource(&program, surface, one)),
        )
        .subcommands(untyped::commands(&program, surface, &texts.calls))
}

fn common(config_variable: &'static str) -> [Arg; 4] {
    let config = Arg::new("config")
        .long("config")
        .value_name("FILE")
        .env(config_variable)
        .value_parser(value_parser!(PathBuf))
        .help("The configuration file. Environment variables win over it");
    let flag = |name: &'static str, help: &'static str| {
        Arg::new(name).long(name).action(ArgAction::SetTrue).help(help)
    };
    [
        config,
        flag("json", "Writes JSON, for scripts; links are shown"),
        flag(
            "links",
            "Shows where links lead, which lets anyone who has them in",
        ),
        flag(
            "dry-run",
            "Shows the request, without the keys, and sends nothing",
        ),
    ]
    .map(|argument| argument.global(true).help_heading("Global options"))
}

fn resource(program: &str, surface: &Surface, resource: &Resource) -> Command {
    let verbs = resource.operations.iter().map(|operation| {
        let task = Task::of(surface, operation);
        let called = format!("{program} {} {}", resource.name, operation.verb);
        verb(&task).after_help(examples(&called, resource, &task))
    });
    Command::new(resource.name.clone())
        .about(resource.about.clone())
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommands(verbs)
}

fn verb(task: &Task) -> Command {
    let operation = task.operation;
    let mut command = Command::new(operation.verb.clone())
        .about(operation.about.clone())
        .long_about(long_about(operation));
    if operation.verb == "retrieve" {
        // Most other programs call this `get`.
        command = command.alias("get");
    }
    let placed = task.placed().into_iter().map(|flag| {
        let argument = flag.placed_argument();
        // The items of a list come all from a file, or the one item from the command line.
        if task.takes_a_list() && task.body.iter().any(|member| member.id == flag.id) {
            argument.conflicts_with(BODY)
        } else {
            argument
        }
    });
    command = command
        .args(placed)
        .args(task.parameters.iter().map(Flag::argument));
    if operation.declared.body.is_some() {
        let list = task.takes_a_list();
        let heading = if list {
            "The body, when it is a list of one"
        } else {
            "The body"
        };
        let members = task.body.iter().map(|flag| flag.body_argument(list));
        command = command
            .args(members.map(|argument| argument.help_heading(heading)))
            .arg(body::argument(list).help_heading(heading));
    }
    if operation.pages() {
        command = command.args(lists::arguments().map(|argument| argument.help_heading("Pages")));
    }
    command
}

fn long_about(operation: &Operation) -> String {
    let mut text = format!("{}.\n\n{}", operation.about, operation.declared.route());
    if operation.replaces() {
        text.push_str("\n\n");
        text.push_str(body::KEPT);
        text.push('.');
    }
    text
}

/// The examples of an operation. Where there are none, one that says what must be said.
fn examples(called: &str, resource: &Resource, task: &Task) -> String {
    let own = &task.operation.words.examples;
    let made_up = if own.is_empty() {
        vec![made_up(resource, task)]
    } else {
        Vec::new()
    };
    let lines = own.iter().chain(&made_up);
    let lines = lines.map(|line| format!("\n  {}", folded(&format!("{called} {line}"))));
    format!("Examples:{}", lines.collect::<String>())
}

fn made_up(resource: &Resource, task: &Task) -> String {
    let variable = singular(&spaced(&resource.name)).to_uppercase();
    let variable = format!("${}", variable.rsplit(' ').next().unwrap_or_default());
    let parts = task.parameters.iter().filter(|flag| flag.in_path);
    let flags = task
        .parameters
        .iter()
        .filter(|flag| !flag.in_path)
        .chain(&task.body);
    let flags: Vec<String> = flags.filter_map(Flag::example).collect();
    let more = match (flags.is_empty(), task.operation.asks()) {
        (true, _) if task.operation.pages() => Some("--all"),
        (false, false) => Some("--dry-run"),
        _ => None,
    };
    let words = parts
        .map(|_| variable.clone())
        .chain(flags)
        .chain(more.map(str::to_owned));
    words.collect::<Vec<_>>().join(" ")
}

/// A long line in several, as a shell reads them: a line that the help itself wraps could not be copied.
fn folded(line: &str) -> String {
    const WIDEST: usize = 90;
    let mut parts = line.split(" --");
    let mut text = parts.next().unwrap_or_default().to_owned();
    let mut width = text.chars().count();
    for part in parts {
        let length = part.chars().count() + 3;
        if width + length > WIDEST {
            text.push_str(" \\\n     ");
            width = 6;
        }
        text.push_str(" --");
        text.push_str(part);
        width += length;
    }
    text
}
