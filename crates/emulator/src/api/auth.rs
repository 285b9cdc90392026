//! HTTP Basic: the agent's key and the API's key.

use actix_web::HttpRequest;
use actix_web::http::header::AUTHORIZATION;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;

use crate::options::Options;

use super::error::Refusal;

pub(crate) fn check(request: &HttpRequest, options: &Options) -> Result<(), Refusal> {
    let expected = format!("{}:{}", options.agent_key, options.api_key);
    match credentials(request) {
        Some(sent) if sent == expected.as_bytes() => Ok(()),
        _ => Err(Refusal::unauthorized()),
    }
}

fn credentials(request: &HttpRequest) -> Option<Vec<u8>> {
    let header = request.headers().get(AUTHORIZATION)?.to_str().ok()?;
    let (scheme, encoded) = header.split_once(' ')?;
    if !scheme.eq_ignore_ascii_case("basic") {
        return None;
    }
    BASE64_STANDARD.decode(encoded.trim()).ok()
}
