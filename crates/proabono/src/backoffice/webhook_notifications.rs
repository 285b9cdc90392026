use jiff::Timestamp;
use macro_rules_attribute::apply;
use serde_json::Value;

use super::WebhookNotifications;
use super::words::{StateLife, TypeTrigger};
use crate::call::Call;
use crate::list::Listing;
use crate::{BusinessId, Links, Request, TriggerId, WebhookId, WebhookNotificationId};

/// A notification that was sent to a webhook, or will be.
#[apply(tracked)]
pub struct WebhookNotification {
    /// ProAbono's own number of it.
    pub id: Option<WebhookNotificationId>,
    /// ProAbono's own number of the business.
    pub id_business: Option<BusinessId>,
    /// The state: in use, or why it is not.
    pub state_life: Option<StateLife>,
    /// ProAbono's own number of the webhook.
    pub id_webhook: Option<WebhookId>,
    /// ProAbono's own number of the event.
    pub id_trigger: Option<TriggerId>,
    /// How often it was sent.
    pub count_sendings: Option<i64>,
    /// When it was sent last.
    pub date_latest_sending: Option<Timestamp>,
    /// The HTTP status that the last sending got.
    pub status_latest_sending: Option<i64>,
    /// The links, which are found by name.
    pub links: Links,
}

/// Filters of [`WebhookNotifications::list`].
#[apply(dated_filters)]
pub struct ListWebhookNotifications {
    /// The state: in use, or why it is not.
    pub state_life: Option<StateLife>,
    /// ProAbono's own number of the webhook.
    pub id_webhook: Option<WebhookId>,
}

/// Filters of [`WebhookNotifications::rewind`].
#[apply(options)]
pub struct RewindEvents {
    /// ProAbono's own number of the business.
    pub id_business: Option<BusinessId>,
    /// True if the events have links.
    pub links: Option<bool>,
    /// The kind of event.
    pub type_trigger: Option<TypeTrigger>,
}

impl<'a> WebhookNotifications<'a> {
    /// `GET /Notification/WebhookNotifications/{Id}`.
    pub fn retrieve(self, id: WebhookNotificationId) -> Request<'a, WebhookNotification> {
        self.api.account(Call::get(
            "retrieve_webhook_notification",
            format!("/Notification/WebhookNotifications/{id}"),
        ))
    }

    /// `GET /Notification/WebhookNotifications`.
    pub fn list(self, options: &ListWebhookNotifications) -> Listing<'a, WebhookNotification> {
        Listing::new(self.api.account(
            Call::get("list_webhook_notifications", "/Notification/WebhookNotifications").query(options),
        ))
    }

    /// `GET /Notification/WebhookNotifications/RewindEvents`: past events, in an order that is not documented.
    ///
    /// The reference leaves it out: it is known from the calls of ProAbono's own n8n node.
    pub fn rewind(self, options: &RewindEvents) -> Listing<'a, Value> {
        Listing::new(self.api.account(
            Call::get("rewind_events", "/Notification/WebhookNotifications/RewindEvents").query(options),
        ))
    }
}
