use schemars::JsonSchema;
use serde::Deserialize;

use proabono::WebhookNotificationId;

use super::{Nothing, Operation};

const COLUMNS: &[&str] = &[
    "Id",
    "IdWebhook",
    "IdTrigger",
    "CountSendings",
    "DateLatestSending",
    "StatusLatestSending",
];

/// The webhook notification in the path.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "PascalCase")]
struct Of {
    /// ProAbono's own number of it.
    id: WebhookNotificationId,
}

pub(super) fn operations() -> Vec<Operation> {
    vec![
        Operation::one(
            "retrieve",
            "GET /Notification/WebhookNotifications/{Id}",
            "Reads a webhook notification",
            |api, of: Of, _: Nothing, _: Nothing| api.webhook_notifications().retrieve(of.id),
        )
        .example("$NOTIFICATION"),
        Operation::list(
            "list",
            "GET /Notification/WebhookNotifications",
            "Lists webhook notifications",
            |api, options| api.webhook_notifications().list(&options),
        )
        .columns(COLUMNS)
        .example("--id-webhook $WEBHOOK"),
        Operation::list(
            "rewind",
            "GET /Notification/WebhookNotifications/RewindEvents",
            "Lists past events",
            |api, options| api.webhook_notifications().rewind(&options),
        )
        .example("--id-business $BUSINESS --type-trigger CustomerAdded --size-page 1 --json"),
    ]
}
