//! Quotes: what something would cost, before it is done.

mod quote;
mod request;

use super::Quoting;
use crate::call::Call;
use crate::{Request, SubscriptionId};

pub use quote::{BalanceLineQuote, Quote, QuoteDetail};
pub use request::{
    QuoteBalanceLineRequest, QuoteOptions, QuoteSubscriptionRequest, QuoteUpgrade, QuoteUsage,
    QuoteUsageRequest,
};

impl<'a> Quoting<'a> {
    /// `POST /v1/Quoting/Subscription`.
    pub fn subscription(
        self,
        request: &QuoteSubscriptionRequest,
        options: &QuoteOptions,
    ) -> Request<'a, Quote> {
        self.transport.request(
            Call::post("quote_subscription", "/v1/Quoting/Subscription")
                .query(options)
                .body(request),
        )
    }

    /// `POST /v1/Quoting/Subscription/{id}/Start`.
    pub fn start(self, id: SubscriptionId, options: &QuoteOptions) -> Request<'a, Quote> {
        self.transport
            .request(Call::post("quote_start", format!("/v1/Quoting/Subscription/{id}/Start")).query(options))
    }

    /// `POST /v1/Quoting/Subscription/{id}/Upgrade`.
    pub fn upgrade(self, id: SubscriptionId, options: &QuoteUpgrade) -> Request<'a, Quote> {
        self.transport.request(
            Call::post("quote_upgrade", format!("/v1/Quoting/Subscription/{id}/Upgrade")).query(options),
        )
    }

    /// `POST /v1/Quoting/Usage`. It also checks that the change is permitted.
    pub fn usage(self, request: &QuoteUsageRequest, options: &QuoteUsage) -> Request<'a, Quote> {
        self.transport.request(
            Call::post("quote_usage", "/v1/Quoting/Usage")
                .query(options)
                .body(request),
        )
    }

    /// `POST /v1/Quoting/BalanceLine`.
    pub fn balance_line(
        self,
        request: &QuoteBalanceLineRequest,
        options: &QuoteOptions,
    ) -> Request<'a, BalanceLineQuote> {
        self.transport.request(
            Call::post("quote_balance_line", "/v1/Quoting/BalanceLine")
                .query(options)
                .body(request),
        )
    }
}
