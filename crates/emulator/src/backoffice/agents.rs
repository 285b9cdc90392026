//! `/Distribution/Agents`, and their list at `/Organization/Agents`.

use super::{collections, crud, words};
use crate::api::lists::{PAGE, SIZE_PAGE};
use crate::api::operation::{Body, Operation, Run};
use crate::api::property::Kind::{Date, OneOf, Text, Url};
use crate::api::property::{ID, Property};

/// The reference lists agents below one prefix on the host of the account, and has all else below another one on that of
/// the segment: both prefixes are here, and both hosts have both.
pub(super) const OF_DISTRIBUTION: &[Operation] = &below([
    "/Distribution/Agents",
    "/Distribution/Agents/",
    "/Distribution/Agents/{Id}",
]);

pub(super) const OF_ORGANIZATION: &[Operation] = &below([
    "/Organization/Agents",
    "/Organization/Agents/",
    "/Organization/Agents/{Id}",
]);

const fn below([all, written, one]: [&'static str; 3]) -> [Operation; 5] {
    [
        operation("POST", all, (&[], Body::Object(REQUEST)), |call, world| {
            crud::create(&collections::AGENTS, call, world)
        }),
        operation("GET", one, (&[], Body::Nothing), |call, world| {
            crud::retrieve(&collections::AGENTS, call, world)
        }),
        operation(
            "PUT",
            written,
            (&[], Body::Object(UPDATE_REQUEST)),
            |call, world| crud::update(&collections::AGENTS, call, world),
        ),
        operation("DELETE", one, (&[], Body::Nothing), |call, world| {
            crud::delete(&collections::AGENTS, call, world)
        }),
        operation("GET", all, (FILTERS, Body::Nothing), |call, world| {
            crud::list(&collections::AGENTS, call, world)
        }),
    ]
}

const fn operation(
    method: &'static str,
    path: &'static str,
    (query, body): (&'static [Property], Body),
    run: Run,
) -> Operation {
    Operation {
        method,
        path,
        query,
        body,
        run,
    }
}

const REQUEST: &[Property] = &[
    Property::required("Email", Text),
    Property::optional("Name", Text),
    Property::optional("FirstName", Text),
    Property::optional("Language", Text),
    Property::optional("Country", Text),
    Property::optional("UrlPicture", Url),
];

const UPDATE_REQUEST: &[Property] = &[
    Property::required("Id", ID),
    Property::required("Email", Text),
    Property::optional("Name", Text),
    Property::optional("FirstName", Text),
    Property::optional("Language", Text),
    Property::optional("Country", Text),
    Property::optional("UrlPicture", Url),
];

const FILTERS: &[Property] = &[
    PAGE,
    SIZE_PAGE,
    Property::optional("DateCreationMin", Date),
    Property::optional("DateCreationMax", Date),
    Property::optional("DateUpdateMin", Date),
    Property::optional("DateUpdateMax", Date),
    Property::optional("StateLife", OneOf(words::STATE_LIFE)),
    Property::optional("IdBusiness", ID),
    Property::optional("Email", Text),
    Property::optional("Name", Text),
    Property::optional("Language", Text),
];
