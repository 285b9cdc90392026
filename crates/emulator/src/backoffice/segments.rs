//! `/Organization/Segments`.

use super::{collections, crud, hosted_pages, parts, words};
use crate::api::lists::{PAGE, SIZE_PAGE};
use crate::api::operation::{Body, Operation};
use crate::api::property::Kind::{Amount, Date, Flag, Integer, OneOf, Reference, Text, Url};
use crate::api::property::{ID, Property};

pub(super) const OPERATIONS: &[Operation] = &[
    Operation {
        method: "POST",
        path: "/Organization/Segments",
        query: &[],
        body: Body::Object(REQUEST),
        run: |call, world| crud::create(&collections::SEGMENTS, call, world),
    },
    Operation {
        method: "GET",
        path: "/Organization/Segments/{Id}",
        query: &[],
        body: Body::Nothing,
        run: |call, world| crud::retrieve(&collections::SEGMENTS, call, world),
    },
    Operation {
        method: "PUT",
        path: "/Organization/Segments/{Id}",
        query: &[],
        body: Body::Object(UPDATE_REQUEST),
        run: |call, world| crud::update(&collections::SEGMENTS, call, world),
    },
    Operation {
        method: "PUT",
        path: "/Organization/Segments/{Id}/Settings",
        query: &[],
        body: Body::Object(SETTINGS_REQUEST),
        run: |call, world| parts::write(&collections::SEGMENTS, "Settings", call, world),
    },
    Operation {
        method: "PUT",
        path: "/Organization/Segments/{Id}/SettingsRedirection",
        query: &[],
        body: Body::Object(SETTINGS_REDIRECTION_REQUEST),
        run: |call, world| hosted_pages::write("SettingsRedirection", call, world),
    },
    Operation {
        method: "PUT",
        path: "/Organization/Segments/{Id}/SettingsPayment",
        query: &[],
        body: Body::Object(SETTINGS_PAYMENT_REQUEST),
        run: |call, world| parts::write(&collections::SEGMENTS, "SettingsPayment", call, world),
    },
    Operation {
        method: "PUT",
        path: "/Organization/Segments/{Id}/SettingsHostedPages",
        query: &[],
        body: Body::Object(SETTINGS_HOSTED_PAGES_REQUEST),
        run: |call, world| hosted_pages::write("SettingsHostedPages", call, world),
    },
    Operation {
        method: "GET",
        path: "/Organization/Segments",
        query: FILTERS,
        body: Body::Nothing,
        run: |call, world| crud::list(&collections::SEGMENTS, call, world),
    },
    Operation {
        method: "GET",
        path: "/Organization/Segments/{Id}/Settings",
        query: &[],
        body: Body::Nothing,
        run: |call, world| parts::read(&collections::SEGMENTS, "Settings", call, world),
    },
    Operation {
        method: "GET",
        path: "/Organization/Segments/{Id}/SettingsRedirection",
        query: &[],
        body: Body::Nothing,
        run: |call, world| hosted_pages::read("SettingsRedirection", call, world),
    },
    Operation {
        method: "GET",
        path: "/Organization/Segments/{Id}/SettingsPayment",
        query: &[],
        body: Body::Nothing,
        run: |call, world| parts::read(&collections::SEGMENTS, "SettingsPayment", call, world),
    },
    Operation {
        method: "GET",
        path: "/Organization/Segments/{Id}/SettingsHostedPages",
        query: &[],
        body: Body::Nothing,
        run: |call, world| hosted_pages::read("SettingsHostedPages", call, world),
    },
];

const REQUEST: &[Property] = &[
    Property::required("IdBusiness", ID),
    Property::required("Name", Text),
    Property::optional("ReferenceSegment", Reference),
    Property::required("Currency", Text),
    Property::required("LanguageDefault", Text),
    Property::optional("HostCustomer", Text),
    Property::optional("HostAgent", Text),
];

const UPDATE_REQUEST: &[Property] = &[
    Property::required("Name", Text),
    Property::required("ReferenceSegment", Reference),
    Property::required("LanguageDefault", Text),
    Property::required("StateLife", OneOf(words::STATE_LIFE)),
    Property::required("HostCustomer", Text),
    Property::required("HostAgent", Text),
    Property::optional("Currency", Text),
];

const SETTINGS_REQUEST: &[Property] = &[
    Property::optional("Url", Url),
    Property::optional("UrlLogo", Url),
    Property::optional("UrlTerms", Url),
    Property::optional("EmailSupport", Text),
    Property::optional("PhoneSupport", Text),
    Property::optional("UrlSupport", Url),
];

const SETTINGS_REDIRECTION_REQUEST: &[Property] = &[
    Property::optional("UrlOffersAnonymous", Url),
    Property::optional("UrlOffersAnonymousSelection", Url),
    Property::optional("UrlOffersAuthenticated", Url),
    Property::optional("UrlOffersUpgrade", Url),
    Property::optional("UrlOneclickFreeOffer", Url),
    Property::optional("UrlOneclickExtraSubscription", Url),
    Property::optional("UrlOneclickUpgrade", Url),
    Property::optional("UrlPaymentSuccess", Url),
    Property::optional("UrlPaymentPending", Url),
    Property::optional("UrlPaymentCancel", Url),
    Property::optional("UrlPaymentFailure", Url),
    Property::optional("UrlPermissionRegistered", Url),
    Property::optional("UrlPermissionRegistrationFailure", Url),
    Property::optional("UrlPermissionUpdated", Url),
    Property::optional("UrlPermissionUpdateFailure", Url),
    Property::optional("UrlGenericError", Url),
];

const SETTINGS_PAYMENT_REQUEST: &[Property] = &[
    Property::required("CanStartWithInvoiceBilling", Flag),
    Property::required("CanRenewWithInvoiceBilling", Flag),
    Property::optional("CappingInvoiceBillingDays", Integer),
    Property::optional("CappingInvoiceBillingAmount", Amount),
    Property::optional("IdGatewayAccountForCard", ID),
    Property::optional("IdGatewayAccountForDirectDebit", ID),
];

const SETTINGS_HOSTED_PAGES_REQUEST: &[Property] = &[
    Property::required("IsOffersAnonymousLinkTargetParent", Flag),
    Property::required("CanSubscribeAnonymous", Flag),
    Property::required("IsRequiringAddressBilling", Flag),
    Property::required("IsRequiringPaymentInfoWhenFree", Flag),
    Property::required("IsRequiringPaymentInfoWhenUpdated", Flag),
    Property::required("IsIframeClosedAfterSubscribe", Flag),
    Property::required("CanCustomerUpgrade", Flag),
    Property::required("CanCustomerTerminate", Flag),
    Property::optional("IsRequiringAddressShipping", Flag),
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
    Property::optional("LanguageDefault", Text),
    Property::optional("ReferenceSegment", Reference),
    Property::optional("Currency", Text),
];
