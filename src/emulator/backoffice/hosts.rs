//! The two hosts of the API, on one port: the name `localhost` is the host of the segment, the address is that of the account.
//! Names below `localhost` would look more alike, and not every machine finds them.

use actix_web::HttpRequest;
use actix_web::http::header::HOST;

use super::{OF_ACCOUNT, OF_SEGMENT};
use crate::emulator::api::error::Refusal;
use crate::emulator::api::operation::{self, Operation};
use crate::emulator::options::BackofficeHosts;

/// The name by which the host of the segment is asked.
pub(in crate::emulator) const SEGMENT: &str = "localhost";

/// What the host that was asked answers, and what it says to anything else.
pub(super) fn asked(request: &HttpRequest, split: BackofficeHosts) -> (Vec<&'static [Operation]>, Refusal) {
    if split == BackofficeHosts::One {
        return ([OF_ACCOUNT, OF_SEGMENT].concat(), Refusal::not_found());
    }
    let (here, there, message) = if is_of_segment(request) {
        let message =
            "This operation is on the host of the account: ask the address of the emulator and not localhost";
        (OF_SEGMENT, OF_ACCOUNT, message)
    } else {
        let message = "This operation is on the host of the segment: ask the emulator by the name localhost";
        (OF_ACCOUNT, OF_SEGMENT, message)
    };
    let elsewhere = operation::find(there, request.method().as_str(), request.path());
    let none = match elsewhere {
        Some(_) => Refusal::elsewhere(message),
        None => Refusal::not_found(),
    };
    (here.to_vec(), none)
}

fn is_of_segment(request: &HttpRequest) -> bool {
    let host = request.headers().get(HOST).and_then(|host| host.to_str().ok());
    let name = host.map(|host| host.split_once(':').map_or(host, |(name, _)| name));
    name.is_some_and(|name| name.eq_ignore_ascii_case(SEGMENT))
}
