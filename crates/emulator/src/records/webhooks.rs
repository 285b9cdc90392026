//! Webhooks and the notifications of what they were sent.

use serde_json::{Value, json};

use crate::clock::Moment;
use crate::events;

use super::{Object, Records, attributes};

/// The path of the webhooks.
pub(crate) const WEBHOOKS: &str = "/Notification/Webhooks";

/// The path of the notifications of webhooks.
pub(crate) const NOTIFICATIONS: &str = "/Notification/WebhookNotifications";

impl Records {
    /// The webhook is in use from now on.
    pub(crate) fn verified(&mut self, webhook: u64, now: Moment) {
        self.verified.insert(webhook);
        if let Some(webhook) = self.get_mut(WEBHOOKS, webhook) {
            webhook.insert("StateLife".to_owned(), json!("Ok"));
            webhook.insert("DateUpdate".to_owned(), json!(now));
        }
    }

    pub(crate) fn has_webhook(&self, webhook: u64) -> bool {
        self.get(WEBHOOKS, webhook).is_some()
    }

    /// True when there is a webhook that events are sent to.
    pub(crate) fn has_listeners(&self) -> bool {
        self.verified.iter().any(|webhook| self.has_webhook(*webhook))
    }

    pub(crate) fn is_verified(&self, webhook: u64) -> bool {
        self.verified.contains(&webhook) && self.has_webhook(webhook)
    }

    /// Every webhook, with its address.
    pub(crate) fn webhooks(&self) -> impl Iterator<Item = (u64, &str)> {
        self.all(WEBHOOKS)
            .filter_map(|one| Some((number(one, "Id")?, one.get("Url")?.as_str()?)))
    }

    /// The webhooks that are sent this event, with their addresses.
    pub(crate) fn listeners(&self, business: u64, trigger: &str) -> Vec<(u64, String)> {
        let listening = |one: &&Object| {
            let triggers = one.get("Triggers").and_then(Value::as_array);
            let mut names = triggers.into_iter().flatten().filter_map(Value::as_str);
            let is_ok = one.get("StateLife").and_then(Value::as_str) == Some("Ok");
            is_ok
                && number(one, "IdBusiness") == Some(business)
                && names.any(|name| events::known(name) == Some(trigger))
        };
        let rows = self.all(WEBHOOKS);
        let in_use = rows.filter(|one| number(one, "Id").is_some_and(|id| self.verified.contains(&id)));
        in_use
            .filter(listening)
            .filter_map(|one| Some((number(one, "Id")?, one.get("Url")?.as_str()?.to_owned())))
            .collect()
    }

    /// A new notification, of which nothing has been sent yet. Returns its id.
    pub(crate) fn notify(&mut self, business: u64, webhook: u64, trigger: u64, now: Moment) -> u64 {
        let id = self.next_id();
        let mut object = attributes(id, now, now);
        for (name, value) in [
            ("StateLife", json!("Ok")),
            ("IdBusiness", json!(business)),
            ("IdWebhook", json!(webhook)),
            ("IdTrigger", json!(trigger)),
            ("CountSendings", json!(0)),
        ] {
            object.insert(name.to_owned(), value);
        }
        self.put(NOTIFICATIONS, id, object);
        id
    }

    /// The webhook of a notification, its address, and the number of the event.
    pub(crate) fn notified(&self, notification: u64) -> Option<(u64, String, u64)> {
        let notification = self.get(NOTIFICATIONS, notification)?;
        let webhook = number(notification, "IdWebhook")?;
        let url = self.get(WEBHOOKS, webhook)?.get("Url")?.as_str()?;
        Some((webhook, url.to_owned(), number(notification, "IdTrigger")?))
    }

    /// Counts an attempt. Without an answer there is no status.
    pub(crate) fn sent(&mut self, notification: u64, status: Option<u16>, now: Moment) {
        let Some(notification) = self.get_mut(NOTIFICATIONS, notification) else {
            return;
        };
        let count = number(notification, "CountSendings").unwrap_or_default();
        notification.insert("CountSendings".to_owned(), json!(count + 1));
        notification.insert("DateLatestSending".to_owned(), json!(now));
        notification.insert("DateUpdate".to_owned(), json!(now));
        match status {
            Some(status) => notification.insert("StatusLatestSending".to_owned(), json!(status)),
            None => notification.remove("StatusLatestSending"),
        };
    }

    pub(crate) fn forget(&mut self, notifications: &[u64]) {
        for notification in notifications {
            self.remove(NOTIFICATIONS, *notification);
        }
    }
}

fn number(object: &Object, name: &str) -> Option<u64> {
    object.get(name)?.as_u64()
}
