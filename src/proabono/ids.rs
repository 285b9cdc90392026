use std::fmt;

use serde::{Deserialize, Serialize};

/// One newtype per kind of number, so that a customer's is never passed where a subscription's is meant.
macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
        #[serde(transparent)]
        pub struct $name(pub u64);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
    )+};
}

ids! {
    /// ProAbono's own number of a segment.
    SegmentId;
    /// ProAbono's own number of a customer.
    CustomerId;
    /// ProAbono's own number of an offer.
    OfferId;
    /// ProAbono's own number of a feature.
    FeatureId;
    /// ProAbono's own number of a subscription.
    SubscriptionId;
    /// ProAbono's own number of an invoice.
    InvoiceId;
}
