//! The API Live: one file for each resource, all of them behind one door that checks, records and fails on demand.

mod auth;
mod body;
mod customer;
mod customers;
mod error;
mod links;
mod lists;
mod operation;
mod property;

use actix_web::http::Method;
use actix_web::{HttpRequest, HttpResponse, web};
use serde_json::Value;

use super::answer::Answer;
use super::calls::Call as Recorded;
use super::faults;
use super::shared::Shared;
use super::state::World;
use error::Refusal;
use operation::{Call, Operation};

pub(super) use property::is_reference;

/// Every operation there is.
const RESOURCES: &[&[Operation]] = &[customer::OPERATIONS, customers::OPERATIONS];

/// Any request below `/v1/`.
pub(super) async fn dispatch(
    request: HttpRequest,
    body: web::Bytes,
    shared: web::Data<Shared>,
) -> HttpResponse {
    let found = operation::find(RESOURCES, request.method().as_str(), request.path());
    let name = found.map_or_else(
        || format!("{} {}", request.method(), request.path()),
        Operation::name,
    );
    let number = shared.calls().begin(record(&request, &body, &name));
    let fault = shared.faults().take(&name);
    if let Some(fault) = &fault {
        fault.wait().await;
    }
    let substitute = fault.as_ref().and_then(faults::Fault::substitute);
    let answer = substitute.unwrap_or_else(|| {
        answer(&request, &body, found, &mut shared.world()).unwrap_or_else(Refusal::into_answer)
    });
    shared.calls().finish(number, answer.status);
    match fault {
        Some(fault) => fault.send(answer),
        None => faults::send(answer),
    }
}

fn answer(
    request: &HttpRequest,
    body: &[u8],
    found: Option<&Operation>,
    world: &mut World,
) -> Result<Answer, Refusal> {
    auth::check(request, &world.options)?;
    let operation = found.ok_or_else(Refusal::not_found)?;
    let mut problems = Vec::new();
    let query = property::read_query(operation.query, request.query_string(), &mut problems);
    let body = match operation.body {
        Some(declared) => body::read(declared, request, body, &mut problems)?,
        None => serde_json::Map::new(),
    };
    if problems.is_empty() {
        (operation.run)(&Call { query, body }, world)
    } else {
        Err(Refusal::Invalid(problems))
    }
}

fn record(request: &HttpRequest, body: &[u8], operation: &str) -> Recorded {
    let query = url::form_urlencoded::parse(request.query_string().as_bytes());
    let body = if *request.method() == Method::GET {
        None
    } else {
        serde_json::from_slice(body).ok()
    };
    Recorded {
        method: request.method().to_string(),
        path: request.path().to_owned(),
        operation: operation.to_owned(),
        status: None,
        query: query
            .map(|(name, value)| (name.into_owned(), Value::String(value.into_owned())))
            .collect(),
        body: body.unwrap_or(Value::Null),
    }
}
