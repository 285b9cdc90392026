//! `/Organization/TaxProfiles`.

use super::{collections, crud, words};
use crate::api::lists::{PAGE, SIZE_PAGE};
use crate::api::operation::{Body, Operation};
use crate::api::property::Kind::{Date, Integer, OneOf, Text};
use crate::api::property::{ID, Property};

pub(super) const OPERATIONS: &[Operation] = &[
    Operation {
        method: "POST",
        path: "/Organization/TaxProfiles",
        query: &[],
        body: Body::Object(REQUEST),
        run: |call, world| crud::create(&collections::TAX_PROFILES, call, world),
    },
    Operation {
        method: "GET",
        path: "/Organization/TaxProfiles/{Id}",
        query: &[],
        body: Body::Nothing,
        run: |call, world| crud::retrieve(&collections::TAX_PROFILES, call, world),
    },
    Operation {
        method: "PUT",
        path: "/Organization/TaxProfiles",
        query: &[],
        body: Body::Object(UPDATE_REQUEST),
        run: |call, world| crud::update(&collections::TAX_PROFILES, call, world),
    },
    Operation {
        method: "GET",
        path: "/Organization/TaxProfiles",
        query: FILTERS,
        body: Body::Nothing,
        run: |call, world| crud::list(&collections::TAX_PROFILES, call, world),
    },
    // The reference shows no id: it is taken in the body, and in the path too.
    Operation {
        method: "PUT",
        path: "/Organization/TaxProfiles/{Id}",
        query: &[],
        body: Body::Object(BY_PATH),
        run: |call, world| crud::update(&collections::TAX_PROFILES, call, world),
    },
];

const REQUEST: &[Property] = &[
    Property::required("Name", Text),
    Property::optional("Description", Text),
    Property::required("Label", Text),
    Property::required("RateDefault", Integer),
    Property::required("TypeRateTax", OneOf(words::TYPE_RATE_TAX)),
];

const UPDATE_REQUEST: &[Property] = &[
    Property::required("Id", ID),
    Property::required("Name", Text),
    Property::optional("Description", Text),
    Property::required("Label", Text),
    Property::required("RateDefault", Integer),
    Property::required("TypeRateTax", OneOf(words::TYPE_RATE_TAX)),
];

const FILTERS: &[Property] = &[
    PAGE,
    SIZE_PAGE,
    Property::optional("DateUpdateMin", Date),
    Property::optional("DateUpdateMax", Date),
    Property::optional("IdBusiness", ID),
    Property::optional("RateDefaultMin", Integer),
    Property::optional("RateDefaultMax", Integer),
    Property::optional("TypeRateTax", OneOf(words::TYPE_RATE_TAX)),
];

/// The same without the id.
const BY_PATH: &[Property] = &[
    Property::required("Name", Text),
    Property::optional("Description", Text),
    Property::required("Label", Text),
    Property::required("RateDefault", Integer),
    Property::required("TypeRateTax", OneOf(words::TYPE_RATE_TAX)),
];
