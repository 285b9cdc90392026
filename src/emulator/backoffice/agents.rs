//! `/Distribution/Agents`, and their list at `/Organization/Agents`.

use super::store::{Audit, Collection};
use super::{crud, links, words};
use crate::emulator::api::lists::{PAGE, SIZE_PAGE};
use crate::emulator::api::operation::{Body, Operation};
use crate::emulator::api::property::Kind::{Date, OneOf, Text, Url};
use crate::emulator::api::property::{ID, Property};

pub(super) const COLLECTION: Collection = Collection {
    path: "/Distribution/Agents",
    audit: Audit::Both,
    state: Some("ToModerate"),
    members: &[
        "Name",
        "FirstName",
        "Email",
        "Key",
        "Language",
        "Country",
        "UrlPicture",
    ],
    links: links::of_agent,
};

/// Kept on one host and listed on the other.
pub(super) const OF_ACCOUNT: &[Operation] = &[Operation {
    method: "GET",
    path: "/Organization/Agents",
    query: FILTERS,
    body: Body::Nothing,
    run: |call, world| crud::list(&COLLECTION, call, world),
}];

pub(super) const OPERATIONS: &[Operation] = &[
    Operation {
        method: "POST",
        path: "/Distribution/Agents",
        query: &[],
        body: Body::Object(REQUEST),
        run: |call, world| crud::create(&COLLECTION, call, world),
    },
    Operation {
        method: "GET",
        path: "/Distribution/Agents/{Id}",
        query: &[],
        body: Body::Nothing,
        run: |call, world| crud::retrieve(&COLLECTION, call, world),
    },
    Operation {
        method: "PUT",
        path: "/Distribution/Agents/",
        query: &[],
        body: Body::Object(UPDATE_REQUEST),
        run: |call, world| crud::update(&COLLECTION, call, world),
    },
    Operation {
        method: "DELETE",
        path: "/Distribution/Agents/{Id}",
        query: &[],
        body: Body::Nothing,
        run: |call, world| crud::delete(&COLLECTION, call, world),
    },
    // Documented on the other host alone; here too, since this is where they are kept.
    Operation {
        method: "GET",
        path: "/Distribution/Agents",
        query: FILTERS,
        body: Body::Nothing,
        run: |call, world| crud::list(&COLLECTION, call, world),
    },
];

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
