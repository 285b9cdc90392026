/// A task that a customer does on ProAbono's pages, each with an address of its own here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Workflow {
    /// Choose a plan.
    Plans,
    /// Subscribe to one offer, or change to it.
    Subscribe,
    /// Choose another plan.
    ChangePlan,
    /// Restart a suspended subscription, or keep one that is to end.
    Restart,
    /// Register a payment method, or replace it.
    PaymentMethod,
    /// Pay an invoice.
    PayInvoice,
    /// See one subscription.
    Subscription,
}

impl Workflow {
    /// The purpose of the link that opens it, as ProAbono names it after `hosted-` and `insite-`.
    pub(crate) fn purpose(self) -> &'static str {
        match self {
            Self::Plans => "collection-offers",
            Self::Subscribe => "subscribe",
            Self::ChangePlan => "collection-upgrade",
            Self::Restart => "restart",
            Self::PaymentMethod => "register",
            Self::PayInvoice => "charge",
            Self::Subscription => "related-subscription",
        }
    }

    /// Tells whether the customer buys something in it.
    pub(crate) fn sells(self) -> bool {
        matches!(
            self,
            Self::Plans | Self::Subscribe | Self::ChangePlan | Self::Restart
        )
    }
}
