//! The Backoffice API for Platform: one file for each resource, a table of what it takes; what most of them do is in
//! `crud`. It has two hosts: `hosts` tells which one is meant.

mod agents;
mod business_localizations;
mod businesses;
mod card_permissions;
mod collections;
mod crud;
mod customers;
mod events;
mod gateway_accounts;
mod gateway_requests;
mod gateway_transactions;
mod hosted_pages;
mod hosts;
mod links;
mod mandate_permissions;
mod parts;
mod permissions;
mod rules;
mod seed;
mod segment_localizations;
mod segments;
mod tax_profile_exceptions;
mod tax_profiles;
mod texts;
mod verification;
mod webhook_notifications;
mod webhooks;
mod words;

use actix_web::{HttpRequest, HttpResponse, web};
use serde_json::Value;

use super::api;
use super::api::body;
use super::api::error::Refusal;
use super::api::operation::{self, Operation};
use super::options::BackofficeHosts;
use super::shared::Shared;
use super::world::World;

pub(crate) use hosts::SEGMENT;
pub(crate) use seed::seed;

/// Every operation of the host of the account.
const OF_ACCOUNT: &[&[Operation]] = &[
    businesses::OPERATIONS,
    segments::OPERATIONS,
    webhooks::OPERATIONS,
    webhook_notifications::OPERATIONS,
    business_localizations::OPERATIONS,
    gateway_accounts::OPERATIONS,
];

/// Every operation of the host of the segment.
const OF_SEGMENT: &[&[Operation]] = &[
    segment_localizations::OPERATIONS,
    card_permissions::OPERATIONS,
    mandate_permissions::OPERATIONS,
    gateway_requests::OPERATIONS,
    gateway_transactions::OPERATIONS,
    tax_profiles::OPERATIONS,
    tax_profile_exceptions::OPERATIONS,
    customers::OPERATIONS,
];

/// Every operation that both hosts have.
const OF_BOTH: &[&[Operation]] = &[agents::OF_DISTRIBUTION, agents::OF_ORGANIZATION];

/// The areas of the API, which its paths begin with.
pub(crate) const AREAS: &str =
    "/{area:(?i:Organization|Distribution|Notification|HostedPages|Gateway)}/{path:.*}";

/// What every operation is called, as in `GET /Organization/Businesses`.
pub(crate) fn names() -> impl Iterator<Item = String> {
    let resources = OF_ACCOUNT.iter().chain(OF_SEGMENT).chain(OF_BOTH);
    resources
        .flat_map(|operations| operations.iter())
        .map(Operation::name)
}

/// Any request below those areas.
pub(crate) async fn dispatch(
    request: HttpRequest,
    body: Result<web::Bytes, actix_web::Error>,
    shared: web::Data<Shared>,
) -> HttpResponse {
    let (resources, none) = asked(&request, &shared.world());
    api::dispatch(&resources, none, &request, body, &shared).await
}

/// What the host that was asked answers, and what it says to anything else.
fn asked(request: &HttpRequest, world: &World) -> (Vec<&'static [Operation]>, Refusal) {
    if world.options.backoffice_hosts == BackofficeHosts::One {
        return ([OF_ACCOUNT, OF_SEGMENT, OF_BOTH].concat(), Refusal::not_found());
    }
    let host = body::host(request);
    if hosts::label(host).is_some() && hosts::segment(host, world).is_none() {
        let message = "No segment has this host: its HostAgent begins with the name before localhost";
        return (Vec::new(), Refusal::elsewhere(message));
    }
    let (here, there, message) = if hosts::is_of_segment(host) {
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

/// Everything there is of this API, without credentials.
pub(crate) fn dump(world: &World) -> Value {
    world.backoffice.dump()
}
