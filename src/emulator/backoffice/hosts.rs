//! The two hosts of the API, on one port: the name `localhost` is the host of the account's segment, the address is that of
//! the account. `beta-eur.localhost` is the host of the segment whose back office is at `beta-eur.via.proabono.com`.

use actix_web::HttpRequest;
use serde_json::Value;

use super::store::Object;
use super::{OF_ACCOUNT, OF_BOTH, OF_SEGMENT, segments};
use crate::emulator::api::body;
use crate::emulator::api::error::Refusal;
use crate::emulator::api::operation::{self, Call, Operation};
use crate::emulator::options::BackofficeHosts;
use crate::emulator::state::{ID_SEGMENT, World};

/// The name by which the host of the account's segment is asked.
pub(in crate::emulator) const SEGMENT: &str = "localhost";

/// What the host that was asked answers, and what it says to anything else.
pub(super) fn asked(request: &HttpRequest, world: &World) -> (Vec<&'static [Operation]>, Refusal) {
    if world.options.backoffice_hosts == BackofficeHosts::One {
        return ([OF_ACCOUNT, OF_SEGMENT, OF_BOTH].concat(), Refusal::not_found());
    }
    let host = body::host(request);
    if label(host).is_some() && segment(host, world).is_none() {
        let message = "No segment has this host: its HostAgent begins with the name before localhost";
        return (Vec::new(), Refusal::elsewhere(message));
    }
    let (here, there, message) = if is_of_segment(host) {
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
    ([here, OF_BOTH].concat(), none)
}

/// The business that a call is in when it says none: that of the segment whose host was asked.
pub(super) fn business(call: &Call, world: &World) -> u64 {
    let of_segment = segment(&call.host, world).and_then(|segment| segment.get("IdBusiness"));
    let id = of_segment.and_then(Value::as_u64);
    id.unwrap_or(world.options.business_id)
}

fn is_of_segment(host: &str) -> bool {
    host.eq_ignore_ascii_case(SEGMENT) || label(host).is_some()
}

/// `beta-eur` of `beta-eur.localhost`.
fn label(host: &str) -> Option<&str> {
    let (label, name) = host.split_once('.')?;
    name.eq_ignore_ascii_case(SEGMENT).then_some(label)
}

fn segment<'a>(host: &str, world: &'a World) -> Option<&'a Object> {
    let path = segments::COLLECTION.path;
    let Some(label) = label(host) else {
        return world.backoffice.get(path, ID_SEGMENT);
    };
    world.backoffice.all(path).find(|segment| {
        let agents = segment.get("HostAgent").and_then(Value::as_str);
        let first = agents.and_then(|host| host.split('.').next());
        first.is_some_and(|first| first.eq_ignore_ascii_case(label))
    })
}
