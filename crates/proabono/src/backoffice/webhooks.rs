use jiff::Timestamp;
use macro_rules_attribute::apply;
use serde_json::{Map, Value};

use super::Webhooks;
use super::words::{StateLife, TypeTrigger};
use crate::call::Call;
use crate::list::Listing;
use crate::{BusinessId, Links, Request, WebhookId};

/// An address that events are sent to.
#[apply(tracked)]
pub struct Webhook {
    /// ProAbono's own number of it.
    pub id: Option<WebhookId>,
    /// ProAbono's own number of the business.
    pub id_business: Option<BusinessId>,
    /// The state: in use, or why it is not.
    pub state_life: Option<StateLife>,
    /// The address.
    pub url: Option<String>,
    /// The events that are sent.
    pub triggers: Option<Vec<TypeTrigger>>,
    /// The links, which are found by name.
    pub links: Links,
}

/// A sample of an event.
#[apply(answer)]
pub struct WebhookSample {
    /// The event: a JSON text or an object.
    pub data: Option<Value>,
}

impl WebhookSample {
    /// The event, whether it came as an object or as a JSON text; `None` when it is neither.
    pub fn event(&self) -> Option<Value> {
        match &self.data {
            Some(Value::String(text)) => serde_json::from_str(text).ok(),
            other => other.clone(),
        }
    }
}

/// A new webhook.
#[apply(request)]
pub struct WebhookRequest {
    /// ProAbono's own number of the business.
    pub id_business: BusinessId,
    /// The address.
    pub url: String,
    /// The events that are sent. Those from `CustomerSettingsPaymentUpdated` on are of the old reference alone, and may be
    /// refused.
    pub triggers: Vec<TypeTrigger>,
}

/// Filters of [`Webhooks::list`].
#[apply(dated_filters)]
pub struct ListWebhooks {
    /// The state: in use, or why it is not.
    pub state_life: Option<StateLife>,
}

impl<'a> Webhooks<'a> {
    /// `POST /Notification/Webhooks`: a new one.
    pub fn create(self, request: &WebhookRequest) -> Request<'a, Webhook> {
        self.api
            .account(Call::post("create_webhook", "/Notification/Webhooks").body(request))
    }

    /// `GET /Notification/Webhooks/{Id}`.
    pub fn retrieve(self, id: WebhookId) -> Request<'a, Webhook> {
        self.api.account(Call::get(
            "retrieve_webhook",
            format!("/Notification/Webhooks/{id}"),
        ))
    }

    /// `GET /Notification/Webhooks`.
    pub fn list(self, options: &ListWebhooks) -> Listing<'a, Webhook> {
        Listing::new(
            self.api
                .account(Call::get("list_webhooks", "/Notification/Webhooks").query(options)),
        )
    }

    /// `DELETE /Notification/Webhooks/{Id}`: for good.
    ///
    /// The reference leaves it out: it is known from the calls of ProAbono's own n8n node.
    /// The content of the answer is not documented: a success says only that it is done.
    pub fn delete(self, id: WebhookId) -> Request<'a, Value> {
        self.api.account(Call::delete(
            "delete_webhook",
            format!("/Notification/Webhooks/{id}"),
        ))
    }

    /// `GET /Notification/Webhooks/{Id}/Verification`: sends a code to the address of the webhook. The `GET` does something,
    /// so it is sent once.
    ///
    /// The reference leaves it out: it is known from the calls of ProAbono's own n8n node.
    /// The content of the answer is not documented: a success says only that it is done.
    pub fn send_code(self, id: WebhookId) -> Request<'a, Value> {
        self.api.account(
            Call::get(
                "send_webhook_code",
                format!("/Notification/Webhooks/{id}/Verification"),
            )
            .query(&[("sendCode", true)])
            .acting(),
        )
    }

    /// `POST /Notification/Webhooks/{Id}/Verification`: confirms the code that ProAbono sent to the address of the webhook,
    /// which gets no event until then.
    ///
    /// The reference leaves it out: it is known from the calls of ProAbono's own n8n node.
    /// The content of the answer is not documented: a success says only that it is done.
    pub fn verify(self, id: WebhookId, code: &str) -> Request<'a, Value> {
        self.api.account(
            Call::post(
                "verify_webhook",
                format!("/Notification/Webhooks/{id}/Verification"),
            )
            .query(&[("code", code), ("echo", "true")])
            .body(&Map::new()),
        )
    }

    /// `GET /Notification/Webhooks/Sample`: what an event of this kind looks like.
    ///
    /// The reference leaves it out: it is known from the calls of ProAbono's own n8n node.
    pub fn sample(self, type_trigger: &TypeTrigger) -> Request<'a, WebhookSample> {
        self.api.account(
            Call::get("sample_event", "/Notification/Webhooks/Sample")
                .query(&[("TypeTrigger", type_trigger)]),
        )
    }
}
