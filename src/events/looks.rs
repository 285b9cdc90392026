use std::collections::BTreeSet;

use futures_util::future::BoxFuture;

use crate::customers::{CustomerKey, Customers};
use crate::proabono::SegmentReference;

use super::inbox::About;
use super::worker::{Cause, Looks};

/// The segments that this server has pages for.
pub(crate) struct Segments {
    /// The one of an event that names none.
    pub(crate) usual: SegmentReference,
    pub(crate) further: BTreeSet<SegmentReference>,
}

/// The customers and their rights, as the pages know them.
pub(super) struct Known {
    pub(super) customers: Customers,
    pub(super) segments: Segments,
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
            Ok(cause.rights)
        })
    }
}
