use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use serde_with::skip_serializing_none;

use super::Backoffice;
use super::words::{StateLife, TypeTrigger};
use crate::call::Call;
use crate::list::Listing;
use crate::{BusinessId, Error, Links, TriggerId, UserId, WebhookId, WebhookNotificationId};

/// A webhook notification.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct WebhookNotification {
    /// ProAbono's own number of it.
    pub id: Option<WebhookNotificationId>,
    /// When it changed last.
    pub date_update: Option<Timestamp>,
    /// Who changed it last.
    pub id_user_update: Option<UserId>,
    /// ProAbono's own number of the business.
    pub id_business: Option<BusinessId>,
    /// When it was made.
    pub date_creation: Option<Timestamp>,
    /// Who made it.
    pub id_user_creation: Option<UserId>,
    /// Whether it is in use.
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
    /// Links, found by name.
    #[serde(default, skip_serializing_if = "Links::is_empty")]
    pub links: Links,
}

/// Filters of [`WebhookNotifications::list`].
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
pub struct ListWebhookNotifications {
    /// Made at this time or later.
    pub date_creation_min: Option<Timestamp>,
    /// Made at this time or earlier.
    pub date_creation_max: Option<Timestamp>,
    /// Changed at this time or later.
    pub date_update_min: Option<Timestamp>,
    /// Changed at this time or earlier.
    pub date_update_max: Option<Timestamp>,
    /// Whether it is in use.
    pub state_life: Option<StateLife>,
    /// ProAbono's own number of the webhook.
    pub id_webhook: Option<WebhookId>,
}

/// Filters of [`WebhookNotifications::rewind`].
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
pub struct RewindEvents {
    /// ProAbono's own number of the business.
    pub id_business: Option<BusinessId>,
    /// Whether the events have links.
    pub links: Option<bool>,
    /// Which event.
    pub type_trigger: Option<TypeTrigger>,
}

/// The operations on what was sent to webhooks.
#[derive(Clone, Copy)]
pub struct WebhookNotifications<'a> {
    api: &'a Backoffice,
}

impl<'a> WebhookNotifications<'a> {
    pub(super) fn new(api: &'a Backoffice) -> Self {
        Self { api }
    }

    /// `GET /Notification/WebhookNotifications/{Id}`.
    ///
    /// # Errors
    /// [`Error`]: a refusal with its codes, or why there was no answer.
    pub async fn retrieve(self, id: WebhookNotificationId) -> Result<Option<WebhookNotification>, Error> {
        let call = Call::get(
            "retrieve_webhook_notification",
            format!("/Notification/WebhookNotifications/{id}"),
        );
        self.api.account().send(call).await
    }

    /// `GET /Notification/WebhookNotifications`.
    ///
    /// # Errors
    /// [`Error::Settings`] when the filters cannot be written; what is sent fails when it is read.
    pub fn list(self, options: &ListWebhookNotifications) -> Result<Listing<'a, WebhookNotification>, Error> {
        let call =
            Call::get("list_webhook_notifications", "/Notification/WebhookNotifications").query(options)?;
        Ok(Listing::new(self.api.account(), call))
    }

    /// `GET /Notification/WebhookNotifications/RewindEvents`: past events, newest or oldest first as ProAbono likes.
    ///
    /// The reference leaves it out: it is known from the calls of ProAbono's own n8n node.
    ///
    /// # Errors
    /// [`Error::Settings`] when the filters cannot be written; what is sent fails when it is read.
    pub fn rewind(self, options: &RewindEvents) -> Result<Listing<'a, Value>, Error> {
        let call =
            Call::get("rewind_events", "/Notification/WebhookNotifications/RewindEvents").query(options)?;
        Ok(Listing::new(self.api.account(), call))
    }
}
