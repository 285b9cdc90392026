use schemars::JsonSchema;
use serde::Deserialize;

use proabono::WebhookId;
use proabono::backoffice::{TypeTrigger, WebhookRequest};

use super::{Nothing, Operation};

const COLUMNS: &[&str] = &["Id", "IdBusiness", "Url", "Triggers", "StateLife"];

/// The webhook in the path.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "PascalCase")]
struct Of {
    /// ProAbono's own number of it.
    id: WebhookId,
}

/// The webhook, and the code that its address got.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "PascalCase")]
struct CodeOfWebhook {
    /// ProAbono's own number of it.
    id: WebhookId,
    /// The code.
    #[serde(rename = "code")]
    code: String,
}

/// The event.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "PascalCase")]
struct OfTrigger {
    /// Which event.
    type_trigger: TypeTrigger,
}

pub(super) fn operations() -> Vec<Operation> {
    let mut operations = vec![Operation::one("create", "POST /Notification/Webhooks", "Creates a webhook", |api, _: Nothing, _: Nothing, body: WebhookRequest| {
 api.webhooks().create(&body)
})
.example("--id-business $BUSINESS --url http://127.0.0.1:9/hooks --triggers CustomerAdded --triggers SubscriptionStarted"),
Operation::one("retrieve", "GET /Notification/Webhooks/{Id}", "Reads a webhook", |api, of: Of, _: Nothing, _: Nothing| {
 api.webhooks().retrieve(of.id)
})
.example("$WEBHOOK"),
Operation::list("list", "GET /Notification/Webhooks", "Lists webhooks", |api, options| {
 api.webhooks().list(&options)
})
.columns(COLUMNS)
.example("--all")];
    operations.extend(of_codes());
    operations
}

/// Not in the reference, but in the calls of ProAbono's own n8n node.
fn of_codes() -> [Operation; 4] {
    [
        Operation::one(
            "delete",
            "DELETE /Notification/Webhooks/{Id}",
            "Deletes a webhook for good",
            |api, of: Of, _: Nothing, _: Nothing| api.webhooks().delete(of.id),
        )
        .example("$WEBHOOK"),
        Operation::one(
            "send-code",
            "GET /Notification/Webhooks/{Id}/Verification",
            "Sends a code to the address of a webhook",
            |api, of: Of, _: Nothing, _: Nothing| api.webhooks().send_code(of.id),
        )
        .acting()
        .example("$WEBHOOK"),
        Operation::one(
            "verify",
            "POST /Notification/Webhooks/{Id}/Verification",
            "Confirms a webhook with the code that its address got: it is silent until then",
            |api, of: CodeOfWebhook, _: Nothing, _: Nothing| api.webhooks().verify(of.id, &of.code),
        )
        .example("$WEBHOOK --code 123456 --dry-run"),
        Operation::one(
            "sample",
            "GET /Notification/Webhooks/Sample",
            "Shows what an event looks like",
            |api, of: OfTrigger, _: Nothing, _: Nothing| api.webhooks().sample(&of.type_trigger),
        )
        .example("--type-trigger CustomerAdded"),
    ]
}
