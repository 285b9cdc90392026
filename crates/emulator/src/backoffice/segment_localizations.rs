//! `/HostedPages/LocalizationBySegments`.

use super::{collections, texts, words};
use crate::api::lists::{PAGE, SIZE_PAGE};
use crate::api::operation::{Body, Operation};
use crate::api::property::Kind::{Flag, OneOf, Text};
use crate::api::property::{ID, Property};

pub(super) const OPERATIONS: &[Operation] = &[
    Operation {
        method: "POST",
        path: "/HostedPages/LocalizationBySegments",
        query: &[],
        body: Body::Object(REQUEST),
        run: |call, world| texts::write(&collections::SEGMENT_LOCALIZATIONS, call, world),
    },
    Operation {
        method: "GET",
        path: "/HostedPages/LocalizationBySegments",
        query: FILTERS,
        body: Body::Nothing,
        run: |call, world| texts::list(&collections::SEGMENT_LOCALIZATIONS, call, world),
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
