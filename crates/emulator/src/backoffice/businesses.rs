//! `/Organization/Businesses`.

use super::{collections, crud, parts, words};
use crate::api::lists::{PAGE, SIZE_PAGE};
use crate::api::operation::{Body, Operation};
use crate::api::property::Kind::{Date, OneOf, Text};
use crate::api::property::{ID, Property};

pub(super) const OPERATIONS: &[Operation] = &[
    Operation {
        method: "POST",
        path: "/Organization/Businesses",
        query: &[],
        body: Body::Object(REQUEST),
        run: |call, world| crud::create(&collections::BUSINESSES, call, world),
    },
    Operation {
        method: "GET",
        path: "/Organization/Businesses/{Id}",
        query: &[],
        body: Body::Nothing,
        run: |call, world| crud::retrieve(&collections::BUSINESSES, call, world),
    },
    Operation {
        method: "PUT",
        path: "/Organization/Businesses/{Id}",
        query: &[],
        body: Body::Object(UPDATE_REQUEST),
        run: |call, world| crud::update(&collections::BUSINESSES, call, world),
    },
    Operation {
        method: "PUT",
        path: "/Organization/Businesses/{Id}/AddressBilling",
        query: &[],
        body: Body::Object(ADDRESS_BILLING_REQUEST),
        run: |call, world| parts::write(&collections::BUSINESSES, "AddressBilling", call, world),
    },
    Operation {
        method: "PUT",
        path: "/Organization/Businesses/{Id}/SettingsInvoice",
        query: &[],
        body: Body::Object(SETTINGS_INVOICE_REQUEST),
        run: |call, world| parts::write(&collections::BUSINESSES, "SettingsInvoice", call, world),
    },
    Operation {
        method: "GET",
        path: "/Organization/Businesses",
        query: FILTERS,
        body: Body::Nothing,
        run: |call, world| crud::list(&collections::BUSINESSES, call, world),
    },
    Operation {
        method: "GET",
        path: "/Organization/Businesses/{Id}/AddressBilling",
        query: &[],
        body: Body::Nothing,
        run: |call, world| parts::read(&collections::BUSINESSES, "AddressBilling", call, world),
    },
    Operation {
        method: "GET",
        path: "/Organization/Businesses/{Id}/SettingsInvoice",
        query: &[],
        body: Body::Nothing,
        run: |call, world| parts::read(&collections::BUSINESSES, "SettingsInvoice", call, world),
    },
];

const REQUEST: &[Property] = &[
    Property::required("Name", Text),
    Property::required("LanguageDefault", Text),
];

const UPDATE_REQUEST: &[Property] = &[
    Property::required("Name", Text),
    Property::required("LanguageDefault", Text),
    Property::required("StateLife", OneOf(words::STATE_LIFE)),
];

const ADDRESS_BILLING_REQUEST: &[Property] = &[
    Property::optional("Company", Text),
    Property::optional("FirstName", Text),
    Property::optional("LastName", Text),
    Property::optional("AddressLine1", Text),
    Property::optional("AddressLine2", Text),
    Property::optional("ZipCode", Text),
    Property::optional("City", Text),
    Property::optional("Country", Text),
    Property::optional("Region", Text),
    Property::optional("TaxInformation", Text),
    Property::optional("Phone", Text),
];

const SETTINGS_INVOICE_REQUEST: &[Property] = &[
    Property::optional("LanguageForced", Text),
    Property::optional("TypeProrataOnUpgrade", OneOf(words::TYPE_PRORATA)),
    Property::optional("TypeProrataOnDowngrade", OneOf(words::TYPE_PRORATA)),
    Property::optional("TypeProrataOnTermination", OneOf(words::TYPE_PRORATA)),
    Property::optional("IdTaxProfile1", ID),
    Property::optional("IdTaxProfile2", ID),
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
