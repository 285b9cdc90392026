//! `/Organization/TaxProfileExceptions`.

use super::{collections, crud, words};
use crate::api::lists::{PAGE, SIZE_PAGE};
use crate::api::operation::{Body, Operation};
use crate::api::property::Kind::{Date, Flag, Integer, OneOf, Text};
use crate::api::property::{ID, Property};

pub(super) const OPERATIONS: &[Operation] = &[
    Operation {
        method: "POST",
        path: "/Organization/TaxProfileExceptions",
        query: &[],
        body: Body::Object(REQUEST),
        run: |call, world| crud::create(&collections::TAX_PROFILE_EXCEPTIONS, call, world),
    },
    Operation {
        method: "GET",
        path: "/Organization/TaxProfileExceptions/{Id}",
        query: &[],
        body: Body::Nothing,
        run: |call, world| crud::retrieve(&collections::TAX_PROFILE_EXCEPTIONS, call, world),
    },
    Operation {
        method: "PUT",
        path: "/Organization/TaxProfileExceptions",
        query: &[],
        body: Body::Object(UPDATE_REQUEST),
        run: |call, world| crud::update(&collections::TAX_PROFILE_EXCEPTIONS, call, world),
    },
    Operation {
        method: "GET",
        path: "/Organization/TaxProfileExceptions",
        query: FILTERS,
        body: Body::Nothing,
        run: |call, world| crud::list(&collections::TAX_PROFILE_EXCEPTIONS, call, world),
    },
    // The reference shows no id: it is taken in the body, and in the path too.
    Operation {
        method: "PUT",
        path: "/Organization/TaxProfileExceptions/{Id}",
        query: &[],
        body: Body::Object(BY_PATH),
        run: |call, world| crud::update(&collections::TAX_PROFILE_EXCEPTIONS, call, world),
    },
];

const REQUEST: &[Property] = &[
    Property::required("IdTaxProfile", ID),
    Property::required("Rate", Integer),
    Property::required("TypeRateTax", OneOf(words::TYPE_RATE_TAX)),
    Property::required("Country", Text),
    Property::optional("Region", Text),
    Property::optional("IsCompany", Flag),
];

const UPDATE_REQUEST: &[Property] = &[
    Property::required("Id", ID),
    Property::required("IdTaxProfile", ID),
    Property::required("Rate", Integer),
    Property::required("TypeRateTax", OneOf(words::TYPE_RATE_TAX)),
    Property::required("Country", Text),
    Property::optional("Region", Text),
    Property::optional("IsCompany", Flag),
];

const FILTERS: &[Property] = &[
    PAGE,
    SIZE_PAGE,
    Property::optional("DateUpdateMin", Date),
    Property::optional("DateUpdateMax", Date),
    Property::optional("IdTaxProfile", ID),
    Property::optional("RateMin", Integer),
    Property::optional("RateMax", Integer),
    Property::optional("TypeRateTax", OneOf(words::TYPE_RATE_TAX)),
    Property::optional("Country", Text),
    Property::optional("Region", Text),
    Property::optional("IsCompany", Flag),
];

/// The same without the id.
const BY_PATH: &[Property] = &[
    Property::required("IdTaxProfile", ID),
    Property::required("Rate", Integer),
    Property::required("TypeRateTax", OneOf(words::TYPE_RATE_TAX)),
    Property::required("Country", Text),
    Property::optional("Region", Text),
    Property::optional("IsCompany", Flag),
];
