//! `/Notification/Webhooks`.

use super::{collections, crud, verification, words};
use crate::api::lists::{PAGE, SIZE_PAGE};
use crate::api::operation::{Body, Operation};
use crate::api::property::Kind::{Date, Flag, OneOf, Text, Url, Words};
use crate::api::property::{ID, Property};

pub(super) const OPERATIONS: &[Operation] = &[
    Operation {
        method: "POST",
        path: "/Notification/Webhooks",
        query: &[],
        body: Body::Object(REQUEST),
        run: |call, world| crud::create(&collections::WEBHOOKS, call, world),
    },
    Operation {
        method: "GET",
        path: "/Notification/Webhooks/{Id}",
        query: &[],
        body: Body::Nothing,
        run: |call, world| crud::retrieve(&collections::WEBHOOKS, call, world),
    },
    Operation {
        method: "GET",
        path: "/Notification/Webhooks",
        query: FILTERS,
        body: Body::Nothing,
        run: |call, world| crud::list(&collections::WEBHOOKS, call, world),
    },
    Operation {
        method: "DELETE",
        path: "/Notification/Webhooks/{Id}",
        query: &[],
        body: Body::Nothing,
        run: |call, world| crud::delete(&collections::WEBHOOKS, call, world),
    },
    Operation {
        method: "GET",
        path: "/Notification/Webhooks/{Id}/Verification",
        query: &[Property::required("sendCode", Flag)],
        body: Body::Nothing,
        run: verification::send_code,
    },
    Operation {
        method: "POST",
        path: "/Notification/Webhooks/{Id}/Verification",
        query: &[Property::required("code", Text), Property::optional("echo", Flag)],
        body: Body::Nothing,
        run: verification::verify,
    },
    Operation {
        method: "GET",
        path: "/Notification/Webhooks/Sample",
        query: &[Property::required("TypeTrigger", OneOf(words::TYPE_TRIGGER))],
        body: Body::Nothing,
        run: verification::sample,
    },
];

const REQUEST: &[Property] = &[
    Property::required("IdBusiness", ID),
    Property::required("Url", Url),
    Property::required("Triggers", Words(words::TYPE_TRIGGER)),
];

const FILTERS: &[Property] = &[
    PAGE,
    SIZE_PAGE,
    Property::optional("DateCreationMin", Date),
    Property::optional("DateCreationMax", Date),
    Property::optional("DateUpdateMin", Date),
    Property::optional("DateUpdateMax", Date),
    Property::optional("StateLife", OneOf(words::STATE_LIFE)),
];
