//! The parts of a request, brought together.

use actix_web::http::header::HOST;
use actix_web::{HttpMessage, HttpRequest};
use serde_json::{Map, Value};

use super::error::{Problem, Refusal};
use super::operation::{Body, Call, Operation};
use super::property::{self, ID, Property};

/// Everything that was sent, checked. All problems of properties come together.
pub(crate) fn read(operation: &Operation, request: &HttpRequest, bytes: &[u8]) -> Result<Call, Refusal> {
    let mut problems = Vec::new();
    let mut declared: Vec<&Property> = operation.query.iter().collect();
    let path_id = operation.path_id(request.path());
    let writes = operation.method != "GET";
    let repeated = path_id
        .filter(|_| writes)
        .map(|(name, _)| Property::optional(name, ID));
    declared.extend(&repeated);
    let mut sent = property::read_query(
        &declared,
        request.query_string(),
        operation.is_exact(),
        &mut problems,
    );
    let mut items = Vec::new();
    if writes {
        match &operation.body {
            Body::Nothing if bytes.is_empty() => {}
            Body::Nothing => merge(&mut sent, object(request, bytes)?, &mut problems),
            Body::Object(members) => {
                declared.extend(members);
                merge(&mut sent, object(request, bytes)?, &mut problems);
            }
            Body::List(members, most) => items = list(members, *most, &json(request, bytes)?, &mut problems)?,
        }
    }
    property::check(declared, &sent, "", &mut problems);
    let id = own_id(path_id, &sent, &mut problems)?;
    if problems.is_empty() {
        let host = host(request).to_owned();
        Ok(Call {
            sent,
            items,
            id,
            host,
        })
    } else {
        Err(Refusal::Invalid(problems))
    }
}

/// The name that was asked, without its port.
pub(crate) fn host(request: &HttpRequest) -> &str {
    let host = request.headers().get(HOST).and_then(|host| host.to_str().ok());
    let host = host.unwrap_or_default();
    host.split_once(':').map_or(host, |(name, _)| name)
}

/// ProAbono's own clients send query parameters in the body too. Where both have one, they must agree.
fn merge(query: &mut Map<String, Value>, body: Map<String, Value>, problems: &mut Vec<Problem>) {
    for (name, value) in body {
        match query.get(&name) {
            Some(sent) if *sent != value => {
                let problem = Problem::unexpected(&name);
                problems.push(problem.because("The query and the body say different things"));
            }
            Some(_) => {}
            None => drop(query.insert(name, value)),
        }
    }
}

/// The id in the path; the same id may be repeated in the query or in the body.
fn own_id(
    path_id: Option<(&'static str, &str)>,
    sent: &Map<String, Value>,
    problems: &mut Vec<Problem>,
) -> Result<u64, Refusal> {
    let Some((name, text)) = path_id else {
        return Ok(0);
    };
    let id = text.parse().map_err(|_| Refusal::not_found())?;
    if sent
        .get(name)
        .is_some_and(|repeated| repeated.as_u64() != Some(id))
    {
        problems.push(Problem::conversion(name));
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
    declared: &[Property],
    most: usize,
    sent: &Value,
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
            Some(call) => {
                property::check(declared, &call.sent, &format!("[{index}]"), problems);
                calls.push(call);
            }
            None => problems.push(Problem::conversion(&format!("[{index}]"))),
        }
    }
    Ok(calls)
}

fn json(request: &HttpRequest, bytes: &[u8]) -> Result<Value, Refusal> {
    if !request.content_type().eq_ignore_ascii_case("application/json") {
        return Err(Refusal::bad_request("The body must be application/json"));
    }
    serde_json::from_slice(bytes).map_err(|_| Refusal::bad_request("The body is not JSON"))
}
