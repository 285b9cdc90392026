//! The body of a request: from flags, from a file, or from both.

use std::io::Read as _;
use std::path::Path;

use clap::{Arg, ArgMatches};
use serde_json::{Map, Value};

use crate::operations::SEGMENT;

use super::conform;
use super::flags::{self, BODY};
use super::stop::Stop;
use super::task::Task;

/// It is documented nowhere whether an update keeps what it does not say.
pub(super) const KEPT: &str = "What is left out may be lost: read first, and send everything";

/// The most that is read of a file: far beyond any body of this API.
const LARGEST: u64 = 4 << 20;

pub(super) fn argument(list: bool) -> Arg {
    let help = if list {
        "A file with the body, a JSON list; - is standard input"
    } else {
        "A file with the body, a JSON object; - is standard input. Flags win over its members"
    };
    Arg::new(BODY).long(BODY).value_name("FILE").help(help)
}

/// The body that was said, as the contract has it, with the segment of the account where it takes one and has none.
pub(super) fn said(
    task: &Task,
    matches: &ArgMatches,
    segment: Option<&str>,
    now: &str,
) -> Result<Option<Value>, Stop> {
    let (Some(kind), flags) = (&task.operation.declared.body, &task.body) else {
        let empty = task.operation.words.empty_body.then(|| Value::Object(Map::new()));
        return Ok(empty);
    };
    let name = matches.get_one::<String>(BODY).map(String::as_str);
    let file = name.map(read).transpose()?;
    let members = flags::said(flags, matches, now);
    let mut body = if task.takes_a_list() {
        list(name, file, members)?
    } else {
        Value::Object(object(task, name, file, members, segment)?)
    };
    conform::body(task.surface.contract, kind, &mut body).map_err(|fault| fault.said(name))?;
    Ok(Some(body))
}

fn list(name: Option<&str>, file: Option<Value>, members: Map<String, Value>) -> Result<Value, Stop> {
    match file {
        None => Ok(Value::Array(vec![Value::Object(members)])),
        Some(Value::Array(items)) if items.is_empty() => {
            Err(wrong(name, "anything to write: the list is empty"))
        }
        Some(list @ Value::Array(_)) => Ok(list),
        Some(_) => Err(wrong(name, "a JSON list")),
    }
}

fn object(
    task: &Task,
    name: Option<&str>,
    file: Option<Value>,
    members: Map<String, Value>,
    segment: Option<&str>,
) -> Result<Map<String, Value>, Stop> {
    let mut body = match file {
        None => Map::new(),
        Some(Value::Object(body)) => body,
        Some(_) => return Err(wrong(name, "a JSON object")),
    };
    body.extend(members);
    if body.is_empty() && task.operation.replaces() {
        let what = format!("there is nothing to write: name a member. {KEPT}");
        return Err(Stop::Usage(what));
    }
    if let Some(segment) = segment
        && task.body.iter().any(|flag| task.surface.gives(&flag.property))
    {
        body.entry(SEGMENT).or_insert_with(|| Value::from(segment));
    }
    Ok(body)
}

fn wrong(name: Option<&str>, what: &str) -> Stop {
    let name = name.unwrap_or_default();
    Stop::Usage(format!("--body {name}: this is not {what}"))
}

/// The JSON of a file; `-` is standard input.
pub(super) fn read(file: &str) -> Result<Value, Stop> {
    let mut text = String::new();
    let read = if file == "-" {
        std::io::stdin().take(LARGEST).read_to_string(&mut text)
    } else {
        std::fs::File::open(Path::new(file)).and_then(|opened| opened.take(LARGEST).read_to_string(&mut text))
    };
    read.map_err(|error| Stop::Usage(format!("--body {file}: it cannot be read: {error}")))?;
    serde_json::from_str(&text)
        .map_err(|error| Stop::Usage(format!("--body {file}: this is not JSON: {error}")))
}
