//! Subscriptions: what they are, what to send, and their transitions.

mod options;
mod request;
mod subscription;

use super::Subscriptions;
use crate::call::Call;
use crate::list::Listing;
use crate::{Request, SubscriptionId};

pub use options::{
    CreateSubscription, ListSubscriptions, RetrieveSubscription, StartSubscription, TerminateSubscription,
    UpgradeSubscription,
};
pub use request::{
    DiscountRequest, PricingStep, SubscriptionFeatureRequest, SubscriptionRequest,
    SubscriptionUpdateTermDateRequest,
};
pub use subscription::{Subscription, SubscriptionFeature};

impl<'a> Subscriptions<'a> {
    /// `GET /v1/Subscriptions`.
    pub fn list(self, options: &ListSubscriptions) -> Listing<'a, Subscription> {
        let mut options = options.clone();
        self.transport.fill(&mut options.reference_segment);
        Listing::new(
            self.transport
                .request(Call::get("list_subscriptions", "/v1/Subscriptions").query(&options)),
        )
    }

    /// `GET /v1/Subscription`: the subscription of a customer.
    pub fn retrieve(self, options: &RetrieveSubscription) -> Request<'a, Subscription> {
        self.transport
            .request(Call::get("retrieve_subscription", "/v1/Subscription").query(options))
    }

    /// `POST /v1/Subscription`. Left a draft it grants nothing.
    pub fn create(
        self,
        request: &SubscriptionRequest,
        options: &CreateSubscription,
    ) -> Request<'a, Subscription> {
        self.transport.request(
            Call::post("create_subscription", "/v1/Subscription")
                .query(options)
                .body(request),
        )
    }

    /// `POST /v1/Subscription/{id}/DateTerm`.
    pub fn update_term_date(
        self,
        id: SubscriptionId,
        request: &SubscriptionUpdateTermDateRequest,
    ) -> Request<'a, Subscription> {
        self.transport.request(
            Call::post(
                "update_subscription_term_date",
                format!("/v1/Subscription/{id}/DateTerm"),
            )
            .body(request),
        )
    }

    /// `POST /v1/Subscription/{id}/Suspension`. A start undoes it.
    pub fn suspend(self, id: SubscriptionId) -> Request<'a, Subscription> {
        self.transport.request(Call::post(
            "suspend_subscription",
            format!("/v1/Subscription/{id}/Suspension"),
        ))
    }

    /// `POST /v1/Subscription/{id}/Start`: starts a draft, and restarts a suspended one.
    pub fn start(self, id: SubscriptionId, options: &StartSubscription) -> Request<'a, Subscription> {
        self.transport
            .request(Call::post("start_subscription", format!("/v1/Subscription/{id}/Start")).query(options))
    }

    /// `POST /v1/Subscription/{id}/Upgrade`, to a smaller offer too. The answer is a new subscription with a new number.
    pub fn upgrade(self, id: SubscriptionId, options: &UpgradeSubscription) -> Request<'a, Subscription> {
        self.transport.request(
            Call::post("upgrade_subscription", format!("/v1/Subscription/{id}/Upgrade")).query(options),
        )
    }

    /// `POST /v1/Subscription/{id}/Termination`. A subscription that has ended cannot be restarted; a planned end can be cancelled.
    pub fn terminate(self, id: SubscriptionId, options: &TerminateSubscription) -> Request<'a, Subscription> {
        self.transport.request(
            Call::post(
                "terminate_subscription",
                format!("/v1/Subscription/{id}/Termination"),
            )
            .query(options),
        )
    }
}
