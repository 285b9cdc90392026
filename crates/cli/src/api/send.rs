//! The request of a command, made of what was said, and its reply.

use clap::ArgMatches;
use proabono::{Listing, Prepared, Untyped, hidden};
use serde_json::{Map, Value};

use crate::connection::Connection;
use crate::operations::{filled, text};

use super::body;
use super::flags;
use super::lists::{self, Many, Paging};
use super::stop::Stop;
use super::task::{How, Task};
use super::view;

/// The result.
#[derive(Debug)]
pub(super) enum Reply {
    /// The request, which was not sent.
    Dry(Prepared),
    /// An object, or nothing.
    One(Option<Value>),
    /// A list, or the part that was asked for.
    Many(Many),
    /// How many items there are, when ProAbono says.
    Count(Option<u64>),
}

impl Reply {
    /// The object that is the result.
    pub(super) fn one(&self) -> Option<&Value> {
        match self {
            Self::One(one) => one.as_ref(),
            _ => None,
        }
    }
}

/// A request, with everything filled in.
struct Input {
    path: String,
    query: Vec<(String, String)>,
    body: Option<Value>,
}

/// Makes the request of what was said, and sends it unless it is a dry run.
pub(super) async fn run(
    task: &Task<'_>,
    connection: &Connection,
    matches: &ArgMatches,
    now: &str,
    how: How,
) -> Result<Reply, Stop> {
    let input = input(task, matches, connection.segment.as_deref(), now)?;
    let host = connection.host(task.operation.declared.host)?;
    let reply = if task.operation.pages() {
        list(host.list(&input.path, &input.query), &Paging::said(matches), how).await
    } else {
        send(task, &host, &input, how).await
    };
    let reply = reply.map_err(|stop| {
        if task.operation.asks() {
            stop
        } else {
            stop.of_a_write()
        }
    })?;
    Ok(if how == How::Table {
        known(task, reply)
    } else {
        reply
    })
}

async fn send(task: &Task<'_>, host: &Untyped, input: &Input, how: How) -> Result<Reply, Stop> {
    let method = &task.operation.declared.method;
    let request = host.request(method, &input.path, &input.query, input.body.as_ref());
    let request = if task.operation.words.acts {
        request.once()
    } else {
        request
    };
    Ok(match how {
        How::Dry => Reply::Dry(request.prepared()?),
        How::Json | How::Table => Reply::One(request.await?),
    })
}

/// The reply with what the contract knows, in its order: a table is for people.
fn known(task: &Task<'_>, reply: Reply) -> Reply {
    let known = |value| {
        // The table may be shown to others.
        let value = hidden(value);
        match task.operation.answer() {
            Some(kind) => view::known(task.surface.contract, kind, value),
            None => value,
        }
    };
    match reply {
        Reply::One(Some(value)) => Reply::One(Some(known(value))),
        Reply::Many(many) => Reply::Many(many.map(known)),
        other => other,
    }
}

fn input(task: &Task<'_>, matches: &ArgMatches, segment: Option<&str>, now: &str) -> Result<Input, Stop> {
    let said = flags::said(&task.parameters, matches, now);
    Ok(Input {
        path: path(task, &said)?,
        query: query(task, &said, segment),
        body: body::said(task, matches, segment, now)?,
    })
}

fn path(task: &Task<'_>, said: &Map<String, Value>) -> Result<String, Stop> {
    filled(&task.operation.declared.path, |part| {
        let value = text(said.get(part).unwrap_or(&Value::Null));
        match value.as_str() {
            // These would lead to another operation.
            "" | "." | ".." => Err(Stop::Usage(format!("{value:?} cannot be a part of a path"))),
            _ => Ok(value),
        }
    })
}

fn query(task: &Task<'_>, said: &Map<String, Value>, segment: Option<&str>) -> Vec<(String, String)> {
    let filters = task.operation.declared.filters();
    let value = |name: &str, constant: bool| match said.get(name) {
        _ if constant => Some("true".to_owned()),
        Some(value) => Some(text(value)),
        None if task.surface.gives(name) => segment.map(str::to_owned),
        None => None,
    };
    filters
        .filter_map(|one| Some((one.name.clone(), value(&one.name, one.constant)?)))
        .collect()
}

async fn list(listing: Listing<'_, Value>, paging: &Paging, how: How) -> Result<Reply, Stop> {
    let listing = lists::sized(listing, paging);
    Ok(match how {
        How::Dry => Reply::Dry(lists::prepared(&listing, paging)?),
        _ if paging.count => Reply::Count(listing.count().await?),
        How::Json | How::Table => Reply::Many(lists::read(listing, paging).await?),
    })
}
