//! The parts of a request, brought together.

use std::collections::BTreeSet;

use actix_web::http::header::HOST;
use actix_web::{HttpMessage, HttpRequest};
use serde_json::{Map, Value};

use super::error::{Problem, Refusal};
use super::old_clients;
use super::operation::{Body, Call, Operation};
use super::property::{self, ID, Property};
use crate::world::World;

/// Everything that was sent, checked. All problems of properties come together.
pub(crate) fn read(
    operation: &Operation,
    request: &HttpRequest,
    bytes: &[u8],
    world: &World,
) -> Result<Call, Refusal> {
    let mut problems = Vec::new();
    let mut declared: Vec<&Property> = operation.query.iter().collect();
    let path_id = operation.path_id(request.path());
    let repeated = path_id.map(|(name, _)| Property::optional(name, ID));
    declared.extend(&repeated);
    let mut sent = property::read_query(&declared, request.query_string(), &mut problems);
    let mut items = Vec::new();
    if operation.method != "GET" {
        match &operation.body {
            Body::Nothing if bytes.is_empty() => {}
            Body::Nothing => merge(&mut sent, object(request, bytes)?, &mut problems),
            Body::Object(members) => {
                declared.extend(members);
                merge(&mut sent, object(request, bytes)?, &mut problems);
            }
            Body::List(members, most) => {
                let members: Vec<&Property> = members.iter().collect();
                let known = (&members[..], &*operation.known);
                items = list(known, *most, &json(request, bytes)?, world, &mut problems)?;
            }
        }
    }
    complete((&declared, &operation.known), &mut sent, world);
    let id = own_id(path_id, &mut sent, &mut problems)?;
    property::check(declared, &sent, "", &mut problems);
    if problems.is_empty() {
        let host = host(request).to_owned();
        Ok(Call {
            sent,
            items,
            id,
            host,
            path: request.path().to_owned(),
        })
    } else {
        Err(Refusal::Invalid(problems))
    }
}

/// The properties of an operation, and the names that its API knows.
type Names<'a> = (&'a [&'a Property], &'a BTreeSet<&'static str>);

/// Gives the members of old clients their present names, and leaves out members that say nothing.
fn complete((declared, known): Names<'_>, sent: &mut Map<String, Value>, world: &World) {
    if world.options.old_clients {
        old_clients::adapt(declared, sent, world);
    }
    property::drop_empty(declared, known, sent);
    property::drop_unsaid(declared, sent, world.options.null_members);
}

/// The host name that a request was sent to, without its port.
pub(crate) fn host(request: &HttpRequest) -> &str {
    let host = request.headers().get(HOST).and_then(|host| host.to_str().ok());
    let host = host.unwrap_or_default();
    host.split_once(':').map_or(host, |(name, _)| name)
}

/// ProAbono's own clients send query parameters in the body too. Where both have one, they must agree.
fn merge(query: &mut Map<String, Value>, body: Map<String, Value>, problems: &mut Vec<Problem>) {
    for (name, value) in body {
        match query.get(&name) {
            Some(sent) if plain(sent) != plain(&value) => {
                let problem = Problem::unexpected(&name);
                problems.push(problem.because("The query and the body say different things"));
            }
            Some(_) => {}
            None => drop(query.insert(name, value)),
        }
    }
}

/// As it would stand in a query.
fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// The id in the path; the same id may be repeated in the query or in the body.
fn own_id(
    path_id: Option<(&'static str, &str)>,
    sent: &mut Map<String, Value>,
    problems: &mut Vec<Problem>,
) -> Result<u64, Refusal> {
    let Some((name, text)) = path_id else {
        return Ok(0);
    };
    let id = text.parse().map_err(|_| Refusal::not_found())?;
    if sent.get(name).is_some_and(|repeated| plain(repeated) != text) {
        sent.remove(name);
        problems.push(Problem::conversion(name).because("The path has another id"));
    }
    Ok(id)
}

fn object(request: &HttpRequest, bytes: &[u8]) -> Result<Map<String, Value>, Refusal> {
    match json(request, bytes)? {
        Value::Object(sent) => Ok(sent),
        _ => Err(Refusal::bad_request("The body is not a JSON object")),
    }
}

fn list(
    names: Names<'_>,
    most: usize,
    sent: &Value,
    world: &World,
    problems: &mut Vec<Problem>,
) -> Result<Vec<Call>, Refusal> {
    let Value::Array(items) = sent else {
        return Err(Refusal::bad_request("The body is not a JSON array"));
    };
    if items.len() > most {
        return Err(Refusal::Invalid(vec![Problem::too_many()]));
    }
    let mut calls = Vec::new();
    for (index, item) in items.iter().enumerate() {
        match Call::item(item) {
            Some(mut call) => {
                complete(names, &mut call.sent, world);
                let at = format!("[{index}]");
                property::check(names.0.iter().copied(), &call.sent, &at, problems);
                calls.push(call);
            }
            None => problems.push(Problem::conversion(&format!("[{index}]"))),
        }
    }
    Ok(calls)
}

fn json(request: &HttpRequest, bytes: &[u8]) -> Result<Value, Refusal> {
    if !request.content_type().eq_ignore_ascii_case("application/json") {
        return Err(Refusal::not_acceptable("The body must be application/json"));
    }
    // Some editors and languages put a byte order mark before a text.
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    serde_json::from_slice(bytes).map_err(|_| Refusal::bad_request("The body is not JSON"))
}
