//! The receiver: it refuses what is not signed, stores what is, and only then acknowledges it.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use actix_web::http::StatusCode;
use actix_web::http::header::HeaderMap;
use bytes::Bytes;
use secrecy::SecretString;
use tokio::sync::Notify;

use crate::web::Metrics;

use super::envelope::{Delivery, Event, read};
use super::inbox::{Came, Inbox, Stored};
use super::signature;
use super::worker::now;

/// Takes deliveries.
pub(crate) struct Receiver {
    pub(super) inbox: Arc<dyn Inbox>,
    pub(super) secrets: Vec<SecretString>,
    pub(super) business: u64,
    pub(super) metrics: Arc<Metrics>,
    pub(super) wake: Arc<Notify>,
    /// How many events may wait, and how many do, nearly.
    pub(super) most_waiting: u64,
    pub(super) waiting: Arc<AtomicU64>,
    pub(super) refused: Arc<AtomicU64>,
}

impl Receiver {
    /// Checks the signature, before the body is looked at.
    ///
    /// # Errors
    /// The status to refuse with.
    pub(crate) fn admit(&self, headers: &HeaderMap) -> Result<(), StatusCode> {
        signature::check(headers, &self.secrets).map_err(|unsigned| {
            self.refused.fetch_add(1, Ordering::Relaxed);
            self.metrics.delivery(unsigned.code());
            tracing::debug!(reason = unsigned.code(), "a delivery was refused");
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
        self.metrics.delivery(outcome);
        tracing::warn!("a delivery is passed over: {why}");
        StatusCode::OK
    }

    /// The code helps only somebody who is signed in at the back office, so it may stand in the log.
    async fn code(&self, code: String) -> StatusCode {
        self.metrics.delivery("code");
        let code: String = code.chars().filter(char::is_ascii_graphic).take(100).collect();
        tracing::info!(%code, "ProAbono checks this address: enter the code in the back office, Integration, Webhooks");
        if let Err(error) = self.inbox.keep_code(code, now()).await {
            tracing::warn!(%error, "the code could not be kept for the commands");
        }
        StatusCode::OK
    }

    async fn event(&self, event: Event) -> StatusCode {
        if self.waiting.load(Ordering::Relaxed) >= self.most_waiting {
            self.metrics.delivery("full");
            return StatusCode::SERVICE_UNAVAILABLE;
        }
        let (id, trigger) = (event.id.clone(), event.trigger.clone());
        let customer = event.customer.clone();
        match self.inbox.receive(event, Came::Delivered, now()).await {
            Ok(stored) => {
                self.metrics.delivery(outcome(stored));
                if stored != Stored::Again {
                    self.waiting.fetch_add(1, Ordering::Relaxed);
                    self.wake.notify_one();
                }
                let customer = customer.as_ref().map(tracing::field::display);
                tracing::debug!(%id, %trigger, customer, outcome = outcome(stored), "an event arrived");
                StatusCode::OK
            }
            Err(error) => {
                self.metrics.delivery("not_stored");
                tracing::error!(%error, "an event could not be stored; ProAbono is asked to send it again");
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
