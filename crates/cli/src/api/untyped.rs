//! Calls that this version has no command for: any path, any query, any body.

use std::process::ExitCode;

use clap::{Arg, ArgAction, ArgMatches, Command};
use proabono_contract::{Contract, Host};

use crate::connection::Connection;
use crate::operations::Surface;
use crate::terminal::say;

use super::body;
use super::flags::BODY;
use super::show::without_body;
use super::stop::{self, Stop};
use super::task::How;

/// The arguments of the examples in the help.
pub(super) struct Examples {
    /// The path of a list.
    pub(super) list: &'static str,
    /// A path, and a body that creates something.
    pub(super) creation: &'static str,
    /// The path of one object.
    pub(super) one: &'static str,
}

/// A command for each method of the contract. `program` is where all commands of the API begin.
pub(super) fn commands(program: &str, surface: &Surface, examples: &Examples) -> Vec<Command> {
    let has = |method: &&str| {
        surface
            .contract
            .operations
            .iter()
            .any(|one| one.method.eq_ignore_ascii_case(method))
    };
    let methods = ["get", "post", "put", "delete"].into_iter().filter(has);
    methods
        .map(|method| command(program, surface.contract, method, examples))
        .collect()
}

fn command(program: &str, contract: &Contract, method: &'static str, examples: &Examples) -> Command {
    let example = match method {
        "post" => examples.creation.to_owned(),
        "get" => format!("{} --query SizePage=2", examples.list),
        _ => format!("{} --dry-run", examples.one),
    };
    let path = Arg::new("path")
        .value_name("PATH")
        .required(true)
        .value_parser(path)
        .help(format!("The path, such as {}", examples.list));
    let query = Arg::new("query")
        .long("query")
        .value_name("NAME=VALUE")
        .action(ArgAction::Append)
        .value_parser(pair)
        .help("A parameter of the query. May be given several times");
    let (about, long_about) = match method {
        "get" => (
            "Reads any path, and writes the JSON as it came",
            "Reads any path, and writes the JSON as it came, with fields that this version does not know. Links are shown.",
        ),
        "post" => (
            "Sends anything to any path, and writes the JSON as it came",
            "Sends anything to any path, and writes the JSON as it came. Nothing is checked before. Links are shown.",
        ),
        "put" => (
            "Replaces what is at any path, and writes the JSON as it came",
            "Replaces what is at any path, and writes the JSON as it came. Nothing is checked before. Links are shown.",
        ),
        _ => (
            "Deletes what is at any path, and writes the JSON as it came",
            "Deletes what is at any path, and writes the JSON as it came. Nothing is asked before.",
        ),
    };
    let command = Command::new(method)
        .about(about)
        .long_about(long_about)
        .after_help(format!("Examples:\n  {program} {method} {example}"))
        .args([path, query])
        .args(host_argument(contract));
    if matches!(method, "post" | "put") {
        command.arg(body::argument(false).help("A file with the body, JSON; - is standard input"))
    } else {
        command
    }
}

fn path(text: &str) -> Result<String, String> {
    // Two slashes would begin the name of a host, were this a link.
    let begins = text.starts_with('/') && !text.starts_with("//");
    // A server that resolves dots would go elsewhere, and `%2e` is a dot.
    let dotted = text
        .split('/')
        .any(|part| matches!(part.to_ascii_lowercase().replace("%2e", ".").as_str(), "." | ".."));
    if dotted {
        return Err("write the path without . and ..".to_owned());
    }
    if begins && !text.contains(['?', '#', '\\']) && !text.contains(char::is_whitespace) {
        Ok(text.to_owned())
    } else {
        Err(
            "write a path such as /v1/Customers or /Organization/Segments; parameters go into --query"
                .to_owned(),
        )
    }
}

fn pair(text: &str) -> Result<(String, String), String> {
    let (name, value) = text.split_once('=').ok_or("write name=value")?;
    Ok((name.to_owned(), value.to_owned()))
}

const SEGMENT_HOST: &str = "segment-host";

/// Says which host is meant, where there are two.
fn host_argument(contract: &Contract) -> Option<Arg> {
    let two = contract.operations.iter().any(|one| one.host == Host::Segment);
    let argument = Arg::new(SEGMENT_HOST)
        .long(SEGMENT_HOST)
        .action(ArgAction::SetTrue);
    two.then(|| argument.help("Asks the host of the segment and not that of the account"))
}

/// `matches` are those of the method.
pub(super) async fn run(
    connection: &Connection,
    method: &str,
    matches: &ArgMatches,
    (how, json): (How, bool),
) -> Result<ExitCode, Stop> {
    let path = matches.get_one::<String>("path").map_or("", String::as_str);
    let query: Vec<&(String, String)> = matches.get_many("query").into_iter().flatten().collect();
    let body = matches.try_get_one::<String>(BODY).ok().flatten();
    let body = body.map(|file| body::read(file)).transpose()?;
    let of_segment = matches.try_get_one::<bool>(SEGMENT_HOST).ok().flatten();
    let host = if of_segment == Some(&true) {
        Host::Segment
    } else {
        Host::Account
    };
    let host = connection.host(host)?;
    let request = host.request(&method.to_uppercase(), path, &query, body.as_ref());
    if how == How::Dry {
        say(stop::request(&request.prepared()?, json)).map_err(Stop::Failed)?;
        return Ok(ExitCode::SUCCESS);
    }
    let answer = request.await.map_err(Stop::from);
    let reads = method == "get";
    let answer = if reads {
        answer
    } else {
        answer.map_err(Stop::of_a_write)
    };
    let Some(value) = answer? else {
        return without_body(reads, true);
    };
    say(format_args!("{value:#}")).map_err(Stop::Failed)?;
    Ok(ExitCode::SUCCESS)
}
