//! `/Gateway/GatewayTransactions`.

use super::{collections, crud, words};
use crate::api::lists::{PAGE, SIZE_PAGE};
use crate::api::operation::{Body, Operation};
use crate::api::property::Kind::{Date, Integer, OneOf};
use crate::api::property::{ID, Property};

pub(super) const OPERATIONS: &[Operation] = &[
    Operation {
        method: "GET",
        path: "/Gateway/GatewayTransactions/{Id}",
        query: &[],
        body: Body::Nothing,
        run: |call, world| crud::retrieve(&collections::GATEWAY_TRANSACTIONS, call, world),
    },
    Operation {
        method: "GET",
        path: "/Gateway/GatewayTransactions",
        query: FILTERS,
        body: Body::Nothing,
        run: |call, world| crud::list(&collections::GATEWAY_TRANSACTIONS, call, world),
    },
];

const FILTERS: &[Property] = &[
    PAGE,
    SIZE_PAGE,
    Property::optional("DateCreationMin", Date),
    Property::optional("DateCreationMax", Date),
    Property::optional("DateUpdateMin", Date),
    Property::optional("DateUpdateMax", Date),
    Property::optional("IdCustomer", ID),
    Property::optional("IdPermission", ID),
    Property::optional("IdAccount", ID),
    Property::optional("TypeTransaction", OneOf(words::TYPE_TRANSACTION)),
    Property::optional("AmountMin", Integer),
    Property::optional("AmountMax", Integer),
];
