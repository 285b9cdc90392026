//! The API Live: one file for each resource, all of them behind one door that checks, records and fails on demand.

mod address;
mod auth;
mod balance;
mod billing;
mod body;
mod customer;
mod customer_actions;
mod customers;
mod error;
mod features;
mod invoices;
mod lines;
mod links;
mod lists;
mod offer_view;
mod offers;
mod operation;
mod overrides;
mod property;
mod quote;
mod quoting;
mod settings_payment;
mod shared;
mod subscription;
mod subscription_actions;
mod subscription_view;
mod subscriptions;
mod usage;
mod usages;

use actix_web::http::Method;
use actix_web::http::header::{DATE, HeaderValue, HttpDate};
use actix_web::{HttpRequest, HttpResponse, web};
use serde_json::{Value, json};

use super::answer::Answer;
use super::calls::Call as Recorded;
use super::faults;
use super::shared::Shared;
use super::state::World;
use error::Refusal;
use operation::Operation;

pub(super) use property::is_reference;

/// Every operation there is.
const RESOURCES: &[&[Operation]] = &[
    customer::OPERATIONS,
    customer_actions::OPERATIONS,
    customers::OPERATIONS,
    address::OPERATIONS,
    settings_payment::OPERATIONS,
    usage::OPERATIONS,
    usages::OPERATIONS,
    offers::OPERATIONS,
    features::OPERATIONS,
    subscription::OPERATIONS,
    subscription_actions::OPERATIONS,
    subscriptions::OPERATIONS,
    invoices::OPERATIONS,
    billing::OPERATIONS,
    quoting::OPERATIONS,
    balance::OPERATIONS,
];

/// What every operation is called, as in `GET /v1/Customer`.
pub(super) fn names() -> impl Iterator<Item = String> {
    let operations = RESOURCES.iter().flat_map(|operations| operations.iter());
    operations.map(Operation::name)
}

/// Any request below `/v1/`.
pub(super) async fn dispatch(
    request: HttpRequest,
    body: Result<web::Bytes, actix_web::Error>,
    shared: web::Data<Shared>,
) -> HttpResponse {
    let (body, too_large) = match body {
        Ok(body) => (body, None),
        // Longer than actix reads; what else may go wrong with a body, nobody is there any more to be told.
        Err(_) => (web::Bytes::new(), Some(Refusal::too_large())),
    };
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
        let answer = match too_large {
            Some(refusal) => Err(refusal),
            None => answer(&request, &body, found, &mut shared.world()),
        };
        answer.unwrap_or_else(Refusal::into_answer)
    });
    shared.calls().finish(number, answer.status);
    let mut response = match fault {
        Some(fault) => fault.send(answer),
        None => faults::send(answer),
    };
    // The server's own would be the real time, and a client may ask what time it is here.
    if !response.headers().contains_key(DATE) {
        let now = HttpDate::from(shared.world().now().system_time());
        if let Ok(now) = HeaderValue::from_str(&now.to_string()) {
            response.headers_mut().insert(DATE, now);
        }
    }
    response
}

fn answer(
    request: &HttpRequest,
    body: &[u8],
    found: Option<&Operation>,
    world: &mut World,
) -> Result<Answer, Refusal> {
    auth::check(request, &world.options)?;
    let operation = found.ok_or_else(Refusal::not_found)?;
    let call = body::read(operation, request, body)?;
    (operation.run)(&call, world)
}

/// Everything there is, without links: they would be issued.
pub(super) fn dump(world: &World) -> Value {
    let customers: Vec<_> = world.customers().collect();
    let subscriptions: Vec<_> = world
        .subscriptions()
        .map(|one| subscription_view::members(one, false, world))
        .collect();
    let invoices: Vec<_> = world
        .invoices()
        .map(|one| invoices::members(one, world))
        .collect();
    let lines: Vec<_> = world.lines().map(|one| lines::members(one, world)).collect();
    json!({ "customers": customers, "subscriptions": subscriptions, "invoices": invoices, "balance": lines })
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
