use std::collections::BTreeSet;
use std::sync::Arc;

use futures_util::future::BoxFuture;
use moka::policy::EvictionPolicy;
use moka::sync::Cache;

use crate::customers::{CustomerKey, Customers};
use crate::proabono::SegmentReference;
use crate::rights::{self, Keeps, Read, Rights, Word};

use super::inbox::{About, Inbox};
use super::worker::{Cause, Looks};

/// The most customers whose last word is remembered.
const MOST_TOLD: u64 = 50_000;

/// The segments that this server has pages for.
pub(crate) struct Segments {
    /// The one of an event that names none.
    pub(crate) usual: SegmentReference,
    pub(crate) further: BTreeSet<SegmentReference>,
}

/// The customers and their rights, as the pages know them.
pub(super) struct Known {
    pub(super) customers: Customers,
    pub(super) rights: Rights,
    pub(super) told: Told,
    pub(super) segments: Segments,
}

/// The rights that open pages and the application were told of last. What is known may be newer: whoever asks in between reads
/// them, too.
pub(super) struct Told(Cache<CustomerKey, Option<Word>>);

impl Told {
    /// Nobody was told of anything since this process began.
    pub(super) fn nothing() -> Self {
        Self(
            Cache::builder()
                .max_capacity(MOST_TOLD)
                .eviction_policy(EvictionPolicy::lru())
                .build(),
        )
    }

    /// Tells whether this is another word than the last one, and takes note of it.
    fn is_new(&self, customer: &CustomerKey, word: Option<Word>) -> bool {
        let last = self.0.get(customer);
        let new = last.as_ref() != Some(&word);
        self.0.insert(customer.clone(), word);
        new
    }
}

impl Looks for Known {
    fn key(&self, about: &About) -> Option<CustomerKey> {
        let segment = about.segment.as_ref().unwrap_or(&self.segments.usual);
        let ours = *segment == self.segments.usual || self.segments.further.contains(segment);
        let reference = about.customer.clone().filter(|_| ours)?;
        Some(CustomerKey {
            reference,
            segment: segment.clone(),
        })
    }

    fn look<'a>(&'a self, customer: &'a CustomerKey, cause: Cause) -> BoxFuture<'a, Result<bool, String>> {
        Box::pin(async move {
            self.customers.outdate(customer).await;
            if !cause.rights {
                return Ok(false);
            }
            let word = self.rights.reread(customer, cause.why()).await;
            let word = word.map_err(|unread| unread.to_string())?;
            Ok(self.told.is_new(customer, word))
        })
    }
}

/// Keeps every read of rights in the inbox.
pub(super) struct Notes(pub(super) Arc<dyn Inbox>);

impl Keeps for Notes {
    fn keep(&self, customer: &CustomerKey, read: &Read) {
        let (inbox, read) = (Arc::clone(&self.0), read.clone());
        let about = About {
            customer: Some(customer.reference.clone()),
            segment: Some(customer.segment.clone()),
        };
        tokio::spawn(async move {
            if let Err(error) = inbox.keep_read(about, read).await {
                tracing::warn!(%error, "a read of rights could not be kept, and cannot be explained later");
            }
        });
    }
}

impl Cause {
    /// The reason that an answer is explained with.
    fn why(self) -> rights::Cause {
        if self.event.is_empty() {
            rights::Cause::Reconcile
        } else {
            rights::Cause::Event { id: self.event }
        }
    }
}
