//! The body of a request: from flags, from a file, or from both.

use std::io::Read as _;
use std::path::Path;

use clap::{Arg, ArgMatches};
use serde_json::{Map, Value};

use super::Api;
use super::flags::{self, Flag};
use super::operation::{Body, Operation};
use super::stop::Stop;

/// The name of the argument.
pub(super) const BODY: &str = "body";

/// Whether an update keeps what it does not say is documented nowhere.
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

/// The body that was said, with the segment of the account where it takes one and has none.
pub(super) fn said<A: Api>(
    operation: &Operation<A>,
    matches: &ArgMatches,
    segment: &str,
    now: &str,
) -> Result<Value, Stop> {
    let (flags, list) = match &operation.body {
        Body::None => return Ok(Value::Null),
        Body::Object(flags) => (flags, false),
        Body::List(flags) => (flags, true),
    };
    let name = file(operation, matches);
    let file = name.as_deref().map(read).transpose()?;
    let members = flags::said(flags, matches, now);
    let wrong = |what: &str| {
        let name = name.as_deref().unwrap_or_default();
        Stop::Usage(format!("--body {name}: this is not {what}"))
    };
    if let Some(at) = file.as_ref().and_then(|file| null_in(flags, file)) {
        return Err(wrong(&format!(
            "a body to send: {at} is null, and null is not sent; leave it out"
        )));
    }
    if list {
        return match file {
            None => Ok(Value::Array(vec![Value::Object(members)])),
            Some(Value::Array(items)) if items.is_empty() => {
                Err(wrong("anything to write: the list is empty"))
            }
            Some(list @ Value::Array(_)) => {
                let items = list.as_array().into_iter().flatten();
                no_now(flags, items.filter_map(Value::as_object), &wrong)?;
                Ok(list)
            }
            Some(_) => Err(wrong("a JSON list")),
        };
    }
    let mut body = match file {
        None => Map::new(),
        Some(Value::Object(body)) => body,
        Some(_) => return Err(wrong("a JSON object")),
    };
    body.extend(members);
    no_now(flags, [&body], &wrong)?;
    if body.is_empty() && operation.replaces() {
        let what = format!("there is nothing to write: name a member. {KEPT}");
        return Err(Stop::Usage(what));
    }
    if let Some(given) = A::GIVEN
        && flags.iter().any(|flag| flag.property == given)
    {
        body.entry(given).or_insert_with(|| Value::from(segment));
    }
    Ok(Value::Object(body))
}

/// The first member that is null. Only what means something as null may be.
fn null_in(flags: &[Flag], body: &Value) -> Option<String> {
    match body {
        Value::Object(members) => members.iter().find_map(|(name, value)| {
            let flag = flags.iter().find(|flag| flag.property == *name);
            if value.is_null() {
                return (!flag.is_some_and(Flag::takes_null)).then(|| name.clone());
            }
            Some(format!("{name}.{}", null_in(&[], value)?))
        }),
        Value::Array(items) => items.iter().enumerate().find_map(|(index, item)| {
            if item.is_null() {
                return Some(index.to_string());
            }
            Some(format!("{index}.{}", null_in(flags, item)?))
        }),
        _ => None,
    }
}

/// In a file, `now` is no date.
fn no_now<'a>(
    flags: &[Flag],
    bodies: impl IntoIterator<Item = &'a Map<String, Value>>,
    wrong: &impl Fn(&str) -> Stop,
) -> Result<(), Stop> {
    for body in bodies {
        if let Some(flag) = flags.iter().find(|flag| flag.is_now_in(body)) {
            let name = flags::name(&flag.property);
            return Err(wrong(&format!(
                "a date: {} is \"now\"; write one such as 2026-09-15T21:35:32Z, or leave it out and say --{name} now",
                flag.property
            )));
        }
    }
    Ok(())
}

/// The file that the body comes from.
pub(super) fn file<A: Api>(operation: &Operation<A>, matches: &ArgMatches) -> Option<String> {
    match operation.body {
        Body::None => None,
        _ => matches.get_one::<String>(BODY).cloned(),
    }
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
