//! The receiver: it refuses what is not signed, stores what is, and only then acknowledges it.

use std::sync::atomic::Ordering;

use actix_web::http::StatusCode;
use actix_web::http::header::HeaderMap;
use bytes::Bytes;
use secrecy::SecretString;

use super::envelope::{Delivery, Event, read};
use super::inbox::{Came, Stored};
use super::shared::Shared;
use super::signature;
use super::worker::now;

/// Takes deliveries.
pub(crate) struct Receiver {
    pub(super) shared: Shared,
    pub(super) secrets: Vec<SecretString>,
    pub(super) business: u64,
    /// How many events may wait.
    pub(super) most_waiting: u64,
}

impl Receiver {
    /// Checks the signature, before the body is looked at.
    ///
    /// # Errors
    /// The status to refuse with.
    pub(crate) fn admit(&self, headers: &HeaderMap) -> Result<(), StatusCode> {
        signature::check(headers, &self.secrets).map_err(|unsigned| {
            self.shared.refused.fetch_add(1, Ordering::Relaxed);
            self.shared.metrics.delivery(unsigned.code());
            tracing::info!(reason = unsigned.code(), "a delivery was refused");
            StatusCode::FORBIDDEN
        })
    }

    /// Takes a delivery whose signature was checked. Anything but 200 asks ProAbono to send it again.
    pub(crate) async fn take(&self, body: &Bytes) -> StatusCode {
        match read(body, self.business) {
            Delivery::Code(code) => self.code(code).await,
            Delivery::Event(event) => self.event(event).await,
            Delivery::Elsewhere => self.passed_over("another_business", "it is of another business"),
            Delivery::Unreadable => self.passed_over("unreadable", "it is no event"),
        }
    }

    /// To send it again would not help.
    fn passed_over(&self, outcome: &'static str, why: &str) -> StatusCode {
        self.shared.metrics.delivery(outcome);
        tracing::warn!(code = "delivery-passed-over", "a delivery is passed over: {why}");
        StatusCode::OK
    }

    /// The code helps only somebody who is signed in at the back office, so it may stand in the log.
    async fn code(&self, code: String) -> StatusCode {
        self.shared.metrics.delivery("code");
        let code: String = code.chars().filter(char::is_ascii_graphic).take(100).collect();
        tracing::info!(%code, "ProAbono checks this address: enter the code in the back office, Integration, Webhooks");
        if let Err(error) = self.shared.inbox.keep_code(code, now()).await {
            tracing::warn!(code = "inbox-away", %error, "the code could not be kept for the commands");
        }
        StatusCode::OK
    }

    async fn event(&self, event: Event) -> StatusCode {
        if self.shared.waiting.load(Ordering::Relaxed) >= self.most_waiting {
            self.shared.metrics.delivery("full");
            return StatusCode::SERVICE_UNAVAILABLE;
        }
        let (id, trigger) = (event.id.clone(), event.trigger.clone());
        let customer = event.customer.clone();
        if customer.is_none() {
            tracing::warn!(
                code = "event-without-customer",
                %id,
                %trigger,
                "an event names no customer that could be looked at"
            );
        }
        match self.shared.inbox.receive(event, Came::Delivered, now()).await {
            Ok(stored) => {
                self.shared.metrics.delivery(outcome(stored));
                if stored != Stored::Again {
                    self.shared.waiting.fetch_add(1, Ordering::Relaxed);
                    self.shared.wake.notify_one();
                }
                let customer = customer.as_ref().map(tracing::field::display);
                tracing::debug!(%id, %trigger, customer, outcome = outcome(stored), "an event arrived");
                StatusCode::OK
            }
            Err(error) => {
                self.shared.metrics.delivery("not_stored");
                tracing::error!(
                    code = "event-not-stored",
                    %error,
                    "an event could not be stored; ProAbono is asked to send it again"
                );
                StatusCode::SERVICE_UNAVAILABLE
            }
        }
    }
}

fn outcome(stored: Stored) -> &'static str {
    match stored {
        Stored::New => "new",
        Stored::Again => "again",
        Stored::Revived => "revived",
    }
}
