//! Subscriptions: what they are, what to send, and their transitions.

mod options;
mod request;
mod subscription;

use crate::call::Call;
use crate::list::Listing;
use crate::request::Transport;
use crate::{Error, SubscriptionId};

pub use options::{
    CreateSubscription, ListSubscriptions, RetrieveSubscription, StartSubscription, TerminateSubscription,
    UpgradeSubscription,
};
pub use request::{
    DiscountRequest, PricingStep, SubscriptionFeatureRequest, SubscriptionRequest,
    SubscriptionUpdateTermDateRequest,
};
pub use subscription::{Subscription, SubscriptionFeature};

/// The operations on subscriptions.
#[derive(Clone, Copy)]
pub struct Subscriptions<'a> {
    transport: &'a Transport,
}

impl<'a> Subscriptions<'a> {
    pub(super) fn new(transport: &'a Transport) -> Self {
        Self { transport }
    }

    /// `GET /v1/Subscriptions`.
    ///
    /// # Errors
    /// [`Error::Settings`] when the filters cannot be written; what is sent fails when it is read.
    pub fn list(self, options: &ListSubscriptions) -> Result<Listing<'a, Subscription>, Error> {
        let mut options = options.clone();
        self.transport.fill(&mut options.reference_segment);
        let call = Call::get("list_subscriptions", "/v1/Subscriptions").query(&options)?;
        Ok(Listing::new(self.transport, call))
    }

    /// `GET /v1/Subscription`: the subscription of a customer.
    ///
    /// # Errors
    /// [`Error`]: a refusal with its codes, or why there was no answer.
    pub async fn retrieve(self, options: &RetrieveSubscription) -> Result<Option<Subscription>, Error> {
        let call = Call::get("retrieve_subscription", "/v1/Subscription").query(options)?;
        self.transport.send(call).await
    }

    /// `POST /v1/Subscription`. Left a draft it grants nothing.
    ///
    /// # Errors
    /// [`Error`]: a refusal with its codes, or why there was no answer.
    pub async fn create(
        self,
        request: &SubscriptionRequest,
        options: &CreateSubscription,
    ) -> Result<Option<Subscription>, Error> {
        let call = Call::post("create_subscription", "/v1/Subscription")
            .query(options)?
            .body(request)?;
        self.transport.send(call).await
    }

    /// `POST /v1/Subscription/{id}/DateTerm`.
    ///
    /// # Errors
    /// [`Error`]: a refusal with its codes, or why there was no answer.
    pub async fn update_term_date(
        self,
        id: SubscriptionId,
        request: &SubscriptionUpdateTermDateRequest,
    ) -> Result<Option<Subscription>, Error> {
        let call = Call::post(
            "update_subscription_term_date",
            format!("/v1/Subscription/{id}/DateTerm"),
        )
        .body(request)?;
        self.transport.send(call).await
    }

    /// `POST /v1/Subscription/{id}/Suspension`. A start undoes it.
    ///
    /// # Errors
    /// [`Error`]: a refusal with its codes, or why there was no answer.
    pub async fn suspend(self, id: SubscriptionId) -> Result<Option<Subscription>, Error> {
        let call = Call::post(
            "suspend_subscription",
            format!("/v1/Subscription/{id}/Suspension"),
        );
        self.transport.send(call).await
    }

    /// `POST /v1/Subscription/{id}/Start`: starts a draft, and restarts a suspended one.
    ///
    /// # Errors
    /// [`Error`]: a refusal with its codes, or why there was no answer.
    pub async fn start(
        self,
        id: SubscriptionId,
        options: &StartSubscription,
    ) -> Result<Option<Subscription>, Error> {
        let call = Call::post("start_subscription", format!("/v1/Subscription/{id}/Start")).query(options)?;
        self.transport.send(call).await
    }

    /// `POST /v1/Subscription/{id}/Upgrade`, to a smaller offer too. The answer is a new subscription with a new number.
    ///
    /// # Errors
    /// [`Error`]: a refusal with its codes, or why there was no answer.
    pub async fn upgrade(
        self,
        id: SubscriptionId,
        options: &UpgradeSubscription,
    ) -> Result<Option<Subscription>, Error> {
        let call =
            Call::post("upgrade_subscription", format!("/v1/Subscription/{id}/Upgrade")).query(options)?;
        self.transport.send(call).await
    }

    /// `POST /v1/Subscription/{id}/Termination`. What has ended cannot be restarted; a planned end can be cancelled.
    ///
    /// # Errors
    /// [`Error`]: a refusal with its codes, or why there was no answer.
    pub async fn terminate(
        self,
        id: SubscriptionId,
        options: &TerminateSubscription,
    ) -> Result<Option<Subscription>, Error> {
        let call = Call::post(
            "terminate_subscription",
            format!("/v1/Subscription/{id}/Termination"),
        )
        .query(options)?;
        self.transport.send(call).await
    }
}
