//! The Backoffice API for Platform: one file for each resource, a table of what it takes; what most of them do is in
//! `crud`. Both of its hosts are answered here.

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

use super::api;
use super::api::operation::Operation;
use super::shared::Shared;

pub(super) use deliver::deliver;
pub(super) use seed::seed;
pub(super) use store::Store;

/// Every operation there is.
const RESOURCES: &[&[Operation]] = &[
    businesses::OPERATIONS,
    segments::OPERATIONS,
    agents::OPERATIONS,
    webhooks::OPERATIONS,
    webhook_notifications::OPERATIONS,
    segment_localizations::OPERATIONS,
    business_localizations::OPERATIONS,
    gateway_accounts::OPERATIONS,
    card_permissions::OPERATIONS,
    mandate_permissions::OPERATIONS,
    gateway_requests::OPERATIONS,
    gateway_transactions::OPERATIONS,
    tax_profiles::OPERATIONS,
    tax_profile_exceptions::OPERATIONS,
    customers::OPERATIONS,
];

/// The areas of the API, which its paths begin with.
pub(super) const AREAS: &str =
    "/{area:(?i:Organization|Distribution|Notification|HostedPages|Gateway)}/{path:.*}";

/// What every operation is called, as in `GET /Organization/Businesses`.
pub(super) fn names() -> impl Iterator<Item = String> {
    let operations = RESOURCES.iter().flat_map(|operations| operations.iter());
    operations.map(Operation::name)
}

pub(super) async fn dispatch(
    request: HttpRequest,
    body: Result<web::Bytes, actix_web::Error>,
    shared: web::Data<Shared>,
) -> HttpResponse {
    api::dispatch(RESOURCES, &request, body, &shared).await
}
