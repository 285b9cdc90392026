//! The commands below `api live` and `api backoffice`, from their tables of operations.

use std::path::PathBuf;

use clap::{Arg, ArgAction, Command, value_parser};

use super::operation::{Body, Operation, Resource};
use super::stop::EXIT_CODES;
use super::{Api, body, lists, untyped};

/// Where all commands of an API begin, in examples.
pub(super) fn program<A: Api>() -> String {
    format!("proabono-portal api {}", A::NAME)
}

/// The argument that stands at its place for an option.
pub(super) const PLACED: &str = "placed";

/// `live` or `backoffice`, with everything below it. Deferred: only a command line that asks for it pays for it.
pub(super) fn of<A: Api>() -> Command {
    Command::new(A::NAME)
        .about(A::ABOUT)
        .long_about(A::LONG_ABOUT)
        .after_long_help(format!(
            "Examples:\n  {} {}\n\n{EXIT_CODES}",
            program::<A>(),
            A::EXAMPLE
        ))
        .subcommand_required(true)
        .arg_required_else_help(true)
        .args(common())
        .defer(|command| {
            command
                .subcommands(A::RESOURCES.iter().map(resource))
                .subcommands(untyped::commands::<A>())
        })
}

fn common() -> [Arg; 4] {
    let config = Arg::new("config")
        .long("config")
        .value_name("FILE")
        .env("PORTAL_CONFIG")
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

fn resource<A: Api>(resource: &Resource<A>) -> Command {
    let operations = (resource.operations)();
    Command::new(resource.name)
        .about(resource.about)
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommands(operations.iter().map(|operation| verb(resource, operation)))
}

fn verb<A: Api>(resource: &Resource<A>, operation: &Operation<A>) -> Command {
    let mut command = Command::new(operation.verb)
        .about(operation.about)
        .long_about(long_about(operation))
        .after_help(examples(resource, operation))
        .args(
            operation
                .key
                .iter()
                .map(|flag| flag.argument(operation.in_path(flag))),
        )
        .args(operation.options.iter().map(|flag| {
            let argument = flag.argument(false);
            if operation.placed == Some(flag.property.as_str()) {
                argument.required(false).required_unless_present(PLACED)
            } else {
                argument
            }
        }));
    if let Some(flag) = operation
        .options
        .iter()
        .find(|flag| operation.placed == Some(&flag.property))
    {
        let argument = flag.argument(true).id(PLACED).required(false);
        command = command.arg(argument.conflicts_with(&flag.property));
    }
    let (flags, list) = match &operation.body {
        Body::None => (&[][..], None),
        Body::Object(flags) => (flags.as_slice(), Some(false)),
        Body::List(flags) => (flags.as_slice(), Some(true)),
    };
    if let Some(list) = list {
        let heading = if list {
            "The body, when it is a list of one"
        } else {
            "The body"
        };
        let members = flags.iter().map(|flag| flag.body_argument(list));
        command = command
            .args(members.map(|argument| argument.help_heading(heading)))
            .arg(body::argument(list).help_heading(heading));
    }
    if operation.pages {
        command = command.args(lists::arguments().map(|argument| argument.help_heading("Pages")));
    }
    command
}

fn long_about<A: Api>(operation: &Operation<A>) -> String {
    let mut text = format!("{}.\n\n{}", operation.about, operation.route);
    if operation.replaces() {
        text.push_str("\n\n");
        text.push_str(body::KEPT);
        text.push('.');
    }
    text
}

fn examples<A: Api>(resource: &Resource<A>, operation: &Operation<A>) -> String {
    let mut text = "Examples:".to_owned();
    for arguments in &operation.examples {
        text.push_str("\n  ");
        text.push_str(&folded(&format!(
            "{} {} {} {arguments}",
            program::<A>(),
            resource.name,
            operation.verb
        )));
    }
    text
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
