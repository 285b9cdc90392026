//! The values that stand in Redis sealed, or as digests.

use serde::{Deserialize, Serialize};

use super::About;
use super::redis::Redis;
use crate::proabono::{CustomerReference, SegmentReference};
use crate::store::{Space, StoreError};

/// A customer as it is kept, sealed.
#[derive(Serialize, Deserialize)]
struct Who {
    customer: Option<CustomerReference>,
    segment: Option<SegmentReference>,
}

impl Redis {
    /// The name of a customer in Redis, from which nobody learns who that is.
    pub(super) fn name(&self, about: &About) -> Vec<u8> {
        let (customer, segment) = about.columns();
        self.shared.name(&[customer, segment]).into_bytes()
    }

    pub(super) fn sealed(&self, about: &About) -> Vec<u8> {
        let who = Who {
            customer: about.customer.clone(),
            segment: about.segment.clone(),
        };
        let plain = serde_json::to_vec(&who).unwrap_or_default();
        self.seal(&plain)
    }

    /// A name that cannot be sealed is left empty. It can then not be opened either, and the event is about nobody.
    pub(super) fn seal(&self, plain: &[u8]) -> Vec<u8> {
        self.shared.seal(Space::Event, plain).unwrap_or_default()
    }

    pub(super) fn open(&self, sealed: &[u8]) -> About {
        let plain = self.shared.open_sealed(Space::Event, sealed);
        let who = plain.and_then(|plain| serde_json::from_slice::<Who>(&plain).ok());
        About {
            customer: who.as_ref().and_then(|who| who.customer.clone()),
            segment: who.and_then(|who| who.segment),
        }
    }

    pub(super) fn opened(&self, sealed: Result<Vec<Vec<u8>>, StoreError>) -> Result<Vec<About>, StoreError> {
        let sealed = sealed?;
        Ok(sealed.iter().map(|sealed| self.open(sealed)).collect())
    }
}
