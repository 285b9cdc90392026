//! Calls that this version has no command for: any path, any query, any body.

use std::process::ExitCode;

use clap::{Arg, ArgAction, ArgMatches, Command};

use crate::terminal::say;

use super::Api;
use super::body;
use super::command::program;
use super::operation::How;
use super::stop::{self, Stop};
use super::without_body;

pub(super) fn commands<A: Api>() -> Vec<Command> {
    A::METHODS.iter().map(|method| command::<A>(method)).collect()
}

fn command<A: Api>(method: &'static str) -> Command {
    let example = if method == "post" {
        A::CREATION.to_owned()
    } else if method == "get" {
        format!("{} --query SizePage=2", A::LIST)
    } else {
        format!("{} --dry-run", A::ONE)
    };
    let path = Arg::new("path")
        .value_name("PATH")
        .required(true)
        .value_parser(path)
        .help(format!("The path, such as {}", A::LIST));
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
        .after_help(format!("Examples:\n  {} {method} {example}", program::<A>()))
        .args([path, query])
        .args(A::host_argument());
    if matches!(method, "post" | "put") {
        command.arg(body::argument(false).help("A file with the body, JSON; - is standard input"))
    } else {
        command
    }
}

fn path(text: &str) -> Result<String, String> {
    // Two slashes would begin the name of a host, were this a link.
    let begins = text.starts_with('/') && !text.starts_with("//");
    // What resolves dots would go elsewhere, and `%2e` is a dot.
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

/// `matches` are those of the verb, and `all` those of the API.
pub(super) async fn run<A: Api>(
    api: &A,
    verb: &str,
    matches: &ArgMatches,
    all: &ArgMatches,
) -> Result<ExitCode, Stop> {
    let path = matches.get_one::<String>("path").map_or("", String::as_str);
    let query: Vec<&(String, String)> = matches.get_many("query").into_iter().flatten().collect();
    let body = match verb {
        "post" | "put" => matches.get_one::<String>(body::BODY),
        _ => None,
    };
    let body = body.map(|file| body::read(file)).transpose()?;
    let untyped = api.any_path(matches)?;
    let request = untyped.request(&verb.to_uppercase(), path, &query, body.as_ref());
    if How::said(all) == How::Dry {
        let shown = stop::request(&request.prepared()?, all.get_flag("json"));
        say(shown).map_err(Stop::Failed)?;
        return Ok(ExitCode::SUCCESS);
    }
    let answer = request.await.map_err(Stop::from);
    let answer = if verb == "get" {
        answer?
    } else {
        answer.map_err(Stop::of_a_write)?
    };
    let Some(value) = answer else {
        return without_body(verb == "get", true);
    };
    say(format_args!("{value:#}")).map_err(Stop::Failed)?;
    Ok(ExitCode::SUCCESS)
}
