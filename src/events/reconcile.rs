//! The search for events that did not arrive: among ProAbono's past events where the keys allow it, else by looking again at the
//! customers that something was heard of.

use std::num::NonZeroU32;
use std::time::Duration;

use bytes::Bytes;
use serde_json::Value;
use tokio::sync::watch;

use crate::proabono::backoffice::{Backoffice, RewindEvents};
use crate::proabono::{BusinessId, Error as ApiError, with_causes};
use crate::store::StoreError;

use super::envelope::{Delivery, Event, read};
use super::inbox::{Came, Millis, Stored};
use super::shared::Shared;
use super::worker::now;

/// The size of a page of past events.
const PAGE: NonZeroU32 = NonZeroU32::new(100).unwrap();
/// The most pages that one pass reads.
const PAGES: u32 = 500;
/// How far a pass looks back beyond the last one: events may be listed late.
const MARGIN: Millis = 60 * 60 * 1_000;
/// The customers that are looked at again where past events cannot be read.
const RECENT: Millis = 30 * 24 * 60 * 60 * 1_000;
const MOST_CUSTOMERS: usize = 500;

/// Looks for events that did not arrive.
pub(crate) struct Reconciler {
    pub(super) shared: Shared,
    pub(super) backoffice: Backoffice,
    pub(super) business: u64,
    pub(super) every: Duration,
}

/// The result of a pass.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Found {
    /// Events that had not arrived.
    pub(crate) missed: u64,
    /// Customers that are looked at again.
    pub(crate) reread: u64,
}

enum Failure {
    Api(ApiError),
    Store(StoreError),
}

impl Reconciler {
    /// Looks at the start and then on schedule, until the sender of `end` is gone.
    pub(crate) async fn run(self, mut end: watch::Receiver<()>) {
        loop {
            self.pass().await;
            if self.every.is_zero() {
                return;
            }
            tokio::select! {
                _ = end.changed() => return,
                () = tokio::time::sleep(self.every) => {}
            }
        }
    }

    /// One pass. `None` when it failed.
    pub(crate) async fn pass(&self) -> Option<Found> {
        let began = now();
        let found = match self.rewind().await {
            Ok(missed) => self
                .shared
                .inbox
                .passed(began)
                .await
                .map(|()| Found { missed, reread: 0 }),
            Err(Failure::Api(error)) => {
                let error = with_causes(&error);
                tracing::info!(%error, "past events cannot be read; recent customers are looked at again instead");
                self.reread().await.map(|reread| Found { missed: 0, reread })
            }
            Err(Failure::Store(error)) => Err(error),
        };
        match found {
            Ok(found) => {
                self.report(found);
                Some(found)
            }
            Err(error) => {
                tracing::warn!(%error, "events that did not arrive could not be looked for");
                None
            }
        }
    }

    fn report(&self, found: Found) {
        self.shared.metrics.reconciled(found.missed);
        if found.missed > 0 {
            tracing::warn!(
                missed = found.missed,
                "events had not arrived, and were found by looking for them"
            );
        }
        if found.missed + found.reread > 0 {
            self.shared.wake.notify_one();
        }
    }

    /// Takes in the past events that are not there. Their order is not documented, so pages are read until one is all known and
    /// all old.
    async fn rewind(&self) -> Result<u64, Failure> {
        let from = self.from().await.map_err(Failure::Store)?;
        let options = RewindEvents {
            id_business: Some(BusinessId(self.business)),
            links: Some(false),
            ..RewindEvents::default()
        };
        let listing = self
            .backoffice
            .webhook_notifications()
            .rewind(&options)
            .size_page(PAGE);
        let mut missed = 0;
        for number in (1..=PAGES).filter_map(NonZeroU32::new) {
            let page = listing.page(number).await.map_err(Failure::Api)?;
            let (new, old) = self.take(&page.items, from).await.map_err(Failure::Store)?;
            missed += new;
            if old || page.items.len() < PAGE.get() as usize {
                return Ok(missed);
            }
        }
        tracing::warn!(
            pages = PAGES,
            "there are more past events than are read at once; the oldest are not looked at"
        );
        Ok(missed)
    }

    async fn from(&self) -> Result<Millis, StoreError> {
        let last = self.shared.inbox.last_pass().await?;
        // A new inbox has missed nothing: nothing is remembered yet that could be out of date.
        Ok(last.map_or(now(), |began| began - MARGIN))
    }

    /// Takes in the events of a page that are not there, and tells whether all that are dated lie before the time.
    async fn take(&self, items: &[Value], from: Millis) -> Result<(u64, bool), StoreError> {
        let events: Vec<Event> = items.iter().filter_map(|item| self.event(item)).collect();
        let ids = events.iter().map(|event| event.id.clone()).collect();
        let known = self.shared.inbox.known(ids).await?;
        let (mut missed, mut old) = (0, true);
        for event in events {
            let happened = event.happened.map(jiff::Timestamp::as_millisecond);
            let early = happened.is_some_and(|at| at < from);
            old &= early;
            if early || known.contains(&event.id) {
                continue;
            }
            if self.shared.inbox.receive(event, Came::Rewound, now()).await? == Stored::New {
                missed += 1;
            }
        }
        Ok((missed, old))
    }

    fn event(&self, item: &Value) -> Option<Event> {
        match read(&Bytes::from(item.to_string()), self.business) {
            Delivery::Event(event) => Some(event),
            _ => None,
        }
    }

    /// Puts a look at each recent customer into the inbox, like an event.
    async fn reread(&self) -> Result<u64, StoreError> {
        let at = now();
        let customers = self.shared.inbox.recent(at - RECENT, MOST_CUSTOMERS).await?;
        let mut begun = 0;
        for (n, about) in customers.into_iter().enumerate() {
            let event = Event {
                id: format!("reread:{at}:{n}"),
                trigger: String::new(),
                customer: about.customer,
                segment: about.segment,
                happened: None,
                body: Bytes::new(),
            };
            self.shared.inbox.receive(event, Came::Reread, at).await?;
            begun += 1;
        }
        Ok(begun)
    }
}
