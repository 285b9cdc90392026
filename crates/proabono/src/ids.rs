use std::fmt;

use serde::{Deserialize, Serialize};

/// One newtype per kind of number, so that a customer's is never passed where a subscription's is meant.
macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
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
    /// ProAbono's own number of a business.
    BusinessId;
    /// ProAbono's own number of an agent.
    AgentId;
    /// ProAbono's own number of who made or changed something.
    UserId;
    /// ProAbono's own number of a webhook.
    WebhookId;
    /// ProAbono's own number of a notification of a webhook.
    WebhookNotificationId;
    /// ProAbono's own number of an event.
    TriggerId;
    /// ProAbono's own number of a gateway account.
    GatewayAccountId;
    /// ProAbono's own number of a permission to charge a customer.
    GatewayPermissionId;
    /// ProAbono's own number of a request to a gateway.
    GatewayRequestId;
    /// ProAbono's own number of a transaction of a gateway.
    GatewayTransactionId;
    /// ProAbono's own number of a tax profile.
    TaxProfileId;
    /// ProAbono's own number of an exception of a tax profile.
    TaxProfileExceptionId;
    /// ProAbono's own number of a billing address.
    AddressId;
}
