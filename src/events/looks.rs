use std::collections::BTreeSet;
use std::sync::Arc;

use moka::policy::EvictionPolicy;
use moka::sync::Cache;
use serde::{Deserialize, Serialize};

use crate::customers::{CustomerKey, Customers};
use crate::proabono::SegmentReference;
use crate::rights::{self, Keeps, Read, Rights, Word};

use super::inbox::{About, Inbox};

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

/// The reason for a look.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Cause {
    /// The id of the latest event that may have changed them, else of the latest; `None` where this server looks by itself.
    pub(super) event: Option<String>,
    /// True when it may have changed the rights.
    pub(super) rights: bool,
}

/// The rights that open pages and the application were told of last. What is known may be newer: whoever asks in between reads
/// them, too.
#[derive(Clone)]
pub(super) struct Told(Cache<CustomerKey, Word>);

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

    /// Another instance has told something newer, with which the next look cannot be compared here.
    pub(super) fn forget(&self, customer: &CustomerKey) {
        self.0.invalidate(customer);
    }
}

/// The result of a look at a customer.
#[derive(Debug, Default)]
pub(super) struct Looked {
    /// True when the rights are other ones than those that were told last.
    pub(super) changed: bool,
    /// ProAbono's word, when the rights were read.
    word: Option<Word>,
}

impl Known {
    /// The customer in one of this server's segments; `None` for one whom no page of it is for.
    pub(super) fn key(&self, about: &About) -> Option<CustomerKey> {
        let segment = about.segment.as_ref().unwrap_or(&self.segments.usual);
        let ours = *segment == self.segments.usual || self.segments.further.contains(segment);
        let reference = about.customer.clone().filter(|_| ours)?;
        Some(CustomerKey {
            reference,
            segment: segment.clone(),
        })
    }

    /// Forgets what is known of the customer, and reads the rights anew when they may have changed.
    ///
    /// # Errors
    /// The reason why they could not be read.
    pub(super) async fn look(&self, customer: &CustomerKey, cause: Cause) -> Result<Looked, String> {
        self.customers.outdate(customer).await;
        if !cause.rights {
            return Ok(Looked::default());
        }
        let word = self.rights.reread(customer, cause.why()).await;
        let word = word.map_err(|unread| unread.to_string())?;
        Ok(Looked {
            changed: self.told.0.get(customer) != word,
            word,
        })
    }

    /// The result of a look is told, and the post about it is on the disk: the next look is compared with it.
    pub(super) fn note(&self, customer: &CustomerKey, looked: Looked) {
        if let Some(word) = looked.word {
            self.told.0.insert(customer.clone(), word);
        }
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
                tracing::warn!(
                    code = "inbox-away",
                    %error,
                    "a read of rights could not be kept, and cannot be explained later"
                );
            }
        });
    }
}

impl Cause {
    /// The reason that an answer is explained with.
    pub(super) fn why(self) -> rights::Cause {
        match self.event {
            Some(id) => rights::Cause::Event { id },
            None => rights::Cause::Reconcile,
        }
    }
}
