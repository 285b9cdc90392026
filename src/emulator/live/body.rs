//! The JSON object of a request.

use actix_web::{HttpMessage, HttpRequest};
use serde_json::{Map, Value};

use super::error::{Problem, Refusal};
use super::property::{self, Property};

pub(super) fn read(
    declared: &[Property],
    request: &HttpRequest,
    body: &[u8],
    problems: &mut Vec<Problem>,
) -> Result<Map<String, Value>, Refusal> {
    if !request.content_type().eq_ignore_ascii_case("application/json") {
        return Err(Refusal::bad_request("The body must be application/json"));
    }
    let Ok(Value::Object(sent)) = serde_json::from_slice(body) else {
        return Err(Refusal::bad_request("The body is not a JSON object"));
    };
    property::check(declared, &sent, problems);
    Ok(sent)
}
