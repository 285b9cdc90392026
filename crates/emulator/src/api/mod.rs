//! The part that both APIs share: one door that checks, records and fails on demand, and operations as data.

pub(crate) mod auth;
pub(crate) mod body;
pub(crate) mod declared;
pub(crate) mod error;
pub(crate) mod lists;
mod old_clients;
pub(crate) mod operation;
pub(crate) mod property;

use std::collections::BTreeSet;

use actix_web::http::header::{ACCEPT, ALLOW, DATE, HeaderValue, HttpDate};
use actix_web::http::{Method, StatusCode};
use actix_web::web::Bytes;
use actix_web::{HttpRequest, HttpResponse};
use serde_json::Value;

use crate::answer::Answer;
use crate::calls::Call as Recorded;
use crate::delivery;
use crate::faults;
use crate::options::DatesShape;
use crate::secrets;
use crate::shared::Shared;
use crate::world::World;
use error::Refusal;
use operation::Operation;

/// Answers any request to an API with these operations. Where none of them fits, `elsewhere` says where one would.
pub(crate) async fn dispatch(
    operations: impl IntoIterator<Item = &'static Operation>,
    elsewhere: Option<Refusal>,
    request: &HttpRequest,
    body: Result<Bytes, actix_web::Error>,
    shared: &Shared,
) -> HttpResponse {
    let (body, too_large) = match body {
        Ok(body) => (body, None),
        // The body is longer than actix reads. After any other failure the client is gone, and reads no answer.
        Err(_) => (Bytes::new(), Some(Refusal::too_large())),
    };
    let method = request.method().as_str();
    let there = operation::at(operations, request.path());
    let found = there.iter().copied().find(|one| one.method == method);
    let none = elsewhere.unwrap_or_else(|| {
        if there.is_empty() {
            Refusal::not_found()
        } else {
            Refusal::method()
        }
    });
    let name = found.map_or_else(|| format!("{method} {}", request.path()), Operation::name);
    let keeps = shared.world().options.answers;
    let number = shared.calls().begin(record(request, &body, &name));
    let fault = shared.faults().take(&name);
    if let Some(fault) = &fault {
        fault.wait().await;
    }
    let substitute = fault.as_ref().and_then(faults::Fault::substitute);
    let answer = substitute.unwrap_or_else(|| {
        let answer = match too_large {
            Some(refusal) => Err(refusal),
            None => answer(request, &body, found.ok_or(none), &mut shared.world()),
        };
        answer.unwrap_or_else(Refusal::into_answer)
    });
    delivery::deliver(shared).await;
    let answer = match shared.world().options.dates {
        DatesShape::WithOffset => answer,
        DatesShape::WithoutOffset => answer.without_offsets(),
    };
    let kept = keeps.then(|| answer.shown());
    shared.calls().finish(number, answer.status, kept);
    let mut response = match fault {
        Some(fault) => fault.send(answer),
        None => faults::send(answer),
    };
    if found.is_none() && response.status() == StatusCode::METHOD_NOT_ALLOWED {
        let methods: BTreeSet<&str> = there.iter().map(|one| one.method).collect();
        let methods: Vec<&str> = methods.into_iter().collect();
        if let Ok(methods) = HeaderValue::from_str(&methods.join(", ")) {
            response.headers_mut().insert(ALLOW, methods);
        }
    }
    // The server's own header would hold the real time, and clients take the emulator's time from this one.
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
    found: Result<&Operation, Refusal>,
    world: &mut World,
) -> Result<Answer, Refusal> {
    auth::check(request, &world.options)?;
    let operation = found?;
    if !accepts_json(request) {
        return Err(Refusal::not_acceptable(
            "The header Accept does not take application/json",
        ));
    }
    let call = body::read(operation, request, body, world)?;
    operation.check_segment(&call, world)?;
    operation.run.answer(&call, world)
}

/// Without the header anything is accepted.
fn accepts_json(request: &HttpRequest) -> bool {
    let mut headers = request.headers().get_all(ACCEPT).peekable();
    let takes = |range: &str| {
        let name = range.split(';').next().unwrap_or_default().trim();
        ["*/*", "application/*", "application/json"]
            .iter()
            .any(|known| name.eq_ignore_ascii_case(known))
    };
    headers.peek().is_none()
        || headers.any(|header| header.to_str().is_ok_and(|ranges| ranges.split(',').any(takes)))
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
        body: secrets::hidden(body.unwrap_or(Value::Null)),
        answer: None,
    }
}
