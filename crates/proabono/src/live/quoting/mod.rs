//! Quotes: what something would cost, before it is done.

mod quote;
mod request;

use crate::call::Call;
use crate::request::Transport;
use crate::{Error, SubscriptionId};

pub use quote::{BalanceLineQuote, Quote, QuoteDetail};
pub use request::{
    QuoteBalanceLineRequest, QuoteOptions, QuoteSubscriptionRequest, QuoteUpgrade, QuoteUsage,
    QuoteUsageRequest,
};

/// The quotes: what something would cost.
#[derive(Clone, Copy)]
pub struct Quoting<'a> {
    transport: &'a Transport,
}

impl<'a> Quoting<'a> {
    pub(super) fn new(transport: &'a Transport) -> Self {
        Self { transport }
    }

    /// `POST /v1/Quoting/Subscription`.
    ///
    /// # Errors
    /// [`Error`]: a refusal with its codes, or why there was no answer.
    pub async fn subscription(
        self,
        request: &QuoteSubscriptionRequest,
        options: &QuoteOptions,
    ) -> Result<Option<Quote>, Error> {
        let call = Call::post("quote_subscription", "/v1/Quoting/Subscription")
            .query(options)?
            .body(request)?;
        self.transport.send(call).await
    }

    /// `POST /v1/Quoting/Subscription/{id}/Start`.
    ///
    /// # Errors
    /// [`Error`]: a refusal with its codes, or why there was no answer.
    pub async fn start(self, id: SubscriptionId, options: &QuoteOptions) -> Result<Option<Quote>, Error> {
        let call =
            Call::post("quote_start", format!("/v1/Quoting/Subscription/{id}/Start")).query(options)?;
        self.transport.send(call).await
    }

    /// `POST /v1/Quoting/Subscription/{id}/Upgrade`.
    ///
    /// # Errors
    /// [`Error`]: a refusal with its codes, or why there was no answer.
    pub async fn upgrade(self, id: SubscriptionId, options: &QuoteUpgrade) -> Result<Option<Quote>, Error> {
        let call =
            Call::post("quote_upgrade", format!("/v1/Quoting/Subscription/{id}/Upgrade")).query(options)?;
        self.transport.send(call).await
    }

    /// `POST /v1/Quoting/Usage`. It also checks that the change is permitted.
    ///
    /// # Errors
    /// [`Error`]: a refusal with its codes, or why there was no answer.
    pub async fn usage(
        self,
        request: &QuoteUsageRequest,
        options: &QuoteUsage,
    ) -> Result<Option<Quote>, Error> {
        let call = Call::post("quote_usage", "/v1/Quoting/Usage")
            .query(options)?
            .body(request)?;
        self.transport.send(call).await
    }

    /// `POST /v1/Quoting/BalanceLine`.
    ///
    /// # Errors
    /// [`Error`]: a refusal with its codes, or why there was no answer.
    pub async fn balance_line(
        self,
        request: &QuoteBalanceLineRequest,
        options: &QuoteOptions,
    ) -> Result<Option<BalanceLineQuote>, Error> {
        let call = Call::post("quote_balance_line", "/v1/Quoting/BalanceLine")
            .query(options)?
            .body(request)?;
        self.transport.send(call).await
    }
}
