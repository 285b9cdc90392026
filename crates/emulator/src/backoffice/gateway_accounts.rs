//! `/Gateway/GatewayAccounts`.

use super::{collections, crud, words};
use crate::api::lists::{PAGE, SIZE_PAGE};
use crate::api::operation::{Body, Operation};
use crate::api::property::Kind::{Date, Flag, Object, OneOf, Text};
use crate::api::property::{ID, Property};

pub(super) const OPERATIONS: &[Operation] = &[
    Operation {
        method: "POST",
        path: "/Gateway/GatewayAccounts",
        query: &[],
        body: Body::Object(REQUEST),
        run: |call, world| crud::create(&collections::GATEWAY_ACCOUNTS, call, world),
    },
    Operation {
        method: "GET",
        path: "/Gateway/GatewayAccounts/{Id}",
        query: &[],
        body: Body::Nothing,
        run: |call, world| crud::retrieve(&collections::GATEWAY_ACCOUNTS, call, world),
    },
    Operation {
        method: "PUT",
        path: "/Gateway/GatewayAccounts/{Id}",
        query: &[],
        body: Body::Object(UPDATE_REQUEST),
        run: |call, world| crud::update(&collections::GATEWAY_ACCOUNTS, call, world),
    },
    Operation {
        method: "GET",
        path: "/Gateway/GatewayAccounts",
        query: FILTERS,
        body: Body::Nothing,
        run: |call, world| crud::list(&collections::GATEWAY_ACCOUNTS, call, world),
    },
];

const KEYS: &[Property] = &[
    Property::required("KeyPublic", Text),
    Property::required("KeySecret", Text),
];

const REQUEST: &[Property] = &[
    Property::required("IdBusiness", ID),
    Property::required("Name", Text),
    Property::required("Currency", Text),
    Property::required("TypeGateway", OneOf(words::TYPE_GATEWAY)),
    Property::required("IsInRealMoney", Flag),
    Property::optional("CardStripe", Object(KEYS)),
];

const UPDATE_REQUEST: &[Property] = &[
    Property::required("Name", Text),
    Property::required("IsInRealMoney", Flag),
    Property::required("StateLife", OneOf(words::STATE_LIFE)),
];

const FILTERS: &[Property] = &[
    PAGE,
    SIZE_PAGE,
    Property::optional("DateCreationMin", Date),
    Property::optional("DateCreationMax", Date),
    Property::optional("DateUpdateMin", Date),
    Property::optional("DateUpdateMax", Date),
    Property::optional("TypeGateway", OneOf(words::TYPE_GATEWAY)),
    Property::optional("Currency", Text),
    Property::optional("IsInRealMoney", Flag),
    Property::optional("StateLife", OneOf(words::STATE_LIFE)),
];
