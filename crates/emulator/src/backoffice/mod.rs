//! The Backoffice API for Platform. `operations` says what answers each operation; most are in `crud`, before the kinds of objects
//! in `collections`. The API has two hosts: `hosts` tells which one is meant.

mod catalogue;
mod collections;
mod crud;
mod customers;
mod events;
mod hosted_pages;
mod hosts;
mod links;
mod operations;
mod parts;
mod permissions;
mod rules;
mod seed;
mod texts;
mod verification;

use actix_web::{HttpRequest, HttpResponse, web};
use proabono_contract::Host;
use serde_json::Value;

use crate::api;
use crate::api::body;
use crate::api::error::Refusal;
use crate::api::operation::{self, Operation};
use crate::options::BackofficeHosts;
use crate::shared::Shared;
use crate::world::World;

use operations::OPERATIONS;

pub(crate) use hosts::SEGMENT;
pub(crate) use seed::{own_webhook, seed};

/// The areas of the API, which its paths begin with.
pub(crate) const AREAS: &str =
    "/{area:(?i:Organization|Distribution|Notification|HostedPages|Gateway|Sub|Finance)}/{path:.*}";

/// The names of all operations, such as `GET /Organization/Businesses`.
pub(crate) fn names() -> impl Iterator<Item = String> {
    OPERATIONS.iter().map(Operation::name)
}

/// Any request below those areas.
pub(crate) async fn dispatch(
    request: HttpRequest,
    body: Result<web::Bytes, actix_web::Error>,
    shared: web::Data<Shared>,
) -> HttpResponse {
    let (operations, elsewhere) = asked(&request, &shared.world());
    api::dispatch(operations, elsewhere, &request, body, &shared).await
}

/// The operations of the host that was asked, and the refusal of one that is on another.
fn asked(request: &HttpRequest, world: &World) -> (Vec<&'static Operation>, Option<Refusal>) {
    if world.options.backoffice_hosts == BackofficeHosts::One {
        return (OPERATIONS.iter().collect(), None);
    }
    let host = body::host(request);
    if hosts::label(host).is_some() && hosts::segment(host, world).is_none() {
        let message = "No segment has this host: its HostAgent begins with the name before localhost";
        return (Vec::new(), Some(Refusal::elsewhere(message)));
    }
    let (of, message) = if hosts::is_of_segment(host) {
        let message =
            "This operation is on the host of the account: ask the address of the emulator and not localhost";
        (Host::Segment, message)
    } else {
        let message = "This operation is on the host of the segment: ask the emulator by the name localhost";
        (Host::Account, message)
    };
    let is_here = |operation: &&Operation| operation.host == of || on_both_hosts(operation);
    let (here, there): (Vec<_>, Vec<_>) = OPERATIONS.iter().partition(is_here);
    let mut others = operation::at(there, request.path()).into_iter();
    let found = others.any(|one| one.method == request.method().as_str());
    (here, found.then(|| Refusal::elsewhere(message)))
}

/// The reference lists agents on the host of the account, and has all else of them on that of the segment. Links are relative,
/// so whatever the answers of one host lead to is read there.
fn on_both_hosts(operation: &Operation) -> bool {
    let linked = [
        "/Organization/Businesses",
        "/Organization/Segments",
        "/Organization/Features",
        "/Organization/BusinessAddressBillings",
        "/Distribution/",
        "/Sub/",
        "/Organization/AccessControl",
    ];
    let read = operation.method == "GET" && linked.iter().any(|start| operation.path.starts_with(start));
    read || operation.path.contains("/Agents")
}

/// Everything there is of this API, without credentials.
pub(crate) fn dump(world: &World) -> Value {
    world.backoffice.dump()
}
