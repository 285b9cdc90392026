//! The search for events that did not arrive: among ProAbono's past events where the keys allow it, else by looking again at the
//! customers that something was heard of.

use std::collections::VecDeque;
use std::num::NonZeroU32;
use std::time::Duration;

use bytes::Bytes;
use futures_util::future::try_join_all;
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

    /// One search.
    async fn pass(&self) {
        let began = now();
        let found = match self.rewind().await {
            Ok(missed) => self.missed(missed, began).await,
            Err(Failure::Api(error)) if error.refusal().is_some_and(|no| !no.is_failure()) => {
                let error = with_causes(&error);
                tracing::info!(%error, "past events cannot be read; recent customers are looked at again instead");
                self.reread().await
            }
            Err(Failure::Api(error)) => {
                let error = with_causes(&error);
                tracing::warn!(code = "history-unread", %error, "past events could not be read; the next search does");
                Ok(())
            }
            Err(Failure::Store(error)) => Err(error),
        };
        if let Err(error) = found {
            tracing::warn!(code = "inbox-away", %error, "events that did not arrive could not be looked for");
        }
    }

    async fn missed(&self, missed: u64, began: Millis) -> Result<(), StoreError> {
        self.shared.metrics.reconciled(missed);
        if missed > 0 {
            tracing::warn!(
                code = "events-missed",
                missed,
                "events had not arrived, and were found by looking for them"
            );
            self.shared.wake.notify_one();
        }
        self.shared.inbox.passed(began).await
    }

    /// Takes in the past events that are not there. Their order is not documented, so pages are read from the first one on, and from
    /// the last one back where the first is all old.
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
        let mut pages: VecDeque<u32> = (1..=PAGES).collect();
        while let Some(number) = pages.pop_front() {
            let page = listing
                .page(NonZeroU32::new(number).unwrap_or(NonZeroU32::MIN))
                .await;
            let page = page.map_err(Failure::Api)?;
            let (new, old) = self.take(&page.items, from).await.map_err(Failure::Store)?;
            missed += new;
            if number == 1 && old {
                pages = backwards(page.total_items);
            } else if old || page.items.is_empty() {
                return Ok(missed);
            }
        }
        Ok(missed)
    }

    async fn from(&self) -> Result<Millis, StoreError> {
        let last = self.shared.inbox.last_pass().await?;
        // A new inbox has missed nothing: nothing is remembered yet that could be out of date.
        Ok(last.map_or(now(), |began| began - MARGIN))
    }

    /// Takes in the events of a page that are not there, and tells whether there are dated ones and all of them lie before the time.
    async fn take(&self, items: &[Value], from: Millis) -> Result<(u64, bool), StoreError> {
        let events: Vec<Event> = items.iter().filter_map(|item| self.event(item)).collect();
        let happened = |event: &Event| event.happened.map(jiff::Timestamp::as_millisecond);
        let mut dated = events.iter().filter_map(happened).peekable();
        let old = dated.peek().is_some() && dated.all(|at| at < from);
        let recent = events
            .into_iter()
            .filter(|event| happened(event).is_none_or(|at| at >= from));
        let missing = self.shared.inbox.missing(recent.collect()).await?;
        let receipts = missing
            .into_iter()
            .map(|event| self.shared.inbox.receive(event, Came::Rewound, now()));
        let stored = try_join_all(receipts).await?;
        let new = stored.iter().filter(|stored| **stored == Stored::New).count();
        Ok((new as u64, old))
    }

    fn event(&self, item: &Value) -> Option<Event> {
        match read(&Bytes::from(item.to_string()), self.business) {
            Delivery::Event(event) => Some(event),
            _ => None,
        }
    }

    /// Puts a look at each recent customer into the inbox, like an event.
    async fn reread(&self) -> Result<(), StoreError> {
        let at = now();
        let customers = self.shared.inbox.recent(at - RECENT, MOST_CUSTOMERS).await?;
        let looks = customers.into_iter().enumerate().map(|(n, about)| {
            let event = Event {
                id: format!("reread:{at}:{n}"),
                trigger: String::new(),
                customer: about.customer,
                segment: about.segment,
                happened: None,
                body: Bytes::new(),
            };
            self.shared.inbox.receive(event, Came::Reread, at)
        });
        try_join_all(looks).await?;
        self.shared.wake.notify_one();
        Ok(())
    }
}

/// The pages behind the first one, from the last one back.
fn backwards(total: Option<u64>) -> VecDeque<u32> {
    let pages = total.unwrap_or_default().div_ceil(u64::from(PAGE.get()));
    let last = u32::try_from(pages).unwrap_or(u32::MAX);
    (2..=last).rev().take(PAGES as usize).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_pages_are_read_where_the_first_one_is_all_old() {
        assert_eq!(backwards(Some(401)), [5, 4, 3, 2]);
        assert_eq!(backwards(Some(200)), [2]);
        for few in [None, Some(0), Some(100)] {
            assert!(backwards(few).is_empty(), "{few:?}");
        }
    }
}
