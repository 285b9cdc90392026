//! The body of a request: from flags, from a file, or from both.

use std::io::Read as _;
use std::path::Path;

use clap::{Arg, ArgMatches};
use serde_json::{Map, Value};

use super::flags::{self, SEGMENT};
use super::operation::{Body, Operation};
use super::stop::Stop;

/// The name of the argument.
pub(super) const BODY: &str = "body";

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

/// The body that was said, with the segment of the account where it takes one and has none.
pub(super) fn said(operation: &Operation, matches: &ArgMatches, segment: &str) -> Result<Value, Stop> {
    let (flags, list) = match &operation.body {
        Body::None => return Ok(Value::Null),
        Body::Object(flags) => (flags, false),
        Body::List(flags) => (flags, true),
    };
    let file = matches
        .get_one::<String>(BODY)
        .map(|file| read(file))
        .transpose()?;
    let members = flags::said(flags, matches);
    if list {
        return Ok(file.unwrap_or_else(|| Value::Array(vec![Value::Object(members)])));
    }
    let mut body = match file {
        None => Map::new(),
        Some(Value::Object(body)) => body,
        Some(_) => return Err(Stop::Usage("--body: this is not a JSON object".to_owned())),
    };
    body.extend(members);
    if flags.iter().any(|flag| flag.property == SEGMENT) {
        body.entry(SEGMENT).or_insert_with(|| Value::from(segment));
    }
    Ok(Value::Object(body))
}

/// The JSON of a file; `-` is standard input.
pub(super) fn read(file: &str) -> Result<Value, Stop> {
    let mut text = String::new();
    let read = if file == "-" {
        std::io::stdin().take(LARGEST).read_to_string(&mut text)
    } else {
        std::fs::File::open(Path::new(file)).and_then(|opened| opened.take(LARGEST).read_to_string(&mut text))
    };
    read.map_err(|error| Stop::Usage(format!("--body: {file} cannot be read: {error}")))?;
    serde_json::from_str(&text).map_err(|error| Stop::Usage(format!("--body: {file} is not JSON: {error}")))
}
