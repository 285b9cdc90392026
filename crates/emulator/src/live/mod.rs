//! The API Live: one file for each resource.

mod address;
mod balance;
mod billing;
mod customer;
mod customer_actions;
mod customers;
mod features;
mod invoices;
mod lines;
mod links;
mod offer_view;
mod offers;
mod overrides;
mod quote;
mod quoting;
mod settings_payment;
mod shared;
mod subscription;
mod subscription_actions;
mod subscription_view;
mod subscriptions;
mod usage;
mod usages;

use actix_web::{HttpRequest, HttpResponse, web};
use serde_json::{Value, json};

use super::api;
use super::api::error::Refusal;
use super::api::operation::Operation;
use super::shared::Shared;
use super::world::World;

/// Every operation there is.
const RESOURCES: &[&[Operation]] = &[
    customer::OPERATIONS,
    customer_actions::OPERATIONS,
    customers::OPERATIONS,
    address::OPERATIONS,
    settings_payment::OPERATIONS,
    usage::OPERATIONS,
    usages::OPERATIONS,
    offers::OPERATIONS,
    features::OPERATIONS,
    subscription::OPERATIONS,
    subscription_actions::OPERATIONS,
    subscriptions::OPERATIONS,
    invoices::OPERATIONS,
    billing::OPERATIONS,
    quoting::OPERATIONS,
    balance::OPERATIONS,
];

/// What every operation is called, as in `GET /v1/Customer`.
pub(crate) fn names() -> impl Iterator<Item = String> {
    let operations = RESOURCES.iter().flat_map(|operations| operations.iter());
    operations.map(Operation::name)
}

/// Any request below `/v1/`.
pub(crate) async fn dispatch(
    request: HttpRequest,
    body: Result<web::Bytes, actix_web::Error>,
    shared: web::Data<Shared>,
) -> HttpResponse {
    api::dispatch(RESOURCES, Refusal::not_found(), &request, body, &shared).await
}

/// Everything there is of this API, without links: they would be issued.
pub(crate) fn dump(world: &World) -> Value {
    let customers: Vec<_> = world.customers().collect();
    let subscriptions: Vec<_> = world
        .subscriptions()
        .map(|one| subscription_view::members(one, false, world))
        .collect();
    let invoices: Vec<_> = world
        .invoices()
        .map(|one| invoices::members(one, world))
        .collect();
    let lines: Vec<_> = world.lines().map(|one| lines::members(one, world)).collect();
    json!({ "customers": customers, "subscriptions": subscriptions, "invoices": invoices, "balance": lines })
}
