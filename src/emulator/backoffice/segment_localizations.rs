//! `/HostedPages/LocalizationBySegments`.

use super::store::{Audit, Collection};
use super::{links, texts, words};
use crate::emulator::api::lists::{PAGE, SIZE_PAGE};
use crate::emulator::api::operation::{Body, Operation};
use crate::emulator::api::property::Kind::{Flag, OneOf, Text};
use crate::emulator::api::property::{ID, Property};

pub(super) const COLLECTION: Collection = Collection {
    path: "/HostedPages/LocalizationBySegments",
    audit: Audit::None,
    state: None,
    members: &[
        "IdSegment",
        "Code",
        "TypeContent",
        "Language",
        "Content",
        "LanguageFallback",
        "ContentFallback",
    ],
    links: links::none,
};

pub(super) const OPERATIONS: &[Operation] = &[
    Operation {
        method: "POST",
        path: "/HostedPages/LocalizationBySegments",
        query: &[],
        body: Body::Object(REQUEST),
        run: |call, world| texts::write(&COLLECTION, call, world),
    },
    Operation {
        method: "GET",
        path: "/HostedPages/LocalizationBySegments",
        query: FILTERS,
        body: Body::Nothing,
        run: |call, world| texts::list(&COLLECTION, call, world),
    },
];

const REQUEST: &[Property] = &[
    Property::required("IdSegment", ID),
    Property::required("Code", Text),
    Property::required("TypeContent", OneOf(words::TYPE_CONTENT)),
    Property::required("Language", Text),
    Property::required("Content", Text),
];

const FILTERS: &[Property] = &[
    PAGE,
    SIZE_PAGE,
    Property::optional("Language", Text),
    Property::optional("IsCustom", Flag),
    Property::optional("Content", Text),
    Property::optional("Code", Text),
];
