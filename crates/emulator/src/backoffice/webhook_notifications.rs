//! `/Notification/WebhookNotifications`.

use super::{collections, crud, events, words};
use crate::api::lists::{PAGE, SIZE_PAGE};
use crate::api::operation::{Body, Operation};
use crate::api::property::Kind::{Date, Flag, OneOf};
use crate::api::property::{ID, Property};

pub(super) const OPERATIONS: &[Operation] = &[
    Operation {
        method: "GET",
        path: "/Notification/WebhookNotifications/{Id}",
        query: &[],
        body: Body::Nothing,
        run: |call, world| crud::retrieve(&collections::WEBHOOK_NOTIFICATIONS, call, world),
    },
    Operation {
        method: "GET",
        path: "/Notification/WebhookNotifications",
        query: FILTERS,
        body: Body::Nothing,
        run: |call, world| crud::list(&collections::WEBHOOK_NOTIFICATIONS, call, world),
    },
    Operation {
        method: "GET",
        path: "/Notification/WebhookNotifications/RewindEvents",
        query: &[
            PAGE,
            SIZE_PAGE,
            Property::optional("IdBusiness", ID),
            Property::optional("Links", Flag),
            Property::optional("TypeTrigger", OneOf(words::TYPE_TRIGGER)),
        ],
        body: Body::Nothing,
        run: events::rewind,
    },
];

const FILTERS: &[Property] = &[
    PAGE,
    SIZE_PAGE,
    Property::optional("DateCreationMin", Date),
    Property::optional("DateCreationMax", Date),
    Property::optional("DateUpdateMin", Date),
    Property::optional("DateUpdateMax", Date),
    Property::optional("StateLife", OneOf(words::STATE_LIFE)),
    Property::optional("IdWebhook", ID),
];
