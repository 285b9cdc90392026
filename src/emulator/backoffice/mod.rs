//! The Backoffice API for Platform: one file for each resource, a table of what it takes; what most of them do is in
//! `crud`. It has two hosts: `hosts` tells which one is meant.

mod agents;
mod business_localizations;
mod businesses;
mod card_permissions;
mod crud;
mod customers;
mod deliver;
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
mod store;
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
use super::api::operation::Operation;
use super::shared::Shared;
use super::state::World;

pub(super) use deliver::deliver;
pub(super) use hosts::SEGMENT;
pub(super) use seed::seed;
pub(super) use store::Store;

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
pub(super) const AREAS: &str =
    "/{area:(?i:Organization|Distribution|Notification|HostedPages|Gateway)}/{path:.*}";

/// What every operation is called, as in `GET /Organization/Businesses`.
pub(super) fn names() -> impl Iterator<Item = String> {
    let resources = OF_ACCOUNT.iter().chain(OF_SEGMENT).chain(OF_BOTH);
    resources
        .flat_map(|operations| operations.iter())
        .map(Operation::name)
}

/// Any request below those areas.
pub(super) async fn dispatch(
    request: HttpRequest,
    body: Result<web::Bytes, actix_web::Error>,
    shared: web::Data<Shared>,
) -> HttpResponse {
    let (resources, none) = hosts::asked(&request, &shared.world());
    api::dispatch(&resources, none, &request, body, &shared).await
}

/// Everything there is of this API, without credentials.
pub(super) fn dump(world: &World) -> Value {
    world.backoffice.dump()
}
