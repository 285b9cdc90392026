//! `/Gateway/GatewayPermissionCards`.

use super::{collections, crud, permissions, words};
use crate::api::lists::{PAGE, SIZE_PAGE};
use crate::api::operation::{Body, Operation};
use crate::api::property::Kind::{Date, OneOf, Text};
use crate::api::property::{ID, Property};

pub(super) const OPERATIONS: &[Operation] = &[
    Operation {
        method: "POST",
        path: "/Gateway/GatewayPermissionCards",
        query: &[],
        body: Body::Object(REQUEST),
        run: |call, world| permissions::register(&collections::CARD_PERMISSIONS, call, world),
    },
    Operation {
        method: "GET",
        path: "/Gateway/GatewayPermissionCards/{Id}",
        query: &[],
        body: Body::Nothing,
        run: |call, world| crud::retrieve(&collections::CARD_PERMISSIONS, call, world),
    },
    Operation {
        method: "GET",
        path: "/Gateway/GatewayPermissionCards",
        query: FILTERS,
        body: Body::Nothing,
        run: |call, world| crud::list(&collections::CARD_PERMISSIONS, call, world),
    },
];

const REQUEST: &[Property] = &[
    Property::required("IdCustomer", ID),
    Property::required("IdAccount", ID),
    Property::required("TypeGateway", OneOf(words::TYPE_GATEWAY)),
    Property::required("TypePayment", OneOf(words::TYPE_PAYMENT)),
    Property::optional("Country", Text),
];

const FILTERS: &[Property] = &[
    PAGE,
    SIZE_PAGE,
    Property::optional("DateCreationMin", Date),
    Property::optional("DateCreationMax", Date),
    Property::optional("DateUpdateMin", Date),
    Property::optional("DateUpdateMax", Date),
    Property::optional("IdCustomer", ID),
    Property::optional("IdAccount", ID),
    Property::optional("TypeGateway", OneOf(words::TYPE_GATEWAY)),
    Property::optional("TypePayment", OneOf(words::TYPE_PAYMENT)),
    Property::optional("StateLife", OneOf(words::STATE_LIFE)),
];
