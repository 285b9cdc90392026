use serde::Serialize;

use crate::customers::{CustomerKey, Standing};
use crate::proabono::{Live, with_causes};

/// The reasons why a customer may use nothing at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Empty {
    /// There is no subscription.
    NeverSubscribed,
    /// There are subscriptions, and none of them runs.
    NoneRuns,
    /// A subscription runs, and its offer has no feature.
    OfferWithoutFeatures,
    /// The subscriptions could not be read.
    Unread,
}

/// Reads the subscriptions of a customer without rights, which tell the reasons apart.
pub(super) async fn why(live: &Live, customer: &CustomerKey) -> Empty {
    match Standing::read(live, customer).await {
        Ok(standing) if standing.is_empty() => Empty::NeverSubscribed,
        Ok(standing) if standing.running().is_some() => Empty::OfferWithoutFeatures,
        Ok(_) => Empty::NoneRuns,
        Err(error) => {
            let error = with_causes(&error);
            tracing::info!(%error, "the subscriptions of a customer without rights could not be read");
            Empty::Unread
        }
    }
}
