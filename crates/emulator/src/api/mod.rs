//! The part that both APIs share: one door that checks, records and fails on demand, and operations as data.

pub(crate) mod auth;
pub(crate) mod body;
pub(crate) mod declared;
pub(crate) mod error;
pub(crate) mod lists;
pub(crate) mod operation;
pub(crate) mod property;

use actix_web::http::Method;
use actix_web::http::header::{DATE, HeaderValue, HttpDate};
use actix_web::web::Bytes;
use actix_web::{HttpRequest, HttpResponse};
use serde_json::Value;

use crate::answer::Answer;
use crate::calls::Call as Recorded;
use crate::delivery;
use crate::faults;
use crate::secrets;
use crate::shared::Shared;
use crate::world::World;
use error::Refusal;
use operation::Operation;

pub(crate) use property::is_reference;

/// Answers any request to an API with these operations; `none` is said where none of them fits.
pub(crate) async fn dispatch(
    operations: impl IntoIterator<Item = &'static Operation>,
    none: Refusal,
    request: &HttpRequest,
    body: Result<Bytes, actix_web::Error>,
    shared: &Shared,
) -> HttpResponse {
    let (body, too_large) = match body {
        Ok(body) => (body, None),
        // Longer than actix reads; what else may go wrong with a body, nobody is there any more to be told.
        Err(_) => (Bytes::new(), Some(Refusal::too_large())),
    };
    let found = operation::find(operations, request.method().as_str(), request.path());
    let name = found.map_or_else(
        || format!("{} {}", request.method(), request.path()),
        Operation::name,
    );
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
    found: Result<&Operation, Refusal>,
    world: &mut World,
) -> Result<Answer, Refusal> {
    auth::check(request, &world.options)?;
    let operation = found?;
    let call = body::read(operation, request, body)?;
    (operation.run)(&call, world)
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
    }
}
