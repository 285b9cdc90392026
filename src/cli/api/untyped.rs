//! Calls that this version has no command for: any path, any query, any body.

use std::process::ExitCode;

use clap::{Arg, ArgAction, ArgMatches, Command};

use crate::cli::say;
use crate::proabono::Live;

use super::body;
use super::command::PROGRAM;
use super::stop::Stop;
use super::without_body;

pub(super) fn commands() -> [Command; 2] {
    let path = Arg::new("path")
        .value_name("PATH")
        .required(true)
        .value_parser(path)
        .help("The path, from /v1/ on");
    let query = Arg::new("query")
        .long("query")
        .value_name("NAME=VALUE")
        .action(ArgAction::Append)
        .value_parser(pair)
        .help("A parameter of the query. May be given several times");
    let get = Command::new("get")
        .about("Reads any path, and writes the JSON as it came")
        .long_about("Reads any path, and writes the JSON as it came, with fields that this version does not know. Links are shown.")
        .after_help(format!("Examples:\n  {PROGRAM} get /v1/Customers --query SizePage=2"))
        .args([path.clone(), query.clone()]);
    let post = Command::new("post")
        .about("Sends anything to any path, and writes the JSON as it came")
        .long_about("Sends anything to any path, and writes the JSON as it came. Nothing is checked before. Links are shown.")
        .after_help(format!("Examples:\n  {PROGRAM} post /v1/Customer --body customer.json"))
        .args([path, query, body::argument(false).help("A file with the body, JSON; - is standard input")]);
    [get, post]
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
        Err("write a path such as /v1/Customers; parameters go into --query".to_owned())
    }
}

fn pair(text: &str) -> Result<(String, String), String> {
    let (name, value) = text.split_once('=').ok_or("write name=value")?;
    Ok((name.to_owned(), value.to_owned()))
}

pub(super) async fn run(live: &Live, verb: &str, matches: &ArgMatches) -> Result<ExitCode, Stop> {
    let path = matches.get_one::<String>("path").map_or("", String::as_str);
    let query: Vec<&(String, String)> = matches.get_many("query").into_iter().flatten().collect();
    let answer = if verb == "get" {
        live.get(path, &query).await?
    } else {
        let body = matches
            .get_one::<String>(body::BODY)
            .map(|file| body::read(file))
            .transpose()?;
        let answer = live.post(path, &query, body.as_ref()).await;
        answer.map_err(|error| Stop::from(error).of_a_write())?
    };
    let Some(value) = answer else {
        return without_body(verb == "get", true);
    };
    say(format_args!("{value:#}")).map_err(Stop::Failed)?;
    Ok(ExitCode::SUCCESS)
}
